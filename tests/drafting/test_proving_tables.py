"""Proving exports: what goes out is proved row by row, and whatever a row says otherwise is told."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from facilitator.domain.claim import Finding, Verdict
from facilitator.domain.evidence import EventEvidence
from facilitator.domain.theme import Placement, Sorting
from facilitator.domain.wall import Wall
from facilitator.drafting.proving.table_checking import SUFFIXES, check_table
from facilitator.drafting.tables import write_export
from facilitator.intake.exported.reading import read_exported
from tests.drafting import deck_walls
from tests.drafting.test_proving import anything, regathered, told, without
from tests.walls import Said, wall

NOW = datetime(2026, 3, 12, tzinfo=UTC)


def exported(evidence: EventEvidence, target: Path) -> Path:
    places = [Placement(c.id, t.theme.id) for t in evidence.themes for c in t.contributions]
    places += [Placement(c.id, None) for c in evidence.tray]
    places += [Placement(c.id, None, off_topic=True) for c in evidence.off_topic]
    sorting = Sorting(evidence.event.id, tuple(t.theme for t in evidence.themes), tuple(places), "usem3")
    write_export(target, evidence.demarche, [Wall(evidence.event, evidence.contributions, sorting)])
    return target


def findings(path: Path, evidence: EventEvidence, *, changed: bool = False) -> tuple[Finding, ...]:
    read = read_exported(path, now=NOW)
    assert read is not None
    return check_table(read, [evidence], changed={evidence.event.id: changed})


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("made", [deck_walls.atelier, deck_walls.table_ronde, deck_walls.unsorted])
def test_an_export_just_written_is_proved_whole(
    suffix: str, made: Callable[[], EventEvidence], tmp_path: Path
) -> None:
    evidence = made()
    found = findings(exported(evidence, tmp_path / f"e{suffix}"), evidence)
    assert len(found) == len(evidence.contributions)
    assert told(found) == {}


@pytest.mark.parametrize("suffix", [".csv", ".json"])
@pytest.mark.parametrize(
    ("before", "after", "verdict", "sentence"),
    [
        (
            "sans culpabiliser",
            "sans culpabilisér",
            Verdict.QUOTE_ALTERED,
            "texte : « pouvoir souffler 2 h sans culpabilisér » dans le fichier, "
            "« pouvoir souffler 2 h sans culpabiliser » au mur",
        ),
        (
            "parents 0-3 ans",
            "élus",
            Verdict.CREDIT_ALTERED,
            "public : « élus » dans le fichier, « parents 0-3 ans » au mur",
        ),
    ],
)
def test_a_row_altered_in_the_file_is_told_with_both_values(
    suffix: str, before: str, after: str, verdict: Verdict, sentence: str, tmp_path: Path
) -> None:
    evidence = deck_walls.atelier()
    path = exported(evidence, tmp_path / f"e{suffix}")
    text = path.read_text(encoding="utf-8")
    assert before in text
    if suffix == ".json":
        head, _, tail = text.partition('"contributions"')
        path.write_text(f'{head}"contributions"{tail.replace(before, after, 1)}', encoding="utf-8")
    else:
        path.write_text(text.replace(before, after, 1), encoding="utf-8")
    assert told(findings(path, evidence)) == {verdict: [sentence]}


def test_votes_and_a_theme_altered_in_a_spreadsheet_are_told(tmp_path: Path) -> None:
    evidence = deck_walls.atelier()
    path = exported(evidence, tmp_path / "e.xlsx")
    book = load_workbook(path)
    sheet = book["Contributions"]
    header = next(row for row in sheet.iter_rows() if any(cell.value == "Votes" for cell in row))
    at = {cell.value: cell.column for cell in header}
    sheet.cell(header[0].row + 1, at["Votes"]).value = 41
    sheet.cell(header[0].row + 2, at["Thème"]).value = "Bus"
    book.save(path)
    wrong = told(findings(path, evidence))
    assert wrong[Verdict.COUNT_ALTERED] == ["votes : 41 dans le fichier, 1 au mur"]
    assert wrong[Verdict.CREDIT_ALTERED] == ["thème : « Bus » dans le fichier, « Garde d'enfants » au mur"]


def test_what_the_wall_says_since_is_no_alteration_of_the_file(tmp_path: Path) -> None:
    evidence = deck_walls.atelier()
    path = exported(evidence, tmp_path / "e.csv")
    now = regathered(evidence, lambda c: replace(c, text="autre chose", votes=9) if c.number == 6 else c)
    assert set(told(findings(path, now, changed=True))) == {Verdict.QUOTE_CHANGED, Verdict.COUNT_CHANGED}
    gone = told(findings(path, without(evidence, 6), changed=True))
    assert gone == {Verdict.MISSING: ["n° 6 n’est plus au mur"]}


def test_a_row_taken_out_of_the_file_is_told_and_is_no_error(tmp_path: Path) -> None:
    evidence = deck_walls.atelier()
    path = exported(evidence, tmp_path / "e.csv")
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if "culpabiliser" not in line), encoding="utf-8")
    assert told(findings(path, evidence)) == {Verdict.EDITED: ["au mur, mais pas dans le fichier"]}


def test_a_row_that_can_no_longer_be_read_is_told_with_its_line(tmp_path: Path) -> None:
    evidence = deck_walls.six()
    path = exported(evidence, tmp_path / "e.csv")
    text = path.read_text(encoding="utf-8")
    assert text.count("une crèche itinérante;5;") == 1
    path.write_text(text.replace("itinérante;5;", "itinérante;beaucoup;"), encoding="utf-8")
    found = findings(path, evidence)
    assert told(found)[Verdict.QUOTE_ALTERED] == ["« beaucoup » n’est pas un nombre de votes."]
    assert any("ligne" in one.claim.text and "itinérante" in one.claim.text for one in found)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.lists(anything, min_size=1, max_size=5), min_size=1, max_size=3),
    st.lists(anything, max_size=2),
    st.lists(anything, max_size=2),
    st.sampled_from(SUFFIXES),
)
def test_for_any_wall_an_export_just_written_is_proved_whole(
    tmp_path: Path, themes: list[list[Said]], tray: list[Said], off_topic: list[Said], suffix: str
) -> None:
    named = {f"thème {n}": members for n, members in enumerate(themes)}
    evidence = wall(named, tray=tray, off_topic=off_topic)
    assert told(findings(exported(evidence, tmp_path / f"e{suffix}"), evidence)) == {}
