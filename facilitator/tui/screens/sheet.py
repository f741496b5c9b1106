"""The fiche of an action: all its fields and its indicators, kept as one act."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, Static

from facilitator.domain.action import ActionSheet, ActionState
from facilitator.domain.project import Item, Project
from facilitator.domain.sheet_fields import FIELDS
from facilitator.errors import FacilitatorError
from facilitator.language.french import listed
from facilitator.language.typography import typeset
from facilitator.tui.desk import Desk, told
from facilitator.tui.widgets.field import Field, asked
from facilitator.tui.widgets.heading import Heading
from facilitator.tui.widgets.key_line import KeyLine
from facilitator.workshop import sheet_fields

TITLE, INDICATORS = "intitule", "indicateurs"

LABELS: dict[str, tuple[str, str]] = {
    "objectif": ("Objectif", "Ce que l’action change, en une phrase."),
    "descriptif": ("Descriptif", "Ce qui se fera, et où."),
    "etapes": ("Étapes", "Une par ligne, dans l’ordre."),
    "publics": ("Publics", "Un par ligne : « parents aux horaires décalés »."),
    "territoire": ("Territoire", "Toute l’intercommunalité, une commune, un quartier."),
    "pilote": ("Pilote", "Une structure et une fonction, jamais un nom : « CCAS, direction »."),
    "partenaires": ("Partenaires", "Un par ligne."),
    "moyens_humains": ("Moyens hum.", "« 0,5 poste de coordination »."),
    "moyens_materiels": ("Moyens mat.", "Locaux, véhicule, matériel."),
    "budget": ("Budget", "Tel qu’il sera lu ; rien : « à chiffrer »."),
    "financements": ("Financements", "Qui paie quoi, si c’est décidé."),
    "debut": ("Début", "Une année, un mois ou un jour : 2027, 2027-09, 2027-09-01."),
    "fin": ("Fin", "De la même façon."),
    "jalons": ("Jalons", "Un par ligne : « mars 2028 : bilan du test »."),
    "vigilance": ("Vigilance", "Une par ligne : ce qui peut faire échouer."),
    "priorite": ("Priorité", "1, 2 ou 3 ; 1 d’abord."),
    "faisabilite": ("Faisabilité", "« à court terme », « si le local est libre »…"),
    "etat": ("État", typeset(f"{listed([*ActionState], 'ou')}.")),
    "maj": ("Mise à jour", "Le jour de la dernière relecture : 2027-04-15."),
}
"""What each field is called in the form, and what is expected of it; their order is the form's."""

_LONG = ("descriptif", *(name for name, field in FIELDS.items() if field.is_several))


class SheetScreen(Screen[None]):
    """One field after the other; Escape keeps what was typed and goes back."""

    CSS_PATH = "sheet.tcss"
    HELP = """\
## La fiche action

**Tab** et **Maj+Tab** vont d’un champ à l’autre ; **Entrée** passe au suivant, ou à la ligne dans un champ de
plusieurs lignes. **Ctrl+S** ou **Échap** gardent la fiche et reviennent au projet ; là, **Ctrl+Z** rend la
fiche d’avant. Un champ vide se lira « à compléter » : rien n’est inventé.
"""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "keep", "Garder", id="fiche.garder"),
        Binding("escape", "leave", "Garder et revenir", id="fiche.revenir"),
    ]

    def __init__(self, desk: Desk, project: Project, action: Item) -> None:
        super().__init__()
        self._desk = desk
        self._action = action
        self._code = project.codes()[action.id]
        self._sheet = project.sheet(action.id)
        self._indicators = project.indicators.get(action.id, ())
        self._begun: dict[str, str] = {}
        self._refused: dict[str, str] | None = None
        self._keeping = False

    def compose(self) -> ComposeResult:
        """The code of the action, then every field with what it holds."""
        yield Heading(self._desk)
        yield Static(typeset(f"Fiche action {self._code}"), classes="enseigne", markup=False)
        with VerticalScroll(classes="page", can_focus=False):
            yield Field("Intitulé", self._action.title, "Un verbe, et ce qui sera fait.", asked, id=TITLE)
            for name, (label, hint) in LABELS.items():
                yield Field(
                    label,
                    FIELDS[name].told(self._sheet),
                    hint,
                    _reader(name),
                    id=name,
                    lines=name in _LONG,
                )
            yield Field(
                "Indicateurs",
                sheet_fields.indicator_lines(self._indicators),
                "Un par ligne : nom | départ | cible | source | périodicité.",
                sheet_fields.read_indicators,
                id=INDICATORS,
                lines=True,
            )
        yield Static(id="refus", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin at the first field that is empty."""
        self._begun = self._texts()
        empty = next((field for field in self.query(Field) if not field.text.strip()), None)
        (empty or self.query(Field).first()).focus_input()

    @on(Input.Submitted)
    def _next(self) -> None:
        self.focus_next()

    def action_keep(self) -> None:
        """Keep the fiche as it is typed and go back; what cannot be kept is told beside its field."""
        wrong = [field for field in self.query(Field) if not field.check()]
        if wrong:
            wrong[0].focus_input()
            self._refused = self._texts()
            return
        if self._keeping:
            return
        self._keeping = True
        texts, plan, action = self._texts(), self._desk.workshop.plan, self._action.id
        title, indicators = texts.pop(TITLE), sheet_fields.read_indicators(texts.pop(INDICATORS))
        sheet = sheet_fields.from_form(self._sheet, texts)
        hands = self._desk.hands
        hands.do(
            hands.acts,
            lambda: plan.complete(action, title, sheet, indicators),
            lambda _: self._kept(),
            failed=self._tell,
            last=self._ended,
        )

    def action_leave(self) -> None:
        """Keep what was changed, then go back; a second time, leave what was refused."""
        if self._texts() in (self._begun, self._refused):
            self.app.pop_screen()
        else:
            self.action_keep()

    def _kept(self) -> None:
        if self.is_current:
            self.app.pop_screen()
        self._desk.look_again()
        self._desk.say(typeset(f"Fiche {self._code} gardée. Ctrl+Z rend celle d'avant."), "success")

    def _ended(self) -> None:
        self._keeping = False

    def _tell(self, error: FacilitatorError) -> None:
        self._refused = self._texts()
        self.query_one("#refus", Static).update(
            Content.styled("\n".join(filter(None, told(error))), "$error")
        )

    def _texts(self) -> dict[str, str]:
        return {str(field.id): field.text for field in self.query(Field)}


def _reader(name: str) -> Callable[[str], object]:
    return lambda text: sheet_fields.from_form(ActionSheet(), {name: text})
