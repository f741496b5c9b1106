"""What a fiche commune calls atouts and points to watch: gaps with the EPCI by a rule that can be read.

A gap explains nothing; the rule is printed on the page, and a human completes it. What stands on the spot is
counted from the registers.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from facilitator.domain.place import Place
from facilitator.drafting.fiche_figures import Figures
from facilitator.language.french import counted, listed
from facilitator.language.typography import typeset
from facilitator.territory.readings import Reading, State
from facilitator.territory.wording import decimal, shown

POINTS, SHARE = 2.0, 0.15
"""A gap counts from so many points and from this share of the other figure on."""
ROUNDED_POINTS, ROUNDED_SHARE = 3.0, 0.25
"""The same where the Caf's rounding alone may make a gap of a point or two."""
MONEY_SHARE = 0.05
"""For a median, of which a twentieth is much."""
RULE = typeset(
    "Atouts et points à surveiller : écarts avec l'intercommunalité (à défaut, le département) d'au moins "
    "2 points et 15 % (5 % pour un revenu ; 3 points et 25 % pour un chiffre de la Caf). Un écart n'explique "
    "rien."
)


class Side(Enum):
    """What a gap is called."""

    ASSET = auto()
    WATCH = auto()


@dataclass(frozen=True, slots=True)
class Sense:
    """What it means to be above or below the EPCI; None: nothing either way."""

    key: str
    words: str
    above: Side | None
    below: Side | None


SENSES = (
    Sense("niveau-de-vie", "Niveau de vie médian", Side.ASSET, Side.WATCH),
    Sense("pauvrete", "Taux de pauvreté", Side.WATCH, Side.ASSET),
    Sense("moins-15", "Moins de 15 ans", Side.ASSET, None),
    Sense("part-75", "75 ans et plus", Side.WATCH, None),
    Sense("monoparentales", "Familles monoparentales", Side.WATCH, None),
    Sense("seuls-65", "65 ans et plus qui vivent seuls", Side.WATCH, None),
    Sense("part-rsa", "Foyers allocataires au RSA", Side.WATCH, Side.ASSET),
    Sense("qf-800", "Quotient familial de moins de 800 €", Side.WATCH, Side.ASSET),
    Sense("chomage", "Chômage au sens du recensement", Side.WATCH, Side.ASSET),
    Sense("vacance", "Logements vacants", Side.WATCH, Side.ASSET),
    Sense("suroccupation", "Logements suroccupés", Side.WATCH, None),
    Sense("sans-voiture", "Ménages sans voiture", Side.WATCH, None),
)

ON_THE_SPOT = (
    ("ecoles", "école", "écoles"),
    ("creches", "lieu d’accueil du jeune enfant", "lieux d’accueil du jeune enfant"),
    ("colleges", "collège", "collèges"),
    ("lycees", "lycée", "lycées"),
    ("medecins", "médecin généraliste", "médecins généralistes"),
)
MOST_OTHERS = 6  # sorts of equipment of the dictionary that are named beside these
MISSED = ("ecoles", "medecins")
"""Of these, the absence is told too."""


@dataclass(frozen=True, slots=True)
class Gap:
    """One gap in a sentence; ``weight`` is its share of the other figure."""

    side: Side
    sentence: str
    weight: float


def gaps(figures: Figures, commune: Place) -> tuple[Gap, ...]:
    """The gaps of a commune that count, widest first."""
    found = [*_population(figures, commune), *_shares(figures, commune)]
    return tuple(sorted(found, key=lambda one: -one.weight))


def _population(figures: Figures, commune: Place) -> Iterator[Gap]:
    epci, departement = figures.above(commune)
    here = figures.evolution(commune)
    if here is None or here.change is None:
        return
    for place, where in ((epci, "l'intercommunalité"), (departement, "le département")):
        there = None if place is None else figures.evolution(place)
        if there is None or there.change is None:
            continue
        apart = here.change - there.change
        if abs(apart) >= POINTS:
            side = Side.ASSET if apart > 0 else Side.WATCH
            change, other = _signed(here.change), _signed(there.change)
            told = f"Population : {change} entre {here.first} et {here.last}, {other} dans {where}"
            yield Gap(side, typeset(told), abs(apart) / 10)
        return


def _signed(change: float) -> str:
    text = decimal(change, 1)
    return f"{'+' if change > 0 and text != '0,0' else ''}{text} %"


def _shares(figures: Figures, commune: Place) -> Iterator[Gap]:
    epci, departement = figures.above(commune)
    for sense in SENSES:
        here, statistic = figures.read(sense.key, commune), figures.statistic(sense.key)
        if here is None or here.number is None or statistic is None:
            continue
        there, where = figures.read(sense.key, epci), "l'intercommunalité"
        if (there is None or there.number is None) and here.state is State.EXACT and departement is not None:
            there, where = figures.read(sense.key, departement), "le département"
        weight = _weight(here, there, money=statistic.unit.startswith("€"))
        if not weight:
            continue
        side = sense.above if weight > 0 else sense.below
        if side is not None and there is not None:
            values = [shown(statistic, one, unit=statistic.unit.startswith("€")) for one in (here, there)]
            values = [one.removesuffix(" par an") for one in values]
            told = f"{sense.words} : {values[0]}, contre {values[1]} dans {where}"
            yield Gap(side, typeset(told), abs(weight))


def _weight(here: Reading, there: Reading | None, *, money: bool) -> float:
    """How far a figure is from another, as a share of it; 0 where the gap does not count."""
    if here.number is None or there is None or not there.number:
        return 0
    apart = here.number - there.number
    share = apart / there.number
    if money:
        return share if abs(share) >= MONEY_SHARE else 0
    rounded = here.state is State.ABOUT
    least, part = (ROUNDED_POINTS, ROUNDED_SHARE) if rounded else (POINTS, SHARE)
    return share if abs(apart) >= least and abs(share) >= part else 0


def on_the_spot(figures: Figures, commune: Place) -> tuple[str, str]:
    """« Sur place : 2 écoles (143 élèves), 1 collège », and « Ni école ni médecin généraliste sur place »."""
    there, absent = [], []
    for key, one, several in ON_THE_SPOT:
        reading = figures.read(key, commune)
        if reading is None or reading.number is None:
            continue
        count = round(reading.number)
        if count:
            there.append(counted(count, one, several) + _pupils(figures, commune, key))
        elif key in MISSED:
            absent.append(one)
    there += _others(figures, commune)
    present = f"Sur place : {listed(there)}" if there else ""
    missed = f"Ni {' ni '.join(absent)} sur place" if len(absent) > 1 else ""
    if len(absent) == 1:
        missed = f"Pas {'d’' if absent[0][:1] in 'éa' else 'de '}{absent[0]} sur place"
    return typeset(present), typeset(missed)


def _others(figures: Figures, commune: Place) -> list[str]:
    """« pharmacies (2) » for further equipments of the dictionary, as many as a line or two hold."""
    named = {key for key, _, _ in ON_THE_SPOT}
    found = [
        f"{_lower(statistic.name)} ({round(reading.number)})"
        for statistic in figures.equipments
        if statistic.key not in named
        and (reading := figures.read(statistic.key, commune)) is not None
        and reading.number
    ]
    left = len(found) - MOST_OTHERS
    if left <= 1:
        return found
    return [*found[:MOST_OTHERS], counted(left, "autre sorte d’équipement", "autres sortes d’équipements")]


def _pupils(figures: Figures, commune: Place, key: str) -> str:
    pupils = figures.read("eleves", commune) if key == "ecoles" else None
    if pupils is None or not pupils.number:
        return ""
    return f" ({counted(round(pupils.number), 'élève')})"


def _lower(name: str) -> str:
    return name[:1].lower() + name[1:]
