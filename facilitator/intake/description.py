"""A démarche described in a TOML file: what the facilitator writes once, before the first event.

The keys are French; ``sessions/exemple/demarche.toml`` is the file to copy. The models below are the
reference of the keys: one class a block.
"""

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Self
from uuid import UUID, uuid5

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)
from pydantic_core import ErrorDetails, PydanticCustomError

from facilitator.domain.contribution import ContributionType, contribution_type
from facilitator.domain.demarche import Demarche, Etape, EtapeState, Figure, Territory
from facilitator.domain.event import Event, EventKind, Presence, Sequence, Table, event_kind
from facilitator.errors import InputError
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
    """A démarche and its events, in the order of the file."""

    demarche: Demarche
    events: tuple[DescribedEvent, ...]


def read_description(path: Path) -> Description:
    """The démarche that a TOML file describes; the same file always gives the same slugs and event ids.

    Paths of contribution files start at the file's folder. Raises InputError naming the file and the key.
    """
    try:
        described = _Demarche.model_validate(_parsed(path))
    except ValidationError as error:
        raise _refusal(path, error.errors()[0]) from error
    slug = described.code or slugify(described.titre)
    events = tuple(DescribedEvent(event.told(slug), event.file(path)) for event in described.evenements)
    repeated = [code for code, times in Counter(each.event.slug for each in events).items() if times > 1]
    if repeated:
        raise InputError(
            typeset(f"Deux événements de {path.name} ont le même code, {quote(repeated[0])}."),
            next_step=typeset("Donnez à chacun un titre ou un « code » différent."),
        )
    return Description(described.told(slug), events)


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


Day = date
Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Count = Annotated[int, Field(ge=0, le=10_000_000)]


class _Block(BaseModel):
    """A block of the file: no unknown key, no value of another type."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class _Territoire(_Block):
    """``[territoire]``: the local authorities concerned; ``source`` is that of ``habitants``."""

    nom: Word
    communes: list[Word] = []
    departement: str = ""
    habitants: Count | None = None
    source: str = ""
    fictif: bool = False


class _Etape(_Block):
    """``[[etapes]]``: a step that this mission retained."""

    titre: Word
    etat: Annotated[EtapeState, BeforeValidator(_state)]
    debut: Day | None = None
    fin: Day | None = None

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        if self.debut and self.fin and self.fin < self.debut:
            raise PydanticCustomError("periode", "« fin » vient avant « debut ».")
        return self


class _Chiffre(_Block):
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


class _Table(_Block):
    """``[[evenements.tables]]``."""

    nom: Word
    public: Word | None = None


class _Sequence(_Block):
    """``[[evenements.sequences]]``: ``question`` word for word, ``type`` the one of its contributions."""

    numero: Annotated[int, Field(ge=1, le=99)]
    titre: Word
    question: str = ""
    type: Annotated[ContributionType, BeforeValidator(_type)] | None = None


class _Presence(_Block):
    """``[[evenements.presents]]``: without ``nombre`` nobody counted; 0 says that none came."""

    public: Word
    nombre: Count | None = None
    invite: bool = True


class _Evenement(_Block):
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
        if self.contributions is None:
            return None
        path = description.parent / self.contributions
        if not path.is_file():
            raise InputError(
                typeset(f"Le fichier {path}, que nomme {description.name}, n'existe pas."),
                cause=typeset(f"Clé « contributions » de l'événement {quote(self.titre)}."),
                next_step=typeset(f"Placez-le à côté de {description.name}, ou corrigez son nom."),
            )
        return path


class _Demarche(_Block):
    """The top of the file; ``code`` names the folder, drawn from ``titre`` when it is left out."""

    titre: Word
    code: Code | None = None
    commanditaire: str = ""
    caf: str = ""
    cabinet: str = ""
    signataires: list[Word] = []
    suites: list[Word] = []
    territoire: _Territoire
    etapes: list[_Etape] = []
    chiffres: list[_Chiffre] = []
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
            etapes=tuple(Etape(e.titre, e.etat, e.debut, e.fin) for e in self.etapes),
            next_steps=tuple(self.suites),
            figures=tuple(figure.told() for figure in self.chiffres),
        )


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
        next_step="Comparez avec le modèle sessions/exemple/demarche.toml.",
    )
