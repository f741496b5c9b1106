"""Situations and functions that identify: a health or family matter told of one person, a post held by one.

« mon fils est autiste », « la maman d'Enzo est sous curatelle »: told of one person, by a possessive, a first
person or a singular. « l'accueil des enfants autistes » speaks of nobody. « maire d'une commune de 250
habitants » names one person, as does « la secrétaire de mairie de Saint-Corvin ».
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from facilitator.privacy.finding import FindingKind

_KIN: Final = (
    r"(?:fils|fille|enfant|b[ée]b[ée]|gamine?|gosse|petit[e]?|a[iî]n[ée]e?|mari|femme|[ée]pou(?:x|se)|conjointe?|"
    r"compagn(?:on|e)|ex(?:-mari|-femme|-conjointe?)?|p[èe]re|m[èe]re|papa|maman|fr[èe]re|s(?:œ|oe)ur|"
    r"grand-?(?:m[èe]re|p[èe]re)|mamie|papy|oncle|tante|cousine?|neveu|ni[èe]ce|voisine?|coll[èe]gue|"
    r"copine?|copain|amie?|petit-fils|petite-fille)"
)
_CONDITION: Final = (
    r"(?:autis\w+|TSA|TDAH|tdah|trisomi\w+|handicap[ée]{1,2}\b|h[ée]miplégique|diab[ée]ti\w+|[ée]pilepti\w+|cancer|"
    r"leuc[ée]mie|scl[ée]rose|alzheimer|parkinson|d[ée]pressi\w+|d[ée]prime|bipolaire|schizophr\w+|anorexi\w+|"
    r"boulimi\w+|burn[- ]?out|suicid\w+|alcool\w*|drogu\w+|addict\w*|toxico\w*|s[ée]ropositi\w+|VIH|sida|"
    r"curatelle|tutelle|plac[ée]{1,2}\b|pris la garde|en prison|incarc[ée]r\w+|d[ée]tenue?|"
    r"battue?s?\b|violent\w*|"
    r"viol[ée]e?s?\b|harcel[ée]e?\b|maltrait\w+|inceste|avort\w+|IVG|fausse couche|enceinte|"
    r"divorc[ée]{1,2}\b|s[ée]par[ée]{1,2}\b|d[ée]c[ée]d[ée]{1,2}\b|mort[e]?\b|sans[- ]papiers?|surendett\w+|"
    r"expuls[ée]{1,2}\b|huissier|au RSA|invalidit[ée]|AAH|en fauteuil|"
    r"hospitalis[ée]{1,2}\b|intern[ée]{1,2}\b|"
    r"malade|dyslexi\w+|dyspraxi\w+|dys\b|greff[ée]\w*|dialys\w+)"
)
_OF_KIN: Final = re.compile(
    rf"\b(?:mon|ma|mes|son|sa|notre|votre|ton|ta|leur)\s(?:petite?s?\s)?{_KIN}\b[^.!?;:\n]{{0,40}}?\b{_CONDITION}",
    re.IGNORECASE,
)
_OF_ONESELF: Final = re.compile(
    rf"\b(?:je suis|j['’]ai(?: eu| fait)?|j['’][ée]tais|je sors d['’]une?|on m['’]a|chuis|je vis avec)\b"
    rf"[^.!?;:\n]{{0,25}}?\b{_CONDITION}",
    re.IGNORECASE,
)
_POST: Final = (
    r"(?:maire|adjointe?(?: au maire)?|secr[ée]taire de mairie|directeur|directrice|pr[ée]sidente?|cur[ée]|"
    r"institut(?:eur|rice)|ma[iî]tresse|m[ée]decin|pharmacien(?:ne)?|infirmi[èe]re?|boulang[eè]re?|facteur|factrice|"
    r"garde[- ]champ[êe]tre|assistante sociale|ATSEM|coiffeuse)"
)
_FEW: Final = r"(?:\d{1,3}|deux cents?|trois cents?|quatre cents?|cent)"
_OF_SMALL_PLACE: Final = re.compile(
    rf"\b{_POST}\s(?:d['’]une?|de la|du|de ma|de mon|de notre)\s(?:petite?\s)?"
    rf"(?:commune|village|bourg|hameau|[ée]cole)"
    rf"\s(?:de|à)\s{_FEW}\s?(?:hab\b\.?|habitants?|[âa]mes|[ée]l[èe]ves)?",
    re.IGNORECASE,
)
_OF_NAMED_PLACE: Final = re.compile(
    rf"\b(?:[Ll]e|[Ll]a|[Ll]['’]|[Uu]n|[Uu]ne|[Mm]onsieur le|[Mm]adame la)\s?{_POST}"
    r"\s(?:de la mairie\s|de l['’][ée]cole\s|du coll[èe]ge\s)?(?:de|d['’]|du|des|à)\s?"
    r"(?!la\b|l['’])[A-ZÀ-Ý][\w’'\-]+(?:[\s-][A-ZÀ-Ý][\w’'\-]+)*"
)


def situations(text: str) -> Iterator[tuple[FindingKind, int, int]]:
    """The kind, start and end of each, in no order; they may overlap."""
    for kind, form in (
        (FindingKind.SITUATION, _OF_KIN),
        (FindingKind.SITUATION, _OF_ONESELF),
        (FindingKind.ROLE, _OF_SMALL_PLACE),
        (FindingKind.ROLE, _OF_NAMED_PLACE),
    ):
        for match in form.finditer(text):
            yield kind, match.start(), match.end()
