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

    The same pages give the same bytes on every computer: no date, only the fonts that typst carries. Raises
    TemplateError, StoreError.
    """
    import typst

    given = json.dumps({"titre": title, "pied": foot, "pages": pages}, ensure_ascii=False)
    source = b"#set document(date: none)\n" + _TEMPLATE.read_bytes()
    try:
        printed = typst.compile(
            source,
            format="pdf",
            pdf_standards="ua-1",
            ignore_system_fonts=True,
            sys_inputs={"donnees": given},
        )
    except typst.TypstError as error:
        raise TemplateError(
            "Les feuilles n’ont pas pu être mises en page.",
            cause=f"Typst dit : {error}",
            next_step="Raccourcissez les questions de l’événement, et recommencez.",
        ) from error
    return write_whole(printed, target)
