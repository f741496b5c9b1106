"""Why a theme bears its name, who speaks of it and who does not, and what is known of one card."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from facilitator.domain.contribution import Contribution
from facilitator.domain.evidence import EventEvidence, StatementKind, ThemeEvidence
from facilitator.domain.theme import Author
from facilitator.language.typography import quote, typeset
from facilitator.language.wording import attribution, statement_text
from facilitator.tui.columns import Card, Column
from facilitator.tui.pages import wrap

Row = tuple[str, str]
"""A sentence and its style."""


class Proofs(VerticalScroll):
    """The panel beside the board."""

    can_focus = False
    _width = 34

    def compose(self) -> ComposeResult:
        """One text."""
        yield Static(id="preuve", markup=False)

    def fit(self, width: int) -> None:
        """Take this width, margins included; what is shown next is wrapped for it."""
        self._width = width
        self.styles.width = width

    def show(self, evidence: EventEvidence, column: Column, one: Contribution | None) -> None:
        """Show the proofs of a theme and of the card under the cursor."""
        proof = next((t for t in evidence.themes if column.theme and t.theme.id == column.theme.id), None)
        rows = [(column.title, "bold")]
        if proof is not None:
            rows = list(theme_rows(evidence, proof))
        card = next(
            (card for card in column.cards if one is not None and card.contribution.id == one.id), None
        )
        if card is not None:
            rows += card_rows(card)
        width = self._width - 3  # the margins, and a scrollbar
        lines = [Content.styled(line, style) for text, style in rows for line in wrap(text, width) or [""]]
        self.query_one("#preuve", Static).update(Content("\n").join(lines))
        self.scroll_home(animate=False)


def theme_rows(evidence: EventEvidence, proof: ThemeEvidence) -> Iterator[Row]:
    """The name and its reasons, then each statement that the wall proves."""
    theme = proof.theme
    yield theme.name, "bold"
    if theme.named_by is Author.HUMAN:
        yield "Nommé à la main.", "$muted"
    else:
        central = next((c for c in evidence.contributions if c.id == theme.central_id), None)
        if theme.words:
            yield typeset(f"Mots qui le distinguent : {', '.join(theme.words)}."), "$muted"
        if central is not None:
            yield typeset(f"Au centre, n° {central.number} :"), "$muted"
            yield quote(central.text), ""
    for statement in proof.statements:
        signal = statement.kind is not StatementKind.COUNT
        yield f"{'▲' if signal else '·'} {statement_text(statement)}.", "$warning" if signal else ""


def card_rows(card: Card) -> Iterator[Row]:
    """Number, type, who, votes; further themes; what was typed first where it was corrected."""
    one = card.contribution
    who = [one.type and str(one.type), attribution(one), f"●{one.votes}" if one.votes else ""]
    yield "", ""
    yield typeset(f"n° {one.number}"), "bold"
    yield one.text, ""
    if told := " · ".join(part for part in who if part):
        yield told, "$muted"
    if card.also:
        yield typeset(f"Aussi : {' ; '.join(card.also)}."), ""
    if card.decided:
        yield "✓ décidé à la main : rien ne la déplacera.", "$success"
    if one.text != one.original:
        yield typeset(f"D’abord tapé : {quote(one.original)}"), "$muted"
