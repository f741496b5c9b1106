"""The list of France services, counted by commune: fixed places and itinerant ones."""

from collections import defaultdict

from facilitator.territory.cells import commune_code
from facilitator.territory.gathering import Gathering
from facilitator.territory.registers import Counts, give, place_of, rows_of
from facilitator.territory.table import Table
from facilitator.territory.years import year_in_name

COLUMNS = ("FRANCE_SERVICES", "FRANCE_SERVICES_ITINERANTES")


def read_services(table: Table, gathering: Gathering) -> None:
    """The France services of each commune; a bus is counted apart, where it is registered.

    The file has no date: its year is that of its name, where there is one.
    """
    who, where, form = (place_of(table, one) for one in ("lib_fs", "insee_com", "format_fs"))
    identifier = table.column("id_fs")
    year = year_in_name(gathering.path)
    counts: Counts = defaultdict(lambda: dict.fromkeys(COLUMNS, 0.0))
    for line, cells in rows_of(table, gathering, max(who, where, form, identifier or 0)):
        key = cells[identifier] if identifier is not None else f"{cells[who]}, {cells[where]}"
        if not gathering.once(line, key.strip(), year, table.header[who]):
            continue
        commune = gathering.commune(commune_code(cells[where]), line, table.header[where])
        if commune is not None:
            column = COLUMNS["bus" in cells[form].casefold() or "itin" in cells[form].casefold()]
            one = counts[commune, year]
            one[column] = (one[column] or 0.0) + 1.0
    give(counts, "france-services", gathering)
