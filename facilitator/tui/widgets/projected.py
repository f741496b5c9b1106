"""The wall in large, for a room: it only needs what a wall proves, and follows whoever shows it anew."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from facilitator.domain.contribution import Contribution
from facilitator.domain.evidence import EventEvidence
from facilitator.domain.theme import Sorting, Theme
from facilitator.tui.pages import OVERVIEW, Page, pages

_SECOND_DIGIT = 1.2
"""Seconds during which a second digit makes a number of two."""


class ProjectionView(Widget, can_focus=True):
    """One page of the wall at once. ``show`` gives it the wall, as often as it changes."""

    HELP = """\
## La projection

**→ ←** (ou Page suivante, Page précédente) : thème suivant, précédent ; un **numéro** : ce thème ; **0** :
l’ensemble ; **↑ ↓** : choisir une contribution affichée. **Échap** quitte.

Devant la salle : **m** mettre ailleurs, **r** renommer, **f** fusionner, **z** annuler.
Un texte qui semble nommer quelqu’un n’est jamais montré : il est seulement compté.
"""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,pagedown,space", "turn(1)", "Suivant", id="projection.suivant"),
        Binding("left,pageup", "turn(-1)", "Précédent", id="projection.precedent"),
        Binding("home", "overview", "Ensemble", id="projection.ensemble"),
        Binding("down", "point(1)", "Contribution suivante", show=False, id="projection.viser_suivante"),
        Binding("up", "point(-1)", "Contribution précédente", show=False, id="projection.viser_precedente"),
    ]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._wall: tuple[EventEvidence, Sorting] | None = None
        self._pages: tuple[Page, ...] = ()
        self._at = 0
        self._pointed: str | None = None
        self._digits = ("", 0.0)

    @property
    def theme(self) -> Theme | None:
        """The theme that is shown; None on the overview and the tray."""
        key = self._pages[self._at].key if self._pages else OVERVIEW
        return next((theme for theme in self._themes if theme.id == key), None)

    @property
    def _themes(self) -> tuple[Theme, ...]:
        return () if self._wall is None else self._wall[1].themes

    @property
    def pointed(self) -> Contribution | None:
        """The contribution chosen among those that are shown."""
        if not self._pages:
            return None
        return next((one for one in self._pages[self._at].quotes if one.id == self._pointed), None)

    def show(self, evidence: EventEvidence, sorting: Sorting) -> None:
        """Show the wall as it is now, at the page that was shown if its theme is still there."""
        self._wall = evidence, sorting
        self._lay_out()

    def on_resize(self) -> None:
        """Lay the pages out for the room there is."""
        self._lay_out()

    def on_key(self, event: events.Key) -> None:
        """A theme's number goes to it; 0 to the overview."""
        if event.character is None or not event.character.isdecimal():
            return
        event.stop()
        keys = {"0": OVERVIEW} | {str(theme.number): theme.id for theme in self._themes}
        before, when = self._digits
        number = before + event.character if event.time - when < _SECOND_DIGIT else event.character
        number = number if number in keys else event.character
        self._digits = number, event.time
        if number in keys:
            self._go_to(keys[number])

    def action_turn(self, step: int) -> None:
        """Go on to the page after or before."""
        self._at = min(max(0, self._at + step), max(0, len(self._pages) - 1))
        self._pointed = None
        self.refresh()

    def action_overview(self) -> None:
        """Go back to all themes."""
        self._go_to(OVERVIEW)

    def action_point(self, step: int) -> None:
        """Choose the contribution after or before among those that are shown; beyond the ends, none."""
        quotes = self._pages[self._at].quotes if self._pages else ()
        ids = [None, *(one.id for one in quotes)]
        at = ids.index(self._pointed) if self._pointed in ids else 0
        self._pointed = ids[(at + step) % len(ids)]
        self.refresh()

    def render(self) -> Content:
        """The page, its blocks parted by an empty row where there is room."""
        if not self._pages:
            return Content("")
        page = self._pages[self._at]
        rows = [*page.title, Content("")]
        for rank, block in enumerate(page.blocks):
            rows += [Content("")] * page.gap if rank else []
            if block.said is None:
                rows += block.rows
                continue
            sign = "▸ " if block.said.id == self._pointed else "  "
            rows += [
                Content.assemble((sign if at == 0 else "  ", "bold $accent"), row)
                for at, row in enumerate(block.rows)
            ]
        if page.ranks > 1:
            rows += [Content("")] * (self.content_size.height - len(rows) - 1)
            rows.append(Content.styled(f"{page.rank} / {page.ranks} →", "$muted"))
        return Content("\n").join(rows)

    def _lay_out(self) -> None:
        if self._wall is None or not self.content_size.width:
            return
        before = self._pages[self._at] if self._pages else None
        width, height = self.content_size
        self._pages = pages(*self._wall, width, height - 1)
        self._at = min(self._at, len(self._pages) - 1)
        if before is not None:
            same = [at for at, page in enumerate(self._pages) if page.key == before.key]
            if same:
                self._at = same[min(before.rank, len(same)) - 1]
        self.refresh()

    def _go_to(self, key: str) -> None:
        self._pointed = None
        self._at = next((at for at, page in enumerate(self._pages) if page.key == key), self._at)
        self.refresh()
