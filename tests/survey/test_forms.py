"""What the questionnaire becomes: paper, a page without a network, a LimeSurvey import."""

import csv
import html
import json
import re
import shutil
import subprocess
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from facilitator.config import shipped
from facilitator.domain.survey import QuestionKind, Questionnaire
from facilitator.survey.answers import read_answers
from facilitator.survey.limesurvey import COLUMNS, write_limesurvey
from facilitator.survey.paper import MOST_PAGES, print_paper, print_volunteers
from facilitator.survey.questionnaire_file import read_questionnaire
from facilitator.survey.web import write_page

EXAMPLE = shipped("exemple") / "enquete" / "enquete.md"
BANKS = [shipped("prompts") / "enquete" / "banque"]
READS = shutil.which("pdftotext") is not None
NODE = shutil.which("node")
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")


@pytest.fixture(scope="module")
def example() -> Questionnaire:
    return read_questionnaire(EXAMPLE, BANKS)


def text_of(path: Path) -> str:
    done = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True, text=True
    )
    return done.stdout


@pytest.mark.skipif(not READS, reason="pdftotext is not installed")
def test_paper_holds_in_four_pages_with_codes_and_skips_in_words(
    example: Questionnaire, tmp_path: Path
) -> None:
    assert print_paper(example, tmp_path / "q.pdf") == MOST_PAGES
    text = text_of(tmp_path / "q.pdf")
    for one in example.questions:
        assert re.search(rf"(?m)^\s*{one.code}\b", text), f"{one.code} is not printed for re-entry"
        for option in one.options if one.kind is not QuestionKind.TABLE else ():
            assert re.search(rf"\b{option.code}\b", text)
    assert "→ passez à la question 9" in text
    assert "territoire fictif" in text


@pytest.mark.skipif(not READS, reason="pdftotext is not installed")
def test_the_form_of_volunteers_is_apart(example: Questionnaire, tmp_path: Path) -> None:
    print_paper(example, tmp_path / "q.pdf")
    assert print_volunteers(example, tmp_path / "v.pdf")
    assert "Téléphone ou courriel" in text_of(tmp_path / "v.pdf")
    assert "Téléphone" not in text_of(tmp_path / "q.pdf")


def test_the_same_questionnaire_prints_the_same_bytes(questionnaire: Questionnaire, tmp_path: Path) -> None:
    for name in ("a.pdf", "b.pdf"):
        print_paper(questionnaire, tmp_path / name)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


class Page(HTMLParser):
    """The fields of a page, and what names each."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: list[dict[str, str | None]] = []
        self.labelled: set[str] = set()
        self.inside: list[str] = []
        self.legends = self.fieldsets = 0
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href", "action")]
        if tag == "label":
            self.inside.append(tag)
            self.labelled.add(given.get("for") or "")
        self.legends += tag == "legend"
        self.fieldsets += tag == "fieldset"
        if tag in ("input", "select", "textarea"):
            named = "label" in self.inside or given.get("aria-label") or given.get("id") in self.labelled
            self.fields.append({**given, "named": "yes" if named else None})

    def handle_endtag(self, tag: str) -> None:
        if tag == "label":
            self.inside.pop()


def test_the_page_names_each_of_its_fields_and_asks_nothing_of_the_network(
    example: Questionnaire, tmp_path: Path
) -> None:
    text = write_page(example, tmp_path / "q.html").read_text("utf-8")
    page = Page()
    page.feed(text)
    assert not [one for one in page.fields if not one["named"]]
    assert page.legends == page.fieldsets > 10
    assert not page.addresses
    assert not re.search(r"https?://", text)
    assert {one["data-cle"] for one in page.fields} == set(example.by_key)
    assert '<html lang="fr">' in text


def test_words_of_a_question_cannot_break_the_page(written: Path, tmp_path: Path) -> None:
    text = written.read_text("utf-8").replace("Une idée ?", 'Une </script> "idée" & <b> ?')
    written.write_text(text, encoding="utf-8")
    page = write_page(read_questionnaire(written), tmp_path / "q.html").read_text("utf-8")
    assert page.count("</script>") == 1
    assert "&lt;/script&gt; &quot;idée&quot; &amp; &lt;b&gt;" in page


@pytest.mark.skipif(NODE is None, reason="node is not installed")
def test_the_script_of_the_page_is_well_formed(example: Questionnaire, tmp_path: Path) -> None:
    page = write_page(example, tmp_path / "q.html").read_text("utf-8")
    script = tmp_path / "page.js"
    script.write_text(page.partition("<script>")[2].partition("</script>")[0], encoding="utf-8")
    subprocess.run([str(NODE), "--check", str(script)], check=True)


def test_the_limesurvey_file_gives_the_questionnaire_back(
    questionnaire: Questionnaire, tmp_path: Path
) -> None:
    path = write_limesurvey(questionnaire, tmp_path / "q.txt")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, dialect="excel-tab"))
    assert tuple(rows[0]) == COLUMNS
    assert [row["text"] for row in rows if row["name"] == "language"] == ["fr"]
    assert [row["name"] for row in rows if row["class"] == "G"] == ["Vous", "Services"]
    questions = {row["name"]: row for row in rows if row["class"] == "Q"}
    assert [(name, row["type/scale"]) for name, row in questions.items()] == list(
        zip(questionnaire.by_code, "LLMLFRNT", strict=True)
    )
    held: dict[str, list[tuple[str, str]]] = {}
    current = ""
    for row in rows:
        current = row["name"] if row["class"] == "Q" else current
        if row["class"] in ("SQ", "A"):
            held.setdefault(current, []).append((row["class"], row["name"]))
    for one in questionnaire.questions:
        sort = "SQ" if one.kind is QuestionKind.MANY else "A"
        expected = [("SQ", row.code) for row in one.rows] + [(sort, option.code) for option in one.options]
        assert held.get(one.code, []) == expected
    assert questions["q3"]["relevance"] == questions["q4"]["relevance"] == '(q2.NAOK != "2")'
    assert questions["q5"]["relevance"] == "1"
    assert questions["q6"]["max_answers"] == "3"
    assert (questions["q7"]["min_num_value_n"], questions["q7"]["max_num_value_n"]) == ("0", "200")


@pytest.mark.skipif(NODE is None, reason="node is not installed")
def test_what_is_ticked_on_the_page_comes_back_from_its_csv(
    questionnaire: Questionnaire, tmp_path: Path
) -> None:
    text = write_page(questionnaire, tmp_path / "q.html").read_text("utf-8")
    page = Page()
    page.feed(text)
    full = {
        "q1": ["2"],
        "q2": ["1"],
        "q3": ["1", "4"],
        "q4": ["3"],
        "q5[a]": ["9"],
        "q6": ["3", "1"],
        "q7": ["12"],
        "q8": ["=plus de « bus » ; le soir"],
    }
    skipped = {"q2": ["2"], "q3": ["1"], "q7": ["0"]}  # q3 was ticked before q2 sent past it
    given = {
        "script": text.partition("<script>")[2].partition("</script>")[0],
        "fields": page.fields,
        "forms": [full, {}, skipped, {"q6": ["2", "2"]}],
    }
    driver = Path(__file__).with_name("page_driver.js")
    done = subprocess.run(
        [str(NODE), str(driver)], input=json.dumps(given), capture_output=True, check=True, text=True
    )
    told = json.loads(done.stdout)
    path = tmp_path / "reponses.csv"
    path.write_text(told["file"], encoding="utf-8", newline="")
    intake = read_answers(path, questionnaire)
    assert not intake.faults
    assert not intake.notes
    assert [dict(row.answers) for row in intake.rows] == [
        {key: tuple(value) for key, value in full.items()},
        {"q2": ("2",), "q7": ("0",)},
    ]
    assert "rien n’a été enregistré" in told["said"][1]
    assert "choisie deux fois" in told["said"][3]


class Offered(HTMLParser):
    """What a page lets people answer: the values under each key, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, list[str]] = {}
        self.key = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "select":
            self.key = given["data-cle"] or ""
        if given.get("data-cle") and given.get("type") in ("radio", "checkbox"):
            self.values.setdefault(given["data-cle"] or "", []).append(given["value"] or "")
        if tag == "option" and given["value"]:
            self.values.setdefault(self.key, []).append(given["value"])


def test_the_page_offers_the_codes_of_the_questionnaire_and_no_other(
    example: Questionnaire, tmp_path: Path
) -> None:
    text = write_page(example, tmp_path / "q.html").read_text("utf-8")
    offered = Offered()
    offered.feed(text)
    times = {QuestionKind.RANKING: 3}
    assert offered.values == {
        key: [option.code for option in one.options] * times.get(one.kind, 1)
        for key, one in example.by_key.items()
        if one.options
    }
    plan = json.loads(text.partition("const PLAN = ")[2].partition(";\n")[0])
    assert [one["cles"] for one in plan["questions"]] == [list(one.keys) for one in example.questions]
    led = {one["code"]: one["sauts"] for one in plan["questions"] if one["sauts"]}
    assert led == example.skips


def test_two_territories_with_the_same_title_do_not_share_what_a_tablet_keeps(
    example: Questionnaire, tmp_path: Path
) -> None:
    pages = [
        write_page(replace(example, territory=name), tmp_path / f"{name}.html").read_text("utf-8")
        for name in ("Val d’Aubre", "Pays d’Orvanches")
    ]
    kept = [json.loads(text.partition("const PLAN = ")[2].partition(";\n")[0])["cle"] for text in pages]
    assert len(set(kept)) == 2


IN_A_BROWSER = """
<script>
const clique = (cle, valeur) => document.querySelector(`[data-cle="${cle}"][value="${valeur}"]`).click();
clique("q1", "2"); clique("q2", "1"); clique("q3", "1"); clique("q3", "4");
clique("q4", "3"); clique("q5[a]", "9");
document.getElementById("champ-q7").value = "201";
const envoyer = () => formulaire.dispatchEvent(new Event("submit", { cancelable: true }));
envoyer();
const refus = etat.textContent + (etat.parentElement.id === "bloc-q7");
clique("q2", "2");
const blocs = [...document.querySelectorAll(".bloc")];
const cachees = blocs.filter((un) => !un.offsetParent).map((un) => un.id).join();
clique("q2", "1");
document.getElementById("champ-q7").value = "12";
envoyer();
document.body.dataset.vu = JSON.stringify([
  refus, cachees, lignes.map(({ id, ...reste }) => reste), etat.textContent,
  document.documentElement.scrollWidth <= innerWidth]);
</script>
"""


@pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")
def test_a_browser_refuses_hides_keeps_and_holds_the_page_in_its_width(
    questionnaire: Questionnaire, tmp_path: Path
) -> None:
    page = write_page(questionnaire, tmp_path / "q.html")
    page.write_text(page.read_text("utf-8").replace("</body>", IN_A_BROWSER + "</body>"), encoding="utf-8")
    done = subprocess.run(
        [
            str(CHROMIUM), "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
            f"--user-data-dir={tmp_path / 'profil'}", "--window-size=360,740", "--dump-dom", page.as_uri(),
        ],
        check=False, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    found = re.search(r'<body data-vu="([^"]*)"', done.stdout)
    assert found, done.stderr[-2000:]
    refused, hidden, kept, thanks, fits = json.loads(html.unescape(found[1]))
    assert refused == "Question 7\u00a0: écrivez un nombre entier de 0 à 200.true"
    assert hidden == "bloc-q3,bloc-q4"
    (line,) = kept
    assert {key: value for key, value in line.items() if value} == {
        "q1": "2", "q2": "1", "q3": "1,4", "q4": "3", "q5[a]": "9", "q7": "12",
    }  # fmt: skip
    assert thanks.startswith("Merci")
    assert fits
