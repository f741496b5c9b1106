"""From what a file shows to what it claims: which line rests on which contributions, and says what of them.

A reference (a footnote, a line of speaker notes) leads to contributions by their permanent numbers; words
between guillemets beside a number are a quotation. What the numbers of a line count is found by who is
behind it: the statement or the subject with exactly these contributions.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from facilitator.domain.claim import Claim
from facilitator.domain.contribution import Contribution, ContributionType
from facilitator.domain.evidence import EventEvidence, Rule, Statement, StatementKind
from facilitator.domain.recount import theme_subject, told_of
from facilitator.drafting.proving.document import Cited, Document, Passage, as_shown, squeezed
from facilitator.language.french import counted
from facilitator.language.typography import quote, typeset
from facilitator.language.wording import event_heading, statement_text

_ALIKE = 0.6

_NUMBERS = re.compile(r"n°\s(\d+(?:(?:,| et)\s\d+)*)")
_QUOTED = re.compile(r"«[^»]*»")
_FIGURE = re.compile(r"(?<![\w/])\d+(?:[\u202f\u00a0]\d{3})*(?![\w/])")
_ALONE = re.compile(r"\bune seule\b")
_AFTER_WORDS = re.compile(r"»\s*(?:\(|—\s)n°\s(\d+)")
_BEFORE_WORDS = re.compile(r"n°\s(\d+)[^«»]{0,40}«")


def read_claims(
    document: Document, evidences: Sequence[EventEvidence], *, trusting: bool = True
) -> tuple[Claim, ...]:
    """What ``document`` claims of these events, in reading order.

    ``trusting`` holds for a file just written: only words found as they were recorded are quotations.
    Otherwise words beside a number are taken for a quotation of it, whatever they have become.
    """
    reader = _Reader(document, evidences, trusting=trusting)
    order = {passage.text: rank for rank, passage in reversed(list(enumerate(document.passages)))}
    kept: dict[object, Claim] = {}
    for claim in reader.claims():
        told = claim.statement
        key = claim.place, claim.text, claim.event, told.rule, told.contribution_ids, told.about
        kept.setdefault(key, claim)
    return tuple(sorted(kept.values(), key=lambda claim: order.get(claim.text, len(order))))


def figures_in(text: str, evidence: EventEvidence | None = None) -> list[int]:
    """The integers that a line states, but for quotations and the names of themes and publics."""
    bare = _QUOTED.sub(" ", text)
    for name in _names(evidence) if evidence else ():
        bare = bare.replace(name, " ")
    found = [int(re.sub(r"\D", "", figure)) for figure in _FIGURE.findall(bare)]
    return found + [1] * len(_ALONE.findall(bare))


def _names(evidence: EventEvidence) -> Iterator[str]:
    """What is named on a wall with figures that count nothing: « parents 0-3 ans », « Lycée 2000 »."""
    named = [theme.theme.name for theme in evidence.themes]
    named += [public for public, _ in evidence.publics]
    named += [one.public for one in evidence.event.presences]
    named += [one.name for one in evidence.event.presences]
    for name in sorted(filter(None, named), key=len, reverse=True):
        if any(character.isdigit() for character in name):
            yield from (name, typeset(name))


def quotes(text: str, said: Contribution) -> bool:
    """Whether these words stand in ``text`` byte for byte: between guillemets, or alone in a cell."""
    whole = as_shown(said.text)
    return as_shown(quote(said.text)) in text or whole in text.split(" · ") or whole == text


def alike(text: str, other: str) -> float:
    """How alike two texts are, from 0.6 to 1; 0 where one cannot be the other changed by hand.

    Ratcliff and Obershelp's measure.
    """
    matcher = SequenceMatcher(None, squeezed(text), squeezed(other), autojunk=False)
    if matcher.real_quick_ratio() < _ALIKE or matcher.quick_ratio() < _ALIKE:
        return 0.0
    ratio = matcher.ratio()
    return ratio if ratio >= _ALIKE else 0.0


class _Reader:
    """One document read with the evidence of the events that it may be about."""

    def __init__(self, document: Document, evidences: Sequence[EventEvidence], *, trusting: bool) -> None:
        self._document = document
        self._evidences = evidences
        self._trusting = trusting
        self._numbered = {e.event.id: {c.number: c for c in e.contributions} for e in evidences}
        self._shown = {(p.place, squeezed(p.text)): p.text for p in document.passages}

    def claims(self) -> Iterator[Claim]:
        """References first, then quotations, then silences."""
        for cited in self._document.cited:
            yield from self._of_reference(cited)
        for passage in self._document.passages:
            yield from self._quotations(passage)
            yield from self._silences(passage)

    def _of_reference(self, cited: Cited) -> Iterator[Claim]:
        text = self._shown.get((cited.place, squeezed(cited.text)), "" if self._trusting else cited.text)
        numbers = [int(n) for n in re.findall(r"\d+", " ".join(_NUMBERS.findall(self._bare(cited))))]
        evidence = self._event_of(f"{cited.reference}\n{text}", numbers, cited.code)
        if evidence is None or not numbers or not text:
            return
        known = self._numbered[evidence.event.id]
        said = [known[number] for number in dict.fromkeys(numbers) if number in known]
        if not said:
            return
        quoted = [one for one in said if quotes(text, one)]
        if not quoted and len(said) == 1 and not self._trusting:
            words = [found.strip("«» \u00a0") for found in _QUOTED.findall(text)]
            quoted = said if any(alike(one, said[0].text) for one in words) else []
        for one in quoted:
            yield _quotation(one, text, cited.place)
        if len(quoted) < len(said):
            statement = understood(evidence, tuple(c.id for c in said), text)
            event = evidence.event.id
            yield Claim(text, cited.place, event, statement, {c.id: c.number for c in said})

    def _bare(self, cited: Cited) -> str:
        """The reference without what it quotes: its numbers are then those of contributions."""
        bare = cited.reference
        for known in self._numbered.values():
            for number in map(int, re.findall(r"n°\s(\d+)", bare)):
                if number in known:
                    bare = bare.replace(as_shown(quote(known[number].text)), " ")
        return _QUOTED.sub(" ", bare.split(". Par exemple")[0])

    def _event_of(self, text: str, numbers: Sequence[int], code: str = "") -> EventEvidence | None:
        """The event that a text is about: by its code, else that whose heading, title and themes it bears."""
        if code:
            return next((e for e in self._evidences if e.event.slug == code), None)
        able = [e for e in self._evidences if any(n in self._numbered[e.event.id] for n in numbers)]
        return max(able, key=lambda e: _nearness(e, text), default=None)

    def _quotations(self, passage: Passage) -> Iterator[Claim]:
        text = passage.text
        numbers = [*_AFTER_WORDS.findall(text)]
        numbers += [found[1] for found in _BEFORE_WORDS.finditer(text) if "»" in text[found.end() :]]
        if len(passage.cells) > 1 and passage.cells[0].strip().isdigit():
            numbers.append(passage.cells[0].strip())
        for number in dict.fromkeys(map(int, numbers)):
            said = [known[number] for known in self._numbered.values() if number in known]
            exact = [one for one in said if quotes(text, one)]
            if not exact and not self._trusting and len(said) > 1:
                evidence = self._event_of(f"{passage.under}\n{text}", [number])
                said = [one for one in said if evidence and one.event_id == evidence.event.id]
            if not exact and passage.cells:
                said = [one for one in said if any(alike(cell, one.text) for cell in passage.cells)]
            for one in exact or ([] if self._trusting else said):
                if exact or len(said) == 1:
                    yield _quotation(one, text, passage.place)

    def _silences(self, passage: Passage) -> Iterator[Claim]:
        """Statements with nobody behind them, known by their wording and the theme that they stand under."""
        told = squeezed(passage.text).casefold()
        if "rien à ce sujet" not in told:
            return
        for evidence in self._evidences:
            for theme in evidence.themes:
                name = squeezed(typeset(theme.theme.name))
                if name not in squeezed(f"{passage.under} {passage.text}"):
                    continue
                for statement in theme.statements:
                    if not statement.contribution_ids and _is_worded(statement, told):
                        about = replace(statement, about=theme_subject(theme.theme.id))
                        yield Claim(passage.text, passage.place, evidence.event.id, about)


def understood(evidence: EventEvidence, ids: tuple[str, ...], text: str) -> Statement:
    """What a line says of the contributions behind it: the statement that explains most of its figures."""
    figures, told = set(figures_in(text, evidence)), squeezed(text).casefold()
    best = Statement(StatementKind.COUNT, Rule.CITED, ids, {"contributions": len(ids)})
    explained = (0, False)
    for statement in told_of(evidence, frozenset(ids)):
        numbers = {name: n for name, n in statement.numbers.items() if n in figures}
        reached = len(set(numbers.values()))
        if statement.rule is Rule.FIGURES:
            if (reached, False) > explained or best.rule is Rule.CITED:
                best, explained = replace(statement, numbers=numbers), (reached, False)
        elif _is_worded(statement, told) and (reached, True) > explained:
            best, explained = statement, (reached, True)
    return best


def _is_worded(statement: Statement, told: str) -> bool:
    return squeezed(statement_text(statement)).casefold() in told


def _quotation(said: Contribution, text: str, place: str) -> Claim:
    proposal = said.type is ContributionType.PROPOSITION
    voted = said.votes and squeezed(counted(said.votes, "vote")) in squeezed(text)
    statement = Statement(
        StatementKind.PROPOSAL if proposal else StatementKind.VERBATIM,
        Rule.QUOTE,
        (said.id,),
        {"votes": said.votes} if voted else {},
    )
    return Claim(text, place, said.event_id, statement, {said.id: said.number})


def _nearness(evidence: EventEvidence, text: str) -> int:
    marks = [event_heading(evidence.event), typeset(evidence.event.title)]
    marks += [typeset(theme.theme.name) for theme in evidence.themes]
    return sum(squeezed(mark) in squeezed(text) for mark in marks)
