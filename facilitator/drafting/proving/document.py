"""A finished livrable as its reader sees it: passages in order, and those that name their contributions.

Nothing here knows how the file was drafted: a file that somebody has changed and saved again, in any
program, is read the same way.
"""

import re
import zipfile
import zlib
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from facilitator.errors import InputError, NotFoundError, UsageError
from facilitator.language.typography import typeset
from facilitator.press.packages import NOT_IN_XML

SUFFIXES = (".pptx", ".docx", ".odt", ".html", ".htm")
"""What can be read as passages; tables of contributions are proved row by row, see ``table_checking``."""

CELLS = " · "
"""What stands between the cells of a table's row, read as one passage."""

UNREADABLE = (
    OSError,
    EOFError,
    zipfile.BadZipFile,
    zlib.error,
    RuntimeError,
    LookupError,
    ValueError,
    SyntaxError,
    AttributeError,
    TypeError,
)
"""What zipfile (RuntimeError: a password), ElementTree and python-pptx raise for a package that is damaged;
python-pptx an AttributeError or a TypeError where an element that a part must have is lacking."""

QUOTED = re.compile(r"«[^»]*»")
"""Somebody’s words, or a name, in a line."""

_LINE_ENDS = re.compile("\r\n|[\r\v\f\u2028\u2029]")
_UNSHOWN = re.compile(f"{NOT_IN_XML.pattern}|\ufffd")  # what slides show in their place


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, a bar of a chart, a footnote or a row of a table: ``cells`` are those of a row.

    ``under`` is the title of the slide or of the section that it stands under; ``unit`` is what a bar counts.
    """

    place: str
    text: str
    cells: tuple[str, ...] = ()
    under: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Cited:
    """A text and the reference that leads to its contributions: a footnote, a line of speaker notes.

    ``code`` is that of the event, where the reference bears it.
    """

    place: str
    text: str
    reference: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """What a file shows; ``properties`` are its custom properties, by name.

    ``loose`` says that the file keeps no run of spaces: each is read as one.
    """

    passages: tuple[Passage, ...]
    cited: tuple[Cited, ...]
    properties: dict[str, str]
    loose: bool = False


def as_shown(text: str) -> str:
    """``text`` as a file can hold it: one sort of line end, without what no XML file may contain."""
    return _UNSHOWN.sub("", _LINE_ENDS.sub("\n", text))


def squeezed(text: str) -> str:
    """``text`` with any run of spaces and line ends as one space: for finding it again."""
    return " ".join(as_shown(text).split())


def as_worded(text: str) -> str:
    """``text`` as livrables write it, typeset, with single spaces."""
    return squeezed(typeset(text))


def without_quotations(text: str) -> str:
    """``text`` with a space for each quotation between guillemets: what the line says itself."""
    return QUOTED.sub(" ", text)


def digest_of(text: str) -> str:
    """A mark by which ``text`` is known again, and from which it cannot be read."""
    return sha256(as_shown(text).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def read_document(path: Path) -> Document:
    """The livrable at ``path``; raises NotFoundError, UsageError (a folder, another sort), InputError."""
    if path.is_dir():
        raise UsageError(f"{path} est un dossier.", next_step="Donnez un des livrables qu’il contient.")
    if not path.is_file():
        raise NotFoundError(f"Le fichier {path} n’existe pas.", next_step="Vérifiez son nom et son dossier.")
    suffix = path.suffix.casefold()
    if suffix == ".pdf":
        twin = path.with_suffix(".docx").name
        raise UsageError(
            typeset(f"« {path.name} » est un PDF : il ne se prouve pas lui-même."),
            cause="Ses pages sont faites pour l’impression ; ses preuves sont dans le document Word jumeau.",
            next_step=typeset(
                f"Prouvez « {twin} », rédigé des mêmes contributions (--vers docx), puis refaites le PDF."
            ),
        )
    if suffix not in SUFFIXES:
        raise UsageError(
            f"« {path.name} » n’est pas un livrable que l’on sait prouver.",
            cause="Les preuves se lisent dans les diaporamas (.pptx), les documents (.docx, .odt, .html) et "
            "les tableaux exportés (.xlsx, .csv, .json).",
            next_step="Donnez le fichier dont il vient.",
        )
    try:
        if suffix == ".pptx":
            from facilitator.drafting.proving.deck_reader import read_deck

            return read_deck(path)
        if suffix != ".docx":
            from facilitator.drafting.proving.open_forms import read_open_form

            return read_open_form(path)
        from facilitator.drafting.proving.text_reader import read_text

        return read_text(path)
    except UNREADABLE as error:
        raise InputError(
            f"Le fichier {path} ne se lit pas.",
            cause=typeset(
                "Il est abîmé, protégé par un mot de passe, ou d'une autre sorte que ne le dit son nom "
                f"({type(error).__name__} : {error})."
            ),
            next_step="Ouvrez-le et enregistrez-le de nouveau, ou rédigez le livrable encore une fois.",
        ) from error
