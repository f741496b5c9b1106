"""The overview: every theme with its contributions as bars, then as a table with tables and votes."""

from facilitator.domain.contribution import Contribution
from facilitator.domain.evidence import EventEvidence
from facilitator.drafting import fit
from facilitator.drafting.bars import MOST_BARS, bar_chart, ids_of
from facilitator.drafting.grids import grid_pages
from facilitator.drafting.slides import Bar, BarChart, Grid, Layout, Place, Slide, titled_by
from facilitator.drafting.wording import source_line
from facilitator.language.french import counted, plural
from facilitator.language.typography import number, quote, typeset
from facilitator.language.wording import VOLUME_IS_NOT_WEIGHT

_TOGETHER = 5  # themes up to which chart and table share a slide


def overview_slides(evidence: EventEvidence, boxes: fit.Boxes) -> list[Slide]:
    """Bars and table of the themes; nothing where no theme was made."""
    themes = evidence.themes
    if not themes:
        return []
    source = f"{source_line(evidence)} {VOLUME_IS_NOT_WEIGHT}"
    ask = typeset("Laisser lire, puis demander : quel sujet manque-t-il ?")
    shared = len(evidence.shares) > 1 and any(theme.shares for theme in themes)
    tabled = shared or evidence.votes > 0
    if tabled and len(themes) <= _TOGETHER:
        chart = _chart(evidence, boxes[Layout.CHART_AND_TABLE, Place.CHART])
        grids = _grids(evidence, boxes[Layout.CHART_AND_TABLE, Place.TABLE], with_contributions=False)
        if len(grids) == 1:
            title = _volume_title(evidence, len(themes))
            slide = Slide(Layout.CHART_AND_TABLE, title, {}, source, chart, grids[0], say=(f"{title}.", ask))
            return titled_by([slide], _shown(evidence, len(themes)))
    chart = _chart(evidence, boxes[Layout.CHART, Place.CHART])
    title = _volume_title(evidence, len(chart.bars))
    first = Slide(Layout.CHART, title, {}, source, chart, say=(f"{title}.", ask))
    slides = titled_by([first], _shown(evidence, len(chart.bars)))
    if tabled or len(themes) > len(chart.bars):
        title = _shared_title(evidence)
        say = (f"{title}.", VOLUME_IS_NOT_WEIGHT)
        grids = _grids(evidence, boxes[Layout.TABLE, Place.TABLE], with_contributions=True)
        tables = [Slide(Layout.TABLE, title, {}, source, table=grid, say=say) for grid in grids]
        slides += titled_by(tables, _shown(evidence, len(themes)))
    return slides


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


def _volume_title(evidence: EventEvidence, shown: int) -> str:
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
    if evidence.event.kind.speaks_in_turn or len(evidence.shares) < 2:
        return 0
    return sum(len(theme.shares) == len(evidence.shares) for theme in evidence.themes)


def _shared_title(evidence: EventEvidence) -> str:
    """What the table shows best: themes heard at every table, else the most shared, else the most voted."""
    themes, tables = evidence.themes, len(evidence.shares)
    everywhere = _heard_everywhere(evidence)
    if everywhere == len(themes):
        return typeset(f"Les {len(themes)} thèmes sont revenus à chacune des {number(tables)} tables")
    if everywhere:
        back = plural(everywhere, "est revenu", "sont revenus")
        counted_themes = f"{counted(everywhere, 'thème')} sur {len(themes)}"
        return typeset(f"{counted_themes} {back} à chacune des {number(tables)} tables")
    shares = sorted((len(theme.shares) for theme in themes), reverse=True)
    if tables > 1 and shares[0]:
        word = "qualité" if evidence.event.kind.speaks_in_turn else "table"
        by = "par" if evidence.event.kind.speaks_in_turn else "à"
        most = f"{counted(shares[0], word)} sur {number(tables)}"
        ahead = shares.count(shares[0])
        if ahead == len(shares):
            return typeset(f"Chaque thème a été dit {by} {most}")
        if ahead > 1:
            return typeset(f"{ahead} thèmes sont les plus partagés : dits {by} {most}")
        return typeset(f"Le thème le plus partagé a été dit {by} {most}")
    if evidence.votes:
        first = max(themes, key=lambda theme: theme.votes)
        votes = f"{counted(first.votes, 'vote')} sur {number(evidence.votes)}"
        return typeset(f"{quote(first.theme.name)} : {votes}")
    return typeset(f"La liste complète compte {counted(len(themes), 'thème')}")
