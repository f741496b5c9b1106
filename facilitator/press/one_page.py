"""A Word document of one page: the house's styles set tighter, and its picture at the side of the text.

Pandoc has one reference document a call and no mark for a floating picture.
"""

import re
from functools import partial

_MARGINS = re.compile(rb"<w:pgMar\b[^>]*/>")
_TIGHT_MARGINS = (
    b'<w:pgMar w:top="640" w:right="850" w:bottom="740" w:left="850" w:header="360" w:footer="360" '
    b'w:gutter="0"/>'
)
_FOOT_TAB = (b'w:pos="9412"', b'w:pos="10206"')
_INLINE = re.compile(rb"<wp:inline\b[^>]*>(?P<inside>.*?)</wp:inline>", re.DOTALL)
_EXTENT = re.compile(rb"(<wp:extent\b[^>]*/>)")
_EFFECT = re.compile(rb"<wp:effectExtent\b[^>]*/>")
_WRAP = b'<wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapSquare wrapText="left"/>'
_ANCHOR = (
    b'<wp:anchor distT="0" distB="0" distL="140000" distR="0" simplePos="0" relativeHeight="2" '
    b'behindDoc="0" locked="0" layoutInCell="1" allowOverlap="0"><wp:simplePos x="0" y="0"/>'
    b'<wp:positionH relativeFrom="margin"><wp:align>right</wp:align></wp:positionH>'
    b'<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
)
_STYLE = rb'(<w:style\b[^>]*w:styleId="%s"[^>]*>)(.*?)(</w:style>)'
_SPACING = re.compile(rb"<w:spacing\b[^>]*/>")
_RULE = re.compile(rb"<w:pBdr>.*?</w:pBdr>", re.DOTALL)
_SIZES = re.compile(rb'<w:sz w:val="\d+"\s*/>\s*<w:szCs w:val="\d+"\s*/>')
_NO_LOOK = re.compile(rb"<w:rPr\s*/>|<w:rPr>\s*</w:rPr>")
_CELL_MARGIN = re.compile(rb"<w:(top|bottom)\b[^>]*\bw:w=[^>]*/>")
LEAST_MARGIN, AIR_MARGIN = 6, 58
"""Above and below the words of a cell, in twentieths of a point: the least, and what a unit of air adds."""
_BULLET = re.compile(rb'<w:ind w:left="720" w:hanging="360"\s*/>')
_LOOKS: dict[bytes, tuple[tuple[int, int, int], int]] = {
    b"BodyText": ((20, 20, 230), 17),
    b"Compact": ((0, 0, 222), 17),
    b"Title": ((0, 20, 240), 38),
    b"Subtitle": ((0, 60, 240), 20),
    b"Heading1": ((70, 10, 240), 20),
    b"Heading2": ((50, 10, 240), 19),
    b"BlockText": ((16, 16, 230), 17),
    b"Chiffres": ((30, 10, 225), 14),
    b"Footer": ((0, 0, 240), 15),
}
"""Space before, after (twentieths of a point) and between lines (240: simple); the size in half-points."""


def tightened(name: str, content: bytes, air: float) -> bytes:
    """A part of the document as one page wants it; parts that have no say come back as they are.

    ``air`` is how much the rows of its table are spread, 1 for the least.
    """
    if name == "word/styles.xml":
        return _tight_styles(content, air)
    if name == "word/numbering.xml":
        return _BULLET.sub(b'<w:ind w:left="227" w:hanging="227"/>', content)
    if name == "word/document.xml":
        return _INLINE.sub(_floating, _MARGINS.sub(_TIGHT_MARGINS, content))
    return content


def _tight_styles(styles: bytes, air: float) -> bytes:
    for style, (spaces, size) in _LOOKS.items():
        spacing = b'<w:spacing w:before="%d" w:after="%d" w:line="%d" w:lineRule="auto"/>' % spaces
        styles = re.sub(_STYLE % style, partial(_set, spacing, size), styles, count=1, flags=re.DOTALL)
    margin = round(LEAST_MARGIN + AIR_MARGIN * (air - 1))
    styles = re.sub(_STYLE % b"Table", partial(_tight_table, margin), styles, count=1, flags=re.DOTALL)
    return styles.replace(*_FOOT_TAB)


def _set(spacing: bytes, size: int, style: re.Match[bytes]) -> bytes:
    body = _SPACING.sub(spacing, style[2])
    if b'"Heading1"' in style[1]:
        body = _RULE.sub(b"", body)
    sizes = b'<w:sz w:val="%d"/><w:szCs w:val="%d"/>' % (size, size)
    if _SIZES.search(body):
        body = _SIZES.sub(sizes, body)
    else:
        body = _NO_LOOK.sub(b"<w:rPr>" + sizes + b"</w:rPr>", body)
    return style[1] + body + style[3]


def _tight_table(margin: int, style: re.Match[bytes]) -> bytes:
    return style[1] + _CELL_MARGIN.sub(rb'<w:\1 w:w="%d" w:type="dxa"/>' % margin, style[2]) + style[3]


def _floating(found: re.Match[bytes]) -> bytes:
    """A picture on the right margin, the text beside it."""
    inside = _EXTENT.sub(rb"\g<1>" + _WRAP, _EFFECT.sub(b"", found["inside"]), count=1)
    return _ANCHOR + inside + b"</wp:anchor>"
