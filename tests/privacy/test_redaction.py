"""The text as it may leave: the words decided are gone, all else stays byte for byte."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.contribution import Contribution
from facilitator.domain.names import NameDecision
from facilitator.privacy.redaction import for_sharing, occurrences, redacted, redacted_name
from facilitator.privacy.review import review

NOW = datetime(2026, 6, 11, tzinfo=UTC)


def contribution(text: str, **further: str) -> Contribution:
    return Contribution("c1", "e1", 6, text, further.pop("original", text), NOW, **further)  # type: ignore[arg-type]


@given(st.text(max_size=60), st.text(max_size=60), st.text("abcdéÉ-’ ", min_size=1, max_size=12))
def test_nothing_outside_the_words_changes(before: str, after: str, words: str) -> None:
    text = f"{before} {words} {after}"
    changed = redacted(text, {words: "[x]"})
    spans = list(occurrences(text, words))
    kept, at = [], 0
    for start, end in spans:
        assert text[start:end] == words
        kept.append(text[at:start])
        at = end
    assert changed == "[x]".join([*kept, text[at:]])


@given(st.text(max_size=80), st.text("abc ", min_size=1, max_size=6))
def test_doing_it_again_changes_nothing(text: str, words: str) -> None:
    once = redacted(text, {words: "[#]"})
    assert redacted(once, {words: "[#]"}) == once
    assert redacted(text, {}) == text


def test_a_name_within_a_longer_word_is_none() -> None:
    assert redacted("Léa et la Léalité, avec Léa.", {"Léa": "[une voisine]"}) == (
        "[une voisine] et la Léalité, avec [une voisine]."
    )


def test_the_longest_words_are_replaced_first() -> None:
    wanted = {"Gérard": "[un bénévole]", "Gérard Maupin": "[un chauffeur]"}
    assert redacted("Gérard Maupin, oui Gérard", wanted) == "[un chauffeur], oui [un bénévole]"


def test_the_text_as_first_typed_and_the_quality_leave_without_the_name_as_well() -> None:
    said = contribution("merci à elle", original="merci à Josiane", quality="amie de Josiane")
    (shared,) = for_sharing([said], [NameDecision("c1", "Josiane", "[une bénévole]")])
    assert (shared.text, shared.original, shared.quality) == (
        "merci à elle",
        "merci à [une bénévole]",
        "amie de [une bénévole]",
    )
    assert for_sharing([said], [NameDecision("c1", "Josiane")]) == (said,)


def test_what_was_corrected_away_is_still_asked_about_where_it_was_first_typed() -> None:
    said = contribution("merci à elle", original="merci à Josiane")
    (found,) = review([said], [])
    assert (found.finding.words, found.field, found.decision) == ("Josiane", "texte d’origine", None)


def test_a_decision_holds_while_its_words_stand_and_a_new_name_is_asked_about() -> None:
    decided = NameDecision("c1", "Josiane", "[une bénévole]")
    before = review([contribution("merci à Josiane")], [decided])
    after = review([contribution("grand merci à Josiane et Yanis Ferroudj")], [decided])
    assert [one.decision for one in before] == [decided]
    assert [(one.number, one.finding.words, one.decision) for one in after] == [
        (1, "Josiane", decided),
        (2, "Yanis Ferroudj", None),
    ]


def test_a_post_that_one_person_holds_becomes_a_quality_that_many_have() -> None:
    said = contribution("pas de car", quality="élu : maire d'une commune de 250 hab.")
    (found,) = review([said], [])
    assert found.finding.suggestion == "[maire d’une petite commune]"
    assert review([contribution("pas de car", quality="élue : maire")], []) == ()


def test_a_name_glued_to_a_number_is_replaced() -> None:
    assert redacted("voir Nadia2 et 12bis", {"Nadia": "[x]", "12": "[y]"}) == "voir [x]2 et [y]bis"
    assert redacted("le 06123 et zoe\u0301", {"0612": "[x]", "zoe": "[y]"}) == "le 06123 et zoe\u0301"


def test_a_word_of_french_that_is_a_first_name_leaves_a_theme_s_name_alone_unless_as_written() -> None:
    assert redacted_name("La rose des vents", {"Rose": "[x]"}) == "La rose des vents"
    assert redacted_name("Les idées de Rose", {"Rose": "[x]"}) == "Les idées de [x]"
