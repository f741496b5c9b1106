"""The projet social, built and put in order by keys: its tree, and beside it what was said for each item."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widgets import Static, Tree

from facilitator.domain.project import Item, Level
from facilitator.errors import FacilitatorError
from facilitator.tui.again import Again
from facilitator.tui.desk import Desk, Fresh, Told
from facilitator.tui.doing.project import ACTS, AtProject
from facilitator.tui.widgets import project_side
from facilitator.tui.widgets.ask_line import AskLine
from facilitator.tui.widgets.heading import Heading
from facilitator.tui.widgets.key_line import KeyLine
from facilitator.tui.widgets.project_side import ProjectSide
from facilitator.tui.widgets.project_tree import ProjectTree
from facilitator.tui.widgets.story import Story
from facilitator.workshop import proposals
from facilitator.workshop.project_sight import look_at_project, without_answer

if TYPE_CHECKING:
    from facilitator.domain.project_evidence import ProjectEvidence
    from facilitator.workshop.proposals import Proposed, ProposedEnjeu

EMPTY = """\
Le projet est encore vide.

a  ajoute un axe, un enjeu ou une action
e  propose des enjeux : les thèmes parents de plusieurs événements
t  montre les propositions très votées"""


class Beside(Enum):
    """What is shown beside the tree."""

    SUPPORTS = "appuis"
    ENJEUX = "enjeux"
    WAITING = "attente"


class ProjectScreen(Screen[None]):
    """The tree, the item under its cursor in full, and rows to accept, refuse or answer."""

    CSS_PATH = "project.tcss"
    HELP = """\
## Le projet

**a** ajoute sous le curseur ou à côté, **r** renomme, **Suppr** retire (**Ctrl+Z** rend). **Alt+↑ ↓**, ou
**-** et **+**, changent le rang ; **x** coupe et **v** pose ailleurs, avec tout ce qui en dépend.
**Entrée** ouvre la fiche d’une action.

**s** va à ce qui appuie l’élément, et cherche par le sens ce qui le demande. **e** propose des enjeux,
**t** montre les propositions très votées sans suite. Rien de ce qui est proposé n’entre sans vous.
"""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "act('ajouter')", "Ajouter", id="projet.ajouter"),
        Binding("r", "act('renommer')", "Renommer", id="projet.renommer"),
        Binding("s", "supports", "Appuis", id="projet.appuis"),
        Binding("o", "act('repondre')", "Répondre", id="projet.repondre"),
        Binding("e", "enjeux", "Enjeux proposés", id="projet.enjeux"),
        Binding("t", "waiting", "Sans suite", id="projet.sans_suite"),
        Binding("x", "cut", "Couper", id="projet.couper"),
        Binding("v", "act('coller')", "Poser", id="projet.poser"),
        Binding(
            "alt+up,minus,left_square_bracket", "act('monter')", "Monter", show=False, id="projet.monter"
        ),
        Binding(
            "alt+down,plus,right_square_bracket",
            "act('descendre')",
            "Descendre",
            show=False,
            id="projet.descendre",
        ),
        Binding("delete", "act('retirer')", "Retirer", show=False, id="projet.retirer"),
        Binding("escape", "back", "Démarche", show=False, id="projet.revenir"),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._sight: ProjectEvidence | None = None
        self._beside = Beside.SUPPORTS
        self._proposed: dict[str, Proposed] = {}
        self._enjeux: Sequence[ProposedEnjeu] | None = None
        self._wanted: str | None = None
        self._cut: str | None = None
        self._refused: frozenset[str] = frozenset()
        self._looking = Again(self._look, lambda: self.is_running)

    def compose(self) -> ComposeResult:
        """Where we are, the tree and what is beside it, what was told, what is asked, keys."""
        yield Heading(self._desk)
        with Horizontal(id="plan"):
            with Vertical(id="projet"):
                yield Static(EMPTY, id="vide", markup=False)
                yield ProjectTree(id="arbre")
            with Vertical(id="cote"):
                yield Static(id="fiche", markup=False)
                yield ProjectSide(id="dits")
        yield Story(id="recit")
        yield AskLine()
        yield KeyLine()

    def on_mount(self) -> None:
        """Follow what is done here and elsewhere."""
        self.query_one("#vide").display = False
        self._desk.news.subscribe(self, self._on_news)
        self._desk.told.subscribe(self, self._on_told)

    def on_screen_resume(self) -> None:
        """What there is now."""
        self.call_after_refresh(self.look)

    def look(self) -> None:
        """Read the project and what was said, once more where they changed meanwhile."""
        self._looking.ask()

    def _look(self, ended: Callable[[], None]) -> None:
        workshop, hands = self._desk.workshop, self._desk.hands

        def read() -> tuple[ProjectEvidence, frozenset[str]]:
            return look_at_project(workshop), workshop.refused.keys

        hands.do(hands.eyes, read, self._show, last=ended)

    def action_act(self, name: str) -> None:
        """Do one of the acts on what is under the cursors."""
        if self._sight is None:
            return
        beside, tree = self.query_one(ProjectSide), self.query_one(ProjectTree)
        hand = AtProject(
            self._desk, self.query_one(AskLine), self._sight, tree.here, beside.here, self._cut, self._done
        )
        self.query_one(Story).forget()
        try:
            ACTS[name](hand)
        except FacilitatorError as error:
            self._desk.failed(error)

    def action_cut(self) -> None:
        """Have the item under the cursor wait to be put elsewhere."""
        if self._item is not None:
            self._set_cut(self._item.id)

    def action_supports(self) -> None:
        """Go to what supports the item, and look by meaning for what asks for it."""
        item = self._item
        if item is None:
            return
        self._turn(Beside.SUPPORTS)
        if item.id not in self._proposed:
            desk = self._desk
            desk.work_aside(
                lambda: desk.aside.run(proposals.proposed_for, item.id, step=desk.hands.step),
                lambda found: self._found(item.id, found),
                busy="Recherche par le sens",
            )

    def action_enjeux(self) -> None:
        """Have enjeux proposed from the kindred themes of several events."""
        desk = self._desk

        def found(enjeux: tuple[ProposedEnjeu, ...]) -> None:
            self._enjeux = enjeux
            self._turn(Beside.ENJEUX)

        desk.work_aside(
            lambda: desk.aside.run(proposals.proposed_enjeux, step=desk.hands.step),
            found,
            busy="Recherche des thèmes parents",
        )

    def action_waiting(self) -> None:
        """Show the much voted propositions without any answer."""
        self._turn(Beside.WAITING)

    def action_to_tree(self) -> None:
        """Go back to the tree, and to what supports the item under its cursor."""
        self._beside = Beside.SUPPORTS
        self._show_side()
        self.query_one(ProjectTree).focus()

    def action_back(self) -> None:
        """Cut nothing after all; else go back to the démarche."""
        if self._cut is not None:
            self._set_cut(None)
        else:
            self._desk.app.show("demarche")

    @on(Tree.NodeHighlighted)
    def _moved(self) -> None:
        if self._beside is Beside.SUPPORTS:
            self._show_side()

    @on(Tree.NodeSelected)
    def _opened(self) -> None:
        item = self._item
        if item is not None and item.level is Level.ACTION and self._sight is not None:
            from facilitator.tui.screens.sheet import SheetScreen

            self._desk.app.push_screen(SheetScreen(self._desk, self._sight.project, item))

    @property
    def _item(self) -> Item | None:
        """The item under the cursor of the tree."""
        here = self.query_one(ProjectTree).here
        items = () if self._sight is None else self._sight.project.items
        return next((one for one in items if one.id == here), None)

    def _set_cut(self, item_id: str | None) -> None:
        self._cut = item_id
        self.query_one(ProjectTree).mark_cut(item_id)

    def _turn(self, beside: Beside) -> None:
        self._beside = beside
        self._show_side()
        self.query_one(ProjectSide).focus()

    def _found(self, item_id: str, found: Proposed) -> None:
        self._proposed[item_id] = found
        if self.is_running:
            self._show_side()

    def _done(self, to: str | None) -> None:
        self._wanted = to
        if self._cut is not None and to == self._cut:
            self._set_cut(None)
        self.look()
        self._desk.look_again()

    def _show(self, seen: tuple[ProjectEvidence, frozenset[str]]) -> None:
        if not self.is_running or (seen == (self._sight, self._refused) and self._wanted is None):
            return
        first = self._sight is None
        sight, self._refused = seen
        self._sight = sight
        tree = self.query_one(ProjectTree)
        here, self._wanted = self._wanted or tree.here, None
        tree.show(sight, here)
        tree.display = bool(sight.project.items)
        self.query_one("#vide").display = not sight.project.items
        if self._enjeux is not None:
            taken = {ref for one in sight.project.supports.values() for ref in one.themes}
            self._enjeux = [one for one in self._enjeux if taken.isdisjoint(one.themes)]
        self._show_side()
        if first:
            tree.focus()

    def _show_side(self) -> None:
        sight, item = self._sight, self._item
        if sight is None:
            return
        of_item = self._beside is Beside.SUPPORTS
        self.query_one("#fiche").display = of_item and item is not None
        rows: list[project_side.Row] = []
        if self._beside is Beside.ENJEUX:
            rows = [*project_side.enjeu_rows(self._enjeux or (), self._refused)]
        elif self._beside is Beside.WAITING:
            rows = [*project_side.unanswered_rows(without_answer(sight), sight.project)]
        elif item is not None:
            self.query_one("#fiche", Static).update(project_side.detail(sight, item))
            proposed = self._proposed.get(item.id)
            rows = [*project_side.support_rows(sight, item, proposed, self._refused)]
        self.query_one(ProjectSide).show(rows)

    def _on_news(self, news: Fresh) -> None:
        if self.is_current and (news.project or news.wall or news.contributions):
            self.look()

    def _on_told(self, said: Told) -> None:
        if said.sentence and said.tone in ("success", "warning", "error"):
            story = self.query_one(Story)
            story.forget()
            story.tell(said.sentence, said.tone)
