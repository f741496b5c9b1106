"""Our json read back: every object of the domain from its French keys."""

from collections.abc import Mapping
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
from facilitator.language.typography import typeset

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
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise _refusal(path, f"{place} : {first['msg']}") from error
    except (KeyError, TypeError, AttributeError) as error:
        raise _refusal(path, f"{error}") from error
    return demarche, walls


def _refusal(path: Path, cause: str) -> InputError:
    return InputError(
        typeset(f"L'export {path.name} ne se lit pas."),
        cause=typeset(f"Ce qui manque ou ne convient pas : {cause}."),
        next_step="Exportez à nouveau la démarche, ou reprenez une copie du fichier.",
    )


def _read(kind: type[Told], told: Mapping[str, Any]) -> Told:
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    found: Told = _ADAPTERS[kind].validate_python(_renamed(kind, told))
    return found


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
