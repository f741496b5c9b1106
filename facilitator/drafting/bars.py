"""Bar charts of a deck: which bars, at which size their labels stand on one row without touching."""

from collections.abc import Sequence
from dataclasses import replace

from facilitator.domain.evidence import ThemeEvidence
from facilitator.drafting import fit
from facilitator.drafting.slides import Bar, BarChart

MOST_BARS = 12
SIZES = (22, 20)
_LABEL_SHARE = 0.56
_BAR_STEP = 1.4  # of the label size, from one bar to the next


def bar_chart(
    name: str, series: str, bars: Sequence[Bar], box: fit.Box, sizes: Sequence[int] = SIZES, other: str = ""
) -> BarChart:
    """A chart of ``bars`` in ``box``, labels shortened to their share of its width."""
    room = box.width * _LABEL_SHARE
    step = _BAR_STEP * (2 if other else 1)
    labels = [bar.label for bar in bars]

    def apart(size: int) -> bool:
        """Whether every name stands on one row, and the rows do not touch."""
        return len(labels) * size * step <= box.height and all(
            _short(label, size, room) == label for label in labels
        )

    size = next((size for size in sizes if apart(size)), sizes[-1])
    short = [replace(bar, label=_short(bar.label, size, room)) for bar in bars]
    return BarChart(name, series, tuple(short), size, other)


def ids_of(theme: ThemeEvidence) -> tuple[str, ...]:
    """The contributions of a theme."""
    return tuple(c.id for c in theme.contributions)


def _short(label: str, size: int, room: float) -> str:
    return fit.shortened(label, lambda text: fit.text_width(text, size) <= room)
