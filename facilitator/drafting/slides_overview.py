"""The overview: every theme with its contributions as bars; in the annex, all its figures as a table."""

from facilitator.domain.contribution import Contribution
from facilitator.domain.evidence import EventEvidence
from facilitator.drafting import fit
from facilitator.drafting.bars import MOST_BARS, bar_chart, ids_of
from facilitator.drafting.grids import grid_pages
from facilitator.drafting.slides import Bar, BarChart, Grid, Layout, Place, Slide, titled_by
from facilitator.drafting.theme_titles import compares_tables
from facilitator.drafting.wording import source_line
from facilitator.language.french import counted, listed, plural
from facilitator.language.typography import number, typeset
from facilitator.language.wording import VOLUME_IS_NOT_WEIGHT

_TOGETHER = 5  # themes up to which chart and table share a slide


def overview_slides(evidence: EventEvidence, boxes: fit.Boxes) -> list[Slide]:
    """The themes as bars, with tables and votes beside them where there are few; nothing without a theme."""
    themes = evidence.themes
    if not themes:
        return []
    source = f"{source_line(evidence)} {VOLUME_IS_NOT_WEIGHT}"
    ask = typeset("Laisser lire, puis demander : quel sujet manque-t-il ?")
    if _is_tabled(evidence) and len(themes) <= _TOGETHER:
        chart = _chart(evidence, boxes[Layout.CHART_AND_TABLE, Place.CHART])
        grids = _grids(evidence, boxes[Layout.CHART_AND_TABLE, Place.TABLE], with_contributions=False)
        if len(grids) == 1:
            title = _volume_title(evidence, len(themes), boxes[Layout.CHART_AND_TABLE, Place.TITLE])
            slide = Slide(Layout.CHART_AND_TABLE, title, {}, source, chart, grids[0], say=(f"{title}.", ask))
            return titled_by([slide], _shown(evidence, len(themes)))
    chart = _chart(evidence, boxes[Layout.CHART, Place.CHART])
    title = _volume_title(evidence, len(chart.bars), boxes[Layout.CHART, Place.TITLE])
    first = Slide(Layout.CHART, title, {}, source, chart, say=(f"{title}.", ask))
    return titled_by([first], _shown(evidence, len(chart.bars)))


def backup_slides(evidence: EventEvidence, boxes: fit.Boxes) -> list[Slide]:
    """Annex: every theme with its contributions, tables and votes, where the overview has no table."""
    themes = evidence.themes
    together = any(slide.table for slide in overview_slides(evidence, boxes))
    if not themes or together or not (_is_tabled(evidence) or len(themes) > MOST_BARS):
        return []
    grids = _grids(evidence, boxes[Layout.TABLE, Place.TABLE], with_contributions=True)
    columns = [word.lower() for word in grids[0].header[1:]]
    title = typeset(f"Annexe : {counted(len(themes), 'thème')}, en {listed(columns)}")
    say = (typeset("À montrer si un chiffre est demandé."), VOLUME_IS_NOT_WEIGHT)
    source = f"{source_line(evidence)} {VOLUME_IS_NOT_WEIGHT}"
    tables = [Slide(Layout.TABLE, title, {}, source, table=grid, say=say) for grid in grids]
    return titled_by(tables, _shown(evidence, len(themes)))


def _is_tabled(evidence: EventEvidence) -> bool:
    """Whether there is more to tell of the themes than their contributions."""
    shared = len(evidence.shares) > 1 and any(theme.shares for theme in evidence.themes)
    return shared or evidence.votes > 0


def _chart(evidence: EventEvidence, box: fit.Box) -> BarChart:
    bars = [
        Bar(typeset(theme.theme.name), len(theme.contributions), ids_of(theme))
        for theme in evidence.themes[:MOST_BARS]
    ]
    return bar_chart("Contributions par thème", "Contributions", bars, box)


def _grids(evidence: EventEvidence, box: fit.Box, *, with_contributions: bool) -> list[Grid]:
    shared = len(evidence.shares) > 1
    word = "Qualités" if evidence.event.kind.speaks_in_turn else "Tables"
    header = ["Thème", "Contributions"] if with_contributions else ["Thème"]
    header += [word] if shared else []
    header += ["Votes"] if evidence.votes else []
    rows, ids = [], []
    for theme in evidence.themes:
        row = [typeset(theme.theme.name)]
        row += [number(len(theme.contributions))] if with_contributions else []
        row += [f"{number(len(theme.shares))} sur {number(len(evidence.shares))}"] if shared else []
        row += [number(theme.votes)] if evidence.votes else []
        rows.append(tuple(row))
        ids.append(ids_of(theme))
    return grid_pages("Thèmes", tuple(header), rows, box, ids=ids)


def _shown(evidence: EventEvidence, themes: int) -> list[Contribution]:
    return [c for theme in evidence.themes[:themes] for c in theme.contributions]


def _volume_title(evidence: EventEvidence, shown: int, box: fit.Box) -> str:
    """How many contributions stand in how many themes; then how many of these every table spoke of."""
    text, everywhere = _volume(evidence, shown), _heard_everywhere(evidence)
    if everywhere and 1 < len(evidence.themes) <= shown:
        tables = number(len(evidence.shares))
        back = plural(everywhere, "revient", "reviennent")
        longer = typeset(f"{text} ; {number(everywhere)} {back} à chacune des {tables} tables")
        if fit.title_fits(longer, box):
            return longer
    return text


def _volume(evidence: EventEvidence, shown: int) -> str:
    total, themes = len(evidence.contributions), len(evidence.themes)
    held = sum(len(theme.contributions) for theme in evidence.themes[:shown])
    if shown < themes:
        text = f"{shown} thèmes sur {themes} réunissent {number(held)} contributions sur {number(total)}"
    elif held == total:
        gathered = plural(total, "se range", "se rangent")
        text = f"{counted(total, 'contribution')} {gathered} en {counted(themes, 'thème')}"
    else:
        gathered = plural(held, "se range", "se rangent")
        text = f"{counted(held, 'contribution')} sur {number(total)} {gathered} en {counted(themes, 'thème')}"
    return typeset(text)


def _heard_everywhere(evidence: EventEvidence) -> int:
    if not compares_tables(evidence):
        return 0
    return sum(len(theme.shares) == len(evidence.shares) for theme in evidence.themes)
