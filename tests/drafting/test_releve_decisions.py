"""The relevé de décisions and the conducteur: one page each, what nobody said marked as a gap."""

from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.enum.section import WD_ORIENT

from facilitator.domain.event import Event, EventKind
from facilitator.drafting.conducteur import write_conducteur
from facilitator.drafting.releve_decisions import write_decisions
from facilitator.errors import InputError, UsageError
from tests.docx_text import blocks, transcript
from tests.drafting.golden import GOLDEN, OUTLINES, atelier, comite, write_comite, write_running_order
from tests.render import ABSENT, available, render
from tests.walls import demarche, wall


def test_a_decision_without_a_responsible_function_leaves_it_to_be_filled_in(tmp_path: Path) -> None:
    document = docx.Document(str(write_comite(tmp_path / "a.docx")))
    (table,) = [b for b in blocks(document) if b.rows and "Décision" in b.rows[0]]
    assert table.rows[1][1:] == ("retenir 3 axes (n°\u00a01)", "VP action sociale", "17 décembre 2026")
    assert table.rows[3][2:] == ("[à compléter]", "[à compléter]")


def test_off_topic_notes_are_no_decision(tmp_path: Path) -> None:
    evidence = wall(
        {}, off_topic=[("refaire le rond-point", "proposition", None, None, 0)], kind=EventKind.COTECH
    )
    text = transcript(write_decisions(evidence, tmp_path / "a.docx", outlines=OUTLINES))
    assert "rond-point" not in text
    assert "Aucune décision n’a été notée." in text


def test_only_a_comite_that_noted_something_has_decisions(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="pas un comité"):
        write_decisions(atelier(), tmp_path / "a.docx", outlines=OUTLINES)
    with pytest.raises(InputError, match="aucune contribution"):
        write_decisions(wall({}, kind=EventKind.COPIL), tmp_path / "a.docx", outlines=OUTLINES)


def test_a_conducteur_lies_on_its_side_and_needs_nothing_but_a_title(tmp_path: Path) -> None:
    bare = Event("e" * 32, "e", "Un événement", EventKind.STAND)
    path = write_conducteur(demarche(), bare, tmp_path / "a.docx", outlines=OUTLINES)
    section = docx.Document(str(path)).sections[0]
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert section.page_width > section.page_height
    assert "None" not in transcript(path)


@pytest.mark.parametrize("name", ["releve_decisions", "conducteur"])
def test_they_read_as_their_golden_texts(tmp_path: Path, name: str) -> None:
    write = {"releve_decisions": write_comite, "conducteur": write_running_order}[name]
    assert transcript(write(tmp_path / "a.docx")) == (GOLDEN / f"{name}.txt").read_text("utf-8")


@pytest.mark.render
@pytest.mark.skipif(not available(), reason=ABSENT)
def test_each_takes_one_page(tmp_path: Path) -> None:
    event = replace(atelier().event, next_steps=())
    conducteur = write_conducteur(demarche(), event, tmp_path / "b.docx", outlines=OUTLINES)
    for path in (write_decisions(comite(), tmp_path / "a.docx", outlines=OUTLINES), conducteur):
        assert len(render(path, tmp_path / "pages")) == 1
