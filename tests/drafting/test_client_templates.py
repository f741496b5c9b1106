"""Any client's .pptx as template: what each deck must be, whoever made the template."""

import itertools
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import matplotlib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageFont
from pptx import Presentation
from pptx.util import Pt

from facilitator.drafting import fit
from facilitator.drafting.client.carving import Rect, drawn_shapes, rect_of
from facilitator.drafting.client.colours import LEAST, Theme, papers, worst
from facilitator.drafting.client.faces import face
from facilitator.drafting.client.inherited import text_colour, typeface
from facilitator.drafting.deck import Deck, write_deck
from facilitator.drafting.gabarit import Gabarit, open_gabarit, told
from facilitator.drafting.slides import PLACES, Layout, Line, Look, Place, Run, Slide, TextBlock, text_line
from facilitator.errors import TemplateError
from tests import damaged
from tests.bench.build_gabarit import TARGET
from tests.drafting.client_templates import CONVERTED, PRESENTATIONS, TEMPLATES, libreoffice
from tests.drafting.deck_walls import WALLS, atelier, six
from tests.drafting.test_deck import leaves
from tests.render import ABSENT, available, render

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
SLACK = Pt(1)
needs_renderer = pytest.mark.skipif(
    not available() or not PRESENTATIONS.exists(), reason=f"{ABSENT}, ou sans ses modèles"
)


class Filled:
    """A template, and a wall's deck on it, reopened."""

    def __init__(self, template: Path, wall: str, folder: Path) -> None:
        self.template = template
        self.deck: Deck = write_deck(
            WALLS[wall](), folder / f"{template.stem}-{wall}.pptx", template=template
        )
        self.presentation: Any = Presentation(str(self.deck.path))
        self.slides: list[Any] = list(self.presentation.slides)
        self.page = Rect(0, 0, self.presentation.slide_width, self.presentation.slide_height)
        self.themes: dict[str, Theme] = {}

    def theme(self, layout: Any) -> Theme:
        key = str(layout.part.partname)
        if key not in self.themes:
            self.themes[key] = Theme(layout, {})
        return self.themes[key]


@pytest.fixture(scope="module")
def fill(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("clients")
    template = cache(lambda name: TEMPLATES[name](folder / f"{name}.pptx"))
    return cache(lambda name, wall: Filled(template(name), wall, folder))


CASES = [
    *((name, "atelier") for name in TEMPLATES),
    *(("dark", wall) for wall in ("crowded", "long_texts")),
    *(("narrow", wall) for wall in ("crowded", "long_names")),
    ("title_only", "crowded"),
]


@pytest.fixture(params=CASES, ids="-".join)
def filled(request: pytest.FixtureRequest, fill: Any) -> Filled:
    return fill(*request.param)  # type: ignore[no-any-return]


def texts(slide: Any) -> Iterator[Any]:
    for shape in leaves(slide.shapes):
        if shape.has_text_frame and shape.text_frame.text:
            yield shape


def origin_of(slide: Any, shape: Any) -> Any | None:
    """The layout's placeholder that a shape fills."""
    if not shape.is_placeholder:
        return None
    wanted = shape.placeholder_format.idx
    return next((h for h in slide.slide_layout.placeholders if h.placeholder_format.idx == wanted), None)


def test_every_slide_has_a_title_of_its_own_said_first(filled: Filled) -> None:
    titles = [slide.shapes.title.text_frame.text for slide in filled.slides]
    assert all(titles)
    assert len(set(titles)) == len(titles)
    for slide in filled.slides:
        assert slide.shapes[0].shape_id == slide.shapes.title.shape_id


def test_no_placeholder_is_left_empty(filled: Filled) -> None:
    for slide in filled.slides:
        for holder in slide.placeholders:
            assert not holder.has_text_frame or holder.text_frame.text.strip(), holder.name


def test_no_shape_leaves_the_slide(filled: Filled) -> None:
    for slide in filled.slides:
        for shape in leaves(slide.shapes):
            rect = rect_of(shape)
            assert rect is not None
            assert rect.within(filled.page) == rect, shape.name


def test_no_two_shapes_cover_each_other_nor_a_logo(filled: Filled) -> None:
    for slide in filled.slides:
        rects = [(shape.name, rect_of(shape)) for shape in slide.shapes if shape.name != "Numéro"]
        logos = [
            ("logo", rect_of(s)) for s in drawn_shapes(slide.slide_layout) if s.element.tag.endswith("}pic")
        ]
        for (one, first), (other, second) in itertools.combinations([*rects, *logos], 2):
            assert first is not None
            assert second is not None
            assert not first.inset(SLACK // 2).meets(second.inset(SLACK // 2)), (
                one,
                other,
                slide.shapes.title.text,
            )


def text_height(filled: Filled, slide: Any, shape: Any) -> float:
    """The height in points of a shape's text, in its own typeface, from what the file says of it."""
    named = next(
        (run.font.name for p in shape.text_frame.paragraphs for run in p.runs if run.font.name), None
    )
    theme = filled.theme(slide.slide_layout)
    known = face(typeface(theme, origin_of(slide, shape)) if named in (None, "+mn-lt") else named)
    frame = shape.text_frame
    width = (shape.width - frame.margin_left - frame.margin_right) / Pt(1) / known.width
    total = (frame.margin_top + frame.margin_bottom) / Pt(1)
    for paragraph in frame.paragraphs:
        size = (paragraph.runs[0].font.size or Pt(12)) / Pt(1)
        properties = paragraph._p.pPr
        indent = int(properties.get("marL") or 0) / Pt(1) if properties is not None else 0
        text = paragraph.text.replace("\v", "\n")
        look = Look.STRONG if all(run.font.bold for run in paragraph.runs) else Look.PLAIN
        before = (paragraph.space_before or 0) / Pt(1)
        total += before + fit.height([Line((Run(text, look),))], size, width - indent)
    return total


def test_text_fits_its_shape(filled: Filled) -> None:
    for slide in filled.slides:
        for shape in texts(slide):
            if shape.name not in ("Numéro", "Pied de page") and not shape.name.startswith("Étape"):
                high = text_height(filled, slide, shape)
                assert high <= shape.height / Pt(1) + 1, (shape.name, shape.text_frame.text[:80])


def test_tables_and_charts_stand_above_the_source(filled: Filled) -> None:
    for slide in filled.slides:
        lower = min((s.top for s in slide.shapes if s.name == "Source"), default=filled.page.bottom)
        for shape in slide.shapes:
            if getattr(shape, "has_table", False):
                assert shape.top + sum(row.height for row in shape.table.rows) <= lower
            elif getattr(shape, "has_chart", False):
                assert shape.top + shape.height <= lower


def test_every_text_can_be_read_on_what_lies_under_it(filled: Filled) -> None:
    for slide in filled.slides:
        theme = filled.theme(slide.slide_layout)
        for shape in texts(slide):
            rect = rect_of(shape)
            assert rect is not None
            under = theme.fill(shape.element.spPr) or papers(theme, rect, filled.page)
            for run in shape.element.iter(f"{A}rPr"):
                if run.find(f"{A}highlight") is None:
                    colour = (theme.fill(run) or [text_colour(theme, origin_of(slide, shape))])[0]
                    assert worst(colour, under) >= LEAST, (shape.name, shape.text_frame.text[:60])


def test_bars_stand_out_from_what_lies_under_them(filled: Filled) -> None:
    for slide in filled.slides:
        theme = filled.theme(slide.slide_layout)
        for shape in slide.shapes:
            if getattr(shape, "has_chart", False):
                ground = shape.chart._chartSpace.find("{*}spPr")
                under = (ground is not None and theme.fill(ground)) or papers(
                    theme, rect_of(shape), filled.page
                )
                for series in shape.chart._chartSpace.iter("{*}ser"):
                    (colour,) = theme.fill(series.find("{*}spPr")) or []
                    assert worst(colour, under) >= LEAST


def test_the_layout_that_served_each_slide_is_told(filled: Filled) -> None:
    assert list(filled.deck.layouts) == [slide.slide_layout.name for slide in filled.slides]
    told = "\n".join(filled.deck.services)
    for name in {slide.slide_layout.name for slide in filled.slides}:
        assert f"«\u00a0{name}\u00a0»" in told
    assert sum(int(n) for n in re.findall(r"\((\d+)\) +→", told)) == len(filled.slides)


def test_text_is_large_for_the_page_it_stands_on(filled: Filled) -> None:
    """Twenty points on a page of 540: as much of the wall on a smaller page, but where a fallback says it."""
    scale = min(filled.page.height / Pt(540), filled.page.width / Pt(720))
    small = {Layout.ANNEX, Layout.TITLE}
    if "réduit" in " ".join(filled.deck.services) or "trop long" in " ".join(filled.deck.services):
        return
    kinds = [one.value for one in Layout if one not in small]
    for slide in filled.slides:
        if slide.shapes.title.text_frame.text.startswith("Annexe") or slide is filled.slides[0]:
            continue
        assert kinds
        for shape in texts(slide):
            if shape.name not in ("Source", "Pied de page", "Numéro"):
                sizes = [run.font.size for p in shape.text_frame.paragraphs for run in p.runs]
                assert min(sizes) >= Pt(20) * min(1, scale) - Pt(0.6), shape.name


def test_the_client_s_old_slides_leave_nothing_behind(fill: Any) -> None:
    for name in ("banner", "pandoc"):
        filled = fill(name, "atelier")
        with ZipFile(filled.deck.path) as package:
            names = package.namelist()
            assert len([n for n in names if re.fullmatch(r"ppt/slides/slide\d+\.xml", n)]) == len(
                filled.slides
            )
            assert not [n for n in names if re.search("thumbnail|comment|vbaProject", n)]
            whole = b"".join(package.read(n) for n in names if n.endswith((".xml", ".rels")))
        assert b"vieille diapositive" not in whole
        assert b"custShow" not in whole
        assert b"sectionLst" not in whole


def test_the_client_s_master_logo_and_fonts_are_kept(fill: Any) -> None:
    filled = fill("dark", "atelier")
    before = Presentation(str(filled.template))
    assert [s.name for s in filled.presentation.slide_master.shapes] == [
        s.name for s in before.slide_master.shapes
    ]
    for slide in filled.slides:
        for shape in texts(slide):
            for run in shape.element.iter(f"{A}latin"):
                assert run.get("typeface") == "+mn-lt"


def test_a_wide_typeface_does_not_overflow_by_its_own_metrics(fill: Any) -> None:
    """Measured with DejaVu Sans, as wide as the template's Verdana, from the file matplotlib ships."""
    folder = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    files = {bold: folder / f"DejaVuSans{'-Bold' if bold else ''}.ttf" for bold in (False, True)}
    fonts = {bold: ImageFont.truetype(str(path), 1000) for bold, path in files.items()}
    for wall in ("atelier", "long_texts", "crowded"):
        for slide in fill("dark", wall).slides:
            for shape in texts(slide):
                if shape.name in ("Numéro", "Pied de page") or shape.name.startswith("Étape"):
                    continue
                frame, high = shape.text_frame, 0.0
                for paragraph in frame.paragraphs:
                    size = paragraph.runs[0].font.size / Pt(1)
                    bold = all(run.font.bold for run in paragraph.runs)
                    indent = int(paragraph._p.pPr.get("marL") or 0)
                    room = (
                        (shape.width - frame.margin_left - frame.margin_right - indent) / Pt(1) * 1000 / size
                    )
                    rows = 0
                    for line in paragraph.text.split("\v"):
                        rows, used = rows + 1, 0.0
                        for word in line.split(" "):
                            long = fonts[bold].getlength(f"{word} ")
                            if used and used + long > room + fonts[bold].getlength(" "):
                                rows, used = rows + 1, 0.0
                            used += long
                            rows, used = rows + int(used // room), used % room
                    high += (paragraph.space_before or 0) / Pt(1) + rows * size * 1.164
                assert high <= shape.height / Pt(1), (wall, shape.name, frame.text[:80])


def test_our_own_names_win_over_everything_else(fill: Any) -> None:
    gabarit = open_gabarit()
    assert all(service.exact for service in gabarit.services.values())
    renamed = open_gabarit(fill("renamed", "atelier").template)
    assert set(renamed.services) == set(Layout)
    assert not any(service.exact for service in renamed.services.values())
    for layout, service in renamed.services.items():
        assert set(PLACES[layout]) <= set(service.spots)


def test_a_gabarit_without_one_of_our_placeholders_still_serves(tmp_path: Path) -> None:
    client = Presentation(str(TARGET))
    layout = next(layout for layout in client.slide_layouts if layout.name == "Thème, deux volets")
    holder = next(holder for holder in layout.placeholders if holder.name == "Verbatims")
    holder.element.getparent().remove(holder.element)
    client.save(str(tmp_path / "client.pptx"))
    deck = write_deck(atelier(), tmp_path / "a.pptx", template=tmp_path / "client.pptx")
    assert "Thème, deux volets" in deck.layouts


def test_roles_in_german_english_and_french_find_the_same_layouts(fill: Any) -> None:
    served = {}
    for name in ("dark", "narrow", "banner"):
        gabarit = open_gabarit(fill(name, "atelier").template)
        order = [layout.part.partname for layout in gabarit.presentation.slide_layouts]
        served[name] = {layout: order.index(found.part.partname) for layout, found in gabarit.layouts.items()}
    assert served["dark"] == served["narrow"] == served["banner"]
    assert served["narrow"][Layout.TITLE] == 0
    assert served["narrow"][Layout.TEXT] == 1
    assert served["narrow"][Layout.COLUMNS] == 3


def test_a_template_without_any_title_says_that_it_is_a_text_box(fill: Any) -> None:
    filled = fill("without_title", "atelier")
    served = [line for line in filled.deck.services if "→" in line]
    assert served
    assert all("le titre est une zone de texte" in line for line in served)


def test_what_a_narrow_template_has_no_room_for_is_told(fill: Any) -> None:
    left = [line for line in fill("narrow", "atelier").deck.services if "→" not in line]
    assert left
    assert all("faute de place" in line or "pas la place" in line for line in left)


@pytest.fixture(scope="module")
def narrow_gabarit(fill: Any) -> Gabarit:
    return open_gabarit(fill("narrow", "atelier").template)


@given(
    st.lists(st.text("abc dé’ mot", min_size=1, max_size=500), min_size=1, max_size=4),
    st.sampled_from(Layout),
)
def test_whatever_the_text_it_is_served_where_it_fits(
    narrow_gabarit: Gabarit, said: list[str], layout: Layout
) -> None:
    places = [p for p in PLACES[layout] if p not in (Place.TITLE, Place.TABLE, Place.CHART, Place.TIMELINE)]
    blocks = {place: TextBlock((text_line(text),), 24) for place, text in zip(places, said, strict=False)}
    service, sized, why = narrow_gabarit.serve(Slide(layout, "Un titre", blocks))
    for place, block in sized.texts.items():
        box = service.spots[place].box(narrow_gabarit.scale)
        assert fit.fits(block.lines, box, block.size) or block.size == 8
        assert "".join(line.text for line in block.lines) == blocks[place].lines[0].text
    assert why or (service is narrow_gabarit.services[layout] and sized.texts == blocks)


def test_a_text_too_long_for_its_layout_falls_back_slide_by_slide_and_says_so(
    narrow_gabarit: Gabarit,
) -> None:
    short, long = (TextBlock((text_line("mot " * times),), 20) for times in (5, 160))
    easy, tight = (Slide(Layout.COLUMNS, "Un titre", {Place.LEFT: block}) for block in (short, long))
    assert narrow_gabarit.serve(easy)[2] == ""
    service, sized, why = narrow_gabarit.serve(tight)
    assert why
    assert f"repli\u00a0: {why}" in told([(Layout.COLUMNS, service, why)])[0]
    assert sized.texts[Place.LEFT].size < 20 or service.layout is not narrow_gabarit.layouts[Layout.COLUMNS]


def test_a_template_without_a_theme_still_serves(tmp_path: Path) -> None:
    made = Presentation(str(TEMPLATES["narrow"](tmp_path / "client.pptx")))
    rels = made.slide_master.part.rels
    rels.pop(next(key for key, relation in rels.items() if relation.reltype.endswith("/theme")))
    made.save(str(tmp_path / "client.pptx"))
    deck = write_deck(six(), tmp_path / "a.pptx", template=tmp_path / "client.pptx")
    assert len(Presentation(str(deck.path)).slides) == deck.slides


@pytest.mark.parametrize(
    "kind",
    [
        "presentationml.template.main",
        "presentationml.slideshow.main",
        "ms-powerpoint.presentation.macroEnabled.main",
    ],
)
def test_templates_shows_and_files_with_macros_are_taken_and_give_a_plain_deck(
    kind: str, tmp_path: Path
) -> None:
    plain, target = TEMPLATES["narrow"](tmp_path / "plain.pptx"), tmp_path / "client.potx"
    prefix = (
        "application/vnd." if kind.startswith("ms-") else "application/vnd.openxmlformats-officedocument."
    )
    with ZipFile(plain) as source, ZipFile(target, "w") as copy:
        for entry in source.namelist():
            content = source.read(entry)
            if entry == "[Content_Types].xml":
                main = b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
                assert main in content
                content = content.replace(main, f"{prefix}{kind}+xml".encode())
            copy.writestr(entry, content)
    deck = write_deck(six(), tmp_path / "a.pptx", template=target)
    with ZipFile(deck.path) as package:
        assert b"presentationml.presentation.main+xml" in package.read("[Content_Types].xml")
    assert len(Presentation(str(deck.path)).slides) == deck.slides


def test_an_impress_file_is_refused_with_what_to_do(tmp_path: Path) -> None:
    target = tmp_path / "client.odp"
    with ZipFile(target, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.presentation")
    with pytest.raises(TemplateError) as caught:
        open_gabarit(target)
    assert "LibreOffice" in caught.value.cause
    assert ".pptx" in caught.value.next_step


@pytest.mark.parametrize("damaged", damaged.DAMAGES)
def test_a_damaged_or_locked_template_is_refused(
    damaged: Callable[[Path, Path], Path], tmp_path: Path
) -> None:
    made = Presentation()
    made.slides.add_slide(made.slide_layouts[0])
    made.save(str(tmp_path / "client.pptx"))
    with pytest.raises(TemplateError, match="ne peut pas être ouvert"):
        open_gabarit(damaged(tmp_path / "client.pptx", tmp_path / "abime.pptx"))


def test_a_template_without_a_page_size_is_refused(tmp_path: Path) -> None:
    made = Presentation()
    made.element.remove(made.element.find("{*}sldSz"))
    made.save(str(tmp_path / "client.pptx"))
    with pytest.raises(TemplateError, match="ne peut pas être ouvert"):
        open_gabarit(tmp_path / "client.pptx")


def test_a_file_without_any_layout_is_refused(tmp_path: Path) -> None:
    made = Presentation()
    for layout in list(made.slide_layouts):
        made.slide_layouts.remove(layout)
    made.save(str(tmp_path / "client.pptx"))
    with pytest.raises(TemplateError, match="ne peut pas recevoir"):
        open_gabarit(tmp_path / "client.pptx")


def test_the_same_wall_on_the_same_template_gives_the_same_bytes(fill: Any, tmp_path: Path) -> None:
    filled = fill("narrow", "atelier")
    again = write_deck(atelier(), tmp_path / "a.pptx", template=filled.template)
    assert again.path.read_bytes() == filled.deck.path.read_bytes()


@pytest.mark.render
@needs_renderer
@pytest.mark.parametrize("name", CONVERTED)
def test_libreoffice_s_own_templates_serve_too(name: str, tmp_path: Path) -> None:
    filled = Filled(libreoffice(name)(tmp_path / f"{name}.pptx"), "atelier", tmp_path)
    test_every_slide_has_a_title_of_its_own_said_first(filled)
    test_no_placeholder_is_left_empty(filled)
    test_no_shape_leaves_the_slide(filled)
    test_text_fits_its_shape(filled)
    test_every_text_can_be_read_on_what_lies_under_it(filled)
    assert len(render(filled.deck.path, tmp_path / "pages", dpi=20)) == filled.deck.slides
