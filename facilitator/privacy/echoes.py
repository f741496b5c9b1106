"""Echoes: names decided in one place, sought in all others, also alone and in lower case.

Once « Mme Tavernier » is decided, « tavernier a encore râlé » is asked about, which no rule would find:
nothing around the word gives it away.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from facilitator.domain.contribution import fold
from facilitator.domain.names import NameDecision
from facilitator.language.stopwords import is_stopword
from facilitator.privacy.contacts import contacts
from facilitator.privacy.finding import FindingKind, Passage
from facilitator.privacy.reading import composed
from facilitator.privacy.redaction import occurrences
from facilitator.privacy.situations import situations
from facilitator.privacy.tokens import Token, tokens

_CIVILITIES: Final = frozenset("m mr mm mme mlle melle monsieur madame mademoiselle dr docteur pr".split())
_USED: Final = frozenset(
    """aime allais allemand arrive aube avril bacle baille bal bar barre barres barriere bas baton bats
    beau bel belle berges bidon bienvenu billard billet blanc blanche bled bois bon bonhomme bonjour
    bonne bord borne bosse botte bouche boucher boucherie bouchon boulanger boule bourg bourre bourse
    boursier bouteille bouton bras bravo breton brevet brosse brouillard brousse broyer brule buffet
    bureau cabanes cadeau campagne camps canal canard canton carnet carre carreau carton casier casse
    cave celle certain champion chapeau chemin chene cheval clair claire clavier coche coin col colle
    compagnon conseil cordonnier cote coupe coupez courant court cousin coutant couteau couture couvreur
    crochet croissant cure danger debout demeure desert desire devienne dieu donne doux drame drapeau
    durant estrade fache facon faux felicite ferre fevrier font fontaine foret fort forte fortune fosse
    four fournie frere gagne garcon garde gardes gateau gendre gentil gilet gosse gout goutte grand
    grange gras grave gravier grenier gris gros grosse guerre guichet halle hameau jambon janvier jardin
    jean job joyeux juge juillet juin jumeau jury juste lac large legal leger long loup loyer maille
    maillot maire maison maitre maniere manteau manuel marais marchand marche mari mariage marie marque
    marques marre mars masse mauvais menage menu merle mille million modeste moisson molle montagne
    montes mouche mur muret neveu neveux noel noir nouveau nouvel noyer olive orange page pages paille
    pain pallier panier paquet pardon parent parfait paris pate patron pause pays pere peres petit pic
    picot pied pierre pique pires place planche plante plat point poisson poissonnier poli ponce pont
    porte portes pot poteau poulet pousse poux presse prime puissant raison renaux riche rideau riviere
    robinet roman rose roue rouge rouille rouleau routier sable sage saison sales salle salles sans
    sauvage sauve secher serre servais six sol sueur terrasse teste top touche travers tricot trouve
    urbain vache vallee vallon venant verger verite vert vie vieille vienne vieux vigne vignes ville
    violet vital voisin volant""".split()
)
"""Frequent surnames that the 13,116 contributions of ``tests/bench`` and of the example use as words."""

_NEVER: Final = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Echoed:
    """A part of a decided name to be sought: since when, and what stands in its place (empty: accepted).

    One that is a ``common`` word too (« Petit », of « Mme Petit ») is a name only where its capital says so.
    """

    since: datetime
    replacement: str
    common: bool


def echoed_names(decisions: Iterable[NameDecision], places: Collection[str] = ()) -> Mapping[str, Echoed]:
    """The parts of names that were decided, folded, each with its earliest decision.

    Telephone numbers, addresses and situations are no names. Words that were left as they are echo only where
    they plainly name a person, by a civility or a first name: others may be what a human saw to be no name.
    """
    known = {part for place in places for part in fold(place).replace("-", " ").split()}
    found: dict[str, Echoed] = {}
    for one in sorted(decisions, key=lambda one: (one.decided_at or _NEVER, one.words)):
        if any(contacts(one.words)) or any(situations(one.words)):
            continue
        words = tokens(composed(one.words)[0])
        plain = any(word.folded in _CIVILITIES or word.is_sure for word in words)
        if not plain and one.is_accepted:
            continue
        for word in words:
            alone = word.is_sure or word.is_unknown or (word.is_surname and word.folded not in _USED)
            if _may_name(word) and not known & set(word.parts) and (alone or (plain and len(words) > 1)):
                echo = Echoed(one.decided_at or _NEVER, one.replacement, not alone)
                found.setdefault(word.folded, echo)
    return found


def echoes(
    text: str, names: Mapping[str, Echoed], found: Sequence[Passage]
) -> Iterable[tuple[Passage, Echoed]]:
    """Where a part of a decided name stands in ``text``, outside the passages that were ``found``."""
    read, starts, ends = composed(text)
    taken = [span for one in found for span in occurrences(text, one.words)]
    for word in tokens(read):
        echo = next((names[part] for part in (word.folded, *word.parts) if part in names), None)
        if echo is None or (echo.common and (word.opens or not (word.capital or word.upper))):
            continue
        start, end = starts[word.start], ends[word.start + len(word.bare) - 1]
        if not any(first < end and start < last for first, last in taken):
            yield Passage(FindingKind.PERSON, start, end, text[start:end]), echo


def _may_name(word: Token) -> bool:
    bare = word.bare
    return (
        len(bare) > 2
        and not word.is_trade
        and word.folded not in _CIVILITIES
        and not is_stopword(bare.lower())
    )
