"""Which communes a text names: whole words, without accents, « St » for « Saint », the longest name first.

« Val » is not named by « Le Val-Saint-Jean », nor « Orange » by « une orange », nor a commune by its road.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from facilitator.domain.contribution import fold
from facilitator.domain.place import Place

_WORD = re.compile(r"[^\W\d_]+|\d+")
_HYPHENS = ("-", "\u2010", "\u2011")
_SHORT = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
_MELTED = {"le": ("le", "au", "du"), "les": ("les", "aux", "des"), "la": ("la",), "l": ("l",)}
"""The articles that begin a name, with what « à » and « de » make of them: « au Vigan », « du Vigan »."""
_ROADS = frozenset("rue route avenue boulevard bd av chemin place impasse allee quai rte cours".split())
_BETWEEN = frozenset("de du des d la le l les".split())
_STOP = re.compile(r"[.!?:;\n«»\"]")


@dataclass(frozen=True, slots=True)
class _Word:
    """A word as it is compared and as it was typed; ``gap`` is what stands before it, None at the start."""

    plain: str
    typed: str
    gap: str | None

    @property
    def begins(self) -> bool:
        """Whether a sentence begins with it, so that its capital says nothing."""
        return self.gap is None or bool(_STOP.search(self.gap))

    @property
    def is_tied(self) -> bool:
        """Whether a hyphen makes it one word with that before."""
        return self.gap in _HYPHENS


@dataclass(frozen=True, slots=True)
class _Name:
    """A name as words; ``codes`` are whose it is: nobody's of the territory, one commune's, or several'."""

    words: tuple[str, ...]
    codes: tuple[str, ...]
    has_article: bool = False
    is_ordinary: bool = False


@dataclass(frozen=True, slots=True)
class _Found:
    """A name and the words of a text that it covers, from ``start`` to before ``end``."""

    start: int
    end: int
    name: _Name


class CommuneNames:
    """The names of a territory's ``communes``, told apart from those of places ``elsewhere``.

    ``ordinary`` tells whether a word is one of the language: in free words such a name counts only with its
    capital, inside a sentence. Of two communes of one name neither is ever named.
    """

    def __init__(
        self,
        communes: Sequence[Place],
        elsewhere: Iterable[str] = (),
        ordinary: Callable[[str], bool] = lambda _: False,
    ) -> None:
        owners: dict[tuple[str, ...], list[str]] = {}
        for one in communes:
            owners.setdefault(_split(one.name), []).append(one.code)
        own_words = {word for words in owners for word in words}
        for place in elsewhere:
            words = _split(place)
            if not own_words.isdisjoint(words):
                owners.setdefault(words, [])
        self._codes = {words: tuple(codes) for words, codes in owners.items() if words}
        self._by_first: dict[str, list[_Name]] = {}
        for words, codes in self._codes.items():
            has_article = len(words) > 1 and words[0] in _MELTED
            own = words[1:] if has_article else words
            is_ordinary = bool(codes) and all(map(ordinary, own))
            for first in _MELTED[words[0]] if has_article else words[:1]:
                name = _Name((first, *words[1:]), codes, has_article, is_ordinary)
                self._by_first.setdefault(first, []).append(name)

    def code_of(self, name: str) -> str:
        """The commune that ``name`` is the whole name of; empty where it is none, or that of two."""
        codes = self._codes.get(_split(name), ())
        return codes[0] if len(codes) == 1 else ""

    def named(self, text: str, *, free: bool = False) -> tuple[str, ...]:
        """The codes of the communes that ``text`` names, in order, each once.

        ``free`` words are a sentence, where a name may be a word like any other; otherwise the text is a
        place, a public or a table.
        """
        words = _words(text)
        found = sorted(_apart(self._candidates(words)), key=lambda one: one.start)
        covered = {at for one in found for at in range(one.start, one.end)}
        return tuple(
            dict.fromkeys(
                one.name.codes[0]
                for one in found
                if len(one.name.codes) == 1
                and not _goes_on(words, one, covered)
                and not _is_road(words, one.start)
                and (not free or not one.name.is_ordinary or _has_capital(words, one))
            )
        )

    def _candidates(self, words: Sequence[_Word]) -> list[_Found]:
        plain = [one.plain for one in words]
        return [
            _Found(start, start + len(name.words), name)
            for start, word in enumerate(plain)
            for name in self._by_first.get(word, ())
            if tuple(plain[start : start + len(name.words)]) == name.words
        ]


def _split(name: str) -> tuple[str, ...]:
    return tuple(one.plain for one in _words(name))


def _words(text: str) -> list[_Word]:
    text = unicodedata.normalize("NFC", text)
    found: list[_Word] = []
    last = 0
    for match in _WORD.finditer(text):
        plain = fold(match.group()).replace("œ", "oe").replace("æ", "ae")
        gap = text[last : match.start()] if found else None
        found.append(_Word(_SHORT.get(plain, plain), match.group(), gap))
        last = match.end()
    return found


def _apart(candidates: Iterable[_Found]) -> list[_Found]:
    """Those that do not overlap, the longest first, then from left to right."""
    kept: list[_Found] = []
    for one in sorted(candidates, key=lambda one: (one.start - one.end, one.start)):
        if all(one.end <= other.start or one.start >= other.end for other in kept):
            kept.append(one)
    return kept


def _goes_on(words: Sequence[_Word], found: _Found, covered: set[int]) -> bool:
    """Whether hyphens make the name a part of a longer one that is not known: « Val-Dessous »."""
    before = words[found.start].is_tied and found.start - 1 not in covered
    after = found.end < len(words) and words[found.end].is_tied and found.end not in covered
    return before or after


def _is_road(words: Sequence[_Word], start: int) -> bool:
    """« rue de Castelombre », « route du Vigan »: what leads there is not there."""
    at = start
    while at > 0 and start - at < len(("de", "la")) and words[at - 1].plain in _BETWEEN:
        at -= 1
    gap = words[at].gap
    return gap is not None and not gap.strip() and words[at - 1].plain in _ROADS


def _has_capital(words: Sequence[_Word], found: _Found) -> bool:
    """Whether words that may be any words are written as a name is."""
    word = words[found.start + (1 if found.name.has_article else 0)]
    return word.typed[:1].isupper() and not word.typed[1:].isupper() and not word.begins
