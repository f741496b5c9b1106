"""What leaves of a survey: the questionnaire in its forms, and the document of its results."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory

from facilitator.domain.evidence import EventEvidence
from facilitator.domain.survey import Questionnaire
from facilitator.errors import UsageError
from facilitator.intake.slug import slugify
from facilitator.language.typography import typeset
from facilitator.workshop.livrables import livrable
from facilitator.workshop.reports import Step, unheard
from facilitator.workshop.survey import EVENT_TITLE, Survey
from facilitator.workshop.workshop import Workshop

RESULT_FORMS = ("docx", "odt", "html", "pdf", "xlsx")
RESULTS = "enquete-resultats"
_OUT_OF = "questionnaire"


class PaperForm(StrEnum):
    """The forms in which a questionnaire is handed over."""

    PDF = "pdf"
    HTML = "html"
    LIMESURVEY = "limesurvey"


def paper_forms(asked: Sequence[str]) -> tuple[PaperForm, ...]:
    """The forms of these words, each once; UsageError for another."""
    known = {one.value: one for one in PaperForm}
    for word in asked:
        if word not in known:
            raise UsageError(
                f"« {word} » n’est pas une forme de questionnaire.",
                next_step=f"Formes possibles : {', '.join(PaperForm)}.",
            )
    return tuple(known[word] for word in dict.fromkeys(asked))


def hand_over(
    questionnaire: Questionnaire, folder: Path, stem: str, forms: Sequence[PaperForm]
) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    """Write the questionnaire in these forms, each file whole or not at all; their paths, what to know.

    Raises TemplateError, StoreError.
    """
    from facilitator.survey.limesurvey import write_limesurvey
    from facilitator.survey.paper import MOST_PAGES, print_paper, print_volunteers
    from facilitator.survey.web import write_page

    written: list[Path] = []
    notes: list[str] = []

    def put(name: str, write: Callable[[Path], object]) -> object:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=folder, prefix=".enquete-") as scratch:
            draft = Path(scratch) / name
            done = write(draft)
            if draft.exists():
                written.append(draft.replace(folder / name))
        return done

    for form in forms:
        if form is PaperForm.PDF:
            pages = put(f"{stem}.pdf", lambda draft: print_paper(questionnaire, draft))
            if isinstance(pages, int) and pages > MOST_PAGES:
                notes.append(
                    typeset(f"{pages} pages : au-delà de {MOST_PAGES}, raccourcissez ; beaucoup abandonnent.")
                )
            put(f"{stem}-volontaires.pdf", lambda draft: print_volunteers(questionnaire, draft))
        elif form is PaperForm.HTML:
            put(f"{stem}.html", lambda draft: write_page(questionnaire, draft))
        else:
            put(f"{stem}-limesurvey.txt", lambda draft: write_limesurvey(questionnaire, draft))
    return tuple(written), tuple(notes)


def stem_of(questionnaire_file: Path | None) -> str:
    """The name that the files of a questionnaire begin with."""
    return slugify(questionnaire_file.stem) if questionnaire_file else _OUT_OF


def draft_results(
    workshop: Workshop,
    survey: Survey,
    forms: Sequence[str],
    step: Step = unheard,
    *,
    template: Path | None = None,
) -> tuple[Path, ...]:
    """Write the results in these forms; free answers are in it once they were sorted into themes.

    Raises UsageError for an unknown form, InputError without any answer, UndecidedNamesError while somebody
    may be named in the free answers, TemplateError, StoreError.
    """
    from facilitator.drafting.enquete import write_results, write_workbook

    unknown = [form for form in forms if form not in RESULT_FORMS]
    if unknown:
        raise UsageError(
            f"« {unknown[0]} » n’est pas une forme de résultats.",
            next_step=f"Formes possibles : {', '.join(RESULT_FORMS)}.",
        )
    answers = survey.counted()
    livrables = workshop.livrables
    demarche = workshop.names.demarche_leaving(workshop.demarche)
    documents = [form for form in forms if form != "xlsx"]
    written = _written(workshop, step) if documents else None
    held = (written,) if written is not None else ()
    sources = {one.event.id: one.imprint for one in held if one.imprint is not None}
    paths = []
    for form in forms:
        name = f"{RESULTS}.{form}"
        if form == "xlsx":
            with livrable(workshop.folder, name) as (draft, target):
                write_workbook(demarche, draft, questionnaire=survey.questionnaire, forms=answers)
            paths.append(target)
            continue

        def fill(draft: Path) -> None:
            write_results(
                demarche,
                draft,
                questionnaire=survey.questionnaire,
                forms=answers,
                outlines=livrables.outlines,
                written=written,
                reference=template,
            )

        paths.append(livrables.keep(name, fill, sources, held))
    return tuple(paths)


def _written(workshop: Workshop, step: Step) -> EventEvidence | None:
    """The evidence of the free answers, None before they were sorted."""
    code = slugify(EVENT_TITLE)
    event = next((one for one in workshop.events(needed=False) if one.slug == code), None)
    if event is None or not workshop.board(event).wall.sorting.themes:
        return None
    return workshop.evidence(event, step)
