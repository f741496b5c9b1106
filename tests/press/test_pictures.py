"""Pictures in documents: where they stand, what those who listen are told, and no other file read."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from PIL import Image

from facilitator.press.markdown import pictured
from facilitator.press.pandoc import Heading, to_docx, to_html, to_odt
from facilitator.press.printing import to_pdf

TOLD = 'Part « vacante » : 8,3 % "ici" *et* \\ là'
SHOWN = f"# Partie\n\n{pictured('carte.png', TOLD, '12cm')}\n\nSource.\n"


@pytest.fixture(scope="module")
def picture() -> bytes:
    kept = io.BytesIO()
    Image.new("RGB", (40, 30), "#1f4e79").save(kept, "PNG")
    return kept.getvalue()


def test_a_word_document_holds_the_picture_and_its_alternative(tmp_path: Path, picture: bytes) -> None:
    target = to_docx(SHOWN, tmp_path / "a.docx", Heading("T", pictures={"carte.png": picture}))
    document = docx.Document(str(target))
    (drawing,) = document.element.body.iter(qn("wp:docPr"))
    assert drawing.get("descr") == TOLD
    assert round(document.inline_shapes[0].width.cm) == 12
    with zipfile.ZipFile(target) as package:
        assert picture in [package.read(name) for name in package.namelist() if "media/" in name]
        assert all(b"facilitator-" not in package.read(name) for name in package.namelist())


def test_a_web_page_and_an_open_document_hold_it_too(tmp_path: Path, picture: bytes) -> None:
    heading = Heading("T", pictures={"carte.png": picture})
    page = to_html(SHOWN, tmp_path / "a.html", heading).read_text("utf-8")
    assert 'src="data:image/png;base64,' in page
    assert "Part « vacante » : 8,3 % &quot;ici&quot; *et* \\ là" in page
    with zipfile.ZipFile(to_odt(SHOWN, tmp_path / "a.odt", heading)) as package:
        assert any(package.read(name) == picture for name in package.namelist())


def test_a_pdf_shows_it_and_stays_accessible(tmp_path: Path, picture: bytes) -> None:
    heading = Heading("T", pictures={"carte.png": picture})
    with_it = to_pdf(SHOWN, tmp_path / "a.pdf", heading).read_bytes()
    assert b"/Subtype/Image" in with_it.replace(b" ", b"")
    assert b"pdfuaid" in with_it  # the standard that refuses a picture without an alternative


@pytest.mark.parametrize("write", [to_docx, to_pdf])
def test_equal_pictures_give_equal_bytes(
    tmp_path: Path, picture: bytes, write: Callable[[str, Path, Heading], Path]
) -> None:
    heading = Heading("T", pictures={"carte.png": picture})
    first, second = (write(SHOWN, tmp_path / name, heading).read_bytes() for name in ("a", "b"))
    assert first == second


def test_no_other_file_of_the_computer_is_read(tmp_path: Path, picture: bytes) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(picture)
    markdown = f"![un]({secret}) ![deux](../{secret.name}) ![trois](absent.png)\n"
    target = to_docx(markdown, tmp_path / "a.docx", Heading("T", pictures={"carte.png": picture}))
    with zipfile.ZipFile(target) as package:
        assert not [name for name in package.namelist() if "media/" in name]
