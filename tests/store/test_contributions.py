"""Contributions: every field kept, numbers never reused, the words as typed never lost."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facilitator.domain.contribution import Contribution, ContributionType, Origin
from facilitator.domain.event import Event
from facilitator.domain.theme import Author
from facilitator.errors import ConflictError, InputError, NotFoundError
from facilitator.store.contributions import NewContribution
from facilitator.store.demarche_file import DemarcheFile
from tests import walls

Reopen = Callable[..., DemarcheFile]


def record(file: DemarcheFile, *contributions: NewContribution) -> tuple[Contribution, ...]:
    with file.journal.act("saisie", "Saisie", by=Author.HUMAN):
        return file.contributions.record(contributions)


def revise(file: DemarcheFile, *contributions: Contribution) -> None:
    with file.journal.act("correction", "Correction", by=Author.HUMAN):
        file.contributions.revise(contributions)


class TestRecording:
    def test_every_field_comes_back(self, file: DemarcheFile, event: Event, reopen: Reopen) -> None:
        (first,) = record(file, NewContribution(event.id, "un"))
        new = NewContribution(
            event.id,
            "  8 mois pr un RDV !!\t[illisible] « » 🙂\r\n",
            ContributionType.CONSTAT,
            table="T1",
            public="parents 0-3 ans",
            quality="élue : VP",
            sequence=2,
            votes=7,
            origin=Origin("ateliers/mur.csv", "clé 12", 13),
            split_from=first.id,
            recorded_at=walls.START,
        )
        (kept,) = record(file, new)
        assert kept == Contribution(
            id=kept.id,
            event_id=event.id,
            number=2,
            text=new.text,
            original=new.text,
            recorded_at=walls.START,
            type=ContributionType.CONSTAT,
            table="T1",
            public="parents 0-3 ans",
            quality="élue : VP",
            sequence=2,
            votes=7,
            origin=new.origin,
            split_from=first.id,
        )
        assert reopen().contributions.of_event(event.id) == (first, kept)

    def test_the_time_is_the_clock_s_where_none_is_given(self, file: DemarcheFile, event: Event) -> None:
        first, second = record(file, NewContribution(event.id, "un"), NewContribution(event.id, "deux"))
        assert walls.START < first.recorded_at < second.recorded_at < walls.START + timedelta(minutes=1)

    @settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
    @given(text=st.text())
    def test_any_text_is_kept_to_the_letter(self, file: DemarcheFile, event: Event, text: str) -> None:
        (kept,) = record(file, NewContribution(event.id, text))
        assert file.contributions.numbered(event.id, kept.number).text == text
        assert file.contributions.numbered(event.id, kept.number).original == text

    def test_a_text_that_cannot_be_kept_is_loud_and_takes_nothing_with_it(
        self, file: DemarcheFile, event: Event
    ) -> None:
        record(file, NewContribution(event.id, "un"))
        with pytest.raises(InputError, match="caractère invalide"):
            record(file, NewContribution(event.id, "bon"), NewContribution(event.id, "caf\udce9"))
        with pytest.raises(InputError, match="nombre"):
            record(file, NewContribution(event.id, "votes", votes=10**30))
        assert [c.text for c in file.contributions.of_event(event.id)] == ["un"]
        assert len(file.journal.operations()) == 2

    def test_an_unknown_event_is_told(self, file: DemarcheFile) -> None:
        with pytest.raises(NotFoundError, match="événement"):
            record(file, NewContribution("0" * 32, "perdu"))

    def test_negative_votes_are_refused(self, file: DemarcheFile, event: Event) -> None:
        with pytest.raises(ConflictError, match="votes"):
            record(file, NewContribution(event.id, "un", votes=-1))

    def test_thousands_are_numbered_in_the_order_given(self, file: DemarcheFile, event: Event) -> None:
        texts = [f"post-it {n}" for n in range(1, 1_501)]
        kept = record(file, *(NewContribution(event.id, text) for text in texts))
        assert [(c.number, c.text) for c in kept] == list(enumerate(texts, 1))
        assert file.contributions.of_event(event.id) == kept


class TestNumbers:
    def test_a_number_is_never_reused_even_after_undo_and_restart(
        self, file: DemarcheFile, event: Event, reopen: Reopen
    ) -> None:
        record(file, NewContribution(event.id, "un"), NewContribution(event.id, "deux"))
        file.journal.undo()
        (third,) = record(reopen(), NewContribution(event.id, "trois"))
        assert third.number == 3
        assert [c.number for c in file.contributions.of_event(event.id, with_removed=True)] == [1, 2, 3]

    def test_an_act_that_fails_uses_up_no_number(self, file: DemarcheFile, event: Event) -> None:
        with pytest.raises(ConflictError):
            record(file, NewContribution(event.id, "perdu"), NewContribution(event.id, "raté", votes=-1))
        assert [c.number for c in record(file, NewContribution(event.id, "un"))] == [1]

    def test_each_event_counts_for_itself(self, file: DemarcheFile, event: Event) -> None:
        second = replace(event, id="2" * 32, slug="second")
        with file.journal.act("evenement", "Second", by=Author.HUMAN):
            file.agenda.write_event(second)
        kept = record(file, *(NewContribution(e.id, "x") for e in (event, second, event, second, second)))
        assert [c.number for c in kept] == [1, 1, 2, 2, 3]

    def test_changing_the_event_leaves_its_counter_alone(self, file: DemarcheFile, event: Event) -> None:
        record(file, NewContribution(event.id, "un"))
        with file.journal.act("evenement", "Titre", by=Author.HUMAN):
            file.agenda.write_event(replace(event, title="Autre"))
        record(file, NewContribution(event.id, "deux"))
        file.journal.undo()
        file.journal.undo()
        assert [c.number for c in record(file, NewContribution(event.id, "trois"))] == [3]

    def test_a_number_that_was_never_given_is_told(self, file: DemarcheFile, event: Event) -> None:
        with pytest.raises(NotFoundError, match="n°\u00a012"):
            file.contributions.numbered(event.id, 12)


def rows(event: Event, *keys: str, source: str = "mur.csv") -> list[NewContribution]:
    return [NewContribution(event.id, f"texte {key}", origin=Origin(source, key, 2)) for key in keys]


class TestOrigins:
    def test_a_row_already_there_is_skipped_and_not_returned(self, file: DemarcheFile, event: Event) -> None:
        record(file, *rows(event, "1", "2"))
        assert [c.text for c in record(file, *rows(event, "1", "3", "2", "3"))] == ["texte 3"]
        assert [c.number for c in file.contributions.of_event(event.id)] == [1, 2, 3]

    def test_the_same_key_of_another_source_or_event_is_another_row(
        self, file: DemarcheFile, event: Event
    ) -> None:
        second = replace(event, id="2" * 32, slug="second")
        with file.journal.act("evenement", "Second", by=Author.HUMAN):
            file.agenda.write_event(second)
        record(file, *rows(event, "1"))
        assert len(record(file, *rows(event, "1", source="autre.csv"), *rows(second, "1"))) == 2

    def test_it_is_skipped_also_once_revised_or_removed(self, file: DemarcheFile, event: Event) -> None:
        first, second = record(file, *rows(event, "1", "2"))
        revise(file, replace(first, text="corrigé", table="T9"), replace(second, removed=True))
        assert record(file, *rows(event, "1", "2")) == ()
        assert [c.text for c in file.contributions.of_event(event.id)] == ["corrigé"]

    def test_an_import_taken_back_can_be_made_again_under_new_numbers(
        self, file: DemarcheFile, event: Event
    ) -> None:
        record(file, *rows(event, "1", "2"))
        file.journal.undo()
        assert [c.number for c in record(file, *rows(event, "1", "2"))] == [3, 4]

    def test_an_import_that_adds_nothing_leaves_no_operation(self, file: DemarcheFile, event: Event) -> None:
        record(file, *rows(event, "1"))
        before = file.journal.operations()
        record(file, *rows(event, "1"))
        assert file.journal.operations() == before

    def test_batches_of_one_import_know_each_other(self, file: DemarcheFile, event: Event) -> None:
        keys = [str(n % 700) for n in range(1_400)]
        assert len(record(file, *rows(event, *keys))) == 700


class TestRevising:
    def test_the_original_stays_whatever_becomes_of_the_text(self, file: DemarcheFile, event: Event) -> None:
        (kept,) = record(file, NewContribution(event.id, "des fois je parle au poste"))
        for text in ("Des fois, je parle au poste", "", "autre"):
            revise(file, replace(kept, text=text, corrected_by="Anne", votes=3))
        (now,) = file.contributions.of_event(event.id)
        assert (now.text, now.original, now.corrected_by) == ("autre", "des fois je parle au poste", "Anne")

    @pytest.mark.parametrize(
        "change", [{"original": "x"}, {"number": 9}, {"event_id": "2" * 32}, {"origin": Origin("a", "b", 2)}]
    )
    def test_what_is_permanent_cannot_be_revised(
        self, file: DemarcheFile, event: Event, change: dict[str, object]
    ) -> None:
        (kept,) = record(file, NewContribution(event.id, "un"))
        with pytest.raises(ValueError, match=next(iter(change))):
            revise(file, replace(kept, **change))
        assert file.contributions.of_event(event.id) == (kept,)

    def test_a_contribution_that_does_not_exist_cannot_be_revised(
        self, file: DemarcheFile, event: Event
    ) -> None:
        (kept,) = record(file, NewContribution(event.id, "un"))
        with pytest.raises(NotFoundError):
            revise(file, replace(kept, id="0" * 32))

    def test_a_removed_contribution_is_hidden_but_kept_and_can_come_back(
        self, file: DemarcheFile, event: Event
    ) -> None:
        first, second = record(file, NewContribution(event.id, "un"), NewContribution(event.id, "deux"))
        revise(file, replace(first, removed=True))
        assert file.contributions.of_event(event.id) == (second,)
        assert file.contributions.of_event(event.id, with_removed=True) == (
            replace(first, removed=True),
            second,
        )
        revise(file, first)
        assert file.contributions.of_event(event.id) == (first, second)

    def test_what_was_undone_can_be_brought_back_by_hand(self, file: DemarcheFile, event: Event) -> None:
        (kept,) = record(file, NewContribution(event.id, "repêché"))
        file.journal.undo()
        (undone,) = file.contributions.of_event(event.id, with_removed=True)
        assert undone == replace(kept, removed=True)
        revise(file, replace(undone, removed=False))
        assert file.contributions.of_event(event.id) == (kept,)
        file.journal.undo()
        assert file.contributions.of_event(event.id) == ()
        file.journal.redo()
        assert file.contributions.of_event(event.id) == (kept,)

    def test_a_revision_that_changes_nothing_leaves_no_operation(
        self, file: DemarcheFile, event: Event
    ) -> None:
        kept = record(file, NewContribution(event.id, "un"))
        before = file.journal.operations()
        revise(file, *kept)
        assert file.journal.operations() == before
