"""The integers that a line states."""

import re
from collections.abc import Iterator

from facilitator.domain.evidence import EventEvidence
from facilitator.drafting.proving.document import without_quotations
from facilitator.language.typography import typeset

_FIGURE = re.compile(r"(?<![\w/])\d+(?:[\u202f\u00a0]\d{3})*(?![\w/])")
_DIGITS = re.compile(r"\d+")
_COUNTED = re.compile(r"(?<![\w/])(\d+)\s(table|vote|force|faiblesse)s?\b")
_NOUNS = ("table", "vote", "force", "faiblesse")
_ALONE = re.compile(r"\bune seule\b")


def figures_in(text: str, evidence: EventEvidence | None = None) -> list[int]:
    """The integers that a line states, but for quotations and the names of themes and publics."""
    bare = without_quotations(text)
    if not any(map(str.isdigit, bare)):
        return [1] * len(_ALONE.findall(bare))
    for name in _names(evidence, bare) if evidence else ():
        bare = bare.replace(name, " ")
    found = [int(re.sub(r"\D", "", figure)) for figure in _FIGURE.findall(bare)]
    return found + [1] * len(_ALONE.findall(bare))


def counted_in(text: str) -> frozenset[tuple[int, str]]:
    """The integers that stand before « table », « vote », « force » or « faiblesse », with that word."""
    return frozenset((int(n), noun) for n, noun in _COUNTED.findall(without_quotations(text)))


def counts_as(text: str, name: str, value: int) -> bool:
    """Whether a line that states ``value`` may state it of ``name`` (« forces »), by the noun beside it."""
    nouns = {noun for figure, noun in counted_in(text) if figure == value}
    told = next((noun for noun in _NOUNS if name.startswith(noun)), None)
    return told is None or not nouns or told in nouns


def _names(evidence: EventEvidence, text: str) -> Iterator[str]:
    """What is named on a wall with figures that count nothing, « parents 0-3 ans », « Lycée 2000 », and may
    stand in ``text``."""
    named = [theme.theme.name for theme in evidence.themes]
    named += [public for public, _ in evidence.publics]
    named += [one.public for one in evidence.event.presences]
    named += [one.name for one in evidence.event.presences]
    for name in sorted(filter(None, named), key=len, reverse=True):
        first = _DIGITS.search(name)
        if first is not None and first[0] in text:
            yield from (name, typeset(name))
