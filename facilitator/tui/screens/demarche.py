"""Where the démarche stands: étapes and events in time, what they produced, what is missing, what is next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static

from facilitator.domain.demarche import EtapeState
from facilitator.domain.event_plan import read_day, write_day
from facilitator.errors import FacilitatorError
from facilitator.language.typography import quote, typeset
from facilitator.tui import live
from facilitator.tui.again import Again
from facilitator.tui.desk import Desk, Fresh, Told
from facilitator.tui.widgets.ask_line import AskLine
from facilitator.tui.widgets.frise import Frise
from facilitator.tui.widgets.heading import Heading
from facilitator.tui.widgets.key_line import KeyLine
from facilitator.tui.widgets.story import Story
from facilitator.workshop.standing import EtapeStanding, EventStanding, standing_of, summary

if TYPE_CHECKING:
    from datetime import date

    from facilitator.workshop.sessions import DemarcheOverview
    from facilitator.workshop.standing import DemarcheStanding

_NEXT = {
    EtapeState.PLANNED: EtapeState.CURRENT,
    EtapeState.CURRENT: EtapeState.DONE,
    EtapeState.DONE: EtapeState.PLANNED,
}


class DemarcheScreen(Screen[None]):
    """One row an étape or an event; Enter opens an event. Without étapes, its events alone."""

    CSS_PATH = "demarche.tcss"
    HELP = """\
## La démarche

**↑ ↓** parcourent, **Entrée** ouvre l’événement. **d** change la date, **n** prépare un événement ; **p**
ouvre le projet : enjeux, axes, actions. **Espace** change l’état de l’étape, là où il y en a.

**Ctrl+Z** reprend le dernier acte.
"""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "state", "État", id="demarche.etat"),
        Binding("d", "dates", "Date", id="demarche.dates"),
        Binding("n", "new_event", "Nouvel événement", id="demarche.nouveau"),
        Binding("p", "app.run('projet')", "Projet", id="demarche.projet"),
        Binding("escape", "back", "Séance", show=False, id="demarche.revenir"),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._standing: DemarcheStanding | None = None
        self._looking = Again(self._look, lambda: self.is_running)

    def compose(self) -> ComposeResult:
        """Where we are, the whole in a line, the frise, what comes next, what was told, keys."""
        yield Heading(self._desk)
        yield Static(id="resume", markup=False)
        with Vertical(id="temps"):
            yield Frise(id="frise")
        yield Static(id="suite-datee", markup=False)
        yield Story(id="recit")
        yield AskLine(shown=1)
        yield KeyLine()

    def on_mount(self) -> None:
        """Follow what is done here and elsewhere."""
        self._desk.news.subscribe(self, self._on_news)
        self._desk.told.subscribe(self, self._on_told)

    def on_screen_resume(self) -> None:
        """What there is now."""
        self.call_after_refresh(self.look)

    def look(self) -> None:
        """Read where the démarche stands, once more where it changed meanwhile."""
        self._looking.ask()

    def _look(self, ended: Callable[[], None]) -> None:
        workshop, hands, today = self._desk.workshop, self._desk.hands, self._today
        hands.do(hands.eyes, lambda: standing_of(workshop, today), self._show, last=ended)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """« État » only where there are étapes."""
        return action != "state" or (self._standing is not None and bool(self._standing.etapes))

    def action_state(self) -> None:
        """From « à venir » to « en cours », to « faite », and round again."""
        here = self._here
        if isinstance(here, EtapeStanding):
            self._change(here, state=_NEXT[here.etape.state])

    def action_dates(self) -> None:
        """Ask for the first and the last day of an étape, or the day of an event."""
        here = self._here
        asking = self.query_one(AskLine)
        if isinstance(here, EtapeStanding):
            days = [write_day(day) for day in (here.etape.starts, here.etape.ends)]
            value = " au ".join(day for day in days if day)
            asking.ask(typeset("Du … au … : "), lambda words: self._date_etape(here, words), value)
        elif isinstance(here, EventStanding):
            value = write_day(here.event.held_on or self._today)
            asking.ask(typeset("Le : "), lambda words: self._date_event(here, words), value)

    def action_new_event(self) -> None:
        """Prepare a new event of this démarche, held for the étape under the cursor."""
        from facilitator.workshop import overview

        here, app = self._here, self._desk.app
        etape = here.etape.title if isinstance(here, EtapeStanding) else ""
        slug = self._desk.workshop.folder.name

        def choose(known: tuple[DemarcheOverview, ...]) -> None:
            from facilitator.tui.screens.choose_method import ChooseMethod

            first = sorted(known, key=lambda one: one.slug != slug)
            app.push_screen(ChooseMethod(app.settings, first, etape))

        hands = self._desk.hands
        hands.do(hands.eyes, lambda: overview(app.settings), choose)

    def action_back(self) -> None:
        """Go back to the séance."""
        self._desk.app.show("seance")

    @on(OptionList.OptionSelected)
    def _opened(self) -> None:
        here = self._here
        if isinstance(here, EventStanding):
            if here.event.id == self._desk.live.event.id:
                self._desk.app.show("seance")
            else:
                self._desk.app.open(self._desk.workshop.folder.name, here.event.slug)

    @property
    def _here(self) -> EtapeStanding | EventStanding | None:
        return self.query_one(Frise).here

    @property
    def _today(self) -> date:
        return live.utc_now().astimezone().date()

    def _change(self, here: EtapeStanding, **changed: Any) -> None:
        cadrage, title = self._desk.workshop.cadrage, here.etape.title

        def told(_: object) -> None:
            self.look()
            self._desk.look_again()

        self._desk.carry_out(lambda: cadrage.keep_etape(title, **changed), told)

    def _date_etape(self, here: EtapeStanding, words: str) -> None:
        starts, _, ends = words.replace("du ", "").partition(" au ")
        try:
            days = read_day(starts, self._today), read_day(ends, self._today)
        except FacilitatorError as error:
            self._desk.failed(error)
        else:
            self._change(here, starts=days[0], ends=days[1])

    def _date_event(self, here: EventStanding, words: str) -> None:
        try:
            changed = replace(here.event, held_on=read_day(words, self._today))
        except FacilitatorError as error:
            self._desk.failed(error)
            return

        def told(_: object) -> None:
            self.look()
            self._desk.look_again()
            self._desk.say(f"{quote(changed.title)} : {write_day(changed.held_on)}.", "success")

        self._desk.carry_out(lambda: self._desk.workshop.change_event(changed), told)

    def _show(self, standing: DemarcheStanding) -> None:
        if not self.is_running:
            return
        first, self._standing = self._standing is None, standing
        self.query_one("#resume", Static).update(Content.styled(summary(standing), "$muted"))
        frise = self.query_one(Frise)
        frise.show(standing, self._desk.live.event.slug)
        coming = self.query_one("#suite-datee", Static)
        coming.display = bool(standing.next)
        rows = [Content.assemble(("→ ", "bold $accent"), one) for one in standing.next[:3]]
        coming.update(Content("\n").join([Content.styled("Et ensuite", "bold"), *rows]))
        if first:
            frise.focus()
        self.refresh_bindings()

    def _on_news(self, news: Fresh) -> None:
        if self.is_current and (news.agenda or news.wall or news.contributions):
            self.look()

    def _on_told(self, said: Told) -> None:
        if said.sentence and said.tone in ("success", "warning", "error"):
            story = self.query_one(Story)
            story.forget()
            story.tell(said.sentence, said.tone)
