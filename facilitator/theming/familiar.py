"""Names that people gave to what a theme brings to mind, to be offered beside the wall's own phrases.

The sub-themes of the learnt file were named by hand, in words of the trade. They are no more than
candidates: `naming` takes one only where the wall says most of its words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from facilitator.language.lemmas import WordKind, words
from facilitator.language.noun_phrases import MOST_WORDS, is_verb
from facilitator.theming.metric import Metric
from facilitator.theming.views import Views

_CLEAR = 0.12
"""Share of what sets a theme apart from its wall that one sub-theme must make up, in squares."""

_OFFERED = 3


def familiar_names(
    metrics: Sequence[Metric], views: Views, weights: Sequence[int], groups: Iterable[NDArray[np.intp]]
) -> list[tuple[str, ...]]:
    """For each group of rows the names of the few sub-themes that it stands for, the clearest first.

    The best of ``metrics`` is asked, through its view of the wall, which is centred: the mean of a group
    tells which sub-themes come to mind more than elsewhere on the wall.
    """
    view = views.dense.get("subjects 0")
    if not metrics or view is None:
        return [() for _ in groups]
    counts, named = np.asarray(weights, dtype=np.float64), []
    for rows in groups:
        apart = counts[rows] @ view[rows].astype(np.float64)
        least = np.sqrt(_CLEAR * float(apart @ apart))
        best = [int(at) for at in np.argsort(-apart, kind="stable")[:_OFFERED] if apart[at] > 0]
        offered = (_as_name(metrics[0].sub_themes.names[at]) for at in best if apart[at] >= least)
        named.append(tuple(name for name in offered if name is not None))
    return named


def _as_name(sub_theme: str) -> str | None:
    """« Thématique, tab, sous-thème : précisions » as a theme's name; None unless it opens with a noun."""
    name = sub_theme.partition("\t")[2].partition(" :")[0].strip()
    first = words(name)[:1]
    noun = bool(first) and first[0].kind is WordKind.CONTENT and not is_verb(first[0].text)
    return name if noun and len(name.split()) <= MOST_WORDS else None
