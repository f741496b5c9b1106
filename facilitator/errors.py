"""Every failure a facilitator can meet, each with what happened, why, and what to do next.

The tree, with the exit code of the command line in brackets:

    FacilitatorError            [1]
    ├── UsageError              [2]  the request itself makes no sense
    │   └── UndecidedNamesError [2]  something may identify a person, and nobody has decided of it
    ├── InputError              [3]  a file that was brought cannot be read or understood
    ├── NotFoundError           [4]  a démarche, an event or a contribution that does not exist
    ├── StoreError              [5]  the démarche file cannot be read or written
    │   └── ConflictError       [5]  somebody else changed it since
    ├── EngineError             [6]  the embedding model is missing or broken
    ├── TemplateError           [7]  a gabarit or a trame cannot be used
    └── ConfigError             [8]  a setting is wrong

Foreign errors are mapped to these once, where the foreign library is called.
"""

import re
from typing import ClassVar

_LONG_QUOTE = re.compile(r"(«\s?[^«»]{80})[^«»]{40,}(?=»)")
"""Words that somebody gave, far longer than any name: the sentence around them is what has to be read."""


class FacilitatorError(Exception):
    """A failure to show to the facilitator, in French, with its cause and the next step."""

    exit_code: ClassVar[int] = 1

    def __init__(self, title: str, *, cause: str = "", next_step: str = "") -> None:
        super().__init__(title)
        self.title = _clipped(title)
        self.cause = _clipped(cause)
        self.next_step = _clipped(next_step)

    def __str__(self) -> str:
        return " ".join(part for part in (self.title, self.cause, self.next_step) if part)


def _clipped(told: str) -> str:
    return _LONG_QUOTE.sub("\\1…\u00a0", told)


class UsageError(FacilitatorError):
    """The request itself makes no sense."""

    exit_code = 2


class UndecidedNamesError(UsageError):
    """Something that is to leave may identify a person, and nobody has decided of it."""


class InputError(FacilitatorError):
    """A file that was brought cannot be read or understood."""

    exit_code = 3


class NotFoundError(FacilitatorError):
    """A démarche, an event or a contribution that does not exist."""

    exit_code = 4


class StoreError(FacilitatorError):
    """The démarche file cannot be read or written."""

    exit_code = 5


class ConflictError(StoreError):
    """Somebody else changed the same thing since."""


class EngineError(FacilitatorError):
    """The embedding model is missing or broken."""

    exit_code = 6


class TemplateError(FacilitatorError):
    """A gabarit or a trame cannot be used."""

    exit_code = 7


class ConfigError(FacilitatorError):
    """A setting is wrong."""

    exit_code = 8
