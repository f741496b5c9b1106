"""The rows of a sheet of ours: cells by what they hold, with what neutralised them undone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from facilitator.intake.columns import label
from facilitator.intake.exported.columns import MARK, Col
from facilitator.intake.exported.values import whole_in
from facilitator.intake.formulas import restore

_COLS: Mapping[str, Col] = {label(col.value): col for col in Col}


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line it starts on, its cells as they stand, and what each column says."""

    line: int
    cells: tuple[str, ...]
    said: Mapping[Col, str]

    def text(self, col: Col) -> str:
        """What the column says, exactly; empty where it says nothing or is not there."""
        return self.said.get(col, "")

    def maybe(self, col: Col) -> str | None:
        """The same, None for nothing."""
        return self.said.get(col) or None

    def whole(self, col: Col) -> int | None:
        """The whole number in the column; None where there is none."""
        return whole_in(self.text(col))


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet's rows, its header the first that names two of our columns; ``lines[i]`` is that of a row."""

    cells: Sequence[Sequence[str]]
    lines: Sequence[int]

    @property
    def header(self) -> tuple[str, ...]:
        """The names of the columns; empty where none is ours."""
        at = self._header_at()
        return () if at is None else tuple(self.cells[at])

    def rows(self) -> tuple[Row, ...]:
        """The rows below the header that hold something."""
        at = self._header_at()
        if at is None:
            return ()
        places: dict[Col, int] = {}
        for place, name in enumerate(self.cells[at]):
            col = _COLS.get(label(name))
            if col is not None:
                places.setdefault(col, place)
        found = []
        for cells, line in zip(self.cells[at + 1 :], self.lines[at + 1 :], strict=True):
            if any(cells):
                said = {col: restore(cells[place]) for col, place in places.items() if place < len(cells)}
                found.append(Row(line, tuple(cells), said))
        return tuple(found)

    @property
    def strangers(self) -> tuple[str, ...]:
        """The names of columns that are none of ours, or are there twice; an export's mark is one of ours."""
        ours: set[Col] = set()
        strange = []
        for name in self.header:
            col = _COLS.get(label(name))
            if (col is None or col in ours) and name.strip() and not name.startswith(MARK):
                strange.append(name)
            elif col is not None:
                ours.add(col)
        return tuple(strange)

    def lacks(self, col: Col) -> bool:
        """Whether no column says this."""
        return all(_COLS.get(label(name)) is not col for name in self.header)

    def _header_at(self) -> int | None:
        for at, row in enumerate(self.cells[:5]):
            if sum(label(cell) in _COLS for cell in row) >= 2:
                return at
        return None
