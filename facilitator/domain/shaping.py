"""What a human does with the themes of a wall: each act takes a wall and gives the wall after it.

A name typed by a human, and a theme that she made, stay for ever, even empty. An act that decides on a
set of contributions pins them: a merge the members of both themes, a split those of either part.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace

from facilitator.domain.contribution import fold
from facilitator.domain.decisions import Decisions
from facilitator.domain.placing import move, pin
from facilitator.domain.theme import Author, Placement, Sorting, Theme, lowest_free
from facilitator.errors import UsageError


def create(sorting: Sorting, theme_id: str, name: str) -> Sorting:
    """The wall with a further theme at its end, made and named by a human, without a member.

    Raises UsageError for an empty name, or one that another theme has.
    """
    theme = Theme(theme_id, sorting.event_id, free_name(sorting, name), 0, Author.HUMAN, made_by=Author.HUMAN)
    return added(sorting, theme)


def added(sorting: Sorting, theme: Theme) -> Sorting:
    """The wall with ``theme`` at its end, in the first free colour."""
    last = max((other.position for other in sorting.themes), default=-1)
    colour = lowest_free({other.colour for other in sorting.themes})
    return replace(sorting, themes=(*sorting.themes, replace(theme, position=last + 1, colour=colour)))


def rename(sorting: Sorting, theme_id: str, name: str) -> Sorting:
    """The theme under a name typed by a human; raises UsageError like ``create``."""
    wanted = free_name(sorting, name, but=theme_id)
    return _with_theme(sorting, replace(sorting.theme(theme_id), name=wanted, named_by=Author.HUMAN))


def merge(sorting: Sorting, theme_ids: Sequence[str]) -> Sorting:
    """The first of these themes, with the members and the votes of all; the others are gone.

    It keeps its id, colour and position, and its name unless only another was named by a human. A
    « pas ensemble » between their members is lifted: this act is the newer one. What was refused for one
    of them is refused for the whole.
    """
    target, *others = (sorting.theme(theme_id) for theme_id in dict.fromkeys(theme_ids))
    if not others:
        raise UsageError("Il faut au moins deux thèmes à fusionner.", next_step="Nommez-en un autre.")
    named = next((theme for theme in (target, *others) if theme.named_by is Author.HUMAN), target)
    merged = replace(
        target,
        name=named.name,
        named_by=named.named_by,
        votes=target.votes + sum(theme.votes for theme in others),
        made_by=Author.HUMAN,
    )
    gone = {theme.id for theme in others}
    members = [p.contribution_id for p in sorting.placements if p.theme_id in {*gone, target.id}]
    refusals = tuple(
        (one, target.id if theme in gone else theme) for one, theme in sorting.decisions.refusals
    )
    wall = replace(
        sorting,
        themes=tuple(merged if theme.id == target.id else theme for theme in sorting.themes),
        placements=tuple(_merged_place(place, gone, target.id) for place in sorting.placements),
        decisions=Decisions(sorting.decisions.apart, refusals),
    )
    wall = pin(wall, members)
    return replace(wall, themes=tuple(theme for theme in wall.themes if theme.id not in gone))


def split(
    sorting: Sorting, theme_id: str, contribution_ids: Collection[str], new_id: str, name: str
) -> Sorting:
    """A selection of a theme's members in a new theme of this name, the rest validated in the old one.

    Raises UsageError if one of them stands elsewhere, if none would stay, and like ``create``.
    """
    members = sorting.members()[theme_id]
    if not contribution_ids or not set(contribution_ids) <= set(members):
        raise UsageError(
            f"On ne peut détacher de « {sorting.theme(theme_id).name} » que ce qui s’y trouve.",
            next_step="Vérifiez les numéros, ou déplacez ces contributions.",
        )
    if set(contribution_ids) == set(members):
        raise UsageError(
            f"Il ne resterait rien dans « {sorting.theme(theme_id).name} ».",
            next_step="Renommez-le, ou gardez-y au moins une contribution.",
        )
    wall = create(sorting, new_id, name)
    wall = pin(wall, [one for one in members if one not in set(contribution_ids)])
    return move(wall, contribution_ids, new_id)


def validate(sorting: Sorting, theme_id: str) -> Sorting:
    """« Validé avec la salle »: the theme, its name and all its members stay as they are, for ever."""
    wall = _with_theme(sorting, replace(sorting.theme(theme_id), named_by=Author.HUMAN))
    return pin(wall, sorting.members()[theme_id])


def remove(sorting: Sorting, theme_id: str) -> Sorting:
    """The wall without this theme, which must be empty; raises UsageError otherwise."""
    if sorting.members()[theme_id]:
        raise UsageError(
            f"« {sorting.theme(theme_id).name} » n’est pas vide.",
            next_step="Déplacez d’abord ses contributions, ou fusionnez-le avec un autre thème.",
        )
    return without_themes(sorting, {theme_id})


def without_themes(sorting: Sorting, theme_ids: Collection[str]) -> Sorting:
    """The wall without these themes; whoever stood there is in the tray."""
    themes = tuple(theme for theme in sorting.themes if theme.id not in theme_ids)

    def placed(place: Placement) -> Placement:
        secondary = tuple(other for other in place.secondary if other not in theme_ids)
        if place.theme_id in theme_ids:
            return Placement(place.contribution_id, None)
        return place if secondary == place.secondary else replace(place, secondary=secondary)

    return replace(
        sorting,
        themes=themes,
        placements=tuple(placed(place) for place in sorting.placements),
        decisions=sorting.decisions.within({theme.id for theme in themes}),
    )


def reorder(sorting: Sorting, theme_ids: Sequence[str]) -> Sorting:
    """The themes in this order, the others after them as they were."""
    first = [sorting.theme(theme_id) for theme_id in dict.fromkeys(theme_ids)]
    rest = [theme for theme in sorting.themes if theme.id not in set(theme_ids)]
    ordered = tuple(replace(theme, position=position) for position, theme in enumerate([*first, *rest]))
    return replace(sorting, themes=ordered)


def free_name(sorting: Sorting, name: str, *, but: str = "") -> str:
    """``name`` with its spaces squeezed; UsageError if it is empty, or another theme's (``but`` aside)."""
    wanted = " ".join(name.split())
    if not wanted:
        raise UsageError("Un thème a un nom.", next_step="Écrivez-le entre guillemets.")
    taken = next((t for t in sorting.themes if t.id != but and fold(t.name) == fold(wanted)), None)
    if taken is not None:
        raise UsageError(
            f"Un autre thème s’appelle déjà « {taken.name} ».",
            next_step="Choisissez un autre nom, ou fusionnez les deux thèmes.",
        )
    return wanted


def _with_theme(sorting: Sorting, theme: Theme) -> Sorting:
    return replace(sorting, themes=tuple(theme if t.id == theme.id else t for t in sorting.themes))


def _merged_place(place: Placement, gone: Collection[str], target: str) -> Placement:
    """``place`` with ``target`` for the themes that are gone into it; never twice."""
    main = target if place.theme_id in gone else place.theme_id
    further = dict.fromkeys(target if other in gone else other for other in place.secondary)
    secondary = tuple(other for other in further if other != main)
    if (main, secondary) == (place.theme_id, place.secondary):
        return place
    return replace(place, theme_id=main, secondary=secondary)
