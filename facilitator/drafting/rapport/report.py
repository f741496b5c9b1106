"""The rapport de diagnostic and its summary, filled in from a study: chapter by chapter, then the annexes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from facilitator.drafting.citations import Citation, Line
from facilitator.drafting.demarche_facts import demarche_facts
from facilitator.drafting.enquete import QuestionFacts
from facilitator.drafting.rapport.afom import grids
from facilitator.drafting.rapport.annexes import cautions, data_parts, glossary, origin_rows
from facilitator.drafting.rapport.answers import answers_of, survey_facts
from facilitator.drafting.rapport.chapters import CHAPTERS, Chapter, statistics_of, unplaced
from facilitator.drafting.rapport.enjeux import Proof, report_enjeux
from facilitator.drafting.rapport.method import events_rows, missing, perimeter_facts, source_rows
from facilitator.drafting.rapport.pictures import Picture, Pictures, charts_of, mapped
from facilitator.drafting.rapport.sentences import evolution_sentence, key_sentence, widest_gap
from facilitator.drafting.rapport.synthesis import ENJEUX, one_map, ten_findings, twelve_figures
from facilitator.drafting.rapport.tables import Table, commune_table, landmarks
from facilitator.drafting.rapport.voices import Voices, most_heard, publics_voices, voices_of
from facilitator.drafting.study import Study
from facilitator.drafting.text_document import TYPESETTING, filled_outline
from facilitator.drafting.wording import NOT_REPRESENTATIVE
from facilitator.errors import InputError
from facilitator.language.acronyms import unfold_first
from facilitator.language.typography import quote
from facilitator.language.wording import VOLUME_IS_NOT_WEIGHT
from facilitator.press.forms import form_asked, print_as
from facilitator.press.pandoc import Heading
from facilitator.prompts import Markdown, find_outline, load_outline
from facilitator.territory.dictionary import Statistic

OUTLINE = "redaction/rapport_diagnostic"
SUMMARY = "redaction/synthese_diagnostic"
POINTS = 3
"""What is to be kept of a chapter (domaine.md § 4.8: « à retenir » in three points)."""
FIRST = 2
"""The number of the first chapter about a subject: « Méthode et sources » comes before."""

Values = dict[str, object]


@dataclass(frozen=True, slots=True)
class ChapterPart:
    """A chapter as the outline prints it; ``ouverture`` comes from its own outline."""

    numero: int
    titre: str
    ouverture: Markdown
    phrase: str
    reperes: Table | None
    carte: Picture | None
    graphiques: tuple[Picture, ...]
    communes: Table | None
    voix: Voices | None
    reponses: tuple[QuestionFacts, ...]
    retenir: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """A chapter in the summary: what was heard most, and words of that theme."""

    titre: str
    entendu: Line
    paroles: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A document ready for the press: it is written in as many forms as are asked for, drawn once."""

    heading: Heading
    markdown: str

    @property
    def gaps(self) -> int:
        """How many places are left to a human."""
        return self.markdown.count('custom-style="À compléter"')

    def write(self, target: Path, *, reference: Path | None = None) -> Path:
        """Write it in the form of ``target``'s extension; raises what the printers raise."""
        return print_as(form_asked(target.suffix), self.markdown, target, self.heading, reference=reference)


def draft_report(
    study: Study, *, outlines: Sequence[Path], told: Callable[[str], None] = lambda _: None
) -> Report:
    """The whole report; ``told`` hears of each picture. Raises InputError without matter, TemplateError."""
    pictures = Pictures(told)
    values = report_values(study, pictures, outlines)
    first = filled_outline(OUTLINE, {**values, "glossaire": ()}, outlines=outlines, dated=_latest(study))[1]
    values["glossaire"] = glossary(first)
    return _report(OUTLINE, values, study, pictures, outlines)


def draft_summary(
    study: Study, *, outlines: Sequence[Path], told: Callable[[str], None] = lambda _: None
) -> Report:
    """The summary, to be read alone: eight pages at most. Raises as ``draft_report``."""
    pictures = Pictures(told)
    report = _report(SUMMARY, summary_values(study, pictures, outlines), study, pictures, outlines)
    return replace(report, markdown=unfold_first(report.markdown))


def report_values(study: Study, pictures: Pictures | None, outlines: Sequence[Path]) -> Values:
    """What the outline of the report prints, by the names it declares; without ``pictures``, no picture."""
    _require(study)
    chapters, titles = _chapters(study, pictures, outlines)
    written = {key: Proof(one.numero, one.titre, one.phrase) for key, one in chapters.items()}
    values = _common(study, chapters, written)
    return {
        **values,
        "chapitres": tuple(chapters.values()),
        "sources": source_rows(study),
        "publics": publics_voices(study),
        "sans_thematique": tuple(quote(one.theme.theme.name) for one in unplaced(study)),
        "grilles": grids(study),
        "manques": missing(study, titles, frozenset(chapters)),
        "donnees": data_parts(study, titles),
        "origines": origin_rows(study),
        "prudences": cautions(study),
        "fiches": study.beside,
    }


def summary_values(study: Study, pictures: Pictures, outlines: Sequence[Path]) -> Values:
    """What the outline of the summary prints, by the names that it declares."""
    _require(study)
    chapters, _ = _chapters(study, None, outlines)
    written = {key: Proof(one.numero, one.titre, one.phrase) for key, one in chapters.items()}
    return {
        **_common(study, chapters, written),
        "carte": one_map(study, pictures),
        "sources": source_rows(study),
        "sujets": tuple(
            Subject(one.titre, line, one.voix.themes[0].paroles[:1] if one.voix else ())
            for key, one in chapters.items()
            if (line := _heard(key, study))
        ),
    }


def _common(study: Study, chapters: Mapping[str, ChapterPart], written: Mapping[str, Proof]) -> Values:
    """What both documents hold."""
    enjeux = report_enjeux(study, written)
    found = [(one.phrase, _titled(one.titre, _heard(key, study))) for key, one in chapters.items()]
    return {
        "demarche": demarche_facts(study.demarche),
        "perimetre": perimeter_facts(study),
        "chiffres": twelve_figures(study),
        "constats": ten_findings(found),
        "enjeux": enjeux,
        "premiers_enjeux": enjeux.tous[:ENJEUX] if enjeux else (),
        "evenements": events_rows(study),
        "enquete": survey_facts(study),
        "avertissement": NOT_REPRESENTATIVE,
        "prudence": VOLUME_IS_NOT_WEIGHT,
    }


def _chapters(
    study: Study, pictures: Pictures | None, outlines: Sequence[Path]
) -> tuple[dict[str, ChapterPart], dict[str, str]]:
    """The chapters that have something to tell, numbered through, and the titles of all, by key.

    Without ``pictures`` none is drawn.
    """
    found: dict[str, ChapterPart] = {}
    titles: dict[str, str] = {}
    for chapter in CHAPTERS:
        part = _chapter(chapter, study, pictures, FIRST + len(found), outlines)
        titles[chapter.key] = part.titre
        if part.reperes or part.voix or part.reponses:
            found[chapter.key] = part
    return found, titles


def _chapter(
    chapter: Chapter, study: Study, pictures: Pictures | None, number: int, outlines: Sequence[Path]
) -> ChapterPart:
    statistics, readings = statistics_of(chapter, study), study.readings
    lead, sentence = _lead(statistics, study)
    title, opening = _opening(chapter, study, sentence, outlines)
    drawn = mapped(chapter, statistics, study) if pictures else None
    charts = charts_of(chapter, statistics, study) if pictures else []
    return ChapterPart(
        numero=number,
        titre=title,
        ouverture=opening,
        phrase=sentence,
        reperes=landmarks(statistics, readings) if readings else None,
        carte=pictures.map(drawn, study) if pictures and drawn else None,
        graphiques=tuple(pictures.chart(one, name) for name, one in charts) if pictures else (),
        communes=commune_table(statistics, readings) if readings else None,
        voix=voices_of(chapter, study),
        reponses=answers_of(chapter, study),
        retenir=_points(chapter, study, statistics, lead),
    )


def _opening(chapter: Chapter, study: Study, sentence: str, outlines: Sequence[Path]) -> tuple[str, Markdown]:
    """The title of a chapter and what stands under it, from its outline."""
    outline = load_outline(find_outline(chapter.outline, outlines), TYPESETTING)
    values = opening_values(study, sentence)
    return outline.title(values), Markdown(outline.render(values))


def opening_values(study: Study, sentence: str) -> Values:
    """What the outline of a chapter prints, by the names that it declares."""
    return {
        "demarche": demarche_facts(study.demarche),
        "perimetre": perimeter_facts(study),
        "phrase_cle": sentence,
    }


def _lead(statistics: Sequence[Statistic], study: Study) -> tuple[Statistic | None, str]:
    """The first indicator that can be told in a sentence, and that sentence."""
    if study.readings is None:
        return None, ""
    epci = study.readings.perimeter.epci
    whole = [one for one in statistics if study.readings.read(one, epci).number is not None]
    for one in (*whole, *statistics):
        if said := key_sentence(one, study.readings):
            return one, said
    return None, ""


def _points(
    chapter: Chapter, study: Study, statistics: Sequence[Statistic], lead: Statistic | None
) -> tuple[Line, ...]:
    """What is to be kept: a gap or an evolution of the figures, what is heard most, then further figures."""
    readings, told = study.readings, []
    others = [one for one in statistics if one is not lead]
    if readings is not None:
        gap = widest_gap(others, readings)
        moved = [said for one in statistics if (said := evolution_sentence(one, readings))]
        told = [*([key_sentence(gap, readings)] if gap else []), *moved[:1]]
        told += [key_sentence(one, readings) for one in others if one is not gap]
    figures = [Line(said.removesuffix("."), Markdown("")) for said in dict.fromkeys(told) if said]
    heard = most_heard(chapter, study)
    kept = figures[: POINTS - 1] if heard else figures[:POINTS]
    return (*kept, *([heard] if heard else []))


def _heard(key: str, study: Study) -> Line | None:
    return most_heard(next(one for one in CHAPTERS if one.key == key), study)


def _titled(title: str, heard: Line | None) -> Line | None:
    """« Parentalité. Entendu surtout : … »: a line that stands outside its chapter."""
    return replace(heard, texte=f"{title}. {heard.texte}") if heard else None


def _report(name: str, values: Values, study: Study, pictures: Pictures, outlines: Sequence[Path]) -> Report:
    heading, markdown = filled_outline(name, values, outlines=outlines, dated=_latest(study))
    return Report(replace(heading, pictures=dict(pictures.drawn)), markdown)


def _latest(study: Study) -> date | None:
    return max((one.event.held_on for one in study.heard if one.event.held_on), default=None)


def _require(study: Study) -> None:
    if study.is_empty:
        raise InputError(
            "Il n’y a encore rien à dire dans un rapport de diagnostic.",
            cause="Aucun fichier de statistiques, aucune parole, aucune réponse à une enquête.",
            next_step="Importez des indicateurs (« facilitator indicateurs importer »), des contributions "
            "(« facilitator importer ») ou des réponses (« facilitator enquete importer »).",
        )
