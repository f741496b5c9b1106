"""The command about the survey of the population: its questionnaire, its answers, what they say."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from facilitator.cli.console import out, progress, say_notes, say_path
from facilitator.cli.enquete_results import show_results
from facilitator.cli.french import FLAG, FrenchCommand, FrenchGroup
from facilitator.cli.options import DemarcheOption, GabaritOption, MoteurOption, demarche_asked, open_asked
from facilitator.config import load_settings
from facilitator.errors import UsageError
from facilitator.language.french import counted
from facilitator.language.typography import quote, typeset

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from facilitator.domain.survey import AnswerFault
    from facilitator.prompts import Fault
    from facilitator.workshop.survey import Survey

PANEL = "Enquête"
_SHOWN_FAULTS = 20
_SHOWN_LINES = 5

FileArgument = Annotated[
    Path | None,
    typer.Argument(
        metavar="[FICHIER]", show_default=False, help="Le questionnaire ; sinon celui de la démarche."
    ),
]


def register(app: typer.Typer) -> None:
    """Add this file's commands to the application."""
    from facilitator.cli.saisie import saisir

    enquete = typer.Typer(cls=FrenchGroup, subcommand_metavar="ACTE …", rich_markup_mode="rich")
    enquete.callback(invoke_without_command=True)(voir)
    for command in (commencer, verifier, banque, imprimer, importer, saisir, resultats, themes):
        enquete.command(cls=FrenchCommand)(command)
    app.add_typer(enquete, name="enquete", rich_help_panel=PANEL)


def voir(context: typer.Context, demarche: DemarcheOption = None) -> None:
    """Mener l’enquête à la population : un questionnaire, le papier et l’écran, les réponses comptées.

    Sans acte, dit où elle en est.

    Exemple : facilitator enquete commencer --demarche demo
    """
    if context.invoked_subcommand is not None:
        return
    from facilitator.drafting.enquete import who_answered

    survey = survey_asked(demarche)
    told = f"{quote(survey.questionnaire.title)}, {counted(len(survey.questionnaire.questions), 'question')}"
    out().print(
        Text(typeset(f"{told} : {who_answered(survey.questionnaire, survey.forms)}.")), soft_wrap=True
    )
    say_notes(survey.notes)


def survey_asked(demarche: str | None) -> "Survey":
    """The survey of the démarche asked for; raises NotFoundError, UsageError, TemplateError."""
    from facilitator.workshop.sessions import existing_folder
    from facilitator.workshop.survey import FILE, Survey

    settings = load_settings()
    folder = existing_folder(demarche_asked(demarche, settings), settings.sessions)
    if not (folder / FILE).is_file():
        with open_asked(demarche):
            pass  # a copy laid there by hand gives what it carries when it is opened
    return Survey(folder)


def commencer(
    demarche: Annotated[
        str | None, typer.Option("--demarche", metavar="D", help="La démarche ; créée si elle est nouvelle.")
    ] = None,
    depuis: Annotated[
        Path | None,
        typer.Option("--depuis", metavar="FICHIER", help="Votre questionnaire, au lieu du nôtre."),
    ] = None,
) -> None:
    """Poser un questionnaire relu dans le dossier de la démarche, avec ses communes, à modifier.

    Exemple : facilitator enquete commencer --demarche demo
    """
    from facilitator.workshop import Workshop
    from facilitator.workshop.survey import begin

    settings = load_settings()
    with Workshop.open_or_create(demarche or demarche_asked(None, settings), settings) as workshop:
        path = begin(workshop.folder, workshop.demarche, depuis)
    say_path(path)
    say_notes((typeset("Complétez-le, puis : facilitator enquete verifier"),))


def verifier(fichier: FileArgument = None, demarche: DemarcheOption = None) -> None:
    """Dire les fautes d’un questionnaire, ligne par ligne, et ce qu’un relecteur remarquerait.

    Exemple : facilitator enquete verifier sessions/demo/enquete.md
    """
    from facilitator.survey.question_checks import remarks_on
    from facilitator.survey.questionnaire_file import look_over
    from facilitator.workshop.survey import FILE, banks

    folder = None if fichier else _folder(demarche)
    path = fichier or _folder(demarche) / FILE
    reading = look_over(path, banks(folder))
    remarks = remarks_on(reading.questionnaire) if reading.questionnaire else ()
    for fault in reading.faults:
        out().print(Text.assemble(("Faute ", "bold red"), _told(path, fault)), soft_wrap=True)
    for remark in remarks:
        out().print(Text.assemble(("Remarque ", "bold yellow"), _told(path, remark)), soft_wrap=True)
    count = len(reading.questionnaire.questions) if reading.questionnaire else 0
    told = f"{counted(count, 'question')}, {counted(len(reading.faults), 'faute')}, "
    out().print(Text(typeset(f"{told}{counted(len(remarks), 'remarque')}.")))
    if reading.faults:
        raise typer.Exit(7)


def banque(
    theme: Annotated[
        str | None, typer.Argument(metavar="[THÈME]", show_default=False, help="petite-enfance, mobilite…")
    ] = None,
    demarche: DemarcheOption = None,
) -> None:
    """Voir les questions relues, par thème, à emprunter : « ## q5. \\[petite-enfance/renoncer] ».

    Exemple : facilitator enquete banque mobilite
    """
    from facilitator.survey.questionnaire_file import read_bank
    from facilitator.workshop.survey import banks

    found: dict[str, Path] = {}
    for folder in banks(_folder(demarche) if demarche else None):
        for path in sorted(folder.glob("*.md")):
            found.setdefault(path.stem, path)
    if theme and theme not in found:
        raise UsageError(
            f"La banque n’a pas de thème « {theme} ».", next_step=f"Thèmes : {', '.join(sorted(found))}."
        )
    table = Table("Question", "Texte", "Type", title_justify="left")
    for name in sorted([theme] if theme else found):
        for one in read_bank(found[name]):
            table.add_row(f"[{name}/{one.code}]".replace("[", r"\["), Text(typeset(one.text)), one.kind.value)
    out().print(table)


def imprimer(
    fichier: FileArgument = None,
    demarche: DemarcheOption = None,
    vers: Annotated[
        list[str] | None,
        typer.Option("--vers", metavar="FORME", help="pdf (papier), html (écran) ou limesurvey ; répétable."),
    ] = None,
) -> None:
    """Écrire le questionnaire : papier (et sa feuille de volontaires), page sans réseau, LimeSurvey.

    Sans « --vers », le papier. Ils vont à côté du questionnaire, ou dans les livrables de la démarche.

    Exemple : facilitator enquete imprimer --demarche demo --vers pdf --vers html
    """
    from facilitator.survey.question_checks import remarks_on
    from facilitator.survey.questionnaire_file import read_questionnaire
    from facilitator.workshop.livrables import FOLDER
    from facilitator.workshop.survey import banks
    from facilitator.workshop.survey_papers import hand_over, paper_forms, stem_of

    forms = paper_forms(vers or ["pdf"])
    if fichier is not None:
        questionnaire, folder = read_questionnaire(fichier, banks(None)), fichier.parent
    else:
        survey = survey_asked(demarche)
        questionnaire, folder = survey.questionnaire, survey.folder / FOLDER
    paths, notes = hand_over(questionnaire, folder, stem_of(fichier), forms)
    unfinished = [one.told for one in remarks_on(questionnaire) if "à compléter" in one.told]
    say_notes(tuple(map(typeset, (*notes, *unfinished))))
    for path in paths:
        say_path(path)


def importer(
    fichiers: Annotated[
        list[Path],
        typer.Argument(metavar="FICHIER…", show_default=False, help="CSV, XLSX, export LimeSurvey."),
    ],
    demarche: DemarcheOption = None,
    remplacer: Annotated[
        bool,
        typer.Option("--remplacer", metavar=FLAG, help="Oublier d’abord ce qui venait de ces fichiers."),
    ] = False,
) -> None:
    """Reprendre des réponses, codes ou textes ; ce qui ne convient pas est listé, le reste est gardé.

    Exemple : facilitator enquete importer reponses.csv --demarche demo
    """
    from facilitator.workshop import copy_demarche

    survey = survey_asked(demarche)
    if remplacer and survey.forms:
        copy = copy_demarche(survey.folder.name, None, load_settings())
        number = int(copy.path.name.partition("_")[0])
        say_notes((typeset(f"Copie de l’état d’avant : n° {number} (« facilitator restaurer {number} »)"),))
    for path in fichiers:
        report = survey.bring_in(path, anew=remplacer)
        say_notes((*survey.notes, *report.notes), path.name)
        told = f"{path.name} : {counted(report.added, 'nouveau formulaire', 'nouveaux formulaires')}"
        told += f", {counted(report.changed, 'corrigé')}" if report.changed else ""
        told += f", {report.already} déjà là" if report.already else ""
        out().print(Text(typeset(f"{told}. En tout : {len(survey.forms)}.")), soft_wrap=True)
        for told in _gathered(report.faults):
            out().print(Text(typeset(f"  {told}")), soft_wrap=True)
        if report.listed is not None:
            wrong = counted(len(report.faults), "réponse laissée de côté", "réponses laissées de côté")
            out().print(Text(typeset(f"{wrong}, toutes dans : {report.listed}")), soft_wrap=True)


def _gathered(faults: "Sequence[AnswerFault]") -> "Iterator[str]":
    """Wrong answers in sentences, the same ones together, the most frequent first."""
    lines: dict[tuple[str, str], list[int]] = {}
    for fault in faults:
        lines.setdefault((fault.column, fault.told), []).append(fault.line)
    often = sorted(lines.items(), key=lambda one: -len(one[1]))
    for (column, told), found in often[:_SHOWN_FAULTS]:
        shown = ", ".join(map(str, found[:_SHOWN_LINES])) + (" …" if len(found) > _SHOWN_LINES else "")
        where = f"Ligne {shown}" if len(found) == 1 else f"{len(found)} lignes ({shown})"
        yield f"{where}, {column} : {told}"
    if len(often) > _SHOWN_FAULTS:
        yield f"… et {counted(len(often) - _SHOWN_FAULTS, 'autre faute', 'autres fautes')}."


def resultats(
    demarche: DemarcheOption = None,
    vers: Annotated[
        list[str] | None,
        typer.Option("--vers", metavar="FORME", help="docx, odt, html, pdf ou xlsx ; sans elle, à l’écran."),
    ] = None,
    question: Annotated[
        list[str] | None,
        typer.Option("--question", metavar="Q", help="Celle-ci seulement, à l’écran ; répétable."),
    ] = None,
    par: Annotated[
        str | None, typer.Option("--par", metavar="Q", help="Croiser ces questions avec celle-ci, à l’écran.")
    ] = None,
    gabarit: GabaritOption = None,
) -> None:
    """Compter les réponses : effectifs, non-réponses, base ; croisements masqués sous cinq personnes.

    Exemple : facilitator enquete resultats --demarche demo --vers docx --vers xlsx
    """
    from facilitator.workshop.survey_papers import draft_results

    if vers:
        with progress() as step, open_asked(demarche) as workshop:
            survey = _survey_of(workshop.folder)
            paths = draft_results(workshop, survey, tuple(dict.fromkeys(vers)), step, template=gabarit)
            say_notes((*survey.notes, *workshop.notes))
        for path in paths:
            say_path(path)
        return
    survey = survey_asked(demarche)
    say_notes(survey.notes)
    show_results(survey, question or [], par)


def themes(
    demarche: DemarcheOption = None,
    question: Annotated[
        list[str] | None,
        typer.Option("--question", metavar="Q", help="Une question ouverte ; sans elle, l’expression libre."),
    ] = None,
    moteur: MoteurOption = None,
) -> None:
    """Ranger les réponses libres par thèmes, dans un événement à elles, comme ce qui est dit en atelier.

    Exemple : facilitator enquete themes --demarche demo
    """
    from facilitator.cli.sorting import themes_table
    from facilitator.workshop.survey import EVENT_TITLE, words_to_event

    with progress() as step, open_asked(demarche) as workshop:
        report = words_to_event(workshop, _survey_of(workshop.folder), question or ())
        (event,) = workshop.events(EVENT_TITLE)
        workshop.sort(event, step, moteur=moteur)
        evidence = workshop.evidence(event, gated=False)
        say_notes((*report.notes, *workshop.notes))
    told = f"{counted(report.added, 'réponse ajoutée', 'réponses ajoutées')}, {report.already} déjà là."
    out().print(Text(typeset(told)))
    out().print(themes_table(evidence))


def _folder(demarche: str | None) -> Path:
    from facilitator.workshop.sessions import existing_folder

    settings = load_settings()
    return existing_folder(demarche_asked(demarche, settings), settings.sessions)


def _survey_of(folder: Path) -> "Survey":
    from facilitator.workshop.survey import Survey

    return Survey(folder)


def _told(path: Path, fault: "Fault") -> str:
    where = f"{path}, ligne {fault.line} : " if fault.line else f"{path} : "
    near = f" Le plus proche : {quote(fault.nearest)}." if fault.nearest else ""
    return typeset(f"{where}{fault.told}{near}")
