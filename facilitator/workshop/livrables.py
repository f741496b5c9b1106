"""Where livrables go, and how they get there: whole, or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from filecmp import cmp
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.domain.demarche import Demarche
from facilitator.domain.event import Event
from facilitator.domain.evidence import EventEvidence
from facilitator.domain.imprint import Imprint
from facilitator.errors import StoreError, UsageError
from facilitator.language.typography import typeset
from facilitator.workshop.drafted import (
    FILE_NAME,
    PROJECT,
    LivrableKind,
    Shelved,
    Sources,
    keep_sources,
    shelved,
)

if TYPE_CHECKING:
    from facilitator.drafting.deck import Planner
    from facilitator.drafting.note_strategique import WholeDemarche
    from facilitator.drafting.tables import Wall

FOLDER = "livrables"
ATTENDANCE = "emargement"
"""Where attendance sheets lie: with no livrable, since names are written on them."""
FORMER = "precedents"


class Livrables:
    """What can be drafted from one démarche, each file by its name in ``livrables``."""

    def __init__(
        self,
        folder: Path,
        demarche: Demarche,
        imprint: Callable[[str], Imprint],
        project: Callable[[], Imprint],
        whole: Callable[[Sequence[EventEvidence]], WholeDemarche],
        shown: Callable[[Event], Event] = lambda event: event,
    ) -> None:
        self._folder = folder
        self._demarche = demarche
        self._imprint = imprint
        self._project = project
        self.whole = whole
        self._shown = shown

    @property
    def outlines(self) -> tuple[Path, ...]:
        """Where trames are looked for: the démarche's own, then the user's, then the program's."""
        from facilitator.workshop.prompt_folders import outline_folders

        return tuple(folder for _, folder in outline_folders(self._folder))

    def deck(self, evidence: EventEvidence, template: Path | None = None) -> tuple[Path, tuple[str, ...]]:
        """The restitution deck of an event, and what to know about it; raises InputError, TemplateError."""
        from facilitator.drafting.deck import RESTITUTION

        return self._deck(evidence, LivrableKind.DECK.file_name(evidence.event), template, RESTITUTION)

    def pause(self, evidence: EventEvidence, template: Path | None = None) -> tuple[Path, tuple[str, ...]]:
        """The three slides of a break, and what to know about them; raises InputError, TemplateError."""
        from facilitator.drafting.deck import PAUSE

        return self._deck(evidence, LivrableKind.PAUSE.file_name(evidence.event), template, PAUSE)

    def diagnostic(
        self, evidence: EventEvidence, template: Path | None = None
    ) -> tuple[Path, tuple[str, ...]]:
        """The restitution with the territory's figures beside what was said; raises as :meth:`deck`.

        Figures are those of the description and of the imported indicators, which maps or charts show.
        UsageError where there is no figure.
        """
        from facilitator.drafting.deck import DIAGNOSTIC
        from facilitator.workshop.territory import faced, facing

        found = faced(self._folder, self._demarche, drawn=True)
        evidence = facing(evidence, found)
        if not evidence.demarche.figures:
            raise UsageError(
                "La démarche n’a aucun chiffre à mettre en face des paroles.",
                next_step="Importez des indicateurs (« facilitator indicateurs importer »), ou écrivez des "
                "[[chiffres]] dans la description de la démarche, puis « facilitator decrire ».",
            )
        planners = found.planners() if found else DIAGNOSTIC
        return self._deck(evidence, LivrableKind.DIAGNOSTIC.file_name(evidence.event), template, planners)

    def _deck(
        self, evidence: EventEvidence, name: str, template: Path | None, planners: Sequence[Planner]
    ) -> tuple[Path, tuple[str, ...]]:
        from facilitator.drafting.deck import write_deck

        if evidence.event.kind.is_comite:
            raise UsageError(
                typeset(
                    f"« {evidence.event.title} » est un comité : il n'a pas de diaporama de restitution."
                ),
                next_step="Tapez « facilitator releve » pour son relevé de décisions.",
            )
        with livrable(self._folder, name) as (draft, target):
            deck = write_deck(evidence, draft, template=template, planners=planners)
            self._keep_proofs(draft, [evidence])
        self._keep(target, _sources([evidence]))
        used = (f"{typeset('ce qui a servi du gabarit :')}\n    " + "\n    ".join(deck.services),)
        return target, (*(used if deck.services else ()), *deck.notes)

    def synthese(self, evidence: EventEvidence, template: Path | None = None, form: str = "docx") -> Path:
        """The synthesis of an event, docx, odt, html or pdf; raises InputError, TemplateError."""
        from facilitator.drafting.synthese import write_synthese

        name = LivrableKind.SYNTHESE.file_name(evidence.event, form)
        with livrable(self._folder, name) as (draft, target):
            write_synthese(evidence, draft, outlines=self.outlines, reference=template)
            self._keep_proofs(draft, [evidence])
        self._keep(target, _sources([evidence]))
        return target

    def decisions(self, evidence: EventEvidence, template: Path | None = None, form: str = "docx") -> Path:
        """The relevé de décisions of a comité; raises UsageError, InputError, TemplateError."""
        from facilitator.drafting.releve_decisions import write_decisions

        name = LivrableKind.DECISIONS.file_name(evidence.event, form)
        with livrable(self._folder, name) as (draft, target):
            write_decisions(evidence, draft, outlines=self.outlines, reference=template)
            self._keep_proofs(draft, [evidence])
        self._keep(target, _sources([evidence]))
        return target

    def conducteur(self, event: Event, template: Path | None = None, form: str = "docx") -> Path:
        """The conducteur of an event, before anything is said; raises TemplateError."""
        from facilitator.drafting.conducteur import write_conducteur
        from facilitator.workshop.methods import known_methods

        kind, shelf = LivrableKind.CONDUCTEUR, known_methods(self._folder)
        with livrable(self._folder, kind.file_name(event, form)) as (draft, target):
            write_conducteur(
                self._demarche,
                self._shown(event),
                draft,
                outlines=self.outlines,
                methods=shelf.methods,
                thematiques=shelf.thematiques,
                reference=template,
            )
        self._keep(target, {event.id: kind.read_from(self._imprint(event.id))})
        return target

    def sheets(self, event: Event, *, cells: int = 12) -> tuple[Path, Path]:
        """The sheets to print before an event, and apart from every note its attendance sheet, blank."""
        from facilitator.drafting.feuilles import write_emargement, write_feuilles
        from facilitator.workshop.methods import known_methods

        kind, methods = LivrableKind.SHEETS, known_methods(self._folder).methods
        with livrable(self._folder, kind.file_name(event)) as (draft, target):
            write_feuilles(self._demarche, event, draft, methods=methods, cells=cells)
        self._keep(target, {event.id: kind.read_from(self._imprint(event.id))})
        with livrable(self._folder, f"{event.slug}.pdf", ATTENDANCE) as (draft, attendance):
            write_emargement(self._demarche, event, draft)
        return target, attendance

    def note(
        self, evidences: Sequence[EventEvidence], template: Path | None = None, form: str = "docx"
    ) -> Path:
        """The note stratégique of the démarche; raises InputError, TemplateError.

        What a comité decides and a réunion de travail plans is no word of the territory: it is left to
        their own documents. Enjeux and axes are those of the projet social where it holds some.
        """
        from facilitator.drafting.note_strategique import write_note

        heard = [one for one in evidences if one.event.kind.gathers_words] or evidences
        elsewhere = tuple(one.event.title for one in evidences if one not in heard)
        with livrable(self._folder, f"note-strategique.{form}") as (draft, target):
            write_note(
                self._demarche,
                heard,
                draft,
                outlines=self.outlines,
                reference=template,
                whole=replace(self.whole(heard), elsewhere=elsewhere),
            )
            self._keep_proofs(draft, heard)
        self._keep(target, {**_sources(evidences), PROJECT: self._project()})
        return target

    def export(self, extension: str, walls: Sequence[Wall], sources: Sources) -> Path:
        """Every contribution with its theme, as xlsx, csv or json; raises UsageError for another one."""
        from facilitator.drafting.tables import EXTENSIONS, write_export

        if extension not in EXTENSIONS:
            raise UsageError(
                f"« {extension} » n’est pas une extension d’export.",
                next_step=f"Extensions possibles : {', '.join(EXTENSIONS)}.",
            )
        stem = walls[0].event.slug if len(walls) == 1 else self._demarche.slug
        with livrable(self._folder, f"{stem}-contributions.{extension}") as (draft, target):
            write_export(draft, self._demarche, walls)
        self._keep(target, sources)
        return target

    def imprints(self, events: Sequence[Event]) -> Sources:
        """What a livrable of all these events would be written from now."""
        return {one.id: self._imprint(one.id) for one in events}

    def shelf(self, event: Event, events: Sequence[Event]) -> tuple[Shelved, ...]:
        """What can be drafted of an event, and of all ``events``: when it was, and what changed since."""
        from facilitator.workshop.territory import has_indicators

        now = self.imprints(events)
        folder = self._folder / FOLDER
        figures = has_indicators(self._folder)
        of_event, of_all = {event.id: now[event.id]}, {**now, PROJECT: self._project()}
        return tuple(
            shelved(
                kind,
                event,
                folder,
                {
                    id_: kind.read_from(one)
                    for id_, one in (of_all if kind is LivrableKind.NOTE else of_event).items()
                },
            )
            for kind in LivrableKind
            if kind.offered(event, self._demarche, indicators=figures)
        )

    def keep(
        self,
        name: str,
        fill: Callable[[Path], None],
        sources: Sources,
        evidences: Sequence[EventEvidence] = (),
    ) -> Path:
        """Have ``fill`` write the livrable ``name``, with its proofs inside and its ``sources`` beside it.

        A workbook to fill in holds none. Raises what ``fill`` raises, and StoreError.
        """
        with livrable(self._folder, name) as (draft, target):
            fill(draft)
            if draft.suffix != ".xlsx":
                self._keep_proofs(draft, evidences)
        self._keep(target, sources)
        return target

    def _keep_proofs(self, draft: Path, evidences: Sequence[EventEvidence]) -> None:
        """Put inside the file what each of its lines rests on, for « prouver »; a PDF holds none."""
        if draft.suffix == ".pdf":
            return
        from facilitator.drafting.proving.manifest import keep_manifest
        from facilitator.workshop.proving import manifest_for

        keep_manifest(draft, manifest_for(draft, self._demarche.slug, evidences))

    def _keep(self, target: Path, sources: Sources) -> None:
        try:
            keep_sources(target, sources)
        except OSError as error:
            raise _unwritable(target.parent / FILE_NAME, error) from error


@contextmanager
def livrable(folder: Path, name: str, room: str = FOLDER) -> Iterator[tuple[Path, Path]]:
    """The path to write to and the path it ends at, in the démarche's ``livrables`` folder, or another.

    The file takes its final name only when the block ends well; a former one that differs, which somebody
    may have completed by hand, is set aside in ``precedents``. Raises StoreError when it cannot be
    written, most often because it is open in another program.
    """
    target = folder / room / name
    draft = target.with_name(f".{target.stem}.{os.getpid()}{target.suffix}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            yield draft, target
            _set_aside(target, draft)
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise _unwritable(target, error) from error


def _unwritable(target: Path, error: OSError) -> StoreError:
    return StoreError(
        f"Le livrable {target} ne peut pas être écrit.",
        cause=error.strerror or str(error),
        next_step="S’il est ouvert dans Word ou PowerPoint, fermez-le ; vérifiez la place sur le disque.",
    )


def _sources(evidences: Sequence[EventEvidence]) -> Sources:
    return {one.event.id: one.imprint for one in evidences if one.imprint is not None}


def _set_aside(former: Path, draft: Path) -> None:
    """Keep ``former`` under the day and time of its last change, unless ``draft`` says the same."""
    if not former.exists() or cmp(former, draft, shallow=False):
        return
    changed = datetime.fromtimestamp(former.stat().st_mtime).astimezone()
    kept = former.parent / FORMER / f"{former.stem} {changed:%Y-%m-%d %Hh%Mm%S}{former.suffix}"
    kept.parent.mkdir(exist_ok=True)
    former.replace(kept)
