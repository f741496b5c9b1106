"""The same wall by subject, type, public or thématique: how many, who, and what nobody spoke of."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from facilitator.domain.lens import Lens, LensGroup, LensKind
from facilitator.language.typography import typeset
from facilitator.tui.desk import Desk
from facilitator.tui.doing import looking
from facilitator.tui.widgets.conversation import block
from facilitator.tui.widgets.heading import Heading
from facilitator.tui.widgets.key_line import KeyLine
from facilitator.workshop.views import group_name, lens_heading, lens_sentences

_KINDS = tuple(LensKind)
_BAR = 10


class Groups(OptionList):
    """One row a group: its name, its count, a bar."""

    HELP = """\
## La lentille

**1** sujet, **2** type, **3** public, **4** thématique ; **↑ ↓** parcourent les groupes, leurs contributions
s’affichent à côté. **Échap** revient. Rien ne change sur le mur.
"""


class LensScreen(Screen[None]):
    """The wall through a lens."""

    CSS_PATH = "lens.tcss"

    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(str(rank), f"see('{kind}')", lens_heading(kind), id=f"lentille.{kind}")
            for rank, kind in enumerate(_KINDS, start=1)
        ),
        Binding("escape", "dismiss", "Revenir", id="lentille.quitter"),
    ]

    def __init__(self, desk: Desk, lens: Lens) -> None:
        super().__init__()
        self._desk = desk
        self._lens = lens

    def compose(self) -> ComposeResult:
        """Which lens, its groups, those of the group under the cursor, what to read with it."""
        yield Heading(self._desk)
        yield Static(id="lentille", markup=False)
        with Horizontal(id="groupes"):
            yield Groups(markup=False)
            with VerticalScroll(can_focus=False):
                yield Static(id="dits", markup=False)
        yield Static(id="phrases", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the lens."""
        self._show(self._lens)

    def action_see(self, kind: str) -> None:
        """See the wall otherwise."""
        looking.through(self._desk, LensKind(kind), self._show)

    def _show(self, lens: Lens) -> None:
        if not self.is_attached:
            return
        self._lens = lens
        marks = [
            Content.styled(
                f" {rank} {lens_heading(kind)} ", "bold reverse" if kind is lens.kind else "$muted"
            )
            for rank, kind in enumerate(_KINDS, start=1)
        ]
        self.query_one("#lentille", Static).update(Content(" ").join(marks))
        groups = self.query_one(Groups)
        groups.clear_options()
        most = max((len(group.contributions) for group in lens.groups), default=0)
        groups.add_options(
            Option(_row(group, lens, most), id=f"groupe-{at}") for at, group in enumerate(lens.groups)
        )
        if lens.groups:
            groups.highlighted = 0
        else:
            self.query_one("#dits", Static).update("Aucune contribution pour l’instant.")
        groups.focus()
        self.query_one("#phrases", Static).update("\n".join(lens_sentences(lens)))
        self.query_one("#phrases").display = bool(lens_sentences(lens))

    @on(OptionList.OptionHighlighted)
    def _moved(self, event: OptionList.OptionHighlighted) -> None:
        group = self._lens.groups[event.option_index]
        rows = [block(one) for one in group.contributions]
        shown = rows or [
            Content.styled("Seulement touchée par des contributions d’autres groupes.", "$muted")
        ]
        self.query_one("#dits", Static).update(Content("\n\n").join(shown))


def _row(group: LensGroup, lens: Lens, most: int) -> Content:
    """« Mobilité   12  + 3 aussi  ●9 », and a bar under it."""
    count = len(group.contributions)
    marks = [f"+ {group.also} aussi" if group.also and not group.aside else ""]
    marks += [f"●{group.votes}" if group.votes else ""]
    told = " · ".join(mark for mark in marks if mark)
    return Content.assemble(
        (typeset(group_name(group, lens)), "$muted" if group.aside else "bold"),
        (f"\n{count:>3} ", "bold"),
        ("█" * round(_BAR * count / most) if most else "", "$muted" if group.aside else "$primary"),
        (f" {told}" if told else "", "$muted"),
    )
