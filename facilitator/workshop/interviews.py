"""Entretiens sur site: long notes read, cut into ideas, kept at the quality of who spoke, as one act."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.domain.capture import Entry
from facilitator.domain.contribution import Contribution, fold, may_name_someone
from facilitator.domain.event import Event, Presence
from facilitator.domain.long_notes import read_notes, seated
from facilitator.domain.method import Method
from facilitator.errors import InputError, NotFoundError, UsageError
from facilitator.intake.encoding import decode
from facilitator.intake.source import read_bytes
from facilitator.language.typography import quote

if TYPE_CHECKING:
    from facilitator.workshop.workshop import Workshop

_OTHERS = (".pdf", ".doc", ".rtf", ".xlsx", ".pptx", ".html")


@dataclass(frozen=True, slots=True)
class InterviewReport:
    """What notes became: the event, what was kept, the ideas that were there already."""

    event: Event
    kept: tuple[Contribution, ...]
    known: int


def quality_asked(text: str) -> str:
    """« famille : fonction » as it is kept; UsageError for anything else, a name above all."""
    family, colon, function = (part.strip() for part in text.partition(":"))
    if not (family and colon and function) or may_name_someone(text):
        raise UsageError(
            f"{quote(text)} n’est pas une qualité.",
            cause="Une qualité s’écrit « famille : fonction », jamais un nom.",
            next_step='Par exemple : --qualite "partenaire : Caf, conseillère de territoire".',
        )
    return f"{family} : {function}"


def notes_of(path: Path) -> str:
    """The text of a file of notes: plain text, Markdown, Word or OpenDocument; raises InputError."""
    from facilitator.press.plain import READ, plain_text

    suffix = path.suffix.lower()
    if suffix in READ:
        return plain_text(path)
    if suffix in _OTHERS:
        raise InputError(
            f"Les notes {path.name} ne se lisent pas sous cette forme.",
            next_step="Enregistrez-les en texte (.txt), en Word (.docx) ou en OpenDocument (.odt).",
        )
    text, _ = decode(read_bytes(path))
    if "\x00" in text:
        raise InputError(f"{path.name} n’est pas du texte.", next_step="Donnez un fichier de notes.")
    return text


def ideas_of(text: str, quality: str, event: Event) -> tuple[Entry, ...]:
    """The ideas of notes at this quality, in order; InputError where there is none."""
    entries = read_notes(text, seated(quality), event).entries
    if not entries:
        raise InputError("Ces notes sont vides.", next_step="Vérifiez le fichier.")
    return entries


def interview_event(workshop: Workshop, title: str, quality: str, method: Method) -> Event:
    """The event of this title, made by ``method`` where it is new, the quality among those present."""
    try:
        (event,) = workshop.events(title)
    except NotFoundError:
        presence = Presence(quality, 1)
        return workshop.create_event(
            title, method.kind, sequences=method.sequences(), presences=[presence], method=method.title
        )
    if fold(quality) not in {fold(one.public) for one in event.presences}:
        event = replace(event, presences=(*event.presences, Presence(quality, 1)))
        workshop.change_event(event)
    return event


def keep_interview(workshop: Workshop, event: Event, entries: tuple[Entry, ...]) -> InterviewReport:
    """Record ideas as one act, that one undo takes back; those there already, word for word, are left out."""
    capture = workshop.capture(event)
    news = capture.news()
    there = {(one.text, one.quality) for one in news.contributions if not one.removed} if news else set()
    fresh = [one for one in entries if (one.text, one.quality) not in there]
    seat, line = capture.seat()
    kept = capture.record(fresh, seat, line) if fresh else ()
    return InterviewReport(event, kept, len(entries) - len(fresh))


def default_title(quality: str) -> str:
    """« Entretien – Caf, conseillère » for a quality."""
    return f"Entretien – {quality.partition(':')[2].strip()}"
