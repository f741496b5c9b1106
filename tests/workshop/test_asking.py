"""Asking and observing, the verbs of an open démarche: when a model fails, when the démarche grows."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from facilitator.errors import InputError
from facilitator.store.contributions import NewContribution
from facilitator.workshop import Workshop
from tests.workshop.walls_of_post_its import filled, settings

WALL = ["pas de bus le dimanche", "une place en crèche", "le CCAS ferme à midi", "bus de nuit le samedi"]


def test_a_model_that_fails_gives_way_to_words_alone_and_says_so(tmp_path: Path) -> None:
    broken = tmp_path / "modèle cassé"
    broken.mkdir()
    with filled(tmp_path, WALL, moteur=str(broken)) as workshop:
        answer = workshop.assistant.ask("les bus")
        assert {found.contribution.number for found in answer.found} == {1, 4}
        assert any("les mots seuls" in note or "sans le sens" in note for note in workshop.notes)
        (event,) = workshop.events()
        assert workshop.assistant.observe(event, (), datetime.now(UTC), close=True) == ()


def test_what_has_just_been_recorded_is_found(tmp_path: Path) -> None:
    with filled(tmp_path, WALL) as workshop:
        (event,) = workshop.events()
        assert workshop.assistant.ask("les éoliennes").nothing
        workshop.board(event).record(NewContribution(event.id, "les éoliennes font du bruit"))
        assert [found.contribution.number for found in workshop.assistant.ask("les éoliennes").found] == [5]


def test_a_possible_name_is_observed_until_it_is_corrected(tmp_path: Path) -> None:
    with filled(tmp_path, [*WALL, "demandez à Mme Durand"]) as workshop:
        (event,) = workshop.events()
        (note,) = workshop.assistant.observe(event, (), datetime.now(UTC))
        assert workshop.assistant.observe(event, [note.key], datetime.now(UTC)) == ()
        workshop.board(event).revise(5, "demandez à la secrétaire")
        assert workshop.assistant.observe(event, (), datetime.now(UTC)) == ()


def test_a_demarche_without_event_cannot_be_asked(tmp_path: Path) -> None:
    with Workshop.open_or_create("Vide", settings(tmp_path)) as workshop, pytest.raises(InputError):
        workshop.assistant.ask("les bus")
