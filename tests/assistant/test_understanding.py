"""Questions as facilitators type them: filters from the démarche's own words, the rest is the subject."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.assistant.ground import Ground
from facilitator.assistant.question import FilterKind, Question
from facilitator.assistant.understanding import understand
from tests.assistant.rooms import ATELIER, TABLE_RONDE, table_ronde

GROUND = Ground([ATELIER, TABLE_RONDE], table_ronde())


def ask(text: str) -> Question:
    return understand(text, GROUND)


def filters(question: Question) -> set[tuple[str, str]]:
    return {(one.kind.value, one.label) for one in question.filters}


@pytest.mark.parametrize(
    ("text", "who", "topic"),
    [
        ("que disent les élus sur les cars", "élus", "les cars"),
        ("Qu’ont dit les élus des cars ?", "élus", "cars"),
        ("les agents demandent quoi pour les cars", "agents", "les cars"),
        ("que disent les grands-parents de la PMI", "grands-parents", "la PMI"),
        ("selon les jeunes, le bus", "jeunes", "le bus"),
        ("l'avis des parents sur la crèche", "parents 0-3 ans", "la crèche"),
        ("que dit la Caf des aides", "partenaire : Caf, conseillère technique", "aides"),
        ("que veulent les habitants pour l'hiver", "habitants", "l'hiver"),
    ],
)
def test_people_who_are_asked_about_are_a_filter(text: str, who: str, topic: str) -> None:
    question = ask(text)
    assert filters(question) == {("public", who)}
    assert question.topic == topic


@pytest.mark.parametrize(
    "text",
    ["les addictions chez les jeunes", "la fatigue des grands-parents", "un local pour les jeunes", "la Caf"],
)
def test_people_who_are_the_subject_are_no_filter(text: str) -> None:
    question = ask(text)
    assert not question.filters
    assert question.topic == text


def test_two_publics_may_be_asked_about() -> None:
    question = ask("que disent les élus et les agents sur les cars")
    assert filters(question) == {("public", "élus"), ("public", "agents")}


def test_people_unknown_to_the_demarche_are_told_and_not_guessed() -> None:
    question = ask("que disent les pompiers sur les cars")
    assert not question.filters
    assert question.topic == "les cars"
    assert question.not_understood == (
        "«\u00a0pompiers\u00a0» ne désigne personne ni rien de cette démarche\u00a0: cherché partout.",
    )


@pytest.mark.parametrize("text", ["que dit la table 3 des bus", "à la table T3, les bus"])
def test_a_table_is_named_by_its_number_or_its_label(text: str) -> None:
    assert filters(ask(text)) == {("table", "T3")}


def test_an_unknown_table_is_told() -> None:
    question = ask("que dit la table 12 sur les bus")
    assert question.unknown == ("table 12",)
    assert not question.tables


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("à l'atelier, que dit-on des bus", "Atelier parents"),
        ("les bus à la table ronde", "Table ronde – Mobilité"),
        ("les bus, atelier-parents", "Atelier parents"),
    ],
)
def test_an_event_is_named_by_its_kind_or_its_code(text: str, title: str) -> None:
    question = ask(text)
    assert (FilterKind.EVENT, title) in {(one.kind, one.label) for one in question.filters}
    assert [event.title for event in question.events] == [title]


def test_an_atelier_of_another_sort_is_a_subject() -> None:
    assert ask("l'atelier intergénérationnel").topic == "l'atelier intergénérationnel"
    assert not ask("l'atelier intergénérationnel").filters


@pytest.mark.parametrize(
    ("text", "type_", "topic"),
    [
        ("quelles propositions sur les bus", "proposition", "les bus"),
        ("quels sont les besoins en crèche ?", "besoin", "crèche"),
        ("que propose-t-on pour les bus", "proposition", "les bus"),
        ("les points forts des bus", "force", "bus"),
    ],
)
def test_a_type_at_the_head_is_a_filter(text: str, type_: str, topic: str) -> None:
    question = ask(text)
    assert filters(question) == {("type", type_)}
    assert question.topic == topic


def test_a_type_of_some_people_is_two_filters() -> None:
    question = ask("quelles sont les propositions des jeunes sur les bus")
    assert filters(question) == {("type", "proposition"), ("public", "jeunes")}
    assert question.topic == "les bus"


def test_risks_and_questions_may_be_a_subject() -> None:
    assert not ask("la question du bus").filters
    assert not ask("les risques de la route").filters


@pytest.mark.parametrize(
    ("text", "thematique"),
    [("la mobilité", "Mobilité"), ("que disent les élus du handicap", "Handicap, inclusion")],
)
def test_a_thematique_that_is_the_whole_subject_is_recognised(text: str, thematique: str) -> None:
    assert ask(text).thematique == thematique
    assert ask("la mobilité des jeunes le soir").thematique is None


@pytest.mark.parametrize(
    "text", ["quelles thématiques n'ont pas été abordées ?", "de quoi personne n’a parlé"]
)
def test_what_nobody_spoke_of_can_be_asked(text: str) -> None:
    assert ask(text).missing


@pytest.mark.parametrize("text", ["", " ? ", "que", "…"])
def test_nothing_asked_is_empty(text: str) -> None:
    assert ask(text).is_empty


def test_what_was_understood_is_told() -> None:
    told = ask("quelles propositions des jeunes sur les bus à la table 3").understood
    assert told == (
        "Compris\u00a0: table T3\u00a0; public\u00a0: jeunes\u00a0; type\u00a0: proposition\u00a0; "
        "sujet «\u00a0les bus\u00a0»."
    )


WORDS = st.sampled_from(
    "que disent les élus des jeunes la table 3 sur bus de l' ? quelles propositions à atelier « ß İ".split()
)


@given(st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=12).map(" ".join)))
def test_any_line_is_read_without_failing_and_keeps_only_its_own_words(text: str) -> None:
    question = ask(text)
    own = "".join(text.replace("’", "'").split())
    for word in question.topic.split():
        assert all(letter in own or not letter.isascii() for letter in word)
    assert question.asked == text
