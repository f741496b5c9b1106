"""The statistics of a mission: what takes the place of what when several files give the same figure."""

from pathlib import Path

import pytest

from facilitator.domain.place import Level
from facilitator.domain.statistics import Mark, Observation, Origin
from facilitator.store.observations import ObservationFile


def said(number: float | None, file: str, origin: Origin = Origin.DIRECT) -> Observation:
    mark = Mark.GIVEN if number is not None else Mark.SECRET
    return Observation(Level.COMMUNE, "01001", "TP60", 2021, number, mark, origin, "filosofi", file)


@pytest.mark.parametrize(
    ("order", "kept"),
    [
        ((said(14, "a.csv"), said(15, "b.csv")), 15),
        ((said(14, "a.csv"), said(None, "b.csv")), 14),
        ((said(14, "a.csv"), said(None, "a.csv")), None),
        ((said(None, "a.csv"), said(14, "b.csv")), 14),
        ((said(14, "a.csv"), said(13, "b.csv", Origin.SUM)), 14),
        ((said(13, "a.csv", Origin.SUM), said(14, "b.csv")), 14),
        ((said(13, "a.csv", Origin.IRIS), said(None, "b.csv")), 13),
        ((said(13, "a.csv", Origin.SUM), said(None, "b.csv", Origin.SUM)), 13),
    ],
    ids=lambda one: (
        " puis ".join(f"{each.number} {each.file}" for each in one) if isinstance(one, tuple) else ""
    ),
)
def test_a_secret_of_another_file_does_not_take_the_place_of_a_number(
    tmp_path: Path, order: tuple[Observation, ...], kept: float | None
) -> None:
    file = ObservationFile(tmp_path)
    for one in order:
        file.keep([one])
    (found,) = file.observations()
    file.close()
    assert found.number == kept
