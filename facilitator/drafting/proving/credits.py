"""Who is credited beside a quotation, and whether the line still credits them: public, table, type, theme.

A manifest notes only which of these a line shows, never their words, which may tell who somebody is.
"""

import re
from collections.abc import Mapping

from facilitator.domain.contribution import Contribution
from facilitator.domain.evidence import EventEvidence
from facilitator.drafting.proving.document import CELLS, as_shown, as_worded, squeezed, without_quotations
from facilitator.language.typography import quote
from facilitator.language.wording import table_name

SHOWN, AROUND, WORDS = "dits", "autour", "mots"
"""In the words of a quotation's statement: the credits it shows, the figures and how many words beside it."""

_IN_CELLS = ("type", "thème")
_ANYWHERE = ("public", "table")


def credits_of(said: Contribution, evidence: EventEvidence) -> Mapping[str, str]:
    """What may be told of a contribution beside its words, by name; what is not known is left out."""
    theme = evidence.theme_of(said.id)
    told = {
        "public": said.voice,
        "table": table_name(said.table) if said.table else "",
        "type": said.type.value if said.type else "",
        "thème": theme.theme.name if theme else "",
    }
    return {name: as_worded(value) for name, value in told.items() if as_worded(value)}


def shown_credits(text: str, said: Contribution, evidence: EventEvidence) -> tuple[str, ...]:
    """The names of the credits that stand in ``text`` beside the words of ``said``."""
    return tuple(name for name, value in credits_of(said, evidence).items() if shows(text, said, name, value))


def other_credits(text: str, said: Contribution, evidence: EventEvidence) -> tuple[str, ...]:
    """The credits of ``said`` in whose place those of others at the event stand in ``text``."""
    own, others = credits_of(said, evidence), list(evidence.contributions)
    named = {name: {credits_of(c, evidence).get(name, "") for c in others} - {""} for name in _ANYWHERE}
    return tuple(
        name
        for name in _ANYWHERE
        if name in own
        and not shows(text, said, name, own[name])
        and any(shows(text, said, name, other) for other in named[name] if other not in own.values())
    )


def shows(text: str, said: Contribution, name: str, value: str) -> bool:
    """Whether ``text`` bears this credit beside the words of ``said``; a type or a theme, as a whole cell."""
    if name in _IN_CELLS:
        cells = [as_worded(cell) for cell in text.split(CELLS)]
        return len(cells) > 1 and value in cells
    return stands(value, as_worded(around(text, said)))


def around(text: str, said: Contribution) -> str:
    """``text`` without the words of ``said`` nor any other quotation, in single spaces."""
    shown, quoted = as_shown(text), as_shown(quote(said.text))
    bare = shown.replace(quoted, " ") if quoted in shown else shown.replace(as_shown(said.text), " ", 1)
    return squeezed(without_quotations(bare))


def stands(words: str, text: str) -> bool:
    """Whether ``words`` stand whole in ``text``, both in single spaces: « parents » not in « parental »."""
    at = text.find(words)
    while at >= 0:
        if _is_whole(words, text, at):
            return True
        at = text.find(words, at + 1)
    return False


def _is_whole(words: str, text: str, start: int) -> bool:
    before, after = text[:start], text[start + len(words) :]
    joined = words[:1].isalnum() and re.search(r"[\w/-]$", before)
    longer = words[:1].isdigit() and re.search(r"\d[ ,.]$", before)
    return not (joined or longer or (words[-1:].isalnum() and re.match(r"[\w-]", after)))
