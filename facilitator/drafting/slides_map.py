"""The map of the wall: what people said, laid out so that what is near says something alike."""

from facilitator.domain.evidence import EventEvidence, ThemeEvidence
from facilitator.domain.insight import WallMap
from facilitator.drafting import fit
from facilitator.drafting.quotations import FLOOR
from facilitator.drafting.slides import Island, Layout, Place, Slide, WallPicture
from facilitator.drafting.wall_graphics import (
    GAP,
    LABEL_ROWS,
    MOST_LABEL_ROWS,
    cell_size,
    label_line,
    pitch_for,
    room_above,
)
from facilitator.drafting.wording import source_line
from facilitator.language.french import plural
from facilitator.language.typography import number, quote, typeset

MOST_DOTS = 120
LETTERS = "ABCDEFGHIJKL"
_DOTS, _CIRCLES = "1 forme = 1 contribution", "Dans le cercle, ses contributions"
_LEGEND = "côte à côte = sens voisin · couleur = simple repère"
_LEAST_ROOM = 34.0  # points above a label for what it names


def map_slides(evidence: EventEvidence, boxes: fit.Boxes) -> list[Slide]:
    """The map of the largest themes; nothing where the meaning of words was not read."""
    laid = evidence.insight.wall_map
    if laid is None:
        return []
    shown = [theme for theme in evidence.themes if theme.theme.id in laid.themes][: len(LETTERS)]
    box = boxes[Layout.CHART, Place.CHART]
    wide, high = cell_size(laid.columns, laid.rows, box.width, box.height, FLOOR)
    if len(shown) < 2 or room_above(high, LABEL_ROWS, FLOOR) < _LEAST_ROOM:
        return []
    labelled = list(zip(shown, LETTERS, strict=False))
    sizes = [len(theme.contributions) for theme in shown]
    for most in (MOST_LABEL_ROWS, LABEL_ROWS):  # names whole where their dots still have room
        labels = [_label(typeset(theme.theme.name), letter, wide - GAP, most) for theme, letter in labelled]
        crowds = [(size, rows) for size, (_, rows) in zip(sizes, labels, strict=True)]
        dotted = sum(sizes) <= MOST_DOTS and pitch_for(crowds, wide, high, FLOOR) is not None
        if dotted:
            break
    islands = tuple(
        _island(theme, letter, label, laid, dotted=dotted)
        for (theme, letter), label in zip(labelled, labels, strict=True)
    )
    legend = f"{_DOTS if dotted else _CIRCLES} · {_LEGEND}"
    name = "Carte du mur : thèmes et nombres de contributions"
    picture = WallPicture(name, legend, islands, laid.columns, laid.rows, FLOOR)
    title = _title(evidence, shown, boxes[Layout.CHART, Place.TITLE])
    spoken = (
        f"{title}.",
        "Deux thèmes côte à côte parlent de choses voisines ; loin, de choses différentes.",
        "La proximité vient du sens des mots, pas de la salle : qu’est-ce qui devrait être ensemble ?",
    )
    say = tuple(map(typeset, spoken))
    return [Slide(Layout.CHART, title, {}, source_line(evidence), wall=picture, say=say)]


def _island(
    theme: ThemeEvidence, letter: str, label: tuple[str, int], laid: WallMap, *, dotted: bool
) -> Island:
    column, row = laid.themes[theme.theme.id]
    said = sorted(theme.contributions, key=lambda c: c.number)
    return Island(
        letter,
        label[0],
        len(said),
        column,
        row,
        tuple(laid.contributions.get(c.id, (0.0, 0.0)) for c in said) if dotted else (),
        tuple(c.id for c in said),
        max(LABEL_ROWS, label[1]),
    )


def _label(name: str, letter: str, width: float, most: int) -> tuple[str, int]:
    """The name, shortened to the rows that a cell has for it, and how many it takes."""

    def rows(text: str) -> int:
        return fit.rows(label_line(letter, text), FLOOR, width)

    short = fit.shortened(name, lambda text: rows(text) <= most)
    return short, rows(short)


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
