"""The three journals: four pages for everybody, silent on what the démarche does not have."""

import re
import shutil
import subprocess
import time
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facilitator.domain.action import Answer, Outcome
from facilitator.domain.demarche import Demarche, Etape, EtapeState, Figure, Rubric, Territory
from facilitator.domain.event import EventKind
from facilitator.domain.project import Item, Level, Project
from facilitator.domain.project_evidence import ProjectEvidence
from facilitator.drafting.journal import NUMBERS, Journal, draft_journal, words_of
from facilitator.drafting.journal_room import MOST_WORDS
from facilitator.drafting.specimen import outline_values, project_specimens
from facilitator.errors import InputError
from tests.accessibility import barriers, web_barriers
from tests.contrast import faint_words
from tests.docx_text import transcript
from tests.drafting.golden import GOLDEN, OUTLINES, table_ronde, told_project, write_journal
from tests.render import available
from tests.walls import Said, wall

NB = "\u00a0"
WORD = "mots "


def drafted(evidence: ProjectEvidence, number: int, **options: Any) -> Journal:
    return draft_journal(evidence, number, outlines=OUTLINES, **options)


def plain(journal: Journal) -> str:
    """The text without the escapes of Markdown, no-break spaces as spaces."""
    return re.sub(r"\\(.)", r"\1", journal.markdown).replace(NB, " ")


def seminaire() -> ProjectEvidence:
    """A séminaire alone: a title, a territory, its words and their dots."""
    said: list[Said] = [
        (f"ouvrir un lieu numéro {n} pour les jeunes", "proposition", f"T{n % 3 + 1}", "jeunes", 9 - n)
        for n in range(9)
    ]
    evidence = wall({"Des lieux": said[:5], "Autre chose": said[5:]}, kind=EventKind.SEMINAIRE)
    about = Demarche("seminaire", "Séminaire jeunesse", Territory("Val d’Aubre"))
    return ProjectEvidence(about, (evidence,), Project())


@pytest.mark.parametrize("number", NUMBERS)
def test_a_journal_reads_as_its_golden_text(tmp_path: Path, number: int) -> None:
    golden = (GOLDEN / f"journal_{number}.txt").read_text("utf-8")
    assert transcript(write_journal(number)(tmp_path / "a.docx")) == golden


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("simple", [False, True])
def test_a_journal_has_no_barrier_on_the_web_nor_in_word(tmp_path: Path, number: int, simple: bool) -> None:
    journal = drafted(told_project(), number, simple=simple)
    assert web_barriers(journal.write(tmp_path / "a.html")) == []
    assert barriers(journal.write(tmp_path / "a.docx")) == []
    page = (tmp_path / "a.html").read_text("utf-8")
    assert "Version simplifiée, à faire relire" in page or not simple
    assert not re.search(r"\bFALC\b|facile à lire", page, re.IGNORECASE)


@pytest.mark.skipif(not available(), reason="poppler absent")
@pytest.mark.parametrize("number", NUMBERS)
def test_every_word_of_a_printed_journal_stands_out(tmp_path: Path, number: int) -> None:
    assert faint_words(drafted(told_project(), number).write(tmp_path / "a.pdf")) == []


def test_a_seminaire_alone_gets_its_journal_without_a_word_about_what_it_does_not_have() -> None:
    told = plain(drafted(seminaire(), 2))
    assert "Des lieux" in told
    assert "9 gommettes" in told
    for absent in ("étape", "enjeu", "question commune", "chiffre", "carte", "convention", "axe", "action"):
        assert absent not in told.casefold(), absent
    assert "convention" not in plain(drafted(seminaire(), 1)).casefold()
    with pytest.raises(InputError, match=r"journal n°.3") as caught:
        drafted(seminaire(), 3)
    assert "facilitator projet ajouter" in caught.value.next_step


def test_nothing_at_all_is_refused_in_one_sentence() -> None:
    bare = ProjectEvidence(Demarche("vide", "Vide", Territory("T")), (), Project())
    for number in NUMBERS:
        with pytest.raises(InputError, match="rien à dire"):
            drafted(bare, number)


def test_a_much_asked_proposition_gets_its_answer_its_reason_or_a_mark_for_a_human() -> None:
    evidence = told_project()
    asked = next(c for c in evidence.events[0].contributions if c.text == "navette le samedi")
    assert "Faire rouler une navette. Le samedi d’abord." in plain(drafted(evidence, 3))
    refused = evidence.project.with_answer(Answer(asked.id, Outcome.REFUSED, reason="Trop cher."))
    assert "Non retenue : | Trop cher." in plain(drafted(replace(evidence, project=refused), 3))
    unsaid = evidence.project.with_answer(Answer(asked.id, Outcome.POSTPONED))
    assert "[à compléter : la raison]" in plain(drafted(replace(evidence, project=unsaid), 3))
    alone = replace(evidence, project=Project().with_added(Item("a", Level.AXE, "Accueillir")))
    assert "[à compléter : la réponse et sa raison]" in plain(drafted(alone, 3))


def test_the_most_voted_proposition_is_never_left_out_even_where_it_may_be_ironic() -> None:
    said: list[Said] = [
        ("bravo pour la navette, cherchez l'erreur mdr", "proposition", "T1", "jeunes", 9),
        ("un car le samedi soir", "proposition", "T2", "jeunes", 4),
    ]
    evidence = replace(seminaire(), events=(wall({"Se déplacer": said}),))
    journal = drafted(evidence, 2)
    assert plain(journal).index("cherchez l'erreur mdr") < plain(journal).index("un car le samedi soir »")
    assert any("ironie à vérifier" in note for note in journal.notes)


def test_actions_come_by_priority_then_by_dots_and_say_what_is_still_to_be_filled_in() -> None:
    told = plain(drafted(told_project(), 3))
    assert told.index("Ouvrir douze places") < told.index("| Faire rouler une navette")
    assert "[à compléter : le pilote]" in told


def test_a_figure_without_source_year_and_scale_is_never_printed() -> None:
    assert "médecins" not in plain(drafted(told_project(), 1))
    about = replace(told_project().demarche, figures=(Figure("Santé", "médecins", "5", 2024, "CC"),))
    assert "médecins" not in plain(drafted(replace(told_project(), demarche=about), 1))


def test_speakers_are_told_by_their_family_and_never_by_their_function() -> None:
    evidence = replace(told_project(), events=(table_ronde(),), project=Project())
    told = plain(drafted(evidence, 2))
    assert "VP action sociale" not in told
    assert re.search(r"\*(élue|agent|partenaire)\*", told)


def test_the_first_journal_announces_what_comes_after_its_day() -> None:
    evidence = told_project()
    held = evidence.events[0]
    later = replace(held, event=replace(held.event, id="f" * 32, slug="plus-tard", held_on=date(2026, 6, 1)))
    both = replace(evidence, events=(held, later))
    told = drafted(both, 1, day=date(2026, 4, 1))
    assert "1er juin 2026" in plain(told)
    assert any("déjà été tenue" in note for note in told.notes)
    assert "1er juin 2026" not in plain(drafted(both, 1, day=date(2026, 7, 1)))
    etapes = (Etape("Cadrage", EtapeState.DONE, date(2026, 1, 5), date(2026, 4, 1)),)
    usual = drafted(replace(both, demarche=replace(both.demarche, etapes=etapes)), 1)
    assert "1er juin 2026" in plain(usual)
    assert any("fin de" in note for note in usual.notes)


def long_demarche(words: int) -> ProjectEvidence:
    sentences = " ".join(f"Phrase {n} dite en quelques {WORD * 6}ici." for n in range(words // 11))
    about = told_project().demarche
    questions = tuple(Rubric("journal", "question", f"Question {n} ?", sentences) for n in range(5))
    said = (Rubric("journal", "editorial", text=sentences), *questions)
    return replace(told_project(), demarche=replace(about, rubrics=said))


@pytest.mark.parametrize("words", [200, 1500])
def test_what_is_too_long_is_cut_told_and_never_runs_over_four_pages(tmp_path: Path, words: int) -> None:
    journal = drafted(long_demarche(words), 1)
    assert journal.pages <= 4
    assert words_of(journal.markdown) <= MOST_WORDS
    assert any("phrases de l’éditorial" in note or "phrases des réponses" in note for note in journal.notes)
    if words == 1500:
        assert "l’éditorial est coupé ici" in plain(journal)
    if shutil.which("pdfinfo"):
        path = journal.write(tmp_path / "a.pdf")
        done = subprocess.run(["pdfinfo", str(path)], capture_output=True, check=True, text=True)
        assert re.search(rf"Pages:\s+{journal.pages}\n", done.stdout)


def test_a_sentence_that_no_page_could_hold_is_refused_with_what_to_do() -> None:
    about = replace(told_project().demarche, rubrics=(Rubric("journal", "editorial", text=WORD * 9000),))
    with pytest.raises(InputError, match="quatre pages") as caught:
        drafted(replace(told_project(), demarche=about), 1)
    assert "Raccourcissez" in caught.value.next_step


def test_initials_are_unfolded_once_in_a_journal() -> None:
    told = plain(drafted(told_project(), 1))
    assert told.count("(caisse d’allocations familiales)") == 1


def test_the_simplified_version_says_one_idea_a_line_and_which_sentences_are_long() -> None:
    journal = drafted(long_demarche(60), 1, simple=True)
    assert not any(line.count("Phrase ") > 1 for line in plain(journal).splitlines())
    assert any("à faire relire" in note for note in journal.notes)
    about = replace(told_project().demarche, rubrics=(Rubric("journal", "editorial", text=WORD * 30),))
    wordy = drafted(replace(told_project(), demarche=about), 1, simple=True)
    assert any("plus de 20 mots" in note for note in wordy.notes)


@pytest.mark.parametrize("simple", [False, True])
@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("rank", range(3))
def test_any_specimen_of_a_demarche_gives_a_journal_or_a_sentence(
    tmp_path: Path, number: int, rank: int, simple: bool
) -> None:
    evidence = project_specimens()[rank]
    if rank == 0 and number < 3:  # an action alone, no event: only the n°3 has something to tell
        with pytest.raises(InputError, match="rien à dire"):
            drafted(evidence, number, simple=simple)
        return
    journal = drafted(evidence, number, simple=simple)
    assert web_barriers(journal.write(tmp_path / "a.html")) == []
    assert journal.write(tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
    assert journal.pages <= 4


def test_each_outline_of_a_journal_is_tried_on_specimens() -> None:
    names = {name for name in outline_values() if "journal" in name}
    assert names == {f"redaction/journal_{n}{tail}" for n in NUMBERS for tail in ("", "_simple")}


def test_a_journal_is_ready_in_less_than_three_seconds(tmp_path: Path) -> None:
    started = time.process_time()
    drafted(told_project(), 2).write(tmp_path / "a.pdf")
    assert time.process_time() - started < 3


LETTERS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60)
TYPED = st.tuples(*[LETTERS.map("a{}z".format)] * 3)


def typed_by_somebody(one: str, two: str, three: str) -> ProjectEvidence:
    about = replace(
        told_project().demarche,
        title=one,
        etapes=(Etape(two, EtapeState.DONE), Etape(three, EtapeState.PLANNED)),
        figures=(Figure("Sujet", two, three, 2024, one, two, three),),
        rubrics=(
            Rubric("journal", "editorial", text=three),
            Rubric("journal", "question", one, two),
            Rubric("journal", "contact", text=one),
        ),
    )
    return replace(told_project(), demarche=about)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TYPED)
def test_whatever_is_typed_a_page_comes_out(tmp_path: Path, typed: tuple[str, str, str]) -> None:
    journal = drafted(typed_by_somebody(*typed), 1, simple=True)
    assert web_barriers(journal.write(tmp_path / "a.html")) == []


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TYPED)
def test_whatever_is_typed_four_pages_come_out(tmp_path: Path, typed: tuple[str, str, str]) -> None:
    journal = drafted(typed_by_somebody(*typed), 1)
    assert journal.pages <= 4
    assert journal.write(tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
