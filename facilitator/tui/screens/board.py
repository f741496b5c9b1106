"""The board of the break: one column a theme, corrected by keys, each gesture told under it."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.events import Resize, ScreenResume
from textual.screen import Screen
from textual.widgets import OptionList, Static

from facilitator.domain.evidence import EventEvidence
from facilitator.domain.theme import Sorting
from facilitator.errors import FacilitatorError
from facilitator.language.typography import typeset
from facilitator.tui import commands
from facilitator.tui.columns import Order, columns, in_place, totals
from facilitator.tui.desk import Desk, Fresh, Told
from facilitator.tui.doing.by_hand import GESTURES, Hand
from facilitator.tui.gathering import Gathering
from facilitator.tui.widgets.ask_line import AskLine
from facilitator.tui.widgets.heading import Heading
from facilitator.tui.widgets.key_line import KeyLine
from facilitator.tui.widgets.proofs import Proofs
from facilitator.tui.widgets.story import Story
from facilitator.tui.widgets.theme_columns import NARROWEST, ThemeColumns

WIDE = 140
"""Cells from which the proofs are shown unasked."""

ACCEPT_OR_REFUSE = typeset("a : accepter · x : refuser")
NO_WORD = "Aucune contribution pour l’instant.\n\nF2 revient à la séance, pour en noter."
NO_THEME = typeset("Aucun thème encore : F5 en propose. Ou m met la carte dans un thème que vous nommez.")


class BoardScreen(Screen[None]):
    """The themes of the event, to see, correct and validate."""

    CSS_PATH = "board.tcss"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "mark", "Marquer", id="themes.marquer"),
        Binding("m", "gesture('deplacer')", "Mettre dans", id="themes.deplacer"),
        Binding("r", "gesture('renommer')", "Renommer", id="themes.renommer"),
        Binding("f", "gesture('fusionner')", "Fusionner", id="themes.fusionner"),
        Binding("s", "gesture('scinder')", "Scinder", id="themes.scinder"),
        Binding("v", "gesture('valider')", "Valider", show=False, id="themes.valider"),
        Binding("V", "gesture('valider_theme')", "Valider le thème", show=False, id="themes.valider_theme"),
        Binding("c", "gesture('couper')", "Couper en deux", show=False, id="themes.couper"),
        Binding("e,enter", "gesture('corriger')", "Corriger le texte", show=False, id="themes.corriger"),
        Binding("h", "gesture('hors_sujet')", "Hors sujet", show=False, id="themes.hors_sujet"),
        Binding("g", "gesture('rendre')", "Rendre au tri", show=False, id="themes.rendre"),
        Binding("p", "gesture('separer')", "Pas ensemble", show=False, id="themes.separer"),
        Binding("delete", "gesture('retirer')", "Retirer", show=False, id="themes.retirer"),
        Binding("a", "gesture('accepter')", "Accepter", show=False, id="themes.accepter"),
        Binding("x", "gesture('refuser')", "Refuser", show=False, id="themes.refuser"),
        Binding("z", "run('annuler')", "Annuler", id="themes.annuler"),
        Binding("o", "order", "Ordre", show=False, id="themes.ordre"),
        Binding("i", "proofs", "Preuves", id="themes.preuves"),
        Binding("l", "run('lentille')", "Lentille", show=False, id="themes.lentille"),
        Binding("escape", "leave", "Tout démarquer", show=False, id="themes.demarquer"),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._gathering = Gathering(desk, self._gathered)
        self._order = Order.SIZE
        self._reorder = True
        self._marked: set[str] = set()
        self._proofs: bool | None = None
        self._evidence: EventEvidence | None = None
        self._sorting: Sorting = desk.live.sorting

    def compose(self) -> ComposeResult:
        """Heading, totals, columns with the proofs beside, what was told, what is asked, keys."""
        yield Heading(self._desk)
        with Horizontal(id="vue"):
            yield Static(id="totaux", markup=False)
            yield Static(id="reste", markup=False)
        yield Static(id="vide", markup=False)
        with Horizontal(id="plan"):
            yield ThemeColumns(id="mur")
            yield Proofs(id="preuves")
        yield Story(id="recit")
        yield AskLine()
        yield KeyLine()

    def on_mount(self) -> None:
        """Follow what is done here and elsewhere."""
        self._desk.news.subscribe(self, self._on_news)
        self._desk.told.subscribe(self, self._on_told)

        def count_again() -> None:  # columns that come or go are laid out later
            self.call_after_refresh(self._show_rest)

        for moving in ("virtual_size", "scroll_x"):
            self.watch(self._wall, moving, count_again, init=False)

    @on(ScreenResume)
    def _entered(self) -> None:
        self._reorder = True
        self.query_one(Story).forget()
        self._gathering.refresh()

    @on(Resize)
    def _resized(self) -> None:
        self._fit()

    def action_beside(self, step: int) -> None:
        """Go to the column beside."""
        self._wall.beside(step)

    def action_mark(self) -> None:
        """Mark the card under the cursor, or take its mark off; go on to the next one."""
        column = self._wall.here
        if column is None or (one := column.contribution) is None:
            return
        self._marked ^= {one.id}
        self._mark()
        if column.cards.highlighted != len(column.column.cards) - 1:
            column.cards.action_cursor_down()

    def action_leave(self) -> None:
        """Take all marks off; without any, go back to the séance."""
        if self._marked:
            self._marked.clear()
            self._mark()
        else:
            self._desk.app.show("seance")

    def action_gesture(self, name: str) -> None:
        """Make a gesture on the marked cards, or the one under the cursor."""
        try:
            GESTURES[name](self._hand())
        except FacilitatorError as error:
            self.query_one(Story).forget()
            self._desk.failed(error)

    def action_run(self, name: str) -> None:
        """Carry out a command of the table."""
        self.query_one(Story).forget()
        commands.run(self._desk, name, "")

    def action_order(self) -> None:
        """Sort the columns by what follows: number of contributions, votes, number of the theme."""
        self._order, self._reorder = self._order.next, True
        self._gathering.refresh()

    def action_proofs(self) -> None:
        """Show the proofs of the theme and of the card, or hide them."""
        self._proofs = not self.query_one(Proofs).display
        self._fit()
        self._show_proofs()

    @on(OptionList.OptionHighlighted)
    def _moved(self) -> None:
        self._show_proofs()

    def on_descendant_focus(self) -> None:
        """Tell what lies beyond the edges, and prove what is under the cursor."""
        self.call_after_refresh(self._show_rest)
        self._show_proofs()

    @property
    def _wall(self) -> ThemeColumns:
        return self.query_one(ThemeColumns)

    @property
    def _suggested(self) -> set[str]:
        suggested = self._desk.suggested
        return set() if suggested is None else {one.id for one in suggested.contributions}

    def _hand(self) -> Hand:
        column = self._wall.here
        said = [one for one in self._desk.live.contributions if one.id in self._marked]
        if not said and column is not None and column.contribution is not None:
            said = [column.contribution]
        theme = None if column is None else column.column.theme
        return Hand(self._desk, self.query_one(AskLine), theme, said, self._done)

    def _done(self) -> None:
        self._marked.clear()
        self.query_one(Story).forget()

    def _on_news(self, news: Fresh) -> None:
        if self.is_current and (news.contributions or news.wall):
            self._gathering.refresh()

    def _on_told(self, told: Told) -> None:
        suggested = self._desk.suggested
        if suggested is not None and told.sentence == suggested.sentence:
            self.query_one(Story).tell(f"{told.sentence}\n{ACCEPT_OR_REFUSE}", "question")
        elif told.sentence and told.remark is None:  # the assistant's remarks wait in the conversation
            self.query_one(Story).tell(told.sentence, told.tone)

    def _gathered(self, evidence: EventEvidence, sorting: Sorting) -> None:
        self._evidence, self._sorting = evidence, sorting
        found = columns(evidence, sorting, self._order)
        if not self._reorder:
            found = in_place(found, [one.column.key for one in self._wall.shown])
        self._reorder = False
        self._marked &= {one.id for one in evidence.contributions}
        self.query_one("#totaux", Static).update(f"Par {self._order} · {totals(evidence)}", layout=False)
        empty = NO_WORD if not evidence.contributions else NO_THEME if not sorting.themes else ""
        self.query_one("#vide", Static).update(empty)
        self.query_one("#vide").display = bool(empty)
        self.query_one("#plan").display = bool(evidence.contributions)
        asked = self.query_one(AskLine).display
        self._wall.show(found, self._marked, self._suggested, focus=not asked)
        self._fit()

    def _mark(self) -> None:
        """Draw marks and suggestions as they are now."""
        self._wall.mark(self._marked, self._suggested)

    def _fit(self) -> None:
        """Share the width out; show the proofs where there is room, or where they were asked for."""
        proofs = self.query_one(Proofs)
        proofs.display = self.size.width >= WIDE if self._proofs is None else self._proofs
        beside = max(NARROWEST, self.size.width // 3)
        proofs.fit(beside)
        self._wall.fit(self.size.width - (beside if proofs.display else 0))
        self.call_after_refresh(self._show_rest)

    def _show_rest(self) -> None:
        """How many columns lie beyond each edge."""
        left, right = self._wall.beyond
        told = "  ".join([f"‹ {left}"] * bool(left) + [f"{right} ›"] * bool(right))
        self.query_one("#reste", Static).update(told, layout=False)

    def _show_proofs(self) -> None:
        here, proofs = self._wall.here, self.query_one(Proofs)
        if proofs.display and here is not None and self._evidence is not None:
            proofs.show(self._evidence, here.column, here.contribution)
