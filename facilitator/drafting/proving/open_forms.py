"""OpenDocument texts and web pages as their reader sees them.

Neither form keeps runs of spaces: what such a file shows is compared with each run as one space.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from facilitator.domain.contribution import Contribution
from facilitator.domain.evidence import EventEvidence
from facilitator.drafting.proving.document import Cited, Document, Passage
from facilitator.drafting.proving.open_properties import page_properties, text_properties
from facilitator.drafting.proving.text_reader import read_text
from facilitator.press.reading import as_word

_SPACES = re.compile(r"[ \t\n\r]+")
_BESIDE_NO_BREAK = re.compile(" ?\u00a0 ?")


def read_open_form(path: Path) -> Document:
    """The text or the page at ``path``; raises what zipfile, pandoc and ElementTree raise for one that is
    none."""
    document = read_text(BytesIO(as_word(path)))
    kept = page_properties(path) if path.suffix.casefold() != ".odt" else text_properties(path)
    passages = tuple(
        Passage(_loose(p.place), _loose(p.text), tuple(map(_loose, p.cells)), _loose(p.under), p.unit)
        for p in document.passages
    )
    cited = tuple(Cited(_loose(c.place), _loose(c.text), _loose(c.reference), c.code) for c in document.cited)
    return Document(passages, cited, kept, loose=True)


def loosened(evidence: EventEvidence) -> EventEvidence:
    """The same wall, each text with its runs of spaces as one: as an open form shows it."""

    def eased(said: Iterable[Contribution]) -> tuple[Contribution, ...]:
        return tuple(replace(one, text=_loose(one.text)) for one in said)

    themes = tuple(
        replace(theme, contributions=eased(theme.contributions), verbatims=eased(theme.verbatims))
        for theme in evidence.themes
    )
    return replace(
        evidence,
        contributions=eased(evidence.contributions),
        themes=themes,
        tray=eased(evidence.tray),
        off_topic=eased(evidence.off_topic),
    )


def _loose(text: str) -> str:
    return _BESIDE_NO_BREAK.sub("\u00a0", _SPACES.sub(" ", text)).strip(" ")
