"""One slide for each major theme: what it is, what was said, word for word, and what was proposed."""

import re
from dataclasses import replace

from facilitator.domain.contribution import Contribution
from facilitator.domain.evidence import EventEvidence, Rule, ThemeEvidence, quotable
from facilitator.drafting import fit
from facilitator.drafting.quotations import FLOOR, text_slides
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
    titled_by,
)
from facilitator.drafting.theme_blocks import compose, credited
from facilitator.drafting.wording import source_line, theme_figures, theme_title
from facilitator.language.french import counted
from facilitator.language.typography import quote, typeset
from facilitator.language.wording import VOLUME_IS_NOT_WEIGHT

_MAJOR = 5


def major_themes(evidence: EventEvidence) -> tuple[ThemeEvidence, ...]:
    """The first five themes, or six where the sixth is as large as the fifth.

    A theme of one contribution without a vote is left to the overview and the annex, unless the wall
    has no other.
    """
    several = tuple(theme for theme in evidence.themes if len(theme.contributions) > 1 or theme.votes)
    themes = several or evidence.themes
    sizes = [len(theme.contributions) for theme in themes]
    tied = len(sizes) > _MAJOR and sizes[_MAJOR] == sizes[_MAJOR - 1]
    return themes[: _MAJOR + tied]


def theme_slides(evidence: EventEvidence, boxes: fit.Boxes) -> list[Slide]:
    """A slide a major theme, and a further one where all its texts are too long to stand side by side."""
    return [
        slide
        for theme in major_themes(evidence)
        for slide in titled_by(_theme_slides(theme, evidence, boxes), theme.contributions)
    ]


def short_theme_title(theme: ThemeEvidence, evidence: EventEvidence, box: fit.Box) -> str:
    """The theme's title, its name shortened to what a title can hold."""

    def titled(name: str) -> str:
        return theme_title(replace(theme, theme=replace(theme.theme, name=name)), evidence)

    return titled(fit.shortened(theme.theme.name, lambda name: fit.title_fits(titled(name), box)))


def _theme_slides(theme: ThemeEvidence, evidence: EventEvidence, boxes: fit.Boxes) -> list[Slide]:
    title = short_theme_title(theme, evidence, boxes[Layout.THEME, Place.TITLE])
    source = f"{source_line(evidence)} {VOLUME_IS_NOT_WEIGHT}"
    say = _say(theme, evidence)
    nameless = quotable(theme.contributions)
    short = [c for c in nameless if _stands(c, boxes[Layout.THEME, Place.VERBATIMS])]
    if nameless and not short:
        lines = [quoted_line(nameless[0], bullet=False)]
        return text_slides(title, lines, boxes, source=source, say=say)
    figures = _figures(theme, evidence)
    layout, texts = compose(theme, short, figures, boxes) or _only_counted(theme, figures, boxes)
    return [Slide(layout, title, texts, source, say=say)]


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
    parts = re.split(r"(\d[\d\u202f]*)", theme_figures(theme, evidence))
    runs = tuple(Run(part, Look.ACCENT if part[0].isdigit() else Look.PLAIN) for part in parts if part)
    return Line(runs, tuple(c.id for c in theme.contributions))


def _say(theme: ThemeEvidence, evidence: EventEvidence) -> tuple[str, ...]:
    total = f"{counted(len(theme.contributions), 'contribution')} sur {len(evidence.contributions)}"
    sentences = [f"{quote(theme.theme.name)} : {total}."]
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
