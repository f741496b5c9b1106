"""French words and their lemmas, as needed to compare badly spelt post-its.

Lemmas come from simplemma (a dictionary, no part-of-speech tagging): « horaires » and « horaire »
meet, « fermée » and « fermé » too. A lemma is folded (no accents), because half of the post-its are
typed without accents.
"""

import re
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import lru_cache
from itertools import combinations, product

from facilitator.domain.contribution import fold
from facilitator.language.stopwords import is_stopword

_TOKEN = re.compile(
    r"(?:rendez|week)[- ](?:vous|ends?)\b"  # one word in two pieces
    r"|\d+(?:[.,:h]\d+)*(?:h|er|ers|e|è|ème|èmes|de|nde)?(?![^\W\d_])"  # 3,5 7h30 1er 2e
    r"|[^\W\d_]+['’]?|\d+"
    r"|(?:(?!(?<=\w)-(?=\w))[^\w\s])+",  # marks, but for hyphens inside compounds
    re.IGNORECASE,
)
_ACCENTS = {"a": "àâ", "c": "ç", "e": "éèêë", "i": "îï", "o": "ô", "u": "ùû"}
_MOST_ACCENTS = 3  # « préféré » has as many
_GLUED = frozenset(("quelqu'un", "quelqu'une", "aujourd'hui"))


class WordKind(Enum):
    """What a token of a contribution is."""

    CONTENT = auto()
    FUNCTION = auto()
    NUMBER = auto()
    BREAK = auto()


@dataclass(frozen=True, slots=True)
class Word:
    """A token as typed (elided ones keep their apostrophe), its folded lemma and its kind.

    ``hyphenated`` tells that a hyphen ties it to the word before.
    """

    text: str
    lemma: str
    kind: WordKind
    hyphenated: bool = False


def words(text: str) -> list[Word]:
    """The tokens of ``text`` in order; hyphens inside compounds are dropped, other marks are breaks."""
    found: list[Word] = []
    matches = list(_TOKEN.finditer(text))
    tokens = [match.group() for match in matches]
    skip = False
    for position, typed in enumerate(tokens):
        if skip:
            skip = False
            continue
        token = typed
        if typed[-1] in "'’":
            token = typed.replace("’", "'")
            after = tokens[position + 1] if position + 1 < len(tokens) else ""
            if token.lower() + after.lower() in _GLUED:
                token, skip = token + after, True
        word = _word(token)
        start = matches[position].start()
        if found and text[start - 1] == "-" and text[start - 2].isalpha():
            word = replace(word, hyphenated=True)
        found.append(word)
    return found


def content_lemmas(text: str) -> list[str]:
    """The folded lemmas of the words of ``text`` that may say what it is about."""
    return [word.lemma for word in words(text) if word.kind is WordKind.CONTENT]


@lru_cache(maxsize=65536)
def _word(token: str) -> Word:
    if token[0].isdigit():
        return Word(token, token, WordKind.NUMBER)
    if not token[0].isalpha():
        return Word(token, token, WordKind.BREAK)
    bare = token.rstrip("'")
    if len(bare) < 2 or is_stopword(bare) or is_stopword(own := lemma(bare)):
        return Word(token, fold(bare), WordKind.FUNCTION)
    return Word(token, own, WordKind.CONTENT)


@lru_cache(maxsize=65536)
def folded(word: str) -> str:
    """``word`` in lower case, without accents: `fold`, remembered, since a wall repeats its words."""
    return fold(word)


@lru_cache(maxsize=65536)
def lemma(word: str) -> str:
    """The folded lemma of one word: « Crèches » gives « creche », an unknown plural loses its mark."""
    low = word.lower()
    found = fold(dictionary_form(low))
    if len(found) > 4 and found == fold(low) and not is_known(low):
        found = re.sub(r"eaux$", "eau", found)
        found = re.sub(r"(?<=[a-z]{3})aux$", "al", found)
        found = re.sub(r"(?<=[^s])s$", "", found)
    return found


@lru_cache(maxsize=65536)
def dictionary_form(low: str) -> str:
    """The lemma, accents kept, of a word in lower case; the word itself when the dictionary lacks it."""
    import simplemma

    return str(simplemma.lemmatize(low, lang="fr"))


@lru_cache(maxsize=65536)
def is_known(word: str) -> bool:
    """Whether the French dictionary holds this form, accents included, whatever its case."""
    import simplemma

    return bool(simplemma.is_known(word.lower(), lang="fr"))


@lru_cache(maxsize=65536)
def accented(word: str) -> str:
    """``word`` with the accents that make it a word of the dictionary; as it is where none do or many could.

    « fete » gives « fête », « residence » « résidence »; initials and names stay as they are.
    """
    low = word.lower()
    if is_known(low) or word[1:] != low[1:] or len(low) < 4:
        return word
    places = [place for place, letter in enumerate(low) if letter in _ACCENTS]
    for count in range(1, _MOST_ACCENTS + 1):
        found = set()
        for chosen in combinations(places, count):
            for letters in product(*(_ACCENTS[low[place]] for place in chosen)):
                spelt = list(word)
                for place, letter in zip(chosen, letters, strict=True):
                    spelt[place] = letter
                if is_known(variant := "".join(spelt)):
                    found.add(variant)
        if found:
            return found.pop() if len(found) == 1 else word
    return word
