"""The fictive territory of the example as a study, read from its public files once."""

from functools import cache
from pathlib import Path

from facilitator.domain.demarche import Demarche, Territory
from facilitator.domain.place import Perimeter
from facilitator.domain.project import Project
from facilitator.domain.project_evidence import ProjectEvidence
from facilitator.drafting.study import Study
from facilitator.territory.contours import Outline, keep_outlines, outlines
from facilitator.territory.dictionary import load_dictionary
from facilitator.territory.geography import own_geography
from facilitator.territory.picking import perimeter_of
from facilitator.territory.readings import Readings
from facilitator.territory.recognising import read_file

FILES = Path(__file__).parents[2] / "sessions" / "exemple" / "territoire"
EPCI = "000000019"


@cache
def readings() -> Readings:
    """All its files, imported."""
    geography = own_geography(FILES / "territoire.csv")
    perimeter = perimeter_of(geography, EPCI)
    wanted = frozenset(column for one in load_dictionary().values() for column in one.columns)
    given = (*FILES.glob("*.csv"), *FILES.glob("*.xlsx"))
    files = sorted(path for path in given if path.name != "territoire.csv")
    reports = [read_file(path, geography, perimeter, wanted) for path in files]
    return Readings(perimeter, [one for report in reports for one in report.observations])


def contours(perimeter: Perimeter, folder: Path) -> tuple[Outline, ...]:
    """Its communes' outlines."""
    kept = folder / "contours.geojson"
    keep_outlines(FILES / "contours.geojson", perimeter, kept)
    return outlines(kept)


def figures_study(project: ProjectEvidence | None = None) -> Study:
    """Its figures alone, without any picture of them; with the words of ``project`` where one is given."""
    bare = ProjectEvidence(Demarche("val", "Diagnostic", Territory("Val d’Aubre")), (), Project())
    return Study(project or bare, readings(), tuple(load_dictionary().values()))
