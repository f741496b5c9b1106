"""Commands on what is typed: what sticks, who is present, votes, corrections, undo."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from facilitator.domain.capture import Seating, read_line, read_pairs, type_named
from facilitator.domain.contribution import ContributionType, fold
from facilitator.domain.event import Presence
from facilitator.errors import UsageError
from facilitator.language.french import counted, listed
from facilitator.language.typography import number, quote, typeset
from facilitator.store.operations import Operation
from facilitator.tui.gestures import numbers_and_rest

if TYPE_CHECKING:
    from facilitator.tui.desk import Desk
    from facilitator.workshop.capture import VoteReport


def table(desk: Desk, argument: str) -> None:
    """Make a table stick, by its number or name; a name that nobody knows is a new table."""
    live = desk.live
    if not argument:
        desk.sit(replace(live.seat, table=None, public=None))
        return
    labels = {fold(label): label for label, _ in live.room.tables}
    if fold(argument) in labels:
        label = labels[fold(argument)]
        desk.sit(replace(live.seat, table=label, public=live.room.public_of(label), quality=None))
        return
    reading = read_line(f"@{argument}", live.seat, live.room) if argument.isdecimal() else None
    if isinstance(reading, Seating):
        desk.sit(reading.seat)
    else:
        desk.sit(replace(live.seat, table=argument, public=None, quality=None))


def type_(desk: Desk, argument: str) -> None:
    """Make a type stick; nothing lets it go."""
    kind = type_named(argument) if argument else None
    if argument and kind is None:
        raise UsageError(
            f"{quote(argument)} n’est pas un type.", next_step=f"Types : {listed([*ContributionType], 'ou')}."
        )
    desk.sit(replace(desk.live.seat, type=kind))


def sequence(desk: Desk, argument: str) -> None:
    """The sequence under way, by its number, with the type it asks for; the next one without a number."""
    live = desk.live
    known = {one.number: one for one in live.event.sequences}
    if not known:
        raise UsageError(
            "Cet événement n’a pas de séquence.", next_step="La table et le type suffisent pour noter."
        )
    if not argument:
        desk.sit(live.next_sequence())
        return
    if not argument.isdecimal() or int(argument) not in known:
        there = listed([f"{one.number}. {one.title}" for one in known.values()])
        raise UsageError(f"La séquence {quote(argument)} n’existe pas.", next_step=f"Séquences : {there}.")
    chosen = known[int(argument)]
    desk.sit(replace(live.seat, sequence=chosen.number, type=chosen.default_type))


def presents(desk: Desk, argument: str) -> None:
    """« parents 0-3 ans 8 »: how many of a public are there; alone: who is counted."""
    event = desk.live.event
    found = re.fullmatch(r"(.+?)[\s:=]+(\d{1,5})", argument)
    if found is None:
        if argument:
            raise UsageError("Quel public, et combien ?", next_step="Par exemple : /presents jeunes 12")
        counts = [f"{one.public} {'?' if one.count is None else one.count}" for one in event.presences]
        desk.say(f"Présents : {listed(counts) or 'personne n’est compté'}.")
        return
    public, count = found[1].strip(), int(found[2])
    known = {fold(one.public): one for one in event.presences}
    here = known.get(fold(public), Presence(public, None))
    counted_ = replace(here, count=count)
    presences = [one for one in event.presences if one.public != here.public]
    at = list(event.presences).index(here) if here in event.presences else len(presences)
    presences.insert(at, counted_)
    changed = replace(event, presences=tuple(presences))

    def shown(_: object) -> None:
        desk.live.event = changed
        desk.look_again()
        desk.say(f"Présents : {here.public} {count}.", "success")

    desk.carry_out(lambda: desk.workshop.change_event(changed), shown)


def timer(desk: Desk, argument: str) -> None:
    """Minutes to count down, or « stop »."""
    live = desk.live
    if fold(argument) in ("stop", "0", "fin"):
        live.timer.stop()
        desk.say("Minuteur arrêté.")
        return
    found = re.fullmatch(r"(\d{1,3})(?:\s*(?:min|mn|minutes?|'))?", argument or "")
    if found is None or not int(found[1]):
        raise UsageError("Combien de minutes ?", next_step="Par exemple : /minuteur 8, et /minuteur stop")
    live.timer.start(int(found[1]))
    desk.say(f"Minuteur : {counted(int(found[1]), 'minute')}.")


def votes(desk: Desk, argument: str) -> None:
    """« 12 9, 13 4 »: dots on contributions; « #2 9 » on a theme."""
    theme = re.fullmatch(r"#(.+?)[\s:=]+(\d{1,4})", argument)
    if theme is not None:
        name, count = theme[1].strip(), int(theme[2])
        desk.carry_out(
            lambda: desk.capture.set_theme_votes([(name, count)]), lambda report: _voted(desk, report)
        )
        return
    pairs = read_pairs(argument)
    if pairs is None:
        raise UsageError(
            "Les votes se donnent par deux : un numéro, un nombre.",
            next_step="Par exemple : /votes 12 9, 13 4",
        )
    desk.carry_out(lambda: desk.capture.set_votes(pairs), lambda report: _voted(desk, report))


def correct(desk: Desk, argument: str) -> None:
    """« 12 » brings it to the prompt; « 12 autre texte » replaces its text at once."""
    numbers, text = numbers_and_rest(argument)
    if len(numbers) != 1:
        raise UsageError("Quelle contribution ?", next_step="Par exemple : /12, ou /corriger 12 autre texte")
    if text:
        reword(desk, numbers[0], text)
    else:
        desk.bring_to_prompt(numbers[0])


def reword(desk: Desk, number: int, text: str) -> None:
    """Another text for a contribution; what was typed first is kept beside it."""

    def told(_: object) -> None:
        desk.look_again()
        desk.say(typeset(f"n° {number} corrigé."), "success")

    desk.carry_out(lambda: desk.capture.reword(number, text), told)


def duplicate(desk: Desk, argument: str) -> None:
    """A contribution once more."""
    numbers, rest = numbers_and_rest(argument)
    if len(numbers) != 1 or rest:
        raise UsageError("Quelle contribution ?", next_step="Par exemple : /dupliquer 12")
    desk.carry_out(lambda: desk.capture.duplicate(numbers[0]), lambda _: desk.look_again())


def remove(desk: Desk, argument: str) -> None:
    """Contributions off the wall."""
    numbers, rest = numbers_and_rest(argument)
    if not numbers or rest:
        raise UsageError("Quelles contributions ?", next_step="Par exemple : /supprimer 12 14")

    def told(_: object) -> None:
        desk.look_again()
        what = f"n° {listed([str(n) for n in numbers])}"
        desk.say(typeset(f"{what} hors du mur. /annuler pour revenir."), "success")

    desk.carry_out(lambda: desk.capture.remove(numbers), told)


def undo(desk: Desk, _: str) -> None:
    """Take back this station's last act."""
    _travel(desk, desk.workshop.undo, "Annulé", "annuler")


def redo(desk: Desk, _: str) -> None:
    """Do again what was taken back."""
    _travel(desk, desk.workshop.redo, "Refait", "refaire")


def _travel(desk: Desk, verb: Callable[[], Operation | None], done: str, name: str) -> None:
    """Go back or forth, after all that was asked before: what is typed, and what is moved."""
    hands = desk.hands
    hands.do(
        hands.gestures,
        lambda: hands.after_acts(verb),
        lambda operation: _travelled(desk, operation, done, name),
    )


def _travelled(desk: Desk, operation: Operation | None, done: str, verb: str) -> None:
    if operation is None:
        desk.say(f"Il n’y a rien à {verb}.", "warning")
        return
    desk.look_again()
    desk.say(typeset(f"{done} : {operation.summary}."), "success")


def _voted(desk: Desk, report: VoteReport) -> None:
    desk.look_again()
    voted = [f"n° {one.number} ●{one.votes}" for one in report.contributions]
    voted += [f"{quote(theme.name)} ●{theme.votes}" for theme in report.themes]
    possible = "" if report.possible is None else f" sur {number(report.possible)} possibles"
    desk.say(f"Votes notés : {listed(voted)}. Total {number(report.total)}{possible}.", "success")
    if desk.live.event.kind.speaks_in_turn:
        desk.say("Une table ronde se fait d’ordinaire sans vote : est-ce voulu ?", "warning")
    if report.warning:
        desk.say(report.warning, "warning")
