"""Office files whose bytes depend on their content only: the same evening twice gives the same file.

Zip entries carry the time of writing, and the workbook inside each chart the time it was made; both
are set to one fixed moment.
"""

import re
from io import BytesIO
from pathlib import Path
from typing import Any

from facilitator.errors import StoreError
from facilitator.press.packages import rewritten

_MOMENT = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can hold
_WRITTEN = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_FIXED = rb"\g<1>1980-01-01T00:00:00Z"


def stable(package: bytes, *, dated: bool = True) -> bytes:
    """``package`` (any Office file) with fixed times; the dates in its properties stay if ``dated``.

    A workbook inside it (the numbers behind a chart) loses its own dates.
    """

    def undated(name: str, content: bytes) -> bytes:
        if name.endswith(".xlsx"):
            return stable(content, dated=False)
        if name == "docProps/core.xml" and not dated:
            return _WRITTEN.sub(_FIXED, content)
        return content

    return rewritten(package, undated, moment=_MOMENT)


def save_stable(presentation: Any, target: Path) -> None:
    """Write a python-pptx presentation to ``target``, the same bytes each time.

    Raises StoreError where the file cannot be written.
    """
    package = BytesIO()
    presentation.save(package)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(stable(package.getvalue()))
    except OSError as error:
        raise StoreError(
            f"Le diaporama ne peut pas être écrit dans {target}.",
            cause=f"{error.strerror or error}.",
            next_step="Fermez le fichier s’il est ouvert ailleurs, ou choisissez un autre dossier.",
        ) from error
