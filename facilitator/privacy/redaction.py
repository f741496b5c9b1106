"""Words that identify, replaced in what leaves: nothing else in the text changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from facilitator.domain.contribution import Contribution
from facilitator.domain.names import NameDecision


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


def occurrences(text: str, words: str) -> Iterable[tuple[int, int]]:
    """Where ``words`` stand in ``text``, not within longer words, from left to right without overlaps."""
    at = 0
    while words and (start := text.find(words, at)) >= 0:
        end = start + len(words)
        begins = start == 0 or not (text[start - 1].isalnum() and words[0].isalnum())
        ends = end == len(text) or not (text[end].isalnum() and words[-1].isalnum())
        if begins and ends:
            yield start, end
        at = end if begins and ends else start + 1


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
