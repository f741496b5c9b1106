"""The ground of a map: outlines in metres laid on a part of a sheet as large as it holds, with a scale."""

import math
from collections.abc import Sequence
from typing import Any

from facilitator.charts.sheet import INK, Canvas

Ring = tuple[tuple[float, float], ...]


class Ground:
    """Outlines fitted into a frame (left, bottom, width, height, in cm or any other unit), north above."""

    def __init__(self, shapes: Sequence[Sequence[Ring]], frame: tuple[float, float, float, float]) -> None:
        left, bottom, width, height = frame
        xs = [x for rings in shapes for ring in rings for x, _ in ring]
        ys = [y for rings in shapes for ring in rings for _, y in ring]
        self._west, self._south = min(xs), min(ys)
        across, up = max(xs) - self._west or 1.0, max(ys) - self._south or 1.0
        self.scale = min(width / across, height / up)
        """Units of the frame a metre of the ground."""
        self.width, self.height = across * self.scale, up * self.scale
        self._left = left + (width - self.width) / 2
        self._bottom = bottom + (height - self.height) / 2
        self.right = self._left + self.width

    def at(self, point: tuple[float, float]) -> tuple[float, float]:
        """Where a point of the ground falls on the sheet."""
        x, y = point
        return self._left + (x - self._west) * self.scale, self._bottom + (y - self._south) * self.scale

    def outline(self, rings: Sequence[Ring]) -> Any:
        """The path of one commune on the sheet, holes included."""
        from matplotlib.path import Path

        points, codes = [], []
        for ring in rings:
            points += [self.at(point) for point in ring]
            codes += [Path.MOVETO, *[Path.LINETO] * (len(ring) - 2), Path.CLOSEPOLY]
        return Path(points, codes)

    def draw(self, canvas: Canvas, rings: Sequence[Ring], **look: Any) -> None:
        """One commune, filled."""
        from matplotlib.patches import PathPatch

        canvas.axes.add_patch(PathPatch(self.outline(rings), **look))

    def scale_bar(self, wanted: float) -> tuple[float, str]:
        """The length of a bar of a round number of kilometres, at most ``wanted``, and its words."""
        kilometres = wanted / self.scale / 1000
        power = 10 ** math.floor(math.log10(kilometres))
        length = max(one * power for one in (1, 2, 5) if one * power <= kilometres)
        return length * 1000 * self.scale, f"{length:g}\u00a0km".replace(".", ",")

    def write_scale(self, canvas: Canvas, right: float, bottom: float) -> None:
        """The bar of the scale, about 2 cm long, its words above it."""
        long, said = self.scale_bar(2.2)
        canvas.line([right - long, right], [bottom + 0.05] * 2, linewidth=2, color=INK, solid_capstyle="butt")
        small = canvas.sheet.small
        canvas.write(right - long / 2, bottom + 0.27, said, ha="center", size=small)
