"""Named values of OpenDocument texts and named <meta> of web pages: LibreOffice saves both again."""

import re
import zipfile
from collections.abc import Sequence
from html import escape, unescape
from pathlib import Path

from facilitator.press.packages import rewritten

_META = "meta.xml"
_KEPT = re.compile(r'<meta:user-defined\b[^>]*?meta:name="([^"]*)"[^>]*>([^<]*)</meta:user-defined>')
_PAGE_KEPT = re.compile(r'<meta\s+name="([^"]*)"\s+content="([^"]*)"\s*/?>', re.IGNORECASE)


def text_properties(path: Path) -> dict[str, str]:
    """The named values of an OpenDocument text; none where it has none."""
    with zipfile.ZipFile(path) as package:
        meta = package.read(_META).decode("utf-8") if _META in package.namelist() else ""
    return {unescape(name): unescape(value) for name, value in _KEPT.findall(meta)}


def page_properties(path: Path) -> dict[str, str]:
    """The named <meta> of a web page's head."""
    head = path.read_text(encoding="utf-8", errors="replace").partition("</head>")[0]
    return {unescape(name): unescape(value) for name, value in _PAGE_KEPT.findall(head)}


def kept_in_text(package: bytes, name: str, values: Sequence[str]) -> bytes:
    """The OpenDocument text with ``values`` under names that begin with ``name``, in place of former ones."""
    ours = re.compile(
        rf'<meta:user-defined\b[^>]*meta:name="{re.escape(name)}[^>]*>[^<]*</meta:user-defined>'
    )
    told = "".join(
        f'<meta:user-defined meta:name="{escape(name)}{rank:04d}" meta:value-type="string">{escape(value)}'
        "</meta:user-defined>"
        for rank, value in enumerate(values, start=1)
    )

    def kept(part: str, content: bytes) -> bytes:
        if part != _META:
            return content
        meta = ours.sub("", content.decode("utf-8"))
        return meta.replace("</office:meta>", f"{told}</office:meta>").encode()

    return rewritten(package, kept)


def kept_in_page(page: bytes, name: str, values: Sequence[str]) -> bytes:
    """The web page with ``values`` as <meta> of its head, in place of former ones."""
    ours = re.compile(rf'<meta name="{re.escape(name)}[^"]*" content="[^"]*"\s*/?>\n?')
    told = "".join(
        f'<meta name="{escape(name)}{rank:04d}" content="{escape(value)}" />\n'
        for rank, value in enumerate(values, start=1)
    )
    return ours.sub("", page.decode("utf-8")).replace("</head>", f"{told}</head>", 1).encode()
