"""The fields of a fiche action as they are typed: « pilote=CCAS, direction »."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from facilitator.domain.action import ActionSheet, ActionState, Indicator, IndicatorKind
from facilitator.domain.contribution import fold
from facilitator.errors import UsageError
from facilitator.language.french import listed

Reader = Callable[[str], object]


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


SEVERAL: Final = frozenset(name for name, (_, read) in FIELDS.items() if read is _several)
"""The fields that hold several things: « ; » between them on a command line, one a line in a form."""


def shown(sheet: ActionSheet, name: str) -> str:
    """What a field holds, as a form shows it."""
    value = getattr(sheet, FIELDS[name][0])
    return "\n".join(value) if name in SEVERAL else "" if value is None else str(value)


def read_field(name: str, text: str) -> Any:
    """The value of a field typed in a form; UsageError tells what is expected."""
    if name in SEVERAL:
        return tuple(line for line in (one.strip() for one in text.splitlines()) if line)
    try:
        return FIELDS[name][1](" ".join(text.split()))
    except ValueError as error:
        raise UsageError(f"{error}.".capitalize()) from error


def from_form(sheet: ActionSheet, texts: Mapping[str, str]) -> ActionSheet:
    """``sheet`` with the fields of a form, by name; UsageError for one that cannot be."""
    return replace(sheet, **{FIELDS[name][0]: read_field(name, text) for name, text in texts.items()})


def indicator_lines(indicators: Sequence[Indicator]) -> str:
    """« familles dépannées | 0 | 15 | RPE | annuelle », one a line; « moyens » ends those of means."""
    return "\n".join(
        " | ".join(
            (one.name, one.baseline, one.target, one.source, one.frequency)
            + ((one.kind.value,) if one.kind is IndicatorKind.MEANS else ())
        ).rstrip(" |")
        for one in indicators
    )


def read_indicators(text: str) -> tuple[Indicator, ...]:
    """The indicators of such lines; UsageError where a line has no name or too many parts."""
    found = []
    for line in text.splitlines():
        if not line.strip():
            continue
        name, *parts = (part.strip() for part in line.split("|"))
        if not name or len(parts) > 5 or (len(parts) == 5 and fold(parts[4]) not in _KINDS):
            raise UsageError(
                f"« {line.strip()} » ne se lit pas.",
                next_step="nom | départ | cible | source | périodicité, puis « moyens » s’il en est un.",
            )
        kind = _KINDS[fold(parts[4])] if len(parts) == 5 else IndicatorKind.RESULT
        baseline, target, source, frequency = (*parts[:4], "", "", "", "")[:4]
        found.append(Indicator(name, kind, baseline, target, source, frequency))
    return tuple(found)


_KINDS = {fold(kind.value): kind for kind in IndicatorKind}


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
