"""The livrables: what can be drafted, what no longer says what the wall says, and where it lies."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from facilitator.domain.missions import Document
from facilitator.errors import FacilitatorError, UndecidedNamesError
from facilitator.language.typography import typeset
from facilitator.tui import live
from facilitator.tui.desk import Desk, Fresh, Told, told
from facilitator.tui.doing import documents
from facilitator.tui.opener import open_with_system
from facilitator.tui.widgets.heading import Heading
from facilitator.tui.widgets.key_line import KeyLine
from facilitator.tui.widgets.moments import since
from facilitator.tui.widgets.story import SIGNS
from facilitator.workshop.drafted import LivrableKind
from facilitator.workshop.whole_documents import whole_shelf

if TYPE_CHECKING:
    from facilitator.workshop.drafted import Shelved


Kind = LivrableKind | Document


class Shelf(OptionList):
    """The rows; Enter drafts."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Rédiger", id="livrables.rediger"),
    ]


class LivrablesScreen(Screen[None]):
    """One row a livrable. Enter drafts it in the process aside; capture goes on meanwhile."""

    CSS_PATH = "livrables.tcss"
    HELP = """\
## Les livrables

**↑ ↓** choisit, **Entrée** rédige (ou rédige de nouveau), **t** rédige tout ce qui manque ou est périmé.
**o** ouvre le document, **d** son dossier, **p** montre ses preuves : les post-its derrière chaque ligne.
**n** montre les noms à vérifier : rien n’est rédigé avant.

*Périmé* : le mur a changé depuis que le document est écrit ; la raison est dite. Un document que vous
avez complété à la main n’est jamais perdu : l’ancien va dans le dossier `precedents`.
"""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", "draft_all", "Tout", id="livrables.tout"),
        Binding("o", "open", "Ouvrir", id="livrables.ouvrir"),
        Binding("p", "prove", "Preuves", id="livrables.preuves"),
        Binding("d", "open_folder", "Dossier", id="livrables.dossier"),
        Binding("n", "app.run('noms')", "Noms", id="livrables.noms"),
        Binding("escape", "back", "Séance", show=False, id="livrables.revenir"),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._shelf: Sequence[Shelved] = ()
        self._drafting: set[Kind] = set()
        self._failed: dict[Kind, FacilitatorError] = {}
        self._looking = False

    def compose(self) -> ComposeResult:
        """Where we are, the rows, where they lie, what happened last, keys."""
        yield Heading(self._desk)
        with Vertical(id="etagere"):
            yield Shelf(id="livrables", markup=False)
        yield Static(id="dossier", markup=False)
        yield Static(id="dit", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        """Follow what changes, and what is told."""
        self._desk.news.subscribe(self, self._on_news)
        self._desk.told.subscribe(self, self._on_told)

    def on_screen_resume(self) -> None:
        """What there is now; what was told before is past."""
        self.query_one("#dit", Static).update("")
        self.call_after_refresh(self.look)

    def look(self) -> None:
        """Compare each livrable with the wall, outside the screen's thread."""
        if not self._looking:
            self._looking = True
            workshop, event, hands = self._desk.workshop, self._desk.live.event, self._desk.hands
            hands.do(
                hands.eyes,
                lambda: (*workshop.livrables.shelf(event, workshop.events()), *whole_shelf(workshop)),
                self._show,
                last=self._looked,
            )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """« Ouvrir » and « Preuves » only where there is a file; None leaves the key shown, but dim."""
        here = self._here()
        if action == "prove" and here is not None and not _is_proved(here):
            return None
        return None if action in ("open", "prove") and (here is None or here.written_at is None) else True

    def action_draft(self) -> None:
        """Write the one highlighted."""
        here = self._here()
        if here is not None:
            self._draft(here.kind)

    def action_draft_all(self) -> None:
        """Write what is not there or is out of date."""
        wanted = [one.kind for one in self._shelf if one.written_at is None or one.outdated]
        for kind in wanted:
            self._draft(kind)
        if not wanted and self._shelf:
            self._tell(typeset("Tout est à jour."), "success")

    def action_open(self) -> None:
        """Show the document in its own program."""
        here = self._here()
        if here is not None:
            self._open(here.path)

    def action_prove(self) -> None:
        """Show the post-its behind each line of the document."""
        here = self._here()
        if here is not None:
            documents.prove(self._desk, here.path, self)

    def action_open_folder(self) -> None:
        """Show the folder that the livrables are in."""
        if self._shelf:
            folder = self._shelf[0].path.parent
            self._open(folder if folder.exists() else folder.parent)

    def action_back(self) -> None:
        """Go back to the séance."""
        self._desk.app.show("seance")

    @on(OptionList.OptionSelected)
    def _chosen(self) -> None:
        self.action_draft()

    @on(OptionList.OptionHighlighted)
    def _moved(self) -> None:
        self.refresh_bindings()

    def _here(self) -> Shelved | None:
        if not self._shelf:
            return None
        at = self.query_one("#livrables", OptionList).highlighted
        return None if at is None else self._shelf[at]

    def _draft(self, kind: Kind) -> None:
        if kind not in self._drafting:
            self._drafting.add(kind)
            self._failed.pop(kind, None)
            self._show_rows()

            def refused(error: FacilitatorError) -> None:
                self._failed[kind] = error
                if isinstance(error, UndecidedNamesError) and self.is_current:
                    self._desk.app.show("noms")
                self._desk.failed(error)

            documents.draft(self._desk, kind, failed=refused, last=lambda: self._ended(kind))

    def _ended(self, kind: Kind) -> None:
        self._drafting.discard(kind)
        if self.is_running:  # else the event was left, or the program
            self._show_rows()
            self.look()

    def _looked(self) -> None:
        self._looking = False

    def _show(self, shelf: Sequence[Shelved]) -> None:
        if not self.is_running:
            return
        self._shelf = shelf
        self.query_one("#dossier", Static).update(f"Dossier : {shelf[0].path.parent}")
        self._show_rows()

    def _show_rows(self) -> None:
        options = self.query_one("#livrables", OptionList)
        at = options.highlighted or 0
        options.clear_options()
        options.add_options(
            [Option(_row(one, *_state(one, self._drafting, self._failed))) for one in self._shelf]
        )
        options.highlighted = at if self._shelf else None
        self.refresh_bindings()

    def _open(self, path: Path) -> None:
        try:
            open_with_system(path)
        except FacilitatorError as error:
            self._tell("\n".join(filter(None, told(error))), "error")
        else:
            self._tell(typeset(f"Ouverture : {path.name}"), "success")

    def _on_news(self, _: Fresh) -> None:
        if self.is_current:
            self.look()

    def _on_told(self, said: Told) -> None:
        if said.sentence and said.tone in ("success", "warning", "error"):
            self._tell(said.sentence, said.tone)

    def _tell(self, sentence: str, tone: str) -> None:
        sign, style = SIGNS[tone]
        self.query_one("#dit", Static).update(Content.styled(f"{sign} {sentence}", style))


def _is_proved(one: Shelved) -> bool:
    """Whether its lines rest on contributions, in a file that can hold its proofs."""
    return one.path.suffix in (".docx", ".pptx") and (isinstance(one.kind, Document) or one.kind.is_proved)


def _row(one: Shelved, state: str, style: str, why: str) -> Content:
    """The title and its state; the name of the file and when it was written; why it is out of date."""
    written = "" if one.written_at is None else f"  ·  {since(one.written_at, live.utc_now())}"
    return Content.assemble(
        (one.title, "bold"),
        (f"   {state}", style),
        (f"\n  {one.path.name}{written}", "$muted"),
        (f"\n  {why}" if why else "", style),
    )


def _state(
    one: Shelved, drafting: Collection[Kind], failed: Mapping[Kind, FacilitatorError]
) -> tuple[str, str, str]:
    """The state in a word with its sign, its colour, and why."""
    if one.kind in drafting:
        return "⧗ rédaction en cours…", "bold $warning", ""
    if one.kind in failed:
        error = failed[one.kind]
        return "✗ non écrit", "bold $error", " ".join(filter(None, (error.title, error.next_step)))
    if one.written_at is None:
        return "○ pas encore écrit", "$muted", ""
    if one.outdated:
        return "▲ périmé", "bold $warning", one.outdated
    return "✓ à jour", "bold $success", ""
