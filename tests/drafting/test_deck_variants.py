"""The slides of a break, figures beside voices, the map of the wall: on the walls a deck must survive."""

import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.util import Pt

from facilitator.domain.demarche import Figure
from facilitator.domain.evidence import EventEvidence
from facilitator.drafting import fit
from facilitator.drafting.deck import DIAGNOSTIC, PAUSE, RESTITUTION, Planner, plan, write_deck
from facilitator.drafting.gabarit import open_gabarit
from facilitator.drafting.slides import Layout, Line, Look, Place, Run, Slide
from facilitator.drafting.slides_figures import vote_slides
from facilitator.drafting.slides_map import MOST_DOTS, map_slides
from facilitator.drafting.wall_graphics import packed
from tests.drafting.deck_walls import (
    WALLS,
    atelier,
    bare,
    large,
    long_names,
    seen,
    six,
    table_ronde,
    unsorted,
)

PLACES = Figure("Petite enfance", "places pour 100 enfants", "52", 2024, "communauté", "61 ailleurs", "Caf")
NO_SOURCE = Figure("Petite enfance", "assistantes maternelles de plus de 55 ans", "38 %", 2024, "communauté")
OTHER = Figure("Mobilité", "ménages sans voiture", "9 %", 2022, "communauté", "", "Insee")


@cache
def boxes() -> fit.Boxes:
    return open_gabarit().boxes()


def planned(evidence: EventEvidence, planners: tuple[Planner, ...]) -> tuple[Slide, ...]:
    return plan(evidence, boxes(), planners)


def said(slide: Slide) -> str:
    lines = [line.text for block in slide.texts.values() for line in block.lines]
    return "\n".join([slide.title, *lines]).replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'")


def with_figures(evidence: EventEvidence, *figures: Figure) -> EventEvidence:
    return replace(evidence, demarche=replace(evidence.demarche, figures=figures))


def couple_on(subject: str, evidence: EventEvidence) -> Slide:
    return next(
        slide for slide in planned(evidence, DIAGNOSTIC) if slide.title.startswith(f"«\u00a0{subject}")
    )


def leaves(shapes: Any) -> Any:
    for shape in shapes:
        if hasattr(shape, "shapes"):
            yield from leaves(shape.shapes)
        else:
            yield shape


@pytest.mark.parametrize("name", list(WALLS))
def test_a_break_has_three_slides_of_seven_lines_in_large_print_whatever_the_wall(
    name: str, tmp_path: Path
) -> None:
    evidence = seen(WALLS[name]())
    deck = write_deck(evidence, tmp_path / "pause.pptx", planners=PAUSE)
    slides = list(Presentation(str(deck.path)).slides)
    assert len(slides) == 3
    titles = [slide.shapes.title.text_frame.text for slide in slides]
    assert len(set(titles)) == 3
    for slide, plan_ in zip(slides, planned(evidence, PAUSE), strict=True):
        for place, block in plan_.texts.items():
            assert block.size >= 24
            assert len(block.lines) <= 7
            assert fit.fits(block.lines, boxes()[plan_.layout, place], block.size)
        for shape in slide.shapes:
            if getattr(shape, "has_chart", False):
                assert shape.chart.font.size >= Pt(24)
                assert len(list(shape.chart.plots[0].categories)) <= 7
        assert "À dire" in slide.notes_slide.notes_text_frame.text


def test_what_only_the_room_can_decide_is_asked_with_the_contributions_behind_it() -> None:
    evidence = seen(atelier())
    asked = planned(evidence, PAUSE)[2]
    text = said(asked)
    assert "2 contributions à ranger : où les mettre ?" in text
    assert "« Garde d'enfants » fait débat" in text
    assert "« Garde d'enfants » et « Rencontres » : un seul thème, ou deux ?" in text
    assert "1 doublon possible : la même idée, ou deux ?" in text
    assert "dit à 3 tables sur 4 : qui le dit autrement ?" in text
    assert "« Logement » et « Handicap, inclusion »" in text
    behind = {line.text: line.ids for line in asked.texts[Place.TEXT].lines}
    tray = next(ids for line, ids in behind.items() if "ranger" in line)
    assert set(tray) == {c.id for c in evidence.tray}
    count = int(re.search(r"(\d+)", asked.title).group(1))  # type: ignore[union-attr]
    assert count == len(asked.texts[Place.TEXT].lines)


def test_a_break_before_any_sorting_says_what_waits() -> None:
    assert "20 contributions à ranger" in said(planned(unsorted(), PAUSE)[1])


def test_a_figure_stands_beside_the_words_on_its_thematique_with_source_year_and_scale() -> None:
    evidence = with_figures(seen(atelier()), PLACES, OTHER)
    couple = next(
        slide for slide in planned(evidence, DIAGNOSTIC) if slide.title.startswith("«\u00a0Petite enfance")
    )
    left = "\n".join(line.text for line in couple.texts[Place.LEFT].lines)
    assert "52 places pour 100 enfants (61 ailleurs)\n— Caf, 2024, communauté" in left.replace("\u00a0", " ")
    held = {c.id for theme in evidence.themes[:2] for c in theme.contributions}
    quoted = [line.ids[0] for line in couple.texts[Place.RIGHT].lines if len(line.ids) == 1]
    assert quoted
    assert set(quoted) <= held
    count = sum(len(theme.contributions) for theme in evidence.themes[:2])
    assert f"1 chiffre, {count} contributions en 2 thèmes" in said(couple)


def test_a_figure_without_source_is_left_to_complete_and_its_value_kept_back(tmp_path: Path) -> None:
    evidence = with_figures(seen(atelier()), NO_SOURCE)
    couple = next(
        slide for slide in planned(evidence, DIAGNOSTIC) if slide.title.startswith("«\u00a0Petite enfance")
    )
    assert "38" not in said(couple)
    todo = [run for line in couple.texts[Place.LEFT].lines for run in line.runs if run.look is Look.TODO]
    assert [run.text.endswith("source") for run in todo] == [True]
    deck = write_deck(evidence, tmp_path / "d.pptx", planners=DIAGNOSTIC)
    assert any("à compléter" in note for note in deck.notes)


def test_a_theme_without_figure_asks_for_one_and_a_figure_without_theme_is_not_lost() -> None:
    slides = planned(with_figures(seen(atelier()), PLACES, OTHER), DIAGNOSTIC)
    assert any("[à compléter] un chiffre sur « Santé »" in said(slide) for slide in slides)
    further = next(slide for slide in slides if "autre chiffre" in slide.title)
    assert "Mobilité : 9 % ménages sans voiture" in said(further)
    assert not any("Personne n'en a parlé" in said(slide) for slide in slides)


@pytest.mark.parametrize("name", list(WALLS))
def test_figures_beside_voices_fit_whatever_the_wall(name: str) -> None:
    wordy = replace(PLACES, wording="places " * 40)
    evidence = with_figures(seen(WALLS[name]()), PLACES, wordy, NO_SOURCE, *[OTHER] * 9)
    slides = planned(evidence, DIAGNOSTIC)
    assert len({slide.title for slide in slides}) == len(slides)
    for slide in slides:
        for place, block in slide.texts.items():
            box = boxes()[slide.layout, place]
            if block.span is None:
                assert fit.fits(block.lines, box, block.size), (slide.title, place)


def map_of(evidence: EventEvidence, tmp_path: Path) -> tuple[Slide, Any]:
    deck = write_deck(evidence, tmp_path / "carte.pptx", planners=(map_slides,))
    (slide,) = planned(evidence, (map_slides,))
    return slide, Presentation(str(deck.path)).slides[0]


@pytest.mark.parametrize("name", ["six", "atelier", "all_verbatims", "large", "long_names", "table_ronde"])
def test_the_map_is_drawn_in_shapes_that_neither_touch_nor_leave_the_page(name: str, tmp_path: Path) -> None:
    planned_, drawn = map_of(seen(WALLS[name]()), tmp_path)
    assert planned_.wall is not None
    group = next(shape for shape in drawn.shapes if hasattr(shape, "shapes"))
    boxed = [(s.left, s.top, s.left + s.width, s.top + s.height) for s in group.shapes]
    for at, (left, top, right, bottom) in enumerate(boxed):
        assert left >= 0
        assert top >= 0
        assert right <= Pt(960)
        assert bottom <= Pt(540)
        for other in boxed[at + 1 :]:
            apart = other[0] >= right or other[2] <= left or other[1] >= bottom or other[3] <= top
            assert apart, (boxed[at], other)
    for shape in group.shapes:
        if (
            shape.text_frame.text
            and shape.name != shape.text_frame.text
            and not shape.text_frame.text.isdigit()
        ):
            line = Line((Run(shape.text_frame.text),))
            assert fit.height([line], 20, shape.width / Pt(1)) <= shape.height / Pt(1) + 0.5
    labels = [s for s in group.shapes if s.has_text_frame and "(" in s.text_frame.text]
    assert len(labels) == len(planned_.wall.islands)
    dots = [s for s in group.shapes if not s.has_text_frame or not s.text_frame.text]
    total = sum(len(island.ids) for island in planned_.wall.islands)
    assert len(dots) == (total if total <= MOST_DOTS else 0)


def test_the_map_says_in_words_what_it_shows_and_where_nearness_comes_from(tmp_path: Path) -> None:
    slide, drawn = map_of(seen(atelier()), tmp_path)
    assert slide.wall is not None
    group = next(shape for shape in drawn.shapes if hasattr(shape, "shapes"))
    described = group._element.xpath("./p:nvGrpSpPr/p:cNvPr")[0].get("descr")
    assert "A, Garde d’enfants\u00a0(9), à côté de B" in described
    text = " ".join(shape.text_frame.text for shape in leaves(drawn.shapes) if shape.has_text_frame)
    assert "La proximité vient du sens des mots, pas de la salle." in text
    notes = drawn.notes_slide.notes_text_frame.text
    assert "atelier/1" in notes


def test_there_is_no_map_where_the_meaning_was_not_read() -> None:
    for evidence in (atelier(), bare(), table_ronde(), large(), long_names(), six()):
        assert all(slide.wall is None for slide in planned(evidence, RESTITUTION))


def test_a_theme_too_large_for_dots_is_a_bubble_with_its_count(tmp_path: Path) -> None:
    slide, drawn = map_of(seen(large()), tmp_path)
    assert slide.wall is not None
    assert all(not island.dots for island in slide.wall.islands)
    texts = {s.text_frame.text for s in leaves(drawn.shapes) if s.has_text_frame}
    assert "16" in texts
    assert "Les 12 plus grands thèmes sur\u00a025" in slide.title or "se ressemblent" in slide.title


def test_each_dot_has_a_slot_of_its_own_on_the_side_it_leans_to() -> None:
    dots = [(1.0, 0.0), (-1.0, 0.0), (0.0, 0.0), (0.5, 0.5), (-0.5, -0.5)]
    slots = packed(dots, 5, 3)
    assert len(set(slots)) == len(dots)
    assert slots[0][0] > 0 > slots[1][0]
    with pytest.raises(ValueError, match="slots"):
        packed(dots, 2, 2)


def test_what_nobody_spoke_of_has_a_slide_and_asks_to_be_checked() -> None:
    slide = next(slide for slide in planned(seen(atelier()), RESTITUTION) if "Personne" in slide.title)
    assert "Logement" in said(slide)
    assert "à vérifier avec la salle" in said(slide)
    assert not any("Personne" in slide.title for slide in planned(atelier(), RESTITUTION))


def test_votes_are_led_by_what_the_title_says() -> None:
    slide = next(
        slide for slide in planned(atelier(), RESTITUTION) if slide.chart and slide.chart.series == "Votes"
    )
    assert slide.chart is not None
    first = slide.chart.bars[0]
    assert f"« {first.label.replace('’', chr(39))} », {first.value} sur {atelier().votes}" in said(slide)
    assert slide.layout is Layout.CHART


def test_a_wall_without_votes_has_no_chart_of_votes() -> None:
    assert not planned(table_ronde(), (vote_slides,))
