"""The trames that documents are written from: where each comes from, a copy to edit, what is wrong in any."""

from __future__ import annotations

import difflib
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from facilitator.config import shipped
from facilitator.drafting.specimen import Values, outline_values
from facilitator.drafting.text_document import TYPESETTING
from facilitator.errors import ConflictError, NotFoundError, StoreError, TemplateError
from facilitator.prompts import load_outline
from facilitator.workshop.methods import reader_of
from facilitator.workshop.prompt_folders import Origin, outline_folders


@dataclass(frozen=True, slots=True)
class OutlineFile:
    """A trame found: its name (« redaction/synthese »), whose it is, and whether documents use this one."""

    name: str
    path: Path
    origin: Origin
    used: bool


@dataclass(frozen=True, slots=True)
class OutlineFault:
    """One thing wrong: the file, the line where it is known, and what to do in a French sentence."""

    path: Path
    line: int | None
    told: str


def known_outlines(demarche: Path | None = None) -> tuple[OutlineFile, ...]:
    """Every trame found, by name then precedence."""
    found: list[OutlineFile] = []
    filled_in = outline_values().keys()
    for origin, folder in outline_folders(demarche):
        for path in sorted(folder.rglob("*.md")):
            name = path.relative_to(folder).with_suffix("").as_posix()
            serves = name in filled_in or reader_of(name) is not None
            used = serves and all(one.name != name for one in found)
            found.append(OutlineFile(name, path, origin, used))
    return tuple(sorted(found, key=lambda one: (one.name, list(Origin).index(one.origin))))


def copy_outline(asked: str, demarche: Path | None = None) -> Path:
    """Copy the package's trame of this name into the démarche's folder, or the user's, to edit it.

    « synthese » stands for « redaction/synthese ». Raises NotFoundError, ConflictError where a copy is there
    already, StoreError.
    """
    package = shipped("prompts")
    names = {path.relative_to(package).with_suffix("").as_posix() for path in package.rglob("*.md")}
    wanted = asked.removesuffix(".md")
    name = next((one for one in sorted(names) if wanted in (one, one.rpartition("/")[2])), None)
    if name is None:
        near = difflib.get_close_matches(wanted, [one.rpartition("/")[2] for one in sorted(names)], 1)
        raise NotFoundError(
            f"La trame « {asked} » n’existe pas.",
            cause=f"Vouliez-vous dire « {near[0]} » ?" if near else "",
            next_step=f"Trames du logiciel : {', '.join(sorted(names))}.",
        )
    target = outline_folders(demarche)[0][1] / f"{name}.md"
    if target.exists():
        raise ConflictError(
            f"Une copie est déjà là : {target}",
            cause="Elle a peut-être été modifiée.",
            next_step="Modifiez-la, ou renommez-la avant d’en faire une autre.",
        )
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(package / f"{name}.md", target)
    except OSError as error:
        raise StoreError(
            f"La copie {target} n’a pas pu être écrite.",
            cause=error.strerror or str(error),
            next_step="Vérifiez les droits du dossier et la place sur le disque.",
        ) from error
    return target


def outline_names() -> tuple[str, ...]:
    """The trames that can be copied, by the shortest name that tells them apart, in order."""
    package = shipped("prompts")
    names = sorted(path.relative_to(package).with_suffix("").as_posix() for path in package.rglob("*.md"))
    short = [name.rpartition("/")[2] for name in names]
    return tuple(one if short.count(one) == 1 else name for name, one in zip(names, short, strict=True))


def check_outlines(*demarches: Path) -> tuple[int, tuple[OutlineFault, ...]]:
    """How many trames were looked at, those in these ``demarches`` too, and all that is wrong in them.

    Each is filled in with the values of specimens: nothing, one and many of everything.
    """
    given = outline_values()
    outlines = {one.path: one for folder in demarches or (None,) for one in known_outlines(folder)}.values()
    faults: list[OutlineFault] = []
    for outline in outlines:
        if outline.name in given:
            faults += _faults(outline.path, given[outline.name])
        elif (read := reader_of(outline.name)) is not None:
            faults += _refused(outline.path, read)
        else:
            near = difflib.get_close_matches(outline.name, list(given), 1)
            hint = f" Nom le plus proche : {near[0]}." if near else ""
            faults.append(OutlineFault(outline.path, None, f"Aucun document ne s’écrit avec ce nom.{hint}"))
    return len(outlines), tuple(faults)


def _refused(path: Path, read: Callable[[Path], object]) -> list[OutlineFault]:
    try:
        read(path)
    except TemplateError as error:
        return [OutlineFault(path, None, f"{error.title} {error.cause}".replace(f" {path}", ""))]
    return []


def _faults(path: Path, given: Sequence[Values]) -> list[OutlineFault]:
    try:
        outline = load_outline(path, TYPESETTING)
    except TemplateError as error:
        return [OutlineFault(path, None, f"{error.title} {error.cause}".replace(f" {path}", ""))]
    found = dict.fromkeys(fault for values in given for fault in outline.faults(values))
    return [
        OutlineFault(
            path,
            fault.line,
            fault.told + (f" Nom le plus proche : « {fault.nearest} »." if fault.nearest else ""),
        )
        for fault in sorted(found, key=lambda fault: fault.line or 0)
    ]
