"""The places of logos on a title page: left empty for a human, seen while editing, never projected."""

from typing import Any

_LOGO = "Logo"


def is_logo(holder: Any) -> bool:
    """Whether a placeholder of a slide or layout waits for a logo."""
    return bool(holder.name.startswith(_LOGO))


def keep_logos(drawn: Any, layout: Any) -> None:
    """Name the slide's places of logos after the layout's, and say in words what goes there."""
    from pptx.enum.shapes import PP_PLACEHOLDER

    names = {
        holder.placeholder_format.idx: holder.name
        for holder in layout.placeholders
        if holder.placeholder_format.type is PP_PLACEHOLDER.PICTURE and is_logo(holder)
    }
    for holder in drawn.placeholders:
        name = names.get(holder.placeholder_format.idx)
        if name:
            holder.name = name
            holder.element.xpath(".//p:cNvPr")[0].set("descr", name)
