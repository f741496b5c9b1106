"""French typography for the words we write ourselves; what people said is never passed through it."""

import re
from functools import lru_cache

NO_BREAK = "\u00a0"
NARROW_NO_BREAK = "\u202f"

_BEFORE_MARK = re.compile(r"(?<=[\w)\]»…’'\"%€*_]) (?=(?:[;!?%€»]|:(?!-)))")
_AFTER_OPENING = re.compile(r"(?<=«) (?=\S)")
_THOUSANDS = re.compile(r"(?<=\d) (?=\d{3}\b)")
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
_ABBREVIATION = re.compile(r"\b(n°|p\.|M\.|Mme|MM\.) (?=\S)")
_OUT_OF = re.compile(r"\b(sur) (?=\d)")
_ARTICLE_OF_LAW = re.compile(r"\b(art\.|[LRD]\.) (?=\d)")
_DAY = re.compile(r"\b(1er|\d{1,2}) (?=(?:janv|févr|mars|avril|mai|juin|juil|août|sept|oct|nov|déc))")

_COUNT = re.compile(
    r"(?<![\w-])(\d[\d\u202f]*) (?=(?:contribution|table|vote|thème|participant|qualité|question"
    r"|force|faiblesse|besoin|proposition|public|point|chiffre|étape|texte|autre)s?\b)"
)
_QUOTED = re.compile(r"(«.*»)", re.DOTALL)
_SHORT_COUNT_OUT_OF = re.compile(r"(\d(?:\u00a0(?:tables?|votes?|qualités?|thèmes?))?) sur[ \u00a0](?=\d)")


@lru_cache(maxsize=16384)  # a document asks for each name and count at every event and line
def typeset(text: str) -> str:
    """``text`` with no-break spaces before ``: ; ! ? % € »`` and after ``«``, and typographic apostrophes.

    « sur 5 » stays in one piece, as « n° 5 » does. Idempotent. Spaces are replaced, never added or removed,
    so that Markdown marks stay what they are.
    Source: Imprimerie nationale, *Lexique des règles typographiques*, as summed up in domaine.md § 5.
    """
    text = _BEFORE_MARK.sub(NO_BREAK, text)
    text = _AFTER_OPENING.sub(NO_BREAK, text)
    text = _THOUSANDS.sub(NARROW_NO_BREAK, text)
    for pattern in (_ABBREVIATION, _OUT_OF, _ARTICLE_OF_LAW, _DAY):
        text = pattern.sub(rf"\1{NO_BREAK}", text)
    return _APOSTROPHE.sub("’", text)


def bound(text: str) -> str:
    """``text`` with its counts kept on one row: « 4 tables sur 5 », « 12 contributions » never break inside.

    For the large print of a slide, where « sur 5 » alone on a row is read as a fault. What stands between the
    first and the last guillemets is somebody's words, and kept as it is. Idempotent.
    """
    return "".join(part if part.startswith("«") else _bound(part) for part in _QUOTED.split(text))


def _bound(text: str) -> str:
    text = _COUNT.sub(rf"\1{NO_BREAK}", text)
    text = _SHORT_COUNT_OUT_OF.sub(rf"\1{NO_BREAK}sur{NO_BREAK}", text)
    return _OUT_OF.sub(rf"\1{NO_BREAK}", text)


def quote(said: str) -> str:
    """``said`` between guillemets, its own characters untouched; left as it is where it has its own."""
    bare = said.strip()
    if bare.startswith("«") and bare.endswith("»") and bare.count("«") == 1:
        return said
    return f"«{NO_BREAK}{said}{NO_BREAK}»"


def number(value: int) -> str:
    """``value`` with thousands parted by narrow no-break spaces: ``5 200``."""
    return f"{value:,}".replace(",", NARROW_NO_BREAK)


def typeset_part(text: str) -> str:
    """``typeset`` for a piece of a sentence whose neighbours come later: « {…} : » gets its no-break space.

    What stands on either side is taken for a word, so a mark at the very edge is set as after a word.
    """
    return typeset(f"x{text}x")[1:-1]
