"""A client's Word file as a reference: its own styles kept, and those that our documents need added.

Styles are told apart by name, which Word keeps the same in every language; ids it translates.
"""

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from facilitator.press.packages import rewritten

NEEDED = (
    "Normal",
    "Body Text",
    "First Paragraph",
    "Compact",
    "Title",
    "Subtitle",
    "heading 1",
    "heading 2",
    "heading 3",
    "heading 4",
    "Block Text",
    "Avertissement",
    "Chiffres",
    "Annonce",
    "Footnote Text",
    "Footnote Reference",
    "Hyperlink",
    "À compléter",
    "TOC Heading",
    "toc 1",
    "toc 2",
    "Normal Table",
    "Table",
)
PART = "word/styles.xml"

_STYLE = re.compile(r"<w:style\b.*?</w:style>", re.DOTALL)
_ID = re.compile(r'w:styleId="([^"]+)"')
_NAME = re.compile(r'<w:name w:val="([^"]+)"')
_TAB_STOP = re.compile(rb"<w:defaultTabStop\b[^>]*/>")  # hyphenation comes right behind it
_BASED_ON = re.compile(r'(?<=<w:basedOn w:val=")[^"]+')


@dataclass(frozen=True, slots=True)
class _Style:
    identifier: str
    xml: str


def dressed(client: Path, house: Path) -> bytes:
    """The client's Word file with the styles of `NEEDED` that it lacks, taken from the house's.

    It hyphenates words, unless it says something of that itself.

    Raises OSError, BadZipFile, KeyError, zlib.error or RuntimeError (a password) where one is no Word file.
    """
    with zipfile.ZipFile(house) as package:
        ours = _styles(package.read(PART).decode())
    with zipfile.ZipFile(client) as package:
        package.getinfo("word/document.xml")  # a deck or a workbook has none, and would lend nothing

    def lent(name: str, content: bytes) -> bytes:
        if name == PART:
            return _completed(content.decode("utf-8-sig"), ours).encode()
        if name == "word/settings.xml" and b"autoHyphenation" not in content:
            return _TAB_STOP.sub(rb'\g<0><w:autoHyphenation w:val="true"/>', content, count=1)
        return content

    return rewritten(client.read_bytes(), lent)


def style_ids(package: bytes) -> Mapping[str, str]:
    """The id of each style of a Word file by its name in lower case."""
    with zipfile.ZipFile(io.BytesIO(package)) as file:
        found = _styles(file.read(PART).decode("utf-8-sig"))
    return {name: style.identifier for name, style in found.items()}


def _styles(xml: str) -> dict[str, _Style]:
    """Styles by name in lower case; the first of a name holds."""
    found: dict[str, _Style] = {}
    for style in _STYLE.findall(xml):
        name, identifier = _NAME.search(style), _ID.search(style)
        if name is not None and identifier is not None:
            found.setdefault(name.group(1).casefold(), _Style(identifier.group(1), style))
    return found


def _completed(xml: str, ours: Mapping[str, _Style]) -> str:
    theirs = _styles(xml)
    ids = {style.identifier: theirs[name].identifier for name, style in ours.items() if name in theirs}
    taken = {style.identifier for style in theirs.values()}
    added = [
        _BASED_ON.sub(lambda found: ids.get(found.group(), found.group()), style.xml).replace(
            ' w:default="1"', ""
        )
        for name in NEEDED
        if (style := ours[name.casefold()]).identifier not in taken and name.casefold() not in theirs
    ]
    return xml.replace("</w:styles>", "".join(added) + "</w:styles>")
