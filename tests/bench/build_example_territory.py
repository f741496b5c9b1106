"""Rebuilds the fictive territory of the example, ``sessions/exemple/territoire``, in the public layouts.

``python -m tests.bench.build_example_territory``. Every commune, contour and figure is invented from a fixed
seed, but for the two national coverage rates (domaine.md § 4.8: 60.9 in 2023, 58.8 in 2020). LISEZMOI.md there tells where
each header was read.
"""
# ruff: noqa: E501 (tables of shares read better on one line)

import csv
import json
import random
from collections.abc import Iterable, Sequence
from pathlib import Path

HOME = Path(__file__).parents[2] / "sessions" / "exemple" / "territoire"
PEOPLE = {
    "Castelombre": 6480, "Vernoissac": 2950, "Les Aubrières": 2140, "Saint-Aubrin": 1610, "Mourvilliers": 1320,
    "Bréchelande": 1080, "Cornavelle": 930, "Dornillange": 780, "Étrevaulx": 690, "Fontgrivelle": 610,
    "Grandlieuvre": 540, "Hautevesle": 480, "Jarnoisy-le-Pont": 430, "Lampreval": 360, "Marcillonges": 310,
    "Orvanches": 260, "Pierrelande": 200, "Roquevesse": 138, "Saint-Corvin": 92,
}  # fmt: skip
OTHERS, EPCI, DEPARTEMENT = 14, "000000019", "00"
SMALL = 200  # under it, no figure of income is published
YEARS = (2016, 2022)


class Town:
    """One invented commune: ages, families and housing that hold together."""

    def __init__(self, rank: int, name: str, people: int, epci: str) -> None:
        luck = random.Random(rank)
        self.code, self.name, self.people, self.epci = f"{DEPARTEMENT}{rank:03}", name, people, epci
        self.area = round(6 + people / 220 + luck.random() * 9, 2)
        self.poverty = 9 + 8 * luck.random() + (4 if people > 5000 else 0)
        self.old = 0.115 + 0.06 * luck.random() - (0.01 if people > 5000 else 0)
        self.lone = 0.11 + 0.09 * luck.random() + (0.04 if people > 5000 else 0)
        self.empty = 0.06 + 0.06 * luck.random()
        self.growth = -0.04 + 0.09 * luck.random()
        self.luck = luck
        self.young = 0.14 + 0.07 * luck.random()
        self.owners = 0.6 + 0.2 * luck.random() - (0.12 if people > 5000 else 0)
        self.carless = 0.03 + 0.05 * luck.random() + (0.07 if people > 5000 else 0)
        self.alone = 0.22 + 0.14 * luck.random()
        self.crowded = 0.01 + 0.02 * luck.random()
        self.second = 0.03 + 0.11 * random.Random(f"{rank} secondaires").random()

    def census(self, year: int) -> dict[str, float]:
        """The columns of the dossier complet for a year, with its prefix."""
        people = self.people / (1 + self.growth * (2022 - year) / 6)
        at = year % 100
        households, homes = people / 2.24, people / 2.24 / (1 - self.second - self.empty)
        parts = dict(
            zip(
                "0014 1529 3044 4559 6074".split(),
                (self.young, 0.135, 0.178, 0.202, 0.485 - self.young - self.old),
                strict=True,
            )
        )
        columns = {f"P{at}_POP": people} | {f"P{at}_POP{age}": people * share for age, share in parts.items()}
        columns |= {f"P{at}_POP7589": people * self.old * 0.86, f"P{at}_POP90P": people * self.old * 0.14}
        columns |= {
            f"P{at}_ACT1564": people * 0.46,
            f"P{at}_CHOM1564": people * 0.46 * (0.05 + self.poverty / 250),
            f"P{at}_ACT1524": people * 0.052,
            f"P{at}_CHOM1524": people * 0.052 * (0.11 + self.poverty / 160),
        }
        columns |= {f"P{at}_LOG": homes, f"P{at}_LOGVAC": homes * self.empty, f"P{at}_RP": households}
        columns |= {f"P{at}_RSECOCC": homes * self.second}
        columns |= {
            f"P{at}_RP_PROP": households * self.owners,
            f"P{at}_RP_LOC": households * (0.98 - self.owners),
        }
        columns |= {f"P{at}_RP_LOCHLMV": households * (0.16 if self.people > 2000 else 0.02)}
        columns |= {f"P{at}_RP_VOIT1P": households * (1 - self.carless)}
        columns |= {
            f"C{at}_RP_HSTU1P": households * 0.98,
            f"C{at}_RP_HSTU1P_SUROCC": households * self.crowded,
        }
        return columns


def write(name: str, header: Sequence[str], rows: Iterable[Sequence[object]], delimiter: str = ";") -> None:
    with (HOME / name).open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, delimiter=delimiter, lineterminator="\n")
        lines.writerow(header)
        lines.writerows(rows)


def decimals(value: float) -> str:
    return f"{value:.6f}".rstrip("0").rstrip(".")


def towns() -> list[Town]:
    rest = {f"Commune fictive {rank}": 240 + 310 * (rank * 7 % 13) for rank in range(1, OTHERS + 1)}
    inside = [Town(rank, name, count, EPCI) for rank, (name, count) in enumerate(PEOPLE.items(), 1)]
    return inside + [Town(100 + rank, name, count, "") for rank, (name, count) in enumerate(rest.items(), 1)]


def geography(all_towns: Sequence[Town]) -> None:
    header = "code nom epci nom_epci departement nom_departement population".split()
    name = "CC du Val d’Aubre (fictive)"
    write("territoire.csv", header, (
        (t.code, t.name, t.epci, name if t.epci else "", DEPARTEMENT, "Département fictif", t.people) for t in all_towns
    ))  # fmt: skip


def insee(all_towns: Sequence[Town]) -> None:
    dossier = {t.code: t.census(2016) | t.census(2022) for t in all_towns}
    columns = list(dossier[all_towns[0].code])
    births = [
        (round(t.people * (0.0078 + t.luck.random() / 500)), round(t.people * t.old / 13)) for t in all_towns
    ]
    write("dossier_complet.csv", ["CODGEO", *columns, "SUPERF", "NAIS23", "DECES23", "NAIS1621", "DECE1621"], (
        [t.code, *(decimals(dossier[t.code][c]) for c in columns), t.area, *born, round(born[0] * 6.3), round(born[1] * 5.8)]
        for t, born in zip(all_towns, births, strict=True)
    ))  # fmt: skip
    ages = dict(
        zip(
            "0002 0305 0610 1117 1824 65P 75P".split(),
            (0.027, 0.03, 0.055, 0.083, 0.064, 0.23, 0),
            strict=True,
        )
    )
    write("base-ic-evol-struct-pop-2021.csv", ["IRIS", "COM", "P21_POP", *(f"P21_POP{age}" for age in ages)], (
        [f"{t.code}{iris:04}", t.code, *(decimals(t.people * (share or t.old) * weight) for share in (1, *ages.values()))]
        for t in all_towns
        for iris, weight in (((101, 0.6), (102, 0.4)) if t.people > 5000 else ((0, 1.0),))
    ))  # fmt: skip
    families = "C21_FAM C21_FAMMONO C21_COUPAENF C21_MEN C21_MENPSEUL P21_POP6579 P21_POP80P P21_POP6579_PSEUL P21_POP80P_PSEUL C21_NE24F3 C21_NE24F4P"
    write("base-cc-coupl-fam-men-2021.csv", ["CODGEO", *families.split()], (
        [t.code, *map(decimals, (
            t.people * 0.27, t.people * 0.27 * t.lone, t.people * 0.115, t.people / 2.24, t.people / 2.24 * (t.alone + 0.05),
            t.people * 0.155, t.people * 0.075, t.people * 0.155 * t.alone, t.people * 0.075 * (t.alone + 0.2),
            t.people * 0.27 * (0.07 + t.young / 8), t.people * 0.27 * (0.01 + t.young / 20),
        ))]
        for t in all_towns
    ))  # fmt: skip
    filosofi = ["CODGEO", "NBMENFISC21", "MED21", "TP6021", "PPSOC21"]
    write("cc_filosofi_2021_COM.csv", filosofi, (
        [t.code, *((round(t.people / 2.3), round(26400 - 290 * t.poverty, -1), round(t.poverty), round(t.poverty * 0.42, 1))
         if t.people >= SMALL else ("s", "s", "s", "s"))]
        for t in all_towns
    ))  # fmt: skip
    write("cc_filosofi_2021_EPCI.csv", filosofi, [[EPCI, 9304, 21900, 15.0, 6.3]])
    write("cc_filosofi_2021_DEP.csv", filosofi, [[DEPARTEMENT, 21470, 22150, 14.2, 5.9]])


def five(value: float) -> str:
    """As the Caf rounds: to 5, nothing under 5."""
    return str(5 * round(value / 5)) if value >= 5 else ""


def caf(all_towns: Sequence[Town]) -> None:
    parts = {"indfoy_ndur": 0.19, "indnbp_ndur": 0.47, "indfoy_ppa": 0.062, "indfoy_af": 0.085, "indfoy_cf": 0.012,
             "indfoy_asf": 0.014, "indfoy_ab": 0.021, "indfoy_cmg": 0.017, "indfoy_apl": 0.03, "indfoy_als": 0.012,
             "indfoy_alf": 0.015}  # fmt: skip
    names = [*parts, "indfoy_rsa"]
    rows = [
        [f"{year}-12-01", t.code, *(five(t.people * share * (0.97 + 0.01 * (year - 2020))) for share in parts.values()),
         five(t.people * 0.0011 * t.poverty)]
        for year in (2020, 2023)
        for t in all_towns
    ]  # fmt: skip
    rows += [[f"{year}-12-01", "XX", *["35"] * len(names)] for year in (2020, 2023)]
    write("s_ben_com_f.csv", ["dtreffre", "numcomdo", *names], rows)
    tranches = {
        "0-399": 0.14,
        "400-799": 0.27,
        "800-1199": 0.26,
        "1200-1599": 0.17,
        "1600 et plus": 0.13,
        "inconnu": 0.03,
    }
    write("ndur_s_qf_400_com_f.csv", ["dtreffre", "numcomdo", "qf_400", "indfoy_ndur"], (
        ("2023-12-01", t.code, name, five(t.people * 0.19 * share * (1 + (t.poverty - 13) / 40 * (share < 0.2))))
        for t in all_towns
        for name, share in tranches.items()
    ))  # fmt: skip
    kinds = ("txcouv", "txcouv_psu_col", "txcouv_am_ind", "txcouv_gad_ind", "txcouv_prescol")
    write("txcouv_pe_epci.csv", ["annee", "numepci", *(f"{kind}_epci" for kind in kinds)], [
        (2020, EPCI, 56.4, 11.2, 41.9, 0.6, 2.7), (2023, EPCI, 52.0, 12.1, 36.8, 0.7, 2.4), (2023, "XX", 104.2, 9, 90, 1, 4.2),
    ])  # fmt: skip
    write("txcouv_pe_dep.csv", ["annee", "numdep", *(f"{kind}_dep" for kind in kinds)], [
        (2020, DEPARTEMENT, 60.2, 14.9, 41.3, 0.8, 3.2), (2023, DEPARTEMENT, 61.5, 17.0, 40.6, 0.9, 3.0),
    ])  # fmt: skip
    write("txcouv_pe_nat.csv", ["annee", "txcouv_nat"], [("2020-01-01", 58.8), ("2023-01-01", 60.9)])
    places = ["pl_eaje_epci", "pl_am_ind_epci", "pl_gad_ind_epci", "pl_prescol_epci", "tot_offre_epci"]
    write("nbpla_pe_epci.csv", ["annee", "numepci", *places], [
        (2020, EPCI, 68, 254, 4, 16, 342), (2023, EPCI, 70, 213, 4, 14, 301),
    ])  # fmt: skip


def schools(all_towns: Sequence[Town]) -> None:
    pupils, places, directory = [], [], []
    for town in all_towns:
        for rank in range(1, 1 + (0 if town.people < 300 else 1 + town.people // 1900)):
            uai = f"000{town.code[2:]}{rank}X"
            count = round(town.people * 0.088 / (1 + town.people // 1900))
            pupils += [
                (year, "DEPARTEMENT FICTIF", town.name.upper(), uai, count + 3 * (2023 - year))
                for year in (2021, 2023)
            ]
            index = f"{113 - town.poverty + 4 * town.luck.random():.1f}" if count >= 45 else "NS"
            places.append(("2023-2024", uai, f"École fictive {rank}", town.code, town.name, "public", index))
            directory.append((uai, f"École fictive {rank}", "Ecole", town.code, town.name, "2024-09-12"))
        for kind, least in (("Collège", 2900), ("Lycée", 6000)):
            if town.people > least:
                directory.append(
                    (f"{kind[0]}{town.code}", f"{kind} fictif", kind, town.code, town.name, "2024-09-12")
                )
    write(
        "fr-en-ecoles-effectifs-nb_classes.csv",
        "rentree_scolaire departement commune numero_ecole nombre_total_eleves".split(),
        pupils,
    )
    write(
        "fr-en-ips-ecoles-ap2022.csv",
        "rentree_scolaire uai nom_de_l_etablissement code_insee_de_la_commune nom_de_la_commune secteur ips".split(),
        places,
    )
    write(
        "fr-en-annuaire-education.csv",
        "identifiant_de_l_etablissement nom_etablissement type_etablissement code_commune nom_commune date_maj_ligne".split(),
        directory,
    )


def contours(all_towns: Sequence[Town]) -> None:
    """Invented contours: a Voronoi diagram of scattered points, in a place of the sea where no commune is."""
    from shapely import MultiPoint, Point, voronoi_polygons

    luck = random.Random(19)
    inside = [town for town in all_towns if town.epci]
    points: list[Point] = []
    while len(points) < len(inside):
        point = Point(luck.uniform(-0.2, 0.2), luck.uniform(-0.13, 0.13))
        if point.x**2 / 0.04 + point.y**2 / 0.017 < 1 and all(point.distance(one) > 0.043 for one in points):
            points.append(point)
    points.sort(key=lambda point: point.x**2 + point.y**2)
    edge = MultiPoint(points).convex_hull.buffer(0.03)
    cells = [cell.intersection(edge) for cell in voronoi_polygons(MultiPoint(points), extend_to=edge).geoms]
    features = []
    for town, point in zip(inside, points, strict=True):
        cell = next(one for one in cells if one.contains(point))
        ring = [[round(x - 8.0, 4), round(y + 46.5, 4)] for x, y in cell.exterior.coords]
        features.append({
            "type": "Feature",
            "properties": {"code": town.code, "nom": town.name, "codeEpci": town.epci, "fictif": True},
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        })  # fmt: skip
    body = ",\n".join(json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in features)
    (HOME / "contours.geojson").write_text(
        f'{{"type":"FeatureCollection","features":[\n{body}\n]}}\n', "utf-8"
    )


def main() -> None:
    from tests.bench.example_melodi import melodi
    from tests.bench.example_services import access, diplomas, equipments, finess, services

    HOME.mkdir(parents=True, exist_ok=True)
    all_towns = towns()
    for make in (
        geography,
        insee,
        caf,
        schools,
        contours,
        melodi,
        equipments,
        access,
        services,
        finess,
        diplomas,
    ):
        make(all_towns)
    print(sum(path.stat().st_size for path in HOME.iterdir()), "octets")


if __name__ == "__main__":
    main()
