"""The process beside the screen: real, spawned, with its own open démarche."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path

import pytest

from facilitator.domain.capture import Entry, Seat
from facilitator.errors import EngineError, FacilitatorError, NotFoundError
from facilitator.workshop import Aside, Workshop
from facilitator.workshop.reports import Step
from tests.theming.wall import TEXTS
from tests.workshop.walls_of_post_its import filled, settings


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    with filled(tmp_path) as workshop:
        yield workshop


@pytest.fixture
def aside(tmp_path: Path, workshop: Workshop) -> Iterator[Aside]:
    with Aside(settings(tmp_path), "ctg") as aside:
        yield aside


def process_id(_workshop: Workshop, step: Step, *_args: object) -> int:
    step("Numéro", 1, 1)
    return os.getpid()


def process_id_of(_workshop: Workshop, _step: Step, _lock: object) -> int:
    return os.getpid()


def give_lock(_workshop: Workshop, _step: Step) -> object:
    return threading.Lock()


def die(_workshop: Workshop, _step: Step) -> None:
    os._exit(7)


def divide(_workshop: Workshop, _step: Step, number: int) -> float:
    return 1 / number


def linger(_workshop: Workshop, step: Step) -> None:
    step("Longtemps", 0, 0)
    time.sleep(60)


def print_noise(_workshop: Workshop, _step: Step) -> int:
    return os.write(1, b"bruit") + os.write(2, b"bruit")


def test_a_first_wall_is_proposed_there_and_applied_here(workshop: Workshop, aside: Aside) -> None:
    (event,) = workshop.events()
    steps: list[tuple[str, int, int]] = []
    proposal = aside.propose(event.slug, lambda *told: steps.append(told))
    assert proposal.new_themes
    assert workshop._file.sortings.of_event(event.id) is None
    board = workshop.board(event)
    board.apply(proposal)
    assert board.wall.sorting.themes
    assert {what for what, _, _ in steps} == {"Lecture du sens"}
    assert aside.propose(event.slug).changes == ()


def test_the_wall_applied_is_the_one_that_a_sort_here_gives(tmp_path: Path, workshop: Workshop) -> None:
    (event,) = workshop.events()
    with Aside(settings(tmp_path), "ctg") as aside:
        workshop.board(event).apply(aside.propose(event.slug))
    applied = workshop._file.sortings.of_event(event.id)
    workshop.undo()
    assert workshop._file.sortings.of_event(event.id) is None
    assert workshop.sort(event) == applied


def test_what_is_recorded_here_is_filed_there_and_undo_takes_back_the_line(
    workshop: Workshop, aside: Aside
) -> None:
    (event,) = workshop.events()
    workshop.sort(event)
    capture = workshop.capture(event)
    (kept,) = capture.record([Entry(f"{TEXTS[0]} aussi")], Seat())
    version = capture.news()
    assert version is not None
    assert aside.file_waiting(event.slug) == 1
    news = capture.news(version.version)
    assert news is not None
    assert (news.contributions, news.wall) == ((), True)
    assert kept.id in workshop.board(event).wall.sorting.places()
    undone = workshop.undo()
    assert undone is not None
    assert undone.kind == "noter"


def test_the_model_is_loaded_ahead_and_its_failure_told(tmp_path: Path, workshop: Workshop) -> None:
    with Aside(settings(tmp_path), "ctg") as aside:
        warmth = aside.warm_up()
        assert (warmth.engine, warmth.notes) == ("lexical", ())
    broken = tmp_path / "cassé"
    broken.mkdir()
    with Aside(settings(tmp_path, moteur=str(broken)), "ctg") as aside:
        warmth = aside.warm_up()
        assert warmth.engine == "lexical"
        assert "mots seuls" in warmth.notes[0]


def test_it_is_one_process_another_than_ours(aside: Aside) -> None:
    first = aside.run(process_id)
    assert first != os.getpid()
    assert aside.run(process_id) == first


def test_an_error_of_ours_comes_back_as_it_was_raised(aside: Aside) -> None:
    with pytest.raises(NotFoundError) as raised:
        aside.propose("inconnu")
    assert "inconnu" in raised.value.title
    assert raised.value.next_step


def test_an_unforeseen_error_is_told_and_the_process_goes_on(aside: Aside) -> None:
    first = aside.run(process_id)
    with pytest.raises(EngineError, match="échoué") as raised:
        aside.run(divide, 0)
    assert "ZeroDivisionError" in raised.value.cause
    assert "in divide" in raised.value.__notes__[0]
    assert aside.run(process_id) == first


def test_a_process_that_dies_fails_its_job_only_and_is_started_anew(aside: Aside) -> None:
    first = aside.run(process_id)
    dying = aside.submit(die)
    after = aside.submit(process_id)
    with pytest.raises(EngineError, match="arrêté") as raised:
        dying.result(30)
    assert "code 7" in raised.value.cause
    assert after.result(30) not in (first, os.getpid())


def test_what_cannot_travel_between_processes_fails_alone(aside: Aside) -> None:
    for work, argument in ((lambda *_: None, ()), (process_id_of, (threading.Lock(),)), (give_lock, ())):
        with pytest.raises(EngineError, match="arrêté"):
            aside.submit(work, *argument).result(30)
        assert aside.run(process_id) != os.getpid()


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal")
def test_one_killed_between_two_jobs_is_started_anew_unnoticed(aside: Aside) -> None:
    first = aside.run(process_id)
    os.kill(first, signal.SIGKILL)
    wait_for_the_end_of(first)
    assert aside.run(process_id) != first


def test_closing_ends_what_is_under_way_and_what_waits(tmp_path: Path, workshop: Workshop) -> None:
    aside = Aside(settings(tmp_path), "ctg")
    began = threading.Event()
    futures: list[Future[None]] = [aside.submit(linger, heard=lambda _: began.set()), aside.submit(linger)]
    assert began.wait(30)
    start = time.monotonic()
    aside.close()
    for future in (*futures, aside.submit(linger)):
        with pytest.raises(FacilitatorError):
            future.result(5)
    assert time.monotonic() - start < 5


def test_a_step_that_fails_fails_here_and_leaves_the_process_at_work(aside: Aside) -> None:
    def leave(*_told: object) -> None:
        raise RuntimeError("l’écran est fermé")

    with pytest.raises(RuntimeError):
        aside.run(process_id, step=leave)
    assert aside.run(process_id) != os.getpid()


def test_it_prints_nothing_on_the_screen(aside: Aside, capfd: pytest.CaptureFixture[str]) -> None:
    assert aside.run(print_noise) == 10
    assert capfd.readouterr() == ("", "")


@pytest.mark.skipif(sys.platform == "win32", reason="asks a process by a signal")
def test_it_does_not_outlive_a_parent_that_is_killed(
    tmp_path: Path, workshop: Workshop, python: str, child_environment: dict[str, str]
) -> None:
    script = """
import os, sys, time
from pathlib import Path
from facilitator.workshop import Aside
from tests.workshop.test_aside import linger, process_id
from tests.workshop.walls_of_post_its import settings
if __name__ == "__main__":
    aside = Aside(settings(Path(sys.argv[1])), "ctg")
    print(aside.run(process_id), flush=True)
    aside.submit(linger)
    time.sleep(60)
"""
    (tmp_path / "parent.py").write_text(script, "utf-8")
    top = Path(__file__).parents[2]
    environment = {**child_environment, "PYTHONPATH": f"{child_environment['PYTHONPATH']}{os.pathsep}{top}"}
    parent = subprocess.Popen(
        [python, str(tmp_path / "parent.py"), str(tmp_path)], stdout=subprocess.PIPE, env=environment
    )
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    parent.stdout.close()
    wait_for_the_end_of(child)


def wait_for_the_end_of(process: int, seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while is_running(process) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not is_running(process)


def is_running(process: int) -> bool:
    """Whether a process is there, one that waits to be buried left out."""
    if sys.platform == "linux":
        try:
            return ") Z " not in Path(f"/proc/{process}/stat").read_text()
        except FileNotFoundError:
            return False
    try:
        os.kill(process, 0)
    except OSError:
        return False
    return True
