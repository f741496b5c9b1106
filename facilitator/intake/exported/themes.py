"""The themes of an export, listed in their sheet (xlsx) or repeated on the rows of their members (csv)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from uuid import UUID, uuid5

from facilitator.domain.theme import Author, Theme, lowest_free
from facilitator.intake.exported.columns import Col, parted
from facilitator.intake.exported.events import event_key
from facilitator.intake.exported.rows import Row

_THEMES = UUID("0c0f6f2b-8f5e-5d53-9a0a-8a3a1d2c7e44")
"""Namespace of the ids of themes that a file names without giving their id."""


@dataclass(frozen=True, slots=True)
class ListedTheme:
    """A theme as its file lists it; ``central`` is the number of its central contribution."""

    theme: Theme
    central: int | None = None


Listed = Mapping[str, list[ListedTheme]]
"""The themes by the key of their event, those without an id having none yet."""


@dataclass(slots=True)
class ThemesOf:
    """The themes of one event, found by their names; those that only a cell names are made."""

    event_id: str
    listed: list[ListedTheme] = field(default_factory=list)

    def __post_init__(self) -> None:
        for at, one in enumerate(self.listed):
            named = one.theme.id or uuid5(_THEMES, f"{self.event_id}:{one.theme.number}:{one.theme.name}").hex
            self.listed[at] = replace(one, theme=replace(one.theme, id=named, event_id=self.event_id))

    def find(self, name: str, number: int | None = None) -> str:
        """The id of the theme of this name, of several the one of this number; made where there is none."""
        same = [one.theme for one in self.listed if one.theme.name == name]
        numbered = [theme for theme in same if theme.number == number]
        return (numbered or same or [self._made(name)])[0].id

    def _made(self, name: str) -> Theme:
        last = max((one.theme.position for one in self.listed), default=-1)
        colour = lowest_free([one.theme.colour for one in self.listed])
        named = uuid5(_THEMES, f"{self.event_id}:{name}").hex
        theme = Theme(named, self.event_id, name, last + 1, colour=colour)
        self.listed.append(ListedTheme(theme))
        return theme


def themes_listed(rows: Iterable[Row]) -> Listed:
    """The themes of the sheet Thèmes: the rows that have a number."""
    found: dict[str, list[ListedTheme]] = {}
    for row in rows:
        number = row.whole(Col.THEME_NUMBER)
        if number is None or not row.text(Col.THEME):
            continue
        theme = replace(
            _theme(row, number),
            id=row.text(Col.THEME_ID),
            words=tuple(parted(row.text(Col.WORDS))),
            colour=row.whole(Col.COLOUR) or 0,
        )
        found.setdefault(event_key(row), []).append(ListedTheme(theme, row.whole(Col.CENTRAL_NUMBER)))
    return {
        key: sorted(themes, key=lambda one: (one.theme.position, one.theme.id))
        for key, themes in found.items()
    }


def themes_repeated(rows: Iterable[Row]) -> Listed:
    """The themes that the rows of contributions tell themselves, each by its number and name."""
    found: dict[str, dict[tuple[int, str], ListedTheme]] = {}
    for row in rows:
        number, name = row.whole(Col.THEME_NUMBER), row.text(Col.THEME)
        if number is not None and name:
            of_event = found.setdefault(event_key(row), {})
            if (number, name) not in of_event:
                of_event[number, name] = ListedTheme(_theme(row, number))
    return {key: sorted(themes.values(), key=lambda one: one.theme.position) for key, themes in found.items()}


def _theme(row: Row, number: int) -> Theme:
    return Theme(
        id="",
        event_id="",
        name=row.text(Col.THEME),
        position=number - 1,
        named_by=author(row.text(Col.NAMED_BY)),
        votes=max(0, row.whole(Col.THEME_VOTES) or 0),
        colour=number - 1,
        made_by=author(row.text(Col.MADE_BY)),
    )


def author(cell: str) -> Author:
    """Who decided, the machine where the cell does not say « humain »."""
    return Author.HUMAN if cell.strip() == Author.HUMAN else Author.MACHINE
