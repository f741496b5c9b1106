"""Quotations set on slides: which ones stand in the room there is, and how many are left for the annex."""

from collections.abc import Iterable, Sequence

from facilitator.domain.contribution import Contribution
from facilitator.drafting import fit
from facilitator.drafting.slides import Layout, Line, Look, Place, Slide, TextBlock, text_line
from facilitator.language.french import counted

FLOOR = fit.BODY_SIZES[-1]
"""The smallest size of projected text, in points."""

_BRIEF = 5  # rows that one quotation among others may take


def filled(head: Line, candidates: Iterable[Line], box: fit.Box, most: int) -> list[Line]:
    """``head`` and up to ``most`` candidates that fit under it, skipping those too long; empty if none."""
    lines = [head]
    for candidate in candidates:
        if len(lines) <= most and fit.fits([*lines, candidate], box, FLOOR):
            lines.append(candidate)
    return lines if len(lines) > 1 else []


def listing(
    head: Line, candidates: Sequence[Line], everything: Sequence[Contribution], box: fit.Box, most: int
) -> list[Line]:
    """``head``, the candidates that fit, then how many contributions of ``everything`` the annex holds.

    Quotations give way from the end until that last line fits; where none fits at all, the line says
    how many are to be read there.
    """
    brief = [line for line in candidates if fit.rows(line, FLOOR, box.width) <= _BRIEF]
    lines = filled(head, brief, box, most) or filled(head, candidates, box, 1)
    while len(lines) > 1:
        rest = _rest(lines, everything)
        if not rest:
            return lines
        said = f"Et {counted(len(rest), 'autre')}, en annexe"
        whole = [*lines, text_line(said, Look.CREDIT, ids=rest)]
        if fit.fits(whole, box, FLOOR):
            return whole
        lines.pop()
    said = f"{counted(len(everything), 'texte')} à lire en annexe"
    return [head, text_line(said, ids=_rest([], everything))]


def _rest(lines: Iterable[Line], everything: Iterable[Contribution]) -> tuple[str, ...]:
    shown = {id_ for line in lines for id_ in line.ids}
    return tuple(c.id for c in everything if c.id not in shown)


def text_slides(
    title: str,
    lines: Sequence[Line],
    boxes: fit.Boxes,
    *,
    source: str = "",
    say: tuple[str, ...] = (),
    most: int = 7,
    sizes: Sequence[int] = fit.BODY_SIZES,
) -> list[Slide]:
    """Plain text on one slide at the largest size at which it fits, else on as many as it needs."""
    box = boxes[Layout.TEXT, Place.TEXT]
    whole = fit.block(lines, box, sizes) if len(lines) <= most else None
    parted = [part for line in lines for part in fit.pieces(line, box, FLOOR)]
    blocks = [whole] if whole else [TextBlock(page, FLOOR) for page in fit.pages(parted, box, FLOOR, most)]
    return [Slide(Layout.TEXT, title, {Place.TEXT: block}, source, say=say) for block in blocks]


def column_slides(
    title: str,
    left: Sequence[Line],
    right: Sequence[Line],
    boxes: fit.Boxes,
    *,
    source: str = "",
    say: tuple[str, ...] = (),
) -> list[Slide]:
    """Two columns at one size, or plain text where one of them is empty."""
    if not left or not right:
        return text_slides(title, [*left, *right], boxes, source=source, say=say)
    texts = fit.blocks({Place.LEFT: left, Place.RIGHT: right}, Layout.COLUMNS, boxes)
    return [Slide(Layout.COLUMNS, title, texts, source, say=say)]
