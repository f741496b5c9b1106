"""Preparing an event from the shell: a method sets it up, its sheets print, notes of an entretien come in."""

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from facilitator.config import Settings
from facilitator.domain.contribution import ContributionType
from facilitator.domain.event import Event
from facilitator.drafting import feuilles
from facilitator.press.sheets import Page, write_sheets
from facilitator.workshop import Workshop
from tests.cli.conftest import Run

READS = shutil.which("pdftotext") is not None
PREPARE = ("preparer", "Atelier ados", "--demarche", "CTG Val", "--methode")
NOTES = """\
Missions et publics
Je reçois 20 personnes par jour, surtout des retraités. Mais le samedi c'est fermé.
« Les gens pleurent au guichet. »

2. Ce qui marche
- le bus des services passe dans 6 communes
"""


def events(sessions: Path) -> tuple[Event, ...]:
    with Workshop.open("ctg-val", Settings(sessions=sessions, moteur="lexical", noms="regles")) as workshop:
        return workshop.events()


def pages(path: Path) -> list[str]:
    text = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True, text=True
    ).stdout
    return text.split("\f")[:-1]


def test_a_method_sets_the_event_up(run: Run, sessions: Path) -> None:
    words = ("--thematique", "jeunesse", "--tables", "4", "--present", "jeunes 28", "--date", "9/12/2026")
    told = run(*PREPARE, "ketso", *words, "--lieu", "Valmont")
    assert told.code == 0, told.err
    (event,) = events(sessions)
    assert (event.method, event.theme, len(event.tables), event.dots_per_person) == (
        "Ketso",
        "Jeunesse 11-25",
        4,
        3,
    )
    assert [one.default_type for one in event.sequences] == [
        ContributionType.FORCE,
        ContributionType.BESOIN,
        ContributionType.PROPOSITION,
    ]
    assert event.sequences[1].question == "Qu’est-ce qui te manque pour faire ce que tu veux, ici ?"
    assert event.sequences[1].question.replace(" ?", "\u00a0?") in told.out


def test_what_a_method_does_not_know_is_told_and_nothing_is_made(run: Run, sessions: Path) -> None:
    told = run(*PREPARE, "kets")
    assert told.code == 0, "a beginning is enough"
    told = run(*PREPARE, "ktso")
    assert told.code == 4
    assert "ketso" in told.err
    told = run("preparer", "Autre", "--demarche", "CTG Val", "--methode", "afom", "--thematique", "licornes")
    assert told.code == 4
    assert "Mobilité" in told.err
    assert len(events(sessions)) == 1


def test_methods_are_listed_and_one_is_shown_with_its_questions(run: Run) -> None:
    assert "marche-manque-reve" in run("methodes").out
    shown = run("methodes", "debat", "--thematique", "mobilite").out
    assert "Ici, sans voiture, on n’est rien." in shown
    assert "pour, contre et doute" in shown


def test_the_conducteur_says_the_consigne_word_for_word(run: Run, sessions: Path) -> None:
    run(*PREPARE, "debat-mouvant", "--thematique", "mobilite")
    told = run("conducteur", "--demarche", "ctg-val", "--vers", "html")
    page = Path(told.out.strip()).read_text("utf-8")
    assert "Placez-vous. Une minute pour trouver votre argument avec vos voisins." in page
    assert "Séquences 1 à 3\u00a0: pour, contre, doute." in page
    assert "66\u00a0minutes" in page
    assert "cooptic.be" in page


def test_sheets_are_the_same_bytes_again_and_attendance_lies_apart(run: Run, sessions: Path) -> None:
    run(*PREPARE, "ketso", "--tables", "2", "--present", "jeunes 30")
    sheets, attendance = map(Path, run("feuilles").out.split("\n")[:2])
    assert sheets.parent.name == "livrables"
    assert attendance.parent == sessions / "ctg-val" / "emargement"
    before = sheets.read_bytes(), attendance.read_bytes()
    run("feuilles")
    assert (sheets.read_bytes(), attendance.read_bytes()) == before


@pytest.mark.skipif(not READS, reason="poppler absent")
def test_sheets_hold_a_poster_a_question_numbered_grids_a_table_and_the_votes(
    run: Run, sessions: Path
) -> None:
    run(*PREPARE, "ketso", "--tables", "2", "--present", "jeunes 30")
    sheets, attendance = map(Path, run("feuilles", "--cases", "8").out.split("\n")[:2])
    found = pages(sheets)
    grids = [page for page in found if "Un post-it par case" in page]
    assert len(found) == 3 + 3 * 2 * 2 + 2 + 1
    assert len(grids) == 3 * 2 * 2
    assert "Table 2" in grids[-1]
    assert {number for number in "12345678" if any(f"{number} " in page for page in grids[:2])} == set(
        "12345678"
    )
    assert "Total possible : 90." in " ".join(found[-1].split())
    assert "Émargement".lower() not in "".join(found).lower()
    assert len(pages(attendance)) == 3
    assert all("Signature" in page for page in pages(attendance))


@pytest.mark.skipif(not READS, reason="poppler absent")
@pytest.mark.parametrize("method", ["atelier", "entretien", "forum-ouvert", "debat-mouvant", "gommettes"])
def test_no_sheet_runs_over_onto_another_page(
    run: Run, sessions: Path, method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def counting(title: str, foot: str, given: Sequence[Page], target: Path) -> Path:
        asked.append(len(given))
        return write_sheets(title, foot, given, target)

    monkeypatch.setattr(feuilles, "write_sheets", counting)
    run(*PREPARE, method, "--thematique", "petite enfance")
    printed = [len(pages(Path(path))) for path in run("feuilles").out.split("\n")[:2]]
    assert printed == asked


def test_notes_of_an_entretien_come_in_at_a_quality_once_and_go_with_one_undo(
    run: Run, sessions: Path, tmp_path: Path
) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text(NOTES, encoding="cp1252", errors="replace")
    words = ("entretien", str(notes), "--qualite", "partenaire : Caf, conseillère", "--demarche", "CTG Val")
    assert "rien n’a été noté" in run(*words, "--essai").out
    assert "3 idées notées" in run(*words).out.replace("\u00a0", " ")
    assert "déjà là" in run(*words).out
    (event,) = events(sessions)
    assert event.method == "Entretien"
    run("annuler")
    with Workshop.open("ctg-val", Settings(sessions=sessions, moteur="lexical", noms="regles")) as workshop:
        news = workshop.capture(workshop.events()[0]).news()
        assert news is not None
        assert [one for one in news.contributions if not one.removed] == []


def test_a_name_is_no_quality_and_a_pdf_no_notes(run: Run, tmp_path: Path) -> None:
    (tmp_path / "notes.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "notes.docx").write_bytes(b"PK rien de bon")
    (tmp_path / "notes.txt").write_text("Une idée.", encoding="utf-8")
    named = run("entretien", "notes.txt", "--qualite", "partenaire : Mme Durand", "--demarche", "X")
    assert named.code == 2
    assert "jamais un nom" in named.err
    for broken in ("notes.pdf", "notes.docx"):
        told = run("entretien", broken, "--qualite", "agent : CCAS", "--demarche", "X")
        assert told.code == 3, told.err
        assert "Enregistrez" in told.err
