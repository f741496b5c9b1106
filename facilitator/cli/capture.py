"""Commands that bring material in, and take an act back: importer, decrire, annuler, refaire."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from facilitator.cli.console import out, progress, say_notes
from facilitator.cli.events import DateOption, LieuOption, PresentsOption, changes
from facilitator.cli.french import FrenchCommand
from facilitator.cli.options import DemarcheOption, open_asked
from facilitator.config import load_settings
from facilitator.errors import NotFoundError, UsageError

if TYPE_CHECKING:
    from facilitator.workshop import ReturnReport

PANEL = "Au quotidien"


def register(app: typer.Typer) -> None:
    """Add this file's commands to the application."""
    app.command(cls=FrenchCommand, rich_help_panel=PANEL)(importer)
    app.command(cls=FrenchCommand, rich_help_panel=PANEL)(decrire)
    app.command(cls=FrenchCommand, rich_help_panel=PANEL)(annuler)
    app.command(cls=FrenchCommand, rich_help_panel=PANEL)(refaire)


SourceArgument = Annotated[
    Path,
    typer.Argument(
        metavar="FICHIER", show_default=False, help="CSV, TSV, XLSX, ODS, texte, ou un export (json aussi)."
    ),
]
NewDemarcheOption = Annotated[
    str, typer.Option("--demarche", metavar="D", help="La démarche ; créée si elle est nouvelle.")
]
NewEvenementOption = Annotated[
    str | None,
    typer.Option(
        "--evenement", metavar="E", help="L’événement ; créé s’il est nouveau. Un export dit les siens."
    ),
]
GenreOption = Annotated[
    str | None,
    typer.Option(
        "--genre", metavar="G", help="atelier, table_ronde, seminaire, reunion_travail, entretien, stand…"
    ),
]
ColonneOption = Annotated[
    list[str] | None,
    typer.Option("--colonne", metavar="CHAMP=COLONNE", help="Désigner une colonne : « texte=Ma colonne »."),
]
FeuilleOption = Annotated[
    str | None, typer.Option("--feuille", metavar="F", help="La feuille du classeur à lire.")
]
TableOption = Annotated[
    str | None, typer.Option("--table", metavar="T", help="La table, où le fichier ne la dit pas.")
]
PublicOption = Annotated[
    str | None, typer.Option("--public", metavar="P", help="Le public, où le fichier ne le dit pas.")
]
TypeOption = Annotated[
    str | None, typer.Option("--type", metavar="TYPE", help="Le type, où le fichier ne le dit pas.")
]


def importer(
    source: SourceArgument,
    demarche: NewDemarcheOption,
    evenement: NewEvenementOption = None,
    genre: GenreOption = None,
    colonne: ColonneOption = None,
    feuille: FeuilleOption = None,
    table: TableOption = None,
    public: PublicOption = None,
    type_: TypeOption = None,
    jour: DateOption = None,
    lieu: LieuOption = None,
    presents: PresentsOption = None,
) -> None:
    """Importer les contributions d’un tableau ou d’un texte (une par ligne).

    Les lignes qui ne peuvent pas être prises vont dans rejets.csv, avec leur numéro et la raison.
    Le même fichier importé deux fois n’ajoute rien. Un export de ce programme revient sans perte, avec ses
    événements et ses thèmes.

    Exemple : facilitator importer kraft.xlsx --demarche "CTG Val d’Aubre" --evenement "Atelier parents"
    """
    from facilitator.workshop import Workshop, import_defaults, kind_asked, read_contributions

    told = (genre, colonne, feuille, table, public, type_, jour, lieu, presents)
    if not any(told) and _took_in(source, demarche, evenement):
        return
    evenement = evenement or _only_event(demarche)
    if evenement is None:
        raise UsageError(
            "Dans quel événement importer ces contributions ?",
            cause=f"{source.name} n’est pas un export de ce programme : il ne le dit pas.",
            next_step="Ajoutez « --evenement E » ; il est créé s’il est nouveau.",
        )
    change = changes(jour=jour, lieu=lieu, presents=presents)
    defaults, kind = import_defaults(table=table, public=public, type_=type_), kind_asked(genre)
    with progress() as step:
        step(f"Lecture de {source.name}", 0, 0)
        intake = read_contributions(source, columns=_columns(colonne or []), sheet=feuille, defaults=defaults)
        step(f"Import de {source.name}", 0, 0)
        with Workshop.open_or_create(demarche, load_settings()) as workshop:
            report = workshop.import_file(intake, evenement, kind=kind, change=change)
    say_notes(report.notes)
    out().print(report.sentence)
    if report.rejects_path is not None:
        out().print(Text(f"Lignes refusées et raisons : {report.rejects_path}"))


def _only_event(demarche: str) -> str | None:
    """The code of the only event of a démarche; None where it has none or several, or is new."""
    from facilitator.workshop import Workshop

    try:
        with Workshop.open(demarche, load_settings()) as workshop:
            events = workshop.events(needed=False)
    except NotFoundError:
        return None
    return events[0].slug if len(events) == 1 else None


def _took_in(source: Path, demarche: str, evenement: str | None) -> bool:
    """Take back one of our exports and say so; False for any other file."""
    from facilitator.workshop import bring_back, read_exported

    with progress() as step:
        step(f"Lecture de {source.name}", 0, 0)
        exported = read_exported(source)
        if exported is None:
            return False
        report = bring_back(demarche, exported, load_settings(), evenement, step)
    _say_returned(report)
    return True


def _say_returned(report: "ReturnReport") -> None:
    say_notes(report.notes)
    out().print(Text(report.sentence), soft_wrap=True)
    for sentence in report.new_numbers:
        out().print(Text(sentence), soft_wrap=True)
    if report.differences_path is not None:
        out().print(Text(f"Différences : {report.differences_path}"), soft_wrap=True)
    if report.unreadable_path is not None:
        out().print(Text(f"Cellules illisibles : {report.unreadable_path}"), soft_wrap=True)
    if report.rejects_path is not None:
        out().print(Text(f"Lignes refusées et raisons : {report.rejects_path}"), soft_wrap=True)


def decrire(
    source: Annotated[
        Path,
        typer.Argument(metavar="FICHIER.toml", show_default=False, help="La description."),
    ],
) -> None:
    """Créer ou compléter une démarche à partir de sa description (territoire, événements, présents…).

    Le modèle à copier est sessions/exemple/demarche.toml. Les fichiers de contributions qu’elle nomme
    sont importés.

    Exemple : facilitator decrire demarche.toml
    """
    from facilitator.workshop import Workshop, import_described, read_description

    with progress() as step:
        step(f"Lecture de {source.name}", 0, 0)
        description = read_description(source)
        with Workshop.described(description, load_settings()) as workshop:
            reports = import_described(workshop, description, step)
            title, folder, notes = workshop.demarche.title, workshop.folder, workshop.notes
    say_notes(notes)
    for report in reports:
        say_notes(report.notes)
        out().print(report.sentence)
    out().print(Text(f"« {title} » est à jour dans {folder}"), soft_wrap=True)


def annuler(demarche: DemarcheOption = None) -> None:
    """Annuler le dernier acte de ce poste (import, tri…) ; autant de fois qu’il le faut.

    Exemple : facilitator annuler --demarche demo
    """
    with open_asked(demarche) as workshop:
        operation = workshop.undo()
    if operation is None:
        raise UsageError("Il n’y a rien à annuler.", cause="Aucun acte de ce poste n’est en cours d’effet.")
    out().print(f"Annulé : {operation.summary}. Pour revenir : facilitator refaire")


def refaire(demarche: DemarcheOption = None) -> None:
    """Refaire l’acte que l’on vient d’annuler.

    Exemple : facilitator refaire --demarche demo
    """
    with open_asked(demarche) as workshop:
        operation = workshop.redo()
    if operation is None:
        raise UsageError("Il n’y a rien à refaire.", cause="Aucun acte annulé n’attend.")
    out().print(f"Refait : {operation.summary}.")


def _columns(pairs: list[str]) -> dict[str, str]:
    columns = {}
    for pair in pairs:
        field, equals, column = pair.partition("=")
        if not (equals and field.strip() and column.strip()):
            raise UsageError(
                f"« {pair} » ne désigne pas une colonne.",
                next_step='Écrivez par exemple --colonne "texte=Ma colonne".',
            )
        columns[field.strip()] = column.strip()
    return columns
