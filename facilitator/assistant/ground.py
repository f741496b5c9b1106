"""The démarche's own words: the publics, qualities, tables and events that a question may name.

A filter is only ever made of these, so that nothing is guessed: « la Caf » is somebody where a quality of the
démarche says so, and a word of the subject elsewhere.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from facilitator.domain.contribution import Contribution, PublicFamily, fold, public_family
from facilitator.domain.event import Event
from facilitator.language.abbreviations import refold, unfold
from facilitator.language.french import listed
from facilitator.language.lemmas import content_lemmas

Lemmas = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """Who may be named in a question: everybody whose public or quality is among ``labels``.

    ``name`` is how the answer calls them; a whole family of public has its ``family``.
    """

    name: str
    labels: frozenset[str]
    family: PublicFamily | None = None

    def said(self, contribution: Contribution) -> bool:
        """Whether one of them said it."""
        if self.family is not None:
            return public_family(contribution.voice) is self.family
        return contribution.public in self.labels or contribution.quality in self.labels

    def holds(self, public: str) -> bool:
        """Whether ``public``, as it stands in a list of presences, is some of them."""
        return public_family(public) is self.family if self.family is not None else public in self.labels


class Ground:
    """What there is to be named in a démarche: ``events`` and who said the ``contributions``."""

    def __init__(self, events: Sequence[Event], contributions: Iterable[Contribution]) -> None:
        self.events = tuple(events)
        said = list(contributions)
        publics = [p.public for event in events for p in event.presences]
        publics += [table.public for event in events for table in event.tables if table.public]
        publics += [c.public for c in said if c.public]
        self._qualities = tuple(dict.fromkeys(c.quality for c in said if c.quality))
        self._publics = tuple(dict.fromkeys(publics))
        self._tables = tuple(
            dict.fromkeys(
                [(event.id, table.label) for event in events for table in event.tables]
                + [(c.event_id, c.table) for c in said if c.table]
            )
        )
        voices = (*self._publics, *self._qualities)
        self._families = frozenset(family for voice in voices if (family := public_family(voice)))

    def voice(self, words: str) -> Voice | None:
        """Those whom ``words`` name (« élus », « grands-parents », « la Caf »), or None when nobody is."""
        wanted = lemmas_of(words)
        if not wanted:
            return None
        family = self._family(words)
        if family is not None:
            return Voice(family.value, frozenset(), family)
        called = [(label, lemmas) for label in self._publics for lemmas in _names(label)]
        called += [(label, lemmas) for label in self._qualities for lemmas in _names(label)]
        exact = [label for label, lemmas in called if lemmas == wanted]
        found = exact or [label for label, lemmas in called if lemmas[: len(wanted)] == wanted]
        labels = tuple(dict.fromkeys(found))
        return Voice(listed(labels), frozenset(labels)) if labels else None

    def tables_called(self, words: str, events: Sequence[Event] = ()) -> tuple[str, ...]:
        """The tables called ``words`` at ``events``, at any without: « 3 » names « T3 » and « Table 3 »."""
        there = {event.id for event in events or self.events}
        labels = (label for event_id, label in self._tables if event_id in there)
        return tuple(dict.fromkeys(label for label in labels if _bare(label) == _bare(words)))

    def _family(self, words: str) -> PublicFamily | None:
        """The family that ``words`` name as such, where the démarche has people of it."""
        folded = fold(words)
        family = public_family(words)
        named = len(folded.split()) == 1 and (
            family is not PublicFamily.HABITANTS or folded.rstrip("s") == "habitant"
        )
        return family if named and family in self._families else None


def lemmas_of(words: str) -> Lemmas:
    """The content lemmas of ``words``, initials and their meanings being one and the same."""
    return tuple(content_lemmas(refold(unfold(words))))


def _names(label: str) -> list[Lemmas]:
    """What somebody of this public or quality may be called: each of its parts, its family set apart."""
    parts = [part for part in re.split(r"\s*[:,]\s*", label) if part.strip()]
    if len(parts) > 1:
        parts = parts[1:]
    return [lemmas for part in parts if (lemmas := lemmas_of(part))]


def _bare(label: str) -> str:
    """« 3 » for « Table 3 », « T3 » and « table n° 3 »."""
    bare = re.sub(r"^table\s*", "", fold(label))
    return re.sub(r"^(?:n°\s*|t\s?(?=\d))", "", bare).strip()
