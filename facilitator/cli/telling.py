"""What the command line tells of a gesture on the wall, and of a re-sort that is proposed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from facilitator.cli.console import out, progress, say_notes
from facilitator.cli.options import board_asked
from facilitator.domain.contribution import Contribution
from facilitator.domain.proposal import Proposal
from facilitator.domain.theme import Author, Placement, Sorting, Theme
from facilitator.language.typography import quote, typeset

if TYPE_CHECKING:
    from facilitator.workshop import Board, BoardReport
    from facilitator.workshop.board.differences import Arrival

_SHOWN = 12


def carry_out(demarche: str | None, evenement: str | None, verb: Callable[[Board], BoardReport]) -> None:
    """Do one thing on the wall of the event asked for, and tell of it."""
    with progress() as step, board_asked(demarche, evenement) as (workshop, board):
        step("Classement", 0, 0)
        report = verb(board)
        say_notes(workshop.notes)
    asked = (
        ("--demarche", demarche and workshop.folder.name),
        ("--evenement", evenement and board.event.slug),
    )
    tell(report, "".join(f" {option} {value}" for option, value in asked if value))


def tell(report: BoardReport, where: str = "") -> None:
    """What was done, what it lifted, what the machine refiled after it, and what seems to go along.

    ``where`` are the options that lead to the same wall again.
    """
    out().print(Text(f"{report.sentence}."))
    for sentence in report.lifted:
        out().print(Text(sentence))
    if report.refiled:
        count = len(report.refiled)
        out().print(Text(typeset("L’outil a rangé en conséquence :")))
        for one in report.refiled[:_SHOWN]:
            out().print(Text(f"  {one.sentence}"), soft_wrap=True)
        if count > _SHOWN:
            out().print(Text(f"  … et {count - _SHOWN} de plus"))
    if report.suggestion is not None:
        suggestion = report.suggestion
        out().print(Text(suggestion.sentence))
        _tell_texts(suggestion.contributions)
        numbers = " ".join(str(one.number) for one in suggestion.contributions)
        theme = f"{suggestion.theme.number}{where}"
        out().print(Text(f"→ pour accepter : facilitator deplacer {numbers} --vers {theme}"), soft_wrap=True)
        out().print(Text(f"→ pour refuser : facilitator refuser {numbers} --theme {theme}"), soft_wrap=True)


def tell_proposal(board: Board, proposal: Proposal) -> None:
    """What a re-sort would change, theme by theme, why, and how to apply it."""
    from facilitator.workshop.board.differences import by_theme
    from facilitator.workshop.board.reports import proposal_sentence

    title = board.event.title
    out().print(Text(typeset(f"{title} : {proposal_sentence(proposal)}."), style="bold"))
    if not proposal.changes:
        return
    for told in by_theme(proposal, board.wall.contributions):
        if told.is_gone:
            out().print(Text(told.sentence))
            continue
        out().print(Text(typeset(f"{told.sentence} :")))
        for arrival in told.arrivals[:_SHOWN]:
            out().print(_arrival(arrival), soft_wrap=True)
        if len(told.arrivals) > _SHOWN:
            out().print(Text(f"  … et {len(told.arrivals) - _SHOWN} de plus"))
    command = f"facilitator themes --evenement {board.event.slug} --appliquer"
    out().print(Text(typeset(f"→ {command}"), style="bold"), soft_wrap=True)
    out().print(Text("  (ajoutez --theme NOM pour n’appliquer que ce qui touche un thème)"))


def wall_table(board: Board, themes: Sequence[Theme] | None = None) -> Table:
    """Every contribution with its number, theme by theme; ● marks what a human decided."""
    sorting, places = board.wall.sorting, board.wall.sorting.places()
    table = Table(title=Text(board.event.title, style="bold"), title_justify="left", show_header=False)
    table.add_column("N°", justify="right")
    table.add_column("", width=1)
    table.add_column("Texte", overflow="fold")
    for theme in sorting.themes if themes is None else themes:
        members = [c for c in board.wall.contributions if places[c.id].theme_id == theme.id]
        _section(table, f"{theme.number}. {typeset(theme.name)} ({len(members)})", members, sorting)
    if themes is None:
        loose = [c for c in board.wall.contributions if places[c.id].theme_id is None]
        for name, off in (("À ranger", False), ("Hors sujet", True)):
            members = [c for c in loose if places[c.id].off_topic is off]
            if members:
                _section(table, f"{name} ({len(members)})", members, sorting)
    return table


def _section(table: Table, title: str, members: Sequence[Contribution], sorting: Sorting) -> None:
    places = sorting.places()
    table.add_section()
    table.add_row("", "", Text(title, style="bold"))
    for one in members:
        place = places[one.id]
        mark = "●" if place.by is Author.HUMAN else ""
        table.add_row(Text(str(one.number)), mark, Text(one.text + _also(place, sorting)))


def _also(place: Placement, sorting: Sorting) -> str:
    if not place.secondary:
        return ""
    return f"  [aussi : {', '.join(sorting.theme(other).name for other in place.secondary)}]"


def _arrival(arrival: Arrival) -> Text:
    one = arrival.contribution
    text = one.text if len(one.text) <= 60 else f"{one.text[:59]}…"
    return Text.assemble(f"  n°\u00a0{one.number} ", quote(text), f", {arrival.reason}")


def _tell_texts(contributions: Sequence[Contribution]) -> None:
    for one in contributions:
        out().print(Text(f"  n°\u00a0{one.number} {quote(one.text)}"), soft_wrap=True)
