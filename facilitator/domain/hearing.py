"""Who is there and was not heard: the one rule that livrables, answers, remarks and screens tell alike."""

import re
from collections.abc import Iterable

from facilitator.domain.contribution import Contribution, fold, public_family
from facilitator.domain.event import Event, Presence

_FAMILY = re.compile(r"(elue?|agente?|partenaire|habitante?)s?")
_SMALL = frozenset("a au aux d de des du en et l la le les".split())


def unheard_publics(event: Event, contributions: Iterable[Contribution]) -> tuple[Presence, ...]:
    """The publics counted as present under whose name none of ``contributions`` was noted.

    A contribution speaks for its public, its quality and, where it bears no public, that of its table.
    A name is also heard in a longer one that begins with it: « parents » in « parents 0-3 ans »,
    « partenaires : bailleurs » in « partenaire : bailleur social », « élus » in any quality of theirs.
    Parents who spoke need not be fathers: « pères » is told, unless what was noted of the habitants
    bears no other name than their family's (domaine.md § 3.5, « seuls 2 pères »).
    """
    voices = _voices(event, contributions)
    return tuple(one for one in event.presences if one.count and not _is_heard(one.public, voices))


def _voices(event: Event, contributions: Iterable[Contribution]) -> frozenset[str]:
    seated = {table.label: table.public for table in event.tables}
    said = ((c.public or seated.get(c.table or ""), c.quality) for c in contributions)
    return frozenset(voice for voices in said for voice in voices if voice)


def _is_heard(public: str, voices: frozenset[str]) -> bool:
    family = public_family(public)
    kin = [voice for voice in voices if public_family(voice) is family]
    if public in voices or (kin and _is_family(public)):
        return True
    if family is not None and kin and all(_is_family(voice) for voice in kin):
        return True
    return any(own and name[: len(own)] == own for own in _names(public) for v in kin for name in _names(v))


def _is_family(public: str) -> bool:
    """Whether the public is a whole family: « élus », « agents », « partenaires », « habitants »."""
    return _FAMILY.fullmatch(fold(public)) is not None


def _names(public: str) -> list[tuple[str, ...]]:
    """The words of each name of a public or quality, its family set apart, in the singular."""
    first, *further = re.split(r"\s*[:,]\s*", fold(public))
    return [tuple(_singular(word) for word in _words(name)) for name in further or [first]]


def _words(name: str) -> list[str]:
    return [word for word in re.findall(r"\w+", name) if word not in _SMALL]


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word[-1] in "sx" else word
