"""A method of animation: what a facilitator chooses, and the event that comes of it, ready to begin.

Methods are written in Markdown files of ``prompts/animation/methodes``; ``intake.method_file`` reads them. A
kind of event offered ready (« atelier », « entretien ») is a method like the others. Facts on methods are
those of domaine.md § 2.5 and § 3.2. None says who is present: only the facilitator knows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Sequence as Several
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TypeVar

from facilitator.domain.contribution import ContributionType, fold
from facilitator.domain.event import Event, EventKind, Sequence, Table
from facilitator.errors import NotFoundError

_T = TypeVar("_T", "Method", "Thematique")


@dataclass(frozen=True, slots=True)
class Step:
    """A moment of a method. Where it is ``captured`` it is a sequence of the event, else a line to lead.

    ``minutes`` grow by ``minutes_a_table`` for each table. ``subtypes`` (« pour », « contre ») make
    one sequence each, so that a contribution keeps its own. ``angle`` names which question of a thématique
    takes the place of ``question``. ``said`` is the consigne word for word, ``outcome`` what must come out.
    """

    title: str
    minutes: int
    question: str = ""
    default_type: ContributionType | None = None
    minutes_a_table: int = 0
    captured: bool = True
    only_with_dots: bool = False
    subtypes: tuple[str, ...] = ()
    angle: str = ""
    support: str = ""
    capture: str = ""
    said: str = ""
    outcome: str = ""
    advice: tuple[str, ...] = ()

    @property
    def titles(self) -> tuple[str, ...]:
        """Titles of its sequences: its own, or « Affirmation 1, pour » for each subtype; none if silent."""
        if not self.captured:
            return ()
        return tuple(f"{self.title}, {one}" for one in self.subtypes) or (self.title,)


@dataclass(frozen=True, slots=True)
class Thematique:
    """What to ask on one thématique of a CTG: several questions by angle, and what to ask again."""

    title: str
    questions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    prompts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Method:
    """A method: what it is for, what it prefills, and how it is led.

    ``kinds`` are the kinds of event it suits, the one it makes first. ``is_format`` tells a kind of event
    offered ready. ``tables`` is a number of numbered tables, ``people`` how many sit at one (fewest, most).
    ``present`` is an example of who may be there, to show only.
    """

    slug: str
    title: str
    purpose: str
    kinds: tuple[EventKind, ...]
    steps: tuple[Step, ...] = ()
    rank: int = 0
    is_format: bool = False
    present: str = ""
    tables: int = 0
    people: tuple[int, int] | None = None
    dots_per_person: int | None = None
    dots_rule: str = ""
    material: tuple[str, ...] = ()
    advice: tuple[str, ...] = ()
    pitfalls: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    @property
    def kind(self) -> EventKind:
        """The kind of event that it makes."""
        return self.kinds[0]

    @property
    def minutes(self) -> int:
        """How long it lasts with its own number of tables."""
        return sum(minutes_of(step, self.tables) for step in self.steps)

    @property
    def on_post_its(self) -> bool:
        """Whether people write on post-its, as its material says."""
        return any("post-it" in fold(line) for line in self.material)

    @property
    def content(self) -> str:
        """What it prefills, in a few words: « 5 tables · 3 séquences · 3 gommettes »."""
        parts = [_several(self.tables, "table"), _several(len(self.sequences()), "séquence")]
        parts += [_several(self.dots_per_person or 0, "gommette")]
        return " · ".join(part for part in parts if part)

    def sequences(self, thematique: Thematique | None = None) -> tuple[Sequence, ...]:
        """The sequences of its event, with the questions of a thématique where it has some of their angle."""
        found: list[Sequence] = []
        asked: dict[str, int] = {}
        for step in self.steps:
            rank = asked.get(step.angle, 0)
            asked[step.angle] = rank + 1
            ready = thematique.questions.get(step.angle, ()) if thematique else ()
            question = ready[rank % len(ready)] if ready else step.question
            found += [
                Sequence(len(found) + 1 + at, title, question, step.default_type)
                for at, title in enumerate(step.titles)
            ]
        return tuple(found)

    def step_of(self, sequence: Sequence) -> Step | None:
        """The step that a sequence of an event is, by its title; None for one added by hand."""
        return next((s for s in self.steps if fold(sequence.title) in map(fold, s.titles)), None)


def minutes_of(step: Step, tables: int) -> int:
    """How long a step lasts with so many tables."""
    return max(step.minutes, step.minutes_a_table * tables)


def method_of(event: Event, methods: Iterable[Method]) -> Method | None:
    """The method that an event says it follows; the format of its kind where it has no sequence either.

    « Ketso, en deux salles » is « Ketso »: the longest title that begins what it says.
    """
    said, known = fold(event.method), tuple(methods)
    begun = [one for one in known if said == fold(one.title) or said.startswith(f"{fold(one.title)},")]
    if begun:
        return max(begun, key=lambda one: len(one.title))
    if said or event.sequences:
        return None
    return next((one for one in known if one.is_format and one.kind is event.kind), None)


def method_named(asked: str, methods: Several[Method]) -> Method:
    """The method of this name, or the only one that a word of it begins; NotFoundError with the others."""
    found = _named(asked, methods)
    if found is None:
        near = get_close_matches(_words(asked), [_words(one.slug) for one in methods], 1)
        hint = f"Vouliez-vous dire « {near[0]} » ? " if near else ""
        raise NotFoundError(
            f"« {asked} » n’est pas une méthode, ou plusieurs s’appellent ainsi.",
            cause=f"{hint}Méthodes : {', '.join(one.slug for one in methods)}.",
            next_step="Voyez « facilitator methodes ».",
        )
    return found


def thematique_named(asked: str, thematiques: Several[Thematique]) -> Thematique:
    """The thématique of this name, or the only one that a word of it begins; NotFoundError."""
    found = _named(asked, thematiques)
    if found is None:
        raise NotFoundError(
            f"« {asked} » n’est pas une thématique, ou plusieurs s’appellent ainsi.",
            next_step=f"Thématiques : {', '.join(one.title for one in thematiques)}.",
        )
    return found


def numbered_tables(count: int) -> tuple[Table, ...]:
    """« T1 » to « T5 »."""
    return tuple(Table(f"T{rank}") for rank in range(1, count + 1))


def _named(asked: str, known: Several[_T]) -> _T | None:
    wanted = _words(asked)
    if not wanted:
        return None
    tries = [
        [one for one in known if wanted in (_words(one.title), _words(getattr(one, "slug", "")))],
        [one for one in known if _words(one.title).startswith(wanted)],
        [one for one in known if f" {wanted}" in f" {_words(one.title)}"],
    ]
    return next((found[0] for found in tries if len(found) == 1), None)


def _words(text: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in fold(text)).split())


def _several(count: int, one: str) -> str:
    return f"{count} {one if count < 2 else f'{one}s'}" if count else ""
