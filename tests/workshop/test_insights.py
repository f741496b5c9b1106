"""What is seen on a wall by meaning, with the real model and the real store."""

from pathlib import Path

from facilitator.domain.evidence import EventEvidence
from tests.workshop.test_workshop import WALL, filled


def sorted_wall(tmp_path: Path, lines: list[str], **changed: str) -> EventEvidence:
    with filled(tmp_path, lines, **changed) as workshop:
        (event,) = workshop.events()
        workshop.sort(event)
        assert workshop.evidence(event).insight.wall_map is None, "not looked for unasked"
        return workshop.evidence(event, by_meaning=True)


def shown(evidence: EventEvidence) -> dict[str, tuple[tuple[int, int], tuple[float, float]]]:
    """The cell and the leaning of each text that has a place on the map."""
    laid = evidence.insight.wall_map
    assert laid is not None
    return {
        said.text: (laid.themes[theme.theme.id], laid.contributions[said.id])
        for theme in evidence.themes
        for said in theme.contributions
    }


def test_every_sorted_contribution_has_a_place_the_same_in_any_order(tmp_path: Path) -> None:
    first = shown(sorted_wall(tmp_path / "a", WALL))
    again = shown(sorted_wall(tmp_path / "b", WALL[::-1]))
    assert {text: cell for text, (cell, _) in first.items()} == {t: cell for t, (cell, _) in again.items()}
    assert all(-1 <= value <= 1 for _, place in first.values() for value in place)


def test_thematiques_that_nobody_spoke_of_are_told(tmp_path: Path) -> None:
    insight = sorted_wall(tmp_path, WALL).insight
    assert "Logement" in insight.unspoken
    assert "Mobilité" not in insight.unspoken
    assert "Mobilité" in insight.thematiques.values()


def test_words_alone_make_no_map_since_nearness_would_not_be_meaning(tmp_path: Path) -> None:
    assert sorted_wall(tmp_path, WALL, moteur="lexical").insight.wall_map is None
