"""Small démarches to ask: an atelier at tables and a table ronde, built from plain words."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from facilitator.domain.contribution import Contribution, ContributionType
from facilitator.domain.event import Event, EventKind, Presence, Table
from facilitator.domain.event import Sequence as Sequence_

START = datetime(2026, 6, 11, 18, 0, tzinfo=UTC)

ATELIER = Event(
    id="a" * 32,
    slug="atelier-parents",
    title="Atelier parents",
    kind=EventKind.ATELIER,
    held_on=date(2026, 6, 11),
    tables=(Table("T1", "parents 0-3 ans"), Table("T2", "grands-parents"), Table("T3", "jeunes")),
    sequences=(Sequence_(1, "Ce qui manque"), Sequence_(2, "Ce qu’on propose")),
    presences=(
        Presence("parents 0-3 ans", 8),
        Presence("grands-parents", 6),
        Presence("jeunes", 5),
        Presence("pères", 3),
        Presence("gens du voyage", 0),
    ),
    dots_per_person=3,
)

TABLE_RONDE = Event(
    id="b" * 32,
    slug="table-ronde-mobilite",
    title="Table ronde – Mobilité",
    kind=EventKind.TABLE_RONDE,
    presences=(Presence("élus", 4), Presence("agents", 3), Presence("partenaires", 5)),
)


def said(
    event: Event,
    number: int,
    text: str,
    *,
    table: str | None = None,
    public: str | None = None,
    quality: str | None = None,
    type: ContributionType | None = None,  # noqa: A002
    sequence: int | None = None,
    votes: int = 0,
    after: timedelta | None = None,
) -> Contribution:
    """Contribution ``number`` of an event, recorded ``after`` its start, every 15 seconds by default."""
    return Contribution(
        id=f"{event.id[0]}{number:031d}",
        event_id=event.id,
        number=number,
        text=text,
        original=text,
        recorded_at=START + (timedelta(seconds=15 * number) if after is None else after),
        type=type,
        table=table,
        public=public,
        quality=quality,
        sequence=sequence,
        votes=votes,
    )


def table_ronde() -> Sequence[Contribution]:
    """Four people who speak in turn."""
    voices = (
        "élue : maire de Castelombre",
        "agent : secrétaire de mairie",
        "partenaire : Caf, conseillère technique",
    )
    texts = ("le transport à la demande est cher", "personne au téléphone", "les allocataires renoncent")
    return [
        said(TABLE_RONDE, number, text, quality=voice)
        for number, (text, voice) in enumerate(zip(texts, voices, strict=True), start=1)
    ]
