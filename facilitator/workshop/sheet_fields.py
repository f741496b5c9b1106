"""The fields of a fiche action as they are typed: « pilote=CCAS, direction », or in the fields of a form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from facilitator.domain.action import ActionSheet, Indicator, IndicatorKind
from facilitator.domain.contribution import fold
from facilitator.domain.sheet_fields import FIELDS
from facilitator.errors import UsageError


def from_form(sheet: ActionSheet, texts: Mapping[str, str]) -> ActionSheet:
    """``sheet`` with the fields of a form, by name; UsageError for one that cannot be."""
    for name, text in texts.items():
        field = FIELDS[name]
        try:
            sheet = field.filled(sheet, text if field.is_several else " ".join(text.split()))
        except ValueError as error:
            raise UsageError(f"{error}.") from error
    return sheet


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
    """``sheet`` with the fields typed as « champ=valeur »; UsageError tells which one cannot be.

    « ; » stands between the things of a field that holds several.
    """
    for words in typed:
        name, equals, value = words.partition("=")
        key = fold(name.strip()).replace(" ", "_")
        if not equals or key not in FIELDS:
            raise UsageError(
                f"« {words} » ne remplit aucun champ de la fiche.",
                cause=f"Champs : {', '.join(FIELDS)}.",
                next_step='Écrivez par exemple "pilote=CCAS, direction".',
            )
        field = FIELDS[key]
        try:
            sheet = field.filled(sheet, value.replace(";", "\n") if field.is_several else value.strip())
        except ValueError as error:
            raise UsageError(
                f"Le champ « {key} » ne peut pas valoir « {value} ».", cause=f"{error}."
            ) from error
    return sheet
