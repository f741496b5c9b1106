"""Correcting the wall from the command line, as a facilitator types it."""

from pathlib import Path

import pytest

from facilitator.cli.telling import tell
from facilitator.domain.contribution import Contribution
from facilitator.domain.theme import Theme
from facilitator.workshop import BoardReport
from facilitator.workshop.board import Suggested
from tests.cli.conftest import Run
from tests.theming.wall import TEXTS
from tests.walls import START


@pytest.fixture
def wall(run: Run, tmp_path: Path) -> Run:
    """A sorted wall of 28 contributions in one event."""
    path = tmp_path / "mur.txt"
    path.write_text("\n".join(TEXTS), encoding="utf-8")
    assert run("importer", str(path), "--demarche", "CTG", "--evenement", "Atelier").code == 0
    assert run("themes").code == 0
    return run


def plain(text: str) -> str:
    return " ".join(text.split())


def themes(run: Run) -> dict[str, list[int]]:
    """Numbers by section of ``facilitator mur``, whose titles lose their number and their count."""
    found: dict[str, list[int]] = {}
    section = ""
    for line in run("mur").out.splitlines():
        cells = [cell.strip() for cell in line.split("│")[1:-1]]
        if len(cells) != 3:
            continue
        if cells[0].isdecimal():
            found[section].append(int(cells[0]))
        elif cells[2].endswith(")"):
            section = cells[2].rpartition(" (")[0].partition(". ")[2] or cells[2].rpartition(" (")[0]
            found[section] = []
    return found


def test_the_wall_is_shown_with_every_number_once(wall: Run) -> None:
    shown = themes(wall)
    assert sorted(number for numbers in shown.values() for number in numbers) == list(range(1, 29))
    name = next(iter(shown))
    one = wall("mur", name)
    assert one.code == 0
    assert "À ranger" not in one.out


def test_a_contribution_is_moved_and_the_move_is_taken_back(wall: Run) -> None:
    before = themes(wall)
    target = next(name for name, numbers in before.items() if 1 not in numbers)
    moved = wall("deplacer", "1", "--vers", target)
    assert moved.code == 0, moved.err
    assert f"n° 1 vers « {target} »." in plain(moved.out)
    assert 1 in themes(wall)[target]
    assert "n° 1 vers" in plain(wall("annuler").out)
    assert themes(wall) == before
    assert wall("deplacer", "1", "--a-ranger").code == 0
    assert 1 in themes(wall)["À ranger"]


def test_themes_are_made_renamed_merged_split_and_validated(wall: Run) -> None:
    made = wall("theme", "Accueil des tout-petits", "1", "2", "3")
    assert "Thème « Accueil des tout-petits » créé." in plain(made.out)
    assert {1, 2, 3} <= set(themes(wall)["Accueil des tout-petits"])
    assert wall("renommer", "accueil", "La garde").code == 0
    assert "détaché de « La garde »" in plain(wall("scinder", "La garde", "1", "--nom", "Attente").out)
    assert 1 in themes(wall)["Attente"]  # and what the tool files with it
    merged = wall("fusionner", "La garde", "Attente")
    assert "« Attente » fusionné dans « La garde »." in plain(merged.out)
    assert "validé avec la salle" in wall("valider", "--theme", "La garde").out
    assert "n° 20 validé" in plain(wall("valider", "20").out)


def test_a_suggestion_says_how_to_take_it_and_how_to_refuse_it(
    wall: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    theme = Theme("t", "e", "Bus et TAD", 2)
    others = tuple(Contribution(f"c{n}", "e", n, f"bus {n}", "", START) for n in (4, 9, 21))
    tell(BoardReport("Fait", suggestion=Suggested(theme, others)), " --evenement atelier")
    told = plain(capsys.readouterr().out)
    assert "3 autres semblent aller avec « Bus et TAD » : n° 4, 9 et 21." in told
    take = "deplacer 4 9 21 --vers 3 --evenement atelier"
    refuse = "refuser 4 9 21 --theme 3 --evenement atelier"
    assert f"facilitator {take}" in told
    assert f"facilitator {refuse}" in told
    wall("deplacer", "4", "9", "21", "--a-ranger")
    wall("hors-sujet", "4", "9", "21", "--retour")
    assert wall(*take.split()).code == 0
    assert wall("deplacer", "4", "9", "21", "--vers", "1").code == 0
    assert wall(*refuse.split()).code == 0


def test_two_are_kept_apart_one_is_set_off_topic_one_has_two_ideas(wall: Run) -> None:
    assert "n° 1 et 2 à séparer" in plain(wall("separer", "1", "2").out)
    shown = themes(wall)
    assert not any({1, 2} <= set(numbers) for name, numbers in shown.items() if name != "À ranger")
    assert wall("hors-sujet", "5").code == 0
    assert themes(wall)["Hors sujet"] == [5]
    assert wall("hors-sujet", "5", "--retour").code == 0
    assert "Hors sujet" not in themes(wall)
    assert wall("deplacer", "9", "--vers", "1").code == 0
    assert wall("aussi", "9", "2", "3").code == 0
    assert "[aussi" in wall("mur").out
    assert wall("aussi", "9").code == 0
    assert wall("aussi", "9", "1").code == 2


def test_a_contribution_is_cut_in_two(wall: Run) -> None:
    done = wall("couper", "5", "--apres", "micro-crèche")
    assert done.code == 0, done.err
    assert "n° 5 « micro-crèche »" in plain(done.out) or "n° 5 « micro-crèche :" in plain(done.out)
    assert "n° 29" in plain(done.out)
    assert wall("couper", "5", "--apres", "absent").code == 2


def test_a_re_sort_shows_what_would_change_and_changes_it_on_request_only(wall: Run, tmp_path: Path) -> None:
    more = tmp_path / "suite.txt"
    pool = [
        f"rouvrir la piscine, la piscine est fermée le {day}" for day in ("lundi", "mardi", "jeudi", "soir")
    ]
    more.write_text("\n".join(pool), encoding="utf-8")
    wall("importer", str(more), "--demarche", "ctg", "--evenement", "atelier")
    before = themes(wall)
    assert sum(map(len, before.values())) == 32
    wall("deplacer", "29", "30", "31", "32", "--a-ranger")
    wall("hors-sujet", "29", "30", "31", "32", "--retour")
    before = themes(wall)
    shown = wall("themes")
    assert shown.code == 0
    assert themes(wall) == before
    if "rien ne changerait" not in shown.out:
        assert "--appliquer" in shown.out
        assert "appliqué" in wall("themes", "--appliquer").out
        assert "rien ne changerait" in wall("themes").out
        assert "nouveau tri" in wall("annuler").out
        assert themes(wall) == before
    assert wall("themes", "--theme", "X").code == 2


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["deplacer", "1"], 2, "Vers quel thème"),
        (["deplacer", "99", "--a-ranger"], 4, "n° 99 n’est pas sur ce mur"),
        (["deplacer", "1", "--vers", "zzz"], 4, "« zzz » n’est pas sur ce mur"),
        (["valider"], 2, "Que faut-il valider"),
        (["fusionner", "1"], 2, "deux thèmes"),
        (["renommer", "1", " "], 2, "Un thème a un nom"),
        (["separer", "1", "1"], 2, "deux contributions différentes"),
    ],
)
def test_what_cannot_be_done_is_told_with_the_next_step(
    wall: Run, words: list[str], code: int, told: str
) -> None:
    done = wall(*words)
    assert done.code == code
    assert told in plain(done.err)
    assert "→" in done.err


def test_with_several_events_the_wall_must_be_named(wall: Run, tmp_path: Path) -> None:
    wall("importer", str(tmp_path / "mur.txt"), "--demarche", "ctg", "--evenement", "Autre atelier")
    refused = wall("mur")
    assert refused.code == 2
    assert "autre-atelier" in refused.err
    assert wall("mur", "--evenement", "Atelier").code == 0
