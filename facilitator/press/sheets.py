"""Sheets to print and to write on by hand: PDF through typst, from plain values, without Markdown."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from facilitator.errors import TemplateError
from facilitator.press.pandoc import write_whole

Page = Mapping[str, object]
"""One page: its ``genre`` (affiche, grille, notes, vote, depouillement, emargement) and what it says."""

_TEMPLATE = Path(__file__).with_name("feuilles.typ")


def write_sheets(title: str, foot: str, pages: Sequence[Page], target: Path) -> Path:
    """Write ``target`` (.pdf), A4, black and white, ``foot`` at the bottom of each page; returns it.

    The same pages give the same bytes on every computer: no date, only the fonts that typst carries. A
    character that none of them has (an emoji) is lent by the computer's own.

    Raises TemplateError, StoreError.
    """
    given = {"donnees": json.dumps({"titre": title, "pied": foot, "pages": pages}, ensure_ascii=False)}
    source = b"#set document(date: none)\n" + _TEMPLATE.read_bytes()
    return write_whole(_printed(source, given), target)


def _printed(source: bytes, given: dict[str, str]) -> bytes:
    import typst

    try:
        return typst.compile(
            source, format="pdf", pdf_standards="ua-1", ignore_system_fonts=True, sys_inputs=given
        )
    except typst.TypstError as refusal:
        return _printed_plainly(source, given, refusal)


def _printed_plainly(source: bytes, given: dict[str, str], refusal: Exception) -> bytes:
    """The same pages without the standard that refused them; raises TemplateError where that is no cure."""
    import typst

    try:
        return typst.compile(source, format="pdf", sys_inputs=given)
    except typst.TypstError as error:
        raise TemplateError(
            "Les feuilles n’ont pas pu être mises en page.",
            cause=f"Typst dit : {error}",
            next_step="Raccourcissez les questions de l’événement, et recommencez.",
        ) from refusal
