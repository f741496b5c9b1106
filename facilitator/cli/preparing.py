"""Commands that prepare an event: methodes, preparer, feuilles."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from facilitator.cli.console import out, say_error, say_notes, say_path
from facilitator.cli.french import FrenchCommand
from facilitator.cli.options import DemarcheOption, EvenementOption, demarche_asked, open_asked
from facilitator.config import load_settings
from facilitator.domain import event_plan
from facilitator.domain.event import Event
from facilitator.domain.method import Method, Thematique, method_named, minutes_of, thematique_named
from facilitator.language.french import counted, listed
from facilitator.language.typography import quote, typeset

if TYPE_CHECKING:
    from facilitator.workshop.methods import MethodShelf

PANEL = "Préparer"

ThematiqueOption = Annotated[
    str | None,
    typer.Option("--thematique", metavar="T", help="Ses questions : jeunesse, logement, mobilité…"),
]
NewDemarcheOption = Annotated[
    str | None,
    typer.Option("--demarche", metavar="D", help="La démarche ; créée si elle est nouvelle."),
]
PresentOption = Annotated[
    list[str] | None,
    typer.Option("--present", metavar="P", help="« parents 8 », ou une qualité ; à répéter."),
]


def register(app: typer.Typer) -> None:
    """Add this file's commands to the application."""
    for command in (methodes, preparer, feuilles):
        app.command(cls=FrenchCommand, rich_help_panel=PANEL)(command)


def methodes(
    nom: Annotated[
        str | None, typer.Argument(metavar="[NOM]", show_default=False, help="La méthode à montrer.")
    ] = None,
    thematique: ThematiqueOption = None,
    demarche: DemarcheOption = None,
) -> None:
    """Voir les méthodes d’animation et les genres d’événement prêts, ou comment se mène l’un d’eux.

    Une méthode est un fichier Markdown ; pour en ajouter une, copiez un fichier (« facilitator trames copier
    ketso ») et changez-en le nom.

    Exemple : facilitator methodes ketso --thematique jeunesse
    """
    shelf = _shelf(demarche)
    theme = thematique_named(thematique, shelf.thematiques) if thematique else None
    if nom is None:
        _list(shelf)
    else:
        _show(method_named(nom, shelf.methods), theme, shelf)


def preparer(
    titre: Annotated[str, typer.Argument(metavar="TITRE", show_default=False, help="Celui de l’événement.")],
    methode: Annotated[
        str, typer.Option("--methode", metavar="M", help="La méthode ou le genre : voir « methodes ».")
    ],
    demarche: NewDemarcheOption = None,
    thematique: ThematiqueOption = None,
    tables: Annotated[
        str | None, typer.Option("--tables", metavar="N", help="Leur nombre, ou leurs noms entre virgules.")
    ] = None,
    publics: Annotated[
        str, typer.Option("--publics", metavar="P", help="Qui est à chaque table, entre virgules.")
    ] = "",
    present: PresentOption = None,
    jour: Annotated[str, typer.Option("--date", metavar="J", help="jour/mois/année.")] = "",
    lieu: Annotated[str, typer.Option("--lieu", metavar="L", help="La salle, la commune.")] = "",
    gommettes: Annotated[
        str | None, typer.Option("--gommettes", metavar="N", help="Par personne ; 0 : pas de vote.")
    ] = None,
) -> None:
    """Préparer un événement : la méthode règle ses séquences, leurs questions et types, ses gommettes.

    Exemple : facilitator preparer "Atelier ados" --methode ketso --thematique jeunesse --tables 5
    """
    from facilitator.workshop import Workshop

    settings = load_settings()
    asked = demarche or demarche_asked(None, settings)
    shelf = _shelf(asked, may_be_new=True)
    chosen = method_named(methode, shelf.methods)
    theme = thematique_named(thematique, shelf.thematiques) if thematique else None
    seats = event_plan.read_tables(str(chosen.tables or "") if tables is None else tables, publics)
    presences = event_plan.read_presences("\n".join(present or []))
    day = event_plan.read_day(jour, date.today())
    dots = chosen.dots_per_person if gommettes is None else event_plan.read_dots(gommettes)
    with Workshop.open_or_create(asked, settings) as workshop:
        event = workshop.create_event(
            titre,
            chosen.kind,
            tables=seats,
            sequences=chosen.sequences(theme),
            presences=presences,
            theme=theme.title if theme else "",
            held_on=day,
            place=lieu.strip(),
            method=chosen.title,
            dots_per_person=dots,
        )
    _say_ready(event, workshop.folder.name)


def feuilles(
    demarche: DemarcheOption = None,
    evenement: EvenementOption = None,
    cases: Annotated[
        int, typer.Option("--cases", metavar="N", min=1, max=60, help="Post-its par table et par séquence.")
    ] = 12,
) -> None:
    """Écrire les feuilles à imprimer : consignes en grand, grilles numérotées, votes ; émargement à part.

    Exemple : facilitator feuilles --demarche demo --evenement atelier-parentalite
    """
    with open_asked(demarche) as workshop:
        for event in workshop.events(evenement):
            for path in workshop.livrables.sheets(event, cells=cases):
                say_path(path)
        say_notes((typeset("L’émargement est un fichier à part : aucun nom n’entre dans le logiciel."),))


def _say_ready(event: Event, folder: str) -> None:
    """What the event holds, and what to print next."""
    told = [counted(len(event.tables), "table")] if event.tables else []
    told += [counted(len(event.sequences), "séquence")]
    told += [counted(event.dots_per_person, "gommette") + " par personne"] if event.dots_per_person else []
    ready = f"{quote(event.title)} est prêt : {event.method}, {listed(told)}."
    out().print(Text(typeset(ready)), soft_wrap=True)
    for one in event.sequences:
        kind = f"  ({one.default_type})" if one.default_type else ""
        out().print(Text(typeset(f"  {one.number}. {one.title} : {one.question}{kind}")), soft_wrap=True)
    code = f"--demarche {folder} --evenement {event.slug}"
    out().print(Text(f"→ facilitator conducteur {code} --vers pdf"), soft_wrap=True)
    out().print(Text(f"→ facilitator feuilles {code}"), soft_wrap=True)


def _shelf(demarche: str | None, *, may_be_new: bool = False) -> "MethodShelf":
    """What there is, those of the démarche first; files that cannot be read are told."""
    from facilitator.workshop.methods import known_methods
    from facilitator.workshop.sessions import existing_folder, folder_of

    sessions = load_settings().sessions
    folder: Path | None = None
    if demarche:
        folder = folder_of(demarche, sessions) if may_be_new else existing_folder(demarche, sessions)
    shelf = known_methods(folder)
    for fault in shelf.faults:
        say_error(fault)
    return shelf


def _list(shelf: "MethodShelf") -> None:
    for title, ready in (("Genres d’événement prêts", True), ("Méthodes d’animation", False)):
        table = Table("Nom", "Ce qu’elle fait", "Durée", "Prépare", title=title, title_justify="left")
        for one in shelf.methods:
            if one.is_format is ready:
                table.add_row(one.slug, typeset(one.purpose), _lasting(one.minutes), one.content)
        out().print(table)
    subjects = listed([one.title for one in shelf.thematiques])
    out().print(Text(typeset(f"Thématiques qui ont leurs questions : {subjects}.")))


def _show(method: Method, theme: Thematique | None, shelf: "MethodShelf") -> None:
    console = out()
    console.print(Text(typeset(method.title), style="bold"))
    console.print(Text(typeset(method.purpose)))
    origin, path = shelf.origins[method.slug]
    facts = [
        ("Convient à", listed([kind.label for kind in method.kinds])),
        ("Durée", _lasting(method.minutes)),
        ("Prépare", method.content),
        ("Par table", f"{method.people[0]} à {method.people[1]} personnes" if method.people else ""),
        ("Vote", method.dots_rule),
        ("Matériel", " ; ".join(method.material)),
        ("Fichier", f"{path} ({origin})"),
    ]
    for name, told in facts:
        if told:
            console.print(Text.assemble((typeset(f"{name} : "), "bold"), typeset(told)), soft_wrap=True)
    asked = {one.title: one for one in method.sequences(theme)}
    for step in method.steps:
        kind = f"  [{step.default_type}]" if step.default_type else ""
        title = typeset(f"{step.title}, {_lasting(minutes_of(step, method.tables))}{kind}")
        console.print(Text(f"\n{title}", style="bold" if step.captured else ""))
        question = asked[step.titles[0]].question if step.titles else ""
        for line in (question, *(f"– {one}" for one in _others(step.angle, question, theme)), step.said):
            if line:
                console.print(Text(typeset(f"  {line}")))
        if step.subtypes:
            console.print(Text(typeset(f"  Se note à part : {listed(step.subtypes)}.")))
    for head, lines in (
        ("Conseils", method.advice),
        ("Pièges", method.pitfalls),
        ("Sources", method.sources),
    ):
        if lines:
            console.print(Text(f"\n{head}", style="bold"))
            for line in lines:
                console.print(Text(typeset(f"  • {line}")))


def _others(angle: str, question: str, theme: Thematique | None) -> tuple[str, ...]:
    """What else could be asked on the thématique at this moment."""
    ready = theme.questions.get(angle, ()) if theme else ()
    return tuple(one for one in ready if one != question)


def _lasting(minutes: int) -> str:
    hours, left = divmod(minutes, 60)
    if not hours:
        return f"{minutes}\u00a0min"
    return f"{hours}\u00a0h\u00a0{left:02d}" if left else f"{hours}\u00a0h"
