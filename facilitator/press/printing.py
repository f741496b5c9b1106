"""Markdown to a page ready to print: PDF through typst, tagged for those who listen to it.

Only the fonts that typst carries are used (Libertinus Serif first, OFL), so that the same document gives the
same pages, and the same bytes, on every computer.
"""

from pathlib import Path
from typing import Literal

from facilitator.errors import TemplateError
from facilitator.press.pandoc import Heading, convert, write_whole

_TEMPLATE = Path(__file__).with_name("livrable.typ")
_ACCESSIBLE: Literal["ua-1"] = "ua-1"


def to_pdf(markdown: str, target: Path, heading: Heading) -> Path:
    """Write ``target`` (.pdf), A4, with page numbers, running head and « Sommaire »; raises like ``to_docx``.

    It is PDF/UA-1 wherever typst can make it so. A character that none of its fonts has (an emoji) rules
    that out: the document is then tagged only, and the computer's own fonts lend the character.
    """
    day = heading.dated
    moment = f"datetime(year: {day.year}, month: {day.month}, day: {day.day})" if day else "none"
    source = convert(
        markdown,
        "typst-smart",  # apostrophes and dashes stay as they were typed
        heading,
        f"--template={_TEMPLATE}",
        f"--variable=moment:{moment}",
        f"--variable=flipped:{'true' if heading.landscape else 'false'}",
    )
    return write_whole(_compile(source), target)


def _compile(source: bytes) -> bytes:
    import typst

    try:
        return typst.compile(source, format="pdf", pdf_standards=_ACCESSIBLE, ignore_system_fonts=True)
    except typst.TypstError as refusal:
        return _compile_plainly(source, refusal)


def _compile_plainly(source: bytes, refusal: Exception) -> bytes:
    """The same pages without the standard that refused them; raises TemplateError where that is no cure."""
    import typst

    try:
        return typst.compile(source, format="pdf")
    except typst.TypstError as error:
        raise TemplateError(
            "Le PDF n’a pas pu être mis en page.",
            cause=f"Typst dit : {error}",
            next_step="Reprenez la trame d’origine, ou demandez le document Word (--vers docx).",
        ) from refusal
