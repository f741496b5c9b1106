"""The rapport de diagnostic: figures that a hand finds again, what is there told, what is not there named."""

import csv
import re
import shutil
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from facilitator.config import shipped
from facilitator.domain.evidence import EventEvidence
from facilitator.domain.place import Level, Perimeter, Place
from facilitator.domain.project import Project
from facilitator.domain.statistics import Mark, Observation, Origin
from facilitator.drafting.enquete_specimen import answered
from facilitator.drafting.note_strategique import WholeDemarche
from facilitator.drafting.proving.document import read_document
from facilitator.drafting.proving.reading import read_claims
from facilitator.drafting.rapport.chapters import CHAPTERS
from facilitator.drafting.rapport.report import (
    OUTLINE,
    Report,
    draft_report,
    draft_summary,
    report_values,
)
from facilitator.drafting.rapport.sentences import evolution_sentence, key_sentence
from facilitator.drafting.rapport.tables import commune_table, landmarks
from facilitator.drafting.specimen import project_specimens
from facilitator.drafting.study import Study, Surveyed
from facilitator.drafting.text_document import filled_outline
from facilitator.errors import InputError
from facilitator.territory.dictionary import Statistic, load_dictionary
from facilitator.territory.readings import Readings
from tests import render
from tests.accessibility import barriers
from tests.docx_text import transcript
from tests.drafting import golden
from tests.drafting.example_study import FILES, contours, figures_study, readings

OUTLINES = (shipped("prompts"),)
DICTIONARY = load_dictionary()


def plain(text: str) -> str:
    return re.sub(r"\\(?=\W)", "", text).replace("\u00a0", " ").replace("\u202f", " ")


def markdown_of(study: Study, folders: Iterable[Path] = OUTLINES) -> str:
    """The report's own text, without its pictures."""
    values = {**report_values(study, None, tuple(folders)), "glossaire": ()}
    return plain(filled_outline(OUTLINE, values, outlines=tuple(folders), dated=None)[1])


def heard(themes: dict[str, str]) -> Study:
    """What a démarche of one atelier said, its themes of these thématiques."""
    *_, many = project_specimens()
    (event,) = many.events
    known = {
        (event.event.id, theme.theme.id): themes[theme.theme.name]
        for theme in event.themes
        if theme.theme.name in themes
    }
    return Study(replace(many, project=Project()), whole=WholeDemarche(thematiques=known, unspoken=()))


def rows(name: str) -> list[dict[str, str]]:
    with (FILES / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter=";"))


def french(value: float, digits: int) -> str:
    return f"{value:,.{digits}f}".replace(",", " ").replace(".", ",")


def test_ten_figures_of_the_report_are_those_that_a_hand_computes_from_the_source_files() -> None:
    inside = {f"{rank:05}" for rank in range(1, 20)}
    dossier = [row for row in rows("dossier_complet.csv") if row["CODGEO"] in inside]
    families = [row for row in rows("base-cc-coupl-fam-men-2021.csv") if row["CODGEO"] in inside]
    iris = [row for row in rows("base-ic-evol-struct-pop-2021.csv") if row["COM"] in inside]
    (filosofi,) = rows("cc_filosofi_2021_EPCI.csv")
    covered = {row["annee"]: row for row in rows("txcouv_pe_epci.csv") if row["numepci"] == "000000019"}
    bpe = [row for row in rows("bpe.csv") if row["DEPCOM"] in inside and row["TYPEQU"] == "D265"]

    def whole(table: list[dict[str, str]], column: str) -> float:
        return sum(float(row[column]) for row in table)

    def share(table: list[dict[str, str]], above: str, under: str) -> str:
        return french(100 * whole(table, above) / whole(table, under), 1)

    grown = 100 * (whole(dossier, "P22_POP") / whole(dossier, "P16_POP") - 1)
    old = whole(dossier, "P22_POP7589") + whole(dossier, "P22_POP90P")
    on_foot = 100 * (1 - whole(dossier, "P22_RP_VOIT1P") / whole(dossier, "P22_RP"))
    by_hand = (
        f"Population : {french(whole(dossier, 'P22_POP'), 0)} habitants dans l’intercommunalité en 2022",
        f"Population, de 2016 à 2022 : +{french(grown, 1)} % dans l’intercommunalité",
        f"familles monoparentales est de {share(families, 'C21_FAMMONO', 'C21_FAM')} %",
        f"| Part des moins de 15 ans | {share(dossier, 'P22_POP0014', 'P22_POP')} %",
        f"| Part des 75 ans et plus | {french(100 * old / whole(dossier, 'P22_POP'), 1)} %",
        f"ménages sans voiture est de {french(on_foot, 1)} % dans l’intercommunalité en 2022",
        f"logements vacants est de {share(dossier, 'P22_LOGVAC', 'P22_LOG')} % dans l’intercommunalité",
        f"taux de pauvreté (seuil de 60 %) est de {french(float(filosofi['TP6021']), 1)} %",
        f"moins de 3 ans : {french(float(covered['2023']['txcouv_epci']), 1)} dans l’intercommunalité",
        f"| Enfants de 0 à 2 ans | {french(whole(iris, 'P21_POP0002'), 0)} |",
        f"Médecins généralistes : {len(bpe)} dans l’intercommunalité en 2023",
    )
    told = markdown_of(figures_study())
    assert [figure for figure in by_hand if figure not in told] == []


def test_every_table_tells_its_source_and_year_and_what_its_words_mean() -> None:
    statistics = [DICTIONARY[key] for key in ("monoparentales", "pauvrete", "rsa")]
    table = commune_table(statistics, readings())
    assert table is not None
    assert "Insee, recensement de la population, 2021 ; Insee, Filosofi, 2021" in plain(table.sources)
    assert "Cnaf, data.caf.fr, foyers allocataires (s_ben), 2023" in plain(table.sources)
    for word in ("« environ »", "« secret »", "« masqué »"):
        assert word in plain(table.lecture)
    cells = {row.nom: row.cases for row in table.lignes}
    assert cells["Saint-Corvin"] == ("masqué", "secret", "secret")
    assert plain(cells["Castelombre"][2]) == "environ 140"
    assert [row.nom for row in table.lignes if row.total] == [
        "CC du Val d’Aubre (fictive)",
        "Département fictif",
    ]


def test_what_no_file_tells_of_france_takes_no_column() -> None:
    without = landmarks([DICTIONARY["population"]], readings())
    told = landmarks([DICTIONARY["couverture"]], readings())
    assert without is not None
    assert told is not None
    assert "France" not in without.colonnes
    assert told.colonnes == ("Territoire", "Département", "France", "Évolution", "Année")


def test_a_sentence_compares_only_what_can_be_compared_and_never_sums_a_secret() -> None:
    known = readings()
    families = plain(key_sentence(DICTIONARY["monoparentales"], known))
    assert families == (
        "La part des familles monoparentales est de 15,4 % dans l’intercommunalité en 2021, contre 15,7 % "
        "dans le département ; elle va de 11,7 % (Cornavelle) à 19,5 % (Lampreval et Mourvilliers) selon les "
        "communes."
    )
    number = plain(key_sentence(DICTIONARY["age-0-2"], known))
    assert "département" not in number  # of a number, the département is no comparison
    hidden = plain(key_sentence(DICTIONARY["rsa"], known))
    assert hidden.startswith("Foyers au RSA (2023) : d’environ 5")
    assert "pas de somme : une commune au moins est sous secret" in hidden
    assert evolution_sentence(DICTIONARY["vacance"], known) == ""  # 0,0 point is no news
    assert evolution_sentence(DICTIONARY["pauvrete"], known) == ""  # years of Filosofi are not compared


def tiny(numbers: dict[str, float | None], above: dict[Level, float] | None = None) -> Readings:
    """A few communes and what one column says of them."""
    communes = tuple(Place(Level.COMMUNE, f"0100{n}", name, 100) for n, name in enumerate(numbers))
    perimeter = Perimeter(
        Place(Level.EPCI, "2", "CC"), communes, (Place(Level.DEPARTEMENT, "01", "Ain"),), "source"
    )
    places = [(Level.COMMUNE, one.code, numbers[one.name]) for one in communes]
    codes = {Level.EPCI: "2", Level.DEPARTEMENT: "01", Level.FRANCE: "FR"}
    places += [(level, codes[level], number) for level, number in (above or {}).items()]
    return Readings(
        perimeter,
        [
            Observation(
                level,
                code,
                "TP60",
                2021,
                number,
                Mark.SECRET if number is None else Mark.GIVEN,
                Origin.DIRECT,
                "filosofi",
                "f.csv",
            )
            for level, code, number in places
        ],
    )


POVERTY: Statistic = DICTIONARY["pauvrete"]


def test_equal_values_are_told_as_equal() -> None:
    above = {Level.EPCI: 14.0, Level.DEPARTEMENT: 14.0, Level.FRANCE: 15.0}
    told = plain(key_sentence(POVERTY, tiny({"Un": 14.0, "Deux": 14.0}, above)))
    assert told == (
        "Le taux de pauvreté (seuil de 60 %) est de 14,0 % dans l’intercommunalité en 2021, comme dans le "
        "département (15,0 % en France)."
    )


def test_where_all_is_secret_nothing_is_told() -> None:
    assert key_sentence(POVERTY, tiny({"Un": None, "Deux": None})) == ""


def test_figures_alone_make_a_report_that_names_what_it_lacks() -> None:
    study = figures_study()
    without = tuple(one for one in study.statistics if one.chapter != "Parentalité")
    told = markdown_of(replace(study, statistics=without))
    assert "# Familles, revenus, précarité" in told
    assert "# Parentalité" not in told
    assert "Ni chiffre importé, ni parole, ni réponse à une enquête : Parentalité." in told
    assert "Cartes : les contours des communes n’ont pas été donnés." in told
    assert "Paroles : aucun atelier, aucun entretien n’a été saisi." in told
    assert "# Atouts, faiblesses" not in told
    assert "Ce que disent les acteurs" not in told


def test_words_alone_make_a_report_of_their_thematiques() -> None:
    told = markdown_of(heard({"Thème 0": "Logement", "Thème 1": "Mobilité"}))
    assert "# Logement" in told
    assert "# Droits, numérique, mobilité" in told
    assert "# Petite enfance" not in told
    assert "Statistiques : aucun fichier n’a été importé." in told
    assert "## Mobilité" in told.partition("# Atouts, faiblesses")[2]
    assert "« Thème 2 »" in told.partition("Ce qui n’entre dans aucun chapitre")[2]
    assert "# Enjeux proposés" in told
    assert "Les repères" not in told


def test_a_survey_alone_makes_a_report_that_speaks_for_those_who_answered() -> None:
    bare, *_ = project_specimens()
    questionnaire, forms = answered(40)
    about = replace(questionnaire.questions[1], text="Votre logement convient-il ?", crossed=False)
    survey = Surveyed(replace(questionnaire, questions=(about,)), forms)
    told = markdown_of(Study(bare, survey=survey))
    chapter = told.partition("# Logement")[2]
    assert "Votre logement convient-il ?" in chapter
    assert "sans réponse" in chapter
    assert "ne porte pas de marge d’erreur" in told
    assert "les habitants" not in told.casefold()


def test_nothing_at_all_is_told_with_what_to_do() -> None:
    bare, *_ = project_specimens()
    with pytest.raises(InputError, match="rien à dire"):
        report_values(Study(bare), None, OUTLINES)


def test_a_consultant_s_own_opening_and_title_stand_in_the_chapter(tmp_path: Path) -> None:
    chapter = CHAPTERS[1]
    own = tmp_path / f"{chapter.outline}.md"
    own.parent.mkdir(parents=True)
    shutil.copyfile(OUTLINES[0] / f"{chapter.outline}.md", own)
    text = own.read_text("utf-8").replace("{{ phrase_cle }}", "Une famille sur six est monoparentale.")
    own.write_text(text.replace('titre: "Familles', 'titre: "Les familles'), "utf-8")
    told = markdown_of(figures_study(), (tmp_path, *OUTLINES))
    assert "# Les familles, revenus, précarité" in told
    assert "Une famille sur six est monoparentale." in told.partition("# Les familles")[2][:200]


def test_an_enjeu_of_the_projet_has_its_words_and_its_figures() -> None:
    *_, many = project_specimens()
    (event,) = many.events
    known = {(event.event.id, theme.theme.id): "Logement" for theme in event.themes}
    study = replace(figures_study(many), whole=WholeDemarche(thematiques=known))
    told = markdown_of(study).partition("# Enjeux\n")[2]
    assert "Élément enjeu 0" in told
    assert re.search(r"Chapitre \d+, Logement : La part des logements vacants est de 8,9 %", told)


@pytest.mark.parametrize("name", ["rapport_diagnostic", "synthese_diagnostic"])
def test_the_text_is_the_one_that_was_read_and_kept(tmp_path: Path, name: str) -> None:
    target = golden.DOCUMENTS[name](tmp_path / f"{name}.docx")
    assert transcript(target) == (golden.GOLDEN / f"{name}.txt").read_text("utf-8")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, EventEvidence, Path]:
    """A report with figures, one map, words and answers, written in Word."""
    folder = tmp_path_factory.mktemp("rapport")
    words = heard({"Thème 0": "Logement"})
    questionnaire, forms = answered(40)
    kept = ("population", "vacance", "logements")
    study = Study(
        words.project,
        readings(),
        tuple(DICTIONARY[key] for key in kept),
        contours(readings().perimeter, folder),
        Surveyed(questionnaire, forms),
        words.whole,
    )
    report = draft_report(study, outlines=OUTLINES)
    report.write(folder / "rapport.docx")
    report.write(folder / "rapport.pdf")
    draft_summary(study, outlines=OUTLINES).write(folder / "synthese.pdf")
    (event,) = study.project.events
    return report, event, folder


def test_the_word_report_has_no_barrier_and_every_picture_tells_its_values(
    whole: tuple[Report, EventEvidence, Path],
) -> None:
    _, _, folder = whole
    assert barriers(folder / "rapport.docx") == []
    document = docx.Document(str(folder / "rapport.docx"))
    told = [
        plain(one.get("descr"))
        for one in document.element.body.iter(
            "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
        )
    ]
    (vacancy,) = [one for one in told if one.startswith("Carte. La part des logements vacants")]
    assert "Castelombre 9,0 %" in vacancy
    assert "Source : Insee, recensement de la population, 2022." in vacancy
    assert all("Source" in one for one in told)


def test_every_line_that_quotes_or_counts_is_proved_by_its_contributions(
    whole: tuple[Report, EventEvidence, Path],
) -> None:
    _, event, folder = whole
    claims = read_claims(read_document(folder / "rapport.docx"), [event])
    quoted = [one for one in claims if one.statement.rule.is_words]
    assert len(quoted) >= 10
    assert len(claims) > len(quoted)


@pytest.mark.skipif(not render.available(), reason=render.ABSENT)
def test_the_summary_holds_in_eight_pages_and_no_page_of_the_report_is_empty(
    whole: tuple[Report, EventEvidence, Path],
) -> None:
    _, _, folder = whole
    assert len(render.placed_words(folder / "synthese.pdf")) <= 8
    assert all(len(page.words) > 12 for page in render.placed_words(folder / "rapport.pdf"))
