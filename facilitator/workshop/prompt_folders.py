"""Where the editable texts lie: a démarche's own first, then the user's, then the program's."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from facilitator.config import shipped, user_prompts


class Origin(StrEnum):
    """Whose trame it is, the first that has one winning."""

    DEMARCHE = "la démarche"
    USER = "vous"
    PACKAGE = "le logiciel"


def outline_folders(demarche: Path | None) -> tuple[tuple[Origin, Path], ...]:
    """Where trames lie, by precedence; ``demarche`` is the folder of one."""
    own = ((Origin.DEMARCHE, demarche / "trames"),) if demarche else ()
    return (*own, (Origin.USER, user_prompts()), (Origin.PACKAGE, shipped("prompts")))
