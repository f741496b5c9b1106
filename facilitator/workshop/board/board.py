"""The verbs on one event's wall. Contributions are named by number; themes by id, name or number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from facilitator.domain.event import Event
from facilitator.domain.proposal import Proposal
from facilitator.domain.theme import Theme
from facilitator.language.french import listed
from facilitator.language.typography import quote, typeset
from facilitator.store.contributions import NewContribution
from facilitator.workshop.board import gestures
from facilitator.workshop.board.gestures import Decide, place_name
from facilitator.workshop.board.reports import BoardReport, Suggested, begun, lifted
from facilitator.workshop.board.standing_wall import StandingWall
from facilitator.workshop.board.wall import Wall
from facilitator.workshop.reports import Step, unheard


class Board:
    """One event's wall. Each verb is one act: durable when it returns, and taken back by one undo.

    After a correction the machine looks again at what it had placed itself, within the same act. What a
    human places, names, validates, sets apart or refuses holds for ever. Verbs raise NotFoundError for
    unknown numbers and themes, UsageError for what makes no sense, StoreError; nothing is then changed.
    """

    def __init__(self, event: Event, wall: StandingWall, station: str) -> None:
        self.event = event
        self._wall = wall
        self._station = station

    @property
    def wall(self) -> Wall:
        """The wall as it stands now: contributions, themes, placements, decisions."""
        return self._wall.now()

    def record(self, new: NewContribution) -> BoardReport:
        """Keep one contribution and file it at once, into a theme that stands or the tray."""
        done = self._wall.perform(gestures.record(new))
        (kept,) = done.recorded
        theme_id = done.after.sorting.places()[kept.id].theme_id
        theme = None if theme_id is None else done.after.sorting.theme(theme_id)
        return BoardReport(typeset(f"n° {kept.number} → {place_name(theme)}"), (kept,), theme)

    def move(self, numbers: Sequence[int], to: str | None) -> BoardReport:
        """Contributions into a theme, or into the tray (None)."""
        return self._do(gestures.move(numbers, to), numbers, to)

    def validate(self, numbers: Sequence[int]) -> BoardReport:
        """Contributions as they stand."""
        return self._do(gestures.validate(numbers), numbers)

    def off_topic(self, numbers: Sequence[int]) -> BoardReport:
        """Contributions off-topic: kept, and shown apart."""
        return self._do(gestures.off_topic(numbers), numbers)

    def release(self, numbers: Sequence[int]) -> BoardReport:
        """Contributions given back to the machine, off-topic ones too: they are filed anew."""
        return self._do(gestures.release(numbers), numbers)

    def keep_apart(self, first: int, second: int) -> BoardReport:
        """« Pas ensemble »: two contributions never in one theme; if they are, the machine's one leaves."""
        return self._do(gestures.keep_apart(first, second), (first, second))

    def refuse(self, numbers: Sequence[int], theme: str) -> BoardReport:
        """Contributions that the machine shall neither file into this theme nor suggest for it."""
        return self._do(gestures.refuse(numbers, theme), numbers, theme)

    def accept(self, suggested: Suggested) -> BoardReport:
        """A suggestion taken: its contributions into its theme."""
        return self.move([one.number for one in suggested.contributions], suggested.theme.id)

    def set_secondary(self, number: int, themes: Sequence[str]) -> BoardReport:
        """The further themes of a contribution with several ideas, two at most; none takes them away."""
        return self._do(gestures.set_secondary(number, themes), [number])

    def cut_in_two(self, number: int, where: str) -> BoardReport:
        """A post-it of two ideas becomes two: ``where`` is as in ``cutting.cut``.

        The original keeps its number, its votes and, in ``original``, what was typed; the second part is
        a new contribution that says where it comes from.
        """
        return self._do(gestures.cut_in_two(number, where, self._station), [number])

    def revise(self, number: int, text: str) -> BoardReport:
        """A contribution's text corrected; what was typed first is kept beside it."""
        return self._do(gestures.revise(number, text, self._station), [number])

    def remove(self, numbers: Sequence[int]) -> BoardReport:
        """Contributions off the wall; they stay in the file, and their numbers are never given again."""
        return self._do(gestures.remove(numbers))

    def create_theme(self, name: str, numbers: Sequence[int] = ()) -> BoardReport:
        """A theme of this name, with these contributions as examples; it draws what resembles it."""
        return self._do(gestures.create_theme(name, numbers), numbers, name)

    def rename(self, theme: str, name: str) -> BoardReport:
        """A theme under another name."""
        return self._do(gestures.rename(theme, name), (), name)

    def merge(self, themes: Sequence[str]) -> BoardReport:
        """Several themes into the first of them, with all their contributions."""
        into = self.wall.theme(themes[0]).id if themes else None
        return self._do(gestures.merge(themes), (), into)

    def split(self, theme: str, numbers: Sequence[int], name: str) -> BoardReport:
        """Some contributions of a theme into a new one; the others stay where they are."""
        return self._do(gestures.split(theme, numbers, name), numbers, name)

    def validate_theme(self, theme: str) -> BoardReport:
        """« Validé avec la salle »: a theme, its name and all that is in it."""
        return self._do(gestures.validate_theme(theme), (), theme)

    def remove_theme(self, theme: str) -> BoardReport:
        """An empty theme off the wall."""
        return self._do(gestures.remove_theme(theme))

    def reorder(self, themes: Sequence[str]) -> BoardReport:
        """Themes in this order, the others after them."""
        return self._do(gestures.reorder(themes))

    def suggestions(self, theme: str, limit: int = 3) -> Suggested | None:
        """« 3 autres semblent aller avec »: what seems to belong to this theme too, or None."""
        return self._wall.suggested(self.wall, self.wall.theme(theme), limit)

    def propose(self, step: Step = unheard, *, moteur: str | None = None) -> Proposal:
        """What a re-sort would change; nothing is kept. ``moteur`` is an engine for this once."""
        return self._wall.propose(step, moteur)

    def apply(self, proposal: Proposal, themes: Sequence[str] | None = None) -> BoardReport:
        """Make a proposal the wall: wholly, or only what concerns these themes, standing or proposed."""
        chosen = None if themes is None else [_concerned(self.wall, proposal, one) for one in themes]
        part = "" if chosen is None else f" ({listed([quote(theme.name) for theme in chosen])})"
        ids = None if chosen is None else {theme.id for theme in chosen}
        title = quote(self.event.title)
        first = proposal.base.is_blank
        summary = f"thèmes de {title}{part}" if first else f"nouveau tri de {title} appliqué{part}"
        done = self._wall.apply(proposal, ids, "trier", summary)
        return BoardReport(typeset(begun(summary)), refiled=done.refiled)

    def _do(self, decide: Decide, numbers: Sequence[int] = (), theme: str | None = None) -> BoardReport:
        """Carry a gesture out and tell of it; ``theme`` is the one that others may go with."""
        done = self._wall.perform(decide)
        wall = done.after
        there = {one.number: one for one in wall.contributions}
        about = tuple(there[number] for number in dict.fromkeys(numbers) if number in there)
        found = None if theme is None else wall.theme(theme)
        return BoardReport(
            sentence=typeset(begun(done.gesture.summary)),
            contributions=(*about, *done.recorded),
            theme=found,
            refiled=done.refiled,
            lifted=lifted(done.before.sorting, wall.sorting, wall.contributions),
            suggestion=None if found is None else self._wall.suggested(wall, found),
        )


def _concerned(wall: Wall, proposal: Proposal, asked: str) -> Theme:
    """The theme asked for, among those that stand and those that would be new."""
    themes = {theme.id: theme for theme in (*proposal.new_themes, *wall.sorting.themes)}
    return replace(wall, sorting=replace(wall.sorting, themes=tuple(themes.values()))).theme(asked)
