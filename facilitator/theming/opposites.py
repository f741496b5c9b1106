"""What sets two texts against each other though they share their words: negations, quantities, numbers.

« Plus de bus » and « moins de bus » are neighbours for any encoder, and the contrary of one another. The
guard is strict on purpose: a pair missed costs a glance, a pair of opposites shown as one costs trust.
"""

import re
from dataclasses import dataclass
from functools import cache
from itertools import product

from facilitator.domain.contribution import fold
from facilitator.language.lemmas import lemma
from facilitator.language.stopwords import word_set
from facilitator.theming.prepare import clean

_HALF_NEGATIONS = word_set("ne n")  # the half that speech leaves out: « je vais pas bien »
_NEGATIONS = word_set("pas jamais non sans aucun aucune rien ni nul nulle")
_STANCES = word_set("plus moins trop peu assez davantage bien mal bon bonne mauvais mauvaise oui contre")
_CONTRARIES = (
    "ouvrir fermer, ouvert fermé, ouverture fermeture, augmenter baisser, augmenter diminuer, "
    "augmenter réduire, hausse baisse, tôt tard, premier dernier, présence absence, présent absent, "
    "facile difficile, loin près, vide plein, cher gratuit, payant gratuit, content déçu, "
    "garçon fille, garder supprimer, créer supprimer, commencer finir, beaucoup peu, gros petit, "
    "grand petit, long court, meilleur pire, mieux pire, tout rien, matin soir, "
    "jour nuit, lent rapide, rare fréquent, simple compliqué, riche pauvre"
)
_PREFIXES = ("in", "im", "ir", "il", "mal", "non")
_FIGURES = {
    word: str(value)
    for value, word in enumerate("deux trois quatre cinq six sept huit neuf dix onze douze".split(), start=2)
}
_AND = re.compile(r"(?<=[^\s:;,.!?(])\s*\+\s*")  # « prêt + jeux », not « + de bus »
_WORD = re.compile(r"\d+(?:[.,:h]\d+)*|[^\W_]+")


@cache
def _contraries() -> frozenset[frozenset[str]]:
    """The lemmas of each pair of contraries."""
    return frozenset(frozenset(map(lemma, pair.split())) for pair in _CONTRARIES.split(", "))


@dataclass(frozen=True, slots=True)
class Stance:
    """What must agree for two texts to say the same: stance words, numbers, and no contrary lemmas."""

    signs: tuple[str, ...]
    numbers: tuple[str, ...]
    lemmas: frozenset[str]


def stance(text: str) -> Stance:
    """The stance of a ``text`` as typed; « ne… pas » is one negation, numbers in letters are figures."""
    readable = clean(_AND.sub(" et ", text))
    words = [_FIGURES.get(word, word) for word in _WORD.findall(fold(readable))]
    halves = sum(word in _HALF_NEGATIONS for word in words)
    negations = max(halves, sum(word in _NEGATIONS for word in words))
    signs = (*sorted(word for word in words if word in _STANCES), *["ne"] * negations)
    numbers = tuple(sorted(word for word in words if word[0].isdigit()))
    return Stance(signs, numbers, frozenset(map(lemma, words)))


def opposed(one: Stance, other: Stance) -> bool:
    """Whether the texts say the contrary, or count differently; a text without number may meet one with."""
    if one.signs != other.signs or (one.numbers and other.numbers and one.numbers != other.numbers):
        return True
    mine, theirs = one.lemmas - other.lemmas, other.lemmas - one.lemmas
    return any(frozenset(pair) in _contraries() for pair in product(mine, theirs)) or any(
        prefix + word in far
        for near, far in ((mine, theirs), (theirs, mine))
        for word in near
        for prefix in _PREFIXES
    )
