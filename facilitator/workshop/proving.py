"""Proving a livrable: what its file claims, counted and read again on the wall as it is now."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.config import Settings
from facilitator.domain.claim import Finding, Manifest, Verdict
from facilitator.domain.contribution import Contribution
from facilitator.domain.imprint import Imprint
from facilitator.errors import NotFoundError, UsageError
from facilitator.language.french import counted
from facilitator.language.typography import quote, typeset
from facilitator.store.demarche_file import FILE_NAME, DemarcheFile
from facilitator.workshop.drafted import Sources, outdated, read_sources
from facilitator.workshop.territory import faced, facing

if TYPE_CHECKING:
    from facilitator.domain.evidence import EventEvidence
    from facilitator.workshop.reports import Step
    from facilitator.workshop.workshop import Workshop


@dataclass(frozen=True, slots=True)
class ProvedLine:
    """One line of a livrable and what became of all it claims."""

    place: str
    text: str
    findings: tuple[Finding, ...]

    @property
    def verdict(self) -> Verdict:
        """The gravest one."""
        order = list(Verdict)
        return min((one.verdict for one in self.findings), key=order.index)

    @property
    def told(self) -> tuple[str, ...]:
        """What is not as it was, each with its verdict: « chiffre altéré : écrit d’abord… »."""
        told = (typeset(f"{one.verdict} : ") + one.told for one in self.findings if one.told)
        return tuple(dict.fromkeys(told))


@dataclass(frozen=True, slots=True)
class Proof:
    """What became of a livrable's claims, in reading order.

    ``outdated`` tells in a sentence what has changed on the wall since it was written; ``by_sight`` says
    that the file no longer holds its manifest, and was judged by what it shows. ``said`` gives the
    contributions behind the claims, as they are now, by id.
    """

    path: Path
    findings: tuple[Finding, ...]
    outdated: str
    by_sight: bool
    said: dict[str, Contribution]

    @property
    def is_whole(self) -> bool:
        """Whether every line says what the wall says now."""
        return not self.outdated and not any(line.verdict.is_wrong for line in self.lines)

    @property
    def sentence(self) -> str:
        """« 42 lignes prouvées sur 45 ; 2 citations altérées ; périmé : 1 contribution s’est ajoutée… »."""
        verdicts = Counter(line.verdict for line in self.lines)
        proved, total = verdicts[Verdict.PROVED], sum(verdicts.values())
        told = [f"{counted(proved, *Verdict.PROVED.lines)} sur {total}"]
        told += [counted(verdicts[v], *v.lines) for v in Verdict if v is not Verdict.PROVED and verdicts[v]]
        told += [f"périmé : {self.outdated}"] if self.outdated else []
        if not total:
            told[0] = "aucune ligne à prouver"
        return typeset(" ; ".join(told))

    @property
    def lines(self) -> tuple[ProvedLine, ...]:
        """The findings by line, in reading order, place by place."""
        places = sorted(dict.fromkeys(one.claim.place for one in self.findings), key=_slide)
        kept: dict[tuple[str, str], list[Finding]] = {}
        for place in places:
            for one in self.findings:
                if one.claim.place == place:
                    kept.setdefault((place, one.claim.text), []).append(one)
        return tuple(ProvedLine(place, text, tuple(found)) for (place, text), found in kept.items())

    def behind(self, line: ProvedLine) -> tuple[Contribution, ...]:
        """The contributions behind a line that are still there, event by event, by number."""
        ids = {id_ for one in line.findings for id_ in one.claim.statement.contribution_ids}
        found = [self.said[id_] for id_ in ids if id_ in self.said]
        return tuple(sorted(found, key=lambda c: (c.event_id, c.number)))


def _slide(place: str) -> int:
    """The number of « diapositive 12 »; sections of a text keep their order."""
    found = re.fullmatch(r"diapositive (\d+)", place)
    return int(found[1]) if found else 0


def demarche_of(path: Path) -> Path | None:
    """The folder of the démarche that a file lies in; None where it lies elsewhere."""
    return next((folder for folder in path.resolve().parents if (folder / FILE_NAME).is_file()), None)


def open_at(folder: Path, settings: Settings) -> Workshop:
    """The démarche that this very folder holds, wherever it lies; raises NotFoundError, StoreError."""
    from facilitator.workshop.workshop import Workshop

    return Workshop(DemarcheFile.open(folder, station=settings.station), settings)


def manifest_for(path: Path, demarche: str, evidences: Sequence[EventEvidence]) -> Manifest:
    """What the livrable just written at ``path`` claims of these events."""
    from facilitator.drafting.proving.document import read_document
    from facilitator.drafting.proving.reading import read_claims

    sources = {one.event.id: one.imprint or Imprint() for one in evidences}
    return Manifest(demarche, sources, read_claims(read_document(path), evidences))


def prove(workshop: Workshop, step: Step, path: Path) -> Proof:
    """Check every claim of the livrable at ``path``; nothing is changed. It can run in the process aside.

    A table of contributions is checked row by row. Raises NotFoundError, UsageError, InputError (the file),
    and NotFoundError where it was written from another démarche.
    """
    from facilitator.drafting.proving.table_checking import SUFFIXES

    if path.is_file() and path.suffix.casefold() in SUFFIXES:
        return _prove_table(workshop, step, path)
    return _prove_document(workshop, step, path)


def _prove_document(workshop: Workshop, step: Step, path: Path) -> Proof:
    from facilitator.drafting.proving.checking import check
    from facilitator.drafting.proving.document import read_document
    from facilitator.drafting.proving.manifest import manifest_of
    from facilitator.drafting.proving.reading import read_claims

    document = read_document(path)
    manifest = manifest_of(document.properties)
    if manifest is not None and manifest.demarche != workshop.demarche.slug:
        raise _of_another(path, manifest.demarche, workshop)
    sources = manifest.sources if manifest else read_sources(path.parent).get(path.name)
    if sources and all(one == Imprint(description=one.description) for one in sources.values()):
        raise UsageError(
            typeset(f"« {path.name} » n'a rien à prouver."),
            cause="Il est écrit avant l’événement et ne cite aucune contribution.",
            next_step="Demandez les preuves d’un diaporama, d’une synthèse, d’un relevé ou de la note.",
        )
    evidences = _evidences(workshop, step, path, sources)
    claims = manifest.claims if manifest else read_claims(document, evidences, trusting=False)
    found = check(document, claims, evidences, by_sight=manifest is None)
    return _proof(path, found, evidences, sources, by_sight=manifest is None)


def _prove_table(workshop: Workshop, step: Step, path: Path) -> Proof:
    from facilitator.drafting.proving.table_checking import check_table
    from facilitator.workshop.returning import read_exported

    exported = read_exported(path)
    if exported is None:
        raise UsageError(
            typeset(f"« {path.name} » n'est pas un tableau exporté par ce programme."),
            cause="Il n’en porte pas la marque.",
            next_step=typeset("Donnez un fichier fait par « facilitator exporter »."),
        )
    sources = read_sources(path.parent).get(path.name)
    held = {wall.event.id for wall in exported.walls} | {wall.event.slug for wall in exported.walls}
    if not any(held & {event.id, event.slug} for event in workshop.events()):
        raise _of_another(path, exported.demarche.slug if exported.demarche else "", workshop)
    told = sources or {event.id: Imprint() for event in workshop.events() if held & {event.id, event.slug}}
    evidences = _evidences(workshop, step, path, told)
    changed = {one.event.id: bool(sources) and told.get(one.event.id) != one.imprint for one in evidences}
    found = check_table(exported, evidences, changed=changed)
    return _proof(path, found, evidences, sources, by_sight=False)


def _of_another(path: Path, demarche: str, workshop: Workshop) -> NotFoundError:
    here = quote(workshop.demarche.slug)
    return NotFoundError(
        typeset(f"« {path.name} » n'a pas été écrit à partir de cette démarche."),
        cause=typeset(f"Il vient de « {demarche} », et non de {here}.") if demarche else "",
        next_step="Ajoutez « --demarche D » avec la démarche dont il vient.",
    )


def _evidences(workshop: Workshop, step: Step, path: Path, sources: Sources | None) -> list[EventEvidence]:
    """What the walls that the file was written from prove now; those of all events where it is not known."""
    events = [e for e in workshop.events() if not sources or e.id in sources]
    found = faced(workshop.folder, workshop.demarche)
    evidences = [
        facing(workshop.evidence(event, step, gated=False), found, all_of_them=True) for event in events
    ]
    step(path.name, 0, 0)
    return evidences


def _proof(
    path: Path,
    found: Sequence[Finding],
    evidences: Sequence[EventEvidence],
    sources: Sources | None,
    *,
    by_sight: bool,
) -> Proof:
    now: Sources = {one.event.id: one.imprint for one in evidences if one.imprint is not None}
    said = {c.id: c for evidence in evidences for c in evidence.contributions}
    return Proof(path, tuple(found), outdated(sources, now), by_sight, said)
