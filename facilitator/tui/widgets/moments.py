"""How a moment in the past is told: where the user is, and no more precisely than it matters."""

from __future__ import annotations

from datetime import datetime, timedelta

from facilitator.language.french import written_date


def since(then: datetime, now: datetime) -> str:
    """« aujourd’hui à 14:05 », « hier à 9:30 », « le 3 mars », « le 12 juin 2025 »."""
    here, today = then.astimezone(), now.astimezone().date()
    if here.date() == today:
        return f"aujourd’hui à {here:%H:%M}"
    if here.date() == today - timedelta(days=1):
        return f"hier à {here:%H:%M}"
    return f"le {written_date(here.date(), year=here.year != today.year)}"
