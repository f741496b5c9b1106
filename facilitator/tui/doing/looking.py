"""Commands that find, narrow or see otherwise; nothing on the wall changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from facilitator.domain.capture import Recording, Seat, Seating, read_line
from facilitator.domain.contribution import fold
from facilitator.errors import UsageError
from facilitator.language.french import counted, plural
from facilitator.language.typography import quote, typeset
from facilitator.tui.live import Filter
from facilitator.workshop.asked import theme_named

if TYPE_CHECKING:
    from facilitator.assistant.answer import Answer
    from facilitator.domain.lens import Lens, LensKind
    from facilitator.tui.desk import Desk
    from facilitator.workshop.reports import Step
    from facilitator.workshop.views import Repeated
    from facilitator.workshop.workshop import Workshop

_SHOWN = 30
_PERHAPS = 3


def find(desk: Desk, argument: str) -> None:
    """The contributions that hold all these words, without accents or capitals."""
    words = fold(argument).split()
    if not words:
        raise UsageError("Quels mots ?", next_step="Par exemple : /chercher crèche")
    found = [one for one in desk.live.contributions if all(word in fold(one.text) for word in words)]
    if not found:
        desk.say(typeset(f"Aucune contribution ne contient {quote(argument)}."), "warning")
        return
    verb = plural(len(found), "contient", "contiennent")
    desk.say(typeset(f"{counted(len(found), 'contribution')} {verb} {quote(argument)} :"))
    desk.quote(found[:_SHOWN])
    if len(found) > _SHOWN:
        desk.say(f"… et {counted(len(found) - _SHOWN, 'autre')} : ajoutez un mot.")


def narrow(desk: Desk, argument: str) -> None:
    """Show only what is of a table, public, type or theme, or holds some words; alone: everything."""
    if not argument:
        desk.narrow(Filter())
        return
    room = desk.live.room
    reading = read_line(argument, Seat(), room)
    if isinstance(reading, Seating):
        seat, words, theme = reading.seat, "", None
    elif isinstance(reading, Recording):
        entry = reading.entries[0]
        seat = Seat(entry.table, entry.public, entry.quality, entry.type)
        words, theme = entry.text, entry.theme
    elif argument.startswith("#"):
        seat, words, theme = Seat(), "", argument.lstrip("#")
    else:
        raise UsageError(
            f"{quote(argument)} ne désigne rien ici.", next_step="Par exemple : /filtrer @3 !besoin crèche"
        )
    theme_id = None if theme is None else theme_named(theme, desk.live.sorting.themes).id
    desk.narrow(Filter(argument, seat, words, theme_id))


def notes(desk: Desk, argument: str) -> None:
    """Silence the assistant's remarks, or let them come again."""
    off = fold(argument) in ("non", "off", "stop")
    desk.live.remarks = not off
    desk.say("L’assistant se tait." if off else "L’assistant fera ses remarques.")


def ask(desk: Desk, question: str) -> None:
    """A question to the assistant, answered in the conversation."""
    desk.say_as_is(question, "question")
    desk.work_aside(
        lambda: desk.aside.run(_answer, question, step=desk.hands.step),
        lambda answer: tell_answer(desk, answer),
        busy="Recherche",
    )


def _answer(workshop: Workshop, step: Step, question: str) -> Answer:
    """Done in the process aside."""
    return workshop.assistant.ask(question, step=step)


def tell_answer(desk: Desk, answer: Answer) -> None:
    """An answer in its three parts; what was said here is quoted so that Enter opens it."""
    here = desk.live.event.id
    lines = [answer.understood, *answer.notes]
    for heading, facts in (("Ce qui est dit", answer.said), ("Par qui", answer.by_whom)):
        lines += [f"{heading} :", *(f"  {fact.text}" for fact in facts)] if facts else []
    desk.say("\n".join(line for line in lines if line), "answer")
    desk.quote([one.contribution for one in answer.found[:_SHOWN] if one.contribution.event_id == here])
    away = [one for one in answer.found[:_SHOWN] if one.contribution.event_id != here]
    if away:
        desk.say("\n".join(["Dans les autres événements :", *(f"  {one.line}" for one in away)]), "answer")
    if len(answer.found) > _SHOWN:
        desk.say(f"… et {counted(len(answer.found) - _SHOWN, 'autre')}.")
    if answer.unsaid:
        desk.say(
            "\n".join(["Ce que personne n’a dit :", *(f"  {fact.text}" for fact in answer.unsaid)]), "answer"
        )
    if answer.perhaps:
        close = answer.perhaps[:_PERHAPS]
        desk.say("\n".join(["Peut-être aussi :", *(f"  {one.line}" for one in close)]), "answer")
    desk.answered()


def lens(desk: Desk, argument: str) -> None:
    """The wall by subject, type, public or thématique."""
    from facilitator.workshop import lens_asked

    through(desk, lens_asked(argument or "thematique"), desk.app.see)


def through(desk: Desk, kind: LensKind, then: Callable[[Lens], None]) -> None:
    """Have the wall seen through a lens in the process aside, then ``then``."""
    slug = desk.live.event.slug
    desk.work_aside(lambda: desk.aside.run(_lens, slug, kind, step=desk.hands.step), then, busy="Lentille")


def _lens(workshop: Workshop, step: Step, slug: str, kind: LensKind) -> Lens:
    """Done in the process aside."""
    (event,) = workshop.events(slug)
    return workshop.lens(event, kind, step)


def doubles(desk: Desk, _: str) -> None:
    """What seems to be said twice; nothing is merged."""
    from facilitator.workshop.views import doubles_sentence

    slug = desk.live.event.slug

    def told(found: tuple[Repeated, ...]) -> None:
        desk.say(doubles_sentence(len(found)))
        for double in found:
            desk.say(f"{double.reason} :")
            desk.quote(double.contributions)

    desk.work_aside(lambda: desk.aside.run(_doubles, slug), told, busy="Recherche des doublons")


def _doubles(workshop: Workshop, _step: Step, slug: str) -> tuple[Repeated, ...]:
    """Done in the process aside."""
    (event,) = workshop.events(slug)
    return workshop.doubles(event)
