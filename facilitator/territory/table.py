"""A public file read line by line, whatever its form: CSV of any delimiter and encoding, workbook, zip.

Nothing of a CSV is held in memory. A table begins at the first line that a reader knows, below titles and
labels.
"""

import codecs
import csv
import io
import zipfile
import zlib
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import IO

from facilitator.errors import InputError
from facilitator.language.typography import quote, typeset
from facilitator.territory.workbook import SUFFIXES, sheets

DELIMITERS = ";\t,|"
LONG_CELL = 1 << 20
ABOVE = 40
"""A header lies at most under this many lines of titles and notes."""
WINDOWS = "facilitator.windows-1252"
BROKEN = (csv.Error, UnicodeError, OSError, EOFError, zlib.error, zipfile.BadZipFile)
DESCRIPTIONS = ("meta", "varmod", "dictionnaire", "lisez", "readme", "__macosx")

Tells = Callable[[Sequence[str]], bool]
"""Whether a row is a header that somebody reads."""


@dataclass(frozen=True, slots=True)
class Table:
    """One open table: its header, and its rows with the line each begins at.

    ``part`` is its sheet, or its file in an archive; ``above`` the cells of the lines over the header. Where
    the file turns out to be cut or damaged the rows end, and ``cut`` then holds why.
    """

    path: Path
    header: tuple[str, ...]
    rows: Iterator[tuple[int, list[str]]]
    part: str = ""
    above: tuple[str, ...] = ()
    line: int = 1
    cut: list[InputError] = field(default_factory=list)

    def column(self, name: str) -> int | None:
        """Where the column of this name is, capitals aside; None when it is not."""
        wanted = name.casefold()
        return next((at for at, one in enumerate(self.header) if one.casefold() == wanted), None)

    @property
    def name(self) -> str:
        """The file, and the sheet or the file in it."""
        return f"{self.path.name} ({self.part})" if self.part else self.path.name


@contextmanager
def open_table(path: Path) -> Iterator[Table]:
    """The first table of a file, whatever its header; InputError when there is none."""
    with closing(tables(path, any)) as found:
        table = next(found, None)
        if table is None:
            raise _empty(path.name)
        yield table


def tables(path: Path, tells: Tells) -> Generator[Table]:
    """The tables of a file whose header ``tells``, else its first one; read each before the next.

    InputError when the file cannot be opened, or holds nothing.
    """
    if path.suffix.casefold() == ".zip":
        yield from _archived(path, tells)
    elif path.suffix.casefold() in SUFFIXES:
        yield from _from_sheets(path, tells)
    else:
        with _opened(path) as raw, _decoded(path.name, raw) as text:
            yield _from_text(path, text, tells, "")


def _archived(path: Path, tells: Tells) -> Iterator[Table]:
    try:
        with zipfile.ZipFile(path) as archive:
            members = [one for one in archive.infolist() if _is_data(one.filename)]
            if not members:
                raise InputError(
                    typeset(f"{path.name} ne contient ni fichier CSV ni classeur."),
                    next_step="Téléchargez la version CSV de ce jeu de données.",
                )
            members.sort(key=lambda one: -one.file_size)
            told, unknown = False, None
            for member in members:
                for table in _member(path, archive, member, tells, alone=len(members) == 1):
                    if tells(table.header):
                        told = True
                        yield table
                    unknown = unknown or table
            if not told and unknown is not None:
                yield unknown
    except (OSError, RuntimeError, NotImplementedError, zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise _unopened(path, error) from error


def _member(
    path: Path, archive: zipfile.ZipFile, member: zipfile.ZipInfo, tells: Tells, *, alone: bool
) -> Iterator[Table]:
    part = "" if alone else Path(member.filename).name
    if Path(member.filename).suffix.casefold() in SUFFIXES:
        yield from _from_sheets(path, tells, io.BytesIO(archive.read(member)), part)
    else:
        with archive.open(member) as raw, _decoded(f"{path.name} ({part})", raw) as text:
            yield _from_text(path, text, tells, part)


def _is_data(name: str) -> bool:
    plain = name.casefold()
    return plain.endswith((".csv", ".txt", *SUFFIXES)) and not any(one in plain for one in DESCRIPTIONS)


def _from_sheets(
    path: Path, tells: Tells, packed: io.BytesIO | None = None, within: str = ""
) -> Iterator[Table]:
    told, first = False, None
    for sheet in sheets(path, packed):
        part = f"{within}, {sheet.name}" if within else sheet.name
        rows = iter(sheet.rows)
        head: list[tuple[int, list[str]]] = []
        for line, cells in rows:
            head.append((line, cells))
            if tells(_header(cells)) or len(head) == ABOVE:
                break
        at = next((rank for rank, (_, cells) in enumerate(head) if tells(_header(cells))), None)
        if at is None:
            first = first or (part, head)
            continue
        told = True
        above = tuple(cell for _, cells in head[:at] for cell in cells if cell)
        line, cells = head[at]
        yield Table(path, _header(cells), chain(head[at + 1 :], rows), part, above, line)
    if told:
        return
    if first is None:
        raise _empty(path.name)
    widest = max(first[1], key=lambda row: sum(map(bool, row[1])))
    yield Table(path, _header(widest[1]), iter(()), first[0], line=widest[0])


def _header(cells: Sequence[str]) -> tuple[str, ...]:
    return tuple(" ".join(cell.split()) for cell in cells)


def _decoded(name: str, raw: IO[bytes]) -> io.TextIOWrapper:
    return io.TextIOWrapper(raw, encoding=_encoding(name, raw), errors=_windows(), newline="")


def _from_text(path: Path, text: io.TextIOWrapper, tells: Tells, part: str) -> Table:
    name = f"{path.name} ({part})" if part else path.name
    head: list[str] = []
    try:
        for _ in range(ABOVE):
            line = text.readline(LONG_CELL)
            if not line:
                break
            head.append(line)
            if tells(_cells(line)[0]):
                break
    except BROKEN as error:
        raise _unreadable(name, len(head) + 1, error) from error
    if not any(one.strip() for one in head):
        raise _empty(name)
    ranks = range(len(head))
    told = (rank for rank in ranks if tells(_cells(head[rank])[0]))
    at = next(told, next(rank for rank in ranks if head[rank].strip()))
    header, delimiter = _cells(head[at])
    above = tuple(cell for line in head[:at] for cell in _cells(line)[0] if cell)
    cut: list[InputError] = []
    rows = _rows(name, chain(head[at + 1 :], text), at + 2, delimiter, cut)
    return Table(path, header, rows, part, above, at + 1, cut)


def _cells(line: str) -> tuple[tuple[str, ...], str]:
    """The cells of a line that may be a header, and the delimiter that cuts it best."""
    delimiter = max(DELIMITERS, key=line.count)
    try:
        return _header(next(csv.reader([line], delimiter=delimiter), [])), delimiter
    except csv.Error:
        return (), delimiter


def _rows(
    name: str, lines: Iterator[str], at: int, delimiter: str, cut: list[InputError]
) -> Iterator[tuple[int, list[str]]]:
    """The rows. Without a quotation mark a line is its cells, which is twice as quick as asking ``csv``."""
    between, torn = f'"{delimiter}"', True
    try:
        while torn:
            torn = False
            for raw in lines:
                bare = raw.rstrip("\r\n")
                if '"' not in bare:
                    if bare:
                        yield at, bare.split(delimiter)
                    at += 1
                    continue
                marks, cells = bare.count('"'), bare[1:-1].split(between)
                if marks == 2 * len(cells) and bare[0] == bare[-1] == '"':  # all quoted, no mark in a cell
                    yield at, cells
                elif marks % 2 == 0:
                    yield at, next(csv.reader([bare], delimiter=delimiter))
                else:
                    torn = True
                    break
                at += 1
            if torn:
                whole = _continued(raw, lines)
                yield at, next(csv.reader(whole.lines, delimiter=delimiter))
                at, lines = at + len(whole.lines), whole.rest
    except BROKEN as error:
        cut.append(_unreadable(name, at, error))


@dataclass(frozen=True, slots=True)
class _Whole:
    """A row on several lines, and the lines after it."""

    lines: list[str]
    rest: Iterator[str]


def _continued(raw: str, lines: Iterator[str]) -> _Whole:
    """A row whose quotation mark is closed some lines below; else its first line, without marks."""
    held = [raw]
    for line in lines:
        held.append(line)
        if line.count('"') % 2:
            return _Whole(held, lines)
        if len(held) > ABOVE:
            break
    return _Whole([raw.replace('"', "")], chain(held[1:], lines))


def _encoding(name: str, raw: IO[bytes]) -> str:
    """UTF-8 (with or without a mark) or UTF-16 with its mark; ``raw`` is rewound."""
    try:
        start = raw.read(4)
        raw.seek(0)
    except BROKEN as error:
        raise _unreadable(name, 1, error) from error
    if start.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise InputError(
            typeset(f"{name} est un classeur ou une archive sous un autre nom, pas un fichier CSV."),
            next_step="Rendez-lui sa terminaison (.xlsx, .ods, .zip), ou enregistrez-le en CSV (UTF-8).",
        )
    return "utf-16" if start.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"


def _windows() -> str:
    """The name of what reads as Windows-1252 the bytes that are not UTF-8: whole files, or a few lines."""

    def read(error: UnicodeError) -> tuple[str, int]:
        if not isinstance(error, UnicodeDecodeError):
            raise error
        wrong = error.object[error.start : error.end]
        return wrong.decode("cp1252", "replace"), error.end

    codecs.register_error(WINDOWS, read)
    return WINDOWS


def _unreadable(name: str, line: int, error: Exception) -> InputError:
    return InputError(
        typeset(f"{name}, ligne {line} : la suite du fichier ne peut pas être lue."),
        cause=typeset(f"Ce que dit le lecteur : {error}."),
        next_step="Le fichier est sans doute abîmé ou tronqué : téléchargez-le de nouveau.",
    )


def _empty(name: str) -> InputError:
    return InputError(
        typeset(f"{name} est vide."), next_step="Téléchargez le fichier de nouveau, au format CSV."
    )


def _opened(path: Path) -> IO[bytes]:
    try:
        return path.open("rb")
    except OSError as error:
        raise _unopened(path, error) from error


def _unopened(path: Path, error: Exception) -> InputError:
    return InputError(
        typeset(f"{path.name} ne peut pas être ouvert."),
        cause=typeset(f"Ce que dit le lecteur : {quote(str(error))}."),
        next_step="Vérifiez le chemin et les droits, ou téléchargez le fichier de nouveau.",
    )
