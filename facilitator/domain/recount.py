"""Counting again: what a count is about, named so that it can be found again on the wall as it is now.

A subject is a name such as ``thème:4f…/type:force``; ``subjects`` lists those of a wall with what each
holds, and ``recount`` gives the ids and the numbers of one of them, from the evidence alone.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from facilitator.domain.contribution import Contribution, ContributionType, PublicFamily, public_family
from facilitator.domain.evidence import (
    EventEvidence,
    Rule,
    Statement,
    StatementKind,
    ThemeEvidence,
)

EVENT, FILED, TRAY, OFF_TOPIC, OPEN = "événement", "classées", "à ranger", "hors sujet", "en suspens"

_LACKS = (ContributionType.BESOIN, ContributionType.FAIBLESSE)
_AGAINST = (ContributionType.FAIBLESSE, ContributionType.VIGILANCE)
_NAMING = ("group", "public", "table")
"""The words of a statement that say which of a theme's statements of one rule it is."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Something that is counted: its name, the contributions it holds, the theme it is or is part of."""

    name: str
    contributions: tuple[Contribution, ...]
    theme: ThemeEvidence | None = None
    whole: bool = False

    @property
    def ids(self) -> frozenset[str]:
        """The ids of its contributions."""
        return frozenset(c.id for c in self.contributions)


def subjects(evidence: EventEvidence) -> Iterator[Subject]:
    """Everything that a livrable counts at an event; those that hold nothing are left out."""
    return (subject for subject in (*_subjects(evidence), *_families(evidence)) if subject.contributions)


def _subjects(evidence: EventEvidence) -> Iterator[Subject]:
    for theme in evidence.themes:
        name = theme_subject(theme.theme.id)
        yield Subject(name, theme.contributions, theme, whole=True)
        for type_ in ContributionType:
            yield Subject(f"{name}/type:{type_}", theme.of_types(type_), theme)
        yield Subject(f"{name}/manques", theme.of_types(*_LACKS), theme)
        yield Subject(f"{name}/contre", theme.of_types(*_AGAINST), theme)
        yield Subject(f"{name}/débat", theme.of_types(ContributionType.FORCE, *_AGAINST), theme)
    yield Subject(EVENT, evidence.contributions, whole=True)
    yield Subject(FILED, tuple(c for theme in evidence.themes for c in theme.contributions))
    yield Subject(TRAY, evidence.tray)
    yield Subject(OFF_TOPIC, evidence.off_topic)
    asked = evidence.of_types(ContributionType.QUESTION)
    waiting = {c.id: c for c in (*asked, *evidence.tray, *evidence.off_topic)}
    yield Subject(OPEN, tuple(waiting.values()))
    for public, _ in evidence.publics:
        yield Subject(_public(public), tuple(c for c in evidence.contributions if c.public == public))
    for share in evidence.shares:
        said = tuple(c for c in evidence.contributions if share in (c.table, c.quality))
        yield Subject(f"table:{share}", said)
    for type_ in ContributionType:
        yield Subject(f"type:{type_}", evidence.of_types(type_))


def _families(evidence: EventEvidence) -> Iterator[Subject]:
    """What each family of publics said, for a public that was counted as a family."""
    heard: dict[PublicFamily, list[Contribution]] = {}
    for one in evidence.contributions:
        if family := public_family(one.quality or one.public or ""):
            heard.setdefault(family, []).append(one)
    for family, said in heard.items():
        yield Subject(f"famille:{family}", tuple(said))


def _public(label: str) -> str:
    return f"public:{label}"


def labelled(evidence: EventEvidence) -> Iterator[tuple[str, Subject]]:
    """The names under which livrables count something, « Places en crèche », « parents 0-3 ans », each with
    what it counts."""
    for subject in subjects(evidence):
        kind, _, name = subject.name.partition(":")
        if subject.theme is not None and subject.whole:
            yield subject.theme.theme.name, subject
        elif subject.name in (TRAY, OFF_TOPIC):
            yield subject.name, subject
        elif kind in ("public", "table", "famille"):
            yield name, subject


def theme_subject(theme_id: str) -> str:
    """The name of a theme as a subject."""
    return f"thème:{theme_id}"


def figures(evidence: EventEvidence, subject: Subject) -> Mapping[str, int]:
    """The numbers of a subject, those of the whole event beside them."""
    said = subject.contributions
    turn = evidence.event.kind.speaks_in_turn
    shares = {c.quality if turn else c.table for c in said} & set(evidence.shares)
    numbers = {
        "contributions": len(said),
        "tables": len(shares),
        "votes": sum(c.votes for c in said),
        "forces": sum(c.type is ContributionType.FORCE for c in said),
        "faiblesses et vigilances": sum(c.type in _AGAINST for c in said),
        "contributions en tout": len(evidence.contributions),
        "tables en tout": len(evidence.shares),
        "votes en tout": evidence.votes,
        "thèmes": len(evidence.themes),
    }
    if subject.theme is not None and subject.whole:
        numbers["votes"] = subject.theme.votes
    if subject.name in (EVENT, FILED, OPEN):
        numbers |= _of_event(evidence)
    for one in evidence.event.presences:
        if subject.name == _public(one.public) and one.count is not None:
            numbers["présents"] = one.count
    return numbers


def _of_event(evidence: EventEvidence) -> dict[str, int]:
    """What is counted of an event as a whole, beside its contributions."""
    reach = [len(theme.shares) for theme in evidence.themes]
    return {
        "participants": evidence.event.people_present or 0,
        "publics absents": len(evidence.absent),
        "questions": len(evidence.of_types(ContributionType.QUESTION)),
        "à ranger": len(evidence.tray),
        "hors sujet": len(evidence.off_topic),
        "thèmes à chaque table": reach.count(len(evidence.shares)),
        "tables au plus": max(reach, default=0),
        "thèmes les plus partagés": reach.count(max(reach, default=0)),
    }


def told_of(evidence: EventEvidence, ids: frozenset[str]) -> Iterator[Statement]:
    """The statements that these contributions, no more and no less, are behind; the surest ones first."""
    for theme in evidence.themes:
        for statement in theme.statements:
            if ids and frozenset(statement.contribution_ids) == ids:
                yield replace(statement, about=theme_subject(theme.theme.id))
    for subject in _subjects(evidence):
        if subject.contributions and subject.ids == ids:
            listed = tuple(c.id for c in subject.contributions)
            numbers = figures(evidence, subject)
            yield Statement(StatementKind.COUNT, Rule.FIGURES, listed, numbers, about=subject.name)


def recount(evidence: EventEvidence, told: Statement) -> Statement | None:
    """The same statement from the wall as it is now, or None where the wall no longer makes it."""
    if told.rule is Rule.CITED:
        known = {c.id for c in evidence.contributions}
        there = tuple(id_ for id_ in told.contribution_ids if id_ in known)
        return replace(told, contribution_ids=there, numbers={"contributions": len(there)})
    if told.rule is Rule.FIGURES:
        found = next((s for s in subjects(evidence) if s.name == told.about), None)
        if found is None:
            return None
        ids = tuple(c.id for c in found.contributions)
        return replace(told, contribution_ids=ids, numbers=figures(evidence, found))
    theme = next((t for t in evidence.themes if theme_subject(t.theme.id) == told.about), None)
    return next(
        (
            replace(statement, about=told.about)
            for statement in (theme.statements if theme else ())
            if statement.rule is told.rule and _named(statement) == _named(told)
        ),
        None,
    )


def _named(statement: Statement) -> list[str | None]:
    return [statement.words.get(word) for word in _NAMING] if statement.rule is not Rule.SHARED else []
