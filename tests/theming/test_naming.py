"""Names a facilitator could have written: the wall's own noun phrases, distinct, spelt as on the wall."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np

from facilitator.language.abbreviations import refold
from facilitator.language.lemmas import words
from facilitator.theming.familiar import Familiar
from facilitator.theming.naming import Closeness, Name, name_themes
from facilitator.theming.prepare import clean
from facilitator.theming.views import Look, Matrix
from facilitator.theming.vocabulary import WallVocabulary

FAINT, CLEAR, EVIDENT = 0.05, 0.25, 0.5


def nothing_alike(phrases: Sequence[int], texts: Sequence[int]) -> Matrix:
    return np.zeros((len(phrases), len(texts)), dtype=np.float32)


def resembling(near: Mapping[str, Sequence[float]]) -> Closeness:
    """What reads phrases as like the first texts as ``near`` says, and unlike the others."""

    def closeness(phrases: Sequence[str], _: object) -> Look:
        def look(asked: Sequence[int], texts: Sequence[int]) -> Matrix:
            rows = [(*near.get(phrases[at], ()), *[0.0] * len(texts))[: len(texts)] for at in asked]
            return np.array(rows, dtype=np.float32)

        return look

    return closeness


def name(
    *themes: Sequence[str],
    familiar: Sequence[Sequence[str]] = (),
    share: float = FAINT,
    near: Mapping[str, Sequence[float]] | None = None,
) -> list[Name]:
    """The names of themes given by their texts; each familiar name has that share.

    Without any encoder, but for phrases that are ``near`` the texts of the first theme.
    """
    texts = [text for theme in themes for text in theme]
    starts = np.cumsum([0, *(len(theme) for theme in themes)])
    sets = [frozenset(range(int(a), int(b))) for a, b in pairwise(starts)]
    vocabulary = WallVocabulary([words(refold(clean(text))) for text in texts], [1] * len(texts))
    return name_themes(
        vocabulary,
        sets,
        [theme[0] for theme in themes],
        resembling(near or {}),
        familiar=[[Familiar(one, share) for one in names] for names in familiar],
    )


CRECHE = ["une place en crèche", "pas de place en creche", "attente pour une place en crèche"]
BUS = ["un TAD le soir", "le TAD est plein", "transport à la demande trop cher"]


def test_a_theme_bears_the_phrase_that_most_of_it_shares() -> None:
    assert [theme.text for theme in name(CRECHE, BUS)] == ["Place en crèche", "Transport à la demande"]


def test_the_most_frequent_spelling_wins() -> None:
    creche = ["la CRECHE", "une crèche", "des crèches", "la crèche", "crèche fermée"]
    assert name(creche, BUS)[0].text.startswith("Crèche")


def test_a_word_in_capitals_is_a_word_and_initials_stay_initials() -> None:
    assert name(["RESPONSABILITE PENALE", "la RESPONSABILITE PENALE"], BUS)[0].text == "Responsabilité pénale"
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


def test_what_several_say_wins_over_what_one_alone_describes() -> None:
    meals = ["repas trop cher", "le bruit pendant le repas", "des légumes de la ferme du coteau", "un repas"]
    assert name(meals, BUS)[0].text == "Repas"


def test_a_word_said_all_over_the_wall_names_no_theme_by_itself() -> None:
    debts = ["le déficit de la crèche", "qui paie le déficit de la crèche ?", "la crèche encore"]
    doors = ["la crèche ouvre trop tard", "ouvrir la crèche le samedi", "la crèche, les horaires", "horaires"]
    assert name(debts, doors)[0].text == "Déficit de la crèche"


def test_a_lone_countable_word_is_in_the_plural_when_typed_so() -> None:
    clubs = ["le club est fermé", "les clubs de danse", "aider les clubs", "un club"]
    assert name(clubs, BUS)[0].text == "Clubs"


def test_accents_left_out_on_the_wall_are_put_back() -> None:
    helped = ["aide a domicile", "une aide a domicile le soir"]
    assert name(["la fete du village", "une fete du village"], BUS)[0].text == "Fête du village"
    assert name(helped, BUS)[0].text == "Aide à domicile"


def test_a_second_phrase_does_not_say_the_first_again() -> None:
    theme = ["le modèle économique", "modèle économique", "notre économie", "une autre économie"]
    assert " et " not in name(theme, BUS)[0].text


PERMIS = ["apprendre à conduire coûte cher", "bourse au permis", "passer le permis", "code et permis"]


def test_what_people_called_a_subject_serves_where_the_theme_says_it() -> None:
    names = name(PERMIS, BUS, familiar=[["Permis de conduire"], ["Transport à la demande"]])
    assert names[0].text == "Permis de conduire"
    assert names[0].words


def test_a_familiar_name_that_the_theme_does_not_say_is_left_aside() -> None:
    assert "Vélo" not in name(PERMIS, BUS, familiar=[["Vélo, marche et sécurité"], []])[0].text


ALCOHOL = [
    "aller dans les soirées, pas que des affiches sur l'alcool",
    "un stand alcool aux fêtes de village",
]


def test_a_familiar_name_that_clearly_stands_for_the_theme_serves_where_a_word_of_it_is_said() -> None:
    names = [["Alcool et conduites à risque"]]
    assert name(ALCOHOL, BUS, familiar=[*names, []], share=CLEAR)[0].text == "Alcool et conduites à risque"
    assert name(ALCOHOL, BUS, familiar=[*names, []], share=FAINT)[0].text != "Alcool et conduites à risque"
    assert "Vélo" not in name(ALCOHOL, BUS, familiar=[["Vélo et marche"], []], share=CLEAR)[0].text


def test_a_familiar_name_that_nobody_says_serves_where_most_of_the_theme_is_near_it() -> None:
    offered = [["Conduites addictives"], []]
    most, one = {"conduites addictives": (0.5, 0.5)}, {"conduites addictives": (0.5, 0.0, 0.0)}
    assert name(ALCOHOL, BUS, familiar=offered, share=EVIDENT, near=most)[0].text == "Conduites addictives"
    assert name(ALCOHOL, BUS, familiar=offered, share=FAINT, near=most)[0].text != "Conduites addictives"
    longer = [*ALCOHOL, "arrêter de fumer"]
    assert name(longer, BUS, familiar=offered, share=EVIDENT, near=one)[0].text != "Conduites addictives"


def test_a_public_that_nobody_speaks_of_is_left_out_of_a_familiar_name() -> None:
    asked = ["un guichet unique", "le guichet unique, où ?", "guichet unique et information"]
    offered = [["Information et guichet unique pour les parents"], []]
    assert name(asked, BUS, familiar=offered, share=EVIDENT)[0].text == "Information et guichet unique"
    asked[0] = "un guichet unique pour les parents"
    assert name(asked, BUS, familiar=offered, share=EVIDENT)[0].text == offered[0][0]


def test_a_phrase_that_only_its_own_contribution_resembles_gives_way_to_one_that_holds_for_all() -> None:
    walks = ["café poussette", "le car passe trop tard", "le parc est trop loin", "aller à pied"]
    near = {"café poussette": (0.9, 0.0, 0.0, 0.0), "parc": (0.4, 0.4, 0.4, 0.4)}
    assert name(walks, CRECHE, near=near)[0].text.startswith("Parc")
    assert name(walks, CRECHE, near={})[0].text.startswith("Café poussette")


def test_a_name_that_rests_on_one_contribution_is_completed_by_another_one() -> None:
    odds = ["café poussette", "médiation familiale", "aire de jeux"]
    first, _, second = name(odds, CRECHE)[0].text.partition(" et ")
    assert first
    assert second in {"café poussette", "médiation familiale", "aire de jeux"} - {first.lower()}


def test_parts_of_a_familiar_name_that_nobody_says_are_left_out() -> None:
    long = "Fêtes de village, harcèlement et santé"
    named = name(ALCOHOL, BUS, familiar=[[long], []], share=EVIDENT)[0].text
    assert named.startswith("Fêtes de village")
    assert "harcèlement" not in named
    colon = "Prévention\u00a0: alcool, harcèlement, vie affective"
    assert name(ALCOHOL, BUS, familiar=[[colon], []], share=EVIDENT)[0].text == "Prévention\u00a0: alcool"


def test_a_familiar_name_is_given_to_one_theme_only() -> None:
    names = name(PERMIS, PERMIS, familiar=[["Permis de conduire"]] * 2)
    assert [theme.text for theme in names].count("Permis de conduire") == 1


def test_few_phrases_of_a_theme_are_read_however_many_it_holds() -> None:
    theme = [f"{first} et {second}" for first in ("le bus", "la gare") for second in ("le car", "le train")]
    theme += [
        "un arrêt de bus",
        "la ligne du soir",
        "le tarif des cars",
        "un abri à la gare",
        "le quai du train",
    ]
    vocabulary = WallVocabulary([words(refold(clean(text))) for text in theme], [1] * len(theme))
    asked: list[str] = []

    def closeness(phrases: Sequence[str], _: object) -> Look:
        asked.extend(phrases)
        return nothing_alike

    (named,) = name_themes(vocabulary, [frozenset(range(len(theme)))], [theme[0]], closeness)
    assert named.text
    assert 2 <= len(asked) <= 5
