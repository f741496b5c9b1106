"""Whatever somebody said comes out of pandoc with the same characters."""

import html
import re
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facilitator.press.markdown import anchored, escaped, footnote, linked, printable, styled
from facilitator.press.pandoc import Heading, to_docx, to_html, to_odt
from facilitator.prompts import Markdown
from tests.docx_text import exact_text, footnotes

TRAPS = (
    "*gras* _italique_ **fort** __fort__ `code` ~~barré~~",
    "[lien](http://exemple.fr) ![image](x.png) [ref] [^1] ^[note] <http://exemple.fr>",
    "# titre",
    "- tiret",
    "+ de places pour les bébés",
    "1. premier",
    "(@) exemple, @auteur, 2a) suite",
    "a | b | c",
    "<b>gras</b> <!-- rien --> &amp; &#233; &nbsp;",
    "$x^2$ $$y$$ \\alpha \\ fin\\",
    "H~2~O et x^2^",
    "::: {.boite}",
    "{{ 7 * 7 }} {% raw %} {# rien #}",
    "\"droits\" 'simples' … ... -- --- l'ass mat d’ici",
    "deux  espaces,   trois, \t une tabulation",
    " une espace devant, une derrière ",
    "ligne une\nligne deux\n\nligne quatre",
    "🙂 👩‍👧 é e\u0301 « déjà cité » 100 % !!",
    "www.exemple.fr/a_b_c?d=*e*&f=1 contact@exemple.fr",
    "Term\n: définition",
    "---",
    "| a |\n|---|",
    "    code indenté",
    "M. Tavernier et p. 3",
    "\u00a0insécable\u202ffine\u2009 \u200b\u00ad\u2011",
)

ODD = st.text(
    alphabet=" \t\n\r\\`*_{}[]()<>#+-.!|~^$@:=\"'&%/;,?1a«»’…–\u00a0\u2028\x85\x0b\ufeff", max_size=30
)
ANYTHING = st.one_of(st.text(max_size=40), ODD, st.sampled_from(TRAPS))


def printed(folder: Path, texts: list[str]) -> tuple[list[str], list[str], list[str], list[str]]:
    """The texts as they stand in cells, in paragraphs, in list items and in footnotes."""
    cells = "".join(f"| {n} | {escaped(text)} |\n" for n, text in enumerate(texts))
    plain = "\n\n".join(escaped(text) for text in texts)
    items = "\n".join(f"- {escaped(text)}{footnote(escaped(text))}" for text in texts)
    markdown = f"| n | texte |\n|---|-------|\n{cells}\n\n{plain}\n\n{items}\n"
    document = docx.Document(str(to_docx(markdown, folder / "mots.docx", Heading("Mots"))))
    table = document.tables[0]._tbl
    paragraphs = [p._p for p in document.paragraphs[1:]]
    return (
        [exact_text(row.findall(qn("w:tc"))[1]) for row in table.iter(qn("w:tr"))][1:],
        [exact_text(p) for p in paragraphs[: len(texts)]],
        [exact_text(p, calls=False) for p in paragraphs[len(texts) :]],
        [exact_text(note)[1:] for note in footnotes(document).values()],
    )


def test_traps_come_out_as_they_were_typed_wherever_they_stand(tmp_path: Path) -> None:
    for found in printed(tmp_path, list(TRAPS)):
        assert found == list(TRAPS)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(ANYTHING.filter(printable), min_size=8, max_size=30))
def test_any_text_comes_out_as_it_was_typed_wherever_it_stands(tmp_path: Path, texts: list[str]) -> None:
    for found in printed(tmp_path, texts):
        assert found == [printable(text) for text in texts]


def test_only_what_a_document_cannot_hold_is_left_out() -> None:
    assert printable("a\r\nb\rc\vd\x00e\x1ff\ud800g") == "a\nb\nc\ndefg"


@pytest.mark.parametrize("text", TRAPS)
def test_usual_characters_are_all_printable(text: str) -> None:
    assert printable(text) == text


def test_an_empty_text_prints_nothing() -> None:
    assert escaped("") == ""
    assert footnote(Markdown("")) == ""


def test_numbers_link_to_their_place(tmp_path: Path) -> None:
    markdown = f"{anchored('3', 'c3')} et {footnote(linked('n° 3', 'c3'))}\n"
    document = docx.Document(str(to_docx(markdown, tmp_path / "liens.docx", Heading("Liens"))))
    places = [mark.get(qn("w:name")) for mark in document.element.iter(qn("w:bookmarkStart"))]
    (note,) = footnotes(document).values()
    links = [link.get(qn("w:anchor")) for link in note.iter(qn("w:hyperlink"))]
    assert places == links == ["c3"]


def test_a_styled_text_wears_the_style_of_the_reference(tmp_path: Path) -> None:
    markdown = styled("[à compléter]", "À compléter")
    document = docx.Document(str(to_docx(markdown, tmp_path / "style.docx", Heading("Style"))))
    (run,) = document.paragraphs[1].runs
    assert (run.text, run.style.name) == ("[à compléter]", "À compléter")
    assert document.styles["À compléter"].font.bold


def test_web_pages_and_opendocument_keep_the_words_too(tmp_path: Path) -> None:
    said = "*non* <b> « 1 800 € » d'ici & là\nfin"
    page = to_html(escaped(said), tmp_path / "page.html", Heading("Page")).read_text("utf-8")
    body = re.search(r"<p>(.*)</p>", page, re.DOTALL)
    assert body
    assert html.unescape(re.sub(r"<br ?/?>\n?", "\n", body.group(1))) == said
    odt = to_odt(escaped(said), tmp_path / "page.odt", Heading("Page"))
    content = html.unescape(zipfile.ZipFile(odt).read("content.xml").decode())
    assert said.partition("\n")[0] in content
