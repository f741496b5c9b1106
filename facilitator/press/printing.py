"""Markdown to a page ready to print: PDF through typst, tagged for those who listen to it.

Only the fonts that typst carries are used (Libertinus Serif first, OFL), so that the same document gives the
same pages, and the same bytes, on every computer.
"""

import json
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from facilitator.errors import TemplateError
from facilitator.press.pandoc import Heading, convert, write_whole

_ACCESSIBLE: Literal["ua-1"] = "ua-1"


def to_pdf(markdown: str, target: Path, heading: Heading) -> Path:
    """Write ``target`` (.pdf), A4, with page numbers, running head and « Sommaire »; raises like ``to_docx``.

    It is PDF/UA-1 wherever typst can make it so. A character that none of its fonts has (an emoji) rules
    that out: the document is then tagged only, and the computer's own fonts lend the character.
    """
    source = _source(markdown, replace(heading, setting=""))
    inputs = {"reglage": heading.setting} if heading.setting else {}
    with _pictures(heading) as root:
        return write_whole(_compile(source, root, inputs), target)


@dataclass(frozen=True, slots=True)
class Filled:
    """How high a page is, and how high its matter at each air that was asked about, in points."""

    room: float
    taken: tuple[float, ...]


def filled(markdown: str, heading: Heading, airs: Sequence[float] = (1,)) -> tuple[Filled, ...]:
    """How full the page of each fiche would be, without writing any; raises like ``to_docx``.

    ``airs`` are how much its matter is spread, 1 for the least.
    """
    found = _asked(markdown, heading, "<fiche>", mesures=" ".join(map(str, airs)))
    return tuple(Filled(room, tuple(taken)) for room, taken in found)


@dataclass(frozen=True, slots=True)
class Laid:
    """How a journal lies: its pages, how full they are before they are stretched (0..1), the size of its text
    in points."""

    pages: int
    fill: float
    size: float

    @property
    def setting(self) -> str:
        """The same for the template, which then need not look for it again."""
        return f"{self.size} {self.pages}"


def laid(markdown: str, heading: Heading) -> Laid:
    """How the pages of a journal would be laid out, without writing them; raises like ``to_docx``."""
    (told,) = _asked(markdown, heading, "<mise-en-page>")
    return Laid(told["pages"], told["remplissage"], told["corps"])


def _asked(markdown: str, heading: Heading, label: str, **inputs: str) -> Any:
    """What the pages say under this label once they are laid out, in order."""
    import typst

    try:
        with _pictures(heading) as root:
            found = typst.query(
                _source(markdown, heading),
                label,
                field="value",
                root=root,
                ignore_system_fonts=True,
                sys_inputs=inputs,
            )
    except RuntimeError as error:  # a query tells its failures less finely than a compilation
        raise _not_laid_out(error) from error
    return json.loads(found)


@lru_cache(maxsize=2)  # a journal is laid out, then printed
def _source(markdown: str, heading: Heading) -> bytes:
    """What typst reads: pandoc's rendering in the template of the layout."""
    day = heading.dated
    moment = f"datetime(year: {day.year}, month: {day.month}, day: {day.day})" if day else "none"
    return convert(
        markdown,
        "typst-smart",  # apostrophes and dashes stay as they were typed
        heading,
        f"--template={heading.layout.template('typ')}",
        f"--variable=moment:{moment}",
        f"--variable=flipped:{'true' if heading.landscape else 'false'}",
    )


@contextmanager
def _pictures(heading: Heading) -> Iterator[Any]:  # typst’s stubs want a root of the type of the text
    """The folder where typst finds the pictures, None where there is none to show."""
    if not heading.pictures:
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="facilitator-") as folder:
        for name, picture in heading.pictures.items():
            (Path(folder) / name).write_bytes(picture)
        yield folder


def _compile(source: bytes, root: Any, inputs: dict[str, str]) -> bytes:
    import typst

    try:
        return typst.compile(
            source,
            root=root,
            format="pdf",
            pdf_standards=_ACCESSIBLE,
            ignore_system_fonts=True,
            sys_inputs=inputs,
        )
    except typst.TypstError as refusal:
        return _compile_plainly(source, root, inputs, refusal)


def _compile_plainly(source: bytes, root: Any, inputs: dict[str, str], refusal: Exception) -> bytes:
    """The same pages without the standard that refused them; raises TemplateError where that is no cure."""
    import typst

    try:
        return typst.compile(source, root=root, format="pdf", sys_inputs=inputs)
    except typst.TypstError as error:
        raise _not_laid_out(error) from refusal


def _not_laid_out(error: Exception) -> TemplateError:
    return TemplateError(
        "Le PDF n’a pas pu être mis en page.",
        cause=f"Typst dit : {error}",
        next_step="Reprenez la trame d’origine, ou demandez le document Word (--vers docx).",
    )
