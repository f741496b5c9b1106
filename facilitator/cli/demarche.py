"""The command about the démarche as a whole: where it stands, ready missions, étapes and instances."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Group
from rich.text import Text

from facilitator.cli.console import out
from facilitator.cli.french import FLAG, FrenchCommand, FrenchGroup
from facilitator.cli.options import DemarcheOption, open_asked
from facilitator.config import load_settings
from facilitator.domain.demarche import EtapeState
from facilitator.domain.missions import MISSIONS, mission_named
from facilitator.errors import UsageError
from facilitator.language.french import counted, listed, written_date, written_period
from facilitator.language.typography import quote, typeset

if TYPE_CHECKING:
    from facilitator.workshop.standing import DemarcheStanding, EtapeStanding, EventStanding

PANEL = "La démarche"

SIGNS = {
    EtapeState.DONE: ("●", "green"),
    EtapeState.CURRENT: ("◐", "yellow"),
    EtapeState.PLANNED: ("○", "dim"),
}

DayOption = Annotated[
    str | None, typer.Option("--debut", metavar="JOUR", help="Son premier jour : 2026-09-01.")
]
EndOption = Annotated[str | None, typer.Option("--fin", metavar="JOUR", help="Son dernier jour.")]


def register(app: typer.Typer) -> None:
    """Add this file's commands to the application."""
    group = typer.Typer(cls=FrenchGroup, subcommand_metavar="ACTE …", rich_markup_mode="rich")
    group.callback(invoke_without_command=True)(voir)
    for command in (nouvelle, etape, instance):
        group.command(cls=FrenchCommand)(command)
    app.add_typer(group, name="demarche", rich_help_panel=PANEL)


def voir(context: typer.Context, demarche: DemarcheOption = None) -> None:
    """Voir où en est la démarche : étapes, événements, ce qui est produit, ce qui manque, la suite.

    Exemple : facilitator demarche --demarche demo
    """
    if context.invoked_subcommand is not None:
        return
    from facilitator.workshop.standing import standing_of

    with open_asked(demarche) as workshop:
        standing = standing_of(workshop, date.today())
    out().print(frise(standing))


def frise(standing: "DemarcheStanding") -> Group:
    """The démarche in time: each étape with its events, then what comes next."""
    from facilitator.workshop.standing import summary

    lines = [Text(standing.demarche.title, style="bold"), Text(summary(standing), style="dim")]
    phase = ""
    for one in standing.etapes:
        if one.etape.phase and one.etape.phase != phase:
            phase = one.etape.phase
            lines += [Text(), Text(phase.upper(), style="dim")]
        lines += _etape_lines(one)
    if standing.others:
        if standing.etapes:
            lines += [Text(), Text("Autres événements", style="bold")]
        for event in standing.others:
            lines += _event_lines(event, "  ")
    if standing.next:
        lines += [Text(), Text("Et ensuite", style="bold"), *(Text(f"  {one}") for one in standing.next)]
    return Group(*lines)


def _etape_lines(one: "EtapeStanding") -> list[Text]:
    sign, colour = SIGNS[one.etape.state]
    when = written_period(one.etape.starts, one.etape.ends)
    head = Text.assemble((f"{sign} ", colour), (one.etape.title, "bold"), f"  {one.etape.state.value}")
    head.append(f", {when}" if when else "", style="dim")
    head.append("  en option" if one.etape.optional else "", style="dim")
    if one.remark:
        head.append(f"  ! {one.remark}", style="yellow")
    lines = [head]
    for event in one.events:
        lines += _event_lines(event, "│   ")
    if one.produced:
        lines.append(Text.assemble("│   ", ("✓ ", "green"), listed(one.produced)))
    if one.missing:
        lines.append(Text.assemble("│   ", ("… ", "yellow"), typeset(f"à produire : {listed(one.missing)}")))
    return lines


def _event_lines(one: "EventStanding", margin: str) -> list[Text]:
    day = written_date(one.event.held_on) if one.event.held_on else "sans date"
    said = counted(one.contributions, "contribution")
    themes = f", {counted(one.themes, 'thème')}" if one.themes else ""
    line = Text.assemble(margin, one.event.title, (f"  {day} · {said}{themes}", "dim"))
    lines = [line]
    if one.missing:
        lines.append(Text.assemble(margin, ("  … ", "yellow"), (f"manque : {listed(one.missing)}", "dim")))
    return lines


def nouvelle(
    titre: Annotated[str, typer.Argument(metavar="TITRE", show_default=False, help="Entre guillemets.")],
    modele: Annotated[
        str,
        typer.Option("--modele", metavar="M", help=", ".join(one.code for one in MISSIONS)),
    ] = "ctg",
    territoire: Annotated[str, typer.Option("--territoire", metavar="T", help="Son nom.")] = "",
) -> None:
    """Commencer une démarche, entière ou en partie, avec ses étapes et ses événements tout prêts.

    Exemple : facilitator demarche nouvelle "CTG du Val" --modele tables-rondes
    """
    from facilitator.workshop.mission import begin_mission
    from facilitator.workshop.standing import standing_of

    mission = mission_named(modele)
    if mission is None:
        told = " ; ".join(f"{one.code} : {one.purpose}" for one in MISSIONS)
        raise UsageError(
            f"« {modele} » n’est pas un modèle de mission.",
            cause=typeset(f"{told.replace('.', '')}."),
            next_step="Donnez un de ces noms après --modele.",
        )
    with begin_mission(titre, mission, load_settings(), territoire) as workshop:
        standing, folder = standing_of(workshop, date.today()), workshop.folder
    out().print(frise(standing))
    out().print(Text(f"\nDans {folder}"), soft_wrap=True)
    events = [*standing.others, *(event for etape in standing.etapes for event in etape.events)]
    if events:
        code = events[0].event.slug
        date_it = f'« facilitator evenement {code} --date 25/11/2026 --lieu "Salle des fêtes" »'
        told = f"Ensuite : {date_it} fixe un événement ; « facilitator » ouvre la séance."
        out().print(Text(typeset(told)), soft_wrap=True)


def etape(
    titre: Annotated[str, typer.Argument(metavar="TITRE", show_default=False, help="Celui de l’étape.")],
    etat: Annotated[str | None, typer.Option("--etat", metavar="É", help=", ".join(EtapeState))] = None,
    debut: DayOption = None,
    fin: EndOption = None,
    evenement: Annotated[
        list[str] | None,
        typer.Option("--evenement", metavar="E", help="Un événement tenu pour elle ; répétable."),
    ] = None,
    retirer: Annotated[
        bool,
        typer.Option("--retirer", metavar=FLAG, help="La retirer de cette mission ; ses événements restent."),
    ] = False,
    demarche: DemarcheOption = None,
) -> None:
    """Changer une étape : son état, ses dates, ses événements ; ou la retirer, car aucune n’est obligatoire.

    Exemple : facilitator demarche etape Cadrage --etat faite --fin 2026-05-22
    """
    changed: dict[str, Any] = {}
    if etat is not None:
        changed["state"] = _state(etat)
    changed |= {name: _day(told) for name, told in (("starts", debut), ("ends", fin)) if told is not None}
    with open_asked(demarche) as workshop:
        if retirer:
            workshop.cadrage.drop_etape(titre)
            out().print(Text(typeset(f"Étape retirée : {quote(titre)}. Pour revenir : facilitator annuler")))
            return
        if evenement:
            changed["events"] = tuple(workshop.events(one)[0].slug for one in evenement)
        kept = workshop.cadrage.keep_etape(titre, **changed)
    when = written_period(kept.starts, kept.ends)
    out().print(Text(typeset(f"{kept.title} : {kept.state}{f', {when}' if when else ''}")))


def instance(
    nom: Annotated[str, typer.Argument(metavar="NOM", show_default=False, help="« Comité de pilotage »…")],
    role: Annotated[str, typer.Option("--role", metavar="R", help="Ce qu’elle fait.")] = "",
    membres: Annotated[
        str, typer.Option("--membres", metavar="M", help="Par qualité, séparés par « ; ».")
    ] = "",
    rythme: Annotated[str, typer.Option("--rythme", metavar="R", help="« 2 fois par an »…")] = "",
    demarche: DemarcheOption = None,
) -> None:
    """Dire qui décide, instruit ou suit : comité de pilotage, comité technique, groupes.

    Exemple : facilitator demarche instance "Comité technique" --membres "Caf ; CCAS"
    """
    from facilitator.domain.demarche import Instance

    told = tuple(one for one in (part.strip() for part in membres.split(";")) if one)
    with open_asked(demarche) as workshop:
        workshop.cadrage.keep_instance(Instance(nom.strip(), role.strip(), told, rythme.strip()))
    out().print(Text(typeset(f"{nom.strip()} : {counted(len(told), 'membre')}.")))


def _state(words: str) -> EtapeState:
    from facilitator.domain.contribution import fold

    found = next((state for state in EtapeState if fold(state.value) == fold(words)), None)
    if found is None:
        raise UsageError(f"« {words} » n’est pas un état.", next_step=f"États : {', '.join(EtapeState)}.")
    return found


def _day(words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError as error:
        raise UsageError(
            f"« {words} » n’est pas une date.", next_step="Écrivez l’année, le mois et le jour : 2026-09-30."
        ) from error
