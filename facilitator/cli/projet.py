"""The command about the projet social: seen, built and put in order, from enjeux to actions."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text
from rich.tree import Tree

from facilitator.cli.console import out
from facilitator.cli.french import FLAG, FrenchCommand, FrenchGroup
from facilitator.cli.options import DemarcheOption, open_asked
from facilitator.cli.proposing import chercher, proposer
from facilitator.domain.contribution import fold
from facilitator.domain.project import Level
from facilitator.errors import UsageError
from facilitator.language.french import counted
from facilitator.language.typography import quote, typeset

if TYPE_CHECKING:
    from facilitator.domain.project import Item, Project

PANEL = "Projet social"

CodeArgument = Annotated[
    str, typer.Argument(metavar="CODE", show_default=False, help="Son code : « 1.2.3 », « E2 ».")
]
TitleArgument = Annotated[str, typer.Argument(metavar="TITRE", show_default=False, help="Entre guillemets.")]
UnderOption = Annotated[
    str | None,
    typer.Option("--sous", metavar="CODE", help="Ce qui le tient : un axe, un objectif, un enjeu."),
]
RankOption = Annotated[
    int | None, typer.Option("--rang", metavar="N", min=1, help="Sa place parmi ses semblables, depuis 1.")
]
SaidArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="APPUI…",
        show_default=False,
        help="« atelier-parents 12 » : le code d’un événement, puis des numéros ou le nom d’un thème.",
    ),
]

LEVELS = {
    "enjeu": Level.ENJEU,
    "besoin": Level.BESOIN,
    "axe": Level.AXE,
    "strategique": Level.STRATEGIC,
    "operationnel": Level.OPERATIONAL,
    "action": Level.ACTION,
}


def register(app: typer.Typer) -> None:
    """Add this file's commands to the application."""
    projet = typer.Typer(cls=FrenchGroup, subcommand_metavar="ACTE …", rich_markup_mode="rich")
    projet.callback(invoke_without_command=True)(voir)
    acts = (ajouter, renommer, deplacer, retirer, appuyer, lier, remplir, mesurer, repondre)
    for command in (*acts, proposer, chercher):
        projet.command(cls=FrenchCommand)(command)
    app.add_typer(projet, name="projet", rich_help_panel=PANEL)


def voir(context: typer.Context, demarche: DemarcheOption = None) -> None:
    """Voir et bâtir le projet social : enjeux, axes, objectifs et actions, chacun avec ses appuis.

    Sans acte, le montre en entier.

    Exemple : facilitator projet --demarche demo
    """
    if context.invoked_subcommand is not None:
        return
    with open_asked(demarche) as workshop:
        project, title = workshop.plan.now, workshop.demarche.title
    if not project:
        out().print("Le projet est encore vide. Pour commencer :")
        out().print('  facilitator projet ajouter axe "Petite enfance"', markup=False)
        return
    out().print(project_tree(project, title))


def project_tree(project: "Project", title: str) -> Tree:
    """The whole project as a tree, enjeux first, what each rests on counted."""
    codes = project.codes()
    tree = Tree(Text(title, style="bold"))
    for heading, level in (("Enjeux", Level.ENJEU), ("Axes", Level.AXE), ("Actions hors axe", Level.ACTION)):
        items = project.under(None, level)
        if items:
            branch = tree.add(Text(heading, style="bold"))
            for item in items:
                _grow(branch, project, item, codes)
    answers = len(project.answers)
    if answers:
        tree.add(Text(f"{counted(answers, 'réponse donnée', 'réponses données')} à des propositions"))
    return tree


def _grow(branch: Tree, project: "Project", item: "Item", codes: Mapping[str, str]) -> None:
    support = project.support(item.id)
    told = [counted(len(support.contributions), "contribution")] if support.contributions else []
    told += [counted(len(support.themes), "thème")] if support.themes else []
    if item.level is Level.ACTION:
        sheet = project.sheet(item.id)
        told += [sheet.state.value, sheet.pilot or "sans pilote"]
    if item.level is Level.AXE and project.links.get(item.id):
        told.append(f"répond à {', '.join(codes[one.id] for one in project.linked(item.id))}")
    line = Text.assemble((f"{codes[item.id]} ", "bold"), item.title)
    if told:
        line.append(f"  ({', '.join(told)})", style="dim")
    grown = branch.add(line)
    for inner in project.under(item.id):
        _grow(grown, project, inner, codes)


def ajouter(
    niveau: Annotated[str, typer.Argument(metavar="NIVEAU", show_default=False, help=", ".join(LEVELS))],
    titre: TitleArgument,
    sous: UnderOption = None,
    rang: RankOption = None,
    demarche: DemarcheOption = None,
) -> None:
    """Ajouter un enjeu, un besoin, un axe, un objectif ou une action.

    Exemple : facilitator projet ajouter action "Ouvrir un relais" --sous 1.2
    """
    level = LEVELS.get(fold(niveau))
    if level is None:
        raise UsageError(
            typeset(f"{quote(niveau)} n'est pas un niveau du projet."),
            next_step=f"Niveaux : {', '.join(LEVELS)}.",
        )
    with open_asked(demarche) as workshop:
        holder = workshop.plan.find(sous).id if sous else None
        item = workshop.plan.add(level, titre, holder, None if rang is None else rang - 1)
        _say_item(workshop.plan.now, item.id, "Ajouté")


def renommer(code: CodeArgument, titre: TitleArgument, demarche: DemarcheOption = None) -> None:
    """Changer l’intitulé d’un élément du projet.

    Exemple : facilitator projet renommer 1.2.3 "Ouvrir deux relais"
    """
    with open_asked(demarche) as workshop:
        item = workshop.plan.find(code)
        workshop.plan.retitle(item.id, titre)
        _say_item(workshop.plan.now, item.id, "Renommé")


def deplacer(
    code: CodeArgument, sous: UnderOption = None, rang: RankOption = None, demarche: DemarcheOption = None
) -> None:
    """Déplacer un élément et tout ce qu’il tient : sous un autre, ou à un autre rang.

    Exemple : facilitator projet deplacer 1.2.3 --sous 2.1 --rang 1
    """
    with open_asked(demarche) as workshop:
        item = workshop.plan.find(code)
        holder = workshop.plan.find(sous).id if sous else item.parent
        workshop.plan.move(item.id, holder, None if rang is None else rang - 1)
        _say_item(workshop.plan.now, item.id, "Déplacé")


def retirer(code: CodeArgument, demarche: DemarcheOption = None) -> None:
    """Retirer un élément et tout ce qu’il tient ; « facilitator annuler » le rend.

    Exemple : facilitator projet retirer 1.2.3
    """
    with open_asked(demarche) as workshop:
        item = workshop.plan.find(code)
        held = len(tuple(workshop.plan.now.read(item.id)))
        workshop.plan.remove(item.id)
    more = f", avec {counted(held, 'élément')} qu'il tenait" if held else ""
    out().print(Text(typeset(f"Retiré : {quote(item.title)}{more}. Pour revenir : facilitator annuler")))


def appuyer(
    code: CodeArgument,
    appuis: SaidArgument,
    retirer: Annotated[
        bool, typer.Option("--retirer", metavar=FLAG, help="Les enlever au lieu de les ajouter.")
    ] = False,
    demarche: DemarcheOption = None,
) -> None:
    """Relier un élément à ce qui a été dit : des contributions, ou un thème d’un mur.

    Exemple : facilitator projet appuyer 1.2.3 "atelier-parentalite 12 14" "seminaire-jeunesse Mobilité"
    """
    from facilitator.workshop.asked import across_events

    with open_asked(demarche) as workshop:
        item = workshop.plan.find(code)
        asked = across_events(workshop, appuis, workshop.plan.now.support(item.id))
        if retirer:
            places = [(one.event_id, one.theme_id) for one in asked.themes]
            support = workshop.plan.unrest(item.id, asked.contributions, places)
        else:
            support = workshop.plan.rest(item.id, asked.contributions, asked.themes)
    told = [counted(len(support.contributions), "contribution"), counted(len(support.themes), "thème")]
    out().print(Text(typeset(f"{quote(item.title)} s'appuie sur {told[0]} et {told[1]}.")))


def lier(
    code: CodeArgument,
    a: Annotated[
        list[str] | None,
        typer.Argument(metavar="[CODE]…", show_default=False, help="Les enjeux d’un axe, les actions liées."),
    ] = None,
    demarche: DemarcheOption = None,
) -> None:
    """Dire à quels enjeux répond un axe, ou avec quelles actions va une action ; rien : aucun lien.

    Exemple : facilitator projet lier 1 E1 E3
    """
    with open_asked(demarche) as workshop:
        item = workshop.plan.find(code)
        targets = [workshop.plan.find(one) for one in a or ()]
        workshop.plan.link(item.id, [one.id for one in targets])
    linked = ", ".join(quote(one.title) for one in targets) or "rien"
    out().print(Text(typeset(f"{quote(item.title)} est lié à : {linked}.")))


def remplir(
    code: CodeArgument,
    champs: Annotated[
        list[str],
        typer.Argument(
            metavar="CHAMP=VALEUR…", show_default=False, help="« pilote=CCAS, direction », « debut=2027-09 »…"
        ),
    ],
    demarche: DemarcheOption = None,
) -> None:
    """Remplir la fiche d’une action ; plusieurs valeurs d’une liste se séparent par « ; ».

    Exemple : facilitator projet remplir 1.2.3 "pilote=CCAS, direction" debut=2027-09 "partenaires=Caf ; MSA"
    """
    from facilitator.workshop.sheet_fields import filled

    with open_asked(demarche) as workshop:
        item = workshop.plan.find(code)
        workshop.plan.fill(item.id, filled(workshop.plan.now.sheet(item.id), champs))
        _say_item(workshop.plan.now, item.id, "Rempli")


def mesurer(
    code: CodeArgument,
    nom: Annotated[str, typer.Argument(metavar="INDICATEUR", show_default=False, help="Ce qui se mesure.")],
    depart: Annotated[str, typer.Option("--depart", metavar="V", help="La valeur de départ.")] = "",
    cible: Annotated[str, typer.Option("--cible", metavar="V", help="La valeur visée.")] = "",
    source: Annotated[str, typer.Option("--source", metavar="S", help="Qui la relève.")] = "",
    periodicite: Annotated[str, typer.Option("--periodicite", metavar="P", help="« annuelle »…")] = "",
    moyens: Annotated[
        bool, typer.Option("--moyens", metavar=FLAG, help="Indicateur de moyens, et non de résultat.")
    ] = False,
    retirer: Annotated[bool, typer.Option("--retirer", metavar=FLAG, help="L’enlever.")] = False,
    demarche: DemarcheOption = None,
) -> None:
    """Donner un indicateur à une action, ou changer celui du même nom.

    Exemple : facilitator projet mesurer 1.2.3 "familles dépannées" --depart 0 --cible 15 --source RPE
    """
    from facilitator.domain.action import Indicator, IndicatorKind

    kind = IndicatorKind.MEANS if moyens else IndicatorKind.RESULT
    with open_asked(demarche) as workshop:
        item = workshop.plan.find(code)
        there = workshop.plan.now.indicators.get(item.id, ())
        kept = [one for one in there if fold(one.name) != fold(nom)]
        if not retirer:
            kept.append(Indicator(nom, kind, depart, cible, source, periodicite))
        workshop.plan.measure(item.id, kept)
    out().print(Text(typeset(f"{quote(item.title)} : {counted(len(kept), 'indicateur')}.")))


def repondre(
    contribution: Annotated[
        str, typer.Argument(metavar="CONTRIBUTION", show_default=False, help="« atelier-parents 12 ».")
    ],
    action: Annotated[
        str | None, typer.Option("--action", metavar="CODE", help="L’action qu’elle est devenue.")
    ] = None,
    reportee: Annotated[
        str | None, typer.Option("--reportee", metavar="RAISON", help="Reportée, et pourquoi.")
    ] = None,
    non_retenue: Annotated[
        str | None, typer.Option("--non-retenue", metavar="RAISON", help="Non retenue, et pourquoi.")
    ] = None,
    demarche: DemarcheOption = None,
) -> None:
    """Dire ce que devient une proposition : « vous l’avez dit, voici la suite ».

    Exemple : facilitator projet repondre "atelier-parentalite 12" --reportee "après le test de 2028"
    """
    from facilitator.domain.action import Answer, Outcome
    from facilitator.workshop.asked import across_events

    given = [one for one in (action, reportee, non_retenue) if one is not None]
    if len(given) != 1:
        raise UsageError(
            "Que devient cette proposition ?",
            next_step="Donnez une de ces options : --action CODE, --reportee RAISON, --non-retenue RAISON.",
        )
    with open_asked(demarche) as workshop:
        contributions = across_events(workshop, [contribution]).contributions
        became = workshop.plan.find(action).id if action is not None else None
        outcome = Outcome.ACTION if action else Outcome.POSTPONED if reportee is not None else Outcome.REFUSED
        for id_ in contributions:
            workshop.plan.answer(Answer(id_, outcome, became, "" if action else given[0]))
    out().print(Text(typeset(f"{counted(len(contributions), 'proposition')} : {outcome}.")))


def _say_item(project: "Project", id_: str, what: str) -> None:
    told = typeset(f"{what} : {project.codes()[id_]} {project.item(id_).title}")
    out().print(Text(told), soft_wrap=True)
