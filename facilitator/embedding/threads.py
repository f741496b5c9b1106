"""How many threads a model may take on this computer."""

import os

MOST_USEFUL = 4


def choose_threads(asked: int | None) -> int:
    """The number of threads asked for, or min(cores, 4) for None and 0.

    Ask for 1 beside a live screen, which needs a core of its own.
    """
    return asked or min(_cores(), MOST_USEFUL)


def _cores() -> int:
    """The cores this process may use, which a container or ``taskset`` can make fewer than there are."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
