"""Markdown to documents a client can open and edit: Word, OpenDocument, web page.

The house's styles live in ``reference.docx``, ``reference.odt`` and ``livrable.html``; a client's Word file
in place of the first lends its own. Equal input gives equal bytes: dates inside the file are the caller's,
never the clock's.
"""

import re
import tempfile
import zipfile
import zlib
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import partial
from pathlib import Path

from facilitator.errors import FacilitatorError, StoreError, TemplateError
from facilitator.press.one_page import tightened
from facilitator.press.packages import rewritten
from facilitator.press.word_styles import dressed, style_ids

READER = "markdown" + "".join(
    f"-{extension}"
    for extension in (
        "smart",  # apostrophes and dashes stay as they were typed
        "auto_identifiers",
        "implicit_header_references",  # « [à compléter] » is never a link
        "implicit_figures",  # a picture's alternative is told to those who listen, not printed under it
        "citations",
        "example_lists",
        "tex_math_dollars",
        "raw_tex",
        "latex_macros",
        "raw_html",
        "raw_attribute",
    )
)
HOUSE_REFERENCE = Path(__file__).with_name("reference.docx")

HOUSE_OPENDOCUMENT = Path(__file__).with_name("reference.odt")

_FILTER = Path(__file__).with_name("livrable.lua")
_NO_DATE = date(2000, 1, 1)
_DATES_INSIDE = re.compile(
    rb"(<(?:dcterms:(?:created|modified)|meta:creation-date|dc:date)\b[^>]*>)[^<]*(?=</)"
)
_GRID = re.compile(rb"(?<=<w:tblGrid>).*?(?=</w:tblGrid>)", re.DOTALL)
_COLUMN = re.compile(rb'(?<=<w:gridCol w:w=")\d+')
_FOOT_TAB = (b'w:pos="9412"', b'w:pos="14344"')  # the house's, on a page upright and on its side
_PAGE = re.compile(rb"<w:pg(?:Sz|Mar)\b[^>]*?/>")
_CONTENTS_NAMES = {b"TOCHeading": "toc heading", b"TOC1": "toc 1", b"TOC2": "toc 2"}
_CONTENTS_STYLE = re.compile(rb'(?<=<w:pStyle w:val=")(?:TOCHeading|TOC1|TOC2)(?=")')
_CELL = rb'(<style:style style:name="%s"[^>]*>\s*<style:table-cell-properties )fo:border="none"'
_CELLS = {
    b"TableHeaderRowCell": b'fo:border="none" fo:border-bottom="1pt solid #1f4e79" fo:padding="0.1cm" '
    b'fo:background-color="#e8eef5"',
    b"TableRowCell": b'fo:border="none" fo:border-bottom="0.5pt solid #b8c4d0" fo:padding="0.1cm"',
}
_HEAD_CELL = re.compile(rb"<th(?=[ >])")
_ROW = re.compile(rb"<w:tr>(?:<w:trPr>)?")
_HEAD_ROW = re.compile(rb"<w:tr><w:trPr><w:cantSplit/><w:tblHeader.*?</w:tr>", re.DOTALL)
_STYLED = re.compile(rb'<w:pStyle w:val="[^"]*" ?/>')


class Layout(StrEnum):
    """How pages are laid out, by the name that an outline gives; each has its templates beside this file."""

    DOCUMENT = "document"
    JOURNAL = "journal"
    SIMPLE = "simple"
    FICHE = "fiche"

    @property
    def family(self) -> str:
        """The name of the files that lay it out: a simple journal is one."""
        return {Layout.DOCUMENT: "livrable", Layout.SIMPLE: "journal"}.get(self, self.value)

    @property
    def filters(self) -> tuple[Path, ...]:
        """What draws its visuals, after the house's own filter."""
        return () if self is Layout.DOCUMENT else (Path(__file__).with_name(f"{self.family}.lua"),)

    def template(self, extension: str) -> Path:
        """The template of its pages, « typ » or « html »."""
        return Path(__file__).with_name(f"{self.family}.{extension}")


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above the text and in the file's properties; ``dated`` is the file's own date.

    ``landscape`` lays the page on its side; ``layout`` is how the pages are laid out, ``setting`` what a
    layout was found to take (``printing.Laid``), empty where it is to be found. ``pictures`` are the PNG that
    the Markdown shows, by the names that it gives them; it reads no other file.
    """

    title: str
    subtitle: str = ""
    subject: str = ""
    dated: date | None = None
    landscape: bool = False
    layout: Layout = Layout.DOCUMENT
    setting: str = ""
    pictures: Mapping[str, bytes] = field(default_factory=dict, hash=False)


def to_docx(markdown: str, target: Path, heading: Heading, *, reference: Path | None = None) -> Path:
    """Write ``target`` (.docx) with the styles of ``reference``, or the house's.

    A « Sommaire » stands on top from 5 headings on; headings of the first two levels are numbered. Raises
    TemplateError when the reference or the Markdown cannot be used, StoreError when ``target`` cannot be
    written.
    """
    if reference is None:
        document = convert(markdown, "docx", heading, f"--reference-doc={HOUSE_REFERENCE}")
        return write_whole(_settle(document, heading), target)
    styles = _client_styles(reference)
    with tempfile.TemporaryDirectory(prefix="facilitator-") as folder:
        client = Path(folder) / "gabarit.docx"
        client.write_bytes(styles)
        document = convert(markdown, "docx", heading, f"--reference-doc={client}")
    return write_whole(_settle(document, heading, style_ids(document)), target)


def to_odt(markdown: str, target: Path, heading: Heading) -> Path:
    """Write ``target`` (.odt) with the house's styles; raises like ``to_docx``."""
    document = convert(markdown, "odt", heading, f"--reference-doc={HOUSE_OPENDOCUMENT}")
    return write_whole(_settle(document, heading), target)


def to_html(markdown: str, target: Path, heading: Heading) -> Path:
    """Write ``target``, one web page that needs no other file; raises like ``to_docx``.

    A page shows runs of spaces as one, as browsers do.
    """
    options = [f"--template={heading.layout.template('html')}"]
    options += ["--variable=landscape:true"] if heading.landscape else []
    page = convert(markdown, "html5", heading, *options)
    for name, picture in heading.pictures.items():
        page = page.replace(
            b'src="%b"' % name.encode(), b'src="data:image/png;base64,%b"' % b64encode(picture)
        )
    return write_whole(_HEAD_CELL.sub(rb'<th scope="col"', page), target)


def _client_styles(reference: Path) -> bytes:
    try:
        return dressed(reference, HOUSE_REFERENCE)
    except (
        OSError,
        EOFError,
        zipfile.BadZipFile,
        zlib.error,
        RuntimeError,  # zipfile's own for a password
        KeyError,
        UnicodeDecodeError,
    ) as error:
        raise TemplateError(
            f"Le gabarit {reference} ne peut pas servir de modèle.",
            cause="Ce n’est pas un document Word (.docx), ou il est illisible.",
            next_step="Enregistrez-le depuis Word au format « Document Word (.docx) », ou retirez l’option.",
        ) from error


def convert(markdown: str, form: str, heading: Heading, *options: str) -> bytes:
    """What pandoc makes of ``markdown`` in the form of this name; raises TemplateError, FacilitatorError."""
    import pypandoc

    properties = {
        "lang": "fr-FR",
        "title": heading.title,
        "pagetitle": heading.title,
        "subtitle": heading.subtitle,
        "subject": heading.subject,
    }
    arguments = [
        "--sandbox",  # an outline reads no other file
        "--quiet",
        "--columns=20",  # every table takes the width of the page, its columns in the ratio of their dashes
        "--wrap=none",
        "--syntax-highlighting=none",
        f"--lua-filter={_FILTER}",
        *(f"--lua-filter={path}" for path in heading.layout.filters),
        *(["--variable=simple:true"] if heading.layout is Layout.SIMPLE else []),
        *(f"--metadata={key}={value}" for key, value in properties.items() if value),
        *options,
    ]
    with tempfile.TemporaryDirectory(prefix="facilitator-") as folder:
        output = Path(folder) / f"document.{form}"
        for name, picture in heading.pictures.items():
            (Path(folder) / name).write_bytes(picture)
        arguments += [f"--metadata=images:{folder}"] if heading.pictures else []
        try:
            pypandoc.convert_text(
                markdown, form, READER, arguments, outputfile=str(output), verify_format=False
            )
            return output.read_bytes()
        except RuntimeError as error:
            raise TemplateError(
                "Le document n’a pas pu être mis en forme.",
                cause=f"Pandoc dit : {str(error).strip()}",
                next_step="Reprenez la trame d’origine, ou essayez sans gabarit.",
            ) from error
        except OSError as error:
            raise FacilitatorError(
                "Pandoc, qui met les documents en forme, est introuvable.",
                cause=str(error),
                next_step="Réinstallez le logiciel : pandoc est livré avec lui (pypandoc-binary).",
            ) from error


def _lay_tables(body: bytes) -> bytes:
    """The body of a Word document, its tables as wide as the text, no row parted between two pages, no head
    alone at the foot of one (LibreOffice then loses the rows).

    Pandoc counts columns for a page of its own and has no mark for whole rows. Its tags cannot be mistaken
    for text, where ``<`` is escaped.
    """
    page = b"".join(_PAGE.findall(body))
    sizes = {name: int(size) for name, size in re.findall(rb'w:(w|left|right)="(\d+)"', page)}
    room = sizes.get(b"w", 0) - sizes.get(b"left", 0) - sizes.get(b"right", 0)

    def fitted(grid: re.Match[bytes]) -> bytes:
        total = sum(map(int, _COLUMN.findall(grid.group())))
        return _COLUMN.sub(lambda width: b"%d" % (int(width.group()) * room // total), grid.group())

    def whole(row: re.Match[bytes]) -> bytes:
        closing = b"" if row.group().endswith(b"<w:trPr>") else b"</w:trPr>"
        return b"<w:tr><w:trPr><w:cantSplit/>" + closing

    def kept(head: re.Match[bytes]) -> bytes:
        return _STYLED.sub(rb"\g<0><w:keepNext/>", head.group())

    return _HEAD_ROW.sub(kept, _ROW.sub(whole, _GRID.sub(fitted, body) if room > 0 else body))


def _by_name(ids: Mapping[str, str], called: re.Match[bytes]) -> bytes:
    """The id of a style of the « Sommaire » in a client's file, which may have translated it."""
    name = _CONTENTS_NAMES[called.group()]
    return ids.get(name, called.group().decode()).encode()


def _turned(body: bytes) -> bytes:
    """The body of a Word document on pages turned on their side; already wide ones stay."""

    def turn(size: re.Match[bytes]) -> bytes:
        sides = {name: int(side) for name, side in re.findall(rb'w:(w|h)="(\d+)"', size.group())}
        wide, high = max(sides.values()), min(sides.values())
        return b'<w:pgSz w:w="%d" w:h="%d" w:orient="landscape"/>' % (wide, high)

    return re.sub(rb"<w:pgSz\b[^>]*?/>", turn, body)


def _drawn_cells(content: bytes) -> bytes:
    """The body of an OpenDocument text, a line under each row: pandoc keeps no style for cells."""
    for name, looks in _CELLS.items():
        content = re.sub(_CELL % name, rb"\g<1>" + looks, content)
    return content


def _turned_opendocument(styles: bytes) -> bytes:
    """The same styles.xml, its pages turned on their side."""
    for side, length in ((b"width", b"29.7cm"), (b"height", b"21cm")):
        styles = re.sub(rb'fo:page-%s="[^"]*"' % side, b'fo:page-%s="%s"' % (side, length), styles)
    return styles.replace(b'print-orientation="portrait"', b'print-orientation="landscape"')


def _settle(package: bytes, heading: Heading, ids: Mapping[str, str] | None = None) -> bytes:
    """The same zipped document, dated by its heading wherever pandoc wrote the present time, and laid out.

    ``ids`` are those of a client's styles by name, where ours have been used.
    """
    dated = heading.dated or _NO_DATE
    stamp = f"{dated.isoformat()}T12:00:00Z".encode()

    def settled(name: str, content: bytes) -> bytes:
        if name in ("docProps/core.xml", "meta.xml"):
            return _DATES_INSIDE.sub(rb"\g<1>" + stamp, content)
        if heading.layout is Layout.FICHE and ids is None:
            content = tightened(name, content, float(heading.setting or 1))
        if name == "word/document.xml":
            content = _lay_tables(_turned(content) if heading.landscape else content)
            return _CONTENTS_STYLE.sub(partial(_by_name, ids or {}), content)
        if name == "word/styles.xml" and heading.landscape:
            return content.replace(*_FOOT_TAB)
        if name == "content.xml":
            return _drawn_cells(content)
        if name == "styles.xml" and heading.landscape:
            return _turned_opendocument(content)
        return content

    return rewritten(package, settled, moment=(dated.year, dated.month, dated.day, 12, 0, 0))


def write_whole(content: bytes, target: Path) -> Path:
    """Write ``content`` and make the folders that lack; raises StoreError."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    except OSError as error:
        raise StoreError(
            f"Le document {target} n’a pas pu être écrit.",
            cause=error.strerror or str(error),
            next_step="Fermez-le s’il est ouvert dans Word, vérifiez la place sur le disque, recommencez.",
        ) from error
    return target
