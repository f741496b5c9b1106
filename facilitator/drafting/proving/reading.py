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
from facilitator.drafting.proving.counting import Counts
from facilitator.drafting.proving.document import (
    QUOTED,
    Cited,
    Document,
    Passage,
    as_shown,
    as_worded,
    squeezed,
    without_quotations,
)
from facilitator.drafting.proving.figures import counts_as, figures_in
from facilitator.drafting.proving.open_forms import loosened
from facilitator.drafting.proving.quoting import decides, quotation, quotes
from facilitator.language.typography import quote
from facilitator.language.wording import statement_text

_ALIKE = 0.6
_LONGEST_RUN = 100_000  # a file may say anything

_NUMBERS = re.compile(r"n°\s(\d+(?:(?:,| et| à)\s\d+)*)")
_RUN = re.compile(r"(\d+)(?:\sà\s(\d+))?")
_AFTER_WORDS = re.compile(r"»\s*(?:\(|—\s)n°\s(\d+)")
_BEFORE_WORDS = re.compile(r"n°\s(\d+)[^«»]{0,40}«")
_BARE_WORDS = re.compile(r"[^»\s]\s\(n°\s(\d+)")  # words without guillemets, as those of a comité


def read_claims(
    document: Document, evidences: Sequence[EventEvidence], *, trusting: bool = True
) -> tuple[Claim, ...]:
    """What ``document`` claims of these events, in reading order.

    ``trusting`` holds for a file just written: only words found as they were recorded are quotations.
    Otherwise words beside a number are taken for a quotation of it, whatever they have become.
    """
    if document.loose:
        evidences = [loosened(evidence) for evidence in evidences]
    reader = _Reader(document, evidences, trusting=trusting)
    order = {(one.place, one.text): rank for rank, one in reversed(list(enumerate(document.passages)))}
    kept: dict[object, Claim] = {}
    for claim in reader.claims():
        told = claim.statement
        key = claim.place, claim.text, claim.event, told.rule, told.contribution_ids, told.about
        kept.setdefault(key, claim)
    return tuple(sorted(kept.values(), key=lambda claim: order.get((claim.place, claim.text), len(order))))


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
        self._counts = Counts(evidences, trusting=trusting)
        self._silent = [silent for evidence in evidences for silent in _silences(evidence)]

    def claims(self) -> Iterator[Claim]:
        """References first, then what each passage quotes, counts under a name, and tells of the event."""
        proved = set()
        for cited in self._document.cited:
            for claim in self._of_reference(cited):
                proved.add((claim.place, claim.text))
                yield claim
        for passage in self._document.passages:
            yield from self._quotations(passage)
            yield from self._silences(passage)
            yield from self._counts.of(passage, proved=(passage.place, passage.text) in proved)

    def _of_reference(self, cited: Cited) -> Iterator[Claim]:
        text = self._shown.get((cited.place, squeezed(cited.text)), "" if self._trusting else cited.text)
        numbers = list(_listed(" ".join(_NUMBERS.findall(self._bare(cited)))))
        evidence = self._event_of(f"{cited.reference}\n{text}", numbers, cited.code)
        if evidence is None or not numbers or not text:
            return
        known = self._numbered[evidence.event.id]
        said = [known[number] for number in dict.fromkeys(numbers) if number in known]
        if not said:
            return
        quoted = [one for one in said if quotes(text, one)]
        if not quoted and len(said) == 1 and not self._trusting:
            words = [found.strip("«» \u00a0") for found in QUOTED.findall(text)]
            quoted = said if any(alike(one, said[0].text) for one in words) else []
        for one in quoted:
            yield quotation(one, text, cited.place, evidence, trusting=self._trusting)
        event, behind = evidence.event.id, {c.id: c.number for c in said}
        if len(quoted) < len(said):
            statement = understood(evidence, tuple(behind), text)
            yield Claim(text, cited.place, event, statement, behind)
        if "«" not in cited.reference and (cited.place, squeezed(cited.reference)) in self._shown:
            listed = Statement(StatementKind.COUNT, Rule.CITED, tuple(behind), {"contributions": len(behind)})
            yield Claim(cited.reference, cited.place, event, listed, behind)

    def _bare(self, cited: Cited) -> str:
        """The reference without what it quotes: its numbers are then those of contributions."""
        bare = cited.reference
        for known in self._numbered.values():
            for number in map(int, re.findall(r"n°\s(\d+)", bare)):
                if number in known:
                    bare = bare.replace(as_shown(quote(known[number].text)), " ")
        return without_quotations(bare)

    def _event_of(self, text: str, numbers: Sequence[int], code: str = "") -> EventEvidence | None:
        """The event that a text is about: by its code, else that whose heading, title and themes it bears."""
        if code:
            return next((e for e in self._evidences if e.event.slug == code), None)
        able = [e for e in self._evidences if any(n in self._numbered[e.event.id] for n in numbers)]
        return able[0] if len(able) == 1 else self._counts.nearest(able, text)

    def _quotations(self, passage: Passage) -> Iterator[Claim]:
        text = passage.text
        numbers = [*_AFTER_WORDS.findall(text)]
        numbers += [found[1] for found in _BEFORE_WORDS.finditer(text) if "»" in text[found.end() :]]
        bare = [int(number) for number in _BARE_WORDS.findall(text)]
        if len(passage.cells) > 1 and passage.cells[0].strip().isdigit() and not bare:
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
                    yield self._quotation(one, passage)
        for number in dict.fromkeys(bare):
            yield from self._noted(number, passage)

    def _noted(self, number: int, passage: Passage) -> Iterator[Claim]:
        """Words before their number without guillemets: a decision's own, or a note as it is."""
        text = passage.text
        for evidence in self._evidences:
            said = self._numbered[evidence.event.id].get(number)
            if said is None or not evidence.event.kind.is_comite:
                continue
            decided = len(passage.cells) > 1 and said.type is ContributionType.PROPOSITION
            if not self._trusting or (decides if decided else quotes)(text, said):
                yield self._quotation(said, passage, decided=decided)

    def _quotation(self, said: Contribution, passage: Passage, *, decided: bool = False) -> Claim:
        evidence = next(e for e in self._evidences if e.event.id == said.event_id)
        return quotation(
            said, passage.text, passage.place, evidence, trusting=self._trusting, decided=decided
        )

    def _silences(self, passage: Passage) -> Iterator[Claim]:
        """Statements with nobody behind them, known by their wording and the theme that they stand under."""
        told = squeezed(passage.text).casefold()
        for event, name, words, statement in self._silent:
            if words in told and name in squeezed(f"{passage.under} {passage.text}"):
                yield Claim(passage.text, passage.place, event, statement)


def understood(evidence: EventEvidence, ids: tuple[str, ...], text: str) -> Statement:
    """What a line says of the contributions behind it: the statement that explains most of its figures."""
    stated, told = set(figures_in(text, evidence)), squeezed(text).casefold()
    best = Statement(StatementKind.COUNT, Rule.CITED, ids, {"contributions": len(ids)})
    explained = (0, False)
    for statement in told_of(evidence, frozenset(ids)):
        numbers = {
            name: n
            for name, n in statement.numbers.items()
            if n in stated and (statement.rule is not Rule.FIGURES or counts_as(text, name, n))
        }
        reached = len(set(numbers.values()))
        if statement.rule is Rule.FIGURES:
            if (reached, False) > explained or best.rule is Rule.CITED:
                best, explained = replace(statement, numbers=numbers), (reached, False)
        elif _is_worded(statement, told) and (reached, True) > explained:
            best, explained = statement, (reached, True)
    return best


def _listed(numbers: str) -> Iterator[int]:
    """Each number of « 3, 7 à 12, 40 »."""
    for first, last in _RUN.findall(numbers):
        yield from range(int(first), min(int(last or first), int(first) + _LONGEST_RUN) + 1)


def _is_worded(statement: Statement, told: str) -> bool:
    return squeezed(statement_text(statement)).casefold() in told


def _silences(evidence: EventEvidence) -> Iterator[tuple[str, str, str, Statement]]:
    """The event, the name of the theme, the words and the statement of what nobody said."""
    for theme in evidence.themes:
        for statement in theme.statements:
            if not statement.contribution_ids:
                about = replace(statement, about=theme_subject(theme.theme.id))
                words = squeezed(statement_text(statement)).casefold()
                yield evidence.event.id, as_worded(theme.theme.name), words, about
