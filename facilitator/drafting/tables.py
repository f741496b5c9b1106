"""Contributions and themes as tables to take away, in xlsx or csv for a spreadsheet.

The headers are those the import recognises: exported, corrected and imported again, a
contribution comes back with the same text, table, public, quality, type, votes and sequence.
"""

import csv
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.domain.contribution import Contribution, ContributionType
from facilitator.domain.demarche import Demarche
from facilitator.domain.event import Event
from facilitator.domain.evidence import gather
from facilitator.domain.theme import Placement, Sorting
from facilitator.drafting.stable_package import stable
from facilitator.drafting.whole_export import Wall, write_json
from facilitator.drafting.wording import NOT_REPRESENTATIVE
from facilitator.errors import UsageError
from facilitator.intake.formulas import neutralise
from facilitator.language.typography import typeset
from facilitator.language.wording import VOLUME_IS_NOT_WEIGHT

if TYPE_CHECKING:
    from openpyxl.cell import Cell as StyledCell
    from openpyxl.workbook import Workbook

__all__ = ["EXTENSIONS", "Wall", "write_csv", "write_export", "write_json", "write_workbook"]

EXTENSIONS = ("xlsx", "csv", "json")
_A4 = 9  # ECMA-376-1, § 18.3.1.63
_LINE_HEIGHT, _HIGHEST = 15.0, 409.0  # points: a line of Calibri 11, and the most that xlsx allows
TRAY = "À ranger"
OFF_TOPIC = "Hors sujet"

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class _Line:
    """One contribution with what its columns need around it."""

    event: Event
    contribution: Contribution
    placement: Placement
    names: Mapping[str, str]
    numbers: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of the sheet Contributions: its header, what the codebook says of it, its width, its value."""

    header: str
    meaning: str
    values: str
    width: int
    value: Callable[[_Line], Cell]


def _theme(line: _Line) -> str:
    if line.placement.theme_id is not None:
        return line.names[line.placement.theme_id]
    return OFF_TOPIC if line.placement.off_topic else TRAY


def _file_name(line: _Line) -> str:
    """The last part of the path only: a folder's name is nobody's business."""
    origin = line.contribution.origin
    return re.split(r"[\\/]", origin.source)[-1] if origin else ""


_TYPES = ", ".join(ContributionType)
_WHOLE = "nombre entier"
_COLUMNS = (
    _Column("Événement", "Titre de l'événement.", "texte", 26, lambda x: x.event.title),
    _Column("N°", "Numéro permanent dans l'événement.", _WHOLE, 8, lambda x: x.contribution.number),
    _Column("Séquence", "Numéro de la séquence.", _WHOLE, 12, lambda x: x.contribution.sequence),
    _Column("Table", "Table de la salle.", "texte", 12, lambda x: x.contribution.table),
    _Column("Public", "Public, ou famille de public.", "texte", 20, lambda x: x.contribution.public),
    _Column(
        "Qualité", "Qui parle, jamais un nom.", "famille : fonction", 28, lambda x: x.contribution.quality
    ),
    _Column("Type", "Type de la contribution.", _TYPES, 13, lambda x: x.contribution.type),
    _Column(
        "Texte", "Texte actuel, celui que citent les livrables.", "texte", 70, lambda x: x.contribution.text
    ),
    _Column(
        "Texte d'origine", "Texte tel qu'il a été saisi.", "texte", 50, lambda x: x.contribution.original
    ),
    _Column(
        "Votes", "Gommettes sur la contribution.", f"{_WHOLE}, 0 ou plus", 10, lambda x: x.contribution.votes
    ),
    _Column("Thème", "Où elle est rangée.", f"nom du thème, « {OFF_TOPIC} » ou « {TRAY} »", 32, _theme),
    _Column(
        "Thèmes secondaires",
        "Autres thèmes qu'elle touche ; elle n'y est pas comptée.",
        "noms séparés par « | »",
        28,
        lambda x: " | ".join(x.names[other] for other in x.placement.secondary),
    ),
    _Column("Rangée par", "Qui l'a rangée.", "machine, humain", 14, lambda x: x.placement.by),
    _Column(
        "Confiance",
        "Assurance du rangement ; 1 pour un humain.",
        "de 0 à 1",
        13,
        lambda x: round(x.placement.confidence, 3),
    ),
    _Column(
        "Horodatage (UTC)",
        "Moment où elle a été enregistrée, en temps universel.",
        "année-mois-jour heure",
        20,
        lambda x: f"{x.contribution.recorded_at:%Y-%m-%d %H:%M:%S}",
    ),
    _Column(
        "Corrigée par",
        "Poste qui a corrigé le texte en dernier.",
        "texte, vide si jamais corrigée",
        14,
        lambda x: x.contribution.corrected_by,
    ),
    _Column("Fichier d'origine", "Fichier dont elle a été importée.", "nom de fichier", 24, _file_name),
    _Column(
        "Ligne d'origine",
        "Ligne de ce fichier ; l'en-tête est la ligne 1.",
        _WHOLE,
        12,
        lambda x: x.contribution.origin.line if x.contribution.origin else None,
    ),
    _Column(
        "Issue de",
        "N° de la contribution dont elle a été détachée.",
        _WHOLE,
        9,
        lambda x: x.numbers.get(x.contribution.split_from or ""),
    ),
    _Column("Identifiant", "Clé unique.", "32 signes", 36, lambda x: x.contribution.id),
)
_THEME_HEADERS = (
    ("Événement", 26),
    ("Thème", 40),
    ("Nombre de contributions", 16),
    ("Votes", 10),
    ("Dont votes sur le thème", 16),
    ("Tables ou qualités", 14),
    ("Nommé par", 14),
    ("Mots du mur", 40),
)
_CODEBOOK_HEADERS = (("Colonne", 22), ("Ce qu'elle dit", 90), ("Valeurs", 60))
_REMARKS = (
    "Une contribution retirée ne figure pas dans les tableaux ; elle reste dans l'export json.",
    "Un texte qui commence par = + - @ est précédé d'une apostrophe : le tableur ne l'exécute pas. "
    "L'import l'enlève.",
    "Les signes de contrôle sont écrits comme le format xlsx le prévoit (_x0007_). Un texte de plus de "
    "32 767 signes y est coupé ; il est entier en csv et en json.",
    "Feuille Thèmes : du plus au moins fourni ; les votes comptent ceux du thème et de ses contributions.",
    f"{VOLUME_IS_NOT_WEIGHT} {NOT_REPRESENTATIVE}",
)


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
    """Write one row a contribution: UTF-8 with its mark and semicolons, as French spreadsheets expect."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(typeset(column.header) for column in _COLUMNS)
        for line in _lines(walls):
            cells = (column.value(line) for column in _COLUMNS)
            writer.writerow(neutralise(str(cell)) if isinstance(cell, str) else cell for cell in cells)


def write_workbook(path: Path, demarche: Demarche, walls: Sequence[Wall]) -> None:
    """Write the sheets Contributions, Thèmes and Lisez-moi (the codebook); the same walls, the same bytes.

    Text cells are neutralised against formulas, then escaped as xlsx wants control characters to be
    (ECMA-376-1, § 22.9.2.19, ST_Xstring). Noncharacters, which XML cannot hold, become « � ».
    """
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    book.properties.title = demarche.title
    book.properties.creator = "facilitator"
    contributions = ([column.value(line) for column in _COLUMNS] for line in _lines(walls))
    _write_sheet(book, "Contributions", [(column.header, column.width) for column in _COLUMNS], contributions)
    _write_sheet(book, "Thèmes", _THEME_HEADERS, _theme_rows(demarche, walls))
    _write_sheet(book, "Lisez-moi", _CODEBOOK_HEADERS, _codebook(demarche))
    package = BytesIO()
    book.save(package)
    path.write_bytes(stable(package.getvalue(), dated=False))


def _lines(walls: Iterable[Wall]) -> Iterator[_Line]:
    """Every contribution that was not removed, in the order of the walls and of their numbers."""
    for wall in walls:
        placements = {p.contribution_id: p for p in wall.sorting.placements} if wall.sorting else {}
        names = {theme.id: theme.name for theme in wall.sorting.themes} if wall.sorting else {}
        numbers = {contribution.id: contribution.number for contribution in wall.contributions}
        for contribution in sorted(wall.contributions, key=lambda c: c.number):
            if not contribution.removed:
                placement = placements.get(contribution.id) or Placement(contribution.id, None)
                yield _Line(wall.event, contribution, placement, names, numbers)


def _theme_rows(demarche: Demarche, walls: Iterable[Wall]) -> Iterator[list[Cell]]:
    """One row a theme, most contributions first, then what is off-topic and what is left in the tray."""
    for wall in walls:
        sorting = wall.sorting or Sorting(wall.event.id, (), (), "")
        evidence = gather(demarche, wall.event, wall.contributions, sorting)
        for each in evidence.themes:
            theme = each.theme
            counts: list[Cell] = [len(each.contributions), each.votes, theme.votes, len(each.shares)]
            yield [wall.event.title, theme.name, *counts, theme.named_by, ", ".join(theme.words)]
        for name, aside in ((OFF_TOPIC, evidence.off_topic), (TRAY, evidence.tray)):
            if aside:
                votes = sum(contribution.votes for contribution in aside)
                yield [wall.event.title, name, len(aside), votes, None, None, None, None]


def _codebook(demarche: Demarche) -> Iterator[list[Cell]]:
    for column in _COLUMNS:
        yield [typeset(column.header), typeset(column.meaning), typeset(column.values)]
    yield [None, None, None]
    fictive = " Territoire fictif." if demarche.territory.fictive else ""
    yield ["Démarche", f"{demarche.title} ({demarche.territory.name}).{fictive}", None]
    for remark in _REMARKS:
        yield [None, typeset(remark), None]


def _write_sheet(
    book: "Workbook", title: str, headers: Sequence[tuple[str, int]], rows: Iterable[Sequence[Cell]]
) -> None:
    """A sheet with a styled header that stays in sight, filters, column widths, and wrapped text."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
    for rank, (_, width) in enumerate(headers, start=1):
        sheet.column_dimensions[get_column_letter(rank)].width = width
    wrapped = Alignment(wrap_text=True, vertical="top")
    white, dark = (
        Font(name="Calibri", size=11, bold=True, color="FFFFFF"),
        PatternFill("solid", fgColor="1F3A5F"),
    )

    def cell(value: Cell) -> "StyledCell":
        made = WriteOnlyCell(sheet, _escaped(neutralise(str(value))) if isinstance(value, str) else value)
        if isinstance(value, str):
            made.data_type = "s"  # never a formula, nor an error such as #N/A
        made.alignment = wrapped
        return made

    head = [cell(typeset(name)) for name, _ in headers]
    for each in head:
        each.font, each.fill = white, dark
    sheet.row_dimensions[1].height = 2 * _LINE_HEIGHT
    sheet.append(head)
    last = 1
    for row in rows:
        last += 1
        sheet.row_dimensions[last].height = _height(row, headers)
        sheet.append([cell(value) for value in row])
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(headers))}{last}"


def _height(row: Sequence[Cell], headers: Sequence[tuple[str, int]]) -> float:
    """The height, in points, that shows every cell of a row whole: LibreOffice does not work it out."""
    lines = max(
        sum(max(1, math.ceil(len(line) / width)) for line in cell.split("\n")) if isinstance(cell, str) else 1
        for cell, (_, width) in zip(row, headers, strict=True)
    )
    return min(lines * _LINE_HEIGHT, _HIGHEST)


_CONTROL = "\x00-\x08\x0b-\x1f"
_ESCAPED = re.compile(rf"_(?=x[0-9A-Fa-f]{{4}}[_{_CONTROL}])|[{_CONTROL}]")
_UNWRITABLE = re.compile("[\ufffe\uffff\ud800-\udfff]")


def _escaped(text: str) -> str:
    """``text`` with control characters as ``_x0007_``, and what looks like such an escape escaped itself."""
    writable = _UNWRITABLE.sub("\ufffd", text)
    return _ESCAPED.sub(lambda match: f"_x{ord(match.group()):04X}_", writable)
