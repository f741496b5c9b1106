"""Each row of an exported table against the wall as it is now: its words, votes, theme, table, public."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from facilitator.domain.claim import Claim, Finding, Verdict
from facilitator.domain.contribution import Contribution
from facilitator.domain.evidence import EventEvidence, Rule, Statement, StatementKind
from facilitator.domain.wall import Wall
from facilitator.drafting.proving.document import as_shown
from facilitator.intake.exported.columns import OFF_TOPIC, TRAY, Col
from facilitator.intake.exported.reading import Exported
from facilitator.language.typography import number, quote, typeset

SUFFIXES: Final = (".xlsx", ".csv", ".json")

_CREDITS: Final[Mapping[Col, Callable[[Contribution], str]]] = {
    Col.TABLE: lambda one: one.table or "",
    Col.PUBLIC: lambda one: one.public or "",
    Col.QUALITY: lambda one: one.quality or "",
    Col.TYPE: lambda one: one.type.value if one.type else "",
}
_NO_LONGER: Final = {
    Verdict.QUOTE_ALTERED: Verdict.QUOTE_CHANGED,
    Verdict.COUNT_ALTERED: Verdict.COUNT_CHANGED,
    Verdict.CREDIT_ALTERED: Verdict.CREDIT_CHANGED,
}


def check_table(
    exported: Exported, evidences: Sequence[EventEvidence], *, changed: Mapping[str, bool]
) -> tuple[Finding, ...]:
    """The verdict on each row of an export, event by event, then on those that cannot be read.

    ``changed`` says, by event, that its wall is known to have changed since: what differs is then held to be
    the wall's doing, else the file's. A column that somebody took away is not missed.
    """
    by_event = {one.event.id: one for one in evidences} | {one.event.slug: one for one in evidences}
    lacking = {col for col in Col if exported.header and col.value not in exported.header}
    found: list[Finding] = []
    for wall in exported.walls:
        evidence = by_event.get(wall.event.id) or by_event.get(wall.event.slug)
        since = evidence is not None and changed.get(evidence.event.id, False)
        found += _rows(wall, evidence, lacking, since=since)
    for reject in exported.rejects:
        told = Statement(StatementKind.VERBATIM, Rule.QUOTE, ())
        line = typeset(f"ligne {reject.line} : ") + " · ".join(cell for cell in reject.cells if cell)
        found.append(
            Finding(Claim(line, exported.source.name, "", told), Verdict.QUOTE_ALTERED, reject.reason)
        )
    return tuple(found)


def _rows(wall: Wall, evidence: EventEvidence | None, lacking: set[Col], *, since: bool) -> Iterator[Finding]:
    known = {c.id: c for c in evidence.contributions} if evidence else {}
    numbered = {c.number: c for c in known.values()}
    places = _places_in(wall)
    left = dict(known)
    for row in wall.contributions:
        if row.removed:
            continue
        claim = _claim(row, wall)
        said = known.get(row.id) or numbered.get(row.number)
        if evidence is None or said is None:
            gone = (
                f"n° {row.number} n'est plus au mur"
                if evidence
                else "l'événement n'est plus dans la démarche"
            )
            yield Finding(claim, Verdict.MISSING, typeset(gone))
            continue
        left.pop(said.id, None)
        where = {Col.THEME: (places[row.id], _place_on(evidence, said.id))}
        wrong = [one for one in _differences(row, said, where) if one[0] not in lacking]
        for _, verdict, told in wrong:
            yield Finding(claim, _NO_LONGER[verdict] if since else verdict, told)
        if not wrong:
            yield Finding(claim, Verdict.PROVED)
    for said in left.values():
        yield Finding(_claim(said, wall), Verdict.EDITED, "au mur, mais pas dans le fichier")


def _differences(
    row: Contribution, said: Contribution, where: Mapping[Col, tuple[str, str]]
) -> Iterator[tuple[Col, Verdict, str]]:
    """What a row says otherwise than the wall: the column, the verdict, both values in words."""
    if as_shown(row.text) != as_shown(said.text):
        yield Col.TEXT, Verdict.QUOTE_ALTERED, _apart("texte", quote(row.text), quote(said.text))
    if row.number != said.number:
        yield Col.NUMBER, Verdict.COUNT_ALTERED, _apart("numéro", str(row.number), str(said.number))
    if row.votes != said.votes:
        yield Col.VOTES, Verdict.COUNT_ALTERED, _apart("votes", number(row.votes), number(said.votes))
    told = {col: (value(row), value(said)) for col, value in _CREDITS.items()}
    for col, (here, there) in {**told, **where}.items():
        if as_shown(here) != as_shown(there):
            shown = (quote(one) if one else "rien" for one in (here, there))
            yield col, Verdict.CREDIT_ALTERED, _apart(col.value.lower(), *shown)


def _apart(what: str, here: str, there: str) -> str:
    return f"{typeset(f'{what} : ')}{here} dans le fichier, {there} au mur"


def _claim(row: Contribution, wall: Wall) -> Claim:
    told = Statement(StatementKind.VERBATIM, Rule.QUOTE, (row.id,), {"votes": row.votes} if row.votes else {})
    text = typeset(f"n° {row.number} : ") + quote(row.text)
    return Claim(text, wall.event.title, wall.event.id, told, {row.id: row.number})


def _places_in(wall: Wall) -> Mapping[str, str]:
    """Where the file puts each contribution, in the words of its column « Thème »."""
    placed = wall.sorting.places() if wall.sorting else {}
    names = {theme.id: theme.name for theme in wall.sorting.themes} if wall.sorting else {}
    where = {}
    for one in wall.contributions:
        place = placed.get(one.id)
        aside = OFF_TOPIC if place is not None and place.off_topic else TRAY
        where[one.id] = names[place.theme_id] if place is not None and place.theme_id else aside
    return where


def _place_on(evidence: EventEvidence, id_: str) -> str:
    if (theme := evidence.theme_of(id_)) is not None:
        return theme.theme.name
    return OFF_TOPIC if any(one.id == id_ for one in evidence.off_topic) else TRAY
