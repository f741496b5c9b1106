"""Which communes words name, and whose words they are: explicit rules, no guess."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.commune_names import CommuneNames
from facilitator.domain.contribution import Contribution, Origin
from facilitator.domain.event import EventKind
from facilitator.domain.evidence import EventEvidence
from facilitator.domain.heard_in import Tie, heard_by_commune, respondents
from facilitator.domain.place import Level, Place
from facilitator.domain.survey import Form, Option, Question, QuestionKind, Questionnaire
from tests.walls import Said, wall

NAMED = (
    "Val",
    "Le Val-Saint-Jean",
    "Saint-Aubrin",
    "Les Aubrières",
    "L’Étang",
    "Castelombre",
    "Jarnoisy-le-Pont",
    "Bœuville",
    "Orange",
)
COMMUNES = [Place(Level.COMMUNE, f"010{rank:02}", name) for rank, name in enumerate(NAMED)]
NAMES = CommuneNames(COMMUNES, ["Val-d’Oizé", "Le Havre"], ordinary=lambda word: word in ("val", "orange"))
OF = {one.name: one.code for one in COMMUNES}
NAME_OF = {one.code: one.name for one in COMMUNES}


def named(text: str, *, free: bool = False) -> list[str]:
    return [NAME_OF[code] for code in NAMES.named(text, free=free)]


@pytest.mark.parametrize(
    ("text", "communes"),
    [
        ("Salle des fêtes, Saint-Aubrin", ["Saint-Aubrin"]),
        ("salle de ST AUBRIN", ["Saint-Aubrin"]),
        ("St. Aubrin (01)", ["Saint-Aubrin"]),
        ("centre social du Val Saint Jean", ["Le Val-Saint-Jean"]),
        ("école du Val-St-Jean", ["Le Val-Saint-Jean"]),
        ("mairie de Val", ["Val"]),
        ("Val-Dessous", []),
        ("Haut-Castelombre", []),
        ("foyer de Val d’Oizé", []),
        ("aux Aubrieres", ["Les Aubrières"]),
        ("habitants des Aubrières", ["Les Aubrières"]),
        ("à l'etang", ["L’Étang"]),
        ("Boeuville", ["Bœuville"]),
        ("2 rue de Castelombre, Saint-Aubrin", ["Saint-Aubrin"]),
        ("Grand-Rue, Castelombre", ["Castelombre"]),
        ("ligne Castelombre-Saint-Aubrin", ["Castelombre", "Saint-Aubrin"]),
        ("Castelombreuil", []),
        ("", []),
    ],
)
def test_a_place_names_communes_by_whole_words_the_longest_first(text: str, communes: list[str]) -> None:
    assert named(text) == communes


@pytest.mark.parametrize(
    ("text", "communes"),
    [
        ("plus de médecin à castelombre", ["Castelombre"]),
        ("une orange à la récré", []),
        ("Orange amère", []),
        ("on va à Orange pour le dentiste", ["Orange"]),
        ("ON VA À ORANGE", []),
        ("par monts et par val", []),
        ("le car du Val-Saint-Jean ne passe plus à St Aubrin", ["Le Val-Saint-Jean", "Saint-Aubrin"]),
        ("la route de Castelombre est dangereuse", []),
    ],
)
def test_in_free_words_a_name_that_is_an_ordinary_word_needs_its_capital(
    text: str, communes: list[str]
) -> None:
    assert named(text, free=True) == communes


def test_of_two_communes_of_one_name_neither_is_named() -> None:
    twins = CommuneNames([replace(COMMUNES[5], code=code) for code in ("01001", "01002")])
    assert twins.named("Castelombre") == ()
    assert twins.code_of("Castelombre") == ""


@given(st.sampled_from(NAMED), st.sampled_from(["", "à ", "salle de ", "foyer, "]), st.booleans())
def test_every_name_is_found_however_its_marks_are_typed(name: str, before: str, plain: bool) -> None:
    typed = name.replace("-", " ").replace("Saint", "st").upper() if plain else name
    assert named(before + typed) == [name]


@given(st.text(), st.booleans())
def test_any_text_can_be_read_and_only_names_of_the_territory_come_out(text: str, free: bool) -> None:
    found = NAMES.named(text, free=free)
    assert set(found) <= set(NAME_OF)
    assert len(set(found)) == len(found)
    assert set(NAMES.named(text, free=True)) <= set(NAMES.named(text))


@given(st.sampled_from(NAMED), st.text("abcéxyz", min_size=1, max_size=5))
def test_a_name_within_a_longer_word_is_nobodys(name: str, more: str) -> None:
    assert OF[name] not in NAMES.named(name + more)
    assert OF[name] not in NAMES.named(f"{name}-{more}")


@given(st.lists(st.sampled_from(NAMED), unique=True, min_size=1))
def test_communes_listed_are_all_named_once_in_order(names: list[str]) -> None:
    assert named(", ".join([*names, *names])) == names


def heard(
    said: list[Said], *, place: str = "", answers: dict[str, str] | None = None, **event: object
) -> dict[str, list[tuple[str, Tie]]]:
    evidence = wall({"Thème": said})
    evidence = replace(evidence, event=replace(evidence.event, place=place, **event))  # type: ignore[arg-type]
    found = heard_by_commune(NAMES, [evidence], answers or {})
    return {
        NAME_OF[code]: [(told.contribution.text, told.tie) for told in (*one.by, *one.about)]
        for code, one in found.items()
    }


def test_what_is_said_at_an_event_of_the_commune_is_its_own_unless_another_public_is_named() -> None:
    said: list[Said] = [
        ("plus de bus", "besoin", "T1", "parents", 0),
        ("un local jeunes", "besoin", "T2", "parents de Saint-Aubrin", 0),
        ("le car", "besoin", "Table Castelombre", "parents", 0),
        ("on y travaille", "constat", "T3", "élus", 0),
    ]
    assert heard(said, place="Foyer, Bœuville") == {
        "Bœuville": [("plus de bus", Tie.PLACE)],
        "Saint-Aubrin": [("un local jeunes", Tie.PUBLIC)],
        "Castelombre": [("le car", Tie.TABLE)],
    }


def test_words_that_name_a_commune_speak_of_it_and_are_not_those_of_its_people() -> None:
    said: list[Said] = [
        ("à Castelombre il n'y a plus de médecin", "constat", "T1", "parents", 0),
        ("rien à Saint-Aubrin", "constat", "T1", "élus", 0),
        ("à Bœuville non plus", "constat", "T1", "parents", 0),
    ]
    assert heard(said, place="Bœuville") == {
        "Bœuville": [(said[0][0], Tie.PLACE), (said[2][0], Tie.PLACE)],
        "Castelombre": [(said[0][0], Tie.TEXT)],
        "Saint-Aubrin": [(said[1][0], Tie.TEXT)],
    }


def test_a_place_or_a_public_of_two_communes_is_nobodys() -> None:
    said: list[Said] = [("plus de bus", "besoin", "T1", "parents", 0)]
    assert heard(said, place="Castelombre et Saint-Aubrin") == {}
    said = [("plus de bus", "besoin", "T1", "parents de Castelombre et de Saint-Aubrin", 0)]
    assert heard(said, place="Bœuville") == {}


def test_a_comite_decides_and_its_words_are_those_of_no_commune() -> None:
    said: list[Said] = [("ouvrir un relais à Castelombre", "proposition", "T1", "parents", 0)]
    assert heard(said, place="Mairie de Castelombre", kind=EventKind.COPIL) == {}


def test_a_written_answer_is_of_the_commune_that_was_ticked() -> None:
    evidence = wall({"Thème": [("plus de bus à Bœuville", "besoin", None, "parents", 0)]})
    (said,) = evidence.contributions
    known = replace(said, origin=Origin("enquete.jsonl", "abc", 1))
    found = heard_by_commune(NAMES, [_with(evidence, known)], {"abc": OF["Castelombre"]})
    assert [one.tie for one in found[OF["Castelombre"]].by] == [Tie.ANSWER]
    assert [one.tie for one in found[OF["Bœuville"]].about] == [Tie.TEXT]


def _with(evidence: EventEvidence, said: Contribution) -> EventEvidence:
    return replace(evidence, contributions=(said,))


def question(code: str, *labels: str) -> Question:
    options = tuple(Option(str(rank), label) for rank, label in enumerate(labels, 1))
    return Question(code, "Où ?", QuestionKind.ONE, options=options)


def test_the_question_of_the_commune_is_known_by_its_options() -> None:
    asked = Questionnaire(
        "Q",
        (
            question("q1", "Oui", "Non", "Val"),
            question("q2", "St-Aubrin", "castelombre", "Une autre commune"),
        ),
    )
    forms = [Form(rank, "s", str(rank), {"q2": (code,)}) for rank, code in enumerate("1223")]
    forms.append(Form(9, "s", "9", {"q1": ("3",)}))
    found = respondents(NAMES, asked, forms)
    assert found.question is asked.questions[1]
    counts = {NAME_OF[code]: len(group) for code, group in found.forms.items()}
    assert counts == {"Saint-Aubrin": 1, "Castelombre": 2}


def test_a_survey_that_does_not_ask_the_commune_tells_nobody_apart() -> None:
    asked = Questionnaire("Q", (question("q1", "Oui", "Non", "Val"),))
    assert respondents(NAMES, asked, [Form(1, "s", "1", {"q1": ("3",)})]).question is None
