"""Names that people gave to what a theme brings to mind, to be offered beside the wall's own phrases.

The sub-themes of the learnt file were named by hand, in words of the trade. They are no more than
candidates: `naming` takes one where the wall says its words, or where the theme stands for it clearly.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from facilitator.language.lemmas import WordKind, words
from facilitator.language.noun_phrases import MOST_WORDS, is_verb
from facilitator.language.typography import typeset
from facilitator.theming.metric import Metric
from facilitator.theming.views import Views

_LEAST = 0.02
"""Share of what sets a theme apart from its wall that one sub-theme must make up, in squares."""

_OFFERED = 4


@dataclass(frozen=True, slots=True)
class Familiar:
    """A name given by hand, and the share (0 to 1) of what sets the theme apart that it makes up."""

    name: str
    share: float


def familiar_names(
    metrics: Sequence[Metric], views: Views, weights: Sequence[int], groups: Iterable[NDArray[np.intp]]
) -> list[tuple[Familiar, ...]]:
    """For each group of rows the names of the few sub-themes that it stands for, the clearest first.

    The best of ``metrics`` is asked, through its view of the wall, which is centred: the mean of a group
    tells which sub-themes come to mind more than elsewhere on the wall.
    """
    view = views.dense.get("subjects 0")
    if not metrics or view is None:
        return [() for _ in groups]
    counts = np.asarray(weights, dtype=np.float64)
    named: list[tuple[Familiar, ...]] = []
    for rows in groups:
        apart = counts[rows] @ view[rows].astype(np.float64)
        shares = apart**2 / (float(apart @ apart) or 1.0)
        best = (int(at) for at in np.argsort(-apart, kind="stable") if shares[at] >= _LEAST and apart[at] > 0)
        offered = ((_as_name(metrics[0].sub_themes.names[at]), float(shares[at])) for at in best)
        kept = (Familiar(name, share) for name, share in offered if name)
        named.append(tuple(islice(kept, _OFFERED)))
    return named


def _as_name(sub_theme: str) -> str | None:
    """« Thématique, tab, sous-thème : précisions » as a theme's name; None unless it opens with a noun.

    What comes after the colon stays where the whole is no longer than a name may be.
    """
    whole = sub_theme.partition("\t")[2].strip()
    head = whole.partition(" :")[0].strip()
    name = typeset(whole if len(whole.replace(" :", "").split()) <= MOST_WORDS else head)
    opening = words(name.split()[0])
    compound = len(opening) > 1 and opening[-1].hyphenated
    noun = compound or (opening[0].kind is WordKind.CONTENT and not _is_infinitive(opening[0].text))
    return name if noun and len(head.split()) <= MOST_WORDS else None


def _is_infinitive(word: str) -> bool:
    return word.casefold().endswith(("er", "ir", "re")) and is_verb(word)
