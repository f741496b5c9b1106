"""What one key does to the projet social: each is one act, and what it lacks is asked for in a line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from facilitator.domain.action import Answer, Outcome
from facilitator.domain.contribution import Contribution
from facilitator.domain.project import Item, Level, Project, ThemeRef
from facilitator.domain.project_evidence import Heard, ProjectEvidence
from facilitator.errors import UsageError
from facilitator.language.french import counted
from facilitator.language.typography import quote, typeset
from facilitator.tui.screens.choosing import Choice, Choose
from facilitator.workshop.proposals import ProposedEnjeu, SimilarAction, Suggestion, take_enjeu
from facilitator.workshop.refusing import refusal_key

if TYPE_CHECKING:
    from facilitator.tui.desk import Desk
    from facilitator.tui.widgets.ask_line import AskLine
    from facilitator.tui.widgets.project_side import About
    from facilitator.workshop.plan import Plan

_NEW = {
    Level.ENJEU: "Nouvel enjeu",
    Level.BESOIN: "Nouveau besoin",
    Level.AXE: "Nouvel axe",
    Level.STRATEGIC: "Nouvel objectif stratégique",
    Level.OPERATIONAL: "Nouvel objectif opérationnel",
    Level.ACTION: "Nouvelle action",
}


@dataclass(frozen=True, slots=True)
class AtProject:
    """Where the cursors are: ``here`` in the tree (an item's id, a heading's level), ``about`` beside.

    ``cut`` is the id of the item that waits to be put elsewhere; ``done`` is told, once an act is kept, of
    the id to put the cursor on, None for leaving it.
    """

    desk: Desk
    asking: AskLine
    sight: ProjectEvidence
    here: str | None
    about: About | None
    cut: str | None
    done: Callable[[str | None], None]

    @property
    def project(self) -> Project:
        """The project as it is shown."""
        return self.sight.project

    @property
    def item(self) -> Item:
        """The item under the cursor; UsageError on a heading, and in an empty tree."""
        found = next((one for one in self.project.items if one.id == self.here), None)
        if found is None:
            raise UsageError("Il n’y a pas d’élément ici.", next_step="Choisissez-en un avec les flèches.")
        return found

    def act(self, verb: Callable[[Plan], object], told: str = "", to: str | None = None) -> None:
        """Have the plan changed outside the screen's thread, then tell it."""
        plan = self.desk.workshop.plan

        def kept(result: object) -> None:
            self.done(result.id if isinstance(result, Item) else to)
            if told:
                self.desk.say(told, "success")

        self.desk.carry_out(lambda: verb(plan), kept)


def places(project: Project, here: str | None) -> Sequence[tuple[Level, str | None, int | None]]:
    """Where something may be added from here: its level, its holder and its rank; the usual place first."""
    item = next((one for one in project.items if one.id == here), None)
    if item is None:
        at = next((level for level in Level if level.value == here), None)
        tops: list[tuple[Level, str | None, int | None]] = [
            (level, None, None) for level in (Level.AXE, Level.ENJEU, Level.ACTION)
        ]
        return sorted(tops, key=lambda place: place[0] is not at)
    under: list[tuple[Level, str | None, int | None]] = [
        (level, item.id, None) for level in Level if item.level in level.holders
    ]
    rank = project.under(item.parent, item.level).index(item) + 1
    return [
        *sorted(under, key=lambda place: place[0].holders.index(item.level)),
        (item.level, item.parent, rank),
    ]


def add(hand: AtProject) -> None:
    """Something under the cursor, or beside it: which, then its title."""
    found = places(hand.project, hand.here)

    def title(chosen: str | None) -> None:
        if chosen is not None:
            level, holder, rank = found[int(chosen)]
            hand.asking.ask(
                typeset(f"{_NEW[level]} : "),
                lambda words: hand.act(lambda plan: plan.add(level, words, holder, rank)),
            )

    if len(found) == 1:
        title("0")
        return
    codes = hand.project.codes()
    choices = [
        Choice(str(at), _NEW[level], "" if rank is not None or holder is None else f"sous {codes[holder]}")
        for at, (level, holder, rank) in enumerate(found)
    ]
    hand.desk.app.push_screen(Choose("Ajouter", choices), title)


def retitle(hand: AtProject) -> None:
    """Another title."""
    item = hand.item
    hand.asking.ask(
        typeset(f"Renommer {hand.project.codes()[item.id]} : "),
        lambda words: hand.act(lambda plan: plan.retitle(item.id, words)),
        item.title,
    )


def shift(hand: AtProject, step: int) -> None:
    """One rank up or down among its like."""
    item = hand.item
    siblings = hand.project.under(item.parent, item.level)
    rank = siblings.index(item) + step
    if 0 <= rank < len(siblings):
        hand.act(lambda plan: plan.move(item.id, item.parent, rank), to=item.id)


def paste(hand: AtProject) -> None:
    """What was cut, under the cursor where it may stand there, else beside it."""
    moved = next((one for one in hand.project.items if one.id == hand.cut), None)
    if moved is None:
        raise UsageError("Rien n’est coupé.", next_step="x coupe l’élément sous le curseur.")
    there = next((one for one in hand.project.items if one.id == hand.here), None)
    holder = None if there is None else there.id
    rank: int | None = None
    if (None if there is None else there.level) not in moved.level.holders and there is not None:
        holder = there.parent
        if there.level is moved.level:
            others = [one for one in hand.project.under(holder, moved.level) if one.id != moved.id]
            rank = others.index(there) + 1 if there in others else None
    told = f"{quote(moved.title)} déplacé."
    hand.act(lambda plan: plan.move(moved.id, holder, rank), told, moved.id)


def remove(hand: AtProject) -> None:
    """Away with it and what it holds."""
    item = hand.item
    held = len(tuple(hand.project.read(item.id)))
    more = f", avec {counted(held, 'élément')}" if held else ""
    hand.act(lambda plan: plan.remove(item.id), f"{quote(item.title)} retiré{more}. Ctrl+Z le rend.")


def take(hand: AtProject) -> None:
    """What the row beside proposes is accepted; what it shows as accepted is taken out again."""
    about = hand.about
    if isinstance(about, ProposedEnjeu):
        proposed = about
        hand.asking.ask(
            typeset("Nouvel enjeu : "),
            lambda words: hand.act(lambda plan: take_enjeu(plan, proposed, words)),
            proposed.title,
        )
        return
    if isinstance(about, SimilarAction):
        linked = [one.id for one in hand.project.linked(hand.item.id)]
        ids = (
            [one for one in linked if one != about.item.id]
            if about.item.id in linked
            else [*linked, about.item.id]
        )
        hand.act(lambda plan: plan.link(hand.item.id, ids), to=hand.here)
        return
    if isinstance(about, ThemeRef):
        place = (about.event_id, about.theme_id)
        hand.act(lambda plan: plan.unrest(hand.item.id, themes=[place]), to=hand.here)
        return
    said = _said(hand)
    item = hand.item
    if said.id in hand.project.support(item.id).contributions:
        hand.act(lambda plan: plan.unrest(item.id, [said.id]), to=hand.here)
    else:
        hand.act(lambda plan: plan.rest(item.id, [said.id]), to=hand.here)


def set_aside(hand: AtProject) -> None:
    """What the row beside proposes is proposed no more; what was set aside comes back."""
    about, refused = hand.about, hand.desk.workshop.refused
    if not isinstance(about, Suggestion | SimilarAction | ProposedEnjeu):
        raise UsageError(
            "Il n’y a pas de proposition ici.",
            next_step="s cherche ce qui demande l’élément, e propose des enjeux ; n écarte l’une d’elles.",
        )
    key = refusal_key(about, "" if isinstance(about, ProposedEnjeu) else hand.item.id)

    def turned() -> str:
        if key in refused.keys:
            refused.take_back(key)
            return "De nouveau proposé."
        refused.refuse(key)
        return "Écarté : ne sera plus proposé. n sur la ligne y revient."

    def kept(told: str) -> None:
        hand.done(hand.here)
        hand.desk.say(typeset(told), "success")

    hand.desk.carry_out(turned, kept)


def answer(hand: AtProject) -> None:
    """What becomes of the proposition beside: an action, put off, refused; the last two with a reason."""
    said = _said(hand)
    choices = [
        Choice(Outcome.ACTION, "Elle devient une action", "celle que vous choisirez"),
        Choice(Outcome.POSTPONED, "Reportée", "et pourquoi, en une phrase"),
        Choice(Outcome.REFUSED, "Non retenue", "et pourquoi, en une phrase"),
    ]
    if said.id in hand.project.answers:
        choices.append(Choice("", "Retirer la réponse donnée"))

    def chosen(key: str | None) -> None:
        if key is None:
            return
        if not key:
            hand.act(lambda plan: plan.unanswer(said.id), "Réponse retirée.", hand.here)
        elif key == Outcome.ACTION:
            _choose_action(hand, said)
        else:
            outcome = Outcome(key)
            hand.asking.ask(
                typeset(f"{outcome.capitalize()}, parce que : "),
                lambda words: _keep(hand, Answer(said.id, outcome, None, words)),
            )

    hand.desk.app.push_screen(Choose(typeset(f"n° {said.number} : que devient-elle ?"), choices), chosen)


def _choose_action(hand: AtProject, said: Contribution) -> None:
    """The action that a proposition becomes, the one under the cursor first."""
    actions = sorted(hand.project.of(Level.ACTION), key=lambda one: one.id != hand.here)
    if not actions:
        raise UsageError("Le projet n’a encore aucune action.", next_step="a en ajoute une.")
    codes = hand.project.codes()
    choices = [Choice(one.id, f"{codes[one.id]} {one.title}") for one in actions]

    def chosen(action: str | None) -> None:
        if action is not None:
            _keep(hand, Answer(said.id, Outcome.ACTION, action))

    hand.desk.app.push_screen(Choose("Quelle action ?", choices), chosen)


def _keep(hand: AtProject, given: Answer) -> None:
    hand.act(lambda plan: plan.answer(given), f"Réponse donnée : {given.outcome}.", hand.here)


def _said(hand: AtProject) -> Contribution:
    """The contribution of the row beside; UsageError on another one."""
    if not isinstance(hand.about, Heard | Suggestion):
        raise UsageError(
            "Il n’y a pas de contribution ici.",
            next_step="s montre celles de l’élément, t celles sans suite.",
        )
    return hand.about.contribution


ACTS: dict[str, Callable[[AtProject], None]] = {
    "ajouter": add,
    "renommer": retitle,
    "monter": partial(shift, step=-1),
    "descendre": partial(shift, step=1),
    "coller": paste,
    "retirer": remove,
    "prendre": take,
    "ecarter": set_aside,
    "repondre": answer,
}
"""By the name that bindings give them."""
