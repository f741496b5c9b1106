"""The figures of a fiche commune: each indicator of the commune beside its EPCI and its département.

What no file gives leaves the table and is told as missing; nothing is estimated (domaine.md § 4.6).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from facilitator.domain.contribution import fold
from facilitator.domain.place import Place
from facilitator.language.french import listed
from facilitator.language.typography import NO_BREAK, typeset
from facilitator.territory.dictionary import Statistic
from facilitator.territory.readings import Evolution, Reading, Readings, State
from facilitator.territory.sources import sources
from facilitator.territory.wording import GAP, changed, shown

OWN_CHAPTER = "fiche commune"
"""The chapter of a user's own dictionary whose indicators come on the fiche too."""
EVOLUTION = "evolution"
NEEDED, USEFUL, EXTRA = 1, 2, 3
"""How much a row is wanted: the last are left out first where the page is full."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A row of the table: a number, a share of the same people, or both; see ``NEEDED`` for its rank."""

    group: str
    title: str
    number: str = ""
    share: str = ""
    rank: int = NEEDED


ROWS = (
    Wanted("Population", "Habitants", "population"),
    Wanted("Population", "Évolution de la population", EVOLUTION),
    Wanted("Population", "0-2 ans", "age-0-2", "part-0-2"),
    Wanted("Population", "3-10 ans", "age-3-10", "part-3-10"),
    Wanted("Population", "11-17 ans", "age-11-17", "part-11-17"),
    Wanted("Population", "18-24 ans", "age-18-24", "part-18-24", USEFUL),
    Wanted("Population", "65 ans et plus", "age-65", "part-65"),
    Wanted("Population", "75 ans et plus", "age-75", "part-75"),
    Wanted("Familles et revenus", "Ménages", "menages", rank=EXTRA),
    Wanted("Familles et revenus", "Familles monoparentales, parmi les familles", share="monoparentales"),
    Wanted("Familles et revenus", "65 ans et plus qui vivent seuls", share="seuls-65"),
    Wanted("Familles et revenus", "Niveau de vie médian, par an", "niveau-de-vie"),
    Wanted("Familles et revenus", "Foyers allocataires de la Caf", "foyers-allocataires"),
    Wanted("Familles et revenus", "dont foyers au RSA", "rsa", "part-rsa"),
    Wanted(
        "Familles et revenus", "dont foyers à la prime d’activité", "prime-activite", "part-prime", USEFUL
    ),
    Wanted("Familles et revenus", "dont quotient familial de moins de 800 €", share="qf-800"),
    Wanted("Petite enfance et école", "Places d’accueil du jeune enfant", "places"),
    Wanted(
        "Petite enfance et école", "dont places d’assistantes maternelles", "places-assistantes-maternelles"
    ),
    Wanted("Petite enfance et école", "Places pour 100 enfants de moins de 3 ans", "couverture"),
    Wanted(
        "Petite enfance et école",
        "dont places d’assistantes maternelles, pour 100",
        "couverture-assistantes-maternelles",
        rank=USEFUL,
    ),
    Wanted("Petite enfance et école", "Écoles", "ecoles"),
    Wanted("Petite enfance et école", "Élèves des écoles", "eleves"),
    Wanted("Équipements, santé, logement", "Crèches et autres lieux d’accueil", "creches", rank=USEFUL),
    Wanted("Équipements, santé, logement", "Médecins généralistes", "medecins"),
    Wanted("Équipements, santé, logement", "Logements vacants", share="vacance"),
    Wanted("Équipements, santé, logement", "HLM, parmi les résidences principales", share="hlm"),
)


@dataclass(frozen=True, slots=True)
class Ligne:
    """A row as the outline prints it; a ``groupe`` row has a title alone."""

    titre: str
    commune: str = ""
    epci: str = ""
    departement: str = ""
    groupe: bool = False


@dataclass(frozen=True, slots=True)
class _Row:
    """A row that can be read: what it prints, its sources with their years, the states of its readings."""

    group: str
    rank: int
    line: Ligne
    sources: tuple[tuple[str, int], ...]
    states: frozenset[State]
    has_gap: bool


@dataclass(frozen=True, slots=True)
class Table:
    """The table of one commune: its rows, what is missing from it and where it was read, in sentences."""

    lines: tuple[Ligne, ...]
    missing: str
    sources: str
    legend: str


class Figures:
    """The indicators of one territory, ready for the fiche of any of its communes."""

    def __init__(self, readings: Readings, dictionary: Mapping[str, Statistic]) -> None:
        self._readings = readings
        self._dictionary = dictionary
        self._years = {key: readings.years(one) for key, one in dictionary.items()}
        shown_already = {key for row in ROWS for key in (row.number, row.share)}
        own = [one for one in dictionary.values() if fold(one.chapter) == OWN_CHAPTER]
        self._rows = (
            *ROWS,
            *(Wanted("À compléter par le territoire", one.name, one.key, rank=USEFUL) for one in own),
        )
        self.equipments = tuple(
            one
            for one in dictionary.values()
            if one.base in ("bpe", "annuaire") and one.key not in shown_already and one.denominator is None
        )

    @property
    def readings(self) -> Readings:
        """Everything imported."""
        return self._readings

    def last_year(self, key: str) -> int | None:
        """The latest year of an indicator; None where no file gives it, or nobody knows it."""
        years = self._years.get(key, ())
        return years[-1] if years else None

    def read(self, key: str, place: Place) -> Reading | None:
        """One indicator in its latest year; None where no file gives it."""
        year = self.last_year(key)
        return None if year is None else self._readings.read(self._dictionary[key], place, year)

    def statistic(self, key: str) -> Statistic | None:
        """The indicator of this key, where the dictionary has it."""
        return self._dictionary.get(key)

    def evolution(self, place: Place) -> Evolution | None:
        """That of the population, over five years at least; None where no two years can be compared."""
        known = self._dictionary.get("population")
        return None if known is None else self._readings.evolution(known, place)

    def above(self, commune: Place) -> tuple[Place, Place | None]:
        """The EPCI of a commune, and its département."""
        perimeter = self._readings.perimeter
        near = [one for one in perimeter.departements if one.code == commune.departement]
        return perimeter.epci, near[0] if near else None

    def table(self, commune: Place, rank: int = EXTRA) -> Table:
        """The rows wanted at ``rank`` or more for a commune, under the titles of their groups."""
        places = (commune, *self.above(commune))
        found = [(wanted, self._row(wanted, places)) for wanted in self._rows]
        rows = [row for _, row in found if row is not None and row.rank <= rank]
        lines: list[Ligne] = []
        for before, row in zip([None, *rows], rows, strict=False):
            if before is None or before.group != row.group:
                lines.append(Ligne(row.group, groupe=True))
            lines.append(row.line)
        return Table(
            tuple(lines),
            _missing([wanted for wanted, row in found if row is None]),
            _sources_of(rows),
            _legend(rows),
        )

    def _row(self, wanted: Wanted, places: Sequence[Place | None]) -> _Row | None:
        if wanted.number == EVOLUTION:
            return self._evolution_row(wanted, places)
        main = wanted.share if self.last_year(wanted.share) is not None else wanted.number
        year = self.last_year(main)
        if year is None:
            return None
        numbers = [self._at(wanted.number, place, year) for place in places]
        shares = [self._at(wanted.share, place, year) for place in places]
        held = [one for one in (*numbers, *shares) if one is not None]
        if all(one.state is State.GAP for one in held):
            return None
        cells = [
            self._cell(wanted, number, share, is_commune=rank == 0)
            for rank, (number, share) in enumerate(zip(numbers, shares, strict=True))
        ]
        base = self._dictionary[main].base
        title = typeset(f"{wanted.title} ({year})") if year else wanted.title
        return _Row(
            wanted.group,
            wanted.rank,
            Ligne(title, cells[0], cells[1], cells[2]),
            ((base, year),),
            frozenset(one.state for one in held),
            GAP in cells,
        )

    def _at(self, key: str, place: Place | None, year: int) -> Reading | None:
        if place is None or self.last_year(key) is None:
            return None
        return self._readings.read(self._dictionary[key], place, year)

    def _cell(
        self, wanted: Wanted, number: Reading | None, share: Reading | None, *, is_commune: bool
    ) -> str:
        """« 30 (2,7 %) » for the commune, « 2,7 % » for the others, a number where no share can be read."""
        told = "" if number is None else shown(self._dictionary[wanted.number], number)
        if number is not None and number.number is not None and self._is_money(wanted.number):
            told += f"{NO_BREAK}€"
        if share is None:
            return told or GAP
        part = shown(self._dictionary[wanted.share], share)
        if not wanted.number:
            return part
        if is_commune and number is not None:
            if number.number is None or share.number is None:
                return told
            return f"{told} ({part.removeprefix(f'environ{NO_BREAK}')})"
        return part if share.number is not None else told or part

    def _is_money(self, key: str) -> bool:
        return self._dictionary[key].unit.startswith("€")

    def _evolution_row(self, wanted: Wanted, places: Sequence[Place | None]) -> _Row | None:
        found = [self.evolution(place) if place is not None else None for place in places]
        told = [one for one in found if one is not None]
        if not told or all(one.change is None for one in told):
            return None
        between = f"{told[0].first}-{told[0].last}"
        cells = [changed(one).removesuffix(f" ({between})") for one in found]
        base = self._dictionary["population"].base
        years = ((base, told[0].first), (base, told[0].last))
        states = frozenset(one.state for one in told)
        return _Row(
            wanted.group,
            wanted.rank,
            Ligne(typeset(f"{wanted.title} ({between})"), cells[0], cells[1], cells[2]),
            years,
            states,
            GAP in cells,
        )

    @property
    def absent_sources(self) -> tuple[str, ...]:
        """The sources of the rows that no file gives, for whoever looks for them."""
        keys = {key for row in self._rows for key in (row.number, row.share) if key in self._dictionary}
        bases = [
            one.base for key, one in self._dictionary.items() if key in keys and self.last_year(key) is None
        ]
        return tuple(typeset(sources()[base].title) for base in dict.fromkeys(bases))


def _missing(rows: Sequence[Wanted]) -> str:
    """« niveau de vie médian, par an ; écoles »: the rows that nothing fills."""
    titles = [one.title.removeprefix("dont ") for one in rows]
    return typeset(" ; ".join(one[:1].lower() + one[1:] for one in titles))


def _sources_of(rows: Sequence[_Row]) -> str:
    """« Insee, recensement de la population, 2016, 2021 et 2022 ; Insee, Filosofi, 2021 »."""
    years: dict[str, set[int]] = {}
    for row in rows:
        for base, year in row.sources:
            years.setdefault(base, set()).add(year)
    told = [
        f"{sources()[base].title}, {listed([str(one) for one in sorted(known) if one]) or 'année non dite'}"
        for base, known in years.items()
    ]
    return typeset(" ; ".join(told))


def _legend(rows: Sequence[_Row]) -> str:
    """What the words of this table's cells mean, and no others."""
    states = frozenset[State]().union(*(row.states for row in rows))
    told = []
    if State.ABOUT in states:
        told.append(
            "« environ » : arrondi à 5 près par la Cnaf (intercommunalité : somme de communes arrondies)"
        )
    if State.SECRET in states:
        told.append("« secret » : non diffusé, ce n'est pas zéro (une somme l'est dès qu'une commune l'est)")
    if State.MASKED in states:
        told.append("« masqué » : part d'un effectif inférieur à 30")
    if any(row.has_gap for row in rows):
        told.append(f"« {GAP} » : non publié à cette échelle, ou non importé")
    return typeset(" ; ".join(told))
