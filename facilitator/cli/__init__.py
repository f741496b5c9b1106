"""The command line: the only place, with ``__main__``, where objects are wired together."""

from facilitator.cli.app import main

__all__ = ["main"]
