"""What a public file says of a place in a year, kept as it was read: a number, or why there is none."""

from dataclasses import dataclass
from enum import StrEnum

from facilitator.domain.place import Level


class Mark(StrEnum):
    """Why a number is absent, or nothing when it is there; never is an absent number zero."""

    GIVEN = ""
    SECRET = "secret"  # noqa: S105 (secret statistique)
    MERGED = "fusion"  # a median of former communes cannot be added
    PARTIAL = "incomplet"  # communes are missing from a sum
    UNREADABLE = "illisible"


class Origin(StrEnum):
    """How a number came about."""

    DIRECT = "lu"
    IRIS = "somme des IRIS"
    SUM = "somme des communes"
    REGISTER = "décompte"


@dataclass(frozen=True, slots=True)
class Observation:
    """One column of one file for one place and year; year 0 is a lasting one, such as an area.

    ``column`` has no year in its name (« P_POP » for P22_POP); ``base`` is its source, a key of
    ``territory/sources.toml``; ``number`` is None exactly where ``mark`` tells why.
    """

    level: Level
    code: str
    column: str
    year: int
    number: float | None
    mark: Mark
    origin: Origin
    base: str
    file: str
