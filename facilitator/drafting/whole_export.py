"""A démarche's walls as JSON: all that is known, for another program, an archive, or the way back in."""

import json
from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date
from enum import Enum
from pathlib import Path

from facilitator.domain.contribution import Contribution
from facilitator.domain.demarche import Demarche
from facilitator.domain.wall import Wall
from facilitator.intake.exported.columns import FORMAT
from facilitator.intake.exported.keys import FORMAT_KEY, KEYS


def write_json(path: Path, demarche: Demarche, walls: Sequence[Wall]) -> None:
    """Write everything that is known, removed contributions included, with French keys: nothing is lost."""
    told = {
        FORMAT_KEY: FORMAT,
        "demarche": _plain(demarche),
        "evenements": [
            {
                "evenement": _plain(wall.event),
                "contributions": _plain(tuple(map(_without_folder, wall.contributions))),
                "classement": _plain(wall.sorting),
            }
            for wall in walls
        ],
    }
    path.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8", newline="\n")


def _without_folder(said: Contribution) -> Contribution:
    if said.origin is None:
        return said
    return replace(said, origin=replace(said.origin, source=said.origin.file_name))


def _plain(value: object) -> object:
    """A domain object as JSON can hold it, dates in ISO 8601."""
    if is_dataclass(value):
        return {KEYS[each.name]: _plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value
