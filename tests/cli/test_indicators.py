"""The commands on public statistics, on the fictive territory of the example."""

import csv
from pathlib import Path

import pytest
from pptx import Presentation

from facilitator.config import load_settings
from facilitator.workshop import Workshop
from tests.cli.conftest import Run

EXAMPLE = Path(__file__).parents[2] / "sessions" / "exemple" / "territoire"
FILES = sorted(
    str(one) for kind in ("*.csv", "*.xlsx") for one in EXAMPLE.glob(kind) if one.name != "territoire.csv"
)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.fixture
def demarche(run: Run) -> Run:
    with Workshop.open_or_create("CTG", load_settings()):
        pass
    assert run("territoire", "--fichier", str(EXAMPLE / "territoire.csv")).code == 0
    return run


@pytest.fixture
def imported(demarche: Run) -> Run:
    done = demarche("indicateurs", "importer", *FILES)
    assert done.code == 0, done.err
    return demarche


def table(name: str) -> dict[str, dict[str, str]]:
    with (EXAMPLE / name).open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    return {row.get("IRIS") or row.get("CODGEO") or row["numcomdo"] + row["dtreffre"]: row for row in rows}


def test_a_territory_is_chosen_by_name_and_shown_again(demarche: Run) -> None:
    done = demarche("territoire", "pays viganais")
    assert "CC du Pays Viganais : 21 communes" in plain(done.out)
    assert demarche("territoire").out == done.out


def test_without_a_territory_the_next_step_is_told(run: Run) -> None:
    with Workshop.open_or_create("CTG", load_settings()):
        pass
    done = run("indicateurs")
    assert done.code == 4
    assert "facilitator territoire" in done.err


def test_every_public_file_of_the_example_is_recognised(imported: Run) -> None:
    done = imported("indicateurs")
    assert "Indicateur" in done.out
    assert "sans fichier" not in done.out  # every indicator of the dictionary has its file there


def test_a_file_that_is_refused_does_not_stop_the_others(demarche: Run, tmp_path: Path) -> None:
    wrong = tmp_path / "liste.csv"
    wrong.write_text("a;b\n1;2\n", "utf-8")
    done = demarche("indicateurs", "importer", str(wrong), str(EXAMPLE / "cc_filosofi_2021_EPCI.csv"))
    assert done.code == 3
    assert "liste.csv n’est pas un fichier public reconnu" in plain(done.err)
    assert "21 900" in plain(demarche("indicateurs", "--indicateur", "niveau-de-vie").out)


def test_figures_are_those_that_a_hand_computes_from_the_files(imported: Run, tmp_path: Path) -> None:
    path = tmp_path / "valeurs.csv"
    imported("indicateurs", "--sortie", str(path))
    with path.open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    said = {(one["indicateur"], one["lieu"], one["année"]): one for one in rows}

    def value(*key: str) -> float:
        return float(said[key]["valeur"].replace(",", "."))

    dossier, families = table("dossier_complet.csv"), table("base-cc-coupl-fam-men-2021.csv")
    iris, caf = table("base-ic-evol-struct-pop-2021.csv"), table("s_ben_com_f.csv")
    inside = [f"{rank:05}" for rank in range(1, 20)]
    first = dossier["00001"]
    epci, departement = "CC du Val d’Aubre (fictive)", "Département fictif"

    def whole(rows: dict[str, dict[str, str]], column: str, codes: list[str] | None = None) -> float:
        return sum(float(row[column]) for code, row in rows.items() if codes is None or code in codes)

    by_hand = {
        ("population", "Castelombre", "2022"): float(first["P22_POP"]),
        ("population", epci, "2022"): whole(dossier, "P22_POP", inside),
        ("population", departement, "2016"): whole(dossier, "P16_POP"),
        ("densite", "Castelombre", "2022"): float(first["P22_POP"]) / float(first["SUPERF"]),
        ("part-75", epci, "2022"): 100
        * (whole(dossier, "P22_POP7589", inside) + whole(dossier, "P22_POP90P", inside))
        / whole(dossier, "P22_POP", inside),
        ("sans-voiture", "Castelombre", "2022"): 100
        * (1 - float(first["P22_RP_VOIT1P"]) / float(first["P22_RP"])),
        ("monoparentales", departement, "2021"): 100
        * whole(families, "C21_FAMMONO")
        / whole(families, "C21_FAM"),
        ("age-0-2", "Castelombre", "2021"): whole(iris, "P21_POP0002", ["000010101", "000010102"]),
        ("vacance", epci, "2022"): 100
        * whole(dossier, "P22_LOGVAC", inside)
        / whole(dossier, "P22_LOG", inside),
        ("prime-activite", "Vernoissac", "2023"): float(caf["000022023-12-01"]["indfoy_ppa"]),
        ("couverture", "France", "2023"): 60.9,
    }  # fmt: skip
    assert {key: value(*key) for key in by_hand} == pytest.approx(by_hand, abs=1e-4)
    assert said["niveau-de-vie", "Saint-Corvin", "2021"]["valeur"] == ""
    assert said["niveau-de-vie", "Saint-Corvin", "2021"]["état"] == "secret"


def test_one_indicator_is_shown_place_by_place_with_its_source_and_caution(imported: Run) -> None:
    told = plain(imported("indicateurs", "--indicateur", "rsa").out)
    assert "environ 140" in told
    assert "Source : Cnaf, data.caf.fr, foyers allocataires (s_ben), 2023." in told
    assert "la somme des communes n’est pas le chiffre du département" in told


def test_one_commune_is_read_beside_its_epci_and_departement(imported: Run) -> None:
    told = plain(imported("indicateurs", "--commune", "roquevesse").out)
    population = next(line for line in told.splitlines() if "Population" in line)
    assert population.split() == "Population (habitants) 138 21 400 51 110 – 2022".split()
    assert imported("indicateurs", "--commune", "Paris").code == 4


def test_an_unknown_indicator_gets_the_nearest_ones(imported: Run) -> None:
    done = imported("indicateurs", "--indicateur", "monoparental")
    assert done.code == 4
    assert "monoparentales" in done.err


def test_another_territory_forgets_the_figures_of_the_first(imported: Run) -> None:
    imported("territoire", "pays viganais")
    assert "Manque : aucun fichier importé" in plain(
        imported("indicateurs", "--indicateur", "population").out
    )


def test_a_second_import_changes_nothing(imported: Run) -> None:
    before = imported("indicateurs").out
    imported("indicateurs", "importer", *FILES)
    assert imported("indicateurs").out == before


def test_an_indicator_of_ones_own_is_read_from_the_folder(imported: Run, sessions: Path) -> None:
    (sessions / "ctg" / "indicateurs.toml").write_text(
        '[menages-taille]\nnom = "Personnes par ménage"\nnumerateur = "P_POP"\ndenominateur = "P_RP"\n'
        'unite = "personnes"\ndecimales = 2\nbase = "rp"\n',
        "utf-8",
    )
    assert "2,24" in imported("indicateurs", "--indicateur", "menages-taille", "--commune", "Castelombre").out


def test_maps_are_written_among_the_livrables_and_outlines_are_kept(imported: Run, sessions: Path) -> None:
    assert imported("carte", "monoparentales").code == 4  # no outline yet
    done = imported("carte", "monoparentales", "--contours", str(EXAMPLE / "contours.geojson"))
    target = sessions / "ctg" / "livrables" / "cartes" / "monoparentales.png"
    assert (done.code, done.out.strip()) == (0, str(target))
    again = imported("carte", "population", "--vers", "svg")
    assert "<svg" in Path(again.out.strip()).read_text("utf-8")
    assert imported("carte", "population", "--vers", "bmp").code == 2
    assert "lisible pour aucune commune" in imported("carte", "couverture").err


def test_the_dictionary_tells_which_years_the_files_give(demarche: Run) -> None:
    demarche("indicateurs", "importer", str(EXAMPLE / "dossier_complet.csv"))
    told = plain(demarche("indicateurs", "liste").out).splitlines()
    assert next(line for line in told if line.startswith("population ")).endswith("2016, 2022")
    assert next(line for line in told if line.startswith("familles ")).rstrip().endswith("–")


def test_charts_are_written_with_the_livrables_and_evolutions_by_commune_too(imported: Run) -> None:
    done = imported("graphique", "monoparentales", "population", "--vers", "svg")
    assert done.code == 0, done.err
    assert [Path(line).name for line in done.out.splitlines()] == ["monoparentales.svg", "population.svg"]
    assert Path(done.out.splitlines()[0]).parent.name == "graphiques"
    evolved = imported("graphique", "population", "--evolution")
    assert [Path(line).name for line in evolved.out.splitlines()] == [
        "population-evolution.png",
        "population-evolution-communes.png",
    ]


def test_a_chart_that_cannot_be_drawn_tells_why(imported: Run) -> None:
    never = imported("graphique", "niveau-de-vie", "--evolution")
    assert never.code == 4
    assert "Aucun fichier" not in never.err
    assert "ne se compare pas d’une année à l’autre" in plain(never.err)
    assert imported("graphique", "population", "--vers", "bmp").code == 2
    assert imported("graphique", "populasion").code == 4


WALL = """table;type;texte;votes
T1;constat;trop de logements vacants dans le bourg;6
T1;besoin;des logements à louer pour les jeunes;2
T2;faiblesse;les loyers des logements montent;1
T2;proposition;rénover les logements vides;3
T3;constat;des logements mal isolés;0
"""


def test_indicators_alone_give_figures_to_face_the_words_and_they_are_proved(
    imported: Run, tmp_path: Path
) -> None:
    wall = tmp_path / "mur.csv"
    wall.write_text(WALL, "utf-8")
    assert imported("importer", str(wall), "--demarche", "CTG", "--evenement", "Atelier logement").code == 0
    assert imported("theme", "Logement", "1", "2", "3", "4", "5").code == 0
    with Workshop.open("ctg", load_settings()) as workshop:
        (event,) = workshop.events()
        assert "diagnostic" in [one.kind for one in workshop.livrables.shelf(event, [event])]
    assert imported("carte", "vacance", "--contours", str(EXAMPLE / "contours.geojson")).code == 0
    done = imported("diapos", "--variante", "diagnostic")
    assert done.code == 0, done.err
    deck = Path(done.out.splitlines()[-1])
    titles = [plain(one.shapes.title.text_frame.text) for one in Presentation(str(deck)).slides]
    assert "Logement : 8,9 % de logements vacants ; 5 contributions" in titles
    assert any(one.startswith("La part des logements vacants va de 6,0 %") for one in titles)
    assert imported("prouver", str(deck)).code == 0
