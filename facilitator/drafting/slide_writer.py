"""Sets a planned slide into a gabarit: text by placeholder, native graphics, foot and speaker notes."""

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from typing import Any

from facilitator.drafting import fit
from facilitator.drafting.client.carved_place import CarvedPlace, title_box
from facilitator.drafting.client.mending import add_client_foot, settle
from facilitator.drafting.client.spots import Service
from facilitator.drafting.gabarit import Gabarit
from facilitator.drafting.map_graphics import draw_map
from facilitator.drafting.slide_graphics import draw_timeline, insert_chart, insert_table
from facilitator.drafting.slide_logos import is_logo, keep_logos
from facilitator.drafting.slide_text import DRAWING, FRENCH, add_run, printable
from facilitator.drafting.slides import Layout, Line, Place, Run, Slide, TextBlock
from facilitator.drafting.wall_graphics import draw_wall
from facilitator.language.typography import NO_BREAK

_RUN = 3  # numbers in a row from which only both ends are written
_PLACES = frozenset(place.value for place in Place)

_BULLET = (f'<a:buFont {DRAWING} typeface="Arial"/>', f'<a:buChar {DRAWING} char="•"/>')
_NO_BULLET = (f"<a:buNone {DRAWING}/>",)


def write_slide(
    gabarit: Gabarit, slide: Slide, footer: str, numbers: Mapping[str, int], code: str
) -> tuple[Service, str]:
    """Add ``slide`` to the gabarit's presentation; return what served, and why not the first choice.

    ``numbers`` gives the number of each contribution, permanent in the event that ``code`` names: the two
    together identify it in the notes.
    """
    service, slide, why = gabarit.serve(slide)
    drawn = gabarit.presentation.slides.add_slide(service.layout)
    holders = _holders(drawn, gabarit, service)
    size = int(slide.title_size * service.spots[Place.TITLE].shrink)
    _set_block(holders[Place.TITLE], TextBlock((Line((Run(slide.title),)),), size), bold=True)
    for place, block in slide.texts.items():
        holder = holders[place]
        if block.span:
            frame = service.spots[place].frame(gabarit.scale, block.span)
            holder.left, holder.top, holder.width, holder.height = frame
        _set_block(holder, block)
    if slide.source and Place.SOURCE in holders:
        size = gabarit.source_size(service, slide.source)
        _set_block(holders[Place.SOURCE], TextBlock((Line((Run(slide.source),)),), size))
    _draw(drawn, slide, holders)
    if not gabarit.client:
        keep_logos(drawn, service.layout)
    _drop_empty(drawn)
    if gabarit.client:
        settle(drawn, gabarit, service, slide, holders)
        if Place.SOURCE in service.spots:
            add_client_foot(drawn, gabarit, service, footer)
    else:
        _add_foot(drawn, service.layout, footer)
    _write_notes(drawn, slide, numbers, code)
    return service, why


def _draw(drawn: Any, slide: Slide, holders: Mapping[Place, Any]) -> None:
    """Put the slide's chart, table, timeline, wall and map in their places."""
    if slide.chart:
        insert_chart(holders[Place.CHART], slide.chart)
    if slide.table:
        insert_table(holders[Place.TABLE], slide.table)
    if slide.timeline:
        draw_timeline(drawn, holders[Place.TIMELINE], slide.timeline)
    if slide.wall:
        draw_wall(drawn, holders[Place.CHART], slide.wall)
    if slide.map:
        draw_map(drawn, holders[Place.CHART], slide.map)


def _holders(drawn: Any, gabarit: Gabarit, service: Service) -> dict[Place, Any]:
    """The slide's shapes by place, each named after it; on a client's layout where the place was carved."""
    by_index = {holder.placeholder_format.idx: holder for holder in drawn.placeholders}
    holders: dict[Place, Any] = {}
    for place, spot in service.spots.items():
        holder = None if spot.holder is None else by_index.pop(spot.holder.placeholder_format.idx, None)
        if gabarit.client and place is not Place.FOOTER:
            frame = spot.frame(gabarit.scale)
            if holder is None:
                holder = title_box(drawn, frame) if place is Place.TITLE else drawn.shapes.add_textbox(*frame)
            holder = CarvedPlace(drawn, holder, frame)
        if holder is not None:
            holder.name = place.value
            holders[place] = holder
    return holders


def _set_block(holder: Any, block: TextBlock, *, bold: bool = False) -> None:
    from pptx.util import Pt

    text = holder.text_frame
    for index, line in enumerate(block.lines):
        paragraph = text.paragraphs[0] if index == 0 else text.add_paragraph()
        gap = fit.HEADING_GAP if line.heading else fit.PARAGRAPH_GAP
        paragraph.space_before = Pt(gap * block.size if index else 0)
        _set_bullet(paragraph, line, block.size)
        for run in line.runs:
            add_run(paragraph, run, block.size, bold=bold)


def _set_bullet(paragraph: Any, line: Line, size: int) -> None:
    """A real bullet or none, whatever the gabarit's list styles say."""
    from pptx.oxml import parse_xml

    properties = paragraph._p.get_or_add_pPr()
    indent = int(fit.BULLET_INDENT * size * 12700) if line.bullet else 0
    properties.set("marL", str(indent))
    properties.set("indent", str(-indent))
    for mark in _BULLET if line.bullet else _NO_BULLET:
        properties.append(parse_xml(mark))


def _drop_empty(drawn: Any) -> None:
    """Remove the placeholders and boxes that nothing filled, so that no prompt is left on the slide."""
    for holder in list(drawn.shapes):
        waits = holder.has_text_frame and (holder.is_placeholder or holder.name in _PLACES)
        if waits and not holder.text_frame.text and not is_logo(holder):
            holder.element.getparent().remove(holder.element)


def _add_foot(drawn: Any, layout: Any, footer: str) -> None:
    """The layout's footer and slide number: python-pptx leaves them out of new slides."""
    from pptx.enum.shapes import PP_PLACEHOLDER

    for origin in layout.placeholders:
        kind = origin.placeholder_format.type
        if kind not in (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER):
            continue
        copy = deepcopy(origin.element)
        for properties in copy.xpath("p:spPr"):
            properties[:] = []
        drawn.shapes._spTree.append(copy)
        copy.xpath(".//p:cNvPr")[0].set("id", str(max(shape.shape_id for shape in drawn.shapes) + 1))
        if kind is PP_PLACEHOLDER.FOOTER:
            for text in copy.iter("{*}t"):
                text.text = printable(footer)


def _write_notes(drawn: Any, slide: Slide, numbers: Mapping[str, int], code: str) -> None:
    """What to say, then the numbers behind each line, then all of them with their event's code, in short."""
    lines = ["À dire", *slide.say]
    proofs = [(text, ids) for text, ids in slide.proofs() if ids]
    if proofs:
        if slide.layout is not Layout.ANNEX:  # there each line bears its own number
            lines += ["", "Preuves", *(_proof(text, ids, numbers) for text, ids in proofs)]
        cited = runs_of(numbers[id_] for _, ids in proofs for id_ in ids)
        lines += ["", "Identifiants (événement/numéro permanent)", f"{code}/{cited}"]
    frame = drawn.notes_slide.notes_text_frame
    for index, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
        if line:
            run = paragraph.add_run()
            run.text = printable(line)
            run._r.get_or_add_rPr().set("lang", FRENCH)


def _proof(text: str, ids: Sequence[str], numbers: Mapping[str, int]) -> str:
    cited = runs_of(numbers[id_] for id_ in ids)
    return f"– {' '.join(printable(text).split())} : n°{NO_BREAK}{cited}".replace(" : ", f"{NO_BREAK}: ")


def runs_of(numbers: Iterable[int]) -> str:
    """« 3, 7 à 12, 40 »: the numbers in order, each once, three or more in a row by their ends."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    shown = [f"{run[0]} à {run[-1]}" if len(run) >= _RUN else ", ".join(map(str, run)) for run in runs]
    return ", ".join(shown)
