"""Bytes to text: the encodings that French spreadsheets and editors write."""

import codecs

from facilitator.language.french import counted
from facilitator.language.typography import typeset

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(data: bytes) -> tuple[str, list[str]]:
    """The text of ``data`` and what should be said about it, in French.

    UTF-8 with and without a byte-order mark, UTF-16 with one, else windows-1252, whose five unassigned
    bytes become control characters as in the WHATWG Encoding Standard: no byte is lost. A file that is
    UTF-8 but for a few lines is read line by line.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], name)
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError:
        return _without_mark(data)


def _marked(data: bytes, name: str) -> tuple[str, list[str]]:
    try:
        return data.decode(name), []
    except UnicodeDecodeError:
        if name == "utf-8":
            return _without_mark(data)
        note = "Des caractères abîmés ont été remplacés par « � » : le fichier est incomplet."
        return data.decode(name, errors="replace"), [typeset(note)]


def _without_mark(data: bytes) -> tuple[str, list[str]]:
    """Windows-1252, or UTF-8 with stray lines: whichever explains more lines."""
    windows = _windows_1252()
    lines = data.splitlines(keepends=True)
    utf8 = [_as_utf8(line) for line in lines]
    stray = utf8.count(None)
    accented = sum(text is not None and not text.isascii() for text in utf8)
    if stray > accented:
        return codecs.charmap_decode(data, "strict", windows)[0], []
    text = "".join(
        codecs.charmap_decode(line, "strict", windows)[0] if known is None else known
        for line, known in zip(lines, utf8, strict=True)
    )
    note = f"Le fichier mêle deux encodages : {counted(stray, 'ligne')} en windows-1252, le reste en UTF-8."
    return text, [typeset(note)]


def _as_utf8(line: bytes) -> str | None:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _windows_1252() -> str:
    """The character of each byte."""
    return "".join(bytes([byte]).decode("cp1252", errors="ignore") or chr(byte) for byte in range(256))
