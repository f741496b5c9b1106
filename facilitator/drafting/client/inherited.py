"""What a placeholder takes from its layout, its master and the theme when a slide says nothing of its own."""

from collections.abc import Iterator
from typing import Any

from facilitator.drafting.client.colours import BLACK, Colour, Theme

_TITLES = (1, 3, 5)  # PP_PLACEHOLDER.TITLE, CENTER_TITLE, VERTICAL_TITLE


def is_title(holder: Any) -> bool:
    """Whether a placeholder is a title of whatever kind."""
    return int(holder.placeholder_format.type) in _TITLES


def typeface(theme: Theme, holder: Any | None) -> str:
    """The typeface of a layout's placeholder, or of a text box without one."""
    named = ""
    for level in _levels(theme, holder):
        latin = level.find("{*}defRPr/{*}latin")
        if latin is not None and latin.get("typeface"):
            named = latin.get("typeface")
            break
    if named and not named.startswith("+"):
        return named
    major = named.startswith("+mj") or (not named and holder is not None and is_title(holder))
    found = theme.root.find(f".//{{*}}{'majorFont' if major else 'minorFont'}/{{*}}latin")
    return found.get("typeface", "") if found is not None else ""


def text_colour(theme: Theme, holder: Any | None) -> Colour:
    """The colour that a placeholder's text has when its runs name none."""
    for level in _levels(theme, holder):
        filled = theme.fill(properties) if (properties := level.find("{*}defRPr")) is not None else []
        if filled:
            return filled[0]
    return theme.named("tx1") if holder is not None else BLACK


def alignment(theme: Theme, holder: Any | None) -> str:
    """« l », « ctr », « r » or « just »."""
    return next((level.get("algn") for level in _levels(theme, holder) if level.get("algn")), "l")


def _levels(theme: Theme, holder: Any | None) -> Iterator[Any]:
    """The first level's paragraph properties, from the placeholder's own to the master's."""
    if holder is None:
        return
    chain, base = [holder], holder._base_placeholder
    if base is not None:
        chain.append(base)
    for origin in chain:
        yield from origin.element.findall("{*}txBody/{*}lstStyle/{*}lvl1pPr")
    style = "titleStyle" if is_title(holder) else "bodyStyle"
    yield from theme.layout.slide_master._element.findall(f"{{*}}txStyles/{{*}}{style}/{{*}}lvl1pPr")
