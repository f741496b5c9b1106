"""TOML that a facilitator writes: read, held against its blocks, refused with the key at fault."""

import re
import tomllib
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from pydantic_core import ErrorDetails

from facilitator.errors import InputError
from facilitator.language.typography import quote, typeset

Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Count = Annotated[int, Field(ge=0, le=10_000_000)]


class Block(BaseModel):
    """A block of the file: no unknown key, no value of another type."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


Model = TypeVar("Model", bound=Block)


def validated(model: type[Model], path: Path) -> Model:
    """What the file tells, by the blocks of ``model``; raises InputError naming the file and the key."""
    try:
        return model.model_validate(_parsed(path))
    except ValidationError as error:
        raise _refusal(path, error.errors()[0]) from error


def beside(description: Path, key: str, name: str | None) -> Path | None:
    """The file that a key of ``description`` names, beside it; raises InputError where there is none."""
    if name is None:
        return None
    path = description.parent / name
    if not path.is_file():
        raise InputError(
            typeset(f"Le fichier {path}, que nomme {description.name}, n'existe pas."),
            cause=typeset(f"Clé {key}."),
            next_step=typeset(f"Placez-le à côté de {description.name}, ou corrigez son nom."),
        )
    return path


def _parsed(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise InputError(
            typeset(f"La description {path} n'existe pas."), next_step="Vérifiez son nom et son dossier."
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            typeset(f"La description {path} ne peut pas être lue."),
            cause="Ce n’est pas un fichier de texte en UTF-8, ou le système en refuse la lecture.",
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise InputError(
            typeset(f"La description {path.name} n'est pas du TOML valide."),
            cause=_where(error),
            next_step="Vérifiez-y les guillemets, les crochets et le signe égal.",
        ) from error


def _where(error: tomllib.TOMLDecodeError) -> str:
    """The line at fault, from the only place where tomllib tells it before Python 3.14: its message."""
    line = re.search(r"line (\d+)", str(error))
    return f"La ligne {line.group(1)} ne se lit pas." if line else "La fin du fichier manque."


_EXPECTED = {
    "missing": "Elle est obligatoire.",
    "extra_forbidden": "Elle n’existe pas à cet endroit.",
    "string_type": "Un texte entre guillemets est attendu.",
    "string_too_short": "Le texte est vide.",
    "string_too_long": "Le texte est trop long.",
    "string_pattern_mismatch": "Des minuscules sans accent, des chiffres et des tirets sont attendus.",
    "int_type": "Un nombre entier est attendu, sans guillemets.",
    "bool_type": "« true » ou « false » est attendu, sans guillemets.",
    "date_type": "Une date est attendue, sans guillemets : 2026-03-12.",
    "list_type": 'Une liste est attendue : ["…", "…"], ou des blocs [[…]].',
    "model_type": "Un bloc est attendu : [nom] ou [[nom]].",
    "greater_than_equal": "Le nombre est trop petit.",
    "less_than_equal": "Le nombre est trop grand.",
}


def _refusal(path: Path, error: ErrorDetails) -> InputError:
    """What is wrong, where, in French: blocks that repeat are numbered from 1."""
    where = [f"n° {part + 1}" if isinstance(part, int) else part for part in error["loc"]]
    place = f"La clé {quote(' > '.join(where))}" if where else "Le contenu"
    return InputError(
        typeset(f"{place} ne convient pas dans {path.name}."),
        cause=typeset(_EXPECTED.get(error["type"], error["msg"])),
        next_step="Comparez avec le modèle sessions/exemple.",
    )
