"""Publics that are there and of whom nothing was noted, neither under their name nor under their family's."""

from collections.abc import Iterable

from facilitator.assistant.ground import names_of
from facilitator.domain.contribution import Contribution, PublicFamily, fold, public_family
from facilitator.domain.event import Event, Presence


def silent_publics(event: Event, contributions: Iterable[Contribution]) -> tuple[Presence, ...]:
    """The publics counted as present under whom none of ``contributions`` was noted.

    « élus » spoke where any quality of theirs did, « partenaires : bailleurs » where a bailleur did,
    « pères » only where something was noted under this name: parents who spoke need not be fathers.
    """
    voices = {voice for c in contributions for voice in (c.public, c.quality) if voice}
    families = {public_family(voice) for voice in voices}
    called = {name for voice in voices for name in names_of(voice)}
    return tuple(
        presence
        for presence in event.presences
        if presence.count
        and presence.public not in voices
        and not (_is_family(presence.public) and public_family(presence.public) in families)
        and not (":" in presence.public and _is_called(presence.public, called))
    )


def _is_family(public: str) -> bool:
    """Whether the public is a whole family: « élus », « agents », « partenaires », « habitants »."""
    return ":" not in public and fold(public) in {fold(family.value) for family in PublicFamily}


def _is_called(public: str, called: set[tuple[str, ...]]) -> bool:
    return any(name[: len(own)] == own for own in names_of(public) for name in called)
