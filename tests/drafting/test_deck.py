"""A deck reopened: what every wall must give, whatever it holds."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pptx import Presentation
from pptx.util import Pt

from facilitator.domain.evidence import EventEvidence
from facilitator.drafting import fit
from facilitator.drafting.deck import Deck, write_deck
from facilitator.drafting.slide_logos import is_logo
from facilitator.drafting.slide_writer import runs_of
from facilitator.drafting.slides import Layout, Line, Look, Run
from tests.drafting.deck_walls import WALLS

OPENING, CLOSING = "«\u00a0", "\u00a0»"
SMALL_PRINT = {"Source", "Pied de page", "Numéro"}


class Made:
    """A wall, its deck, and the deck reopened."""

    def __init__(self, name: str, folder: Path) -> None:
        self.evidence: EventEvidence = WALLS[name]()
        self.deck: Deck = write_deck(self.evidence, folder / f"{name}.pptx")
        self.slides: list[Any] = list(Presentation(str(self.deck.path)).slides)
        self.numbers: dict[str, set[str]] = {}
        for said in self.evidence.contributions:
            self.numbers.setdefault(" ".join(said.text.split()), set()).add(str(said.number))

    def of(self, layout: Layout) -> list[Any]:
        return [slide for slide in self.slides if slide.slide_layout.name == layout.value]


@pytest.fixture(scope="module")
def make(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("decks")
    return cache(lambda name: Made(name, folder))


@pytest.fixture(params=list(WALLS))
def made(request: pytest.FixtureRequest, make: Any) -> Made:
    return make(request.param)  # type: ignore[no-any-return]


def leaves(shapes: Any) -> Iterator[Any]:
    for shape in shapes:
        if hasattr(shape, "shapes"):
            yield from leaves(shape.shapes)
        else:
            yield shape


def paragraphs(slide: Any) -> Iterator[tuple[str, Any]]:
    """Each paragraph of the slide with the name of its shape, table cells included."""
    for shape in leaves(slide.shapes):
        if shape.has_text_frame:
            yield from ((shape.name, paragraph) for paragraph in shape.text_frame.paragraphs)
        elif getattr(shape, "has_table", False):
            cells = (cell for row in shape.table.rows for cell in row.cells)
            yield from ((shape.name, p) for cell in cells for p in cell.text_frame.paragraphs)


def quotations(slide: Any) -> Iterator[str]:
    """What stands between our own guillemets, line breaks as spaces; not the questions asked."""
    asked = re.search("questions? vous", slide.shapes.title.text_frame.text)
    for name, paragraph in paragraphs(slide):
        if name not in SMALL_PRINT | {"Titre"} and not asked:
            text = paragraph.text.replace("\v", " ")
            yield from re.findall(f"{OPENING}(.*?){CLOSING}", text)


def test_every_title_is_unique_said_first_and_never_empty(made: Made) -> None:
    titles = [slide.shapes.title.text_frame.text for slide in made.slides]
    assert all(titles)
    assert len(set(titles)) == len(titles)
    for slide in made.slides:
        assert slide.shapes[0].shape_id == slide.shapes.title.shape_id


def test_no_slide_is_empty_and_no_placeholder_is_left_unfilled(made: Made) -> None:
    for slide in made.slides:
        said = [shape for shape in slide.shapes if shape.name not in SMALL_PRINT | {"Titre"}]
        assert said
        for holder in slide.placeholders:
            assert not holder.has_text_frame or holder.text_frame.text.strip() or is_logo(holder)


def test_the_title_page_keeps_three_places_for_logos_named_in_french(made: Made) -> None:
    logos = [holder for holder in made.slides[0].placeholders if is_logo(holder)]
    assert [logo.name for logo in logos] == ["Logo de la collectivité", "Logo de la Caf", "Logo du cabinet"]
    assert all(logo._element.xpath(".//p:cNvPr")[0].get("descr") == logo.name for logo in logos)


def test_projected_text_is_large_enough_and_in_french(made: Made) -> None:
    for slide in made.slides:
        least = {Layout.ANNEX.value: 12, Layout.TITLE.value: 12}.get(slide.slide_layout.name, 20)
        for name, paragraph in paragraphs(slide):
            for run in paragraph.runs:
                assert run._r.rPr.get("lang") == "fr-FR"
                if name == "Titre":
                    assert run.font.size >= Pt(28)
                elif name not in SMALL_PRINT:
                    assert run.font.size >= Pt(least), (name, run.text)


def test_text_fits_its_shape_and_shapes_fit_the_slide(made: Made) -> None:
    presentation = Presentation(str(made.deck.path))
    for slide in made.slides:
        for shape in leaves(slide.shapes):
            left, top, width, height = shape.left, shape.top, shape.width, shape.height
            assert left >= 0
            assert left + width <= presentation.slide_width
            assert top + height <= presentation.slide_height
            if shape.has_text_frame and shape.name != "Numéro":
                assert text_height(shape, width / Pt(1)) <= height / Pt(1) + 0.5, shape.text_frame.text
            if getattr(shape, "has_table", False):
                assert shape.top + sum(row.height for row in shape.table.rows) <= Pt(540)


def text_height(shape: Any, width: float) -> float:
    """The height of a shape's text, measured from what the file says of its runs."""
    total, margin = 0.0, 0.0
    if not shape.is_placeholder:
        margin = (shape.text_frame.margin_left + shape.text_frame.margin_right) / Pt(1)
    for paragraph in shape.text_frame.paragraphs:
        if not paragraph.runs:
            continue
        size = (paragraph.runs[0].font.size or Pt(12)) / Pt(1)
        indent = int(paragraph._p.pPr.get("marL") or 0) / Pt(1) if paragraph._p.pPr is not None else 0
        text = paragraph.text.replace("\v", "\n")
        bold = all(run.font.bold for run in paragraph.runs)
        line = Line((Run(text, Look.STRONG if bold else Look.PLAIN),))
        before = (paragraph.space_before or 0) / Pt(1)
        total += before + fit.height([line], size, width - indent - margin)
    return total


def test_projected_slides_hold_at_most_seven_points(made: Made) -> None:
    for slide in made.slides:
        if slide.slide_layout.name != Layout.ANNEX.value:
            bullets = [p for _, p in paragraphs(slide) if p._p.find(".//{*}buChar") is not None]
            assert len(bullets) <= 7


def test_every_quotation_is_a_contribution_word_for_word(made: Made) -> None:
    for slide in made.slides:
        for said in quotations(slide):
            assert " ".join(said.split()) in made.numbers


def test_the_annex_holds_every_contribution_once_with_its_number_and_its_own_words(made: Made) -> None:
    blocks = [
        shape for slide in made.of(Layout.ANNEX) for shape in slide.placeholders if "Colonne" in shape.name
    ]
    text = "\n".join(p.text.replace("\v", "\n") for shape in blocks for p in shape.text_frame.paragraphs)
    flat = re.sub(r"\s+", "", re.sub(r"\n[^\n]*\(suite\)\n", "\n", text))
    for contribution in made.evidence.contributions:
        label = f"n°{contribution.number}" + (f",{contribution.type.value}" if contribution.type else "")
        words = re.sub(r"\s+", "", contribution.text)
        wanted = f"{label}:{words}" if words.startswith("«") else f"{label}:«{words}»"
        assert flat.count(wanted) == 1, wanted[:80]


def test_notes_say_something_and_every_number_leads_to_its_contribution(made: Made) -> None:
    known, code = {str(c.number) for c in made.evidence.contributions}, made.evidence.event.slug
    for slide in made.slides:
        notes = slide.notes_slide.notes_text_frame.text
        said, _, proofs = notes.partition("\n\n")
        assert said.startswith("À dire\n")
        assert 1 <= len(said.splitlines()) - 1 <= 4
        listed = {n for group in re.findall(rf"^{code}/(.+)$", notes, re.MULTILINE) for n in expanded(group)}
        assert listed <= known
        cited = {
            n for group in re.findall(r"n°\u00a0([\d, à]+)$", proofs, re.MULTILINE) for n in expanded(group)
        }
        assert cited <= listed
        for quotation in quotations(slide):
            assert made.numbers[" ".join(quotation.split())] & listed


def expanded(numbers: str) -> Iterator[str]:
    """Each number of « 3, 7 à 12 »."""
    for part in numbers.split(", "):
        first, _, last = part.partition(" à ")
        yield from map(str, range(int(first), int(last or first) + 1))


@given(st.lists(st.integers(1, 60), min_size=1))
def test_numbers_in_a_row_are_told_by_their_ends_and_none_is_lost(numbers: list[int]) -> None:
    assert list(expanded(runs_of(numbers))) == [str(n) for n in sorted(set(numbers))]


def test_every_chart_and_table_says_its_values_in_its_alternative_text(made: Made) -> None:
    for slide in made.slides:
        for shape in leaves(slide.shapes):
            described = shape._element.xpath(".//p:cNvPr")[0].get("descr", "")
            if getattr(shape, "has_chart", False):
                plot = shape.chart.plots[0]
                parts = described.split(". ", 1)[1].rstrip(".").split(" ; ")
                for at, label in enumerate(plot.categories):
                    assert parts[at].startswith(f"{label} : ")
                    for series in plot.series:
                        name = f"{series.name.lower()} " if len(plot.series) > 1 else ""
                        assert f"{name}{series.values[at]:.0f}" in parts[at].removeprefix(label)
            elif getattr(shape, "has_table", False):
                rows = [[cell.text_frame.text for cell in row.cells] for row in shape.table.rows]
                assert all(cell in described for row in rows[1:] for cell in row)
                assert shape.table.first_row


def test_charts_and_tables_count_what_the_evidence_counts(made: Made) -> None:
    shown = {}
    for slide in made.of(Layout.TABLE):
        for shape in slide.shapes:
            if getattr(shape, "has_table", False):
                rows = [[cell.text_frame.text for cell in row.cells] for row in shape.table.rows]
                shown |= {len(shown) + n: row[1] for n, row in enumerate(rows[1:])}
    counts = [len(theme.contributions) for theme in made.evidence.themes]
    assert not shown or [int(value) for value in shown.values()] == counts
    themes = made.evidence.themes
    expected = {
        "Contributions": counts[:12],
        "Tables": sorted((len(theme.shares) for theme in themes[:12] if theme.shares), reverse=True),
        "Votes": sorted((theme.votes for theme in themes if theme.votes), reverse=True)[:12],
    }
    for slide in [*made.of(Layout.CHART), *made.of(Layout.CHART_AND_TABLE)]:
        for series in (s.chart.plots[0].series for s in slide.shapes if getattr(s, "has_chart", False)):
            if len(series) == 1:
                assert [int(value) for value in series[0].values] == expected[series[0].name]
            else:
                present = {p.public: p.count for p in made.evidence.event.presences}
                for label, here in zip(slide_categories(slide), series[0].values, strict=True):
                    assert int(here) == present[label]


def slide_categories(slide: Any) -> list[str]:
    return [
        str(label)
        for shape in slide.shapes
        if getattr(shape, "has_chart", False)
        for label in shape.chart.plots[0].categories
    ]


def test_the_words_are_french_and_typeset(made: Made) -> None:
    english = re.compile(
        r"\b(click|slide|placeholder|title|text|content|table of|chart|shape)\b", re.IGNORECASE
    )
    for slide in made.slides:
        for shape in leaves(slide.shapes):
            assert not english.search(shape.name), shape.name
        for name, paragraph in paragraphs(slide):
            if name in {"Source", "Titre"} and made.evidence.event.title not in paragraph.text:
                assert not re.search(r"\w [:;!?»]", paragraph.text), paragraph.text


def test_the_same_wall_gives_the_same_bytes(make: Any, tmp_path: Path) -> None:
    made = make("atelier")
    again = write_deck(made.evidence, tmp_path / "encore.pptx")
    assert again.path.read_bytes() == made.deck.path.read_bytes()


def test_the_deck_says_which_layout_served_each_slide(made: Made) -> None:
    assert made.deck.slides == len(made.slides)
    assert list(made.deck.layouts) == [slide.slide_layout.name for slide in made.slides]


def test_every_part_of_the_file_is_readable_xml(made: Made) -> None:
    from lxml import etree

    with ZipFile(made.deck.path) as package:
        assert package.testzip() is None
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(package.read(name))
