"""The words of a document written elsewhere, Word or OpenDocument, as plain text."""

from pathlib import Path

from facilitator.errors import FacilitatorError, InputError

READ = (".docx", ".odt")


def plain_text(path: Path) -> str:
    """The text of a .docx or .odt, a paragraph a line; raises InputError where pandoc cannot read it."""
    import pypandoc

    if not path.is_file():
        raise InputError(f"Le fichier {path} n’existe pas.", next_step="Vérifiez son nom et son dossier.")
    try:
        said: str = pypandoc.convert_file(
            str(path), "plain", path.suffix.lower()[1:], ["--sandbox", "--wrap=none", "--quiet"]
        )
    except RuntimeError as error:
        raise InputError(
            f"Le document {path.name} ne se lit pas.",
            cause="Il est abîmé, ou protégé par un mot de passe.",
            next_step="Enregistrez-le en texte (.txt), ou collez-le dans la séance.",
        ) from error
    except OSError as error:
        raise FacilitatorError(
            "Pandoc, qui lit les documents, est introuvable.",
            cause=str(error),
            next_step="Réinstallez le logiciel : pandoc est livré avec lui (pypandoc-binary).",
        ) from error
    return said
