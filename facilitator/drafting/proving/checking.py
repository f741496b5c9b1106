"""Each claim of a file against the file as it is now, and against the wall as it is now."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from facilitator.domain.claim import Claim, Finding, Verdict
from facilitator.domain.evidence import EventEvidence, Rule, Statement
from facilitator.domain.recount import recount
from facilitator.drafting.proving.document import Document, as_shown, digest_of, squeezed
from facilitator.drafting.proving.reading import alike, figures_in, quotes
from facilitator.language.french import counted, listed, plural
from facilitator.language.typography import number, quote, typeset
from facilitator.language.wording import statement_text

_QUOTED = re.compile(r"«.*?»", re.DOTALL)


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
    """How alike a claim and a passage are: words alone between guillemets, to any words quoted there."""
    quoted = _QUOTED.findall(other) if _QUOTED.fullmatch(text) else []
    return max(alike(text, one) for one in (other, *quoted))


def _finding(claim: Claim, now: str | None, evidence: EventEvidence | None, *, by_sight: bool) -> Finding:
    if now is None:
        return Finding(claim, Verdict.EDITED, "cette ligne n’est plus dans le fichier")
    wrong = next(_wrong(claim, now, evidence), None)
    if wrong is not None:
        verdict, told = wrong
        altered = by_sight and verdict is Verdict.QUOTE_CHANGED
        return Finding(claim, Verdict.QUOTE_ALTERED if altered else verdict, told)
    if squeezed(now) != squeezed(claim.text):
        return Finding(claim, Verdict.EDITED, _now(now))
    return Finding(claim, Verdict.PROVED)


def _wrong(claim: Claim, now: str, evidence: EventEvidence | None) -> Iterator[tuple[Verdict, str]]:
    """What is not as it was, the gravest first: in the file, then on the wall."""
    statement = claim.statement
    if evidence is None:
        yield Verdict.MISSING, typeset("l'événement n'est plus dans la démarche")
        return
    if statement.rule is Rule.QUOTE:
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
    if statement.rule is not Rule.QUOTE:
        yield from _wrong_count(statement, evidence)


def _wrong_words(claim: Claim, now: str, evidence: EventEvidence) -> Iterator[tuple[Verdict, str]]:
    (id_,) = claim.statement.contribution_ids
    said = next((c for c in evidence.contributions if c.id == id_), None)
    if said is None:
        return
    if not quotes(now, said):
        words = f"{typeset(f'n° {said.number} : ')}{as_shown(quote(said.text))}"
        if squeezed(now) == squeezed(claim.text) and not _was_altered(claim, now):
            yield Verdict.QUOTE_CHANGED, f"le mur dit maintenant {words}"
        else:
            yield Verdict.QUOTE_ALTERED, f"les mots notés sont {words}{typeset(' ; ')}{_now(now)}"
    elif squeezed(now) != squeezed(claim.text) and _has_other_figures(claim, now, evidence):
        yield Verdict.COUNT_ALTERED, _now(now)
    votes = claim.statement.numbers.get("votes", said.votes)
    if votes != said.votes:
        told = f"n° {said.number} : {counted(votes, 'vote')}, {number(said.votes)} au mur"
        yield Verdict.COUNT_CHANGED, typeset(told)


def _has_other_figures(claim: Claim, now: str, evidence: EventEvidence) -> bool:
    """Whether the line says a number that it did not: a count, votes, the number of whom it quotes."""
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
