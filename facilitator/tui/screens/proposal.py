"""What a re-sort, or a first sort, would change: seen theme by theme, then applied, in part or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from facilitator.domain.proposal import Proposal
from facilitator.domain.theme import Theme
from facilitator.language.french import counted
from facilitator.language.typography import quote, typeset
from facilitator.tui.desk import Desk
from facilitator.tui.doing import wall
from facilitator.tui.widgets.heading import Heading
from facilitator.tui.widgets.key_line import KeyLine
from facilitator.workshop.board import BoardReport
from facilitator.workshop.board.differences import ThemeProposed, by_theme, first_sort_sentence
from facilitator.workshop.board.reports import proposal_sentence

FIRST = 3
"""Contributions shown of a theme in a first sort: enough to know what it is about."""

_ROW_SIGNS = {True: "■", False: "□"}


class ProposalList(OptionList):
    """One row a theme, with a box to tick, and one a contribution that would come."""

    HELP = """\
## La proposition de tri

Rien ne change avant votre accord. **Entrée** applique tout ; **Espace** coche un thème, **a** applique ce qui
est coché ; **Échap** laisse le mur comme il est. Après coup, **Ctrl+Z** annule le tout.
"""


class ProposalScreen(Screen[None]):
    """A proposal, applied wholly or to the themes that are ticked, or discarded."""

    CSS_PATH = "proposal.tcss"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "apply", "Tout appliquer", priority=True, id="tri.appliquer"),
        Binding("space", "tick", "Cocher", id="tri.cocher"),
        Binding("a", "apply_ticked", "Appliquer les cochés", id="tri.appliquer_coche"),
        Binding("escape", "discard", "Ne rien changer", id="tri.abandonner"),
    ]

    def __init__(self, desk: Desk, proposal: Proposal) -> None:
        super().__init__()
        self._desk = desk
        self._proposal = proposal
        self._is_first = not proposal.base.themes
        self._told = by_theme(proposal, desk.live.contributions)
        self._ticked: set[str] = set()

    def compose(self) -> ComposeResult:
        """What would change in one sentence, then theme by theme."""
        yield Heading(self._desk)
        tell = first_sort_sentence if self._is_first else proposal_sentence
        sentence = tell(self._proposal)
        heading = "Premier tri" if self._is_first else "Un nouveau tri"
        yield Static(typeset(f"{heading} : {sentence}."), id="resume", markup=False)
        yield ProposalList(*self._options(), id="changements", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        """Be ready for keys."""
        self.query_one(ProposalList).focus()

    def action_tick(self) -> None:
        """Tick the theme under the cursor, or take its tick off."""
        rows = self.query_one(ProposalList)
        if rows.highlighted is None:
            return
        option = rows.get_option_at_index(rows.highlighted)
        rank = int(str(option.id).split("-")[1])
        theme = self._told[rank].theme
        if theme is None:
            return
        self._ticked ^= {theme.id}
        rows.replace_option_prompt(f"theme-{rank}", self._heading(self._told[rank]))

    def action_apply(self) -> None:
        """Apply all of it."""
        if self._proposal.changes:
            self._carry_out(None)
        else:
            self.dismiss()

    def action_apply_ticked(self) -> None:
        """Apply what concerns the themes that are ticked."""
        if self._ticked:
            self._carry_out(sorted(self._ticked))
        else:
            self.notify(
                "Espace coche le thème sous le curseur.", title="Rien n’est coché", severity="warning"
            )

    def action_discard(self) -> None:
        """Leave the wall as it is."""
        self._desk.say("Proposition de tri laissée de côté : le mur n’a pas changé.")
        self.dismiss()

    def _carry_out(self, themes: list[str] | None) -> None:
        desk, proposal = self._desk, self._proposal
        is_whole = self._is_first and themes is None

        def tell(report: BoardReport) -> None:
            if is_whole:  # where each came from is the tray: nothing to tell one by one
                desk.look_again()
                sentence = first_sort_sentence(proposal).replace(" proposés", "").replace(" proposé", "")
                desk.say(f"Tri appliqué : {sentence}. Ctrl+Z annule.", "success")
            else:
                wall.tell(desk, report)

        desk.app.show("themes")
        desk.carry_out(lambda: desk.board.apply(proposal, themes), tell, busy="Tri appliqué au mur")

    def _options(self) -> Iterator[Option]:
        if not self._told:
            yield Option("Le mur resterait comme il est. Échap revient.", disabled=True)
        for rank, told in enumerate(self._told):
            yield Option(self._heading(told), id=f"theme-{rank}")
            shown = told.arrivals[:FIRST] if self._is_first else told.arrivals
            for place, arrival in enumerate(shown):
                one = arrival.contribution
                text = Content.assemble(
                    "    ",
                    (str(one.number), "bold $primary"),
                    f" {one.text}",
                    ("" if self._is_first else f"   {arrival.reason}", "$muted"),
                )
                yield Option(text, id=f"arrivee-{rank}-{place}")
            if left := len(told.arrivals) - len(shown):
                yield Option(
                    Content.styled(f"    … et {counted(left, 'autre')}", "$muted"), id=f"reste-{rank}"
                )

    def _heading(self, told: ThemeProposed) -> Content:
        theme = told.theme
        ticked = theme is not None and theme.id in self._ticked
        box = "  " if theme is None else f"{_ROW_SIGNS[ticked]} "
        style = "bold $warning" if told.is_gone or theme is None else "bold"
        sentence = _first(theme, len(told.arrivals)) if self._is_first else told.sentence
        colon = "" if told.is_gone or self._is_first else " :"
        return Content.assemble((box, "bold $accent"), (sentence + colon, style))


def _first(theme: Theme | None, count: int) -> str:
    """« « Mobilité » · 12 contributions »."""
    name = "« à ranger »" if theme is None else quote(theme.name)
    return f"{name} · {counted(count, 'contribution')}"
