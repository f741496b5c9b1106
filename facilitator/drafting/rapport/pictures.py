"""The pictures of the report: which a chapter has, drawn once, with every value as its alternative."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from facilitator.charts.maps import draw_map
from facilitator.charts.sheet import Sheet
from facilitator.domain.place import FRANCE, Place
from facilitator.drafting.rapport.chapters import Chapter
from facilitator.drafting.rapport.sentences import evolution_sentence
from facilitator.drafting.study import Study
from facilitator.errors import NotFoundError
from facilitator.press.markdown import pictured
from facilitator.prompts import Markdown
from facilitator.territory.charting import (
    Chart,
    beside_chart,
    changes_chart,
    evolution_chart,
    places_chart,
)
from facilitator.territory.dictionary import Statistic
from facilitator.territory.mapping import drawn_map, map_alt
from facilitator.territory.readings import Readings
from facilitator.territory.sentences import is_rate
from facilitator.territory.wording import PERCENT

WIDTH = "16cm"
SHEET = Sheet(titled=False)
RATES, FEWEST_RATES = 5, 2
"""Percentages that stand side by side on a chart, and from how many."""
LEAST_READ = 0.5
"""Part of the communes that a map shows at least: fewer is a map of hatching."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as outlines print it: the sentence above it, itself, its source."""

    titre: str
    image: Markdown
    source: str


@dataclass(slots=True)
class Pictures:
    """The pictures drawn for one document, by name; each is drawn when it is first asked for.

    ``told`` hears of each before it is drawn.
    """

    told: Callable[[str], None] = lambda _: None
    drawn: dict[str, bytes] = field(default_factory=dict)

    def map(self, statistic: Statistic, study: Study) -> Picture:
        """The map of an indicator over the communes, its values beside it."""
        assert study.readings is not None
        areas, words = drawn_map(statistic, study.readings, study.outlines)
        name = f"carte-{statistic.key}.png"
        if name not in self.drawn:
            self.told(f"Carte : {statistic.name}")
            self.drawn[name] = draw_map(areas, words, "png", shaded=is_rate(statistic), sheet=SHEET)
        return Picture(words.title, pictured(name, map_alt(areas, words), WIDTH), words.source)

    def chart(self, chart: Chart, name: str) -> Picture:
        """A chart, under this name."""
        file = f"graphique-{name}.png"
        if file not in self.drawn:
            self.told(f"Graphique : {chart.title}")
            self.drawn[file] = chart.draw("png", SHEET)
        return Picture(chart.title, pictured(file, chart.alt, WIDTH), chart.source)


def charts_of(chapter: Chapter, statistics: Sequence[Statistic], study: Study) -> list[tuple[str, Chart]]:
    """The charts of a chapter, two at most, with a name for each: the territory beside others, an evolution.

    Where no two percentages can be put side by side, the first number commune by commune stands instead.
    """
    readings = study.readings
    if readings is None:
        return []
    rates = [one for one in statistics if _is_share(one) and _is_read(one, readings)][:RATES]
    found: list[tuple[str, Chart | None]] = []
    if len(rates) >= FEWEST_RATES:
        places = [
            one for one in readings.perimeter.above if one is not FRANCE or _any_read(rates, one, readings)
        ]
        found.append((f"{chapter.key}-compare", _able(lambda: beside_chart(rates, places, readings))))
    else:
        shown_on_map = mapped(chapter, statistics, study)
        left = [one for one in statistics if one is not shown_on_map]
        found += [(one.key, _able(partial(places_chart, one, readings))) for one in left[:1]]
    moved = [one for one in statistics if evolution_sentence(one, readings)]
    for one in moved[:1]:
        draw = evolution_chart if is_rate(one) else changes_chart
        chart = _able(partial(draw, one, readings)) or _able(partial(evolution_chart, one, readings))
        found.append((f"{one.key}-evolution", chart))
    return [(name, chart) for name, chart in found if chart is not None]


def _is_share(statistic: Statistic) -> bool:
    """Whether it can stand on one scale with others: a share or a rate in per cent, no evolution."""
    return statistic.unit == PERCENT and statistic.name.split()[0] in ("Part", "Taux")


def _is_read(statistic: Statistic, readings: Readings) -> bool:
    return readings.read(statistic, readings.perimeter.epci).number is not None


def _any_read(statistics: Sequence[Statistic], place: Place, readings: Readings) -> bool:
    return any(readings.read(one, place, readings.years(one)[-1]).number is not None for one in statistics)


def _able(draw: Callable[[], Chart]) -> Chart | None:
    """The chart, None where nothing of it can be read."""
    try:
        return draw()
    except NotFoundError:
        return None


def mapped(chapter: Chapter, statistics: Sequence[Statistic], study: Study) -> Statistic | None:
    """The indicator that makes the map of a chapter; None where none can be read, or without contours."""
    if study.readings is None or not study.outlines:
        return None
    known = {one.key: one for one in statistics}
    wanted = [known[key] for key in chapter.mapped if key in known]
    others = [one for one in statistics if one not in wanted]
    able = [one for one in (*wanted, *others) if _read_part(one, study) >= LEAST_READ]
    return able[0] if able else None


def _read_part(statistic: Statistic, study: Study) -> float:
    """The part of the communes with an outline whose value can be read; 0 where all are zero."""
    assert study.readings is not None
    codes = {one.code for one in study.outlines}
    places = [one for one in study.readings.perimeter.communes if one.code in codes]
    found = [study.readings.read(statistic, one).number for one in places]
    if not any(found):
        return 0.0
    return sum(one is not None for one in found) / len(found)
