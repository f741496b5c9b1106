"""Names of people, found by rules: recall first, in capitals or not, with no model to load.

What gives a name away, in the order it is looked for: a civility (« Mme Pruvost », « m. tavernier »), a first
name that is nothing else, one that is a word as well where a person is spoken of (« merci à rose »), a word
that no dictionary holds where a person is spoken of (« chez lemarchal »), an initial (« N. Belkhiri »), a
capital in mid-sentence on words that are no place and no trade name. Names of streets, schools, saints,
organisations and of the territory's communes are left.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final

from facilitator.domain.contribution import fold
from facilitator.language.stopwords import is_stopword
from facilitator.privacy.tokens import Token, tokens

Place = tuple[int, int]
"""Where a name stands: the offset it starts at, and the one after its end."""

_SHORT: Final = frozenset("mme mmes mlle melle mr mrs dr".split())
_LONG: Final = frozenset("madame mademoiselle monsieur docteur docteure messieurs mesdames".split())
_NOT_AFTER: Final = frozenset(
    """maire le la les l directeur directrice president presidente prefet prefete ministre depute deputee qui
    que tout toute et ou est a ne en bonjour se sa son mes je vous au du de des un une on il elle bien n'
    c'est cela depuis pour sans avec par puis monde personne dit age agee seul seule""".split()
)
_PEOPLE: Final = frozenset(
    """voisin voisine collegue copain copine ami amie mari femme epoux epouse frere soeur oncle tante cousin
    cousine neveu niece fils fille papa maman papy mamie pere mere nounou assmat atsem educateur educatrice
    animateur animatrice directeur directrice instituteur institutrice maitre maitresse infirmier infirmiere
    puericultrice medecin docteur toubib kine orthophoniste sage-femme pharmacien pharmacienne prenomme
    prenommee nomme nommee benevole secretaire gardien gardienne famille curé cure boulanger boulangere
    epicier gars gamin gamine petit petite eleve dame monsieur bonhomme gendarme policier facteur factrice
    conseiller conseillere adjoint adjointe elu elue maire appelle appelait appelle-t-elle nomment""".split()
)
_WEAK: Final = frozenset("par comme style genre".split())
_ARTICLES: Final = frozenset("l le la les un une du des au aux en".split())
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
_FRENCH_PARTICLES: Final = frozenset("de du d des le la l".split())
_NOT_SURNAMES: Final = frozenset(
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
_DOT_GAP: Final = re.compile(r"\.?\s{1,2}")
_INITIAL: Final = re.compile(
    r"(?<![\w.])[A-ZÀ-Ý](?:[a-z]?\.-?\s?)(?:[A-ZÀ-Ý]\.\s?)?"
    r"(?:(?:[Dd]e la|[Dd][eu]|[Dd]es|L[ea]|El|Al|Ben|D[ao]s?|Van|Von|Mac|d['’]|[NO]['’])\s?){0,2}"
    r"[A-ZÀ-Ý][a-zà-ÿ]{2,}(?:-[A-ZÀ-Ý][a-zà-ÿ]+)?"
)


def people(text: str, places: Collection[str] = ()) -> list[Place]:
    """Where names of people stand in ``text``, in order, without overlaps.

    ``places`` are names of communes and the like, which are no persons.
    """
    reader = _Reader(text, places)
    return united([*reader.by_civility(), *reader.by_initial(), *reader.by_word()])


def united(found: Collection[Place]) -> list[Place]:
    """``found`` in order, those that overlap or touch made one."""
    places: list[Place] = []
    for start, end in sorted(found):
        if places and start < places[-1][1]:
            places[-1] = (places[-1][0], max(end, places[-1][1]))
        else:
            places.append((start, end))
    return places


class _Reader:
    """One text and its words."""

    def __init__(self, text: str, places: Collection[str]) -> None:
        self._text = text
        self._tokens = tokens(text)
        self._places = {part for place in places for part in fold(place).split()} | {
            part for place in places for part in fold(place).split("-") if len(part) > 3
        }
        self._masked = [match.span() for match in _ORGANISATIONS.finditer(text)]

    def by_civility(self) -> Iterator[Place]:
        """« Mme Pruvost », « m. tavernier », « Mme B. », « madame de la Tour »."""
        for at, token in enumerate(self._tokens):
            if not self._is_civility(at) or at + 1 >= len(self._tokens):
                continue
            after = self._tokens[at + 1]
            if not _DOT_GAP.fullmatch(after.gap):
                continue
            if self._is_elided_particle(at + 1):
                yield token.start, self._end(at + 2)
            elif len(after.bare) == 1 and not after.text.endswith(("'", "’")):
                if after.capital or self._text[after.end : after.end + 1] == ".":
                    yield token.start, self._end_of_initial(at + 1)
            elif after.folded in _FRENCH_PARTICLES:
                name = self._name_after_particle(at + 1, loosely=True)
                if name is not None:
                    yield token.start, self._end(name)
            elif self._names(at, after):
                yield token.start, self._end(at + 1)

    def by_initial(self) -> Iterator[Place]:
        """« N. Belkhiri », « J.-P. Martin »."""
        for match in _INITIAL.finditer(self._text):
            last = re.split(r"[\s.]", match.group())[-1]
            if not self._is_masked(match.start()) and not is_stopword(last) and not self._is_place(last):
                yield match.span()

    def by_word(self) -> Iterator[Place]:
        """First names, and words that only a name can be where they stand."""
        for at, token in enumerate(self._tokens):
            if len(token.bare) < 3 or self._is_masked(token.start) or self._is_place(token.bare):
                continue
            if token.folded in _PEOPLE and not token.is_sure:
                continue
            if token.is_trade or self._names_a_street(at) or token.gap.endswith("#"):
                continue
            if self._is_name(at, token):
                yield token.start, self._end(at)

    def _is_name(self, at: int, token: Token) -> bool:
        if token.is_sure:
            return self._is_sure_name(at, token)
        if token.is_first:
            return self._is_ambiguous_name(at, token)
        told = self._is_told_of(at)
        if not token.is_unknown or token.upper:
            return told and token.capital and not token.opens and not is_stopword(token.bare)
        if told and len(token.bare) > 3:
            return True
        if not token.capital or self._follows_place_word(at):
            return False
        if token.opens:
            return self._is_proper(at + 1)
        return self._text[token.end : token.end + 1] != "’"

    def _is_sure_name(self, at: int, token: Token) -> bool:
        """Of a first name that is nothing else: all but initials, and what « l’ » or « en » makes a thing."""
        if self._before(at) in ("l", "en") and not self._is_proper(at + 1):
            return False
        return not token.upper or self._is_told_of(at) or self._is_big(at + 1) or self._is_big(at - 1)

    def _is_ambiguous_name(self, at: int, token: Token) -> bool:
        """Of a first name that is a word as well: where a person is spoken of, or by its capital."""
        if is_stopword(token.bare) or token.folded in _NOT_SURNAMES:
            return False
        before = self._before(at)
        if self._is_told_of(at) and (token.capital or before not in _WEAK):
            return True
        if before in _ARTICLES:
            return self._is_bare_surname(at + 1) and token.capital
        if self._is_big(at) and (self._is_proper(at + 1) or not token.opens):
            return not self._is_big(at - 1)
        return self._is_bare_surname(at + 1)

    def _before(self, at: int) -> str:
        return self._tokens[at - 1].folded if at else ""

    def _is_civility(self, at: int) -> bool:
        token = self._tokens[at]
        if token.folded in _SHORT or token.folded in _LONG:
            return True
        dot = self._text[token.end : token.end + 1] == "."
        if token.folded == "m" or token.text in ("MM", "Pr", "Me"):
            after_number = re.search(r"\d\s*$", self._text[: token.start])
            bare = token.text.endswith(("'", "’"))
            return not after_number and not bare and (dot or token.text == "m" or self._is_big(at + 1))
        return False

    def _names(self, at: int, after: Token) -> bool:
        """Whether the word after a civility can be a name."""
        if after.folded in _NOT_AFTER or is_stopword(after.bare):
            return False
        bare_m = self._tokens[at].text == "m" and "." not in after.gap
        if not bare_m and (self._tokens[at].folded in _SHORT or len(self._tokens[at].folded) < 3):
            return True
        return after.capital or after.upper or after.is_first or after.is_surname or after.is_unknown

    def _is_elided_particle(self, at: int) -> bool:
        """« N'Diaye », « o'brien », « d'ormesson »."""
        if at + 1 >= len(self._tokens) or self._tokens[at + 1].gap:
            return False
        after = self._tokens[at + 1]
        return self._tokens[at].text[:-1].lower() in ("n", "o", "d") and (
            after.is_unknown or after.capital or after.upper
        )

    def _name_after_particle(self, at: int, *, loosely: bool = False) -> int | None:
        """The name in « de Villiers », « le guennec »; ``loosely`` in « de la fontaine » too."""
        for further in range(at + 1, min(at + 3, len(self._tokens))):
            token = self._tokens[further]
            if token.folded not in _FRENCH_PARTICLES:
                big = token.capital or token.upper or token.is_unknown or (loosely and token.is_surname)
                told = token.folded in _NOT_AFTER or token.is_trade or self._tokens[further - 1].folded == "l"
                fits = big and not told and not self._is_place(token.bare)
                return further if fits else None
        return None

    def _is_told_of(self, at: int) -> bool:
        """Whether the words before speak of a person: « merci à », « chez », « ma voisine »."""
        before = self._tokens[max(at - 3, 0) : at]
        if not before:
            return False
        last = before[-1]
        if self._tokens[at].opens and (":" not in self._tokens[at].gap or last.folded not in _LABELS):
            return False
        if "," in self._tokens[at].gap and last.folded not in _PEOPLE:
            return False
        if last.folded in _PEOPLE or last.folded in _TIES:
            return True
        if last.folded in ("a", "de", "la", "le", "l", "les") and len(before) > 1:
            return before[-2].folded in ("merci", "bravo", "chez", "famille", "prenom", "nom", "parler")
        return False

    def _names_a_street(self, at: int) -> bool:
        """« rue Jean Moulin », « école jules-ferry », « St Aubrin »: the name of a place, not of a person."""
        first = at
        while first > 0 and (self._tokens[first].is_first or self._is_big(first)) and at - first < 3:
            first -= 1
            if self._tokens[first].folded in _STREETS:
                return self._tokens[first].folded not in _PEOPLE
            if not self._tokens[first].is_first and not self._is_big(first):
                break
        folded = [token.folded for token in self._tokens[max(at - 2, 0) : at]]
        return any(word in ("rue", "avenue", "place", "boulevard", "saint", "st", "ste") for word in folded)

    def _follows_place_word(self, at: int) -> bool:
        """Whether a preposition or an article stands before: « à Castelombre », « les Restos »."""
        if at == 0:
            return False
        return self._tokens[at - 1].folded in _BEFORE_PLACES or self._is_big(at - 1)

    def _is_big(self, at: int) -> bool:
        if not 0 <= at < len(self._tokens):
            return False
        token = self._tokens[at]
        return token.capital or token.upper

    def _is_proper(self, at: int) -> bool:
        """Whether the word at ``at`` goes on a name that began just before, by its capital."""
        if not 0 < at < len(self._tokens):
            return False
        token = self._tokens[at]
        if not re.fullmatch(r"\s{1,2}|-", token.gap) or self._is_masked(token.start):
            return False
        return (
            self._is_big(at)
            and len(token.bare) > 1
            and not token.is_trade
            and not is_stopword(token.bare)
            and (token.is_unknown or token.is_first or token.is_surname)
        )

    def _is_bare_surname(self, at: int) -> bool:
        """Whether the word at ``at`` is one that no dictionary holds: « pierre belkhiri »."""
        if not 0 < at < len(self._tokens):
            return False
        token = self._tokens[at]
        return token.gap == " " and token.is_unknown and not token.upper and not self._is_place(token.bare)

    def _end(self, at: int) -> int:
        """Where the name that has its first word at ``at`` ends."""
        last, words = at, 0
        while words < 4:
            after = self._next_in_name(last)
            if after is None:
                break
            last, words = after, words + 1
        if len(self._tokens[last].bare) == 1:
            return self._end_of_initial(last)
        return self._tokens[last].end

    def _next_in_name(self, at: int) -> int | None:
        """The word that the name goes on with after ``at``, particles passed over."""
        further = at + 1
        while further < len(self._tokens) and self._is_particle(further):
            further += 1
        if further >= len(self._tokens) or further - at > 3:
            return None
        token = self._tokens[further]
        gap = re.fullmatch(r"[\s\xa0]{1,2}|\s?-\s?|", token.gap) is not None
        if not gap or self._is_masked(token.start) or (token.folded in _NOT_SURNAMES and len(token.bare) > 1):
            return None
        with_particle = further - at > 1
        if len(token.bare) == 1:
            dot = self._text[token.end : token.end + 1] == "."
            fits = token.capital and (dot or not with_particle) and not token.text.endswith(("'", "’"))
            return further if fits and (dot or token.folded not in ("a", "y")) else None
        if token.is_trade or is_stopword(token.bare):
            return None
        if self._is_big(further):
            return further
        if self._is_place(token.bare) and with_particle:
            return None
        if token.is_unknown or token.is_sure:
            return further
        own = self._tokens[at]
        lower = not (own.capital or own.upper)
        return further if lower and not with_particle and self._is_lower_surname(own, token) else None

    def _is_lower_surname(self, own: Token, token: Token) -> bool:
        """« josiane petit », « jean pierre »: a surname that is a word, after a first name in lower case."""
        return own.is_first and (token.is_surname or token.is_first)

    def _is_particle(self, at: int) -> bool:
        """Whether a particle stands at ``at`` with a name behind it."""
        token = self._tokens[at]
        if token.folded in _FAMILY_PARTICLES:
            return at + 1 < len(self._tokens)
        if self._is_elided_particle(at):
            return True
        if token.folded == "l":
            return False
        return token.folded in _FRENCH_PARTICLES and self._name_after_particle(at) is not None

    def _end_of_initial(self, at: int) -> int:
        end = self._tokens[at].end
        return end + 1 if self._text[end : end + 1] == "." else end

    def _is_masked(self, start: int) -> bool:
        return any(first <= start < last for first, last in self._masked)

    def _is_place(self, word: str) -> bool:
        return fold(word) in self._places or any(part in self._places for part in fold(word).split("-"))
