"""Chapter « Méthode et sources »: the perimeter, the years, who took part, and what is missing."""

from dataclasses import dataclass

from facilitator.domain.project import Level
from facilitator.drafting.participation import EventFacts, event_facts
from facilitator.drafting.rapport.chapters import CHAPTERS, apart, statistics_of
from facilitator.drafting.rapport.tables import Row
from facilitator.drafting.study import Study
from facilitator.drafting.wording import thematique_words
from facilitator.language.french import counted, listed
from facilitator.language.typography import number, typeset
from facilitator.territory.sources import sources
from facilitator.territory.wording import year_of

NAMED = 12
"""Indicators that lack named one by one at most."""


@dataclass(frozen=True, slots=True)
class PerimeterFacts:
    """The places of the mission: « 19 communes », « 21 400 habitants », and where they were read."""

    nom: str
    communes: str
    noms: tuple[str, ...]
    habitants: str
    departements: str
    source: str
    remarques: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event in the table of participation, and the limits of it in sentences."""

    faits: EventFacts
    limites: tuple[str, ...]


def perimeter_facts(study: Study) -> PerimeterFacts | None:
    """The perimeter; None where no territory was chosen."""
    perimeter = study.perimeter
    if perimeter is None:
        return None
    people = sum(one.population for one in perimeter.communes)
    return PerimeterFacts(
        typeset(perimeter.epci.name),
        counted(len(perimeter.communes), "commune"),
        tuple(typeset(one.name) for one in perimeter.communes),
        counted(people, "habitant") if people else "",
        listed([typeset(f"{one.name} ({one.code})") for one in perimeter.departements]),
        typeset(perimeter.source),
        tuple(map(typeset, perimeter.remarks)),
    )


def source_rows(study: Study) -> tuple[Row, ...]:
    """Each source that some file gives: its years, and how many indicators rest on it."""
    if study.readings is None:
        return ()
    years: dict[str, set[int]] = {}
    held: dict[str, int] = {}
    for one in study.told:
        title = sources()[one.base].title
        years.setdefault(title, set()).update(study.readings.years(one))
        held[title] = held.get(title, 0) + 1
    return tuple(
        Row(typeset(title), (listed([year_of(one) for one in sorted(each)]), number(held[title])))
        for title, each in years.items()
    )


def events_rows(study: Study) -> tuple[EventRow, ...]:
    """Every event where something was said."""
    found = []
    for one in study.heard:
        facts = event_facts(one)
        limits = (facts.absents, facts.muets, facts.silencieuses)
        found.append(EventRow(facts, tuple(said for said in limits if said)))
    return tuple(found)


def missing(study: Study, titles: dict[str, str], written: frozenset[str]) -> tuple[str, ...]:
    """What the report lacks, a sentence each; ``written`` are the keys of the chapters that it has.

    ``titles`` gives each chapter's own.
    """
    told = _of_chapters(study, titles, written)
    if not study.told:
        told.append("Statistiques : aucun fichier n'a été importé")
    elif not study.outlines:
        told.append("Cartes : les contours des communes n'ont pas été donnés")
    absent = [one.name for one in study.statistics if one not in study.told]
    if study.told and absent:
        names = (
            ", ".join(absent)
            if len(absent) <= NAMED
            else f"{len(absent)} (« facilitator indicateurs liste »)"
        )
        told.append(f"Indicateurs que les fichiers importés ne donnent pas : {names}")
    if not study.heard:
        told.append("Paroles : aucun atelier, aucun entretien n'a été saisi")
    if study.survey is None:
        told.append("Enquête : il n'y a pas de réponse")
    if study.heard and study.whole.unspoken:
        names = listed([thematique_words(one) for one in study.whole.unspoken])
        told.append(f"Thématiques usuelles d'une CTG dont personne n'a parlé : {names}")
    if not study.project.project.of(Level.ENJEU):
        told.append("Enjeux : aucun n'est encore écrit dans le projet ; ceux du chapitre sont proposés")
    if others := apart(study):
        told.append(f"Hors chapitre, dans l'annexe seulement : {', '.join(one.name for one in others)}")
    return tuple(typeset(f"{one}.") for one in told)


def _of_chapters(study: Study, titles: dict[str, str], written: frozenset[str]) -> list[str]:
    """The chapters that are not there, and those without a figure."""
    told = []
    if left := [titles[one.key] for one in CHAPTERS if one.key not in written]:
        told.append(f"Ni chiffre importé, ni parole, ni réponse à une enquête : {' ; '.join(left)}")
    without = [titles[one.key] for one in CHAPTERS if one.key in written and not statistics_of(one, study)]
    if study.told and without:
        told.append(f"Sans chiffre importé : {' ; '.join(without)}")
    return told
