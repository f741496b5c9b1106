"""PDF pages: tagged, in French, numbered, the same everywhere."""

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from facilitator.errors import StoreError, TemplateError, UsageError
from facilitator.press.forms import Form, form_asked, print_as
from facilitator.press.markdown import escaped, footnote
from facilitator.press.pandoc import Heading, Layout
from facilitator.press.printing import to_pdf

HEADING = Heading("Synthèse « A & B » *c*", "Sous-titre <b> #d", "Pour : élus", date(2026, 3, 12))
READS = shutil.which("pdftotext") is not None


def text_of(path: Path) -> str:
    done = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True, text=True
    )
    return done.stdout


def sections(count: int) -> str:
    return "\n\n".join(f"# Partie {n}\n\n" + "du texte " * 400 for n in range(count))


def test_the_pdf_is_tagged_french_and_titled(tmp_path: Path) -> None:
    table = "| N° | Mot |\n|---:|---------|\n| 1 | a |\n"
    content = to_pdf(f"# Un\n\n## Deux\n\n{table}", tmp_path / "a.pdf", HEADING).read_bytes()
    assert b"pdfuaid:part" in content
    assert re.search(rb"/Lang ?\(fr-FR\)", content)
    assert b"/MarkInfo" in content


def test_equal_input_gives_equal_bytes(tmp_path: Path) -> None:
    first, second = (to_pdf(sections(5), tmp_path / name, HEADING) for name in ("a.pdf", "b.pdf"))
    assert first.read_bytes() == second.read_bytes()


def test_a_character_that_no_font_has_does_not_stop_the_pages(tmp_path: Path) -> None:
    content = to_pdf("ça 😀 va", tmp_path / "a.pdf", HEADING).read_bytes()
    assert content.startswith(b"%PDF")
    assert b"/MarkInfo" in content


@pytest.mark.skipif(not READS, reason="poppler absent")
def test_pages_are_numbered_and_the_sommaire_knows_them(tmp_path: Path) -> None:
    text = text_of(to_pdf(sections(6), tmp_path / "a.pdf", HEADING))
    pages = text.split("\f")[:-1]
    assert len(pages) > 3
    assert all(f"{n}/{len(pages)}" in page for n, page in enumerate(pages, start=1))
    assert "Sommaire" in pages[0]
    assert HEADING.subtitle in pages[1]


@pytest.mark.skipif(not READS, reason="poppler absent")
def test_odd_characters_come_out_as_they_were_said(tmp_path: Path) -> None:
    said = "a*b _c_ #d $e$ @f <g> [h] `i` \\j ~k \"l\" 'm' -- n' « o » p... --- -1 q-? ..r"
    text = text_of(to_pdf(f"{escaped(said)}", tmp_path / "a.pdf", HEADING))
    assert said in text
    assert "Synthèse « A & B » *c*" in text.replace("\u00a0", " ")


@pytest.mark.skipif(not READS, reason="poppler absent")
def test_a_footnote_of_a_heading_comes_once(tmp_path: Path) -> None:
    noted = footnote(escaped("la preuve"))
    markdown = "\n\n".join(f"# Partie {n}{noted if n == 1 else ''}\n\ntexte" for n in range(6))
    assert text_of(to_pdf(markdown, tmp_path / "a.pdf", HEADING)).count("la preuve") == 1


def test_a_page_on_its_side(tmp_path: Path) -> None:
    content = to_pdf("a", tmp_path / "a.pdf", replace(HEADING, landscape=True)).read_bytes()
    assert b"841.8898 595.2756" in content.replace(b"\n", b" ")


def test_a_target_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    target = tmp_path / "pris.pdf"
    target.mkdir()
    with pytest.raises(StoreError, match=r"pris\.pdf"):
        to_pdf("a", target, HEADING)


def test_a_form_is_asked_by_its_extension(tmp_path: Path) -> None:
    assert form_asked(" .PDF") is Form.PDF
    with pytest.raises(UsageError, match="« rtf »"):
        form_asked("rtf")
    for form in Form:
        assert print_as(form, "# Un\n\ntexte", tmp_path / f"a.{form}", HEADING).stat().st_size > 1000


def test_what_typst_cannot_lay_out_is_told_in_french(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Layout, "template", lambda _, form: tmp_path / f"faux.{form}")
    (tmp_path / "faux.typ").write_text("#inconnu($body$", encoding="utf-8")
    with pytest.raises(TemplateError, match="PDF") as caught:
        to_pdf("sans fin", tmp_path / "a.pdf", HEADING)
    assert "--vers docx" in caught.value.next_step
