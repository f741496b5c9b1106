"""The application: which event is open, which screen is shown, and how it starts and ends."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import App
from textual.binding import Binding, BindingType
from textual.worker import Worker, WorkerState

from facilitator.config import Settings, write_setting
from facilitator.domain.contribution import Contribution
from facilitator.errors import FacilitatorError
from facilitator.tui import commands
from facilitator.tui.hands import Hands
from facilitator.tui.looks import LOOKS, following
from facilitator.tui.opening import Opened, open_event
from facilitator.tui.scribe import Pending

if TYPE_CHECKING:
    from textual.screen import Screen

    from facilitator.domain.lens import Lens
    from facilitator.domain.proposal import Proposal
    from facilitator.tui.desk import Desk

NEWS_EVERY = 0.5


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
        Binding("f7", "run('demarche')", "Démarche", id="ecran.demarche"),
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
        self._opening = False
        self._typed_ahead = ""
        self.unforeseen: list[BaseException] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """What the layout names before a look is worn."""
        return {"muted": "#9fabb8"}

    def get_key_display(self, binding: Binding) -> str:
        """Keys as they are printed on a keyboard: « F3 », « ^Z », « Échap »."""
        if binding.key in _KEYS:
            return _KEYS[binding.key]
        shown = super().get_key_display(binding)
        return shown.upper() if len(shown) in (2, 3) else shown

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

        def refused(error: FacilitatorError) -> None:
            self.take_typed_ahead()  # it belonged to this event: it enters no other one
            self.tell(error)

        self._opening = True
        self.hands.do(
            self.hands.acts,
            lambda: open_event(self.settings, demarche, evenement),
            self._opened,
            failed=refused,
        )

    def _opened(self, opened: Opened) -> None:
        from facilitator.tui.desk import Desk
        from facilitator.tui.screens.board import BoardScreen
        from facilitator.tui.screens.livrables import LivrablesScreen
        from facilitator.tui.screens.names import NamesScreen
        from facilitator.tui.screens.seance import Seance

        self.close_event()
        self.desk = Desk(self, opened, self.hands)
        screens = {
            "seance": Seance,
            "themes": BoardScreen,
            "livrables": LivrablesScreen,
            "noms": NamesScreen,
        }
        for name, screen in screens.items():
            self.install_screen(screen(self.desk), name)
        self.show("seance")
        for told in opened.workshop.names.purged:
            self.call_after_refresh(self.desk.say_as_is, told, "warning")

    def on_key(self, event: events.Key) -> None:
        """Keep what is typed while an event is being opened: it belongs to its prompt."""
        if self._opening and event.is_printable:
            self._typed_ahead += event.character or ""

    def take_typed_ahead(self) -> str:
        """What was typed while the event was being opened; from now on keys have a prompt to go to."""
        typed, self._typed_ahead, self._opening = self._typed_ahead, "", False
        return typed

    def close_event(self) -> None:
        """Let the event under way go, if any; all of it is in the file already."""
        if self.desk is not None:
            self.desk.close()
            for name in ("seance", "themes", "livrables", "noms"):
                screen = self.get_screen(name)
                self.uninstall_screen(name)
                if screen.is_running:  # it was shown: its timers would go on for ever
                    screen.remove()
            self.desk = None

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Tell also what nobody foresaw; the session goes on."""
        error = event.worker.error
        if event.state is WorkerState.ERROR and error is not None:
            self.unforeseen.append(error)
            self.tell(
                FacilitatorError(
                    "Une erreur que le programme n’avait pas prévue.",
                    cause=f"{type(error).__name__} : {error}.",
                    next_step="Ce qui était enregistré l’est toujours ; continuez, ou relancez la séance.",
                )
            )

    def tell(self, error: FacilitatorError) -> None:
        """Tell a failure where the eyes are."""
        if self.desk is not None:
            self.desk.failed(error)
        else:
            if len(self.screen_stack) == 1:  # nothing could be opened: begin where there is a choice
                self.show("accueil")
            self.notify("\n".join((error.cause, error.next_step)), title=error.title, severity="error")

    def show(self, screen: str) -> None:
        """Show a screen by its name: accueil, seance, themes, livrables, noms, demarche, projet…"""
        if screen == "projection" and self.desk is not None:
            from facilitator.tui.screens.projection import Projection

            self.push_screen(Projection(self.desk))
            return
        while len(self.screen_stack) > 1:  # the blank screen stays under all others
            self.pop_screen()
        if screen == "accueil":
            from facilitator.tui.screens.home import Home

            self.push_screen(Home(self.settings))
        elif screen in ("demarche", "projet") and self.desk is not None:
            self.push_screen(_of_demarche(screen, self.desk))
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
        """Show commands and keys, those of what has the focus first; a second time, leave them."""
        from facilitator.tui.screens.help import Help

        if isinstance(self.screen, Help):
            self.pop_screen()
            return
        self.push_screen(Help(self.screen.focused, self.screen))

    def action_run(self, name: str) -> None:
        """Carry out a command by its key."""
        if name in _WITHOUT_EVENT:
            _WITHOUT_EVENT[name](self)
        elif self.desk is not None:
            commands.run(self.desk, name, "")

    @property
    def at_event(self) -> bool:
        """Whether an event is open, and what is shown is about it: not the accueil, nor what it led to."""
        from facilitator.tui.screens.home import Home

        return self.desk is not None and not any(isinstance(one, Home) for one in self.screen_stack)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Away from an event only help, colours and leaving make sense, and no other command."""
        if action == "run":
            return self.at_event or parameters[0] in _WITHOUT_EVENT
        return action != "command_palette" or self.at_event

    def action_command_palette(self) -> None:
        """Show all commands, to be found by their words."""
        from facilitator.tui.palette import show_palette

        show_palette(self)


def _of_demarche(name: str, desk: Desk) -> Screen[None]:
    """A screen about the whole démarche, made when it is first asked for: a séminaire alone never does."""
    if name == "demarche":
        from facilitator.tui.screens.demarche import DemarcheScreen

        return DemarcheScreen(desk)
    from facilitator.tui.screens.project import ProjectScreen

    return ProjectScreen(desk)


_KEYS = {
    "escape": "Échap",
    "enter": "Entrée",
    "delete": "Suppr",
    "backspace": "Retour",
    "space": "Espace",
    "insert": "Inser",
    "home": "Début",
    "end": "Fin",
    "pageup": "Page ↑",
    "pagedown": "Page ↓",
    "tab": "Tab",
    "shift+tab": "Maj+Tab",
}
"""Keys whose French name is not Textual's."""

_WITHOUT_EVENT: dict[str, Callable[[FacilitatorApp], None]] = {
    "aide": FacilitatorApp.show_help,
    "aspect": lambda app: app.wear(following(app.theme)),
    "quitter": lambda app: app.exit(),
}
