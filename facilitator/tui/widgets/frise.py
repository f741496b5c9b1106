"""The frise: étapes in their order with their events, then the events of none of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from facilitator.domain.demarche import EtapeState
from facilitator.language.french import counted, listed, written_date, written_period
from facilitator.language.typography import typeset

if TYPE_CHECKING:
    from facilitator.workshop.standing import DemarcheStanding, EtapeStanding, EventStanding

    About = EtapeStanding | EventStanding

SIGNS = {
    EtapeState.DONE: ("●", "bold $success"),
    EtapeState.CURRENT: ("◐", "bold $warning"),
    EtapeState.PLANNED: ("○", "$muted"),
}


class Frise(OptionList):
    """The rows; Enter opens an event."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Ouvrir", id="demarche.ouvrir"),
    ]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id, markup=False)
        self._abouts: dict[str, About] = {}

    @property
    def here(self) -> About | None:
        """The étape or the event under the cursor."""
        option = self.highlighted_option
        return None if option is None else self._abouts.get(option.id or "")

    def show(self, standing: DemarcheStanding, open_event: str) -> None:
        """Show where the démarche stands, the cursor where it was, else on the event that is open."""
        option = self.highlighted_option
        wanted = f"evenement:{open_event}" if option is None else option.id
        self._abouts = {}
        self.clear_options()
        self.add_options(self._rows(standing))
        if self.option_count:
            self.highlighted = self.get_option_index(wanted) if wanted in self._abouts else 0
            self.call_after_refresh(self.scroll_to_highlight)

    def _rows(self, standing: DemarcheStanding) -> Iterator[Option]:
        phase = ""
        for rank, one in enumerate(standing.etapes):
            if one.etape.phase and one.etape.phase != phase:
                phase = one.etape.phase
                yield Option(Content.styled(phase.upper(), "$muted"), disabled=True)
            yield self._option(f"etape:{rank}", etape_row(one), one)
            for event in one.events:
                yield self._option(f"evenement:{event.event.slug}", event_row(event, "│  "), event)
        if standing.etapes and standing.others:
            yield Option(Content.styled("AUTRES ÉVÉNEMENTS", "$muted"), disabled=True)
        for event in standing.others:
            yield self._option(f"evenement:{event.event.slug}", event_row(event, ""), event)

    def _option(self, key: str, shown: Content, about: About) -> Option:
        self._abouts[key] = about
        return Option(shown, id=key)


def etape_row(one: EtapeStanding) -> Content:
    """« ◐ Étude  en cours, du 1er au 30 juin », what it produced, what it still owes."""
    etape = one.etape
    sign, style = SIGNS[etape.state]
    when = written_period(etape.starts, etape.ends)
    parts = [
        Content.styled(f"{sign} ", style),
        Content.styled(etape.title, "bold"),
        Content.styled(f"  {etape.state.value}{f', {when}' if when else ''}", "$muted"),
        Content.styled("  en option" if etape.optional else "", "$muted"),
        Content.styled(f"  ▲ {one.remark}" if one.remark else "", "$warning"),
    ]
    if one.produced:
        parts.append(Content.assemble("\n│  ", ("✓ ", "$success"), listed(one.produced)))
    if one.missing:
        owed = typeset(f"à produire : {listed(one.missing)}")
        parts.append(Content.assemble("\n│  ", ("… ", "bold $warning"), (owed, "$warning")))
    return Content("").join(parts)


def event_row(one: EventStanding, margin: str) -> Content:
    """An event on two lines: its title; its day, how much was said, what was drafted and what was not."""
    told = [written_date(one.event.held_on) if one.event.held_on else "sans date"]
    told.append(counted(one.contributions, "contribution"))
    told += [counted(one.themes, "thème")] if one.themes else []
    drafted = f"  ✓ {listed(one.produced)}" if one.produced else ""
    missing = f"  … {listed(one.missing)}" if one.missing else ""
    return Content.assemble(
        margin,
        (one.event.title, "bold $primary"),
        (f"\n{margin}{' · '.join(told)}", "$muted"),
        (drafted, "$success"),
        (missing, "$warning"),
    )
