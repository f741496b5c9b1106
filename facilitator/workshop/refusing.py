"""Proposals that the facilitator set aside: kept in the démarche, so that they are not made again.

They are kept beside the notes that she silenced: no act of the journal, and taken back by their own verb.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from facilitator.store.demarche_file import DemarcheFile

if TYPE_CHECKING:
    from facilitator.workshop.proposals import ProposedEnjeu, SimilarAction, Suggestion

_MARK: Final = "proposition écartée"


class Refused:
    """What was set aside in one démarche, by the key of each proposal."""

    def __init__(self, file: DemarcheFile) -> None:
        self._file = file

    @property
    def keys(self) -> frozenset[str]:
        """The keys of all proposals that were set aside."""
        return frozenset(one for one in self._file.remarks.told() if one.startswith(_MARK))

    def refuse(self, key: str) -> None:
        """Propose this no more; raises StoreError."""
        self._file.remarks.keep([key])

    def take_back(self, key: str) -> None:
        """Let this be proposed again; raises StoreError."""
        self._file.remarks.forget([key])


def refusal_key(proposal: Suggestion | SimilarAction | ProposedEnjeu, item_id: str = "") -> str:
    """What a proposal is known by: an enjeu by its themes, else the item and what is proposed for it.

    A theme that joins those of an enjeu makes it another proposal: something new was said.
    """
    from facilitator.workshop.proposals import ProposedEnjeu, Suggestion

    if isinstance(proposal, ProposedEnjeu):
        about = sorted([one.event_id, one.theme_id] for one in proposal.themes)
        return f"{_MARK} : enjeu {json.dumps(about)}"
    if isinstance(proposal, Suggestion):
        return f"{_MARK} : {item_id} contribution {proposal.contribution.id}"
    return f"{_MARK} : {item_id} action {proposal.item.id}"
