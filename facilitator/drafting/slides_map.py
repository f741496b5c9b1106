"""The map of the wall: what people said, laid out so that what is near says something alike."""

from facilitator.domain.evidence import EventEvidence, ThemeEvidence
from facilitator.domain.insight import WallMap
from facilitator.drafting import fit
from facilitator.drafting.quotations import FLOOR
from facilitator.drafting.slides import Island, Layout, Place, Slide, WallPicture
from facilitator.drafting.wall_graphics import GAP, LABEL_ROWS, cell_room, label_line, pitch_for
from facilitator.drafting.wording import source_line
from facilitator.language.french import plural
from facilitator.language.typography import NO_BREAK, number, quote, typeset

MOST_DOTS = 120
LETTERS = "ABCDEFGHIJKL"
_NEARNESS = typeset("La proximité vient du sens des mots, pas de la salle.")
_LEAST_ROOM = 34.0  # points above a label for what it names


def map_slides(evidence: EventEvidence, boxes: fit.Boxes) -> list[Slide]:
    """The map of the largest themes; nothing where the meaning of words was not read."""
    laid = evidence.insight.wall_map
    if laid is None:
        return []
    shown = [theme for theme in evidence.themes if theme.theme.id in laid.themes][: len(LETTERS)]
    box = boxes[Layout.CHART, Place.CHART]
    wide, _, room = cell_room(laid.columns, laid.rows, box.width, box.height, FLOOR)
    if len(shown) < 2 or room < _LEAST_ROOM:
        return []
    sizes = [len(theme.contributions) for theme in shown]
    dotted = sum(sizes) <= MOST_DOTS and pitch_for(max(sizes), wide, room) is not None
    islands = tuple(
        _island(theme, letter, laid, wide - GAP, dotted=dotted)
        for theme, letter in zip(shown, LETTERS, strict=False)
    )
    mark = "Chaque forme est une contribution." if dotted else "Chaque cercle est un thème."
    legend = f"{typeset(mark)} {_NEARNESS}"
    name = "Carte du mur : thèmes et nombres de contributions"
    picture = WallPicture(name, legend, islands, laid.columns, laid.rows, FLOOR)
    title = _title(evidence, shown, boxes[Layout.CHART, Place.TITLE])
    spoken = (
        f"{title}.",
        "Deux thèmes côte à côte parlent de choses voisines ; loin, de choses différentes.",
        "La machine propose, la salle corrige : qu’est-ce qui devrait être ensemble ?",
    )
    say = tuple(map(typeset, spoken))
    return [Slide(Layout.CHART, title, {}, source_line(evidence), wall=picture, say=say)]


def _island(theme: ThemeEvidence, letter: str, laid: WallMap, width: float, *, dotted: bool) -> Island:
    column, row = laid.themes[theme.theme.id]
    count = len(theme.contributions)
    said = sorted(theme.contributions, key=lambda c: c.number)
    return Island(
        letter,
        _label(typeset(theme.theme.name), f"{NO_BREAK}({number(count)})", letter, width),
        count,
        column,
        row,
        tuple(laid.contributions.get(c.id, (0.0, 0.0)) for c in said) if dotted else (),
        tuple(c.id for c in said),
    )


def _label(name: str, ending: str, letter: str, width: float) -> str:
    """The name and count, shortened to the rows that a cell has for them."""

    def stands(text: str) -> bool:
        return fit.rows(label_line(letter, f"{text}{ending}"), FLOOR, width) <= LABEL_ROWS

    return f"{fit.shortened(name, stands)}{ending}"


def _title(evidence: EventEvidence, shown: list[ThemeEvidence], box: fit.Box) -> str:
    """The two themes that may be one, where there are such; else what the map shows."""
    names = {theme.theme.id: theme.theme.name for theme in shown}
    alike = evidence.insight.alike
    if alike and all(id_ in names for id_ in alike):
        one, other = (quote(names[id_]) for id_ in alike)
        title = typeset(f"{one} et {other} se ressemblent le plus")
        if fit.title_fits(title, box):
            return title
    which = f"Les {len(shown)} plus grands thèmes sur {len(evidence.themes)}"
    if len(shown) == len(evidence.themes):
        which = f"{number(len(shown))} {plural(len(shown), 'thème')} sur le mur"
    return typeset(f"{which} : les plus proches sont côte à côte")
