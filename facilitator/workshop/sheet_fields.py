"""The fields of a fiche action as they are typed: « pilote=CCAS, direction »."""

from __future__ import annotations

from collections.abc import Sequence

from facilitator.domain.action import ActionSheet
from facilitator.domain.contribution import fold
from facilitator.domain.sheet_fields import FIELDS
from facilitator.errors import UsageError


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
