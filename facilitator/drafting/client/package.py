"""A client's file as an open presentation without slides: nothing of its old deck is left inside.

Templates (.potx), slide shows (.ppsx) and files with macros (.pptm) open as plain presentations: only the
content type of their main part differs, and it is corrected in memory.
"""

import re
import zipfile
import zlib
from importlib.resources import as_file, files
from io import BytesIO
from pathlib import Path
from typing import Any

from facilitator.errors import TemplateError
from facilitator.language.typography import typeset
from facilitator.press.packages import rewritten

_PRESENTATION = b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
_KINDS = (
    b"application/vnd.openxmlformats-officedocument.presentationml.template.main+xml",
    b"application/vnd.openxmlformats-officedocument.presentationml.slideshow.main+xml",
    b"application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml",
    b"application/vnd.ms-powerpoint.template.macroEnabled.main+xml",
    b"application/vnd.ms-powerpoint.slideshow.macroEnabled.main+xml",
)
_TYPES = "[Content_Types].xml"
_LEFT_OUT = ("/vbaProject", "/commentAuthors", "/authors", "/slide")
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_COUNTED = ("TitlesOfParts", "HeadingPairs", "Slides", "HiddenSlides", "Notes", "Words", "Paragraphs")


def open_template(template: Path | None) -> Any:
    """The presentation at ``template``, or the house gabarit, emptied of its slides.

    Raises ``TemplateError`` where the file is not a presentation that can be read.
    """
    from pptx import Presentation
    from pptx.exc import PackageNotFoundError

    if template is None:
        with as_file(files("facilitator.drafting") / "gabarits" / "maison.pptx") as house:
            presentation = Presentation(str(house))
        _drop_slides(presentation)
        return presentation
    try:
        presentation = Presentation(BytesIO(_readable(template.read_bytes())))
        _drop_slides(presentation)
        _drop_traces(presentation)
        if not presentation.slide_width or not presentation.slide_height:
            raise ValueError("no page size")
    # lxml's own error for XML that cannot be read is a SyntaxError; a part that lacks an element it must
    # have is an AttributeError or a TypeError in python-pptx; zipfile's for a password is a RuntimeError
    except (
        PackageNotFoundError,
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        OSError,
        SyntaxError,
        AttributeError,
        TypeError,
        RuntimeError,
        EOFError,
        zlib.error,
    ) as error:
        raise _refused(template) from error
    return presentation


def client_uses(template: Path | None) -> dict[str, int]:
    """How many slides the client made with each layout, by the layout's part; none where unreadable."""
    if template is None:
        return {}
    counts: dict[str, int] = {}
    try:
        with zipfile.ZipFile(template) as package:
            for name in package.namelist():
                if re.fullmatch(r"ppt/slides/_rels/slide\d+\.xml\.rels", name):
                    found = re.search(rb"slideLayouts/(slideLayout\d+\.xml)", package.read(name))
                    if found:
                        key = f"/ppt/slideLayouts/{found[1].decode()}"
                        counts[key] = counts.get(key, 0) + 1
    except (OSError, zipfile.BadZipFile, KeyError, RuntimeError, EOFError, zlib.error):
        return {}  # open_template says what is wrong with the file
    return counts


def _readable(package: bytes) -> bytes:
    """``package`` with the content type of a plain presentation, whichever kind it was saved as."""
    with zipfile.ZipFile(BytesIO(package)) as source:
        types = source.read(_TYPES)
    if not any(kind in types for kind in _KINDS):
        return package
    for kind in _KINDS:
        types = types.replace(kind, _PRESENTATION)
    return rewritten(package, lambda name, content: types if name == _TYPES else content)


def _refused(template: Path) -> TemplateError:
    cause = "Ce n'est pas une présentation PowerPoint (.pptx) lisible."
    step = "Enregistrez-le au format .pptx et recommencez, ou laissez le gabarit de la maison."
    try:
        start = template.read_bytes()[:200]
    except OSError as error:
        cause, start = f"Le fichier ne se lit pas : {error.strerror or error}.", b""
    if b"opendocument.presentation" in start:
        cause = "C'est une présentation LibreOffice (.odp ou .otp)."
        step = "Ouvrez-la dans LibreOffice Impress, enregistrez-la au format .pptx, puis recommencez."
    elif start.startswith(_OLE):
        cause = "C'est un ancien .ppt, ou un fichier protégé par un mot de passe."
        step = (
            "Ouvrez-le dans PowerPoint, enregistrez-le au format .pptx sans mot de passe, puis recommencez."
        )
    return TemplateError(
        typeset(f"Le gabarit « {template.name} » ne peut pas être ouvert."),
        cause=typeset(cause),
        next_step=typeset(step),
    )


def _drop_slides(presentation: Any) -> None:
    """Take out the slides that a gabarit brings, and the sections that name them."""
    slides = presentation.slides._sldIdLst
    for entry in list(slides):
        presentation.part.drop_rel(entry.rId)
        slides.remove(entry)
    extensions = presentation.element.find("{*}extLst")
    if extensions is not None:
        for section in list(extensions.iterfind("{*}ext/{*}sectionLst")):
            extensions.remove(section.getparent())


def _drop_traces(presentation: Any) -> None:
    """Take out what still leads to the old slides or tells of them: shows, comments, links, thumbnail."""
    for shows in presentation.element.findall("{*}custShowLst"):
        presentation.element.remove(shows)
    masters = list(presentation.slide_masters)
    parts = [presentation.part, *(master.part for master in masters)]
    parts += [layout.part for master in masters for layout in master.slide_layouts]
    for part in parts:
        for key, relation in list(part.rels.items()):
            if relation.reltype.endswith(_LEFT_OUT) and not relation.is_external:
                for link in part._element.xpath(f"//*[@r:id='{key}']"):
                    link.getparent().remove(link)
                part.rels.pop(key)
    for key, relation in list(presentation.part.package._rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            presentation.part.package._rels.pop(key)
        elif relation.reltype.endswith("/extended-properties"):
            _drop_counts(relation.target_part)
    properties = presentation.core_properties
    properties.keywords = properties.comments = properties.category = properties.content_status = ""


def _drop_counts(part: Any) -> None:
    """The titles of the old slides, and how many there were."""
    from pptx.opc.oxml import serialize_part_xml
    from pptx.oxml import parse_xml

    root = parse_xml(part.blob)
    for child in list(root):
        if child.tag.rpartition("}")[2] in _COUNTED:
            root.remove(child)
    part._blob = serialize_part_xml(root)
