"""The slides that close a restitution: what to keep, where people differ, what is open, what comes next."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, islice, zip_longest

from facilitator.domain.contribution import Contribution, ContributionType
from facilitator.domain.evidence import EventEvidence, Rule, ThemeEvidence, choose_verbatims, quotable
from facilitator.domain.irony import statable
from facilitator.drafting import fit
from facilitator.drafting.quotations import FLOOR, column_slides, listing, text_slides
from facilitator.drafting.slides import (
    Layout,
    Line,
    Look,
    Place,
    Slide,
    heading,
    quoted_line,
    text_line,
    titled_by,
    to_complete,
)
from facilitator.drafting.wording import source_line
from facilitator.language.due_dates import due_date
from facilitator.language.french import counted, listed, plural
from facilitator.language.typography import NO_BREAK, quote, typeset

_MOST_KEPT = 5
_MOST_PER_COLUMN = 3
_MOST_ASIDE = 2
_MOST_DEBATES = 3
_MOST_UNSPOKEN = 5
_LABEL = 60  # characters of a theme's name before the words it groups
_AGAINST = (ContributionType.FAIBLESSE, ContributionType.VIGILANCE)


def keep_slides(evidence: EventEvidence, boxes: fit.Boxes) -> list[Slide]:
    """The strengths people named, one of each theme first; nothing where nobody named one."""
    forces = evidence.of_types(ContributionType.FORCE)
    if not forces:
        return []
    says = plural(len(forces), "dit", "disent")
    title = typeset(f"{counted(len(forces), 'contribution')} {says} ce qui marche déjà")
    groups = [theme.of_types(ContributionType.FORCE) for theme in evidence.themes]
    turns = [c for c in chain.from_iterable(zip_longest(*groups)) if c is not None]
    turns += [c for c in forces if c not in turns]
    lines = listing(
        heading("À préserver"),
        [_kept_line(said, evidence) for said in statable(quotable(turns))],
        forces,
        boxes[Layout.TEXT, Place.TEXT],
        _MOST_KEPT,
    )
    say = (f"{title}.", typeset("Remercier, puis demander ce qu'il ne faut surtout pas perdre."))
    slides = text_slides(title, lines, boxes, source=source_line(evidence), say=say)
    return titled_by(slides, forces)


def _kept_line(said: Contribution, evidence: EventEvidence) -> Line:
    """The words, who said them, under the name of their theme."""
    line, theme = quoted_line(said), evidence.theme_of(said.id)
    if theme is None:
        return line
    name = fit.shortened(theme.theme.name, lambda text: len(text) <= _LABEL)
    label = text_line(typeset(f"{name} : "), Look.STRONG)
    return replace(line, runs=(*label.runs, *line.runs))


def debate_slides(evidence: EventEvidence, boxes: fit.Boxes) -> list[Slide]:
    """The themes that people both praise and criticise, in two columns, without arbitrating."""
    return [slide for theme in debated_themes(evidence) for slide in _debate(theme, evidence, boxes)]


def debated_themes(evidence: EventEvidence) -> tuple[ThemeEvidence, ...]:
    """The themes that have a slide for their debate, the largest ones."""
    debated = (theme for theme in evidence.themes if any(s.rule is Rule.DEBATE for s in theme.statements))
    return tuple(islice(debated, _MOST_DEBATES))


def _debate(theme: ThemeEvidence, evidence: EventEvidence, boxes: fit.Boxes) -> list[Slide]:
    forces, against = theme.of_types(ContributionType.FORCE), theme.of_types(*_AGAINST)
    critics = counted(len(against), "faiblesse ou vigilance", "faiblesses ou vigilances")
    numbers = f"{counted(len(forces), 'force')}, {critics}"

    def titled(name: str) -> str:
        return typeset(f"{quote(name)} fait débat : {numbers}")

    box = boxes[Layout.COLUMNS, Place.TITLE]
    name = fit.shortened(theme.theme.name, lambda name: fit.title_fits(titled(name), box))
    left = _column(plural(len(forces), "Force", "Forces"), forces, boxes[Layout.COLUMNS, Place.LEFT])
    right = _column("Faiblesses et vigilances", against, boxes[Layout.COLUMNS, Place.RIGHT])
    say = ("Donner les deux avis sans trancher.", typeset("Demander : qu'est-ce qui les rapprocherait ?"))
    slides = column_slides(titled(name), left, right, boxes, source=source_line(evidence), say=say)
    return titled_by(slides, (*forces, *against))


def _column(
    title: str, everything: Sequence[Contribution], box: fit.Box, most: int = _MOST_PER_COLUMN
) -> list[Line]:
    if not everything:
        return []
    candidates = [quoted_line(said, credit_below=True) for said in statable(quotable(everything))]
    return listing(heading(title), candidates, everything, box, most)


def open_slides(evidence: EventEvidence, boxes: fit.Boxes) -> list[Slide]:
    """Questions asked, what is still to sort and what is off-topic; nothing where there is none of it."""
    questions = evidence.of_types(ContributionType.QUESTION)
    tray, off_topic = evidence.tray, evidence.off_topic
    if not (questions or tray or off_topic):
        return _blind_spots(evidence, boxes)
    both = bool(questions) and bool(tray or off_topic)
    box = boxes[Layout.COLUMNS, Place.LEFT] if both else boxes[Layout.TEXT, Place.TEXT]
    left = _column(plural(len(questions), "Question posée", "Questions posées"), questions, box)
    right = _aside(tray, off_topic, box)
    say = (
        typeset("Dire qui répondra à chaque question, et quand."),
        typeset("Rien n'est perdu : tout est en annexe."),
    )
    title = _open_title(len(questions), len(evidence.tray), len(off_topic))
    shown = column_slides(title, left, right, boxes, source=source_line(evidence), say=say)
    shown = titled_by(shown, {c.id: c for c in (*questions, *tray, *off_topic)}.values())
    return [*shown, *_blind_spots(evidence, boxes)]


def _blind_spots(evidence: EventEvidence, boxes: fit.Boxes) -> list[Slide]:
    """The thématiques of a CTG that nobody spoke of; nothing where each was, or where none was looked for."""
    unspoken = evidence.insight.unspoken
    if not unspoken:
        return []
    which = unspoken[0] if len(unspoken) == 1 else f"{len(unspoken)} {_thematiques(evidence)}"
    title = typeset(
        f"Personne n'a parlé de {which}" if len(unspoken) > 1 else f"Personne n'a parlé : {which}"
    )
    lines = [text_line(name, bullet=True) for name in unspoken[:_MOST_UNSPOKEN]]
    if len(unspoken) > _MOST_UNSPOKEN:
        lines.append(text_line(typeset(f"Et aussi : {listed(unspoken[_MOST_UNSPOKEN:])}"), bullet=True))
    read = typeset("Reconnu d'après les mots et les thèmes du mur : à vérifier avec la salle.")
    lines.append(text_line(read, Look.CREDIT))
    say = (
        f"{title}.",
        typeset("Se taire n'est pas dire que tout va bien : demander pourquoi, et qui n'était pas là."),
    )
    return text_slides(title, lines, boxes, source=source_line(evidence), say=say, most=8)


def _thematiques(evidence: EventEvidence) -> str:
    """What the thématiques are called: an event alone may have nothing to do with a CTG."""
    return "thématiques de la CTG" if evidence.demarche.etapes else "grandes thématiques sociales"


def _aside(tray: Sequence[Contribution], off_topic: Sequence[Contribution], box: fit.Box) -> list[Line]:
    """The tray, then what is off-topic, in one column: a quotation of each first, a second where it fits."""
    if not off_topic:
        return _tray_column(tray, box, _MOST_PER_COLUMN)
    if not tray:
        return _column("Hors sujet", off_topic, box, _MOST_PER_COLUMN)
    half = fit.Box(box.width, box.height / 2)
    above = _tray_column(tray, _beside(_column("Hors sujet", off_topic, half, 1), box), _MOST_ASIDE)
    return [*above, *_column("Hors sujet", off_topic, _beside(above, box), _MOST_ASIDE)]


def _beside(lines: Sequence[Line], box: fit.Box) -> fit.Box:
    """What ``lines`` leave of a box to a further heading."""
    taken = fit.height(lines, FLOOR, box.width) + fit.HEADING_GAP * FLOOR
    return fit.Box(box.width, box.height - taken)


def _tray_column(tray: Sequence[Contribution], box: fit.Box, most: int) -> list[Line]:
    """What fits no theme, the most telling words first; questions stand in their own column."""
    others = [c for c in quotable(tray) if c.type is not ContributionType.QUESTION]
    first = choose_verbatims(others, most)
    ordered = (*first, *(c for c in others if c not in first))
    candidates = [quoted_line(said, credit_below=True) for said in ordered]
    return listing(heading("À ranger"), candidates, tray, box, most)


def _open_title(questions: int, tray: int, off_topic: int) -> str:
    parts = []
    if questions:
        waits = plural(questions, "attend", "attendent")
        parts.append(f"{counted(questions, 'question')} {waits} une réponse")
    if tray:
        stays = plural(tray, "reste", "restent")
        parts.append(f"{counted(tray, 'contribution')} {stays} à ranger")
    if off_topic:
        is_ = plural(off_topic, "est", "sont")
        noun = "" if tray else f"{NO_BREAK}{plural(off_topic, 'contribution')}"
        parts.append(f"{off_topic}{noun} {is_} hors sujet")
    return typeset(listed(parts))


def next_slides(evidence: EventEvidence, boxes: fit.Boxes) -> list[Slide]:
    """Who does what and when, or the reminder that it must still be written."""
    steps = _in_order(evidence.event.next_steps or evidence.demarche.next_steps)
    if not steps:
        line = to_complete(
            typeset("Qui fait quoi, quand, et comment les participants seront informés de la suite.")
        )
        say = (typeset("À compléter avant la restitution."),)
        return text_slides(typeset("La suite de la démarche reste à écrire"), [line], boxes, say=say)
    title = plural(len(steps), "Voici la suite", f"Voici la suite, en {len(steps)} points")
    lines = [text_line(step, bullet=True) for step in steps]
    say = (typeset("Dire qui s'en charge, et comment chacun sera informé."),)
    return text_slides(title, lines, boxes, say=say, sizes=(28, *fit.BODY_SIZES))


def _in_order(steps: Sequence[str]) -> list[str]:
    """By date where each step names one; else in the order they were written in, which may mean something."""
    dates = {step: day for step in steps if (day := due_date(step))}
    return sorted(steps, key=lambda step: dates[step]) if len(dates) == len(set(steps)) else list(steps)
