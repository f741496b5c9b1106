"""What journals print, each a small record with French fields: what the outlines of the journals name.

A text is empty where nothing is known; a ``Markdown`` one may hold a gap for a human.
"""

import re
from dataclasses import dataclass

from facilitator.drafting.text_document import gap
from facilitator.language.typography import typeset
from facilitator.press.markdown import escaped
from facilitator.prompts import Markdown

_GAP = re.compile(r"\[(à (?:compléter|décider|relever|chiffrer|confirmer)[^\]]*)\]")
_SENTENCE = re.compile(r"(?<=[.!?…])[ \u00a0]+(?=[A-ZÀ-ÝŒ«])")
_LONG = 70
"""Words from which a paragraph is parted, so that two columns can share a text typed in one piece."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence; ``fin`` says that its paragraph ends there."""

    texte: Markdown
    fin: bool


@dataclass(frozen=True, slots=True)
class Question:
    """A frequent question and its answer, sentence by sentence."""

    question: str
    reponse: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Rencontre:
    """An event to come: its day, its title, its place."""

    quand: Markdown
    titre: str
    lieu: Markdown


@dataclass(frozen=True, slots=True)
class Etape:
    """An étape on the frise: its title, its period, its state in a word."""

    titre: str
    quand: str
    etat: str


@dataclass(frozen=True, slots=True)
class Chiffre:
    """A figure of the territory, with its source, its year and its scale."""

    valeur: str
    libelle: str
    source: str


@dataclass(frozen=True, slots=True)
class Comparaison:
    """A figure here and elsewhere, as they are read, for two bars of one scale."""

    libelle: str
    ici: str
    ailleurs: str
    source: str


@dataclass(frozen=True, slots=True)
class Public:
    """A public and how often its people came."""

    nom: str
    nombre: int


@dataclass(frozen=True, slots=True)
class Sujet:
    """A theme of an event, how many contributions it holds and how widely it was said."""

    nom: str
    nombre: int
    partage: str


@dataclass(frozen=True, slots=True)
class Parole:
    """Words as they were said, and the public they came from; never a name."""

    citation: str
    qui: str


@dataclass(frozen=True, slots=True)
class Ecoute:
    """An event that was held: what it was, what was counted, its themes and some words."""

    titre: str
    quand: str
    compte: str
    sujets: tuple[Sujet, ...]
    paroles: tuple[Parole, ...]


@dataclass(frozen=True, slots=True)
class Enjeu:
    """An enjeu of the project and what it rests on."""

    titre: str
    appui: str


@dataclass(frozen=True, slots=True)
class Vote:
    """A proposition and its dots."""

    citation: str
    votes: str


@dataclass(frozen=True, slots=True)
class Axe:
    """An axe: its title, what it answers, how many actions it holds."""

    titre: str
    enjeux: tuple[str, ...]
    actions: str


@dataclass(frozen=True, slots=True)
class Phare:
    """An action put forward: what, who, when, and where it comes from."""

    titre: str
    qui: Markdown
    quand: Markdown
    origine: str


@dataclass(frozen=True, slots=True)
class Suite:
    """What became of a proposition, in a word (« Reportée : »), and which action it is or why it is none."""

    citation: str
    votes: str
    mot: Markdown
    detail: Markdown


@dataclass(frozen=True, slots=True)
class Instance:
    """Who decides, instructs or follows."""

    nom: str
    role: str
    rythme: str


def phrases(text: str) -> tuple[Phrase, ...]:
    """What a human wrote, sentence by sentence, its own gaps in their style; long paragraphs are parted."""
    found: list[Phrase] = []
    for paragraph in filter(None, map(str.strip, text.splitlines())):
        said, words = _SENTENCE.split(typeset(paragraph)), 0
        for rank, sentence in enumerate(said, start=1):
            words += len(sentence.split())
            ends = rank == len(said) or words >= _LONG
            words = 0 if ends else words
            found.append(Phrase(marked(sentence), ends))
    return tuple(found)


def marked(text: str) -> Markdown:
    """Text as Markdown, with the style of gaps on what it leaves to a human."""
    parts = []
    at = 0
    for found in _GAP.finditer(text):
        parts += [escaped(text[at : found.start()]), gap(found.group(1))]
        at = found.end()
    return Markdown("".join([*parts, escaped(text[at:])]))
