"""A small invented country for the tests, and files written in the public layouts."""

from pathlib import Path

from facilitator.domain.place import Level, Perimeter, Place
from facilitator.territory.dictionary import Statistic, load_dictionary
from facilitator.territory.geography import Geography, Move
from facilitator.territory.picking import perimeter_of
from facilitator.territory.readings import Reading, Readings
from facilitator.territory.recognising import FileReport, read_file

EPCI = "200000001"
COMMUNES = {"01001": ("Aubrac", 900), "01002": ("Belval", 400), "01003": ("Corzé", 60)}
ELSEWHERE = {"01009": ("Dormans", 5000)}
DICTIONARY = load_dictionary()
WANTED = frozenset(column for one in DICTIONARY.values() for column in one.columns)


def country() -> Geography:
    inside = {
        code: Place(Level.COMMUNE, code, name, count, "01", EPCI) for code, (name, count) in COMMUNES.items()
    }
    outside = {
        code: Place(Level.COMMUNE, code, name, count, "01", "") for code, (name, count) in ELSEWHERE.items()
    }
    moves = (
        Move("fusion", "01020", "Vieux-Belval", "01002", "", 2024),
        Move("epci", "01003", "CC d’avant", "200000009", EPCI, 2023),
    )
    return Geography(
        inside | outside,
        {EPCI: Place(Level.EPCI, EPCI, "CC de l’Aubrac")},
        {"01": Place(Level.DEPARTEMENT, "01", "Ain")},
        "Pays d’essai",
        moves,
    )


def perimeter() -> Perimeter:
    return perimeter_of(country(), EPCI)


class Desk:
    """Files brought one after the other, and what they say."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.reports: list[FileReport] = []

    def bring(self, text: str, name: str = "fichier.csv", encoding: str = "utf-8") -> FileReport:
        path = self.folder / name
        path.write_bytes(text.encode(encoding))
        self.reports.append(read_file(path, country(), perimeter(), WANTED))
        return self.reports[-1]

    @property
    def readings(self) -> Readings:
        return Readings(perimeter(), [one for report in self.reports for one in report.observations])

    def read(self, key: str, where: str, year: int | None = None) -> Reading:
        place = next(one for one in perimeter().places if where in (one.code, one.name, one.level))
        return self.readings.read(statistic(key), place, year)


def statistic(key: str) -> Statistic:
    return DICTIONARY[key]
