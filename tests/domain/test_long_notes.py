"""Long notes: ideas come out in order, and no letter of what was written is lost or changed."""

import re

from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.capture import Seat
from facilitator.domain.contribution import ContributionType
from facilitator.domain.event import Event, EventKind, Presence, Sequence
from facilitator.domain.long_notes import cut_into_ideas, is_long, only_voice, read_notes, seated

EVENT = Event(
    "e" * 32,
    "e",
    "Entretien",
    EventKind.ENTRETIEN,
    sequences=(
        Sequence(1, "Missions et publics", default_type=ContributionType.CONSTAT),
        Sequence(2, "Ce qui manque", default_type=ContributionType.BESOIN),
    ),
    presences=(Presence("partenaire : France services, conseillère", 1),),
)
NOTES = """\
Missions et publics
On reçoit env. 20 personnes par jour. Mais le samedi c'est fermé. Les démarches en ligne
prennent une heure chacune, surtout pour les retraités qui n'ont pas d'adresse de courriel.
« Les gens pleurent au guichet. »

2. Ce qui manque
- un bus le matin
• Personne n'aide pour les dossiers MDPH. Il faut aller à la ville.
"""


def test_notes_become_ideas_at_the_quality_of_who_spoke() -> None:
    seat = seated("partenaire : France services, conseillère")
    entries = read_notes(NOTES, seat, EVENT).entries
    assert [(one.sequence, one.type, one.text) for one in entries] == [
        (1, "constat", "On reçoit env. 20 personnes par jour. Mais le samedi c'est fermé."),
        (
            1,
            "constat",
            "Les démarches en ligne prennent une heure chacune, surtout pour les retraités qui n'ont pas "
            "d'adresse de courriel.",
        ),
        (1, "verbatim", "« Les gens pleurent au guichet. »"),
        (2, "besoin", "un bus le matin"),
        (2, "besoin", "Personne n'aide pour les dossiers MDPH. Il faut aller à la ville."),
    ]
    assert {(one.quality, one.public) for one in entries} == {(seat.quality, "partenaires")}


def test_an_abbreviation_or_a_title_does_not_end_an_idea() -> None:
    assert cut_into_ideas("Mme Durand et M. Petit passent. La salle est au 3 av. Foch, à Valmont.") == (
        "Mme Durand et M. Petit passent.",
        "La salle est au 3 av. Foch, à Valmont.",
    )


def test_words_between_guillemets_are_not_cut_and_stand_alone() -> None:
    said = "Elle se souvient très bien de ce jour-là. « C'est fermé. Revenez lundi. » Puis elle est partie."
    assert cut_into_ideas(said)[1] == "« C'est fermé. Revenez lundi. »"


def test_a_line_longer_than_a_post_it_is_long() -> None:
    assert not is_long("une crèche\nun bus le matin")
    assert is_long("Les démarches en ligne prennent une heure. " * 6)


def test_the_only_voice_of_an_entretien_is_known_and_several_are_not() -> None:
    assert only_voice(EVENT) == "partenaire : France services, conseillère"
    atelier = Event("e" * 32, "a", "A", EventKind.ATELIER, presences=EVENT.presences)
    assert only_voice(atelier) is None


letters = st.text(st.sampled_from("abÉéÀ M.!?…«»,;:'’()0123456789\n\n "), min_size=0, max_size=300)


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@given(letters)
def test_no_letter_is_lost_or_changed_but_bullets(text: str) -> None:
    lines = [re.sub(r"^\s*(?:\d{1,2}[.)]\s+)(?=\S)", "", line) for line in text.splitlines()]
    assert squeezed("".join(cut_into_ideas(text))) == squeezed("".join(lines))


@given(letters)
def test_any_notes_are_read_and_no_idea_is_empty(text: str) -> None:
    reading = read_notes(text, Seat(quality="agent : CCAS"), EVENT)
    assert all(one.text.strip() and one.quality == "agent : CCAS" for one in reading.entries)
