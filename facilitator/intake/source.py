"""A file as it was brought: its bytes, their digest, and its cells whatever the format."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from facilitator.errors import InputError
from facilitator.intake.delimited import read_delimited
from facilitator.intake.encoding import decode
from facilitator.intake.grid import Grid
from facilitator.intake.workbook import SUFFIXES, read_workbook
from facilitator.language.typography import typeset

_TABLES = frozenset({".csv", ".tsv", ".tab"})
_FOREIGN = frozenset(
    {".doc", ".docx", ".odt", ".rtf", ".pdf", ".ppt", ".pptx", ".json", ".html", ".htm", ".xml", ".zip"}
)
_OLD_WORKBOOKS = frozenset({".xls", ".xlsb"})
_ARCHIVE = b"PK\x03\x04"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_READABLE = "Formats lus : csv, tsv, xlsx, ods, ou un texte (txt) d’une contribution par ligne."


@dataclass(frozen=True, slots=True)
class Source:
    """A file's cells, and the SHA-256 of its bytes (and of the sheet's name) in 64 hexadecimal digits."""

    path: Path
    sha256: str
    grid: Grid


def open_source(path: Path, *, sheet: str | None = None, asked: Collection[str] = ()) -> Source:
    """The cells of a CSV, TSV, XLSX, ODS or text file, told apart by their content and their suffix.

    ``asked`` are column names the user gave: they help to find the delimiter. Raises InputError when the
    file is missing, empty, damaged or of another kind (.xls among them: its reader stops the whole
    program on damaged files).
    """
    data = read_bytes(path)
    suffix = path.suffix.lower()
    if suffix in _FOREIGN:
        raise _unreadable(path, "Ce n’est ni un tableau ni un texte simple.")
    if suffix in _OLD_WORKBOOKS or data.startswith(_COMPOUND):
        raise InputError(
            typeset(f"Le classeur {path.name} ne peut pas être lu."),
            cause="Il est à un ancien format d'Excel, ou protégé par un mot de passe.",
            next_step="Dans le tableur, enregistrez-le au format xlsx ou ods, sans mot de passe.",
        )
    if suffix in SUFFIXES or data.startswith(_ARCHIVE):
        grid = read_workbook(path, sheet)
    else:
        text, notes = decode(data)
        _refuse_binary(path, text)
        tabbed = "\t" if suffix in {".tsv", ".tab"} else ""
        grid = read_delimited(text, plain=suffix not in _TABLES, asked=asked, preferred=tabbed)
        grid.notes[:0] = notes
    if not any(cell.strip() for row in grid.rows for cell in row):
        raise InputError(
            typeset(f"Le fichier {path.name} est vide."),
            next_step="Vérifiez que c’est le bon fichier et qu’il a été enregistré.",
        )
    return Source(path, hashlib.sha256(data + grid.sheet.encode()).hexdigest(), grid)


def read_bytes(path: Path) -> bytes:
    """The bytes of a file; raises InputError where it is missing or cannot be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise InputError(
            typeset(f"Le fichier {path} n'existe pas."), next_step="Vérifiez son nom et son dossier."
        ) from error
    except OSError as error:
        raise InputError(
            typeset(f"Le fichier {path} ne peut pas être lu."),
            cause="C'est un dossier, ou le système en refuse la lecture.",
            next_step="Vérifiez que c’est un fichier, et que vous avez le droit de l’ouvrir.",
        ) from error


def _refuse_binary(path: Path, text: str) -> None:
    """A picture or a program decodes to something, but not to text: NULs are frequent in its beginning."""
    beginning = text[:10_000]
    if beginning.count("\x00") * 50 > len(beginning):
        raise _unreadable(path, "Son contenu n’est pas du texte.")


def _unreadable(path: Path, cause: str) -> InputError:
    return InputError(
        typeset(f"Le fichier {path.name} n'est pas un tableau de contributions."),
        cause=cause,
        next_step=typeset(_READABLE),
    )
