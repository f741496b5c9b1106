"""A questionnaire on paper, and its form of volunteers: PDF through typst, from plain values."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from facilitator.errors import TemplateError
from facilitator.press.pandoc import write_whole

_TEMPLATE = Path(__file__).with_name("questionnaire.typ")


def write_questionnaire(values: Mapping[str, object], target: Path) -> int:
    """Write ``target`` (.pdf), A4, black and white, tagged (PDF/UA-1); returns its number of pages.

    ``values`` are what ``questionnaire.typ`` prints, by its names. The same values give the same bytes on
    every computer. Raises TemplateError, StoreError.
    """
    import typst

    source = b"#set document(date: none)\n" + _TEMPLATE.read_bytes()
    given: dict[str, Any] = {
        "ignore_system_fonts": True,
        "sys_inputs": {"donnees": json.dumps(values, ensure_ascii=False)},
    }
    try:
        printed = typst.compile(source, format="pdf", pdf_standards="ua-1", **given)
        pages = json.loads(typst.query(source, "<pages>", field="value", one=True, **given))
    except typst.TypstError as error:
        raise TemplateError(
            "Le questionnaire n’a pas pu être mis en page.",
            cause=f"Typst dit : {error}",
            next_step="Retirez les caractères rares (émojis) du questionnaire, et recommencez.",
        ) from error
    write_whole(printed, target)
    return int(pages)
