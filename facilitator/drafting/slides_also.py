"""« Et aussi »: the themes too small for a slide of their own, each with its figures and some words."""

import math
from collections.abc import Iterator, Sequence

from facilitator.domain.evidence import EventEvidence, ThemeEvidence, choose_verbatims, quotable
from facilitator.drafting import fit
from facilitator.drafting.bars import ids_of
from facilitator.drafting.quotations import FLOOR, text_slides
from facilitator.drafting.slides import Layout, Line, Look, Place, Slide, heading, quoted_line, text_line
from facilitator.drafting.wording import source_line, theme_figures
from facilitator.language.french import counted, plural
from facilitator.language.typography import typeset

_MOST_SHOWN = 8
_MOST_LINES = 9  # four themes of two lines, and how many more there are
_WORDS_ROWS = 2


def also_slides(
    evidence: EventEvidence, others: Sequence[ThemeEvidence], boxes: fit.Boxes, *, alone: bool = False
) -> list[Slide]:
    """These themes in brief; nothing where there is none. ``alone`` says that no theme has its own slide."""
    if not others:
        return []
    held = sum(len(theme.contributions) for theme in others)
    which = counted(len(others), "thème") if alone else counted(len(others), "autre thème", "autres thèmes")
    title = typeset(f"{'' if alone else 'Et aussi : '}{which}, {counted(held, 'contribution')}")
    box = boxes[Layout.TEXT, Place.TEXT]
    lines = [line for theme in others[:_MOST_SHOWN] for line in _in_brief(theme, evidence, box)]
    left = others[_MOST_SHOWN:]
    if left:
        rest = f"Et {counted(len(left), 'thème')} de plus, en annexe"
        lines.append(text_line(rest, Look.CREDIT, ids=tuple(id_ for theme in left for id_ in ids_of(theme))))
    which = plural(len(others), "Ce sujet compte", "Ces sujets comptent")
    say = (
        typeset(f"{which} moins de contributions : ce n'est pas un classement d'importance."),
        typeset("Demander : faut-il en parler davantage ?"),
    )
    slides = math.ceil(len(lines) / _MOST_LINES)
    each = math.ceil(len(lines) / slides)  # shared out evenly, a theme's two lines together
    return text_slides(title, lines, boxes, source=source_line(evidence), say=say, most=each + each % 2)


def _in_brief(theme: ThemeEvidence, evidence: EventEvidence, box: fit.Box) -> Iterator[Line]:
    """« Prévention · 2 contributions · 5 votes », then somebody's words on it, if any may be shown."""
    ids = ids_of(theme)

    def labelled(name: str) -> Line:
        return heading(typeset(f"{name} · {theme_figures(theme, evidence)}"), ids=ids)

    name = fit.shortened(
        theme.theme.name, lambda name: fit.rows(labelled(name), fit.BODY_SIZES[0], box.width) <= 1
    )
    yield labelled(name)
    brief = [
        c for c in quotable(theme.contributions) if fit.rows(quoted_line(c), FLOOR, box.width) <= _WORDS_ROWS
    ]
    words = choose_verbatims(brief, 1)
    if words:
        yield quoted_line(words[0])
    else:
        yield text_line(f"{counted(len(ids), 'texte')} à lire en annexe", ids=ids)
