"""The answers to a question as a picture: a bar for each answer, its count and its part written beside it.

    charts = Charts()
    charts.of(count)      the picture's place in the text, None where a question has none
    charts.drawn          the pictures, by the names that the text calls them

Answers keep the order of the questionnaire where it means something (ages, scales); what was ticked among
several, or ranked, is in the order of the counts. Nobody's silence is a bar: the base is told in the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from facilitator.charts.bars import Bar, Group, draw_bars, draw_grouped
from facilitator.charts.sheet import Sheet, Words
from facilitator.domain.survey import QuestionKind
from facilitator.domain.survey_counts import Count, QuestionCount
from facilitator.language.typography import typeset
from facilitator.press.markdown import pictured
from facilitator.prompts import Markdown

FEWEST_FOR_SHARES = 30
"""Below so many answers a share says more than it knows (domaine.md § 4.8)."""
WIDTH = "16cm"
_SHEET = Sheet(titled=False)
_SORTED = (QuestionKind.MANY, QuestionKind.RANKING)


@dataclass(slots=True)
class Charts:
    """The pictures drawn for one document, by name."""

    drawn: dict[str, bytes] = field(default_factory=dict)

    def of(self, one: QuestionCount) -> Markdown | None:
        """The picture of a question; None for one of words or numbers, or that nobody answered."""
        if one.rows and one.answered:
            groups = [Group(typeset(row.label), tuple(_bars(row.counts, row.answered))) for row in one.rows]
            picture = draw_grouped(groups, _WORDS, "png", _SHEET)
            told = " ; ".join(f"{group.label} : {_told(group.bars)}" for group in groups)
        elif one.counts and one.answered:
            bars = tuple(_bars(_ordered(one), one.answered))
            picture = draw_bars(bars, _WORDS, "png", _SHEET)
            told = _told(bars)
        else:
            return None
        name = f"{one.question.code}.png"
        self.drawn[name] = picture
        return pictured(name, typeset(f"Graphique en barres. {told}."), WIDTH)


_WORDS = Words("", "")


def share_told(people: int, answered: int) -> str:
    """« 42 % », empty under 30 answers."""
    if answered < FEWEST_FOR_SHARES:
        return ""
    return typeset(f"{rounded(people, answered)} %")


def rounded(people: int, answered: int) -> int:
    """A part in whole hundredths, halves upwards."""
    return (200 * people + answered) // (2 * answered)


def _ordered(one: QuestionCount) -> Sequence[Count]:
    if one.question.kind in _SORTED:
        return sorted(one.counts, key=lambda count: -count.people)
    return one.counts


def _bars(counts: Sequence[Count], answered: int) -> list[Bar]:
    return [Bar(typeset(each.label), float(each.people), _shown(each.people, answered)) for each in counts]


def _shown(people: int, answered: int) -> str:
    """« 58 (42 %) »: the count first, since the part alone hides how few they may be."""
    part = share_told(people, answered)
    return f"{people} ({part})" if part else str(people)


def _told(bars: Sequence[Bar]) -> str:
    return ", ".join(f"{bar.label} {bar.shown}" for bar in bars)
