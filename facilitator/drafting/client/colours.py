"""Colours as they meet on a client's slide: what lies under a text, and an ink that can be read on it.

Contrast is WCAG 2's ratio; what text and bars need is 4.5.
"""

import colorsys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from facilitator.drafting.client.carving import Rect, flat_shapes

LEAST = 4.5
Colour = tuple[float, float, float]
"""Red, green and blue from 0 to 1."""
WHITE: Colour = (1.0, 1.0, 1.0)
BLACK: Colour = (0.0, 0.0, 0.0)
_SLOTS = ("dk1", "lt1", "dk2", "lt2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")
TEXT_INKS = ("tx1", "dk1", "lt1", "tx2", "bg1")
"""Colours of the theme for text, the first that can be read."""
_PLAIN_MAP = {"tx1": "dk1", "bg1": "lt1", "tx2": "dk2", "bg2": "lt2"}
_TOUCHED = 0.02  # share of a text's place from which a shape counts as lying under it
_GRID = 24  # pixels of a picture looked at, across and down
_SHADES = (0.0, -0.25, -0.4, -0.5, -0.65, 0.25, 0.4, 0.6, 0.75)


def luminance(colour: Colour) -> float:
    """WCAG 2's relative luminance."""
    linear = [_light(channel) for channel in colour]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(one: Colour, other: Colour) -> float:
    """WCAG 2's contrast between two colours, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def worst(ink: Colour, papers: Iterable[Colour]) -> float:
    """The contrast of ``ink`` with the paper on which it shows least."""
    return min(ratio(ink, paper) for paper in papers)


@dataclass(frozen=True, slots=True)
class Ink:
    """A colour by its name in the theme, made darker (below 0) or lighter: it follows the theme."""

    scheme: str
    shade: float = 0.0


def shaded(colour: Colour, shade: float) -> Colour:
    """``colour`` as PowerPoint's « plus sombre » (below 0) and « plus clair » make it."""
    hue, light, saturation = colorsys.rgb_to_hls(*colour)
    light = light * (1 + shade) if shade < 0 else light * (1 - shade) + shade
    return colorsys.hls_to_rgb(hue, light, saturation)


class Theme:
    """The colours of one layout's master, by scheme name, through the colour map that applies.

    ``roots`` keeps the themes of the file that were read before, by part.
    """

    def __init__(self, layout: Any, roots: dict[str, Any]) -> None:
        from pptx.opc.constants import RELATIONSHIP_TYPE as RT
        from pptx.oxml import parse_xml

        self.layout = layout
        master = layout.slide_master
        found = [r.target_part for r in master.part.rels.values() if r.reltype == RT.THEME]
        self.part = found[0] if found else master.part
        key = str(self.part.partname)
        if key not in roots:
            roots[key] = parse_xml(found[0].blob) if found else master._element
        self.root = roots[key]
        described = master._element.find("{*}clrMap")
        self._map = _PLAIN_MAP | (dict(described.attrib) if described is not None else {})
        override = layout._element.find("{*}clrMapOvr/{*}overrideClrMapping")
        if override is not None:
            self._map |= dict(override.attrib)
        scheme = self.root.find(".//{*}clrScheme")
        self._slots = {name: self._slot(scheme, name) for name in _SLOTS}

    def _slot(self, scheme: Any | None, name: str) -> Colour:
        """A colour of the theme; black on white where the file says nothing."""
        element = scheme.find(f"{{*}}{name}") if scheme is not None else None
        said = self.colour(element[0]) if element is not None and len(element) else None
        return said or (WHITE if name.startswith("lt") else BLACK)

    def named(self, scheme: str) -> Colour:
        """The colour that ``scheme`` (« tx1 », « accent2 ») stands for on this layout."""
        return self._slots.get(self._map.get(scheme, scheme), BLACK)

    def shown(self, ink: Ink) -> Colour:
        """The colour of ``ink``."""
        return shaded(self.named(ink.scheme), ink.shade)

    def colour(self, element: Any, placeholder: Colour | None = None) -> Colour | None:
        """What a colour element gives (``srgbClr``, ``schemeClr``…), its changes of light applied."""
        kind, value = element.tag.rpartition("}")[2], element.get("val", "")
        if kind == "srgbClr":
            base = _hexadecimal(value)
        elif kind == "sysClr":
            base = _hexadecimal(element.get("lastClr") or ("FFFFFF" if value == "window" else "000000"))
        elif kind == "schemeClr":
            base = placeholder or BLACK if value == "phClr" else self.named(value)
        elif kind == "prstClr":
            base = {"white": WHITE, "black": BLACK}.get(value)
        else:
            return None
        return None if base is None else _changed(base, element)

    def fill(self, holder: Any, placeholder: Colour | None = None) -> list[Colour] | None:
        """The colours of the fill inside ``holder``: none for no fill, None where it cannot be told."""
        for child in holder:
            kind = child.tag.rpartition("}")[2]
            if kind == "noFill":
                return []
            if kind in ("solidFill", "gradFill", "pattFill"):
                found = [c for e in child.iter() if (c := self.colour(e, placeholder)) is not None]
                return found or None
            if kind in ("blipFill", "grpFill"):
                return None
        return []


def _hexadecimal(value: str) -> Colour | None:
    try:
        return int(value[0:2], 16) / 255, int(value[2:4], 16) / 255, int(value[4:6], 16) / 255
    except ValueError:
        return None


def _changed(colour: Colour, element: Any) -> Colour:
    """``colour`` after ``lumMod``, ``lumOff``, ``tint`` and ``shade``, the changes that themes use."""
    for change in element:
        kind, share = change.tag.rpartition("}")[2], int(change.get("val", "100000")) / 100000
        hue, light, saturation = colorsys.rgb_to_hls(*colour)
        if kind == "lumMod":
            colour = colorsys.hls_to_rgb(hue, min(1, light * share), saturation)
        elif kind == "lumOff":
            colour = colorsys.hls_to_rgb(hue, max(0.0, min(1.0, light + share)), saturation)
        elif kind == "satMod":
            colour = colorsys.hls_to_rgb(hue, light, min(1, saturation * share))
        elif kind in ("tint", "shade"):  # of the light itself, not of the numbers that stand for it
            toward = 1 - share if kind == "tint" else 0.0
            red, green, blue = (_coded(_light(c) * share + toward) for c in colour)
            colour = red, green, blue
    return colour


def _light(channel: float) -> float:
    return float(channel / 12.92 if channel <= 0.03928 else ((channel + 0.055) / 1.055) ** 2.4)


def _coded(light: float) -> float:
    return float(12.92 * light if light <= 0.00304 else 1.055 * light ** (1 / 2.4) - 0.055)


def papers(theme: Theme, place: Rect, page: Rect) -> list[Colour]:
    """Every colour that may lie under a text at ``place``: background, shapes, pictures, the last above."""
    found = _background(theme, place, page)
    for shape, rect in flat_shapes(theme.layout):
        found = _under(theme, shape, rect, place, found)
    return found or [WHITE]


def _under(theme: Theme, shape: Any, rect: Rect, place: Rect, below: list[Colour]) -> list[Colour]:
    if place.shared(rect) < _TOUCHED * place.area:
        return below
    kind = shape.element.tag.rpartition("}")[2]
    if kind == "pic":
        shown = _picture(shape.image.blob, rect, place) if _has_image(shape) else [WHITE, BLACK]
    elif kind == "sp":
        own = shape.element.find("{*}spPr")
        filled = theme.fill(own) if own is not None else []
        shown = [WHITE, BLACK] if filled is None else filled or _style_fill(theme, shape, own)
    else:
        return below
    preset = shape.element.find("{*}spPr/{*}prstGeom")
    plain = preset is not None and preset.get("prst") in ("rect", "roundRect")
    whole = plain and place.shared(rect) > 0.98 * place.area and not shape.element.xpath(".//a:alpha")
    return shown if shown and whole else [*below, *shown]


def _has_image(shape: Any) -> bool:
    try:
        return bool(shape.image.blob)
    except (ValueError, KeyError):  # linked, not embedded
        return False


def _style_fill(theme: Theme, shape: Any, own: Any) -> list[Colour]:
    """The fill that a shape takes from its style, where it names none itself."""
    if own is not None and own.find("{*}noFill") is not None:
        return []
    reference = shape.element.find("{*}style/{*}fillRef")
    if reference is None or reference.get("idx") == "0" or not len(reference):
        return []
    colour = theme.colour(reference[0])
    return [colour] if colour else []


def _background(theme: Theme, place: Rect, page: Rect) -> list[Colour]:
    for owner in (theme.layout, theme.layout.slide_master):
        described = owner._element.find("{*}cSld/{*}bg")
        if described is None:
            continue
        properties = described.find("{*}bgPr")
        if properties is not None:
            filled = theme.fill(properties)
            return _blip(owner.part, properties, page, place) if filled is None else filled or [WHITE]
        reference = described.find("{*}bgRef")
        if reference is not None and len(reference):
            return _referenced(theme, reference, page, place)
    return [theme.named("bg1")]


def _referenced(theme: Theme, reference: Any, page: Rect, place: Rect) -> list[Colour]:
    """A background named by its number in the theme's list."""
    base = theme.colour(reference[0]) or WHITE
    fills = theme.root.find(".//{*}bgFillStyleLst")
    at = int(reference.get("idx", "1001")) - 1001
    if fills is None or not 0 <= at < len(fills):
        return [base]
    entry = fills[at]
    if entry.tag.endswith("}blipFill"):
        return _blip(theme.part, fills[at : at + 1], page, place)
    found = [c for e in entry.iter() if (c := theme.colour(e, base)) is not None]
    return found or [base]


def _blip(part: Any, holder: Any, page: Rect, place: Rect) -> list[Colour]:
    """The colours of a picture that fills the page, under ``place``."""
    for element in holder:
        for blip in element.iter("{*}blip"):
            key = next((value for name, value in blip.attrib.items() if name.endswith("}embed")), None)
            if key and key in part.rels:
                return _picture(part.related_part(key).blob, page, place)
    return [WHITE, BLACK]


def _picture(image: bytes, rect: Rect, place: Rect) -> list[Colour]:
    """The darkest and lightest twentieth of a picture's pixels under ``place``; both ends if unreadable."""
    from PIL import Image

    try:
        with Image.open(BytesIO(image)) as opened:
            width, height = opened.size
            edges = (
                max(0, round((place.left - rect.left) / rect.width * width)),
                max(0, round((place.top - rect.top) / rect.height * height)),
                min(width, round((place.right - rect.left) / rect.width * width)),
                min(height, round((place.bottom - rect.top) / rect.height * height)),
            )
            part = opened.convert("RGBA").crop(edges).resize((_GRID, _GRID))
            seen = part.tobytes()
    except (OSError, ValueError):  # a drawing (EMF, SVG) that no pixel can be read of
        return [WHITE, BLACK]
    pixels = zip(seen[::4], seen[1::4], seen[2::4], seen[3::4], strict=True)
    solid = [(r / 255, g / 255, b / 255) for r, g, b, alpha in pixels if alpha > 25]
    ordered: list[Colour] = sorted(solid, key=luminance)
    return [ordered[len(ordered) // 20], ordered[-1 - len(ordered) // 20]] if ordered else []


def readable(theme: Theme, schemes: Sequence[str], under: Sequence[Colour]) -> Ink | None:
    """The first colour of ``schemes`` that is read on every paper, made darker or lighter only as needed.

    A text rather takes another colour of the theme than a shade of its own; an accent keeps its hue.
    """
    shades = sorted(_SHADES, key=abs)
    inks = [Ink(scheme, shade) for scheme in schemes for shade in shades]
    if schemes is TEXT_INKS:
        inks.sort(key=lambda ink: abs(ink.shade))
    return next((ink for ink in inks if worst(theme.shown(ink), under) >= LEAST), None)
