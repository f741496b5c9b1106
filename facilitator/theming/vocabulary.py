"""The words and noun phrases of one wall: who holds them, and how they are most often written."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence

from facilitator.language.abbreviations import spell_out
from facilitator.language.lemmas import Word, WordKind, accented, folded, is_known
from facilitator.language.noun_phrases import NounPhrases, is_participle, is_plural
from facilitator.language.stopwords import is_stopword

Lemmas = tuple[str, ...]

_LOOSE = re.compile(r"\b(?:[àa] l[ae']?|au|aux|en|pour|sans|entre|sur|par)(?: |(?<='))", re.IGNORECASE)
_LONGEST_INITIALS = 5  # letters; more of them in capitals are a word that somebody shouts


class WallVocabulary:
    """Lemmas and phrases of the distinct texts of a wall, each text counted with its weight.

    ``said`` counts the contributions that hold each lemma; ``phrases`` holds those of each text.
    """

    def __init__(self, texts: Sequence[Sequence[Word]], weights: Sequence[int]) -> None:
        self._texts = texts
        self._weights = weights
        self._single = all(weight == 1 for weight in weights)
        self.said: defaultdict[str, int] = defaultdict(int)
        self.phrases: list[frozenset[Lemmas]] = []
        self._accents: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._written: defaultdict[Lemmas, dict[str, int]] = defaultdict(dict)
        self._whole: defaultdict[Lemmas, int] = defaultdict(int)
        grammar = NounPhrases(texts)
        self._read_words(grammar)
        for text, weight in zip(texts, weights, strict=True):
            self._read_phrases(grammar, text, weight)

    def _read_words(self, grammar: NounPhrases) -> None:
        """Count the words, then look at each distinct one once."""
        typed: defaultdict[str, int] = defaultdict(int)
        known: dict[str, Word] = {}
        for text, weight in zip(self._texts, self._weights, strict=True):
            for word in text:
                typed[word.text] += weight
                known[word.text] = word
            for lemma in _content(text):
                self.said[lemma] += weight
        for token, count in typed.items():
            word = known[token]
            if word.kind in (WordKind.NUMBER, WordKind.BREAK):
                continue
            form = _usual_case(word)
            self._accents[folded(form)][form] += count
            if word.kind is WordKind.CONTENT and not grammar.looks_like_name(word):
                self._forms[word.lemma][form] += count

    def _read_phrases(self, grammar: NounPhrases, text: Sequence[Word], weight: int) -> None:
        found = set()
        alone = {word.lemma for word in text if word.kind is WordKind.CONTENT and grammar.names_alone(word)}
        for phrase in grammar.of(text):
            lemmas = phrase.lemmas
            if len(lemmas) == 1 and lemmas[0] not in alone:
                continue
            found.add(lemmas)
            ways = self._written[lemmas]
            ways[phrase.text] = ways.get(phrase.text, 0) + weight
            self._whole[lemmas] += phrase.whole * weight
        self.phrases.append(frozenset(found))

    def weight(self, texts: Collection[int]) -> int:
        """Contributions behind these texts."""
        return len(texts) if self._single else sum(map(self._weights.__getitem__, texts))

    def holders(self, texts: Iterable[int]) -> dict[str, set[int]]:
        """For each lemma, which of ``texts`` hold it."""
        found: defaultdict[str, set[int]] = defaultdict(set)
        for index in texts:
            for lemma in _content(self._texts[index]):
                found[lemma].add(index)
        return dict(found)

    def wholeness(self, lemmas: Lemmas) -> float:
        """Share, in 0..1, of the occurrences of a phrase that are not a piece of a longer one."""
        return self._whole[lemmas] / sum(self._written[lemmas].values())

    def is_loose(self, lemmas: Lemmas) -> bool:
        """Whether a phrase may owe its end to a verb: after « à la », « sur »…, or « subvention versée »."""
        told = len(lemmas) == 2
        return all(
            _LOOSE.search(way) or (told and is_participle(way.split()[-1])) for way in self._written[lemmas]
        )

    def write(self, lemmas: Lemmas) -> str:
        """A phrase as it is most often typed, with the accents and case that its words should have."""
        ways = self._written[lemmas]
        way = min(ways, key=lambda text: self._rank(ways[text], text))
        typed = re.sub(r"[^\W\d_]+", lambda match: self._most_typed(match.group()), way)
        return spell_out(re.sub(r"(?<= )a(?= )", "à", typed))

    @staticmethod
    def _rank(count: int, text: str) -> tuple[int, bool, int, str]:
        """Sort key of a way to write a phrase, the best first; a lone plural tells of several things."""
        plural = is_plural(re.split(r"[ '-]", text)[0])
        length = len(text.split())
        return (-count * (3 if plural and length == 1 else 2), not plural, length, text)

    def write_word(self, lemma: str) -> str | None:
        """The most frequent form of one lemma; None for what looks like a name."""
        forms = self._forms.get(lemma)
        if not forms:
            return None
        return self._most_typed(min(forms, key=lambda form: (-forms[form], form)))

    def _most_typed(self, form: str) -> str:
        """The usual way to write a word: what the dictionary knows before what is typed more often."""
        ways = self._accents.get(folded(form))
        if is_stopword(form):
            return min(ways, key=lambda way: (-ways[way], way)) if ways else form
        best = form
        if ways:
            best = min(ways, key=lambda way: (not is_known(way), -ways[way], way[0].isupper(), way))
        return accented(best)


def _content(text: Sequence[Word]) -> set[str]:
    """The content lemmas of a text."""
    return {word.lemma for word in text if word.kind is WordKind.CONTENT}


def _usual_case(word: Word) -> str:
    """Lower case for a word of the dictionary; initials and proper nouns keep their capitals."""
    shouted = word.text.isupper() and len(word.text) > _LONGEST_INITIALS
    lowers = shouted or word.kind is WordKind.FUNCTION or is_known(word.text)
    return (word.text.lower() if lowers else word.text).rstrip("'")
