"""What a livrable tells that no contribution says: when, where, how many came, what comes next, figures.

All of it comes from the description of the démarche and of the event, and is known in a line by its value,
worded by the functions of ``language`` that every livrable uses.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from facilitator.domain.contribution import fold
from facilitator.domain.evidence import EventEvidence, Rule, Statement, StatementKind
from facilitator.drafting.proving.credits import stands
from facilitator.drafting.proving.document import CELLS, as_worded, squeezed
from facilitator.language.french import counted, listed, written_date, written_period
from facilitator.language.typography import number

NEXT_STEP = "suite"
"""What a facilitator rewrites at will: no fault where the file says it otherwise."""

_SHORTEST = 4  # characters of typed words that can be known again in a line


@dataclass(frozen=True, slots=True)
class Detail:
    """One thing the description tells: what it is about, and its parts by name, as they are shown.

    ``forms`` are the ways it is written, each as words that all stand in one line; an ``ending`` one ends
    its line, or stands beside the date. ``key`` are words by which its line is known whatever its value.
    """

    about: str
    told: Mapping[str, str]
    forms: tuple[tuple[str, ...], ...]
    ending: bool = False
    key: str = ""

    @property
    def statement(self) -> Statement:
        """The detail as a statement, without anybody behind it."""
        return Statement(StatementKind.DESCRIPTION, Rule.DESCRIBED, (), {}, dict(self.told), self.about)

    def missing(self, bare: str) -> Statement:
        """The statement of a line known by its key alone: parts that do not stand in it are empty."""
        told = {name: value if stands(value, bare) else "" for name, value in self.told.items()}
        return replace(self.statement, words=told)


def details(evidence: EventEvidence) -> Iterator[Detail]:
    """All that the description of an event and of its démarche tells, but for what is empty."""
    yield from _of_event(evidence)
    yield from _of_presences(evidence)
    yield from _of_demarche(evidence)
    yield from _figures(evidence)


def _of_event(evidence: EventEvidence) -> Iterator[Detail]:
    event = evidence.event
    if event.held_on:
        yield _detail("date", "date", [(written_date(event.held_on),)])
    if _is_known(event.place):
        yield _detail("lieu", "lieu", [(event.place,)], ending=True)
    if event.people_present:
        yield _detail("présents", "présents", [(counted(event.people_present, "participant"),)])
    if len(evidence.shares) > 1 and not event.kind.speaks_in_turn:
        yield _detail("tables", "tables", [(counted(len(evidence.shares), "table"),)])


def _of_presences(evidence: EventEvidence) -> Iterator[Detail]:
    """How many of each public came, and those of whom nobody did."""
    for one in evidence.event.presences:
        if one.count is not None:
            shown = number(one.count)
            names = dict.fromkeys((one.public, one.name))
            forms = [(form,) for name in names for form in (f"{name}{CELLS}{shown}", f"{name} ({shown})")]
            yield _detail(f"présents:{one.public}", one.public, forms, value=shown)
    if evidence.absent:
        absent = listed([one.name for one in evidence.absent])
        yield _detail("absents", "absents", [(f": {absent}",)], ending=True, value=absent)


def _of_demarche(evidence: EventEvidence) -> Iterator[Detail]:
    """When its étapes are, how many people it concerns, what comes next."""
    demarche, people = evidence.demarche, evidence.demarche.territory.inhabitants
    for etape in demarche.etapes:
        if (period := written_period(etape.starts, etape.ends)) and _is_known(etape.title):
            yield _detail(f"étape:{etape.title}", "période", [(etape.title, period)], value=period)
    if people is not None:
        yield _detail("habitants", "habitants", [(counted(people, "habitant"),)])
    for rank, step in enumerate((*evidence.event.next_steps, *demarche.next_steps), start=1):
        if _is_known(step):
            yield _detail(f"{NEXT_STEP}:{rank}", "suite", [(step,)])


def _is_known(typed: str) -> bool:
    """Whether words that somebody typed are long enough to be known again in a line."""
    return len(typed.strip()) >= _SHORTEST


def _figures(evidence: EventEvidence) -> Iterator[Detail]:
    """The figures of the territory that are shown, each with its value, source, year and scale."""
    for figure in evidence.demarche.figures:
        if figure.lacks:
            continue
        told = {
            "chiffre": figure.value,
            "libellé": figure.wording,
            "comparaison": figure.comparison,
            "source": figure.publisher,
            "année": str(figure.year),
            "échelle": figure.scale,
        }
        told = {name: as_worded(value) for name, value in told.items() if value.strip()}
        about = f"chiffre:{fold(figure.topic)}/{fold(figure.wording)}"
        yield Detail(about, told, (tuple(told.values()),), key=told.get("libellé", ""))


def _detail(
    about: str, name: str, forms: Iterable[tuple[str, ...]], *, ending: bool = False, value: str = ""
) -> Detail:
    """A detail of one part; what was typed may stand in a line as it is, or with our typography."""
    written = [tuple(map(squeezed, form)) for form in forms]
    written += [tuple(map(as_worded, form)) for form in written]
    told = {name: as_worded(value) if value else written[-1][0]}
    return Detail(about, told, tuple(dict.fromkeys(written)), ending)


def detail_of(evidence: EventEvidence, about: str) -> Detail | None:
    """What the description tells now under this name."""
    return next((one for one in details(evidence) if one.about == about), None)


def is_told(detail: Detail, bare: str, date: str) -> bool:
    """Whether a line, without its quotations and in single spaces, tells this detail."""
    for form in detail.forms:
        if form[0] in bare and all(stands(words, bare) for words in form):  # most are not there at all
            ends = bare.rstrip(" .;)").endswith(form[-1].rstrip(" .;)"))
            if not detail.ending or ends or (date and stands(date, bare)):
                return not (detail.about == "tables" and stands(f"{form[0]} sur", bare))
    return False
