"""The pictures of the report: which map a chapter has, drawn once, with every value as its alternative."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from facilitator.drafting.rapport.chapters import Chapter
from facilitator.drafting.study import Study
from facilitator.language.typography import typeset
from facilitator.press.markdown import pictured
from facilitator.prompts import Markdown
from facilitator.territory.dictionary import Statistic
from facilitator.territory.mapping import map_of, words_of
from facilitator.territory.readings import Readings
from facilitator.territory.wording import shown

WIDTH = "16cm"
LEAST_READ = 0.5
"""Part of the communes that a map shows at least: fewer is a map of hatching."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as outlines print it: the sentence above it, itself, its source."""

    titre: str
    image: Markdown
    source: str


@dataclass(slots=True)
class Pictures:
    """The pictures drawn for one document, by name; each is drawn when it is first asked for.

    ``told`` hears of each before it is drawn.
    """

    told: Callable[[str], None] = lambda _: None
    drawn: dict[str, bytes] = field(default_factory=dict)

    def map(self, statistic: Statistic, study: Study) -> Picture:
        """The map of an indicator over the communes."""
        assert study.readings is not None
        name = f"carte-{statistic.key}.png"
        if name not in self.drawn:
            self.told(f"Carte : {statistic.name}")
            self.drawn[name] = map_of(statistic, study.readings, study.outlines, "png")
        return _framed(name, statistic, study.readings, study)


def mapped(chapter: Chapter, statistics: Sequence[Statistic], study: Study) -> Statistic | None:
    """The indicator that makes the map of a chapter; None where none can be read, or without contours."""
    if study.readings is None or not study.outlines:
        return None
    known = {one.key: one for one in statistics}
    wanted = [known[key] for key in chapter.mapped if key in known]
    others = [one for one in statistics if one not in wanted]
    able = [one for one in (*wanted, *others) if _read_part(one, study) >= LEAST_READ]
    return able[0] if able else None


def _read_part(statistic: Statistic, study: Study) -> float:
    """The part of the communes with an outline whose value can be read; 0 where all are zero."""
    assert study.readings is not None
    codes = {one.code for one in study.outlines}
    places = [one for one in study.readings.perimeter.communes if one.code in codes]
    found = [study.readings.read(statistic, one).number for one in places]
    if not any(found):
        return 0.0
    return sum(one is not None for one in found) / len(found)


def _framed(name: str, statistic: Statistic, readings: Readings, study: Study) -> Picture:
    codes = {one.code for one in study.outlines}
    places = [one for one in readings.perimeter.communes if one.code in codes]
    found = [readings.read(statistic, one) for one in places]
    words = words_of(statistic, readings, found)
    values = " ; ".join(f"{one.place.name}, {shown(statistic, one)}" for one in found)
    told = typeset(f"Carte par commune. {words.title}. Valeurs : {values}.")
    return Picture(words.title, pictured(name, told, WIDTH), words.source)
