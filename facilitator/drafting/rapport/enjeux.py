"""Chapter « Enjeux »: those written in the projet social, or proposed, each with its two sorts of proof.

What was said is proved by contributions, what is counted by the key sentence of the chapters that it touches.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from facilitator.domain.project import Item, Level
from facilitator.drafting.citations import Line
from facilitator.drafting.decided_project import decided_project
from facilitator.drafting.note_strategique import EnjeuPart, note_values
from facilitator.drafting.rapport.chapters import CHAPTERS
from facilitator.drafting.study import Study
from facilitator.drafting.wording import theme_name
from facilitator.language.typography import typeset
from facilitator.prompts import Markdown

TOUCHED = 2
"""Chapters that an enjeu refers to at most."""


@dataclass(frozen=True, slots=True)
class Proof:
    """A chapter of the report that an enjeu touches: its number, its title, its key sentence."""

    numero: int
    titre: str
    phrase: str


@dataclass(frozen=True, slots=True)
class EnjeuFacts:
    """An enjeu: its question (with the proof of what it quotes), its needs, where it was heard, its figures.

    ``portee`` is « 4 événements sur 8 », or how widely it was shared where it is only proposed.
    """

    code: str
    question: Line
    besoins: tuple[str, ...]
    entendu: tuple[Line, ...]
    portee: str
    chapitres: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Enjeux:
    """All of them; ``proposes`` where none is written in the projet yet."""

    proposes: bool
    tous: tuple[EnjeuFacts, ...]


def report_enjeux(study: Study, chapters: Mapping[str, Proof]) -> Enjeux | None:
    """The enjeux of the report; None where there is none to tell. ``chapters`` are those written, by key."""
    decided = decided_project(study.project)
    if decided is not None and decided.enjeux:
        items = study.project.project.of(Level.ENJEU)
        return Enjeux(
            proposes=False,
            tous=tuple(
                EnjeuFacts(
                    one.code,
                    Line(one.question, Markdown("")),
                    one.besoins,
                    tuple(Line(_joined(at.evenement, at.compte, at.partage), at.note) for at in one.entendu),
                    one.evenements,
                    _touched(_of_item(study, item), chapters),
                )
                for item, one in zip(items, decided.enjeux, strict=True)
            ),
        )
    if not study.themes:
        return None
    found = note_values(study.demarche, study.heard, study.whole)["enjeux"]
    assert isinstance(found, tuple)
    return Enjeux(proposes=True, tous=tuple(_proposed(one, study, chapters) for one in found))


def _proposed(one: EnjeuPart, study: Study, chapters: Mapping[str, Proof]) -> EnjeuFacts:
    own = [each.thematique for each in study.themes if theme_name(each.theme) == one.theme]
    heard = [Line(f"{one.theme} : {one.appui.texte}", one.appui.note)]
    heard += [Line(f"{at.evenement}, {at.theme} : {at.appui.texte}", at.appui.note) for at in one.ailleurs]
    reach = typeset(f"partage {one.consensus}" + (f" ; {one.evenements}" if one.evenements else ""))
    return EnjeuFacts(str(one.numero), one.question, (), tuple(heard), reach, _touched(own, chapters))


def _of_item(study: Study, item: Item) -> Sequence[str]:
    """The thématiques of what an enjeu rests on, once a contribution."""
    return [
        study.whole.thematiques.get((one.evidence.event.id, one.theme.theme.id), "")
        for one in study.project.heard_within(item.id)
        if one.theme is not None
    ]


def _touched(thematiques: Sequence[str], chapters: Mapping[str, Proof]) -> tuple[Proof, ...]:
    keys = {name: one.key for one in CHAPTERS for name in one.thematiques}
    counts = Counter(keys[name] for name in thematiques if keys.get(name) in chapters)
    return tuple(chapters[key] for key, _ in counts.most_common(TOUCHED))


def _joined(event: str, count: str, share: str) -> str:
    return typeset(f"{event} : {count}" + (f", {share}" if share else ""))
