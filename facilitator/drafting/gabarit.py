"""A .pptx as template: which of its layouts serves what, and how much room each place gives.

The house gabarit and any whose layouts bear our names are filled as they stand; any other client's is
matched layout by layout (``layout_matching``), and what is drawn on it is settled afterwards
(``client.mending``). Slides are planned in the measure of the house's page, 540 points high.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from facilitator.drafting import fit
from facilitator.drafting.client.carving import Rect
from facilitator.drafting.client.colours import Theme
from facilitator.drafting.client.layouts import client_layouts, page_scale
from facilitator.drafting.client.matching import services, spares
from facilitator.drafting.client.package import client_uses, open_template
from facilitator.drafting.client.spots import Service, Spot
from facilitator.drafting.fit import Box, Boxes
from facilitator.drafting.slides import Layout, Place, Slide, TextBlock, text_line
from facilitator.errors import TemplateError
from facilitator.language.typography import typeset

_SOURCE = 12
_LEAST = 8  # points under which no text is set, whatever the gabarit
_STACK_GAP = 0.8  # of the size, between blocks that share a column
_TIGHT = "texte trop long pour la disposition prévue"


@dataclass(frozen=True, slots=True)
class Gabarit:
    """An open presentation without slides, and the layout of it that serves each of ours.

    ``client`` says that it is not the house's own; ``scale`` how large its page is against the house's.
    """

    presentation: Any
    services: Mapping[Layout, Service]
    spares: Mapping[Layout, Service] = field(default_factory=dict)
    client: bool = False
    scale: float = 1.0
    themes: dict[str, Theme] = field(default_factory=dict)
    roots: dict[str, Any] = field(default_factory=dict)

    @property
    def layouts(self) -> Mapping[Layout, Any]:
        """The presentation's layout for each of ours."""
        return {layout: service.layout for layout, service in self.services.items()}

    @property
    def places(self) -> Mapping[tuple[Layout, Place], Spot]:
        """Where each place of each layout stands."""
        return {
            (layout, place): spot
            for layout, service in self.services.items()
            for place, spot in service.spots.items()
        }

    @property
    def page(self) -> Rect:
        """The whole slide."""
        return Rect(0, 0, int(self.presentation.slide_width), int(self.presentation.slide_height))

    def boxes(self) -> Boxes:
        """The room for text in every place, in points of the house's page."""
        return {key: spot.box(self.scale) for key, spot in self.places.items()}

    def theme(self, layout: Any) -> Theme:
        """The colours and typefaces of a layout, read once."""
        key = str(layout.part.partname)
        if key not in self.themes:
            self.themes[key] = Theme(layout, self.roots)
        return self.themes[key]

    def serve(self, slide: Slide) -> tuple[Service, Slide, str]:
        """The layout that serves ``slide``, the slide sized for it, and why it is another one, if it is.

        Where the text does not fit at its planned size the layout that leaves the most room takes over;
        only then is it set smaller.
        """
        first = self.services[slide.layout]
        if not self.client or self._fits(slide, first):
            return first, slide, ""
        spare = self.spares.get(slide.layout)
        options = [first] if spare is None else [spare, first]
        for size in range(max((b.size for b in slide.texts.values()), default=_LEAST), _LEAST, -1):
            for service in options:
                sized = self._sized(slide, service, size)
                if self._fits(sized, service):
                    return service, sized, _TIGHT if service is not first else f"texte réduit à {size} points"
        return options[0], self._sized(slide, options[0], _LEAST), _TIGHT

    def source_size(self, service: Service, source: str) -> int:
        """The size at which a source stands in its strip: 12 points, less where it is too long."""
        box = service.spots[Place.SOURCE].box(self.scale)
        fitting = (size for size in range(_SOURCE, _LEAST, -1) if fit.fits([text_line(source)], box, size))
        return next(fitting, _LEAST) if self.client else _SOURCE

    def _fits(self, slide: Slide, service: Service) -> bool:
        for place, block in slide.texts.items():
            box = service.spots[place].box(self.scale)
            if block.span:
                box = replace(box, height=block.span[1] - block.span[0] + 0.01)
            if not fit.fits(block.lines, box, block.size):
                return False
        return True

    def _sized(self, slide: Slide, service: Service, size: int) -> Slide:
        """``slide`` with no block larger than ``size``; blocks that followed each other do so again."""
        texts: dict[Place, TextBlock] = {}
        stacked = [place for place, block in slide.texts.items() if block.span]
        boxes = {place: service.spots[place].box(self.scale) for place in slide.texts}
        for place, block in slide.texts.items():
            texts[place] = replace(block, size=min(block.size, size), span=None)
        if len(stacked) > 1:
            texts |= _stacked(stacked, texts, boxes)
        return replace(slide, texts=texts)


def _stacked(
    places: Sequence[Place], texts: Mapping[Place, TextBlock], boxes: Mapping[Place, Box]
) -> dict[Place, TextBlock]:
    """Blocks one under another from the top of the first place to the end of the last."""
    top, bottom = min(boxes[p].top for p in places), max(boxes[p].bottom for p in places)
    placed = {}
    for place in places:
        block = texts[place]
        end = top + fit.height(block.lines, block.size, boxes[place].width)
        last = place is places[-1]
        placed[place] = replace(block, span=(top, max(end, bottom) if last and end <= bottom else end))
        top = end + _STACK_GAP * block.size
    return placed if top - _STACK_GAP * texts[places[-1]].size <= bottom else dict(texts)


def open_gabarit(template: Path | None = None) -> Gabarit:
    """The gabarit at ``template``, or the house one.

    Raises ``TemplateError`` where the file is not a presentation, or has no layout at all.
    """
    used = client_uses(template)
    presentation = open_template(template)
    found = client_layouts(presentation, used)
    if not found:
        raise TemplateError(
            typeset("Ce gabarit ne peut pas recevoir le diaporama."),
            cause=typeset("Il ne contient aucune disposition de diapositive."),
            next_step=typeset(
                "Ouvrez-le dans PowerPoint, ajoutez une disposition au masque, puis enregistrez-le."
            ),
        )
    page = found[0].page
    served = services(found)
    if template is None:
        return Gabarit(presentation, served)
    return Gabarit(presentation, served, spares(found, served), client=True, scale=page_scale(page))


def told(served: Sequence[tuple[Layout, Service, str]]) -> list[str]:
    """Which of the client's layouts served what, one line a pair, in columns, and what fell back and why.

    ``served`` has an entry a slide: our layout, the client's that served, and why it is not the first choice.
    """
    counts = Counter((layout.value, service.name, service.remark, why) for layout, service, why in served)
    kinds = [f"{kind} ({count})" for (kind, _, _, _), count in counts.items()]
    wide = max(map(len, kinds), default=0)
    lines = []
    for kind, (_, name, remark, why) in zip(kinds, counts, strict=True):
        details = [part for part in (remark, f"repli : {why}" if why else "") if part]
        lines.append(kind.ljust(wide) + typeset(f" → {' ; '.join([f'« {name} »', *details])}"))
    return lines
