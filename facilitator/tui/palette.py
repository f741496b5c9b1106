"""The palette (Ctrl+P): every command, found by its name or by the words that explain it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider

from facilitator.domain.contribution import fold
from facilitator.tui.commands import COMMANDS, Command, run

if TYPE_CHECKING:
    from facilitator.tui.app import FacilitatorApp

INVITATION = "Chercher une commande : trier, votes, diapo…"


class Commands(Provider):
    """The rows of the command table. One that needs an argument goes to the prompt, to be completed."""

    async def discover(self) -> Hits:
        """All of them, in their order."""
        for command in COMMANDS:
            yield DiscoveryHit(f"/{command.name}", self._choosing(command), help=command.help)

    async def search(self, query: str) -> Hits:
        """Those that answer to ``query``, accents and capitals apart; where none does, the help."""
        found = False
        for command in COMMANDS:
            score = worth(command, query)
            if score:
                found = True
                yield Hit(score, f"/{command.name}", self._choosing(command), help=command.help)
        if not found:
            yield Hit(
                0.1,
                "Aucune commande de ce nom",
                self._app.show_help,
                help="Entrée : toutes les commandes dans l’aide.",
            )

    @property
    def _app(self) -> FacilitatorApp:
        return self.app  # type: ignore[return-value]

    def _choosing(self, command: Command) -> Callable[[], None]:
        def choose() -> None:
            desk = self._app.desk
            if desk is None:
                return
            if command.argument:
                self._app.show("seance")
                self._app.give_back(f"/{command.name} ")
            else:
                run(desk, command.name, "")

        return choose


def worth(command: Command, query: str) -> float:
    """How well a command answers to ``query``, 0 for not at all: its name first, then its explanation."""
    words = fold(query).lstrip("/").split()
    if not words:
        return 0.0
    names = [command.name, *command.aliases]
    explained = fold(f"{command.help} {command.argument}")
    if len(words) == 1 and any(name.startswith(words[0]) for name in names):
        return 1.0 if command.name.startswith(words[0]) else 0.9
    told = f" {' '.join(names)} {explained}".replace("’", " ")
    if all(f" {word}" in told for word in words):
        return 0.7
    return 0.5 if all(word in told for word in words) else 0.0


def show_palette(app: FacilitatorApp) -> None:
    """Show it, unless it is there already."""
    if not isinstance(app.screen, CommandPalette):
        app.push_screen(CommandPalette([Commands], placeholder=INVITATION, id="--command-palette"))
