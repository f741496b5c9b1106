"""Maps of communes: shades for rates, circles for numbers, with source, scale and the values beside them.

Shades are one hue from light to dark, told apart in grey; what is secret or not known is hatched.
``draw_map(areas, words, "png", shaded=True, sheet=Sheet(16))`` is to be printed 16 cm wide.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from facilitator.charts.classes import bounds, class_of
from facilitator.charts.ground import Ground, Ring
from facilitator.charts.map_labels import Label, write_labels
from facilitator.charts.sheet import (
    A4_COLUMN,
    FAINT,
    INK,
    MARGIN,
    PALE,
    Canvas,
    Sheet,
    Words,
    keys_height,
    settled,
    width_of,
    wrapped,
)

SHADES = {
    1: ("#7fb0c9",),
    2: ("#cfe3ec", "#37718f"),
    3: ("#dcebf2", "#7fb0c9", "#1f5774"),
    4: ("#e3eff5", "#a3c8da", "#5592b0", "#174a66"),
    5: ("#e8f2f7", "#b7d5e3", "#7fb0c9", "#417f9f", "#123f58"),
}
CIRCLE, BORDER = "#8fb3c6", "#9aa7af"
HATCH = "////"
HIDDEN = "secret, masqué ou pas de donnée"
BELOW = "valeur négative"
LARGEST_CIRCLE, CIRCLED, INSET = 0.1, 0.15, 0.5
"""Of the map's width, the greatest radius; of its surface, what circles take at most; centimetres around."""
BESIDE = 26
"""Beyond so many communes the values stand under the map, in three columns."""
LEAST_HEIGHT, GAP, NUMBER = 6.5, 0.35, 0.62  # centimetres
NAMES = 0.24  # of the sheet's width, beside the map


@dataclass(frozen=True, slots=True)
class Area:
    """One commune: its rings in metres (outer ones and holes alike), its value and how it is written."""

    name: str
    rings: tuple[Ring, ...]
    middle: tuple[float, float]
    value: float | None
    shown: str


@dataclass(frozen=True, slots=True)
class MapWords:
    """What is written around a map: ``title`` a sentence, ``legend`` the indicator and its unit."""

    title: str
    legend: str
    source: str
    notes: tuple[str, ...] = ()
    unit: str = ""
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class Shading:
    """The classes of a map: their bounds, the shade and the words of each; a number has none."""

    cuts: tuple[float, ...]
    shades: tuple[str, ...]
    labels: tuple[str, ...]
    decimals: int

    def of(self, value: float) -> str:
        """The shade of a value."""
        return self.shades[class_of(value, self.cuts, self.decimals)]


def shading(areas: Sequence[Area], words: MapWords) -> Shading:
    """The classes of these values, as the map and its key show them."""
    values = [one.value for one in areas if one.value is not None]
    cuts = bounds(values, words.decimals) if values else ()
    shades = SHADES[len(cuts) - 1] if cuts else ()
    labels = tuple(_class_label(cuts, rank, words) for rank in range(len(shades)))
    return Shading(tuple(cuts), shades, labels, words.decimals)


def by_value(areas: Sequence[Area]) -> list[Area]:
    """The order of the values beside a map: from the greatest, hidden ones last."""
    return sorted(areas, key=lambda one: (one.value is None, -(one.value or 0), one.name))


def draw_map(
    areas: Sequence[Area], words: MapWords, form: str, *, shaded: bool, sheet: Sheet = A4_COLUMN
) -> bytes:
    """The picture as « png » or « svg »: ``shaded`` for a rate, circles for a number.

    The same areas give the same bytes.
    """
    with settled():
        ranked = by_value(areas)
        table = _Table(ranked, sheet)
        canvas, ground, edge, foot = _lay(ranked, words, sheet, table, shaded=shaded)
        classes = shading(ranked, words) if shaded else None
        largest = _largest(ground, ranked)
        labels = (
            _shade(canvas, ground, ranked, classes) if classes else _circle(canvas, ground, ranked, largest)
        )
        numbered = write_labels(canvas, ground, labels, edge, foot)
        ground.write_scale(canvas, edge, foot)
        _key(canvas, ranked, words, classes or largest, (foot, edge - MARGIN))
        table.write(canvas, edge + GAP if table.beside else MARGIN, numbered)
        return canvas.picture(form, words.title)


def save_picture(picture: bytes, target: Path) -> Path:
    """Write a picture; its folder is made when it is not there."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(picture)
    return target


def _lay(
    ranked: Sequence[Area], words: MapWords, sheet: Sheet, table: "_Table", *, shaded: bool
) -> tuple[Canvas, Ground, float, float]:
    """A sheet high enough, the ground on it, where the map ends on the right and where its key begins."""
    inner = sheet.width - 2 * MARGIN
    edge = MARGIN + inner - (table.width + GAP if table.beside else 0)
    points = [point for one in ranked for ring in one.rings for point in ring]
    across = max(x for x, _ in points) - min(x for x, _ in points)
    up = max(y for _, y in points) - min(y for _, y in points)
    width = edge - MARGIN
    key = _key_height(ranked, words, sheet, width, shaded=shaded) + 0.55
    natural = max(LEAST_HEIGHT, min(1.05, up / across if across else 1) * width) + key
    around = Words(words.title, words.source, words.notes)
    canvas = Canvas(sheet, around, None if sheet.height else _room(natural, table))
    if canvas.top - canvas.bottom < (least := _room(LEAST_HEIGHT / 2 + key, table)):
        canvas = Canvas(sheet, around, least)
    low = canvas.bottom + (0 if table.beside else table.height + GAP)
    foot = low + key - 0.5
    inset = 0 if shaded else INSET
    frame = (
        MARGIN + inset,
        foot + 0.45 + inset,
        width - 2 * inset,
        canvas.top - foot - 0.45 - 2 * inset,
    )
    return canvas, Ground([one.rings for one in ranked], frame), edge, foot


def _room(drawn: float, table: "_Table") -> float:
    """The height of a map with its key, and of its values."""
    return max(drawn, table.height) if table.beside else drawn + table.height + GAP


class _Table:
    """The values, from the greatest: beside the map for few communes, under it in columns for many."""

    def __init__(self, ranked: Sequence[Area], sheet: Sheet) -> None:
        self._ranked, self._sheet = ranked, sheet
        self.beside = len(ranked) <= BESIDE
        self._columns = 1 if self.beside else 3
        size, inner = sheet.small, sheet.width - 2 * MARGIN
        values = max(width_of(one.shown, size) for one in ranked)
        room = (inner - GAP * 2) / 3 - NUMBER - values - 0.2
        most = NAMES * sheet.width if self.beside else room
        self._names = [wrapped(one.name, most, size) for one in ranked]
        name = max(width_of(row, size) for rows in self._names for row in rows)
        self.width = NUMBER + name + 0.25 + values if self.beside else (inner - GAP * 2) / 3
        self._cut = -(-len(ranked) // self._columns)
        self.height = max(
            sum(self._high(rank) for rank in range(at, min(at + self._cut, len(ranked))))
            for at in range(0, len(ranked), self._cut)
        )

    def _high(self, rank: int) -> float:
        return max(len(self._names[rank]) * self._sheet.leading(self._sheet.small), 0.36) + 0.02

    def write(self, canvas: Canvas, left: float, numbered: frozenset[int]) -> None:
        """The rows; each has its number where some communes of the map have but that."""
        top = canvas.top if self.beside else canvas.bottom + self.height
        small, rows = self._sheet.small, self._sheet.leading(self._sheet.small)
        for column in range(self._columns):
            at, x = top, left + column * (self.width + GAP)
            for rank in range(column * self._cut, min((column + 1) * self._cut, len(self._ranked))):
                high = self._high(rank)
                middle = at - high / 2
                if numbered:
                    canvas.write(x + 0.42, middle, str(rank + 1), size=small, color=FAINT, ha="right")
                for row, text in enumerate(self._names[rank]):
                    y = middle + ((len(self._names[rank]) - 1) / 2 - row) * rows
                    canvas.write(x + NUMBER, y, text, size=small)
                canvas.write(x + self.width, middle, self._ranked[rank].shown, size=small, ha="right")
                at -= high


def _shade(canvas: Canvas, ground: Ground, ranked: Sequence[Area], classes: Shading) -> list[Label]:
    labels = []
    for area in ranked:
        shade = "" if area.value is None else classes.of(area.value)
        look = _hidden_look() if area.value is None else {"facecolor": shade, "edgecolor": "white"}
        ground.draw(canvas, area.rings, linewidth=0.8, **look)
        labels.append(Label(area.rings, area.middle, (area.name, area.shown), shade))
    return labels


def _hidden_look() -> dict[str, Any]:
    return {"facecolor": PALE, "hatch": HATCH, "edgecolor": FAINT}


def _circle(canvas: Canvas, ground: Ground, ranked: Sequence[Area], largest: float) -> list[Label]:
    from matplotlib.patches import Circle

    labels = []
    for area in ranked:
        look = _hidden_look() if area.value is None else {"facecolor": PALE, "edgecolor": BORDER}
        ground.draw(canvas, area.rings, linewidth=0.7, **look)
    for area in ranked:
        value = area.value or 0.0
        radius = largest * math.sqrt(abs(value) / _most(ranked)) if value else 0.0
        if radius:
            look = _circle_look(value)
            canvas.axes.add_patch(Circle(ground.at(area.middle), radius, zorder=3, **look))
        rows = (area.name, area.shown)
        within = radius > 0.56 * max(width_of(row, canvas.sheet.small) for row in rows)
        colour = CIRCLE if within else "" if area.value is None else PALE
        labels.append(Label(area.rings, area.middle, rows, colour, radius, within))
    return labels


def _most(ranked: Sequence[Area]) -> float:
    return max((abs(one.value) for one in ranked if one.value is not None), default=0.0)


def _largest(ground: Ground, ranked: Sequence[Area]) -> float:
    """The radius of the greatest value, its surface telling it; together circles leave the map to be seen."""
    most = _most(ranked)
    parts = sum(abs(one.value) / most for one in ranked if one.value) if most else 0.0
    held = math.sqrt(CIRCLED * ground.width * ground.height / (math.pi * parts)) if parts else 0.0
    return min(LARGEST_CIRCLE * ground.width, held)


def _circle_look(value: float) -> dict[str, Any]:
    if value < 0:
        return {"facecolor": "white", "edgecolor": INK, "linewidth": 0.9, "linestyle": "--"}
    return {"facecolor": CIRCLE, "edgecolor": INK, "linewidth": 0.6, "alpha": 0.9}


def _key_height(
    ranked: Sequence[Area], words: MapWords, sheet: Sheet, width: float, *, shaded: bool
) -> float:
    hidden = [HIDDEN] if any(one.value is None for one in ranked) else []
    title = len(wrapped(words.legend, width, sheet.type)) * sheet.leading()
    if shaded:
        return title + keys_height([*shading(ranked, words).labels, *hidden], width, sheet)
    below = [BELOW] if any((one.value or 0) < 0 for one in ranked) else []
    circles = max(sheet.leading(), 2 * LARGEST_CIRCLE * width * math.sqrt(0.5)) + 0.1
    return title + circles + keys_height([*below, *hidden], width, sheet)


def _key(
    canvas: Canvas,
    ranked: Sequence[Area],
    words: MapWords,
    shown: Shading | float,
    place: tuple[float, float],
) -> None:
    """The indicator, its shades or circles of round numbers (``shown``: the largest radius), what is hatched.

    ``place``: its top and its width.
    """
    sheet, (top, width) = canvas.sheet, place
    hidden = [(HIDDEN, _hidden_look())] if any(one.value is None for one in ranked) else []
    for row in wrapped(words.legend, width, sheet.type):
        canvas.write(MARGIN, top - sheet.leading() / 2, row, weight="bold")
        top -= sheet.leading()
    if isinstance(shown, Shading):
        shades = zip(shown.labels, shown.shades, strict=True)
        looks = [(label, {"facecolor": shade, "edgecolor": FAINT}) for label, shade in shades]
        canvas.keys([*looks, *hidden], top, width)
        return
    top = _circle_key(canvas, ranked, shown, top)
    below = any((one.value or 0) < 0 for one in ranked)
    canvas.keys([*([(BELOW, _circle_look(-1))] if below else []), *hidden], top, width)


def _circle_key(canvas: Canvas, ranked: Sequence[Area], largest: float, top: float) -> float:
    from matplotlib.patches import Circle

    most = _most(ranked)
    if not most:
        return top
    power = 10 ** math.floor(math.log10(most / 2)) if most >= 2 else 1
    large = max((one * power for one in (1, 2, 5) if one * power <= most / 2), default=1)
    sign = 1 if any((one.value or 0) > 0 for one in ranked) else -1
    radii = {one: largest * math.sqrt(one / most) for one in (large, large / 10) if one >= 1 or one == large}
    high, left = max(canvas.sheet.leading(), 2 * radii[large]) + 0.1, MARGIN
    for value, radius in radii.items():
        look = _circle_look(sign * value)
        canvas.axes.add_patch(Circle((left + radius, top - high / 2), radius, **look))
        said = _french(sign * value, 0)
        canvas.write(left + 2 * radius + 0.12, top - high / 2, said)
        left += 2 * radius + 0.12 + width_of(said, canvas.sheet.type) + 0.5
    return top - high


def _class_label(cuts: Sequence[float], rank: int, words: MapWords) -> str:
    low, high = (_french(one, words.decimals) for one in cuts[rank : rank + 2])
    unit = f"\u00a0{words.unit}" if words.unit else ""
    last = rank == len(cuts) - 2
    return f"{low} à {high}{unit}" if last else f"{low} à moins de {high}{unit}"


def _french(value: float, decimals: int) -> str:
    return f"{value:,.{decimals}f}".replace(",", "\u202f").replace(".", ",").replace("-", "−")
