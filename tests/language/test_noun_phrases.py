"""Noun phrases without a tagger: nouns first, no verb, no name of a person."""

import pytest

from facilitator.language.lemmas import words
from facilitator.language.noun_phrases import (
    NounPhrases,
    agrees_in_gender,
    is_adverb,
    is_participle,
    is_verb,
    may_be_verb,
)


def phrases(*texts: str, whole: bool = True) -> list[str]:
    """The phrases of ``texts``, those that may be a piece of a longer one left out."""
    read = [words(text) for text in texts]
    grammar = NounPhrases(read)
    return [phrase.text for text in read for phrase in grammar.of(text) if phrase.whole or not whole]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2 ans d'attente pour une place en crèche", "place en crèche"),
        ("un transport à la demande le samedi", "transport à la demande"),
        ("une aide au permis", "aide au permis"),
        ("la santé mentale des jeunes", "santé mentale des jeunes"),
        ("un lieu d'accueil enfants-parents", "lieu d'accueil enfants-parents"),
        ("GUICHET UNIQUE !", "GUICHET UNIQUE"),
    ],
)
def test_a_phrase_reads_as_it_was_written(text: str, expected: str) -> None:
    assert expected in phrases(text)


def test_a_piece_of_a_phrase_is_not_whole() -> None:
    assert "mode" not in phrases("un mode de garde")
    assert "relais" not in phrases("le relais petite enfance")
    assert "mode" in phrases("un mode de garde", whole=False)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("pouvoir souffler deux heures", "souffler"),
        ("la crèche ferme à 18h15", "crèche ferme"),
        ("halte garderie ouvertes le mardi", "halte garderie ouvertes"),
        ("mettre fin aux files", "fin"),
        ("ils ouvrent rarement", "rarement"),
        ("un seul numéro", "seul numéro"),
        ("ouvert mardi et jeudi matin", "mardi et jeudi matin"),
        ("les choses simples de la vie", "simples de la vie"),
        ("trois AESH depuis septembre", "trois AESH"),
        ("au bout de la rue", "bout de la rue"),
        ("la commune reçoit les familles", "reçoit les familles"),
        ("un café le matin, un café du vendredi", "café du vendredi"),
    ],
)
def test_verbs_adverbs_and_predicates_are_no_phrase(text: str, wrong: str) -> None:
    assert wrong not in phrases(text, whole=False)


def test_a_complement_and_its_adjective_are_a_piece_of_a_phrase() -> None:
    assert "art ouverte" not in phrases("une plateforme d'art ouverte")
    assert "plateforme d'art ouverte" in phrases("une plateforme d'art ouverte")


def test_a_word_that_somebody_owns_names_nothing_by_itself() -> None:
    text = words("chez mon père, mon père, les pompiers")
    grammar = NounPhrases([text])
    assert {word.text for word in text if grammar.names_alone(word)} >= {"pompiers"}
    assert not [word for word in text if word.text == "père" and grammar.names_alone(word)]


@pytest.mark.parametrize(
    "text",
    [
        "le RPE est top, Nadia Belkhiri répond",
        "le départ du Dr Lemarchal",
        "M. Rose a perdu",
        "merci à Josiane",
    ],
)
def test_the_name_of_a_person_is_in_no_phrase(text: str) -> None:
    names = {"Nadia", "Belkhiri", "Lemarchal", "Rose", "Josiane"}
    assert not [phrase for phrase in phrases(text, whole=False) if names & set(phrase.split())]


def test_a_phrase_has_seven_words_at_most() -> None:
    long = "aide à la mise en place du transport à la demande de la commune de la vallée de la rivière"
    assert max(len(phrase.split()) for phrase in phrases(long, whole=False)) <= 7


@pytest.mark.parametrize(
    "form",
    [
        "fermer",
        "travaille",
        "souffler",
        "consomment",
        "relocaliser",
        "revient",
        "accueille",
        "reçoit",
        "refaire",
    ],
)
def test_a_verb_is_told_from_a_noun(form: str) -> None:
    assert is_verb(form)


@pytest.mark.parametrize(
    "form", ["papier", "loisir", "lecture", "aide", "garde", "écran", "souvenir", "devoirs"]
)
def test_a_noun_is_told_from_a_verb(form: str) -> None:
    assert not is_verb(form)


def test_words_of_two_classes_are_known_as_such() -> None:
    assert may_be_verb("marche")
    assert not may_be_verb("crèche")
    assert agrees_in_gender("locale")
    assert not agrees_in_gender("crèche")
    assert is_adverb("gratuitement")
    assert not is_adverb("logement")
    assert is_participle("versée")
    assert not is_participle("santé")
