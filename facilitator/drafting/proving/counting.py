"""Lines that count something by its name, or tell what the description says, without any reference.

What a line counts is known by the name that it bears (a theme between guillemets, a public, « À ranger »)
and by the figures of what bears this name; what it tells of the event, by the value that the description has.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from facilitator.domain.claim import Claim
from facilitator.domain.evidence import EventEvidence, Rule, Statement, StatementKind
from facilitator.domain.recount import EVENT, OFF_TOPIC, TRAY, Subject, figures, labelled, subjects
from facilitator.drafting.proving.credits import stands
from facilitator.drafting.proving.details import Detail, details, is_told
from facilitator.drafting.proving.document import Passage, as_worded, squeezed, without_quotations
from facilitator.drafting.proving.figures import counted_in, counts_as, figures_in
from facilitator.drafting.wording import theme_figures
from facilitator.language.french import counted
from facilitator.language.typography import quote, typeset
from facilitator.language.wording import event_heading

_LABELLED = re.compile(r"(?:[A-Z]\. )?(.+?)\s\((\d[\d\s]*)\)")
_RANK = re.compile(r"^(?:\w+ )?\d+(?:\.\d+)*\.\s")  # « 4.1. », « Enjeu 2. »: a place in the document
_CUT = "…"
_OWN = ("contributions", "tables", "votes", "présents")
"""The numbers of a subject itself, not of the event around it: those that a label gives."""
_OF_A_THEME = ("force", "faiblesse")
"""Counts that, told beside a theme, are all of its own."""


class _Known:
    """What can be met of one event: names that count, totals, what its description says."""

    def __init__(self, evidence: EventEvidence) -> None:
        self.evidence = evidence
        marks = [event_heading(evidence.event), typeset(evidence.event.title)]
        marks += [typeset(theme.theme.name) for theme in evidence.themes]
        self._marks = [squeezed(mark) for mark in marks]
        self.details: tuple[Detail, ...] = tuple(details(evidence))
        self.date = next((one.told["date"] for one in self.details if one.about == "date"), "")
        self.labels: list[tuple[str, Subject]] = [(_folded(n), s) for n, s in labelled(evidence)]
        themes = {theme.theme.id: theme for theme in evidence.themes}
        whole = {s.theme.theme.id: s for s in subjects(evidence) if s.theme is not None and s.whole}
        self.named = [(as_worded(quote(themes[i].theme.name)), whole[i]) for i in whole]
        shown = [(squeezed(theme_figures(themes[i], evidence)), whole[i]) for i in whole]
        self.figured = [(text, s) for text, s in shown if sum(text == other for other, _ in shown) == 1]
        self.event = next((s for s in subjects(evidence) if s.name == EVENT), None)
        self.totals = {
            "contributions": squeezed(counted(len(evidence.contributions), "contribution")),
            "thèmes": squeezed(counted(len(evidence.themes), "thème")),
            "votes en tout": squeezed(counted(evidence.votes, "vote")),
        }

    def nearness(self, within: str) -> int:
        """How many of the event's own words, its heading, title and themes, stand in this squeezed text."""
        return sum(mark in within for mark in self._marks)


Reading = Callable[[Passage, _Known], Iterable[tuple[bool, Claim]]]
"""From a passage to what it claims of an event, each with whether that is sure."""


class Counts:
    """The claims of the lines of one document, of the events that it may be about.

    ``trusting`` holds for a file just written: a name beside another figure is then no claim.
    """

    def __init__(self, evidences: Sequence[EventEvidence], *, trusting: bool) -> None:
        self._known = [_Known(evidence) for evidence in evidences]
        self._trusting = trusting

    def of(self, passage: Passage, *, proved: bool) -> Iterator[Claim]:
        """The claims of a passage; one ``proved`` by its reference is not counted a second time."""
        yield from self._best(passage, self._labelled)
        if not proved:
            named = list(self._best(passage, self._named))
            yield from named or self._best(passage, self._totals)
        yield from self._described(passage)

    def _best(self, passage: Passage, read: Reading) -> Iterator[Claim]:
        """The claim of the event that the passage and its title are the nearest to."""
        found = [
            (sure, self._nearness(known, passage), -rank, claim)
            for rank, known in enumerate(self._known)
            for sure, claim in read(passage, known)
        ]
        if found:
            yield max(found, key=lambda one: one[:3])[3]

    def _nearness(self, known: _Known, passage: Passage) -> int:
        """How near a passage is to an event; there is nothing to weigh where the document has but one."""
        if len(self._known) == 1:
            return 0
        return known.nearness(squeezed(f"{passage.under}\n{passage.text}"))

    def nearest(self, evidences: Sequence[EventEvidence], text: str) -> EventEvidence | None:
        """Of these, the event whose own words stand most often in ``text``."""
        within, ids = squeezed(text), {one.event.id for one in evidences}
        able = [known for known in self._known if known.evidence.event.id in ids]
        found = max(able, key=lambda known: known.nearness(within), default=None)
        return None if found is None else found.evidence

    def _labelled(self, passage: Passage, known: _Known) -> Iterator[tuple[bool, Claim]]:
        """A count after its name: a heading of an annex, a bar of a chart, « Places en crèche (12) »."""
        found = _LABELLED.fullmatch(squeezed(passage.text))
        if found is None:
            return
        label, count = _folded(found[1]), int(re.sub(r"\s", "", found[2]))
        for name, subject in known.labels:
            if name == label or (label[-1:] == _CUT and name.startswith(label[:-1].strip())):
                numbers = _counted(figures(known.evidence, subject), count, passage.unit)
                if numbers or not self._trusting:
                    told = numbers or {passage.unit or "contributions": count}
                    yield bool(numbers), _claim(passage, known.evidence, subject, told)

    def _named(self, passage: Passage, known: _Known) -> Iterator[tuple[bool, Claim]]:
        """A line that bears the name of one theme, or its figures, and counts it; or lists its numbers."""
        text = squeezed(passage.text)
        found = [subject for name, subject in known.named if name in text]
        found = found or [subject for shown, subject in known.figured if stands(shown, text)]
        first = _folded(passage.cells[0]) if passage.cells else ""
        aside = {label: one for label, one in known.labels if one.name in (TRAY, OFF_TOPIC)}
        found = found or ([aside[first]] if first in aside else [])
        if len(found) != 1:
            return
        stated = set(figures_in(_RANK.sub("", text), known.evidence))
        if stated and stated == {c.number for c in found[0].contributions}:
            yield (
                True,
                _claim(passage, known.evidence, found[0], {"contributions": len(found[0].contributions)}),
            )
            return
        there = figures(known.evidence, found[0])
        numbers = {name: n for name, n in there.items() if n in stated and counts_as(text, name, n)}
        if not self._trusting:
            for value, noun in counted_in(text):
                told = next((one for one in there if one.startswith(noun) and noun in _OF_A_THEME), None)
                numbers |= {told: value} if told else {}
        if numbers:
            yield True, _claim(passage, known.evidence, found[0], numbers)

    def _totals(self, passage: Passage, known: _Known) -> Iterator[tuple[bool, Claim]]:
        """A line that counts the event as a whole."""
        if known.event is None:
            return
        bare = _bare(passage.text)
        shown = {name: text for name, text in known.totals.items() if stands(text, bare)}
        if shown and not any(stands(f"{text} sur", bare) for text in shown.values()):
            counts = figures(known.evidence, known.event)
            numbers = {name: counts[name] for name in shown if counts[name]}
            if numbers:
                yield True, _claim(passage, known.evidence, known.event, numbers)

    def _described(self, passage: Passage) -> Iterator[Claim]:
        """What the description says, and nobody's words: a date, a place, people present, what comes next."""
        bare = _bare(passage.text)
        kept: dict[str, tuple[int, Claim]] = {}
        for known in self._known:
            for one in known.details:
                seen = one.key and not self._trusting and stands(one.key, bare)
                if not seen and not is_told(one, bare, known.date):
                    continue
                near = self._nearness(known, passage)
                if one.about not in kept or near > kept[one.about][0]:
                    event = known.evidence.event.id
                    told = one.statement if not seen else one.missing(bare)
                    kept[one.about] = (near, Claim(passage.text, passage.place, event, told))
        yield from (claim for _, claim in kept.values())


def _claim(passage: Passage, evidence: EventEvidence, subject: Subject, numbers: Mapping[str, int]) -> Claim:
    ids = tuple(c.id for c in subject.contributions)
    told = Statement(StatementKind.COUNT, Rule.FIGURES, ids, dict(numbers), about=subject.name)
    behind = {c.id: c.number for c in subject.contributions}
    return Claim(passage.text, passage.place, evidence.event.id, told, behind)


def _counted(numbers: Mapping[str, int], count: int, unit: str) -> Mapping[str, int]:
    """Which numbers of a subject a label gives: that of its unit, where this is one of them."""
    told = {name: n for name, n in numbers.items() if n == count and name in _OWN}
    return {unit: told[unit]} if unit in told else {} if unit in numbers else told


def _bare(text: str) -> str:
    return squeezed(without_quotations(text))


def _folded(name: str) -> str:
    return as_worded(name).casefold()
