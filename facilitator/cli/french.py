"""What typer says in English, said in French: usage lines, help option, usage errors."""

import difflib
from typing import Any

import typer.core
from typer.exceptions import TyperException

from facilitator.errors import UsageError

FLAG = " "
"""The metavar of an option without a value, which typer would call a bool."""


def _name_things_in_french() -> None:
    """Give typer's help its French words; a constant of typer.rich_utils is the only way to some."""
    import typer.rich_utils

    typer.rich_utils.REQUIRED_LONG_STRING = "[obligatoire]"
    typer.rich_utils.DEFAULT_STRING = "[par défaut : {}]"
    typer.rich_utils.COMMANDS_PANEL_TITLE = "Actes"


class _French:
    """The help of a command, in French; stands before typer's own class."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write « Utilisation : » rather than « Usage: »."""
        pieces = self.collect_usage_pieces(ctx)  # type: ignore[attr-defined]
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix="Utilisation : ")

    def get_help_option(self, ctx: Any) -> Any:
        """Give ``--help`` its French sentence."""
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = "Afficher cette aide."
            option.metavar = FLAG
        return option

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help, its small words in French too."""
        _name_things_in_french()
        super().format_help(ctx, formatter)  # type: ignore[misc]


class FrenchCommand(_French, typer.core.TyperCommand):
    """A command whose help speaks French."""


class FrenchGroup(_French, typer.core.TyperGroup):
    """A group of commands whose help and unknown-command error speak French."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command named first; an unknown one raises UsageError with the nearest names."""
        if args and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            near = difflib.get_close_matches(args[0], self.list_commands(ctx))
            hint = f"Vouliez-vous dire « {' » ou « '.join(near)} » ?" if near else ""
            raise UsageError(
                f"La commande « {args[0]} » n’existe pas.",
                cause=hint,
                next_step="Tapez « facilitator --help » pour voir toutes les commandes.",
            )
        return super().resolve_command(ctx, args)


def usage_sentence(error: TyperException) -> str:
    """The French sentence for a usage error of typer, told apart by its class name."""
    parameter = getattr(error, "param", None)
    name = max(getattr(parameter, "opts", None) or [""], key=len)
    if name and not name.startswith("-"):
        name = str(getattr(parameter, "metavar", None) or name).upper()
    match type(error).__name__:
        case "NoSuchOption":
            near = ", ".join(getattr(error, "possibilities", None) or [])
            hint = f" Options proches : {near}." if near else ""
            return f"L’option {getattr(error, 'option_name', '')} n’existe pas.{hint}"
        case "MissingParameter":
            return f"Il manque {name}."
        case "BadParameter":
            return f"La valeur donnée pour {name} ne convient pas."
        case "BadOptionUsage":
            return f"L’option {getattr(error, 'option_name', '')} attend une valeur."
        case _:
            return "La commande n’est pas comprise : un mot de trop ou une option mal placée."
