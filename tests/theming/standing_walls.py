"""Walls that stand: any texts, some in themes by a human's decision, some by the machine's, some nowhere."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from facilitator.theming.standing import Standing, StandingTheme
from tests.theming.wall import TEXTS


def letters(texts: Sequence[str]) -> NDArray[np.float32]:
    """Honest small vectors: hashed trigrams, so that like spellings are close."""
    rows = np.full((len(texts), 32), 1e-3, dtype=np.float32)
    for row, text in enumerate(texts):
        for at in range(max(len(text) - 2, 1)):
            rows[row, zlib.crc32(text[at : at + 3].encode()) % 32] += 1
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Wall:
    """Texts, what stands of them and the themes' names."""

    texts: tuple[str, ...]
    standing: Standing
    names: tuple[str, ...]

    def in_order(self, order: Sequence[int]) -> "Wall":
        """The same wall, its texts listed otherwise: text ``order[i]`` comes at place ``i``."""
        at = {old: new for new, old in enumerate(order)}
        standing = self.standing
        themes = tuple(
            StandingTheme(
                tuple(sorted(at[i] for i in theme.pinned)),
                tuple(sorted(at[i] for i in theme.members)),
                theme.seed,
                theme.kept,
            )
            for theme in standing.themes
        )
        return Wall(
            tuple(self.texts[old] for old in order),
            Standing(
                themes,
                frozenset((at[one], at[other]) for one, other in standing.apart),
                frozenset((at[text], theme) for text, theme in standing.refused),
                frozenset(at[text] for text in standing.aside),
            ),
            self.names,
        )

    def pinned(self) -> dict[int, int]:
        """The theme in which a human placed a text."""
        return {text: at for at, theme in enumerate(self.standing.themes) for text in theme.pinned}

    def before(self) -> dict[int, int]:
        """The theme in which each text stands."""
        return {
            text: at
            for at, theme in enumerate(self.standing.themes)
            for text in (*theme.pinned, *theme.members)
        }


SAID = st.sampled_from([*TEXTS, "RAS", "", "?", "plus de bus"])


@st.composite
def walls(draw: st.DrawFn, most: int = 18) -> Wall:
    """Any wall whose human decisions do not contradict each other; kept themes as the workshop keeps them."""
    texts = tuple(draw(st.lists(SAID, max_size=most)))
    count = draw(st.integers(0, 5))
    places = [draw(st.integers(-1, count - 1)) if count else -1 for _ in texts]
    decided = [draw(st.integers(0, 3)) == 0 for _ in texts]
    themes = []
    for at in range(count):
        here = [text for text, place in enumerate(places) if place == at]
        pinned = tuple(text for text in here if decided[text])
        seed = draw(st.sampled_from(["", "", "Transports", "Crèches"]))
        kept = bool(pinned or seed or draw(st.integers(0, 3)) == 0)
        themes.append(StandingTheme(pinned, tuple(text for text in here if not decided[text]), seed, kept))
    pairs = st.sets(st.tuples(st.integers(0, max(len(texts) - 1, 0)), st.integers(0, 17)), max_size=4)
    apart = {
        (one, other)
        for one, other in draw(pairs)
        if one < other < len(texts)
        and not (decided[one] and decided[other] and places[one] == places[other] >= 0)
    }
    refused = {
        (text, theme)
        for text, theme in draw(pairs)
        if text < len(texts) and theme < count and not (decided[text] and places[text] == theme)
    }
    aside = frozenset(text for text, place in enumerate(places) if place < 0 and decided[text])
    standing = Standing(tuple(themes), frozenset(apart), frozenset(refused), aside)
    return Wall(texts, standing, tuple(f"Thème {at}" for at in range(count)))
