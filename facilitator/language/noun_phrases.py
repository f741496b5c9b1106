"""Noun phrases in short French texts, found without a part-of-speech tagger.

Loading a tagger costs more than the break allows, so a phrase is a pattern: content words joined by
« de », « à la », « en »…, none of them a verb or an adverb, the first one a noun. The dictionary tells
verbs by their future (« fermer » has « fermera », « papier » has none); whether a word is a noun is also
read from the texts themselves: nouns follow articles, adjectives follow nouns.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from facilitator.language.lemmas import Word, WordKind, dictionary_form, folded, is_known
from facilitator.language.stopwords import FUNCTION_WORDS, STOPWORDS, word_set

MOST_WORDS = 7
_MOST_CONTENT = 4
_LINKS = word_set("de d du des à au aux en et pour sans entre sur par")
_GENITIVES = word_set("de d du des")
_AFTER_LINKS = word_set("la le les l")
_NO_ARTICLE_AFTER = word_set("et en")
_LEADING_ADJECTIVES = word_set(
    "seul nombreux vrai dernier premier différent nouveau nouvel bon meilleur mauvais ancien grand gros",
    "propre cher petit complet libre",
)
_NUMBERS = word_set(
    "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt trente",
    "quarante cinquante soixante cent cents mille dizaine dizaines centaine centaines",
)
_NO_NOUNS = word_set(
    "tôt tard stop max maximum minimum mini debout partout grave tjs ts tt pdt eu eue eus eues"
)
_PIECES = word_set(
    "bout bord milieu début fin suite partie moitié majorité reste départ côté tas tour bas haut dos nombre",
    "tiers",
)
_TOO_GENERAL = word_set(
    "personne dame monsieur fille fils femme homme garçon copain copine mari gars voisin commune territoire",
    "pays groupe place lieu endroit avis soir mot vie sens main coup secteur équipe effet action situation",
)
_LIGHT_VERBS = word_set("mettre mettons mettez met mettent mis mise mises faire fait font faisons faites")
_OPENERS = word_set(
    "le la les l un une des du de d au aux en ce cette ces mon ma mes ton ta tes son sa ses",
    "notre nos votre vos leur leurs sans pour par avec plusieurs chaque quelques",
)
_POSSESSIVES = word_set("mon ma mes ton ta tes son sa ses")
_SUBJECTS = word_set("je j tu il elle on nous vous ils elles qui ne n se s y")
_FRAMING = STOPWORDS - FUNCTION_WORDS
_TIMES = word_set(
    "lundi mardi mercredi jeudi vendredi samedi dimanche week-end matin soir midi journée",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre moment instant",
)
_TITLES = word_set("m mr mme mlle mmes mm dr docteur monsieur madame mademoiselle")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase as typed, function words included, and its content lemmas in order.

    ``whole`` is False when a content word touches it, alone or through « de », as « garde » touches
    « mode »: the phrase may then be a piece of a longer one.
    """

    text: str
    lemmas: tuple[str, ...]
    whole: bool


@dataclass(slots=True)
class _Uses:
    """How a form is used over the texts."""

    after_opener: int = 0
    after_content: int = 0
    after_subject: int = 0
    after_possessive: int = 0
    lower_case: int = 0
    capital_inside: int = 0
    after_title: int = 0


class NounPhrases:
    """The noun phrases of a set of texts, judged by how each word is used over all of them."""

    def __init__(self, texts: Iterable[Sequence[Word]]) -> None:
        self._uses: defaultdict[str, _Uses] = defaultdict(_Uses)
        self._heads: dict[str, bool] = {}  # what was found out of each form, since a wall repeats its words
        self._standing: dict[str, bool] = {}
        self._alone: dict[str, bool] = {}
        for text in texts:
            for position, word in enumerate(text):
                if word.kind is WordKind.CONTENT:
                    self._count(word, text[max(position - 2, 0) : position])

    def _count(self, word: Word, before: Sequence[Word]) -> None:
        """Take one more use of ``word`` into account; ``before`` holds the two words before it, or fewer."""
        uses = self._uses[folded(word.text)]
        uses.lower_case += word.text[0].islower() or (word.text.isupper() and len(word.text) > 1)
        last = before[-1] if before else None
        if last is None or last.kind is WordKind.BREAK:
            dotted = last is not None and last.text == "." and before[0].lemma in _TITLES
            uses.after_title += dotted and word.text[0].isupper()
            return
        uses.capital_inside += word.text[0].isupper() and not word.text.isupper()
        uses.after_title += last.lemma in _TITLES and word.text[0].isupper()
        number = last.kind is WordKind.NUMBER or last.lemma in _NUMBERS
        uses.after_opener += last.lemma in _OPENERS or number
        uses.after_subject += last.lemma in _SUBJECTS
        uses.after_possessive += last.lemma in _POSSESSIVES
        uses.after_content += last.kind is WordKind.CONTENT and not number

    def of(self, text: Sequence[Word]) -> list[Phrase]:
        """Every noun phrase of ``text``, the parts of longer ones included, in order."""
        found: list[Phrase] = []
        for start, word in enumerate(text):
            if word.kind is WordKind.CONTENT and self.is_noun(word) and not _is_misleading(text, start):
                found += self._starting_at(text, start)
        return found

    def names_alone(self, word: Word) -> bool:
        """Whether ``word`` by itself may be a name: a noun that tells something, and no adjective as well."""
        known = self._alone.get(word.text)
        if known is None:
            known = self._alone[word.text] = self._tells(word)
        return known

    def _tells(self, word: Word) -> bool:
        if word.lemma in _TOO_GENERAL or word.lemma in _PIECES:
            return False
        uses = self._uses[folded(word.text)]
        if uses.after_possessive and 2 * uses.after_possessive >= uses.after_opener:
            return False  # « chez mon père » is about somebody, not about fathers
        if may_be_verb(word.text) and uses.after_opener <= uses.after_subject:
            return False
        if not (agrees_in_gender(word.text) or looks_like_adjective(word.text)):
            return True
        return uses.after_opener >= 2 * max(uses.after_content, 1)

    def looks_like_name(self, word: Word) -> bool:
        """Whether ``word`` looks like a proper noun: after a title, or never in lower case."""
        uses = self._uses[folded(word.text)]
        if uses.after_title:
            return True
        return not (is_known(word.text) or uses.lower_case > uses.capital_inside)

    def is_noun(self, word: Word) -> bool:
        """Whether ``word`` can head a phrase."""
        known = self._heads.get(word.text)
        if known is None:
            known = self._heads[word.text] = self._heads_phrase(word)
        return known

    def _heads_phrase(self, word: Word) -> bool:
        if not self._may_stand(word) or word.lemma in _LEADING_ADJECTIVES:
            return False
        uses = self._uses[folded(word.text)]
        if uses.after_subject and not uses.after_opener:
            return False
        if agrees_in_gender(word.text):
            return uses.after_opener > uses.after_content
        return uses.after_opener >= uses.after_content or not looks_like_adjective(word.text)

    def _may_stand(self, word: Word) -> bool:
        """Whether ``word`` may be in a phrase: not a verb, an adverb, a number, or somebody's name."""
        known = self._standing.get(word.text)
        if known is None:
            number = word.lemma in _NUMBERS or folded(word.text) in _NO_NOUNS
            known = not (number or is_verb(word.text) or is_adverb(word.text) or self.looks_like_name(word))
            self._standing[word.text] = known
        return known

    def _starting_at(self, text: Sequence[Word], start: int) -> Iterable[Phrase]:
        lemmas = [text[start].lemma]
        before = text[start - 1] if start else None
        alone = before is None or before.kind is not WordKind.CONTENT or not self._touches(before)
        inside = self._is_complement(text, start)
        written = text[start].text
        end = start + 1
        while len(set(lemmas)) == len(lemmas) <= _MOST_CONTENT and end - start <= MOST_WORDS:
            following = self._next_content(text, end)
            extends = following is not None and self._may_extend(text, end, following)
            touches = following == end and not is_participle(text[end].text)
            tied = extends and (touches or text[end].lemma in _GENITIVES)
            whole = alone and not tied and not (inside and len(lemmas) > 1)
            yield Phrase(written, tuple(lemmas), whole)
            if following is None or not extends:
                return
            lemmas.append(text[following].lemma)
            written = _written(written, text[end : following + 1])
            end = following + 1

    def _is_complement(self, text: Sequence[Word], start: int) -> bool:
        """Whether « de » ties the word at ``start`` to a noun, as « art » in « plateforme d'art ouverte »."""
        if start < 2 or text[start - 1].lemma not in ("de", "d"):
            return False
        head = text[start - 2]
        return head.kind is WordKind.CONTENT and self.is_noun(head) and head.lemma not in _TOO_GENERAL

    def _touches(self, before: Word) -> bool:
        """Whether the content word ``before`` a phrase may be a part of it."""
        return self._may_stand(before) and before.lemma not in _LEADING_ADJECTIVES

    def _may_extend(self, text: Sequence[Word], end: int, following: int) -> bool:
        """Whether the content word at ``following`` belongs to the phrase that stops before ``end``."""
        word, last = text[following], text[end - 1]
        if not self._may_stand(word) or word.lemma in _TIMES or word.lemma in _PIECES:
            return False
        if following > end:
            joins = text[end].lemma == "et" and word.lemma in _TOO_GENERAL
            return self.is_noun(word) and not joins
        return word.hyphenated or (not may_be_verb(word.text) and _agree(last.text, word.text))

    @staticmethod
    def _next_content(text: Sequence[Word], end: int) -> int | None:
        """Where the next content word is, when only a link parts it from ``end``."""
        position = end
        while position < len(text) and text[position].kind is WordKind.FUNCTION:
            allowed = _LINKS if position == end else _AFTER_LINKS
            if text[position].lemma not in allowed or position - end > 1:
                return None
            if position > end and text[end].lemma in _NO_ARTICLE_AFTER:
                return None
            position += 1
        if position < len(text) and text[position].kind is WordKind.CONTENT:
            return position
        return None


def _is_misleading(text: Sequence[Word], start: int) -> bool:
    """Whether the noun at ``start`` heads no subject.

    It says when (« mardi matin ») or which part (« au bout de la rue »), qualifies a word that says nothing
    (« choses simples »), or belongs to a verb (« mettre fin à », « faire appel », « en place »).
    """
    if text[start].lemma in _TIMES or text[start].lemma in _PIECES:
        return True
    if start == 0:
        return False
    before = text[start - 1]
    if before.kind is WordKind.FUNCTION and before.lemma in _FRAMING:
        return True
    if before.lemma == "en" and text[start].lemma == "place":
        return True
    return before.lemma in _LIGHT_VERBS or (before.kind is WordKind.CONTENT and is_verb(before.text))


def _agree(noun: str, adjective: str) -> bool:
    """Whether a word may qualify the noun before it: no plural after a singular, nor the other way round."""
    if not (agrees_in_gender(adjective) or looks_like_adjective(adjective)):
        return True
    plural, low = is_plural(adjective), noun.lower()
    return plural == is_plural(noun) or (low.endswith(("s", "x")) and dictionary_form(low) == low)


def is_plural(form: str) -> bool:
    """Whether ``form`` bears the mark of the plural, as « crèches » does and « temps » does not."""
    low = form.lower()
    return low.endswith(("s", "x")) and dictionary_form(low) != low


def _written(written: str, more: Sequence[Word]) -> str:
    """A phrase with ``more`` words: hyphens back in compounds, no space after an elision."""
    for word in more:
        joint = "" if written.endswith("'") else "-" if word.hyphenated else " "
        written += joint + word.text
    return written


@lru_cache(maxsize=65536)
def is_verb(form: str) -> bool:
    """Whether ``form`` reads as a verb: an infinitive, or a conjugated form that is no noun as well."""
    low = form.lower()
    if not is_known(low):
        return len(low) > 4 and re.search(r"(?:[ei]r|ez)$", low) is not None
    base = dictionary_form(low)
    if not re.search(r"(?:er|ir|re)$", base):
        return False
    futures = [
        base.removesuffix("e") + "a",
        re.sub(r"(?<=ill)ir$", "era", base),
        re.sub(r"rir$", "rra", base),
        re.sub(r"faire$", "fera", base),
        re.sub(r"(?<=t)enir$", "iendra", base),
    ]
    if low.rstrip("s") != base:  # « un souvenir », « des devoirs »
        futures += [re.sub(r"(?<=v)enir$", "iendra", base), re.sub(r"(?<=v)oir$", "ra", base)]
    return any(future != base and is_known(future) and dictionary_form(future) == base for future in futures)


@lru_cache(maxsize=65536)
def is_participle(form: str) -> bool:
    """Whether ``form`` is a past participle that may tell what happened to a thing: « versée », « reçus »."""
    low = form.lower()
    if re.search(r"ée?s?$", low):
        return is_known(re.sub(r"ée?s?$", "er", low))
    return (
        re.search(r"[iu]e?s?$", low) is not None
        and re.search(r"(?:er|ir|re)$", dictionary_form(low)) is not None
    )


@lru_cache(maxsize=65536)
def may_be_verb(form: str) -> bool:
    """Whether ``form`` is a noun or an adjective that is also a verb in the present, like « marche »."""
    low = form.lower()
    return low.endswith("e") and is_known(f"{low}r") and dictionary_form(f"{low}r") == f"{low}r"


@lru_cache(maxsize=65536)
def is_adverb(form: str) -> bool:
    """Whether ``form`` is an adverb in -ment: the dictionary holds the nouns in -ment, not the adverbs."""
    low = form.lower()
    return low.endswith("ment") and not is_known(low)


@lru_cache(maxsize=65536)
def agrees_in_gender(form: str) -> bool:
    """Whether ``form`` has a masculine or a feminine beside it, as most adjectives do (« locale »)."""
    low = form.lower()
    base = dictionary_form(low)
    if base not in (low, low.rstrip("sx")) and not low.endswith("aux"):
        return True
    bare = base
    others = (
        f"{bare}e",
        re.sub(r"f$", "ve", bare),
        re.sub(r"x$", "se", bare),
        re.sub(r"([nl])$", r"\1\1e", bare),
    )
    return any(other != bare and is_known(other) and dictionary_form(other) == bare for other in others)


@lru_cache(maxsize=65536)
def looks_like_adjective(form: str) -> bool:
    """Whether the ending of ``form`` is an adjective's more often than a noun's."""
    return (
        re.search(r"(?:ables?|ibles?|iques?|ifs?|ives?|eux|euses?|uels?|uelles?|aires?)$", folded(form))
        is not None
    )
