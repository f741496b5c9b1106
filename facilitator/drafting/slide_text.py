"""Runs of text on a slide: language, look, line breaks; shared by placeholders and table cells."""

from typing import Any

from facilitator.drafting.slides import Look, Run
from facilitator.press.packages import NOT_IN_XML

FRENCH = "fr-FR"
DRAWING = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_LINE_ENDS = ("\r\n", "\r", "\v", "\f")
_HIGHLIGHT = f'<a:highlight {DRAWING}><a:srgbClr val="FFF1C9"/></a:highlight>'


def printable(text: str) -> str:
    """``text`` with the few characters that no XML file may hold replaced by U+FFFD."""
    return NOT_IN_XML.sub("\ufffd", text)


def add_run(paragraph: Any, run: Run, size: int, *, bold: bool = False) -> None:
    """The run's characters; a line end inside them becomes a line break."""
    text = run.text
    for end in _LINE_ENDS:
        text = text.replace(end, "\n")
    for index, piece in enumerate(printable(text).split("\n")):
        if index:
            paragraph.add_line_break()
        if piece:
            _style_run(paragraph.add_run(), piece, run.look, size, bold=bold)


def _style_run(drawn: Any, text: str, look: Look, size: int, *, bold: bool) -> None:
    from pptx.dml.color import MSO_THEME_COLOR, RGBColor
    from pptx.oxml import parse_xml
    from pptx.util import Pt

    drawn.text, drawn.font.size = text, Pt(size)
    properties = drawn._r.get_or_add_rPr()
    properties.set("lang", FRENCH)
    if bold or look.bold:
        drawn.font.bold = True
    if look is Look.ACCENT:
        drawn.font.color.theme_color = MSO_THEME_COLOR.ACCENT_1
    elif look is Look.CREDIT:
        drawn.font.color.theme_color = MSO_THEME_COLOR.TEXT_1
        drawn.font.color.brightness = 0.25
    elif look is Look.TODO:
        # black on yellow on any background, as a highlighter would
        drawn.font.color.rgb = RGBColor(0, 0, 0)
        properties.append(parse_xml(_HIGHLIGHT))
