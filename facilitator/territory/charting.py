"""An indicator as a chart: its bars or lines, the sentence above, and the same told in words.

    chart_of(statistic, readings, "png")               the communes, then EPCI, département, France apart
    evolution_chart_of(statistic, readings, "svg")     comparable years joined, the EPCI beside the rest
    beside_chart(statistics, places, readings)         several indicators of one place, or of several
    changes_chart(statistic, readings)                 what changed, commune by commune
    years_chart(statistics, place, readings)           several indicators of one place, then and now

Each ``…_chart`` gives a Chart: ``chart.draw("png", Sheet(width=12))`` is its picture (« png » or « svg »);
``chart.title``, ``chart.alt`` (the values as text, the alternative text of a document), ``chart.values``,
``chart.source`` and ``chart.cautions`` are its words, for which nothing is drawn; ``chart.figures`` is what a
slide makes a chart of its own from. ``Sheet(titled=False)`` leaves title and source to the page.
All raise NotFoundError when nothing of it can be read.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from facilitator.charts.bars import Bar, Group, draw_bars, draw_grouped
from facilitator.charts.lines import Line, Point, draw_lines
from facilitator.charts.sheet import A4_COLUMN, Sheet, Words
from facilitator.domain.contribution import fold
from facilitator.domain.place import Level, Place
from facilitator.errors import NotFoundError
from facilitator.language.french import listed
from facilitator.language.typography import quote, typeset
from facilitator.territory.dictionary import Statistic
from facilitator.territory.readings import Evolution, Reading, Readings, State
from facilitator.territory.sentences import (
    changes,
    compared,
    distinguished,
    is_rate,
    legend_of,
    moved,
    passed,
    title_of,
)
from facilitator.territory.sources import sources
from facilitator.territory.wording import cautions, changed, decimal, drawn, shown, source_line

GAP = "manque"
KINDS = {Bar: "Graphique en barres", Group: "Graphique en barres groupées", Line: "Courbes"}


@dataclass(frozen=True, slots=True)
class Chart:
    """What a chart shows and says; ``figures`` are its bars, groups or lines, in their order."""

    title: str
    legend: str
    source: str
    cautions: tuple[str, ...]
    figures: tuple[Bar, ...] | tuple[Group, ...] | tuple[Line, ...]

    @property
    def values(self) -> tuple[tuple[str, str], ...]:
        """Each label and its value as written, hidden ones by their word, in the order of the chart."""
        return tuple(pair for one in self.figures for pair in _values(one))

    @property
    def alt(self) -> str:
        """The alternative text: the kind of chart, its sentence, every value, its source."""
        told = " ; ".join(f"{label} {shown}" for label, shown in self.values)
        kind = KINDS[type(self.figures[0])]
        return typeset(f"{kind}. {self.title}. {self.legend} : {told}. {self.source}")

    def draw(self, form: str = "png", sheet: Sheet = A4_COLUMN) -> bytes:
        """The picture, as « png » or « svg »; the same chart gives the same bytes."""
        words = Words(self.title, self.source, self.cautions)
        bars = [one for one in self.figures if isinstance(one, Bar)]
        groups = [one for one in self.figures if isinstance(one, Group)]
        lines = [one for one in self.figures if isinstance(one, Line)]
        if bars:
            return draw_bars(bars, words, form, sheet)
        if groups:
            return draw_grouped(groups, words, form, sheet)
        return draw_lines(lines, words, form, sheet)


def chart_of(statistic: Statistic, readings: Readings, form: str, sheet: Sheet = A4_COLUMN) -> bytes:
    """The picture of ``places_chart``."""
    return places_chart(statistic, readings).draw(form, sheet)


def evolution_chart_of(
    statistic: Statistic,
    readings: Readings,
    form: str,
    places: Sequence[Place] = (),
    sheet: Sheet = A4_COLUMN,
) -> bytes:
    """The picture of ``evolution_chart``."""
    return evolution_chart(statistic, readings, places).draw(form, sheet)


def places_chart(statistic: Statistic, readings: Readings) -> Chart:
    """The communes by value, hidden ones last; of a rate, the EPCI, départements and France apart.

    A number is not drawn beside the whole it is a part of: the EPCI's is told below. Where a rate is
    published for no commune, the places above stand alone.
    """
    local = [readings.read(statistic, one) for one in readings.perimeter.communes]
    above = [readings.read(statistic, one) for one in readings.perimeter.above]
    epci = above[0]
    if all(one.state is State.GAP for one in local):
        local = []
    rate = is_rate(statistic)
    beside = [one for one in above if one.number is not None or one.place.level is not Level.FRANCE]
    beside = beside if rate or not local else []
    _require(statistic, [*local, *beside])
    told = list(cautions(statistic, readings, above[0].year))
    if not rate and local and epci.number is not None:
        told.insert(0, typeset(f"{epci.place.name} : {shown(statistic, epci, unit=True)}."))
    local.sort(key=lambda one: (one.number is None, -(drawn(statistic, one) or 0), fold(one.place.name)))
    readable = any(one.number is not None for one in local)
    return Chart(
        title_of(statistic, local, epci) if readable else compared(statistic, beside),
        legend_of(statistic),
        _source(statistic, [epci.year]),
        tuple(told),
        (*(_bar(statistic, one) for one in local), *(_bar(statistic, one, apart=True) for one in beside)),
    )


def beside_chart(statistics: Sequence[Statistic], places: Sequence[Place], readings: Readings) -> Chart:
    """Several indicators, each of these places side by side: « commune | EPCI | département ».

    With one place, one bar an indicator. Give rates to compare places, or numbers of one unit of one place.
    """
    rows = [[readings.read(one, place) for place in places] for one in statistics]
    for statistic, row in zip(statistics, rows, strict=True):
        if all(one.number is None for line in rows for one in line):
            _require(statistic, row)
    whole = readings.perimeter.epci in places
    sure = [(one, row) for one, row in zip(statistics, rows, strict=True) if row[0].year]
    told = dict.fromkeys(
        said for one, row in sure for said in cautions(one, readings, row[0].year, epci=whole)
    )
    given = dict.fromkeys(source_line(one, row[0].year) for one, row in sure)
    figures: tuple[Bar, ...] | tuple[Group, ...]
    if len(places) == 1:
        figures = tuple(
            Bar(legend_of(one), drawn(one, row[0]), _shown(one, row[0]))
            for one, row in zip(statistics, rows, strict=True)
        )
    else:
        figures = tuple(
            Group(legend_of(one), tuple(_bar(one, cell) for cell in row))
            for one, row in zip(statistics, rows, strict=True)
        )
    return Chart(
        distinguished(statistics, rows),
        listed([one.name for one in places]),
        typeset(f"Source : {' ; '.join(given)}."),
        tuple(told),
        figures,
    )


def years_chart(statistics: Sequence[Statistic], place: Place, readings: Readings) -> Chart:
    """Several indicators of one place in two comparable years, those of the first that has such years.

    Indicators of other years are left out. Raises NotFoundError when none has two.
    """
    found = [(one, readings.evolution(one, place)) for one in statistics]
    known = [(one, change) for one, change in found if change is not None and change.change is not None]
    if not known:
        raise NotFoundError(
            typeset(f"Pas d'évolution à dessiner pour {place.name}."),
            cause="Aucun de ces indicateurs n’a deux années qui se comparent.",
            next_step="« facilitator indicateurs liste » dit les années de chaque indicateur.",
        )
    first, last = known[0][1].first, known[0][1].last
    kept = [(one, change) for one, change in known if (change.first, change.last) == (first, last)]
    rows = [(one, [readings.read(one, place, year) for year in (first, last)]) for one, _ in kept]
    whole = place == readings.perimeter.epci
    told = dict.fromkeys(said for one, _ in kept for said in cautions(one, readings, last, epci=whole))
    given = dict.fromkeys(_source(one, [first, last]) for one, _ in kept)
    return Chart(
        moved(kept, rows),
        place.name,
        " ".join(given),
        tuple(told),
        tuple(
            Group(
                legend_of(one),
                tuple(Bar(str(cell.year), drawn(one, cell), _shown(one, cell)) for cell in row),
            )
            for one, row in rows
        ),
    )


def evolution_chart(statistic: Statistic, readings: Readings, places: Sequence[Place] = ()) -> Chart:
    """A line a place over the years: of a rate the EPCI, départements and France, of a number the EPCI alone.

    Only years that may be compared with the latest are joined. Of a number of several ``places``, 100 is
    the first year's, as a large place hides what a small one goes through.
    """
    above = readings.perimeter.above
    asked = list(places) or [one for one in above if is_rate(statistic) or one.level is Level.EPCI]
    chain = _comparable(statistic, readings)
    found = {
        place: [readings.read(statistic, place, year) for year in readings.years(statistic)]
        for place in asked
    }
    lines = {
        place: row
        for place, row in found.items()
        if sum(one.number is not None and one.year in chain for one in row) > 1
    }
    small = [] if is_rate(statistic) else _too_small(statistic, readings, lines)
    if len(lines) > 1:
        lines = {place: row for place, row in lines.items() if place not in small}
    if not lines:
        raise NotFoundError(
            typeset(f"Pas d'évolution à dessiner : {quote(statistic.name)}."),
            cause=_why_not(statistic, readings, chain, found),
            next_step="« facilitator indicateurs liste » dit les années de chaque indicateur.",
        )
    indexed = len(lines) + len(small) > 1 and not is_rate(statistic)
    ahead = next(iter(lines))
    known = [one for one in lines[ahead] if one.year in chain and one.number is not None]
    told = list(cautions(statistic, readings, chain[-1], epci=readings.perimeter.epci in lines))
    alone = [year for year in readings.years(statistic) if year not in chain]
    if alone:
        years = listed([str(one) for one in alone])
        told.append(typeset(f"Non relié : {years}, trop proche d'une autre année pour être comparé."))
    told.append(typeset("L'échelle ne part pas de zéro."))
    if indexed and small:
        names = listed([one.name for one in small])
        told.append(typeset(f"Non tracé, effectif de départ trop petit : {names}."))
    if indexed:
        told.insert(0, typeset(f"Base 100 : la valeur de la première année lue, {legend_of(statistic)}."))
    return Chart(
        passed(statistic, known[0], known[-1], readings.evolution(statistic, ahead)),
        legend_of(statistic),
        _source(statistic, readings.years(statistic)),
        tuple(told),
        tuple(_line(statistic, place, row, chain, indexed=indexed) for place, row in lines.items()),
    )


def changes_chart(statistic: Statistic, readings: Readings) -> Chart:
    """What changed between comparable years, commune by commune, then the places above apart."""
    communes = [readings.evolution(statistic, one) for one in readings.perimeter.communes]
    above = [readings.evolution(statistic, one) for one in readings.perimeter.above]
    local = [one for one in communes if one is not None]
    if all(one.change is None for one in local):
        raise NotFoundError(
            typeset(f"Pas d'évolution à dessiner : {quote(statistic.name)}."),
            cause=typeset(f"{local[0].why}." if local else "Aucune année ne se compare à la plus récente."),
            next_step="« facilitator indicateurs liste » dit les années de chaque indicateur.",
        )
    local.sort(key=lambda one: (one.change is None, -(one.change or 0), fold(one.place.name)))
    beside = [one for one in above if one is not None and one.change is not None]
    return Chart(
        changes(statistic, local),
        typeset(f"{statistic.name}, évolution"),
        _source(statistic, [local[0].first, local[0].last]),
        cautions(statistic, readings, local[0].last),
        (
            *(Bar(one.place.name, one.change, _changed(one)) for one in local),
            *(Bar(one.place.name, one.change, _changed(one), apart=True) for one in beside),
        ),
    )


def _bar(statistic: Statistic, reading: Reading, *, apart: bool = False) -> Bar:
    return Bar(reading.place.name, drawn(statistic, reading), _shown(statistic, reading), apart)


def _shown(statistic: Statistic, reading: Reading) -> str:
    return GAP if reading.state is State.GAP else shown(statistic, reading)


def _changed(one: Evolution) -> str:
    return GAP if one.state is State.GAP else changed(one).split(" (")[0]


def _line(
    statistic: Statistic, place: Place, row: Sequence[Reading], chain: Sequence[int], *, indexed: bool
) -> Line:
    base = next(one.number for one in row if one.number is not None and one.year in chain)
    points = []
    for one in row:
        value, said = (one.number if indexed else drawn(statistic, one)), _shown(statistic, one)
        if indexed and value is not None and base:
            value = round(100 * value / base, 1)
            said = decimal(value, 1 if value != 100 else 0)
        points.append(Point(one.year, value, said, joined=one.year in chain))
    return Line(place.name, tuple(points))


def _comparable(statistic: Statistic, readings: Readings) -> tuple[int, ...]:
    """From the latest year back, each the nearest comparable with the one after it; oldest first."""
    gap, years = sources()[statistic.base].gap, readings.years(statistic)
    chain = list(years[-1:])
    for year in reversed(years[:-1]):
        if gap and year <= chain[0] - gap:
            chain.insert(0, year)
    return tuple(chain)


def _too_small(
    statistic: Statistic, readings: Readings, lines: Mapping[Place, Sequence[Reading]]
) -> list[Place]:
    """The places from whose numbers no evolution can be told, by the rule of ``Readings.evolution``."""
    changed_ = {place: readings.evolution(statistic, place) for place in lines}
    return [place for place, one in changed_.items() if one is None or one.state is State.MASKED]


def _why_not(
    statistic: Statistic, readings: Readings, chain: Sequence[int], found: dict[Place, list[Reading]]
) -> str:
    years = readings.years(statistic)
    if not years:
        return "Aucun fichier importé ne le donne."
    if len(chain) < 2:
        gap = sources()[statistic.base].gap
        told = f"Années lues : {listed([str(one) for one in years])}. "
        if not gap:
            return typeset(told + "Cette source ne se compare pas d'une année à l'autre.")
        return typeset(
            told + f"Il faut au moins {gap} {'an' if gap == 1 else 'ans'} entre deux années comparées."
        )
    hidden = next((one for row in found.values() for one in row if one.number is None), None)
    if hidden is None:
        return "Les effectifs de départ sont trop petits."
    return typeset(f"{hidden.place.name}, {hidden.year} : {hidden.why}.")


def _source(statistic: Statistic, years: Sequence[int]) -> str:
    last = source_line(statistic, years[-1])
    before = [str(one) for one in years[:-1] if one]
    title = sources()[statistic.base].title
    return typeset(f"Source : {f'{title}, {listed([*before, str(years[-1])])}' if before else last}.")


def _require(statistic: Statistic, found: Sequence[Reading]) -> None:
    if any(one.number is not None for one in found):
        return
    raise NotFoundError(
        typeset(f"Rien à dessiner : {quote(statistic.name)} n'est lisible nulle part."),
        cause=typeset(f"{found[0].place.name} : {found[0].why}." if found else "Aucun fichier ne le donne."),
        next_step="Tapez « facilitator indicateurs » pour voir ce qui se lit.",
    )


def _values(one: Bar | Group | Line) -> list[tuple[str, str]]:
    if isinstance(one, Bar):
        return [(one.label, one.shown)]
    if isinstance(one, Group):
        return [(f"{one.label}, {bar.label}", bar.shown) for bar in one.bars]
    return [(f"{one.name} {point.year}", point.shown) for point in one.points]
