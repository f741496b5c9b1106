"""Where the places of a slide stand on a gabarit's page, and what carries them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from facilitator.drafting.client.carving import POINT, Rect
from facilitator.drafting.client.faces import ARIAL, Face
from facilitator.drafting.fit import Box
from facilitator.drafting.slides import Place

INSETS = (91440, 45720, 91440, 45720)
"""Left, top, right and bottom that a text box keeps free where it says nothing else."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a place stands on the page, the layout's placeholder that carries it, and its typeface.

    ``insets`` are what the text keeps free (left, top, right, bottom); ``shrink`` is the share of the
    planned size at which its text is set; ``align`` the alignment it must be given, if any.
    """

    rect: Rect
    holder: Any | None
    face: Face = ARIAL
    insets: tuple[int, int, int, int] = INSETS
    shrink: float = 1.0
    align: str = ""

    def box(self, scale: float) -> Box:
        """The room for text in the measure of the house's page, ``scale`` times as large as this one."""
        left, top, right, bottom = self.insets
        rect, shrink = self.rect, self.shrink
        return Box(
            (rect.width / scale - left - right) / POINT / self.face.width / shrink,
            (rect.height / scale - top - bottom) / POINT / shrink,
            (rect.left / scale + left) / POINT,
            (rect.top / scale + top) / POINT,
        )

    def frame(self, scale: float, span: tuple[float, float] | None = None) -> tuple[int, int, int, int]:
        """Left, top, width and height in the measure of the house's page, of its text filling ``span``."""
        left, width = round(self.rect.left / scale), round(self.rect.width / scale)
        if span is None:
            return left, round(self.rect.top / scale), width, round(self.rect.height / scale)
        top = round(span[0] * POINT) - self.insets[1]
        return left, top, width, round(span[1] * POINT) + self.insets[3] - top


@dataclass(frozen=True, slots=True)
class Service:
    """A client's layout at the service of one of ours: where each place stands, and what had to be added.

    ``exact`` says that the layout bears our names throughout.
    """

    layout: Any
    spots: Mapping[Place, Spot]
    exact: bool
    remark: str = ""

    @property
    def name(self) -> str:
        """The layout's name in the client's file."""
        return str(self.layout.name)
