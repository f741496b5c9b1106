"""The board of the break: one column a theme, corrected by keys, each gesture told under it."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, HorizontalScroll
from textual.events import Resize, ScreenResume
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import OptionList, Static

from facilitator.domain.evidence import EventEvidence
from facilitator.domain.theme import Sorting
from facilitator.errors import FacilitatorError
from facilitator.tui import commands
from facilitator.tui.columns import Column, Order, columns, in_place, totals
from facilitator.tui.desk import Desk, Fresh, Told
from facilitator.tui.doing.by_hand import GESTURES, Hand
from facilitator.tui.gathering import Gathering
from facilitator.tui.widgets.ask_line import AskLine
from facilitator.tui.widgets.heading import Heading
from facilitator.tui.widgets.key_line import KeyLine
from facilitator.tui.widgets.proofs import Proofs
from facilitator.tui.widgets.story import Story
from facilitator.tui.widgets.theme_column import ThemeColumn

COLUMN = 32
"""Cells under which a column is not narrowed."""

NO_WORD = "Aucune contribution pour l’instant.\n\nF2 revient à la séance, pour en noter."
NO_THEME = "Aucun thème encore : F5 en propose. Ou m met la carte dans un thème que vous nommez."


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
        self._at = ""
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
            yield HorizontalScroll(id="mur", can_focus=False)
            yield Proofs(id="preuves")
        yield Story(id="recit")
        yield AskLine()
        yield KeyLine()

    def on_mount(self) -> None:
        """Follow what is done here and elsewhere."""
        self._desk.news.subscribe(self, self._on_news)
        self._desk.told.subscribe(self, self._on_told)

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
        shown = self._columns()
        here = self._here()
        if here is not None and 0 <= shown.index(here) + step < len(shown):
            self._go_to(shown[shown.index(here) + step])

    def action_mark(self) -> None:
        """Mark the card under the cursor, or take its mark off; go on to the next one."""
        column = self._here()
        if column is None or (one := column.contribution) is None:
            return
        self._marked ^= {one.id}
        self._show_cards()
        if column.cards.highlighted != len(column.column.cards) - 1:
            column.cards.action_cursor_down()

    def action_leave(self) -> None:
        """Take all marks off; without any, go back to the séance."""
        if self._marked:
            self._marked.clear()
            self._show_cards()
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

    def _hand(self) -> Hand:
        column = self._here()
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
        if told.sentence:
            self.query_one(Story).tell(told.sentence, told.tone)

    def _gathered(self, evidence: EventEvidence, sorting: Sorting) -> None:
        self._evidence, self._sorting = evidence, sorting
        found = columns(evidence, sorting, self._order)
        if not self._reorder:
            found = in_place(found, [one.column.key for one in self._columns()])
        self._reorder = False
        self._marked &= {one.id for one in evidence.contributions}
        self.query_one("#totaux", Static).update(f"Par {self._order} · {totals(evidence)}", layout=False)
        empty = NO_WORD if not evidence.contributions else NO_THEME if not sorting.themes else ""
        self.query_one("#vide", Static).update(empty)
        self.query_one("#vide").display = bool(empty)
        self.query_one("#plan").display = bool(evidence.contributions)
        self._show(found)

    def _show(self, found: tuple[Column, ...]) -> None:
        """Bring the columns to what they are now, each kept where it stands, and the focus with them."""
        wall = self.query_one("#mur", HorizontalScroll)
        there = {one.column.key: one for one in self._columns()}
        here = self._here()
        at = 0 if here is None else self._columns().index(here)
        left = {one.key for one in found}
        for key in there.keys() - left:
            gone = there.pop(key)
            gone.is_leaving = True
            gone.remove()
        fresh = {one.key: ThemeColumn(one) for one in found if one.key not in there}
        wall.mount_all(fresh.values())
        there |= fresh
        places: dict[Widget, int] = {there[one.key]: place for place, one in enumerate(found)}
        wall.sort_children(key=lambda shown: places.get(shown, -1))
        self._show_cards(found)
        self._fit()
        if found and self.query_one(AskLine).display is False:
            kept = here if here is not None and here.column.key in left else None
            target = kept or there[found[min(at, len(found) - 1)].key]
            self.call_after_refresh(self._go_to, target)

    def _show_cards(self, found: tuple[Column, ...] | None = None) -> None:
        """Draw anew the columns whose cards, marks or suggestions are others."""
        suggested = self._desk.suggested
        ids = set() if suggested is None else {one.id for one in suggested.contributions}
        fresh = {one.key: one for one in found or ()}
        for shown in self._columns():
            shown.show(fresh.get(shown.column.key, shown.column), self._marked, ids)

    def _columns(self) -> list[ThemeColumn]:
        """Those that stand, in their order."""
        return [one for one in self.query_one("#mur").query_children(ThemeColumn) if not one.is_leaving]

    def _here(self) -> ThemeColumn | None:
        """The column that was last gone to."""
        shown = self._columns()
        return next((one for one in shown if one.has_focus_within), None) or next(
            (one for one in shown if one.column.key == self._at), shown[0] if shown else None
        )

    def _go_to(self, column: ThemeColumn) -> None:
        if column.is_attached and not column.is_leaving:
            self._at = column.column.key
            for one in self._columns():
                one.set_class(one is column, "-here")
            column.cards.focus(scroll_visible=False)
            column.scroll_visible(animate=False)

    def _fit(self) -> None:
        """Give columns an equal width, none under `COLUMN` cells; show the proofs where there is room."""
        proofs = self.query_one(Proofs)
        proofs.display = self.size.width >= 140 if self._proofs is None else self._proofs
        room = self.size.width - (self.size.width // 3 if proofs.display else 0)
        width = max(COLUMN, room // max(1, room // COLUMN))
        for column in self._columns():
            column.styles.width = min(width, room)
        self.call_after_refresh(self._show_rest)

    def _show_rest(self) -> None:
        """How many columns lie beyond each edge."""
        wall = self.query_one("#mur", HorizontalScroll)
        left = sum(one.region.x < wall.region.x for one in self._columns())
        right = sum(one.region.right > wall.region.right for one in self._columns())
        told = "   ".join([f"‹ {left} à gauche"] * bool(left) + [f"{right} à droite ›"] * bool(right))
        self.query_one("#reste", Static).update(told, layout=False)

    def _show_proofs(self) -> None:
        here, proofs = self._here(), self.query_one(Proofs)
        if proofs.display and here is not None and self._evidence is not None:
            proofs.show(self._evidence, here.column, here.contribution)
