"""The plug is pulled: what was acknowledged is in the file, with what stuck and the line begun."""

import os
import random
import re
import sys
import time
from pathlib import Path

import pytest

from facilitator.domain.capture import Seat
from facilitator.domain.contribution import ContributionType
from facilitator.workshop import Workshop
from tests.tui.conftest import settings

if sys.platform == "win32":
    pytest.skip("a pseudo-terminal is Unix only", allow_module_level=True)

from tests.tui.terminal import Terminal

KILLS = 10
_SHOWN = re.compile(r"^\s*(\d+)\s+T2 · besoin", re.MULTILINE)


def seance(python: str, sessions: Path, child_environment: dict[str, str], **size: int) -> Terminal:
    environment = {
        **child_environment,
        "FACILITATOR_SESSIONS": str(sessions),
        "FACILITATOR_MOTEUR": "lexical",
        "FACILITATOR_STATION": "salle 1",
    }
    return Terminal([python, "-m", "facilitator", "seance", "--demarche", "vide"], environment, **size)


def kept(sessions: Path) -> tuple[list[str], Seat, str]:
    """The texts in the file by number, what sticks, and the line begun."""
    with Workshop.open("vide", settings(sessions)) as workshop:
        (event,) = workshop.events()
        capture = workshop.capture(event)
        news = capture.news()
        assert news is not None
        return [one.text for one in news.contributions], *capture.seat()


@pytest.mark.parametrize("seed", [20261125, 20261126])
def test_lines_typed_at_paste_speed_survive_ten_kills(
    python: str, sessions: Path, child_environment: dict[str, str], seed: int
) -> None:
    """« On débranche en pleine frappe : tout ce qui avait son numéro est là, une seule fois. »"""
    chance = random.Random(seed)
    typed, before = 0, 0
    for _ in range(KILLS):
        with seance(python, sessions, child_environment) as terminal:
            terminal.wait_for("F1 Aide")
            terminal.type("\x15")  # what was left of the last line goes
            terminal.read(0.2)
            if not typed:
                terminal.type("@2\r!b\r")
            first = typed + 1
            for typed in range(first, first + chance.randint(1, 12)):
                terminal.type(f"ligne {typed} du kraft\r")
                terminal.read(chance.choice((0.0, 0.0, 0.02)))
            terminal.read(chance.uniform(0.0, 0.6))
            acknowledged = max([int(number) for number in _SHOWN.findall(terminal.text())], default=before)
            terminal.kill()
        texts, seat, _ = kept(sessions)
        assert len(texts) >= acknowledged, terminal.text()
        assert len(texts) == len(set(texts)), "a line is there twice"
        assert texts == sorted(texts, key=lambda text: int(text.split()[1])), "out of order"
        assert (seat.table, seat.type) == ("T2", ContributionType.BESOIN) or not texts
        before = len(texts)
    assert before > KILLS, "hardly anything was recorded"


def test_table_type_sequence_and_the_line_begun_come_back(
    python: str, sessions: Path, child_environment: dict[str, str]
) -> None:
    """« Au redémarrage : la table, le type, la séquence et ma demi-phrase. »"""
    with seance(python, sessions, child_environment) as terminal:
        terminal.wait_for("F1 Aide")
        terminal.type("@2\r/seq 2\r!b\rune idée\rla moitié d'une aut")
        terminal.wait_for("une idée")
        terminal.read(1.0)
        terminal.kill()
    texts, seat, line = kept(sessions)
    assert (texts, line) == (["une idée"], "la moitié d'une aut")
    assert (seat.table, seat.sequence, seat.type) == ("T2", 2, ContributionType.BESOIN)
    with seance(python, sessions, child_environment) as terminal:
        terminal.wait_for("la moitié d'une aut")


def test_the_terminal_can_be_made_small_and_large_again(
    python: str, sessions: Path, child_environment: dict[str, str]
) -> None:
    """« Je redimensionne la fenêtre, même minuscule : rien ne casse. »"""
    with seance(python, sessions, child_environment) as terminal:
        terminal.wait_for("F1 Aide")
        terminal.type("une idée")
        for columns, rows in ((20, 6), (10, 3), (200, 60), (80, 24)):
            terminal.resize(columns, rows)
            terminal.read(0.3)
        terminal.type(" entière\r")
        terminal.wait_for("une idée entière")
        terminal.type("/quitter\r")
        assert terminal.wait_end() == 0
    assert kept(sessions)[0] == ["une idée entière"]


def test_the_program_ends_when_its_window_is_closed(
    python: str, sessions: Path, child_environment: dict[str, str]
) -> None:
    """« Je ferme la fenêtre sans quitter : ma ligne est gardée, rien ne tourne dans le vide. »"""
    terminal = seance(python, sessions, child_environment)
    terminal.wait_for("F1 Aide")
    terminal.type("une idée\rla moitié d'une")
    terminal.wait_for("une idée")
    terminal.read(1.0)
    os.close(terminal.master)
    for _ in range(200):
        pid, _ = os.waitpid(terminal.pid, os.WNOHANG)
        if pid:
            break
        time.sleep(0.05)
    else:
        terminal.kill()
        pytest.fail("still running ten seconds after its window was closed")
    texts, _, line = kept(sessions)
    assert (texts, line) == (["une idée"], "la moitié d'une")
