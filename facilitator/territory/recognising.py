"""Which public file this is, told by its columns: whatever its name, year, delimiter, encoding and form."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from facilitator.domain.place import Perimeter
from facilitator.domain.statistics import Observation, Origin
from facilitator.errors import InputError
from facilitator.language.typography import quote, typeset
from facilitator.territory.access import read_access, tells_access
from facilitator.territory.finess import read_finess, tells_finess
from facilitator.territory.gathering import Gathering
from facilitator.territory.geography import Geography
from facilitator.territory.layouts import read_dated, read_wide
from facilitator.territory.melodi import NEEDED, read_melodi
from facilitator.territory.registers import read_bpe, read_directory, read_ips, read_pupils, read_quotients
from facilitator.territory.services import read_services
from facilitator.territory.sources import column_in, sources
from facilitator.territory.table import Table, tables


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
    """One form of public file: what tells its header (in small letters), and who reads it.

    ``whole``: it counts what is there, so that a file cut short would make false zeros; it is then refused.
    """

    tells: Callable[[frozenset[str]], bool]
    read: Callable[[Table, Gathering], None]
    whole: bool = True


def _with(*needed: tuple[str, ...]) -> Callable[[frozenset[str]], bool]:
    """Whether a header has one of each."""
    return lambda names: all(any(one in names for one in choice) for choice in needed)


def _wide(names: frozenset[str]) -> bool:
    return "codgeo" in names or {"iris", "com"} <= names


LAYOUTS = (
    Layout(lambda names: names >= NEEDED, read_melodi),
    Layout(tells_finess, read_finess),
    Layout(tells_access, read_access, whole=False),
    Layout(_with(("qf_400",), ("numcomdo", "numepci", "numdep")), read_quotients, whole=False),
    Layout(
        _with(("numero_ecole", "numéro de l'école"), ("rentree_scolaire", "rentrée scolaire")), read_pupils
    ),
    Layout(_with(("uai",), ("ips",)), read_ips),
    Layout(_with(("identifiant_de_l_etablissement",), ("code_commune",)), read_directory),
    Layout(_with(("typequ",), ("depcom", "codgeo")), read_bpe),
    Layout(_with(("lib_fs",), ("insee_com",), ("format_fs",)), read_services),
)
WIDE = Layout(_wide, read_wide, whole=False)
DATED = Layout(
    lambda names: bool(names & {"numcomdo", "numcom", "numepci", "numdep", "dtreffre", "annee"}),
    read_dated,
    whole=False,
)
RECOGNISED = (
    "dossier complet, bases IRIS, couples-familles-ménages, logement, diplômes, Filosofi, BPE et cubes de "
    "Melodi de l'Insee ; s_ben, ndur_s_qf_400, txcouv_pe et nbpla_pe de data.caf.fr ; effectifs, IPS et "
    "annuaire des écoles ; APL de la Drees ; France services ; FINESS"
)


def read_file(path: Path, geography: Geography, perimeter: Perimeter, wanted: frozenset[str]) -> FileReport:
    """What a public file says of the mission's places; InputError when it is none of those known.

    ``wanted`` are the columns that the dictionary reads; the others are passed over. Of a workbook or an
    archive every table that is recognised is read, and one that cannot be does not stop the others.
    """
    read: list[Gathering] = []
    found: list[Observation] = []
    refused: list[InputError] = []
    with closing(tables(path, lambda cells: layout_of(cells) is not None)) as held:
        for table in held:
            gathering = Gathering(path, geography, perimeter, wanted, called=table.name)
            try:
                found += _read(table, gathering)
            except InputError as error:
                refused.append(error)
            else:
                read.append(gathering)
    if not read and refused:
        raise refused[0]
    known = {one.code for one in perimeter.communes}
    kept = _strongest(found)
    return FileReport(
        path.name,
        tuple(sorted({sources()[one.base].title for one in kept})),
        tuple(sorted({one.year for one in kept if one.year})),
        len({one.code for one in kept if one.code in known}),
        kept,
        tuple(sentence for one in read for sentence in one.problem_sentences),
        tuple(
            dict.fromkeys([*(mark for one in read for mark in one.remarks), *(one.title for one in refused)])
        ),
    )


def _read(table: Table, gathering: Gathering) -> tuple[Observation, ...]:
    layout = layout_of(table.header)
    if layout is None:
        raise InputError(
            typeset(f"{table.name} n'est pas un fichier public reconnu."),
            cause=typeset(f"Colonnes lues en ligne {table.line} : {_shown(table.header)}."),
            next_step=typeset(f"Reconnus : {RECOGNISED}."),
        )
    layout.read(table, gathering)
    if table.cut:
        if layout.whole:
            raise table.cut[0]
        gathering.remarks[table.cut[0].title] = None
    return gathering.done()


def layout_of(header: Sequence[str]) -> Layout | None:
    """Who reads a file of this header; None when nobody does."""
    names = frozenset(one.casefold() for one in header)
    for layout in LAYOUTS:
        if layout.tells(names):
            return layout
    if any(column_in(one) for one in header):
        return next((one for one in (WIDE, DATED) if one.tells(names)), None)
    return None


def _strongest(found: Iterable[Observation]) -> tuple[Observation, ...]:
    """One of each: what a table gives rather than a sum, a number rather than none, else the first."""
    kept: dict[tuple[str, str, str, int], Observation] = {}
    for one in found:
        key = (one.level.value, one.code, one.column, one.year)
        if key not in kept or _strength(one) > _strength(kept[key]):
            kept[key] = one
    return tuple(kept.values())


def _strength(one: Observation) -> tuple[bool, bool]:
    return one.origin in (Origin.DIRECT, Origin.REGISTER), one.number is not None


def _shown(header: Sequence[str]) -> str:
    named = [one for one in header if one]
    return ", ".join(quote(one) for one in named[:8]) + (", …" if len(named) > 8 else "")
