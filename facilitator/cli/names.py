"""Before anything leaves, and once all is over: noms (what may identify somebody) and purger."""

from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from facilitator.cli.console import out, progress
from facilitator.cli.french import FLAG, FrenchCommand
from facilitator.cli.livrables import PANEL
from facilitator.cli.options import DemarcheOption, OneEventOption, demarche_asked, open_asked
from facilitator.config import load_settings
from facilitator.errors import UsageError
from facilitator.language.french import counted, listed, plural
from facilitator.language.typography import typeset

if TYPE_CHECKING:
    from facilitator.privacy.review import Reviewed
    from facilitator.workshop.names import NameReview

ALL = "tout"
LABELS = "Titres, publics, tables, thèmes et suites\u00a0: une décision vaut pour tous"


def register(app: typer.Typer) -> None:
    """Add this file's commands to the application."""
    app.command(cls=FrenchCommand, rich_help_panel=PANEL)(noms)
    app.command(cls=FrenchCommand, rich_help_panel=PANEL)(purger)


ReplaceOption = Annotated[
    str | None,
    typer.Option("--remplacer", metavar="N°", help="Remplacer par la qualité proposée : « 3 7 », « tout »."),
]
WordsOption = Annotated[
    str | None,
    typer.Option(
        "--par", metavar="MOTS", help="Ce qui remplace, au lieu de la proposition ; avec « tout » : les noms."
    ),
]
AcceptOption = Annotated[
    str | None,
    typer.Option("--assumer", metavar="N°", help="Laisser tel quel, et en répondre : « 3 7 », « tout »."),
]
AlikeOption = Annotated[
    bool, typer.Option("--partout", metavar=FLAG, help="Décider aussi des mêmes mots ailleurs.")
]


def noms(
    demarche: DemarcheOption = None,
    evenement: OneEventOption = None,
    remplacer: ReplaceOption = None,
    par: WordsOption = None,
    assumer: AcceptOption = None,
    partout: AlikeOption = False,
) -> None:
    """Voir ce qui peut désigner quelqu’un (noms, téléphones, adresses, situations), et en décider.

    Rien ne sort tant qu’il reste un passage à décider. Le texte saisi ne change pas : seuls les documents
    montrent la qualité. « facilitator annuler » reprend la dernière décision.

    Exemple : facilitator noms --remplacer 12 --par "une voisine"
    """
    if remplacer and assumer:
        raise UsageError(
            "Remplacer ou assumer ?", next_step="Donnez « --remplacer » ou « --assumer », l’un après l’autre."
        )
    if par and not remplacer:
        raise UsageError(
            "« --par » dit par quoi remplacer.", next_step="Ajoutez « --remplacer » et un numéro de la liste."
        )
    with progress() as step, open_asked(demarche) as workshop:
        event = workshop.events(evenement)[0] if evenement else None
        if remplacer:
            count = workshop.names.replace_name(_numbers(remplacer), par or "", alike=partout, event=event)
            told = f"{counted(count, 'passage')} {plural(count, 'remplacé')} dans les documents à venir."
        elif assumer:
            count = workshop.names.accept_name(_numbers(assumer), alike=partout, event=event)
            told = f"{counted(count, 'passage')} {plural(count, 'assumé')} : vous en répondez."
        else:
            told = ""
        review = workshop.names.review(step).of(event)
    if told:
        out().print(Text(typeset(told)))
        if par and remplacer == ALL and review.undecided:
            kinds = listed(sorted({str(one.finding.passage.kind) for one in review.undecided}))
            rest = (
                f"« --par » avec « tout » ne remplace que les noms de personnes ; le reste attend ({kinds})."
            )
            out().print(Text(typeset(rest)))
    else:
        _show(review)
    _conclude(review)


def purger(
    demarche: DemarcheOption = None,
    oui: Annotated[bool, typer.Option("--oui", metavar=FLAG, help="Purger vraiment, sans retour.")] = False,
) -> None:
    """Fin de mission : effacer pour toujours les notes brutes, le journal et les sauvegardes.

    Les livrables, la description, le projet social et une trace de l’acte restent, les noms remplacés comme
    vous l’avez décidé. Sans « --oui », dit seulement ce qui partirait.

    Exemple : facilitator purger --demarche ctg-val-d-aubre --oui
    """
    from facilitator.workshop import purge_demarche, purge_plan

    settings = load_settings()
    asked = demarche_asked(demarche, settings)
    if oui:
        with progress() as step:
            step("Purge", 0, 0)
            told = purge_demarche(asked, settings)
        out().print(Text(told), soft_wrap=True)
        return
    with progress() as step:
        step("Relecture de ce qui reste", 0, 0)
        foretold = purge_plan(asked, settings, step)
    out().print(Text(foretold.sentence), soft_wrap=True)
    if foretold.warning:
        out().print(Text(foretold.warning, style="bold"), soft_wrap=True)
    out().print(Text(typeset("Rien n'est encore effacé. Pour le faire : ajoutez « --oui ».")))


def _numbers(asked: str) -> list[int] | None:
    """The numbers of « 3 7 » or « 3,7 »; None for « tout »."""
    words = asked.replace(",", " ").split()
    if words == [ALL]:
        return None
    if not words or not all(word.isdecimal() for word in words):
        raise UsageError(
            f"« {asked} » n’est pas un numéro de passage.",
            next_step="Donnez des numéros de la liste (« 3 7 »), ou « tout ».",
        )
    return [int(word) for word in words]


def _show(review: "NameReview") -> None:
    parts = [(event.title, "Contribution", found) for event, found in review.events]
    for title, head, found in (*parts, (LABELS, "Libellé", review.labels)):
        if not found:
            continue
        table = Table("N°", head, "Passage", "Dans les documents", title=title)
        table.title_justify = "left"
        former = None
        for one in found:
            said = _said(one) if (one.subject, one.text) != former else Text("″", style="dim")
            former = (one.subject, one.text)
            table.add_row(str(one.number), said, *map(Text, _cells(one)))
        out().print(table)
        out().print()


def _said(one: "Reviewed") -> Text:
    """The number of the contribution, or what the label is, and the text, the words emphasised."""
    text = Text(f"{one.subject}  {one.text}")
    text.highlight_words([one.finding.words], style="bold reverse")
    if one.is_removed:
        text.append(" (retirée du mur)", style="dim")
    return text


def _cells(one: "Reviewed") -> tuple[str, str]:
    where = "" if one.contribution is None or one.field == "texte" else f" ({one.field})"
    return f"{one.finding.words}\n{one.finding.passage.kind}{where}", _shown(one)


def _shown(one: "Reviewed") -> str:
    return one.outcome if one.decision else f"{one.outcome}\nproposé : {one.finding.suggestion}"


def _conclude(review: "NameReview") -> None:
    left = len(review.undecided)
    if not review.all:
        told = "Rien de ce qui est noté ne semble désigner quelqu'un. Relisez quand même avant de diffuser."
    elif not left:
        told = "Tout est décidé : les livrables peuvent être rédigés."
    else:
        told = (
            f"{counted(left, 'passage')} à décider. Remplacer : facilitator noms --remplacer N° (ou tout) ; "
            "laisser et en répondre : --assumer N° (ou tout)."
        )
    out().print(Text(typeset(told)))
