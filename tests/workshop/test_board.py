"""The verbs on a wall: what each does, that it holds, and that one undo takes it back exactly."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator.domain.contribution import ContributionType
from facilitator.domain.proposal import ChangeKind
from facilitator.domain.theme import Author, Placement, Sorting, Theme
from facilitator.errors import NotFoundError, UsageError
from facilitator.intake.contributions import read_contributions
from facilitator.store.contributions import NewContribution
from facilitator.workshop import Workshop
from facilitator.workshop.board import Board
from tests.theming.wall import TEXTS
from tests.workshop.walls_of_post_its import a_file, filled


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    with filled(tmp_path) as workshop:
        workshop.sort(workshop.events()[0])
        yield workshop


@pytest.fixture
def board(workshop: Workshop) -> Board:
    return workshop.board(workshop.events()[0])


def kept(workshop: Workshop) -> Sorting:
    """The wall as the file holds it."""
    wall = workshop._file.sortings.of_event(workshop.events()[0].id)
    assert wall is not None
    return wall


def place(board: Board, number: int) -> Placement:
    (one,) = board.wall.numbered([number])
    return board.wall.sorting.places()[one.id]


def themes(board: Board) -> tuple[Theme, ...]:
    return board.wall.sorting.themes


def elsewhere(board: Board, number: int) -> Theme:
    """A theme in which this contribution does not stand."""
    return next(theme for theme in themes(board) if theme.id != place(board, number).theme_id)


def members(board: Board, theme: str) -> list[int]:
    numbers = board.wall.numbers()
    return [numbers[one] for one in board.wall.sorting.members()[theme]]


class TestMoving:
    def test_a_contribution_moved_stands_where_it_was_put_for_ever(
        self, workshop: Workshop, board: Board
    ) -> None:
        to = elsewhere(board, 1)
        report = board.move([1], to.name)
        assert report.sentence == f"n°\u00a01 vers «\u00a0{to.name}\u00a0»"
        assert (place(board, 1).theme_id, place(board, 1).by) == (to.id, Author.HUMAN)
        board.apply(board.propose())
        assert place(board, 1).theme_id == to.id
        assert kept(workshop) == board.wall.sorting

    def test_one_undo_takes_back_the_gesture_and_what_the_machine_did_after_it(
        self, workshop: Workshop, board: Board
    ) -> None:
        before = kept(workshop)
        report = board.create_theme("Se déplacer en bus", [8, 9, 10])
        assert kept(workshop) != before
        undone = workshop.undo()
        assert undone is not None
        assert undone.kind == "theme"
        assert kept(workshop) == before == board.wall.sorting
        assert report.theme is not None

    def test_the_tray_is_a_place_too(self, board: Board) -> None:
        board.move([1, 2], None)
        board.apply(board.propose())
        assert [place(board, n).theme_id for n in (1, 2)] == [None, None]
        assert place(board, 1).by is Author.HUMAN

    def test_an_unknown_number_or_theme_changes_nothing_and_says_what_there_is(
        self, workshop: Workshop, board: Board
    ) -> None:
        before = kept(workshop)
        with pytest.raises(NotFoundError) as unknown:
            board.move([1, 99], themes(board)[0].name)
        assert "99" in unknown.value.title
        assert str(len(TEXTS)) in unknown.value.cause
        with pytest.raises(NotFoundError) as no_theme:
            board.move([1], "Nulle part")
        assert themes(board)[0].name in no_theme.value.cause
        assert kept(workshop) == before
        operation = workshop.undo()
        assert operation is not None
        assert operation.kind == "trier"

    def test_a_theme_is_named_by_id_name_beginning_or_number(self, board: Board) -> None:
        board.create_theme("Équipements sportifs")
        board.create_theme("Équipe de quartier")
        named = {board.wall.theme(asked).name for asked in ("equipements", "« Équipements sportifs »")}
        assert named == {"Équipements sportifs"}
        assert board.wall.theme("quartier").name == "Équipe de quartier"
        first = themes(board)[0]
        assert board.wall.theme("1") == board.wall.theme(first.id) == first
        with pytest.raises(UsageError, match="Plusieurs thèmes"):
            board.wall.theme("equip")


class TestOffTopic:
    def test_it_is_set_aside_for_ever_and_may_come_back(self, board: Board) -> None:
        board.off_topic([3])
        board.apply(board.propose())
        assert (place(board, 3).off_topic, place(board, 3).theme_id) == (True, None)
        back = board.release([3])
        assert (place(board, 3).off_topic, place(board, 3).by) == (False, Author.MACHINE)
        assert [one.contribution.number for one in back.refiled] == [3]


class TestApart:
    def test_two_that_the_machine_put_together_are_parted_and_stay_so(self, board: Board) -> None:
        theme = max(themes(board), key=lambda one: len(members(board, one.id)))
        first, second = members(board, theme.id)[:2]
        report = board.keep_apart(first, second)
        assert place(board, first).theme_id == theme.id
        assert place(board, second).theme_id != theme.id
        assert second in [one.contribution.number for one in report.refiled]
        board.apply(board.propose())
        assert place(board, first).theme_id != place(board, second).theme_id

    def test_what_a_human_put_together_is_not_parted(self, workshop: Workshop, board: Board) -> None:
        board.move([1, 15], themes(board)[0].id)
        before = kept(workshop)
        with pytest.raises(UsageError, match="à la main"):
            board.keep_apart(1, 15)
        assert kept(workshop) == before

    def test_putting_them_together_by_hand_lifts_it_and_says_so(self, board: Board) -> None:
        board.keep_apart(1, 15)
        board.move([1], themes(board)[0].id)
        report = board.move([15], themes(board)[0].id)
        assert board.wall.sorting.decisions.apart == ()
        assert report.lifted == ("Les n°\u00a01 et 15 ne sont plus à séparer.",)

    def test_the_machine_s_one_leaves_where_the_other_is_put(self, board: Board) -> None:
        board.keep_apart(1, 15)
        home = place(board, 15).theme_id
        assert home is not None
        board.move([1], home)
        assert place(board, 1).theme_id == home
        assert place(board, 15).theme_id != home
        assert len(board.wall.sorting.decisions.apart) == 1


class TestThemes:
    def test_a_typed_name_holds_and_is_nobody_else_s(self, board: Board) -> None:
        first, second, *_ = themes(board)
        board.rename(first.name, "  Accueil   des petits ")
        with pytest.raises(UsageError, match="s’appelle déjà"):
            board.rename(second.id, "accueil des PETITS")
        board.apply(board.propose())
        assert board.wall.sorting.theme(first.id).name == "Accueil des petits"

    def test_a_merge_keeps_the_first_theme_and_pins_the_members_of_both(self, board: Board) -> None:
        first, second, *_ = themes(board)
        both = {*members(board, first.id), *members(board, second.id)}
        report = board.merge([first.id, second.name])
        assert report.theme == board.wall.sorting.theme(first.id)
        assert second.id not in [theme.id for theme in themes(board)]
        assert both <= set(members(board, first.id))
        board.apply(board.propose())
        assert both <= set(members(board, first.id))

    def test_a_merge_keeps_the_name_that_a_human_typed(self, board: Board) -> None:
        first, second, *_ = themes(board)
        board.rename(second.id, "Le mien")
        board.merge([first.id, second.id])
        assert board.wall.sorting.theme(first.id).name == "Le mien"

    def test_a_split_pins_both_parts(self, board: Board) -> None:
        old = max(themes(board), key=lambda one: len(members(board, one.id)))
        there = members(board, old.id)
        board.split(old.id, there[:2], "À part")
        new = board.wall.theme("À part")
        assert set(there[:2]) <= set(members(board, new.id))
        assert set(there[2:]) <= set(members(board, old.id))
        board.apply(board.propose())
        assert set(there[:2]) <= set(members(board, new.id))
        assert set(there[2:]) <= set(members(board, old.id))
        with pytest.raises(UsageError):
            board.split(old.id, members(board, old.id), "Tout")
        with pytest.raises(UsageError):
            board.split(old.id, there[:1], "Ailleurs")

    def test_a_new_theme_takes_the_first_free_colour_and_draws_what_resembles_it(self, board: Board) -> None:
        first = themes(board)[0]
        board.merge([themes(board)[1].id, first.id])
        report = board.create_theme("Médecin et maison de santé")
        made = report.theme
        assert made is not None
        assert made.colour == first.colour
        assert (made.made_by, made.position) == (Author.HUMAN, max(t.position for t in themes(board)))
        drawn = [one.contribution.text for one in report.refiled if one.target == made]
        suggested = report.suggestion.contributions if report.suggestion else ()
        assert any("santé" in text or "médecin" in text for text in [*drawn, *(c.text for c in suggested)])

    def test_a_theme_may_be_typed_before_anything_is_sorted(self, tmp_path: Path) -> None:
        with filled(tmp_path) as workshop:
            (event,) = workshop.events()
            board = workshop.board(event)
            board.create_theme("Transports : bus, TAD")
            board.create_theme("Crèche", [1, 2, 3])
            proposal = board.propose()
            assert {theme.name for theme in proposal.wanted.themes} >= {"Transports : bus, TAD", "Crèche"}
            assert workshop.sort(event).themes == themes(board)

    def test_an_empty_theme_stays_until_a_human_takes_it_away(self, board: Board) -> None:
        board.create_theme("Xylophones")
        board.apply(board.propose())
        assert board.wall.theme("Xylophones")
        board.remove_theme("Xylophones")
        assert "Xylophones" not in [theme.name for theme in themes(board)]
        full = next(theme for theme in themes(board) if members(board, theme.id))
        with pytest.raises(UsageError, match="pas vide"):
            board.remove_theme(full.id)

    def test_a_validated_theme_keeps_its_name_and_members(self, board: Board) -> None:
        first = themes(board)[0]
        there = members(board, first.id)
        board.validate_theme(first.id)
        board.validate([members(board, themes(board)[1].id)[0]])
        places = board.wall.sorting.places()
        assert all(places[c.id].by is Author.HUMAN for c in board.wall.numbered(there))
        assert board.wall.sorting.theme(first.id).named_by is Author.HUMAN

    def test_their_order_is_hers(self, board: Board) -> None:
        ids = [theme.id for theme in themes(board)]
        board.reorder([ids[-1]])
        assert [theme.id for theme in themes(board)] == [ids[-1], *ids[:-1]]
        assert [theme.position for theme in themes(board)] == list(range(len(ids)))


class TestSeveralIdeas:
    def test_secondary_themes_never_count_twice(self, workshop: Workshop, board: Board) -> None:
        main = place(board, 1).theme_id
        others = [theme.id for theme in themes(board) if theme.id != main]
        board.set_secondary(1, others[:2])
        assert place(board, 1).secondary == tuple(others[:2])
        evidence = workshop.evidence(workshop.events()[0])
        counted = sum(len(t.contributions) for t in evidence.themes) + len(evidence.tray)
        assert counted == len(TEXTS)
        board.apply(board.propose())
        assert place(board, 1).secondary == tuple(others[:2])
        with pytest.raises(UsageError, match="déjà le thème principal"):
            board.set_secondary(1, [str(main)])
        if len(others) > 2:
            with pytest.raises(UsageError, match="2 thèmes"):
                board.set_secondary(1, others[:3])

    def test_a_post_it_is_cut_in_two_and_the_link_stays(self, tmp_path: Path) -> None:
        table = "table;type;texte;votes\nT1;besoin;une crèche, et + de bus le soir;5\n"
        path = tmp_path / "mur.csv"
        path.write_text(table, encoding="utf-8")
        with filled(tmp_path) as workshop:
            workshop.import_file(read_contributions(path), "Atelier")
            (event,) = workshop.events()
            workshop.sort(event)
            board = workshop.board(event)
            number = len(TEXTS) + 1
            before = board.wall
            report = board.cut_in_two(number, "une crèche,")
            first, second = report.contributions
            assert (first.number, first.text, first.votes) == (number, "une crèche", 5)
            assert first.original == "une crèche, et + de bus le soir"
            assert (second.text, second.votes, second.split_from) == ("et + de bus le soir", 0, first.id)
            assert (second.table, second.type) == ("T1", ContributionType.BESOIN)
            assert first.corrected_by == "salle 1"
            assert board.wall.sorting == kept(workshop)
            workshop.undo()
            assert board.wall.contributions == before.contributions
            assert board.wall.sorting == before.sorting
            for wrong in ("pas là", "le soir", ""):
                with pytest.raises(UsageError):
                    board.cut_in_two(number, wrong)
            board.cut_in_two(number, "une crèche || et + de bus le soir")


class TestContributions:
    def test_one_recorded_is_filed_at_once(self, workshop: Workshop, board: Board) -> None:
        before = board.wall.sorting
        event = workshop.events()[0]
        report = board.record(NewContribution(event.id, "pas assez de places en crèche"))
        assert report.theme is not None
        assert report.theme.id == place(board, 2).theme_id
        assert kept(workshop).placements[:-1] == before.placements
        assert kept(workshop) == board.wall.sorting
        workshop.undo()
        assert kept(workshop) == before

    def test_one_removed_leaves_the_wall_and_comes_back(self, workshop: Workshop, board: Board) -> None:
        before = board.wall
        board.keep_apart(1, 9)
        board.remove([1])
        assert 1 not in [one.number for one in board.wall.contributions]
        assert board.wall.sorting.decisions.apart == ()
        assert kept(workshop) == board.wall.sorting
        workshop.undo()
        workshop.undo()
        assert board.wall.contributions == before.contributions
        assert board.wall.sorting == before.sorting

    def test_a_text_corrected_keeps_what_was_typed(self, board: Board) -> None:
        board.revise(1, "un bus le dimanche")
        (one,) = board.wall.numbered([1])
        assert (one.text, one.original, one.corrected_by) == ("un bus le dimanche", TEXTS[0], "salle 1")

    def test_another_station_s_acts_are_seen(self, workshop: Workshop, board: Board, tmp_path: Path) -> None:
        from tests.workshop.walls_of_post_its import settings

        with Workshop.open("CTG", settings(tmp_path).model_copy(update={"station": "salle 2"})) as other:
            theirs = other.board(other.events()[0])
            theirs.rename(themes(board)[0].id, "Depuis l’autre salle")
            assert themes(board)[0].name == "Depuis l’autre salle"
            board.off_topic([5])
            assert place(theirs, 5).off_topic


class TestSuggestions:
    def test_a_refused_one_is_never_filed_nor_suggested_again(self, board: Board) -> None:
        board.create_theme("Crèches", [1, 2])
        suggestion = board.suggestions("Crèches", limit=30)
        there = members(board, board.wall.theme("Crèches").id)
        refused = [n for n in there if n not in (1, 2)]
        refused += [one.number for one in suggestion.contributions] if suggestion else []
        assert refused
        board.refuse(refused, "Crèches")
        board.apply(board.propose())
        assert members(board, board.wall.theme("Crèches").id) == [1, 2]
        again = board.suggestions("Crèches", limit=30)
        assert again is None or not {one.number for one in again.contributions} & set(refused)
        board.move(refused[:1], "Crèches")
        assert len(board.wall.sorting.decisions.refusals) == len(refused) - 1

    def test_an_accepted_one_is_the_human_s(self, board: Board) -> None:
        board.create_theme("Le bus", [8])
        suggestion = board.suggestions("Le bus")
        if suggestion is not None:
            board.accept(suggestion)
            assert all(place(board, one.number).by is Author.HUMAN for one in suggestion.contributions)


class TestProposals:
    def test_new_contributions_can_make_new_themes_and_nothing_is_kept_before_it_is_applied(
        self, workshop: Workshop, board: Board, tmp_path: Path
    ) -> None:
        more = [f"la piscine est fermée le {day}, rouvrir la piscine" for day in "lundi mardi jeudi".split()]
        more += ["une piscine pour les scolaires", "nager : une piscine couverte"]
        workshop.import_file(read_contributions(a_file(tmp_path, more, "suite.txt")), "atelier")
        board.move([len(TEXTS) + n for n in range(1, 6)], None)
        board.release([len(TEXTS) + n for n in range(1, 6)])
        before = kept(workshop)
        proposal = board.propose()
        assert kept(workshop) == before
        assert len(proposal.changes) == sum(proposal.count(kind) for kind in ChangeKind)
        if proposal.new_themes:
            (new,) = proposal.new_themes
            board.apply(proposal, [new.name])
            assert board.wall.theme(new.name).colour not in {t.colour for t in before.themes}
        undone = workshop.undo()
        assert undone is not None

    def test_a_proposal_outlives_what_was_done_meanwhile(self, board: Board) -> None:
        board.move([1], themes(board)[1].id)
        board.release([1])
        proposal = board.propose()
        board.off_topic([1])
        board.apply(proposal)
        assert place(board, 1).off_topic
