"""What a figure is about: a commune, an intercommunalité, a département, France; a mission's perimeter."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """The scale of a figure, from the smallest; the value is how it is kept and read."""

    COMMUNE = "commune"
    EPCI = "EPCI"
    DEPARTEMENT = "département"
    FRANCE = "France"


@dataclass(frozen=True, slots=True)
class Place:
    """One place; ``code`` is that of Insee, the SIREN of an EPCI, « FR » for France."""

    level: Level
    code: str
    name: str
    population: int = 0
    departement: str = ""
    epci: str = ""


FRANCE = Place(Level.FRANCE, "FR", "France")


@dataclass(frozen=True, slots=True)
class Perimeter:
    """The places of one mission: an intercommunalité, its communes and the départements they are in.

    ``source`` tells where it was read and of which year; ``remarks`` which communes merged or came from
    elsewhere, by year.
    """

    epci: Place
    communes: tuple[Place, ...]
    departements: tuple[Place, ...]
    source: str
    remarks: tuple[str, ...] = ()

    @property
    def above(self) -> tuple[Place, ...]:
        """The places a commune is read beside: its EPCI, the départements, France."""
        return (self.epci, *self.departements, FRANCE)

    @property
    def places(self) -> tuple[Place, ...]:
        """All of them, communes first."""
        return (*self.communes, *self.above)
