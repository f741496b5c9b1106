"""The pages of a journal: as many as asked, full, with nothing lost, the same everywhere."""

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from facilitator.press.markdown import escaped
from facilitator.press.pandoc import Heading, Layout, to_docx, to_html
from facilitator.press.printing import laid, to_pdf
from tests.render import placed_words

HEADING = Heading("Un journal", "Le n° 1", "Pour : tous", layout=Layout.JOURNAL)
needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler absent")

FRISE = """::: frise

| Étape | Quand | État |
|-------|-------|------|
| Cadrage | mai | faite |
| Diagnostic | juin | en cours |
| Fin | juillet | à venir |

:::
"""
ODD = 'a*b _c_ #d $e$ \\j "l" [k] 9 % `i` -- x'


def journal(paragraphs: int) -> str:
    """Rubrics of three paragraphs, a frise after each third."""
    parts = []
    for n in range(paragraphs):
        if n % 3 == 0:
            parts.append(f"# Titre{n} est une phrase {{.unnumbered .unlisted}}")
        parts.append(f"Debut{n} " + "des mots dits simplement " * 12 + f"fin{n}.")
        if n % 9 == 8:
            parts.append(FRISE)
    return "\n\n".join(parts)


def text_of(path: Path) -> str:
    done = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True, text=True)
    return done.stdout


@needs_poppler
@pytest.mark.parametrize(("paragraphs", "pages"), [(1, 1), (14, 2), (36, 4)])
def test_a_journal_has_four_pages_or_fewer_where_there_is_too_little(
    tmp_path: Path, paragraphs: int, pages: int
) -> None:
    found = laid(journal(paragraphs), HEADING)
    assert found.pages == pages
    text = text_of(to_pdf(journal(paragraphs), tmp_path / "a.pdf", HEADING))
    assert text.count("\f") == pages
    for n in range(paragraphs):
        assert len(re.findall(rf"\bDebut{n}\b", text)) == len(re.findall(rf"\bfin{n}\.", text)) == 1


@needs_poppler
def test_pages_found_before_are_printed_without_being_looked_for_again(tmp_path: Path) -> None:
    markdown = journal(36)
    found = laid(markdown, HEADING)
    first = to_pdf(markdown, tmp_path / "a.pdf", HEADING)
    again = to_pdf(markdown, tmp_path / "b.pdf", replace(HEADING, setting=found.setting))
    assert text_of(again) == text_of(first)
    assert 11 <= found.size <= 12
    assert 0.5 < found.fill <= 1


def test_too_much_for_four_pages_is_told_and_not_squeezed() -> None:
    assert laid(journal(90), HEADING).pages > 4


@needs_poppler
def test_no_page_and_no_column_is_left_half_empty(tmp_path: Path) -> None:
    for page in placed_words(to_pdf(journal(36), tmp_path / "a.pdf", HEADING)):
        body = [word for word in page.words if word.bottom < 0.93 * page.height]
        for column in (
            [word for word in body if word.right < page.width / 2],
            [word for word in body if word.left > page.width / 2],
        ):
            assert max(word.bottom for word in column) > 0.6 * page.height


@needs_poppler
def test_words_in_a_visual_come_out_as_they_were_said(tmp_path: Path) -> None:
    head = "| Proposition | Votes | Suite | Raison |\n|---|---|---|---|"
    table = f"::: suites\n\n{head}\n| {escaped(ODD)} | 3 | {escaped(ODD)} | rien |\n\n:::"
    text = " ".join(text_of(to_pdf(table, tmp_path / "a.pdf", HEADING)).split())
    assert text.count(ODD) == 2


def test_the_pages_are_tagged_french_and_the_same_twice(tmp_path: Path) -> None:
    first, second = (to_pdf(journal(20), tmp_path / name, HEADING).read_bytes() for name in ("a", "b"))
    assert first == second
    assert b"pdfuaid:part" in first
    assert re.search(rb"/Lang ?\(fr-FR\)", first)


@needs_poppler
def test_the_simplified_version_is_one_column_of_larger_type(tmp_path: Path) -> None:
    def begins(layout: Layout) -> tuple[int, float]:
        """In how many columns paragraphs begin, and how tall their first word is."""
        pages = placed_words(to_pdf(journal(20), tmp_path / "a.pdf", replace(HEADING, layout=layout)))
        first = [word for page in pages for word in page.words if word.text.startswith("Debut")]
        assert len(first) == 20
        halves = {word.left > pages[0].width / 2 for word in first}
        return len(halves), first[0].bottom - first[0].top

    (columns, tall), (one, taller) = begins(Layout.JOURNAL), begins(Layout.SIMPLE)
    assert (columns, one) == (2, 1)
    assert taller > 1.15 * tall


def test_a_visual_stays_a_table_in_word_and_on_the_web(tmp_path: Path) -> None:
    page = to_html(FRISE, tmp_path / "a.html", HEADING).read_text("utf-8")
    assert page.count('<th scope="col" role="columnheader"') == 3
    assert 'data-nom="État">en cours</td>' in page
    assert to_docx(FRISE, tmp_path / "a.docx", HEADING).stat().st_size > 1000
