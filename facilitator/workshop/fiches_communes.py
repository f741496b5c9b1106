"""The fiches communes of a territory: each its file, and all of them in one to print."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.domain.commune_names import CommuneNames
from facilitator.domain.heard_in import NOTHING, Respondents, heard_by_commune, respondents
from facilitator.domain.project_evidence import ProjectEvidence
from facilitator.errors import FacilitatorError, NotFoundError, UsageError
from facilitator.intake.slug import slugify
from facilitator.language.french import listed
from facilitator.language.typography import quote, typeset
from facilitator.workshop.indicators import Indicators
from facilitator.workshop.reports import Step, unheard

if TYPE_CHECKING:
    from facilitator.domain.place import Perimeter, Place
    from facilitator.drafting.fiche_commune import Draft, Matter, Situation, Study
    from facilitator.territory.contours import Outline
    from facilitator.workshop.workshop import Workshop

FORMS = ("pdf", "docx")
"""A page is measured as it is printed and as Word lays it; a web page has none."""
NAME = "fiches-communes"
APART = typeset(f"Une fiche par commune, en PDF et en Word, dans le dossier « livrables/{NAME} »")
_GATHERED = frozenset(
    "cc ca cu communaute communes agglomeration metropole urbaine de du des d la le l".split()
)


@dataclass(frozen=True, slots=True)
class _Surveyed:
    """Who answered the survey by commune, the commune of what each wrote, and how many answered in all."""

    people: Respondents = field(default_factory=Respondents)
    answers: Mapping[str, str] | None = None
    all: int = 0


def draft_fiches_communes(
    workshop: Workshop,
    evidence: ProjectEvidence,
    forms: Sequence[str] = FORMS,
    *,
    asked: Sequence[str] = (),
    template: Path | None = None,
    step: Step = unheard,
) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    """Write the fiches of these communes, or of all; where they lie, and what to know about them.

    Each commune has its file in ``livrables/fiches-communes``; where all are asked for, a PDF of them all
    stands first. Raises NotFoundError (no territory yet, an unknown commune), UsageError (another form),
    InputError, TemplateError, StoreError.
    """
    from facilitator.drafting.fiche_commune import draft_fiches

    unknown = [form for form in forms if form not in FORMS]
    if unknown:
        raise UsageError(
            f"« {unknown[0]} » n’est pas une forme des fiches communes.",
            next_step=f"Formes possibles : {', '.join(FORMS)}.",
        )
    notes: list[str] = []
    with Indicators(workshop.folder) as indicators:
        study, matters = _matters(workshop, evidence, indicators, asked, notes, step)
    drafts = draft_fiches(study, matters, outlines=workshop.livrables.outlines, step=step)
    notes += _told(study, drafts, template)
    paths = tuple(_written(workshop, evidence, study, drafts, forms, template, step, whole=not asked))
    return paths, tuple(notes)


def commune_names(indicators: Indicators) -> CommuneNames:
    """The names of the mission's communes, told apart from the others of their départements."""
    from facilitator.language.lemmas import accented, is_known

    perimeter = indicators.perimeter
    own = {one.code for one in perimeter.communes}
    around = indicators.geography.by_departement
    elsewhere = [
        place.name
        for one in perimeter.departements
        for place in around.get(one.code, ())
        if place.code not in own
    ]
    gathered = perimeter.epci.name.split()
    while gathered and slugify(gathered[0]) in _GATHERED:
        gathered.pop(0)
    return CommuneNames(
        perimeter.communes,
        [*elsewhere, " ".join(gathered)],
        cache(lambda word: is_known(word) or is_known(accented(word))),
    )


def _matters(
    workshop: Workshop,
    evidence: ProjectEvidence,
    indicators: Indicators,
    asked: Sequence[str],
    notes: list[str],
    step: Step,
) -> tuple[Study, list[Matter]]:
    """What the fiches are written from: figures, map, words of each commune, answers to the survey."""
    from facilitator.drafting.fiche_commune import Matter, Study
    from facilitator.drafting.fiche_figures import Figures
    from facilitator.drafting.fiche_words import Answered

    step("Indicateurs", 0, 0)
    perimeter, names = indicators.perimeter, commune_names(indicators)
    communes = [_asked(names, perimeter, one) for one in asked] or list(perimeter.communes)
    surveyed = _surveyed(workshop.folder, names, notes)
    heard = heard_by_commune(names, evidence.events, surveyed.answers or {})
    maps = _maps(indicators, notes)
    matters = []
    for rank, commune in enumerate(communes):
        step(f"Carte de situation : {commune.name}", rank, len(communes))
        answered = (
            None
            if surveyed.people.question is None
            else Answered(len(surveyed.people.of(commune.code)), surveyed.all)
        )
        matters.append(Matter(commune, heard.get(commune.code, NOTHING), answered, maps(commune)))
    said = any(one.contributions for one in evidence.events if one.event.kind.gathers_words)
    study = Study(
        Figures(indicators.readings(), indicators.dictionary),
        perimeter.epci.name,
        evidence.demarche.territory.fictive,
        said,
    )
    return study, matters


def _asked(names: CommuneNames, perimeter: Perimeter, asked: str) -> Place:
    code = names.code_of(asked) or asked
    found = next((one for one in perimeter.communes if one.code == code), None)
    if found is None:
        raise NotFoundError(
            typeset(f"Aucune commune du territoire ne s'appelle {quote(asked)}."),
            cause=typeset(f"Ses communes : {', '.join(one.name for one in perimeter.communes)}."),
        )
    return found


def _surveyed(folder: Path, names: CommuneNames, notes: list[str]) -> _Surveyed:
    """The survey by commune; nothing where there is none, and why where it does not serve."""
    from facilitator.workshop.survey import FILE, Survey, answer_key

    if not (folder / FILE).is_file():
        return _Surveyed()
    try:
        survey = Survey(folder)
        forms = survey.forms
    except FacilitatorError as error:
        notes.append(typeset(f"L'enquête n'est pas lue : {error.title}"))
        return _Surveyed()
    if not forms:
        return _Surveyed()
    people = respondents(names, survey.questionnaire, forms)
    if people.question is None:
        notes.append(typeset("L'enquête ne demande pas la commune : ses réponses ne sont pas réparties."))
    answers = {
        answer_key(form, question): code
        for code, group in people.forms.items()
        for form in group
        for question in survey.open_questions()
    }
    return _Surveyed(people, answers, len(forms))


def _maps(indicators: Indicators, notes: list[str]) -> Callable[[Place], Situation | None]:
    """What draws where a commune lies; nothing for one without an outline."""
    from facilitator.drafting.fiche_commune import Situation
    from facilitator.territory.mapping import situation_map, situation_words

    try:
        outlines: Sequence[Outline] = indicators.outlines(None)[0]
    except NotFoundError:
        outlines = ()
        told = "facilitator carte population --contours communes.geojson"
        notes.append(typeset(f"Sans carte de situation : donnez les contours (« {told} »)."))
    known = {one.code for one in outlines}

    def drawn(commune: Place) -> Situation | None:
        if commune.code not in known:
            return None
        printed, word = (situation_map(outlines, commune.code, form) for form in ("svg", "png"))
        return Situation(printed, word, situation_words(outlines, commune.code, indicators.perimeter))

    return drawn


def _told(study: Study, drafts: Sequence[Draft], template: Path | None) -> Iterator[str]:
    """What the facilitator should know of the pages: what lacks, what was left out, where one is too full."""
    from facilitator.drafting.fiche_commune import LEVELS

    if absent := study.figures.absent_sources:
        yield typeset(f"Sans fichier, donc non fournis : {' ; '.join(absent)}.")
    shortened = [
        one.matter.commune.name for one in drafts if LEVELS[one.level].rank < LEVELS[0].rank and one.holds
    ]
    if shortened:
        yield typeset(f"Lignes du tableau laissées de côté, faute de place : {listed(shortened)}.")
    over = [one.matter.commune.name for one in drafts if not one.holds]
    if over:
        yield typeset(f"Plus d'une page, même au plus court : {listed(over)}. Raccourcissez la trame.")
    if template is not None:
        yield typeset("Avec votre gabarit, vérifiez dans Word que chaque fiche tient sur une page.")


def _written(
    workshop: Workshop,
    evidence: ProjectEvidence,
    study: Study,
    drafts: Sequence[Draft],
    forms: Sequence[str],
    template: Path | None,
    step: Step,
    *,
    whole: bool,
) -> Iterator[Path]:
    from facilitator.drafting.fiche_commune import write_fiches_communes

    livrables = workshop.livrables

    def fill(chosen: Sequence[Draft], reference: Path | None) -> Callable[[Path], None]:
        def write(draft: Path) -> None:
            write_fiches_communes(study, chosen, draft, outlines=livrables.outlines, reference=reference)

        return write

    if whole and "pdf" in forms:
        step("Toutes les fiches en un PDF", 0, 0)
        sources = {one.event.id: one.imprint for one in evidence.events if one.imprint is not None}
        yield livrables.keep(f"{NAME}.pdf", fill(drafts, None), sources)
    stems = _stems(drafts)
    for rank, draft in enumerate(drafts):
        step(f"Fiche : {draft.matter.commune.name}", rank, len(drafts))
        quoted = {one.evidence.event.id: one.evidence for one in draft.quoted}
        sources = {id_: one.imprint for id_, one in quoted.items() if one.imprint is not None}
        for form in forms:
            name = f"{NAME}/{stems[draft.matter.commune.code]}.{form}"
            reference = template if form == "docx" else None
            yield livrables.keep(name, fill([draft], reference), sources, tuple(quoted.values()))


def _stems(drafts: Sequence[Draft]) -> Mapping[str, str]:
    """The name of each commune's file; two of one name are told apart by their codes."""
    slugs = {one.matter.commune.code: slugify(one.matter.commune.name) for one in drafts}
    held = list(slugs.values())
    return {
        code: slug if slug and held.count(slug) == 1 else f"{slug}-{code}".strip("-").lower()
        for code, slug in slugs.items()
    }
