"""What is drawn on a client's slide, settled so that nothing of the client's styles can spoil it.

Paragraphs and insets are set as they were measured, sizes and lengths brought to the client's page, colours
changed only where they cannot be read (contrast under 4.5), the foot filled, the reading order restored.
It works on any shape, so that new graphics need nothing here.
"""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import Any

from facilitator.drafting.client.carving import rect_of
from facilitator.drafting.client.colours import LEAST, TEXT_INKS, Colour, Ink, Theme, papers, readable, worst
from facilitator.drafting.client.faces import face
from facilitator.drafting.client.inherited import text_colour, typeface
from facilitator.drafting.client.layouts import FOOTER, NUMBER
from facilitator.drafting.client.spots import Service
from facilitator.drafting.gabarit import Gabarit
from facilitator.drafting.slide_text import FRENCH, printable
from facilitator.drafting.slides import PLACES, Place, Slide

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_FOOT_SIZE = 10
_LENGTHS = {
    "off": ("x", "y"),
    "ext": ("cx", "cy"),
    "chOff": ("x", "y"),
    "chExt": ("cx", "cy"),
    "pPr": ("marL", "indent"),
    "bodyPr": ("lIns", "tIns", "rIns", "bIns"),
    "gridCol": ("w",),
    "tr": ("h",),
    "tcPr": ("marL", "marR", "marT", "marB"),
    "ln": ("w",),
    "rPr": ("sz",),
    "defRPr": ("sz",),
    "endParaRPr": ("sz",),
}
_ACCENT_INKS = ("accent1", "accent2", "tx2", "tx1", "bg1")
_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
_EDGE = (
    '<a:{side} xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" w="{width}">'
    "<a:solidFill/></a:{side}>"
)


_FOOTER_LINE = (
    '<a:p xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:r>'
    '<a:rPr lang="{lang}" sz="{size}" cap="none" spc="0"/><a:t/></a:r></a:p>'
)
_NUMBER_LINE = (
    '<a:p xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:fld id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum">'
    '<a:rPr lang="{lang}" sz="{size}" cap="none" spc="0"/><a:t>‹N°›</a:t></a:fld></a:p>'
)


def leaves(shapes: Any) -> Iterator[Any]:
    """Every shape, groups taken apart; what we draw in groups stands in the slide's own measure."""
    for shape in shapes:
        if shape.element.tag.endswith("}grpSp"):
            yield from leaves(shape.shapes)
        else:
            yield shape


def settle(drawn: Any, gabarit: Gabarit, service: Service, slide: Slide, holders: dict[Place, Any]) -> None:
    """Bring a slide that was drawn in the house's measure to the client's page, styles and colours."""
    kept = {id(holder.element): service.spots[place] for place, holder in holders.items()}
    plain = face(typeface(gabarit.theme(service.layout), None))
    for shape in leaves(drawn.shapes):
        if shape.has_text_frame:
            spot = kept.get(id(shape.element))
            title = spot is not None and spot is service.spots[Place.TITLE]
            cover = PLACES[slide.layout][1:2] == (Place.SUBTITLE,)
            align = "" if title or (spot is None and _is_aligned(shape)) else spot.align if spot else "l"
            known = spot.face if spot else plain
            _settle_text(shape, known.spacing, spot.insets if spot else None, align, top=not (title or cover))
    if gabarit.scale != 1:
        _scale(drawn, gabarit.scale)
    _Colours(drawn, gabarit, service).mend()
    _reorder(drawn, slide)


def _is_aligned(shape: Any) -> bool:
    """Whether each paragraph of a shape that we drew says itself how it is aligned."""
    return all(paragraph.alignment is not None for paragraph in shape.text_frame.paragraphs)


def _settle_text(
    shape: Any, spacing: float, insets: tuple[int, int, int, int] | None, align: str, *, top: bool
) -> None:
    """Text as it was measured: one column, across, no capitals, no autofit, its own spacing."""
    from pptx.util import Pt

    body = shape.text_frame._txBody.bodyPr
    if insets is not None:
        body.attrib.update(zip(("lIns", "tIns", "rIns", "bIns"), map(str, insets), strict=True))
        body.attrib.update({"wrap": "square", "numCol": "1", "vert": "horz", "rot": "0"})
        if top:
            body.set("anchor", "t")
        for child in list(body):
            if child.tag.rpartition("}")[2] in ("normAutofit", "spAutoFit", "noAutofit"):
                body.remove(child)
        body.append(body.makeelement(f"{_A}noAutofit"))
    for paragraph in shape.text_frame.paragraphs:
        paragraph.line_spacing, paragraph.space_after = spacing, Pt(0)
        if align:
            paragraph._p.get_or_add_pPr().set("algn", align)
        for run in paragraph.runs:
            properties = run._r.get_or_add_rPr()
            properties.set("cap", "none")
            properties.set("spc", "0")
            if run.font.bold is None:
                run.font.bold = False
            if not shape.is_placeholder and properties.find(f"{_A}latin") is None:
                run.font.name = "+mn-lt"


def _scale(drawn: Any, scale: float) -> None:
    roots = [drawn._element, *(s.chart._chartSpace for s in drawn.shapes if getattr(s, "has_chart", False))]
    for root in roots:
        for element in root.iter():
            if isinstance(element.tag, str):
                kind = element.tag.rpartition("}")[2]
                for name in _LENGTHS.get(kind, ()):
                    if element.get(name) is not None:
                        step = 50 if name == "sz" else 1
                        value = int(element.get(name)) * scale
                        element.set(name, str(int(value // step) * step if step > 1 else round(value)))
                if kind == "spcPts":
                    element.set("val", str(round(int(element.get("val")) * scale)))


class _Colours:
    """The colours of one drawn slide, mended where they cannot be read."""

    def __init__(self, drawn: Any, gabarit: Gabarit, service: Service) -> None:
        self.drawn, self.service, self.page = drawn, service, gabarit.page
        self.theme: Theme = gabarit.theme(service.layout)
        self.origins = {h.placeholder_format.idx: h for h in service.layout.placeholders}

    def mend(self) -> None:
        """Every shape of the slide."""
        for shape in leaves(self.drawn.shapes):
            rect = rect_of(shape)
            if rect is None:
                continue
            under = papers(self.theme, rect, self.page)
            if getattr(shape, "has_chart", False):
                self._mend_chart(shape.chart, under)
            elif getattr(shape, "has_table", False):
                self._mend_table(shape, under)
            elif shape.has_text_frame:
                self._mend_text(shape, under)

    def _mend_text(self, shape: Any, under: list[Colour]) -> None:
        own = shape.element.spPr
        if _is_of_a_map(own):
            under = self._paper_of(own) or under
        elif self.theme.fill(own):
            self._mend_paint(own, under)
            under = self.theme.fill(own) or under
        elif own.find(f"{_A}ln/{_A}solidFill") is not None:
            self._mend_paint(own.find(f"{_A}ln"), under)
        if readable(self.theme, TEXT_INKS, under) is None:
            under = self._lay_paper(own, under)
        inherited = self._inherited(shape)
        for run in shape.element.iter(f"{_A}rPr"):
            if run.find(f"{_A}highlight") is None and _paints(run, inherited):
                self._mend_run(run, inherited, under)

    def _paper_of(self, own: Any) -> list[Colour]:
        """What is under the text of a shape of a map: its class, or what its stripes are drawn on."""
        back = own.find(f"{_A}pattFill/{_A}bgClr")
        if back is None:
            return self.theme.fill(own) or []
        said = self.theme.colour(back)
        return [] if said is None else [said]

    def _inherited(self, shape: Any) -> Colour:
        origin = self.origins.get(shape.placeholder_format.idx) if shape.is_placeholder else None
        return text_colour(self.theme, origin)

    def _mend_run(self, run: Any, inherited: Colour | None, under: Sequence[Colour]) -> None:
        said = self.theme.fill(run)
        now = said[0] if said else inherited
        if now is not None and worst(now, under) >= LEAST:
            return
        accent = bool(run.xpath("a:solidFill/a:schemeClr[starts-with(@val, 'accent')]"))
        ink = readable(self.theme, _ACCENT_INKS if accent else TEXT_INKS, under)
        _paint(run, ink or self._least_bad(under))

    def _least_bad(self, under: Sequence[Colour]) -> Ink:
        return max((Ink(s) for s in TEXT_INKS), key=lambda ink: worst(self.theme.shown(ink), under))

    def _mend_paint(self, holder: Any, under: Sequence[Colour]) -> None:
        """A fill or a line of ours: seen against what is under it, unless it has that very colour."""
        said = self.theme.fill(holder)
        scheme = holder.find(f"{_A}solidFill/{_A}schemeClr")
        if scheme is not None and scheme.get("val", "").startswith("bg"):
            holder.replace(holder.find(f"{_A}solidFill"), holder.makeelement(f"{_A}noFill"))
        elif said and worst(said[0], under) < LEAST:
            _paint(holder, readable(self.theme, _ACCENT_INKS, under) or self._least_bad(under))

    def _lay_paper(self, holder: Any, under: Sequence[Colour]) -> list[Colour]:
        """The background's own colour under a text that no ink makes readable on what is drawn there."""
        _fill(holder, under[0])
        return [under[0]]

    def _mend_chart(self, chart: Any, under: list[Colour]) -> None:
        if readable(self.theme, TEXT_INKS, under) is None:
            under = self._lay_paper(_ground(chart._chartSpace), under)
        text = readable(self.theme, TEXT_INKS, under) or self._least_bad(under)
        for properties in chart._chartSpace.iter(f"{_A}defRPr", f"{_A}rPr"):
            _paint(properties, text)
        for series in chart._chartSpace.xpath(".//c:ser/c:spPr | .//c:ser/c:dPt/c:spPr"):
            if self.theme.fill(series):
                said = self.theme.fill(series)
                if said and worst(said[0], under) < LEAST:
                    _paint(series, readable(self.theme, _ACCENT_INKS, under) or text)

    def _mend_table(self, shape: Any, under: list[Colour]) -> None:
        """No client table style is trusted: a strong line under the header, hairlines between rows."""
        ground = None
        if readable(self.theme, TEXT_INKS, under) is None:
            ground, under = under[0], under[:1]
        text = readable(self.theme, TEXT_INKS, under) or self._least_bad(under)
        accent = readable(self.theme, _ACCENT_INKS, under) or text
        for style in shape.element.iter(f"{_A}tableStyleId"):
            style.text = _NO_STYLE
        for index, row in enumerate(shape.table.rows):
            for cell in row.cells:
                for run in cell._tc.iter(f"{_A}rPr"):
                    if run.find(f"{_A}highlight") is None:
                        _paint(run, text if index else accent)
                _set_edge(cell._tc.get_or_add_tcPr(), accent, 19050 if index == 0 else 6350, ground)


def _is_of_a_map(own: Any) -> bool:
    """Whether a fill is a class of a map: a colour that tells a value, the same on every gabarit."""
    return bool(own.xpath("a:solidFill/a:srgbClr | a:pattFill"))


def _paints(run: Any, inherited: Colour | None) -> bool:
    return run.getparent().tag in (f"{_A}r", f"{_A}fld") or inherited is not None


def _paint(holder: Any, ink: Ink) -> None:
    """Fill ``holder`` (a run's properties, a shape's, a line) with a colour of the theme."""
    fill = holder.makeelement(f"{_A}solidFill")
    colour = fill.makeelement(f"{_A}schemeClr", {"val": ink.scheme})
    fill.append(colour)
    if ink.shade:
        share = round((1 - abs(ink.shade)) * 100000)
        colour.append(colour.makeelement(f"{_A}lumMod", {"val": str(share)}))
        if ink.shade > 0:
            colour.append(colour.makeelement(f"{_A}lumOff", {"val": str(100000 - share)}))
    _put_fill(holder, fill)


def _fill(holder: Any, colour: Colour) -> None:
    """Fill ``holder`` with a colour that the theme has no name for."""
    fill = holder.makeelement(f"{_A}solidFill")
    value = "".join(f"{round(channel * 255):02X}" for channel in colour)
    fill.append(fill.makeelement(f"{_A}srgbClr", {"val": value}))
    _put_fill(holder, fill)


def _put_fill(holder: Any, fill: Any) -> None:
    """``fill`` in the stead of any other, where the order of elements wants it."""
    for old in list(holder):
        if old.tag.rpartition("}")[2] in ("noFill", "solidFill", "gradFill", "pattFill", "blipFill"):
            holder.remove(old)
    before = {"spPr": ("xfrm", "prstGeom", "custGeom"), "tcPr": ("lnL", "lnR", "lnT", "lnB")}.get(
        holder.tag.rpartition("}")[2], ("ln",)
    )
    at = max((i + 1 for i, child in enumerate(holder) if child.tag.rpartition("}")[2] in before), default=0)
    holder.insert(at, fill)


def _ground(space: Any) -> Any:
    """The properties of a chart's own ground, made where it has none."""
    found = space.find("{*}spPr")
    if found is None:
        found = space.makeelement(f"{_C}spPr")
        chart = space.find("{*}chart")
        chart.addnext(found)
    return found


def _set_edge(cell: Any, ink: Ink, width: int, ground: Colour | None) -> None:
    from pptx.oxml import parse_xml

    for old in list(cell):
        cell.remove(old)
    line = parse_xml(_EDGE.format(side="lnB", width=width))
    _paint(line, ink)
    cell.append(line)
    if ground:
        _fill(cell, ground)


def _reorder(drawn: Any, slide: Slide) -> None:
    """Title first, then each place in reading order, then what else was drawn."""
    order = [place.value for place in (*PLACES[slide.layout], Place.SOURCE)]
    tree = drawn.shapes._spTree
    shapes = [shape.element for shape in drawn.shapes]
    rank = {id(s.element): order.index(s.name) if s.name in order else None for s in drawn.shapes}
    graphics = next((i for i, name in enumerate(order) if i and name not in _names(drawn)), len(order))
    ranked = sorted(shapes, key=lambda e: graphics if rank[id(e)] is None else rank[id(e)] or 0)
    for element in shapes:
        tree.remove(element)
    for element in ranked:
        tree.append(element)


def _names(drawn: Any) -> set[str]:
    return {shape.name for shape in drawn.shapes}


def add_client_foot(drawn: Any, gabarit: Gabarit, service: Service, footer: str) -> None:
    """The layout's own footer, filled, and its slide number, where it has them."""
    from pptx.oxml import parse_xml

    theme = gabarit.theme(service.layout)
    for origin in service.layout.placeholders:
        kind, rect = int(origin.placeholder_format.type), rect_of(origin)
        numbered = kind == NUMBER
        if rect is None or not rect.meets(gabarit.page) or kind not in (FOOTER, NUMBER):
            continue
        copy = deepcopy(origin.element)
        for properties in copy.xpath("p:spPr"):
            properties[:] = []
        body = copy.find("{*}txBody")
        for paragraph in body.findall(f"{_A}p"):
            body.remove(paragraph)
        size = int(_FOOT_SIZE * gabarit.scale * 2) * 50
        paragraph = parse_xml((_NUMBER_LINE if numbered else _FOOTER_LINE).format(lang=FRENCH, size=size))
        body.append(paragraph)
        if not numbered:
            paragraph.find(f"{_A}r/{_A}t").text = printable(footer)
        under = papers(theme, rect, gabarit.page)
        run = paragraph.find(f".//{_A}rPr")
        if worst(text_colour(theme, origin), under) < LEAST:
            ink = readable(theme, TEXT_INKS, under)
            if ink:
                _paint(run, ink)
        drawn.shapes._spTree.append(copy)
        named = copy.xpath(".//p:cNvPr")[0]
        named.set("id", str(max(shape.shape_id for shape in drawn.shapes) + 1))
        named.set("name", "Numéro" if numbered else Place.FOOTER.value)
