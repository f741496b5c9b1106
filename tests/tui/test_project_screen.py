"""The projet social by keys: built, put in order, filled, rested on what was said; all of it taken back."""

from pathlib import Path
from typing import Any

import pytest

from facilitator.config import shipped
from facilitator.domain.action import Outcome
from facilitator.domain.contribution import ContributionType
from facilitator.domain.project import Level, Project
from facilitator.intake.description import read_description
from facilitator.tui.app import FacilitatorApp
from facilitator.workshop import Workshop
from tests.tui import walls
from tests.tui.conftest import NOW, driven, enter, settings, settled, until
from tests.tui.walls import example, sorted_once

__all__ = ["example", "sorted_once"]


@pytest.fixture(autouse=True)
def frozen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("facilitator.tui.live.utc_now", lambda: NOW)


def kept(sessions: Path) -> Project:
    with Workshop.open("pleine", settings(sessions)) as workshop:
        return workshop.plan.now


def tree(app: Any) -> str:
    shown = app.screen.query_one("#arbre")
    lines = [shown.get_node_at_line(line) for line in range(shown.last_line + 1)]
    return "\n".join(str(node.label) for node in lines)


def beside(app: Any) -> str:
    options = app.screen.query_one("#dits").options
    return "\n".join(str(option.prompt) for option in options).replace("\u00a0", " ")


def told(app: Any) -> str:
    return str(app.screen.query_one("#recit").render()).replace("\u00a0", " ")


async def answer(pilot: Any, words: str) -> None:
    """Answer what the line asks for."""
    await until(pilot, lambda: pilot.app.focused is not None and pilot.app.focused.id == "reponse")
    pilot.app.focused.value = words
    await pilot.press("enter")
    await settled(pilot)


async def to_project(pilot: Any) -> None:
    await enter(pilot, "/projet")
    await until(pilot, lambda: bool(pilot.app.screen.query("#arbre")) and pilot.app.screen._sight is not None)
    await settled(pilot)


def a_plan(sessions: Path) -> None:
    """Two axes, an objective under each, two actions under the first one."""
    with Workshop.open("pleine", settings(sessions)) as workshop:
        plan = workshop.plan
        first, second = (plan.add(Level.AXE, title) for title in ("Petite enfance", "Mobilité"))
        objective = plan.add(Level.OPERATIONAL, "Accueillir tôt et tard", first.id)
        plan.add(Level.OPERATIONAL, "Circuler sans voiture", second.id)
        plan.add(Level.ACTION, "Ouvrir la crèche plus tôt", objective.id)
        plan.add(Level.ACTION, "Faire rouler un minibus", objective.id)


async def test_a_small_plan_is_built_by_keys_alone(sessions: Path) -> None:
    """« a, Entrée, un titre : l’axe, son objectif, son action ; sans toucher la souris. »"""
    async with driven(sessions) as pilot:
        await to_project(pilot)
        assert "encore vide" in str(pilot.app.screen.query_one("#vide").render())
        for place, title in ((0, "Petite enfance"), (1, "Accueillir tôt et tard"), (0, "Ouvrir plus tôt")):
            await pilot.press("a", *["down"] * place, "enter")
            await answer(pilot, title)
        assert tree(pilot.app).split("\n")[1:] == [
            "■ 1 Petite enfance",
            "▹ 1.1 Accueillir tôt et tard",
            "✦ 1.1.1 Ouvrir plus tôt",
        ]
        await pilot.press("a")
        await answer(pilot, "Former des relais")
        await pilot.press("minus")
        await settled(pilot)
        assert "1.1.1 Former des relais" in tree(pilot.app)
        await pilot.press("alt+down")
        await settled(pilot)
        assert "1.1.2 Former des relais" in tree(pilot.app)
        await pilot.press("r")
        await answer(pilot, "Former trois relais")
        assert "1.1.2 Former trois relais" in tree(pilot.app)
    assert [one.title for one in kept(sessions).of(Level.ACTION)] == [
        "Ouvrir plus tôt",
        "Former trois relais",
    ]


async def test_an_action_is_cut_put_elsewhere_removed_and_taken_back(sessions: Path) -> None:
    """« x, v : elle est sous l’autre axe ; Suppr, Ctrl+Z : elle est revenue. »"""
    a_plan(sessions)
    async with driven(sessions) as pilot:
        await to_project(pilot)
        screen: Any = pilot.app.screen
        await pilot.press("end", "up", "up")  # the last action of the first axe
        assert screen._item.title == "Faire rouler un minibus"
        await pilot.press("x", "end", "v")
        await settled(pilot)
        assert "2.1.1 Faire rouler un minibus" in tree(pilot.app)
        assert screen._item.title == "Faire rouler un minibus"
        await pilot.press("v")
        await settled(pilot)
        assert "Rien n’est coupé" in told(pilot.app)
        await pilot.press("delete")
        await settled(pilot)
        assert "minibus" not in tree(pilot.app)
        await pilot.press("ctrl+z")
        await until(pilot, lambda: "2.1.1 Faire rouler un minibus" in tree(pilot.app))
        await pilot.press("ctrl+z")
        await until(pilot, lambda: "1.1.2 Faire rouler un minibus" in tree(pilot.app))


async def test_an_item_cannot_be_put_where_it_may_not_stand(sessions: Path) -> None:
    """« Un axe sous une action ? On me le dit, et rien ne bouge. »"""
    a_plan(sessions)
    before = kept(sessions)
    async with driven(sessions) as pilot:
        await to_project(pilot)
        await pilot.press("home", "down", "x", "end", "v")
        await settled(pilot)
        assert "ne peut pas se placer là" in told(pilot.app)
    assert kept(sessions) == before


async def test_a_fiche_is_filled_refused_where_it_cannot_be_and_taken_back_whole(sessions: Path) -> None:
    """« Une date impossible est dite près de son champ ; le reste que j’ai tapé ne se perd pas. »"""
    a_plan(sessions)
    async with driven(sessions) as pilot:
        await to_project(pilot)
        await pilot.press("home", "down", "down", "down", "enter")
        await until(pilot, lambda: bool(pilot.app.screen.query("#pilote")))
        app: Any = pilot.app

        def type_(field: str, text: str) -> None:
            widget = app.screen.query_one(f"#{field}")
            inner = widget.query("TextArea, Input").first()
            setattr(inner, "text" if inner.__class__.__name__ == "TextArea" else "value", text)

        type_("pilote", "CCAS, direction")
        type_("partenaires", "Caf\nMSA ; Ardennes")
        type_("indicateurs", "familles accueillies | 0 | 15 | RPE | annuelle\nagents formés | 0 | 4")
        type_("maj", "demain")
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert "date comme 2027" in str(app.screen.query_one("#maj .conseil").render())
        type_("maj", "2027-04-15")
        type_("debut", "2028")
        type_("fin", "2027")
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert "vient avant le début" in str(app.screen.query_one("#refus").render())
        type_("fin", "2029")
        await pilot.press("escape")
        await until(pilot, lambda: bool(app.screen.query("#arbre")))
        await settled(pilot)
        project = kept(sessions)
        action = project.of(Level.ACTION)[0].id
        assert project.sheet(action).partners == ("Caf", "MSA ; Ardennes")
        assert [one.name for one in project.indicators[action]] == ["familles accueillies", "agents formés"]
        await pilot.press("enter")
        await until(pilot, lambda: bool(app.screen.query("#pilote")))
        type_("priorite", "7")
        await pilot.press("escape")
        await settled(pilot)
        assert app.screen.query("#pilote")
        await pilot.press("escape")  # a second time: what is refused is left
        await until(pilot, lambda: bool(app.screen.query("#arbre")))
    assert kept(sessions).sheet(action).priority is None


async def test_escape_keeps_a_fiche_and_ctrl_z_takes_it_back(sessions: Path) -> None:
    """« Je remplis, Échap, c’est gardé ; Ctrl+Z, et la fiche d’avant est là. »"""
    a_plan(sessions)
    async with driven(sessions) as pilot:
        await to_project(pilot)
        await pilot.press("home", "down", "down", "down", "enter")
        await until(pilot, lambda: bool(pilot.app.screen.query("#pilote")))
        pilot.app.screen.query_one("#pilote Input").value = "CCAS, direction"  # type: ignore[attr-defined]
        pilot.app.screen.query_one("#etapes TextArea").text = "écouter\n\nouvrir"  # type: ignore[attr-defined]
        pilot.app.screen.query_one("#indicateurs TextArea").text = "familles | 0 | 15 | RPE"  # type: ignore[attr-defined]
        await pilot.press("escape")
        await until(pilot, lambda: bool(pilot.app.screen.query("#arbre")))
        await settled(pilot)
        project = kept(sessions)
        action = project.of(Level.ACTION)[0].id
        assert project.sheet(action).pilot == "CCAS, direction"
        assert project.sheet(action).steps == ("écouter", "ouvrir")
        assert [(one.name, one.target) for one in project.indicators[action]] == [("familles", "15")]
        await pilot.press("ctrl+z")
        await settled(pilot)
        assert not kept(sessions).sheet(action).pilot
        assert not kept(sessions).indicators


async def test_what_asks_for_an_action_is_proposed_taken_refused_and_taken_back(sessions: Path) -> None:
    """« s : on me montre ce qui demande l’action ; Espace le relie, Espace l’ôte. »"""
    a_plan(sessions)
    async with driven(sessions) as pilot:
        await to_project(pilot)
        await pilot.press("home", "down", "down", "down", "s")
        await until(pilot, lambda: "Le demande peut-être" in beside(pilot.app), 60)
        assert not kept(sessions).supports, "nothing is applied unasked"
        screen: Any = pilot.app.screen
        found = screen.query_one("#dits").here.contribution
        await pilot.press("space")
        await until(pilot, lambda: "Ce qui l’appuie" in beside(pilot.app))
        (support,) = kept(sessions).supports.values()
        assert support.contributions == (found.id,)
        await pilot.press("ctrl+z")
        await until(pilot, lambda: "Rien ne l’appuie" in beside(pilot.app))
        first = screen.query_one("#dits").here.contribution
        await pilot.press("n")
        await until(pilot, lambda: "Écarté : n y revient" in beside(pilot.app))
        assert screen.query_one("#dits").here.contribution != first, "the next one is under the cursor"
        assert beside(pilot.app).endswith(first.text)
        with Workshop.open("pleine", settings(sessions)) as workshop:
            (key,) = workshop.refused.keys
        assert first.id in key
        await pilot.press("end", "n")
        await until(pilot, lambda: "Écarté : n y revient" not in beside(pilot.app))
        await pilot.press("escape")
        assert pilot.app.focused is screen.query_one("#arbre")


async def test_a_much_voted_proposition_is_answered_with_its_reason(sessions: Path) -> None:
    """« t : ce que la salle a voté et que nous n’avons pas suivi ; o : pourquoi. »"""
    a_plan(sessions)
    with Workshop.open("pleine", settings(sessions)) as workshop:
        capture = workshop.capture(*workshop.events())
        capture.reassign([1], type=ContributionType.PROPOSITION)
        capture.set_votes([(1, 9)])
    async with driven(sessions) as pilot:
        await to_project(pilot)
        await pilot.press("t")
        await settled(pilot)
        assert "1 proposition très votée sans suite" in beside(pilot.app)
        await pilot.press("o", "down", "enter")
        await answer(pilot, "après le test de 2028")
        await until(pilot, lambda: "a une suite" in beside(pilot.app))
        (given,) = kept(sessions).answers.values()
        assert (given.outcome, given.reason) == (Outcome.POSTPONED, "après le test de 2028")
        await pilot.press("ctrl+z")
        await until(pilot, lambda: "1 proposition très votée" in beside(pilot.app))
        await pilot.press("o", "enter")
        await until(
            pilot, lambda: "Ouvrir la crèche" in str(pilot.app.screen.query_one("#offerts").options[0].prompt)
        )  # type: ignore[attr-defined]
        await pilot.press("enter")
        await until(pilot, lambda: "a une suite" in beside(pilot.app))
        (given,) = kept(sessions).answers.values()
        assert given.outcome is Outcome.ACTION
        assert kept(sessions).item(str(given.action_id)).title == "Ouvrir la crèche plus tôt"


async def test_what_another_window_does_to_the_project_is_shown(sessions: Path) -> None:
    """« Ma collègue ajoute un axe sur son poste : je le vois sans rien faire. »"""
    async with driven(sessions) as pilot:
        await to_project(pilot)
        with Workshop.open("pleine", settings(sessions).model_copy(update={"station": "salle 2"})) as other:
            other.plan.add(Level.AXE, "Accès aux droits")
        await until(pilot, lambda: "1 Accès aux droits" in tree(pilot.app))


@pytest.mark.parametrize("size", [(100, 30), (80, 24)], ids=["100x30", "80x24"])
@pytest.mark.parametrize("state", ["arbre", "fiche", "reponse"])
def test_the_project_as_it_is_seen(
    snap_compare: Any, example: Path, size: tuple[int, int], state: str
) -> None:
    """« L’arbre, et à côté ce qui a été dit pour chaque action. »"""
    described = read_description(shipped("exemple") / "demarche.toml").project
    assert described is not None
    with Workshop.open(walls.DEMARCHE, walls.settings(example)) as workshop:
        workshop.plan.describe(described)

    async def run(pilot: Any) -> None:
        await until(pilot, lambda: getattr(pilot.app.focused, "id", None) == "saisie")
        await to_project(pilot)
        shown = pilot.app.screen.query_one("#arbre")
        action = pilot.app.screen._sight.project.of(Level.ACTION)[0]
        lines = [shown.get_node_at_line(line) for line in range(shown.last_line + 1)]
        shown.move_cursor(next(node for node in lines if node.data == action.id))
        await settled(pilot)
        if state == "fiche":
            await pilot.press("enter")
            await until(pilot, lambda: bool(pilot.app.screen.query("#pilote")))
        if state == "reponse":
            await pilot.press("s")
            await until(pilot, lambda: "demande" in beside(pilot.app) and "s :" not in beside(pilot.app), 60)
            await pilot.press("o")
        await settled(pilot)
        for line in pilot.app.screen.query("Input, TextArea"):
            line.cursor_blink = False
        await pilot.pause(0.6)

    app = FacilitatorApp(walls.settings(example), walls.DEMARCHE, walls.EVENT)
    assert snap_compare(app, terminal_size=size, run_before=run)
