"""Further charts: votes in the deck itself, tables and publics before its annex."""

from facilitator.domain.contribution import public_family
from facilitator.domain.evidence import EventEvidence
from facilitator.drafting import fit
from facilitator.drafting.bars import MOST_BARS, bar_chart, ids_of
from facilitator.drafting.slides import Bar, Layout, Place, Slide
from facilitator.drafting.wording import NOT_REPRESENTATIVE, source_line
from facilitator.language.french import counted
from facilitator.language.typography import number, quote, typeset
from facilitator.language.wording import VOLUME_IS_NOT_WEIGHT

_MOST_PUBLICS = 6
_LEAST_BARS = 2


def vote_slides(evidence: EventEvidence, boxes: fit.Boxes) -> list[Slide]:
    """The themes that received dots, most voted first; nothing where fewer than two did."""
    voted = sorted((theme for theme in evidence.themes if theme.votes), key=lambda theme: -theme.votes)
    if len(voted) < _LEAST_BARS:
        return []
    bars = [Bar(typeset(theme.theme.name), theme.votes, ids_of(theme)) for theme in voted[:MOST_BARS]]
    chart = bar_chart("Votes par thème", "Votes", bars, boxes[Layout.CHART, Place.CHART])
    most, total = voted[0].votes, number(evidence.votes)
    first = [theme for theme in voted if theme.votes == most]
    if len(first) > 1:
        title = f"{len(first)} thèmes sont les plus votés : {counted(most, 'vote')} chacun"
    else:
        box = boxes[Layout.CHART, Place.TITLE]

        def titled(name: str) -> str:
            return typeset(f"Thème le plus voté : {quote(name)}, {number(most)} sur {total}")

        title = titled(fit.shortened(voted[0].theme.name, lambda name: fit.title_fits(titled(name), box)))
    say = (f"{typeset(title)}.", typeset("Un vote dit une envie dans la salle, pas une décision."))
    return [Slide(Layout.CHART, typeset(title), {}, source_line(evidence), chart, say=say)]


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
