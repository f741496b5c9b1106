"""One column of the board: a theme's name and figures, its contributions as cards under them."""

from __future__ import annotations

from collections.abc import Collection
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from facilitator.domain.contribution import Contribution
from facilitator.tui.columns import Card, Column


class Cards(OptionList):
    """The cards of one column; arrows walk over them, and beyond to the columns beside."""

    HELP = """\
## Les thèmes

**↑ ↓ ← →** parcourent les cartes et les colonnes ; **Espace** marque une carte : la touche qui suit vaut
pour toutes celles qui sont marquées.

| Touche | Effet |
|---|---|
| **m** | mettre dans un thème : son numéro, le début de son nom, ou un nom nouveau ; 0 : à ranger |
| **r** | renommer le thème |
| **f** | fusionner le thème avec un autre |
| **s** | scinder : les cartes marquées font un nouveau thème |
| **v**, **V** | valider la carte, le thème avec la salle |
| **c** | couper en deux une carte qui dit deux idées |
| **e** | corriger le texte |
| **h** | hors sujet |
| **g** | rendre au tri |
| **p** | « pas ensemble » : deux cartes marquées |
| **Suppr** | retirer du mur |
| **a**, **x** | accepter, refuser ce que l’outil suggère |
| **z** | annuler |
| **o** | ordre des colonnes : nombre, votes, numéro |
| **i** | preuves du thème et de la carte |
| **l** | lentille : le mur vu autrement |

✓ : décidé par une personne, rien ne le déplacera ; ● : votes ; +1 : aussi dans un autre thème ; ? : suggérée.
"""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "screen.beside(-1)", "Colonne à gauche", show=False, id="themes.gauche"),
        Binding("right", "screen.beside(1)", "Colonne à droite", show=False, id="themes.droite"),
    ]

    def show(self, cards: tuple[Card, ...], marked: Collection[str], suggested: Collection[str]) -> None:
        """Show these cards, the cursor staying on the same one, or where it was if that one left."""
        at, top = self.highlighted, self.scroll_offset.y
        here = None if at is None else self.get_option_at_index(at).id
        self.clear_options()
        self.add_options(
            Option(
                card_text(card, card.contribution.id in marked, card.contribution.id in suggested),
                id=card.contribution.id,
            )
            for card in cards
        )
        if not cards:
            return
        ids = [card.contribution.id for card in cards]
        self.highlighted = ids.index(here) if here in ids else min(at or 0, len(ids) - 1)
        self.scroll_to(y=top, animate=False)
        self.scroll_to_highlight()


class ThemeColumn(Vertical):
    """A theme, the tray, or what is off-topic."""

    def __init__(self, column: Column) -> None:
        super().__init__()
        self.column = column
        self._wanted: tuple[Column, Collection[str], Collection[str]] = (column, (), ())
        self._shown: tuple[object, ...] = ()
        self.is_leaving = False
        self._is_ready = False

    def on_mount(self) -> None:
        """Show what came before there was anything to show it on."""
        self._is_ready = True
        self.show(*self._wanted)

    def compose(self) -> ComposeResult:
        """The heading over the cards."""
        yield Static(classes="tete", markup=False)
        yield Cards(markup=False)

    @property
    def cards(self) -> Cards:
        """The list of its cards."""
        return self.query_one(Cards)

    @property
    def contribution(self) -> Contribution | None:
        """The one under the cursor."""
        at = self.cards.highlighted
        return self.column.cards[at].contribution if at is not None and at < len(self.column.cards) else None

    def show(self, column: Column, marked: Collection[str] = (), suggested: Collection[str] = ()) -> None:
        """Show the theme as it is now; what is as it was is not drawn again."""
        self.column, self._wanted = column, (column, marked, suggested)
        if not self._is_ready:
            return
        ids = {card.contribution.id for card in column.cards}
        shown = (column, ids & set(marked), ids & set(suggested))
        if shown == self._shown:
            return
        self._shown = shown
        self.query_one(".tete", Static).update(heading(column), layout=False)
        self.cards.show(column.cards, marked, suggested)


def heading(column: Column) -> Content:
    """« 2. Mobilité ✓ », and under it « 12 · 4 tables sur 5 · 11 votes »."""
    style = "bold" if column.theme is not None else "bold $warning"
    valid = (" ✓", "bold $success") if column.validated else ""
    return Content.assemble((column.title, style), valid, (f"\n{column.figures}", "$muted"))


def card_text(card: Card, marked: bool, suggested: bool) -> Content:
    """« ■ 12 plus de bus le soir   T3 ✓ ●2 »."""
    one = card.contribution
    tail = [one.table or "", "✓" if card.decided else "", f"●{one.votes}" if one.votes else ""]
    tail += [f"+{len(card.also)}" if card.also else ""]
    shown = "·".join(part.replace(" ", "") for part in tail if part)  # one word, never parted
    return Content.assemble(
        ("■ ", "bold $accent") if marked else "",
        (str(one.number), "bold $primary"),
        ("?", "bold $accent") if suggested else "",
        f" {one.text}",
        (f"  {shown}", "$muted") if shown else "",
    )
