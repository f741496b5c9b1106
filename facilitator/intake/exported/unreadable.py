"""Cells of an export that hold something else than their column does, so that they count for empty."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from facilitator.domain.contribution import contribution_type
from facilitator.domain.event import event_kind
from facilitator.domain.theme import Author
from facilitator.intake.exported.columns import NOT_INVITED, YES, Col, Fact, parted
from facilitator.intake.exported.demarche import state_in
from facilitator.intake.exported.rows import Row
from facilitator.intake.exported.values import day_in, moment_in, share_in, whole_in

Reader = Callable[[str], object | None]
"""What a cell says; None where it cannot be read."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A cell that counts for empty: its sheet, line and column, and what stands there."""

    sheet: str
    line: int
    column: str
    cell: str


def unreadable_in(sheet: str, rows: Iterable[Row]) -> Iterator[Unreadable]:
    """The cells of a sheet that cannot be read as what their columns hold, in order."""
    for row in rows:
        for col, read in {**_COLUMNS, **_told_by(row)}.items():
            cell = row.text(col)
            if cell.strip() and read(cell) is None:
                yield Unreadable(sheet, row.line, col.value, cell)


def _told_by(row: Row) -> Mapping[Col, Reader]:
    """How the columns « Nom », « Valeur », « Précision » and « Type » of the sheet of events are read."""
    heading, name = row.text(Col.HEADING), row.text(Col.NAME)
    if heading == Fact.CARD:
        return {Col.VALUE: _CARD[name]} if name in _CARD else {}
    if heading == Fact.SEQUENCE:
        return {Col.NAME: whole_in, Col.TYPE: contribution_type}
    if heading == Fact.PRESENCE:
        return {Col.VALUE: whole_in, Col.DETAIL: _one_of(NOT_INVITED)}
    if heading == Fact.SORTING and name == "classé le":
        return {Col.VALUE: moment_in}
    return {}


def _one_of(*words: str) -> Reader:
    return lambda cell: cell if cell.strip().lower() in words else None


def _numbers(cell: str) -> object | None:
    return cell if all(one.strip().isdecimal() for one in parted(cell)) else None


_COLUMNS: Final[Mapping[Col, Reader]] = {
    Col.KIND: event_kind,
    Col.DATE: day_in,
    Col.SEQUENCE: whole_in,
    Col.THEME_NUMBER: whole_in,
    Col.OFF_TOPIC: _one_of(YES, "non"),
    Col.BY: _one_of(*Author),
    Col.CONFIDENCE: share_in,
    Col.APART: _numbers,
    Col.TIME: moment_in,
    Col.LINE: whole_in,
    Col.SPLIT_FROM: whole_in,
    Col.THEME_VOTES: whole_in,
    Col.NAMED_BY: _one_of(*Author),
    Col.MADE_BY: _one_of(*Author),
    Col.COLOUR: whole_in,
    Col.CENTRAL_NUMBER: whole_in,
    Col.STATE: state_in,
    Col.STARTS: day_in,
    Col.ENDS: day_in,
    Col.YEAR: whole_in,
}
_CARD: Final[Mapping[str, Reader]] = {
    "genre": event_kind,
    "date": day_in,
    "gommettes par personne": whole_in,
    "habitants": whole_in,
    "territoire fictif": _one_of(YES, "non"),
}
