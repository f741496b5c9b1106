"""The study of the example: laid in with the demo, and the same whoever generates it."""

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
