"""From contributions as typed to the distinct texts that are compared.

Blank rows and « RAS » say nothing and are set aside; the others have their abbreviations unfolded, and
near-identical ones are folded into one unit that remembers its members. The units come in a canonical
order that depends on the texts only, so that nothing after this step can see the order of the rows.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from facilitator.domain.contribution import fold
from facilitator.language.abbreviations import unfold
from facilitator.language.stopwords import word_set

SAME_TEXT = 92.0
"""Least rapidfuzz ratio (0..100) between two texts folded into one unit; one slip in a dozen letters."""

_WINDOW = 8
_SHORTEST_FUZZY = 12
_UNREADABLE = re.compile(r"[\[(]\s*(?:(?:mots? )?(?:illisible|inaudible)s?|\?+|…|\.{3})\s*[\])]", re.I)
_LINKS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+")
_NOTHING = re.compile(
    r"(?:ras|r a s|rien|rien a (?:dire|signaler|ajouter|declarer)|rien de (?:particulier|special)|neant|idem"
    r"|non|aucune?s?|aucune? (?:idee|remarque|avis)|pas d (?:idee|avis|autres? idees?)|sans (?:avis|objet)"
    r"|(?:je )?(?:ne )?sais pas|nsp|sans commentaires?|n a|na|nc|ok|test|x+|voir (?:ci )?dessus)"
)
_OPPOSING = word_set(
    "ne n pas plus moins jamais non sans avec aucun rien ni contre pour trop bien mal bon mauvais oui"
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A distinct text to compare, and the indices of the contributions that say it."""

    text: str
    members: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PreparedTexts:
    """Units in canonical order; ``aside`` are the indices of contributions that say nothing."""

    units: tuple[Unit, ...]
    aside: tuple[int, ...]


def prepare(texts: Sequence[str]) -> PreparedTexts:
    """The distinct texts among ``texts``, in canonical order, near-identical ones folded together."""
    aside: list[int] = []
    spelt: dict[str, Counter[str]] = defaultdict(Counter)
    holders: dict[str, list[int]] = defaultdict(list)
    for index, text in enumerate(texts):
        readable = clean(text)
        key = comparison_key(readable)
        if _is_empty(key):
            aside.append(index)
            continue
        spelt[key][readable] += 1
        holders[key].append(index)
    units = []
    for keys in _fold_near_identical(sorted(holders)):
        spellings = spelt[keys[0]] if len(keys) == 1 else sum((spelt[key] for key in keys), Counter())
        shown = min(spellings, key=lambda text: (-spellings[text], text))
        units.append(Unit(shown, tuple(sorted(index for key in keys for index in holders[key]))))
    return PreparedTexts(tuple(sorted(units, key=lambda unit: unit.text)), tuple(aside))


def clean(text: str) -> str:
    """``text`` ready to be compared: without addresses and unreadable marks, abbreviations unfolded."""
    composed = _LINKS.sub(" ", unicodedata.normalize("NFC", text))
    readable = re.sub(r"[«»“”\"]", " ", _UNREADABLE.sub(" ", composed))
    return " ".join(unfold(readable).split())


def says_nothing(text: str) -> bool:
    """Whether ``text`` is blank, marks or digits alone, or a way to write « rien à signaler »."""
    return _is_empty(comparison_key(text))


def _is_empty(key: str) -> bool:
    return not re.search(r"[^\W\d_]{2}", key) or _NOTHING.fullmatch(key) is not None


def comparison_key(text: str) -> str:
    """The folded letters and digits of ``text``: equal for texts that differ in marks and case only."""
    return " ".join(re.findall(r"\w+", fold(text)))


def _fold_near_identical(keys: list[str]) -> list[list[str]]:
    """Groups of near-identical sorted ``keys``.

    Each key is compared with its neighbours in alphabetical order, read forwards then backwards (the
    sorted-neighbourhood method, Hernández & Stolfo 1995): near-linear, and a slip of the pen hides a
    pair only when it falls at both ends.
    """
    from rapidfuzz import fuzz

    parent = list(range(len(keys)))

    def root(item: int) -> int:
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    guards = [_guard(key) for key in keys]
    for order in (range(len(keys)), sorted(range(len(keys)), key=lambda i: keys[i][::-1])):
        ranked = list(order)
        for place, first in enumerate(ranked):
            if len(keys[first]) < _SHORTEST_FUZZY:
                continue
            for second in ranked[place + 1 : place + 1 + _WINDOW]:
                if guards[first] != guards[second]:
                    continue
                if fuzz.ratio(keys[first], keys[second], score_cutoff=SAME_TEXT):
                    low, high = sorted((root(first), root(second)))
                    parent[high] = low
    groups: dict[int, list[str]] = defaultdict(list)
    for item, key in enumerate(keys):
        groups[root(item)].append(key)
    return list(groups.values())


def _guard(key: str) -> tuple[str, ...]:
    """What must be equal for two texts to say the same: their numbers and their words of opposition."""
    return tuple(sorted(word for word in key.split() if word in _OPPOSING or word.isdigit()))
