"""The proofs of a livrable: its lines, and the post-its behind the one under the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from facilitator.domain.claim import Verdict
from facilitator.domain.evidence import Rule
from facilitator.language.french import counted
from facilitator.language.typography import typeset
from facilitator.tui.desk import Desk
from facilitator.tui.widgets.conversation import block
from facilitator.tui.widgets.heading import Heading
from facilitator.tui.widgets.key_line import KeyLine

if TYPE_CHECKING:
    from facilitator.workshop.proving import Proof, ProvedLine

_LONGEST = 150
"""Characters of a line that are shown in the list; the pane beside it shows the whole."""

_SIGNS = {Verdict.PROVED: ("✓", "$success"), Verdict.EDITED: ("·", "$muted")}
_WRONG = ("▲", "$warning")


class Lines(OptionList):
    """The lines of a livrable under the slide or the section where they stand."""

    HELP = """\
## Les preuves

**↑ ↓** parcourent les lignes du document ; à côté, les post-its derrière la ligne, mot pour mot. **v** ne
garde que ce qui est à voir. **Échap** revient aux livrables.

✓ prouvé · ▲ à voir : le mur, ou le fichier, dit autre chose · « · » réécrit à la main, sans être une erreur.
"""


class ProofsScreen(Screen[None]):
    """Each line of a livrable and what it rests on, as the wall is now."""

    CSS_PATH = "proofs.tcss"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("v", "only_wrong", "À voir", id="preuves.a-voir"),
        Binding("escape", "dismiss", "Revenir", id="preuves.quitter"),
    ]

    def __init__(self, desk: Desk, proof: Proof) -> None:
        super().__init__()
        self._desk = desk
        self._proof = proof
        self._only_wrong = False
        self._rows: tuple[ProvedLine | None, ...] = ()

    def compose(self) -> ComposeResult:
        """Which document and what it is worth, its lines, the post-its, keys."""
        yield Heading(self._desk)
        yield Static(self._summary(), id="bilan", markup=False)
        with Horizontal(id="lignes"):
            yield Lines(markup=False)
            with VerticalScroll(can_focus=False):
                yield Static(id="derriere", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        """Show every line."""
        self._show()

    def action_only_wrong(self) -> None:
        """Show what is to be seen to only, or everything again."""
        self._only_wrong = not self._only_wrong
        self._show()

    def _summary(self) -> Content:
        sign, style = _SIGNS[Verdict.PROVED] if self._proof.is_whole else _WRONG
        sight = typeset(" Jugé sur ce qui s'y lit : ses preuves cachées sont perdues.")
        return Content.assemble(
            (f"{sign} {self._proof.path.name}", f"bold {style}"),
            f"\n{self._proof.sentence[:1].upper()}{self._proof.sentence[1:]}.",
            (sight if self._proof.by_sight else "", "$muted"),
        )

    def _show(self) -> None:
        lines = [one for one in self._proof.lines if one.told or not self._only_wrong]
        rows: list[ProvedLine | None] = []
        options: list[Option] = []
        for one in lines:
            if not rows or self._place_of(rows) != one.place:
                rows.append(None)
                place = f"{one.place[:1].upper()}{one.place[1:]}"
                options.append(Option(Content.styled(place, "bold $secondary"), disabled=True))
            rows.append(one)
            options.append(Option(_row(one)))
        self._rows = tuple(rows)
        shown = self.query_one(Lines)
        shown.clear_options()
        shown.add_options(options)
        shown.focus()
        if lines:
            shown.highlighted = 1
        else:
            told = (
                "Rien à voir : chaque ligne est prouvée." if self._only_wrong else "Aucune ligne à prouver."
            )
            self.query_one("#derriere", Static).update(typeset(told))

    def _place_of(self, rows: list[ProvedLine | None]) -> str:
        return rows[-1].place if rows[-1] is not None else ""

    @on(OptionList.OptionHighlighted)
    def _moved(self, event: OptionList.OptionHighlighted) -> None:
        line = self._rows[event.option_index]
        if line is not None:
            self.query_one("#derriere", Static).update(self._behind(line))
            self.query_one(VerticalScroll).scroll_home(animate=False)

    def _behind(self, line: ProvedLine) -> Content:
        """What is not as it was, then the post-its, each with its number, type, table and public."""
        said = self._proof.behind(line)
        quoted = all(one.claim.statement.rule.is_words for one in line.findings)
        head = "Mot pour mot" if quoted else counted(len(said), "post-it")
        parts = [Content.styled(told, _WRONG[1]) for told in line.told]
        if not said:
            rests = any(one.claim.statement.contribution_ids for one in line.findings)
            described = any(one.claim.statement.rule is Rule.DESCRIBED for one in line.findings)
            alone = "c'est la description qui le dit." if described else "c'est un silence."
            head = "Ses post-its ne sont plus au mur." if rests else f"Aucun post-it : {alone}"
        parts.append(Content.styled(typeset(head), "bold"))
        parts += [block(one) for one in said]
        return Content("\n\n").join(parts)


def _row(line: ProvedLine) -> Content:
    """The line, cut where it is long, and in words what became of it."""
    text = " ".join(line.text.split())
    short = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
    sign, style = _SIGNS.get(line.verdict, _WRONG)
    told = "" if line.verdict is Verdict.PROVED else f"\n  {line.verdict}"
    return Content.assemble((f"{sign} ", style), short, (told, style))
