"""Our json read back: every object of the domain from its French keys."""

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, TypeVar, get_args, get_type_hints

from pydantic import TypeAdapter, ValidationError

from facilitator.domain.contribution import Contribution
from facilitator.domain.demarche import Demarche
from facilitator.domain.event import Event
from facilitator.domain.theme import Sorting
from facilitator.domain.wall import Wall
from facilitator.errors import InputError
from facilitator.intake.exported.keys import KEYS
from facilitator.language.typography import quote, typeset

Told = TypeVar("Told")


def read_whole(path: Path, told: Mapping[str, Any]) -> tuple[Demarche, tuple[Wall, ...]]:
    """The démarche and its walls, removed contributions included; raises InputError naming the place."""
    try:
        demarche = _read(Demarche, told["demarche"])
        walls = tuple(
            Wall(
                _read(Event, one["evenement"]),
                tuple(_read(Contribution, said) for said in one["contributions"]),
                None if one.get("classement") is None else _read(Sorting, one["classement"]),
            )
            for one in told["evenements"]
        )
    except ValidationError as error:
        raise _refusal(path, _told(error)) from error
    except KeyError as error:
        raise _refusal(path, f"la clé « {error.args[0]} » manque") from error
    except (TypeError, AttributeError) as error:
        raise _refusal(path, "une liste ou un objet n'est pas à sa place") from error
    for wall in walls:
        if fault := next(_faults(wall), ""):
            raise _refusal(path, f"dans l'événement {quote(wall.event.title)}, {fault}")
    return demarche, walls


def _faults(wall: Wall) -> Iterator[str]:
    """What no wall of ours can hold, that somebody must have typed in the file."""
    for one in wall.contributions:
        if one.number < 1:
            yield f"{one.number} n'est pas un numéro de contribution"
        if one.votes < 0:
            yield f"la n° {one.number} a un nombre de votes négatif"
        if not one.text.strip():
            yield f"la n° {one.number} n'a pas de texte"
    if wall.sorting is None:
        return
    themes = Counter(theme.id for theme in wall.sorting.themes)
    yield from (f"le thème {quote(id_)} est là deux fois" for id_, times in themes.items() if times > 1)
    places = Counter(place.contribution_id for place in wall.sorting.placements)
    yield from (f"la contribution {quote(id_)} est rangée deux fois" for id_, n in places.items() if n > 1)
    if not all(math.isfinite(place.confidence) for place in wall.sorting.placements):
        yield "une confiance n'est pas un nombre"


def _told(error: ValidationError) -> str:
    """The first fault by the keys of the file: « dans une contribution, « numero » : la clé manque »."""
    first = error.errors()[0]
    keys = [KEYS.get(key, key) if isinstance(key, str) else f"n° {key + 1}" for key in first["loc"]]
    place = " › ".join([_KINDS.get(error.title, error.title), *keys])
    if first["type"] == "missing":
        return f"dans {place}, la clé manque"
    shown = repr(first["input"])
    return f"dans {place}, {shown if len(shown) < 60 else f'{shown[:60]}…'} ne convient pas"


def _refusal(path: Path, cause: str) -> InputError:
    return InputError(
        typeset(f"L'export {path.name} ne se lit pas."),
        cause=typeset(f"{cause[0].upper()}{cause[1:]}."),
        next_step="Exportez à nouveau la démarche, ou reprenez une copie du fichier.",
    )


def _read(kind: type[Told], told: Mapping[str, Any]) -> Told:
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    found: Told = _ADAPTERS[kind].validate_python(_renamed(kind, told))
    return found


_KINDS = {
    "Demarche": "la démarche",
    "Event": "un événement",
    "Contribution": "une contribution",
    "Sorting": "un classement",
}
_ADAPTERS: dict[type[Any], TypeAdapter[Any]] = {}
_INSIDE: dict[type[Any], dict[str, type[Any] | None]] = {}


def _renamed(kind: type[Any], told: Mapping[str, Any]) -> dict[str, Any]:
    """``told`` under the names of the fields of ``kind``, what is inside it too."""
    if kind not in _INSIDE:
        hints = get_type_hints(kind)
        _INSIDE[kind] = {each.name: _dataclass_in(hints[each.name]) for each in fields(kind)}
    found: dict[str, Any] = {}
    for name, inner in _INSIDE[kind].items():
        if KEYS[name] not in told:
            continue
        value = told[KEYS[name]]
        if inner is not None and isinstance(value, list):
            value = [_renamed(inner, each) for each in value]
        elif inner is not None and value is not None:
            value = _renamed(inner, value)
        found[name] = value
    return found


def _dataclass_in(hint: Any) -> type[Any] | None:
    """The dataclass that a field holds, once or many times; None for plain values."""
    if isinstance(hint, type) and is_dataclass(hint):
        return hint
    return next((found for each in get_args(hint) if (found := _dataclass_in(each)) is not None), None)
