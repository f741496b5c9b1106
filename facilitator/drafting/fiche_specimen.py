"""Specimens of a commune, with nothing, a little and much known of it: what its outline is tried on."""

from collections.abc import Mapping, Sequence

from facilitator.domain.evidence import EventEvidence
from facilitator.domain.heard_in import Heard, Tie, Told
from facilitator.domain.place import Level, Perimeter, Place
from facilitator.domain.statistics import Mark, Observation, Origin
from facilitator.drafting.fiche_commune import Matter, Situation, Study, fiches_values, first_draft
from facilitator.drafting.fiche_figures import Figures
from facilitator.drafting.fiche_words import Answered
from facilitator.territory.dictionary import load_dictionary
from facilitator.territory.readings import Readings

_COMMUNES = tuple(
    Place(Level.COMMUNE, f"0000{rank}", f"Commune {rank}", 100 * rank, "00", "E") for rank in (1, 2)
)
_PERIMETER = Perimeter(
    Place(Level.EPCI, "E", "CC"), _COMMUNES, (Place(Level.DEPARTEMENT, "00", "Département"),), "Specimen"
)
_COLUMNS = {
    "P_POP": (2016, 2022),
    "P_LOG": (2022,),
    "P_LOGVAC": (2022,),
    "indfoy_ndur": (2023,),
    "ECOLES": (2023,),
    "ELEVES": (2023,),
    "MED": (2021,),
}
_BASES = {"indfoy_ndur": "caf-foyers", "ECOLES": "ecoles", "ELEVES": "ecoles", "MED": "filosofi"}
_PICTURE = Situation(b"<svg/>", b"", "Carte.")


def fiche_values(evidences: Sequence[EventEvidence]) -> Sequence[Mapping[str, object]]:
    """The values of the outline for nothing known, for one commune, and for two at once."""
    bare = Study(Figures(Readings(_PERIMETER, ()), load_dictionary()), "CC")
    known = Study(Figures(Readings(_PERIMETER, _observations()), load_dictionary()), "CC", True, True)
    told = [
        Told(said, one, tie)
        for one in evidences
        for said in one.contributions
        for tie in (Tie.PLACE if said.number % 2 else Tie.TABLE,)
    ]
    heard = Heard(tuple(told[::2]), tuple(told[1::2]))
    full = Matter(_COMMUNES[0], heard, Answered(9, 30), _PICTURE)
    few = Matter(_COMMUNES[1], Heard(), Answered(2, 30))
    return [
        fiches_values(study, [first_draft(study, one).fiche for one in matters])
        for study, matters in (
            (bare, [Matter(_COMMUNES[0])]),
            (known, [full]),
            (known, [few, full, Matter(_COMMUNES[0])]),
        )
    ]


def _observations() -> list[Observation]:
    """Figures of both communes and those above them; the median of the second is secret."""
    return [
        Observation(
            place.level,
            place.code,
            column,
            year,
            None if (hidden := column == "MED" and place == _COMMUNES[1]) else 40.0 * (rank + 2) + year % 7,
            Mark.SECRET if hidden else Mark.GIVEN,
            Origin.DIRECT,
            _BASES.get(column, "rp"),
            "specimen.csv",
        )
        for rank, place in enumerate((*_COMMUNES, _PERIMETER.epci, *_PERIMETER.departements))
        for column, years in _COLUMNS.items()
        for year in years
    ]
