"""A .pptx as template: which of its layouts serves what, and how much room each place gives.

Layouts and placeholders are found by name, so that a client's gabarit serves once its layouts bear
the names of ours.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from facilitator.domain.contribution import fold
from facilitator.drafting.fit import Box, Boxes
from facilitator.drafting.slides import PLACES, Layout, Place
from facilitator.errors import TemplateError
from facilitator.language.typography import typeset

_POINT = 12700  # English metric units
_INSETS = {"lIns": 91440, "rIns": 91440, "tIns": 45720, "bIns": 45720}
_OPTIONAL = (Place.SOURCE, Place.FOOTER)


@dataclass(frozen=True, slots=True)
class Gabarit:
    """An open presentation without slides, its layouts and the places in each by their placeholder."""

    presentation: Any
    layouts: Mapping[Layout, Any]
    places: Mapping[tuple[Layout, Place], Any]

    def boxes(self) -> Boxes:
        """The room for text in every place, in points."""
        return {key: _box(placeholder) for key, placeholder in self.places.items()}

    def frame(self, layout: Layout, place: Place, span: tuple[float, float]) -> tuple[int, int, int, int]:
        """Left, top, width and height, in English metric units, of a place whose text fills ``span``."""
        placeholder = self.places[layout, place]
        inset = _insets(placeholder)
        top = round(span[0] * _POINT) - inset["tIns"]
        bottom = round(span[1] * _POINT) + inset["bIns"]
        return placeholder.left, top, placeholder.width, bottom - top


def open_gabarit(template: Path | None = None) -> Gabarit:
    """The gabarit at ``template``, or the house one.

    Raises ``TemplateError`` where the file is not a presentation, or lacks a layout or a placeholder
    under the name it is looked for.
    """
    presentation = _open(template)
    _empty(presentation)
    named = {fold(layout.name): layout for layout in reversed(list(presentation.slide_layouts))}
    layouts = {layout: named[fold(layout)] for layout in Layout if fold(layout) in named}
    places: dict[tuple[Layout, Place], Any] = {}
    missing = [f"la disposition « {layout} »" for layout in Layout if layout not in layouts]
    for layout, found in layouts.items():
        holders = {fold(holder.name): holder for holder in found.placeholders}
        for place in (*PLACES[layout], *_OPTIONAL):
            if fold(place) in holders:
                places[layout, place] = holders[fold(place)]
            elif place not in _OPTIONAL:
                missing.append(f"l'espace « {place} » de la disposition « {layout} »")
    if missing:
        raise TemplateError(
            typeset("Ce gabarit ne peut pas recevoir le diaporama."),
            cause=typeset(f"Il lui manque {' ; '.join(missing[:3])}{' …' if missing[3:] else ''}."),
            next_step=typeset("Partez d'une copie du gabarit de la maison et changez-en l'apparence."),
        )
    return Gabarit(presentation, layouts, places)


def _open(template: Path | None) -> Any:
    from pptx import Presentation
    from pptx.exc import PackageNotFoundError

    if template is None:
        with as_file(files("facilitator.drafting") / "gabarits" / "maison.pptx") as house:
            return Presentation(str(house))
    try:
        return Presentation(str(template))
    # lxml's own error for XML that cannot be read is a SyntaxError
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError, OSError, SyntaxError) as error:
        raise TemplateError(
            typeset(f"Le gabarit « {template.name} » ne peut pas être ouvert."),
            cause=typeset("Ce n'est pas une présentation PowerPoint (.pptx) lisible."),
            next_step=typeset(
                "Enregistrez-le au format .pptx et recommencez, ou laissez le gabarit de la maison."
            ),
        ) from error


def _empty(presentation: Any) -> None:
    """Take out the slides that a gabarit brings, and the sections that name them."""
    slides = presentation.slides._sldIdLst
    for entry in list(slides):
        presentation.part.drop_rel(entry.rId)
        slides.remove(entry)
    extensions = presentation.element.find("{*}extLst")
    if extensions is not None:
        for section in list(extensions.iterfind("{*}ext/{*}sectionLst")):
            extensions.remove(section.getparent())


def _insets(placeholder: Any) -> dict[str, int]:
    body = placeholder.element.find("{*}txBody/{*}bodyPr")
    given = body.attrib if body is not None else {}
    return {name: int(given.get(name, default)) for name, default in _INSETS.items()}


def _box(placeholder: Any) -> Box:
    inset = _insets(placeholder)
    return Box(
        (placeholder.width - inset["lIns"] - inset["rIns"]) / _POINT,
        (placeholder.height - inset["tIns"] - inset["bIns"]) / _POINT,
        (placeholder.left + inset["lIns"]) / _POINT,
        (placeholder.top + inset["tIns"]) / _POINT,
    )
