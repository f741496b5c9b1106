"""What an act tells the person who asked for it: counts, sentences, and where things went."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from facilitator.language.french import counted, plural
from facilitator.language.typography import quote, typeset

Step = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and out of how much (0: not known)."""


def unheard(_description: str, _done: int, _total: int) -> None:
    """The Step of a caller who shows no progress."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of a file's rows: ``added`` + ``already`` + ``rejected`` is every row of it."""

    source: Path
    event_title: str
    added: int
    already: int
    rejected: int
    rejects_path: Path | None
    notes: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """« 90 contributions ajoutées à « Atelier » ; 2 lignes refusées. »."""
        added = f"{counted(self.added, 'contribution')} {plural(self.added, 'ajoutée')}"
        parts = [f"{added} à {quote(self.event_title)}"]
        if self.already:
            parts.append(f"{counted(self.already, 'ligne')} déjà {plural(self.already, 'importée')}")
        if self.rejected:
            parts.append(f"{counted(self.rejected, 'ligne')} {plural(self.rejected, 'refusée')}")
        return typeset(f"{self.source.name} : {' ; '.join(parts)}.")


@dataclass(frozen=True, slots=True)
class ClassifyReport:
    """What sorting a file gave."""

    rows: int
    themes: int
    tray: int
    notes: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """« 90 lignes classées en 11 thèmes, 4 à ranger »."""
        rows = f"{counted(self.rows, 'ligne')} {plural(self.rows, 'classée')}"
        return typeset(f"{rows} en {counted(self.themes, 'thème')}, {self.tray} à ranger")
