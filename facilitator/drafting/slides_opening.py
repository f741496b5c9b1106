"""The slides that open a restitution: its title page, and what was asked."""

from collections.abc import Sequence

from facilitator.domain.contribution import fold
from facilitator.domain.demarche import Demarche
from facilitator.domain.event import Sequence as AskedSequence
from facilitator.domain.evidence import EventEvidence
from facilitator.drafting import fit
from facilitator.drafting.quotations import text_slides
from facilitator.drafting.slides import (
    Layout,
    Line,
    Look,
    Place,
    Run,
    Slide,
    TextBlock,
    heading,
    text_line,
    to_complete,
)
from facilitator.drafting.wording import source_line
from facilitator.language.french import counted, plural
from facilitator.language.typography import NO_BREAK, typeset
from facilitator.language.wording import event_heading

COVER_SIZES = (44, 40, 36, 32, 28)
_COVER_TEXT = {
    Place.SUBTITLE: (24, 22, 20, 18),
    Place.WHEN: (20, 18, 16, 14),
    Place.PARTNERS: (20, 18, 16, 14, 12),
}
_QUESTION_SIZES = (36, 32, 28, 24, 20)


def title_slide(evidence: EventEvidence, boxes: fit.Boxes) -> list[Slide]:
    """The event, its theme, when and where, and who commissioned and led it."""
    demarche, event = evidence.demarche, evidence.event
    when = [text_line(" · ".join(part for part in (event_heading(event), event.place) if part))]
    if event.held_on is None:
        when.append(to_complete("date"))
    theme = "" if fold(event.theme) in fold(event.title) else event.theme
    lines = {
        Place.SUBTITLE: [text_line(theme or demarche.title)],
        Place.WHEN: when,
        Place.PARTNERS: _partners(demarche, with_title=bool(theme)),
    }
    texts = {
        place: _cover_block(said, boxes[Layout.TITLE, place], _COVER_TEXT[place])
        for place, said in lines.items()
        if any(line.text for line in said)
    }
    title = event.title.strip() or event_heading(event)
    row = fit.Box(boxes[Layout.TITLE, Place.TITLE].width, fit.LINE_HEIGHT * COVER_SIZES[0])
    if not fit.title_fits(title, row, COVER_SIZES[0]):
        title = title.replace(" – ", " –\n", 1)  # « Atelier habitants – Petite enfance », parted at its dash
    say = typeset("Bienvenue : voici ce que vous avez dit, avec vos mots, et ce qui en sera fait.")
    return [Slide(Layout.TITLE, title, texts, say=(say,))]


def _partners(demarche: Demarche, *, with_title: bool) -> list[Line]:
    who = " · ".join(part for part in (demarche.client, demarche.caf, demarche.consultant) if part)
    lines = [demarche.title if with_title else "", who]
    if demarche.territory.fictive:
        lines.append(typeset("Exemple : territoire et personnes fictifs"))
    return [text_line(line) for line in lines if line]


def _cover_block(lines: Sequence[Line], box: fit.Box, sizes: Sequence[int]) -> TextBlock:
    """The lines at the largest size at which they fit; those too long even so are shortened."""
    block = fit.block(lines, box, sizes)
    if block:
        return block
    least = sizes[-1]
    row = fit.Box(box.width, fit.LINE_HEIGHT * least)

    def short(line: Line) -> Line:
        text = fit.shortened(line.text, lambda text: fit.fits([text_line(text)], row, least))
        return text_line(text, line.runs[0].look)

    return TextBlock(tuple(map(short, lines)), least)


def question_slides(evidence: EventEvidence, boxes: fit.Boxes) -> list[Slide]:
    """The question or questions word for word, and the method in a line; nothing where none is known."""
    asked = [sequence for sequence in evidence.event.sequences if sequence.question.strip()]
    if not asked:
        return []
    method = _method(evidence)
    several = f"{len(asked)} questions vous ont été posées"
    title = plural(len(asked), "Une question vous a été posée", several)
    say = (typeset("Relire la question telle qu'elle a été posée."), *([method] if method else []))
    source = source_line(evidence)
    if len(asked) == 1:
        question = fit.block([_question(asked[0])], boxes[Layout.QUESTION, Place.QUESTION], _QUESTION_SIZES)
        how = fit.block([text_line(method)], boxes[Layout.QUESTION, Place.METHOD]) if method else None
        if question and (how or not method):
            texts = {Place.QUESTION: question} | ({Place.METHOD: how} if how else {})
            return [Slide(Layout.QUESTION, title, texts, source, say=say)]
    lines = [line for sequence in asked for line in _question_lines(sequence)]
    lines += [text_line(method)] if method else []
    return text_slides(title, lines, boxes, source=source, say=say, most=8)


def _question(sequence: AskedSequence) -> Line:
    return Line((Run(f"«{NO_BREAK}"), Run(sequence.question, Look.STRONG), Run(f"{NO_BREAK}»")))


def _question_lines(sequence: AskedSequence) -> list[Line]:
    title = [heading(typeset(f"{sequence.number}. {sequence.title}"))] if sequence.title else []
    return [*title, _question(sequence)]


def _method(evidence: EventEvidence) -> str:
    event = evidence.event
    votes = ""
    if event.dots_per_person and evidence.votes:
        votes = f"{counted(event.dots_per_person, 'gommette')} par personne pour voter"
    tables = counted(len(event.tables), "table") if event.tables and (event.method or votes) else ""
    return " · ".join(part for part in (event.method.strip().removesuffix("."), tables, votes) if part)
