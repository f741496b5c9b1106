"""Specimens of a study, with little and with many of everything: what its outlines are tried on.

Everything in them is invented; nothing of them goes into a document.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from facilitator.config import shipped
from facilitator.domain.place import Level, Perimeter, Place
from facilitator.domain.project_evidence import ProjectEvidence
from facilitator.domain.statistics import Mark, Observation, Origin
from facilitator.drafting.enquete_specimen import answered
from facilitator.drafting.note_strategique import WholeDemarche
from facilitator.drafting.rapport.chapters import CHAPTERS
from facilitator.drafting.rapport.pictures import Picture, Pictures
from facilitator.drafting.rapport.report import (
    OUTLINE,
    SUMMARY,
    opening_values,
    report_values,
    summary_values,
)
from facilitator.drafting.rapport.tables import Row
from facilitator.drafting.study import Study, Surveyed
from facilitator.prompts import Markdown
from facilitator.territory.dictionary import load_dictionary
from facilitator.territory.readings import Readings

Values = Mapping[str, object]

_PERIMETER = Perimeter(
    Place(Level.EPCI, "200000001", "CC du Specimen"),
    (Place(Level.COMMUNE, "01001", "Une", 900), Place(Level.COMMUNE, "01002", "Deux", 300)),
    (Place(Level.DEPARTEMENT, "01", "Département"),),
    "source",
    ("Une a fusionné en 2019.",),
)
_PICTURE = Picture("Une phrase", Markdown("image"), "Source : une source, 2022.")


def rapport_values(
    projects: Sequence[ProjectEvidence], whole: WholeDemarche
) -> Mapping[str, Sequence[Values]]:
    """For each outline of the report, the values of studies of words alone, of figures alone, of all."""
    outlines = (shipped("prompts"),)
    questionnaire, forms = answered(40)
    readings, statistics = specimen_readings(), tuple(load_dictionary().values())
    bare, one, many = projects
    studies = (
        Study(one, whole=WholeDemarche(unspoken=())),
        Study(bare, readings, statistics),
        Study(bare, survey=Surveyed(questionnaire, forms)),
        Study(
            many, readings, statistics, (), Surveyed(questionnaire, forms), whole, ("fiches-communes.pdf",)
        ),
    )
    openings = [opening_values(studies[0], ""), opening_values(studies[3], "Une phrase.")]
    return {
        OUTLINE: [_whole(report_values(study, Pictures(), outlines)) for study in studies],
        SUMMARY: [
            {**values, "carte": carte}
            for values, carte in zip(
                (summary_values(study, Pictures(), outlines) for study in studies),
                (None, None, None, _PICTURE),
                strict=True,
            )
        ],
        **{chapter.outline: openings for chapter in CHAPTERS},
    }


def _whole(values: dict[str, object]) -> Values:
    """With the glossary, and pictures in the chapters that have figures."""
    chapters = values["chapitres"]
    assert isinstance(chapters, tuple)
    drawn = tuple(
        replace(one, carte=_PICTURE, graphiques=(_PICTURE,) * 2) if one.reperes else one for one in chapters
    )
    return {**values, "chapitres": drawn, "glossaire": (Row("Caf", ("caisse",)),)}


def specimen_readings() -> Readings:
    """Two censuses of two communes, one under secret, and their département."""
    places = [
        (Level.COMMUNE, "01001", 900.0),
        (Level.COMMUNE, "01002", 300.0),
        (Level.DEPARTEMENT, "01", 5000.0),
    ]
    known = [
        Observation(level, code, column, year, number * part, Mark.GIVEN, Origin.DIRECT, "rp", "dossier.csv")
        for level, code, number in places
        for column, part in (("P_POP", 1.0), ("P_POP0014", 0.2), ("P_LOG", 0.5), ("P_LOGVAC", 0.05))
        for year in (2016, 2022)
    ]
    secret = Observation(
        Level.COMMUNE, "01002", "MED", 2021, None, Mark.SECRET, Origin.DIRECT, "filosofi", "f.csv"
    )
    return Readings(
        _PERIMETER, (*known, secret, replace(secret, code="01001", number=21000.0, mark=Mark.GIVEN))
    )
