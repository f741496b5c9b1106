"""What is proposed for the projet social, by meaning: enjeux, and what asks for an action."""

from typing import Annotated

import typer
from rich.text import Text

from facilitator.cli.console import out
from facilitator.cli.options import DemarcheOption, open_asked
from facilitator.errors import NotFoundError
from facilitator.language.typography import quote, typeset


def proposer(
    accepter: Annotated[
        int | None, typer.Option("--accepter", metavar="N", min=1, help="Faire un enjeu de la proposition N.")
    ] = None,
    titre: Annotated[
        str, typer.Option("--titre", metavar="T", help="Son intitulé ; sinon celui qui est proposé.")
    ] = "",
    demarche: DemarcheOption = None,
) -> None:
    """Proposer des enjeux : les thèmes parents de plusieurs événements ; rien n’est ajouté sans vous.

    Exemple : facilitator projet proposer --accepter 2 --titre "Comment se déplacer sans voiture ?"
    """
    from facilitator.workshop.proposals import numbered, proposed_enjeux, take_enjeu

    with open_asked(demarche) as workshop:
        found = proposed_enjeux(workshop)
        if accepter is not None:
            chosen = numbered(found, accepter)
            if chosen is None:
                raise NotFoundError(
                    typeset(f"Il n'y a pas de proposition n° {accepter}."),
                    next_step="Tapez « facilitator projet proposer » pour les voir.",
                )
            item = take_enjeu(workshop.plan, chosen, titre)
            code = workshop.plan.now.codes()[item.id]
            out().print(Text(typeset(f"Ajouté : {code} {item.title}")), soft_wrap=True)
            return
    if not found:
        out().print("Aucun thème n’est parent d’un événement à l’autre, ou tous sont déjà dans un enjeu.")
        return
    for rank, one in enumerate(found, start=1):
        out().print(Text.assemble((f"{rank:>2}  ", "bold"), (one.title, "bold"), f"\n    {one.told}"))
    out().print(Text('\nPour en prendre un : facilitator projet proposer --accepter 1 --titre "…"'))


def chercher(
    code: Annotated[
        str, typer.Argument(metavar="CODE", show_default=False, help="Son code : « 1.2.3 », « E2 ».")
    ],
    demarche: DemarcheOption = None,
) -> None:
    """Chercher ce qui demande une action (ou un enjeu) dans tout ce qui a été dit, et les actions proches.

    Exemple : facilitator projet chercher 1.2.3
    """
    from facilitator.workshop.proposals import proposed_for
    from facilitator.workshop.reports import unheard

    with open_asked(demarche) as workshop:
        item = workshop.plan.find(code)
        found = proposed_for(workshop, unheard, item.id)
        notes = workshop.notes
    out().print(Text(typeset(f"{quote(item.title)} : ce qui le demande peut-être")))
    for one in found.asking:
        sign = "●" if one.sure else "○"
        votes = f"  ●{one.contribution.votes}" if one.contribution.votes else ""
        out().print(Text.assemble(f"{sign} ", (one.address, "bold"), f"{votes}\n  {one.contribution.text}"))
    if not found.asking:
        out().print("Rien d’autre que ses appuis ne semble en parler.")
    for action in found.similar:
        out().print(Text.assemble("Action proche : ", (action.code, "bold"), f" {action.item.title}"))
    for note in notes:
        out().print(Text(note, style="dim"))
    if found.asking:
        out().print(Text(f'\nPour relier : facilitator projet appuyer {code} "{found.asking[0].address}"'))
