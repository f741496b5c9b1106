"""The three parts of an answer, event by event: each number is one of the evidence of what was found.

What was found at an event makes one group, and `domain.evidence.gather` proves of it what it proves of a
theme: how many, at how many tables, out of what, who mainly, who said nothing. Nothing is counted here that
it counts. The sentences are those of ``language.wording``.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from facilitator.assistant.answer import Fact, ids_of
from facilitator.assistant.question import Question
from facilitator.domain.contribution import Contribution, ContributionType, public_family
from facilitator.domain.demarche import Demarche
from facilitator.domain.event import Event, Presence
from facilitator.domain.evidence import (
    EventEvidence,
    Rule,
    Statement,
    StatementKind,
    ThemeEvidence,
    gather,
)
from facilitator.domain.hearing import unheard_publics
from facilitator.domain.theme import Placement, Sorting, Theme
from facilitator.language.french import counted, listed, plural
from facilitator.language.typography import number, quote, typeset
from facilitator.language.wording import statement_text

MOST_NAMED = 6
"""Names in one sentence; more are a number."""


@dataclass(frozen=True, slots=True)
class Heard:
    """An event of the démarche: its contributions, removed ones left out, and its wall, None without one."""

    event: Event
    contributions: tuple[Contribution, ...]
    sorting: Sorting | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """What was found at one event: ``group``, its evidence within ``whole``, what the filters leave."""

    heard: Heard
    whole: EventEvidence
    group: ThemeEvidence | None

    @property
    def found(self) -> tuple[Contribution, ...]:
        """The contributions found at this event."""
        return self.group.contributions if self.group else ()


def part_of(demarche: Demarche, heard: Heard, question: Question, found: Collection[str]) -> Part:
    """The evidence of what was ``found`` (ids) at an event, out of what the question's filters leave."""
    event, kept = heard.event, tuple(c for c in heard.contributions if question.concerns(c))
    if question.narrows_people:
        tables = {c.table for c in kept}
        event = replace(
            event,
            tables=tuple(table for table in event.tables if table.label in tables),
            presences=tuple(p for p in event.presences if _is_asked_about(p, question)),
        )
    theme = Theme(id="found", event_id=event.id, name=question.topic, position=0)
    placements = tuple(Placement(c.id, theme.id if c.id in found else None) for c in kept)
    whole = gather(demarche, event, kept, Sorting(event.id, (theme,), placements, engine=""))
    return Part(heard, whole, next(iter(whole.themes), None))


def _is_asked_about(presence: Presence, question: Question) -> bool:
    return not question.voices or any(voice.holds(presence.public) for voice in question.voices)


def said(parts: Sequence[Part], question: Question) -> tuple[Fact, ...]:
    """How many contributions, of which types, with how many votes, in which themes of the wall."""
    heard = [part for part in parts if part.found]
    everything = [c for part in heard for c in part.found]
    total = sum(len(part.whole.contributions) for part in parts)
    found = f"{counted(len(everything), 'contribution')} {plural(len(everything), 'trouvée')}"
    head = f"{found} sur {number(total)}{question.narrowed}"
    asked = [part for part in parts if part.whole.contributions]
    if len(asked) > 1:
        head += f", dans {counted(len(heard), 'événement')} sur {number(len(asked))}"
    votes = sum(part.group.votes for part in heard if part.group)
    if votes:
        head += f" ; {counted(votes, 'vote')}"
    facts = [Fact(typeset(f"{head}."), ids_of(everything))]
    if question.type is None and (types := _types(everything)):
        facts.append(Fact(typeset(f"{types}."), ids_of(c for c in everything if c.type)))
    for part in heard:
        facts += [_at(part, text, parts, ids_of(part.found)) for text in _where(part)]
        facts += _told(part, parts, (Rule.DEBATE,))
    return tuple(facts)


def by_whom(parts: Sequence[Part], question: Question) -> tuple[Fact, ...]:
    """By which publics, at how many tables or under how many qualities, and signals to check."""
    facts: list[Fact] = []
    for part in parts:
        if not part.found:
            continue
        publics = _publics(part.found)
        if publics:
            shown = [f"{name} ({number(count)})" for name, count in publics[:MOST_NAMED]]
            shown += [f"{counted(len(publics) - MOST_NAMED, 'autre')}"] if len(publics) > MOST_NAMED else []
            facts.append(_at(part, f"Dit par : {listed(shown)}", parts, ids_of(part.found)))
        rules = [Rule.VOICES, Rule.SINGLE_TABLE, Rule.MAINLY]
        if not part.heard.event.kind.has_thematic_tables:
            rules.append(Rule.SHARED)
        if not (question.narrows_people or question.type):
            rules.append(Rule.SIGNAL)
        facts += _told(part, parts, rules)
    return tuple(facts)


def unsaid(parts: Sequence[Part], question: Question) -> tuple[Fact, ...]:
    """What nobody said: events, tables and publics where nothing on it was found, and who was not there."""
    facts: list[Fact] = []
    without = [part for part in parts if not part.found and part.whole.contributions]
    if without:
        titles = listed([quote(part.heard.event.title) for part in without])
        facts.append(Fact(typeset(f"Rien trouvé à ce sujet à {titles}.")))
    for part in parts:
        if part.group is None:
            continue
        facts += _told(part, parts, (Rule.SILENT_TABLES, Rule.SILENT_PUBLICS), StatementKind.SILENCE)
        if question.voices and (silent := _silent_voices(part)):
            facts.append(_at(part, f"Rien trouvé à ce sujet de la part de : {silent}", parts))
        quiet = part.whole.unheard
        missing = [p for p in unheard_publics(part.whole.event, part.found) if p not in quiet]
        if not question.narrows_people or len(missing) < len(part.whole.event.presences):
            facts += _people(part, parts, "Présents, mais rien trouvé à ce sujet", missing)
        facts += _people(part, parts, "Présents, mais sans contribution notée", quiet)
        facts += _people(part, parts, "Invités, mais absents", part.whole.absent)
    return tuple(facts)


def _at(part: Part, text: str, parts: Sequence[Part], ids: tuple[str, ...] = ()) -> Fact:
    """The sentence on an event, which is named where several could be meant."""
    return Fact(typeset(f"{text}."), ids, typeset(part.heard.event.title) if len(parts) > 1 else "")


def _told(
    part: Part, parts: Sequence[Part], rules: Collection[Rule], kind: StatementKind | None = None
) -> list[Fact]:
    """The statements of these rules on what was found at an event, in words."""
    group = part.group
    chosen: Iterable[Statement] = () if group is None else group.statements
    return [
        _at(part, _worded(statement), parts, statement.contribution_ids)
        for statement in chosen
        if statement.rule in rules and kind in (None, statement.kind)
    ]


def _worded(statement: Statement) -> str:
    """The wording of livrables; « dit à » before tables, which there stand in a title."""
    text = statement_text(statement)
    if statement.rule is Rule.SHARED:
        return f"Dit à {text}"
    return f"Dit par {text}" if statement.rule is Rule.VOICES else text


def _types(found: Iterable[Contribution]) -> str:
    """« 3 constats, 2 propositions et 1 besoin »."""
    counts = Counter(c.type for c in found if c.type is not None)
    order = list(ContributionType)
    ranked = sorted(counts, key=lambda type_: (-counts[type_], order.index(type_)))
    return listed([counted(counts[type_], type_.value) for type_ in ranked])


def _where(part: Part) -> list[str]:
    """« Dans les thèmes « Transport » (4) et « Permis » (1) ; 1 à ranger », where there is a wall."""
    sorting = part.heard.sorting
    if sorting is None or not sorting.themes:
        return []
    places, names = sorting.places(), {theme.id: theme.name for theme in sorting.themes}
    stands = [places.get(c.id) for c in part.found]
    themes = Counter(p.theme_id for p in stands if p is not None and p.theme_id is not None)
    off_topic = sum(p is not None and p.off_topic for p in stands)
    tray = len(stands) - themes.total() - off_topic
    shown = [f"{quote(names[theme])} ({number(count)})" for theme, count in themes.most_common(MOST_NAMED)]
    if len(themes) > MOST_NAMED:
        shown.append(counted(len(themes) - MOST_NAMED, "autre"))
    parts = [f"{plural(len(themes), 'Dans le thème', 'Dans les thèmes')} {listed(shown)}"] if shown else []
    parts += [f"{number(tray)} à ranger"] if tray else []
    parts += [f"{number(off_topic)} hors sujet"] if off_topic else []
    return [" ; ".join(parts)]


def _publics(found: Iterable[Contribution]) -> list[tuple[str, int]]:
    """Publics, or families of the qualities, and how many contributions each; the unknown ones left out."""
    names = Counter(name for c in found if (name := _public(c)))
    return sorted(names.items(), key=lambda item: (-item[1], item[0]))


def _public(contribution: Contribution) -> str:
    family = public_family(contribution.quality or "")
    return contribution.public or (family.value if family else "")


def _silent_voices(part: Part) -> str:
    """The qualities asked about that spoke, but not of this; empty where they are too many to name."""
    if part.group is None or not part.whole.event.kind.speaks_in_turn:
        return ""
    silent = [share for share in part.whole.shares if share not in part.group.shares]
    return listed([Presence(share, None).name for share in silent]) if len(silent) <= MOST_NAMED else ""


def _people(part: Part, parts: Sequence[Part], what: str, presences: Sequence[Presence]) -> list[Fact]:
    if not presences:
        return []
    return [_at(part, f"{what} : {listed([p.name for p in presences])}", parts)]
