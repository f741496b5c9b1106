"""What may stand in the place of words that identify: a quality in brackets, never another name."""

from __future__ import annotations

import re
from typing import Final

from facilitator.domain.contribution import fold
from facilitator.privacy.finding import FindingKind, Passage

_FIXED: Final = {
    FindingKind.EMAIL: "[courriel]",
    FindingKind.PHONE: "[téléphone]",
    FindingKind.ADDRESS: "[adresse]",
    FindingKind.SITUATION: "[une situation personnelle]",
}
_DOCTOR: Final = re.compile(r"(?:dr|docteur|docteure)\b", re.IGNORECASE)
_WOMAN: Final = re.compile(r"(?:mme|mlle|melle|madame|mademoiselle|la|une)\b", re.IGNORECASE)
_SAID: Final = (
    (r"b[ée]n[ée]voles?", "[un bénévole]"),
    (r"(?:rpe|assmat|assistantes? maternelles?|atsem|puericultrices?|creche|pmi)", "[une professionnelle]"),
    (r"(?:enseign\w+|profs?|instit\w*)", "[un enseignant]"),
    (r"(?:equipe|asso\w*|restos?|accueil|permanence)", "[une personne de l’équipe]"),
    (r"(?:voisine?s?|quartier|lotissement|rue)", "[un voisin]"),
    (r"(?:dossiers?|remplir|chauffage|aide)", "[une personne accompagnée]"),
)
_SCHOOL: Final = re.compile(r"\b(?:college|lycee|ecole|classe)\b")
_CIVILITY: Final = re.compile(r"(?:m\.|mr|monsieur|mme|mlle|melle|madame|mademoiselle)\s", re.IGNORECASE)
_FEMININE: Final = {
    "[un bénévole]": "[une bénévole]",
    "[un enseignant]": "[une enseignante]",
    "[un voisin]": "[une voisine]",
}
_POST: Final = re.compile(
    r"(?:monsieur |madame )?(?:l[ea]s?\s|l['’]|une?\s)?(.+?)\s(?:d['’]|de\b|du\b|des\b|à\b)", re.IGNORECASE
)


def suggestion(passage: Passage, text: str, public: str | None = None) -> str:
    """The quality to put in the place of ``passage`` of ``text``, from what it says, else who is spoken of.

    « [téléphone] », « [médecin] », « [une professionnelle] », « [un parent] », « [une personne] ».
    """
    if passage.kind in _FIXED:
        return _FIXED[passage.kind]
    if passage.kind is FindingKind.ROLE:
        post = _POST.match(passage.words)
        small = " d’une petite commune" if re.search(r"\d", passage.words) else ""
        return f"[{post.group(1)}{small}]" if post else "[une personne en poste]"
    if _DOCTOR.match(passage.words):
        return "[médecin]"
    folded = fold(text)
    woman = _WOMAN.match(passage.words) is not None
    for form, quality in _SAID:
        if re.search(rf"\b{form}\b", folded):
            return _FEMININE.get(quality, quality) if woman else quality
    if _SCHOOL.search(folded) and _CIVILITY.match(passage.words):
        return "[une enseignante]" if woman else "[un enseignant]"
    if "parent" in fold(public or "") and not woman:
        return "[un parent]"
    return "[une dame]" if woman else "[une personne]"
