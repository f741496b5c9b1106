"""The plan as a table that others fill in: what comes back, what is refused, and nothing lost."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.action import ActionSheet, ActionState, Indicator
from facilitator.domain.plan_return import Ground, Since, take_back
from facilitator.domain.plan_table import Cells, PlanColumn, PlanRow, plan_cells
from facilitator.domain.project import Level, Project
from tests.domain.test_project import tree


def filled() -> Project:
    sheet = ActionSheet(
        pilot="CCAS", publics=("parents", "élus"), starts="2027-09", ends="2028-12", priority=1
    )
    return tree().with_sheet("a", sheet).with_indicators("a", [Indicator("familles", baseline="0")])


def rows(project: Project, **changed: dict[PlanColumn, str]) -> list[PlanRow]:
    """The table as written, with some cells of some actions changed."""
    actions = project.of(Level.ACTION)
    return [
        PlanRow(n, one.id, {**plan_cells(project, one), **changed.get(one.id, {})})
        for n, one in enumerate(actions, start=2)
    ]


def test_a_table_that_nobody_touched_changes_nothing() -> None:
    returned = take_back(filled(), rows(filled()))
    assert (returned.differences, returned.refused, returned.absent) == ((), (), ())
    assert returned.project == filled()


def test_what_was_filled_in_is_taken_and_told() -> None:
    changed = {
        PlanColumn.PILOT: "Communauté, coordination",
        PlanColumn.STATE: "En cours",
        PlanColumn.STARTS: "2029",
        PlanColumn.ENDS: "2030",
        PlanColumn.INDICATOR: "familles\nheures",
        PlanColumn.TARGET: "15\n200",
    }
    returned = take_back(filled(), rows(filled(), a=changed))
    sheet = returned.project.sheet("a")
    assert (sheet.pilot, sheet.state) == ("Communauté, coordination", ActionState.UNDER_WAY)
    assert (sheet.starts, sheet.ends) == ("2029", "2030")
    assert returned.project.indicators["a"] == (
        Indicator("familles", baseline="0", target="15"),
        Indicator("heures", target="200"),
    )
    assert {one.column for one in returned.differences} == {column.value for column in changed}


def test_a_month_that_is_known_stays_where_its_year_did_not_change() -> None:
    returned = take_back(filled(), rows(filled(), a={PlanColumn.PILOT: "autre"}))
    assert returned.project.sheet("a").starts == "2027-09"


def test_a_cell_that_cannot_be_taken_is_told_with_its_line_and_the_others_are() -> None:
    changed = {
        PlanColumn.PRIORITY: "urgent",
        PlanColumn.ENDS: "2020",
        PlanColumn.STATE: "bof",
        PlanColumn.BUDGET: "8 000 €",
    }
    returned = take_back(filled(), rows(filled(), a=changed))
    assert {one.line for one in returned.refused} == {2}
    told = " / ".join(one.told for one in returned.refused)
    assert "urgent" in told
    assert "bof" in told
    assert "vient avant" in told
    sheet = returned.project.sheet("a")
    assert (sheet.budget, sheet.ends, sheet.priority) == ("8 000 €", "2028-12", 1)


def test_a_row_moves_its_action_under_the_objectif_it_names() -> None:
    returned = take_back(filled(), rows(filled(), a={PlanColumn.OPERATIONAL: "second"}))
    assert returned.project.item("a").parent == "second"
    refused = take_back(filled(), rows(filled(), a={PlanColumn.OPERATIONAL: "inconnu"}))
    assert "inconnu" in refused.refused[0].told
    assert refused.project.item("a").parent == "premier"


def test_a_row_without_identifier_is_a_new_action() -> None:
    new = PlanRow(9, "", {PlanColumn.ACTION: "Ouvrir un relais", PlanColumn.AXE: "autre axe"})
    returned = take_back(filled(), [*rows(filled()), new])
    (added,) = [one for one in returned.project.of(Level.ACTION) if one.title == "Ouvrir un relais"]
    assert added.parent == "autre axe"
    assert returned.refused == ()


def test_rows_taken_out_of_the_table_stay_in_the_project_and_are_told() -> None:
    returned = take_back(filled(), rows(filled())[1:])
    assert returned.absent == ("1.1.1 a",)
    assert returned.project == filled()


def test_an_action_twice_or_unknown_or_without_title_is_refused() -> None:
    table = rows(filled())
    wrong = [table[0], replace(table[1], id="parti"), replace(table[2], cells={PlanColumn.ACTION: " "})]
    returned = take_back(filled(), [*table, *wrong])
    assert len(returned.refused) == 3
    assert returned.project == filled()


def test_several_new_rows_are_several_new_actions() -> None:
    new = [PlanRow(n, "", {PlanColumn.ACTION: f"Nouvelle {n}", PlanColumn.STATE: ""}) for n in (9, 10, 11)]
    returned = take_back(filled(), [*rows(filled()), *new])
    assert returned.refused == ()
    assert len(returned.project.items) == len(filled().items) + 3


def test_a_table_without_identifiers_doubles_no_action() -> None:
    bare = [replace(row, id="") for row in rows(filled(), b={PlanColumn.PILOT: "Caf"})]
    returned = take_back(filled(), bare)
    assert [(one.title, one.column) for one in returned.differences] == [("b", "Pilote")]
    assert (returned.refused, returned.absent) == ((), ())


def test_two_actions_of_one_title_are_told_apart_by_their_codes_without_identifiers() -> None:
    project = filled().with_title("c", "a")
    bare = [replace(row, id="") for row in rows(project, c={PlanColumn.PILOT: "Caf"})]
    returned = take_back(project, bare[::-1])
    assert returned.project.sheet("c").pilot == "Caf"
    assert returned.project.sheet("a").pilot == "CCAS"


def test_a_value_stays_with_its_indicator_where_the_first_has_none() -> None:
    measured = [Indicator("familles"), Indicator("heures", baseline="4")]
    project = filled().with_indicators("a", measured)
    assert take_back(project, rows(project)).differences == ()
    returned = take_back(project, rows(project, a={PlanColumn.BASELINE: "\n5"}))
    assert [one.baseline for one in returned.project.indicators["a"]] == ["", "5"]


def test_dates_and_figures_come_as_a_spreadsheet_writes_them() -> None:
    changed = {PlanColumn.STARTS: "01/09/2029", PlanColumn.ENDS: "2031.0", PlanColumn.PRIORITY: "2.0"}
    returned = take_back(filled(), rows(filled(), a=changed))
    sheet = returned.project.sheet("a")
    assert (sheet.starts, sheet.ends, sheet.priority) == ("2029-09-01", "2031", 2)
    wrong = take_back(filled(), rows(filled(), a={PlanColumn.STARTS: "31/02/2029"}))
    assert "ni une année" in wrong.refused[0].told


def test_an_objectif_that_is_not_under_the_axe_named_moves_nothing() -> None:
    returned = take_back(filled(), rows(filled(), a={PlanColumn.AXE: "autre axe"}))
    assert returned.project.item("a").parent == "premier"
    assert "autre axe" in returned.refused[0].told


def test_a_name_replaced_when_the_table_left_stays_where_its_cell_was_not_changed() -> None:
    project = filled().with_sheet("a", ActionSheet(pilot="Mme Tavernier, CCAS"))
    left = project.with_sheet("a", ActionSheet(pilot="[une personne], CCAS"))
    returned = take_back(project, rows(left), Ground(left))
    assert (returned.differences, returned.project) == ((), project)


def written(project: Project) -> dict[str, Cells]:
    """What the table of a project says when it leaves."""
    return {one.id: plan_cells(project, one) for one in project.of(Level.ACTION)}


def test_what_the_project_became_since_the_table_left_is_not_undone_by_it() -> None:
    then = filled()
    now = then.with_sheet("a", replace(then.sheet("a"), pilot="Communauté", budget="8 000 €"))
    table = rows(then, a={PlanColumn.BUDGET: "9 000 €", PlanColumn.FEASIBILITY: "bonne"})
    returned = take_back(now, table, Ground(now, written(then)))
    assert [(one.column, one.after) for one in returned.differences] == [("Faisabilité", "bonne")]
    assert {(one.column, one.before, one.after, one.since) for one in returned.kept} == {
        ("Pilote", "Communauté", "CCAS", Since.OLDER),
        ("Budget", "8 000 €", "9 000 €", Since.BOTH),
    }
    sheet = returned.project.sheet("a")
    assert (sheet.pilot, sheet.budget, sheet.feasibility) == ("Communauté", "8 000 €", "bonne")
    asked = take_back(now, table, Ground(now, written(then), outdated=True))
    sheet = asked.project.sheet("a")
    assert (sheet.pilot, sheet.budget, asked.kept) == ("CCAS", "9 000 €", ())


def test_an_action_moved_and_an_axe_renamed_since_stay_so() -> None:
    then = filled()
    now = then.with_moved("a", "second").with_title("autre axe", "Axe renommé")
    returned = take_back(now, rows(then, b={PlanColumn.PILOT: "Caf"}), Ground(now, written(then)))
    assert returned.project.item("a").parent == "second"
    assert [(one.title, one.column) for one in returned.differences] == [("b", "Pilote")]
    assert returned.refused == ()
    assert "a" in {one.title for one in returned.kept}


def test_a_number_typed_over_or_invented_is_told() -> None:
    new = PlanRow(9, "", {PlanColumn.ACTION: "Ouvrir un relais", PlanColumn.CODE: "7.7.7"})
    returned = take_back(filled(), [*rows(filled(), a={PlanColumn.CODE: "1.9.9"}), new])
    told = {one.line: one.told for one in returned.refused}
    assert set(told) == {2, 9}
    assert "1.9.9" in told[2]
    assert "1.1.1" in told[2]
    assert "7.7.7" in told[9]
    assert returned.project.with_title("a", "a").item("a").parent == "premier"


def test_a_number_that_the_project_changed_since_is_no_fault_of_the_table() -> None:
    then = filled()
    now = then.with_moved("a", "second")
    assert take_back(now, rows(then), Ground(now, written(then))).refused == ()


def test_a_cell_that_no_spreadsheet_could_keep_is_refused_with_its_row() -> None:
    returned = take_back(filled(), rows(filled(), a={PlanColumn.BUDGET: "x" * 2_000_000}))
    assert "caractères" in returned.refused[0].told
    assert returned.project == filled()


cell = st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), max_size=12)


@given(st.lists(st.tuples(st.sampled_from(list(PlanColumn)), cell), max_size=6))
def test_whatever_is_typed_no_action_is_lost_and_dates_stay_in_order(
    typed: list[tuple[PlanColumn, str]],
) -> None:
    returned = take_back(filled(), rows(filled(), a=dict(typed)))
    assert {one.id for one in filled().items} == {one.id for one in returned.project.items}
    assert returned.project.sheet("a").faults() == ()
