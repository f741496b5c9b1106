"""A place of a client's slide that takes text, a chart or a table, whether or not a placeholder carries it.

It answers to what the drawing functions ask of a placeholder, so that they need not know which it is.
"""

from copy import deepcopy
from typing import Any


class CarvedPlace:
    """A text shape on a slide at a frame of its own; a chart or a table put into it takes its place."""

    def __init__(self, drawn: Any, shape: Any, frame: tuple[int, int, int, int]) -> None:
        self._drawn, self._shape = drawn, shape
        shape.left, shape.top, shape.width, shape.height = frame

    def __getattr__(self, name: str) -> Any:
        return getattr(self._shape, name)

    def __setattr__(self, name: str, value: object) -> None:
        if name in ("left", "top", "width", "height", "name"):
            setattr(self._shape, name, value)
        else:
            object.__setattr__(self, name, value)

    def insert_chart(self, kind: Any, data: Any) -> Any:
        """A chart in its frame."""
        shape = self._shape
        frame = self._drawn.shapes.add_chart(kind, shape.left, shape.top, shape.width, shape.height, data)
        return self._replaced_by(frame)

    def insert_table(self, rows: int, cols: int) -> Any:
        """A table in its frame."""
        shape = self._shape
        frame = self._drawn.shapes.add_table(rows, cols, shape.left, shape.top, shape.width, shape.height)
        return self._replaced_by(frame)

    def _replaced_by(self, frame: Any) -> Any:
        """``frame`` in the shape's stead, and in the layout's placeholder that the shape filled, if any."""
        filled = self._shape.element.find("{*}nvSpPr/{*}nvPr/{*}ph")
        if filled is not None:
            frame.element.find("{*}nvGraphicFramePr/{*}nvPr").insert(0, deepcopy(filled))
        self._shape.element.getparent().remove(self._shape.element)
        return frame


def title_box(drawn: Any, frame: tuple[int, int, int, int]) -> Any:
    """A text box that is the slide's title for readers and outlines, on a layout that has none."""
    box = drawn.shapes.add_textbox(*frame)
    place = box.element.find("{*}nvSpPr/{*}nvPr")
    place.insert(0, place.makeelement("{http://schemas.openxmlformats.org/presentationml/2006/main}ph"))
    place[0].set("type", "title")
    properties = box.element.find("{*}nvSpPr/{*}cNvSpPr")
    properties.attrib.pop("txBox", None)
    return next(shape for shape in drawn.shapes if shape.element is box.element)
