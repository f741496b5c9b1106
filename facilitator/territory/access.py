"""The Drees's accessibility to doctors (APL): a mean weighted by the standardised population, at every scale.

Workbooks of one sheet a year, the header under titles and notes, the units under the header. Source of the
weighting and of the threshold of 2.5 consultations: the « Lisez-moi » sheet of these workbooks, as it is told
by public code that reads them.
"""

import math
import re

from facilitator.errors import InputError
from facilitator.language.typography import typeset
from facilitator.territory.cells import commune_code
from facilitator.territory.gathering import Gathering
from facilitator.territory.layouts import unread
from facilitator.territory.registers import number_in, rows_of
from facilitator.territory.table import Table
from facilitator.territory.years import told_year

CODES = ("code commune insee", "code commune", "codgeo", "commune")
PROFESSIONS = {
    "médecins généralistes": "MG",
    "sages-femmes": "SF",
    "chirurgiens-dentistes": "CD",
    "infirmi": "INF",
    "masseurs": "MK",
}
AGED = re.compile(r"(\d\d) ans")
THRESHOLD = 2.5
"""Consultations a year and inhabitant: under it the Drees speaks of an under-served commune (generalists)."""


def tells_access(names: frozenset[str]) -> bool:
    """Whether a header in small letters is that of an APL sheet."""
    return any(one in names for one in CODES) and any(one.startswith("apl aux ") for one in names)


def read_access(table: Table, gathering: Gathering) -> None:
    """Weighted sums by commune: of the indicator, of the standardised population, of who is under-served."""
    names = [one.casefold() for one in table.header]
    key = next(names.index(one) for one in CODES if one in names)
    kinds = {at: kind for at, name in enumerate(names) if (kind := _kind(name))}
    weight = next(
        (at for at, name in enumerate(names) if name.startswith("population") and "standard" in name), None
    )
    if weight is None or not kinds:
        raise InputError(
            typeset(f"{table.name} : la population standardisée manque."),
            cause="L’APL d’une intercommunalité est une moyenne pondérée par elle.",
            next_step="Téléchargez le classeur d’origine de la Drees, toutes ses colonnes gardées.",
        )
    people = next((at for at, name in enumerate(names) if name.startswith("population totale")), None)
    year = told_year(table)
    slots = _slots(kinds, year, people is not None)
    if not any(column in gathering.wanted for _, column, _ in slots):
        raise unread(table)
    last = max(key, weight, people or 0, *kinds)
    for line, cells in rows_of(table, gathering, last):
        code = commune_code(cells[key])
        if not code:
            gathering.discarded["sans code de lieu"] += int(line > table.line + 1)  # the units
            continue
        if not gathering.once(line, gathering.same(code), year, table.header[key]):
            continue
        commune = gathering.commune(code, line, table.header[key])
        if commune is None:
            continue
        weighed = number_in(line, cells[weight], table.header[weight], gathering)
        whole = (
            number_in(line, cells[people], table.header[people], gathering) if people is not None else None
        )
        values: list[float | None] = [weighed]
        for at, kind in kinds.items():
            value = number_in(line, cells[at], table.header[at], gathering)
            values.append(None if value is None or weighed is None else value * weighed)
            if kind == "MG" and people is not None:
                values += [whole, _under(value, whole)]
        gathering.take(commune, slots, values, year)


def _slots(kinds: dict[int, str], year: int, people: bool) -> tuple[tuple[str, str, int], ...]:
    names = [f"APL_POP_{_profession(kinds)}"]
    for kind in kinds.values():
        names.append(f"APL_{kind}")
        if kind == "MG" and people:
            names += ["APL_HABITANTS", "APL_SOUS_DOTES"]
    return tuple(("apl", name, year) for name in names)


def _profession(kinds: dict[int, str]) -> str:
    return next(iter(kinds.values())).rstrip("0123456789")


def _kind(name: str) -> str:
    """« MG », or « MG60 » for those of 60 at most; empty for another column."""
    if not name.startswith("apl aux "):
        return ""
    kind = next((short for told, short in PROFESSIONS.items() if told in name), "")
    aged = AGED.search(name)
    return kind + (aged[1] if kind and aged else "")


def _under(value: float | None, people: float | None) -> float | None:
    if value is None or people is None or math.isnan(value):
        return None
    return people if value < THRESHOLD else 0.0
