"""What is proposed for the projet social, by meaning: enjeux, and what asks for an action."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from facilitator.cli.console import out
from facilitator.cli.options import DemarcheOption, open_asked
from facilitator.errors import NotFoundError, UsageError
from facilitator.language.typography import quote, typeset

if TYPE_CHECKING:
    from facilitator.workshop.proposals import Proposed, ProposedEnjeu, SimilarAction, Suggestion
    from facilitator.workshop.refusing import Refused


def proposer(
    accepter: Annotated[
        int | None, typer.Option("--accepter", metavar="N", min=1, help="Faire un enjeu de la proposition N.")
    ] = None,
    titre: Annotated[
        str, typer.Option("--titre", metavar="T", help="Son intitulé ; sinon celui qui est proposé.")
    ] = "",
    ecarter: Annotated[
        int | None, typer.Option("--ecarter", metavar="N", min=1, help="Ne plus proposer la proposition N.")
    ] = None,
    reprendre: Annotated[
        int | None, typer.Option("--reprendre", metavar="N", min=1, help="Proposer de nouveau la N, écartée.")
    ] = None,
    demarche: DemarcheOption = None,
) -> None:
    """Proposer des enjeux : les thèmes parents de plusieurs événements ; rien n’est ajouté sans vous.

    Une proposition écartée reste en bas de la liste, jusqu’à ce qu’on la reprenne.

    Exemple : facilitator projet proposer --accepter 2 --titre "Comment se déplacer sans voiture ?"
    """
    from facilitator.workshop.proposals import proposed_enjeux, take_enjeu
    from facilitator.workshop.refusing import refusal_key

    if sum(one is not None for one in (accepter, ecarter, reprendre)) > 1:
        raise UsageError(
            "Une seule chose à la fois : « --accepter », « --ecarter » ou « --reprendre ».",
            next_step="Recommencez avec une seule de ces options.",
        )
    with open_asked(demarche) as workshop:
        found, refused = proposed_enjeux(workshop), workshop.refused
        if accepter is not None:
            item = take_enjeu(workshop.plan, _chosen(found, accepter), titre)
            code = workshop.plan.now.codes()[item.id]
            out().print(Text(typeset(f"Ajouté : {code} {item.title}")), soft_wrap=True)
            return
        asked = ecarter if ecarter is not None else reprendre
        if asked is not None:
            _set_aside(refused, _chosen(found, asked), back=ecarter is None)
            return
        aside = refused.keys
    if not found:
        out().print("Aucun thème n’est parent d’un événement à l’autre, ou tous sont déjà dans un enjeu.")
        return
    for rank, one in enumerate(found, start=1):
        told = "  (écarté)" if refusal_key(one) in aside else ""
        out().print(Text.assemble((f"{rank:>2}  ", "bold"), (one.title, "bold"), f"{told}\n    {one.told}"))
    out().print(Text('\nPour en prendre un : facilitator projet proposer --accepter 1 --titre "…"'))


def _set_aside(refused: "Refused", chosen: "ProposedEnjeu", *, back: bool) -> None:
    """Propose it no more, or have it ``back``, and say so."""
    from facilitator.workshop.refusing import refusal_key

    key = refusal_key(chosen)
    if back:
        refused.take_back(key)
        told = f"De nouveau proposé : {quote(chosen.title)}."
    else:
        refused.refuse(key)
        told = f"Écarté : {quote(chosen.title)} ne sera plus proposé."
    out().print(Text(typeset(told)))


def _chosen(found: "Sequence[ProposedEnjeu]", rank: int) -> "ProposedEnjeu":
    """The proposition of this number; NotFoundError where there is none."""
    from facilitator.workshop.proposals import numbered

    chosen = numbered(found, rank)
    if chosen is None:
        raise NotFoundError(
            typeset(f"Il n'y a pas de proposition n° {rank}."),
            next_step="Tapez « facilitator projet proposer » pour les voir.",
        )
    return chosen


def chercher(
    code: Annotated[
        str, typer.Argument(metavar="CODE", show_default=False, help="Son code : « 1.2.3 », « E2 ».")
    ],
    ecarter: Annotated[
        list[str] | None,
        typer.Option(
            "--ecarter",
            metavar="QUOI",
            help="Ne plus proposer « atelier-parents 12 », ou l’action « 1.2.1 ».",
        ),
    ] = None,
    reprendre: Annotated[
        list[str] | None,
        typer.Option("--reprendre", metavar="QUOI", help="Proposer de nouveau ce qui a été écarté."),
    ] = None,
    demarche: DemarcheOption = None,
) -> None:
    """Chercher ce qui demande une action (ou un enjeu) dans tout ce qui a été dit, et les actions proches.

    Exemple : facilitator projet chercher 1.2.3
    """
    from facilitator.workshop.proposals import proposed_for
    from facilitator.workshop.refusing import refusal_key
    from facilitator.workshop.reports import unheard

    with open_asked(demarche) as workshop:
        item = workshop.plan.find(code)
        found = proposed_for(workshop, unheard, item.id)
        for asked, turn in ((ecarter, workshop.refused.refuse), (reprendre, workshop.refused.take_back)):
            for words in asked or ():
                turn(refusal_key(_proposal(found, words), item.id))
        refused = workshop.refused.keys
        notes = workshop.notes
    out().print(Text(typeset(f"{quote(item.title)} : ce qui le demande peut-être")))
    for one in found.asking:
        sign = "×" if refusal_key(one, item.id) in refused else "●" if one.sure else "○"
        votes = f"  ●{one.contribution.votes}" if one.contribution.votes else ""
        out().print(Text.assemble(f"{sign} ", (one.address, "bold"), f"{votes}\n  {one.contribution.text}"))
    if not found.asking:
        out().print("Rien d’autre que ses appuis ne semble en parler.")
    for action in found.similar:
        told = "  (écartée)" if refusal_key(action, item.id) in refused else ""
        out().print(Text.assemble("Action proche : ", (action.code, "bold"), f" {action.item.title}{told}"))
    for note in notes:
        out().print(Text(note, style="dim"))
    if found.asking:
        out().print(Text(f'\nPour relier : facilitator projet appuyer {code} "{found.asking[0].address}"'))


def _proposal(found: "Proposed", asked: str) -> "Suggestion | SimilarAction":
    """What is proposed under this address or code; NotFoundError where nothing is."""
    words = " ".join(asked.split())
    for one in found.asking:
        if words == one.address:
            return one
    for action in found.similar:
        if words == action.code:
            return action
    raise NotFoundError(
        typeset(f"Rien de proposé ici ne s'appelle {quote(asked)}."),
        next_step="Reprenez une adresse de la liste (« atelier-parents 12 ») ou le code d’une action proche.",
    )
