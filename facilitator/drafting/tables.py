"""Contributions and themes as tables to take away, in xlsx or csv for a spreadsheet, or whole in json.

What goes out comes back in: ``intake.exported`` reads these files without loss, and names their columns.
"""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final

from facilitator.domain.contribution import Contribution
from facilitator.domain.demarche import Demarche
from facilitator.domain.event import Event
from facilitator.domain.theme import Placement, Theme
from facilitator.domain.wall import Wall
from facilitator.drafting.spreadsheet import Cell, Heading, Sheet, write_spreadsheet
from facilitator.drafting.whole_export import write_json
from facilitator.drafting.workbook_sheets import (
    contrast_rows,
    etape_rows,
    event_rows,
    evidence_of,
    figure_rows,
    readme_rows,
    theme_rows,
)
from facilitator.errors import UsageError
from facilitator.intake.exported.columns import (
    CONTRASTS,
    CONTRIBUTIONS,
    CSV_COLUMNS,
    ETAPES,
    EVENTS,
    FIGURES,
    OFF_TOPIC,
    README,
    SHEETS,
    THEMES,
    TRAY,
    YES,
    Col,
    joined,
    mark,
)
from facilitator.intake.formulas import neutralise
from facilitator.language.typography import typeset
from facilitator.language.wording import VOLUME_IS_NOT_WEIGHT

__all__ = ["EXTENSIONS", "Wall", "write_csv", "write_export", "write_json", "write_workbook"]

EXTENSIONS = ("xlsx", "csv", "json")


@dataclass(frozen=True, slots=True)
class _Line:
    """One contribution with what its columns need around it."""

    event: Event
    contribution: Contribution
    placement: Placement
    themes: Mapping[str, Theme]
    numbers: Mapping[str, int]
    partners: Mapping[str, frozenset[str]]
    refused: Mapping[str, Sequence[str]]

    @property
    def theme(self) -> Theme | None:
        """Where it stands, None in the tray and off-topic."""
        return None if self.placement.theme_id is None else self.themes[self.placement.theme_id]

    def names(self, theme_ids: Iterable[str]) -> str:
        """Themes by name, in one cell."""
        return joined([self.themes[theme_id].name for theme_id in theme_ids])


def _place(line: _Line) -> str:
    if line.theme is not None:
        return line.theme.name
    return OFF_TOPIC if line.placement.off_topic else TRAY


def _moment(at: datetime) -> str:
    """« 2026-03-12 18:00:00 », with its microseconds where it has any."""
    return f"{at:%Y-%m-%d %H:%M:%S}" + (f".{at:%f}" if at.microsecond else "")


def _apart(line: _Line) -> str:
    others = line.partners.get(line.contribution.id, frozenset())
    return joined(
        [str(number) for number in sorted(line.numbers[one] for one in others if one in line.numbers)]
    )


_VALUES: Final[Mapping[Col, Callable[[_Line], Cell]]] = {
    Col.EVENT: lambda x: x.event.title,
    Col.KIND: lambda x: x.event.kind.value,
    Col.DATE: lambda x: x.event.held_on.isoformat() if x.event.held_on else None,
    Col.NUMBER: lambda x: x.contribution.number,
    Col.SEQUENCE: lambda x: x.contribution.sequence,
    Col.TABLE: lambda x: x.contribution.table,
    Col.PUBLIC: lambda x: x.contribution.public,
    Col.QUALITY: lambda x: x.contribution.quality,
    Col.TYPE: lambda x: x.contribution.type.value if x.contribution.type else None,
    Col.TEXT: lambda x: x.contribution.text,
    Col.ORIGINAL: lambda x: (
        x.contribution.original if x.contribution.original != x.contribution.text else None
    ),
    Col.VOTES: lambda x: x.contribution.votes,
    Col.THEME: _place,
    Col.THEME_NUMBER: lambda x: x.theme.number if x.theme else None,
    Col.SECONDARY: lambda x: x.names(x.placement.secondary),
    Col.OFF_TOPIC: lambda x: YES if x.placement.off_topic else None,
    Col.BY: lambda x: x.placement.by.value,
    Col.CONFIDENCE: lambda x: x.placement.confidence,
    Col.TIME: lambda x: _moment(x.contribution.recorded_at),
    Col.CORRECTED_BY: lambda x: x.contribution.corrected_by,
    Col.FILE: lambda x: x.contribution.origin.file_name if x.contribution.origin else None,
    Col.LINE: lambda x: x.contribution.origin.line if x.contribution.origin else None,
    Col.SPLIT_FROM: lambda x: x.numbers.get(x.contribution.split_from or ""),
    Col.APART: _apart,
    Col.REFUSED: lambda x: x.names(x.refused.get(x.contribution.id, ())),
    Col.ID: lambda x: x.contribution.id,
    Col.EVENT_CODE: lambda x: x.event.slug,
    Col.EVENT_ID: lambda x: x.event.id,
    Col.THEME_VOTES: lambda x: x.theme.votes if x.theme else None,
    Col.NAMED_BY: lambda x: x.theme.named_by.value if x.theme else None,
    Col.MADE_BY: lambda x: x.theme.made_by.value if x.theme else None,
}


def write_export(path: Path, demarche: Demarche, walls: Sequence[Wall]) -> None:
    """Write the walls of a démarche in the format of the path's extension; raises UsageError, OSError."""
    match path.suffix:
        case ".xlsx":
            write_workbook(path, demarche, walls)
        case ".csv":
            write_csv(path, walls)
        case ".json":
            write_json(path, demarche, walls)
        case _:
            raise UsageError(
                typeset(f"{path.name} n'a pas une extension d'export."),
                next_step=typeset(f"Extensions possibles : {', '.join(EXTENSIONS)}."),
            )


def write_csv(path: Path, walls: Sequence[Wall]) -> None:
    """Write one row a contribution: UTF-8 with its mark, semicolons and decimal commas, as French
    spreadsheets expect; the last header marks the file as ours."""
    values = [_VALUES[column.col] for column in CSV_COLUMNS]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow([*(column.col.value for column in CSV_COLUMNS), mark()])
        writer.writerows(
            [*(_plain(value(line)) for value in values), None] for line in _lines(map(_of_held_themes, walls))
        )


def _of_held_themes(wall: Wall) -> Wall:
    """The wall without refusals of empty themes, which a single table does not hold."""
    if wall.sorting is None:
        return wall
    held = {id_ for one in wall.sorting.placements for id_ in (one.theme_id, *one.secondary)}
    decisions = wall.sorting.decisions
    kept = tuple(one for one in decisions.refusals if one[1] in held)
    return replace(wall, sorting=replace(wall.sorting, decisions=replace(decisions, refusals=kept)))


def _plain(cell: Cell) -> Cell:
    if isinstance(cell, str):
        return neutralise(cell)
    return repr(cell).replace(".", ",") if isinstance(cell, float) else cell


def write_workbook(path: Path, demarche: Demarche, walls: Sequence[Wall]) -> None:
    """Write the sheets of ``SHEETS``, then Lisez-moi (the codebook).

    The same walls give the same bytes; the day of the last event is told as that of the making.
    """
    values = [_VALUES[column.col] for column in SHEETS[CONTRIBUTIONS]]
    evidences = [evidence_of(demarche, wall) for wall in walls]
    rows: dict[str, Iterable[Sequence[Cell]]] = {
        CONTRIBUTIONS: ([value(line) for value in values] for line in _lines(walls)),
        THEMES: theme_rows(walls, evidences),
        CONTRASTS: contrast_rows(evidences),
        EVENTS: event_rows(demarche, walls),
        ETAPES: etape_rows(demarche),
        FIGURES: figure_rows(demarche),
    }
    sheets = [
        Sheet(
            title,
            [Heading(one.col.value, one.width, one.technical, one.clipped) for one in columns],
            rows[title],
            banner=VOLUME_IS_NOT_WEIGHT if title == CONTRASTS else "",
        )
        for title, columns in SHEETS.items()
    ]
    headings = [
        Heading("Feuille", 16),
        Heading("Colonne", 26),
        Heading("Ce qu’elle dit", 90),
        Heading("Valeurs", 50),
    ]
    sheets.append(Sheet(README, headings, readme_rows(demarche, walls), banner=mark()))
    days = [wall.event.held_on for wall in walls if wall.event.held_on]
    write_spreadsheet(
        path,
        sheets,
        title=demarche.title,
        subject="Contributions et thèmes",
        day=max(days, default=None),
    )


def _lines(walls: Iterable[Wall]) -> Iterator[_Line]:
    """Every contribution that was not removed, in the order of the walls and of their numbers."""
    for wall in walls:
        places = wall.sorting.places() if wall.sorting else {}
        themes = {theme.id: theme for theme in wall.sorting.themes} if wall.sorting else {}
        decisions = wall.sorting.decisions if wall.sorting else None
        refused: dict[str, list[str]] = {}
        for one, theme_id in decisions.refusals if decisions else ():
            refused.setdefault(one, []).append(theme_id)
        kept = sorted((c for c in wall.contributions if not c.removed), key=lambda c: c.number)
        numbers = {contribution.id: contribution.number for contribution in kept}
        partners = decisions.partners() if decisions else {}
        for contribution in kept:
            placement = places.get(contribution.id) or Placement(contribution.id, None)
            yield _Line(wall.event, contribution, placement, themes, numbers, partners, refused)
