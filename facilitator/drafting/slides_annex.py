"""The annex: every contribution by theme, in its own words, with its number; nothing is left out."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from facilitator.domain.contribution import Contribution
from facilitator.domain.evidence import EventEvidence
from facilitator.drafting import fit
from facilitator.drafting.slides import (
    Layout,
    Line,
    Look,
    Place,
    Run,
    Slide,
    TextBlock,
    heading,
    quoted_line,
    titled_by,
)
from facilitator.drafting.wording import source_line
from facilitator.language.french import counted
from facilitator.language.typography import number, typeset

SIZE = 12
_NAME_ROWS = 5


def annex_slides(evidence: EventEvidence, boxes: fit.Boxes) -> list[Slide]:
    """All contributions in two columns, over as many slides as they need."""
    # the narrower and lower of both columns, so that a client's gabarit may have uneven ones
    columns = [boxes[Layout.ANNEX, place] for place in (Place.LEFT, Place.RIGHT)]
    box = fit.Box(min(c.width for c in columns), min(c.height for c in columns))
    pages = list(_pages(_groups(evidence), box))
    count = (len(pages) + 1) // 2
    total = counted(len(evidence.contributions), "contribution")
    source = typeset(f"{source_line(evidence)} Textes d'origine, dans l'ordre de leur numéro.")
    say = (typeset("Ne se projette pas : à remettre avec le diaporama."),)
    slides = []
    for index in range(count):
        texts = {Place.LEFT: TextBlock(pages[2 * index], SIZE)}
        if 2 * index + 1 < len(pages):
            texts[Place.RIGHT] = TextBlock(pages[2 * index + 1], SIZE)
        part = f" ({index + 1}/{count})" if count > 1 else ""
        title = typeset(f"Annexe{part} : {total}, mot pour mot, par thème")
        slides.append(Slide(Layout.ANNEX, title, texts, source, say=say))
    return titled_by(slides, evidence.contributions)


def _groups(evidence: EventEvidence) -> Iterator[tuple[str, tuple[Contribution, ...]]]:
    for theme in evidence.themes:
        yield typeset(theme.theme.name), theme.contributions
    yield "À ranger", evidence.tray
    yield "Hors sujet", evidence.off_topic


def _pages(
    groups: Iterable[tuple[str, tuple[Contribution, ...]]], box: fit.Box
) -> Iterator[tuple[Line, ...]]:
    """Columns of lines; a group that goes on in a further column has its name repeated there."""
    page: list[Line] = []
    for name, contributions in groups:
        label = fit.shortened(name, lambda text: fit.rows(heading(text), SIZE, box.width) <= _NAME_ROWS)
        heads = [heading(f"{label} ({number(len(contributions))})")]
        under = _under(heads[0], box)
        for said in sorted(contributions, key=lambda c: c.number):
            for line in fit.pieces(_line(said), under, SIZE):
                if page and not fit.fits([*page, *heads, line], box, SIZE):
                    yield tuple(page)
                    page = []
                    heads = heads or [heading(f"{label} (suite)")]
                page += [*heads, line]
                heads = []
    if page:
        yield tuple(page)


def _under(head: Line, box: fit.Box) -> fit.Box:
    """What a heading leaves of a column."""
    taken = fit.height([head], SIZE, box.width) + fit.PARAGRAPH_GAP * SIZE
    return fit.Box(box.width, box.height - taken)


def _line(said: Contribution) -> Line:
    """« n° 12, constat : « words » — who · votes »."""
    line = quoted_line(said, votes=True, bullet=False)
    kind = f", {said.type.value}" if said.type else ""
    label = (Run(typeset(f"n° {said.number}"), Look.STRONG), Run(typeset(f"{kind} : "), Look.CREDIT))
    return replace(line, runs=(*label, *line.runs))
