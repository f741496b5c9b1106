"""« Ce que disent les acteurs »: the themes of a chapter, event by event, with their words and their proof.

Counts of two events are never added: publics, questions and ways of counting differ. The fields are in
French: they are what the outlines of ``prompts/redaction`` print.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from facilitator.domain.contribution import Contribution, PublicFamily, public_family
from facilitator.domain.evidence import EventEvidence, choose_verbatims, quotable
from facilitator.domain.irony import statable
from facilitator.drafting.citations import Citation, Citations, Line
from facilitator.drafting.rapport.chapters import Chapter, themes_of
from facilitator.drafting.study import HeardTheme, Study
from facilitator.drafting.wording import theme_figures, theme_name
from facilitator.language.french import counted, listed, written_date
from facilitator.language.typography import typeset

THEMES, QUOTED, FURTHER = 5, 2, 6
"""Themes told with their words, words of each, themes only named after them."""
OF_A_PUBLIC = 6
"""Words of each family of public."""


@dataclass(frozen=True, slots=True)
class VoiceTheme:
    """A theme heard at an event: its figures with their proof, and its words."""

    nom: str
    evenement: str
    chiffres: Line
    paroles: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Voices:
    """The themes of a chapter; ``autres`` are those only named, event by event."""

    themes: tuple[VoiceTheme, ...]
    autres: tuple[str, ...]
    reste: str


@dataclass(frozen=True, slots=True)
class PublicVoices:
    """What a family of public said: how much, at how many events, and some of its words."""

    public: str
    compte: str
    paroles: tuple[tuple[Citation, str], ...]


def voices_of(chapter: Chapter, study: Study) -> Voices | None:
    """What was said on the thématiques of a chapter; None where nobody spoke of them."""
    found = themes_of(chapter, study)
    if not found:
        return None
    told, named = _mixed(found)[:THEMES], _mixed(found)[THEMES:]
    rest = len(named) - FURTHER
    return Voices(
        tuple(_theme(one, chapter, study) for one in told),
        _named(named[:FURTHER]),
        counted(rest, "autre thème", "autres thèmes") if rest > 0 else "",
    )


def most_heard(chapter: Chapter, study: Study) -> Line | None:
    """The theme of a chapter with most contributions, in a line; None without any."""
    found = themes_of(chapter, study)
    if not found:
        return None
    one = found[0]
    citations = Citations(one.evidence, annexed=False, worded=False)
    note = citations.note(c.id for c in one.theme.contributions)
    figures, where = theme_figures(one.theme, one.evidence), short_name(one.evidence)
    text = f"Entendu surtout : {theme_name(one.theme)} ({figures}), {where}"
    return Line(typeset(text), note)


def publics_voices(study: Study) -> tuple[PublicVoices, ...]:
    """The words of each family of public, over all events."""
    held = [(one, said) for one in study.heard for said in one.contributions]
    found = []
    for family in PublicFamily:
        own = [(one, said) for one, said in held if _family(said) is family]
        if not own:
            continue
        events = len({one.event.id for one, _ in own})
        told = f"{counted(len(own), 'contribution')} à {counted(events, 'événement')}"
        found.append(PublicVoices(_capital(family.value), typeset(told), _chosen(own)))
    return tuple(found)


def event_name(evidence: EventEvidence) -> str:
    """« Atelier habitants – Parentalité (12 mars 2026) »."""
    event = evidence.event
    return typeset(f"{event.title} ({written_date(event.held_on)})" if event.held_on else event.title)


def short_name(evidence: EventEvidence) -> str:
    """« atelier du 12 mars 2026 », or its title where its day is not known."""
    event = evidence.event
    if not event.held_on:
        return typeset(event.title)
    return typeset(f"{event.kind.label} du {written_date(event.held_on)}")


def _mixed(found: Sequence[HeardTheme]) -> list[HeardTheme]:
    """The largest theme of each event first, then the others: no event hides another."""
    first: list[HeardTheme] = []
    later: list[HeardTheme] = []
    seen: set[str] = set()
    for one in found:
        (later if one.evidence.event.id in seen else first).append(one)
        seen.add(one.evidence.event.id)
    return [*first, *later]


def _theme(one: HeardTheme, chapter: Chapter, study: Study) -> VoiceTheme:
    """Its words are those that are of the chapter by themselves, where there are any."""
    citations = Citations(one.evidence, annexed=False, worded=False)
    able = statable(quotable(one.theme.contributions))
    own = [said for said in able if study.whole.belongings.get(said.id) in chapter.thematiques]
    words = choose_verbatims(own or able, QUOTED)
    return VoiceTheme(
        theme_name(one.theme),
        event_name(one.evidence),
        Line(theme_figures(one.theme, one.evidence), citations.note(c.id for c in one.theme.contributions)),
        citations.all(words),
    )


def _named(found: Sequence[HeardTheme]) -> tuple[str, ...]:
    """« « A » et « B » (atelier du 11 juin 2026) », an event each."""
    events: dict[str, list[str]] = {}
    for one in found:
        events.setdefault(short_name(one.evidence), []).append(theme_name(one.theme))
    return tuple(f"{listed(names)} ({event})" for event, names in events.items())


def _chosen(own: Sequence[tuple[EventEvidence, Contribution]]) -> tuple[tuple[Citation, str], ...]:
    """Words of different events, then of different publics."""
    by_event: dict[str, list[Contribution]] = {}
    where = {said.id: one for one, said in own}
    for one, said in own:
        by_event.setdefault(one.event.id, []).append(said)
    best = [choose_verbatims(statable(quotable(said)), OF_A_PUBLIC) for said in by_event.values()]
    turns = [group[rank] for rank in range(OF_A_PUBLIC) for group in best if rank < len(group)]
    return tuple(
        (Citations(where[said.id], annexed=False).cite(said), event_name(where[said.id]))
        for said in turns[:OF_A_PUBLIC]
    )


def _family(said: Contribution) -> PublicFamily | None:
    return public_family(said.quality or said.public or "")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
