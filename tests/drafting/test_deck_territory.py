"""The indicators of the example on slides: figures by thématique, maps of shapes, native charts."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.enum.dml import MSO_FILL
from pptx.enum.shapes import MSO_SHAPE_TYPE

from facilitator.charts.maps import SHADES
from facilitator.domain.demarche import Figure
from facilitator.domain.evidence import EventEvidence
from facilitator.domain.insight import Insight
from facilitator.drafting.deck import write_deck
from facilitator.drafting.territory_figures import CHAPTERS, MOST
from facilitator.workshop.indicators import Indicators
from facilitator.workshop.territory import Faced, faced, facing
from tests.drafting.client_templates import dark
from tests.drafting.deck_walls import six

EXAMPLE = Path(__file__).parents[2] / "sessions" / "exemple" / "territoire"
COMMUNES = 19


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A démarche's folder with the example's indicators, without outlines."""
    made = tmp_path_factory.mktemp("territoire")
    with Indicators(made) as indicators:
        indicators.choose("", EXAMPLE / "territoire.csv")
        files = sorted(one for one in EXAMPLE.glob("*.csv") if one.name != "territoire.csv")
        assert indicators.bring(files, lambda *_: None)[1] == ()
    return made


@pytest.fixture(scope="module")
def mapped(folder: Path) -> Faced:
    with Indicators(folder) as indicators:
        drawn, _ = indicators.outlines(EXAMPLE / "contours.geojson")
    found = faced(folder, six().demarche)
    assert found is not None
    return replace(found, territory=replace(found.territory, outlines=drawn))


@pytest.fixture(scope="module")
def unmapped(mapped: Faced) -> Faced:
    return replace(mapped, territory=replace(mapped.territory, outlines=()))


def wall(*thematiques: str, figures: Sequence[Figure] = ()) -> EventEvidence:
    evidence = six()
    seen = {theme.theme.id: name for theme, name in zip(evidence.themes, thematiques, strict=False)}
    demarche = replace(evidence.demarche, figures=tuple(figures))
    return replace(evidence, demarche=demarche, insight=Insight(thematiques=seen))


def slides(evidence: EventEvidence, found: Faced, path: Path, template: Path | None = None) -> list[Any]:
    whole = facing(evidence, found)
    write_deck(whole, path, planners=found.planners(), template=template)
    return list(Presentation(str(path)).slides)


def titled(made: list[Any], start: str) -> Any:
    return next(one for one in made if plain(one.shapes.title.text_frame.text).startswith(start))


def group(slide: Any) -> Any:
    return next(one for one in slide.shapes if one.shape_type == MSO_SHAPE_TYPE.GROUP)


def freeforms(slide: Any) -> Iterator[Any]:
    return (one for one in group(slide).shapes if one.shape_type == MSO_SHAPE_TYPE.FREEFORM)


def said(slide: Any) -> str:
    return plain("\n".join(one.text_frame.text for one in slide.shapes if one.has_text_frame))


def test_each_thematique_takes_a_few_readable_figures_rates_first(mapped: Faced) -> None:
    topics = [one.topic for one in mapped.behind]
    assert all(topics.count(topic) <= MOST for topic in topics)
    assert not any(one.lacks for one in mapped.behind)
    housing = [one for one in mapped.behind if one.topic == "Logement"]
    assert [plain(f"{one.value} {one.wording}") for one in housing] == [
        "8,9 % de logements vacants",
        "68,3 % de résidences principales occupées par leur propriétaire",
        "9,6 % de résidences principales en HLM loué vide",
    ]
    assert plain(housing[2].comparison) == "11,6 % dans le département"
    assert not any("RSA" in one.wording for one in mapped.behind)  # a secret for the intercommunalité
    chapters = {one.chapter for one in mapped.territory.statistics}
    keys = {one.key for one in mapped.territory.statistics}
    for asked in CHAPTERS.values():
        assert asked in chapters if isinstance(asked, str) else keys.issuperset(asked)


def test_only_the_thematiques_of_the_event_bring_their_figures(mapped: Faced) -> None:
    evidence = facing(wall("Logement", "Vieillissement"), mapped)
    assert {one.topic for one in evidence.demarche.figures} == {"Logement", "Vieillissement"}
    assert facing(wall(), None).demarche.figures == ()


def test_a_figure_that_somebody_wrote_takes_the_place_of_the_one_from_the_files(folder: Path) -> None:
    own = Figure("Logement", "logements vacants", "9 %", 2022, "communauté", "", "Insee")
    evidence = wall("Logement", figures=[own])
    found = faced(folder, evidence.demarche)
    assert found is not None
    assert found.behind[own].key == "vacance"
    told = facing(evidence, found).demarche.figures
    assert sum("logements vacants" in one.wording for one in told) == 1


def test_figures_face_the_words_and_a_map_of_shapes_follows(mapped: Faced, tmp_path: Path) -> None:
    made = slides(wall("Précarité"), mapped, tmp_path / "d.pptx")
    assert "15,0 % de taux de pauvreté (seuil de 60 %)" in said(titled(made, "Précarité"))
    map_ = titled(made, "Le taux de pauvreté (seuil de 60 %) va de 9,0 % (Marcillonges) à 20,0 % (Cas")
    shapes = {one.name: one for one in freeforms(map_)}
    assert len(shapes) == COMMUNES
    assert shapes["Castelombre"].fill.type == MSO_FILL.SOLID
    assert f"#{shapes['Castelombre'].fill.fore_color.rgb}".casefold() == SHADES[4][-1]
    assert plain(shapes["Castelombre"].text_frame.text) == "Castelombre\n20,0 %"
    for hidden in ("Roquevesse", "Saint-Corvin"):
        assert shapes[hidden].fill.type == MSO_FILL.PATTERNED
        assert "0" not in shapes[hidden].text_frame.text
    described = plain(group(map_).element.xpath("./p:nvGrpSpPr/p:cNvPr/@descr")[0])
    assert "Roquevesse secret" in described
    assert "Castelombre 20,0 %" in described
    key = {one.name for one in group(map_).shapes}
    assert {"Échelle", "secret ou sans donnée"} <= key
    assert "Source : Insee, Filosofi, 2021." in said(map_)
    notes = plain(map_.notes_slide.notes_text_frame.text)
    assert "2 communes n'ont pas de valeur montrée" in notes


def test_the_group_of_a_map_holds_all_its_shapes(mapped: Faced, tmp_path: Path) -> None:
    whole = group(titled(slides(wall("Logement"), mapped, tmp_path / "d.pptx"), "La part des logements"))
    assert whole.left <= min(one.left for one in whole.shapes)
    assert whole.top <= min(one.top for one in whole.shapes)
    assert whole.left + whole.width >= max(one.left + one.width for one in whole.shapes)
    assert whole.top + whole.height >= max(one.top + one.height for one in whole.shapes)


def test_numbers_are_circles_on_the_map(mapped: Faced, tmp_path: Path) -> None:
    map_ = titled(slides(wall("Santé"), mapped, tmp_path / "d.pptx"), "Médecins généralistes : Castelombre")
    circles = {
        one.name: one.width
        for one in group(map_).shapes
        if one.shape_type == MSO_SHAPE_TYPE.AUTO_SHAPE and one.name in ("Castelombre", "Vernoissac")
    }
    assert (circles["Castelombre"] / circles["Vernoissac"]) ** 2 == pytest.approx(3, rel=0.01)


def test_without_outlines_the_chart_is_native_and_no_hidden_value_is_a_bar(
    unmapped: Faced, tmp_path: Path
) -> None:
    made = slides(wall("Précarité"), unmapped, tmp_path / "d.pptx")
    slide = titled(made, "Le taux de pauvreté")
    frame = next(one for one in slide.shapes if one.has_chart)
    plot = frame.chart.plots[0]
    values = dict(zip(plot.categories, plot.series[0].values, strict=True))
    assert values["Castelombre"] == 20.0
    assert values["CC du Val d’Aubre (fictive)"] == 15.0
    assert not {"Roquevesse", "Saint-Corvin"} & set(values)
    assert 0 not in values.values()
    described = plain(frame.element.xpath(".//p:cNvPr/@descr")[0])
    assert "CC du Val d'Aubre (fictive) : 15,0 %" in described
    assert "2 communes n'ont pas de valeur montrée" in described
    assert "Les 4 plus hautes et les 4 plus basses sur 19 communes." in said(slide)


def test_on_a_dark_gabarit_classes_keep_their_colours(mapped: Faced, tmp_path: Path) -> None:
    made = slides(wall("Logement"), mapped, tmp_path / "d.pptx", dark(tmp_path / "dark.pptx"))
    fills = {
        f"#{one.fill.fore_color.rgb}".casefold()
        for one in freeforms(titled(made, "La part des logements vacants"))
    }
    assert fills == set(SHADES[4])


def test_the_same_indicators_give_the_same_deck(mapped: Faced, tmp_path: Path) -> None:
    evidence = facing(wall("Logement"), mapped)
    for name in ("a.pptx", "b.pptx"):
        write_deck(evidence, tmp_path / name, planners=mapped.planners())
    assert (tmp_path / "a.pptx").read_bytes() == (tmp_path / "b.pptx").read_bytes()
