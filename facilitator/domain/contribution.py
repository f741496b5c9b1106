"""A contribution: what somebody wrote on a post-it or said, kept for ever as it was typed."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache


class ContributionType(StrEnum):
    """The closed list of types (domaine.md § 2.1)."""

    CONSTAT = "constat"
    BESOIN = "besoin"
    FORCE = "force"
    FAIBLESSE = "faiblesse"
    PROPOSITION = "proposition"
    QUESTION = "question"
    VIGILANCE = "vigilance"
    VERBATIM = "verbatim"


class PublicFamily(StrEnum):
    """The closed families of public (domaine.md § 2.2)."""

    ELUS = "élus"
    AGENTS = "agents"
    PARTENAIRES = "partenaires"
    HABITANTS = "habitants"


_TYPE_ALIASES = {
    "idee": ContributionType.PROPOSITION,
    "atout": ContributionType.FORCE,
    "opportunite": ContributionType.PROPOSITION,
    "menace": ContributionType.VIGILANCE,
    "crainte": ContributionType.VIGILANCE,
    "risque": ContributionType.VIGILANCE,
    "manque": ContributionType.BESOIN,
    "frein": ContributionType.FAIBLESSE,
    "point fort": ContributionType.FORCE,
    "point faible": ContributionType.FAIBLESSE,
    "citation": ContributionType.VERBATIM,
}

_FAMILY_STEMS = {
    "elu": PublicFamily.ELUS,
    "agent": PublicFamily.AGENTS,
    "partenaire": PublicFamily.PARTENAIRES,
}


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an imported contribution comes from; ``key`` tells its row apart within ``source``.

    ``line`` is the row's line in the file, the header being line 1.
    """

    source: str
    key: str
    line: int

    @property
    def file_name(self) -> str:
        """The last part of the path only, for what leaves: a folder's name is nobody's business."""
        return re.split(r"[\\/]", self.source)[-1]


@dataclass(frozen=True, slots=True)
class Contribution:
    """One contribution of an event.

    ``original`` is the text as typed and never changes; ``text`` is the current revision, which is
    what livrables quote. ``number`` is permanent in its event. ``recorded_at`` is aware, in UTC.
    ``quality`` is « famille : fonction » (never a name) where people speak in turn.
    """

    id: str
    event_id: str
    number: int
    text: str
    original: str
    recorded_at: datetime
    type: ContributionType | None = None
    table: str | None = None
    public: str | None = None
    quality: str | None = None
    sequence: int | None = None
    votes: int = 0
    origin: Origin | None = None
    corrected_by: str | None = None
    split_from: str | None = None
    removed: bool = False

    @property
    def voice(self) -> str:
        """Who to credit under a quotation: the quality, else the public, else nothing; never a name."""
        return self.quality or self.public or ""


# The blocks of combining marks; a class of characters is ten times faster than asking for each.
_MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]")


def fold(text: str) -> str:
    """``text`` in lower case, without accents, spaces squeezed: for comparing words, never for showing."""
    bare = text if text.isascii() else _MARKS.sub("", unicodedata.normalize("NFKD", text))
    return " ".join(bare.casefold().split())


def contribution_type(label: str) -> ContributionType | None:
    """The type named by a spreadsheet's cell (« Propositions », « idée », « points forts »), or None."""
    folded = fold(label)
    for word in (folded, folded.removesuffix("s"), re.sub(r"s\b", "", folded)):
        if word in _TYPE_ALIASES:
            return _TYPE_ALIASES[word]
        if word in ContributionType.__members__.values():
            return ContributionType(word)
    return None


@lru_cache(maxsize=4096)
def public_family(public: str) -> PublicFamily | None:
    """The family of a public or a quality: « élue : VP action sociale » gives élus, « parents » habitants.

    None for an empty public and for a mixed table.
    """
    folded = fold(public)
    if not folded or "mixte" in folded:
        return None
    head = re.split(r"\s*:\s*", folded)[0]
    for stem, family in _FAMILY_STEMS.items():
        if re.match(rf"{stem}(e|es|s)?\b", head):
            return family
    return PublicFamily.HABITANTS


_CIVILITY = re.compile(r"\b(?:M\.|MM\.|Mme|Mlle|Dr|Pr|[Mm]onsieur|[Mm]adame|[Dd]octeur)\s+[A-ZÀ-Ý]")
_FULL_NAME = re.compile(r"(?<=[\w,;:’'«»] )[A-ZÀ-Ý][a-zà-ÿ]+(?:-[A-ZÀ-Ý][a-zà-ÿ]+)? [A-ZÀ-Ý][a-zà-ÿ]+")


_ORGANISATIONS = re.compile(
    r"Info Jeunes?|France [A-ZÀ-Ý]\w+|Missions? Locales?|P[oô]le [A-ZÀ-Ý]\w+|Secours [A-ZÀ-Ý]\w+|Croix Rouge|"
    r"Maisons? [A-ZÀ-Ý]\w+|Points? [A-ZÀ-Ý]\w+|Pass [A-ZÀ-Ý]\w+|Espaces? [A-ZÀ-Ý]\w+|Relais [A-ZÀ-Ý]\w+|"
    r"Centres? [A-ZÀ-Ý]\w+|Petites Villes|Restos Bébés|Promeneurs du Net|Aidants Connect"
)


def may_name_someone(text: str) -> bool:
    """Whether a civility or a first and last name stand in ``text``: a hint to quote something else.

    A hint only, for a live screen: it sees neither a lone first name nor names in lower case. What may leave
    is read by ``facilitator.privacy``.
    """
    if _CIVILITY.search(text):
        return True
    return any(not _ORGANISATIONS.match(match.group()) for match in _FULL_NAME.finditer(text))


_NOT_TO_PICK = ("[illisible", "[téléphone", "[courriel", "[adresse")


def is_quotable(text: str) -> bool:
    """Whether ``text`` may be picked to be shown: it names nobody, as far as can be seen, and was legible.

    « [illisible] » marks what could not be read on a post-it; « [téléphone] » stands for a way to reach
    somebody, which no finding needs.
    """
    folded = text.casefold()
    return not may_name_someone(text) and not any(mark in folded for mark in _NOT_TO_PICK)
