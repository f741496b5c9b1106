"""The command about one event: its card, and what is told of it later (a date, a place, people)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from facilitator.cli.console import out
from facilitator.cli.french import FLAG, FrenchCommand
from facilitator.cli.options import DemarcheOption, one_event, open_asked

if TYPE_CHECKING:
    from facilitator.domain.event import Event
    from facilitator.workshop import Workshop

PANEL = "Au quotidien"

DateOption = Annotated[
    str | None,
    typer.Option("--date", metavar="JOUR", help="Le jour de l’événement : « 25/11/2026 »."),
]
LieuOption = Annotated[
    str | None, typer.Option("--lieu", metavar="LIEU", help="Le lieu de l’événement, entre guillemets.")
]
PresentsOption = Annotated[
    str | None,
    typer.Option(
        "--presents", metavar="QUI", help="Les présents par public : « parents 0-3 ans 14, élus 3, aînés ? »."
    ),
]


def register(app: typer.Typer) -> None:
    """Add this file's command to the application."""
    app.command(cls=FrenchCommand, rich_help_panel=PANEL)(evenement)


def evenement(
    nom: Annotated[
        str | None,
        typer.Argument(
            metavar="[E]",
            show_default=False,
            help="L’événement : son titre ou son code, s’il y en a plusieurs.",
        ),
    ] = None,
    demarche: DemarcheOption = None,
    titre: Annotated[str | None, typer.Option("--titre", metavar="T", help="Son nouveau titre.")] = None,
    sujet: Annotated[str | None, typer.Option("--sujet", metavar="S", help="De quoi l’on y parle.")] = None,
    jour: DateOption = None,
    lieu: LieuOption = None,
    presents: PresentsOption = None,
    tables: Annotated[
        str | None,
        typer.Option("--tables", metavar="T", help="Leur nombre, ou leurs noms : « 5 », « A, B »."),
    ] = None,
    genre: Annotated[
        str | None, typer.Option("--genre", metavar="G", help="atelier, table_ronde, seminaire, copil…")
    ] = None,
    nouveau: Annotated[
        bool, typer.Option("--nouveau", metavar=FLAG, help="Créer un événement de ce nom, encore vide.")
    ] = False,
) -> None:
    """Voir la fiche d’un événement, la compléter (date, lieu, présents, tables…), ou en créer un.

    Ce qui n’est pas donné ne change pas ; le code de l’événement reste. « annuler » reprend l’acte.

    Exemple : facilitator evenement atelier-parents --date 25/11/2026 --lieu "Salle des fêtes"
    """
    from facilitator.domain.event import Event, EventKind
    from facilitator.workshop import kind_asked

    kind = kind_asked(genre)
    change = changes(titre=titre, sujet=sujet, jour=jour, lieu=lieu, presents=presents, tables=tables)
    with open_asked(demarche) as workshop:
        if nouveau:
            _show(_made(workshop, change(Event("", "", nom or "", kind or EventKind.ATELIER))))
            return
        event = one_event(workshop, nom)
        changed = change(event if kind is None else replace(event, kind=kind))
        if changed != event:
            workshop.change_event(changed)
        _show(changed)


def changes(
    *,
    titre: str | None = None,
    sujet: str | None = None,
    jour: str | None = None,
    lieu: str | None = None,
    presents: str | None = None,
    tables: str | None = None,
) -> "Callable[[Event], Event]":
    """What the options make of an event; what is not given stays. Raises UsageError."""
    from facilitator.domain import event_plan

    told = {
        "title": titre,
        "theme": sujet,
        "held_on": None if jour is None else event_plan.read_day(jour, date.today()),
        "place": lieu,
        "presences": None if presents is None else event_plan.read_presences(presents.replace(",", "\n")),
        "tables": None if tables is None else event_plan.read_tables(tables),
    }
    given: dict[str, Any] = {name: value for name, value in told.items() if value is not None}

    def changed(event: "Event") -> "Event":
        publics = {one.label: one.public for one in event.tables}
        after = replace(event, **given)
        seats = (replace(one, public=one.public or publics.get(one.label)) for one in after.tables)
        return replace(after, tables=tuple(seats))

    return changed


def _made(workshop: "Workshop", event: "Event") -> "Event":
    return workshop.create_event(
        event.title,
        event.kind,
        tables=event.tables,
        presences=event.presences,
        theme=event.theme,
        held_on=event.held_on,
        place=event.place,
    )


def _show(event: "Event") -> None:
    from facilitator.domain import event_plan
    from facilitator.language.french import written_date

    table = Table(show_header=False, title=event.title, title_justify="left")
    labels, publics = event_plan.write_tables(event.tables)
    card = (
        ("code", event.slug),
        ("genre", event.kind.label),
        ("sujet", event.theme),
        ("date", written_date(event.held_on) if event.held_on else ""),
        ("lieu", event.place),
        ("tables", f"{labels} ({publics})" if publics else labels),
        ("présents", event_plan.write_presences(event.presences)),
        ("séquences", event_plan.write_sequences(event.sequences)),
        ("suites", "\n".join(event.next_steps)),
    )
    for name, value in card:
        table.add_row(name, Text(value or "[à compléter]", style="" if value else "dim"))
    out().print(table)
