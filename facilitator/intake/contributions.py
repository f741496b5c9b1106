"""Rows of contributions out of any file, and the rows that could not be taken, each with its reason."""

import csv
import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from facilitator.domain.contribution import ContributionType, contribution_type
from facilitator.domain.event import sequence_number
from facilitator.errors import StoreError
from facilitator.intake.cells import LONGEST_TEXT, sequence_in, typed_text, voice_in, votes_in
from facilitator.intake.columns import TAKEN, Field
from facilitator.intake.formulas import neutralise, restore
from facilitator.intake.grid import Grid
from facilitator.intake.layout import Layout, lay_out, unused_note
from facilitator.intake.source import open_source
from facilitator.intake.workbook import fill_merged
from facilitator.language.french import counted
from facilitator.language.typography import number, quote, typeset

_ONCE = (Field.TEXT, Field.VOTES)
"""What a merged range says once, not once a row."""


@dataclass(frozen=True, slots=True)
class Defaults:
    """What a row is given where its file does not say it."""

    table: str | None = None
    public: str | None = None
    type: ContributionType | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One contribution as its file has it; ``line`` counts from 1, the header included.

    ``key`` tells the row apart in its file, and stays the same when rows are inserted above it or another
    of its cells is corrected: a digest of the text, and the rank among rows of the same text.
    """

    line: int
    text: str
    key: str
    table: str | None = None
    public: str | None = None
    quality: str | None = None
    type: ContributionType | None = None
    votes: int = 0
    sequence: int | None = None


@dataclass(frozen=True, slots=True)
class Reject:
    """A row that could not be taken: where it starts, why (in French), and its cells as they stand."""

    line: int
    reason: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Intake:
    """A file read: every row that is not blank is in ``rows`` or in ``rejects``.

    ``sheet`` is the one read of a workbook. ``sha256`` is the digest of the file's bytes
    (and of the sheet's name), ``columns`` the name of the column each field was found
    in, ``header`` all column names. ``notes`` are French sentences for the user.
    """

    source: Path
    sheet: str
    sha256: str
    rows: tuple[Row, ...]
    rejects: tuple[Reject, ...]
    columns: Mapping[str, str]
    header: tuple[str, ...]
    notes: tuple[str, ...]


def read_contributions(
    path: Path,
    *,
    columns: Mapping[str, str] | None = None,
    sheet: str | None = None,
    defaults: Defaults | None = None,
) -> Intake:
    """The contributions of a CSV, TSV, XLSX, ODS or text file.

    ``columns`` maps fields to column names (``{"texte": "Ma colonne"}``) where usual names are not enough.
    Raises InputError when the file cannot be read or its text column cannot be told, UsageError when
    ``columns`` names a field that does not exist.
    """
    source = open_source(path, sheet=sheet, asked=tuple((columns or {}).values()))
    layout = lay_out(source.grid, path, columns)
    attributes = [column for each, column in layout.fields.items() if each in TAKEN and each not in _ONCE]
    fill_merged(source.grid, attributes)
    reading = _Reading(source.grid, layout, defaults or Defaults())
    for index in range(layout.first, len(source.grid.rows)):
        reading.take(index)
    return Intake(
        source=path,
        sheet=source.grid.sheet,
        sha256=source.sha256,
        rows=tuple(reading.rows),
        rejects=tuple(reading.rejects),
        columns={each.value: layout.names[column] for each, column in layout.fields.items() if each in TAKEN},
        header=layout.names,
        notes=(*source.grid.notes, *layout.notes, *reading.notes()),
    )


def write_rejects(path: Path, rejects: Iterable[Reject], header: Sequence[str] = ()) -> None:
    """Write ``rejects`` for a spreadsheet (UTF-8 with a byte-order mark, semicolons): line, reason, cells.

    ``header`` names the cells; corrected, the file can be imported as it is. Cells that a spreadsheet
    would execute get a leading apostrophe, which the import takes off. Raises StoreError.
    """
    rows = list(rejects)
    width = max((len(reject.cells) for reject in rows), default=0)
    names = [*header[:width], *(f"colonne {rank}" for rank in range(len(header) + 1, width + 1))]
    try:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, delimiter=";")
            writer.writerow(["Ligne", "Raison du rejet", *map(neutralise, names)])
            writer.writerows([reject.line, reject.reason, *map(neutralise, reject.cells)] for reject in rows)
    except OSError as error:
        raise StoreError(
            typeset(f"Le fichier des lignes refusées ne peut pas être écrit : {path}."),
            cause="Le dossier n’existe pas, ou le système refuse l’écriture.",
            next_step="Fermez-le s’il est ouvert dans un tableur, puis recommencez.",
        ) from error


@dataclass(slots=True)
class _Reading:
    """Rows and rejects as they are read, and what is to be said about them.

    The same few tables, publics and types come back on every row: what each means is worked out once.
    """

    grid: Grid
    layout: Layout
    defaults: Defaults
    rows: list[Row] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    ranks: Counter[str] = field(default_factory=Counter)
    types: dict[str, ContributionType | None] = field(default_factory=dict)
    voices: dict[tuple[str, str], tuple[str | None, str | None]] = field(default_factory=dict)
    unknown_types: Counter[str] = field(default_factory=Counter)
    unknown_sequences: Counter[str] = field(default_factory=Counter)
    events: Counter[str] = field(default_factory=Counter)

    def take(self, index: int) -> None:
        """Make a row, or a reject, of one row of the grid; a blank row makes neither."""
        cells, line = self.grid.rows[index], self.grid.lines[index]
        if not any(cell.strip() for cell in cells):
            return
        found = self._found(cells)
        votes = votes_in(found.get(Field.VOTES, ""))
        reason = self._reason(cells, found, votes)
        if reason:
            self.rejects.append(Reject(line, typeset(reason), tuple(cells)))
        else:
            self.rows.append(self._row(line, found, votes or 0))

    def _found(self, cells: Sequence[str]) -> dict[Field, str]:
        """What the row says of each field, a leading apostrophe of ours undone; empty where it is too short.

        Cells too many belong to a text in the last column, which had unquoted delimiters.
        """
        text = self.layout.fields[Field.TEXT]
        width = len(self.layout.header) or len(self.layout.names)
        if len(cells) > width and text == width - 1 and self.grid.delimiter:
            cells = [*cells[:text], self.grid.delimiter.join(cells[text:])]
        undo = restore if self.layout.ours else str
        return {
            each: typed_text(undo(cells[column])) if column < len(cells) else ""
            for each, column in self.layout.fields.items()
        }

    def _reason(self, cells: Sequence[str], found: Mapping[Field, str], votes: int | None) -> str:
        """Why a row cannot be taken; empty when it can."""
        if len(cells) > 1 and tuple(cells) == self.layout.header:
            return "L'en-tête se répète."
        text = found[Field.TEXT]
        if not text:
            return "Il n’y a pas de texte."
        width = len(self.layout.header) or len(cells)
        beyond = any(cell.strip() for cell in cells[width:])
        if beyond and self.layout.fields[Field.TEXT] != width - 1:
            return f"{len(cells)} cellules au lieu de {width} : il manque des guillemets autour d’un texte."
        if len(text) > LONGEST_TEXT:
            return f"Le texte a {number(len(text))} caractères, plus que {number(LONGEST_TEXT)}."
        if votes is None:
            return f"{quote(found[Field.VOTES])} n’est pas un nombre de votes."
        return ""

    def _row(self, line: int, found: Mapping[Field, str], votes: int) -> Row:
        if event := found.get(Field.EVENT):
            self.events[event] += 1
        taken = [found.get(each, "") for each in TAKEN]
        text, table, public, quality, type_, _, sequence = taken
        place, number_ = self._place(table, sequence)
        voice = self._voice(public, quality)
        return Row(
            line=line,
            text=text,
            key=self._key(text),
            table=place or self.defaults.table,
            public=voice[0],
            quality=voice[1],
            type=self._type(type_),
            votes=votes,
            sequence=number_,
        )

    def _place(self, table: str, sequence: str) -> tuple[str | None, int | None]:
        """Table and sequence; « Séquence 2 » in the table's column is a sequence."""
        number_ = sequence_in(sequence) if sequence else None
        if sequence and number_ is None:
            self.unknown_sequences[sequence] += 1
        as_sequence = sequence_number(table) if table and not self.layout.ours else None
        if as_sequence is None:
            return table or None, number_
        return None, as_sequence if number_ is None else number_

    def _voice(self, public: str, quality: str) -> tuple[str | None, str | None]:
        said = (public, quality)
        if said not in self.voices:
            if not (public or quality):
                self.voices[said] = voice_in(self.defaults.public or "", "")
            elif self.layout.ours:
                self.voices[said] = (public or None, quality or None)
            else:
                self.voices[said] = voice_in(public, quality)
        return self.voices[said]

    def _type(self, cell: str) -> ContributionType | None:
        if not cell:
            return self.defaults.type
        if cell not in self.types:
            self.types[cell] = contribution_type(cell)
        if self.types[cell] is None:
            self.unknown_types[cell] += 1
        return self.types[cell]

    def _key(self, text: str) -> str:
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
        self.ranks[digest] += 1
        return f"{digest}-{self.ranks[digest]}"

    def notes(self) -> list[str]:
        """What the user should know of the rows, in French."""
        notes = [
            unused_note(self.layout, self.grid),
            _unknown_note("Type non reconnu, laissé vide", self.unknown_types),
            _unknown_note("Séquence non reconnue, laissée vide", self.unknown_sequences),
        ]
        if len(self.events) > 1:
            column = quote(self.layout.names[self.layout.fields[Field.EVENT]])
            events = f"{len(self.events)} événements"
            notes.append(
                typeset(f"La colonne {column} nomme {events} : toutes les lignes vont dans le même.")
            )
        if not self.rows and not self.rejects:
            notes.append(typeset("Le fichier n’a qu’un en-tête : aucune contribution."))
        return [note for note in notes if note]


def _unknown_note(what: str, counts: Counter[str]) -> str:
    """« Type non reconnu, laissé vide : « autre » (3 lignes) »; empty when there is none."""
    if not counts:
        return ""
    shown = [f"{quote(value)} ({counted(times, 'ligne')})" for value, times in counts.most_common(5)]
    more = ", …" if len(counts) > 5 else ""
    return typeset(f"{what} : {', '.join(shown)}{more}.")
