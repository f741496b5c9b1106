"""The chapters of the diagnostic: which indicators, thématiques and questions of a survey each is about.

Each has its outline, ``redaction/diagnostic/<key>``, where a consultant edits its title and its opening.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from facilitator.domain.contribution import fold
from facilitator.domain.survey import Question
from facilitator.drafting.study import LEAST_PART, LEAST_SAID, HeardTheme, Study
from facilitator.territory.dictionary import Statistic

OUTLINES = "redaction/diagnostic"


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter about a subject.

    ``statistics`` is its name in the dictionary of indicators, ``leads`` those told first, ``mapped`` those
    that make its map, the first that can be read; ``asked`` are beginnings of words that a question of a
    survey, or a theme of which meaning tells nothing, bears when it is about it.
    """

    key: str
    statistics: str
    thematiques: tuple[str, ...]
    leads: tuple[str, ...] = ()
    mapped: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()

    @property
    def outline(self) -> str:
        """The name of its outline."""
        return f"{OUTLINES}/{self.key}"


CHAPTERS = (
    Chapter(
        "02-population",
        "Territoire et population",
        (),
        ("population", "evolution-population", "moins-15", "evolution-migratoire", "densite"),
        ("moins-15", "densite", "population"),
    ),
    Chapter(
        "03-familles-revenus",
        "Familles, revenus, précarité",
        ("Précarité",),
        (
            "monoparentales",
            "pauvrete",
            "niveau-de-vie",
            "qf-800",
            "part-rsa",
            "chomage",
            "foyers-allocataires",
            "part-prestations",
        ),
        ("monoparentales", "qf-800", "part-rsa", "pauvrete", "niveau-de-vie"),
        ("budget", "argent", "revenu", "aide alimentaire"),
    ),
    Chapter(
        "04-petite-enfance",
        "Petite enfance",
        ("Petite enfance 0-3",),
        ("couverture", "age-0-2", "naissances", "creches", "cmg", "places", "couverture-collectif"),
        ("couverture", "age-0-2", "creches"),
        ("garde", "creche", "mode", "assistant"),
    ),
    Chapter(
        "05-enfance-ecole",
        "Enfance, école",
        ("Enfance 3-11",),
        ("eleves", "age-3-10", "ecoles", "accueils-de-loisirs", "ips", "scolarises-2-5"),
        ("eleves", "age-3-10", "ecoles"),
        ("ecole", "cantine", "periscolaire", "mercredi", "scolar"),
    ),
    Chapter(
        "06-jeunesse",
        "Jeunesse",
        ("Jeunesse 11-25",),
        ("age-11-17", "age-18-24", "non-scolarises-18-24", "chomage-jeunes", "sans-diplome", "lycees"),
        ("age-11-17", "age-18-24"),
        ("jeune", "ado"),
    ),
    Chapter(
        "07-parentalite", "Parentalité", ("Parentalité",), asked=("parent", "education de vos", "vers qui")
    ),
    Chapter(
        "08-vie-sociale",
        "Animation de la vie sociale",
        ("Animation de la vie sociale",),
        ("centres-sociaux", "bibliotheques", "gymnases"),
        ("centres-sociaux", "bibliotheques"),
        asked=("activite", "voisin", "association", "vie sociale", "rencontr"),
    ),
    Chapter(
        "09-droits-numerique-mobilite",
        "Droits, numérique, mobilité",
        ("Accès aux droits et numérique", "Mobilité"),
        ("sans-voiture", "france-services", "travail-voiture", "travail-commune", "poste"),
        ("sans-voiture", "france-services"),
        ("demarche", "droit", "numerique", "service", "mobilite", "deplac", "voiture", "joindre"),
    ),
    Chapter(
        "10-logement",
        "Logement",
        ("Logement",),
        ("vacance", "hlm", "residences-secondaires", "proprietaires", "suroccupation", "logements"),
        ("vacance", "hlm"),
        ("logement", "loger", "loyer"),
    ),
    Chapter(
        "11-sante-handicap",
        "Santé, handicap",
        ("Santé", "Handicap, inclusion"),
        ("apl", "medecins", "infirmiers", "pharmacies", "maisons-de-sante", "ime-sessad"),
        ("apl", "medecins"),
        ("soin", "sante", "medecin", "handicap"),
    ),
    Chapter(
        "12-vieillissement",
        "Vieillissement",
        ("Vieillissement",),
        ("part-75", "seuls-65", "places-ehpad", "aide-domicile", "ssiad", "age-75"),
        ("seuls-65", "part-75"),
        ("vieill", "agee", "proche", "proche age", "aidant", "grand age", "ehpad", "domicile"),
    ),
)
"""Chapters 2 to 12 of domaine.md § 4.8, in order."""


def statistics_of(chapter: Chapter, study: Study) -> tuple[Statistic, ...]:
    """The indicators of a chapter that some file gives: those told first, then the others in their order."""
    wanted = fold(chapter.statistics)
    found = [one for one in study.told if fold(one.chapter) == wanted]
    ranks = {key: rank for rank, key in enumerate(chapter.leads)}
    return tuple(sorted(found, key=lambda one: ranks.get(one.key, len(ranks))))


def apart(study: Study) -> tuple[Statistic, ...]:
    """The indicators of a user's own dictionary that no chapter is about."""
    known = {fold(one.statistics) for one in CHAPTERS}
    return tuple(one for one in study.told if fold(one.chapter) not in known)


def themes_of(chapter: Chapter, study: Study) -> tuple[HeardTheme, ...]:
    """The themes of a chapter by the meaning of what was said, then those by their words alone.

    A theme that no thématique claims is of the chapter whose words most of its contributions bear: two of
    them, and a third of them, at least.
    """
    return (*study.themes_of(chapter.thematiques), *_by_words(study).get(chapter.key, ()))


def unplaced(study: Study) -> tuple[HeardTheme, ...]:
    """The themes of no chapter."""
    worded = {id(theme) for found in _by_words(study).values() for theme in found}
    return tuple(one for one in _unclaimed(study) if id(one) not in worded)


def chapter_of(question: Question) -> Chapter | None:
    """The chapter that a question of a survey is about, by its words then its section's; None: of none."""
    ranked = [(3 * _said(one, question.text) + _said(one, question.section), one) for one in CHAPTERS]
    best, chapter = max(ranked, key=lambda one: one[0])
    return chapter if best else None


def questions_of(chapter: Chapter, questions: Sequence[Question]) -> tuple[Question, ...]:
    """The questions that a chapter is about; none of those about who answers."""
    return tuple(one for one in questions if not one.crossed and chapter_of(one) is chapter)


def _said(chapter: Chapter, text: str) -> int:
    words = fold(text)
    return sum(bool(re.search(rf"\b{re.escape(one)}", words)) for one in chapter.asked)


def _unclaimed(study: Study) -> list[HeardTheme]:
    claimed = {id(theme) for one in CHAPTERS for theme in study.themes_of(one.thematiques)}
    return [one for one in study.themes if id(one) not in claimed]


def _by_words(study: Study) -> dict[str, list[HeardTheme]]:
    """The themes that no thématique claims, by the chapter whose words they bear."""
    found: dict[str, list[HeardTheme]] = {}
    patterns = {
        one.key: re.compile(rf"\b(?:{'|'.join(map(re.escape, one.asked))})") for one in CHAPTERS if one.asked
    }
    for theme in _unclaimed(study):
        said = [fold(c.text) for c in theme.theme.contributions]
        counts = {key: sum(bool(each.search(one)) for one in said) for key, each in patterns.items()}
        best = max(counts, key=lambda key: counts[key])
        if counts[best] >= LEAST_SAID and counts[best] * LEAST_PART >= len(said):
            found.setdefault(best, []).append(theme)
    return found
