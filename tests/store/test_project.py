"""The projet social in its file: kept as it was, act by act taken back."""

import pytest

from facilitator.domain.action import ActionSheet, ActionState, Answer, Indicator, IndicatorKind, Outcome
from facilitator.domain.contribution import Contribution
from facilitator.domain.project import Project, Support, ThemeRef
from facilitator.domain.theme import Author
from facilitator.store.contributions import NewContribution
from facilitator.store.demarche_file import DemarcheFile
from tests.domain.test_project import tree


@pytest.fixture
def said(file: DemarcheFile) -> tuple[Contribution, ...]:
    (event,) = file.agenda.events()
    with file.journal.act("noter", "deux lignes", by=Author.HUMAN):
        return file.contributions.record(
            NewContribution(event.id, text) for text in ("trop cher", "un bus le samedi")
        )


def whole(said: tuple[Contribution, ...]) -> Project:
    return (
        tree()
        .with_support("a", Support((said[0].id,), (ThemeRef(said[0].event_id, "t" * 32, "Tarifs"),)))
        .with_links("axe", ["enjeu"])
        .with_sheet("a", ActionSheet(pilot="CCAS", steps=("un", "deux"), priority=2, state=ActionState.DONE))
        .with_indicators("a", [Indicator("heures", IndicatorKind.MEANS), Indicator("familles", target="15")])
        .with_answer(Answer(said[1].id, Outcome.POSTPONED, reason="après 2028"))
    )


def same(one: Project, other: Project) -> bool:
    return list(one.read()) == list(other.read()) and all(
        dict(getattr(one, name)) == dict(getattr(other, name))
        for name in ("supports", "links", "sheets", "indicators", "answers")
    )


def test_all_of_it_is_read_back_as_it_was_written(file: DemarcheFile, said: tuple[Contribution, ...]) -> None:
    with file.journal.act("projet", "tout", by=Author.HUMAN):
        file.project.write(whole(said))
    assert same(file.project.read(), whole(said))


def test_one_act_taken_back_gives_the_former_project(
    file: DemarcheFile, said: tuple[Contribution, ...]
) -> None:
    for project in (whole(said), whole(said).without("premier").with_moved("second", "autre axe")):
        with file.journal.act("projet", "changé", by=Author.HUMAN):
            file.project.write(project)
    after = file.project.read()
    file.journal.undo()
    assert same(file.project.read(), whole(said))
    file.journal.redo()
    assert same(file.project.read(), after)


def test_only_what_differs_is_journaled(file: DemarcheFile, said: tuple[Contribution, ...]) -> None:
    with file.journal.act("projet", "tout", by=Author.HUMAN):
        file.project.write(whole(said))
    before = file.journal.version()
    with file.journal.act("projet", "rien", by=Author.HUMAN):
        file.project.write(file.project.read())
    assert file.journal.version() == before


def test_what_rested_on_an_undone_contribution_rests_on_it_no_more(
    file: DemarcheFile, other: DemarcheFile, said: tuple[Contribution, ...]
) -> None:
    with other.journal.act("projet", "appui", by=Author.HUMAN):
        other.project.write(tree().with_support("a", Support((said[0].id,))))
    file.journal.undo()
    assert file.project.read().supports == {}
    file.journal.redo()
    assert file.project.read().support("a").contributions == (said[0].id,)
