"""Words that identify, replaced in what leaves: nothing else in the text changes."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from facilitator.domain.contribution import Contribution, fold
from facilitator.domain.names import NameDecision
from facilitator.domain.theme import Sorting
from facilitator.language.typography import typeset
from facilitator.privacy.tokens import Token, tokens

_LEAST: Final = 3  # letters of words replaced in a theme's name: two may be a part of anything


def redacted(text: str, replacements: Mapping[str, str]) -> str:
    """``text`` with every word or words of ``replacements`` replaced, the longest first, whole words only.

    What is outside them stays byte for byte. Doing it again changes nothing, unless a replacement holds
    words that are to be replaced.
    """
    spans: list[tuple[int, int, str]] = []
    for words in sorted(replacements, key=lambda one: (-len(one), one)):
        for start, end in occurrences(text, words):
            if all(end <= first or start >= last for first, last, _ in spans):
                spans.append((start, end, replacements[words]))
    for start, end, quality in sorted(spans, reverse=True):
        text = text[:start] + quality + text[end:]
    return text


def redacted_name(name: str, replacements: Mapping[str, str]) -> str:
    """A theme's ``name`` without the words of ``replacements``, however it writes or shortens them.

    Our typography, capitals and accents are seen through, since a name may be made of the words of several
    contributions; a first name or a surname alone goes as well. A first name that is a word too (« Rose »)
    goes only as it is written.
    """
    name = redacted(unicodedata.normalize("NFC", name), replacements) if replacements else name
    for words, quality in replacements.items():
        parts = tokens(unicodedata.normalize("NFC", words))
        known = {fold(one.bare) for one in parts if _names_alone(one)}
        if len(parts) > 1 or known:
            whole = redacted(_plain(name), {_plain(words): quality})
            name = name if whole == _plain(name) else whole
        for one in reversed(tokens(name)):
            if fold(one.bare) in known and not in_brackets(name, one.start):
                name = name[: one.start] + quality + name[one.start + len(one.bare) :]
    return name


def _names_alone(token: Token) -> bool:
    """Whether it names without the words around it: no word of French that others may use."""
    return len(token.bare) > 2 and (token.is_sure or token.is_unknown)


def _plain(text: str) -> str:
    return " ".join(typeset(unicodedata.normalize("NFC", text)).split())


def in_brackets(text: str, at: int) -> bool:
    """Whether a quality stands there, in brackets, which never names anybody."""
    return text.rfind("[", 0, at) > text.rfind("]", 0, at)


def occurrences(text: str, words: str) -> Iterable[tuple[int, int]]:
    """Where ``words`` stand in ``text``, not within longer words, from left to right without overlaps."""
    at = 0
    while words and (start := text.find(words, at)) >= 0:
        end = start + len(words)
        begins = start == 0 or not _goes_on(text[start - 1], words[0])
        ends = end == len(text) or not _goes_on(words[-1], text[end])
        if begins and ends:
            yield start, end
        at = end if begins and ends else start + 1


def _goes_on(former: str, next_: str) -> bool:
    """Whether one word or number goes on from ``former`` to ``next_``: « Nadia2 » is Nadia, and a number."""
    if unicodedata.combining(next_):
        return True
    letters = former.isalpha() or unicodedata.combining(former), next_.isalpha()
    return all(letters) or (former.isnumeric() and next_.isnumeric())


def for_sharing(
    contributions: Sequence[Contribution], decisions: Iterable[NameDecision]
) -> tuple[Contribution, ...]:
    """``contributions`` as they may leave: names replaced as was decided, in the text, the original and
    the quality."""
    wanted: dict[str, dict[str, str]] = {}
    for one in decisions:
        if one.replacement:
            wanted.setdefault(one.contribution_id, {})[one.words] = one.replacement
    return tuple(
        replace(
            one,
            text=redacted(one.text, wanted[one.id]),
            original=redacted(one.original, wanted[one.id]),
            quality=None if one.quality is None else redacted(one.quality, wanted[one.id]),
        )
        if one.id in wanted
        else one
        for one in contributions
    )


def shared_sorting(sorting: Sorting, decisions: Iterable[NameDecision]) -> Sorting:
    """A wall whose themes' names and words hold no name that was replaced at its event."""
    wanted = {one.words: one.replacement for one in decisions if one.replacement and len(one.words) >= _LEAST}
    if not wanted:
        return sorting
    themes = tuple(
        replace(
            theme,
            name=redacted_name(theme.name, wanted),
            words=tuple(redacted_name(word, wanted) for word in theme.words),
        )
        for theme in sorting.themes
    )
    return replace(sorting, themes=themes)
