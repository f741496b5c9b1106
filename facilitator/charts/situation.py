"""Where a commune is among its neighbours: one filled shape, small enough for a corner of a page."""

from collections.abc import Sequence

from facilitator.charts.ground import Ground, Ring
from facilitator.charts.sheet import DARK, MARGIN, Canvas, Sheet, Words, settled

SMALL = Sheet(5.0, 5.0, titled=False)
NEIGHBOUR, EDGE, SCALE = "#e6ebee", "#8b979f", 0.5


def draw_situation(
    shapes: Sequence[Sequence[Ring]], chosen: int, title: str, form: str, sheet: Sheet = SMALL
) -> bytes:
    """The picture, as « png » or « svg »: the shape ``chosen`` dark among the others, and the scale.

    ``title`` is kept in the file, not drawn. The same shapes give the same bytes.
    """
    with settled():
        canvas = Canvas(sheet, Words(title, ""))
        inner = sheet.width - 2 * MARGIN
        frame = (MARGIN, MARGIN + SCALE, inner, canvas.height - 2 * MARGIN - SCALE)
        ground = Ground(shapes, frame)
        for rank, rings in enumerate(shapes):
            if rank != chosen:
                ground.draw(canvas, rings, facecolor=NEIGHBOUR, edgecolor=EDGE, linewidth=0.5)
        ground.draw(canvas, shapes[chosen], facecolor=DARK, edgecolor=DARK, linewidth=0.8)
        ground.write_scale(canvas, ground.right, MARGIN)
        return canvas.picture(form, title)
