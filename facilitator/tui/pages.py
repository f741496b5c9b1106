"""The wall as a room reads it: pages of whole lines for a given size, no text cut, no name of a person.

The overview comes first, then each theme with some of what was said, what is to be filed last. A page that
would be too long is followed by another one. Contributions that may name somebody are counted, never shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from textwrap import wrap as wrapped

from textual.content import Content

from facilitator.domain.contribution import Contribution
from facilitator.domain.evidence import EventEvidence, ThemeEvidence, choose_verbatims, quotable
from facilitator.domain.theme import Sorting
from facilitator.drafting.wording import theme_reach
from facilitator.language.french import counted, plural
from facilitator.language.typography import quote, typeset
from facilitator.tui.columns import TRAY, Column, columns

OVERVIEW = ""
"""The key of the overview, beside theme ids and `TRAY`."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines that stay together on a page; ``said`` is the contribution that they quote."""

    rows: tuple[Content, ...]
    said: Contribution | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """What is shown at once: ``key`` is a theme's id, `TRAY` or `OVERVIEW`; ``rank`` of ``ranks`` from 1.

    ``gap`` are the empty rows between two blocks.
    """

    key: str
    title: tuple[Content, ...]
    blocks: tuple[Lines, ...]
    rank: int
    ranks: int
    gap: int = 1

    @property
    def quotes(self) -> tuple[Contribution, ...]:
        """The contributions quoted here."""
        return tuple(dict.fromkeys(block.said for block in self.blocks if block.said is not None))


def pages(evidence: EventEvidence, sorting: Sorting, width: int, height: int) -> tuple[Page, ...]:
    """All pages of a wall, each at most ``height`` rows of ``width`` cells; at least one."""
    shown = columns(evidence, sorting)
    proofs = {one.theme.id: one for one in evidence.themes}
    event = _rows(evidence.event.title, width, "bold $primary")
    if not evidence.contributions:
        return _paged(OVERVIEW, event, [_plain("Rien n’est encore noté.", width)], height)
    rows = [_summary(column, proofs.get(column.key), evidence, width) for column in shown]
    if not sorting.themes:
        rows = [
            _plain(f"{counted(len(evidence.contributions), 'contribution')}, pas encore de thème.", width)
        ]
    airy, tight = (_paged(OVERVIEW, event, rows, height, gap) for gap in (1, 0))
    found = [*(tight if len(tight) < len(airy) else airy)]
    for column in shown:
        proof = proofs.get(column.key)
        if proof is not None:
            found += _theme(column, proof, evidence, width, height)
        elif column.key == TRAY and sorting.themes:
            found += _tray(evidence.tray, width, height)
    return tuple(found)


def _summary(column: Column, proof: ThemeEvidence | None, evidence: EventEvidence, width: int) -> Lines:
    """« 2  Place en crèche ✓ », and under it its count, how widely it was said, its votes."""
    number = "" if column.theme is None else str(column.theme.number)
    name = column.title if column.theme is None else column.theme.name
    told = _facts(proof, evidence) if proof is not None else [counted(len(column.cards), "contribution")]
    told = told if column.cards else ["rien encore"]
    name_rows = wrap(f"{name}{' ✓' if column.validated else ''}", _room(name, width - 4)) or [""]
    rows = [Content.assemble((f"{number:>2}  ", "bold $accent"), (name_rows[0], "bold"))]
    rows += [Content.assemble("    ", (row, "bold")) for row in name_rows[1:]]
    rows += [Content(f"    {row}") for row in _joined(told, width - 4)]
    return Lines(tuple(rows))


def _theme(
    column: Column, proof: ThemeEvidence, evidence: EventEvidence, width: int, height: int
) -> tuple[Page, ...]:
    """Its name and figures, then two or three contributions, from different tables where it can be."""
    name = f"{column.title}{' ✓' if column.validated else ''}"
    title = (*_rows(name, width, "bold $primary"), *map(Content, _joined(_facts(proof, evidence), width)))
    chosen = choose_verbatims(quotable(proof.contributions))
    left = len(proof.contributions) - len(chosen)
    blocks = [_quoted(one, width) for one in chosen]
    if left:
        others = plural(left, "autre contribution", "autres contributions")
        blocks.append(_plain(f"{'et ' if chosen else ''}{left} {others}", width))
    return _paged(column.key, title, blocks, height)


def _tray(tray: Sequence[Contribution], width: int, height: int) -> tuple[Page, ...]:
    """All that waits for the room to say where it goes."""
    shown = quotable(tray)
    title = _rows(f"À ranger : {counted(len(tray), 'contribution')}", width, "bold $warning")
    blocks = [_quoted(one, width) for one in shown]
    if left := len(tray) - len(shown):
        blocks.append(_plain(f"{'et ' if shown else ''}{left} non {plural(left, 'montrée')}", width))
    return _paged(TRAY, title, blocks, height)


def _facts(proof: ThemeEvidence, evidence: EventEvidence) -> list[str]:
    facts = [counted(len(proof.contributions), "contribution"), theme_reach(proof, evidence)]
    return [fact for fact in (*facts, counted(proof.votes, "vote") if proof.votes else "") if fact]


def _quoted(one: Contribution, width: int) -> Lines:
    said = quote(" ".join(one.text.split()))
    return Lines(tuple(Content(row) for row in wrap(said, _room(said, width - 2)) or [""]), one)


def _plain(text: str, width: int) -> Lines:
    return Lines(_rows(text, width, "$muted"))


def _rows(text: str, width: int, style: str) -> tuple[Content, ...]:
    return tuple(Content.styled(row, style) for row in wrap(typeset(text), _room(text, width)))


def _joined(facts: Iterable[str], width: int) -> list[str]:
    """Facts joined by « · », a new row begun between two facts where they do not fit."""
    rows: list[str] = []
    for fact in facts:
        if rows and len(rows[-1]) + 3 + len(fact) <= width:
            rows[-1] += f" · {fact}"
        else:
            rows += wrap(typeset(fact), width)
    return rows


def wrap(text: str, width: int) -> list[str]:
    """Rows of whole words; one that is longer than a row goes on over the next."""
    return wrapped(text, width, break_on_hyphens=False)


def _room(text: str, width: int) -> int:
    """The width to wrap ``text`` at, so that letters two cells wide never make it longer than ``width``."""
    wide = max(0, Content(text).cell_length - len(text))
    return max(10, width - wide)


def _paged(
    key: str, title: tuple[Content, ...], blocks: Sequence[Lines], height: int, gap: int = 1
) -> tuple[Page, ...]:
    """As few pages as hold all blocks, each whole; one taller than a page goes on over the next ones."""
    room = max(1, height - len(title) - 1)
    filled: list[list[Lines]] = [[]]
    for block in (part for whole in blocks for part in _parts(whole, room)):
        used = sum(len(one.rows) + gap for one in filled[-1])
        if filled[-1] and used + len(block.rows) > room:
            filled.append([])
        filled[-1].append(block)
    ranks = len(filled)
    return tuple(Page(key, title, tuple(one), rank, ranks, gap) for rank, one in enumerate(filled, start=1))


def _parts(block: Lines, room: int) -> list[Lines]:
    return [Lines(block.rows[at : at + room], block.said) for at in range(0, len(block.rows), room)]
