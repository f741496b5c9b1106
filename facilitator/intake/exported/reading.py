"""Which file is one of our exports, told by its mark and never guessed, and all that it holds."""

import csv
import io
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from facilitator.domain.demarche import Demarche
from facilitator.domain.wall import Wall
from facilitator.errors import InputError
from facilitator.intake.contributions import Reject
from facilitator.intake.delimited import any_field_size
from facilitator.intake.encoding import decode
from facilitator.intake.exported.columns import (
    CONTRIBUTION_COLUMNS,
    CONTRIBUTIONS,
    ETAPES,
    EVENTS,
    FIGURES,
    FORMAT,
    MARK,
    README,
    THEMES,
    Col,
)
from facilitator.intake.exported.demarche import etapes_in, figures_in
from facilitator.intake.exported.events import Described, read_events, with_event_ids
from facilitator.intake.exported.keys import FORMAT_KEY
from facilitator.intake.exported.noncharacters import unspelled
from facilitator.intake.exported.rows import Row, Table
from facilitator.intake.exported.tables import read_walls
from facilitator.intake.exported.themes import themes_listed, themes_repeated
from facilitator.intake.exported.unreadable import Unreadable, unreadable_in
from facilitator.intake.exported.whole import read_whole
from facilitator.intake.source import read_bytes
from facilitator.intake.workbook import SUFFIXES, read_sheets
from facilitator.language.french import listed
from facilitator.language.typography import quote, typeset

_DELIMITERS = ";,\t"
_BEGINNING = 20_000  # characters within which the header of a csv ends
_ARCHIVE = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class Exported:
    """One of our exports: its walls, rows that could not be taken, and what to know of it, in French.

    ``demarche`` is None where the format does not hold it (csv). ``unreadable`` are the cells that somebody
    changed into what their column cannot hold: they count for empty.
    """

    source: Path
    walls: tuple[Wall, ...]
    demarche: Demarche | None = None
    rejects: tuple[Reject, ...] = ()
    header: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()


def read_exported(path: Path, *, now: datetime) -> Exported | None:
    """All that one of our exports holds; None for any other file.

    ``now`` is when a row that somebody added without a time was recorded. Raises InputError: missing,
    damaged, made by a newer program.
    """
    data = read_bytes(path)
    if path.suffix.lower() == ".json":
        return _whole(path, data)
    if path.suffix.lower() in SUFFIXES or data.startswith(_ARCHIVE):
        return _workbook(path, now)
    return _delimited(path, data, now)


def _whole(path: Path, data: bytes) -> Exported | None:
    text, _ = decode(data)
    if not re.match(rf'\s*{{\s*"{FORMAT_KEY}"\s*:', text):
        return None
    try:
        told = json.loads(text)
    except (ValueError, RecursionError) as error:
        place = (
            f", ligne {error.lineno}, colonne {error.colno}"
            if isinstance(error, json.JSONDecodeError)
            else ""
        )
        raise InputError(
            typeset(f"L'export {path.name} est abîmé."),
            cause=typeset(f"Ce n'est pas du json valide{place}."),
            next_step="Exportez à nouveau la démarche, ou reprenez une copie du fichier.",
        ) from error
    _check_format(path, told[FORMAT_KEY])
    demarche, walls = read_whole(path, told)
    return Exported(path, walls, demarche)


def _workbook(path: Path, now: datetime) -> Exported | None:
    sheets = read_sheets(path, README, MARK)
    if sheets is None:
        return None
    _check_format(path, _format_in(sheets[README].rows[0][0]))
    if CONTRIBUTIONS not in sheets or not sheets[CONTRIBUTIONS].rows:
        raise InputError(
            typeset(f"La feuille « {CONTRIBUTIONS} » manque dans {path.name}."),
            next_step="Exportez à nouveau la démarche, ou rendez son nom à la feuille.",
        )
    tables = {
        name: Table([list(map(unspelled, row)) for row in grid.rows], grid.lines)
        for name, grid in sheets.items()
        if grid.rows
    }
    said, themes, events = with_event_ids(
        [tables[name].rows() if name in tables else () for name in (CONTRIBUTIONS, THEMES, EVENTS)]
    )
    etapes, figures = (tables[name].rows() if name in tables else () for name in (ETAPES, FIGURES))
    described = read_events(events)
    if described.demarche is not None:
        whole = replace(described.demarche, etapes=etapes_in(etapes), figures=figures_in(figures))
        described = replace(described, demarche=whole)
    found = _exported(path, tables[CONTRIBUTIONS], said, described, themes, now)
    others = ((THEMES, themes), (EVENTS, events), (ETAPES, etapes), (FIGURES, figures))
    further = tuple(one for name, rows in others for one in unreadable_in(name, rows))
    return replace(found, unreadable=(*found.unreadable, *further))


def _delimited(path: Path, data: bytes, now: datetime) -> Exported | None:
    text, notes = decode(data)
    if MARK not in text[:_BEGINNING]:
        return None
    for delimiter in _DELIMITERS:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        with any_field_size():
            header = next(reader)
        if marks := [cell for cell in header if cell.startswith(MARK)]:
            _check_format(path, _format_in(marks[0]))
            rows, lines = [header], [1]
            ended = reader.line_num
            with any_field_size():
                for row in reader:
                    rows.append(row)
                    lines.append(ended + 1)
                    ended = reader.line_num
            table = Table(rows, lines)
            (said,) = with_event_ids([table.rows()])
            return _exported(path, table, said, None, None, now, notes)
    return None


def _exported(
    path: Path,
    contributions: Table,
    rows: Sequence[Row],
    described: Described | None,
    themes: Sequence[Row] | None,
    now: datetime,
    notes: Sequence[str] = (),
) -> Exported:
    if contributions.lacks(Col.TEXT):
        raise InputError(
            typeset(f"La colonne « {Col.TEXT} » manque dans {path.name}."),
            cause="Sans elle, aucune contribution ne peut être lue.",
            next_step="Rendez son nom à la colonne, ou exportez à nouveau la démarche.",
        )
    of_file = themes_repeated(rows) if themes is None else themes_listed(themes)
    read = read_walls(rows, of_file, described.events if described else {}, now)
    return Exported(
        path,
        read.walls,
        described.demarche if described else None,
        read.rejects,
        contributions.header,
        (*notes, *_columns_told(contributions), *read.notes),
        tuple(unreadable_in(CONTRIBUTIONS, rows)),
    )


def _columns_told(table: Table) -> list[str]:
    """What to say of columns that somebody took away, renamed or added: what they held is not taken."""
    told = []
    lacking = [one.col for one in CONTRIBUTION_COLUMNS if not one.technical and table.lacks(one.col)]
    if lacking:
        told.append(f"Colonnes absentes du fichier, laissées vides : {listed(list(map(quote, lacking)))}.")
    if strange := table.strangers:
        told.append(f"Colonnes non reconnues, laissées de côté : {listed(list(map(quote, strange)))}.")
    return list(map(typeset, told))


def _format_in(mark: str) -> int:
    found = re.search(r"\d+", mark.removeprefix(MARK))
    return int(found.group()) if found else 0


def _check_format(path: Path, told: object) -> None:
    if isinstance(told, int) and 1 <= told <= FORMAT:
        return
    if isinstance(told, int) and told > FORMAT:
        raise InputError(
            typeset(f"{path.name} a été exporté par une version plus récente du programme."),
            cause=typeset(f"Il est au format {told} ; ce programme lit jusqu'au format {FORMAT}."),
            next_step="Mettez le programme à jour sur ce poste, puis recommencez ; rien n’a été changé.",
        )
    raise InputError(
        typeset(f"Le format de l'export {path.name} n'est pas un nombre connu."),
        next_step=typeset(f"Rendez à sa marque sa valeur d'origine : « {MARK} {FORMAT} »."),
    )
