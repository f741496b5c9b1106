"""The example's equipments, doctors, France services, FINESS and diplomas: invented, in the public layouts."""
# ruff: noqa: E501 (tables of shares read better on one line)

import random
from collections.abc import Iterable, Sequence
from datetime import datetime

from tests.bench.build_example_territory import DEPARTEMENT, HOME, Town, write

BPE = (
    "AN NOMRS CNOMRS NUMVOIE INDREP TYPVOIE LIBVOIE CADR CODPOS DEPCOM DEP REG LIBCOM DOM SDOM TYPEQU SIRET"
).split()
EQUIPMENTS = {
    "D502": 2900, "D265": 1700, "C108": 700, "D504": 6000, "D505": 900, "D506": 6000, "D508": 2500, "D115": 2800, "D281": 800,
    "D277": 2900, "D279": 1500, "D307": 1600, "D108": 6400, "D113": 2900, "F307": 600, "F121": 1300, "F101": 6400,
    "A206": 2900, "A207": 1300, "A208": 700,
}  # fmt: skip
"""For each type of equipment, about how many inhabitants make one."""


def equipments(all_towns: Sequence[Town]) -> None:
    write("bpe.csv", BPE, (
        ("2023", "", "", "", "", "", "", "", "", t.code, DEPARTEMENT, "", t.name, kind[0], kind[:2], kind, "")
        for t in all_towns
        for kind, people in EQUIPMENTS.items()
        for _ in range(t.people // people)
    ))  # fmt: skip


def workbook(name: str, sheets: dict[str, Iterable[Sequence[object]]]) -> None:
    """A workbook whose bytes are always the same."""
    from xlsxwriter import Workbook

    book = Workbook(HOME / name)
    book.set_properties({"title": "Données fictives", "created": datetime(2026, 1, 1)})
    for title, rows in sheets.items():
        sheet = book.add_worksheet(title)
        for line, cells in enumerate(rows):
            sheet.write_row(line, 0, cells)
    book.close()


def access(all_towns: Sequence[Town]) -> None:
    """APL: eight lines of titles and notes, the header, the units, a line a commune; a sheet a year."""
    header = [
        "Code commune INSEE", "Commune", "APL aux médecins généralistes", "APL aux médecins généralistes de 65 ans ou moins ",
        "APL aux médecins généralistes de 62 ans ou moins ", "APL aux médecins généralistes de 60 ans ou moins ",
        "Population standardisée 2021 pour la médecine générale", "Population totale 2021",
    ]  # fmt: skip
    unit = "En nombre de consultations/visites accessibles par an par habitant standardisé"
    sheets: dict[str, list[list[object]]] = {
        "Lisez-moi": [["Données fictives"], ["Pour agréger, pondérer par la population standardisée."]]
    }
    for year in (2022, 2023):
        rows: list[list[object]] = [
            ["Indicateur d'accessibilité potentielle localisée (APL) aux médecins généralistes"], [""], [f"Millésime : {year}"],
            ["Sources : données fictives"], ["Champ : le département fictif"], ["Lecture : en consultations par an et par habitant"],
            ["Note : pondérer par la population standardisée"], [""], header, ["", "", unit, unit, unit, unit, "", ""],
        ]  # fmt: skip
        for town in all_towns:
            luck = random.Random(f"{town.code} apl")
            value = (
                1.7 + 1.9 * luck.random() + (0.5 if town.people > 2500 else 0) - (0.15 if year == 2023 else 0)
            )
            aged = [round(value * share, 3) for share in (1, 0.86, 0.78, 0.7 - 0.1 * luck.random())]
            rows.append(
                [town.code, town.name, *aged, round(town.people * (1.02 + town.old / 2), 1), town.people]
            )
        sheets[f"APL {year}"] = rows
    workbook("apl_medecins_generalistes_2023.xlsx", dict(sheets))


def services(all_towns: Sequence[Town]) -> None:
    header = "id_fs lib_fs adresse code_postal insee_com lib_com insee_dep format_fs itinerance latitude longitude".split()
    fixed = [town for town in all_towns if town.people > 2000]
    rows = [
        (rank, f"France services de {t.name} (fictive)", "", "", t.code, t.name, DEPARTEMENT, "Site principal", "Non", "", "")
        for rank, t in enumerate(fixed, 1)
    ]  # fmt: skip
    bus = all_towns[2]
    rows.append(
        (99, "Bus France services (fictif)", "", "", bus.code, bus.name, DEPARTEMENT, "Bus", "Oui", "", "")
    )
    write("liste-france-services-20240901.csv", header, rows)


def finess(all_towns: Sequence[Town]) -> None:
    """Two files without a header, each begun by the line that dates it."""
    kinds = {
        "500": (1300, 62), "202": (2900, 34), "354": (2900, 40), "460": (2000, 0), "190": (6000, 30), "182": (6000, 24),
        "183": (2900, 30), "246": (2900, 45), "223": (2900, 0),
    }  # fmt: skip
    structures: list[list[object]] = [["finess", "etalab", "79", "2024-01-10"]]
    links: list[list[object]] = [["finess", "etalab", "80", "2024-01-10"]]
    beds: list[list[object]] = []
    rank = 0
    for town in all_towns:
        for kind, (people, places) in kinds.items():
            for _ in range(min(2, town.people // people)):
                rank += 1
                number, owner = f"0000{rank:05}", f"0009{rank:05}"
                line: list[object] = [
                    "structureet",
                    number,
                    owner,
                    f"ETABLISSEMENT FICTIF {rank}",
                    *[""] * 28,
                ]
                line[12], line[13], line[14] = town.code[2:], DEPARTEMENT, "DEPARTEMENT FICTIF"
                line[15], line[18] = town.name.upper(), kind
                structures.append(line)
                links.append(["structureet", number, owner])
                if places:
                    beds += [_places(number, places + rank % 9, "N"), _places(number, 12, "O")]
    write("etalab-cs1100502-stock-20240110-0338.csv", *_apart(structures))
    write("etalab-cs1100505-stock-20240110-0338.csv", *_apart([*links, *beds]))


def _places(number: str, places: int, closed: str) -> list[object]:
    line: list[object] = ["equipementsocial", number, "924", "", "11", "", "", "", "", places, *[""] * 18]
    line[15] = closed
    return line


def _apart(rows: list[list[object]]) -> tuple[list[str], list[list[object]]]:
    return [str(one) for one in rows[0]], rows[1:]


def diplomas(all_towns: Sequence[Town]) -> None:
    """Insee's workbook: titles, a row of labels, a row of codes, then a line a commune."""
    kinds = {
        "": 1.0,
        "_DIPLMIN": 0.2,
        "_BEPC": 0.06,
        "_CAPBEP": 0.28,
        "_BAC": 0.17,
        "_SUP2": 0.11,
        "_SUP34": 0.1,
        "_SUP5": 0.08,
    }
    columns = [f"P{at}_NSCOL15P{kind}" for at in (22, 16) for kind in kinds]
    rows: list[list[object]] = [
        ["Diplômes - Formation (données fictives)"], ["Chiffres détaillés par commune"], [""], [""],
        ["Code géographique", "Libellé géographique", *("Population non scolarisée de 15 ans ou plus" for _ in columns)],
        ["CODGEO", "LIBGEO", *columns],
    ]  # fmt: skip
    for town in all_towns:
        luck = random.Random(f"{town.code} diplômes")
        low = luck.uniform(-0.04, 0.05)
        cells: list[object] = [town.code, town.name]
        for year in (2022, 2016):
            people = town.people / (1 + town.growth * (2022 - year) / 6) * 0.74
            shift = {
                "_DIPLMIN": low + (0.035 if year == 2016 else 0),
                "_SUP5": -low / 2 - (0.015 if year == 2016 else 0),
            }
            cells += [round(people * (share + shift.get(kind, 0)), 6) for kind, share in kinds.items()]
        rows.append(cells)
    workbook("base-cc-diplomes-formation-2022.xlsx", {"COM_2022": rows})
