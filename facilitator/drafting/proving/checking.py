"""Each claim of a file against the file as it is now, and against the wall as it is now."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from facilitator.domain.claim import Claim, Finding, Verdict
from facilitator.domain.contribution import Contribution
from facilitator.domain.evidence import EventEvidence, Rule, Statement
from facilitator.domain.recount import recount
from facilitator.drafting.proving.credits import AROUND, SHOWN, WORDS, around, credits_of, shows
from facilitator.drafting.proving.details import NEXT_STEP, detail_of
from facilitator.drafting.proving.document import CELLS, Document, as_shown, as_worded, digest_of, squeezed
from facilitator.drafting.proving.figures import figures_in
from facilitator.drafting.proving.open_forms import loosened
from facilitator.drafting.proving.quoting import is_shown
from facilitator.drafting.proving.reading import alike
from facilitator.language.french import counted, listed, plural
from facilitator.language.typography import number, quote, typeset
from facilitator.language.wording import statement_text

_QUOTED = re.compile(r"«.*?»", re.DOTALL)

_OF_THE_FILE = {
    Verdict.QUOTE_CHANGED: Verdict.QUOTE_ALTERED,
    Verdict.CREDIT_CHANGED: Verdict.CREDIT_ALTERED,
    Verdict.DETAIL_CHANGED: Verdict.DETAIL_ALTERED,
}
"""What differs by sight: the file is held to have changed, not the wall."""


def check(
    document: Document,
    claims: Sequence[Claim],
    evidences: Sequence[EventEvidence],
    *,
    by_sight: bool = False,
) -> tuple[Finding, ...]:
    """The verdict on each claim, in order; the evidence is that of the wall now, by which all is recounted.

    ``by_sight`` says that the claims were read from the file as it is: it cannot be told then whether the
    file or the wall has changed, and words that differ are held against the file.
    """
    if document.loose:
        evidences = [loosened(evidence) for evidence in evidences]
    by_event = {evidence.event.id: evidence for evidence in evidences}
    claims = _read_again(document, claims, by_event)
    lines = _lines_now(document, claims)
    return tuple(
        _finding(claim, lines[claim.place, claim.text], by_event.get(claim.event), by_sight=by_sight)
        for claim in claims
    )


def _read_again(
    document: Document, claims: Sequence[Claim], by_event: Mapping[str, EventEvidence]
) -> list[Claim]:
    """The claims with their texts: one kept as a mark is read in the file, or else is what was noted."""
    seen: dict[str, str] = {}
    for passage in document.passages:
        seen.setdefault(digest_of(passage.text), passage.text)
    read = []
    for claim in claims:
        if claim.text:
            read.append(claim)
            continue
        evidence = by_event.get(claim.event)
        said = {c.id: c for c in evidence.contributions} if evidence else {}
        noted = [as_shown(quote(said[id_].text)) for id_ in claim.statement.contribution_ids if id_ in said]
        numbers = listed([str(n) for n in claim.numbered.values()])
        unseen = noted[0] if noted else typeset(f"n° {numbers}")
        read.append(replace(claim, text=seen.get(claim.digest, unseen)))
    return read


def _lines_now(document: Document, claims: Sequence[Claim]) -> Mapping[tuple[str, str], str | None]:
    """What each claimed line has become in the file: itself, something alike in its place, or None."""
    left: dict[str, list[str]] = {}
    for passage in document.passages:
        left.setdefault(passage.place, []).append(passage.text)
    wanted = list(dict.fromkeys((claim.place, claim.text) for claim in claims))
    now: dict[tuple[str, str], str | None] = {}
    for place, text in wanted:
        here = left.get(place, [])
        if (found := _same(text, here)) is not None:
            now[place, text] = here.pop(found)
    for place, text in (one for one in wanted if one not in now):
        for other in left.values():  # a slide or a section that has moved
            if (found := _same(text, other)) is not None:
                now[place, text] = other.pop(found)
                break
    for place, text in (one for one in wanted if one not in now):
        now[place, text] = _nearest(text, left.get(place, []))
    return now


def _same(text: str, among: Sequence[str]) -> int | None:
    known = squeezed(text)
    return next((index for index, other in enumerate(among) if squeezed(other) == known), None)


def _nearest(text: str, among: Sequence[str]) -> str | None:
    likeness, found = max(((_likeness(text, other), other) for other in among), default=(0.0, ""))
    return found if likeness else None


def _likeness(text: str, other: str) -> float:
    """How alike a claim and a passage are: words alone between guillemets, to any words quoted there, or
    that stand in a cell or before a number."""
    if not _QUOTED.fullmatch(text):
        return alike(text, other)
    bare = text.strip("«» \u00a0")
    cells = [cell.split(" (n°")[0] for cell in other.split(CELLS)]
    return max(
        [alike(text, one) for one in (other, *_QUOTED.findall(other))] + [alike(bare, c) for c in cells]
    )


def _finding(claim: Claim, now: str | None, evidence: EventEvidence | None, *, by_sight: bool) -> Finding:
    if now is None:
        return Finding(claim, Verdict.EDITED, "cette ligne n’est plus dans le fichier")
    wrong = next(_wrong(claim, now, evidence), None)
    if wrong is not None:
        verdict, told = wrong
        return Finding(claim, _OF_THE_FILE.get(verdict, verdict) if by_sight else verdict, told)
    if squeezed(now) != squeezed(claim.text):
        return Finding(claim, Verdict.EDITED, _now(now))
    return Finding(claim, Verdict.PROVED)


def _wrong(claim: Claim, now: str, evidence: EventEvidence | None) -> Iterator[tuple[Verdict, str]]:
    """What is not as it was, the gravest first: in the file, then on the wall."""
    statement = claim.statement
    if evidence is None:
        yield Verdict.MISSING, typeset("l'événement n'est plus dans la démarche")
        return
    if statement.rule is Rule.DESCRIBED:
        yield from _wrong_detail(claim, now, evidence)
        return
    if statement.rule.is_words:
        yield from _wrong_words(claim, now, evidence)
    elif squeezed(now) != squeezed(claim.text):
        if _has_other_figures(claim, now, evidence):
            yield Verdict.COUNT_ALTERED, _now(now)
        return  # words of somebody's own: their count is theirs
    known = {c.id for c in evidence.contributions}
    gone = [claim.numbered.get(id_, 0) for id_ in statement.contribution_ids if id_ not in known]
    if gone:
        removed = plural(len(gone), "n'est plus au mur", "ne sont plus au mur")
        yield Verdict.MISSING, typeset(f"n° {listed([str(n) for n in sorted(gone)])} {removed}")
    if not statement.rule.is_words:
        yield from _wrong_count(statement, evidence)


def _wrong_words(claim: Claim, now: str, evidence: EventEvidence) -> Iterator[tuple[Verdict, str]]:
    (id_,) = claim.statement.contribution_ids
    said = next((c for c in evidence.contributions if c.id == id_), None)
    if said is None:
        return
    if not is_shown(claim, now, said):
        words = f"{typeset(f'n° {said.number} : ')}{as_shown(quote(said.text))}"
        if squeezed(now) == squeezed(claim.text) and not _was_altered(claim, now):
            yield Verdict.QUOTE_CHANGED, f"le mur dit maintenant {words}"
        else:
            yield Verdict.QUOTE_ALTERED, f"les mots notés sont {words}{typeset(' ; ')}{_now(now)}"
        return
    if squeezed(now) != squeezed(claim.text) and _has_other_figures(claim, now, evidence, said):
        yield Verdict.COUNT_ALTERED, _now(now)
    yield from _wrong_credits(claim, now, said, evidence)
    votes = claim.statement.numbers.get("votes", said.votes)
    if votes != said.votes:
        told = f"n° {said.number} : {counted(votes, 'vote')}, {number(said.votes)} au mur"
        yield Verdict.COUNT_CHANGED, typeset(told)


def _wrong_credits(
    claim: Claim, now: str, said: Contribution, evidence: EventEvidence
) -> Iterator[tuple[Verdict, str]]:
    """Credits that the line showed and no longer shows; what was only cut from it is no fault."""
    own, words = credits_of(said, evidence), claim.statement.words
    for name in words.get(SHOWN, "").split():
        value = own.get(name, "")
        if value and shows(now, said, name, value):
            continue
        wall = f"{name} : {quote(value)}" if value else f"{name} : rien"
        if squeezed(now) == squeezed(claim.text):
            yield Verdict.CREDIT_CHANGED, typeset(f"n° {said.number}, au mur, {wall}")
        elif len(around(now, said).split()) > int(words.get(WORDS, "0")) - len(value.split()):
            yield Verdict.CREDIT_ALTERED, f"{typeset(f'n° {said.number}, au mur, {wall} ; ')}{_now(now)}"


def _wrong_detail(claim: Claim, now: str, evidence: EventEvidence) -> Iterator[tuple[Verdict, str]]:
    """What the description no longer says, or the file: what comes next is anybody's to reword."""
    told, known = claim.statement.words, detail_of(evidence, claim.statement.about)
    if squeezed(now) != squeezed(claim.text):
        if claim.statement.about.startswith(NEXT_STEP):
            return
        lost = [value for value in told.values() if value not in as_worded(now)]
        added = Counter(squeezed(now).split()) - Counter(squeezed(claim.text).split())
        if _has_other_figures(claim, now, evidence):
            yield Verdict.COUNT_ALTERED, _now(now)
        elif lost and added:
            yield Verdict.DETAIL_ALTERED, _now(now)
        return
    again = known.told if known else {}
    for name, value in told.items():
        if again.get(name) != value:
            here = quote(value) if value else "autre chose"
            there = quote(again[name]) if name in again else "rien"
            said = f"{name} : {here} dans le fichier, {there} dans la description"
            yield Verdict.DETAIL_CHANGED, typeset(said)


def _has_other_figures(
    claim: Claim, now: str, evidence: EventEvidence, said: Contribution | None = None
) -> bool:
    """Whether the line says a number that it did not: a count, votes, the number of whom it quotes."""
    if said is not None and AROUND in claim.statement.words:
        before = [int(figure) for figure in claim.statement.words[AROUND].split()]
        return bool(Counter(figures_in(around(now, said), evidence)) - Counter(before))
    return bool(Counter(figures_in(now, evidence)) - Counter(figures_in(claim.text, evidence)))


def _was_altered(claim: Claim, now: str) -> bool:
    """Whether even spaces differ from what was written."""
    return as_shown(now) != as_shown(claim.text)


def _wrong_count(told: Statement, evidence: EventEvidence) -> Iterator[tuple[Verdict, str]]:
    again = recount(evidence, told)
    if again is None:
        yield Verdict.COUNT_CHANGED, "le mur ne le dit plus"
        return
    changed = {name: n for name, n in told.numbers.items() if again.numbers.get(name) != n}
    if told.rule in (Rule.FIGURES, Rule.CITED):
        counts = [
            f"{name} : {number(n)} dans le fichier, {number(again.numbers.get(name, 0))} au mur"
            for name, n in changed.items()
        ]
        if counts:
            yield Verdict.COUNT_CHANGED, typeset(" ; ".join(counts))
    elif changed or dict(again.words) != dict(told.words):
        yield Verdict.COUNT_CHANGED, typeset(f"le mur dit maintenant : {statement_text(again)}")
    if set(again.contribution_ids) != set(told.contribution_ids):
        yield Verdict.BEHIND_CHANGED, "ce ne sont plus les mêmes contributions"


def _now(text: str) -> str:
    return f"{typeset('le fichier dit maintenant : ')}{_brief(text)}"


def _brief(text: str) -> str:
    return quote(text if len(text) <= 160 else f"{text[:159]}…")
