"""Small pieces of Markdown, made so that pandoc prints exactly the characters they were given.

Everything here is written for ``pandoc.READER``; ``escaped`` is what stands between what people said and
Markdown's own marks.
"""

import re
import string

from facilitator.press.packages import NOT_IN_XML
from facilitator.prompts import Markdown

# Marks that livrable.lua turns into the character: pipe tables have none for a line break, and pandoc drops
# a soft hyphen that ends a run.
LINE_BREAK = "[]{.br}"
SOFT_HYPHEN = "[]{.cesure}"

_LINE_ENDS = re.compile("\r\n|[\n\r\v\f]")
_PUNCTUATION = re.compile(f"[{re.escape(string.punctuation)}]")
_LOST_SPACES = re.compile("(?:^ +| +$|(?<= ) +|\t+)")


def printable(text: str) -> str:
    """``text`` as a document can hold it: line ends as ``\\n``, characters that XML 1.0 forbids left out."""
    return NOT_IN_XML.sub("", _LINE_ENDS.sub("\n", text))


def escaped(text: str) -> Markdown:
    """Markdown that prints ``printable(text)`` and nothing else, in a paragraph, a list or a table cell."""
    return Markdown(LINE_BREAK.join(map(_escape_line, printable(text).split("\n"))))


def anchored(text: str, name: str) -> Markdown:
    """``text`` with a place to jump to; ``name`` holds ASCII letters, digits and dashes."""
    return Markdown(f"[{escaped(text)}]{{#{name}}}")


def linked(text: str, name: str) -> Markdown:
    """``text`` as a link to the place ``name`` of the same document."""
    return Markdown(f"[{escaped(text)}](#{name})")


def footnote(content: Markdown) -> Markdown:
    """A footnote call whose note says ``content`` (one paragraph); empty for an empty content."""
    return Markdown(f"^[{content}]" if content else "")


def styled(text: str, style: str) -> Markdown:
    """``text`` in a character style of the reference document."""
    return Markdown(f'[{escaped(text)}]{{custom-style="{style}"}}')


def pictured(name: str, told: str, width: str) -> Markdown:
    """The picture ``name`` of the document's own, ``width`` wide (« 16cm »); ``told`` is its alternative.

    Line ends of ``told`` become spaces: an alternative is one paragraph.
    """
    return Markdown(f"![{escaped(' '.join(told.split(chr(10))))}]({name}){{width={width}}}")


def _escape_line(line: str) -> str:
    marked = _PUNCTUATION.sub(r"\\\g<0>", line)
    spaced = _LOST_SPACES.sub(lambda lost: "".join(f"&#{ord(char)};" for char in lost.group()), marked)
    return spaced.replace("\u00ad", SOFT_HYPHEN)
