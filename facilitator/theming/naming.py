"""Names that a facilitator could have written, from the wall's own noun phrases.

A phrase is a good name for a theme when many of its members hold its words and few other contributions
do (class-based TF-IDF, Grootendorst 2022), when it resembles the theme more than it resembles the
others, when it was written as it stands, and when it is neither a lone word nor a sentence. Where one
phrase leaves a good part of the theme aside, a second joins it with « et », as facilitators do. A name of the
trade that people gave to what the theme clearly stands for comes before both (`familiar`).
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from facilitator.domain.contribution import fold
from facilitator.language.abbreviations import refold
from facilitator.language.french import listed
from facilitator.language.lemmas import content_lemmas
from facilitator.language.noun_phrases import MOST_WORDS
from facilitator.language.typography import NO_BREAK
from facilitator.theming.familiar import Familiar
from facilitator.theming.views import Matrix
from facilitator.theming.vocabulary import Lemmas, WallVocabulary

DISTINCTIVE_WORDS = 5

_PARTS = re.compile(r" et |, ")

Closeness = Callable[[Sequence[str], Sequence[Lemmas]], Matrix]
"""Mean cosine of each phrase (written, lemmas) with the members of each theme, shape (phrases, themes)."""

_PREFERENCE = {1: 0.55, 2: 1.0, 3: 0.95}  # by number of content words
_LONG_PREFERENCE = 0.7
_RARE = 0.35  # what a phrase is worth where no other contribution says any of its words
_LOOSE = 0.8  # what a phrase of one contribution is worth where it holds together by « à la », « sur »…
_RESEMBLANCE = 0.8  # what resemblance counts for beside words
_STEM = 6  # first letters that two words of a family share
_RIVAL_SHARE = 0.5  # of those that say a word of the wall's own name
_SAID_SHARE = 0.2  # of the contributions that must say a word of a familiar name
_CLEAR, _EVIDENT = 0.2, 0.35  # shares from which a familiar name needs one word said, or none
_BEFORE_WORD = 0.7  # of these shares, where the wall's own name would be a lone word
_CANDIDATES = 10  # phrases a theme may be named by
_READ = 5  # of them, those whose resemblance is looked at: reading costs more than all the rest
_ADDED_SHARE = 0.15  # of the theme's contributions that a second phrase must bring
_ADDED_SCORE = 0.5  # of the first phrase's score
_ADDED_TO_WORD = 0.3  # the same, where the first phrase is a lone word


@dataclass(frozen=True, slots=True)
class Name:
    """A theme's name and the words that set it apart from the rest of the wall, most distinctive first."""

    text: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Candidate:
    lemmas: Lemmas
    text: str
    score: float
    holders: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Theme:
    """A theme to be named: its texts, which of them hold each lemma, and what each lemma tells of it."""

    texts: frozenset[int]
    holders: Mapping[str, set[int]]
    relevance: Mapping[str, float]


def name_themes(
    vocabulary: WallVocabulary,
    themes: Sequence[frozenset[int]],
    spare: Sequence[str],
    closeness: Closeness,
    given: Sequence[str | None] = (),
    familiar: Sequence[Sequence[Familiar]] = (),
) -> list[Name]:
    """One name a theme, all distinct; ``themes`` are sets of text indices, the first chooses first.

    ``spare`` holds a text for each theme, whose first words serve where it has no word to be named by.
    A theme whose name is ``given`` keeps it, without words, and the others are told from it.
    ``familiar`` may hold, for a theme, names of what it brings to mind; the first that suits it serves.
    """
    familiar = familiar or [()] * len(themes)
    given = given or [None] * len(themes)
    looked_at = [_look_at(vocabulary, texts, name) for texts, name in zip(themes, given, strict=True)]
    lexical = [_candidates(vocabulary, theme) for theme in looked_at]
    candidates = _weigh_closeness(lexical, closeness)
    names: list[Name] = []
    taken = {fold(name) for name in given if name}
    used = [frozenset(content_lemmas(refold(name))) for name in given if name]
    for theme, ranked, text, known, friends in zip(
        looked_at, candidates, spare, given, familiar, strict=True
    ):
        if known:
            names.append(Name(known, ()))
            continue
        by_relevance = sorted(theme.relevance, key=lambda lemma: (-theme.relevance[lemma], lemma))
        typed = (word for lemma in by_relevance if (word := vocabulary.write_word(lemma)))
        words = tuple(islice(typed, DISTINCTIVE_WORDS))
        chosen = _choose(vocabulary, theme, [c for c in ranked if not _repeats(c, used)])
        suiting = (_suited(vocabulary, theme, friend, chosen) for friend in friends)
        human = next((friend for friend in suiting if friend and not _repeats(friend, used)), None)
        chosen = chosen if human is None else [human]
        name = _join(candidate.text for candidate in chosen) or _fallback(words, text)
        name = _distinct(name, words, taken)
        taken.add(fold(name))
        used += [frozenset(candidate.lemmas) for candidate in chosen]
        names.append(Name(name, words))
    return names


def _look_at(vocabulary: WallVocabulary, texts: frozenset[int], given: str | None) -> _Theme:
    """What there is to know of a theme; nothing of its words where its name is ``given``."""
    holders = {} if given else vocabulary.holders(texts)
    return _Theme(texts, holders, _relevance(vocabulary, texts, holders))


def _relevance(
    vocabulary: WallVocabulary, texts: frozenset[int], holders: Mapping[str, set[int]]
) -> dict[str, float]:
    """How much each lemma tells the theme from the rest: its share inside, times the log of the ratio."""
    size = vocabulary.weight(texts)
    rest = vocabulary.weight(range(len(vocabulary.phrases))) - size
    relevance = {}
    for lemma, members in holders.items():
        inside = vocabulary.weight(members)
        outside = vocabulary.said[lemma] - inside
        ratio = (inside / size) / ((outside + 0.5) / (rest + 1))
        relevance[lemma] = inside / size * (max(math.log(ratio), 0.0) if rest else 1.0)
    return relevance


def _candidates(vocabulary: WallVocabulary, theme: _Theme) -> list[_Candidate]:
    """The most relevant phrases of a theme, by decreasing score."""
    found = []
    relevance = theme.relevance
    if not relevance:
        return []
    said_twice = {lemma for lemma, holders in theme.holders.items() if vocabulary.weight(holders) > 1}
    for lemmas in {phrase for index in theme.texts for phrase in vocabulary.phrases[index]}:
        score = sum(relevance[lemma] for lemma in lemmas) / len(lemmas) ** 0.3
        if score <= 0:
            continue
        holders = frozenset(set.intersection(*(theme.holders[lemma] for lemma in lemmas)))
        shared = sum(lemma in said_twice for lemma in lemmas) / len(lemmas)
        score *= _PREFERENCE.get(len(lemmas), _LONG_PREFERENCE) * vocabulary.wholeness(lemmas)
        held = vocabulary.weight(holders)
        score *= (1 + math.log(held)) * (_RARE + (1 - _RARE) * shared)
        if len(lemmas) == 1:
            score *= math.sqrt(held / vocabulary.said[lemmas[0]])
        if held == 1 and vocabulary.is_loose(lemmas):
            score *= _LOOSE
        if score > 0:
            found.append((score, lemmas, holders))
    found.sort(key=lambda entry: (-entry[0], entry[1]))
    written = (_Candidate(lemmas, vocabulary.write(lemmas), score, kin) for score, lemmas, kin in found)
    return list(islice((c for c in written if len(c.text.split()) <= MOST_WORDS), _CANDIDATES))


def _weigh_closeness(
    candidates: Sequence[Sequence[_Candidate]], closeness: Closeness
) -> list[list[_Candidate]]:
    """``candidates`` again, by words and by resemblance, each as a share of the theme's best.

    Candidates come by decreasing score; the resemblance of those after the first `_READ` counts for nothing.
    """
    pairs = sorted({(c.text, c.lemmas) for theme in candidates for c in theme[:_READ]})
    if not pairs:
        return [[] for _ in candidates]
    near = closeness([text for text, _ in pairs], [lemmas for _, lemmas in pairs])
    rows = {pair: row for row, pair in enumerate(pairs)}
    weighed = []
    for theme, mine in enumerate(candidates):
        others = np.delete(near, theme, axis=1)
        contrast = near[:, theme] - (others.max(axis=1) if others.size else 0.0)
        scores = dict.fromkeys(mine, 0.0)
        scores |= {c: max(float(contrast[rows[c.text, c.lemmas]]), 0.0) for c in mine[:_READ]}
        best_words = max((c.score for c in mine), default=1.0)
        best_contrast = max(scores.values(), default=0.0) or 1.0
        again = [
            _Candidate(
                c.lemmas, c.text, c.score / best_words + _RESEMBLANCE * scores[c] / best_contrast, c.holders
            )
            for c in mine
        ]
        weighed.append(sorted(again, key=lambda c: (-c.score, c.lemmas)))
    return weighed


def _repeats(candidate: _Candidate, used: Iterable[frozenset[str]]) -> bool:
    """Whether a phrase says the same as one already in a name, or part of it."""
    words = frozenset(candidate.lemmas)
    return any(words <= other or other <= words for other in used)


def _overlap(first: _Candidate, second: _Candidate) -> bool:
    """Whether two phrases share a word or a part of one (« travail » and « télétravail »)."""
    ours, theirs = (content_lemmas(phrase.text) for phrase in (first, second))
    return " et " in second.text or any(
        a in b or b in a or a[:_STEM] == b[:_STEM]
        for a in (*ours, *first.lemmas)
        for b in (*theirs, *second.lemmas)
    )


def _choose(vocabulary: WallVocabulary, theme: _Theme, candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """The best phrase, and the one that best completes it if any does; nothing where no phrase is left."""
    if not candidates:
        return []
    first = candidates[0]
    if " et " in first.text:
        return [first]
    room = MOST_WORDS - 1 - len(first.text.split())
    least = max(2, _ADDED_SHARE * vocabulary.weight(theme.texts))
    enough = first.score * (_ADDED_TO_WORD if len(first.lemmas) == 1 else _ADDED_SCORE)
    best, best_gain = None, 0.0
    for other in candidates[1:]:
        added = vocabulary.weight(other.holders - first.holders)
        level = len(first.holders) > 1 or (len(first.lemmas) == 1) == (len(other.lemmas) == 1)
        apart = other.score >= enough and level and not _overlap(first, other)
        if apart and added >= least and len(other.text.split()) <= room and other.score * added > best_gain:
            best, best_gain = other, other.score * added
    return [first, best] if best else [first]


def _suited(
    vocabulary: WallVocabulary, theme: _Theme, familiar: Familiar, chosen: Sequence[_Candidate]
) -> _Candidate | None:
    """The familiar name where it suits the theme: said by it, or plain from what sets it apart.

    Parts of it that nobody says are left out, unless a lone word would be left. A phrase of the wall that
    several say comes before a name of which one word is said.
    """
    lone = not chosen or (len(chosen) == 1 and len(chosen[0].lemmas) == 1)
    share = familiar.share / _BEFORE_WORD if lone else familiar.share
    said = _said_parts(theme, familiar.name)
    bare = len(content_lemmas(refold(said))) < 2
    plain = share >= _EVIDENT or _says(vocabulary, theme, familiar.name, chosen)
    if not plain and (share < _CLEAR or not said):
        return None
    if bare and not plain and not lone and vocabulary.weight(chosen[0].holders) > 1:
        return None
    whole = not said or (bare and NO_BREAK not in familiar.name and (plain or not lone))
    name = familiar.name if whole else said
    return _Candidate(tuple(content_lemmas(refold(name))), name, 0.0, theme.texts)


def _said_parts(theme: _Theme, name: str) -> str:
    """« Prévention : addictions, harcèlement » without what nobody says; empty where nothing is said."""
    head, colon, rest = name.rpartition(f"{NO_BREAK}: ")
    said = [part for part in _PARTS.split(rest) if _is_said(theme, part)]
    kept = _join([listed(said)]) if not colon else listed(said)
    return f"{head}{colon}{kept}" if said else head * _is_said(theme, head)


def _is_said(theme: _Theme, name: str) -> bool:
    """Whether a member says a word of ``name``, or one of its family."""
    return any(_family(theme, lemma) for lemma in content_lemmas(refold(name)))


def _says(vocabulary: WallVocabulary, theme: _Theme, name: str, chosen: Sequence[_Candidate]) -> bool:
    """Whether a theme says half the words of ``name``, one of them twice, about as often as ``chosen``."""
    families = [_family(theme, lemma) for lemma in content_lemmas(refold(name))]
    said = [vocabulary.weight(holders) for holders in families if holders]
    if 2 * len(said) < len(families) or max(said, default=0) < 2:
        return False
    ours = {lemma for candidate in chosen for lemma in candidate.lemmas}
    rival = vocabulary.weight(frozenset().union(*(theme.holders.get(lemma, ()) for lemma in ours)))
    held = vocabulary.weight(frozenset().union(*families))
    return held >= max(_RIVAL_SHARE * rival, _SAID_SHARE * vocabulary.weight(theme.texts))


def _family(theme: _Theme, lemma: str) -> frozenset[int]:
    """The members that say a word or one of its family (« recruter », « recrutement »)."""
    stem = lemma[:_STEM] if len(lemma) >= _STEM else None
    kin = (word for word in theme.holders if word == lemma or (stem and word.startswith(stem)))
    return frozenset().union(*(theme.holders[word] for word in kin))


def _join(phrases: Iterable[str]) -> str:
    joined = " et ".join(phrases)
    return joined[:1].upper() + joined[1:]


def _fallback(words: Sequence[str], text: str) -> str:
    """Distinctive words, or the first words of a contribution, where a theme holds no noun phrase."""
    return _join([", ".join(words[:3]) or " ".join(text.split()[:MOST_WORDS])])


def _distinct(name: str, words: Sequence[str], taken: set[str]) -> str:
    """``name``, told from the names already given by a word of its theme, or else by a rank."""
    if fold(name) not in taken:
        return name
    for word in words:
        longer = f"{name} ({word})"
        if fold(longer) not in taken:
            return longer
    rank = 2
    while fold(f"{name} ({rank})") in taken:
        rank += 1
    return f"{name} ({rank})"
