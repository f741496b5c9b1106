"""Initials unfolded where a reader first meets them, for documents that everybody reads (domaine.md § 5).

What people said is never changed: initials that stand in a quotation are told after it.
"""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from facilitator.language.typography import NO_BREAK

_QUOTED = re.compile(r"«[^«»]*»")
_LOOKS_LIKE_ONE = re.compile(r"(?<![\w’'-])[A-ZÉ]{2,6}\d?(?![\w-])")
_NO_INITIALS = frozenset("II III IV VI VII XX XXI PDF OK RDV".split())
_MARKUP = re.compile(r"\]\{[^}]*\}|^:::.*$|&#\d+;", re.MULTILINE)


@cache
def meanings() -> dict[str, str]:
    """What each initials of the trade stand for, by the form in which they are written."""
    text = files("facilitator.language").joinpath("glossary.tsv").read_text(encoding="utf-8")
    return dict(line.split("\t") for line in text.splitlines() if line.strip())


def unfold_first(text: str, known: tuple[str, ...] = ()) -> str:
    """``text`` (Markdown) with each initials followed by their meaning where they first stand.

    « la Caf » gives « la Caf (caisse d’allocations familiales) »; inside a quotation they are told after it:
    « « le TAD » *(TAD : transport à la demande)* ». Not where the meaning itself stands beside, nor for those
    ``known`` already. Marks of Markdown between braces are left alone.
    """
    told = set(known)
    parts: list[str] = []
    for piece, is_quoted in _pieces(text):
        if is_quoted:
            found = dict.fromkeys(form for form in _forms().findall(piece) if form not in told)
            told.update(found)
            tail = " ; ".join(f"{form}{NO_BREAK}: {meanings()[form]}" for form in found)
            parts.append(piece + (f" *({tail})*" if tail else ""))
        else:
            parts.append(_forms().sub(lambda match: _unfolded(match, told), piece))
    return "".join(parts)


def initials_in(text: str) -> tuple[str, ...]:
    """The initials of the glossary that a text (Markdown) uses, in quotations too, each once, in order."""
    return tuple(dict.fromkeys(_forms().findall(_MARKUP.sub(" ", text))))


def unknown_initials(text: str) -> tuple[str, ...]:
    """What looks like initials in our own words and is in no glossary, each once, in order."""
    own = " ".join(piece for piece, is_quoted in _pieces(text) if not is_quoted)
    found = dict.fromkeys(_LOOKS_LIKE_ONE.findall(_MARKUP.sub(" ", own)))
    return tuple(form for form in found if form not in meanings() and form not in _NO_INITIALS)


def _unfolded(match: re.Match[str], told: set[str]) -> str:
    form = match.group()
    if form in told:
        return form
    told.add(form)
    around = match.string[max(0, match.start() - 90) : match.end() + 90].casefold().replace("'", "’")
    meaning = meanings()[form]
    return form if meaning.casefold() in around else f"{form} ({meaning})"


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """The text cut at its quotations, each piece with whether it is one."""
    at = 0
    for quoted in _QUOTED.finditer(text):
        yield text[at : quoted.start()], False
        yield quoted.group(), True
        at = quoted.end()
    yield text[at:], False


@cache
def _forms() -> re.Pattern[str]:
    longest = sorted(meanings(), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest))})(?![\w-])")
