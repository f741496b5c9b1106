"""Which row is the header and which column holds what, by the names facilitators use."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from facilitator.domain.contribution import fold

HEADER_WITHIN = 20
"""The header is looked for in this many first rows: titles and logos stand above it in many workbooks."""
COMPARED = 500
"""A name is told from a value by looking at this many rows."""


class Field(StrEnum):
    """What a column can hold; the value is what the user writes in ``--colonne texte=…``."""

    TEXT = "texte"
    TABLE = "table"
    PUBLIC = "public"
    QUALITY = "qualite"
    TYPE = "type"
    VOTES = "votes"
    SEQUENCE = "sequence"
    EVENT = "evenement"
    NUMBER = "numero"
    TIME = "heure"


TAKEN = (
    Field.TEXT,
    Field.TABLE,
    Field.PUBLIC,
    Field.QUALITY,
    Field.TYPE,
    Field.VOTES,
    Field.SEQUENCE,
)
"""The fields that a contribution keeps; the others are recognised so as not to be mistaken for these."""

# Folded, singular, without punctuation; the first name found in a header wins.
_NAMES: Mapping[Field, str] = {
    Field.TEXT: "texte|contribution|verbatim|post it|postit|idee|commentaire|reponse|proposition|avis|propo"
    "|expression|parole|remarque|message|contenu|libelle|texte de la contribution|texte contribution|text"
    "|content|comment|sticky note",
    Field.TABLE: "table|groupe|numero de table|n table|n° table|no table|table n|table n°|numero table"
    "|numero de groupe|sou groupe|equipe",
    Field.PUBLIC: "public|profil|type de public|categorie de public|famille de public|public ou qualite",
    Field.QUALITY: "qualite|fonction|qualite du locuteur",
    Field.TYPE: "type|nature|categorie|type de contribution|nature de la contribution",
    Field.VOTES: "vote|gommette|point|nombre de vote|nombre de gommette|nombre de point|nb vote|nb de vote"
    "|nb gommette|nb de gommette|nb point|nb de point",
    Field.SEQUENCE: "sequence|temp|numero de sequence|n sequence|n° sequence",
    Field.EVENT: "evenement|atelier|reunion|seance|rencontre",
    Field.NUMBER: "numero|n°|n|no|num|id|identifiant",
    Field.TIME: "heure|horodatage|date|horodateur|timestamp",
}

_LOOSE_TEXT = re.compile(r"(?:texte|contribution|verbatim|idee|commentaire|reponse|proposition)s?\b")
_OURS = ("texte d origine", "raison du rejet")


@dataclass(frozen=True, slots=True)
class Header:
    """The header row, as an index into the grid, and the column of each field recognised in it."""

    row: int
    names: tuple[str, ...]
    fields: Mapping[Field, int]

    @property
    def ours(self) -> bool:
        """Whether we wrote this table ourselves, leading apostrophes included."""
        return any(label(name) in _OURS for name in self.names)


def label(name: str) -> str:
    """A column name reduced for comparison, folded and without punctuation: « N° table » is « n° table »."""
    return " ".join(re.sub(r"[^\w°]+|_", " ", fold(name)).split())


def field_named(asked: str) -> Field | None:
    """The field that a user means by « texte », « Qualité » or « séquence »."""
    return next((field for field in Field if field.value == fold(asked)), None)


def find_header(rows: Sequence[Sequence[str]], asked: Mapping[Field, str] | None = None) -> Header | None:
    """The header among the first rows: the one where most fields are recognised, the text among them.

    With ``asked``, the row that holds all these column names. Nothing but shorter rows (titles) may stand
    above it, and one recognised name at least must not recur below it in its own column: « proposition »
    is a name of a column, and a value of another. None when no row qualifies.
    """
    best: Header | None = None
    widest = 0
    for index, row in enumerate(rows[:HEADER_WITHIN]):
        filled = sum(bool(cell.strip()) for cell in row)
        if filled > widest:
            header = _as_header(index, row, asked or {})
            if (
                header
                and not _recurs(header, rows)
                and (best is None or len(header.fields) > len(best.fields))
            ):
                best = header
        widest = max(widest, filled)
    return best


def _as_header(index: int, row: Sequence[str], asked: Mapping[Field, str]) -> Header | None:
    fields = recognise(row)
    if asked:
        wanted = {field: column_named(row, name) for field, name in asked.items()}
        if None in wanted.values():
            return None
        taken = set(wanted.values())
        fields = {field: column for field, column in fields.items() if column not in taken}
        fields |= {field: column for field, column in wanted.items() if column is not None}
    elif Field.TEXT not in fields and len(fields) < 2:
        return None
    return Header(index, tuple(cell.strip() for cell in row), fields)


def column_named(row: Sequence[str], name: str) -> int | None:
    """The first column of ``row`` whose name is ``name``, exactly, else but for case and accents."""
    for same in (lambda cell: cell.strip() == name.strip(), lambda cell: label(cell) == label(name)):
        found = next((column for column, cell in enumerate(row) if cell.strip() and same(cell)), None)
        if found is not None:
            return found
    return None


def recognise(row: Sequence[str]) -> dict[Field, int]:
    """The column of each field whose usual name stands in ``row``; a column serves one field only.

    « Contribution des participants » is taken for the text when it is alone of its kind, beside a name
    that leaves no doubt about the row being a header.
    """
    labels = [_forms(cell) for cell in row]
    fields: dict[Field, int] = {}
    for field, names in _NAMES.items():
        for name in names.split("|"):
            column = next((c for c, forms in enumerate(labels) if name in forms), None)
            if column is not None and column not in fields.values():
                fields[field] = column
                break
    if fields and Field.TEXT not in fields:
        loose = [
            column
            for column, cell in enumerate(row)
            if column not in fields.values() and _LOOSE_TEXT.match(label(cell)) and len(cell) <= 80
        ]
        if len(loose) == 1:
            fields[Field.TEXT] = loose[0]
    return fields


def _forms(cell: str) -> tuple[str, ...]:
    """The label of a cell, in the singular, with and without what stands in brackets."""
    bare = re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", cell)
    return tuple(re.sub(r"s\b", "", label(form)) for form in (cell, bare))


def _recurs(header: Header, rows: Sequence[Sequence[str]]) -> bool:
    """Whether every recognised name stands again below, in its own column; a whole header repeated aside."""
    names = {column: label(header.names[column]) for column in header.fields.values()}
    found: set[int] = set()
    for row in rows[header.row + 1 : header.row + 1 + COMPARED]:
        again = {column for column, name in names.items() if column < len(row) and label(row[column]) == name}
        if len(again) < max(len(names), 2):
            found |= again
    return len(found) == len(names)


def looks_like_names(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row, of unknown names, heads the others rather than being one of them.

    Names are filled (but for the last ones), distinct, short or questions, not numbers, and do not recur.
    """
    first = [cell.strip() for cell in rows[0]]
    named = [cell for cell in first if cell]
    if not named or any(first[len(named) :]) or len(set(map(fold, named))) < len(named) or len(rows) < 2:
        return False
    if any(is_number(cell) or (len(cell) > 80 and not cell.endswith(("?", ":"))) for cell in named):
        return False
    return not any(
        cell and cell == row[column].strip()
        for column, cell in enumerate(first)
        for row in rows[1:COMPARED]
        if column < len(row)
    )


def is_number(cell: str) -> bool:
    """Whether a cell holds a number, a date or a time, and nothing else."""
    return bool(re.fullmatch(r"[\d\s.,:/%€+\-]+", cell.strip()))


def textual_column(rows: Sequence[Sequence[str]], width: int, known: Mapping[Field, int]) -> int | None:
    """The one column that clearly holds texts among those not recognised, or None.

    The only one left that is not all numbers; else the one with the longest mean text, mostly distinct,
    mostly of several words, and half as long again as the next one.
    """
    left = [column for column in range(width) if column not in known.values()]
    cells = {
        column: [text for row in rows if column < len(row) and (text := row[column].strip())]
        for column in left
    }
    worded = [column for column in left if any(not is_number(text) for text in cells[column])]
    if len(worded) == 1 and sum(not is_number(text) for text in cells[worded[0]]) * 2 > len(cells[worded[0]]):
        return worded[0]
    lengths = {column: sum(map(len, cells[column])) / len(cells[column]) for column in worded}
    ranked = sorted(lengths, key=lambda column: -lengths[column])
    if len(ranked) < 2 or lengths[ranked[0]] < 1.5 * lengths[ranked[1]]:
        return None
    texts = cells[ranked[0]]
    several_words = sum(" " in text for text in texts) * 2 >= len(texts)
    distinct = len(Counter(texts)) * 2 >= len(texts)
    return ranked[0] if several_words and distinct else None
