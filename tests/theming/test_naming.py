"""Names a facilitator could have written: the wall's own noun phrases, distinct, spelt as on the wall."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from facilitator.language.abbreviations import refold
from facilitator.language.lemmas import words
from facilitator.theming.naming import Name, name_themes
from facilitator.theming.prepare import clean
from facilitator.theming.vocabulary import WallVocabulary


def name(*themes: Sequence[str]) -> list[Name]:
    """The names of themes given by their texts, without any encoder."""
    texts = [text for theme in themes for text in theme]
    starts = np.cumsum([0, *(len(theme) for theme in themes)])
    sets = [frozenset(range(int(a), int(b))) for a, b in pairwise(starts)]
    vocabulary = WallVocabulary([words(refold(clean(text))) for text in texts], [1] * len(texts))
    return name_themes(
        vocabulary,
        sets,
        [theme[0] for theme in themes],
        lambda phrases, _: np.zeros((len(phrases), len(themes)), dtype=np.float32),
    )


CRECHE = ["une place en crèche", "pas de place en creche", "attente pour une place en crèche"]
BUS = ["un TAD le soir", "le TAD est plein", "transport à la demande trop cher"]


def test_a_theme_bears_the_phrase_that_most_of_it_shares() -> None:
    assert [theme.text for theme in name(CRECHE, BUS)] == ["Place en crèche", "Transport à la demande"]


def test_the_most_frequent_spelling_wins() -> None:
    creche = ["la CRECHE", "une crèche", "des crèches", "la crèche", "crèche fermée"]
    assert name(creche, BUS)[0].text.startswith("Crèche")


def test_a_word_in_capitals_is_a_word_and_initials_stay_initials() -> None:
    assert name(["RESPONSABILITE PENALE", "la RESPONSABILITE PENALE"], BUS)[0].text == "Responsabilite penale"
    assert name(["le retour de l'ISF", "retour de l'ISF"], BUS)[0].text == "Retour de l'ISF"


def test_distinctive_words_come_with_the_name() -> None:
    assert {"crèche", "place"} <= set(name(CRECHE, BUS)[0].words)


def test_two_themes_never_share_a_name() -> None:
    names = [theme.text for theme in name(CRECHE, CRECHE, CRECHE, BUS)]
    assert len(set(names)) == 4


def test_a_second_phrase_completes_a_name_that_covers_half_of_the_theme() -> None:
    theme = ["le permis de conduire", "aide pour le permis", "une voiture", "la voiture en panne"]
    named = name(theme, CRECHE)[0].text
    assert "permis" in named.lower()
    assert " et " in named
    assert "voiture" in named.lower()


def test_the_name_of_a_person_never_becomes_a_theme() -> None:
    people = ["Mme Rose est top", "merci Mme Rose", "Mme Rose aide bien", "Josiane et Mme Rose"]
    named = name(people, BUS)[0]
    assert "Rose" not in named.text
    assert not {"Rose", "rose", "Josiane"} & set(named.words)


def test_a_theme_without_a_noun_is_named_by_its_words() -> None:
    named = name(["souffler un peu", "pouvoir souffler", "souffler enfin"], BUS)[0]
    assert named.text.startswith("Souffler")


def test_a_theme_without_a_french_word_is_named_by_its_text() -> None:
    assert name(["日本語 です", "日本語"], BUS)[0].text
