"""The forms in which a text document can be handed over, each by the extension of its file."""

from enum import StrEnum
from pathlib import Path

from facilitator.errors import UsageError
from facilitator.press.pandoc import Heading, to_docx, to_html, to_odt
from facilitator.press.printing import to_pdf


class Form(StrEnum):
    """A form by its extension."""

    DOCX = "docx"
    ODT = "odt"
    HTML = "html"
    PDF = "pdf"


def form_asked(word: str) -> Form:
    """The form of this extension (« PDF », « .docx »); UsageError with those there are."""
    wanted = word.strip().lower().removeprefix(".")
    if wanted not in Form.__members__.values():
        raise UsageError(
            f"« {word} » n’est pas une forme de document.",
            next_step=f"Formes possibles : {', '.join(Form)}.",
        )
    return Form(wanted)


def print_as(
    form: Form, markdown: str, target: Path, heading: Heading, *, reference: Path | None = None
) -> Path:
    """Write ``target`` in ``form``; ``reference`` lends its styles to a Word document, the only one it can.

    Raises what the printers raise: TemplateError, StoreError.
    """
    match form:
        case Form.DOCX:
            return to_docx(markdown, target, heading, reference=reference)
        case Form.ODT:
            return to_odt(markdown, target, heading)
        case Form.HTML:
            return to_html(markdown, target, heading)
        case Form.PDF:
            return to_pdf(markdown, target, heading)
