"""Maps of communes: shades for rates, circles for numbers, with source, scale and the values beside them.

Shades are one hue from light to dark, told apart in grey; what is secret or not known is hatched.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from facilitator.charts.classes import bounds, class_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Ring = tuple[tuple[float, float], ...]
SHADES = {
    1: ("#7fb0c9",),
    2: ("#cfe3ec", "#37718f"),
    3: ("#dcebf2", "#7fb0c9", "#1f5774"),
    4: ("#e3eff5", "#a3c8da", "#5592b0", "#174a66"),
    5: ("#e8f2f7", "#b7d5e3", "#7fb0c9", "#417f9f", "#123f58"),
}
INK, FAINT, PALE, CIRCLE = "#1d2a33", "#5b6770", "#f4f4f2", "#37718f"
HATCH = "////"
A4_WIDE = (11.0, 7.2)  # inches, of a page on its side and of most of a slide
SMALL_PRINT, PRINT = 7.5, 9.0
A4_COLUMN = (6.3, 5.3)  # inches, of the text of a page upright: 16 cm
LARGEST_CIRCLE = 0.11  # of the map's width, its radius


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


def draw_map(areas: Sequence[Area], words: MapWords, form: str, *, shaded: bool, bare: bool = False) -> bytes:
    """The picture as « png » or « svg »: ``shaded`` for a rate, circles for a number.

    A ``bare`` one is the map and its key alone, 16 cm wide, for a page that gives title, values and source
    itself. The same areas give the same bytes.
    """
    import matplotlib as mpl
    from matplotlib.figure import Figure

    with mpl.rc_context({"svg.hashsalt": "facilitator", "hatch.linewidth": 0.6, "font.size": PRINT}):
        figure = Figure(figsize=A4_COLUMN if bare else A4_WIDE, facecolor="white")
        low = 0.19 if shaded else 0.1  # circles need no key but their name
        axes = figure.add_axes((0.01, low, 0.98, 0.99 - low) if bare else (0.02, 0.13, 0.66, 0.74))
        (_shade if shaded else _circle)(axes, areas, words)
        _name(axes, areas)
        _scale(axes)
        axes.set_aspect("equal", adjustable="datalim" if bare else "box")
        axes.set_axis_off()
        if not bare:
            _write_around(figure, areas, words)
        kept = BytesIO()
        metadata = (
            {"Date": None, "Title": words.title}
            if form == "svg"
            else {"Title": words.title, "Software": None}
        )
        figure.savefig(kept, format=form, dpi=200 if bare else 160, metadata=metadata)
    return kept.getvalue()


def save_picture(picture: bytes, target: Path) -> Path:
    """Write a picture; its folder is made when it is not there."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(picture)
    return target


def _patch(area: Area, **look: Any) -> Any:
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path as Outline

    points, codes = [], []
    for ring in area.rings:
        points += list(ring)
        codes += [Outline.MOVETO, *[Outline.LINETO] * (len(ring) - 2), Outline.CLOSEPOLY]
    return PathPatch(Outline(points, codes), **look)


def _shade(axes: "Axes", areas: Sequence[Area], words: MapWords) -> None:
    from matplotlib.patches import Patch

    values = [one.value for one in areas if one.value is not None]
    cuts = bounds(values, words.decimals) if values else ()
    shades = SHADES[len(cuts) - 1] if cuts else ()
    for area in areas:
        if area.value is None:
            look: dict[str, Any] = {"facecolor": PALE, "hatch": HATCH, "edgecolor": FAINT}
        else:
            look = {"facecolor": shades[class_of(area.value, cuts, words.decimals)], "edgecolor": "white"}
        axes.add_patch(_patch(area, linewidth=0.9, **look))
    keys = [
        Patch(facecolor=shade, edgecolor=FAINT, label=_class_label(cuts, rank, words))
        for rank, shade in enumerate(shades)
    ]
    if len(values) < len(areas):
        keys.append(_hidden_key())
    _legend(axes, keys, words)
    axes.autoscale_view()


def _hidden_key() -> Any:
    from matplotlib.patches import Patch

    return Patch(facecolor=PALE, hatch=HATCH, edgecolor=FAINT, label="secret, masqué ou pas de donnée")


def _legend(axes: "Axes", keys: Sequence[Any], words: MapWords) -> None:
    whole = axes.get_figure()
    columns = 2 if whole is not None and whole.bbox.width < A4_WIDE[0] * whole.dpi else 3
    axes.legend(
        handles=list(keys),
        title=words.legend,
        loc="upper left",
        bbox_to_anchor=(0, -0.01),
        ncols=min(columns, max(1, len(keys))),
        frameon=False,
        fontsize=PRINT,
        title_fontsize=PRINT,
        alignment="left",
        borderaxespad=0,
    )


def _class_label(cuts: Sequence[float], rank: int, words: MapWords) -> str:
    low, high = (_french(one, words.decimals) for one in cuts[rank : rank + 2])
    unit = f"\u00a0{words.unit}" if words.unit else ""
    last = rank == len(cuts) - 2
    return f"{low} à {high}{unit}" if last else f"{low} à moins de {high}{unit}"


def _french(value: float, decimals: int) -> str:
    return f"{value:,.{decimals}f}".replace(",", "\u202f").replace(".", ",").replace("-", "−")


def _circle(axes: "Axes", areas: Sequence[Area], words: MapWords) -> None:
    from matplotlib.patches import Circle

    for area in areas:
        look: dict[str, Any] = (
            {"hatch": HATCH, "edgecolor": FAINT} if area.value is None else {"edgecolor": "#b9c2c8"}
        )
        axes.add_patch(_patch(area, facecolor=PALE, linewidth=0.8, **look))
    axes.autoscale_view()
    left, right = axes.get_xlim()
    most = max((abs(one.value) for one in areas if one.value is not None), default=0.0)
    for area in sorted(areas, key=lambda one: -(one.value or 0)):
        if area.value and most:
            radius = LARGEST_CIRCLE * (right - left) * math.sqrt(abs(area.value) / most)
            axes.add_patch(
                Circle(area.middle, radius, facecolor=CIRCLE, alpha=0.55, edgecolor=INK, linewidth=0.6)
            )
    keys = [_hidden_key()] if any(one.value is None for one in areas) else []
    _legend(axes, keys, words)


def _name(axes: "Axes", areas: Sequence[Area]) -> None:
    from matplotlib.patheffects import withStroke

    halo = [withStroke(linewidth=2.2, foreground="white")]
    for area in areas:
        axes.text(
            *area.middle, f"{area.name}\n{area.shown}", ha="center", va="center", fontsize=SMALL_PRINT,
            color=INK, path_effects=halo, linespacing=1.3,
        )  # fmt: skip


def _scale(axes: "Axes") -> None:
    """A bar of a round number of kilometres, about a fifth of the map."""
    left, right = axes.get_xlim()
    low, high = axes.get_ylim()
    wanted = (right - left) / 5000
    power = 10 ** math.floor(math.log10(wanted))
    length = max(one * power for one in (1, 2, 5) if one * power <= wanted)
    at, end = low + (high - low) * 0.01, right - (right - left) * 0.01
    axes.plot([end - length * 1000, end], [at, at], color=INK, linewidth=2, solid_capstyle="butt")
    said = f"{_french(length, 0 if length >= 1 else 1)}\u00a0km"
    middle = end - length * 500
    axes.text(middle, at + (high - low) * 0.012, said, ha="center", fontsize=SMALL_PRINT, color=INK)


def _write_around(figure: "Figure", areas: Sequence[Area], words: MapWords) -> None:
    """The title above, the values on the right, notes and source below."""
    figure.text(0.03, 0.955, words.title, fontsize=13.5, weight="bold", color=INK, va="top", wrap=True)
    ranked = sorted(areas, key=lambda one: (one.value is None, -(one.value or 0), one.name))
    step = min(0.034, 0.78 / max(1, len(ranked)))
    size = min(PRINT, step * 330)
    for rank, area in enumerate(ranked):
        height = 0.875 - rank * step
        figure.text(0.71, height, area.name, fontsize=size, color=INK, va="center")
        figure.text(0.975, height, area.shown, fontsize=size, color=INK, va="center", ha="right")
    below = [*words.notes, words.source]
    figure.text(0.975, 0.015, "\n".join(below), fontsize=SMALL_PRINT, color=FAINT, va="bottom", ha="right")
