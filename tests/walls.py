"""Small walls to test with, built from plain words: no store, no model."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta

from facilitator.domain.contribution import Contribution, ContributionType
from facilitator.domain.demarche import Demarche, Etape, EtapeState, Territory
from facilitator.domain.event import Event, EventKind, Presence, Table
from facilitator.domain.event import Sequence as Sequence_
from facilitator.domain.evidence import EventEvidence, gather
from facilitator.domain.theme import Placement, Sorting, Theme

START = datetime(2026, 3, 12, 18, 0, tzinfo=UTC)

Said = tuple[str, str | None, str | None, str | None, int]  # text, type, table, public or quality, votes


def demarche() -> Demarche:
    """A fictive démarche with four étapes."""
    return Demarche(
        slug="val-d-aubre",
        title="Convention territoriale globale du Val d’Aubre",
        territory=Territory(
            "Communauté de communes du Val d’Aubre", ("Castelombre", "Vernoissac"), fictive=True
        ),
        client="Communauté de communes du Val d’Aubre",
        caf="Caf (fictive)",
        etapes=(
            Etape("Cadrage", EtapeState.DONE, date(2026, 1, 5)),
            Etape("Diagnostic partagé", EtapeState.CURRENT, date(2026, 2, 1), date(2026, 5, 30)),
            Etape("Stratégie", EtapeState.PLANNED),
            Etape("Plan d’actions", EtapeState.PLANNED),
        ),
        next_steps=("La chargée de coopération envoie la synthèse aux participants avant le 30 mars.",),
    )


def event(kind: EventKind = EventKind.ATELIER, tables: int = 3) -> Event:
    """An event with its tables, one question and the people counted."""
    return Event(
        id="e" * 32,
        slug="atelier",
        title="Atelier habitants – Petite enfance",
        kind=kind,
        held_on=date(2026, 3, 12),
        place="Salle des fêtes de Castelombre",
        tables=() if kind.speaks_in_turn else tuple(Table(f"T{n}") for n in range(1, tables + 1)),
        sequences=(Sequence_(1, "Ce qui manque", "Qu’est-ce qui vous manque aujourd’hui ?"),),
        presences=(
            Presence("parents 0-3 ans", 14),
            Presence("grands-parents", 8),
            Presence("jeunes 18-25", 0),
        ),
        dots_per_person=3,
    )


def wall(
    themes: Mapping[str, Sequence[Said]],
    *,
    tray: Sequence[Said] = (),
    off_topic: Sequence[Said] = (),
    kind: EventKind = EventKind.ATELIER,
    tables: int = 3,
) -> EventEvidence:
    """The evidence of a wall on which these themes hold these contributions."""
    held = event(kind, tables)
    contributions: list[Contribution] = []
    placements: list[Placement] = []

    def record(said: Said, theme_id: str | None, off: bool = False) -> None:
        text, type_, table, voice, votes = said
        number = len(contributions) + 1
        contributions.append(
            Contribution(
                id=f"c{number:031d}",
                event_id=held.id,
                number=number,
                text=text,
                original=text,
                recorded_at=START + timedelta(seconds=15 * number),
                type=ContributionType(type_) if type_ else None,
                table=table,
                public=None if kind.speaks_in_turn else voice,
                quality=voice if kind.speaks_in_turn else None,
                votes=votes,
            )
        )
        placements.append(Placement(contributions[-1].id, theme_id, confidence=0.8, off_topic=off))

    for position, said in enumerate(themes.values()):
        for one in said:
            record(one, f"t{position:031d}")
    for one in tray:
        record(one, None)
    for one in off_topic:
        record(one, None, off=True)
    walls_themes = tuple(Theme(f"t{n:031d}", held.id, name, n) for n, name in enumerate(themes))
    return gather(demarche(), held, contributions, Sorting(held.id, walls_themes, tuple(placements), "usem3"))
