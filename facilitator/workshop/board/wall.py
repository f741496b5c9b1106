"""One state of an event's wall: who is there, where, and how they are named by a facilitator."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from facilitator.domain.contribution import Contribution, fold
from facilitator.domain.theme import Author, Placement, Sorting, Theme
from facilitator.errors import NotFoundError, UsageError
from facilitator.language.french import listed, plural
from facilitator.language.typography import quote, typeset
from facilitator.store.journal import Version
from facilitator.theming.standing import Standing, StandingTheme


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
        there = {contribution.number: contribution for contribution in self.contributions}
        asked = list(dict.fromkeys(numbers))
        missing = [str(number) for number in asked if number not in there]
        if missing:
            one = len(missing) == 1
            raise NotFoundError(
                typeset(
                    f"La contribution n° {missing[0]} n’est pas sur ce mur."
                    if one
                    else f"Les contributions n° {listed(missing)} ne sont pas sur ce mur."
                ),
                cause=_numbers_there(self.contributions),
                next_step="Vérifiez les numéros : « facilitator mur » les montre.",
            )
        if not asked:
            raise UsageError("Quelle contribution ?", next_step="Donnez au moins un numéro.")
        return tuple(there[number] for number in asked)

    def theme(self, asked: str) -> Theme:
        """The theme of this id, number or name (or unique beginning of it, or of a word of it).

        Accents and capitals count for nothing.
        Raises NotFoundError with the themes there are, UsageError where several would do.
        """
        themes = self.sorting.themes
        wanted = fold(asked.strip().strip("«»").strip())
        for theme in themes:
            if asked == theme.id or wanted == fold(theme.name):
                return theme
        if wanted.isdecimal():
            found = [theme for theme in themes if theme.number == int(wanted)]
        else:
            found = [theme for theme in themes if wanted and fold(theme.name).startswith(wanted)]
            found = found or [
                theme for theme in themes if wanted and f" {wanted}" in f" {_spaced(fold(theme.name))}"
            ]
        if len(found) == 1:
            return found[0]
        known = listed([f"{theme.number}. {quote(theme.name)}" for theme in (found or themes)])
        if found:
            raise UsageError(
                f"Plusieurs thèmes répondent à {quote(asked)}.",
                cause=typeset(f"{known}."),
                next_step="Écrivez le nom en entier, ou le numéro du thème.",
            )
        raise NotFoundError(
            f"Le thème {quote(asked)} n’est pas sur ce mur.",
            cause=typeset(f"Thèmes du mur : {known}.") if themes else "Le mur n’a encore aucun thème.",
            next_step="Nommez un thème du mur, ou créez-le : « facilitator theme NOM ».",
        )

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


def _spaced(name: str) -> str:
    return re.sub(r"[\W_]+", " ", name)


def _numbers_there(contributions: Sequence[Contribution]) -> str:
    if not contributions:
        return "Cet événement n’a encore aucune contribution."
    first, last = contributions[0].number, contributions[-1].number
    are = plural(len(contributions), "porte le numéro", "portent les numéros")
    span = str(first) if first == last else f"{first} à {last}"
    return typeset(f"Celles de l’événement {are} {span}.")
