"""Charts, tables and timelines drawn natively, so that they stay editable in PowerPoint and Impress."""

from collections.abc import Sequence
from typing import Any

from facilitator.drafting.fit import PARAGRAPH_GAP, Box, text_width
from facilitator.drafting.grids import CELL_INSET_X, CELL_INSET_Y, cell_look, row_height
from facilitator.drafting.slide_text import FRENCH, add_run, printable
from facilitator.drafting.slides import (
    BarChart,
    Grid,
    Line,
    Look,
    Run,
    Step,
    Timeline,
    text_line,
)
from facilitator.drafting.slides_progress import ARROW_HEIGHT, STEP_GAP, step_lines

_BAR_STEP = 2.6  # of the label size, at most, from one bar to the next
_LAYOUT = (
    '<c:layout xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:manualLayout>'
    '<c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/><c:x val="{x:.4f}"/>'
    '<c:y val="{y:.4f}"/><c:w val="{w:.4f}"/><c:h val="{h:.4f}"/></c:manualLayout></c:layout>'
)


def describe(shape: Any, name: str, description: str) -> None:
    """Name a shape and give it an alternative text."""
    properties = shape.element.xpath(".//p:cNvPr")[0]
    properties.set("name", name)
    properties.set("descr", printable(description))


def insert_chart(holder: Any, chart: BarChart) -> None:
    """Horizontal bars with their values in the chart's placeholder, its numbers in a workbook of its own."""
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE
    from pptx.util import Pt

    data = CategoryChartData(number_format=chart.form)
    data.categories = [printable(bar.label) for bar in chart.bars]
    data.add_series(chart.series, [bar.value for bar in chart.bars])
    if chart.other_series:
        data.add_series(chart.other_series, [bar.other for bar in chart.bars])
    left, top, width = holder.left, holder.top, holder.width
    legend = chart.size * 2 if chart.other_series else 0
    height = min(holder.height, Pt(len(chart.bars) * chart.size * _BAR_STEP + legend))
    frame = holder.insert_chart(XL_CHART_TYPE.BAR_CLUSTERED, data)
    frame.left, frame.top, frame.width, frame.height = left, top, width, height
    describe(frame, chart.name, chart.description)
    _style_chart(frame.chart, chart, width / Pt(1), legend / (height / Pt(1)))


def _style_chart(drawn: Any, chart: BarChart, width: float, top: float) -> None:
    """Labels, bars and axes; ``top`` is the share of the height left to the legend of two series."""
    from pptx.dml.color import MSO_THEME_COLOR
    from pptx.enum.chart import XL_LABEL_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
    from pptx.oxml import parse_xml
    from pptx.util import Pt

    drawn.has_legend, drawn.has_title = False, False
    drawn.font.size = Pt(chart.size)
    drawn.font._element.set("lang", FRENCH)
    plot = drawn.plots[0]
    plot.gap_width, plot.vary_by_categories, plot.has_data_labels = 45, False, True
    if top:
        _style_second(drawn, plot, chart.size)
    labels = plot.data_labels
    labels.show_value, labels.position = True, XL_LABEL_POSITION.OUTSIDE_END
    labels.number_format, labels.number_format_is_linked = chart.form, False
    labels.font.bold, labels.font.size = True, Pt(chart.size)
    labels._element.find("{*}txPr").find("{*}bodyPr").set("wrap", "none")  # or Impress breaks « 12,1 »
    fill = plot.series[0].format.fill
    fill.solid()
    fill.fore_color.theme_color = MSO_THEME_COLOR.ACCENT_1
    for rank, bar in enumerate(chart.bars):
        if bar.apart:
            point = plot.series[0].points[rank].format.fill
            point.solid()
            point.fore_color.theme_color = MSO_THEME_COLOR.TEXT_1
    names, values = drawn.category_axis, drawn.value_axis
    names.reverse_order, names.has_major_gridlines = True, False
    names.major_tick_mark = XL_TICK_MARK.NONE
    names.format.line.fill.background()
    values.visible, values.has_major_gridlines = False, False
    values.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    most = max(max(bar.value, bar.other or 0) for bar in chart.bars)
    values.minimum_scale, values.maximum_scale = 0, max(1, most) * (1.08 if chart.form == "0" else 1.16)
    longest = max(text_width(bar.label, chart.size) for bar in chart.bars)
    start = min(0.62, (longest * 1.05 + 14) / width)
    layout = drawn._chartSpace.xpath("c:chart/c:plotArea/c:layout")
    area = drawn._chartSpace.xpath("c:chart/c:plotArea")[0]
    for old in layout:
        area.remove(old)
    area.insert(0, parse_xml(_LAYOUT.format(x=start, y=top, w=1 - start, h=1 - top)))


def _style_second(drawn: Any, plot: Any, size: int) -> None:
    """A hollow second series and a legend above: the two differ by more than a colour."""
    from pptx.dml.color import MSO_THEME_COLOR
    from pptx.enum.chart import XL_LEGEND_POSITION
    from pptx.util import Pt

    plot.gap_width, plot.overlap = 40, -5
    hollow = plot.series[1].format
    hollow.fill.solid()
    hollow.fill.fore_color.theme_color = MSO_THEME_COLOR.BACKGROUND_1
    hollow.line.color.theme_color, hollow.line.width = MSO_THEME_COLOR.ACCENT_1, Pt(1.5)
    drawn.has_legend = True
    drawn.legend.position, drawn.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    drawn.legend.font.size = Pt(size)


def insert_table(holder: Any, grid: Grid) -> None:
    """A table with a marked header row in the table's placeholder, in the gabarit's own table style."""
    from pptx.util import Pt

    left, top, width = holder.left, holder.top, holder.width
    frame = holder.insert_table(rows=len(grid.rows) + 1, cols=len(grid.header))
    frame.left, frame.top, frame.width = left, top, width
    describe(frame, grid.name, grid.description)
    table = frame.table
    table.first_row, table.horz_banding = True, False
    _use_house_style(frame)
    for column, share in zip(table.columns, grid.columns, strict=True):
        column.width = int(width * share)
    room = Box(width / Pt(1), 0)
    for row_index, (row, cells) in enumerate(zip(table.rows, (grid.header, *grid.rows), strict=True)):
        row.height = Pt(row_height(cells, grid.columns, room, grid.size, header=row_index == 0))
        for index, (cell, text) in enumerate(zip(row.cells, cells, strict=True)):
            _set_cell(cell, text, grid.size, number=index > 0, header=row_index == 0)
    frame.height = sum(row.height for row in table.rows)


def _use_house_style(frame: Any) -> None:
    """The default table style of the presentation, whatever the gabarit."""
    from pptx.opc.constants import RELATIONSHIP_TYPE as RT
    from pptx.oxml import parse_xml

    package = frame.part.package.presentation_part
    try:
        default = parse_xml(package.part_related_by(RT.TABLE_STYLES).blob).get("def")
    except KeyError:
        return
    for style in frame.element.iter("{*}tableStyleId"):
        style.text = default


def _set_cell(cell: Any, text: str, size: int, *, number: bool, header: bool) -> None:
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
    from pptx.util import Pt

    cell.margin_left = cell.margin_right = Pt(CELL_INSET_X)
    cell.margin_top = cell.margin_bottom = Pt(CELL_INSET_Y)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.CENTER if number else PP_ALIGN.LEFT
    add_run(paragraph, Run(text, cell_look(text, header=header)), size)


def draw_timeline(slide: Any, holder: Any, timeline: Timeline) -> None:
    """The étapes as arrows, each with its state in words, the current one filled; below, title and when."""
    from pptx.util import Pt

    left, top, width, height = holder.left, holder.top, holder.width, holder.height
    holder.element.getparent().remove(holder.element)
    group = slide.shapes.add_group_shape()
    described = ", ".join(f"{step.title} ({step.state.lower()})" for step in timeline.steps)
    describe(group, timeline.name, f"{timeline.name} : {described}.")
    rows = -(-len(timeline.steps) // timeline.per_row)
    step_width, row_height = width // timeline.per_row, height // rows
    for index, step in enumerate(timeline.steps):
        row, column = divmod(index, timeline.per_row)
        x, y = left + column * step_width, top + row * row_height
        _draw_arrow(group, step, (x, y, step_width - Pt(5), Pt(ARROW_HEIGHT)), timeline.size)
        below = y + Pt(ARROW_HEIGHT + STEP_GAP)
        frame = (x, below, step_width - Pt(STEP_GAP), row_height - Pt(ARROW_HEIGHT + 2 * STEP_GAP))
        _draw_caption(group, step, frame, timeline.size)


def _draw_arrow(group: Any, step: Step, frame: tuple[int, int, int, int], size: int) -> None:
    from pptx.dml.color import MSO_THEME_COLOR
    from pptx.enum.shapes import MSO_SHAPE
    from pptx.enum.text import MSO_ANCHOR
    from pptx.util import Pt

    arrow = group.shapes.add_shape(MSO_SHAPE.PENTAGON, *frame)
    arrow.name = printable(f"Étape : {step.title}")
    arrow.adjustments[0] = 0.35
    arrow.element.remove(arrow.element.find("{*}style"))  # or Impress draws the theme's shadow
    arrow.fill.solid()
    paper = MSO_THEME_COLOR.BACKGROUND_2 if step.done else MSO_THEME_COLOR.BACKGROUND_1
    arrow.fill.fore_color.theme_color = MSO_THEME_COLOR.ACCENT_1 if step.current else paper
    arrow.line.color.theme_color, arrow.line.width = MSO_THEME_COLOR.ACCENT_1, Pt(1.5)
    text = arrow.text_frame
    text.word_wrap, text.vertical_anchor = False, MSO_ANCHOR.MIDDLE
    set_lines(text, [text_line(step.state, Look.STRONG if step.current else Look.PLAIN)], size)
    ink = MSO_THEME_COLOR.BACKGROUND_1 if step.current else MSO_THEME_COLOR.TEXT_1
    text.paragraphs[0].runs[0].font.color.theme_color = ink


def _draw_caption(group: Any, step: Step, frame: tuple[int, int, int, int], size: int) -> None:
    from pptx.util import Pt

    caption = group.shapes.add_textbox(*frame)
    caption.name = printable(step.title)
    text = caption.text_frame
    text.word_wrap = True
    text.margin_left = text.margin_right = text.margin_top = text.margin_bottom = Pt(0)
    set_lines(text, step_lines(step), size)


def set_lines(
    text: Any, lines: Sequence[Line], size: int, *, centred: bool = False, close: bool = False
) -> None:
    """The lines of a text box, in French; ``close``: no gap between them."""
    from pptx.enum.text import PP_ALIGN
    from pptx.util import Pt

    for index, line in enumerate(lines):
        paragraph = text.paragraphs[0] if index == 0 else text.add_paragraph()
        paragraph.alignment = PP_ALIGN.CENTER if centred else PP_ALIGN.LEFT
        paragraph.space_before = Pt(PARAGRAPH_GAP * size if index and not close else 0)
        for run in line.runs:
            add_run(paragraph, run, size)
