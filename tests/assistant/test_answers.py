"""Answers over the example, with the real file and the real model: read them as a facilitator would."""

import pickle
import re
import time

import pytest

from facilitator.assistant.answer import Answer
from facilitator.domain.contribution import may_name_someone
from facilitator.errors import UsageError
from facilitator.workshop import Workshop


def numbers(answer: Answer, event: str) -> set[int]:
    return {f.contribution.number for f in answer.found if f.event_title.startswith(event)}


def texts(answer: Answer) -> str:
    return "\n".join(fact.text for fact in (*answer.said, *answer.by_whom, *answer.unsaid))


def test_what_the_elus_say_on_mobility_comes_from_elus_only(example: Workshop) -> None:
    answer = example.assistant.ask("que disent les élus sur la mobilité")
    assert answer.understood == "Compris\u00a0: public\u00a0: élus\u00a0; thématique\u00a0: Mobilité."
    assert {41, 43, 51} <= numbers(answer, "Table ronde")
    assert all("élu" in found.contribution.voice for found in answer.found)
    assert re.match(
        r"\d+\u00a0contributions trouvées sur\u00a030 \(public\u00a0: élus\)", answer.said[0].text
    )


def test_places_in_creches_are_told_with_tables_and_silences(example: Workshop) -> None:
    answer = example.assistant.ask("que dit-on des places en crèche ?")
    assert {1, 2} <= numbers(answer, "Atelier")
    assert "tables sur\u00a05" in texts(answer)
    assert any("absents" in fact.text and "gens du voyage" in fact.text for fact in answer.unsaid)
    assert any(fact.text.startswith("Rien trouvé à ce sujet à") for fact in answer.unsaid)


def test_a_subject_nobody_spoke_of_is_told_as_not_found(example: Workshop) -> None:
    answer = example.assistant.ask("la collecte des déchets et le tri")
    assert answer.nothing
    assert not answer.found
    assert "Rien trouvé sur «\u00a0la collecte des déchets et le tri\u00a0»" in answer.said[0].text
    assert "parmi 220\u00a0contributions" in answer.said[0].text


def test_filters_that_nobody_fits_say_so(example: Workshop) -> None:
    answer = example.assistant.ask("quelles forces des jeunes sur le bus à la table 8 du séminaire")
    assert answer.nothing
    assert "aucune contribution ne répond à ces filtres" in answer.said[0].text


def test_a_contribution_that_may_name_somebody_is_given_by_its_number(example: Workshop) -> None:
    answer = example.assistant.ask("que disent les grands-parents de la PMI")
    hidden = next(found for found in answer.found if found.contribution.number == 60)
    assert not hidden.quotation
    assert "Lemarchal" not in hidden.line
    assert "n°\u00a060" in hidden.line


def test_no_forbidden_word_is_ever_written(example: Workshop) -> None:
    for question in ("les bus", "que disent les jeunes", "la table 3", "la mobilité", "les forces"):
        told = texts(example.assistant.ask(question)).casefold()
        assert not re.search(r"veulent|la majorité|\btous\b|les habitants", told)


def test_what_nobody_spoke_of_is_answered_by_thematiques(example: Workshop) -> None:
    event = example.events("seminaire-jeunesse")[0]
    answer = example.assistant.ask("quelles thématiques n'ont pas été abordées ?", event=event)
    assert not answer.nothing
    (missing,) = answer.unsaid
    assert missing.text.startswith("Thématiques attendues dont personne n’a parlé")
    told = {fact.text.partition("\u00a0:")[0]: fact for fact in answer.said[1:]}
    assert not any(name in missing.text for name in told)


def test_one_event_alone_is_asked(example: Workshop) -> None:
    event = example.events("atelier-parentalite")[0]
    answer = example.assistant.ask("les bus", event=event)
    assert {found.contribution.event_id for found in answer.found} == {event.id}
    assert all(found.event_title == "" for found in answer.found)


def test_an_empty_question_is_refused(example: Workshop) -> None:
    with pytest.raises(UsageError):
        example.assistant.ask("  ?")


def test_an_answer_crosses_processes_and_comes_twice_the_same(example: Workshop) -> None:
    answer = example.assistant.ask("les écrans")
    assert pickle.loads(pickle.dumps(answer)) == answer == example.assistant.ask("les écrans")


def test_asking_writes_nothing_and_takes_less_than_a_second(example: Workshop) -> None:
    example.assistant.ask("les bus")
    before = example._file.journal.version()
    began = time.process_time()  # of this process: another may be at work beside it
    example.assistant.ask("le prix des transports pour un habitant qui travaille loin")
    assert time.process_time() - began < 1
    assert example._file.journal.version() == before


def test_what_is_removed_is_found_no_more(example: Workshop) -> None:
    event = example.events("seminaire-jeunesse")[0]
    board = example.board(event)
    assert 33 in numbers(example.assistant.ask("un skatepark"), "Séminaire")
    board.remove([33])
    try:
        assert 33 not in numbers(example.assistant.ask("un skatepark"), "Séminaire")
    finally:
        example.undo()
    assert 33 in numbers(example.assistant.ask("un skatepark"), "Séminaire")


def test_quotations_never_name_anybody_as_far_as_can_be_seen(example: Workshop) -> None:
    for question in ("que dit la table 3", "que disent les partenaires", "le transport solidaire"):
        for found in (*(answer := example.assistant.ask(question)).found, *answer.perhaps):
            assert not may_name_someone(found.quotation)
