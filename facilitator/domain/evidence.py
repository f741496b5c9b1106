"""What an event's wall proves: counted facts and exact quotations, each with its contributions.

Slides, syntheses and notes all render this evidence; none of them computes a number of its own.
The thresholds are those of domaine.md § 4.1 (« Gabarits sans modèle de langue »).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from facilitator.domain.contrast import Contrast, GroupKind, Silence, find_contrasts, find_silences
from facilitator.domain.contribution import (
    Contribution,
    ContributionType,
    is_quotable,
)
from facilitator.domain.demarche import Demarche
from facilitator.domain.event import Event, Presence
from facilitator.domain.hearing import unheard_publics
from facilitator.domain.imprint import Imprint
from facilitator.domain.insight import Insight
from facilitator.domain.theme import Sorting, Theme

MAINLY_SHARE = 0.6
MAINLY_MINIMUM = 4
DEBATE_MINIMUM = 2
MOST_SIGNALS = 2
"""Signals told of one theme: the strongest ones, for a page that is still read."""


class StatementKind(StrEnum):
    """What sort of fact a statement states."""

    COUNT = "effectif"
    VERBATIM = "parole"
    PROPOSAL = "proposition"
    CONTRAST = "contraste"
    SILENCE = "silence"
    DESCRIPTION = "description"


class Rule(StrEnum):
    """How a statement is worded; the sentences themselves live in ``drafting.wording``."""

    VOLUME = "volume"  # {n} contributions sur {total}
    SHARED = "partage"  # à {t} tables sur {tables}
    VOICES = "qualites"  # {t} qualités sur {tables}, where people speak in turn
    SINGLE_TABLE = "une_table"  # dit à une seule table
    MAINLY = "surtout"  # surtout dit par {public} ({x} sur {n})
    DEBATE = "debat"  # fait débat : {forces} d'un côté, {faiblesses} de l'autre
    SIGNAL = "signal"  # à vérifier : {x} sur {n} pour {group}, contre {y} sur {m} ailleurs
    SILENT_TABLES = "tables_silencieuses"  # rien à ce sujet à {tables}
    SILENT_PUBLICS = "publics_silencieux"  # rien à ce sujet de la part de {publics}
    FIGURES = "chiffres"  # {contributions}, {tables}, {votes}… of what the statement is about
    QUOTE = "citation"  # « {text} », byte for byte
    CITED = "renvoi"  # {contributions} named one by one
    DECISION = "décision"  # what was decided, by whom and until when, byte for byte
    DESCRIBED = "description"  # a date, a place, people present… as the description has them

    @property
    def is_words(self) -> bool:
        """Whether it takes somebody's words, byte for byte."""
        return self in (Rule.QUOTE, Rule.DECISION)


@dataclass(frozen=True, slots=True)
class Statement:
    """One fact: its kind, its wording rule, its numbers and words, and the contributions behind it.

    ``about`` says what the numbers count, where the rule alone does not: see ``domain.recount``.
    """

    kind: StatementKind
    rule: Rule
    contribution_ids: tuple[str, ...]
    numbers: Mapping[str, int] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    about: str = ""


@dataclass(frozen=True, slots=True)
class ThemeEvidence:
    """Everything countable about one theme; ``contributions`` come by decreasing votes, then number.

    ``shares`` are the tables the theme was heard at, or the qualities that spoke of it where people
    speak in turn. ``votes`` adds the dots on the theme to those on its contributions.
    """

    theme: Theme
    contributions: tuple[Contribution, ...]
    shares: tuple[str, ...]
    votes: int
    publics: tuple[tuple[str, int], ...]
    statements: tuple[Statement, ...]
    verbatims: tuple[Contribution, ...]

    def of_types(self, *types: ContributionType) -> tuple[Contribution, ...]:
        """The theme's contributions of these types, most voted first."""
        return tuple(c for c in self.contributions if c.type in types)


@dataclass(frozen=True, slots=True)
class EventEvidence:
    """Everything countable about one event, themes by decreasing number of contributions.

    ``shares`` are all the tables (or qualities, where people speak in turn); ``silent`` those
    without a single contribution. ``absent`` are the publics invited of whom nobody came, ``unheard``
    those present of whom nothing was recorded.
    """

    demarche: Demarche
    event: Event
    contributions: tuple[Contribution, ...]
    themes: tuple[ThemeEvidence, ...]
    tray: tuple[Contribution, ...]
    off_topic: tuple[Contribution, ...]
    shares: tuple[str, ...]
    silent: tuple[str, ...]
    publics: tuple[tuple[str, int], ...]
    absent: tuple[Presence, ...]
    unheard: tuple[Presence, ...]
    votes: int
    imprint: Imprint | None = None
    """What it was read from, where that is a file."""
    insight: Insight = field(default_factory=Insight)
    """What is seen by meaning, where it was looked for."""

    def of_types(self, *types: ContributionType) -> tuple[Contribution, ...]:
        """All contributions of these types, most voted first, off-topic ones left out."""
        aside = {c.id for c in self.off_topic}
        return by_votes(c for c in self.contributions if c.type in types and c.id not in aside)

    def theme_of(self, contribution_id: str) -> ThemeEvidence | None:
        """The theme that holds this contribution, or None (tray, off-topic)."""
        return next((t for t in self.themes if any(c.id == contribution_id for c in t.contributions)), None)


def gather(
    demarche: Demarche, event: Event, contributions: Iterable[Contribution], sorting: Sorting
) -> EventEvidence:
    """The evidence of ``event``; removed contributions are left out, unplaced ones go to the tray."""
    kept = tuple(c for c in sorted(contributions, key=lambda c: c.number) if not c.removed)
    shares = _all_shares(event, kept)
    place = {p.contribution_id: p for p in sorting.placements}
    members: dict[str, list[Contribution]] = {theme.id: [] for theme in sorting.themes}
    tray, off_topic = [], []
    for contribution in kept:
        placement = place.get(contribution.id)
        if placement is not None and placement.theme_id is not None:
            members[placement.theme_id].append(contribution)
        elif placement is not None and placement.off_topic:
            off_topic.append(contribution)
        else:
            tray.append(contribution)
    signals = find_contrasts(event, members, kept)
    silences = find_silences(event, members, kept)
    themes = [
        _theme_evidence(event, theme, members[theme.id], kept, shares, (*signals, *silences))
        for theme in sorting.themes
        if members[theme.id]
    ]
    themes.sort(key=lambda t: (-len(t.contributions), -t.votes, t.theme.position))
    heard = {share for c in kept if (share := share_of(event, c))}
    return EventEvidence(
        demarche=demarche,
        event=event,
        contributions=kept,
        themes=tuple(themes),
        tray=tuple(tray),
        off_topic=tuple(off_topic),
        shares=shares,
        silent=tuple(share for share in shares if share not in heard),
        publics=_count_publics(kept),
        absent=tuple(p for p in event.presences if p.invited and p.count == 0),
        unheard=unheard_publics(event, kept),
        votes=sum(c.votes for c in kept) + sum(t.votes for t in sorting.themes),
    )


def by_votes(contributions: Iterable[Contribution]) -> tuple[Contribution, ...]:
    """Contributions by decreasing votes, then in the order they were recorded."""
    return tuple(sorted(contributions, key=lambda c: (-c.votes, c.number)))


def quotable(contributions: Iterable[Contribution]) -> tuple[Contribution, ...]:
    """Those that a livrable may pick to quote, in the same order; complete lists hold the others too."""
    return tuple(c for c in contributions if is_quotable(c.text))


def choose_verbatims(contributions: Sequence[Contribution], limit: int = 3) -> tuple[Contribution, ...]:
    """The quotations that show a theme best: different tables and publics, readable length, votes.

    Greedy: each pick prefers legible words without anybody's name, then a table and a public not quoted
    yet, then words said as such (« verbatim »), then 25 to 140 characters, then votes.
    """
    chosen: list[Contribution] = []
    left = list(contributions)
    while left and len(chosen) < limit:
        tables, voices = {c.table for c in chosen}, {c.voice for c in chosen}
        best = min(
            left,
            key=lambda c: (
                not is_quotable(c.text),
                (c.table in tables) + (c.voice in voices),
                c.type is not ContributionType.VERBATIM,
                not 25 <= len(c.text) <= 140,
                -c.votes,
                c.number,
            ),
        )
        chosen.append(best)
        left.remove(best)
    return tuple(chosen)


def share_of(event: Event, contribution: Contribution) -> str | None:
    """What a contribution's theme is counted as shared by: its table, or its quality."""
    return contribution.quality if event.kind.speaks_in_turn else contribution.table


def _all_shares(event: Event, contributions: Sequence[Contribution]) -> tuple[str, ...]:
    declared = [] if event.kind.speaks_in_turn else [table.label for table in event.tables]
    return tuple(dict.fromkeys([*declared, *(s for c in contributions if (s := share_of(event, c)))]))


def _count_publics(contributions: Iterable[Contribution]) -> tuple[tuple[str, int], ...]:
    counts = Counter(c.public for c in contributions if c.public)
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _theme_evidence(
    event: Event,
    theme: Theme,
    members: Sequence[Contribution],
    everyone: Sequence[Contribution],
    all_shares: tuple[str, ...],
    compared: Sequence[Contrast | Silence],
) -> ThemeEvidence:
    ordered = by_votes(members)
    found = {share for c in ordered if (share := share_of(event, c))}
    shares = tuple(share for share in all_shares if share in found)
    publics = _count_publics(ordered)
    statements = tuple(_statements(event, ordered, everyone, shares, all_shares, publics))
    groups = tuple(_group_statements([c for c in compared if c.theme_id == theme.id], statements))
    return ThemeEvidence(
        theme=theme,
        contributions=ordered,
        shares=shares,
        votes=theme.votes + sum(c.votes for c in ordered),
        publics=publics,
        statements=(*statements, *groups),
        verbatims=choose_verbatims(ordered),
    )


def _statements(
    event: Event,
    members: tuple[Contribution, ...],
    everyone: Sequence[Contribution],
    shares: tuple[str, ...],
    all_shares: tuple[str, ...],
    publics: tuple[tuple[str, int], ...],
) -> Iterable[Statement]:
    ids = tuple(c.id for c in members)
    yield Statement(StatementKind.COUNT, Rule.VOLUME, ids, {"n": len(ids), "total": len(everyone)})
    if shares and len(all_shares) > 1:
        alone = len(shares) == 1 and not event.kind.has_thematic_tables
        rule = Rule.SINGLE_TABLE if alone else Rule.SHARED
        rule = Rule.VOICES if event.kind.speaks_in_turn else rule
        numbers = {"t": len(shares), "tables": len(all_shares)}
        yield Statement(StatementKind.COUNT, rule, ids, numbers, {"table": shares[0]})
    if publics:
        public, said = publics[0]
        usual = sum(c.public == public for c in everyone) / len(everyone)
        often = said >= MAINLY_MINIMUM and said >= MAINLY_SHARE * len(ids) and said > usual * len(ids)
        if often and len(publics) > 1:
            behind = tuple(c.id for c in members if c.public == public)
            yield Statement(
                StatementKind.CONTRAST, Rule.MAINLY, behind, {"x": said, "n": len(ids)}, {"public": public}
            )
    forces = [c.id for c in members if c.type is ContributionType.FORCE]
    against = [c.id for c in members if c.type in (ContributionType.FAIBLESSE, ContributionType.VIGILANCE)]
    if len(forces) >= DEBATE_MINIMUM and len(against) >= DEBATE_MINIMUM:
        numbers = {"forces": len(forces), "faiblesses": len(against)}
        yield Statement(StatementKind.CONTRAST, Rule.DEBATE, (*forces, *against), numbers)
    silent = [share for share in all_shares if share not in shares]
    tables_compare = not event.kind.speaks_in_turn and not event.kind.has_thematic_tables
    if tables_compare and silent and len(silent) < len(shares):
        words = {"tables": "\n".join(silent)}
        yield Statement(StatementKind.SILENCE, Rule.SILENT_TABLES, (), {"t": len(silent)}, words)


def _group_statements(
    compared: Sequence[Contrast | Silence], told: Sequence[Statement]
) -> Iterable[Statement]:
    """At most `MOST_SIGNALS` signals, none on the public or table that the theme is told to come from."""
    known = {(GroupKind.PUBLIC, s.words["public"]) for s in told if s.rule is Rule.MAINLY}
    known |= {(GroupKind.TABLE, s.words["table"]) for s in told if s.rule is Rule.SINGLE_TABLE}
    signals = [c for c in compared if isinstance(c, Contrast) and (c.kind, c.group) not in known]
    for signal in signals[:MOST_SIGNALS]:
        yield Statement(
            StatementKind.CONTRAST,
            Rule.SIGNAL,
            signal.contribution_ids,
            {"x": signal.said, "n": signal.size, "y": signal.said_elsewhere, "m": signal.size_elsewhere},
            {"group": signal.group, "kind": signal.kind},
        )
    for silence in compared:
        if isinstance(silence, Silence):
            words = {"publics": "\n".join(silence.publics)}
            yield Statement(
                StatementKind.SILENCE, Rule.SILENT_PUBLICS, (), {"p": len(silence.publics)}, words
            )
