"""A text as words with what their letters tell: capital, unknown to a dictionary, start of a sentence."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from facilitator.domain.contribution import fold
from facilitator.language.abbreviations import initials, shorthand
from facilitator.language.lemmas import accented, is_known, lemma
from facilitator.language.stopwords import is_stopword
from facilitator.privacy import lexicon

_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*['’]?")
_OPENS: Final = re.compile(r"[.!?:;«»“”\"()\[\]\n•→/]|^\s*[-–—]|\s[-–—]\s")
_LONGEST_TITLE: Final = 8  # characters of the longest title that the next form finds, with what surrounds it
_TITLE_DOT: Final = re.compile(r"(?:^|\W)(?:m|mm|mr|mme|mlle|dr|pr|st|ste)\.\s$", re.IGNORECASE)

NOT_NAMES: Final = frozenset(
    """france paris europe internet google facebook instagram snapchat tiktok whatsapp youtube twitter netflix
    discord parcoursup pronote doctolib blablacar decathlon leclerc lidl carrefour intermarche auchan amazon
    covid noel paques toussaint halloween mardi mercredi jeudi vendredi samedi dimanche lundi restos resto
    repair fablab playstation zoom skype messenger linkedin gafam airbnb uber deliveroo leboncoin vinted
    wifi smartphone marseille lyon toulouse nantes bordeaux lille rennes strasbourg bretagne alsace corse
    afrique asie amerique allemagne italie espagne angleterre belgique suisse portugal chine russie ukraine
    israel syrie grece turquie algerie maroc tunisie australie canada suede norvege danemark finlande
    bruxelles erasmus etat republique prius tesla linux monsanto nutella coca linky bio asso assos appli
    applis ado ados prof profs info infos sanso tuto tutos photo photos velo velos allah dieu bouddha
    ramadan aid jesus christ marianne elysee eco elec pub pubs compost permaculture coworking crowdfunding
    amap tva isf csg smic rsa ric cice ehpad inde provence hui idem idea you nova santé sante bpifrance
    franceconnect ok mdr lol svp stp cad etc bcp""".split()
)
"""Words that dictionaries of French lack, or that are first names as well, and that name nobody here."""


_INVARIANT: Final = frozenset(
    """temps corps pays mars choix mois bras prix dos cas fois repas bus cours accès acces succès succes avis
    poids bois permis tapis voix croix noix paix taux héros heros propos souris ours parcours discours
    concours recours secours processus campus virus bonus malus corpus radis colis compris progrès progres
    procès proces congrès décès deces excès exces intérêts anglais français francais chinois japonais
    villageois bourgeois mauvais gris gros bas frais heureux vieux doux faux roux jaloux nombreux sérieux
    dangereux précieux curieux dessus dessous ailleurs envers travers jadis puis gens mœurs moeurs frères
    fils tas pas autobus minibus omnibus abribus trolleybus relais palais marais engrais rabais délais
    delais biais jus but plus divers univers revers vers velours lors ados vacances fiançailles représailles
    hors dehors tiers flux afflux reflux saindoux époux epoux toux houx courroux choux genoux inclus exclus
    reclus obus abus refus tissus talus crocus cactus hiatus lapsus prospectus terminus papyrus sus legs
    remous puits fonds surplus pus mets entremets bourgs faubourgs francs lieux milieux yeux cieux aïeux
    mieux adieux œufs oeufs bœufs boeufs www http https com smartphones email emails mail mails web internet
    wifi idéaux ruraux journaux animaux loyaux sociaux locaux mis pris appris admis soumis transmis remis
    commis promis surpris entrepris assis acquis conquis requis soirées ski foot hand volley basket rugby
    skate roller bmx city stade ciné télé tele radio promo pro perso apéro resto sympa écolo bobo kilo
    manif""".split()
)
"""French words that the dictionary of lemmas lacks, for the most part because they never change."""
_PRONOUNS: Final = frozenset("je tu il elle on nous vous ils elles".split())
LONGEST_WORD: Final = 40
"""Letters: « anticonstitutionnellement » has 25."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: where it stands, folded, and what is known of it.

    ``opens`` tells that a sentence begins with it, so that its capital says nothing; ``gap`` is what stands
    between it and the word before.
    """

    text: str
    start: int
    end: int
    folded: str
    gap: str
    opens: bool
    capital: bool
    upper: bool

    @property
    def bare(self) -> str:
        """The word without its apostrophe."""
        return self.text.rstrip("'’")

    @property
    def parts(self) -> list[str]:
        """The folded parts of a compound."""
        return self.folded.split("-")

    @property
    def is_sure(self) -> bool:
        """Whether it is a first name and nothing else: « nadia », « jean-pierre »."""
        first, *others = self.parts
        if self.folded in NOT_NAMES or len(first) < 3 or self.is_asking:
            return False
        if not others:
            low = self.bare.lower()
            known = low in lexicon.safe() or (low == first and first in _folded_safe())
            return known or (first in lexicon.sure() and not is_word(low))
        return all(map(_is_first, self.parts)) and not all(p in lexicon.ambiguous() for p in self.parts)

    @property
    def is_first(self) -> bool:
        """Whether it can be a first name, though it may be a word as well."""
        return self.folded not in NOT_NAMES and not self.is_asking and all(map(_is_first, self.parts))

    @property
    def is_asking(self) -> bool:
        """Whether it is a verb and its pronoun turned round, « sait-elle »: Saït and Elle are first names."""
        return len(self.parts) > 1 and self.parts[-1] in _PRONOUNS

    @property
    def is_surname(self) -> bool:
        """Whether it is a frequent surname that is a word as well."""
        return self.folded in lexicon.surnames()

    @property
    def is_trade(self) -> bool:
        """Whether it is an abbreviation, initials, a brand or a place that everybody knows."""
        return self.folded in _trade()

    @property
    def is_unknown(self) -> bool:
        """Whether no dictionary holds it: a surname, a place, a mistake."""
        return len(self.bare) > 2 and not self.is_trade and not any(map(is_word, self.bare.split("-")))


@lru_cache(maxsize=16384)  # the words of one decision are sought in every name of every wall
def tokens(text: str) -> tuple[Token, ...]:
    """The words of ``text`` in order. In a text in capitals, they tell nothing."""
    letters = [one for one in text if one.isalpha()]
    shouted = len(letters) > 12 and sum(one.isupper() for one in letters) > 0.7 * len(letters)
    found: list[Token] = []
    end = 0
    for match in _WORD.finditer(text):
        word, start = match.group(), match.start()
        gap = text[end:start]
        bare = word.rstrip("'’")
        big = bare[0].isupper() and not shouted
        upper = big and len(bare) > 1 and bare.isupper()
        opens = not found or (
            bool(_OPENS.search(gap)) and not _TITLE_DOT.search(text[max(0, start - _LONGEST_TITLE) : start])
        )
        found.append(Token(word, start, match.end(), fold(bare), gap, opens, big and not upper, upper))
        end = match.end()
    return tuple(found)


@lru_cache(maxsize=65536)
def is_word(word: str) -> bool:
    """Whether French knows the word, in some form, with or without its accents."""
    low = word.lower()
    if (
        len(low) < 3
        or low.endswith(("ment", "ments", "eux"))
        or is_stopword(low)
        or low in _INVARIANT
        or is_known(low)
    ):
        return True
    if is_known(accented(low)) or is_known(lemma(low)):
        return True
    if len(low) > LONGEST_WORD:  # « aaaah » held down, « xxxx » pasted: an ending after the other, for ever
        return False
    return any(low.endswith(mark) and is_word(low[: -len(mark)]) for mark in ("s", "x", "es") if low[:-2])


def _is_first(part: str) -> bool:
    return part in lexicon.sure() or part in _folded_safe() or part in lexicon.ambiguous()


@cache
def _folded_safe() -> Collection[str]:
    return frozenset(map(fold, lexicon.safe()))


@cache
def _trade() -> Collection[str]:
    forms = {fold(one.form) for one in initials()} | {fold(form) for form in shorthand()}
    return frozenset(NOT_NAMES | {part for form in forms for part in form.split()} | forms)
