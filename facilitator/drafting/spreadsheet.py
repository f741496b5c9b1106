"""A workbook (xlsx) written sheet by sheet, a row at a time: fast, the same bytes each time, no macro.

The XML is written here and not by a library, because 20,000 rows of 28 styled cells take half a minute with
one. Every text is an inline string, never a formula; what XML cannot hold is written as ``_x0007_``
(ECMA-376-1, § 22.9.2.19, ST_Xstring).
"""

import math
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final
from xml.sax.saxutils import escape, quoteattr

from facilitator.intake.formulas import neutralise

Cell = str | int | float | None

LONGEST_CELL: Final = 32_767
"""Characters a cell holds (ECMA-376 and Excel); what is longer is cut."""

_MOMENT: Final = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can hold
_LINE_HEIGHT, _HIGHEST = 15.0, 409.0  # points: a line of Calibri 11, and the most that xlsx allows
_LETTERS: Final = 1.1  # of a French text in the width of a digit, less what the end of a line leaves free
_BATCH: Final = 500
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_CONTROL = "\x00-\x08\x0b-\x1f\ufffe\uffff"
_ESCAPED = re.compile(rf"_(?=x[0-9A-Fa-f]{{4}}[_{_CONTROL}])|[{_CONTROL}]")
_SURROGATES = re.compile("[\ud800-\udfff]")

# The styles of _STYLES, by their rank.
_TEXT, _WHOLE, _DECIMAL, _HEAD, _TECHNICAL_HEAD, _BANNER, _QUIET, _CLIPPED = range(1, 9)


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
    """A sheet to write: ``banner`` stands above the header; ``rows`` are read once, while it is written."""

    title: str
    headings: Sequence[Heading]
    rows: Iterable[Sequence[Cell]]
    banner: str = ""


def write_spreadsheet(path: Path, sheets: Sequence[Sheet], *, title: str, subject: str = "") -> None:
    """Write ``sheets``, each with a header that stays in sight and is printed on every page, and filters.

    Technical columns, which stand at the right, are not printed. Text is neutralised against formulas.
    Raises OSError.
    """
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        last_rows = []
        for rank, sheet in enumerate(sheets, start=1):
            entry = _entry(f"xl/worksheets/sheet{rank}.xml")
            with package.open(entry, "w", force_zip64=True) as file:
                last_rows.append(_write_sheet(file, sheet, first=rank == 1))
        for name, content in _parts(sheets, last_rows, title, subject):
            package.writestr(_entry(name), _XML + content)


def escaped(text: str) -> str:
    """``text`` with what XML cannot hold as ``_x0007_``, and what looks like such an escape escaped too."""
    return _ESCAPED.sub(lambda found: f"_x{ord(found.group()):04X}_", _SURROGATES.sub("\ufffd", text))


def column_letters(rank: int) -> str:
    """The name of a column, from 1: A, Z, AA…"""
    letters = ""
    while rank:
        rank, rest = divmod(rank - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _MOMENT)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _write_sheet(file: IO[bytes], sheet: Sheet, *, first: bool) -> int:
    """Write one sheet; returns its last row."""
    letters = [column_letters(rank) for rank in range(1, len(sheet.headings) + 1)]
    header = 2 if sheet.banner else 1
    file.write((_XML + _opening(sheet, header, first)).encode())
    if sheet.banner:
        cell = _cell("A1", sheet.banner, _BANNER)
        file.write(f'<row r="1" ht="24" customHeight="1">{cell}</row>'.encode())
    heads = "".join(
        _cell(f"{letter}{header}", heading.text, _TECHNICAL_HEAD if heading.technical else _HEAD)
        for letter, heading in zip(letters, sheet.headings, strict=True)
    )
    file.write(f'<row r="{header}" ht="{2 * _LINE_HEIGHT}" customHeight="1">{heads}</row>'.encode())
    last = header
    batch: list[str] = []
    for last, row in enumerate(sheet.rows, start=header + 1):
        batch.append(_row(last, row, letters, sheet.headings))
        if len(batch) == _BATCH:
            file.write("".join(batch).encode())
            batch.clear()
    file.write("".join(batch).encode())
    file.write(_closing(f"A{header}:{letters[-1]}{last}").encode())
    return last


def _opening(sheet: Sheet, header: int, first: bool) -> str:
    widths = "".join(
        f'<col min="{rank}" max="{rank}" width="{heading.width}" customWidth="1"/>'
        for rank, heading in enumerate(sheet.headings, start=1)
    )
    selected = ' tabSelected="1"' if first else ""
    top = f"A{header + 1}"
    return (
        f'<worksheet xmlns="{_MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<sheetViews><sheetView{selected} workbookViewId="0">'
        f'<pane ySplit="{header}" topLeftCell="{top}" activePane="bottomLeft" state="frozen"/>'
        f'<selection pane="bottomLeft" activeCell="{top}" sqref="{top}"/></sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="15"/><cols>{widths}</cols><sheetData>'
    )


def _closing(filtered: str) -> str:
    return (
        f'</sheetData><autoFilter ref="{filtered}"/>'
        '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'  # A4: § 18.3.1.63
        "<headerFooter><oddFooter>&amp;L&amp;A&amp;RPage &amp;P sur &amp;N</oddFooter></headerFooter>"
        "</worksheet>"
    )


def _row(number: int, row: Sequence[Cell], letters: Sequence[str], headings: Sequence[Heading]) -> str:
    """A row, as high as its longest text needs: LibreOffice does not work it out."""
    lines, cells = 1, []
    for letter, value, heading in zip(letters, row, headings, strict=True):
        name = f"{letter}{number}"
        if value is None or value == "":
            if not heading.technical:
                cells.append(f'<c r="{name}" s="{_TEXT}"/>')
            continue
        if isinstance(value, str):
            if heading.technical or heading.clipped:
                cells.append(_cell(name, value, _QUIET if heading.technical else _CLIPPED))
                continue
            room = heading.width * _LETTERS
            if len(value) > room or "\n" in value:
                lines = max(lines, sum(max(1, math.ceil(len(one) / room)) for one in value.split("\n")))
            cells.append(_cell(name, value, _TEXT))
        else:
            style = _DECIMAL if isinstance(value, float) else _WHOLE
            cells.append(f'<c r="{name}" s="{style}"><v>{value!r}</v></c>')
    height = min(lines * _LINE_HEIGHT, _HIGHEST)
    return f'<row r="{number}" ht="{height:g}" customHeight="1">{"".join(cells)}</row>'


def _cell(name: str, text: str, style: int) -> str:
    told = escape(escaped(neutralise(text))[:LONGEST_CELL])
    return f'<c r="{name}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{told}</t></is></c>'


def _parts(
    sheets: Sequence[Sheet], last_rows: Sequence[int], title: str, subject: str
) -> Iterator[tuple[str, str]]:
    """The rest of the package: what it holds, its properties, its sheets by name, and their styles."""
    ranks = range(1, len(sheets) + 1)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    types = "".join(
        f'<Override PartName="/xl/worksheets/sheet{rank}.xml" ContentType="{kind}.worksheet+xml"/>'
        for rank in ranks
    )
    yield (
        "[Content_Types].xml",
        (
            f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
            f'<Override PartName="/xl/styles.xml" ContentType="{kind}.styles+xml"/>{types}'
            '<Override PartName="/docProps/core.xml" '
            'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
        ),
    )
    yield (
        "_rels/.rels",
        _relations(
            [(f"{_OFFICE}/officeDocument", "xl/workbook.xml")],
            [(f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml")],
        ),
    )
    yield (
        "docProps/core.xml",
        (
            f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<dc:title>{escape(escaped(title))}</dc:title><dc:subject>{escape(escaped(subject))}</dc:subject>"
            "<dc:creator>facilitator</dc:creator><dc:language>fr-FR</dc:language></cp:coreProperties>"
        ),
    )
    yield (
        "xl/_rels/workbook.xml.rels",
        _relations(
            [(f"{_OFFICE}/worksheet", f"worksheets/sheet{rank}.xml") for rank in ranks],
            [(f"{_OFFICE}/styles", "styles.xml")],
        ),
    )
    yield "xl/workbook.xml", _workbook(sheets, last_rows)
    yield "xl/styles.xml", _STYLES


def _relations(*groups: Sequence[tuple[str, str]]) -> str:
    links = "".join(
        f'<Relationship Id="rId{rank}" Type="{type_}" Target="{target}"/>'
        for rank, (type_, target) in enumerate((one for group in groups for one in group), start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'


def _workbook(sheets: Sequence[Sheet], last_rows: Sequence[int]) -> str:
    named, areas, titles = "", "", ""
    for rank, (sheet, last) in enumerate(zip(sheets, last_rows, strict=True)):
        header, quoted = (2 if sheet.banner else 1), f"'{sheet.title}'"
        letter = column_letters(len(sheet.headings))
        named += (
            f'<definedName name="_xlnm._FilterDatabase" localSheetId="{rank}" hidden="1">'
            f"{quoted}!$A${header}:${letter}${last}</definedName>"
        )
        shown = column_letters(sum(not heading.technical for heading in sheet.headings))
        areas += (
            f'<definedName name="_xlnm.Print_Area" localSheetId="{rank}">'
            f"{quoted}!$A$1:${shown}${last}</definedName>"
        )
        titles += (
            f'<definedName name="_xlnm.Print_Titles" localSheetId="{rank}">'
            f"{quoted}!$1:${header}</definedName>"
        )
    listed = "".join(
        f'<sheet name={quoteattr(sheet.title)} sheetId="{rank}" r:id="rId{rank}"/>'
        for rank, sheet in enumerate(sheets, start=1)
    )
    return (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><bookViews><workbookView/></bookViews>'
        f"<sheets>{listed}</sheets><definedNames>{named}{areas}{titles}</definedNames></workbook>"
    )


def _font(colour: str = "FF000000", *, bold: bool = False, italic: bool = False) -> str:
    marks = ("<b/>" if bold else "") + ("<i/>" if italic else "")
    return f'<font>{marks}<sz val="11"/><color rgb="{colour}"/><name val="Calibri"/><family val="2"/></font>'


def _fill(colour: str) -> str:
    return f'<fill><patternFill patternType="solid"><fgColor rgb="{colour}"/></patternFill></fill>'


def _style(font: int, fill: int, format_: int, alignment: str, *, ruled: int = 0) -> str:
    return (
        f'<xf numFmtId="{format_}" fontId="{font}" fillId="{fill}" borderId="{ruled}" xfId="0" '
        f'applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" '
        f'applyAlignment="1"><alignment {alignment}/></xf>'
    )


_TOP: Final = 'vertical="top"'
_MIDDLE: Final = f'{_TOP} horizontal="center"'
_WRAPPED: Final = f'{_TOP} wrapText="1"'
_CENTRED: Final = 'vertical="center" wrapText="1"'
_STYLES: Final = (
    f'<styleSheet xmlns="{_MAIN}"><fonts count="4">'
    + _font()
    + _font("FFFFFFFF", bold=True)
    + _font("FF595959")
    + _font(bold=True, italic=True)
    + '</fonts><fills count="4"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill>' + _fill("FF1F3A5F") + _fill("FF5A6472") + "</fills>"
    '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>'
    '<border><left/><right/><top/><bottom style="thin"><color rgb="FFD5DAE1"/></bottom><diagonal/></border>'
    "</borders>"
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="9"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    + _style(0, 0, 0, _WRAPPED, ruled=1)
    + _style(0, 0, 1, _MIDDLE, ruled=1)
    + _style(0, 0, 2, _MIDDLE, ruled=1)
    + _style(1, 2, 0, _CENTRED)
    + _style(1, 3, 0, _CENTRED)
    + _style(3, 0, 0, 'vertical="center"')
    + _style(2, 0, 0, _TOP)
    + _style(0, 0, 0, _TOP, ruled=1)
    + '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)
