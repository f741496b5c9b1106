"""Which signals a deck shows: the few that carry something, never one on every slide.

Chance alone lets up to one comparison in ten pass (``domain.contrast``): on a wall of ten themes some signals
are noise. A deck keeps those that would also pass a test five times stricter, on counts that one person
does not make, and no more than a speaker can ask a room about.
"""

from dataclasses import replace

from facilitator.domain.contrast import two_proportions
from facilitator.domain.evidence import EventEvidence, Rule, Statement, ThemeEvidence

MOST_SIGNALS, MOST_SILENCES = 3, 2
STRONG_Z = 2.05
"""One-sided 98 %."""
ENOUGH = 4
"""Contributions of the group on the theme."""

_SIGNALS = (Rule.SIGNAL, Rule.SILENT_PUBLICS, Rule.SILENT_TABLES)
"""The last is never shown: « 4 tables sur 5 » says as much, without pointing at a table."""


def with_strong_signals(evidence: EventEvidence) -> dict[str, ThemeEvidence]:
    """The themes by id, each with those of its signals and silences that a deck shows, one at most."""
    signals = [
        (_strength(statement), theme, statement)
        for theme in evidence.themes
        for statement in theme.statements
        if statement.rule is Rule.SIGNAL and statement.numbers["x"] >= ENOUGH
    ]
    strong = sorted((one for one in signals if one[0] >= STRONG_Z), key=lambda one: -one[0])
    kept: dict[str, Statement] = {}
    for _, theme, statement in strong:
        if len(kept) < MOST_SIGNALS:
            kept.setdefault(theme.theme.id, statement)
    quiet = [theme for theme in evidence.themes if theme.theme.id not in kept and _silence(theme)]
    for theme in quiet[:MOST_SILENCES]:
        kept[theme.theme.id] = _silence(theme)[0]
    return {
        theme.theme.id: replace(
            theme,
            statements=tuple(
                statement
                for statement in theme.statements
                if statement.rule not in _SIGNALS or statement is kept.get(theme.theme.id)
            ),
        )
        for theme in evidence.themes
    }


def _strength(signal: Statement) -> float:
    n = signal.numbers
    return two_proportions(n["x"], n["n"], n["y"], n["m"])


def _silence(theme: ThemeEvidence) -> list[Statement]:
    return [statement for statement in theme.statements if statement.rule is Rule.SILENT_PUBLICS]
