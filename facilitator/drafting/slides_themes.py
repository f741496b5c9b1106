"""One slide for each theme of weight: what it is, what was said, word for word, and what was proposed."""

import re
from collections.abc import Sequence
from dataclasses import replace

from facilitator.domain.contribution import Contribution, ContributionType
from facilitator.domain.evidence import EventEvidence, Rule, Statement, ThemeEvidence, quotable
from facilitator.drafting import fit
from facilitator.drafting.quotations import FLOOR, text_slides
from facilitator.drafting.signals import with_strong_signals
from facilitator.drafting.slides import (
    Layout,
    Line,
    Look,
    Place,
    Run,
    Slide,
    TextBlock,
    quoted_line,
    text_line,
)
from facilitator.drafting.slides_also import also_slides
from facilitator.drafting.slides_closing import debated_themes
from facilitator.drafting.theme_blocks import compose, credited
from facilitator.drafting.theme_titles import Headline, Turn, headlines
from facilitator.drafting.wording import source_line, theme_figures
from facilitator.language.french import counted
from facilitator.language.typography import bound, quote, typeset
from facilitator.language.wording import VOLUME_IS_NOT_WEIGHT

_ENOUGH_LEFT = 3  # contributions that leave a slide full without the one in its title
MOST_THEMES = 6
_WEIGHT = (
    3  # contributions from which a theme has a slide of its own, one less where it got its share of votes
)


def major_themes(evidence: EventEvidence) -> tuple[ThemeEvidence, ...]:
    """The themes of weight, which have a slide each: the first six, or seven where there are no more
    (domaine.md § 4.1: slides 6 to 10).

    A theme of fewer than three contributions, or two and few votes, is told in brief (``slides_also``).
    """
    fair = evidence.votes / max(1, len(evidence.themes))
    heavy = [one for one in evidence.themes if len(one.contributions) >= _WEIGHT - (one.votes > fair)]
    return tuple(heavy if len(evidence.themes) <= MOST_THEMES + 1 else heavy[:MOST_THEMES])


def minor_themes(evidence: EventEvidence) -> tuple[ThemeEvidence, ...]:
    """The other themes, which share a slide."""
    major = {theme.theme.id for theme in major_themes(evidence)}
    return tuple(theme for theme in evidence.themes if theme.theme.id not in major)


def theme_slides(evidence: EventEvidence, boxes: fit.Boxes) -> list[Slide]:
    """A slide a theme of weight, more where its texts are too long, then the small themes in brief."""
    major = major_themes(evidence)
    slides = slides_of(major, evidence, boxes)
    return [*slides, *also_slides(evidence, minor_themes(evidence), boxes, alone=not major)]


def slides_of(major: Sequence[ThemeEvidence], evidence: EventEvidence, boxes: fit.Boxes) -> list[Slide]:
    """A slide for each of these themes, more where its texts are too long."""
    titles = headlines(major, evidence, boxes[Layout.THEME, Place.TITLE])
    shown = with_strong_signals(evidence)
    slides = []
    for theme in major:
        headline = titles[theme.theme.id]
        planned = _theme_slides(shown[theme.theme.id], headline, evidence, boxes)
        slides += [replace(slide, title_ids=headline.ids) for slide in planned]
    return slides


def _theme_slides(
    theme: ThemeEvidence, headline: Headline, evidence: EventEvidence, boxes: fit.Boxes
) -> list[Slide]:
    source = f"{source_line(evidence)} {VOLUME_IS_NOT_WEIGHT}"
    say = _say(theme, evidence)
    nameless = quotable(theme.contributions)
    short = [c for c in nameless if _stands(c, boxes[Layout.THEME, Place.VERBATIMS])]
    if nameless and not short:
        lines = [quoted_line(nameless[0], bullet=False)]
        return text_slides(headline.text, lines, boxes, source=source, say=say)
    if headline.turn in (Turn.VOTED, Turn.WORDS) and len(short) > _ENOUGH_LEFT:
        short = [c for c in short if c.id not in headline.ids]  # its words stand in the title already
    figures = _figures(theme, evidence)
    untold = replace(theme, statements=_not_in_title(theme, headline, evidence))
    layout, texts = compose(untold, short, figures, boxes) or _only_counted(theme, figures, boxes)
    return [Slide(layout, headline.text, texts, source, say=say)]


def _not_in_title(theme: ThemeEvidence, headline: Headline, evidence: EventEvidence) -> tuple[Statement, ...]:
    """What is left to note beside the words: neither what the title says nor what has a slide of its own."""
    told = {Turn.MAINLY: Rule.MAINLY, Turn.DEBATE: Rule.DEBATE}.get(headline.turn)
    debated = any(theme.theme.id == one.theme.id for one in debated_themes(evidence))
    return tuple(
        s for s in theme.statements if s.rule is not told and not (debated and s.rule is Rule.DEBATE)
    )


def _only_counted(
    theme: ThemeEvidence, figures: Line, boxes: fit.Boxes
) -> tuple[Layout, dict[Place, TextBlock]]:
    """Nothing that may be projected: every text may name somebody, and waits in the annex."""
    rest = text_line(f"{counted(len(theme.contributions), 'texte')} à lire en annexe", ids=figures.ids)
    layout = Layout.THEME_IN_ONE
    return layout, fit.blocks({Place.FIGURES: [figures], Place.FINDINGS: [rest]}, layout, boxes)


def _stands(said: Contribution, box: fit.Box) -> bool:
    """Whether a quotation leaves room for another beside it in the narrowest box."""
    half = fit.Box(box.width, box.height / 2)
    return "\n" not in said.text and fit.fits([credited(said)], half, FLOOR)


def _figures(theme: ThemeEvidence, evidence: EventEvidence) -> Line:
    """« 12 contributions · 4 tables sur 5 · 17 votes », the numbers in bold."""
    parts = re.split(r"(\d[\d\u202f]*)", bound(theme_figures(theme, evidence)))
    runs = tuple(Run(part, Look.ACCENT if part[0].isdigit() else Look.PLAIN) for part in parts if part)
    return Line(runs, tuple(c.id for c in theme.contributions))


def _say(theme: ThemeEvidence, evidence: EventEvidence) -> tuple[str, ...]:
    """Two to four sentences: the subject with its counts, what leads in it, then what to ask the room."""
    total = f"{counted(len(theme.contributions), 'contribution')} sur {len(evidence.contributions)}"
    sentences = [f"{quote(theme.theme.name)} : {total}."]
    voted = max(quotable(theme.of_types(ContributionType.PROPOSITION)), key=lambda c: c.votes, default=None)
    if voted is not None and voted.votes:
        sentences.append(
            f"Proposition la plus votée du thème : n° {voted.number}, {counted(voted.votes, 'vote')}."
        )
    rules = {statement.rule for statement in theme.statements}
    if Rule.DEBATE in rules:
        sentences.append("Donner les deux avis sans trancher.")
    elif Rule.SINGLE_TABLE in rules:
        sentences.append("Ce sujet vient d'une seule table : demander aux autres si elles s'y reconnaissent.")
    else:
        sentences.append("Lire les paroles telles quelles, puis demander : qui le dit autrement ?")
    if Rule.SIGNAL in rules:
        sentences.append(
            "Le signal compare des nombres de contributions : demander à la salle ce qu'elle en pense."
        )
    return tuple(typeset(sentence) for sentence in sentences)
