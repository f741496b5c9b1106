"""The slide on where the démarche stands: its étapes in order, the current one named as such."""

from dataclasses import replace
from datetime import date

from facilitator.domain.demarche import Etape, EtapeState
from facilitator.domain.evidence import EventEvidence
from facilitator.drafting import fit
from facilitator.drafting.quotations import text_slides
from facilitator.drafting.slides import Layout, Line, Look, Place, Slide, Step, Timeline, text_line
from facilitator.language.french import counted, plural, written_period
from facilitator.language.typography import typeset

_STATES = {
    EtapeState.DONE: "Faite",
    EtapeState.CURRENT: "En cours",
    EtapeState.PLANNED: "À venir",
}
_ROW_OF_STEPS = 5
_MOST_STEPS = 8
_SIZES = (24, 22, 20)
STEP_GAP, ARROW_HEIGHT = 12.0, 54.0  # points


def progress_slide(evidence: EventEvidence, boxes: fit.Boxes) -> list[Slide]:
    """The étapes this mission retained, the current one marked; nothing where it retained none."""
    etapes = tuple(_on(evidence.event.held_on, etape) for etape in evidence.demarche.etapes)
    if not etapes:
        return []
    title = _title(etapes)
    say = (f"{title}.", typeset("Dire ce qui a déjà été fait et ce que deviendra la parole recueillie."))
    per_row = len(etapes) if len(etapes) <= _ROW_OF_STEPS else (len(etapes) + 1) // 2
    size = _size(etapes, per_row, boxes[Layout.TIMELINE, Place.TIMELINE])
    if size is None:
        return text_slides(title, [_as_line(etape) for etape in etapes], boxes, say=say)
    timeline = Timeline("Étapes de la démarche", tuple(map(_step, etapes)), per_row, size)
    return [Slide(Layout.TIMELINE, title, timeline=timeline, say=say)]


def _on(day: date | None, etape: Etape) -> Etape:
    """The étape as it stood on the day of the event, where both are dated; else as the démarche says."""
    if day is None or etape.starts is None or etape.ends is None:
        return etape
    if day < etape.starts:
        return replace(etape, state=EtapeState.PLANNED)
    return replace(etape, state=EtapeState.DONE if day > etape.ends else EtapeState.CURRENT)


def _title(etapes: tuple[Etape, ...]) -> str:
    current = [index for index, etape in enumerate(etapes) if etape.state is EtapeState.CURRENT]
    if len(current) == 1:
        where = f"Nous en sommes à l'étape {current[0] + 1} sur {len(etapes)} : {etapes[current[0]].title}"
    elif current:
        where = f"{len(current)} étapes sur {len(etapes)} sont en cours"
    elif all(etape.state is EtapeState.DONE for etape in etapes):
        where = plural(
            len(etapes), "L'étape de la démarche est faite", "Les étapes de la démarche sont faites"
        )
    else:
        done = sum(etape.state is EtapeState.DONE for etape in etapes)
        where = f"{counted(done, 'étape')} sur {len(etapes)} {plural(done, 'est faite', 'sont faites')}"
    return typeset(where)


def _step(etape: Etape) -> Step:
    period = written_period(etape.starts, etape.ends)
    current = etape.state is EtapeState.CURRENT
    done = etape.state is EtapeState.DONE
    return Step(etape.title, period[:1].upper() + period[1:], _STATES[etape.state], current, done)


def step_lines(step: Step) -> list[Line]:
    """What stands under the arrow of an étape: its title, in bold where it is under way, and when."""
    look = Look.STRONG if step.current else Look.PLAIN
    return [text_line(step.title, look), *([text_line(step.period, Look.CREDIT)] if step.period else [])]


def _size(etapes: tuple[Etape, ...], per_row: int, box: fit.Box) -> int | None:
    """The size at which each étape stands in its part of the timeline, no word broken, or None."""
    if len(etapes) > _MOST_STEPS:
        return None
    rows = -(-len(etapes) // per_row)
    room = fit.Box(box.width / per_row - STEP_GAP, box.height / rows - ARROW_HEIGHT - 2 * STEP_GAP)
    return next((size for size in _SIZES if all(_step_fits(_step(e), room, size) for e in etapes)), None)


def _step_fits(step: Step, room: fit.Box, size: int) -> bool:
    words = [word for line in step_lines(step) for word in line.text.split(" ")]
    widest = max(fit.text_width(word, size, bold=True) for word in words)
    arrow = fit.text_width(step.state, size, bold=True) + ARROW_HEIGHT
    return widest < room.width and arrow < room.width and fit.fits(step_lines(step), room, size)


def _as_line(etape: Etape) -> Line:
    """An étape of a démarche that has too many for a timeline."""
    step = _step(etape)
    about = " · ".join(part for part in (step.period, step.state) if part)
    return text_line(
        typeset(f"{step.title} : {about}"), Look.STRONG if step.current else Look.PLAIN, bullet=True
    )
