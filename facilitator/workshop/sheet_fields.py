"""The fields of a fiche action as they are typed: « pilote=CCAS, direction »."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from facilitator.domain.action import ActionSheet, ActionState
from facilitator.domain.contribution import fold
from facilitator.errors import UsageError
from facilitator.language.french import listed


def _several(words: str) -> tuple[str, ...]:
    return tuple(one for one in (part.strip() for part in words.split(";")) if one)


def _priority(words: str) -> int | None:
    if words and not words.isdecimal():
        raise ValueError("1, 2 ou 3 est attendu")
    return int(words) if words else None


def _state(words: str) -> ActionState:
    found = next((state for state in ActionState if fold(state.value) == fold(words)), None)
    if found is None:
        raise ValueError(f"{listed([state.value for state in ActionState], 'ou')} est attendu")
    return found


def _day(words: str) -> date | None:
    try:
        return date.fromisoformat(words) if words else None
    except ValueError as error:
        raise ValueError("une date comme 2027-04-15 est attendue") from error


FIELDS: Final[dict[str, tuple[str, Callable[[str], Any]]]] = {
    "objectif": ("aim", str),
    "descriptif": ("description", str),
    "etapes": ("steps", _several),
    "publics": ("publics", _several),
    "territoire": ("area", str),
    "pilote": ("pilot", str),
    "partenaires": ("partners", _several),
    "moyens_humains": ("staff", str),
    "moyens_materiels": ("equipment", str),
    "budget": ("budget", str),
    "financements": ("funding", str),
    "debut": ("starts", str),
    "fin": ("ends", str),
    "jalons": ("milestones", _several),
    "vigilance": ("cautions", _several),
    "priorite": ("priority", _priority),
    "faisabilite": ("feasibility", str),
    "etat": ("state", _state),
    "maj": ("updated_on", _day),
}
"""The fields by the names of a description, those of ``projet.toml``."""


def filled(sheet: ActionSheet, typed: Sequence[str]) -> ActionSheet:
    """``sheet`` with the fields typed as « champ=valeur »; UsageError tells which one cannot be."""
    for words in typed:
        name, equals, value = words.partition("=")
        key = fold(name.strip()).replace(" ", "_")
        if not equals or key not in FIELDS:
            raise UsageError(
                f"« {words} » ne remplit aucun champ de la fiche.",
                cause=f"Champs : {', '.join(FIELDS)}.",
                next_step='Écrivez par exemple "pilote=CCAS, direction".',
            )
        field, read = FIELDS[key]
        try:
            sheet = replace(sheet, **{field: read(value.strip())})
        except ValueError as error:
            raise UsageError(
                f"Le champ « {key} » ne peut pas valoir « {value} ».", cause=f"{error}."
            ) from error
    return sheet
