"""Two laptops without a network, joined from the command line; folders with spaces and accents."""

import csv
from pathlib import Path

import pytest

from facilitator.config import Settings
from facilitator.workshop import Workshop
from tests.cli.conftest import Run

HERE = ["pas de bus le dimanche", "une place en crèche", "un médecin près de chez nous"]
THERE = ["des bancs au marché", "pas de bus le dimanche", "un local pour les jeunes"]


def typed(run: Run, folder: Path, name: str, lines: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Import ``lines`` into the séminaire of the démarches in ``folder``."""
    path = folder.parent / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines), encoding="utf-8")
    with monkeypatch.context() as here:
        here.setenv("FACILITATOR_SESSIONS", str(folder))
        done = run("importer", str(path), "--demarche", "CTG d’Aubre", "--evenement", "Séminaire")
    assert done.code == 0, done.err


@pytest.fixture
def key(run: Run, sessions: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What the other post holds, on a key; three post-its here too."""
    other = tmp_path / "OneDrive – Été" / "autre poste"
    typed(run, sessions, "table 1.txt", HERE, monkeypatch)
    typed(run, other, "table 2.txt", THERE, monkeypatch)
    return other / "ctg-d-aubre"


def said(sessions: Path, demarche: str = "ctg-d-aubre") -> dict[int, str]:
    with Workshop.open(demarche, Settings(sessions=sessions, station="lecture")) as workshop:
        (event,) = workshop.events()
        return {one.number: one.text for one in workshop._file.contributions.of_event(event.id)}


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_the_other_post_s_post_its_come_with_their_new_numbers_and_one_undo_takes_them_back(
    run: Run, sessions: Path, key: Path
) -> None:
    done = run("reunir", "ctg-d-aubre", str(key))
    assert done.code == 0, done.err
    assert "3 contributions ajoutées" in plain(done.out)
    assert "n° 1 à 3 de l’autre poste deviennent n° 4 à 6" in plain(done.out)
    assert list(said(sessions).values()) == [*HERE, *THERE]
    assert list((sessions / "ctg-d-aubre" / "sauvegardes").glob("*avant-reunion*"))
    again = run("reunir", "ctg-d-aubre", str(key / "demarche.sqlite"))
    assert "Rien à ajouter" in again.out
    assert "réunion avec ctg-d-aubre" in run("annuler").out
    assert list(said(sessions).values()) == HERE


def test_into_a_third_demarche_neither_file_is_touched(run: Run, sessions: Path, key: Path) -> None:
    before = [
        path.read_bytes() for path in (sessions / "ctg-d-aubre" / "demarche.sqlite", key / "demarche.sqlite")
    ]
    done = run("reunir", "ctg-d-aubre", str(key), "--vers", "Réunie")
    assert done.code == 0, done.err
    assert str(sessions / "reunie") in done.out
    assert len(said(sessions, "reunie")) == 6
    after = [
        path.read_bytes() for path in (sessions / "ctg-d-aubre" / "demarche.sqlite", key / "demarche.sqlite")
    ]
    assert after == before
    assert run("reunir", "ctg-d-aubre", str(key), "--vers", "Réunie").code == 2


def test_what_both_posts_corrected_is_listed_for_a_spreadsheet(
    run: Run, sessions: Path, key: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "clé"
    stick.mkdir()
    assert run("copier", str(stick), "--demarche", "ctg-d-aubre").code == 0
    (copy,) = stick.iterdir()
    elsewhere = tmp_path / "portable 2" / "ctg-d-aubre"
    elsewhere.mkdir(parents=True)
    copy.rename(elsewhere / "demarche.sqlite")
    for folder, after in ((sessions, "pas de"), (elsewhere.parent, "pas de bus")):
        with monkeypatch.context() as there:
            there.setenv("FACILITATOR_SESSIONS", str(folder))
            assert run("couper", "1", "--apres", after).code == 0
    done = run("reunir", "ctg-d-aubre", str(elsewhere))
    assert done.code == 0, done.err
    path = sessions / "ctg-d-aubre" / "conflits-reunion.csv"
    assert str(path) in done.out
    with path.open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file, delimiter=";")
    assert plain(row["Quoi"]) == "contribution n° 1"
    assert (row["Gardé ici"], row["Sur l’autre poste"]) == ("pas de", "pas de bus")


def test_another_demarche_is_refused_unless_asked_for(
    run: Run, sessions: Path, key: Path, tmp_path: Path
) -> None:
    other = tmp_path / "mur.txt"
    other.write_text("autre chose", encoding="utf-8")
    run("importer", str(other), "--demarche", "Tout autre", "--evenement", "Atelier")
    refused = run("reunir", "ctg-d-aubre", "tout-autre")
    assert refused.code == 2
    assert "--quand-meme" in refused.err
    assert list(said(sessions).values()) == HERE
    forced = run("reunir", "ctg-d-aubre", "tout-autre", "--quand-meme")
    assert forced.code == 0, forced.err
    assert "CTG d’Aubre" in forced.out
    assert "1 contribution ajoutée" in plain(forced.out)


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["ctg-d-aubre", "ctg-d-aubre"], 2, "mènent au même fichier"),
        (["ctg-d-aubre", "E:/absente.sqlite"], 4, "la clé est branchée"),
        (["ctg-d-aubre", "nulle-part"], 4, "n’existe pas"),
        (["ctg-d-aubre", "faux.sqlite"], 5, "faux.sqlite"),
    ],
)
def test_what_cannot_be_joined_is_told_and_changes_nothing(
    run: Run, sessions: Path, key: Path, tmp_path: Path, words: list[str], code: int, told: str
) -> None:
    (tmp_path / "faux.sqlite").write_bytes(b"pas une base de donnees" * 500)
    refused = run("reunir", *words)
    assert refused.code == code
    assert told in plain(refused.err)
    assert "→" in refused.err
    assert list(said(sessions).values()) == HERE


def test_a_folder_with_several_copies_asks_which(run: Run, key: Path, tmp_path: Path) -> None:
    stick = tmp_path / "clé"
    stick.mkdir()
    for name in ("lundi.sqlite", "mardi.sqlite"):
        (stick / name).write_bytes((key / "demarche.sqlite").read_bytes())
    asked = run("reunir", "ctg-d-aubre", str(stick))
    assert (asked.code, "lundi.sqlite, mardi.sqlite" in asked.err) == (2, True)
    (stick / "lundi.sqlite").unlink()
    assert run("reunir", "ctg-d-aubre", str(stick)).code == 0
