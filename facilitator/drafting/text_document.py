"""From an outline and its values to a document on disk: the path that every text livrable takes."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from facilitator.language.french import counted, listed, of
from facilitator.language.typography import number, quote, typeset, typeset_part
from facilitator.press.forms import form_asked, print_as
from facilitator.press.markdown import escaped, styled
from facilitator.press.pandoc import Heading, Layout
from facilitator.prompts import Markdown, Typesetting, find_outline, load_outline

_GAP = re.compile(r"\[((?:à (?:compléter|décider)|carte à insérer)[^\]]*)\]")


def gap(words: str) -> Markdown:
    """A place that a human must fill in, in brackets and in its own style: « [à compléter : la date] »."""
    return styled(typeset(f"[{words}]"), "À compléter")


def _own_words(text: str) -> str:
    """An outline's own words, typeset, with the style of gaps on what a human must fill in."""
    return _GAP.sub(lambda found: gap(re.sub(r" *\n *", " ", found.group(1))), typeset_part(text))


TYPESETTING = Typesetting(
    words=_own_words,
    title_words=typeset_part,
    escape=escaped,
    filters={"compte": counted, "nombre": number, "liste": listed, "de": of, "cite": quote, "typo": typeset},
)


def write_text_document(
    name: str,
    values: Mapping[str, object],
    target: Path,
    *,
    outlines: Sequence[Path],
    reference: Path | None,
    dated: date | None,
) -> Path:
    """Fill in the outline ``name`` and write it in the form of ``target``'s extension; returns ``target``.

    ``outlines`` are the folders of trames by precedence, ``dated`` the date of the file's properties,
    ``reference`` the Word file whose styles a .docx takes. Raises TemplateError (the outline or the
    reference), StoreError (``target`` cannot be written), UsageError (another extension).
    """
    heading, markdown = filled_outline(name, values, outlines=outlines, dated=dated)
    return print_as(form_asked(target.suffix), markdown, target, heading, reference=reference)


def filled_outline(
    name: str, values: Mapping[str, object], *, outlines: Sequence[Path], dated: date | None
) -> tuple[Heading, str]:
    """The heading and the Markdown of a document, before the press; raises TemplateError."""
    outline = load_outline(find_outline(name, outlines), TYPESETTING)
    heading = Heading(
        title=outline.title(values),
        subtitle=outline.subtitle(values),
        subject=typeset(f"Pour : {outline.head.public}"),
        dated=dated,
        landscape=outline.head.orientation == "paysage",
        layout=Layout(outline.head.mise_en_page),
    )
    return heading, outline.render(values)
