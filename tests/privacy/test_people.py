"""Names of people: all that are annotated, swapped for others too, in lower case too; few alarms."""

import pytest

from facilitator.privacy.finding import FindingKind
from facilitator.privacy.reading import read, with_entities
from tests.bench.measure_names import (
    HERE,
    PLACES,
    WALLS,
    annotated,
    findings,
    missed,
    swapped,
    texts_of,
)


def people(text: str) -> list[str]:
    return [one.words for one in read(text, PLACES) if one.kind is FindingKind.PERSON]


def test_all_annotated_names_of_the_walls_and_the_example_are_found() -> None:
    rows = annotated()
    assert len(rows) == 16
    assert missed(rows, findings([row.text for row in rows], spacy=False)) == []


def test_all_are_found_with_two_hundred_other_names_half_of_them_in_lower_case() -> None:
    rows = list(swapped(annotated()))
    assert len(rows) == 8 * 200
    assert sum(row.text == row.text.lower() for row in rows) == len(rows) / 2
    assert missed(rows, findings([row.text for row in rows], spacy=False)) == []


def test_at_most_three_false_alarms_for_a_hundred_post_its_of_our_walls() -> None:
    known = {row.text for row in annotated()}
    texts = [text for wall in WALLS for text in texts_of(HERE / "data" / f"{wall}.csv")]
    alarms = [text for text in texts if text not in known and people(text)]
    assert len(alarms) <= 0.03 * len(texts), alarms


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("chez les dupontel c'est pareil", ["dupontel"]),
        ("merci rose", ["rose"]),
        ("la famille Kerbrat attend", ["Kerbrat"]),
        ("ma voisine ginette garde tout le monde", ["ginette"]),
        ("monsieur et madame petit", ["madame petit"]),
        ("LE RPE EST TOP, NADIA BELKHIRI REPOND", ["NADIA BELKHIRI"]),
        ("le Dr. B. ne prend plus personne", ["Dr. B."]),
        ("J.-P. Martin ouvre la salle", ["J.-P. Martin"]),
        ("aminata n'diaye tient l'accueil", ["aminata n'diaye"]),
        ("jean-pierre le goff conduit", ["jean-pierre le goff"]),
        ("mme de la fontaine", ["mme de la fontaine"]),
        ("Mme B", ["Mme B"]),
    ],
)
def test_people_are_found_where_a_person_is_spoken_of(text: str, found: list[str]) -> None:
    assert people(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Info Jeunes et France Travail au même endroit",
        "une permanence de la Mission locale au Val d’Aubre",
        "rue Jean Moulin, à côté de l'école jules ferry",
        "plus de bus entre Castelombre et St Aubrin",
        "une rose pour la fête des mères",
        "Mme le maire",
        "un local de 50 m. pour nous",
        "40 m carrés",
        "avec Snapchat et Parcoursup",
        "mon temps, mes choix, mon pays",
        "le coût du couple marié",
        "il faut que je me pose",
        "aujourd'hui tout ferme à 17h30",
    ],
)
def test_places_organisations_and_plain_words_are_left(text: str) -> None:
    assert people(text) == []


def test_what_a_model_sees_completes_the_rules_without_initials_places_or_plain_words() -> None:
    text = "Lemarchal partira, la Caf aussi, et Castelombre avec"
    seen = [(text.index(word), text.index(word) + len(word)) for word in ("Lemarchal", "Caf", "Castelombre")]
    assert [one.words for one in with_entities(text, read(text, PLACES), seen, PLACES)] == ["Lemarchal"]


def test_a_key_that_was_held_down_is_read_like_any_word() -> None:
    assert read("x" * 100_000 + " " + "s" * 5_000) == ()


def test_a_verb_turned_round_to_ask_names_nobody() -> None:
    assert people("Comment une famille sait-elle à qui s’adresser ?") == []
    assert people("merci à Anne-Marie pour l’accueil") == ["Anne-Marie"]
