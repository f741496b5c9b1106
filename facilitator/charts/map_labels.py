"""What is written on a map: name and value where they hold, else a number that the table beside explains."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from facilitator.charts.ground import Ground, Ring
from facilitator.charts.sheet import INK, Canvas, width_of

if TYPE_CHECKING:
    from matplotlib.path import Path

BADGE, AIR = 0.26, 0.06
HELD = 0.3  # of half the width of a label: how far from its middle its commune must reach
WHITE_ON = 0.22  # luminance under which white type has the better contrast


@dataclass(frozen=True, slots=True)
class Label:
    """What one commune would have written: at its middle, or under its circle of ``radius`` centimetres.

    ``ground`` is the colour it stands on, empty where type needs a halo; ``within`` the circle it is in it.
    """

    rings: tuple[Ring, ...]
    middle: tuple[float, float]
    rows: tuple[str, ...]
    ground: str = ""
    radius: float = 0.0
    within: bool = False

    def drop(self, canvas: Canvas) -> float:
        """How far under the middle it is written."""
        under = self.radius + canvas.sheet.leading(canvas.sheet.small) + 0.02
        return under if self.radius and not self.within else 0.0


@dataclass(frozen=True, slots=True)
class Box:
    """The room of a label."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def middle(self) -> tuple[float, float]:
        """Its centre."""
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2

    def holds(self, other: "Box") -> bool:
        """Whether the other one is inside it."""
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.bottom <= other.bottom
            and other.top <= self.top
        )

    def meets(self, other: "Box") -> bool:
        """Whether they overlap."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.bottom < other.top
            and other.bottom < self.top
        )


def write_labels(
    canvas: Canvas, ground: Ground, labels: Sequence[Label], right: float, bottom: float
) -> frozenset[int]:
    """Write each label, or its rank + 1 where it does not hold; the ranks that are numbers.

    A label holds when most of it is in its commune and it meets no other; ``right`` and ``bottom`` are where
    the map ends.
    """
    sizes = [_size(canvas, one) for one in labels]
    drops = [one.drop(canvas) for one in labels]
    placed = place(ground, labels, sizes, drops, (0, bottom, right, canvas.top + AIR))
    paths = [ground.outline(one.rings) for one in labels]
    for rank, label in enumerate(labels):
        if rank in placed:
            _write(canvas, label, placed[rank], inside=inside(paths[rank], placed[rank]))
        else:
            write_badge(canvas, rank, *ground.at(label.middle))
    return frozenset(range(len(labels))) - placed.keys()


def place(
    ground: Ground,
    labels: Sequence[Label],
    sizes: Sequence[tuple[float, float]],
    drops: Sequence[float],
    frame: tuple[float, float, float, float],
) -> dict[int, Box]:
    """Where labels of these sizes hold, each ``drop`` under its middle: in its commune, meeting no other.

    ``frame`` is what they must be in: left, bottom, right, top. The largest circles and communes come first.
    """
    paths = [ground.outline(one.rings) for one in labels]
    middles = [ground.at(one.middle) for one in labels]
    least = [
        _around(at, max(BADGE * 2, one.radius * 1.7), max(BADGE * 1.4, one.radius * 1.7))
        for at, one in zip(middles, labels, strict=True)
    ]
    bounds = Box(*frame)
    placed: dict[int, Box] = {}
    for rank in sorted(range(len(labels)), key=lambda one: (-labels[one].radius, -_extent(paths[one]))):
        x, y = middles[rank]
        box = _around((x, y - drops[rank]), *sizes[rank])
        others = [*least[:rank], *least[rank + 1 :], *placed.values()]
        free = bounds.holds(box) and not any(box.meets(one) for one in others)
        if free and (labels[rank].radius or _held(paths[rank], box)):
            placed[rank] = box
    return placed


def write_badge(canvas: Canvas, rank: int, x: float, y: float) -> None:
    """The number of a commune, in a white box: it is no value."""
    from matplotlib.patches import Circle

    canvas.axes.add_patch(Circle((x, y), BADGE, facecolor="white", edgecolor=INK, linewidth=0.6, zorder=4))
    canvas.write(x, y, str(rank + 1), ha="center", size=min(canvas.sheet.small, 8.0), zorder=5)


def _around(at: tuple[float, float], width: float, height: float) -> Box:
    x, y = at
    return Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def _size(canvas: Canvas, label: Label) -> tuple[float, float]:
    small = canvas.sheet.small
    width = max(width_of(row, small) for row in label.rows) + AIR
    return width, len(label.rows) * canvas.sheet.leading(small)


def _extent(path: "Path") -> float:
    frame = path.get_extents()
    return float(frame.width * frame.height)


def _held(path: "Path", box: Box) -> bool:
    """Whether the commune reaches far enough on both sides of the label's middle to be the one named."""
    middle, reach = (box.left + box.right) / 2, HELD * (box.right - box.left)
    level = (box.bottom + box.top) / 2
    return bool(path.contains_points([(middle - reach, level), (middle + reach, level)]).all())


def inside(path: "Path", box: Box) -> bool:
    """Whether a label is wholly in a commune."""
    corners = [(x, y) for x in (box.left, box.right) for y in (box.bottom, box.top)]
    return bool(path.contains_points(corners).all())


def within(paths: Sequence["Path"], box: Box) -> bool:
    """Whether a label is on the map, be it over a border: each corner in some commune."""
    corners = [(x, y) for x in (box.left, box.right) for y in (box.bottom, box.top)]
    return all(any(path.contains_point(corner) for path in paths) for corner in corners)


def _write(canvas: Canvas, label: Label, box: Box, *, inside: bool) -> None:
    from matplotlib.patheffects import withStroke

    plain = (inside or label.within) and bool(label.ground)
    white = plain and luminance(label.ground) < WHITE_ON
    look: dict[str, Any] = {"color": "white" if white else INK, "ha": "center", "zorder": 5}
    if not plain:
        look["path_effects"] = [withStroke(linewidth=2.2, foreground="white")]
    rows = canvas.sheet.leading(canvas.sheet.small)
    x, middle = box.middle
    for rank, row in enumerate(label.rows):
        canvas.write(
            x, middle + ((len(label.rows) - 1) / 2 - rank) * rows, row, size=canvas.sheet.small, **look
        )


def luminance(colour: str) -> float:
    """How light a colour is, from 0 to 1 (WCAG 2.2, relative luminance)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
