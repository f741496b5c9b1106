"""The methods of animation and the questions by thématique that there are, each file the first of its name.

Adding one is adding a Markdown file to ``animation/methodes`` or ``animation/thematiques`` of a folder of
trames. A file that cannot be read never hides the others.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from facilitator.domain.lens import CTG
from facilitator.domain.method import Method, Thematique
from facilitator.errors import TemplateError
from facilitator.intake.method_file import read_method, read_thematique
from facilitator.survey.questionnaire_file import BANK, read_bank, read_questionnaire
from facilitator.workshop.prompt_folders import Origin, outline_folders

METHODS, THEMATIQUES = "animation/methodes", "animation/thematiques"
_READERS: dict[str, Callable[[Path], Method | Thematique]] = {
    METHODS: read_method,
    THEMATIQUES: read_thematique,
}


@dataclass(frozen=True, slots=True)
class MethodShelf:
    """Methods, kinds of event offered ready first, and thématiques in the order of a CTG.

    ``origins`` tells whose each method is, by slug; ``faults`` are the files that could not be read.
    """

    methods: tuple[Method, ...]
    thematiques: tuple[Thematique, ...]
    origins: dict[str, tuple[Origin, Path]]
    faults: tuple[TemplateError, ...] = ()


def reader_of(name: str) -> Callable[[Path], object] | None:
    """What reads the file of this name (« animation/methodes/ketso »), None where it is no such file."""
    if name.startswith("enquete/"):
        return read_bank if name.startswith(f"enquete/{BANK}/") else read_questionnaire
    return _READERS.get(name.rpartition("/")[0])


def known_methods(demarche: Path | None = None) -> MethodShelf:
    """Every method and thématique; ``demarche`` is the folder of the démarche whose own win."""
    found: dict[str, dict[str, tuple[Origin, Path]]] = {METHODS: {}, THEMATIQUES: {}}
    for origin, folder in outline_folders(demarche):
        for room, held in found.items():
            for path in sorted((folder / room).glob("*.md")):
                held.setdefault(path.stem, (origin, path))
    faults: list[TemplateError] = []
    methods: list[Method] = []
    thematiques: dict[str, Thematique] = {}
    for room, held in found.items():
        for _, path in held.values():
            try:
                one = _READERS[room](path)
            except TemplateError as error:
                faults.append(error)
                continue
            if isinstance(one, Method):
                methods.append(one)
            else:
                thematiques.setdefault(one.title, one)
    return MethodShelf(
        tuple(sorted(methods, key=lambda one: (not one.is_format, one.rank, one.title))),
        tuple(sorted(thematiques.values(), key=lambda one: CTG.index(one.title))),
        found[METHODS],
        tuple(faults),
    )
