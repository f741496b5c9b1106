"""A démarche described in a TOML file: what the facilitator writes once, before the first event.

The keys are French; ``sessions/exemple/demarche.toml`` is the file to copy. The models below are the
reference of the keys: one class a block.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Self
from uuid import UUID, uuid5

from pydantic import (
    BeforeValidator,
    Field,
    model_validator,
)
from pydantic_core import PydanticCustomError

from facilitator.domain.contribution import ContributionType, contribution_type
from facilitator.domain.demarche import (
    Demarche,
    Etape,
    EtapeState,
    Figure,
    Instance,
    Rubric,
    Territory,
)
from facilitator.domain.event import Event, EventKind, Presence, Sequence, Table, event_kind
from facilitator.errors import InputError
from facilitator.intake.described import Block, Code, Count, Word, beside, validated
from facilitator.intake.described_project import DescribedProject, ProjectBlock
from facilitator.intake.slug import slugify
from facilitator.language.typography import quote, typeset

_EVENTS = UUID("5d1ff1c0-6a0b-5f0e-9c55-6f1c6b8f2a11")
"""The UUID namespace of events that a description names."""


@dataclass(frozen=True, slots=True)
class DescribedEvent:
    """An event, and the file of its contributions where the description names one."""

    event: Event
    contributions: Path | None = None


@dataclass(frozen=True, slots=True)
class Description:
    """A démarche and its events, in the order of the file; its projet social where a file tells it."""

    demarche: Demarche
    events: tuple[DescribedEvent, ...]
    project: DescribedProject | None = None


def read_description(path: Path) -> Description:
    """The démarche that a TOML file describes; the same file always gives the same slugs and event ids.

    Paths of contribution files start at the file's folder. Raises InputError naming the file and the key.
    """
    described = validated(_Demarche, path)
    slug = described.code or slugify(described.titre)
    events = tuple(DescribedEvent(event.told(slug), event.file(path)) for event in described.evenements)
    repeated = [code for code, times in Counter(each.event.slug for each in events).items() if times > 1]
    if repeated:
        raise InputError(
            typeset(f"Deux événements de {path.name} ont le même code, {quote(repeated[0])}."),
            next_step=typeset("Donnez à chacun un titre ou un « code » différent."),
        )
    project = _project(beside(path, "« projet »", described.projet), events)
    return Description(described.told(slug), events, project)


def _project(path: Path | None, events: tuple[DescribedEvent, ...]) -> DescribedProject | None:
    """The projet social that a file tells; what it rests on must name events of the description."""
    if path is None:
        return None
    project = validated(ProjectBlock, path).told()
    known = {each.event.slug for each in events}
    unknown = next((one.event for one in project.said if one.event not in known), None)
    if unknown is not None:
        raise InputError(
            typeset(f"{path.name} renvoie à l'événement {quote(unknown)}, qui n'est pas décrit."),
            next_step=typeset(f"Événements décrits : {', '.join(sorted(known))}."),
        )
    return project


Day = date


def _kind(value: object) -> EventKind:
    known = event_kind(value) if isinstance(value, str) else None
    if known is None:
        raise PydanticCustomError("genre", "Genres : {known}.", {"known": ", ".join(EventKind)})
    return known


def _type(value: object) -> ContributionType:
    known = contribution_type(value) if isinstance(value, str) else None
    if known is None:
        raise PydanticCustomError("type", "Types : {known}.", {"known": ", ".join(ContributionType)})
    return known


def _state(value: object) -> EtapeState:
    known = next((state for state in EtapeState if state.value == value), None)
    if known is None:
        raise PydanticCustomError("etat", "États : {known}.", {"known": ", ".join(EtapeState)})
    return known


class _Territoire(Block):
    """``[territoire]``: the local authorities concerned; ``source`` is that of ``habitants``."""

    nom: Word
    communes: list[Word] = []
    departement: str = ""
    habitants: Count | None = None
    source: str = ""
    fictif: bool = False


class _Etape(Block):
    """``[[etapes]]``: a step that this mission retained; ``evenements`` are codes of events held for it."""

    titre: Word
    etat: Annotated[EtapeState, BeforeValidator(_state)]
    debut: Day | None = None
    fin: Day | None = None
    phase: str = ""
    option: bool = False
    evenements: list[Code] = []

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        if self.debut and self.fin and self.fin < self.debut:
            raise PydanticCustomError("periode", "« fin » vient avant « debut ».")
        return self


class _Chiffre(Block):
    """``[[chiffres]]``: ``theme`` is a thématique or a theme; shown with source, year and scale."""

    theme: Word
    libelle: Word
    valeur: str = ""
    annee: Annotated[int, Field(ge=1900, le=2100)] | None = None
    echelle: str = ""
    comparaison: str = ""
    source: str = ""

    def told(self) -> Figure:
        """The figure."""
        return Figure(
            self.theme, self.libelle, self.valeur, self.annee, self.echelle, self.comparaison, self.source
        )


class _Table(Block):
    """``[[evenements.tables]]``."""

    nom: Word
    public: Word | None = None


class _Sequence(Block):
    """``[[evenements.sequences]]``: ``question`` word for word, ``type`` the one of its contributions."""

    numero: Annotated[int, Field(ge=1, le=99)]
    titre: Word
    question: str = ""
    type: Annotated[ContributionType, BeforeValidator(_type)] | None = None


class _Presence(Block):
    """``[[evenements.presents]]``: without ``nombre`` nobody counted; 0 says that none came."""

    public: Word
    nombre: Count | None = None
    invite: bool = True


class _Evenement(Block):
    """``[[evenements]]``: ``gommettes`` are the dots given to each person, ``contributions`` a file."""

    titre: Word
    genre: Annotated[EventKind, BeforeValidator(_kind)]
    code: Code | None = None
    theme: str = ""
    date: Day | None = None
    lieu: str = ""
    methode: str = ""
    gommettes: Annotated[int, Field(ge=1, le=100)] | None = None
    contributions: Word | None = None
    suites: list[Word] = []
    tables: list[_Table] = []
    sequences: list[_Sequence] = []
    presents: list[_Presence] = []

    @model_validator(mode="after")
    def _says_nothing_twice(self) -> Self:
        told = (
            ("tables", [table.nom for table in self.tables]),
            ("sequences", [sequence.numero for sequence in self.sequences]),
            ("presents", [presence.public for presence in self.presents]),
        )
        for block, names in told:
            if len(set(names)) < len(names):
                raise PydanticCustomError(
                    "double", "« {block} » nomme deux fois la même chose.", {"block": block}
                )
        return self

    def told(self, demarche: str) -> Event:
        """The event, its id drawn from the slugs of the démarche and its own."""
        slug = self.code or slugify(self.titre)
        return Event(
            id=uuid5(_EVENTS, f"{demarche}/{slug}").hex,
            slug=slug,
            title=self.titre,
            kind=self.genre,
            theme=self.theme,
            held_on=self.date,
            place=self.lieu,
            method=self.methode,
            tables=tuple(Table(table.nom, table.public) for table in self.tables),
            sequences=tuple(Sequence(s.numero, s.titre, s.question, s.type) for s in self.sequences),
            presences=tuple(Presence(p.public, p.nombre, p.invite) for p in self.presents),
            dots_per_person=self.gommettes,
            next_steps=tuple(self.suites),
        )

    def file(self, description: Path) -> Path | None:
        """The file of contributions, which must exist."""
        where = f"« contributions » de l'événement {quote(self.titre)}"
        return beside(description, where, self.contributions)


class _Instance(Block):
    """``[[gouvernance]]``: who decides, instructs or follows; ``membres`` are qualities, never names."""

    instance: Word
    role: str = ""
    membres: list[Word] = []
    rythme: str = ""


class _Question(Block):
    """``[[journal.questions]]``: a frequent question and its answer."""

    question: Word
    reponse: str = ""


class _Journal(Block):
    """``[journal]``: what only a human writes in a journal; ``editorial_2`` is that of the n°2 alone."""

    editorial: str = ""
    editorial_1: str = ""
    editorial_2: str = ""
    editorial_3: str = ""
    contact: str = ""
    questions: list[_Question] = []

    def told(self) -> tuple[Rubric, ...]:
        """The passages, those left empty apart."""
        editorials = {
            "editorial": self.editorial,
            "editorial 1": self.editorial_1,
            "editorial 2": self.editorial_2,
            "editorial 3": self.editorial_3,
        }
        said = [Rubric("journal", name, text=text) for name, text in editorials.items() if text]
        said += [Rubric("journal", "question", one.question, one.reponse) for one in self.questions]
        return (*said, *([Rubric("journal", "contact", text=self.contact)] if self.contact else []))


class _Demarche(Block):
    """The top of the file; ``code`` names the folder, drawn from ``titre`` when it is left out.

    ``projet`` names a file beside this one that tells enjeux, axes and actions.
    """

    titre: Word
    code: Code | None = None
    commanditaire: str = ""
    caf: str = ""
    cabinet: str = ""
    signataires: list[Word] = []
    suites: list[Word] = []
    projet: Word | None = None
    journal: _Journal = _Journal()
    territoire: _Territoire
    etapes: list[_Etape] = []
    chiffres: list[_Chiffre] = []
    gouvernance: list[_Instance] = []
    evenements: list[_Evenement] = []

    def told(self, slug: str) -> Demarche:
        """The démarche."""
        place = self.territoire
        return Demarche(
            slug=slug,
            title=self.titre,
            territory=Territory(
                name=place.nom,
                communes=tuple(place.communes),
                department=place.departement,
                inhabitants=place.habitants,
                inhabitants_source=place.source,
                fictive=place.fictif,
            ),
            client=self.commanditaire,
            caf=self.caf,
            consultant=self.cabinet,
            signatories=tuple(self.signataires),
            etapes=tuple(
                Etape(e.titre, e.etat, e.debut, e.fin, e.phase, e.option, tuple(e.evenements))
                for e in self.etapes
            ),
            next_steps=tuple(self.suites),
            figures=tuple(figure.told() for figure in self.chiffres),
            governance=tuple(
                Instance(g.instance, g.role, tuple(g.membres), g.rythme) for g in self.gouvernance
            ),
            rubrics=self.journal.told(),
        )
