"""What already stands on a wall when its contributions are looked at again: the machine's side of identity.

Themes, contributions and decisions have ids in a démarche; here they are indices into one list of texts,
so that sorting stays a function of texts. ``workshop`` translates both ways.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StandingTheme:
    """A theme of the wall: who is there, and by whose decision; indices of texts.

    ``seed`` is the name typed by a human (empty for a machine's): it draws texts like a member. ``kept``
    themes (typed, made, voted for or holding a human's placement) survive every re-sort.
    """

    pinned: tuple[int, ...] = ()
    members: tuple[int, ...] = ()
    seed: str = ""
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """The themes of a wall and what humans decided beside placements.

    ``apart`` holds pairs of texts never to share a theme, ``refused`` pairs (text, theme) never to be
    made by the machine, ``aside`` the texts that a human put off-topic or in the tray.
    """

    themes: tuple[StandingTheme, ...] = ()
    apart: frozenset[tuple[int, int]] = frozenset()
    refused: frozenset[tuple[int, int]] = frozenset()
    aside: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a text would go to a theme: words it shares with the members, and the members nearest to it."""

    words: tuple[str, ...] = ()
    nearest: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Filing:
    """One entry a text: its theme (None in the tray), confidence in 0..1, further themes, and why.

    Themes are indices. A reason is empty where the text stays where it stood.
    """

    labels: tuple[int | None, ...]
    confidence: tuple[float, ...]
    secondary: tuple[tuple[int, ...], ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Texts that seem to belong to one theme too (« 3 autres semblent aller avec »), the surest first."""

    theme: int
    texts: tuple[int, ...]
    reasons: tuple[Reason, ...]
