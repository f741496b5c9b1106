"""A démarche's walls as JSON: everything that is known, for another program or an archive."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import Enum
from pathlib import Path

from facilitator.domain.contribution import Contribution
from facilitator.domain.demarche import Demarche
from facilitator.domain.event import Event
from facilitator.domain.theme import Sorting


@dataclass(frozen=True, slots=True)
class Wall:
    """An event, all its contributions, and their sorting (None when it was never sorted)."""

    event: Event
    contributions: tuple[Contribution, ...]
    sorting: Sorting | None = None


def write_json(path: Path, demarche: Demarche, walls: Sequence[Wall]) -> None:
    """Write everything that is known, removed contributions included, with French keys: nothing is lost."""
    told = {
        "demarche": _plain(demarche),
        "evenements": [
            {
                "evenement": _plain(wall.event),
                "contributions": _plain(wall.contributions),
                "classement": _plain(wall.sorting),
            }
            for wall in walls
        ],
    }
    path.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8", newline="\n")


_KEYS: Mapping[str, str] = {
    "apart": "pas_ensemble",
    "by": "rangee_par",
    "caf": "caf",
    "central_id": "contribution_centrale",
    "client": "commanditaire",
    "colour": "couleur",
    "comparison": "comparaison",
    "communes": "communes",
    "confidence": "confiance",
    "consultant": "cabinet",
    "contribution_id": "contribution",
    "corrected_by": "corrigee_par",
    "count": "nombre",
    "decisions": "decisions",
    "default_type": "type",
    "department": "departement",
    "dots_per_person": "gommettes",
    "ends": "fin",
    "engine": "moteur",
    "etapes": "etapes",
    "event_id": "evenement",
    "fictive": "fictif",
    "figures": "chiffres",
    "held_on": "date",
    "id": "identifiant",
    "inhabitants": "habitants",
    "inhabitants_source": "source",
    "invited": "invite",
    "key": "cle",
    "kind": "genre",
    "label": "nom",
    "line": "ligne",
    "made_at": "horodatage",
    "made_by": "cree_par",
    "method": "methode",
    "name": "nom",
    "named_by": "nomme_par",
    "next_steps": "suites",
    "number": "numero",
    "off_topic": "hors_sujet",
    "origin": "provenance",
    "original": "texte_origine",
    "place": "lieu",
    "placements": "rangements",
    "position": "rang",
    "presences": "presents",
    "public": "public",
    "publisher": "source",
    "quality": "qualite",
    "question": "question",
    "recorded_at": "horodatage",
    "refusals": "refus",
    "removed": "retiree",
    "scale": "echelle",
    "secondary": "themes_secondaires",
    "sequence": "sequence",
    "sequences": "sequences",
    "signatories": "signataires",
    "slug": "code",
    "source": "fichier",
    "split_from": "issue_de",
    "starts": "debut",
    "state": "etat",
    "table": "table",
    "tables": "tables",
    "territory": "territoire",
    "text": "texte",
    "theme": "theme",
    "theme_id": "theme",
    "themes": "themes",
    "title": "titre",
    "topic": "theme",
    "type": "type",
    "value": "valeur",
    "votes": "votes",
    "wording": "libelle",
    "words": "mots",
    "year": "annee",
}
"""The French key of every field of the domain, those of a description where it has one."""


def _plain(value: object) -> object:
    """A domain object as JSON can hold it, dates in ISO 8601."""
    if is_dataclass(value):
        return {_KEYS[each.name]: _plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value
