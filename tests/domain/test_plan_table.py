"""The plan as a table that others fill in: what comes back, what is refused, and nothing lost."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.action import ActionSheet, ActionState, Indicator
from facilitator.domain.plan_table import PlanColumn, PlanRow, plan_cells, take_back
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


cell = st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), max_size=12)


@given(st.lists(st.tuples(st.sampled_from(list(PlanColumn)), cell), max_size=6))
def test_whatever_is_typed_no_action_is_lost_and_dates_stay_in_order(
    typed: list[tuple[PlanColumn, str]],
) -> None:
    returned = take_back(filled(), rows(filled(), a=dict(typed)))
    assert {one.id for one in filled().items} == {one.id for one in returned.project.items}
    assert returned.project.sheet("a").faults() == ()
