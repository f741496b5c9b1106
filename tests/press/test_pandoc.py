"""Documents that Word opens without a question: titles, « Sommaire », tables, language, and equal bytes."""

import re
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pypandoc
import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Cm
from pptx import Presentation

from facilitator.errors import StoreError, TemplateError
from facilitator.press.markdown import escaped
from facilitator.press.pandoc import HOUSE_OPENDOCUMENT, HOUSE_REFERENCE, Heading, to_docx, to_html, to_odt
from tests import damaged
from tests.docx_text import blocks

HEADING = Heading("Synthèse « A & B »", "Sous-titre <b>", "Pour : élus", date(2026, 3, 12))


def sections(*titles: str) -> str:
    return "avant\n\n" + "\n\n".join(f"# {title}\n\ntexte" for title in titles)


def part(path: Path, name: str) -> str:
    return zipfile.ZipFile(path).read(name).decode()


def test_the_title_stands_above_the_text_and_in_the_properties(tmp_path: Path) -> None:
    document = docx.Document(str(to_docx("texte", tmp_path / "a.docx", HEADING)))
    assert [(p.style.name, p.text) for p in document.paragraphs[:2]] == [
        ("Title", "Synthèse « A & B »"),
        ("Subtitle", "Sous-titre <b>"),
    ]
    properties = document.core_properties
    assert (properties.title, properties.subject) == ("Synthèse « A & B »", "Pour : élus")
    assert (properties.language, properties.created.date()) == ("fr-FR", date(2026, 3, 12))


def test_the_text_is_in_french_and_hyphenated(tmp_path: Path) -> None:
    path = to_docx("texte", tmp_path / "a.docx", HEADING)
    assert 'w:val="fr-FR"' in part(path, "word/styles.xml")
    assert "<w:autoHyphenation" in part(path, "word/settings.xml")


def test_from_five_headings_on_a_sommaire_follows_what_is_read_first(tmp_path: Path) -> None:
    four = docx.Document(str(to_docx(sections("a", "b", "c", "d"), tmp_path / "4.docx", HEADING)))
    assert "TOC Heading" not in {block.style for block in blocks(four)}
    five = docx.Document(str(to_docx(sections(*"abcde"), tmp_path / "5.docx", HEADING)))
    shown = [(block.style, block.text) for block in blocks(five)]
    assert shown[2:5] == [("First Paragraph", "avant"), ("TOC Heading", "Sommaire"), ("toc 1", "1. a")]
    assert shown[8:10] == [("toc 1", "5. e"), ("Heading 1", "1. a")]


def test_the_sommaire_leads_to_its_headings_and_asks_word_for_no_update(tmp_path: Path) -> None:
    path = to_docx(sections(*"abcde"), tmp_path / "a.docx", HEADING)
    document = docx.Document(str(path))
    links = [link.get(qn("w:anchor")) for link in document.element.iter(qn("w:hyperlink"))]
    places = {mark.get(qn("w:name")) for mark in document.element.iter(qn("w:bookmarkStart"))}
    assert len(links) == 5
    assert set(links) <= places
    assert "w:dirty" not in part(path, "word/document.xml")
    assert "updateFields" not in part(path, "word/settings.xml")


def test_a_long_sommaire_keeps_the_first_level_only(tmp_path: Path) -> None:
    markdown = "".join(f"# Partie {n}\n\n## Détail\n\n" for n in range(9))
    document = docx.Document(str(to_docx(markdown, tmp_path / "a.docx", HEADING)))
    assert [b.text for b in blocks(document) if b.style.startswith("toc ")] == [
        f"{n + 1}. Partie {n}" for n in range(9)
    ]


def test_headings_are_numbered_but_those_that_refuse_it(tmp_path: Path) -> None:
    markdown = (
        "# Avant {.unnumbered}\n\n# Un\n\n## Un un\n\n## Un deux\n\n### Libre\n\n# Deux\n\n## Deux un\n"
    )
    document = docx.Document(str(to_docx(markdown, tmp_path / "a.docx", HEADING)))
    assert [p.text for p in document.paragraphs if p.style.name.startswith("Heading")] == [
        "Avant",
        "1. Un",
        "1.1. Un un",
        "1.2. Un deux",
        "Libre",
        "2. Deux",
        "2.1. Deux un",
    ]


def test_a_title_in_the_sommaire_keeps_its_odd_characters_and_drops_its_footnote(tmp_path: Path) -> None:
    title = escaped("a < b & « c » *d*")
    markdown = "\n\n".join(f"# {title} {n}^[note]" for n in range(5))
    document = docx.Document(str(to_docx(markdown, tmp_path / "a.docx", HEADING)))
    assert next(b.text for b in blocks(document) if b.style == "toc 1") == "1. a < b & « c » *d* 0"


def test_a_table_fits_the_page_repeats_its_head_and_keeps_its_rows_whole(tmp_path: Path) -> None:
    url = "https://exemple.fr/" + "a" * 300
    rows = "".join(f"| {n} | {escaped(url)} |\n" for n in range(80))
    document = docx.Document(
        str(to_docx(f"| N° | Texte |\n|---:|---------|\n{rows}", tmp_path / "a.docx", HEADING))
    )
    (table,) = document.tables
    section = document.sections[0]
    room = section.page_width - section.left_margin - section.right_margin
    widths = [int(column.get(qn("w:w"))) * 635 for column in table._tbl.tblGrid.findall(qn("w:gridCol"))]
    assert 0 <= room - sum(widths) < Cm(0.01)
    assert table._tbl.tblPr.find(qn("w:tblLayout")).get(qn("w:type")) == "fixed"
    heads = [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in table._tbl.tr_lst]
    assert heads == [True] + [False] * 80
    assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in table._tbl.tr_lst)


def test_the_head_of_a_table_stays_with_its_first_row(tmp_path: Path) -> None:
    target = to_docx("| a | b |\n|---|---|\n| c | d |\n", tmp_path / "a.docx", HEADING)
    (table,) = Document(str(target)).tables
    kept = [[cell.paragraphs[0].paragraph_format.keep_with_next for cell in row.cells] for row in table.rows]
    assert kept == [[True, True], [None, None]]


def test_pages_are_a4_with_their_number_at_the_foot(tmp_path: Path) -> None:
    document = docx.Document(str(to_docx("texte", tmp_path / "a.docx", HEADING)))
    section = document.sections[0]
    assert abs(section.page_width - Cm(21)) < Cm(0.01)
    assert abs(section.page_height - Cm(29.7)) < Cm(0.01)
    fields = [f.get(qn("w:instr")).strip() for f in section.footer._element.iter(qn("w:fldSimple"))]
    assert fields == ["TITLE", "PAGE", "NUMPAGES"]


@pytest.mark.parametrize("write", [to_docx, to_odt, to_html])
def test_equal_input_gives_equal_bytes(tmp_path: Path, write: object) -> None:
    assert callable(write)
    first, second = (write(sections(*"abcde"), tmp_path / name, HEADING) for name in ("a", "b"))
    assert first.read_bytes() == second.read_bytes()


def test_a_client_document_lends_its_styles(tmp_path: Path) -> None:
    client = docx.Document()
    client.styles["Heading 1"].font.name = "Garamond"
    client.save(str(tmp_path / "client.docx"))
    path = to_docx(sections("a"), tmp_path / "a.docx", HEADING, reference=tmp_path / "client.docx")
    assert docx.Document(str(path)).styles["Heading 1"].font.name == "Garamond"


def pandocs_own(folder: Path) -> Path:
    pandoc = [pypandoc.get_pandoc_path(), "--print-default-data-file", "reference.docx"]
    path = folder / "pandoc.docx"
    path.write_bytes(subprocess.run(pandoc, check=True, capture_output=True).stdout)
    return path


def python_docxs_own(folder: Path) -> Path:
    docx.Document().save(str(folder / "python-docx.docx"))
    return folder / "python-docx.docx"


def french_words_own(folder: Path) -> Path:
    """A file whose ids are translated, as Word's are in French."""
    document = docx.Document()
    for name, identifier in (
        ("heading 1", "Titre1"),
        ("Body Text", "Corpsdetexte"),
        ("TOC Heading", "En-ttedetabledesmatires"),
    ):
        style = document.styles[name].element
        for mark in document.styles.element.iter(qn("w:basedOn"), qn("w:next"), qn("w:link")):
            if mark.get(qn("w:val")) == style.styleId:
                mark.set(qn("w:val"), identifier)
        style.set(qn("w:styleId"), identifier)
    document.save(str(folder / "word.docx"))
    return folder / "word.docx"


@pytest.mark.parametrize("client", [pandocs_own, python_docxs_own, french_words_own])
def test_a_client_s_styles_are_kept_and_those_that_lack_are_added(
    tmp_path: Path, client: Callable[[Path], Path]
) -> None:
    reference = client(tmp_path)
    markdown = (
        sections(*"abcde") + '\n\n::: {custom-style="Avertissement"}\nà lire\n:::\n\n'
        "| N | M |\n|--|--------|\n| 1 | a^[note] |\n"
    )
    made = docx.Document(str(to_docx(markdown, tmp_path / "a.docx", HEADING, reference=reference)))
    theirs = {style.name: style.element for style in docx.Document(str(reference)).styles}
    ours = {style.style_id: style for style in made.styles}
    names = {style.name for style in made.styles}
    assert {"Avertissement", "Chiffres", "À compléter", "Table", "toc 1"} <= names
    for name in ("Heading 1", "Title", "Body Text"):
        looks = made.styles[name].element.find(qn("w:rPr")), theirs[name].find(qn("w:rPr"))
        made_of, made_from = ([child.tag for child in one] if one is not None else [] for one in looks)
        assert made_of == made_from, name
    for style in made.styles:
        based = style.element.find(qn("w:basedOn"))
        assert based is None or based.get(qn("w:val")) in ours, f"{style.name} is based on nothing"
    used = {mark.get(qn("w:val")) for mark in made.element.iter(qn("w:pStyle"))}
    assert used <= set(ours)
    assert "autoHyphenation" in part(tmp_path / "a.docx", "word/settings.xml")
    assert sum(style.element.get(qn("w:default")) == "1" for style in made.styles) <= 4


@pytest.mark.parametrize("content", [None, b"", b"PK\x03\x04 faux", b"du texte"])
def test_a_reference_that_is_no_word_document_is_named(tmp_path: Path, content: bytes | None) -> None:
    reference = tmp_path / "client.docx"
    if content is not None:
        reference.write_bytes(content)
    with pytest.raises(TemplateError, match=r"client\.docx") as caught:
        to_docx("texte", tmp_path / "a.docx", HEADING, reference=reference)
    assert "Word" in caught.value.next_step
    assert not (tmp_path / "a.docx").exists()


@pytest.mark.parametrize("damaged", [damaged.locked, damaged.packed_otherwise, damaged.rotten])
def test_a_damaged_or_locked_reference_is_named(
    damaged: Callable[[Path, Path], Path], tmp_path: Path
) -> None:
    Document().save(str(tmp_path / "client.docx"))
    reference = damaged(tmp_path / "client.docx", tmp_path / "abime.docx")
    with pytest.raises(TemplateError, match=r"abime\.docx"):
        to_docx("texte", tmp_path / "a.docx", HEADING, reference=reference)


def test_a_deck_is_no_reference(tmp_path: Path) -> None:
    Presentation().save(str(tmp_path / "client.pptx"))
    with pytest.raises(TemplateError, match=r"client\.pptx"):
        to_docx("texte", tmp_path / "a.docx", HEADING, reference=tmp_path / "client.pptx")


def test_a_reference_that_pandoc_refuses_is_told_in_french(tmp_path: Path) -> None:
    reference = tmp_path / "client.docx"
    with zipfile.ZipFile(reference, "w") as package:
        package.writestr("word/document.xml", "<faux")
        package.writestr("word/styles.xml", "<faux")
    with pytest.raises(TemplateError, match="mis en forme"):
        to_docx("texte", tmp_path / "a.docx", HEADING, reference=reference)


def test_a_target_that_cannot_be_written_is_named_and_nothing_is_left(tmp_path: Path) -> None:
    target = tmp_path / "pris.docx"
    target.mkdir()
    with pytest.raises(StoreError, match=r"pris\.docx") as caught:
        to_docx("texte", target, HEADING)
    assert "Word" in caught.value.next_step
    assert [path.name for path in tmp_path.iterdir()] == ["pris.docx"]


def test_an_outline_reads_no_other_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    page = to_html(f"![image]({secret})", tmp_path / "a.html", HEADING).read_text("utf-8")
    assert "base64" not in page


def test_the_house_reference_is_what_its_script_builds(tmp_path: Path) -> None:
    from tests.bench.build_reference_docx import build

    with (
        zipfile.ZipFile(build(tmp_path / "reference.docx")) as built,
        zipfile.ZipFile(HOUSE_REFERENCE) as kept,
    ):
        assert built.namelist() == kept.namelist()
        for name in kept.namelist():
            if name != "docProps/core.xml":  # holds the time of the build
                assert built.read(name) == kept.read(name), name


def test_the_house_opendocument_is_what_its_script_builds(tmp_path: Path) -> None:
    from tests.bench.build_reference_odt import build

    assert build(tmp_path / "reference.odt").read_bytes() == HOUSE_OPENDOCUMENT.read_bytes()


def test_a_page_is_in_french_alone_and_can_be_listened_to(tmp_path: Path) -> None:
    table = "| N° | Mot |\n|---:|---------|\n| 1 | a |\n"
    page = to_html(f"{sections(*'abcde')}\n\n{table}", tmp_path / "a.html", HEADING).read_text("utf-8")
    assert '<html lang="fr-FR">' in page
    assert page.count("<h1>") == 1
    assert len(re.findall("<h2[ >]", page)) == 5
    assert len(re.findall('<th scope="col"', page)) == 2
    assert 'role="doc-toc"' in page
    assert "@media print" in page
    assert not re.search(r'(?:src|href)="(?!#)', page)
    ids = re.findall(r'id="([^"]+)"', page)
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)
    assert len(ids) == len(set(ids))


def test_an_opendocument_has_the_house_s_looks_and_whole_pages(tmp_path: Path) -> None:
    path = to_odt("# Un\n\n| N | M |\n|--|--------|\n| 1 | a |\n", tmp_path / "a.odt", HEADING)
    styles, content = part(path, "styles.xml"), part(path, "content.xml")
    assert 'style:name="Avertissement"' in styles
    assert "fo:border-bottom" in content
    assert "table:table-header-rows" in content
    wide = to_odt("a", tmp_path / "b.odt", replace(HEADING, landscape=True))
    sizes = set(re.findall(r'fo:page-(width|height)="([^"]+)"', part(wide, "styles.xml")))
    assert sizes == {("width", "29.7cm"), ("height", "21cm")}


def test_house_styles_are_readable() -> None:
    document = docx.Document(str(HOUSE_REFERENCE))
    for name in ("Title", "Subtitle", "Heading 1", "Heading 2", "Heading 4", "Chiffres", "footer"):
        assert contrast_on_white(str(document.styles[name].font.color.rgb)) >= 4.5, name


def contrast_on_white(color: str) -> float:
    """WCAG 2 contrast ratio of an RRGGBB colour on white."""
    channels = [int(color[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 1.05 / (0.05 + sum(c * w for c, w in zip(linear, (0.2126, 0.7152, 0.0722), strict=True)))
