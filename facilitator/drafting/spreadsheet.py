"""A workbook (xlsx) written sheet by sheet, a row at a time: the same bytes each time, no formula, no macro.

XlsxWriter writes it; rows leave the memory as they are written.
"""

import math
import re
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.worksheet import Worksheet

from facilitator.intake.exported.noncharacters import spelled
from facilitator.intake.formulas import neutralise

Cell = str | int | float | None

LONGEST_CELL: Final = 32_767
"""UTF-16 units a cell holds (ECMA-376 and Excel); XlsxWriter cuts what is longer."""

_LINE_HEIGHT, _HIGHEST = 15.0, 409.0  # points: a line of Calibri 11, and the most that xlsx allows
_LETTERS: Final = 1.1  # of a French text in the width of a digit, less what the end of a line leaves free
_NO_DAY: Final = date(1980, 1, 1)  # the earliest that a zip can hold
_A4: Final = 9  # ECMA-376-1, § 18.3.1.63

_CONTROL = "\x00-\x08\x0b-\x1f"
_ESCAPED = re.compile(rf"_(?=x[0-9A-Fa-f]{{4}}[_{_CONTROL}])|[{_CONTROL}]|\A<(?=r>)")

_TOP: Final = {"valign": "top"}
_RULED: Final = {**_TOP, "bottom": 1, "bottom_color": "#D5DAE1"}
_HEAD: Final = {"bold": True, "font_color": "#FFFFFF", "valign": "vcenter", "text_wrap": True}
_LOOKS: Final = {
    "text": {**_RULED, "text_wrap": True},
    "clipped": _RULED,
    "technical": {**_TOP, "font_color": "#595959"},
    "whole": {**_RULED, "align": "center", "num_format": "0"},
    "decimal": {**_RULED, "align": "center", "num_format": "0.00"},
    "head": {**_HEAD, "bg_color": "#1F3A5F"},
    "technical head": {**_HEAD, "bg_color": "#5A6472"},
    "banner": {"bold": True, "italic": True, "valign": "vcenter"},
}


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of a sheet: its header and its width in characters.

    A ``technical`` one only serves the way back in; a ``clipped`` one shows what fits on one line.
    """

    text: str
    width: int
    technical: bool = False
    clipped: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet to write: ``banner`` stands above the header; ``rows`` are read once, while it is written.

    A ``hidden`` one only serves the way back in.
    """

    title: str
    headings: Sequence[Heading]
    rows: Iterable[Sequence[Cell]]
    banner: str = ""
    hidden: bool = False


class _Page(Worksheet):  # type: ignore[misc]
    """A sheet of which any text comes back as it was.

    XlsxWriter's own escape (ECMA-376-1, § 22.9.2.19, ST_Xstring) loses « _x0041_x0041_ » and what looks like
    one before a control character, and it takes a text from ``<r>`` to ``</r>`` for markup of its own.
    """

    @staticmethod
    def _escape_control_characters(data: str) -> str:
        return _ESCAPED.sub(lambda found: f"_x{ord(found.group()):04X}_", data)


class _Exact(float):
    """A number written with all its digits, where XlsxWriter keeps 16."""

    def __format__(self, _: str) -> str:
        return repr(float(self))


def write_spreadsheet(
    path: Path, sheets: Sequence[Sheet], *, title: str, subject: str = "", day: date | None = None
) -> None:
    """Write ``sheets``, each with a header that stays in sight and is printed on every page, and filters.

    Technical columns, which stand at the right, are not printed. Text is neutralised against formulas.
    ``day`` is told as that of the making. Raises OSError.
    """
    whole = BytesIO()
    try:
        with (
            tempfile.TemporaryDirectory(dir=path.parent, ignore_cleanup_errors=True) as scratch,
            _opened(whole, scratch) as workbook,
        ):
            made = datetime.combine(day or _NO_DAY, time())
            workbook.set_properties(
                {"title": title, "subject": subject, "author": "facilitator", "created": made}
            )
            workbook.set_custom_property("Langue", "fr-FR")
            looks = {name: workbook.add_format(look) for name, look in _LOOKS.items()}
            for sheet in sheets:
                _write(workbook.add_worksheet(sheet.title, worksheet_class=_Page), sheet, looks)
    except FileCreateError as error:
        raise OSError(str(error)) from error
    path.write_bytes(whole.getvalue())


def _opened(target: BytesIO, scratch: str) -> Workbook:
    """A workbook whose rows wait in the folder ``scratch``, and in which a text is a text."""
    return Workbook(
        target,
        {
            "constant_memory": True,
            "tmpdir": scratch,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
        },
    )


def _write(page: _Page, sheet: Sheet, looks: dict[str, Any]) -> None:
    """Write one sheet."""
    header = 1 if sheet.banner else 0
    if sheet.hidden:
        page.hide()
    for rank, heading in enumerate(sheet.headings):
        page.set_column(rank, rank, heading.width)
    if sheet.banner:
        page.set_row(0, 24)
        page.write_string(0, 0, neutralise(sheet.banner), looks["banner"])
    page.set_row(header, 2 * _LINE_HEIGHT)
    for rank, heading in enumerate(sheet.headings):
        page.write_string(
            header, rank, heading.text, looks["technical head" if heading.technical else "head"]
        )
    last = header
    for last, row in enumerate(sheet.rows, start=header + 1):
        page.set_row(last, _height(row, sheet.headings))
        for rank, (value, heading) in enumerate(zip(row, sheet.headings, strict=True)):
            _write_cell(page, last, rank, value, heading, looks)
    page.freeze_panes(header + 1, 0)
    page.autofilter(header, 0, last, len(sheet.headings) - 1)
    page.print_area(0, 0, last, sum(not heading.technical for heading in sheet.headings) - 1)
    page.repeat_rows(0, header)
    page.set_landscape()
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    page.set_footer("&L&A&RPage &P sur &N")


def _height(row: Sequence[Cell], headings: Sequence[Heading]) -> float:
    """In points, what the longest text of a row needs: LibreOffice does not work it out."""
    lines = 1
    for value, heading in zip(row, headings, strict=True):
        if isinstance(value, str) and not (heading.technical or heading.clipped):
            room = heading.width * _LETTERS
            if len(value) > room or "\n" in value:
                lines = max(lines, sum(max(1, math.ceil(len(one) / room)) for one in value.split("\n")))
    return min(lines * _LINE_HEIGHT, _HIGHEST)


def _write_cell(
    page: _Page, row: int, column: int, value: Cell, heading: Heading, looks: dict[str, Any]
) -> None:
    told = "technical" if heading.technical else "clipped" if heading.clipped else "text"
    if value is None or value == "":
        if not heading.technical:
            page.write_blank(row, column, None, looks["text"])
    elif isinstance(value, str):
        page.write_string(row, column, neutralise(spelled(value)), looks[told])
    elif isinstance(value, float):
        page.write_number(row, column, _Exact(value), looks["decimal"])
    else:
        page.write_number(row, column, value, looks["whole"])
