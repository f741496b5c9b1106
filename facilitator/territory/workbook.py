"""The sheets of a public workbook (XLSX, ODS), their cells as text: numbers with a dot, dates as ISO.

Guarded as ``intake/workbook.py`` is: the reader allocates the used rectangle of a sheet at once.
"""

import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from xml.parsers import expat

from facilitator.errors import InputError
from facilitator.language.typography import number, typeset

SUFFIXES = frozenset({".xlsx", ".xlsm", ".ods", ".xls", ".xlsb"})
CELLS = 12_000_000
"""A sheet of more is refused: some 40 bytes each, and a gigabyte is what a laptop can spare."""
PEEKED = 1 << 22
_UNCOMPUTED = re.compile(rb"<f[^>]*>[^<]*</f>\s*(?:<v\s*/>|<v>\s*</v>|</c>)")

Cell = str | int | float | bool | date | datetime | time | timedelta


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name, and its rows that hold something, with the line of each."""

    name: str
    rows: Iterable[tuple[int, list[str]]]


def sheets(path: Path, packed: BytesIO | None = None) -> Iterator[Sheet]:
    """The sheets of a workbook, in order; ``packed`` is its content where it lies in an archive.

    InputError: absent, damaged, protected, huge, or with formulas that were never computed.
    """
    from python_calamine import CalamineError, PasswordError, SheetTypeEnum, load_workbook

    if packed is None and not path.is_file():
        raise _refused(path, "Le fichier n’existe pas.")
    _refuse_harmful(path, packed or path)
    if packed is not None:
        packed.seek(0)
    try:
        with load_workbook(packed or path) as workbook:
            for known in workbook.sheets_metadata:
                if known.typ == SheetTypeEnum.WorkSheet:
                    sheet = workbook.get_sheet_by_name(known.name)
                    if sheet.start is not None:
                        yield Sheet(known.name, _filled(sheet.iter_rows(), 1))
    except PasswordError as error:
        raise _refused(path, "Il est protégé par un mot de passe.") from error
    except (CalamineError, OSError, ValueError) as error:
        raise _refused(path, "Il est abîmé, ou n’est pas un vrai classeur.") from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # how the Rust reader reports a file it never foresaw
            raise
        raise _refused(path, "Son contenu est incohérent.") from error


def _filled(rows: Iterable[list[Cell]], first: int) -> Iterator[tuple[int, list[str]]]:
    for line, cells in enumerate(rows, first):
        texts = [cell if isinstance(cell, str) else _text(cell) for cell in cells]
        if any(texts):
            yield line, texts


def _text(cell: Cell) -> str:
    match cell:
        case bool():
            return "VRAI" if cell else "FAUX"
        case float():
            return str(int(cell)) if cell.is_integer() else repr(cell)
        case datetime():
            return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
        case date():
            return cell.isoformat()
        case _:
            return str(cell)


def _refused(path: Path, cause: str) -> InputError:
    return InputError(
        typeset(f"Le classeur {path.name} ne peut pas être lu."),
        cause=cause,
        next_step="Ouvrez-le dans un tableur, enregistrez la feuille des données en CSV, puis importez-la.",
    )


def _refuse_harmful(path: Path, content: Path | BytesIO) -> None:
    """Refuse what the reader would not survive, and formulas without a value: they would pass for secrets."""
    try:
        with zipfile.ZipFile(content) as archive:
            for member in archive.infolist():
                if member.filename == "content.xml":
                    expat.ParserCreate().Parse(archive.read(member), True)
                elif re.search(r"worksheets/[^/]+\.xml$", member.filename, re.IGNORECASE):
                    with archive.open(member) as sheet:
                        _check_sheet(path, sheet.read(PEEKED))
    except expat.ExpatError as error:
        raise _refused(path, typeset(f"Son contenu est abîmé à la ligne {error.lineno}.")) from error
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, LookupError, RuntimeError):
        return  # not an archive, or a damaged one: the reader says so


def _check_sheet(path: Path, xml: bytes) -> None:
    """Check the dimension that a sheet tells, the cells named in its first megabytes, and their formulas."""
    told = re.search(rb'<dimension ref="[A-Z]+\d+:([A-Z]+)(\d+)"', xml)
    named = re.findall(rb'<c r="([A-Z]+)(\d+)"', xml)
    rows = max((int(line) for _, line in [*named, *([told.groups()] if told else [])]), default=0)
    columns = max((_rank(letters) for letters, _ in [*named, *([told.groups()] if told else [])]), default=0)
    if rows * columns > CELLS:
        size = f"{number(rows)} lignes et {number(columns)} colonnes"
        raise _refused(path, typeset(f"Une feuille s’étend sur {size} : trop pour être lue en classeur."))
    empty = _UNCOMPUTED.search(xml)
    if empty is not None:
        cell = re.findall(rb'<c r="([A-Z]+\d+)"', xml[: empty.start()])
        where = f" (cellule {cell[-1].decode()})" if cell else ""
        raise _refused(path, typeset(f"Une formule n’y a pas de valeur enregistrée{where}."))


def _rank(letters: bytes) -> int:
    value = 0
    for letter in letters:
        value = value * 26 + letter - ord("A") + 1
    return value
