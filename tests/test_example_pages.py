"""The documents of the example, as a reader sees them: rendered, measured, and open to everybody."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from facilitator.config import Settings
from facilitator.workshop import decide_names, rebuild_demo
from tests.accessibility import barriers
from tests.contrast import faint_words
from tests.overflow import words_out_of_place
from tests.render import ABSENT, available, to_pdf
from tests.sharing import built_once

DOCUMENTS = (
    "atelier-parentalite-restitution.pptx",
    "atelier-parentalite-diagnostic.pptx",
    "atelier-parentalite-pause.pptx",
    "atelier-parentalite-synthese.docx",
    "atelier-parentalite-conducteur.docx",
    "table-ronde-acces-droits-restitution.pptx",
    "table-ronde-acces-droits-synthese.docx",
    "copil-lancement-decisions.docx",
    "stand-marche-restitution.pptx",
    "entretiens-synthese.docx",
    "note-strategique.docx",
    "note-strategique.pdf",
)
COLOURED = (
    "atelier-parentalite-restitution.pptx",
    "atelier-parentalite-synthese.docx",
    "note-strategique.pdf",
)
"""One of each look: contrast takes longest to measure. ``make planches`` measures all documents."""

DRAWN = ("atelier-parentalite", "table-ronde-acces-droits", "stand-marche", "entretiens")
"""The events with a deck and a synthèse here; ``make planches`` looks at all ten."""
COMITE = "copil-lancement"

OFFICE = [name for name in DOCUMENTS if not name.endswith(".pdf")]


@pytest.fixture(scope="module")
def livrables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example's documents, drafted as ``facilitator demo`` does."""
    return built_once("pages", draft_all, tmp_path_factory) / "demo" / "livrables"


def draft_all(sessions: Path) -> None:
    with rebuild_demo(Settings(sessions=sessions, noms="regles")) as workshop:
        decide_names(workshop)
        evidences = []
        for slug in (COMITE, *DRAWN):
            (event,) = workshop.events(slug)
            workshop.sort(event)
            evidences.append(workshop.evidence(event, by_meaning=True))
            if slug == COMITE:
                workshop.livrables.decisions(evidences[-1])
                continue
            workshop.livrables.deck(evidences[-1])
            workshop.livrables.synthese(evidences[-1])
        (atelier,) = (one for one in evidences if one.event.slug == "atelier-parentalite")
        workshop.livrables.diagnostic(atelier)
        workshop.livrables.pause(atelier)
        workshop.livrables.conducteur(atelier.event)
        workshop.livrables.note(evidences, form="pdf")
        workshop.livrables.note(evidences)


@pytest.fixture(scope="module")
def rendered(livrables: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The PDF that LibreOffice makes of a document, made once."""
    folder = tmp_path_factory.mktemp("pages")
    return cache(lambda name: to_pdf(livrables / name, folder))


@pytest.mark.parametrize("name", OFFICE)
def test_it_is_open_to_everybody(name: str, livrables: Path) -> None:
    assert barriers(livrables / name) == []


@pytest.mark.render
@pytest.mark.skipif(not available(), reason=ABSENT)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_word_leaves_its_shape_its_page_or_stands_over_another(
    name: str, livrables: Path, rendered: Callable[[str], Path]
) -> None:
    assert words_out_of_place(livrables / name, rendered(name)) == []


@pytest.mark.render
@pytest.mark.skipif(not available(), reason=ABSENT)
@pytest.mark.parametrize("name", COLOURED)
def test_every_word_stands_out_from_its_background(name: str, rendered: Callable[[str], Path]) -> None:
    assert faint_words(rendered(name)) == []
