"""How a question in French is read: which of its words are filters, and which are the subject.

Filters are recognised from the démarche's own words (`Ground`) where the sentence calls for them: people as
the subject of a verb of speech or after « selon », a type at the head of the question, a table, an event, a
thématique that is the whole subject. « les addictions chez les jeunes » so stays a subject. Whatever is
understood is told with the answer, and so is what sounds like a filter and names nothing of the démarche.
"""

import re
import unicodedata

from facilitator.assistant.ground import Ground, Voice, lemmas_of
from facilitator.assistant.question import Filter, FilterKind, Question
from facilitator.domain.contribution import ContributionType, contribution_type, fold
from facilitator.domain.event import Event, EventKind
from facilitator.domain.lens import THEMATIQUES
from facilitator.language.stopwords import is_stopword

_VERBS = (
    r"(?:dit|dis(?:ent|ait|aient)|(?:re)?demand(?:e|ent|ait|aient)|propos(?:e|ent|ait|aient)|pens(?:e|ent)|"
    r"souhait(?:e|ent)|veut|veulent|attend(?:ent)?|racont(?:e|ent)|evoqu(?:e|ent)|signal(?:e|ent)|"
    r"reproch(?:e|ent)|parl(?:e|ent)|exprim(?:e|ent)|plai(?:nt|gnent)|constat(?:e|ent)|reclam(?:e|ent))"
)
_SOURCES = (
    r"(?:paroles?|mots|avis|demandes?|attentes?|idees?|remarques?|besoins|propositions|constats|questions)"
)
_BEFORE_VOICE = re.compile(
    rf"(?:\b{_VERBS}(?:-t)?(?:-ils|-elles|-on)?|\bont(?: bien)? dit|\bselon|\bd'apres|\bcote|\bdu cote|"
    rf"\b(?:dit|dite|dites|dits|demandee?s?|proposee?s?) par|\bpoint de vue|\b{_SOURCES})\s*$"
)
_AFTER_VOICE = re.compile(rf"^\s*,?\s*(?:(?:en|y|se|s'|n'|ne|nous|ont|a)\s*)*{_VERBS}\b")
_ARTICLE = re.compile(r"(?:\b(?:les|des|le|la|du|de la|aux?)\s+|\b(?:de )?l')")
_VOICE_ENDS = re.compile(
    r"\b(?:sur|a propos|au sujet|concernant|pour|en matiere|quand|au|aux|lors|pendant)\b|[?,;:!.]"
)
_MORE_VOICES = re.compile(r"\s*(?:et|ou|,)\s+(?:les|la|le|des|l')\s*([\w'-]+)")
_EVERYBODY = frozenset("gens participant participants personnes monde contributions post-its tables".split())
_MISSING = re.compile(
    r"thematiques?\b.*\b(?:pas|personne|absentes?|manqu\w+|oubli\w+|sans|aucune?|silence)\b|"
    r"\b(?:personne|aucune?|manqu\w+|oubli\w+)\b.*\bthematiques?\b|"
    r"^(?:de quoi|ce dont) (?:personne n'a|on n'a pas|n'a-t-on pas) (?:encore )?parle"
)
_TYPE = re.compile(
    r"^\W*(?:et |alors )?"
    r"(?:quel(?:le)?s? (?:sont |ont ete )?(?:les |des )?|(?:montre[rz]?(?:-moi)? )?(?:les|des) |"
    r"y a-t-il des |combien de )"
    r"(?P<type>points? (?:forts?|faibles?|de vigilance)|[a-z]+)\b"
    r"(?=\s*(?:$|[?,]|sur\b|pour\b|concernant\b|a propos\b|des?\b|du\b|d'|aux?\b|en\b|lors\b|ont\b|sont\b|"
    r"se\b|font\b|faites?\b|posee?s?\b|dites?\b|a la table\b|y a\b))"
    r"(?:\s*(?:se posent|sont (?:posees|faites|dites)|ont ete (?:posees|faites|dites)|y a-t-il|posees|"
    r"faites))?"
)
_PROPOSED = re.compile(
    r"^\W*(?:et )?(?:que|qu'est-ce que|qu'est-ce qu'|qu'|ce que|ce qu')\s*propos(?:e|ent)\b|\bqu'on propose\b"
)
_TYPE_WORDS = frozenset(
    "constat besoin force faiblesse proposition question vigilance verbatim idee atout frein manque".split()
)
_TABLE = re.compile(
    r"(?:\b(?:a|de|par)\s+)?(?:\bla\s+)?\btables?\s+(?:n°\s*)?(?P<table>[a-z]?\s?\d+[a-z]?|[a-z])\b"
)
_KINDS = "|".join(sorted((re.escape(fold(kind.label)) for kind in EventKind), key=len, reverse=True))
_EVENT = re.compile(
    r"(?:\b(?:lors|au cours|pendant|dans|durant)\s+)?"
    r"(?:\b(?:au|du|a la|de la|la|le) |\b(?:a|de|au cours de)? ?l')"
    rf"(?P<kind>{_KINDS})\b"
)
_EVENT_ENDS = re.compile(r"\s*(?:$|[?,;:.!]|(?:sur|de|du|des|a propos|concernant)\b|d')")
_FRAME = re.compile(
    r"^(?:\W+|(?:et|alors|donc|bon|dis(?:-moi)?|dites(?:-moi)?|svp|s'il te plait|s'il vous plait)\b|"
    r"est-ce (?:que\b|qu')|qu'est-ce qu(?:i|e|')(?: on a| est| a ete| se)?(?= )|qu'est-ce qu'|"
    r"(?:que|quoi|qui|quelles?|quels?|ce qu[ei]|ce dont|comment est-ce)\b|(?:ce )?qu'|"
    r"(?:y a-t-il|il y a|a-t-on|t-on|on|nous|ont|a|est|sont|ete|en)(?= )|"
    rf"(?:-?t?-)?(?:on|ils|elles|il)\b|{_VERBS}\b(?:-t)?(?:-on|-ils|-elles)?|"
    r"(?:se posent|posees?|faites?|remont\w+|ressort\w*)\b|"
    r"(?:sur|a propos|au sujet|concernant|quant aux?|en matiere|pour|de|du|des|d')(?= |(?<='))|"
    r"par rapport aux?\b|tout ce qui (?:concerne|touche)\b)"
)
_TAIL = re.compile(
    r"(?:\W|\b(?:svp|alors|ca donne quoi|exactement|en general|au juste|quoi|sur|de|du|des|pour|a)\b)+$"
)
_ITS_NAME = re.compile(r"^(?:la |le )?thématique (?:de la |de l'|du |des |de )?", re.IGNORECASE)


class _Reading:
    """A question being read: what is understood is taken out, the rest is the subject.

    ``flat`` is ``text`` in lower case without accents, letter for letter.
    """

    def __init__(self, asked: str) -> None:
        self.text = " ".join(unicodedata.normalize("NFC", asked).replace("’", "'").split())
        self.flat = "".join(map(_flat, self.text))
        self.unknown: list[str] = []

    def take(self, start: int, end: int) -> None:
        """Words understood: they are no part of the subject."""
        gap = " " * (end - start)
        self.text = self.text[:start] + gap + self.text[end:]
        self.flat = self.flat[:start] + gap + self.flat[end:]

    def topic(self) -> str:
        """What is left, without the words that frame a question."""
        text, flat = " ".join(self.text.split()), " ".join(self.flat.split())
        while (match := _FRAME.match(flat)) and match.end():
            text, flat = text[match.end() :].lstrip(), flat[match.end() :].lstrip()
        tail = _TAIL.search(flat)
        return _ITS_NAME.sub("", (text[: tail.start()] if tail else text).strip())


def understand(asked: str, ground: Ground) -> Question:
    """The question as the words of the démarche let it be understood."""
    reading = _Reading(asked)
    missing = bool(_MISSING.search(reading.flat))
    events = _events(reading, ground)
    tables = _tables(reading, ground, events)
    type_ = _type(reading)
    voices = _voices(reading, ground)
    topic = "" if missing else reading.topic()
    thematique = _thematique(topic)
    filters = (
        *(Filter(FilterKind.EVENT, event.title) for event in events),
        *(Filter(FilterKind.TABLE, table) for table in tables),
        *(Filter(FilterKind.PUBLIC, voice.name) for voice in voices),
        *([Filter(FilterKind.TYPE, type_.value)] if type_ else []),
        *([Filter(FilterKind.THEMATIQUE, thematique)] if thematique else []),
    )
    return Question(
        asked=asked,
        topic=topic,
        filters=filters,
        events=events or ground.events,
        tables=tables,
        voices=voices,
        type=type_,
        thematique=thematique,
        unknown=tuple(reading.unknown),
        missing=missing,
    )


def _flat(letter: str) -> str:
    bare = unicodedata.normalize("NFD", letter)[0].lower()
    return bare if len(bare) == 1 else letter


def _events(reading: _Reading, ground: Ground) -> tuple[Event, ...]:
    """The events named by their title, their code, or their kind where the words of one follow or none do."""
    for event in ground.events:
        for name in (event.title, event.slug):
            start = reading.flat.find("".join(map(_flat, name.replace("’", "'"))))
            if name and start >= 0:
                reading.take(start, start + len(name))
                return (event,)
    for match in _EVENT.finditer(reading.flat):
        found = tuple(event for event in ground.events if fold(event.kind.label) == match["kind"])
        following = re.compile(r"\s+(?:de la |de l'|de |du |d'|des )?([\w'-]+)").match(
            reading.flat, match.end()
        )
        word = set(lemmas_of(following[1])) if following and not is_stopword(following[1]) else set()
        titled = tuple(event for event in found if word & set(lemmas_of(event.title)))
        if following and titled:
            reading.take(match.start(), following.end())
            return titled
        if found and _EVENT_ENDS.match(reading.flat, match.end()):
            reading.take(*match.span())
            return found
    return ()


def _tables(reading: _Reading, ground: Ground, events: tuple[Event, ...]) -> tuple[str, ...]:
    found: list[str] = []
    for match in list(_TABLE.finditer(reading.flat)):
        labels = ground.tables_called(match["table"], events)
        if not labels and match["table"].isalpha():
            continue
        if not labels:
            reading.unknown.append(f"table {match['table'].upper()}")
        found += labels
        reading.take(*match.span())
    return tuple(dict.fromkeys(found))


def _type(reading: _Reading) -> ContributionType | None:
    """The type that heads the question: « quelles propositions… », « que propose-t-on… »."""
    match = _TYPE.match(reading.flat)
    if match and (match["type"].startswith("point") or match["type"].removesuffix("s") in _TYPE_WORDS):
        found = contribution_type(re.sub(r"^points? de ", "", match["type"]))
        # « propositions des élus »: the word stays for the people to lean on, then goes with them.
        leaned_on = _ARTICLE.match(reading.flat, match.end() + 1)
        reading.take(0, match.start("type") if leaned_on else match.end())
        return found
    return ContributionType.PROPOSITION if _PROPOSED.search(reading.flat) else None


def _voices(reading: _Reading, ground: Ground) -> tuple[Voice, ...]:
    """Who is asked about: named after or before a verb of speech, after « selon », « l'avis de »…"""
    for article in _ARTICLE.finditer(reading.flat):
        asked = _BEFORE_VOICE.search(reading.flat[: article.start()])
        named = _longest_voice(reading, ground, article.end())
        if named is not None:
            first, end = named
            others, end = _more_voices(reading, ground, end)
            if asked or _AFTER_VOICE.match(reading.flat[end:]):
                reading.take(asked.start() if asked else article.start(), end)
                return (first, *others)
        elif asked and article.group().strip() in ("les", "la", "le", "l'"):
            _tell_unknown(reading, asked.start(), article.end())
    return ()


def _longest_voice(reading: _Reading, ground: Ground, start: int) -> tuple[Voice, int] | None:
    """Those whom the longest run of words from ``start`` names, and where it ends."""
    stop = _VOICE_ENDS.search(reading.flat, start)
    words = list(
        re.compile(r"[\w'-]+").finditer(reading.flat, start, stop.start() if stop else len(reading.flat))
    )
    for word in reversed(words[:6]):
        if not is_stopword(word.group()):
            voice = ground.voice(reading.text[start : word.end()])
            if voice is not None:
                return voice, word.end()
    return None


def _more_voices(reading: _Reading, ground: Ground, start: int) -> tuple[tuple[Voice, ...], int]:
    """« … et les agents »: who else is named right after, and where that ends."""
    match = _MORE_VOICES.match(reading.flat, start)
    voice = ground.voice(reading.text[match.start(1) : match.end(1)]) if match else None
    return ((voice,), match.end()) if match and voice else ((), start)


def _tell_unknown(reading: _Reading, asked: int, start: int) -> None:
    """Somebody is asked about whom the démarche does not know: said, and no part of the subject."""
    word = re.compile(r"[\w-]+").match(reading.flat, start)
    if word is None or word.group() in _EVERYBODY:
        return
    if re.compile(r"\s*(?:sur|a propos|concernant)\b").match(reading.flat, word.end()):
        reading.unknown.append(reading.text[word.start() : word.end()])
        reading.take(asked, word.end())


def _thematique(topic: str) -> str | None:
    """The thématique that is the whole subject: « la mobilité », « l'accès aux droits »."""
    wanted = lemmas_of(topic)
    return next((name for name in THEMATIQUES if wanted and wanted in _called(name)), None)


def _called(thematique: str) -> set[tuple[str, ...]]:
    """A thématique's name and those it is made of: « Handicap, inclusion » is « handicap » too."""
    return {lemmas_of(name) for name in (thematique, *re.split(r", | et ", thematique))}
