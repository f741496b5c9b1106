"""The fiches communes of a démarche, with real files: what each rests on, where it lies, what is told."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from facilitator.domain.missions import Document
from facilitator.domain.project_evidence import ProjectEvidence
from facilitator.errors import NotFoundError, UndecidedNamesError, UsageError
from facilitator.intake.contributions import read_contributions
from facilitator.workshop.fiches_communes import commune_names, draft_fiches_communes
from facilitator.workshop.indicators import Indicators, has_figures
from facilitator.workshop.project_evidence import gather_project
from facilitator.workshop.proving import prove
from facilitator.workshop.reports import unheard
from facilitator.workshop.survey import FILE, Survey, words_to_event
from facilitator.workshop.whole_documents import draft_whole, offered_of, whole_shelf
from facilitator.workshop.workshop import Workshop
from tests.docx_text import transcript
from tests.drafting.small_territory import FILES
from tests.intake.written import file
from tests.workshop.test_workshop import settings

TERRITORY = """code;nom;epci;nom_epci;departement;nom_departement;population
01001;Aubrac;200000001;CC du Val d’Aubrac;01;Ain;900
01002;Val-Saint-Jean;200000001;CC du Val d’Aubrac;01;Ain;400
01003;Corzé;200000001;CC du Val d’Aubrac;01;Ain;60
01009;Aubrac-le-Haut;;;01;Ain;5000
"""
WALL = """texte,type,public
pas de bus le dimanche,besoin,parents
le foyer rural est à tout le monde,force,seniors de Corzé
à Corzé plus de médecin,constat,parents
"""
SURVEY = """---
titre: "Enquête"
rgpd: "Anonyme."
communes: ["Aubrac", "Val St Jean", "Corzé"]
---

# Vous

## q1. Votre commune ?
type : choix unique
options : communes

## q2. Autre chose à dire ?
type : expression libre
"""
ANSWERS = "q1;q2\n" + "2;\n" * 4 + "2;il manque une crèche\n3;tout va bien chez nous\n"


def told(path: Path) -> str:
    return transcript(path).replace("\u00a0", " ").replace("\u202f", " ")


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    """A démarche of statistics alone."""
    with Workshop.open_or_create("CTG", settings(tmp_path)) as workshop:
        with Indicators(workshop.folder) as indicators:
            indicators.choose("", file(tmp_path / "mon-territoire.csv", TERRITORY))
            paths = [file(tmp_path / name, text) for name, text in FILES.items()]
            _, refused = indicators.bring(paths, unheard)
            assert not refused
        yield workshop


def heard(workshop: Workshop, folder: Path) -> ProjectEvidence:
    """The same with an atelier held in Aubrac."""
    intake = read_contributions(file(folder / "mur.csv", WALL))
    workshop.import_file(
        intake, "Atelier", change=lambda event: replace(event, place="Salle des fêtes d’Aubrac")
    )
    return gather_project(workshop)


def test_statistics_alone_make_a_fiche_a_commune_and_one_file_of_all(workshop: Workshop) -> None:
    paths, notes = draft_fiches_communes(workshop, gather_project(workshop))
    folder = workshop.folder / "livrables"
    assert paths[0] == folder / "fiches-communes.pdf"
    assert {one.relative_to(folder / "fiches-communes").as_posix() for one in paths[1:]} == {
        f"{stem}.{form}" for stem in ("aubrac", "val-saint-jean", "corze") for form in ("pdf", "docx")
    }
    assert all(one.stat().st_size for one in paths)
    assert any("contours" in note for note in notes)
    assert any("Sans fichier" in note for note in notes)


def test_communes_are_asked_for_by_any_spelling_and_leave_the_whole_file_alone(workshop: Workshop) -> None:
    paths, _ = draft_fiches_communes(
        workshop, gather_project(workshop), ["docx"], asked=["val st jean", "01003"]
    )
    assert [one.name for one in paths] == ["val-saint-jean.docx", "corze.docx"]
    assert not (workshop.folder / "livrables" / "fiches-communes.pdf").exists()
    with pytest.raises(NotFoundError, match="Castelombre"):
        draft_fiches_communes(workshop, gather_project(workshop), asked=["Castelombre"])
    with pytest.raises(UsageError):
        draft_fiches_communes(workshop, gather_project(workshop), ["odt"])


def test_words_go_to_the_commune_of_the_room_or_of_the_public_and_are_proved(
    workshop: Workshop, tmp_path: Path
) -> None:
    paths, _ = draft_fiches_communes(workshop, heard(workshop, tmp_path), ["docx"])
    aubrac, corze, elsewhere = (told(one) for one in paths)
    assert "« pas de bus le dimanche » (n° 1, Atelier)" in aubrac
    assert "foyer rural" not in aubrac
    assert "« le foyer rural est à tout le monde » (n° 2, Atelier)" in corze
    assert "On parle de la commune" in corze
    assert "« à Corzé plus de médecin » (n° 3)" in corze
    assert "aucune contribution" in elsewhere
    proof = prove(workshop, unheard, paths[1])
    assert proof.is_whole
    assert sum("«" in line.text for line in proof.lines) == 2


def test_nothing_leaves_while_somebody_may_be_named_and_then_a_quality_stands_there(
    workshop: Workshop, tmp_path: Path
) -> None:
    intake = read_contributions(
        file(tmp_path / "mur.csv", "texte,public\nMme Martin nous aide,parents d’Aubrac\n")
    )
    workshop.import_file(intake, "Atelier")
    with pytest.raises(UndecidedNamesError):
        gather_project(workshop)
    workshop.names.replace_name(None, "une voisine")
    (path,), _ = draft_fiches_communes(workshop, gather_project(workshop), ["docx"], asked=["Aubrac"])
    assert "[une voisine] nous aide" in told(path)
    assert "Martin" not in told(path)


def test_answers_to_the_survey_are_of_the_commune_ticked_unless_too_few(
    workshop: Workshop, tmp_path: Path
) -> None:
    file(workshop.folder / FILE, SURVEY)
    survey = Survey(workshop.folder)
    survey.bring_in(file(tmp_path / "reponses.csv", ANSWERS))
    words_to_event(workshop, survey)
    paths, _ = draft_fiches_communes(
        workshop, gather_project(workshop), ["docx"], asked=["Val-Saint-Jean", "Corzé", "Aubrac"]
    )
    val, corze, aubrac = (told(one) for one in paths)
    assert "5 personnes de la commune ont répondu, sur 6" in val
    assert "« il manque une crèche »" in val
    assert "moins de 5 personnes" in corze
    assert "tout va bien" not in corze
    assert "personne de la commune n’a répondu" in aubrac


def test_a_survey_that_cannot_be_read_is_told_and_stops_nothing(workshop: Workshop) -> None:
    file(workshop.folder / FILE, "rien de lisible")
    paths, notes = draft_fiches_communes(workshop, gather_project(workshop), ["docx"], asked=["Aubrac"])
    assert paths
    assert any(note.startswith("L’enquête n’est pas lue") for note in notes)


def test_the_names_of_the_epci_and_of_neighbours_are_no_names_of_a_commune(workshop: Workshop) -> None:
    with Indicators(workshop.folder) as indicators:
        names = commune_names(indicators)
    assert names.named("dans le Val d’Aubrac", free=True) == ()
    assert names.named("à Aubrac le Haut", free=True) == ()
    assert names.named("à Aubrac", free=True) == ("01001",)


def test_a_users_own_indicator_of_that_chapter_comes_on_the_fiche(workshop: Workshop) -> None:
    body = '[services]\nnom = "Services à moins de 20 minutes"\nchapitre = "Fiche commune"\n'
    file(
        workshop.folder / "indicateurs.toml", f'{body}numerateur = "P_LOG"\nunite = "services"\nbase = "rp"\n'
    )
    (path,), _ = draft_fiches_communes(workshop, gather_project(workshop), ["docx"], asked=["Aubrac"])
    assert "Services à moins de 20 minutes (2022) | 430 |" in told(path)


def test_they_join_the_set_only_where_figures_were_imported(workshop: Workshop, tmp_path: Path) -> None:
    evidence = gather_project(workshop)
    assert has_figures(workshop.folder)
    assert not has_figures(tmp_path)
    assert not list(tmp_path.glob("*.sqlite"))  # looking makes no file
    assert Document.COMMUNES in [one.kind for one in offered_of(evidence, workshop.folder)]
    assert Document.COMMUNES not in [one.kind for one in offered_of(evidence)]
    (shelved,) = [one for one in whole_shelf(workshop) if one.kind is Document.COMMUNES]
    assert shelved.written_at is None
    path, notes = draft_whole(workshop, unheard, Document.COMMUNES)
    assert path == shelved.path
    assert any("fiches-communes" in note for note in notes)
    assert (path.parent / "fiches-communes" / "corze.docx").is_file()
    (shelved,) = [one for one in whole_shelf(workshop) if one.kind is Document.COMMUNES]
    assert (shelved.written_at is not None, shelved.outdated) == (True, "")
    heard(workshop, tmp_path)
    (shelved,) = [one for one in whole_shelf(workshop) if one.kind is Document.COMMUNES]
    assert shelved.outdated
