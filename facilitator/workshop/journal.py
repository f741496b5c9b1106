"""The journals of a démarche: told to everybody, on paper and on the web."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from facilitator.domain.project_evidence import ProjectEvidence
from facilitator.errors import UsageError
from facilitator.workshop.project_livrables import write_livrable
from facilitator.workshop.workshop import Workshop

NUMBERS = (1, 2, 3)
USUAL_FORMS = ("pdf", "html")
"""What a journal is written as where nothing else is asked for: to print, and to publish."""


def draft_journals(
    workshop: Workshop,
    evidence: ProjectEvidence,
    number: int,
    forms: Sequence[str] = USUAL_FORMS,
    *,
    simple: bool = False,
    day: date | None = None,
) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    """Write the journal ``number`` in these forms; where they lie, and what to know about them.

    ``simple`` is the version to have reread, ``day`` when it comes out (see ``drafting.journal_scope``).
    Raises UsageError for another number, InputError where there is nothing to tell or no room for it,
    TemplateError, StoreError.
    """
    from facilitator.drafting.journal import draft_journal

    check_number(number)
    journal = draft_journal(evidence, number, outlines=workshop.livrables.outlines, day=day, simple=simple)

    def written(_: ProjectEvidence, target: Path, *, outlines: Sequence[Path]) -> Path:  # noqa: ARG001
        return journal.write(target)

    paths = tuple(
        write_livrable(workshop.livrables, evidence, journal_file(number, form, simple=simple), written)
        for form in forms
    )
    return paths, journal.notes


def check_number(number: int) -> None:
    """Raise UsageError where there is no journal of this number."""
    if number not in NUMBERS:
        raise UsageError(
            f"Il n’y a pas de journal n°\u00a0{number}.",
            next_step="Trois journaux : 1, le lancement ; 2, le diagnostic partagé ; 3, le plan d’actions.",
        )


def journal_file(number: int, form: str, *, simple: bool = False) -> str:
    """The name of a journal's file: « journal-2.pdf », « journal-2-simplifie.pdf »."""
    return f"journal-{number}{'-simplifie' if simple else ''}.{form}"
