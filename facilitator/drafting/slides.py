"""What a restitution deck says, slide by slide, before any template: text, proofs and native graphics.

Planning a slide (``slides_*``) and writing it (``slide_writer``) meet here only, so that another deck or
a client's template changes one side and not the other.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from facilitator.charts.maps import Area, MapWords
from facilitator.domain.contribution import Contribution
from facilitator.language.french import counted
from facilitator.language.typography import NO_BREAK, bound, quote
from facilitator.language.wording import attribution


class Layout(StrEnum):
    """The layouts a gabarit offers, by the name they bear in it."""

    TITLE = "Titre"
    TEXT = "Texte"
    TIMELINE = "Frise"
    QUESTION = "Question"
    TABLE_AND_TEXT = "Tableau et texte"
    CHART = "Graphique"
    CHART_AND_TABLE = "Graphique et tableau"
    TABLE = "Tableau"
    THEME = "Thème"
    THEME_IN_TWO = "Thème, deux volets"
    THEME_IN_ONE = "Thème, un volet"
    COLUMNS = "Deux colonnes"
    ANNEX = "Annexe"


class Place(StrEnum):
    """The placeholders of a layout, by the name they bear in the gabarit."""

    TITLE = "Titre"
    SUBTITLE = "Sous-titre"
    WHEN = "Date et lieu"
    PARTNERS = "Partenaires"
    TEXT = "Texte"
    QUESTION = "Consigne"
    METHOD = "Méthode"
    FIGURES = "Chiffres"
    FINDINGS = "Constats"
    VERBATIMS = "Verbatims"
    PROPOSALS = "Propositions"
    LEFT = "Colonne gauche"
    RIGHT = "Colonne droite"
    TIMELINE = "Frise"
    CHART = "Graphique"
    TABLE = "Tableau"
    SOURCE = "Source"
    FOOTER = "Pied de page"


PLACES: Mapping[Layout, tuple[Place, ...]] = {
    Layout.TITLE: (Place.TITLE, Place.SUBTITLE, Place.WHEN, Place.PARTNERS),
    Layout.TEXT: (Place.TITLE, Place.TEXT),
    Layout.TIMELINE: (Place.TITLE, Place.TIMELINE),
    Layout.QUESTION: (Place.TITLE, Place.QUESTION, Place.METHOD),
    Layout.TABLE_AND_TEXT: (Place.TITLE, Place.TABLE, Place.TEXT),
    Layout.CHART: (Place.TITLE, Place.CHART),
    Layout.CHART_AND_TABLE: (Place.TITLE, Place.CHART, Place.TABLE),
    Layout.TABLE: (Place.TITLE, Place.TABLE),
    Layout.THEME: (Place.TITLE, Place.FIGURES, Place.FINDINGS, Place.PROPOSALS, Place.VERBATIMS),
    Layout.THEME_IN_TWO: (Place.TITLE, Place.FIGURES, Place.FINDINGS, Place.VERBATIMS),
    Layout.THEME_IN_ONE: (Place.TITLE, Place.FIGURES, Place.FINDINGS),
    Layout.COLUMNS: (Place.TITLE, Place.LEFT, Place.RIGHT),
    Layout.ANNEX: (Place.TITLE, Place.LEFT, Place.RIGHT),
}
"""The places each layout must have, in reading order, beside the source and the footer."""


class Look(StrEnum):
    """How a run stands out; never by colour alone."""

    PLAIN = "courant"
    STRONG = "gras"
    ACCENT = "intertitre"
    QUOTE = "citation"  # a contribution's own words, whole and untouched
    CREDIT = "attribution"
    TODO = "à compléter"

    @property
    def bold(self) -> bool:
        """Whether it is set, hence measured, in bold."""
        return self in (Look.STRONG, Look.ACCENT, Look.TODO)


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one look."""

    text: str
    look: Look = Look.PLAIN


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph and the contributions behind it; a heading never ends a slide."""

    runs: tuple[Run, ...]
    ids: tuple[str, ...] = ()
    bullet: bool = False
    heading: bool = False

    @property
    def text(self) -> str:
        """Its characters, all runs together."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Lines to set in one placeholder, at ``size`` points.

    ``span`` is where its text starts and ends on the slide, in points from the top, where that is not
    the placeholder's own place: blocks that share a column follow each other.
    """

    lines: tuple[Line, ...]
    size: int
    span: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart, with the contributions it counts; ``other`` is its value in a second series.

    ``shown`` is how a value of the territory is written; ``apart`` marks what others are read beside.
    """

    label: str
    value: float
    ids: tuple[str, ...] = ()
    other: int | None = None
    shown: str = ""
    apart: bool = False


@dataclass(frozen=True, slots=True)
class BarChart:
    """A chart of horizontal bars, largest first, its labels set at ``size`` points.

    Where ``other_series`` has a name, each label has two bars, of which the second is hollow. ``form`` is the
    format of its numbers, as a spreadsheet writes it; ``note`` what its description says beside its values.
    """

    name: str
    series: str
    bars: tuple[Bar, ...]
    size: int
    other_series: str = ""
    form: str = "0"
    note: str = ""

    @property
    def description(self) -> str:
        """The alternative text: every value in words."""
        return f"{self.name}. {' ; '.join(map(self._said, self.bars))}. {self.note}".strip()

    def _said(self, bar: Bar) -> str:
        if not self.other_series:
            return f"{bar.label} : {bar.shown or bar.value}"
        other = "non compté" if bar.other is None else str(bar.other)
        return f"{bar.label} : {self.series.lower()} {bar.value}, {self.other_series.lower()} {other}"


@dataclass(frozen=True, slots=True)
class Island:
    """A theme on the map of the wall: its letter and label, its cell, and a dot a contribution.

    ``dots`` lean in [-1, 1]² around the middle of the cell; without dots a bubble tells ``count``.
    """

    letter: str
    label: str
    count: int
    column: int
    row: int
    dots: tuple[tuple[float, float], ...]
    ids: tuple[str, ...]
    label_rows: int = 2


@dataclass(frozen=True, slots=True)
class WallPicture:
    """The map of a wall: islands in ``columns`` × ``rows`` cells, a legend below, all at ``size`` points."""

    name: str
    legend: str
    islands: tuple[Island, ...]
    columns: int
    rows: int
    size: int

    @property
    def description(self) -> str:
        """The alternative text: every theme with its count, and what stands beside it."""
        return f"{self.name}. {' ; '.join(map(self._said, self.islands))}. {self.legend}"

    def _said(self, island: Island) -> str:
        beside = [
            other.letter
            for other in self.islands
            if abs(other.column - island.column) + abs(other.row - island.row) == 1
        ]
        near = f", à côté de {', '.join(beside)}" if beside else ""
        return f"{island.letter}, {island.label} ({counted(island.count, 'contribution')}){near}"


@dataclass(frozen=True, slots=True)
class MapPicture:
    """A map of communes: shades where it is ``shaded``, else circles; its key is set at ``size`` points.

    ``room`` is the width of its place as Arial would measure it: a wider typeface has less of it.
    """

    name: str
    description: str
    areas: tuple[Area, ...]
    words: MapWords
    shaded: bool
    size: int
    room: float


TO_COMPLETE = "à compléter"
"""What stands where a human must still write something."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with a header row; ``columns`` are shares of the width, the first left-aligned."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    columns: tuple[float, ...]
    size: int
    ids: tuple[tuple[str, ...], ...] = ()

    @property
    def description(self) -> str:
        """The alternative text: every row in words."""
        said = ("{} : {}".format(row[0], ", ".join(self._cells(row))) for row in self.rows)
        return f"{self.name}. {' ; '.join(said)}."

    def _cells(self, row: tuple[str, ...]) -> list[str]:
        return [f"{name.lower()} {cell}" for name, cell in zip(self.header[1:], row[1:], strict=True) if cell]


@dataclass(frozen=True, slots=True)
class Step:
    """One étape of a timeline: its title, when, where it stands in words."""

    title: str
    period: str
    state: str
    current: bool
    done: bool = False


@dataclass(frozen=True, slots=True)
class Timeline:
    """A démarche's étapes in order, drawn in rows of ``per_row`` at ``size`` points."""

    name: str
    steps: tuple[Step, ...]
    per_row: int
    size: int


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide: a sentence as title, blocks by place, at most one chart, table or timeline of each.

    ``say`` is what the speaker says, in one to three sentences; ``source`` where the figures come from.
    """

    layout: Layout
    title: str
    texts: Mapping[Place, TextBlock] = field(default_factory=dict)
    source: str = ""
    chart: BarChart | None = None
    table: Grid | None = None
    timeline: Timeline | None = None
    wall: WallPicture | None = None
    map: MapPicture | None = None
    say: tuple[str, ...] = ()
    title_size: int = 28
    title_ids: tuple[str, ...] = ()

    def proofs(self) -> Iterable[tuple[str, tuple[str, ...]]]:
        """The title and each line, bar or row that rest on contributions, with their ids."""
        if self.title_ids:
            yield self.title, self.title_ids
        blocks = (self.texts[place] for place in PLACES[self.layout] if place in self.texts)
        for block in blocks:
            yield from ((line.text, line.ids) for line in block.lines if line.ids)
        if self.chart:
            yield from ((f"{bar.label} ({bar.value})", bar.ids) for bar in self.chart.bars if bar.ids)
        if self.wall:
            yield from ((f"{one.letter}.{NO_BREAK}{one.label}", one.ids) for one in self.wall.islands)
        if self.table:
            rows = zip(self.table.rows, self.table.ids, strict=False)
            yield from ((" · ".join(row), ids) for row, ids in rows if ids)


def titled_by(slides: Iterable[Slide], behind: Iterable[Contribution]) -> list[Slide]:
    """The slides, their titles proved by these contributions."""
    ids = tuple(c.id for c in behind)
    return [replace(slide, title_ids=ids) for slide in slides]


def text_line(text: str, look: Look = Look.PLAIN, *, ids: tuple[str, ...] = (), bullet: bool = False) -> Line:
    """A paragraph of one look, its counts kept on one row; never for somebody's own words."""
    return Line((Run(bound(text), look),), ids, bullet)


def heading(text: str, *, ids: tuple[str, ...] = ()) -> Line:
    """A short heading inside a placeholder."""
    return Line((Run(bound(text), Look.ACCENT),), ids, heading=True)


def to_complete(text: str) -> Line:
    """What the facilitator must still write, visible as such."""
    return text_line(f"[{TO_COMPLETE}] {text}", Look.TODO)


def quoted_line(
    said: Contribution,
    *,
    credit: bool = True,
    credit_below: bool = False,
    votes: bool = False,
    bullet: bool = True,
) -> Line:
    """A contribution word for word between guillemets, and who is credited; its text is one run."""
    runs = [Run(said.text, Look.QUOTE)]
    if quote(said.text) != said.text:
        runs = [Run(f"«{NO_BREAK}"), *runs, Run(f"{NO_BREAK}»")]
    parts = [attribution(said).replace("table ", f"table{NO_BREAK}")] if credit else []
    if votes and said.votes:
        parts.append(counted(said.votes, "vote"))
    if any(parts):
        lead = "\n" if credit_below else " "
        runs.append(Run(bound(f"{lead}—{NO_BREAK}{' · '.join(filter(None, parts))}"), Look.CREDIT))
    return Line(tuple(runs), (said.id,), bullet)
