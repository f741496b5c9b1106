"""Documents in the other forms read back: OpenDocument and web pages as the Word file that says the same."""

import tempfile
from pathlib import Path

from facilitator.errors import FacilitatorError

READABLE = {".odt": "odt", ".html": "html", ".htm": "html"}
"""What can be read as a Word document, by extension, with pandoc's name for it."""


def as_word(path: Path) -> bytes:
    """The bytes of a .docx with the headings, paragraphs, tables and footnotes of the file at ``path``.

    Runs of spaces come as one, as in a browser. Raises RuntimeError where pandoc cannot read the file, and
    FacilitatorError where pandoc is missing.
    """
    import pypandoc

    with tempfile.TemporaryDirectory(prefix="facilitator-") as folder:
        output = Path(folder) / "document.docx"
        try:
            pypandoc.convert_file(
                str(path),
                "docx",
                READABLE[path.suffix.casefold()],
                ["--sandbox", "--quiet"],
                outputfile=str(output),
                verify_format=False,
            )
            return output.read_bytes()
        except OSError as error:
            raise FacilitatorError(
                "Pandoc, qui lit les documents, est introuvable.",
                cause=str(error),
                next_step="Réinstallez le logiciel : pandoc est livré avec lui (pypandoc-binary).",
            ) from error
