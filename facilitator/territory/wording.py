"""Readings as they are read: « 1 240 », « environ 125 », « secret », « – », and what these words mean."""

from facilitator.domain.statistics import Origin
from facilitator.language.typography import number, typeset
from facilitator.territory.dictionary import Statistic
from facilitator.territory.readings import Evolution, Reading, Readings, State
from facilitator.territory.sources import sources

GAP = "–"
MINUS = "−"
PERCENT = "%"


def shown(statistic: Statistic, reading: Reading, *, unit: bool = False) -> str:
    """One reading; with ``unit``, the unit follows a number (a percentage always has its sign)."""
    if reading.state is State.SECRET:
        return "secret"
    if reading.state is State.MASKED:
        return "masqué"
    if reading.number is None:
        return GAP
    digits = 0 if reading.state is State.ABOUT else statistic.decimals
    text = decimal(reading.number, digits)
    if statistic.unit == PERCENT:
        text += "\u00a0%"
    elif unit:
        text += f"\u00a0{statistic.unit}"
    return f"environ\u00a0{text}" if reading.state is State.ABOUT else text


def drawn(statistic: Statistic, reading: Reading) -> float | None:
    """The number as it is written, for a chart or a map: two values told alike are drawn alike."""
    digits = 0 if reading.state is State.ABOUT else statistic.decimals
    return None if reading.number is None else round(reading.number, digits)


def decimal(value: float, digits: int) -> str:
    """A French number: narrow no-break spaces between thousands, a comma, a true minus."""
    rounded = f"{abs(value):.{digits}f}"
    whole, _, rest = rounded.partition(".")
    sign = MINUS if value < 0 and float(rounded) != 0 else ""
    return sign + number(int(whole)) + (f",{rest}" if rest else "")


def changed(evolution: Evolution | None) -> str:
    """An evolution: « +3,2 % (2017-2022) », « −1,5 point (2017-2022) »; a gap when none can be told."""
    if evolution is None:
        return GAP
    if evolution.change is None:
        return {State.SECRET: "secret", State.MASKED: "masqué"}.get(evolution.state, GAP)
    digits = 0 if evolution.state is State.ABOUT else 1
    text = decimal(evolution.change, digits)
    sign = "" if text.startswith(MINUS) or not float(f"{evolution.change:.{digits}f}") else "+"
    what = ("points" if abs(evolution.change) >= 2 else "point") if evolution.points else PERCENT
    about = "environ\u00a0" if evolution.state is State.ABOUT else ""
    return f"{about}{sign}{text}\u00a0{what} ({evolution.first}-{evolution.last})"


def year_of(year: int) -> str:
    """A year, or that there is none."""
    return str(year) if year else "année non dite"


def source_line(statistic: Statistic, year: int) -> str:
    """« Insee, recensement de la population, 2022 »."""
    return typeset(f"{sources()[statistic.base].title}, {year_of(year)}")


def cautions(statistic: Statistic, readings: Readings, year: int, *, epci: bool = True) -> tuple[str, ...]:
    """What a reader must know before repeating the figure, one sentence each; ``epci``: that of it too."""
    told = [statistic.caution] if statistic.caution else []
    source = sources()[statistic.base]
    whole = readings.read(statistic, readings.perimeter.epci, year)
    summed = epci and whole.number is not None and readings.summed(statistic, year)
    if source.rounded_to:
        told.append(
            f"Arrondi à {source.rounded_to} près par la Cnaf : la somme des communes n'est pas le chiffre du "
            "département, et n'est pas à lui comparer."
        )
        if summed:
            told.append("Intercommunalité : somme de communes arrondies, donc environ.")
    elif source.additive and not statistic.denominator and summed:
        told.append("Intercommunalité : somme des communes.")
    if Origin.IRIS in readings.origins(statistic, year) and "IRIS" not in statistic.caution:
        told.append("Communes : sommes de leurs IRIS.")
    return tuple(typeset(one) for one in told)
