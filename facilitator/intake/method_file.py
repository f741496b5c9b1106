"""Methods of animation and questions by thématique, read from Markdown files that anybody may add or change.

The YAML front matter says what sets an event up, the body how it is led: a « ## » heading for each moment of
the method, under it the consigne word for word (``>``), what must come out (« Sortie : »), advice (``-``).
Words are plain text: no Markdown inside a line. A fault is told with its line.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from facilitator.domain.contribution import ContributionType, contribution_type, fold
from facilitator.domain.event import EventKind, event_kind
from facilitator.domain.lens import CTG
from facilitator.domain.method import Method, Step, Thematique
from facilitator.errors import TemplateError
from facilitator.prompts import Fault, read_parts

ADVICE, PITFALLS, SOURCES = "Conseils", "Pièges", "Sources"
_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_OUTCOME = "sortie"
_KEYS = "titre, resume, genres et sequences"


def _said(value: object) -> object:
    return {"oui": True, "non": False}.get(fold(value), value) if isinstance(value, str) else value


def _kind(value: object) -> EventKind:
    known = event_kind(value) if isinstance(value, str) else None
    if known is None:
        raise PydanticCustomError(
            "known", "« {value} » n’est pas un genre.", {"value": str(value), "known": list(EventKind)}
        )
    return known


def _type(value: object) -> ContributionType:
    known = contribution_type(value) if isinstance(value, str) else None
    if known is None:
        raise PydanticCustomError(
            "known", "« {value} » n’est pas un type.", {"value": str(value), "known": list(ContributionType)}
        )
    return known


def _thematique(value: object) -> str:
    known = next((one for one in CTG if isinstance(value, str) and fold(one) == fold(value)), None)
    if known is None:
        raise PydanticCustomError(
            "known", "« {value} » n’est pas une thématique.", {"value": str(value), "known": list(CTG)}
        )
    return known


_Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
_Yes = Annotated[bool, BeforeValidator(_said)]


class _Block(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Moment(_Block):
    titre: _Line
    minutes: int = Field(ge=1, le=480)
    question: str = ""
    type: Annotated[ContributionType, BeforeValidator(_type)] | None = None
    minutes_par_table: int = Field(default=0, ge=0, le=60)
    sans_saisie: _Yes = False
    si_gommettes: _Yes = False
    sous_types: tuple[_Line, ...] = ()
    angle: str = ""
    support: str = ""
    saisie: str = ""

    def step(self) -> Step:
        return Step(
            title=self.titre,
            minutes=self.minutes,
            question=self.question,
            default_type=self.type,
            minutes_a_table=self.minutes_par_table,
            captured=not self.sans_saisie,
            only_with_dots=self.si_gommettes,
            subtypes=self.sous_types,
            angle=self.angle,
            support=self.support,
            capture=self.saisie,
        )


class _Method(_Block):
    titre: _Line
    resume: _Line
    genres: tuple[Annotated[EventKind, BeforeValidator(_kind)], ...] = Field(min_length=1)
    sequences: tuple[_Moment, ...] = Field(min_length=1)
    rang: int = 100
    genre_pret: _Yes = False
    presents: _Line = "parents 0-3 ans 8"
    tables: int = Field(default=0, ge=0, le=40)
    personnes_par_table: tuple[int, int] | None = None
    gommettes: int | None = Field(default=None, ge=1, le=99)
    regle_gommettes: str = ""
    materiel: tuple[_Line, ...] = ()


class _Questions(_Block):
    thematique: Annotated[str, BeforeValidator(_thematique)]
    questions: dict[_Line, tuple[_Line, ...]]
    relances: tuple[_Line, ...] = ()


@dataclass(slots=True)
class _Section:
    """What stands under one heading of the body."""

    line: int
    heading: str
    said: list[str] = field(default_factory=list)
    outcome: list[str] = field(default_factory=list)
    items: list[str] = field(default_factory=list)


def read_method(path: Path) -> Method:
    """The method of a file, its slug the file's name; TemplateError with the file and the line of a fault."""
    written, body = read_parts(path, _KEYS)
    try:
        head = _Method.model_validate(_parsed(path, written))
    except ValidationError as error:
        raise _refusal(path, _fault(written, error.errors()[0], _Method)) from error
    sections = {fold(one.heading): one for one in _sections(body)}
    steps = tuple(_led(moment.step(), sections.pop(fold(moment.titre), None)) for moment in head.sequences)
    _check_titles(path, written, steps)
    advice, pitfalls, sources = (
        tuple(one.items) if (one := sections.pop(fold(name), None)) else ()
        for name in (ADVICE, PITFALLS, SOURCES)
    )
    for left in sections.values():
        known = [*(step.title for step in steps), ADVICE, PITFALLS, SOURCES]
        told = f"« {left.heading} » n’est ni une séquence de l’en-tête, ni {ADVICE}, {PITFALLS} ou {SOURCES}."
        raise _refusal(path, Fault(left.line, told, _near(left.heading, known)))
    return Method(
        slug=path.stem,
        title=head.titre,
        purpose=head.resume,
        kinds=head.genres,
        steps=steps,
        rank=head.rang,
        is_format=head.genre_pret,
        present=head.presents,
        tables=head.tables,
        people=head.personnes_par_table,
        dots_per_person=head.gommettes,
        dots_rule=head.regle_gommettes,
        material=head.materiel,
        advice=advice,
        pitfalls=pitfalls,
        sources=sources,
    )


def read_thematique(path: Path) -> Thematique:
    """The questions of a thématique; TemplateError with the file and the line of a fault."""
    written, _ = read_parts(path, "thematique et questions")
    try:
        head = _Questions.model_validate(_parsed(path, written))
    except ValidationError as error:
        raise _refusal(path, _fault(written, error.errors()[0], _Questions)) from error
    return Thematique(head.thematique, head.questions, head.relances)


def _parsed(path: Path, written: str) -> object:
    try:
        return yaml.load(written, Loader=_LOADER) or {}  # noqa: S506 - the safe loader, in C where it can be
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        fault = Fault(mark.line + 2 if mark else None, f"Cela ne se lit pas : {_problem(error)}.")
        raise _refusal(path, fault) from error


def _problem(error: Exception) -> str:
    return str(getattr(error, "problem", None) or "écriture YAML inattendue")


def _sections(body: str) -> Iterator[_Section]:
    """The headings of the body and what stands under each; a line that goes on joins the one before."""
    section: _Section | None = None
    held: list[str] | None = None
    for number, line in enumerate(body.splitlines(), start=1):
        text = line.strip()
        if text.startswith("## "):
            if section is not None:
                yield section
            section, held = _Section(number, text[3:].strip()), None
        elif section is None or not text:
            held = None
        elif text.startswith(">"):
            section.said.append(text[1:].strip())
        elif text.startswith("- "):
            held = section.items
            held.append(text[2:].strip())
        elif fold(text.partition(":")[0]) == _OUTCOME:
            held = section.outcome
            held.append(text.partition(":")[2].strip())
        elif held is not None:
            held[-1] += f" {text}"
        else:
            held = section.items
            held.append(text)
    if section is not None:
        yield section


def _led(step: Step, section: _Section | None) -> Step:
    if section is None:
        return step
    return replace(
        step,
        said=" ".join(section.said),
        outcome=" ".join(section.outcome),
        advice=tuple(section.items),
    )


def _check_titles(path: Path, written: str, steps: tuple[Step, ...]) -> None:
    seen: set[str] = set()
    for rank, step in enumerate(steps):
        told = f"Deux séquences s’appellent « {step.title} »." if fold(step.title) in seen else ""
        if step.captured and ":" in step.title:
            told = f"« {step.title} » : le titre d’une séquence n’a pas de deux-points."
        if told:
            raise _refusal(path, Fault(_line(written, ("sequences", rank, "titre")), told))
        seen.add(fold(step.title))


def _fault(written: str, error: ErrorDetails, model: type[_Block]) -> Fault:
    keys = error["loc"]
    name = ".".join(str(key + 1) if isinstance(key, int) else key for key in keys) or "en-tête"
    known = [str(one) for one in (error.get("ctx") or {}).get("known", ())]
    value = error.get("input")
    match error["type"]:
        case "missing":
            told = f"La clé « {name} » manque."
        case "extra_forbidden":
            told, value = f"La clé « {name} » n’existe pas.", str(keys[-1])
            known = list((_Moment if len(keys) > 1 else model).model_fields)
        case "known":
            told = f"Clé « {name} » : {error['msg']}"
        case _:
            told = f"La valeur de la clé « {name} » n’est pas du genre attendu."
    return Fault(_line(written, keys), told, _near(str(value), known))


def _line(written: str, keys: tuple[int | str, ...]) -> int:
    """The line of the file where the deepest of ``keys`` that exists is written; the fence is line 1."""
    node: yaml.Node | None = yaml.compose(written, Loader=_LOADER)
    line = 2
    for key in keys:
        if isinstance(node, yaml.MappingNode):
            pair = next((pair for pair in node.value if pair[0].value == key), None)
            if pair is None:
                return line
            line, node = pair[0].start_mark.line + 2, pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
            node = node.value[key]
            line = node.start_mark.line + 2
        else:
            return line
    return line


def _near(name: str, known: list[str]) -> str:
    return next(iter(difflib.get_close_matches(name, known, 1)), "")


def _refusal(path: Path, fault: Fault) -> TemplateError:
    where = f", ligne {fault.line}" if fault.line else ""
    near = f"Nom le plus proche : « {fault.nearest} ». " if fault.nearest else ""
    return TemplateError(
        f"La méthode {path} ne peut pas servir{where}.",
        cause=fault.told,
        next_step=f"{near}Corrigez cette ligne, ou reprenez le fichier d’origine.",
    )
