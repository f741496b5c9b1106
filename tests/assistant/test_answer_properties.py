"""Whatever is asked of whatever was said: quotations are byte for byte, and every number can be recounted."""

import re
from collections import Counter
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.assistant.answer import Answer
from facilitator.assistant.answering import answer
from facilitator.assistant.finding import Finder
from facilitator.assistant.ground import Ground
from facilitator.assistant.telling import Heard
from facilitator.assistant.understanding import understand
from facilitator.domain.contribution import Contribution, ContributionType, is_quotable
from facilitator.domain.demarche import Demarche, Territory
from facilitator.domain.lens import Belonging
from facilitator.embedding.lexical import LexicalEmbedder
from facilitator.errors import UsageError
from tests.assistant.rooms import ATELIER, TABLE_RONDE, said

LEXICAL = LexicalEmbedder()
DEMARCHE = Demarche(slug="ctg", title="CTG", territory=Territory("Val d’Aubre"))

WORDS = "bus crèche place samedi transport cher élus jeunes Mme Durand [illisible] « oui » !! \u00a0".split(
    " "
)
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=7).map(" ".join)
AT_TABLES = st.tuples(
    TEXTS,
    st.sampled_from(["T1", "T2", "T3", None]),
    st.sampled_from(["jeunes", "grands-parents", "parents 0-3 ans", None]),
)
IN_TURN = st.tuples(
    TEXTS, st.sampled_from(["élue : maire", "agent : CCAS", "partenaire : Caf, conseil", None])
)
QUESTIONS = st.sampled_from(
    [
        "le bus",
        "que disent les jeunes sur le bus",
        "que disent les élus",
        "les places en crèche",
        "que dit la table 2",
        "quelles propositions sur le transport",
        "la mobilité",
        "Mme Durand",
        "à la table ronde, le transport",
        "que disent les élus et les agents sur la crèche",
    ]
)


@st.composite
def demarches(draw: st.DrawFn) -> list[Heard]:
    types, votes = st.sampled_from([None, *ContributionType]), st.integers(0, 5)
    atelier = [
        said(ATELIER, number, text, table=table, public=public, type=draw(types), votes=draw(votes))
        for number, (text, table, public) in enumerate(draw(st.lists(AT_TABLES, max_size=12)), start=1)
    ]
    turns = [
        said(TABLE_RONDE, number, text, quality=quality, type=draw(types))
        for number, (text, quality) in enumerate(draw(st.lists(IN_TURN, max_size=8)), start=1)
    ]
    return [Heard(ATELIER, tuple(atelier)), Heard(TABLE_RONDE, tuple(turns))]


def ask(question: str, heard: Sequence[Heard]) -> Answer:
    everything = [c for one in heard for c in one.contributions]
    finder = Finder([c.text for c in everything], LEXICAL.embed, LEXICAL.embed)
    return answer(question, DEMARCHE, heard, finder, lambda: {c.id: Belonging(None) for c in everything})


@settings(deadline=None)  # the first text loads the dictionaries
@given(demarches(), QUESTIONS)
def test_every_quotation_is_a_contribution_byte_for_byte(heard: list[Heard], question: str) -> None:
    everything = {c.id: c for one in heard for c in one.contributions}
    told = ask(question, heard)
    for found in (*told.found, *told.perhaps):
        typed = everything[found.contribution.id].text
        assert found.quotation == (typed if is_quotable(typed) else "")
        assert found.quotation.encode() in found.line.encode()
        assert is_quotable(typed) or typed not in found.line


@settings(deadline=None)  # the first text loads the dictionaries
@given(demarches(), QUESTIONS)
def test_every_number_recounts(heard: list[Heard], question: str) -> None:
    everything = [c for one in heard for c in one.contributions]
    told, understood = (
        ask(question, heard),
        understand(question, Ground([h.event for h in heard], everything)),
    )
    asked_of = [c for c in everything if understood.concerns(c)]
    found = [f.contribution for f in told.found]
    assert {c.id for c in found} <= {c.id for c in asked_of}
    if told.nothing:
        assert not asked_of or f"parmi {len(asked_of)}\u00a0contribution" in told.said[0].text
        return
    head = told.said[0].text
    assert re.match(rf"{len(found)}\u00a0contributions? trouvées? sur\u00a0{len(asked_of)}\b", head)
    votes = sum(c.votes for c in found)
    assert (f"{votes}\u00a0vote" in head) == (votes > 0)
    recount_types(told, found)
    for one in heard:
        recount_event(told, one, [c for c in found if c.event_id == one.event.id])


def recount_types(told: Answer, found: Sequence[Contribution]) -> None:
    counts = Counter(c.type.value for c in found if c.type)
    for fact in told.said[1:2]:
        for number, type_ in re.findall(r"(\d+)\u00a0([a-zé]+?)s?\b", fact.text):
            if type_ in counts:
                assert counts[type_] == int(number)


def recount_event(told: Answer, heard: Heard, found: Sequence[Contribution]) -> None:
    """Every fact on an event says its own title, and its numbers come back from its contributions."""
    tables = {c.table for c in found if c.table}
    voices = {c.quality for c in found if c.quality}
    ids = {c.id for c in found}
    about = [fact for fact in (*told.by_whom, *told.unsaid) if fact.event_title == heard.event.title]
    for fact in about:
        assert set(fact.contribution_ids) <= ids
        if match := re.match(r"Dit à (\d+)\u00a0tables? sur (\d+)", fact.text):
            assert int(match[1]) == len(tables) <= int(match[2])
        if match := re.match(r"Dit par (\d+)\u00a0qualités? sur (\d+)", fact.text):
            assert int(match[1]) == len(voices) <= int(match[2])
        if fact.text.startswith("Dit par\u00a0:"):
            assert sum(map(int, re.findall(r"\((\d+)\)", fact.text))) <= len(found)
        if fact.text.startswith("Présents, mais rien"):
            assert not any(c.public and c.public in fact.text.split("\u00a0: ")[1].split(", ") for c in found)


@settings(deadline=None)  # the first text loads the dictionaries
@given(demarches(), st.text(max_size=40))
def test_any_question_is_answered_or_refused(heard: list[Heard], question: str) -> None:
    try:
        told = ask(question, heard)
    except UsageError:
        return
    assert told.said
    assert all(fact.text.endswith(".") for fact in (*told.said, *told.by_whom, *told.unsaid))
