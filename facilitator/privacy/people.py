"""Names of people, found by rules: recall first, in capitals or not, with no model to load.

What gives a name away, in the order it is looked for: a civility (« Mme Pruvost », « m. tavernier »), a first
name that is nothing else, one that is a word as well where a person is spoken of (« merci à rose »), a word
that no dictionary holds where a person is spoken of (« chez lemarchal »), an initial (« N. Belkhiri »), a
capital in mid-sentence on words that are no place and no trade name. Names of streets, schools, saints,
organisations and of the territory's communes are left.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from facilitator.language.stopwords import is_stopword
from facilitator.privacy.sentence import FRENCH_PARTICLES, NOT_AFTER, NOT_SURNAMES, PEOPLE, Sentence
from facilitator.privacy.tokens import Token

Place = tuple[int, int]
"""Where a name stands: the offset it starts at, and the one after its end."""

_SHORT: Final = frozenset("mme mmes mlle melle mr mrs dr".split())
_LONG: Final = frozenset("madame mademoiselle monsieur docteur docteure messieurs mesdames".split())
_WEAK: Final = frozenset("par comme style genre".split())
_ARTICLES: Final = frozenset("l le la les un une du des au aux en".split())
_LONGEST_INITIALS: Final = 4
_DOT_GAP: Final = re.compile(r"\.?\s{1,2}")
_INITIAL: Final = re.compile(
    r"(?<![\w.])[A-ZÀ-Ý](?:[a-z]?\.-?\s?)(?:[A-ZÀ-Ý]\.\s?)?"
    r"(?:(?:[Dd]e la|[Dd][eu]|[Dd]es|L[ea]|El|Al|Ben|D[ao]s?|Van|Von|Mac|d['’]|[NO]['’])\s?){0,2}"
    r"[A-ZÀ-Ý][a-zà-ÿ]{2,}(?:-[A-ZÀ-Ý][a-zà-ÿ]+)?"
)


def people(text: str, places: Collection[str] = ()) -> list[Place]:
    """Where names of people stand in ``text``, in order, without overlaps.

    ``places`` are names of communes and the like, which are no persons.
    """
    reader = _Reader(Sentence(text, places))
    found = united([*reader.by_civility(), *reader.by_initial(), *reader.by_word()])
    return united([*found, *reader.by_echo(found)]) if found else found


def united(found: Collection[Place]) -> list[Place]:
    """``found`` in order, those that overlap or touch made one."""
    places: list[Place] = []
    for start, end in sorted(found):
        if places and start < places[-1][1]:
            places[-1] = (places[-1][0], max(end, places[-1][1]))
        else:
            places.append((start, end))
    return places


def _is_plain_name(token: Token) -> bool:
    """Whether no dictionary holds it, and its capital says that it names."""
    return token.is_unknown and (token.capital or token.upper)


class _Reader:
    """One text, read in three ways."""

    def __init__(self, said: Sentence) -> None:
        self._said = said
        self._tokens = said.tokens
        self._text = said.text

    def by_civility(self) -> Iterator[Place]:
        """« Mme Pruvost », « m. tavernier », « Mme B. », « madame de la Tour »."""
        for at, token in enumerate(self._tokens):
            if not self._is_civility(at) or at + 1 >= len(self._tokens):
                continue
            after = self._tokens[at + 1]
            if not _DOT_GAP.fullmatch(after.gap):
                continue
            if self._said.is_elided_particle(at + 1):
                yield token.start, self._said.end(at + 2)
            elif len(after.bare) == 1 and not after.text.endswith(("'", "’")):
                if after.capital or self._text[after.end : after.end + 1] == ".":
                    yield token.start, self._said.end_of_initial(at + 1)
            elif after.folded in FRENCH_PARTICLES:
                name = self._said.name_after_particle(at + 1, loosely=True)
                if name is not None:
                    yield token.start, self._said.end(name)
            elif self._names(at, after):
                yield token.start, self._said.end(at + 1)

    def by_initial(self) -> Iterator[Place]:
        """« N. Belkhiri », « J.-P. Martin »."""
        for match in _INITIAL.finditer(self._text):
            last = re.split(r"[\s.]", match.group())[-1]
            if (
                not self._said.is_masked(match.start())
                and not is_stopword(last)
                and not self._said.is_place(last)
            ):
                yield match.span()

    def by_word(self) -> Iterator[Place]:
        """First names, and words that only a name can be where they stand."""
        for at, token in enumerate(self._tokens):
            if len(token.bare) < 3 or self._said.is_masked(token.start) or self._said.is_place(token.bare):
                continue
            if token.folded in PEOPLE and not token.is_sure:
                continue
            if token.is_trade or self._said.names_a_street(at) or token.gap.endswith("#"):
                continue
            if self._is_name(at, token):
                yield token.start, self._said.end(at)

    def by_echo(self, found: Sequence[Place]) -> Iterator[Place]:
        """A name already found said again, alone or in capitals: « M. N’Diaye … chez N’Diaye », « NADIA »."""
        within = [t for t in self._tokens if any(first <= t.start < last for first, last in found)]
        named = {one.folded for one in within if len(one.bare) > 2 and (one.is_sure or _is_plain_name(one))}
        for at, token in enumerate(self._tokens):
            if token.folded in named and token not in within and not self._said.is_masked(token.start):
                yield token.start, self._said.end(at)

    def _is_name(self, at: int, token: Token) -> bool:
        if token.is_sure:
            return self._is_sure_name(at, token)
        if token.is_first:
            return self._is_ambiguous_name(at, token)
        told = self._said.is_told_of(at)
        if not token.is_unknown or token.upper:
            return told and token.capital and not token.opens and not is_stopword(token.bare)
        if told and len(token.bare) > 3:
            return True
        if not token.capital or self._said.follows_place_word(at):
            return False
        if token.opens:
            return self._said.is_proper(at + 1)
        return self._text[token.end : token.end + 1] != "’"

    def _is_sure_name(self, at: int, token: Token) -> bool:
        """Of a first name that is nothing else: all but initials, and what « l’ » or « en » makes a thing.

        Initials are seldom of five letters: « voir NADIA » is Nadia.
        """
        if self._said.before(at) in ("l", "en") and not self._said.is_proper(at + 1):
            return False
        return (
            not token.upper
            or len(token.bare) > _LONGEST_INITIALS
            or self._said.is_told_of(at)
            or self._said.is_big(at + 1)
            or self._said.is_big(at - 1)
        )

    def _is_ambiguous_name(self, at: int, token: Token) -> bool:
        """Of a first name that is a word as well: where a person is spoken of, or by its capital."""
        if is_stopword(token.bare) or token.folded in NOT_SURNAMES:
            return False
        before = self._said.before(at)
        if self._said.is_told_of(at) and (token.capital or before not in _WEAK):
            return True
        if before in _ARTICLES:
            return self._said.is_bare_surname(at + 1) and token.capital
        if self._said.is_big(at) and (self._said.is_proper(at + 1) or not token.opens):
            return not self._said.is_big(at - 1)
        return self._said.is_bare_surname(at + 1)

    def _is_civility(self, at: int) -> bool:
        token = self._tokens[at]
        if token.folded in _SHORT or token.folded in _LONG:
            return True
        dot = self._text[token.end : token.end + 1] == "."
        if token.folded == "m" or token.text in ("MM", "Pr", "Me"):
            after_number = re.search(r"\d\s*$", self._text[: token.start])
            bare = token.text.endswith(("'", "’"))
            return not after_number and not bare and (dot or token.text == "m" or self._said.is_big(at + 1))
        return False

    def _names(self, at: int, after: Token) -> bool:
        """Whether the word after a civility can be a name."""
        if after.folded in NOT_AFTER or is_stopword(after.bare):
            return False
        bare_m = self._tokens[at].text == "m" and "." not in after.gap
        if not bare_m and (self._tokens[at].folded in _SHORT or len(self._tokens[at].folded) < 3):
            return True
        return after.capital or after.upper or after.is_first or after.is_surname or after.is_unknown
