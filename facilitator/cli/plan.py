"""Commands on the plan d'actions: its fiches, the plan itself, one filled in elsewhere taken back."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from facilitator.cli.console import out, progress, say_notes, say_path
from facilitator.cli.french import FLAG, FrenchCommand
from facilitator.cli.livrables import FormsOption, forms_asked
from facilitator.cli.options import DemarcheOption, GabaritOption, open_asked
from facilitator.errors import InputError
from facilitator.language.french import counted
from facilitator.language.typography import typeset

if TYPE_CHECKING:
    from facilitator.domain.plan_checks import ToSee
    from facilitator.domain.plan_return import Difference, PlanReturn

PANEL = "Livrables"


def register(app: typer.Typer) -> None:
    """Add this file's commands to the application."""
    for command in (fiches, plan, convention, livrables):
        app.command(cls=FrenchCommand, rich_help_panel=PANEL)(command)


def fiches(
    codes: Annotated[
        list[str] | None,
        typer.Argument(metavar="[CODE]…", show_default=False, help="Celles de ces actions ; sinon toutes."),
    ] = None,
    demarche: DemarcheOption = None,
    gabarit: GabaritOption = None,
    vers: FormsOption = None,
    separees: Annotated[
        bool, typer.Option("--separees", metavar=FLAG, help="Un fichier par action.")
    ] = False,
) -> None:
    """Rédiger les fiches actions : chacune avec ce que les participants en ont dit.

    Exemple : facilitator fiches 1.1.1 --demarche demo --vers docx --vers pdf
    """
    from facilitator.workshop.action_plan import draft_fiches
    from facilitator.workshop.project_evidence import gather_project

    forms = forms_asked(vers, gabarit)
    with progress() as step, open_asked(demarche) as workshop:
        evidence = gather_project(workshop, step)
        step("Fiches actions", 0, 0)
        paths = draft_fiches(workshop, evidence, forms, codes=codes or (), apart=separees, template=gabarit)
        say_notes(workshop.notes)
    for path in paths:
        say_path(path)


def plan(
    demarche: DemarcheOption = None,
    gabarit: GabaritOption = None,
    vers: Annotated[
        list[str] | None,
        typer.Option("--vers", metavar="FORME", help="xlsx (à remplir), docx, odt, html ou pdf ; répétable."),
    ] = None,
    reprendre: Annotated[
        Path | None,
        typer.Option("--reprendre", metavar="FICHIER.xlsx", help="Montrer ce qu’un plan rempli changerait."),
    ] = None,
    oui: Annotated[
        bool, typer.Option("--oui", metavar=FLAG, help="Avec --reprendre : appliquer ces changements.")
    ] = False,
    anciennes: Annotated[
        bool,
        typer.Option(
            "--anciennes",
            metavar=FLAG,
            help="Avec --reprendre : aussi ce que le projet a changé depuis que le classeur est parti.",
        ),
    ] = False,
) -> None:
    """Rédiger le plan d’actions et dire ce qui lui manque ; reprendre celui qu’on a rempli ailleurs.

    Sans « --vers », un classeur à remplir. Les changements d’un plan repris sont montrés, puis appliqués
    avec « --oui », en un seul acte que « annuler » défait. Ce que le projet a changé depuis que le classeur
    est parti reste comme dans le projet, sauf avec « --anciennes ».

    Exemple : facilitator plan --demarche demo --reprendre plan-actions.xlsx --oui
    """
    from facilitator.workshop.action_plan import apply_filled_plan, draft_plan, read_filled_plan, to_see
    from facilitator.workshop.project_evidence import gather_project

    with progress() as step, open_asked(demarche) as workshop:
        if reprendre is not None:
            step(f"Lecture de {reprendre.name}", 0, 0)
            take = apply_filled_plan if oui else read_filled_plan
            _say_returned(take(workshop, reprendre, outdated=anciennes), applied=oui)
            return
        evidence = gather_project(workshop, step)
        step("Plan d’actions", 0, 0)
        checks = to_see(evidence)
        paths = draft_plan(workshop, evidence, tuple(dict.fromkeys(vers or ["xlsx"])), gabarit, checks)
        say_notes(workshop.notes)
    say_checks(checks)
    for path in paths:
        say_path(path)


def convention(
    demarche: DemarcheOption = None, gabarit: GabaritOption = None, vers: FormsOption = None
) -> None:
    """Assembler la convention : articles et annexes, ce qu’un humain doit compléter en évidence.

    Aucune clause juridique n’est écrite ; les titres des articles se changent dans la trame.

    Exemple : facilitator convention --demarche demo
    """
    from facilitator.drafting.convention import write_convention
    from facilitator.workshop.project_evidence import gather_project
    from facilitator.workshop.project_livrables import write_livrable

    forms = forms_asked(vers, gabarit)
    with progress() as step, open_asked(demarche) as workshop:
        evidence = gather_project(workshop, step)
        step("Convention", 0, 0)
        for form in forms:
            name = f"convention.{form}"
            say_path(write_livrable(workshop.livrables, evidence, name, write_convention, reference=gabarit))
        say_notes(workshop.notes)


def livrables(
    demarche: DemarcheOption = None,
    etude: Annotated[
        bool,
        typer.Option(
            "--etude",
            metavar=FLAG,
            help="Avec ceux de l’étude de l’offre et des besoins : rapport, fiches communes, enquête.",
        ),
    ] = False,
) -> None:
    """Rédiger tous les livrables de la démarche : ceux de ses événements, puis les siens.

    Exemple : facilitator livrables --demarche demo --etude
    """
    from facilitator.workshop.whole_set import draft_everything

    with progress() as step, open_asked(demarche) as workshop:
        done = draft_everything(workshop, step, study=etude)
        for about, note in done.notes:
            say_notes((note,), about)
        say_notes(workshop.notes)
    if not done.paths and not done.refused:
        raise InputError(
            "Il n’y a encore rien à rédiger.",
            cause="Aucun événement n’a de contribution, l’enquête aucune réponse, le projet aucune action.",
            next_step="Saisissez les contributions dans la séance (« facilitator »), ou importez-les, "
            "puis recommencez.",
        )
    for path in done.paths:
        say_path(path)
    if done.left:
        more = ", ".join(name[:1].lower() + name[1:] for name in done.left)
        say_notes((typeset(f"avec « --etude », aussi : {more}"),))
    for fault in done.refused:
        raise fault  # the first: its file is named, and the others are written


def say_checks(checks: "tuple[ToSee, ...]") -> None:
    """What the plan still lacks, sort by sort."""
    from facilitator.drafting.plan_actions import checks_facts

    for sort in checks_facts(checks):
        told = typeset(f"À voir : {sort.titre.lower()} ({len(sort.lignes)})")
        out().print(Text(told, style="bold"), soft_wrap=True)
        for line in sort.lignes:
            out().print(Text(f"  {line}"), soft_wrap=True)


def _say_returned(returned: "PlanReturn", *, applied: bool) -> None:
    if returned.differences:
        out().print(_differences(returned.differences, "Avant", "Après"))
    if returned.kept:
        out().print(_differences(returned.kept, "Projet", "Classeur"))
        told = (
            f"{counted(len(returned.kept), 'valeur')} que le projet a changées depuis que ce classeur est "
            "parti : gardées comme dans le projet. Pour prendre celles du classeur : ajoutez --anciennes"
        )
        out().print(Text(typeset(told)), soft_wrap=True)
    if returned.undated and returned.differences:
        told = (
            "Ce classeur ne dit plus de quel état du projet il est parti : s'il est ancien, il peut remettre "
            "d'anciennes valeurs. Relisez avant d'appliquer."
        )
        out().print(Text(typeset(told)), soft_wrap=True)
    for fault in returned.refused:
        out().print(Text(typeset(f"Ligne {fault.line}, laissée de côté : {fault.told}.")), soft_wrap=True)
    if returned.absent:
        told = f"{counted(len(returned.absent), 'action absente', 'actions absentes')} du fichier, gardées : "
        out().print(Text(typeset(told) + "\u00a0; ".join(returned.absent)), soft_wrap=True)
    count = counted(len(returned.differences), "changement")
    if not returned.differences:
        kept = "rien d'autre à reprendre" if returned.kept else "ce plan dit la même chose que la démarche"
        out().print(Text(typeset(f"Rien à changer : {kept}.")))
    elif applied:
        out().print(Text(typeset(f"{count} : c'est fait. Pour revenir : facilitator annuler")))
    else:
        out().print(Text(typeset(f"{count}, rien n'est encore appliqué. Pour le faire : ajoutez --oui")))


def _differences(told: "tuple[Difference, ...]", before: str, after: str) -> Table:
    """The changes as a table, with why some are not taken where there are such."""
    why = any(one.since for one in told)
    table = Table("N°", "Action", "Champ", before, after, title_justify="left")
    if why:
        table.add_column("Pourquoi")
    for one in told:
        reason = [str(one.since)] if why else []
        table.add_row(one.code, Text(one.title), one.column, Text(one.before), Text(one.after), *reason)
    return table
