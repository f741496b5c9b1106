"""A question as it was understood: what narrows it down, and the subject that is left to look for."""

from dataclasses import dataclass
from enum import StrEnum

from facilitator.assistant.ground import Voice
from facilitator.domain.contribution import Contribution, ContributionType
from facilitator.domain.event import Event
from facilitator.language.french import listed
from facilitator.language.typography import quote, typeset
from facilitator.language.wording import table_name


class FilterKind(StrEnum):
    """What a filter narrows down."""

    EVENT = "événement"
    TABLE = "table"
    PUBLIC = "public"
    TYPE = "type"
    THEMATIQUE = "thématique"


@dataclass(frozen=True, slots=True)
class Filter:
    """One thing understood of a question: its kind and what it stands for, in the démarche's words."""

    kind: FilterKind
    label: str

    @property
    def sentence(self) -> str:
        """« public : élus », « table T3 », « événement : Séminaire… »."""
        return typeset(
            table_name(self.label) if self.kind is FilterKind.TABLE else f"{self.kind} : {self.label}"
        )


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: ``topic`` is the subject, empty where all that the filters leave is asked for.

    ``unknown`` are words that sound like a filter and name nothing of the démarche. ``missing`` marks a
    question about the thématiques that nobody spoke of.
    """

    asked: str
    topic: str
    filters: tuple[Filter, ...] = ()
    events: tuple[Event, ...] = ()
    tables: tuple[str, ...] = ()
    voices: tuple[Voice, ...] = ()
    type: ContributionType | None = None
    thematique: str | None = None
    unknown: tuple[str, ...] = ()
    missing: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was asked."""
        return not (self.topic or self.filters or self.missing)

    @property
    def narrows_people(self) -> bool:
        """Whether only some of the room is asked about, so that who else is silent tells nothing."""
        return bool(self.tables or self.voices)

    def concerns(self, contribution: Contribution) -> bool:
        """Whether the filters leave ``contribution`` in, the thématique aside."""
        return (
            any(contribution.event_id == event.id for event in self.events)
            and (not self.tables or contribution.table in self.tables)
            and (not self.voices or any(voice.said(contribution) for voice in self.voices))
            and (self.type is None or contribution.type is self.type)
        )

    @property
    def understood(self) -> str:
        """« Compris : public : élus ; sujet « la mobilité ». »: to be checked by who asked."""
        parts = [one.sentence for one in self.filters]
        if self.missing:
            parts.append("thématiques dont personne n'a parlé")
        elif self.topic and not self.thematique:
            parts.append(f"sujet {quote(self.topic)}")
        return typeset(f"Compris : {' ; '.join(parts)}.") if parts else ""

    @property
    def not_understood(self) -> tuple[str, ...]:
        """One sentence for each word that sounds like a filter and is none."""
        return tuple(
            typeset(f"{quote(words)} ne désigne personne ni rien de cette démarche : cherché partout.")
            for words in self.unknown
        )

    @property
    def narrowed(self) -> str:
        """« (public : élus, table T3) » after a count; empty without a filter but the thématique."""
        narrowing = [f.sentence for f in self.filters if f.kind is not FilterKind.THEMATIQUE]
        return f" ({', '.join(narrowing)})" if narrowing else ""

    @property
    def looked_for(self) -> str:
        """« « les impôts locaux » (public : élus) »: what an empty answer says it looked for."""
        subject = quote(self.topic) if self.topic else listed([one.sentence for one in self.filters])
        return typeset(f"{subject}{self.narrowed if self.topic else ''}")
