"""Names that a facilitator could have signed: they hold for the theme, not for one of its post-its.

A name is one of the wall's own noun phrases, chosen first by words (class-based TF-IDF, Grootendorst 2022),
or a name of the trade that people gave to what the theme brings to mind (`familiar`). Of these the one wins
that the theme resembles most once the closest contribution is left out, and that most of it says. Where
a good part of the theme stays aside, a second joins it with « et », as facilitators do.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
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
from facilitator.theming.views import Look, Matrix
from facilitator.theming.vocabulary import Lemmas, WallVocabulary

DISTINCTIVE_WORDS = 5

_PARTS = re.compile(r" et |, ")
_PUBLIC = re.compile(r" (?:pour les|aux|des) [^,]*$")

Closeness = Callable[[Sequence[str], Sequence[Lemmas]], Look]
"""Reads phrases (written, lemmas) once, and lets them be looked at."""

_PREFERENCE = {1: 0.55, 2: 1.0, 3: 0.95}  # by number of content words
_LONG_PREFERENCE = 0.7
_RARE = 0.35  # what a phrase is worth where no other contribution says any of its words
_LOOSE = 0.8  # what a phrase of one contribution is worth where it holds together by « à la », « sur »…
_STEM = 6  # first letters that two words of a family share
_READ = 5  # phrases a theme may be named by: reading costs more than all the rest
_NEAR = 0.1  # cosine over chance from which a contribution is near a name in meaning
_SAID, _WORDS, _SHARE = 0.2, 0.05, 0.4  # what counts for beside resemblance: who says it, TF-IDF, the trade
_GIVEN_BY_PEOPLE = 0.06  # the same, for a name of the trade
_ONCE, _LONE = 0.1, 0.1  # what a name loses for words said once, and for being a lone word
_FAIR = 1 / 3  # of the theme that must stand behind a name of the trade
_PLAIN_NEAR = 0.4  # the same, for one of which nobody says a word
_PLAIN, _FAINT_SAID = 0.1, 0.6  # share of what sets the theme apart under which that part of it must be said
_ENOUGH = 0.7  # of the theme behind a name: no second phrase is looked for
_ADDED_SHARE = 0.15  # of the theme's contributions that a second phrase must bring
_ADDED_WORTH = 0.4  # of the first phrase's worth


@dataclass(frozen=True, slots=True)
class Name:
    """A theme's name and the words that set it apart from the rest of the wall, most distinctive first."""

    text: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A name a theme may bear; ``score`` counts its words, ``share`` is 0 for the wall's own phrases.

    ``said`` holds the texts that say a word of it or of its family, ``saying`` is the share of the theme that
    says one of its words, ``once`` the share of its words that one contribution alone says.
    """

    lemmas: Lemmas
    text: str
    score: float
    said: frozenset[int]
    saying: float
    once: float
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A candidate, what it is worth, and the texts that stand behind it by their words or their meaning."""

    candidate: _Candidate
    worth: float
    behind: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Theme:
    """A theme to be named: its texts, which of them hold each lemma, and what each lemma tells of it.

    ``families`` joins the holders of the long lemmas that begin alike.
    """

    texts: frozenset[int]
    holders: Mapping[str, set[int]]
    families: Mapping[str, set[int]]
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
    ``familiar`` may hold, for a theme, names of what it brings to mind, to be weighed with its phrases.
    """
    familiar = familiar or [()] * len(themes)
    given = given or [None] * len(themes)
    looked_at = [_look_at(vocabulary, texts, name) for texts, name in zip(themes, given, strict=True)]
    candidates = [
        _phrases(vocabulary, theme) + _of_the_trade(vocabulary, theme, friends)
        for theme, friends in zip(looked_at, familiar, strict=True)
    ]
    weighed = _weigh(vocabulary, looked_at, candidates, closeness)
    names: list[Name] = []
    taken = {fold(name) for name in given if name}
    used = [frozenset(content_lemmas(refold(name))) for name in given if name]
    for theme, ranked, text, known in zip(looked_at, weighed, spare, given, strict=True):
        if known:
            names.append(Name(known, ()))
            continue
        by_relevance = sorted(theme.relevance, key=lambda lemma: (-theme.relevance[lemma], lemma))
        typed = (word for lemma in by_relevance if (word := vocabulary.write_word(lemma)))
        words = tuple(islice(typed, DISTINCTIVE_WORDS))
        chosen = _choose(vocabulary, theme, [one for one in ranked if not _repeats(one.candidate, used)])
        name = _join(candidate.text for candidate in chosen) or _fallback(words, text)
        name = _distinct(name, words, taken)
        taken.add(fold(name))
        used += [frozenset(candidate.lemmas) for candidate in chosen]
        names.append(Name(name, words))
    return names


def _look_at(vocabulary: WallVocabulary, texts: frozenset[int], given: str | None) -> _Theme:
    """What there is to know of a theme; nothing of its words where its name is ``given``."""
    holders = {} if given else vocabulary.holders(texts)
    families: defaultdict[str, set[int]] = defaultdict(set)
    for lemma, members in holders.items():
        if len(lemma) >= _STEM:
            families[lemma[:_STEM]] |= members
    return _Theme(texts, holders, dict(families), _relevance(vocabulary, texts, holders))


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


def _phrases(vocabulary: WallVocabulary, theme: _Theme) -> list[_Candidate]:
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
        holders = set.intersection(*(theme.holders[lemma] for lemma in lemmas))
        shared = sum(lemma in said_twice for lemma in lemmas) / len(lemmas)
        score *= _PREFERENCE.get(len(lemmas), _LONG_PREFERENCE) * vocabulary.wholeness(lemmas)
        held = vocabulary.weight(holders)
        score *= (1 + math.log(held)) * (_RARE + (1 - _RARE) * shared)
        if len(lemmas) == 1:
            score *= math.sqrt(held / vocabulary.said[lemmas[0]])
        if held == 1 and vocabulary.is_loose(lemmas):
            score *= _LOOSE
        if score > 0:
            found.append((score, lemmas))
    found.sort(key=lambda entry: (-entry[0], entry[1]))
    written = ((vocabulary.write(lemmas), lemmas, score / found[0][0]) for score, lemmas in found)
    short = (entry for entry in written if len(entry[0].split()) <= MOST_WORDS)
    return [_phrase(vocabulary, theme, *entry) for entry in islice(short, _READ)]


def _phrase(vocabulary: WallVocabulary, theme: _Theme, text: str, lemmas: Lemmas, score: float) -> _Candidate:
    families = [_family(theme, lemma) for lemma in lemmas]
    counts = [vocabulary.weight(holders) for holders in families]
    saying = sum(counts) / len(counts) / vocabulary.weight(theme.texts)
    once = sum(count < 2 for count in counts) / len(counts)
    return _Candidate(lemmas, text, score, frozenset().union(*families), saying, once)


def _of_the_trade(
    vocabulary: WallVocabulary, theme: _Theme, familiar: Iterable[Familiar]
) -> list[_Candidate]:
    """Those of the names given by people that are worth reading, without the parts that nobody says."""
    found = []
    for one in familiar:
        name = _said_parts(theme, one.name)
        name = name if name[1:2].isupper() else name[:1].lower() + name[1:]
        lemmas = tuple(content_lemmas(refold(name)))
        said = frozenset[int]().union(*(_family(theme, lemma) for lemma in lemmas))
        count = vocabulary.weight(said)
        saying = count / vocabulary.weight(theme.texts)
        candidate = _Candidate(lemmas, name, 0.0, said, saying, float(count == 1), one.share)
        if _may_hold(theme, candidate):
            found.append(candidate)
    return found


def _weigh(
    vocabulary: WallVocabulary,
    themes: Sequence[_Theme],
    candidates: Sequence[Sequence[_Candidate]],
    closeness: Closeness,
) -> list[list[_Weighed]]:
    """The candidates that hold for their theme, by decreasing worth."""
    pairs = sorted({(c.text, c.lemmas) for mine in candidates for c in mine})
    if not pairs:
        return [[] for _ in candidates]
    look = closeness([text for text, _ in pairs], [lemmas for _, lemmas in pairs])
    places = {pair: place for place, pair in enumerate(pairs)}
    ranked = []
    for theme, mine in zip(themes, candidates, strict=True):
        texts = sorted(theme.texts)
        seen = look([places[c.text, c.lemmas] for c in mine], texts) if mine else ()
        weighed = [_weighed(vocabulary, c, texts, row) for c, row in zip(mine, seen, strict=True)]
        holding = (one for one in weighed if _holds(vocabulary, theme, one))
        ranked.append(sorted(holding, key=lambda one: (-one.worth, one.candidate.lemmas)))
    return ranked


def _weighed(
    vocabulary: WallVocabulary, candidate: _Candidate, texts: Sequence[int], cosines: Matrix
) -> _Weighed:
    """What ``candidate`` is worth for a theme; the contribution closest to it is left out of the mean."""
    counts = np.array([vocabulary.weight((text,)) for text in texts], dtype=np.float64)
    counts[int(cosines.argmax())] -= 1
    resemblance = float(counts @ cosines) / max(float(counts.sum()), 1.0)
    worth = resemblance + _SAID * candidate.saying + _WORDS * candidate.score
    if candidate.share:
        worth += _GIVEN_BY_PEOPLE + _SHARE * candidate.share
    worth -= _ONCE * candidate.once + _LONE * (len(candidate.lemmas) == 1)
    near = frozenset(text for text, cosine in zip(texts, cosines, strict=True) if cosine > _NEAR)
    return _Weighed(candidate, round(worth, 6), near | candidate.said)


def _may_hold(theme: _Theme, name: _Candidate) -> bool:
    """Whether a name of the trade may be read: the theme stands for it, or says most of its words."""
    if name.share >= _PLAIN:
        return True
    said = sum(bool(_family(theme, lemma)) for lemma in name.lemmas)
    return said > 0 and said >= _FAINT_SAID * len(name.lemmas)


def _holds(vocabulary: WallVocabulary, theme: _Theme, weighed: _Weighed) -> bool:
    """Whether enough of a theme stands behind a name of the trade; the wall's own phrases always hold."""
    behind = vocabulary.weight(weighed.behind) / vocabulary.weight(theme.texts)
    needed = _FAIR if weighed.candidate.said else _PLAIN_NEAR
    return not weighed.candidate.share or behind >= needed


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


def _choose(vocabulary: WallVocabulary, theme: _Theme, ranked: Sequence[_Weighed]) -> list[_Candidate]:
    """The best name, and the one that best completes it if any does; nothing where none is left.

    A name that rests on one contribution is completed by any other that stands behind a second phrase.
    """
    if not ranked:
        return []
    first = ranked[0]
    size = vocabulary.weight(theme.texts)
    whole = len(first.candidate.lemmas) > 1 and vocabulary.weight(first.behind) >= _ENOUGH * size
    if whole or " et " in first.candidate.text:
        return [first.candidate]
    room = MOST_WORDS - 1 - len(first.candidate.text.split())
    thin = first.candidate.once == 1 or vocabulary.weight(first.behind) < _FAIR * size
    least = max(1 if thin else 2, _ADDED_SHARE * size)
    best, best_gain = None, 0.0
    for other in ranked[1:]:
        added = vocabulary.weight(other.behind - first.behind)
        apart = (thin or other.worth >= _ADDED_WORTH * first.worth) and not _overlap(
            first.candidate, other.candidate
        )
        fits = added >= least and len(other.candidate.text.split()) <= room
        if apart and fits and other.worth * added > best_gain:
            best, best_gain = other.candidate, other.worth * added
    return [first.candidate, best] if best else [first.candidate]


def _said_parts(theme: _Theme, name: str) -> str:
    """« Prévention : addictions, harcèlement » without what nobody says; whole where nothing is said.

    Of what is no list, the public may go: « guichet unique pour les parents » where nobody speaks of parents.
    """
    head, colon, rest = name.rpartition(f"{NO_BREAK}: ")
    if colon or "," in name:
        said = [part for part in _PARTS.split(rest) if _is_said(theme, part)]
        kept = f"{head}{colon}{listed(said)}" if said else head
        return _join([kept]) if colon or len(content_lemmas(refold(kept))) > 1 else name
    bare = _PUBLIC.sub("", name)
    return name if bare == name or _is_said(theme, name[len(bare) :]) else bare


def _is_said(theme: _Theme, name: str) -> bool:
    """Whether a member says a word of ``name``, or one of its family."""
    return any(_family(theme, lemma) for lemma in content_lemmas(refold(name)))


def _family(theme: _Theme, lemma: str) -> Collection[int]:
    """The members that say a word or one of its family (« recruter », « recrutement »)."""
    return theme.families.get(lemma[:_STEM], ()) if len(lemma) >= _STEM else theme.holders.get(lemma, ())


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
