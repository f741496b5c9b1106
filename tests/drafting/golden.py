"""Golden texts of the documents: the small walls behind them, and the command that rewrites them.

    python -m tests.drafting.golden

Read what it wrote before committing it.
"""

import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from facilitator.config import shipped
from facilitator.domain.action import ActionSheet, Answer, Outcome
from facilitator.domain.demarche import Figure, Instance, Rubric
from facilitator.domain.event import EventKind
from facilitator.domain.evidence import EventEvidence
from facilitator.domain.project import Item, Level, Project, Support
from facilitator.domain.project_evidence import ProjectEvidence
from facilitator.drafting.conducteur import write_conducteur
from facilitator.drafting.deck import DIAGNOSTIC, PAUSE, RESTITUTION, Planner, write_deck
from facilitator.drafting.fiche_commune import write_fiches_communes
from facilitator.drafting.journal import draft_journal
from facilitator.drafting.note_strategique import WholeDemarche, write_note
from facilitator.drafting.rapport.report import draft_report, draft_summary
from facilitator.drafting.rapport.specimen import specimen_readings
from facilitator.drafting.releve_decisions import write_decisions
from facilitator.drafting.study import Study
from facilitator.drafting.synthese import write_synthese
from facilitator.territory.dictionary import load_dictionary
from tests.docx_text import transcript
from tests.drafting import deck_walls, small_territory
from tests.pptx_text import transcript as slides_transcript
from tests.walls import Said, demarche, wall

GOLDEN = Path(__file__).parent.parent / "data" / "golden"
OUTLINES = [shipped("prompts")]

PLACES: list[Said] = [
    ("2 ans d'attente pr une place en crèche !!", "faiblesse", "T1", "parents 0-3 ans", 6),
    ("+ de places pour les bébé de moins d'1 an", "besoin", "T1", "parents 0-3 ans", 3),
    ("la halte n'ouvre que 2 matins", "faiblesse", "T2", "grands-parents", 0),
    ("« on a trouvé à 30 km, on a dit oui »", "verbatim", "T3", "parents 0-3 ans", 0),
    ("matinées d'éveil du RPE : top", "force", "T2", "grands-parents", 1),
    ("le RPE, il est bien, gardez le", "force", "T3", "parents 0-3 ans", 0),
]
RIDES: list[Said] = [
    ("navette le samedi", "proposition", "T1", "parents 0-3 ans", 4),
    ("covoiturage entre parents", "proposition", "T1", "parents 0-3 ans", 2),
    ("qui pilote ?", "question", "T1", "parents 0-3 ans", 0),
]
LEFT: list[Said] = [("ludothèque !", "besoin", "T2", "grands-parents", 2)]
OFF: list[Said] = [("les éoliennes, on en parle quand ?", "question", "T2", "grands-parents", 0)]


def atelier() -> EventEvidence:
    return wall({"Places et modes d'accueil": PLACES, "Se déplacer": RIDES}, tray=LEFT, off_topic=OFF)


def table_ronde() -> EventEvidence:
    qualities = ["élue : VP action sociale", "agent : secrétaire de mairie", "partenaire : Caf"]

    def spoken(said: list[Said]) -> list[Said]:
        return [(text, kind, None, qualities[n % 3], 0) for n, (text, kind, _, _, _) in enumerate(said)]

    themes = {"Places et modes d'accueil": spoken(PLACES), "Se déplacer": spoken(RIDES)}
    evidence = wall(themes, tray=spoken(LEFT), off_topic=spoken(OFF), kind=EventKind.TABLE_RONDE)
    held = replace(evidence.event, slug="table-ronde", title="Table ronde – Accueil et mobilité", id="f" * 32)
    return replace(evidence, event=held)


def write_atelier(target: Path) -> Path:
    return write_synthese(atelier(), target, outlines=OUTLINES)


def write_table_ronde(target: Path) -> Path:
    return write_synthese(table_ronde(), target, outlines=OUTLINES)


def comite() -> EventEvidence:
    noted: list[Said] = [
        ("retenir 3 axes → VP action sociale, 17 décembre 2026", "proposition", None, "élu : président", 0),
        ("lancer l'étude mobilité -> chargée de coopération", "proposition", None, "agent : DGS", 0),
        ("recruter un 2e ETP", "proposition", None, "élue : VP action sociale", 0),
        ("quel financement de la MSA ?", "question", None, "partenaire : MSA", 0),
        ("attention au calendrier budgétaire", "vigilance", None, "agent : DGS", 0),
        ("le diagnostic est présenté", "constat", None, "agent : chargée de coopération", 0),
    ]
    evidence = wall({}, tray=noted, kind=EventKind.COPIL)
    held = replace(evidence.event, slug="copil", title="Comité de pilotage n° 2")
    return replace(evidence, event=held)


def whole() -> WholeDemarche:
    """« Se déplacer » of the atelier and of the table ronde speak of the same matter."""
    alike = [(one.event.id, one.themes[1].theme.id) for one in (atelier(), table_ronde())]
    return WholeDemarche((alike,), ("Logement", "Vieillissement"))


def write_strategic_note(target: Path) -> Path:
    events = [atelier(), table_ronde()]
    return write_note(demarche(), events, target, outlines=OUTLINES, whole=whole())


def write_comite(target: Path) -> Path:
    return write_decisions(comite(), target, outlines=OUTLINES)


def write_running_order(target: Path) -> Path:
    return write_conducteur(demarche(), atelier().event, target, outlines=OUTLINES)


def write_slides(planners: Sequence[Planner]) -> Callable[[Path], Path]:
    return lambda target: write_deck(deck_walls.atelier(), target, planners=planners).path


def told_project() -> ProjectEvidence:
    """An atelier, an axe of two actions, one answer given and one owed, figures and who decides."""
    evidence = atelier()
    by_text = {one.text: one.id for one in evidence.contributions}
    asked = by_text["navette le samedi"]
    project = (
        Project()
        .with_added(Item("enjeu", Level.ENJEU, "Comment accueillir chaque tout-petit ?"))
        .with_added(Item("axe", Level.AXE, "Accueillir"))
        .with_added(Item("places", Level.ACTION, "Ouvrir douze places", "axe"))
        .with_added(Item("navette", Level.ACTION, "Faire rouler une navette", "axe"))
        .with_links("axe", ["enjeu"])
        .with_support("enjeu", Support((by_text["2 ans d'attente pr une place en crèche !!"],)))
        .with_support("places", Support((by_text["+ de places pour les bébé de moins d'1 an"],)))
        .with_support("navette", Support((asked,)))
        .with_sheet("places", ActionSheet(pilot="Communauté, RPE", starts="2027-09", ends="2028", priority=1))
        .with_answer(Answer(asked, Outcome.ACTION, "navette", "Le samedi d'abord."))
    )
    about = replace(
        demarche(),
        figures=(
            Figure("Petite enfance", "places pour 100 enfants", "52", 2024, "CC", "61 ailleurs", "Caf"),
            Figure("Mobilité", "ménages sans voiture", "9 %", 2022, "CC", publisher="Insee, RP"),
            Figure("Santé", "médecins"),
        ),
        governance=(Instance("Comité de pilotage", "Décide.", ("élus",), "2 fois par an"),),
        rubrics=(
            Rubric("journal", "editorial 1", text="Nous commençons. Venez."),
            Rubric("journal", "question", "Qui décide ?", "Les élus, avec la Caf."),
        ),
    )
    return ProjectEvidence(about, (evidence,), project)


def write_journal(number: int) -> Callable[[Path], Path]:
    return lambda target: draft_journal(told_project(), number, outlines=OUTLINES).write(target)


def write_fiche_commune(target: Path) -> Path:
    drafts = small_territory.drafted(small_territory.whole_matter())
    return write_fiches_communes(small_territory.study(), drafts, target, outlines=OUTLINES)


def told_study() -> Study:
    """The same atelier, two communes with two censuses, one under secret; themes of two thématiques."""
    project = told_project()
    (event,) = project.events
    places, rides = (theme.theme.id for theme in event.themes)
    known = {(event.event.id, places): "Petite enfance 0-3", (event.event.id, rides): "Mobilité"}
    return Study(
        project,
        specimen_readings(),
        tuple(load_dictionary().values()),
        whole=WholeDemarche(thematiques=known, unspoken=("Logement",)),
    )


DECKS = {
    "deck_restitution": write_slides(RESTITUTION),
    "deck_pause": write_slides(PAUSE),
    "deck_diagnostic": write_slides(DIAGNOSTIC),
}

DOCUMENTS: dict[str, Callable[[Path], Path]] = {
    "synthese": write_atelier,
    "releve_table_ronde": write_table_ronde,
    "note_strategique": write_strategic_note,
    "releve_decisions": write_comite,
    "conducteur": write_running_order,
    "fiche_commune": write_fiche_commune,
    **{f"journal_{number}": write_journal(number) for number in (1, 2, 3)},
    "rapport_diagnostic": lambda target: draft_report(told_study(), outlines=OUTLINES).write(target),
    "synthese_diagnostic": lambda target: draft_summary(told_study(), outlines=OUTLINES).write(target),
}


def rewrite() -> None:
    GOLDEN.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        texts = {name: transcript(write(Path(folder) / f"{name}.docx")) for name, write in DOCUMENTS.items()}
        for name, write in DECKS.items():
            texts[name] = slides_transcript(write(Path(folder) / f"{name}.pptx"))
    for name, text in texts.items():
        (GOLDEN / f"{name}.txt").write_text(text, encoding="utf-8")
        sys.stdout.write(f"{name}.txt\n")


if __name__ == "__main__":
    rewrite()
