"""One state of an event's wall: who is there, where, and how they are named by a facilitator."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from facilitator.domain.contribution import Contribution
from facilitator.domain.theme import Author, Placement, Sorting, Theme
from facilitator.store.operations import Version
from facilitator.theming.standing import Standing, StandingTheme
from facilitator.workshop.asked import by_number, theme_named


@dataclass(frozen=True, slots=True)
class Wall:
    """The contributions that are there, by number, and a wall that places every one of them.

    ``stored`` tells whether the file holds a wall; ``version`` is that of the file it was read from.
    """

    contributions: tuple[Contribution, ...]
    sorting: Sorting
    stored: bool
    version: Version

    @property
    def texts(self) -> tuple[str, ...]:
        """What the contributions say, in their order."""
        return tuple(contribution.text for contribution in self.contributions)

    def numbers(self) -> Mapping[str, int]:
        """Contribution numbers by id."""
        return {contribution.id: contribution.number for contribution in self.contributions}

    def numbered(self, numbers: Sequence[int]) -> tuple[Contribution, ...]:
        """The contributions of these numbers, each once; NotFoundError for one that is not there."""
        return by_number(numbers, self.contributions, lambda: self.contributions)

    def theme(self, asked: str) -> Theme:
        """The theme of this id, number or name (or unique beginning of it, or of a word of it).

        Accents and capitals count for nothing.
        Raises NotFoundError with the themes there are, UsageError where several would do.
        """
        return theme_named(asked, self.sorting.themes)

    def standing(self, sorting: Sorting | None = None) -> Standing:
        """What stands, for the machine: ids become indices of ``texts``; ``sorting`` for another wall."""
        sorting = sorting or self.sorting
        rank = {contribution.id: index for index, contribution in enumerate(self.contributions)}
        themes = {theme.id: index for index, theme in enumerate(sorting.themes)}
        pinned: list[list[int]] = [[] for _ in themes]
        members: list[list[int]] = [[] for _ in themes]
        aside = set()
        for place in sorting.placements:
            index = rank.get(place.contribution_id)
            if index is None:
                continue
            if place.theme_id is not None:
                (pinned if place.by is Author.HUMAN else members)[themes[place.theme_id]].append(index)
            elif place.by is Author.HUMAN:
                aside.add(index)
        kept = sorting.kept_themes()
        return Standing(
            themes=tuple(
                StandingTheme(
                    tuple(pinned[index]),
                    tuple(members[index]),
                    theme.name if theme.named_by is Author.HUMAN else "",
                    theme.id in kept,
                )
                for index, theme in enumerate(sorting.themes)
            ),
            apart=frozenset(
                (rank[one], rank[two]) for one, two in sorting.decisions.apart if one in rank and two in rank
            ),
            refused=frozenset(
                (rank[one], themes[theme])
                for one, theme in sorting.decisions.refusals
                if one in rank and theme in themes
            ),
            aside=frozenset(aside),
        )


def completed(sorting: Sorting, contributions: Sequence[Contribution]) -> Sorting:
    """``sorting`` with every contribution placed, in their order: those it does not know are in the tray."""
    places = sorting.places()
    ordered = [places.pop(one.id) if one.id in places else Placement(one.id, None) for one in contributions]
    return replace(sorting, placements=(*ordered, *places.values()))
