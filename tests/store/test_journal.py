"""The journal: acts taken back and done again, each station its own, and what stands in the way."""

from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest

from facilitator.domain.contribution import Contribution, Origin
from facilitator.domain.event import Event
from facilitator.domain.theme import Author, Placement, Sorting, Theme
from facilitator.errors import ConflictError, NotFoundError
from facilitator.store.contributions import NewContribution
from facilitator.store.demarche_file import DemarcheFile
from facilitator.store.operations import OperationState

Reopen = Callable[..., DemarcheFile]


def record(
    file: DemarcheFile, event: Event, *texts: str, split_from: str | None = None
) -> tuple[Contribution, ...]:
    with file.journal.act("saisie", f"Saisie de {', '.join(texts)}", by=Author.HUMAN):
        return file.contributions.record(NewContribution(event.id, t, split_from=split_from) for t in texts)


def revise(file: DemarcheFile, *contributions: Contribution) -> None:
    summary = f"Correction du n° {', '.join(str(c.number) for c in contributions)}"
    with file.journal.act("correction", summary, by=Author.HUMAN):
        file.contributions.revise(contributions)


def texts(file: DemarcheFile, event: Event) -> list[str]:
    return [c.text for c in file.contributions.of_event(event.id)]


def states(file: DemarcheFile) -> list[str]:
    return [operation.state for operation in file.journal.operations()]


class TestActs:
    def test_an_operation_tells_who_did_what_where_and_when(self, file: DemarcheFile, event: Event) -> None:
        with file.journal.act("classement", "Classement appliqué", by=Author.MACHINE):
            file.sortings.write(Sorting(event.id, (), (), "usem3"))
        newest = file.journal.operations(1)[0]
        assert (newest.number, newest.kind, newest.summary) == (2, "classement", "Classement appliqué")
        assert (newest.by, newest.station, newest.state) == (Author.MACHINE, "A", OperationState.DONE)
        assert newest.at.tzinfo is not None

    def test_several_writes_of_one_act_are_taken_back_together(
        self, file: DemarcheFile, event: Event
    ) -> None:
        (kept,) = record(file, event, "un")
        with file.journal.act("coupe", "Coupé en deux", by=Author.HUMAN):
            file.contributions.revise([replace(kept, text="un a")])
            file.contributions.record([NewContribution(event.id, "un b", split_from=kept.id)])
            file.contributions.revise([replace(kept, text="un A", votes=2)])
        assert texts(file, event) == ["un A", "un b"]
        file.journal.undo()
        assert file.contributions.of_event(event.id) == (kept,)
        file.journal.redo()
        assert texts(file, event) == ["un A", "un b"]

    def test_a_row_may_come_and_go_and_come_back_in_one_act(self, file: DemarcheFile, event: Event) -> None:
        theme = Theme("t1", event.id, "Un", 0)
        empty, full = Sorting(event.id, (), (), "usem3"), Sorting(event.id, (theme,), (), "usem3")
        with file.journal.act("classement", "Hésitation", by=Author.HUMAN):
            for sorting in (full, empty, full):
                file.sortings.write(sorting)
        for _ in range(2):
            file.journal.undo()
            assert file.sortings.of_event(event.id) is None
            file.journal.redo()
            assert file.sortings.of_event(event.id) == full

    def test_nothing_is_written_outside_an_act(self, file: DemarcheFile, event: Event) -> None:
        with pytest.raises(RuntimeError, match="within an act"):
            file.contributions.record([NewContribution(event.id, "un")])
        with pytest.raises(RuntimeError, match="within an act"):
            file.agenda.write_event(replace(event, title="Autre"))
        with pytest.raises(RuntimeError, match="within an act"):
            file.sortings.write(Sorting(event.id, (), (), "usem3"))

    def test_acts_are_not_nested(self, file: DemarcheFile, event: Event) -> None:
        with file.journal.act("saisie", "Dehors", by=Author.HUMAN):
            file.contributions.record([NewContribution(event.id, "un")])
            with (
                pytest.raises(RuntimeError, match="already"),
                file.journal.act("saisie", "Dedans", by=Author.HUMAN),
            ):
                pass
            with pytest.raises(RuntimeError, match="already"):
                file.journal.undo()
        assert texts(file, event) == ["un"]

    def test_an_act_that_fails_leaves_nothing(self, file: DemarcheFile, event: Event) -> None:
        before = file.journal.operations()

        def fail() -> None:
            with file.journal.act("saisie", "Ratée", by=Author.HUMAN):
                file.contributions.record([NewContribution(event.id, "un")])
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            fail()
        assert texts(file, event) == []
        assert file.journal.operations() == before
        record(file, event, "deux")
        assert texts(file, event) == ["deux"]

    def test_an_act_without_effect_leaves_the_redo_stack_alone(
        self, file: DemarcheFile, event: Event
    ) -> None:
        record(file, event, "un")
        file.journal.undo()
        with file.journal.act("rien", "Rien", by=Author.HUMAN):
            pass
        assert file.journal.redo() is not None
        assert texts(file, event) == ["un"]


class TestUndoAndRedo:
    def test_there_is_nothing_to_take_back_in_a_new_demarche(self, file: DemarcheFile) -> None:
        assert file.journal.undo() is not None  # the event's creation
        assert file.agenda.events() == ()
        assert file.journal.undo() is None
        assert file.journal.redo() is not None
        assert file.journal.redo() is None
        assert len(file.agenda.events()) == 1

    def test_many_levels_survive_a_restart_at_every_step(
        self, file: DemarcheFile, event: Event, reopen: Reopen
    ) -> None:
        seen = [texts(file, event)]
        for text in ("un", "deux", "trois", "quatre"):
            record(file, event, text)
            seen.append(texts(file, event))
        file.close()
        for expected in seen[-2::-1]:
            with reopen() as again:
                again.journal.undo()
                assert texts(again, event) == expected
        for expected in seen[1:]:
            with reopen() as again:
                again.journal.redo()
                assert texts(again, event) == expected

    def test_a_new_act_ends_what_could_be_done_again(self, file: DemarcheFile, event: Event) -> None:
        record(file, event, "un")
        record(file, event, "deux")
        file.journal.undo()
        file.journal.undo()
        record(file, event, "trois")
        assert file.journal.redo() is None
        assert states(file) == ["faite", "abandonnée", "abandonnée", "faite"]
        file.journal.undo()
        assert texts(file, event) == []

    def test_every_revision_can_be_walked_back(self, file: DemarcheFile, event: Event) -> None:
        (kept,) = record(file, event, "v0")
        for n in range(1, 6):
            revise(file, replace(kept, text=f"v{n}", votes=n))
        for n in range(4, -1, -1):
            file.journal.undo()
            (now,) = file.contributions.of_event(event.id)
            assert (now.text, now.votes, now.original) == (f"v{n}", n, "v0")

    def test_an_import_of_thousands_is_one_operation(self, file: DemarcheFile, event: Event) -> None:
        def rows() -> Iterable[NewContribution]:
            return (
                NewContribution(event.id, f"t{n}", origin=Origin("a.csv", str(n), n)) for n in range(2_000)
            )

        with file.journal.act("import", "Import", by=Author.MACHINE):
            kept = file.contributions.record(rows())
            file.imports.note(event.id, source="a.csv", sha256="ab", recorded=len(kept))
        assert file.imports.source_of(event.id, "ab") == "a.csv"
        file.journal.undo()
        assert texts(file, event) == []
        assert file.imports.source_of(event.id, "ab") is None
        file.journal.redo()
        assert file.contributions.of_event(event.id) == kept
        assert file.imports.source_of(event.id, "ab") == "a.csv"


class TestStations:
    def test_each_takes_back_its_own_acts_only(
        self, file: DemarcheFile, other: DemarcheFile, event: Event
    ) -> None:
        for station, text in ((file, "A1"), (other, "B1"), (file, "A2"), (other, "B2")):
            record(station, event, text)
        file.journal.undo()
        assert texts(file, event) == ["A1", "B1", "B2"]
        other.journal.undo()
        other.journal.undo()
        assert other.journal.undo() is None
        assert texts(file, event) == ["A1"]
        record(other, event, "B3")
        assert other.journal.redo() is None
        file.journal.redo()
        assert texts(file, event) == ["A1", "A2", "B3"]


class TestConflicts:
    """What names the row, the station and the act in the way, and changes nothing."""

    def refused(self, file: DemarcheFile, event: Event, retrace: Callable[[], object], *words: str) -> None:
        def everything() -> tuple[object, ...]:
            return (
                file.agenda.events(),
                file.contributions.of_event(event.id, with_removed=True),
                file.sortings.of_event(event.id),
                file.journal.operations(),
            )

        before = everything()
        with pytest.raises(ConflictError) as raised:
            retrace()
        told = str(raised.value).replace("\u00a0", " ")
        for word in words:
            assert word in told
        assert everything() == before

    def test_a_contribution_revised_elsewhere_since(
        self, file: DemarcheFile, other: DemarcheFile, event: Event
    ) -> None:
        (kept,) = record(file, event, "un")
        revise(other, replace(kept, text="un, corrigé"))
        self.refused(
            file,
            event,
            file.journal.undo,
            "La contribution n° 1",
            "poste « B »",
            "Correction du n° 1",
            "annulée",
        )
        other.journal.undo()
        file.journal.undo()
        assert texts(file, event) == []

    def test_redoing_over_what_somebody_else_changed_since(
        self, file: DemarcheFile, other: DemarcheFile, event: Event
    ) -> None:
        (kept,) = record(file, event, "un")
        revise(file, replace(kept, text="de A"))
        file.journal.undo()
        revise(other, replace(kept, votes=4))
        self.refused(file, event, file.journal.redo, "La contribution n° 1", "poste « B »", "rétablie")

    def test_redoing_what_rested_on_an_act_taken_back_since(
        self, file: DemarcheFile, other: DemarcheFile, event: Event
    ) -> None:
        (kept,) = record(file, event, "un")
        revise(other, replace(kept, votes=4))
        other.journal.undo()
        file.journal.undo()
        self.refused(file, event, other.journal.redo, "La contribution n° 1", "poste « A »", "Saisie de un")

    def test_a_placement_moved_elsewhere_since(
        self, file: DemarcheFile, other: DemarcheFile, event: Event
    ) -> None:
        (kept,) = record(file, event, "un")
        themes = (Theme("t1", event.id, "Un", 0), Theme("t2", event.id, "Deux", 1))
        wall = Sorting(event.id, themes, (Placement(kept.id, "t1"),), "usem3")
        with file.journal.act("classement", "Classement", by=Author.MACHINE):
            file.sortings.write(wall)
        with other.journal.act("deplacement", "Déplacement", by=Author.HUMAN):
            other.sortings.write(replace(wall, placements=(Placement(kept.id, "t2", Author.HUMAN, 1.0),)))
        self.refused(file, event, file.journal.undo, "La place de la contribution n° 1", "« Déplacement »")

    def test_a_theme_that_somebody_else_uses_since(
        self, file: DemarcheFile, other: DemarcheFile, event: Event
    ) -> None:
        wall = Sorting(event.id, (Theme("t1", event.id, "Un", 0),), (), "usem3")
        with file.journal.act("classement", "Classement", by=Author.MACHINE):
            file.sortings.write(wall)
        (kept,) = record(other, event, "un")
        with other.journal.act("rangement", "Rangement", by=Author.HUMAN):
            other.sortings.write(replace(wall, placements=(Placement(kept.id, "t1"),)))
        self.refused(
            file, event, file.journal.undo, "La place de la contribution n° 1", "« Rangement »", "dépend"
        )

    def test_a_theme_renamed_or_deleted_elsewhere_since(
        self, file: DemarcheFile, other: DemarcheFile, event: Event
    ) -> None:
        wall = Sorting(event.id, (Theme("t1", event.id, "Garde", 0),), (), "usem3")
        with file.journal.act("classement", "Classement", by=Author.MACHINE):
            file.sortings.write(wall)
        with other.journal.act("nom", "Renommage", by=Author.HUMAN):
            other.sortings.write(replace(wall, themes=(replace(wall.themes[0], name="Modes de garde"),)))
        self.refused(file, event, file.journal.undo, "Le thème « Modes de garde »", "« Renommage »")
        with other.journal.act("fusion", "Fusion", by=Author.HUMAN):
            other.sortings.write(replace(wall, themes=()))
        self.refused(file, event, file.journal.undo, "thème", "poste « B »")

    def test_an_event_in_which_somebody_else_has_recorded(
        self, file: DemarcheFile, other: DemarcheFile, event: Event
    ) -> None:
        record(other, event, "un")
        self.refused(file, event, file.journal.undo, "La contribution n° 1", "poste « B »", "en dépend")

    def test_recording_again_in_an_event_taken_back_since(
        self, file: DemarcheFile, other: DemarcheFile, event: Event
    ) -> None:
        record(other, event, "un")
        other.journal.undo()
        file.journal.undo()
        self.refused(file, event, other.journal.redo, "L’événement « Atelier", "poste « A »", "n’est plus là")
        with pytest.raises(NotFoundError):
            record(other, event, "deux")

    def test_an_import_that_somebody_else_has_made_since(
        self, file: DemarcheFile, other: DemarcheFile, event: Event
    ) -> None:
        row = NewContribution(event.id, "un", origin=Origin("a.csv", "1", 2))
        for station in (file, other):
            with station.journal.act("import", f"Import {station.station}", by=Author.MACHINE):
                station.contributions.record([row])
            if station is file:
                file.journal.undo()
        self.refused(file, event, file.journal.redo, "La contribution n° 2", "poste « B »", "« Import B »")

    def test_an_event_whose_slug_has_been_taken_since(
        self, file: DemarcheFile, other: DemarcheFile, event: Event
    ) -> None:
        file.journal.undo()
        with other.journal.act("evenement", "Le mien", by=Author.HUMAN):
            other.agenda.write_event(replace(event, id="2" * 32, title="Autre"))
        self.refused(file, event, file.journal.redo, "L’événement « Autre »", "poste « B »", "« Le mien »")

    def test_a_contribution_that_somebody_else_has_split(
        self, file: DemarcheFile, other: DemarcheFile, event: Event
    ) -> None:
        (kept,) = record(file, event, "un et deux")
        record(other, event, "deux", split_from=kept.id)
        self.refused(file, event, file.journal.undo, "La contribution n° 2", "en dépend")

    def test_another_station_s_changes_to_other_rows_are_no_conflict(
        self, file: DemarcheFile, other: DemarcheFile, event: Event
    ) -> None:
        first, second = record(file, event, "un", "deux")
        revise(file, replace(first, text="un de A"))
        revise(other, replace(second, text="deux de B"))
        file.journal.undo()
        assert texts(file, event) == ["un", "deux de B"]
