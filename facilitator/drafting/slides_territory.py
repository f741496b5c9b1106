"""One picture of the territory for each thématique of a diagnostic deck: a map, or bars where there is none.

A map where communes have outlines and values; without outlines the highest and lowest communes beside the
intercommunalité and the département, as a native chart; where nothing is read by commune, these alone.
"""

from collections.abc import Sequence
from dataclasses import replace

from facilitator.charts.bars import Bar as PlaceBar
from facilitator.drafting import fit
from facilitator.drafting.bars import MOST_BARS, bar_chart
from facilitator.drafting.quotations import FLOOR
from facilitator.drafting.slides import Bar, BarChart, Layout, MapPicture, Place, Slide, text_line
from facilitator.drafting.territory_figures import Territory
from facilitator.errors import NotFoundError
from facilitator.language.french import counted, plural
from facilitator.language.typography import typeset
from facilitator.territory.charting import places_chart
from facilitator.territory.dictionary import Statistic
from facilitator.territory.mapping import drawn_map, map_alt
from facilitator.territory.readings import Reading
from facilitator.territory.sentences import is_rate, legend_of, title_of
from facilitator.territory.wording import PERCENT

_SIDE = 4
"""The highest and the lowest communes shown where all do not hold."""
_FRENCH = "[$-40C]"  # a decimal comma where the program follows the format and not the computer
_LEAST_PLACES, _SMALL = 2, 12
_LEAST_WIDTH, _KEY_ROWS = 480.0, 10  # points, rows: what a map and its key take beside each other
_ASKED = typeset("Chacun retrouve sa commune : ce chiffre ressemble-t-il à ce que vous vivez ?")


def picture_slides(behind: Sequence[Statistic], territory: Territory, boxes: fit.Boxes) -> list[Slide]:
    """A slide of the first of these indicators that can be drawn; nothing where none can."""
    found = (_map_slide(one, territory, boxes) or _chart_slide(one, territory, boxes) for one in behind)
    first = next((slide for slide in found if slide is not None), None)
    return [] if first is None else [first]


def _map_slide(statistic: Statistic, territory: Territory, boxes: fit.Boxes) -> Slide | None:
    box = boxes[Layout.CHART, Place.CHART]
    read = _communes(statistic, territory)
    if not territory.outlines or sum(one.number is not None for one in read) < _LEAST_PLACES:
        return None
    try:
        areas, words = drawn_map(statistic, territory.readings, territory.outlines)
    except NotFoundError:
        return None  # those that are read have no outline
    shaded = is_rate(statistic)
    name = typeset(f"Carte : {statistic.name}")
    picture = MapPicture(name, map_alt(areas, words), areas, words, shaded, FLOOR, box.width)
    if box.width < _LEAST_WIDTH or box.height < _KEY_ROWS * FLOOR * fit.LINE_HEIGHT:
        return None
    title = _title(statistic, territory, words.title, boxes)
    source = _source([words.source, *words.notes], words.source, boxes)
    say = (f"{words.title}.", _ASKED, *_hidden(read))
    return Slide(Layout.CHART, title, {}, source, map=picture, say=say)


def _communes(statistic: Statistic, territory: Territory) -> list[Reading]:
    readings = territory.readings
    return [readings.read(statistic, one) for one in readings.perimeter.communes]


def _source(sentences: Sequence[str], alone: str, boxes: fit.Boxes) -> str:
    """All of these sentences where they stand in the strip, else the source alone."""
    told = typeset(" ".join(one if one.endswith(".") else f"{one}." for one in sentences))
    box = boxes.get((Layout.CHART, Place.SOURCE))
    return told if box is None or fit.fits([text_line(told)], box, _SMALL) else alone


def _hidden(read: Sequence[Reading]) -> list[str]:
    """How many communes have no value to show, for the speaker."""
    count = sum(one.number is None for one in read)
    if not count:
        return []
    verb = plural(count, "n'a pas de valeur montrée", "n'ont pas de valeur montrée")
    return [typeset(f"{counted(count, 'commune')} {verb} : secret, effectif trop petit ou donnée absente.")]


def _title(statistic: Statistic, territory: Territory, title: str, boxes: fit.Boxes) -> str:
    """The sentence, or where it is too long for a slide, the same without the names of communes."""
    if fit.title_fits(title, boxes[Layout.CHART, Place.TITLE]):
        return title
    epci = territory.readings.read(statistic, territory.readings.perimeter.epci)
    return title_of(statistic, _communes(statistic, territory), epci, named=False)


def _chart_slide(statistic: Statistic, territory: Territory, boxes: fit.Boxes) -> Slide | None:
    try:
        chart = places_chart(statistic, territory.readings)
    except NotFoundError:
        return None
    bars = [one for one in chart.figures if isinstance(one, PlaceBar) and one.value is not None]
    local, beside = [one for one in bars if not one.apart], [one for one in bars if one.apart]
    if len(bars) < _LEAST_PLACES or any((one.value or 0) < 0 for one in bars):
        return None
    shown = local if len(bars) <= MOST_BARS else [*local[:_SIDE], *local[-_SIDE:]]
    read = _communes(statistic, territory) if local else []
    part = f", {2 * _SIDE} communes sur {len(read)}" if len(shown) < len(local) else ""
    drawn = _native(statistic, part, [*shown, *beside], read, boxes[Layout.CHART, Place.CHART])
    title = _title(statistic, territory, chart.title, boxes) if local else chart.title
    sides = [f"Les {_SIDE} plus hautes et les {_SIDE} plus basses sur {len(read)} communes"] if part else []
    source = _source(
        [chart.source, *sides, *chart.cautions], _source([chart.source, *sides], "", boxes), boxes
    )
    say = (f"{chart.title}.", _ASKED, *_hidden(read))
    return Slide(Layout.CHART, title, {}, source, drawn, say=say)


def _native(
    statistic: Statistic, part: str, bars: Sequence[PlaceBar], read: Sequence[Reading], box: fit.Box
) -> BarChart:
    """The bars as a chart of the slide's own; those hidden are told in its description."""
    unit = '" %"' if statistic.unit == PERCENT else ""
    form = f"{_FRENCH}#,##0" + (f".{'0' * statistic.decimals}" if statistic.decimals else "") + unit
    own = [Bar(one.label, one.value or 0.0, shown=one.shown, apart=one.apart and bool(read)) for one in bars]
    chart = bar_chart(typeset(f"{statistic.name}{part}"), legend_of(statistic), own, box)
    return replace(chart, form=form, note=" ".join(_hidden(read)))
