"""What else identifies: telephone, e-mail, addresses, told situations, posts that one person holds."""

import unicodedata
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.privacy.finding import FindingKind
from facilitator.privacy.reading import read
from facilitator.privacy.situations import situations

KINDS = FindingKind


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("appelez le 06 12 34 56 78 le soir", KINDS.PHONE, "06 12 34 56 78"),
        ("mon tel 0612345678.", KINDS.PHONE, "0612345678"),
        ("+33 6 12 34 56 78", KINDS.PHONE, "+33 6 12 34 56 78"),
        ("0033612345678 svp", KINDS.PHONE, "0033612345678"),
        ("02.41.00.11.22", KINDS.PHONE, "02.41.00.11.22"),
        ("06-12-34-56-78", KINDS.PHONE, "06-12-34-56-78"),
        ("ecrire a nadia.b@orange.fr merci", KINDS.EMAIL, "nadia.b@orange.fr"),
        ("nadia (at) orange.fr", KINDS.EMAIL, "nadia (at) orange.fr"),
        ("j'habite 12 rue des lilas", KINDS.ADDRESS, "12 rue des lilas"),
        (
            "14 bis, avenue Jean Jaurès 49000 Angers, merci",
            KINDS.ADDRESS,
            "14 bis, avenue Jean Jaurès 49000 Angers",
        ),
        ("mon fils autiste n'a pas de place", KINDS.SITUATION, "mon fils autiste"),
        ("je suis en dépression", KINDS.SITUATION, "je suis en dépression"),
        ("Le maire d'une commune de 250 hab. dit non", KINDS.ROLE, "maire d'une commune de 250 hab."),
    ],
)
def test_it_is_found_whole(text: str, kind: FindingKind, words: str) -> None:
    assert [(one.kind, one.words) for one in read(text)] == [(kind, words)]


@pytest.mark.parametrize(
    "text",
    [
        "accueil des enfants autistes le mercredi",
        "3h à 18h30 le 12/05/2026, 22 km",
        "les familles monoparentales",
        "le 15, le 3919 et le 119",
        "5 200 passages l'an dernier",
        "12 places de crèche",
    ],
)
def test_what_is_said_of_nobody_is_left(text: str) -> None:
    assert read(text) == ()


@given(
    digits=st.text("0123456789", min_size=8, max_size=8),
    first=st.sampled_from("123456789"),
    mark=st.sampled_from(["", " ", ".", "-", "\u00a0", "\u202f", "/"]),
    prefix=st.sampled_from(["0", "+33", "+33 ", "0033", "+33 (0)"]),
    before=st.sampled_from(["", "tel : ", "(", "appelez "]),
    after=st.sampled_from(["", ".", ")", " merci"]),
)
def test_a_telephone_number_is_found_however_it_is_written(
    digits: str, first: str, mark: str, prefix: str, before: str, after: str
) -> None:
    pairs = mark.join([prefix + first, *(digits[at : at + 2] for at in range(0, 8, 2))])
    found = [one for one in read(before + pairs + after) if one.kind is FindingKind.PHONE]
    assert [one.words for one in found] == [pairs]


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    end = 0
    for one in read(text):
        assert end <= one.start < one.end <= len(text)
        assert one.words == text[one.start : one.end]
        end = one.end
    assert all(start < last for _, start, last in situations(text))


SHREDS = st.sampled_from(
    "m. mme Mme Dr M. de la le l' d' n' O' Nadia belkhiri NADIA - . , : « » rue merci à chez B. \n 06".split(
        " "
    )
)


@given(st.lists(SHREDS, max_size=12).map(" ".join))
def test_any_mix_of_what_the_rules_look_at_can_be_read(text: str) -> None:
    assert all(one.words.strip() for one in read(text))


@pytest.mark.parametrize("text", ["Hélène Lefèvre aide, merci à Zoé", "au café d'Anaïs, près de Noël"])
def test_accents_written_apart_change_nothing_to_what_is_found(text: str) -> None:
    apart = unicodedata.normalize("NFD", text)
    found = read(apart)
    assert [unicodedata.normalize("NFC", one.words) for one in found] == [one.words for one in read(text)]
    assert all(apart[one.start : one.end] == one.words for one in found)


@given(st.text(max_size=80))
def test_any_text_is_read_where_it_stands(text: str) -> None:
    for one in read(text):
        assert text[one.start : one.end] == one.words != ""


def test_a_name_said_again_in_another_way_is_found_each_time() -> None:
    text = "merci à M. N'Diaye, chez N'Diaye ; NADIA, nadia, voir NADIA"
    assert "Diaye" not in without(text)
    assert "nadia" not in without(text).casefold()


def test_a_long_text_without_spaces_is_read_at_once() -> None:
    began = perf_counter()
    read("A." * 5000)
    read("a.b" * 3300)
    assert perf_counter() - began < 2


def without(text: str) -> str:
    for one in reversed(read(text)):
        text = text[: one.start] + text[one.end :]
    return text
