"""The house gabarit, and a client's in its place."""

import re
import shutil
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree
from pptx import Presentation
from pptx.util import Inches

from facilitator.drafting.deck import write_deck
from facilitator.drafting.gabarit import open_gabarit
from facilitator.drafting.slides import PLACES, Layout, Place
from facilitator.errors import TemplateError
from tests.bench.build_gabarit import TARGET, build
from tests.bench.gabarit_design import PALETTE
from tests.drafting.deck_walls import atelier, six

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def luminance(colour: str) -> float:
    """WCAG 2's relative luminance of a colour in hexadecimal."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    ("ink", "paper"),
    [
        *product(("dk1", "dk2", "accent1", "accent2"), ("lt1", "lt2")),
        ("lt1", "dk2"),
        ("accent4", "dk2"),
        ("lt1", "accent1"),
    ],
)
def test_every_pair_of_colours_that_text_uses_contrasts_enough(ink: str, paper: str) -> None:
    assert contrast(PALETTE[ink], PALETTE[paper]) >= 4.5


def test_the_gabarit_in_the_package_is_the_one_its_design_gives(tmp_path: Path) -> None:
    build(tmp_path / "maison.pptx")
    assert (tmp_path / "maison.pptx").read_bytes() == TARGET.read_bytes()


def test_the_gabarit_is_wide_and_offers_every_layout_and_place() -> None:
    gabarit = open_gabarit()
    assert gabarit.presentation.slide_width / gabarit.presentation.slide_height == pytest.approx(
        16 / 9, abs=0.001
    )
    assert set(gabarit.layouts) == set(Layout)
    for layout, places in PLACES.items():
        for place in places:
            box = gabarit.boxes()[layout, place]
            assert box.width > 0
            assert box.height > 0
        holders = list(gabarit.layouts[layout].placeholders)
        assert holders[0].name == "Titre"
        if layout is not Layout.TITLE:
            assert (layout, Place.SOURCE) in gabarit.places
            assert (layout, Place.FOOTER) in gabarit.places


def parts(path: Path) -> Iterator[tuple[str, etree._Element]]:
    with ZipFile(path) as package:
        for name in package.namelist():
            if name.endswith(".xml"):
                yield name, etree.fromstring(package.read(name))


def test_the_gabarit_speaks_french_and_uses_one_font() -> None:
    for name, root in parts(TARGET):
        words = " ".join(text.text or "" for text in root.iter(f"{A}t"))
        words += " ".join(shape.get("name", "") for shape in root.iter("{*}cNvPr"))
        assert not re.search(r"\b(click|edit|level|placeholder|slide|title|text)\b", words, re.IGNORECASE), (
            name
        )
        assert {node.get("lang") for node in root.iter() if node.get("lang")} <= {"fr-FR"}
        for font in root.iter(f"{A}latin"):
            assert font.get("typeface") in {"Arial", "+mn-lt", "+mj-lt", "Calibri", ""}, name


def test_decoration_is_marked_as_such() -> None:
    for layout in Presentation(str(TARGET)).slide_layouts:
        for shape in layout.shapes:
            if not shape.is_placeholder:
                assert shape.element.find(".//{*}decorative") is not None


def test_a_file_that_is_no_presentation_is_refused_in_french(tmp_path: Path) -> None:
    broken = tmp_path / "client.pptx"
    broken.write_bytes(b"PK not a presentation")
    for path in (broken, tmp_path / "absent.pptx", Path(__file__)):
        with pytest.raises(TemplateError, match="ne peut pas être ouvert") as caught:
            write_deck(six(), tmp_path / "a.pptx", template=path)
        assert caught.value.next_step


def test_a_client_s_copy_keeps_its_look_and_loses_its_own_slides(tmp_path: Path) -> None:
    client = Presentation(str(TARGET))
    client.slides.add_slide(client.slide_layouts[1]).shapes.title.text = "Une vieille diapositive"
    client.slide_layouts[1].shapes[0].top = Inches(0.9)
    client.save(str(tmp_path / "client.pptx"))
    deck = write_deck(atelier(), tmp_path / "a.pptx", template=tmp_path / "client.pptx")
    made = Presentation(str(deck.path))
    assert len(made.slides) == deck.slides
    assert all(slide.shapes.title.text != "Une vieille diapositive" for slide in made.slides)
    assert made.slide_layouts[1].shapes[0].top == Inches(0.9)
    with ZipFile(deck.path) as package:
        slides = [name for name in package.namelist() if re.fullmatch(r"ppt/slides/slide\d+\.xml", name)]
    assert len(slides) == deck.slides


def test_a_gabarit_with_less_room_gets_smaller_or_further_slides_never_an_overflow(tmp_path: Path) -> None:
    client = Presentation(str(TARGET))
    client.slide_width = Inches(10)
    for layout in client.slide_layouts:
        for shape in layout.shapes:
            shape.left, shape.width = round(shape.left * 0.75), round(shape.width * 0.75)
    client.save(str(tmp_path / "client.pptx"))
    deck = write_deck(atelier(), tmp_path / "a.pptx", template=tmp_path / "client.pptx")
    wide = write_deck(atelier(), tmp_path / "b.pptx")
    assert deck.slides >= wide.slides
    for slide in Presentation(str(deck.path)).slides:
        assert all(shape.left + shape.width <= Inches(10) for shape in slide.shapes)


def test_the_template_itself_is_left_as_it_was(tmp_path: Path) -> None:
    copy = tmp_path / "client.pptx"
    shutil.copy(TARGET, copy)
    before = copy.read_bytes()
    write_deck(six(), tmp_path / "a.pptx", template=copy)
    assert copy.read_bytes() == before
