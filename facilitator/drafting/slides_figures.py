"""What received votes, in the deck itself; votes, tables and publics as charts before its annex."""

from collections.abc import Sequence
from dataclasses import replace

from facilitator.domain.contribution import Contribution, public_family
from facilitator.domain.evidence import EventEvidence, ThemeEvidence, by_votes, quotable
from facilitator.drafting import fit
from facilitator.drafting.bars import MOST_BARS, bar_chart, ids_of
from facilitator.drafting.quotations import FLOOR, text_slides
from facilitator.drafting.slides import (
    Bar,
    Layout,
    Line,
    Look,
    Place,
    Run,
    Slide,
    quoted_line,
    text_line,
    titled_by,
)
from facilitator.drafting.wording import NOT_REPRESENTATIVE, source_line
from facilitator.language.french import counted
from facilitator.language.typography import NO_BREAK, number, quote, typeset
from facilitator.language.wording import VOLUME_IS_NOT_WEIGHT

_MOST_PUBLICS = 6
_MOST_VOTED = 5
_VOTED_ROWS = 3  # of which one names the theme
_LEAST_BARS = 2
_NAME = 60  # characters of a theme's name beside its words
_MOST_TITLE = "Voici les {} paroles qui ont reçu le plus de votes"
_NOT_A_DECISION = typeset("Un vote dit une envie dans la salle, pas une décision.")


def voted_slides(evidence: EventEvidence, boxes: fit.Boxes) -> list[Slide]:
    """The words that received most votes; the themes that did, where the dots were put on themes alone."""
    aside = {c.id for c in evidence.off_topic}
    counted_all = by_votes(c for c in evidence.contributions if c.votes and c.id not in aside)
    voted = quotable(counted_all)
    if len(voted) < _LEAST_BARS:
        return _vote_chart(evidence, boxes, annex=False)
    box = boxes[Layout.TEXT, Place.TEXT]
    brief = [c for c in voted if fit.rows(_voted_line(c, evidence), FLOOR, box.width) <= _VOTED_ROWS]
    shown: list[Line] = []
    for said in brief[:_MOST_VOTED]:
        line = _voted_line(said, evidence)
        if fit.fits([*shown, line], box, FLOOR):
            shown.append(line)
    if not shown:
        return _vote_chart(evidence, boxes, annex=False)
    told = [c for c in voted if c.id in {line.ids[0] for line in shown}]
    title = _words_title(told, led=all(c in told or c.votes <= told[-1].votes for c in counted_all))
    say = (f"{title}.", _NOT_A_DECISION)
    slides = text_slides(title, shown, boxes, source=source_line(evidence), say=say)
    return titled_by(slides, told)


def _words_title(told: Sequence[Contribution], *, led: bool) -> str:
    """How many words are shown; ``led`` says that no others, longer or not to be shown, have more votes."""
    if len(told) == 1:
        return "La parole qui a reçu le plus de votes" if led else "Une parole parmi les plus votées"
    return _MOST_TITLE.format(len(told)) if led else f"{len(told)} paroles parmi les plus votées"


def _voted_line(said: Contribution, evidence: EventEvidence) -> Line:
    """« 5 votes », the words, and the theme they belong to."""
    theme = evidence.theme_of(said.id)
    label = text_line(typeset(f"{counted(said.votes, 'vote')} : "), Look.STRONG)
    line = quoted_line(said, credit=False)
    where: tuple[Run, ...] = ()
    if theme is not None:
        name = fit.shortened(theme.theme.name, lambda text: len(text) <= _NAME)
        where = (Run(f"\n—{NO_BREAK}{typeset(name)}", Look.CREDIT),)
    return replace(line, runs=(*label.runs, *line.runs, *where))


def vote_slides(evidence: EventEvidence, boxes: fit.Boxes) -> list[Slide]:
    """Annex: the votes of each theme, unless the deck itself shows them in place of words."""
    charted = any(slide.chart for slide in voted_slides(evidence, boxes))
    return [] if charted else _vote_chart(evidence, boxes, annex=True)


def _vote_chart(evidence: EventEvidence, boxes: fit.Boxes, *, annex: bool) -> list[Slide]:
    """The themes that received dots, most voted first; nothing where fewer than two did."""
    voted = sorted((theme for theme in evidence.themes if theme.votes), key=lambda theme: -theme.votes)
    if len(voted) < _LEAST_BARS:
        return []
    bars = [Bar(typeset(theme.theme.name), theme.votes, ids_of(theme)) for theme in voted[:MOST_BARS]]
    chart = bar_chart("Votes par thème", "Votes", bars, boxes[Layout.CHART, Place.CHART])
    title = (
        _annex_title(voted, evidence)
        if annex
        else _vote_title(voted, evidence, boxes[Layout.CHART, Place.TITLE])
    )
    say = (f"{title}.", _NOT_A_DECISION)
    return [Slide(Layout.CHART, title, {}, source_line(evidence), chart, say=say)]


def _annex_title(voted: Sequence[ThemeEvidence], evidence: EventEvidence) -> str:
    most = f"{number(voted[0].votes)} sur {number(evidence.votes)}"
    return typeset(f"Annexe : les votes par thème, {most} pour le plus voté")


def _vote_title(voted: Sequence[ThemeEvidence], evidence: EventEvidence, box: fit.Box) -> str:
    most, total = voted[0].votes, number(evidence.votes)
    first = [theme for theme in voted if theme.votes == most]
    if len(first) > 1:
        return typeset(f"{len(first)} thèmes sont les plus votés : {counted(most, 'vote')} chacun")

    def titled(name: str) -> str:
        return typeset(f"Thème le plus voté : {quote(name)}, {number(most)} sur {total}")

    return titled(fit.shortened(first[0].theme.name, lambda name: fit.title_fits(titled(name), box)))


def table_slides(evidence: EventEvidence, boxes: fit.Boxes) -> list[Slide]:
    """At how many tables each theme was heard; nothing at one table, or where people speak in turn."""
    themes = [theme for theme in evidence.themes if theme.shares][:MOST_BARS]
    if evidence.event.kind.speaks_in_turn or len(evidence.shares) < _LEAST_BARS or len(themes) < _LEAST_BARS:
        return []
    ordered = sorted(themes, key=lambda theme: -len(theme.shares))
    bars = [Bar(typeset(theme.theme.name), len(theme.shares), ids_of(theme)) for theme in ordered]
    chart = bar_chart("Tables par thème", "Tables", bars, boxes[Layout.CHART, Place.CHART])
    title = typeset(f"Annexe : combien des {number(len(evidence.shares))} tables ont parlé de chaque thème")
    say = (typeset("Le nombre de tables mesure mieux le partage que le nombre de contributions."),)
    return [Slide(Layout.CHART, title, {}, source_line(evidence), chart, say=say)]


def public_slides(evidence: EventEvidence, boxes: fit.Boxes) -> list[Slide]:
    """Each public counted: how many came, how much was heard of them; nothing where fewer than two were."""
    said = dict(evidence.publics)
    counts = {p.public: p.count for p in evidence.event.presences if p.count is not None}
    bars = [
        Bar(public, count, tuple(c.id for c in evidence.contributions if c.public == public), said[public])
        if public in said
        else Bar(public, count, (), _of_family(public, evidence))
        for public, count in counts.items()
        if count or public in said
    ][:_MOST_PUBLICS]
    if len(bars) < _LEAST_BARS or not any(bar.other for bar in bars):
        return []
    box = boxes[Layout.CHART, Place.CHART]
    name, other = "Présents et contributions, par public", "Contributions"
    chart = bar_chart(name, "Présents", bars, box, other=other)
    unheard = sum(bar.other == 0 for bar in bars)
    title = f"Annexe : contributions de chacun des {len(bars)} publics les plus présents"
    if len(bars) == sum(count > 0 for count in counts.values()):
        title = f"Annexe : {len(bars)} publics étaient là, chacun a contribué"
        if unheard:
            whom = "l'un d'eux" if unheard == 1 else f"{number(unheard)} d'entre eux"
            title = f"Annexe : {len(bars)} publics étaient là, rien n'est noté pour {whom}"
    say = (NOT_REPRESENTATIVE, VOLUME_IS_NOT_WEIGHT)
    return [Slide(Layout.CHART, typeset(title), {}, source_line(evidence), chart, say=say)]


def _of_family(public: str, evidence: EventEvidence) -> int:
    """What was said by a public that was counted as a family: « habitants » for all their publics."""
    family = public_family(public)
    if family is None or family.value != public:
        return 0
    return sum(public_family(c.quality or c.public or "") is family for c in evidence.contributions)
