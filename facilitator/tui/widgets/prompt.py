"""The prompt: one line, kept by Enter; an earlier one can be corrected without losing the one begun."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.widgets import Input

from facilitator.domain.capture import written
from facilitator.domain.contribution import Contribution
from facilitator.domain.long_notes import is_long
from facilitator.tui.messages import BlockPasted, EditContribution, LineEntered
from facilitator.tui.widgets.completion import Completion

INVITATION = "Une idée, puis Entrée   ·   / commandes   ·   ? question   ·   @3 table   ·   !besoin type"
IN_TURN = "Une idée, puis Entrée   ·   / commandes   ·   ? question   ·   ma: qui parle   ·   !besoin type"
"""The same where people speak in turn: by their quality, without tables."""


class Prompt(Input):
    """Where lines are typed. While an earlier contribution is corrected the line begun waits aside."""

    HELP = """\
## La saisie

Tapez une idée, puis **Entrée** : elle est enregistrée. La table, le type et la séquence *collent*.

| Vous tapez | Effet |
|---|---|
| `@3`, `@jeunes` | table ou public ; colle (`@0` : plus aucun) |
| `!b`, `!besoin` | type : seul sur la ligne il colle, avec un texte il vaut pour cette ligne |
| `#mobilité` | range dans ce thème, créé s’il est nouveau |
| `*5` | votes |
| `ma:` | qui parle, par les premières lettres de sa qualité ; colle |
| `une idée \\|\\| une autre` | coupe le post-it en deux |
| `« … »` | verbatim |
| `/12` ou **↑** | corriger une contribution ; la ligne commencée attend |
| `? que disent les élus` | question à l’assistant |
| `\\` devant | le reste est un texte, quoi qu’il contienne |

**Tab** complète. Coller plusieurs lignes les montre avant de les noter.
"""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "earlier", "Corriger la précédente", show=False, id="saisie.precedente"),
        Binding("down", "later", "Corriger la suivante", show=False, id="saisie.suivante"),
        Binding("tab", "complete", "Compléter", show=False, id="saisie.completer"),
        Binding("escape", "give_up", "Abandonner la correction", show=False, id="saisie.abandonner"),
    ]

    def __init__(
        self,
        line: str = "",
        invitation: str = INVITATION,
        *,
        id: str | None = None,  # noqa: A002 - Textual's word
    ) -> None:
        super().__init__(line, placeholder=invitation, id=id, select_on_focus=False)
        self.editing: int | None = None
        self._begun = ""
        self._edited_from = ""

    @property
    def line(self) -> str:
        """The line begun, also while an earlier one is corrected."""
        return self.value if self.editing is None else self._begun

    def edit(self, contribution: Contribution) -> None:
        """Bring a contribution here; the line begun waits."""
        if self.editing is None:
            self._begun = self.value
        self.editing = contribution.number
        self._edited_from = written(contribution.text)
        self.value = self._edited_from
        self.cursor_position = len(self.value)
        self.border_title = f"Correction du n° {contribution.number}"
        self.border_subtitle = "Entrée garde · Échap abandonne"
        self.add_class("-editing")

    def begin(self, line: str) -> None:
        """Show ``line`` as the one begun."""
        if self.editing is not None:
            self._begun = line
        else:
            self.value = line
            self.cursor_position = len(line)

    def give_back(self, line: str) -> None:
        """Show again a line that could not be kept, before what was begun since."""
        self.begin(line if not self.line.strip() else f"{line} {self.line}")

    def action_give_up(self) -> None:
        """Leave the correction; the line begun comes back."""
        if self.editing is not None:
            self._come_back()

    def action_earlier(self) -> None:
        """Bring the contribution before the one here."""
        self.post_message(EditContribution(-1 if self.editing is None else self.editing - 1))

    def action_later(self) -> None:
        """Bring the contribution after the one here; after the last, the line begun."""
        if self.editing is not None:
            self.post_message(EditContribution(self.editing + 1))

    def action_complete(self) -> None:
        """Take what the completion proposes, else go on to the next widget."""
        if not self.screen.query_one(Completion).take(self):
            self.screen.focus_next()

    async def _on_key(self, event: events.Key) -> None:
        """Take Enter here, in its place among the letters: a binding runs later, after letters typed since.

        Pasted text comes as keys where the terminal has no bracketed paste (Windows).
        """
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self._hand_over()
        else:
            await super()._on_key(event)

    async def action_submit(self) -> None:
        """Hand the line over."""
        self._hand_over()

    def _hand_over(self) -> None:
        """Give the line away and be empty again at once."""
        line, editing = self.value, self.editing
        if editing is not None:
            unchanged = line == self._edited_from
            self._come_back()
            if not unchanged:
                self.post_message(LineEntered(line, editing))
            return
        self.value = ""
        self.post_message(LineEntered(line))

    def _on_paste(self, event: events.Paste) -> None:
        """Several lines, or a long one, are shown before they are recorded; one goes into the line."""
        event.stop()
        event.prevent_default()
        lines = [line for line in event.text.splitlines() if line.strip()]
        if len(lines) > 1 or (self.editing is None and is_long(event.text)):
            self.post_message(BlockPasted(event.text))
        elif lines:
            self.insert_text_at_cursor(lines[0].strip())

    def _come_back(self) -> None:
        self.editing = None
        self.border_title = self.border_subtitle = ""
        self.remove_class("-editing")
        self.value = self._begun
        self.cursor_position = len(self.value)
