"""The application: which event is open, which screen is shown, and how it starts and ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType

from facilitator.config import Settings, write_setting
from facilitator.domain.contribution import Contribution
from facilitator.errors import FacilitatorError
from facilitator.tui import commands
from facilitator.tui.hands import Hands
from facilitator.tui.looks import LOOKS
from facilitator.tui.opening import Opened, open_event
from facilitator.tui.scribe import Pending

if TYPE_CHECKING:
    from facilitator.domain.lens import Lens
    from facilitator.domain.proposal import Proposal
    from facilitator.tui.desk import Desk

NEWS_EVERY = 0.5
_PRINTED = {"space": "Espace", "enter": "Entrée", "escape": "Échap", "delete": "Suppr"}
"""Keys that bear a word on a French keyboard."""


class FacilitatorApp(App[None]):
    """The live session. Give it a démarche and an event to begin there; else the accueil asks."""

    TITLE = "facilitator"
    CSS_PATH = "style.tcss"
    ENABLE_COMMAND_PALETTE = True
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (95, "-wide")]  # noqa: RUF012 - Textual declares it so

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "run('aide')", "Aide", id="aide", priority=True),
        Binding("f2", "run('seance')", "Séance", id="ecran.seance"),
        Binding("f3", "run('themes')", "Thèmes", id="ecran.themes"),
        Binding("f4", "run('livrables')", "Livrables", id="ecran.livrables"),
        Binding("f5", "run('trier')", "Trier", id="trier"),
        Binding("f8", "run('projeter')", "Projeter", id="projeter"),
        Binding("f9", "run('aspect')", "Aspect", show=False, id="aspect"),
        Binding("ctrl+z", "run('annuler')", "Annuler", id="annuler"),
        Binding("ctrl+y", "run('refaire')", "Refaire", show=False, id="refaire"),
        Binding("ctrl+p", "command_palette", "Palette", show=False, id="palette"),
        Binding("ctrl+q", "run('quitter')", "Quitter", show=False, priority=True, id="quitter"),
    ]

    def __init__(self, settings: Settings, demarche: str | None = None, evenement: str | None = None) -> None:
        super().__init__()
        self.settings = settings
        self.desk: Desk | None = None
        self.hands = Hands(self, self.tell)
        self._asked = (demarche, evenement)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """What the layout names before a look is worn."""
        return {"muted": "#9fabb8"}

    def get_key_display(self, binding: Binding) -> str:
        """Keys as they are printed on a keyboard: « F3 », « ^Z »."""
        shown = super().get_key_display(binding)
        return _PRINTED.get(binding.key) or (shown.upper() if len(shown) in (2, 3) else shown)

    def on_unmount(self) -> None:
        """Let the file go once the last act is in it."""
        if self.desk is not None:
            self.desk.close()
        self.hands.close()

    def on_mount(self) -> None:
        """Dress, take the user's own keys, and open what was asked for."""
        for look in LOOKS:
            self.register_theme(look)
        self.theme = self.settings.aspect
        self.set_keymap(dict(self.settings.touches))
        demarche, evenement = self._asked
        if demarche is None:
            self.show("accueil")
        else:
            self.open(demarche, evenement)
        self.set_interval(NEWS_EVERY, self._look)

    def _look(self) -> None:
        if self.desk is not None:
            self.desk.look_again()

    def open(self, demarche: str, evenement: str | None = None) -> None:
        """Open an event of a démarche, and be ready to type."""
        self.hands.do(self.hands.acts, lambda: open_event(self.settings, demarche, evenement), self._opened)

    def _opened(self, opened: Opened) -> None:
        from facilitator.tui.desk import Desk
        from facilitator.tui.screens.board import BoardScreen
        from facilitator.tui.screens.livrables import LivrablesScreen
        from facilitator.tui.screens.seance import Seance

        self.close_event()
        self.desk = Desk(self, opened, self.hands)
        screens = {"seance": Seance, "themes": BoardScreen, "livrables": LivrablesScreen}
        for name, screen in screens.items():
            self.install_screen(screen(self.desk), name)
        self.show("seance")

    def close_event(self) -> None:
        """Let the event under way go, if any; all of it is in the file already."""
        if self.desk is not None:
            self.desk.close()
            for name in ("seance", "themes", "livrables"):
                self.uninstall_screen(name)
            self.desk = None

    def tell(self, error: FacilitatorError) -> None:
        """Tell a failure where the eyes are."""
        if self.desk is not None:
            self.desk.failed(error)
        else:
            self.notify("\n".join((error.cause, error.next_step)), title=error.title, severity="error")

    def show(self, screen: str) -> None:
        """Show a screen by its name: accueil, seance, themes, livrables, projection."""
        if screen == "projection" and self.desk is not None:
            from facilitator.tui.screens.projection import Projection

            self.push_screen(Projection(self.desk))
            return
        while len(self.screen_stack) > 1:  # the blank screen stays under all others
            self.pop_screen()
        if screen == "accueil":
            from facilitator.tui.screens.home import Home

            self.push_screen(Home(self.settings))
        else:
            self.push_screen(screen)

    def bring_to_prompt(self, contribution: Contribution) -> None:
        """Show the séance with a contribution at its prompt."""
        self.show("seance")
        seance = self.get_screen("seance")
        seance.bring(contribution.number)  # type: ignore[attr-defined]

    def consider(self, proposal: Proposal) -> None:
        """Show what a re-sort would change."""
        from facilitator.tui.screens.proposal import ProposalScreen

        assert self.desk is not None
        self.push_screen(ProposalScreen(self.desk, proposal))

    def see(self, lens: Lens) -> None:
        """Show the wall through a lens."""
        from facilitator.tui.screens.lens import LensScreen

        assert self.desk is not None
        self.push_screen(LensScreen(self.desk, lens))

    def settle(self, pending: Pending, recorded: Sequence[Contribution]) -> None:
        """Show in the conversation what became of lines on their way."""
        from facilitator.tui.widgets.conversation import Conversation

        self.get_screen("seance").query_one(Conversation).settle(pending, recorded)

    def give_back(self, line: str) -> None:
        """Put a line that could not be kept back at the prompt."""
        from facilitator.tui.widgets.prompt import Prompt

        self.get_screen("seance").query_one(Prompt).give_back(line)

    def wear(self, look: str) -> None:
        """Change the colours, and keep them for the next time."""
        self.theme = look
        self.hands.do(self.hands.acts, lambda: write_setting("aspect", look))

    def show_help(self) -> None:
        """Show commands and keys, those of what has the focus first."""
        from facilitator.tui.screens.help import Help

        self.push_screen(Help(self.screen.focused, self.screen))

    def action_run(self, name: str) -> None:
        """Carry out a command by its key."""
        if self.desk is not None:
            commands.run(self.desk, name, "")
