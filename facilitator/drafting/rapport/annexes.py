"""The annexes: every figure commune by commune, where each was read, what its words mean."""

from dataclasses import dataclass

from facilitator.domain.place import Place
from facilitator.drafting.rapport.chapters import CHAPTERS, apart, statistics_of
from facilitator.drafting.rapport.tables import Row, Table, caution_rows, further_tables, labelled
from facilitator.drafting.study import Study
from facilitator.language.acronyms import initials_in, meanings
from facilitator.language.french import listed
from facilitator.language.typography import typeset
from facilitator.territory.dictionary import Formula, Statistic
from facilitator.territory.readings import Readings
from facilitator.territory.sources import sources
from facilitator.territory.wording import year_of


@dataclass(frozen=True, slots=True)
class DataPart:
    """The tables of one chapter."""

    titre: str
    tableaux: tuple[Table, ...]


def data_parts(study: Study, titles: dict[str, str]) -> tuple[DataPart, ...]:
    """The indicators that read by commune and stand in no table of their chapter, chapter by chapter."""
    if study.readings is None:
        return ()
    groups = [(titles[one.key], statistics_of(one, study)) for one in CHAPTERS]
    groups.append(("Autres indicateurs", apart(study)))
    parts = [DataPart(title, further_tables(each, study.readings)) for title, each in groups]
    return tuple(part for part in parts if part.tableaux)


def origin_rows(study: Study) -> tuple[Row, ...]:
    """For each indicator told: how it is made, its source and year, the files it was read in."""
    readings = study.readings
    if readings is None:
        return ()
    return tuple(
        Row(
            labelled(one),
            (
                formula_text(one),
                typeset(f"{sources()[one.base].title}, {year_of(readings.years(one)[-1])}"),
                ", ".join(files_of(one, readings)),
            ),
        )
        for one in study.told
    )


def cautions(study: Study) -> tuple[Row, ...]:
    """What must be known before a figure is repeated."""
    return caution_rows(study.told, study.readings) if study.readings else ()


def files_of(statistic: Statistic, readings: Readings) -> tuple[str, ...]:
    """The files that its latest values were read in, over all places of the mission."""
    year = readings.years(statistic)[-1]
    places: tuple[Place, ...] = readings.perimeter.places
    return tuple(sorted({file for one in places for file in readings.read(statistic, one, year).files}))


def formula_text(statistic: Statistic) -> str:
    """« 100 × C_FAMMONO ÷ C_FAM »: the columns of the file, without their year."""
    above = " ou ".join(map(_terms, statistic.numerators))
    if statistic.denominator is None:
        return typeset(above)
    factor = f"{statistic.factor:g} × " if statistic.factor != 1 else ""
    return typeset(f"{factor}{_within(above)} ÷ {_within(_terms(statistic.denominator))}")


def glossary(markdown: str) -> tuple[Row, ...]:
    """The initials that a document uses, with their meaning, in alphabetical order."""
    return tuple(Row(form, (meanings()[form],)) for form in sorted(initials_in(markdown), key=str.casefold))


def beside_told(study: Study) -> str:
    """The documents that lie with the report, named; empty without any."""
    return listed(list(study.beside))


def _terms(formula: Formula) -> str:
    first, *others = formula.terms
    said = [first[0] if first[1] > 0 else f"− {first[0]}"]
    said += [f"{'+' if sign > 0 else '−'} {column}" for column, sign in others]
    return " ".join(said)


def _within(words: str) -> str:
    return f"({words})" if " " in words else words
