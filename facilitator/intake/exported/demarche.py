"""The sheets of the démarche read back: its étapes and the figures of its territory."""

from collections.abc import Iterable

from facilitator.domain.demarche import Etape, EtapeState, Figure
from facilitator.intake.exported.columns import Col
from facilitator.intake.exported.rows import Row
from facilitator.intake.exported.values import day_in


def etapes_in(rows: Iterable[Row]) -> tuple[Etape, ...]:
    """The étapes that the rows tell, in their order; one whose state cannot be read is still to come."""
    return tuple(
        Etape(
            row.text(Col.ETAPE),
            state_in(row.text(Col.STATE)) or EtapeState.PLANNED,
            day_in(row.text(Col.STARTS)),
            day_in(row.text(Col.ENDS)),
        )
        for row in rows
        if row.text(Col.ETAPE)
    )


def figures_in(rows: Iterable[Row]) -> tuple[Figure, ...]:
    """The figures that the rows tell, in their order."""
    return tuple(
        Figure(
            topic=row.text(Col.TOPIC),
            wording=row.text(Col.WORDING),
            value=row.text(Col.VALUE),
            year=row.whole(Col.YEAR),
            scale=row.text(Col.SCALE),
            comparison=row.text(Col.COMPARISON),
            publisher=row.text(Col.PUBLISHER),
        )
        for row in rows
        if row.text(Col.TOPIC) or row.text(Col.WORDING)
    )


def state_in(cell: str) -> EtapeState | None:
    """Where an étape stands; None where the cell does not say it."""
    return next((one for one in EtapeState if one.value == cell.strip().lower()), None)
