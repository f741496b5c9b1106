"""What text documents quote and prove: words exactly as recorded, and footnotes down to the contributions.

The fields are in French: they are what the outlines of ``prompts/redaction`` print.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from facilitator.domain.contribution import Contribution, is_quotable
from facilitator.domain.evidence import EventEvidence, Statement
from facilitator.domain.irony import may_be_ironic
from facilitator.language.french import counted, listed, plural
from facilitator.language.typography import NO_BREAK, quote, typeset
from facilitator.language.wording import attribution, event_heading, statement_text
from facilitator.press.markdown import anchored, escaped, footnote, linked
from facilitator.prompts import Markdown

SHORT_LIST = 3  # contributions that a footnote quotes in full rather than by their numbers alone

IRONY = "ironie à vérifier"
"""What stands beside words that may be ironic, for whoever rereads before sending."""

TO_SORT, OFF_TOPIC = "à ranger", "hors sujet"

_SAYS, _AND_ALSO = f"{NO_BREAK}: ", f"{NO_BREAK}; "


@dataclass(frozen=True, slots=True)
class Citation:
    """One contribution as outlines print it.

    ``texte`` are its exact words, ``citation`` the same between guillemets, ``qui`` its public or quality
    and its table, ``origine`` that, its number and votes, and whether it may be ironic; ``repere`` is its
    number as a place that footnotes lead to, ``renvoi`` its number as a link to that place.
    """

    numero: int
    texte: str
    citation: str
    qui: str
    origine: Markdown
    repere: Markdown
    renvoi: Markdown
    type: str
    public: str
    votes: int
    theme: str


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence without its final stop, and the footnote that proves it."""

    texte: str
    note: Markdown


class Citations:
    """Quotes and footnotes of one event.

    ``annexed`` says that the same document lists every contribution: numbers then lead to their line.
    Without it a footnote also names the event, whose own document has that annex; where it is not
    ``worded`` its footnotes tell numbers alone, in a line.
    """

    def __init__(self, evidence: EventEvidence, *, annexed: bool, worded: bool = True) -> None:
        self._evidence = evidence
        self._annexed = annexed
        self._worded = worded
        self._by_id = {c.id: c for c in evidence.contributions}
        self._themes = {c.id: typeset(t.theme.name) for t in evidence.themes for c in t.contributions}
        self._themes.update({c.id: OFF_TOPIC for c in evidence.off_topic})

    def cite(self, contribution: Contribution) -> Citation:
        """The contribution as outlines print it."""
        who = typeset(attribution(contribution))
        parts = [self._number(contribution), *([escaped(who)] if who else [])]
        if contribution.votes:
            parts.append(escaped(counted(contribution.votes, "vote")))
        if may_be_ironic(contribution):
            parts.append(escaped(IRONY))
        return Citation(
            numero=contribution.number,
            texte=contribution.text,
            citation=quote(contribution.text),
            qui=who,
            origine=Markdown(", ".join(parts)),
            repere=anchored(str(contribution.number), _place(contribution)),
            renvoi=self._number(contribution, bare=True),
            type=contribution.type.value if contribution.type else "",
            public=typeset(contribution.voice),
            votes=contribution.votes,
            theme=self._themes.get(contribution.id, TO_SORT),
        )

    def all(self, contributions: Iterable[Contribution]) -> tuple[Citation, ...]:
        """Several contributions, in the order given."""
        return tuple(self.cite(contribution) for contribution in contributions)

    def note(self, ids: Iterable[str], spoken: Sequence[Contribution] = ()) -> Markdown:
        """The footnote that leads to ``ids``: their numbers, and the exact words of a short list.

        ``spoken`` are quoted as well, where the list is long. Words that may name somebody are told by
        their number only. No ids, no footnote.
        """
        behind = sorted((self._by_id[id_] for id_ in ids), key=lambda c: c.number)
        if not behind:
            return Markdown("")
        if self._worded and len(behind) <= SHORT_LIST:
            proof = _AND_ALSO.join(self._number_and_words(c) for c in behind)
        else:
            first, *others = (self._number(c, bare=n > 0) for n, c in enumerate(behind))
            proof = listed([first, *others])
            if spoken and self._worded:
                examples = _AND_ALSO.join(f"{self._number(c)}, {self._quoted(c)}" for c in spoken)
                proof += f". Par exemple{_SAYS}{examples}"
            elif spoken and len(behind) > 1:
                proof += f". Mots cités{_SAYS}{listed([self._number(c) for c in spoken])}"
        return footnote(Markdown(f"{self._opening(len(behind))}{proof}."))

    def source(self, said: Iterable[Contribution]) -> Markdown:
        """The footnote of words quoted in the text: their numbers and who said them, not the words again."""
        parts = []
        for one in said:
            who = typeset(attribution(one))
            known = ", ".join([*([who] if who else []), *([IRONY] if may_be_ironic(one) else [])])
            parts.append(self._number(one) + (f" ({escaped(known)})" if known else ""))
        return (
            footnote(Markdown(f"{self._opening(len(parts))}{_AND_ALSO.join(parts)}."))
            if parts
            else Markdown("")
        )

    def line(self, statement: Statement) -> Line:
        """A statement in words, with its footnote."""
        return Line(statement_text(statement), self.note(statement.contribution_ids))

    def _opening(self, count: int) -> str:
        if self._annexed:
            return f"{plural(count, 'Contribution')} "
        event = self._evidence.event
        which = event_heading(event) if event.held_on else typeset(event.title)
        return f"{escaped(which)}, "

    def _number(self, contribution: Contribution, *, bare: bool = False) -> Markdown:
        text = str(contribution.number) if bare else typeset(f"n° {contribution.number}")
        return linked(text, _place(contribution)) if self._annexed else escaped(text)

    def _number_and_words(self, contribution: Contribution) -> str:
        number = self._number(contribution)
        return f"{number}{_SAYS}{self._quoted(contribution)}" if is_quotable(contribution.text) else number

    def _quoted(self, contribution: Contribution) -> str:
        who = typeset(attribution(contribution))
        return f"{escaped(quote(contribution.text))}" + (f" ({escaped(who)})" if who else "")


def _place(contribution: Contribution) -> str:
    return f"c{contribution.number}"
