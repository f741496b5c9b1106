"""Commands that draft: diapos, synthese, releve, conducteur, note, exporter."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from facilitator.cli.console import progress, say_notes, say_path
from facilitator.cli.french import FLAG, FrenchCommand
from facilitator.cli.options import DemarcheOption, EvenementOption, GabaritOption, open_asked
from facilitator.domain.contribution import fold
from facilitator.errors import UsageError

if TYPE_CHECKING:
    from facilitator.domain.evidence import EventEvidence
    from facilitator.workshop.livrables import Livrables

    Drafting = Callable[[Livrables, EventEvidence, Path | None], tuple[Path, tuple[str, ...]]]

PANEL = "Livrables"
VARIANT = "diagnostic"

FormsOption = Annotated[
    list[str] | None,
    typer.Option(
        "--vers", metavar="FORME", help="docx, odt, html ou pdf ; à répéter pour plusieurs. Sans elle : docx."
    ),
]


def register(app: typer.Typer) -> None:
    """Add this file's commands to the application."""
    for command in (diapos, synthese, releve, conducteur, note, exporter):
        app.command(cls=FrenchCommand, rich_help_panel=PANEL)(command)


def diapos(
    demarche: DemarcheOption = None,
    evenement: EvenementOption = None,
    gabarit: GabaritOption = None,
    pause: Annotated[
        bool, typer.Option("--pause", metavar=FLAG, help="Les trois diapositives de la pause.")
    ] = False,
    variante: Annotated[
        str | None,
        typer.Option("--variante", metavar="NOM", help="diagnostic : les chiffres face aux paroles."),
    ] = None,
) -> None:
    """Rédiger le diaporama de restitution d’un événement (ou de tous), modifiable dans PowerPoint.

    Exemple : facilitator diapos --demarche demo --evenement atelier-parentalite
    """
    wanted = _deck_asked(pause=pause, variant=variante)
    with progress() as step, open_asked(demarche) as workshop:
        for event in workshop.events(evenement):
            if event.kind.is_comite and evenement is None:
                continue  # its decisions are told by « releve »
            evidence = workshop.evidence(event, step, by_meaning=True)
            step(f"Diaporama : {event.title}", 0, 0)
            path, notes = wanted(workshop.livrables, evidence, gabarit)
            say_notes(notes, event.title)
            say_path(path)
        say_notes(workshop.notes)


def _deck_asked(*, pause: bool, variant: str | None) -> "Drafting":
    """What drafts the deck asked for; UsageError where there is no such variant, or two are asked for."""
    from facilitator.workshop.livrables import Livrables

    if variant is None:
        return Livrables.pause if pause else Livrables.deck
    if pause or fold(variant) != VARIANT:
        raise UsageError(
            "Les diapositives de la pause n’ont pas de variante."
            if pause
            else f"« {variant} » n’est pas une variante du diaporama.",
            next_step=f"Choisissez « --pause » ou « --variante {VARIANT} ».",
        )
    return Livrables.diagnostic


def synthese(
    demarche: DemarcheOption = None,
    evenement: EvenementOption = None,
    gabarit: GabaritOption = None,
    vers: FormsOption = None,
) -> None:
    """Rédiger la synthèse d’un événement (ou de tous), ou le relevé des échanges d’une table ronde.

    Exemple : facilitator synthese --demarche demo --evenement atelier-parentalite --vers docx --vers pdf
    """
    forms = forms_asked(vers, gabarit)
    with progress() as step, open_asked(demarche) as workshop:
        for event in workshop.events(evenement):
            evidence = workshop.evidence(event, step, by_meaning=True)
            step(f"Synthèse : {event.title}", 0, 0)
            for form in forms:
                say_path(workshop.livrables.synthese(evidence, gabarit, form))
        say_notes(workshop.notes)


def releve(
    demarche: DemarcheOption = None,
    evenement: EvenementOption = None,
    gabarit: GabaritOption = None,
    vers: FormsOption = None,
) -> None:
    """Rédiger le relevé de décisions d’un comité, ou le relevé des échanges d’une table ronde.

    Une décision se note comme une proposition : « ouvrir un RPE → VP petite enfance, juin 2027 ».

    Exemple : facilitator releve --demarche demo --evenement table-ronde-acces-droits --vers pdf
    """
    forms = forms_asked(vers, gabarit)
    with progress() as step, open_asked(demarche) as workshop:
        events = [event for event in workshop.events(evenement) if event.kind.speaks_in_turn]
        if not events:
            raise UsageError(
                "Aucun de ces événements n’a de relevé.",
                cause="Un relevé se tire d’un comité, d’une table ronde ou d’un entretien.",
                next_step="Pour un atelier ou un séminaire : « facilitator synthese ».",
            )
        for event in events:
            evidence = workshop.evidence(event, step)
            step(f"Relevé : {event.title}", 0, 0)
            livrables = workshop.livrables
            write = livrables.decisions if event.kind.is_comite else livrables.synthese
            for form in forms:
                say_path(write(evidence, gabarit, form))
        say_notes(workshop.notes)


def conducteur(
    demarche: DemarcheOption = None,
    evenement: EvenementOption = None,
    gabarit: GabaritOption = None,
    vers: FormsOption = None,
) -> None:
    """Rédiger le conducteur d’un événement, à imprimer avant qu’il commence.

    Exemple : facilitator conducteur --demarche demo --evenement atelier-parentalite --vers pdf
    """
    forms = forms_asked(vers, gabarit)
    with open_asked(demarche) as workshop:
        for event in workshop.events(evenement):
            for form in forms:
                say_path(workshop.livrables.conducteur(event, gabarit, form))


def note(demarche: DemarcheOption = None, gabarit: GabaritOption = None, vers: FormsOption = None) -> None:
    """Rédiger la note stratégique préalable à la CTG, à partir de tous les événements.

    Exemple : facilitator note --demarche demo --vers docx --vers pdf
    """
    from facilitator.workshop.project_evidence import gather_events

    forms = forms_asked(vers, gabarit)
    with progress() as step, open_asked(demarche) as workshop:
        evidences = gather_events(workshop, step)
        step("Note stratégique", 0, 0)
        for form in forms:
            say_path(workshop.livrables.note(evidences, gabarit, form))
        say_notes(workshop.notes)


def exporter(
    demarche: DemarcheOption = None,
    evenement: EvenementOption = None,
    vers: Annotated[str, typer.Option("--vers", metavar="EXTENSION", help="xlsx, csv ou json.")] = "xlsx",
) -> None:
    """Exporter les contributions et leurs thèmes vers un tableur (xlsx, csv) ou en json.

    Exemple : facilitator exporter --demarche demo --vers csv
    """
    with progress() as step, open_asked(demarche) as workshop:
        step("Export", 0, 0)
        say_path(workshop.export(vers, evenement))


def forms_asked(vers: Sequence[str] | None, gabarit: Path | None) -> tuple[str, ...]:
    """The forms asked for, once each; UsageError for an unknown one, or a gabarit that none could wear."""
    from facilitator.press.forms import Form, form_asked

    words = [word for one in vers or () for word in one.split(",") if word.strip()]
    forms = tuple(dict.fromkeys(form_asked(word) for word in words)) or (Form.DOCX,)
    if gabarit is not None and Form.DOCX not in forms:
        raise UsageError(
            "Le gabarit ne servirait à rien.",
            cause="Un gabarit Word n’habille que le document Word (.docx).",
            next_step="Ajoutez « --vers docx », ou retirez « --gabarit ».",
        )
    return forms
