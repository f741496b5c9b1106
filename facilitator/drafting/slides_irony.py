"""Words that may be ironic, told to the speaker before they are read out in front of everybody."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from facilitator.domain.evidence import EventEvidence
from facilitator.domain.irony import may_be_ironic
from facilitator.drafting.slides import Layout, Line, Look, Slide
from facilitator.language.french import listed
from facilitator.language.typography import typeset


def warned(slides: Iterable[Slide], evidence: EventEvidence) -> list[Slide]:
    """The slides, what to say of them ending with the numbers of quotations that may be ironic."""
    ironic = {c.id: c.number for c in evidence.contributions if may_be_ironic(c)}
    return [_warned(slide, ironic) if slide.layout is not Layout.ANNEX else slide for slide in slides]


def _warned(slide: Slide, ironic: dict[str, int]) -> Slide:
    numbers = sorted({ironic[line.ids[0]] for line in _quotations(slide) if line.ids[0] in ironic})
    if not numbers:
        return slide
    told = typeset(f"Ironie à vérifier avant de lire : n° {listed([str(n) for n in numbers])}.")
    return replace(slide, say=(*slide.say, told))


def _quotations(slide: Slide) -> Iterator[Line]:
    for block in slide.texts.values():
        yield from (
            line for line in block.lines if line.ids and any(run.look is Look.QUOTE for run in line.runs)
        )
