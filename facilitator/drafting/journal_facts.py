"""The values of the three journals of a démarche, as full as may be; ``journal_room`` makes them fit."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from facilitator.domain.action import Outcome
from facilitator.domain.contribution import Contribution, ContributionType, PublicFamily, fold, public_family
from facilitator.domain.demarche import Demarche, Figure
from facilitator.domain.event import Event, EventKind
from facilitator.domain.evidence import EventEvidence, choose_verbatims, quotable
from facilitator.domain.irony import may_be_ironic
from facilitator.domain.plan_checks import much_voted
from facilitator.domain.project import Item, Level
from facilitator.domain.project_evidence import Heard, ProjectEvidence
from facilitator.drafting.action_facts import period
from facilitator.drafting.demarche_facts import demarche_facts
from facilitator.drafting.journal_parts import (
    Axe,
    Chiffre,
    Comparaison,
    Ecoute,
    Enjeu,
    Etape,
    Instance,
    Parole,
    Phare,
    Phrase,
    Public,
    Question,
    Rencontre,
    Suite,
    Sujet,
    Vote,
    marked,
    phrases,
)
from facilitator.drafting.journal_scope import Scope, absent_from, people_by
from facilitator.drafting.text_document import gap
from facilitator.drafting.wording import theme_reach
from facilitator.language.french import counted, written_date, written_period
from facilitator.language.typography import quote, typeset
from facilitator.press.markdown import escaped
from facilitator.prompts import Markdown

Values = Mapping[str, object]

DOCUMENT = "journal"
LEAST_SAID = 3
"""Contributions from which a theme is told in a journal: fewer is somebody's idea, not a subject."""
FEWEST_WORDS = 4
"""Words that a quotation set large has at least."""
VOTED = 12
"""The most voted propositions that a journal n°2 may list; none of them is quoted elsewhere in it."""
SILHOUETTES = 22
"""The most silhouettes in a row of the portrait of participation."""

_NUMBER = re.compile(r"^\d+(?:[ \u00a0\u202f]\d{3})*(?:,\d+)?")


def journal_values(scope: Scope, number: int) -> dict[str, object]:
    """What the outlines of the journal ``number`` (1 to 3) print, by the names that they declare."""
    return {**_common(scope, number), **{1: _first, 2: _second, 3: _third}[number](scope)}


def _common(scope: Scope, number: int) -> dict[str, object]:
    demarche = scope.evidence.demarche
    said = demarche.rubrics_of(DOCUMENT, f"editorial {number}") or demarche.rubrics_of(DOCUMENT, "editorial")
    contact = demarche.rubrics_of(DOCUMENT, "contact")
    return {
        "demarche": demarche_facts(demarche),
        "ctg": is_ctg(demarche),
        "editorial": _phrases_of(one.text for one in said),
        "contact": _phrases_of(one.text for one in contact),
        "rencontres": tuple(map(_coming, scope.coming)),
        "frise": _frise(demarche),
        "coupes": (),
    }


def _first(scope: Scope) -> dict[str, object]:
    demarche = scope.evidence.demarche
    return {
        "questions": tuple(
            Question(typeset(one.title), phrases(one.text))
            for one in demarche.rubrics_of(DOCUMENT, "question")
        ),
        "chiffres": tuple(map(_tile, _figures(demarche))),
        "instances": _instances(demarche),
        "signataires": tuple(map(typeset, demarche.signatories)),
        **_participation(scope),
        "paroles": tuple(said for one in scope.held for said in _words(one, 2)),
    }


def _second(scope: Scope) -> dict[str, object]:
    compared = [one for one in _figures(scope.evidence.demarche) if _two_numbers(one)]
    others = [one for one in _figures(scope.evidence.demarche) if one not in compared[:3]]
    asked = [one for one in scope.held if one.event.kind is not EventKind.REUNION_TRAVAIL] or scope.held
    voted = [one.contribution for one in _held_evidence(scope).much_asked(1) if quotable([one.contribution])]
    shown = frozenset(said.id for said in voted[:VOTED])
    return {
        "ecoutes": tuple(_listened(one, shown) for one in asked),
        "contributions": counted(sum(len(one.contributions) for one in asked), "contribution"),
        "comparaisons": tuple(map(_comparison, compared[:3])),
        "chiffres": tuple(map(_tile, others)),
        "enjeux": tuple(_enjeu(scope, one) for one in scope.evidence.project.of(Level.ENJEU)),
        "votes": tuple(Vote(quote(said.text), counted(said.votes, "gommette")) for said in voted[:VOTED]),
        **_participation(scope),
        "suites": tuple(map(typeset, scope.evidence.demarche.next_steps)) if scope.day is None else (),
    }


def _third(scope: Scope) -> dict[str, object]:
    evidence, project = scope.evidence, scope.evidence.project
    counts = Counter(answer.outcome for answer in project.answers.values())
    actions = sorted(project.of(Level.ACTION), key=lambda one: _rank(evidence, one))
    return {
        "axes": tuple(_axe(evidence, one) for one in project.of(Level.AXE)),
        "phares": tuple(_phare(evidence, one) for one in actions),
        "actions": len(actions),
        "suites": tuple(_suite(evidence, one) for one in evidence.much_asked(much_voted(evidence))),
        "reponses": {outcome.name.lower(): counts[outcome] for outcome in Outcome},
        "instances": _instances(evidence.demarche),
        "paroles": _behind(evidence, actions),
        "etapes": tuple(map(typeset, evidence.demarche.next_steps)),
        **_participation(scope),
    }


def is_ctg(demarche: Demarche) -> bool:
    """Whether the démarche is one of a CTG, by its own words: another workshop is told nothing of it."""
    said = fold(demarche.title)
    return bool(demarche.caf) or "convention territoriale" in said or "ctg" in said.split()


def _held_evidence(scope: Scope) -> ProjectEvidence:
    """The same project, with only the events that were held by then."""
    return ProjectEvidence(scope.evidence.demarche, scope.held, scope.evidence.project)


def _phrases_of(texts: Iterable[str]) -> tuple[Phrase, ...]:
    return tuple(said for text in texts for said in phrases(text))


def _coming(event: Event) -> Rencontre:
    day = escaped(written_date(event.held_on)) if event.held_on else gap("à compléter : la date")
    place = escaped(typeset(event.place)) if event.place else gap("à compléter : le lieu")
    return Rencontre(day, typeset(event.title), place)


def _frise(demarche: Demarche) -> tuple[Etape, ...]:
    return tuple(
        Etape(typeset(one.title), written_period(one.starts, one.ends), one.state.value)
        for one in demarche.etapes
    )


def _figures(demarche: Demarche) -> list[Figure]:
    """The figures that may be shown: whole ones, a first one of each topic before the second of any."""
    seen: Counter[str] = Counter()
    ranked: list[tuple[int, int, Figure]] = []
    for figure in demarche.figures:
        if not figure.lacks:
            ranked.append((seen[figure.topic], len(ranked), figure))
            seen[figure.topic] += 1
    return [figure for _, _, figure in sorted(ranked, key=lambda one: one[:2])]


def _source(figure: Figure) -> str:
    return typeset(f"{figure.publisher}, {figure.year}, {figure.scale}")


def _tile(figure: Figure) -> Chiffre:
    told = f"{figure.wording} ({figure.comparison})" if figure.comparison else figure.wording
    return Chiffre(typeset(figure.value), typeset(told), _source(figure))


def _two_numbers(figure: Figure) -> bool:
    return bool(_NUMBER.match(figure.value) and _NUMBER.match(figure.comparison))


def _comparison(figure: Figure) -> Comparaison:
    here = f"{figure.value} ici"
    wording = figure.wording[:1].upper() + figure.wording[1:]
    return Comparaison(typeset(wording), typeset(here), typeset(figure.comparison), _source(figure))


def _instances(demarche: Demarche) -> tuple[Instance, ...]:
    return tuple(
        Instance(typeset(one.name), typeset(one.role), typeset(one.rhythm)) for one in demarche.governance
    )


def _participation(scope: Scope) -> dict[str, object]:
    """Who came, by family of public, over the events that were held by then."""
    held = scope.held
    came: Counter[str] = Counter()
    for one in held:
        for presence in one.event.presences:
            family = public_family(presence.public)
            came[family.value if family else "publics mêlés"] += presence.count or 0
    order = [*(family.value for family in PublicFamily), "publics mêlés"]
    order.sort(key=lambda name: -came[name])
    publics = tuple(Public(name, came[name]) for name in order if came[name])
    most = max((one.nombre for one in publics), default=1)
    unit = next((size for size in (1, 2, 5, 10, 20, 50, 100) if most <= size * SILHOUETTES), most)
    people, tables = people_by(held), sum(len(one.event.tables) for one in held)
    return {
        "publics": publics,
        "unite": unit,
        "presences": counted(people, "présence") if people else "",
        "tenues": counted(len(held), "rencontre") if len(held) > 1 else "une rencontre",
        "tables": counted(tables, "table") if tables else "",
        "absents": tuple(map(typeset, absent_from(held))),
    }


def _listened(evidence: EventEvidence, shown: frozenset[str]) -> Ecoute:
    event, people = evidence.event, evidence.event.people_present
    tables = len(evidence.shares) if event.tables else 0
    told = [
        counted(len(evidence.contributions), "contribution"),
        counted(tables, "table") if tables else "",
        counted(people, "personne") if people else "",
    ]
    themes = [one for one in evidence.themes if len(one.contributions) >= LEAST_SAID]
    return Ecoute(
        typeset(event.title),
        written_date(event.held_on) if event.held_on else "",
        ", ".join(filter(None, told)),
        tuple(
            Sujet(typeset(one.theme.name), len(one.contributions), theme_reach(one, evidence))
            for one in themes
        ),
        _words(evidence, 8, shown),
    )


def _words(evidence: EventEvidence, most: int, shown: frozenset[str] = frozenset()) -> tuple[Parole, ...]:
    """Words of an event, of different themes and publics; nothing that may be ironic or name somebody.

    Those ``shown`` elsewhere are left out.
    """
    told = [one.contributions for one in evidence.themes if len(one.contributions) >= LEAST_SAID]
    themes = told or [evidence.contributions]
    best = [
        choose_verbatims(
            [said for said in quotable(group) if said.id not in shown and _stands_alone(said)], 1
        )
        for group in themes
    ]
    chosen = choose_verbatims([said for group in best for said in group], most)
    return tuple(Parole(quote(said.text), _voice(said)) for said in chosen)


def _stands_alone(said: Contribution) -> bool:
    """Whether words can be set large on a page: a few of them at least, and none that may be ironic."""
    return len(said.text.split()) >= FEWEST_WORDS and not may_be_ironic(said)


def _behind(evidence: ProjectEvidence, actions: Sequence[Item]) -> tuple[Parole, ...]:
    """Words that the first actions rest on, one an action: what was lived rather than what was asked for."""
    chosen: dict[str, Contribution] = {}
    for action in actions:
        lived = [
            one.contribution
            for one in evidence.heard(action.id)
            if one.contribution.type is not ContributionType.PROPOSITION
            and _stands_alone(one.contribution)
            and one.contribution.id not in chosen
            and one.evidence.event.kind is not EventKind.REUNION_TRAVAIL
        ]
        for said in choose_verbatims(quotable(lived), 1):
            chosen[said.id] = said
    return tuple(Parole(quote(said.text), _voice(said)) for said in chosen.values())


def _voice(said: Contribution) -> str:
    """Who to credit in a paper for everybody: a public, or the family of a quality; never a function."""
    if not said.quality:
        return typeset(said.public or "")
    family, _, who = (part.strip() for part in said.quality.partition(":"))
    return typeset(who if who and public_family(said.quality) is PublicFamily.HABITANTS else family)


def _enjeu(scope: Scope, item: Item) -> Enjeu:
    return Enjeu(typeset(item.title), _rests_on(_held_evidence(scope).heard(item.id)))


def _rests_on(heard: Sequence[Heard]) -> str:
    """« 11 contributions à 5 rencontres, 20 gommettes »; empty where nothing supports it."""
    if not heard:
        return ""
    events = len({one.evidence.event.id for one in heard})
    votes = sum(one.contribution.votes for one in heard)
    said = f"{counted(len(heard), 'contribution')} à {counted(events, 'rencontre')}"
    return f"{said}, {counted(votes, 'gommette')}" if votes else said


def _axe(evidence: ProjectEvidence, axe: Item) -> Axe:
    held = [one for one in evidence.project.read(axe.id) if one.level is Level.ACTION]
    enjeux = tuple(typeset(one.title) for one in evidence.project.linked(axe.id))
    return Axe(typeset(axe.title), enjeux, counted(len(held), "action") if held else "")


def _rank(evidence: ProjectEvidence, action: Item) -> tuple[int, int]:
    """By priority, then by the dots on what the action rests on."""
    votes = sum(one.contribution.votes for one in evidence.heard(action.id))
    return evidence.project.sheet(action.id).priority or 9, -votes


def _phare(evidence: ProjectEvidence, action: Item) -> Phare:
    sheet = evidence.project.sheet(action.id)
    when = period(sheet.starts, sheet.ends)
    return Phare(
        typeset(action.title),
        marked(typeset(sheet.pilot)) if sheet.pilot else gap("à compléter : le pilote"),
        escaped(when) if when else gap("à compléter : les dates"),
        _rests_on(evidence.heard(action.id)),
    )


def _suite(evidence: ProjectEvidence, heard: Heard) -> Suite:
    said, project = heard.contribution, evidence.project
    answer, actions = project.answers.get(said.id), evidence.actions_for(said.id)
    titles = " ; ".join(project.item(one).title for one in actions[:1])
    votes = counted(said.votes, "gommette")
    if answer is None and not actions:
        return Suite(quote(said.text), votes, gap("à compléter : la réponse et sa raison"), Markdown(""))
    outcome = answer.outcome if answer else Outcome.ACTION
    reason = answer.reason if answer else ""
    if outcome is Outcome.ACTION:
        told = ". ".join(filter(None, (titles.rstrip("."), reason)))
        detail = marked(typeset(told if reason else f"{told}."))
    else:
        detail = marked(typeset(reason)) if reason else gap("à compléter : la raison")
    return Suite(quote(said.text), votes, escaped(typeset(f"{outcome.value.capitalize()} :")), detail)


def latest(scope: Scope) -> date | None:
    """The day that a journal's file bears: that of its last event, or the day it was asked for."""
    days = [one.event.held_on for one in scope.held if one.event.held_on]
    return scope.day or max(days, default=None)
