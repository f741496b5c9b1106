"""Which public file this is, told by its columns: whatever its name, year prefix, delimiter and encoding."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from facilitator.domain.place import Perimeter
from facilitator.domain.statistics import Observation
from facilitator.errors import InputError
from facilitator.language.typography import quote, typeset
from facilitator.territory.gathering import Gathering
from facilitator.territory.geography import Geography
from facilitator.territory.layouts import read_dated, read_wide
from facilitator.territory.registers import read_bpe, read_directory, read_ips, read_pupils, read_quotients
from facilitator.territory.sources import column_in, sources
from facilitator.territory.table import Table, open_table


@dataclass(frozen=True, slots=True)
class FileReport:
    """What one file gave: its sources, years, how many communes of the mission, and what was left out.

    ``observations`` are what is kept of it.
    """

    file: str
    sources: tuple[str, ...]
    years: tuple[int, ...]
    communes: int
    observations: tuple[Observation, ...]
    problems: tuple[str, ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """One form of public file: the columns that tell it, and who reads it."""

    needed: tuple[tuple[str, ...], ...]  # one of each
    read: Callable[[Table, Gathering], None]

    def tells(self, names: frozenset[str]) -> bool:
        """Whether a header of these names (in small letters) is of this form."""
        return all(any(one in names for one in choice) for choice in self.needed)


LAYOUTS = (
    Layout((("qf_400",), ("numcomdo", "numepci", "numdep")), read_quotients),
    Layout((("numero_ecole", "numéro de l'école"), ("rentree_scolaire", "rentrée scolaire")), read_pupils),
    Layout((("uai",), ("ips",)), read_ips),
    Layout((("identifiant_de_l_etablissement",), ("code_commune",)), read_directory),
    Layout((("typequ",), ("depcom", "codgeo")), read_bpe),
)
RECOGNISED = (
    "dossier complet, bases IRIS, couples-familles-ménages, logement et Filosofi de l'Insee ; "
    "s_ben, ndur_s_qf_400, txcouv_pe et nbpla_pe de data.caf.fr ; effectifs, IPS et annuaire des écoles ; BPE"
)
KEYS_OF_DATED = frozenset({"numcomdo", "numcom", "numepci", "numdep", "dtreffre", "annee"})


def read_file(path: Path, geography: Geography, perimeter: Perimeter, wanted: frozenset[str]) -> FileReport:
    """What a public file says of the mission's places; InputError when it is none of those known.

    ``wanted`` are the columns that the dictionary reads; the others are passed over.
    """
    gathering = Gathering(path, geography, perimeter, wanted)
    with open_table(path) as table:
        _reader(table)(table, gathering)
    found = gathering.done()
    known = {one.code for one in perimeter.communes}
    return FileReport(
        path.name,
        tuple(sorted({sources()[one.base].title for one in found})),
        tuple(sorted({one.year for one in found if one.year})),
        len({one.code for one in found if one.code in known}),
        found,
        gathering.problem_sentences,
        tuple(gathering.remarks),
    )


def _reader(table: Table) -> Callable[[Table, Gathering], None]:
    names = frozenset(one.casefold() for one in table.header)
    for layout in LAYOUTS:
        if layout.tells(names):
            return layout.read
    if any(column_in(one) for one in table.header):
        if "codgeo" in names or {"iris", "com"} <= names:
            return read_wide
        if names & KEYS_OF_DATED:
            return read_dated
    raise InputError(
        typeset(f"{table.path.name} n'est pas un fichier public reconnu."),
        cause=typeset(f"Colonnes lues en ligne 1 : {_shown(table.header)}."),
        next_step=typeset(f"Reconnus : {RECOGNISED}."),
    )


def _shown(header: Sequence[str]) -> str:
    return ", ".join(quote(one) for one in header[:8]) + (", …" if len(header) > 8 else "")
