"""What each verb decides on a wall: a gesture, with the words that the journal keeps of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from uuid import uuid4

from facilitator.domain import placing, shaping
from facilitator.domain.contribution import Contribution
from facilitator.domain.theme import Theme
from facilitator.errors import UsageError
from facilitator.language.french import listed, plural
from facilitator.language.typography import quote
from facilitator.store.contributions import NewContribution
from facilitator.workshop.board.cutting import cut
from facilitator.workshop.board.reports import named
from facilitator.workshop.board.standing_wall import Gesture
from facilitator.workshop.board.wall import Wall
from facilitator.workshop.recording import noted, reworded

Decide = Callable[[Wall], Gesture]


def record(new: NewContribution) -> Decide:
    """A further contribution."""
    summary = noted([new.text])
    return lambda wall: Gesture("noter", summary, wall.sorting, news=(new,), refiles=False)


def move(numbers: Sequence[int], to: str | None) -> Decide:
    """Contributions into a theme, or into the tray."""

    def decide(wall: Wall) -> Gesture:
        said = wall.numbered(numbers)
        theme = None if to is None else wall.theme(to)
        moved = placing.move(wall.sorting, _ids(said), None if theme is None else theme.id)
        return Gesture("deplacer", f"{named(said)} vers {place_name(theme)}", moved)

    return decide


def validate(numbers: Sequence[int]) -> Decide:
    """Contributions as they stand."""

    def decide(wall: Wall) -> Gesture:
        said = wall.numbered(numbers)
        verb = plural(len(said), "validé", "validés")
        return Gesture("valider", f"{named(said)} {verb}", placing.pin(wall.sorting, _ids(said)))

    return decide


def off_topic(numbers: Sequence[int]) -> Decide:
    """Contributions off-topic."""

    def decide(wall: Wall) -> Gesture:
        said = wall.numbered(numbers)
        aside = placing.set_off_topic(wall.sorting, _ids(said))
        return Gesture("hors-sujet", f"{named(said)} hors sujet", aside)

    return decide


def release(numbers: Sequence[int]) -> Decide:
    """Contributions given back to the machine."""

    def decide(wall: Wall) -> Gesture:
        said = wall.numbered(numbers)
        verb = plural(len(said), "rendu", "rendus")
        return Gesture("rendre", f"{named(said)} {verb} au tri", placing.release(wall.sorting, _ids(said)))

    return decide


def keep_apart(first: int, second: int) -> Decide:
    """« Pas ensemble »."""

    def decide(wall: Wall) -> Gesture:
        one, other = wall.numbered([first])[0], wall.numbered([second])[0]
        parted = placing.keep_apart(wall.sorting, one.id, other.id)
        return Gesture("separer", f"{named((one, other))} à séparer", parted)

    return decide


def refuse(numbers: Sequence[int], theme: str) -> Decide:
    """Contributions that do not go into a theme."""

    def decide(wall: Wall) -> Gesture:
        said, found = wall.numbered(numbers), wall.theme(theme)
        refused = placing.refuse(wall.sorting, _ids(said), found.id)
        return Gesture("refuser", f"{named(said)} : pas dans {quote(found.name)}", refused)

    return decide


def set_secondary(number: int, themes: Sequence[str]) -> Decide:
    """The further themes of a contribution."""

    def decide(wall: Wall) -> Gesture:
        said, further = wall.numbered([number]), [wall.theme(one) for one in themes]
        also = placing.set_secondary(wall.sorting, said[0].id, [theme.id for theme in further])
        names = listed([quote(theme.name) for theme in further])
        summary = f"{named(said)} aussi dans {names}" if further else f"{named(said)} sans autre thème"
        return Gesture("aussi", summary, also)

    return decide


def cut_in_two(number: int, where: str, station: str) -> Decide:
    """One contribution into two, the second saying where it comes from."""

    def decide(wall: Wall) -> Gesture:
        (whole,) = wall.numbered([number])
        first, second = cut(whole.text, where)
        part = NewContribution(
            whole.event_id,
            second,
            type=whole.type,
            table=whole.table,
            public=whole.public,
            quality=whole.quality,
            sequence=whole.sequence,
            split_from=whole.id,
        )
        left = replace(whole, text=first, corrected_by=station)
        return Gesture(
            "couper", f"{named([whole])} coupé en deux", wall.sorting, news=(part,), revised=(left,)
        )

    return decide


def revise(number: int, text: str, station: str) -> Decide:
    """A contribution's text corrected."""

    def decide(wall: Wall) -> Gesture:
        (said,) = wall.numbered([number])
        left = reworded(said, text, station)
        return Gesture("corriger", f"{named([said])} corrigé", wall.sorting, revised=(left,))

    return decide


def remove(numbers: Sequence[int]) -> Decide:
    """Contributions off the wall."""

    def decide(wall: Wall) -> Gesture:
        said = wall.numbered(numbers)
        gone = tuple(replace(one, removed=True) for one in said)
        verb = plural(len(said), "retiré", "retirés")
        left = placing.forget(wall.sorting, set(_ids(said)))
        return Gesture("retirer", f"{named(said)} {verb}", left, revised=gone)

    return decide


def create_theme(name: str, numbers: Sequence[int]) -> Decide:
    """A theme typed by a human, with examples if any."""

    def decide(wall: Wall) -> Gesture:
        theme_id = uuid4().hex
        made = shaping.create(wall.sorting, theme_id, name)
        if numbers:
            made = placing.move(made, _ids(wall.numbered(numbers)), theme_id)
        return Gesture("theme", f"thème {quote(made.theme(theme_id).name)} créé", made)

    return decide


def rename(theme: str, name: str) -> Decide:
    """A theme under another name."""

    def decide(wall: Wall) -> Gesture:
        found = wall.theme(theme)
        renamed = shaping.rename(wall.sorting, found.id, name)
        summary = f"{quote(found.name)} renommé {quote(renamed.theme(found.id).name)}"
        return Gesture("renommer", summary, renamed)

    return decide


def merge(themes: Sequence[str]) -> Decide:
    """Several themes into the first of them."""

    def decide(wall: Wall) -> Gesture:
        found = list(dict.fromkeys(wall.theme(one) for one in themes))
        if len(found) < 2:
            raise UsageError("Il faut deux thèmes à fusionner.", next_step="Nommez deux thèmes différents.")
        merged = shaping.merge(wall.sorting, [theme.id for theme in found])
        verb = plural(len(found) - 1, "fusionné", "fusionnés")
        others = listed([quote(theme.name) for theme in found[1:]])
        return Gesture("fusionner", f"{others} {verb} dans {quote(found[0].name)}", merged)

    return decide


def split(theme: str, numbers: Sequence[int], name: str) -> Decide:
    """Some contributions of a theme into a new one."""

    def decide(wall: Wall) -> Gesture:
        old, said, new_id = wall.theme(theme), wall.numbered(numbers), uuid4().hex
        parted = shaping.split(wall.sorting, old.id, _ids(said), new_id, name)
        summary = f"{quote(parted.theme(new_id).name)} détaché de {quote(old.name)} ({named(said)})"
        return Gesture("scinder", summary, parted)

    return decide


def validate_theme(theme: str) -> Decide:
    """« Validé avec la salle »."""

    def decide(wall: Wall) -> Gesture:
        found = wall.theme(theme)
        valid = shaping.validate(wall.sorting, found.id)
        return Gesture("valider", f"{quote(found.name)} validé avec la salle", valid)

    return decide


def remove_theme(theme: str) -> Decide:
    """An empty theme off the wall."""

    def decide(wall: Wall) -> Gesture:
        found = wall.theme(theme)
        left = shaping.remove(wall.sorting, found.id)
        return Gesture("retirer", f"thème {quote(found.name)} retiré", left)

    return decide


def reorder(themes: Sequence[str]) -> Decide:
    """Themes in another order."""

    def decide(wall: Wall) -> Gesture:
        ids = [wall.theme(one).id for one in themes]
        return Gesture("ordonner", "thèmes rangés dans un autre ordre", shaping.reorder(wall.sorting, ids))

    return decide


def place_name(theme: Theme | None) -> str:
    """« Mobilité », or « à ranger »."""
    return "« à ranger »" if theme is None else quote(theme.name)


def _ids(contributions: Sequence[Contribution]) -> tuple[str, ...]:
    return tuple(contribution.id for contribution in contributions)
