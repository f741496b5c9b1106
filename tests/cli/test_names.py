"""Names decided from the shell before anything is drafted, and the end of a mission."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.test_joining import plain


@pytest.fixture
def wall(run: Run, tmp_path: Path) -> None:
    """A démarche whose post-its name two people."""
    file = tmp_path / "mur.txt"
    lines = ("merci à josiane", "Nadia Belkhiri répond toujours", "un bus le soir", "une crèche")
    file.write_text("\n".join(lines), "utf-8")
    assert run("importer", str(file), "--demarche", "CTG", "--evenement", "Atelier").code == 0


@pytest.mark.usefixtures("wall")
def test_a_livrable_waits_for_the_names_to_be_decided(run: Run) -> None:
    """« Le diaporama est refusé : on me dit combien, lesquelles, et quoi taper. »"""
    refused = run("diapos")
    assert refused.code == 2
    assert "2 passages peuvent désigner quelqu’un" in plain(refused.err)
    assert "n° 1, n° 2" in plain(refused.err)
    listed = run("noms")
    assert "2 passages à décider" in plain(listed.out)
    assert "josiane" in listed.out
    assert "proposé" in listed.out
    assert "1 passage remplacé" in plain(run("noms", "--remplacer", "1", "--par", "une bénévole").out)
    assert "1 passage assumé" in plain(run("noms", "--assumer", "tout").out)
    assert "Tout est décidé" in plain(run("noms").out)
    written = run("exporter", "--vers", "csv")
    assert written.code == 0
    told = Path(written.out.strip()).read_text(encoding="utf-8-sig")
    assert "merci à [une bénévole]" in told
    assert "josiane" not in told
    assert "Nadia Belkhiri répond toujours" in told


@pytest.mark.usefixtures("wall")
@pytest.mark.parametrize(
    "words",
    [
        ("--remplacer", "1", "--assumer", "2"),
        ("--par", "une voisine"),
        ("--remplacer", "douze"),
        ("--assumer", ""),
    ],
)
def test_what_makes_no_sense_is_said_and_nothing_is_decided(run: Run, words: tuple[str, ...]) -> None:
    """« Je me trompe d’option : rien n’est décidé à ma place. »"""
    assert run("noms", *words).code in (0, 2)
    assert "2 passages à décider" in plain(run("noms").out)


def test_one_event_at_a_time_and_words_of_ones_own_for_people_only(run: Run, tmp_path: Path) -> None:
    """« Je décide d’un seul événement ; « tout --par » ne touche pas au numéro de téléphone. »"""
    for event, lines in (("Un", "merci à josiane\nappeler le 06 12 34 56 78"), ("Deux", "voir Killian")):
        file = tmp_path / f"{event}.txt"
        file.write_text(lines, "utf-8")
        assert run("importer", str(file), "--demarche", "CTG", "--evenement", event).code == 0
    listed = plain(run("noms", "--evenement", "un").out)
    assert "josiane" in listed
    assert "Killian" not in listed
    done = plain(run("noms", "--evenement", "un", "--remplacer", "tout", "--par", "une voisine").out)
    assert "1 passage remplacé" in done
    assert "ne remplace que les noms de personnes" in done
    assert "téléphone" in done
    left = plain(run("noms").out)
    assert "Killian" in left
    assert "2 passages à décider" in left


@pytest.mark.usefixtures("wall")
def test_a_purge_is_foretold_and_done_only_when_confirmed(run: Run, sessions: Path) -> None:
    """« Fin de mission : je vois ce qui partirait, je confirme, et la démarche le dit ensuite. »"""
    foretold = plain(run("purger").out)
    assert "efface pour toujours 4 contributions" in foretold
    assert "--oui" in foretold
    assert run("mur").code == 0
    assert "josiane" in run("mur").out
    assert "4 contributions" in plain(run("purger", "--oui").out)
    raw = (sessions / "ctg" / "demarche.sqlite").read_bytes()
    assert b"josiane" not in raw
    assert "purgée" in plain(run("diapos").err + run("mur").err + run("themes").err)
