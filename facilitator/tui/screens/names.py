"""Names to check before anything leaves: each passage in its text, decided by a key."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from facilitator.language.french import counted, plural
from facilitator.language.typography import quote, typeset
from facilitator.privacy.redaction import occurrences
from facilitator.tui.again import Again
from facilitator.tui.desk import Desk, Fresh, Told
from facilitator.tui.doing import capture
from facilitator.tui.widgets.ask_line import AskLine
from facilitator.tui.widgets.heading import Heading
from facilitator.tui.widgets.key_line import KeyLine
from facilitator.tui.widgets.story import SIGNS
from facilitator.workshop import names

if TYPE_CHECKING:
    from facilitator.privacy.review import Reviewed
    from facilitator.workshop.names import NameReview

LABELS = "Titres, publics, tables, thèmes et suites\u00a0: une décision vaut pour tous"
NOTHING = "Rien de ce qui est noté ne semble désigner quelqu’un. Relisez quand même avant de diffuser."


class Passages(OptionList):
    """The rows; Enter replaces."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Remplacer", show=False, id="noms.valider"),
    ]


class NamesScreen(Screen[None]):
    """One row a passage of any event of the démarche; what is typed is never changed."""

    CSS_PATH = "names.tcss"
    HELP = """\
## Noms à vérifier

Ce qui peut désigner quelqu’un, dans toute la démarche : noms, téléphones, adresses, situations, dans ce qui
est noté comme dans les titres, publics, tables, thèmes et suites. Rien ne sort tant qu’il reste un passage à
décider.

**r** (ou **Entrée**) remplace par la qualité proposée, **e** par vos mots, **a** laisse tel quel et vous en
répondez. **t** remplace tout ce qui reste par les propositions. **u** annule le dernier acte de ce poste.

Le texte saisi ne change pas : seuls les documents montrent la qualité.
"""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "replace", "Remplacer", id="noms.remplacer"),
        Binding("e", "reword", "Autres mots", id="noms.reecrire"),
        Binding("a", "accept", "Assumer", id="noms.assumer"),
        Binding("t", "replace_all", "Tout remplacer", id="noms.tout"),
        Binding("u", "undo", "Annuler", id="noms.annuler"),
        Binding("escape", "back", "Livrables", id="noms.revenir"),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._found: NameReview | None = None
        self._looking = Again(self._look, lambda: self.is_running)

    def compose(self) -> ComposeResult:
        """Where we are, how many are left, the passages, what happened last, keys."""
        yield Heading(self._desk)
        yield Static(id="reste", markup=False)
        with Vertical(id="liste"):
            yield Passages(id="passages", markup=False)
        yield Static(id="dit", markup=False)
        yield AskLine(shown=1)
        yield KeyLine()

    def on_mount(self) -> None:
        """Follow what changes, and what is told."""
        self._desk.news.subscribe(self, self._on_news)
        self._desk.told.subscribe(self, self._on_told)

    def on_screen_resume(self) -> None:
        """Look at the whole démarche anew."""
        self.query_one("#dit", Static).update("")
        self.call_after_refresh(self.look)

    def look(self) -> None:
        """Read all that is noted, once more where it changed meanwhile."""
        self._looking.ask()

    def _look(self, ended: Callable[[], None]) -> None:
        """In the process aside, where the model may take its seconds."""
        if self._found is None:
            self.query_one("#reste", Static).update("Relecture de tout ce qui est noté…")
        desk = self._desk
        desk.hands.do(
            desk.hands.aside,
            lambda: desk.aside.run(names.names_review, step=desk.hands.step),
            self._show,
            busy="Relecture des noms",
            last=ended,
        )

    def action_replace(self) -> None:
        """Put the suggestion in the place of the passage."""
        if (here := self._here()) is not None:
            self._decide([here], here.finding.suggestion)

    def action_reword(self) -> None:
        """Ask for other words to put there."""
        here = self._here()
        if here is not None:
            asked = f"{quote(here.finding.words)} → "
            value = here.finding.suggestion.strip("[]")
            self.query_one(AskLine).ask(
                asked, lambda typed: self._decide([here], names.bracketed(typed)), value
            )

    def action_accept(self) -> None:
        """Leave the passage as it is, and answer for it."""
        if (here := self._here()) is not None:
            self._decide([here], None)

    def action_replace_all(self) -> None:
        """Put the suggestions in the place of all that is undecided, as one act."""
        if self._found is not None and self._found.undecided:
            self._decide(list(self._found.undecided), "")

    def action_undo(self) -> None:
        """Take back the last act of this post."""
        capture.undo(self._desk, "")

    def action_back(self) -> None:
        """Go back to the livrables."""
        self._desk.app.show("livrables")

    @on(OptionList.OptionSelected)
    def _chosen(self) -> None:
        self.action_replace()

    def _decide(self, found: list[Reviewed], words: str | None) -> None:
        names = self._desk.workshop.names

        def decided(_: int) -> None:
            self._step_on(found[-1].number)
            self._desk.look_again()
            self.look()

        if words is None:
            self._desk.carry_out(lambda: names.accept_found(found), decided)
        else:
            self._desk.carry_out(lambda: names.replace_found(found, words), decided)

    def _step_on(self, number: int) -> None:
        """Go to the next passage to decide, after the one of this number, else the first one."""
        if self._found is None:
            return
        left = [one.number for one in self._found.undecided if one.number != number]
        after = next((one for one in left if one > number), left[0] if left else number)
        passages = self.query_one(Passages)
        passages.highlighted = passages.get_option_index(f"passage-{after}")

    def _here(self) -> Reviewed | None:
        option = self.query_one(Passages).highlighted_option
        if self._found is None or option is None or option.id is None:
            return None
        return next((one for one in self._found.all if f"passage-{one.number}" == option.id), None)

    def _show(self, found: NameReview) -> None:
        if not self.is_running:
            return
        here, first = self._here(), self._found is None
        self._found = found
        passages = self.query_one(Passages)
        passages.clear_options()
        for title, reviewed in (
            *((event.title, seen) for event, seen in found.events),
            (LABELS, found.labels),
        ):
            if reviewed:
                passages.add_option(Option(Content.styled(title, "bold $primary"), disabled=True))
                passages.add_options(Option(_row(one), id=f"passage-{one.number}") for one in reviewed)
        left = len(found.undecided)
        if not found.all:
            told, style = NOTHING, "$success"
        elif left:
            told, style = f"{counted(left, 'passage')} à décider sur {len(found.all)}", "bold $warning"
        else:
            ready = "Tout est décidé : les livrables peuvent être rédigés."
            told, style = (
                f"{ready} {len(found.all)} {plural(len(found.all), 'passage vu', 'passages vus')}.",
                "bold $success",
            )
        self.query_one("#reste", Static).update(Content.styled(typeset(told), style))
        if not found.all:
            return
        wanted = here.number if here is not None and not first else None
        waiting = found.undecided or found.all
        number = wanted if wanted in {one.number for one in found.all} else waiting[0].number
        passages.highlighted = passages.get_option_index(f"passage-{number}")
        if not self.query_one(AskLine).display:
            passages.focus()

    def _on_news(self, news: Fresh) -> None:
        if self.is_current and news.contributions:
            self.look()

    def _on_told(self, said: Told) -> None:
        if said.sentence and said.remark is None:
            sign, style = SIGNS.get(said.tone, SIGNS["note"])
            self.query_one("#dit", Static).update(Content.styled(f"{sign} {said.sentence}", style))
            if self.is_current:
                self.look()  # an act taken back may have been a decision


def _row(one: Reviewed) -> Content:
    """« n° 6 · personne   ○ à décider : [une voisine] », and the text with its words emphasised."""
    if one.decision is None:
        state, style = typeset(f"○ {one.outcome} : {one.finding.suggestion} ?"), "bold $warning"
    else:
        state, style = f"✓ {one.outcome}", "$success" if one.decision.is_accepted else "bold $success"
    marks = [one.subject, str(one.finding.passage.kind)]
    marks += [one.field] if one.contribution is not None and one.field != "texte" else []
    marks += ["retirée du mur"] if one.is_removed else []
    text = " ".join(one.text.split())
    said = Content(text)
    for start, end in occurrences(text, " ".join(one.finding.words.split())):
        said = said.stylize("bold reverse", start, end)
    return Content.assemble((" · ".join(marks), "$muted"), (f"   {state}", style), "\n  ", said)
