"""The example's Melodi cubes: invented figures in the layout of Insee's files, every field between quotes."""
# ruff: noqa: E501 (tables of shares read better on one line)

import csv
import random
from collections.abc import Callable, Iterable, Sequence

from tests.bench.build_example_territory import DEPARTEMENT, EPCI, HOME, SMALL, Town, decimals

Crossings = dict[tuple[str, ...], float]
"""What a commune has in each crossing of the dimensions."""
AGES = {
    "Y_LT15": "0014", "Y15T29": "1529", "Y30T44": "3044", "Y45T59": "4559", "Y60T74": "6074", "Y75T89": "7589", "Y_GE90": "90P",
}  # fmt: skip


def melodi(all_towns: Sequence[Town]) -> None:
    cube("DS_RP_POPULATION_PRINC_2022_data.csv", "AGE GEO GEO_OBJECT RP_MEASURE SEX TIME_PERIOD OBS_VALUE",
         ("AGE", "RP_MEASURE", "SEX"), (2016, 2022), population, all_towns)  # fmt: skip
    cube("DS_RP_EDUCATION_PRINC_2022_data.csv", "GEO GEO_OBJECT AGE STUD SEX FREQ OBS_STATUS TIME_PERIOD OBS_VALUE",
         ("AGE", "STUD", "SEX"), (2016, 2022), education, all_towns)  # fmt: skip
    cube("DS_RP_FAMILLE_COMP_2021_data.csv", "GEO GEO_OBJECT TFN NCH FREQ OBS_STATUS TIME_PERIOD OBS_VALUE",
         ("TFN", "NCH"), (2015, 2021), families, all_towns)  # fmt: skip
    cube("DS_RP_NAVETTES_PRINC_2022_data.csv", "GEO GEO_OBJECT TRANS WORK_AREA AGE EMPSTA_ENQ OBS_STATUS TIME_PERIOD OBS_VALUE",
         ("TRANS", "WORK_AREA", "AGE", "EMPSTA_ENQ"), (2016, 2022), commuting, all_towns)  # fmt: skip
    poverty_by_age(all_towns)


def cube(
    name: str,
    header: str,
    dimensions: tuple[str, ...],
    years: tuple[int, int],
    figures: Callable[[Town, int], Crossings],
    all_towns: Sequence[Town],
) -> None:
    """One cube: every commune, then the EPCI and the département, which are their sums."""
    names = header.split()
    rows: list[list[str]] = []
    for year in years:
        found = {town: figures(town, year) for town in all_towns}
        places = [(town.code, "COM", [town]) for town in all_towns]
        places += [(EPCI, "EPCI", [t for t in all_towns if t.epci]), (DEPARTEMENT, "DEP", list(all_towns))]
        for code, kind, within in places:
            for crossing in next(iter(found.values())):
                cells = dict(zip(dimensions, crossing, strict=True)) | {"GEO": code, "GEO_OBJECT": kind}
                cells |= {"TIME_PERIOD": str(year), "FREQ": "A", "OBS_STATUS": "A"}
                cells["OBS_VALUE"] = decimals(sum(found[town][crossing] for town in within))
                rows.append([cells[one] for one in names])
    quoted(name, names, rows)


def quoted(name: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with (HOME / name).open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, delimiter=";", lineterminator="\n", quoting=csv.QUOTE_ALL)
        lines.writerow(header)
        lines.writerows(rows)


def population(town: Town, year: int) -> Crossings:
    census = town.census(year)
    at = year % 100
    found = {("_T", "POP", "_T"): census[f"P{at}_POP"]}
    found |= {(age, "POP", "_T"): census[f"P{at}_POP{name}"] for age, name in AGES.items()}
    found |= {
        ("_T", "POP", "F"): census[f"P{at}_POP"] * 0.51,
        ("_T", "POP", "M"): census[f"P{at}_POP"] * 0.49,
    }
    return found


def education(town: Town, year: int) -> Crossings:
    luck = random.Random(f"{town.code} scolarisation")
    people = town.people / (1 + town.growth * (2022 - year) / 6)
    found: Crossings = {}
    for age, share, least in (("Y2T5", 0.043, 0.7), ("Y15T17", 0.037, 0.92), ("Y18T24", 0.064, 0.36)):
        enrolled = least + (0.05 if age == "Y15T17" else 0.16) * luck.random() - (0.01 if year == 2016 else 0)
        found[age, "_T", "_T"] = people * share
        found[age, "1", "_T"] = people * share * enrolled
        found[age, "1", "F"] = people * share * enrolled * 0.52
    return found


def families(town: Town, year: int) -> Crossings:
    lone = town.lone - (0.018 if year == 2015 else 0)
    whole = town.people * (0.27 if year == 2021 else 0.272)
    children = whole * 0.115 / 0.27
    return {
        ("_T", "_T"): whole,
        ("1", "_T"): whole * lone,
        ("21", "_T"): whole * (1 - lone) - children,
        ("22", "_T"): children,
        ("_T", "0"): whole * 0.5,
    }


def commuting(town: Town, year: int) -> Crossings:
    luck = random.Random(f"{town.code} navettes")
    workers = town.people * 0.42
    car = 0.76 + 0.12 * luck.random() - (0.06 if town.people > 5000 else 0) + (0.01 if year == 2016 else 0)
    local = 0.12 + 0.1 * luck.random() + (0.22 if town.people > 5000 else 0)
    always = ("Y_GE15", "1")
    return {
        ("_T", "_T", *always): workers,
        ("_T", "10", *always): workers * local,
        ("1", "_T", *always): workers * 0.05,
        ("2", "_T", *always): workers * (0.95 - car) * 0.55,
        ("3", "_T", *always): workers * (0.95 - car) * 0.15,
        ("5", "_T", *always): workers * car,
        ("6", "_T", *always): workers * (0.95 - car) * 0.3,
    }


def poverty_by_age(all_towns: Sequence[Town]) -> None:
    """Filosofi by age of the reference person: kept back in small communes, with the status that says so."""
    header = (
        "GEO GEO_OBJECT AGE_RF FILOSOFI_MEASURE UNIT_MEASURE UNIT_MULT CONF_STATUS OBS_STATUS TIME_PERIOD OBS_VALUE"
    ).split()
    ages = {
        "_T": 1.0,
        "Y_LT30": 1.55,
        "Y30T39": 1.2,
        "Y40T49": 1.15,
        "Y50T59": 1.0,
        "Y60T74": 0.75,
        "Y_GE75": 0.7,
    }
    rates = [(town.code, "COM", float(round(town.poverty)), town.people >= 10 * SMALL) for town in all_towns]
    rates += [(EPCI, "EPCI", 15.0, True), (DEPARTEMENT, "DEP", 14.2, True)]
    quoted("DS_FILOSOFI_AGE_TP_NIVVIE_2021_data.csv", header, (
        [code, kind, age, "PR_MD60", "PT", "0", "F" if shown else "C", "A" if shown else "M", "2021",
         f"{rate * times:.1f}" if shown else ""]
        for code, kind, rate, large in rates
        for age, times in ages.items()
        for shown in (large or (age == "_T" and rate > 0 and code not in hidden(all_towns)),)
    ))  # fmt: skip


def hidden(all_towns: Sequence[Town]) -> frozenset[str]:
    return frozenset(town.code for town in all_towns if town.people < SMALL)
