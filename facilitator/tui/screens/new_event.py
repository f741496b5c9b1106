"""A new event from a method: everything is filled in already, so that Enter alone begins it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar, TypedDict

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Button, Input, Static

from facilitator.config import Settings
from facilitator.domain import event_plan
from facilitator.domain.contribution import fold
from facilitator.domain.event import Presence, Table
from facilitator.domain.event import Sequence as EventSequence
from facilitator.domain.method import Method, Thematique, thematique_named
from facilitator.errors import ConflictError, FacilitatorError, NotFoundError
from facilitator.language.french import written_date
from facilitator.language.typography import typeset
from facilitator.tui import live
from facilitator.tui.widgets.field import Field, asked
from facilitator.tui.widgets.key_line import KeyLine

if TYPE_CHECKING:
    from facilitator.tui.app import FacilitatorApp
    from facilitator.workshop.sessions import DemarcheOverview

FIRST_DEMARCHE = "Ma démarche"


class Details(TypedDict):
    """What is said of an event beside its title and kind."""

    theme: str
    method: str
    held_on: date | None
    place: str
    tables: tuple[Table, ...]
    sequences: tuple[EventSequence, ...]
    presences: tuple[Presence, ...]
    dots_per_person: int | None


class NewEvent(Screen[None]):
    """The event to be, one field after the other; ``known`` are the démarches, the one meant first.

    It is held for the ``etape`` of this title, if any.
    """

    app: FacilitatorApp
    CSS_PATH = "new_event.tcss"
    HELP = """\
## Préparer un événement

Tout est rempli d’avance : **Entrée** passe au champ suivant, et commence quand « Commencer » est choisi.
**Ctrl+S** commence depuis n’importe quel champ. **Tab** et **Maj+Tab** vont d’un champ à l’autre, aussi
depuis un champ de plusieurs lignes, où Entrée va à la ligne.

Une séquence s’écrit sur une ligne : `titre : question !type`. Le type *colle* à ce qui est tapé pendant
la séquence ; sans type, rien ne colle.

**Thématique** : les premières lettres suffisent (« jeun »). Ses questions remplacent celles de la méthode,
tant que vous n’avez pas changé les séquences vous-même.
"""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "begin", "Commencer", id="evenement.commencer"),
        Binding("escape", "app.pop_screen", "Revenir", id="evenement.revenir"),
    ]

    def __init__(
        self,
        settings: Settings,
        known: Sequence[DemarcheOverview],
        chosen: Method,
        thematiques: Sequence[Thematique] = (),
        etape: str = "",
    ) -> None:
        super().__init__()
        self._etape = etape
        self._settings = settings
        self._known = known
        self._method = chosen
        self._thematiques = thematiques
        self._filled = event_plan.write_sequences(chosen.sequences())
        self._today = live.utc_now().astimezone().date()
        self._creating = False

    def compose(self) -> ComposeResult:
        """What must be there, the button, then what the method has filled in."""
        yield Static(typeset(f"Nouvel événement  ·  2. {self._method.title}"), classes="enseigne")
        with VerticalScroll(classes="page", can_focus=False):
            titles = [one.title for one in self._known if one.trouble is None]
            yield Field(
                "Démarche",
                titles[0] if titles else FIRST_DEMARCHE,
                "Un titre nouveau crée une autre démarche (un dossier)."
                if titles
                else "Le dossier de vos événements : un territoire, une mission…",
                asked,
                id="demarche",
                suggested=titles,
            )
            yield Field(
                "Titre", self._title(), "Ce qui le distingue de vos autres événements.", asked, id="titre"
            )
            yield Button("Commencer   (ou Ctrl+S)", id="commencer", compact=True)
            yield Static(typeset("Déjà rempli ; Tab pour y aller :"), id="suite")
            yield from self._prefilled()
        yield Static(id="refus", markup=False)
        yield KeyLine()

    def _prefilled(self) -> ComposeResult:
        """What the method has filled in, and what only the facilitator knows."""
        chosen, today = self._method, self._today
        yield Field(
            "Thématique",
            "",
            "Ses questions remplacent celles de la méthode : « jeunesse », « logement »…",
            str.strip,
            id="thematique",
            suggested=[one.title for one in self._thematiques],
        )
        yield Field(
            "Date",
            event_plan.write_day(today),
            "jour/mois/année ; rien si elle n’est pas fixée.",
            lambda text: event_plan.read_day(text, today),
            id="date",
        )
        yield Field("Lieu", "", "Si vous voulez le voir dans les documents.", str.strip, id="lieu")
        yield Field(
            "Tables",
            str(chosen.tables or ""),
            "Leur nombre, ou leurs noms entre virgules ; ou rien.",
            event_plan.read_tables,
            id="tables",
        )
        yield Field(
            "Publics",
            "",
            "Qui est à chaque table, dans l’ordre, entre virgules ; ou rien.",
            self._read_publics,
            id="publics",
        )
        yield from self._asked_of_people()

    def _asked_of_people(self) -> ComposeResult:
        """Who comes, what they are asked, how they vote."""
        chosen = self._method
        yield Field(
            "Présents",
            "",
            f"Une qualité par ligne : « {chosen.present} ». Ses premières lettres la citeront."
            if ":" in chosen.present
            else f"Un par ligne, et leur nombre : « {chosen.present} ».",
            event_plan.read_presences,
            id="presents",
            lines=True,
        )
        yield Field(
            "Séquences",
            self._filled,
            "Une par ligne : titre : question !type (il collera à chaque idée).",
            event_plan.read_sequences,
            id="sequences",
            lines=True,
        )
        yield Field(
            "Gommettes",
            str(chosen.dots_per_person or ""),
            "Par personne ; rien s’il n’y a pas de vote.",
            event_plan.read_dots,
            id="gommettes",
        )

    def on_mount(self) -> None:
        """Begin at the title where there is a démarche already."""
        self.query_one("#titre" if self._known else "#demarche", Field).focus_input()

    def action_begin(self) -> None:
        """Create the event and open it; what is wrong is told beside its field."""
        wrong = [field for field in self.query(Field) if not field.check()]
        if wrong:
            wrong[0].focus_input()
        elif not self._creating:
            self._creating = True
            self.app.hands.do(
                self.app.hands.acts,
                self._creation(),
                lambda made: self.app.open(*made),
                busy="Création",
                failed=self._refused,
                last=self._ended,
            )

    @on(Input.Submitted)
    def _next(self) -> None:
        self.focus_next()

    @on(Input.Changed, "#thematique Input")
    def _asked_on(self) -> None:
        """Ask the questions of the thématique, unless the sequences were changed by hand."""
        field = self.query_one("#sequences", Field)
        wanted = event_plan.write_sequences(self._method.sequences(self._thematique()))
        if field.text == self._filled != wanted:
            field.write(wanted)
            self._filled = wanted

    @on(Button.Pressed)
    def _pressed(self) -> None:
        self.action_begin()

    def _creation(self) -> Callable[[], tuple[str, str]]:
        """What makes the event, to be done outside the screen's thread."""
        title, details = self._text("titre"), self._details()
        kind, asked_for, settings = self._method.kind, self._demarche(), self._settings
        etape = self._etape if self._known and asked_for == self._known[0].slug else ""

        def create() -> tuple[str, str]:
            from facilitator.workshop.workshop import Workshop

            with Workshop.open_or_create(asked_for, settings) as workshop:
                slug = workshop.create_event(title, kind, **details).slug
                if etape:
                    workshop.cadrage.hold_for(etape, slug)
                return workshop.folder.name, slug

        return create

    def _ended(self) -> None:
        self._creating = False

    def _refused(self, error: FacilitatorError) -> None:
        if isinstance(error, ConflictError):
            field = self.query_one("#titre", Field)
            field.complain(" ".join(filter(None, (error.title, error.next_step))))
            field.focus_input()
        else:
            self.query_one("#refus", Static).update(Content.styled(f"▲ {error}", "$error"))

    def _details(self) -> Details:
        known = self._thematique()
        return {
            "theme": known.title if known else self._text("thematique").strip(),
            "method": self._method.title,
            "held_on": event_plan.read_day(self._text("date"), self._today),
            "place": self._text("lieu").strip(),
            "tables": event_plan.read_tables(self._text("tables"), self._text("publics")),
            "sequences": event_plan.read_sequences(self._text("sequences")),
            "presences": event_plan.read_presences(self._text("presents")),
            "dots_per_person": event_plan.read_dots(self._text("gommettes")),
        }

    def _read_publics(self, text: str) -> None:
        """The publics by table; what is wrong with the tables is told beside them alone."""
        tables = self.query_one("#tables", Field)
        if tables.check():
            event_plan.read_tables(tables.text, text)

    def _thematique(self) -> Thematique | None:
        try:
            return thematique_named(self._text("thematique"), self._thematiques)
        except NotFoundError:  # a subject of her own, or none
            return None

    def _demarche(self) -> str:
        """The folder of the démarche of this title, or the new title."""
        title = self._text("demarche").strip()
        return next((one.slug for one in self._known if fold(one.title) == fold(title)), title)

    def _title(self) -> str:
        """« Atelier du 25 novembre 2026 », told apart from one of the same name in the démarche."""
        title = f"{self._method.title} du {written_date(self._today)}".replace("\u00a0", " ")
        taken = {fold(held.title) for one in self._known[:1] for held in one.events}
        rank = 2
        while fold(title if rank == 2 else f"{title} ({rank - 1})") in taken:
            rank += 1
        return title if rank == 2 else f"{title} ({rank - 1})"

    def _text(self, field: str) -> str:
        return self.query_one(f"#{field}", Field).text
