"""A look that lasts is taken once more where it was asked for meanwhile, and never twice at once."""

from collections.abc import Callable

from facilitator.tui.again import Again


class Lasting:
    """Looks that end when the test says so."""

    def __init__(self) -> None:
        self.ends: list[Callable[[], None]] = []

    def start(self, ended: Callable[[], None]) -> None:
        """Begin one."""
        self.ends.append(ended)


def test_asked_for_twice_meanwhile_it_is_taken_once_more() -> None:
    looks = Lasting()
    again = Again(looks.start)
    for _ in range(3):
        again.ask()
    assert len(looks.ends) == 1
    looks.ends[0]()
    assert len(looks.ends) == 2
    looks.ends[1]()
    assert len(looks.ends) == 2


def test_once_it_has_ended_it_can_be_asked_for_again() -> None:
    looks = Lasting()
    again = Again(looks.start)
    again.ask()
    looks.ends[0]()
    again.ask()
    assert len(looks.ends) == 2


def test_nobody_looks_any_more_once_the_screen_is_closed() -> None:
    looks = Lasting()
    shown = [True]
    again = Again(looks.start, lambda: shown[0])
    again.ask()
    again.ask()
    shown[0] = False
    looks.ends[0]()
    assert len(looks.ends) == 1
