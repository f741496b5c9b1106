"""What an answer is made of: counted facts in sentences, the contributions behind each, and quotations."""

from collections.abc import Iterable
from dataclasses import dataclass

from facilitator.assistant.question import Filter
from facilitator.domain.contribution import Contribution, is_quotable, may_name_someone
from facilitator.language.typography import NO_BREAK, quote, typeset
from facilitator.language.wording import attribution


@dataclass(frozen=True, slots=True)
class Fact:
    """One sentence in French, ready to show, and the contributions that prove it (none for a silence).

    ``event_title`` is the event that it is about; empty where there is one only, or for all of them.
    """

    text: str
    contribution_ids: tuple[str, ...] = ()
    event_title: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A contribution that was found: where it was said, and how surely (``score``, in 0..1).

    ``event_title`` is empty where the démarche has a single event.
    """

    contribution: Contribution
    event_title: str
    score: float

    @property
    def quotation(self) -> str:
        """Its exact words; empty where they may name somebody or could not be read."""
        return self.contribution.text if is_quotable(self.contribution.text) else ""

    @property
    def where(self) -> str:
        """« n° 12, Atelier habitants… »."""
        parts = [f"n° {self.contribution.number}", *([self.event_title] if self.event_title else [])]
        return typeset(", ".join(parts))

    @property
    def line(self) -> str:
        """« n° 12 : « pas de bus » (jeunes, table T1) »: byte for byte, or why it is not quoted."""
        who = typeset(attribution(self.contribution))
        credit = f" ({who})" if who else ""
        return f"{self.where}{NO_BREAK}: {self.words}{credit}"

    @property
    def words(self) -> str:
        """« « pas de bus » », its exact words between guillemets, or why they are not shown."""
        if self.quotation:
            return quote(self.quotation)
        names = may_name_someone(self.contribution.text)
        return typeset("peut nommer quelqu'un, à relire" if names else "en partie illisible, à relire")


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer in three parts: what is ``said``, ``by_whom``, and what is ``unsaid``.

    ``understood`` tells the filters and the subject as they were read, ``notes`` what to know of them and of
    the search. Every number is out of ``found``, surest first; ``perhaps`` comes next and is counted nowhere.
    """

    question: str
    understood: str
    filters: tuple[Filter, ...]
    said: tuple[Fact, ...]
    by_whom: tuple[Fact, ...] = ()
    unsaid: tuple[Fact, ...] = ()
    found: tuple[Found, ...] = ()
    perhaps: tuple[Found, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether nothing was found, nor anything told that nobody said."""
        return not (self.found or self.unsaid)


def ids_of(contributions: Iterable[Contribution]) -> tuple[str, ...]:
    """The ids of ``contributions``, in their order."""
    return tuple(contribution.id for contribution in contributions)
