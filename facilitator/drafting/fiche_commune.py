"""Fiches communes: one A4 page a commune, its figures beside those around it and what was heard of it.

Specification: domaine.md § 4.6. The page is measured; what does not hold is left out in a fixed order, the
figures that matter most and one word of the inhabitants last.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from facilitator.domain.heard_in import NOTHING, Heard, Told
from facilitator.domain.place import Place
from facilitator.drafting.fiche_figures import EXTRA, NEEDED, USEFUL, Figures, Ligne
from facilitator.drafting.fiche_points import RULE, Side, gaps, on_the_spot
from facilitator.drafting.fiche_words import STRENGTHS, TROUBLES, Answered, Entendu, Parole, Words
from facilitator.drafting.text_document import filled_outline, gap
from facilitator.language.french import counted
from facilitator.language.typography import typeset
from facilitator.press.forms import form_asked, print_as
from facilitator.press.markdown import pictured
from facilitator.press.pandoc import Heading
from facilitator.press.printing import Filled, filled
from facilitator.prompts import Markdown

OUTLINE = "redaction/fiche_commune"
UNHEARD = "non fourni : aucune contribution n’est rattachée à la commune"
SPARE = 0.97
"""How much of the page may be taken: Word and LibreOffice break lines a little otherwise than typst."""


LAST_LINE = 8
"""Points that stay free under a page that is spread."""
MAP_WIDTH = "5cm"
AIRS = (1.6, 1.35, 1.15)
"""How much a page that is not full is spread, the most that holds."""


@dataclass(frozen=True, slots=True)
class Room:
    """How much a page shows: words of the inhabitants, words about it, points, strengths heard, rows."""

    by: int
    about: int
    points: int
    forces: int
    rank: int


LEVELS = (
    Room(5, 2, 3, 1, EXTRA),
    Room(4, 2, 3, 1, EXTRA),
    Room(4, 1, 3, 1, EXTRA),
    Room(3, 1, 3, 1, EXTRA),
    Room(3, 0, 3, 1, EXTRA),
    Room(3, 0, 3, 1, USEFUL),
    Room(2, 0, 3, 1, USEFUL),
    Room(2, 0, 2, 1, USEFUL),
    Room(2, 0, 2, 1, NEEDED),
    Room(1, 0, 2, 1, NEEDED),
    Room(1, 0, 2, 0, NEEDED),
    Room(1, 0, 1, 0, NEEDED),
    Room(0, 0, 1, 0, NEEDED),
)
"""From all to least: the next is taken while the page does not hold."""


@dataclass(frozen=True, slots=True)
class Situation:
    """The map of where a commune lies: one picture for the page, one for Word, and what it shows in words."""

    printed: bytes
    word: bytes
    told: str


@dataclass(frozen=True, slots=True)
class Matter:
    """What the fiche of one commune is written from; ``answered`` is None without a survey."""

    commune: Place
    heard: Heard = NOTHING
    answered: Answered | None = None
    situation: Situation | None = None


@dataclass(frozen=True, slots=True)
class Study:
    """What the fiches of a territory share; ``listened`` tells whether the démarche heard anybody."""

    figures: Figures
    territory: str
    fictive: bool = False
    listened: bool = False


@dataclass(frozen=True, slots=True)
class Fiche:
    """One commune as the outline prints it; ``muet`` says that nobody of it was heard, where others were.

    ``air`` is how much the page is spread, 1 for the tightest; ``carte`` comes with its document.
    """

    air: float
    nom: str
    place: str
    carte: Markdown
    atouts: tuple[str, ...]
    appuis: tuple[str, ...]
    forces: tuple[Parole, ...]
    surveiller: tuple[str, ...]
    alertes: tuple[Parole, ...]
    lignes: tuple[Ligne, ...]
    manque: Markdown
    sources: str
    legende: str
    regle: str
    compte: str
    enquete: str
    paroles: tuple[Entendu, ...]
    parle: tuple[Entendu, ...]
    muet: Markdown


@dataclass(frozen=True, slots=True)
class Draft:
    """A fiche at the ``level`` of ``LEVELS`` at which it ``holds`` on its page, and what it quotes."""

    matter: Matter
    level: int
    fiche: Fiche
    quoted: tuple[Told, ...]
    holds: bool = True


def draft_fiches(
    study: Study,
    matters: Sequence[Matter],
    *,
    outlines: Sequence[Path],
    step: Callable[[str, int, int], None] = lambda *_: None,
) -> tuple[Draft, ...]:
    """A fiche for each commune, as much on it as one page holds; raises TemplateError."""
    drafts = [_drafted(study, one, 0) for one in matters]
    waiting = list(range(len(drafts)))
    while waiting:
        step("Mise en page", len(drafts) - len(waiting), len(drafts))
        pages = _pages(study, [drafts[at] for at in waiting], outlines)
        full = [at for at, page in zip(waiting, pages, strict=True) if page.taken[0] > page.room * SPARE]
        for at in full:
            level = drafts[at].level + 1
            if level < len(LEVELS):
                drafts[at] = _drafted(study, drafts[at].matter, level)
            else:
                drafts[at] = replace(drafts[at], holds=False)
        waiting = [at for at in full if drafts[at].holds]
    step("Mise en page", len(drafts), len(drafts))
    return tuple(map(_spread, drafts, _pages(study, drafts, outlines, AIRS)))


def _spread(draft: Draft, page: Filled) -> Draft:
    """The fiche as airy as its page allows."""
    held = [air for air, taken in zip(AIRS, page.taken, strict=True) if taken <= page.room - LAST_LINE]
    return replace(draft, fiche=replace(draft.fiche, air=max(held, default=1)))


def _pages(
    study: Study, drafts: Sequence[Draft], outlines: Sequence[Path], airs: Sequence[float] = (1,)
) -> tuple[Filled, ...]:
    heading, markdown = _document(study, drafts, outlines, printed=True)
    return filled(markdown, heading, airs)


def write_fiches_communes(
    study: Study,
    drafts: Sequence[Draft],
    target: Path,
    *,
    outlines: Sequence[Path],
    reference: Path | None = None,
) -> Path:
    """Write the fiches in one document, each on its page, in the form of ``target``'s extension.

    Raises TemplateError, StoreError.
    """
    form = form_asked(target.suffix)
    heading, markdown = _document(study, drafts, outlines, printed=target.suffix == ".pdf")
    if target.suffix == ".docx":
        heading = replace(heading, setting=str(min(one.fiche.air for one in drafts)))
    return print_as(form, markdown, target, heading, reference=reference)


def _document(
    study: Study, drafts: Sequence[Draft], outlines: Sequence[Path], *, printed: bool
) -> tuple[Heading, str]:
    pictures, fiches = {}, []
    for one in drafts:
        fiche, situation = one.fiche, one.matter.situation
        if situation is not None:
            name = f"situation-{one.matter.commune.code.lower()}.{'svg' if printed else 'png'}"
            pictures[name] = situation.printed if printed else situation.word
            fiche = replace(fiche, carte=pictured(name, typeset(situation.told), MAP_WIDTH))
        fiches.append(fiche)
    values = fiches_values(study, fiches)
    heading, markdown = filled_outline(OUTLINE, values, outlines=outlines, dated=None)
    return replace(heading, pictures=pictures), markdown


def fiches_values(study: Study, fiches: Sequence[Fiche]) -> Mapping[str, object]:
    """What the outline prints, by the names that it declares."""
    return {
        "territoire": typeset(study.territory),
        "fictif": study.fictive,
        "fiches": tuple(fiches),
    }


def first_draft(study: Study, matter: Matter) -> Draft:
    """A fiche with all that there is to say, before its page is measured."""
    return _drafted(study, matter, 0)


def _drafted(study: Study, matter: Matter, level: int) -> Draft:
    room = LEVELS[level]
    words = Words(matter.heard, matter.answered)
    found = gaps(study.figures, matter.commune)
    present, absent = on_the_spot(study.figures, matter.commune)
    forces, alerts = words.of_types(STRENGTHS, room.forces), words.of_types(TROUBLES, room.forces)
    by, about = words.others(room.by), words.speaking(room.about)
    table = study.figures.table(matter.commune, room.rank)
    fiche = Fiche(
        1,
        typeset(matter.commune.name),
        _place(study, matter.commune),
        Markdown(""),
        tuple(one.sentence for one in found if one.side is Side.ASSET)[: room.points],
        (present,) if present else (),
        forces,
        (
            *(one.sentence for one in found if one.side is Side.WATCH),
            *((absent,) if absent else ()),
        )[: room.points],
        alerts,
        table.lines,
        gap(f"non fourni : {table.missing}") if table.missing else Markdown(""),
        table.sources,
        table.legend,
        RULE,
        words.told(),
        words.answered_told(),
        by,
        about,
        gap(UNHEARD) if study.listened and not words.by and not words.about else Markdown(""),
    )
    return Draft(matter, level, fiche, words.quoted)


def _place(study: Study, commune: Place) -> str:
    """« CC du Val d’Aubre · Ain · 6 480 habitants en 2022 »."""
    epci, departement = study.figures.above(commune)
    known = study.figures.read("population", commune)
    parts = [epci.name, departement.name if departement else ""]
    if known is not None and known.number is not None:
        when = f" en {known.year}" if known.year else ""
        parts.append(f"{counted(round(known.number), 'habitant')}{when}")
    elif commune.population:
        parts.append(counted(commune.population, "habitant"))
    return typeset(" · ".join(one for one in parts if one))
