"""A file's cells as strings, whatever its format, each row with its place in the file."""

from dataclasses import dataclass, field

Merged = tuple[int, int, int, int]
"""A merged range: first row, first column, last row, last column, as indexes into the grid."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of cells; ``lines[i]`` is the line (or sheet row) that ``rows[i]`` starts on, from 1.

    Rows may have different widths. ``delimiter`` is empty in a workbook and where every line is one cell;
    ``plain`` says that the file is a text of one contribution a line, which has no header.
    ``sheet`` names the sheet read of a workbook. ``notes`` are French sentences on what
    the reader should know.
    """

    rows: list[list[str]]
    lines: list[int]
    delimiter: str = ""
    plain: bool = False
    merged: tuple[Merged, ...] = ()
    sheet: str = ""
    notes: list[str] = field(default_factory=list)

    @property
    def width(self) -> int:
        """The number of cells of the widest row."""
        return max(map(len, self.rows), default=0)
