"""Commands on public statistics: the territory, the files brought in, the indicators side by side."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from facilitator.cli.charts import SMALL, bar, beside, check_form
from facilitator.cli.console import err, out, progress, say_error, say_notes, say_path
from facilitator.cli.french import FrenchCommand, FrenchGroup
from facilitator.cli.options import DemarcheOption, open_asked
from facilitator.errors import InputError, NotFoundError
from facilitator.language.french import counted, listed
from facilitator.language.typography import number, quote, typeset

if TYPE_CHECKING:
    from facilitator.domain.place import Perimeter, Place
    from facilitator.territory.dictionary import Statistic
    from facilitator.territory.readings import Readings
    from facilitator.territory.recognising import FileReport

PANEL = "Territoire"
BAR, WIDE = 18, 100
LEGEND = (
    "secret : non diffusé, ce n’est pas zéro ; masqué : effectif trop petit ; – : aucun fichier ne le dit ; "
    "environ : arrondi à 5 près."
)


def register(app: typer.Typer) -> None:
    """Add this file's commands to the application."""
    for command in (territoire, carte):
        app.command(cls=FrenchCommand, rich_help_panel=PANEL)(command)
    indicateurs = typer.Typer(cls=FrenchGroup, subcommand_metavar="ACTE …", rich_markup_mode="rich")
    indicateurs.callback(invoke_without_command=True)(voir)
    for act in (importer, liste):
        indicateurs.command(cls=FrenchCommand)(act)
    app.add_typer(indicateurs, name="indicateurs", rich_help_panel=PANEL)


def territoire(
    nom: Annotated[
        str | None,
        typer.Argument(
            metavar="[NOM|CODE]",
            show_default=False,
            help="L’intercommunalité : son nom, son SIREN, ou une de ses communes.",
        ),
    ] = None,
    demarche: DemarcheOption = None,
    fichier: Annotated[
        Path | None,
        typer.Option(
            "--fichier", metavar="FICHIER", help="Un découpage à vous, CSV ou XLSX : une ligne par commune."
        ),
    ] = None,
) -> None:
    """Choisir l’intercommunalité dont on lira les indicateurs ; sans nom, montrer celle qui est choisie.

    Les communes sont celles du 1er janvier 2026. Un autre découpage se donne par un fichier aux colonnes
    code, nom, epci, nom_epci, departement, nom_departement, population.

    Exemple : facilitator territoire "Pays viganais" --demarche demo
    """
    from facilitator.workshop.indicators import Indicators

    with open_asked(demarche) as workshop, Indicators(workshop.folder) as indicators:
        if nom is None and fichier is None:
            _say_perimeter(indicators.perimeter)
        else:
            _say_perimeter(indicators.choose(nom or "", fichier))


def _say_perimeter(perimeter: "Perimeter") -> None:
    from facilitator.territory.picking import described

    out().print(Text(described(perimeter), style="bold"))
    where = listed([f"{one.name} ({one.code})" for one in perimeter.departements])
    out().print(Text(typeset(f"{where}. {perimeter.source}.")))
    table = Table(box=None, pad_edge=False)
    table.add_column("Code")
    table.add_column("Commune")
    table.add_column("Habitants", justify="right")
    for one in perimeter.communes:
        table.add_row(one.code, Text(one.name), number(one.population))
    out().print(table)
    say_notes(perimeter.remarks)


def importer(
    fichiers: Annotated[
        list[Path],
        typer.Argument(metavar="FICHIER…", show_default=False, help="CSV, XLSX, ODS, ou .zip de ceux-là."),
    ],
    demarche: DemarcheOption = None,
) -> None:
    """Importer des fichiers publics, reconnus à leurs colonnes : Insee, Caf, écoles, Drees, FINESS…

    Millésime, séparateur et encodage peuvent être quelconques, des titres précéder l’en-tête. Ce qui est bon
    est gardé, le reste est dit avec sa ligne et sa colonne. Les places de FINESS demandent ses deux fichiers.

    Exemple : facilitator indicateurs importer dossier_complet.zip s_ben_com_f.csv --demarche demo
    """
    from facilitator.workshop.indicators import Indicators

    with (
        progress() as step,
        open_asked(demarche) as workshop,
        Indicators(workshop.folder) as indicators,
    ):
        total = len(indicators.perimeter.communes)
        reports, refused = indicators.bring(fichiers, step)
    for report in reports:
        _say_report(report, total)
    for error in refused:
        say_error(error)
    if refused:
        raise typer.Exit(InputError.exit_code)


def _say_report(report: "FileReport", communes: int) -> None:
    """One file: what it is, its years, how many communes of the mission; then what was left out."""
    if not report.observations:
        what = typeset(f"{report.file} : reconnu, mais il ne dit rien de ce territoire.")
        err().print(Text(what, style="yellow"))
    else:
        years = listed([str(one) for one in report.years]) or "année non dite"
        held = f"{counted(report.communes, 'commune')} sur {communes}" if report.communes else _levels(report)
        what = f"{report.file} : {' + '.join(report.sources)} ; {years} ; {held} ; {_values(report)}."
        out().print(Text(typeset(what)))
    say_notes(report.remarks, report.file)
    say_notes(report.problems)


def _levels(report: "FileReport") -> str:
    return listed(sorted({one.level.value for one in report.observations}))


def _values(report: "FileReport") -> str:
    return f"{number(len(report.observations))} {'valeur' if len(report.observations) < 2 else 'valeurs'}"


def carte(
    indicateurs: Annotated[
        list[str],
        typer.Argument(
            metavar="INDICATEUR…", show_default=False, help="Voir « facilitator indicateurs liste »."
        ),
    ],
    demarche: DemarcheOption = None,
    contours: Annotated[
        Path | None,
        typer.Option("--contours", metavar="FICHIER", help="GeoJSON, .shp ou .gpkg ; retenu ensuite."),
    ] = None,
    vers: Annotated[str, typer.Option("--vers", metavar="FORME", help="png ou svg.")] = "png",
) -> None:
    """Dessiner la carte d’un indicateur : aplats pour un taux, ronds pour un effectif, valeurs à côté.

    Ce qui est secret, masqué ou inconnu est hachuré. La carte reste lisible en gris.

    Exemple : facilitator carte monoparentales --contours contours.geojson --demarche demo
    """
    from facilitator.workshop.indicators import Indicators

    check_form(vers, "carte")
    with (
        progress() as step,
        open_asked(demarche) as workshop,
        Indicators(workshop.folder) as indicators,
    ):
        statistics = indicators.statistics(indicateurs)
        outlines, remarks = indicators.outlines(contours)
        paths = []
        for done, one in enumerate(statistics):
            step(f"Carte : {one.name}", done, len(statistics))
            paths.append(indicators.draw(one, outlines, vers))
    say_notes(remarks)
    for path in paths:
        say_path(path)


def liste(demarche: DemarcheOption = None) -> None:
    """Montrer le dictionnaire : chaque indicateur, sa source, et les années que les fichiers donnent.

    Un fichier « indicateurs.toml » dans le dossier de la démarche en ajoute ou en remplace ; copiez la forme
    de ceux du programme (facilitator/territory/indicateurs.toml).

    Exemple : facilitator indicateurs liste --demarche demo
    """
    from facilitator.territory.sources import sources
    from facilitator.territory.wording import GAP, year_of
    from facilitator.workshop.indicators import Indicators

    with open_asked(demarche) as workshop, Indicators(workshop.folder) as indicators:
        known = indicators.statistics()
        readings = indicators.readings() if indicators.chosen else None
    table = Table(box=None, pad_edge=False)
    for title in ("Nom court", "Indicateur", "Source", "Années"):
        table.add_column(title, overflow="fold")
    for one in known:
        years = readings.years(one) if readings else ()
        told = ", ".join(year_of(year) for year in years) or GAP
        table.add_row(one.key, Text(f"{one.name} ({one.unit})"), Text(sources()[one.base].title), told)
    out().print(table)


def voir(
    context: typer.Context,
    demarche: DemarcheOption = None,
    indicateur: Annotated[
        list[str] | None,
        typer.Option(
            "--indicateur", metavar="NOM", help="Commune par commune, avec l’évolution ; répétable."
        ),
    ] = None,
    commune: Annotated[
        str | None, typer.Option("--commune", metavar="C", help="Tous les indicateurs d’une commune.")
    ] = None,
    sortie: Annotated[
        Path | None,
        typer.Option("--sortie", metavar="FICHIER.csv", help="Écrire toutes les valeurs, pour un tableur."),
    ] = None,
) -> None:
    """Lire les indicateurs du territoire : commune, intercommunalité, département et France côte à côte.

    Une évolution n’est donnée qu’entre des années comparables : cinq ans au moins entre deux recensements.

    Exemple : facilitator indicateurs --indicateur monoparentales --demarche demo
    """
    if context.invoked_subcommand is not None:
        return
    from facilitator.workshop.indicators import Indicators

    with open_asked(demarche) as workshop, Indicators(workshop.folder) as indicators:
        statistics, readings = indicators.statistics(indicateur or ()), indicators.readings()
        if sortie is not None:
            indicators.write_values(statistics, readings, sortie)
            say_path(sortie)
            return
    place = _commune(readings.perimeter, commune) if commune else None
    if indicateur:
        for one in statistics:
            _show_one(one, readings, place)
    else:
        _show_all(statistics, readings, place)
    out().print(Text(typeset(LEGEND), style="dim"))


def _commune(perimeter: "Perimeter", asked: str) -> "Place":
    from facilitator.domain.contribution import fold

    found = [one for one in perimeter.communes if asked == one.code or fold(one.name) == fold(asked)]
    if not found:
        raise NotFoundError(
            typeset(f"Aucune commune du territoire ne s'appelle {quote(asked)}."),
            cause=f"Ses communes : {', '.join(one.name for one in perimeter.communes)}.",
        )
    return found[0]


def _show_all(statistics: "tuple[Statistic, ...]", readings: "Readings", place: "Place | None") -> None:
    """Every indicator that some file gives, a row each, by chapter; how many none gives."""
    from facilitator.territory.sentences import is_rate, legend_of
    from facilitator.territory.wording import shown, year_of

    columns = (*((place,) if place else ()), *readings.perimeter.above)
    table = Table(box=None, pad_edge=False)
    table.add_column("Indicateur", overflow="fold")
    for one in columns:
        table.add_column(Text(one.name), justify="right", overflow="fold")
    charted = out().width >= WIDE
    if charted:
        table.add_column("", min_width=SMALL)
    table.add_column("Année", justify="right")
    chapter, absent = "", 0
    for statistic in sorted(
        statistics, key=lambda one: [each.chapter for each in statistics].index(one.chapter)
    ):
        if not readings.years(statistic):
            absent += 1
            continue
        if statistic.chapter != chapter:
            chapter = statistic.chapter
            table.add_row(Text(chapter, style="bold"))
        found = [readings.read(statistic, one) for one in columns]
        cells = [Text(shown(statistic, one)) for one in found]
        if charted:
            compared = [one.number for one in found if one.number is not None] if is_rate(statistic) else []
            cells.append(beside(found[0], found[1], max(compared, default=0.0)))
        table.add_row(Text(f"  {legend_of(statistic)}"), *cells, year_of(found[0].year))
    out().print(table)
    if charted:
        what = f"Barre : {columns[0].name} ; trait : {columns[1].name} ; pour les taux seulement."
        out().print(Text(typeset(what), style="dim"))
    if absent:
        what = f"{counted(absent, 'indicateur')} sans fichier : « facilitator indicateurs liste » les nomme."
        out().print(Text(typeset(what), style="dim"))


def _show_one(statistic: "Statistic", readings: "Readings", only: "Place | None") -> None:
    """One indicator: a row a place, its evolution and a bar, its source and cautions."""
    from facilitator.territory.sentences import legend_of
    from facilitator.territory.wording import cautions, changed, shown, source_line

    places = (*((only,) if only else readings.perimeter.communes), *readings.perimeter.above)
    found = [(one, readings.read(statistic, one)) for one in places]
    year = found[0][1].year
    out().print(Text(legend_of(statistic), style="bold"))
    if not readings.years(statistic):
        out().print(Text(typeset(f"Manque : {found[0][1].why}."), style="yellow"))
        return
    rates = statistic.denominator is not None or statistic.unit.startswith(("%", "€", "places pour"))
    compared = [
        r.number for one, r in found if r.number is not None and (rates or one in readings.perimeter.communes)
    ]
    most = max((abs(one) for one in compared), default=0.0)
    evolutions = {one: readings.evolution(statistic, one) for one, _ in found}
    evolving = any(evolutions.values())
    table = Table(box=None, pad_edge=False)
    table.add_column("Lieu")
    table.add_column("Valeur", justify="right")
    table.add_column("")
    if evolving:
        table.add_column("Évolution", justify="right")
    for place, reading in found:
        drawn = rates or place in readings.perimeter.communes
        if reading.number is None:
            why = Text(reading.why, style="dim")
        else:
            why = bar(reading.number, most, BAR) if drawn else Text("")
        style = "" if place in readings.perimeter.communes else "bold"
        cells = (Text(place.name, style=style), Text(shown(statistic, reading)), why)
        table.add_row(*cells, *((changed(evolutions[place]),) if evolving else ()))
    out().print(table)
    if year:
        out().print(Text(typeset(f"Source : {source_line(statistic, year)}."), style="dim"))
    for sentence in cautions(statistic, readings, year):
        out().print(Text(sentence, style="dim"))
