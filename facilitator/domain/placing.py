"""What a human does with contributions on a wall: each act takes a wall and gives the wall after it.

What a human places stays for ever (``by`` is HUMAN), in a theme, in the tray or off-topic. Of two human
acts that contradict each other the newer wins: placing a contribution lifts the refusal, or the
« pas ensemble », that forbade it. A « pas ensemble » with a contribution that only the machine had placed
there is no contradiction: that one leaves.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace

from facilitator.domain.decisions import in_order
from facilitator.domain.theme import Author, Placement, Sorting
from facilitator.errors import UsageError

MOST_SECONDARY = 2


def move(sorting: Sorting, contribution_ids: Collection[str], theme_id: str | None) -> Sorting:
    """These contributions in this theme, or in the tray (None), for ever.

    In a theme, further themes of a contribution stay; in the tray there is none.
    """
    places = sorting.places()
    return _decided(
        sorting,
        [
            Placement(
                one,
                theme_id,
                Author.HUMAN,
                1.0,
                tuple(other for other in _place(places, one).secondary if other != theme_id)
                if theme_id is not None
                else (),
            )
            for one in contribution_ids
        ],
    )


def pin(sorting: Sorting, contribution_ids: Collection[str]) -> Sorting:
    """These contributions validated where they stand, for ever."""
    places = sorting.places()
    return _decided(
        sorting, [replace(_place(places, one), by=Author.HUMAN, confidence=1.0) for one in contribution_ids]
    )


def set_off_topic(sorting: Sorting, contribution_ids: Collection[str]) -> Sorting:
    """These contributions off-topic, for ever."""
    return _decided(
        sorting, [Placement(one, None, Author.HUMAN, 1.0, off_topic=True) for one in contribution_ids]
    )


def release(sorting: Sorting, contribution_ids: Collection[str]) -> Sorting:
    """These contributions given back to the machine: where they stand, or in the tray if off-topic."""
    places = sorting.places()
    return sorting.placing(
        replace(_place(places, one), by=Author.MACHINE, confidence=0.0, off_topic=False)
        for one in contribution_ids
    )


def set_secondary(sorting: Sorting, contribution_id: str, theme_ids: Collection[str]) -> Sorting:
    """The further themes of a contribution with several ideas; it is then validated where it stands.

    Raises UsageError where it stands in no theme, for more than two, and for the theme it is in.
    """
    place = _place(sorting.places(), contribution_id)
    further = tuple(dict.fromkeys(theme_ids))
    if place.theme_id is None:
        raise UsageError(
            "Cette contribution n’est encore dans aucun thème.",
            next_step="Rangez-la d’abord dans son thème principal.",
        )
    if place.theme_id in further:
        raise UsageError(
            f"« {sorting.theme(place.theme_id).name} » est déjà le thème principal de cette contribution.",
            next_step="Nommez d’autres thèmes, ou déplacez-la.",
        )
    if len(further) > MOST_SECONDARY:
        raise UsageError(
            f"Une contribution a {MOST_SECONDARY} thèmes secondaires au plus.",
            next_step="Gardez les deux plus importants, ou coupez la contribution en deux.",
        )
    return _decided(sorting, [replace(place, by=Author.HUMAN, confidence=1.0, secondary=further)])


def keep_apart(sorting: Sorting, first: str, second: str) -> Sorting:
    """« Pas ensemble »: two contributions that never share a theme again.

    If they do, the one that the machine placed goes back to the tray, the second if it placed both; there
    it is filed anew. Raises UsageError if a human placed both.
    """
    if first == second:
        raise UsageError("Il faut deux contributions différentes.", next_step="Donnez deux numéros.")
    places = sorting.places()
    one, other = _place(places, first), _place(places, second)
    parted = replace(sorting, decisions=sorting.decisions.parting(first, second))
    if one.theme_id is None or one.theme_id != other.theme_id:
        return parted
    if one.by is other.by is Author.HUMAN:
        raise UsageError(
            "Ces deux contributions ont été rangées à la main dans "
            f"« {sorting.theme(one.theme_id).name} » : les séparer déferait ce choix.",
            next_step="Déplacez l’une des deux dans un autre thème, ou vers « à ranger ».",
        )
    leaves = other if other.by is Author.MACHINE else one
    return parted.placing([Placement(leaves.contribution_id, None)])


def refuse(sorting: Sorting, contribution_ids: Collection[str], theme_id: str) -> Sorting:
    """These contributions never filed into this theme by the machine; one that it had put there leaves.

    Raises UsageError for one that a human put there.
    """
    places = sorting.places()
    there = [_place(places, one) for one in contribution_ids]
    there = [place for place in there if place.theme_id == theme_id]
    if any(place.by is Author.HUMAN for place in there):
        raise UsageError(
            f"Une de ces contributions a été rangée à la main dans « {sorting.theme(theme_id).name} ».",
            next_step="Déplacez-la : ce qui est rangé à la main ne bouge que de votre main.",
        )
    refused = replace(sorting, decisions=sorting.decisions.refusing(contribution_ids, theme_id))
    return refused.placing(Placement(place.contribution_id, None) for place in there)


def forget(sorting: Sorting, contribution_ids: Collection[str]) -> Sorting:
    """The wall without these contributions, which were removed."""
    return replace(
        sorting,
        placements=tuple(p for p in sorting.placements if p.contribution_id not in contribution_ids),
        decisions=sorting.decisions.forgetting(contribution_ids),
    )


def _place(places: dict[str, Placement], contribution_id: str) -> Placement:
    """Where a contribution stands; one that was never placed is in the tray."""
    return places.get(contribution_id) or Placement(contribution_id, None)


def _decided(sorting: Sorting, placements: Iterable[Placement]) -> Sorting:
    """The wall with these human placements, and with what contradicted them lifted or moved away."""
    pinned = list(placements)
    wall = sorting.placing(pinned)
    places, partners = wall.places(), wall.decisions.partners()
    lifted, leaving = [], []
    for place in pinned:
        for other in partners.get(place.contribution_id, ()) if place.theme_id is not None else ():
            if _place(places, other).theme_id != place.theme_id:
                continue
            if places[other].by is Author.HUMAN:
                lifted.append(in_order(place.contribution_id, other))
            else:
                leaving.append(Placement(other, None))
    allowed = {(place.contribution_id, place.theme_id) for place in pinned if place.theme_id is not None}
    decisions = wall.decisions.without(apart=lifted, refusals=allowed)
    return replace(wall, decisions=decisions).placing(leaving)
