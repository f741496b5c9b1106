"""A journal of the démarche: filled in, made to fit four pages, its initials unfolded for everybody."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from facilitator.domain.irony import may_be_ironic
from facilitator.domain.project_evidence import ProjectEvidence
from facilitator.drafting.journal_facts import journal_values, latest
from facilitator.drafting.journal_room import (
    LEAST_WORDS,
    MOST_WORDS,
    PAGES,
    cuts_told,
    levels,
    shaped,
)
from facilitator.drafting.journal_scope import Scope, scope_of
from facilitator.drafting.text_document import filled_outline
from facilitator.errors import InputError
from facilitator.language.acronyms import unfold_first, unknown_initials
from facilitator.language.french import counted, listed, written_date
from facilitator.language.typography import quote, typeset
from facilitator.press.forms import form_asked, print_as
from facilitator.press.markdown import escaped
from facilitator.press.pandoc import Heading
from facilitator.press.printing import Laid, laid

Values = Mapping[str, Any]
Filled = Callable[[Values], tuple[Heading, str]]

NUMBERS = (1, 2, 3)
OUTLINES = {number: f"redaction/journal_{number}" for number in NUMBERS}
SIMPLE_OUTLINES = {number: f"redaction/journal_{number}_simple" for number in NUMBERS}
LONG_SENTENCE = 20
"""Words from which a sentence of the simplified version is told to be long."""

_WORD = re.compile(r"\w[\w’'-]*")
_MARKS = re.compile(r"\]\{[^}]*\}|^:::.*$|^\|[ |:-]+\|$|\{[.#][^}]*\}|&#\d+;", re.MULTILINE)
_GAP = re.compile(r"\{custom-style=\"À compléter\"\}")


@dataclass(frozen=True, slots=True)
class Journal:
    """A journal ready for the press, and what to know about it before it is handed over."""

    heading: Heading
    markdown: str
    notes: tuple[str, ...]
    pages: int

    def write(self, target: Path) -> Path:
        """Write it in the form of ``target``'s extension; raises what the printers raise."""
        return print_as(form_asked(target.suffix), self.markdown, target, self.heading)


def draft_journal(
    evidence: ProjectEvidence,
    number: int,
    *,
    outlines: Sequence[Path],
    day: date | None = None,
    simple: bool = False,
) -> Journal:
    """The journal ``number`` (1 to 3), cut to four pages; ``simple`` is the version to have reread.

    ``day`` is when it comes out, see ``journal_scope``. Raises InputError where there is nothing to tell, or
    where what humans wrote alone is more than four pages hold; TemplateError.
    """
    scope = scope_of(evidence, number, day)
    values = shaped(journal_values(scope, number), number)
    if not has_matter(values, number):
        raise InputError(
            f"Il n’y a encore rien à dire dans le journal n°\u00a0{number}.",
            next_step=_WHAT_TO_DO[number],
        )
    name = (SIMPLE_OUTLINES if simple else OUTLINES)[number]

    def filled(given: Values) -> tuple[Heading, str]:
        heading, markdown = filled_outline(name, given, outlines=outlines, dated=latest(scope))
        return heading, unfold_first(markdown)

    steps = levels(values, number)
    at = _first_within(steps, filled)
    pages = 0
    if not simple:
        at, found = _first_that_fits(steps, at, filled)
        pages = found.pages
    heading, markdown = filled(steps[at])
    if not simple:
        heading = replace(heading, setting=found.setting)
    told = cuts_told(steps[0], steps[at], number)
    return Journal(heading, markdown, tuple(_notes(scope, markdown, told, pages, simple=simple)), pages)


def specimen_values(evidences: Sequence[ProjectEvidence]) -> Mapping[str, Sequence[Values]]:
    """For each outline of a journal, the values of these démarches: what it is tried on."""
    return {
        names[number]: [shaped(journal_values(scope_of(one, number), number), number) for one in evidences]
        for names in (OUTLINES, SIMPLE_OUTLINES)
        for number in NUMBERS
    }


def has_matter(values: Values, number: int) -> bool:
    """Whether a journal has something of its own to tell, and not only what is the same for everybody."""
    return any(values[name] for name in _MATTER[number])


def words_of(markdown: str) -> int:
    """How many words a journal has, marks of Markdown left out."""
    return len(_WORD.findall(_MARKS.sub(" ", markdown)))


_MATTER = {
    1: ("frise", "rencontres", "questions", "chiffres", "instances", "editorial", "publics"),
    2: ("ecoutes", "enjeux"),
    3: ("axes", "phares"),
}
_WHAT_TO_DO = {
    1: "Décrivez les étapes, les événements ou les chiffres de la démarche, puis « facilitator decrire ».",
    2: "Importez ou saisissez les contributions d’un événement, puis recommencez.",
    3: "Ajoutez au projet un axe ou une action : « facilitator projet ajouter … ».",
}


def _first_within(steps: Sequence[Values], filled: Filled) -> int:
    """The first step of which the words are not too many, the last where none is."""
    for at, values in enumerate(steps):
        if words_of(filled(values)[1]) <= MOST_WORDS:
            return at
    return len(steps) - 1


def _first_that_fits(steps: Sequence[Values], first: int, filled: Filled) -> tuple[int, Laid]:
    """The first step from ``first`` on whose pages are not too many, and how they lie."""

    def lie(at: int) -> Laid:
        heading, markdown = filled(steps[at])
        return laid(markdown, heading)

    found = lie(first)
    if found.pages <= PAGES:
        return first, found
    low, high = first, len(steps) - 1
    best = lie(high)
    if best.pages > PAGES:
        raise InputError(
            "Ce journal ne tient pas en quatre pages, même réduit.",
            cause="Ce qui est écrit à la main (éditorial, réponses, contact) est trop long.",
            next_step="Raccourcissez-le dans la description de la démarche, puis « facilitator decrire ».",
        )
    while high - low > 1:
        middle = (low + high) // 2
        if (found := lie(middle)).pages <= PAGES:
            high, best = middle, found
        else:
            low = middle
    return high, best


def _notes(scope: Scope, markdown: str, cuts: Sequence[str], pages: int, *, simple: bool) -> Sequence[str]:
    found = []
    if scope.day is not None and scope.why:
        day = f"daté du {written_date(scope.day)}, fin de {quote(scope.why)}"
        found.append(f"{day} ; un autre jour : « --date AAAA-MM-JJ »")
    if late := scope.announced_late:
        one, several = "rencontre annoncée a déjà été tenue", "rencontres annoncées ont déjà été tenues"
        told = counted(len(late), one, several)
        found.append(f"{told} : s’il paraît aujourd’hui, donnez le jour avec « --date »")
    if cuts:
        found.append(f"coupé faute de place : {' ; '.join(cuts)}")
    words = words_of(markdown)
    if not simple and 0 < pages < PAGES:
        found.append(f"{counted(pages, 'page')} au lieu de quatre : il y a trop peu à dire pour les remplir")
    elif not simple and words < LEAST_WORDS:
        found.append(f"{words} mots, pour 800 à 1 200 d’ordinaire")
    if gaps := len(_GAP.findall(markdown)):
        found.append(f"{counted(gaps, 'passage')} à compléter à la main")
    found += [f"ironie à vérifier : {quote(said)}" for said in _perhaps_ironic(scope, markdown)]
    if unknown := unknown_initials(markdown):
        found.append(f"sigles à déplier à la main : {listed(unknown)}")
    if simple:
        found.append("version simplifiée, à faire relire par des personnes concernées")
        if long := _long_sentences(markdown):
            found.append(f"{counted(long, 'phrase')} de plus de {LONG_SENTENCE} mots, à couper")
    return tuple(map(typeset, found))


def _perhaps_ironic(scope: Scope, markdown: str) -> Sequence[str]:
    """The words that may be ironic among those that the journal quotes: its most voted propositions."""
    said = [one for event in scope.held for one in event.contributions if may_be_ironic(one)]
    return [one.text for one in said if escaped(quote(one.text)) in markdown]


def _long_sentences(markdown: str) -> int:
    text = _MARKS.sub(" ", markdown)
    sentences = re.split(r"(?<=[.!?…])\s+|\n\n|\|", text)
    return sum(len(_WORD.findall(one)) > LONG_SENTENCE for one in sentences)
