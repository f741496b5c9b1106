"""What wins when two posts say something of the same démarche, event, file or theme."""

from dataclasses import replace

from facilitator.domain.contribution import ContributionType, Origin
from facilitator.domain.decisions import Decisions
from facilitator.domain.event import EventKind, Presence, Sequence, Table
from facilitator.domain.joining import Holding, ImportNote, are_one_demarche, join
from facilitator.domain.theme import Author
from tests import walls
from tests.domain.two_posts import EVENT, Post, base, said


def test_a_demarche_is_the_same_by_its_code_its_title_or_a_common_event() -> None:
    mine = base()
    other = replace(mine, demarche=replace(mine.demarche, slug="autre", title="Autre"))
    assert are_one_demarche(mine, other)
    elsewhere = replace(other, events=(replace(EVENT, id="f" * 32),))
    assert not are_one_demarche(mine, elsewhere)
    assert are_one_demarche(
        mine, replace(elsewhere, demarche=replace(elsewhere.demarche, slug="val-d-aubre"))
    )


def test_what_is_said_completes_what_is_not() -> None:
    mine = Holding(
        replace(walls.demarche(), client="", etapes=()), (replace(EVENT, place="", theme="Familles"),)
    )
    theirs = Holding(walls.demarche(), (replace(EVENT, id="f" * 32, kind=EventKind.SEMINAIRE),))
    joined = join(mine, theirs)
    assert joined.holding.demarche == walls.demarche()
    (event,) = joined.holding.events
    assert (event.id, event.place, event.theme, event.kind) == (
        EVENT.id,
        EVENT.place,
        "Familles",
        EventKind.SEMINAIRE,
    )
    assert joined.conflicts == ()


def test_tables_sequences_and_people_are_united_by_their_names_and_counts_that_differ_are_listed() -> None:
    mine, theirs = Post("a", base()), Post("b", base())
    mine.set_event(tables=(Table("T1", "parents"), Table("T2")), presences=(Presence("élus", 3),))
    theirs.set_event(
        tables=(Table("T2", "jeunes"), Table("T9")),
        sequences=(Sequence(1, "Ce qui manque"), Sequence(2, "Suites", "", ContributionType.PROPOSITION)),
        presences=(Presence("élus", 5), Presence("agents", None)),
    )
    joined = join(mine.held, theirs.held)
    (event,) = joined.holding.events
    assert event.tables == (Table("T1", "parents"), Table("T2", "jeunes"), Table("T9"))
    assert [sequence.number for sequence in event.sequences] == [1, 2]
    assert event.presences == (Presence("élus", 3), Presence("agents", None))
    (conflict,) = joined.conflicts
    assert (conflict.subject, conflict.kept, conflict.other) == ("présents\u00a0: élus", "3", "5")


def test_a_table_that_one_post_took_away_does_not_come_back() -> None:
    theirs = Post("b", base())
    theirs.set_event(tables=EVENT.tables[:1])
    assert join(base(), theirs.held).holding.events[0].tables == EVENT.tables[:1]


def imported(source: str, sha: str, *keys: str) -> Holding:
    rows = tuple(
        said(f"{source}{n}", n, key, origin=Origin(source, key, n + 1)) for n, key in enumerate(keys, start=1)
    )
    note = ImportNote(EVENT.id, sha, source, walls.START, len(rows), 0, 0)
    return Holding(walls.demarche(), (EVENT,), rows, imports=(note,), last_numbers={EVENT.id: len(rows)})


def test_the_same_file_under_two_paths_is_taken_once_and_a_correction_at_one_post_is_kept() -> None:
    mine, theirs = (
        imported("/a/kraft.csv", "1" * 64, "x", "y"),
        Post("b", imported("C:/k.csv", "1" * 64, "x", "y")),
    )
    theirs.revise("C:/k.csv2", text="y corrigé")
    joined = join(mine, theirs.held)
    assert [one.text for one in joined.holding.contributions] == ["x", "y corrigé"]
    assert (joined.conflicts, len(joined.holding.imports)) == ((), 1)


def test_two_files_of_one_path_do_not_hide_each_other_s_rows() -> None:
    mine, theirs = imported("/a/mur.txt", "1" * 64, "x"), imported("/a/mur.txt", "2" * 64, "x", "z")
    theirs = replace(
        theirs, contributions=tuple(replace(one, id=f"b{one.number}") for one in theirs.contributions)
    )
    joined = join(mine, theirs)
    assert [one.text for one in joined.holding.contributions] == ["x", "z", "x"]
    again = join(joined.holding, theirs)
    assert (again.holding, again.added) == (joined.holding, ())


def test_what_goes_into_a_theme_merged_at_the_other_post_follows_it() -> None:
    mine, theirs = Post("a", base()), Post("b", base())
    mine.merge("t1", into="t0")
    late = theirs.record("un bus")
    theirs.place(late.id, "t1")
    joined = join(mine.held, theirs.held).holding.walls[0]
    assert [theme.id for theme in joined.themes] == ["t0"]
    assert joined.places()[late.id].theme_id == "t0"


def test_two_posts_that_merge_the_same_themes_each_her_way_agree_but_for_the_name() -> None:
    mine, theirs = Post("a", base()), Post("b", base())
    mine.merge("t1", into="t0")
    theirs.merge("t0", into="t1")
    joined = join(mine.held, theirs.held)
    assert [theme.id for theme in joined.holding.walls[0].themes] == ["t0"]
    assert [(conflict.field, conflict.kept) for conflict in joined.conflicts] == [
        ("nom", "Thème de départ 0")
    ]


def test_a_refusal_comes_along_unless_a_human_placed_it_there_here() -> None:
    mine, theirs = Post("a", base()), Post("b", base())
    mine.place("c1", "t0")
    decisions = Decisions(refusals=(("c1", "t0"), ("c2", "t0")))
    theirs.done(
        ("refusal", "c1 t0", ""),
        ("refusal", "c2 t0", ""),
        ("place", "c1", ""),
        walls=(replace(theirs.wall, decisions=decisions, placements=theirs.wall.placements[1:]),),
    )
    joined = join(mine.held, theirs.held)
    wall = joined.holding.walls[0]
    assert wall.decisions.refusals == (("c2", "t0"),)
    assert wall.places()["c1"].by is Author.HUMAN
    assert [conflict.field for conflict in joined.conflicts] == ["thème refusé"]


def test_a_number_beyond_ours_is_kept_and_a_taken_one_becomes_the_next_free() -> None:
    mine, theirs = Post("a", base()), Post("b", base())
    mine.record("ici 5")
    for text in ("là 5", "là 6"):
        theirs.record(text)
    joined = join(mine.held, theirs.held)
    numbers = {one.text: one.number for one in joined.holding.contributions}
    assert (numbers["ici 5"], numbers["là 6"], numbers["là 5"]) == (5, 6, 7)
    assert [(one.there, one.here) for one in joined.renumbered] == [(5, 7)]


def test_a_contribution_that_we_left_to_be_filed_stays_so_where_they_have_not_placed_it_since() -> None:
    theirs = base()
    (wall,) = theirs.walls
    lost, *kept = wall.placements
    mine = replace(
        theirs,
        walls=(replace(wall, placements=tuple(kept)),),
        changed=frozenset({("place", lost.contribution_id, "")}),
    )
    assert lost.contribution_id not in join(mine, theirs).holding.walls[0].places()
    assert (
        join(mine, replace(theirs, changed=mine.changed)).holding.walls[0].places()[lost.contribution_id]
        == lost
    )
