"""Specimens of evidence, with nothing, one and many of everything: what outlines are tried on.

Everything in them is invented; nothing of them goes into a document.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from facilitator.domain.action import ActionSheet, Answer, Indicator, Outcome
from facilitator.domain.contribution import Contribution, ContributionType
from facilitator.domain.demarche import (
    Demarche,
    Etape,
    EtapeState,
    Figure,
    Instance,
    Rubric,
    Territory,
)
from facilitator.domain.event import Event, EventKind, Presence, Table
from facilitator.domain.event import Sequence as Part
from facilitator.domain.evidence import EventEvidence, gather
from facilitator.domain.method import Method, Step, Thematique
from facilitator.domain.plan_checks import check_plan
from facilitator.domain.project import Item, Level, Project, Support, ThemeRef
from facilitator.domain.project_evidence import ProjectEvidence
from facilitator.domain.theme import Placement, Sorting, Theme
from facilitator.drafting import (
    conducteur,
    convention,
    enquete,
    fiche_commune,
    fiches_actions,
    journal,
    note_strategique,
    plan_actions,
    releve_decisions,
    synthese,
)
from facilitator.drafting.enquete_specimen import survey_values
from facilitator.drafting.fiche_specimen import fiche_values
from facilitator.drafting.note_strategique import WholeDemarche
from facilitator.drafting.rapport.specimen import rapport_values

Values = Mapping[str, object]

_BARE = Demarche("specimen", "Démarche", Territory("Territoire"))
_FULL = replace(
    _BARE,
    territory=Territory("Territoire", ("Une", "Deux"), "Département", 1200, "source", fictive=True),
    client="Commanditaire",
    caf="Caf",
    signatories=("Communauté", "Caf"),
    etapes=(
        Etape("Une étape", EtapeState.DONE, date(2026, 1, 5), date(2026, 2, 5)),
        Etape("Une autre", EtapeState.PLANNED),
    ),
    next_steps=("La suite.",),
    governance=(
        Instance("Comité de pilotage", "Décide.", ("élus", "Caf"), "2 fois par an"),
        Instance("Groupe"),
    ),
    rubrics=(
        Rubric("journal", "editorial", text="Une phrase. Une autre [à compléter : la fin]."),
        Rubric("journal", "question", "Quoi ?", "Ceci. Cela."),
        Rubric("journal", "question", "Sans réponse ?"),
        Rubric("journal", "contact", text="Une fonction."),
    ),
    figures=(
        Figure("Logement", "logements vacants", "9 %", 2022, "communauté", "8 %", "Insee"),
        Figure("Sujet", "autres parts", "12", 2022, "territoire", publisher="source"),
        Figure("Santé", "médecins"),
    ),
)
_SHEET = ActionSheet(
    aim="Objectif.",
    description="Descriptif.",
    steps=("première", "seconde"),
    publics=("parents",),
    area="Le territoire",
    pilot="Structure, fonction",
    partners=("Caf", "MSA"),
    staff="Du temps",
    equipment="Un local",
    budget="À chiffrer",
    funding="À vérifier",
    starts="2027-09",
    ends="2028",
    milestones=("bilan",),
    cautions=("une condition",),
    priority=1,
    feasibility="bonne",
    updated_on=date(2026, 3, 12),
)
_STEP = Step(
    "Temps 1", 10, "Quoi ?", ContributionType.FORCE, said="Dites.", outcome="une idée", advice=("Un.",)
)
_METHOD = Method(
    "methode",
    "Méthode.",
    "Ce qu’elle fait.",
    (EventKind.ATELIER,),
    (_STEP, replace(_STEP, title="Vote", captured=False, only_with_dots=True)),
    is_format=True,
    people=(4, 6),
    dots_rule="Trois chacun.",
    material=("feutres", "krafts"),
    advice=("Un conseil.",),
    pitfalls=("Un piège.",),
    sources=("Une source.",),
)
_THEMATIQUE = Thematique("Sujet", prompts=("Et encore ?",))
_QUALITIES = ("élue : maire", "agent : CCAS", "partenaire : Caf", "habitante")


def outline_values() -> Mapping[str, Sequence[Values]]:
    """For each outline that a document is written from, the values of several specimens."""
    ateliers = [_wall(EventKind.ATELIER, many) for many in (0, 1, 3)]
    turns = [_wall(EventKind.TABLE_RONDE, many) for many in (0, 1, 3)]
    comites = [_wall(EventKind.COPIL, many) for many in (0, 1, 3)]
    seminaire = _wall(EventKind.SEMINAIRE, 3)
    alike = [(one.event.id, one.themes[0].theme.id) for one in (ateliers[2], turns[2])]
    projects = project_specimens()
    whole = WholeDemarche((alike,), ("Logement",), {alike[0]: "Mobilité"})
    return {
        synthese.OUTLINE: [synthese.synthese_values(one) for one in (*ateliers, seminaire)],
        synthese.TURN_OUTLINE: [synthese.synthese_values(one) for one in turns],
        releve_decisions.OUTLINE: [releve_decisions.decisions_values(one) for one in comites],
        note_strategique.OUTLINE: [
            note_strategique.note_values(_BARE, ateliers[:1], WholeDemarche()),
            note_strategique.note_values(_FULL, ateliers[1:2], WholeDemarche(unspoken=())),
            note_strategique.note_values(_FULL, [ateliers[2], seminaire, turns[2]], whole),
            *(
                note_strategique.note_values(
                    one.demarche,
                    one.events,
                    WholeDemarche(project=one.project, elsewhere=("Comité",) * len(one.events)),
                )
                for one in projects
            ),
        ],
        fiches_actions.OUTLINE: [
            fiches_actions.fiches_values(one, one.project.of(Level.ACTION)) for one in projects
        ],
        plan_actions.OUTLINE: [
            plan_actions.plan_values(one, checks) for one in projects for checks in ((), check_plan(one))
        ],
        convention.OUTLINE: [convention.convention_values(one) for one in projects],
        **journal.specimen_values(projects),
        fiche_commune.OUTLINE: fiche_values(ateliers[2:]),
        enquete.OUTLINE: survey_values((_BARE, _FULL), ateliers[2]),
        **rapport_values(projects, WholeDemarche((alike,), ("Logement",), {alike[0]: "Mobilité"})),
        conducteur.OUTLINE: [
            *(conducteur.conducteur_values(one.demarche, one.event) for one in (*ateliers, turns[2])),
            *(
                conducteur.conducteur_values(one.demarche, one.event, [_METHOD], [_THEMATIQUE])
                for one in (ateliers[0], ateliers[2])
            ),
        ],
    }


def project_specimens() -> Sequence[ProjectEvidence]:
    """Démarches with their projet social: nothing but one action, then one and three of everything."""
    ateliers = [_wall(EventKind.ATELIER, many) for many in (1, 3)]
    return (_project((), 0), _project(ateliers[:1], 1), _project(ateliers[1:], 3))


def _project(evidences: Sequence[EventEvidence], many: int) -> ProjectEvidence:
    """A project with ``many`` of everything; 0 is one action alone, without anything filled in."""
    project = Project().with_added(Item("seule", Level.ACTION, "Une action seule"))
    for n in range(many):
        for level, holder in (
            (Level.ENJEU, None),
            (Level.BESOIN, Level.ENJEU),
            (Level.AXE, None),
            (Level.STRATEGIC, Level.AXE),
            (Level.OPERATIONAL, Level.STRATEGIC),
            (Level.ACTION, Level.OPERATIONAL),
        ):
            item = Item(f"{level}{n}", level, f"Élément {level} {n}", f"{holder}{n}" if holder else None)
            project = project.with_added(item)
        action, said = f"{Level.ACTION}{n}", evidences[0].contributions[n]
        project = (
            project.with_links(f"{Level.AXE}{n}", [f"{Level.ENJEU}{n}"])
            .with_links(action, ["seule"])
            .with_support(action, Support((said.id,), (ThemeRef(said.event_id, "perdu", "Ancien"),)))
            .with_support(f"{Level.ENJEU}{n}", Support((said.id,)))
            .with_sheet(action, _SHEET)
            .with_indicators(action, [Indicator("mesure", baseline="0", target="9"), Indicator("autre")])
            .with_answer(Answer(said.id, list(Outcome)[n % 3], action if n % 3 == 0 else None, "Raison."))
        )
    return ProjectEvidence(_FULL if many else _BARE, tuple(evidences), project)


def _wall(kind: EventKind, many: int) -> EventEvidence:
    """An event with ``many`` themes, each holding every type ``many`` times; 0 is a single line."""
    event = _event(kind, many)
    themes = tuple(Theme(f"{n:032d}", event.id, f"Thème {n}", n) for n in range(many))
    said: list[Contribution] = []
    placed: list[Placement] = []
    for theme in (*themes, None, None):
        times = max(many, 1) if theme else 1
        for type_ in (*ContributionType, None) if many else (None,):
            for _ in range(times):
                alike = theme is not None and theme.position == 0  # said mainly by one public
                contribution = _contribution(event, len(said) + 1, type_, many, 0 if alike else len(said))
                off = theme is None and len(said) % 2 == 1
                said.append(contribution)
                placed.append(Placement(contribution.id, theme.id if theme else None, off_topic=off))
        if not many:
            break
    return gather(_FULL if many else _BARE, event, said, Sorting(event.id, themes, tuple(placed), "specimen"))


def _event(kind: EventKind, many: int) -> Event:
    bare = Event(f"{list(EventKind).index(kind)}{many}".ljust(32, "0"), f"specimen-{kind}", "Événement", kind)
    if not many:
        return bare
    return replace(
        bare,
        theme="Sujet",
        held_on=date(2026, 3, 12),
        place="Lieu",
        method="Méthode.",
        tables=() if kind.speaks_in_turn else tuple(Table(f"T{n}", "parents") for n in range(many + 2)),
        sequences=tuple(Part(n, f"Temps {n}", "Quoi ?" if n > 1 else "") for n in range(1, many + 1)),
        presences=(Presence("parents", 9), Presence("élus", None), Presence("jeunes", 0)),
        dots_per_person=3,
        next_steps=("La suite de l’événement.",) if many > 1 else (),
    )


def _contribution(
    event: Event, number: int, type_: ContributionType | None, many: int, voice: int
) -> Contribution:
    turn = event.kind.speaks_in_turn
    text = f"Parole {number} → fonction, 12 mars" if number % 2 else f"Parole {number}"
    return Contribution(
        id=f"{number:032d}",
        event_id=event.id,
        number=number,
        text=text,
        original=text,
        recorded_at=datetime(2026, 3, 12, 18, tzinfo=UTC),
        type=type_,
        table=None if turn or not many else f"T{number % many}",
        public=None if turn or not many else ("parents", "élus", "agents")[voice % 3],
        quality=_QUALITIES[voice % len(_QUALITIES)] if turn and many else None,
        sequence=number % many + 1 if many > 1 else None,
        votes=0 if turn or many < 2 else number % 4,
    )
