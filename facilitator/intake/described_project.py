"""A projet social described in a TOML file: enjeux, axes, objectifs, actions, and the answers given.

What an item rests on is written « atelier-parents 12 »: the code of an event, then a contribution's number.
``sessions/exemple/projet.toml`` is the file to copy; the models below are the reference of the keys.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Self, TypeVar

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from facilitator.domain.action import ActionSheet, ActionState, Indicator, IndicatorKind, Outcome
from facilitator.domain.project import Level
from facilitator.domain.sheet_fields import FIELDS
from facilitator.intake.described import Block, Code, Word

Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True, order=True)
class Said:
    """A contribution by the code of its event and its number there."""

    event: str
    number: int

    def __str__(self) -> str:
        return f"{self.event} {self.number}"


@dataclass(frozen=True, slots=True)
class DescribedItem:
    """An item of the tree; ``code`` is the handle by which others point at it, empty where none do."""

    level: Level
    title: str
    code: str = ""
    rests_on: tuple[Said, ...] = ()
    points_at: tuple[str, ...] = ()
    holds: tuple["DescribedItem", ...] = ()
    sheet: ActionSheet | None = None
    indicators: tuple[Indicator, ...] = ()

    def read(self) -> Iterator["DescribedItem"]:
        """The item, then all it holds."""
        yield self
        for one in self.holds:
            yield from one.read()


@dataclass(frozen=True, slots=True)
class DescribedAnswer:
    """What became of a contribution; ``action`` is the code of one."""

    said: Said
    outcome: Outcome
    action: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DescribedProject:
    """The tree as the file tells it, and the answers."""

    items: tuple[DescribedItem, ...]
    answers: tuple[DescribedAnswer, ...]

    @property
    def said(self) -> tuple[Said, ...]:
        """Every contribution that it names, each once, in order."""
        supports = {said for top in self.items for one in top.read() for said in one.rests_on}
        return tuple(sorted(supports | {answer.said for answer in self.answers}))


def _said(value: object) -> Said:
    event, _, number = value.rpartition(" ") if isinstance(value, str) else ("", "", "")
    if not event.strip() or not number.isdecimal() or int(number) < 1:
        raise PydanticCustomError(
            "appui", "« code-de-l’événement numéro » est attendu, par exemple « atelier-parents 12 »."
        )
    return Said(event.strip(), int(number))


def _one_of(kind: type[Choice]) -> BeforeValidator:
    def read(value: object) -> Choice:
        known = next((one for one in kind if one.value == value), None)
        if known is None:
            raise PydanticCustomError("choix", "Valeurs : {known}.", {"known": ", ".join(kind)})
        return known

    return BeforeValidator(read)


Reference = Annotated[Said, BeforeValidator(_said)]


class _Indicateur(Block):
    """``[[….indicateurs]]``: ``depart`` is the value to start from."""

    genre: Annotated[IndicatorKind, _one_of(IndicatorKind)] = IndicatorKind.RESULT
    nom: Word
    depart: str = ""
    cible: str = ""
    source: str = ""
    periodicite: str = ""

    def told(self) -> Indicator:
        """The indicator."""
        return Indicator(self.nom, self.genre, self.depart, self.cible, self.source, self.periodicite)


class _Action(Block):
    """``[[….actions]]``: all fields of a fiche action (domaine.md § 4.3); those left out are to complete."""

    titre: Word
    code: Code | None = None
    appuis: list[Reference] = []
    objectif: str = ""
    descriptif: str = ""
    etapes: list[Word] = []
    publics: list[Word] = []
    territoire: str = ""
    pilote: str = ""
    partenaires: list[Word] = []
    moyens_humains: str = ""
    moyens_materiels: str = ""
    budget: str = ""
    financements: str = ""
    debut: str = ""
    fin: str = ""
    jalons: list[Word] = []
    vigilance: list[Word] = []
    liens: list[Code] = []
    priorite: Annotated[int, Field(ge=1, le=3)] | None = None
    faisabilite: str = ""
    etat: Annotated[ActionState, _one_of(ActionState)] = ActionState.TO_START
    maj: date | None = None
    indicateurs: list[_Indicateur] = []

    @model_validator(mode="after")
    def _can_be(self) -> Self:
        for fault in self.sheet().faults():
            raise PydanticCustomError("fiche", "Dans la fiche : {fault}.", {"fault": fault})
        return self

    def sheet(self) -> ActionSheet:
        """All fields but its title, its place and its indicators."""
        values: dict[str, Any] = {
            field.attribute: tuple(told) if field.is_several else told
            for name, field in FIELDS.items()
            for told in (getattr(self, name),)
        }
        return ActionSheet(**values)

    def told(self) -> DescribedItem:
        """The action."""
        return DescribedItem(
            Level.ACTION,
            self.titre,
            self.code or "",
            tuple(self.appuis),
            tuple(self.liens),
            sheet=self.sheet(),
            indicators=tuple(one.told() for one in self.indicateurs),
        )


class _Operationnel(Block):
    """``[[axes.strategiques.operationnels]]``."""

    titre: Word
    appuis: list[Reference] = []
    actions: list[_Action] = []

    def told(self) -> DescribedItem:
        """The objectif, with its actions."""
        return DescribedItem(
            Level.OPERATIONAL, self.titre, rests_on=tuple(self.appuis), holds=_told(self.actions)
        )


class _Strategique(Block):
    """``[[axes.strategiques]]``; actions may stand right under it."""

    titre: Word
    appuis: list[Reference] = []
    operationnels: list[_Operationnel] = []
    actions: list[_Action] = []

    def told(self) -> DescribedItem:
        """The objectif, with what it holds."""
        holds = (*_told(self.operationnels), *_told(self.actions))
        return DescribedItem(Level.STRATEGIC, self.titre, rests_on=tuple(self.appuis), holds=holds)


class _Axe(Block):
    """``[[axes]]``: ``enjeux`` are codes of those it answers."""

    titre: Word
    enjeux: list[Code] = []
    strategiques: list[_Strategique] = []
    operationnels: list[_Operationnel] = []
    actions: list[_Action] = []

    def told(self) -> DescribedItem:
        """The axe, with what it holds."""
        holds = (*_told(self.strategiques), *_told(self.operationnels), *_told(self.actions))
        return DescribedItem(Level.AXE, self.titre, points_at=tuple(self.enjeux), holds=holds)


class _Enjeu(Block):
    """``[[enjeux]]``: a question, the needs behind it in words, and who said so."""

    code: Code | None = None
    question: Word
    besoins: list[Word] = []
    appuis: list[Reference] = []

    def told(self) -> DescribedItem:
        """The enjeu, with its needs."""
        needs = tuple(DescribedItem(Level.BESOIN, need) for need in self.besoins)
        return DescribedItem(Level.ENJEU, self.question, self.code or "", tuple(self.appuis), holds=needs)


class _Reponse(Block):
    """``[[reponses]]``: what became of a contribution; a reason wherever it did not become an action."""

    contribution: Reference
    reponse: Annotated[Outcome, _one_of(Outcome)]
    action: Code | None = None
    raison: str = ""

    @model_validator(mode="after")
    def _says_why(self) -> Self:
        if self.reponse is not Outcome.ACTION and not self.raison.strip():
            raise PydanticCustomError("raison", "Une proposition qui n’est pas retenue a droit à une raison.")
        if self.reponse is not Outcome.ACTION and self.action is not None:
            raise PydanticCustomError("action", "Seule une proposition devenue action en nomme une.")
        return self


class ProjectBlock(Block):
    """The top of the file."""

    enjeux: list[_Enjeu] = []
    axes: list[_Axe] = []
    actions: list[_Action] = []
    reponses: list[_Reponse] = []

    @model_validator(mode="after")
    def _points_at_what_is_there(self) -> Self:
        items = [one for top in self.told().items for one in top.read()]
        codes = Counter(one.code for one in items if one.code)
        double = next((code for code, times in codes.items() if times > 1), None)
        if double is not None:
            raise PydanticCustomError("double", "Le code « {code} » est donné deux fois.", {"code": double})
        by_level = {
            level: {one.code for one in items if one.code and one.level is level}
            for level in (Level.ENJEU, Level.ACTION)
        }
        for one in items:
            aimed = Level.ENJEU if one.level is Level.AXE else Level.ACTION
            others = by_level[aimed] - ({one.code} if one.code else set())
            _check_codes(one.points_at, others, aimed, one.title)
        named = [one.action for one in self.reponses if one.action]
        _check_codes(named, by_level[Level.ACTION], Level.ACTION, "les réponses")
        said = Counter(one.contribution for one in self.reponses)
        twice = next((one for one, times in said.items() if times > 1), None)
        if twice is not None:
            raise PydanticCustomError(
                "double", "La contribution « {said} » a deux réponses.", {"said": str(twice)}
            )
        return self

    def told(self) -> DescribedProject:
        """The projet social."""
        return DescribedProject(
            (*_told(self.enjeux), *_told(self.axes), *_told(self.actions)),
            tuple(
                DescribedAnswer(one.contribution, one.reponse, one.action or "", one.raison)
                for one in self.reponses
            ),
        )


def _told(
    blocks: Iterable[_Enjeu | _Axe | _Strategique | _Operationnel | _Action],
) -> tuple[DescribedItem, ...]:
    return tuple(block.told() for block in blocks)


def _check_codes(asked: Iterable[str], known: Collection[str], level: Level, where: str) -> None:
    for code in asked:
        if code not in known:
            raise PydanticCustomError(
                "code",
                "{level} de code « {code} » n’existe pas, ou ne peut pas être lié ici ({where}).",
                {"level": _THE[level], "code": code, "where": where},
            )


_THE = {Level.ENJEU: "L’enjeu", Level.ACTION: "L’action"}
