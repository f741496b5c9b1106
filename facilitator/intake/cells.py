"""What single cells say: a text, a number of votes, a table or a sequence, who spoke."""

import re

from facilitator.domain.contribution import PublicFamily, fold, public_family
from facilitator.domain.event import sequence_number

MOST_VOTES = 1_000_000
LONGEST_TEXT = 5_000
"""Characters. A post-it has 97 at most, a noted word a few hundred (domaine.md § 3.2): more is a document."""

_WHOLE = re.compile(r"(\d{1,9})(?:[.,]0*)?")
_DASH = frozenset("-–—/")
_SPOKEN = re.compile(r"(?:elu|agent|partenaire|habitant)(?:e|s|es)?\s*:\s*\S")


def typed_text(cell: str) -> str:
    """The text as typed but for its line ends, which become line feeds, and the white space around it."""
    return cell.replace("\r\n", "\n").replace("\r", "\n").strip()


def votes_in(cell: str) -> int | None:
    """A whole number of votes: « 3 », « 3.0 », « 1 200 »; 0 in an empty cell or a dash; None for all else."""
    bare = re.sub(r"\s", "", cell)
    if not bare or bare in _DASH:
        return 0
    match = _WHOLE.fullmatch(bare)
    votes = int(match.group(1)) if match else None
    return votes if votes is not None and votes <= MOST_VOTES else None


def sequence_in(cell: str) -> int | None:
    """The number of a sequence: « 2 », « 2.0 », « Séquence 2 »; None for all else."""
    match = re.fullmatch(r"\s*(\d{1,3})(?:[.,]0*)?\s*", cell)
    return int(match.group(1)) if match else sequence_number(cell)


def voice_in(public: str, quality: str) -> tuple[str | None, str | None]:
    """Public and quality of a row: « élue : VP action sociale » in either cell is a quality, of the élus.

    The public then is the family, unless the other cell names one.
    """
    if quality and public:
        return public, quality
    said = quality or public
    if not said:
        return None, None
    if not _SPOKEN.match(fold(said)):
        return said, None
    if fold(said).startswith("habitant"):
        return PublicFamily.HABITANTS.value, said
    family = public_family(said)
    return (family.value if family else None), said
