"""The accueil: the démarches and their events, the one last worked on first, and how to begin another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from facilitator.config import Settings
from facilitator.language.french import counted, written_date
from facilitator.language.typography import typeset
from facilitator.tui import live
from facilitator.tui.widgets.key_line import KeyLine
from facilitator.tui.widgets.moments import since

if TYPE_CHECKING:
    from facilitator.store.glance import EventGlance
    from facilitator.tui.app import FacilitatorApp
    from facilitator.workshop.sessions import DemarcheOverview

WELCOME = """\
Ici, chaque idée tapée devient une contribution, rangée par thèmes à la pause et mise en diapositives.
Tout reste sur cet ordinateur ; rien ne s’envoie.

[b]↑ ↓ puis Entrée[/b] pour choisir :"""


class Demarches(OptionList):
    """What there is to open; Enter opens."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Ouvrir", id="accueil.ouvrir"),
    ]


class Home(Screen[None]):
    """What there is to open. Enter on an event opens it; on an offer, does what it says."""

    app: FacilitatorApp
    CSS_PATH = "home.tcss"
    HELP = """\
## L’accueil

**↑ ↓** choisit, **Entrée** ouvre. La démarche travaillée en dernier est en haut.

Une *démarche* réunit plusieurs événements (ateliers, tables rondes, séminaire…) dans un dossier de
cet ordinateur ; le bas de l’écran dit où. Le copier suffit à la sauvegarder.

**m** commence une démarche à partir d’une mission toute prête, entière ou en partie.
"""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new_event", "Nouvel événement", id="accueil.nouveau"),
        Binding("e", "example", "Exemple", id="accueil.exemple"),
        Binding("m", "new_mission", "Mission", id="accueil.mission"),
        Binding("escape", "back", "Revenir", id="accueil.revenir"),
    ]

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self._known: Sequence[DemarcheOverview] = ()
        self._doing: dict[str, Callable[[], None]] = {}
        self._under_way = ""
        self._busy = Static(id="en-cours", markup=False)

    def compose(self) -> ComposeResult:
        """The name of the program, what there is, what is under way, where the files lie, keys."""
        yield Static("facilitator  ·  Accueil", id="enseigne")
        with Vertical(id="accueil"):
            yield Static(WELCOME, id="bienvenue")
            yield Demarches(id="demarches", markup=False)
        yield self._busy
        yield Static(id="dossier", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        """Look for the démarches, and tell how far long work is."""
        self.query_one("#bienvenue").display = False
        self.query_one("#dossier", Static).update(f"Vos fichiers : {self._settings.sessions}")
        self.set_interval(0.2, self._tick)

    def on_screen_resume(self) -> None:
        """What there is now, also after an event was left."""
        self.call_after_refresh(self.look)

    def look(self) -> None:
        """Read what there is."""
        from facilitator.workshop import overview

        self.app.hands.do(self.app.hands.eyes, lambda: overview(self._settings), self._show)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """« Revenir » only where an event is open behind."""
        return action != "back" or self.app.desk is not None

    def action_new_event(self) -> None:
        """Describe a new event, then open it."""
        from facilitator.tui.screens.choose_method import ChooseMethod

        self.app.push_screen(ChooseMethod(self._settings, self._known))

    def action_new_mission(self) -> None:
        """Begin a démarche from a ready mission, whole or in part."""
        from facilitator.domain.missions import MISSIONS, mission_named
        from facilitator.tui.screens.choosing import Choice, Choose
        from facilitator.tui.screens.new_mission import NewMission

        def begin(code: str | None) -> None:
            mission = None if code is None else mission_named(code)
            if mission is not None:
                self.app.push_screen(NewMission(self._settings, mission))

        choices = [Choice(one.code, one.name, typeset(one.purpose)) for one in MISSIONS]
        self.app.push_screen(Choose("Commencer une mission", choices), begin)

    def action_example(self) -> None:
        """Make the example anew, or ask whether the one that is there should go."""
        from facilitator.workshop.example import DEMO

        if self._under_way:
            return
        there = next((one for one in self._known if one.slug == DEMO), None)
        if there is None or not there.events:
            self._rebuild()
        else:
            self.app.push_screen(
                ExampleAgain(), lambda again: None if again is None else self._example(again=again)
            )

    def action_back(self) -> None:
        """Go back to the event under way."""
        self.app.show("seance")

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        if not self._under_way and event.option_id in self._doing:
            self._doing[event.option_id]()

    def _example(self, *, again: bool) -> None:
        from facilitator.workshop.example import DEMO

        if again:
            self._rebuild()
        else:
            self.app.open(DEMO, None)

    def _rebuild(self) -> None:
        """The example, made outside the screen's thread; its atelier is then opened."""
        from facilitator.workshop.example import FIRST_SEEN, rebuild_demo

        hands = self.app.hands
        self.app.close_event()  # it may be the example itself, which could then not be replaced

        def build() -> tuple[str, str]:
            with rebuild_demo(self._settings, hands.step) as workshop:
                return workshop.folder.name, FIRST_SEEN

        self._under_way = "Préparation de l’exemple"
        hands.do(hands.acts, build, lambda made: self.app.open(*made), busy=self._under_way)

    def _show(self, known: Sequence[DemarcheOverview]) -> None:
        self._known = known
        if not self.is_attached:  # left meanwhile
            return
        self.query_one("#bienvenue").display = not known
        options = self.query_one("#demarches", OptionList)
        highlighted = options.highlighted
        options.clear_options()
        self._doing = {}
        for demarche in known:
            options.add_options(self._rows(demarche))
        options.add_options([*([None] if known else []), *self._offers(first=not known)])
        options.highlighted = highlighted
        if highlighted is None:
            options.action_first()
        options.focus()
        self.refresh_bindings()

    def _rows(self, demarche: DemarcheOverview) -> Iterator[Option]:
        """The démarche's name, then its events; why it cannot be opened where it cannot."""
        touched = f"  ·  {since(demarche.touched_at, live.utc_now())}" if demarche.touched_at else ""
        yield Option(Content.assemble((demarche.title, "bold $primary"), (touched, "$muted")), disabled=True)
        if demarche.trouble is not None:
            told = " ".join(filter(None, (demarche.trouble.title, demarche.trouble.cause)))
            yield Option(Content.styled(f"  ▲ {told}", "$error"), disabled=True)
        elif not demarche.events:
            yield self._offer(
                f"nouveau:{demarche.slug}", "Premier événement de cette démarche", "", self._in(demarche)
            )
        for held in reversed(demarche.events):
            key = f"{demarche.slug}:{held.slug}"
            self._doing[key] = self._opening(demarche.slug, held.slug)
            yield Option(row(held), id=key)

    def _offers(self, *, first: bool) -> Iterator[Option]:
        yield self._offer(
            "nouveau",
            "Nouvel événement" if not first else "Préparer mon premier événement",
            "atelier, table ronde, séminaire, réunion… prêt en une minute",
            self.action_new_event,
        )
        yield self._offer(
            "exemple",
            "Essayer avec l’exemple",
            "un atelier fictif de 90 post-its déjà tapés, à trier et à projeter",
            self.action_example,
        )

    def _offer(self, key: str, title: str, told: str, do: Callable[[], None]) -> Option:
        self._doing[key] = do
        return Option(
            Content.assemble((f"+ {title}", "bold"), (f"\n  {told}" if told else "", "$muted")), id=key
        )

    def _opening(self, demarche: str, event: str) -> Callable[[], None]:
        return lambda: self.app.open(demarche, event)

    def _in(self, demarche: DemarcheOverview) -> Callable[[], None]:
        from facilitator.tui.screens.choose_method import ChooseMethod

        first = [demarche, *(one for one in self._known if one is not demarche)]

        def choose() -> None:
            self.app.push_screen(ChooseMethod(self._settings, first))

        return choose

    def _tick(self) -> None:
        busy = self.app.hands.busy
        if not busy:
            self._under_way = ""
        self._busy.update(f"{busy}…" if busy else "")


class ExampleAgain(ModalScreen[bool]):
    """True when the example is to be made anew, False to open it as it is, None for neither."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "answer(False)", "Rouvrir", id="exemple.rouvrir"),
        Binding("z", "answer(True)", "Repartir de zéro", id="exemple.zero"),
        Binding("escape", "dismiss", "Ni l’un ni l’autre", id="exemple.abandonner"),
    ]

    def compose(self) -> ComposeResult:
        """The question, then what the keys do."""
        with Vertical(classes="dialogue"):
            yield Static("L’exemple est déjà là", classes="titre")
            yield Static(typeset("Repartir de zéro efface ce que vous y avez changé, et rien d’autre."))
            yield Static(
                typeset("Entrée : le rouvrir   z : de zéro   Échap : revenir"),
                classes="touches",
            )

    def action_answer(self, again: bool) -> None:
        """Close with the decision."""
        self.dismiss(again)


def row(event: EventGlance) -> Content:
    """An event on two lines: its title; its kind, its day and how much was said."""
    told = [event.kind.label, written_date(event.held_on) if event.held_on else "sans date"]
    told.append(counted(event.contributions, "contribution"))
    return Content.assemble((f"  {event.title}", "bold"), (f"\n  {'  ·  '.join(told)}", "$muted"))
