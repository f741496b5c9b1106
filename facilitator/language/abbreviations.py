"""Abbreviations of post-its and initials of the trade, for computation and for names, never for the text.

A facilitator types « ass mat », « RDV », « MiLo » while people speak. The encoder knows « assistante
maternelle », « rendez-vous », « mission locale »; the comparison of words wants « MiLo » and « mission
locale » to be one and the same word. What was typed is kept and shown as it is. Sources: domaine.md
§ 3.2 (shorthand, in ``abbreviations.tsv``) and § 5 (initials, in ``initials.tsv``).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_ARROWS = re.compile(r"[→⇒➔➜►]|=>|->")
_LEADING_PLUS = re.compile(r"(?<![\w+])\+(?=\s*[^\W\d])")
_DOTTED = re.compile(r"\b(?:[A-Za-z]\.){2,}(?:[A-Za-z]\b)?")


@dataclass(frozen=True, slots=True)
class Initials:
    """Initials and what they stand for.

    ``exact`` ones are a word in lower case (« as », « clic ») and are found in capitals only; ``known``
    ones are better known than their meaning (« Caf ») and stay as they are in a name.
    """

    form: str
    meaning: str
    exact: bool
    known: bool


@cache
def shorthand() -> dict[str, str]:
    """Forms in lower case and the words they stand for."""
    return {row[0]: row[1] for row in _table("abbreviations.tsv")}


@cache
def initials() -> tuple[Initials, ...]:
    """The initials of the trade; of several with one meaning, the first is the usual one."""
    rows = ((row[0], row[1], row[2] if len(row) > 2 else "") for row in _table("initials.tsv"))
    return tuple(Initials(form, meaning, "exact" in marks, "known" in marks) for form, meaning, marks in rows)


def unfold(text: str) -> str:
    """``text`` with its abbreviations and initials written out, arrows opened: what an encoder reads best.

    « 8 mois pr un RDV à la PMI » gives « 8 mois pour un rendez-vous à la protection maternelle et
    infantile »; « + de bus » gives « plus de bus ».
    """
    text = _DOTTED.sub(lambda match: match.group().replace(".", ""), text)
    text = _LEADING_PLUS.sub("plus", _ARROWS.sub(" ", text)).replace("&", " et ")
    return _forms().sub(lambda match: _meaning(match.group()), text)


def refold(text: str) -> str:
    """Unfolded ``text`` with the meanings of initials as initials again, so that each counts as one word."""
    return _meanings().sub(lambda match: _usual_initials()[match.group().lower()].form, text)


def spell_out(phrase: str) -> str:
    """``phrase`` with its initials written out, but for those that everybody knows as initials."""
    usual = {entry.form: entry for entry in _usual_initials().values() if not entry.known}
    return re.sub(
        r"\w+",
        lambda match: usual[match.group()].meaning if match.group() in usual else match.group(),
        phrase,
    )


@cache
def _usual_initials() -> dict[str, Initials]:
    return {entry.meaning.lower(): entry for entry in reversed(initials())}


@cache
def _forms() -> re.Pattern[str]:
    loose = [*shorthand(), *(entry.form for entry in initials() if not entry.exact)]
    exact = [entry.form for entry in initials() if entry.exact]
    return re.compile(
        rf"(?<!\w)(?<!\w-)(?:{_alternatives(loose)}|{_alternatives(exact, exact=True)})(?!\w|-\w|['’])"
    )


@cache
def _meanings() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_alternatives(_usual_initials())})(?!\w)")


def _alternatives(forms: Iterable[str], *, exact: bool = False) -> str:
    """A pattern of ``forms``, the longest first; by first letters, so that most words are soon passed."""
    by_letter: dict[str, list[str]] = {}
    for form in sorted(forms, key=lambda form: (-len(form), form)):
        letters = form[0] if exact else form[0].lower() + form[0].upper()
        rest = re.escape(form[1:]).replace(r"\ ", r"[ .\-]{1,2}")
        by_letter.setdefault(f"[{re.escape(letters)}]", []).append(rest)
    flag = "" if exact else "i"
    return "|".join(f"{letter}(?{flag}:{'|'.join(rests)})" for letter, rests in by_letter.items())


@cache
def _lookup() -> dict[str, str]:
    return {entry.form.lower(): entry.meaning for entry in initials()} | shorthand()


def _meaning(found: str) -> str:
    return _lookup()[re.sub(r"[ .\-]+", " ", found).lower()]


def _table(name: str) -> list[list[str]]:
    text = files("facilitator.language").joinpath(name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line.strip()]
