"""Office files are zipped parts of XML: what their text can hold, and one written again, part by part."""

import re
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Final

Change = Callable[[str, bytes], bytes]
Moment = tuple[int, int, int, int, int, int]

NOT_IN_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""The characters that XML 1.0 forbids (§ 2.2)."""


def rewritten(
    package: bytes, change: Change, *, moment: Moment | None = None, added: Mapping[str, bytes] | None = None
) -> bytes:
    """The zipped ``package`` with each part as ``change(name, content)`` makes it, then the ``added`` ones.

    Parts keep their order and their times, or all bear ``moment``; an added one bears those of the first
    part. Raises BadZipFile, zlib.error, EOFError or RuntimeError (a password) where it is no such file.
    """
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(package)) as old, zipfile.ZipFile(made, "w") as new:
        parts = old.infolist()
        for part in parts:
            content = change(part.filename, old.read(part))
            entry = part if moment is None else _entry(part.filename, moment, part.compress_type)
            new.writestr(entry, content)
        for name, content in (added or {}).items():
            entry = _entry(name, moment or parts[0].date_time, zipfile.ZIP_DEFLATED)
            entry.external_attr = parts[0].external_attr
            new.writestr(entry, content)
    return made.getvalue()


def _entry(name: str, moment: Moment, compression: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, moment)
    entry.compress_type = compression
    return entry
