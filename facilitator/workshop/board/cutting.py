"""Where a post-it that holds several ideas is cut in two; no letter of either part is changed."""

import re

from facilitator.domain.contribution import fold
from facilitator.errors import UsageError
from facilitator.language.typography import quote

MARK = "||"
_EDGES = " \t\n;,/|"
_CLOSING = re.compile(r"(?:\s*[.!?…)»\]])*")


def cut(text: str, where: str) -> tuple[str, str]:
    """The two parts of ``text``: cut after the words ``where``, or at its mark « une idée || une autre ».

    Words are compared without capitals, accents and marks; the cut falls between two words. Spaces and
    separators at the cut are left out of both parts. Raises UsageError where the words are not there, or a
    part would be empty.
    """
    before, _, after = where.partition(MARK)
    end = _end(text, _letters(before), _letters(after))
    if end is None:
        raise UsageError(
            f"{quote(where)} n’est pas dans cette contribution.",
            cause=f"Elle dit {quote(text)}.",
            next_step="Donnez les derniers mots de la première idée, tels qu’ils sont écrits.",
        )
    closing = _CLOSING.match(text, end)
    end = closing.end() if closing else end
    first, second = text[:end].rstrip(_EDGES), text[end:].lstrip(_EDGES)
    if not first or not second:
        raise UsageError(
            "Une des deux parties serait vide.",
            cause=f"La contribution dit {quote(text)}.",
            next_step="Coupez entre les deux idées.",
        )
    return first, second


def _end(text: str, before: str, after: str) -> int | None:
    """The index in ``text`` just after the word that ends the letters ``before``, ``after`` coming next."""
    places = [(index, letter) for index, char in enumerate(text) for letter in _letters(char)]
    said = "".join(letter for _, letter in places)
    start = said.find(before + after) if before else -1
    while start >= 0:
        end = places[start + len(before) - 1][0] + 1
        if end == len(text) or not text[end].isalnum():
            return end
        start = said.find(before + after, start + 1)
    return None


def _letters(text: str) -> str:
    return "".join(char for char in fold(text) if char.isalnum())
