"""The checks of pages themselves: each finds the fault that it is there for."""

from pathlib import Path

import docx
import pytest
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.util import Emu, Pt

from tests.accessibility import barriers
from tests.contrast import faint_words
from tests.overflow import words_out_of_place
from tests.render import ABSENT, available, to_pdf

needs_renderer = pytest.mark.skipif(not available(), reason=ABSENT)


def slide_with(folder: Path, *, text: str, width: int, height: int, colour: str = "000000") -> Path:
    """A deck of one slide with one text box, in points, whose text does not wrap."""
    presentation = Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[6])
    box = slide.shapes.add_textbox(Pt(50), Pt(50), Pt(width), Pt(height))
    box.text_frame.word_wrap = False
    run = box.text_frame.paragraphs[0].add_run()
    run.text, run.font.size = text, Pt(20)
    run.font.color.rgb = RGBColor.from_string(colour)
    presentation.save(str(folder / "one.pptx"))
    return folder / "one.pptx"


@pytest.mark.render
@needs_renderer
def test_a_word_that_leaves_its_box_is_found(tmp_path: Path) -> None:
    deck = slide_with(tmp_path, text="beaucoup trop long pour sa boîte", width=120, height=40)
    assert any("sort de sa forme" in fault for fault in words_out_of_place(deck, to_pdf(deck, tmp_path)))


@pytest.mark.render
@needs_renderer
def test_words_over_each_other_and_off_the_page_are_found(tmp_path: Path) -> None:
    deck = slide_with(tmp_path, text="premier", width=300, height=40)
    presentation = Presentation(str(deck))
    slide = presentation.slides[0]
    for left, said in ((Pt(52), "second"), (presentation.slide_width - Emu(200000), "dehors")):
        box = slide.shapes.add_textbox(left, Pt(50), Pt(300), Pt(40))
        box.text_frame.text = said
    presentation.save(str(deck))
    faults = "\n".join(words_out_of_place(deck, to_pdf(deck, tmp_path)))
    assert "se recouvrent" in faults
    assert "« dehors » ne se voit pas" in faults


@pytest.mark.render
@needs_renderer
@pytest.mark.parametrize(("colour", "faults"), [("9A9A9A", 2), ("595959", 0)])
def test_grey_words_are_measured_against_their_background(colour: str, faults: int, tmp_path: Path) -> None:
    deck = slide_with(tmp_path, text="deux mots", width=300, height=40, colour=colour)
    assert len(faint_words(to_pdf(deck, tmp_path))) == faults


def test_a_slide_without_a_title_or_an_alternative_is_found(tmp_path: Path) -> None:
    deck = slide_with(tmp_path, text="sans titre", width=300, height=40)
    presentation = Presentation(str(deck))
    presentation.slides[0].shapes.add_table(2, 2, Pt(10), Pt(100), Pt(200), Pt(100))
    presentation.save(str(deck))
    faults = "\n".join(barriers(deck))
    assert "pas de titre" in faults
    assert "texte de remplacement" in faults
    assert "la langue de « sans titre »" in faults


def test_a_document_that_skips_a_level_or_has_a_bare_table_is_found(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Un", 1)
    document.add_heading("Trois", 3)
    document.add_table(1, 2)
    document.save(str(tmp_path / "one.docx"))
    faults = "\n".join(barriers(tmp_path / "one.docx"))
    assert "« Trois » saute un niveau" in faults
    assert "ligne d’en-tête" in faults
    assert "la langue" in faults
