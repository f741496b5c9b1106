"""What a word is among those around it: told of a person, part of a name, of a street, of a place."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache
from typing import Final

from facilitator.domain.contribution import fold
from facilitator.language.stopwords import is_stopword
from facilitator.privacy.tokens import Token, tokens

NOT_AFTER: Final = frozenset(
    """maire le la les l directeur directrice president presidente prefet prefete ministre depute deputee qui
    que tout toute et ou est a ne en bonjour se sa son mes je vous au du de des un une on il elle bien n'
    c'est cela depuis pour sans avec par puis monde personne dit age agee seul seule""".split()
)
PEOPLE: Final = frozenset(
    """voisin voisine collegue copain copine ami amie mari femme epoux epouse frere soeur oncle tante cousin
    cousine neveu niece fils fille papa maman papy mamie pere mere nounou assmat atsem educateur educatrice
    animateur animatrice directeur directrice instituteur institutrice maitre maitresse infirmier infirmiere
    puericultrice medecin docteur toubib kine orthophoniste sage-femme pharmacien pharmacienne prenomme
    prenommee nomme nommee benevole secretaire gardien gardienne famille curé cure boulanger boulangere
    epicier gars gamin gamine petit petite eleve dame monsieur bonhomme gendarme policier facteur factrice
    conseiller conseillere adjoint adjointe elu elue maire appelle appelait appelle-t-elle nomment""".split()
)
_TIES: Final = frozenset(
    "chez avec par comme style genre famille merci bravo remercier remercie contacter".split()
)
_LABELS: Final = frozenset("contact contacter nom prenom voir merci tel".split())
_STREETS: Final = frozenset(
    """rue avenue av boulevard bd place allee allees
    chemin impasse quai square ecole college lycee stade salle
    quartier residence gymnase espace centre hopital clinique maison foyer creche mediatheque bibliotheque
    parc pont saint sainte st ste lotissement cite cours theatre cinema piscine fondation loi rapport prix
    institut universite ehpad caserne crous tour gare fort mont lac col ile prenom jean-qui""".split()
)
_BEFORE_PLACES: Final = frozenset(
    "a au aux de du d des en sur vers dans l le la les un une pres entre via".split()
)
_FAMILY_PARTICLES: Final = frozenset(
    "el al ben bin bint ould ait da dos di del della van von der den ter mac mc abd abou".split()
)
FRENCH_PARTICLES: Final = frozenset("de du d des le la l".split())
NOT_SURNAMES: Final = frozenset(
    """aime sait va vient vit court fort bon bonne long grand gros trop bien tres tout seul plus moins est a
    garde donne tient porte passe tourne bosse monte chante joue mange part vend trouve parle pense place
    aide service temps jour soir matin ici page juste libre second premier jeune vieux reste""".split()
)
_ORGANISATIONS: Final = re.compile(
    r"\b(?:info jeunes?|france (?:travail|services?|connect|alzheimer|bleu|inter|info|victimes)|"
    r"missions? locales?|p[ôo]les? emplois?|secours (?:populaire|catholique)|croix[- ]rouge|"
    r"restos? (?:b[ée]b[ée]s )?du c(?:œ|oe)ur|promeneurs du net|petites villes de demain|pass culture|"
    r"aidants connect|emma[uü]s|abb[ée] pierre|saint[- ]vincent|val d['’]\w+|"
    r"jeanne d['’]arc|jules (?:ferry|verne)|victor hugo|jean (?:moulin|jaur[èe]s|mac[ée])|louise michel|"
    r"pierre (?:et|ou) marie curie|simone veil)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=8)  # the same communes for every text
def _place_words(places: tuple[str, ...]) -> frozenset[str]:
    """The folded words of these names of places, and the longer parts of their compounds."""
    words = {part for place in places for part in fold(place).split()}
    return frozenset(words | {part for place in places for part in fold(place).split("-") if len(part) > 3})


class Sentence:
    """One text and its words, with what each is among those around it."""

    def __init__(self, text: str, places: Collection[str]) -> None:
        self.text = text
        self.tokens = tokens(text)
        self._places = _place_words(tuple(places))
        self._masked = [match.span() for match in _ORGANISATIONS.finditer(text)]

    def before(self, at: int) -> str:
        """The folded word before the one at ``at``; empty where it is the first."""
        return self.tokens[at - 1].folded if at else ""

    def is_elided_particle(self, at: int) -> bool:
        """« N'Diaye », « o'brien », « d'ormesson »."""
        if at + 1 >= len(self.tokens) or self.tokens[at + 1].gap:
            return False
        after = self.tokens[at + 1]
        return self.tokens[at].text[:-1].lower() in ("n", "o", "d") and (
            after.is_unknown or after.capital or after.upper
        )

    def name_after_particle(self, at: int, *, loosely: bool = False) -> int | None:
        """The name in « de Villiers », « le guennec »; ``loosely`` in « de la fontaine » too."""
        for further in range(at + 1, min(at + 3, len(self.tokens))):
            token = self.tokens[further]
            if token.folded not in FRENCH_PARTICLES:
                big = token.capital or token.upper or token.is_unknown or (loosely and token.is_surname)
                told = token.folded in NOT_AFTER or token.is_trade or self.tokens[further - 1].folded == "l"
                fits = big and not told and not self.is_place(token.bare)
                return further if fits else None
        return None

    def is_told_of(self, at: int) -> bool:
        """Whether the words before speak of a person: « merci à », « chez », « ma voisine »."""
        before = self.tokens[max(at - 3, 0) : at]
        if not before:
            return False
        last = before[-1]
        if self.tokens[at].opens and (":" not in self.tokens[at].gap or last.folded not in _LABELS):
            return False
        if "," in self.tokens[at].gap and last.folded not in PEOPLE:
            return False
        if last.folded in PEOPLE or last.folded in _TIES:
            return True
        if last.folded in ("a", "de", "la", "le", "l", "les") and len(before) > 1:
            return before[-2].folded in ("merci", "bravo", "chez", "famille", "prenom", "nom", "parler")
        return False

    def names_a_street(self, at: int) -> bool:
        """« rue Jean Moulin », « école jules-ferry », « St Aubrin »: the name of a place, not of a person."""
        first = at
        while first > 0 and (self.tokens[first].is_first or self.is_big(first)) and at - first < 3:
            first -= 1
            if self.tokens[first].folded in _STREETS:
                return self.tokens[first].folded not in PEOPLE
            if not self.tokens[first].is_first and not self.is_big(first):
                break
        folded = [token.folded for token in self.tokens[max(at - 2, 0) : at]]
        return any(word in ("rue", "avenue", "place", "boulevard", "saint", "st", "ste") for word in folded)

    def follows_place_word(self, at: int) -> bool:
        """Whether a preposition or an article stands before: « à Castelombre », « les Restos »."""
        if at == 0:
            return False
        return self.tokens[at - 1].folded in _BEFORE_PLACES or self.is_big(at - 1)

    def is_big(self, at: int) -> bool:
        """Whether a word stands at ``at`` and begins with a capital."""
        if not 0 <= at < len(self.tokens):
            return False
        token = self.tokens[at]
        return token.capital or token.upper

    def is_proper(self, at: int) -> bool:
        """Whether the word at ``at`` goes on a name that began just before, by its capital."""
        if not 0 < at < len(self.tokens):
            return False
        token = self.tokens[at]
        if not re.fullmatch(r"\s{1,2}|-", token.gap) or self.is_masked(token.start):
            return False
        return (
            self.is_big(at)
            and len(token.bare) > 1
            and not token.is_trade
            and not is_stopword(token.bare)
            and (token.is_unknown or token.is_first or token.is_surname)
        )

    def is_bare_surname(self, at: int) -> bool:
        """Whether the word at ``at`` is one that no dictionary holds: « pierre belkhiri »."""
        if not 0 < at < len(self.tokens):
            return False
        token = self.tokens[at]
        return token.gap == " " and token.is_unknown and not token.upper and not self.is_place(token.bare)

    def end(self, at: int) -> int:
        """Where the name that has its first word at ``at`` ends."""
        last, words = at, 0
        while words < 4:
            after = self._next_in_name(last)
            if after is None:
                break
            last, words = after, words + 1
        if len(self.tokens[last].bare) == 1:
            return self.end_of_initial(last)
        return self.tokens[last].end

    def _next_in_name(self, at: int) -> int | None:
        """The word that the name goes on with after ``at``, particles passed over."""
        further = at + 1
        while further < len(self.tokens) and self._is_particle(further):
            further += 1
        if further >= len(self.tokens) or further - at > 3:
            return None
        token = self.tokens[further]
        gap = re.fullmatch(r"[\s\xa0]{1,2}|\s?-\s?|", token.gap) is not None
        if not gap or self.is_masked(token.start) or (token.folded in NOT_SURNAMES and len(token.bare) > 1):
            return None
        with_particle = further - at > 1
        if len(token.bare) == 1:
            dot = self.text[token.end : token.end + 1] == "."
            fits = token.capital and (dot or not with_particle) and not token.text.endswith(("'", "’"))
            return further if fits and (dot or token.folded not in ("a", "y")) else None
        if token.is_trade or is_stopword(token.bare):
            return None
        if self.is_big(further):
            return further
        if self.is_place(token.bare) and with_particle:
            return None
        if token.is_unknown or token.is_sure:
            return further
        own = self.tokens[at]
        lower = not (own.capital or own.upper)
        return further if lower and not with_particle and self._is_lower_surname(own, token) else None

    def _is_lower_surname(self, own: Token, token: Token) -> bool:
        """« josiane petit », « jean pierre »: a surname that is a word, after a first name in lower case."""
        return own.is_first and (token.is_surname or token.is_first)

    def _is_particle(self, at: int) -> bool:
        """Whether a particle stands at ``at`` with a name behind it."""
        token = self.tokens[at]
        if token.folded in _FAMILY_PARTICLES:
            return at + 1 < len(self.tokens)
        if self.is_elided_particle(at):
            return True
        if token.folded == "l":
            return False
        return token.folded in FRENCH_PARTICLES and self.name_after_particle(at) is not None

    def end_of_initial(self, at: int) -> int:
        """Where an initial ends, its full stop included."""
        end = self.tokens[at].end
        return end + 1 if self.text[end : end + 1] == "." else end

    def is_masked(self, start: int) -> bool:
        """Whether the name of an organisation stands at this offset."""
        return any(first <= start < last for first, last in self._masked)

    def is_place(self, word: str) -> bool:
        """Whether it is a place of the démarche, or a part of its name."""
        return fold(word) in self._places or any(part in self._places for part in fold(word).split("-"))
