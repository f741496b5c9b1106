"""The study of the example: laid in with the demo, and the same whoever generates it."""

import csv
import math
from pathlib import Path

import pytest

from facilitator.config import shipped
from facilitator.territory.wording import shown
from facilitator.workshop.example import lay_study
from facilitator.workshop.indicators import Indicators
from facilitator.workshop.survey import Survey


@pytest.fixture(scope="module")
def laid(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    steps: list[str] = []
    lay_study(folder, lambda what, done, of: steps.append(what))
    assert "Enquête" in steps
    assert any(one.startswith("Lecture de DS_RP_NAVETTES") for one in steps)
    return folder


def test_every_indicator_but_those_of_france_alone_can_be_read_in_the_demo(laid: Path) -> None:
    with Indicators(laid) as indicators:
        readings = indicators.readings()
        silent = [one.key for one in indicators.statistics() if not readings.years(one)]
    assert silent == []


def test_its_map_and_its_survey_are_there_too(laid: Path) -> None:
    with Indicators(laid) as indicators:
        outlines, remarks = indicators.outlines(None)
    assert (len(outlines), remarks) == (19, ())
    assert len(Survey(laid).forms) > 250


def test_the_new_sources_say_the_same_as_those_that_give_the_same_figures(laid: Path) -> None:
    with Indicators(laid) as indicators:
        readings, known = indicators.readings(), indicators.dictionary
        epci = indicators.perimeter.epci
    said = {
        key: shown(known[key], readings.read(known[key], epci)) for key in ("population", "pauvrete", "apl")
    }
    assert said["population"] == "21\u202f400"
    assert said["pauvrete"] == "15,0\u00a0%"
    assert said["apl"] != "–"


def test_the_script_makes_the_very_files_that_ship(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.bench import build_example_territory, example_melodi, example_services

    for module in (build_example_territory, example_melodi, example_services):
        monkeypatch.setattr(module, "HOME", tmp_path, raising=False)
    build_example_territory.main()
    home = shipped("exemple") / "territoire"
    made = {one.name: one.read_bytes() for one in tmp_path.iterdir()}
    kept = {one.name: one.read_bytes() for one in home.iterdir() if one.name != "LISEZMOI.md"}
    assert made.keys() == kept.keys()
    assert [name for name in made if made[name] != kept[name]] == []
    assert sum(map(len, kept.values())) < 1_500_000


def lines(name: str) -> list[dict[str, str]]:
    with (shipped("exemple") / "territoire" / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter=";"))


def sheet(name: str, title: str, code: str) -> list[dict[str, object]]:
    from openpyxl import load_workbook

    rows = list(load_workbook(shipped("exemple") / "territoire" / name)[title].iter_rows(values_only=True))
    at = next(rank for rank, cells in enumerate(rows) if cells[0] == code)
    header = [str(one).strip() for one in rows[at]]
    return [dict(zip(header, cells, strict=True)) for cells in rows[at + 1 :] if cells[0]]


def test_figures_of_the_new_files_are_those_that_a_hand_computes_from_them(laid: Path) -> None:
    inside = {f"{rank:05}" for rank in range(1, 20)}
    doctors = [
        one
        for one in sheet("apl_medecins_generalistes_2023.xlsx", "APL 2023", "Code commune INSEE")
        if one["Code commune INSEE"] in inside
    ]
    weights = [float(str(one["Population standardisée 2021 pour la médecine générale"])) for one in doctors]
    index = [float(str(one["APL aux médecins généralistes"])) for one in doctors]
    people = [float(str(one["Population totale 2021"])) for one in doctors]
    diplomas = sheet("base-cc-diplomes-formation-2022.xlsx", "COM_2022", "CODGEO")
    none = sum(float(str(one["P22_NSCOL15P_DIPLMIN"])) for one in diplomas if one["CODGEO"] in inside)
    adults = sum(float(str(one["P22_NSCOL15P"])) for one in diplomas if one["CODGEO"] in inside)
    school = {
        (one["GEO"], one["STUD"]): float(one["OBS_VALUE"])
        for one in lines("DS_RP_EDUCATION_PRINC_2022_data.csv")
        if (one["AGE"], one["SEX"], one["TIME_PERIOD"]) == ("Y18T24", "_T", "2022")
    }
    dossier = {one["CODGEO"]: one for one in lines("dossier_complet.csv")}
    started, now, born, dead = (
        sum(float(dossier[code][column]) for code in inside)
        for column in ("P16_POP", "P22_POP", "NAIS1621", "DECE1621")
    )
    folder = shipped("exemple") / "territoire"
    homes = {
        cells[1]: cells[13] + cells[12]
        for cells in csv.reader(
            (folder / "etalab-cs1100502-stock-20240110-0338.csv").read_text("utf-8").splitlines(),
            delimiter=";",
        )
        if len(cells) > 18 and cells[18] == "500"
    }
    beds = sum(
        float(cells[9])
        for cells in csv.reader(
            (folder / "etalab-cs1100505-stock-20240110-0338.csv").read_text("utf-8").splitlines(),
            delimiter=";",
        )
        if cells[0] == "equipementsocial" and homes.get(cells[1]) in inside and cells[15] == "N"
    )
    by_hand = {
        "apl": math.fsum(a * b for a, b in zip(index, weights, strict=True)) / math.fsum(weights),
        "sous-denses": 100 * sum(p for p, a in zip(people, index, strict=True) if a < 2.5) / sum(people),
        "sans-diplome": 100 * none / adults,
        "non-scolarises-18-24": 100 * (1 - school["000000019", "1"] / school["000000019", "_T"]),
        "evolution-population": 100 * (now - started) / started,
        "evolution-migratoire": 100 * (now - started - born + dead) / started,
        "places-ehpad": beds,
        "france-services": sum(
            one["insee_com"] in inside and one["format_fs"] != "Bus"
            for one in lines("liste-france-services-20240901.csv")
        ),
        "centres-sociaux": sum(
            one["DEPCOM"] in inside and one["TYPEQU"] in ("D506", "D508") for one in lines("bpe.csv")
        ),
    }
    with Indicators(laid) as indicators:
        readings, known, epci = indicators.readings(), indicators.dictionary, indicators.perimeter.epci
    said = {key: readings.read(known[key], epci).number for key in by_hand}
    assert said == pytest.approx(by_hand)
