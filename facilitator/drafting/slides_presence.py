"""The slide on who was there, and who was missing: recalled on each restitution (domaine.md § 3.5)."""

from collections.abc import Mapping, Sequence

from facilitator.domain.contribution import public_family
from facilitator.domain.evidence import EventEvidence
from facilitator.drafting import fit
from facilitator.drafting.grids import grid_pages
from facilitator.drafting.quotations import FLOOR, text_slides
from facilitator.drafting.slides import (
    TO_COMPLETE,
    Layout,
    Line,
    Look,
    Place,
    Slide,
    TextBlock,
    heading,
    text_line,
    titled_by,
    to_complete,
)
from facilitator.drafting.wording import NOT_REPRESENTATIVE, source_line
from facilitator.language.french import counted, listed
from facilitator.language.typography import number, typeset

_COUNTED_ELSEWHERE = "–"
_NAMED_ABSENT = 2


def presence_slides(evidence: EventEvidence, boxes: fit.Boxes) -> list[Slide]:
    """People present by public, what they left, and the publics and tables nobody heard."""
    title, source = presence_title(evidence), source_line(evidence)
    say = (f"{title}.", NOT_REPRESENTATIVE)
    said, missing = _counts(evidence), _missing(evidence)
    rows, ids = _rows(evidence)
    if not rows:
        plain = text_slides(title, [*said, *missing], boxes, source=source, say=say)
        return titled_by(plain, evidence.contributions)
    header = ("Public", "Présents") + (("Contributions",) if evidence.publics else ())
    room = boxes[Layout.TABLE_AND_TEXT, Place.TABLE]
    grids = grid_pages("Présents par public", header, rows, room, ids=ids)
    box = boxes[Layout.TABLE_AND_TEXT, Place.TEXT]
    beside = fit.block([*said, *missing], box)
    panels = (
        [beside] if beside else [TextBlock(page, FLOOR) for page in fit.pages([*said, *missing], box, FLOOR)]
    )
    slides = []
    for index in range(max(len(grids), len(panels))):
        grid = grids[min(index, len(grids) - 1)]
        panel = panels[min(index, len(panels) - 1)]
        slides.append(Slide(Layout.TABLE_AND_TEXT, title, {Place.TEXT: panel}, source, table=grid, say=say))
    return titled_by(slides, evidence.contributions)


def presence_title(evidence: EventEvidence) -> str:
    """How many came, at how many tables, and which publics did not."""
    people = evidence.event.people_present
    tables = 0 if evidence.event.kind.speaks_in_turn else len(evidence.shares)
    where = f" à {counted(tables, 'table') if tables > 1 else 'une table'}" if tables else ""
    if people:
        said = f"{people_text(evidence)}{where}"
    else:
        left = counted(len(evidence.contributions), "contribution")
        said = f"{left}{where} ; présents à compléter"
    absent = [presence.name for presence in evidence.absent]
    if 0 < len(absent) <= _NAMED_ABSENT:
        said += f" ; absents : {listed(absent)}"
    elif absent:
        said += f" ; {len(absent)} publics invités absents"
    return typeset(said)


def people_text(evidence: EventEvidence) -> str:
    """« 22 participants », or « au moins » as many where a public was not counted."""
    people = counted(evidence.event.people_present or 0, "participant")
    rows, _ = _rows(evidence)
    return f"Au moins {people}" if any(TO_COMPLETE in row for row in rows) else people


def _counts(evidence: EventEvidence) -> list[Line]:
    """What the title does not say: qualities heard, contributions, votes."""
    turn = evidence.event.kind.speaks_in_turn
    qualities = counted(len(evidence.shares), "qualité entendue", "qualités entendues")
    facts = [
        qualities if turn and evidence.shares else "",
        counted(len(evidence.contributions), "contribution"),
        counted(evidence.votes, "vote") if evidence.votes else "",
    ]
    ids = tuple(c.id for c in evidence.contributions)
    lines = [
        text_line(fact, Look.STRONG, ids=ids if "contribution" in fact else ()) for fact in facts if fact
    ]
    if evidence.event.people_present:
        return lines
    return [to_complete(typeset("nombre de personnes présentes, par public")), *lines]


def _missing(evidence: EventEvidence) -> list[Line]:
    """Who was not heard, in full; what is not known is said as such."""
    found: list[str] = []
    if evidence.absent:
        found.append(f"Invités, mais absents : {listed([p.name for p in evidence.absent])}")
    if evidence.unheard:
        publics = listed([f"{p.name} ({number(p.count or 0)})" for p in evidence.unheard])
        found.append(f"Présents, mais rien de noté : {publics}")
    if evidence.silent:
        found.append(f"Aucune contribution : {_named_tables(evidence.silent)}")
    invited = [p for p in evidence.event.presences if p.invited]
    if invited and not found and all(p.count is not None for p in invited):
        found.append("Chaque public invité était représenté.")
    lines = [text_line(typeset(text), bullet=True) for text in found]
    if not evidence.event.presences:
        lines.append(to_complete("les publics invités qui ne sont pas venus"))
    return [heading("Qui manquait"), *lines] if lines else []


def _named_tables(labels: Sequence[str]) -> str:
    plain = [label for label in labels if not label.casefold().startswith("table")]
    if len(plain) < len(labels):
        return listed(list(labels))
    return f"{'tables' if len(labels) > 1 else 'table'} {listed(list(labels))}"


def _present(public: str, present: Mapping[str, int | None]) -> str:
    """How many came, as a cell: a dash where they are counted with their whole family."""
    count = present.get(public)
    if count is not None:
        return number(count)
    return _COUNTED_ELSEWHERE if present.get(public_family(public) or "") is not None else TO_COMPLETE


def _rows(evidence: EventEvidence) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    """Rows public · present · contributions, and the ids behind each."""
    said = dict(evidence.publics)
    present = {p.public: p.count for p in evidence.event.presences}
    rows, ids = [], []
    for public in dict.fromkeys([*present, *said]):
        row = [public, _present(public, present)]
        if evidence.publics:
            row.append(number(said.get(public, 0)))
        rows.append(tuple(row))
        ids.append(tuple(c.id for c in evidence.contributions if c.public == public))
    return rows, ids
