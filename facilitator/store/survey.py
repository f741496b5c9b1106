"""The answers to a survey, in a file of their own beside the démarche: one JSON line for each act.

A line is on the disk before its act returns. Lines are only added: a form taken again replaces the one of the
same source and key, a form taken back is said so. A last line cut short by a crash, and any line that is
damaged, is left out and told.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import FileIO
from pathlib import Path

from facilitator.domain.survey import Answers, Form
from facilitator.domain.survey_joining import Place, SurveyHolding
from facilitator.errors import StoreError

FILE_NAME = "enquete.jsonl"
ENTERED = "saisie"
"""The source of forms typed in by hand."""


@dataclass(frozen=True, slots=True)
class NewForm:
    """A form to keep; its number is given when it is kept, or stays that of the one it replaces."""

    source: str
    key: str
    answers: Mapping[str, tuple[str, ...]]
    sha256: str = ""


class SurveyFile:
    """The forms kept in a démarche's folder; ``notes`` are what should be told of the file, in French.

    What another program added meanwhile is read before anything is kept.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE_NAME
        self.notes: list[str] = []
        self._size = -1
        self._begin()

    def _begin(self) -> None:
        self._forms: dict[Place, Form] = {}
        self._past: dict[Place, list[Answers]] = {}
        self._digests: dict[str, str] = {}
        self._last = 0

    @property
    def forms(self) -> tuple[Form, ...]:
        """The forms, by number, which counts from 1 and is never given twice; raises StoreError."""
        self._read()
        return tuple(sorted(self._forms.values(), key=lambda one: one.number))

    def holding(self) -> SurveyHolding:
        """The forms with all that they have said, to be joined with those of another post."""
        forms = self.forms
        past = {place: tuple(said) for place, said in self._past.items()}
        return SurveyHolding(forms, past, dict(self._digests))

    def source_of(self, sha256: str) -> str | None:
        """The source under which the same bytes came before."""
        self._read()
        return self._digests.get(sha256)

    def keep(self, given: Iterable[NewForm]) -> tuple[Form, ...]:
        """Keep these forms, all on the disk when it returns, or none; raises StoreError."""
        self._read()
        forms = tuple(given)
        self._append([_written(one) for one in forms])
        return tuple(self._hold(one) for one in forms)

    def take_back(self, gone: Sequence[Form]) -> None:
        """Take these forms back for good; raises StoreError."""
        self._read()
        places = [(one.source, one.key) for one in gone]
        if places:
            self._append([json.dumps({"retires": places})])
        for place in places:
            self._forms.pop(place, None)

    def _hold(self, one: NewForm) -> Form:
        place = (one.source, one.key)
        former = self._forms.get(place)
        if former is None:
            self._last += 1
        form = Form(former.number if former else self._last, one.source, one.key, dict(one.answers))
        self._forms[place] = form
        self._past.setdefault(place, []).append(form.answers)
        if one.sha256:
            self._digests[one.sha256] = one.source
        return form

    def _read(self) -> None:
        """Read the file where it is not what was last seen of it."""
        try:
            size = self.path.stat().st_size if self.path.exists() else 0
            if size == self._size:
                return
            data = self.path.read_bytes() if size else b""
        except OSError as error:
            raise _unreadable(self.path, error.strerror or str(error)) from error
        self._begin()
        self._size = len(data)
        *lines, cut_short = data.split(b"\n")
        self.notes = []
        if cut_short:
            self.notes.append(
                "Le dernier formulaire de l’enquête n’était pas entier\u00a0: il est à ressaisir."
            )
        damaged = [number for number, line in enumerate(lines, start=1) if not self._replay(line)]
        if damaged and len(damaged) == len(lines):
            raise _unreadable(self.path, "Aucune de ses lignes n’est celle d’un formulaire.")
        if damaged:
            self.notes.append(_damaged(damaged))

    def _replay(self, line: bytes) -> bool:
        """Do what a line says; False where it is damaged, which loses that form and no other."""
        try:
            said = json.loads(line)
            if (gone := said.get("retires")) is not None:
                for place in [(str(source), str(key)) for source, key in gone]:
                    self._forms.pop(place, None)
                return True
            taken = {str(key): tuple(map(str, value)) for key, value in said["reponses"].items()}
            self._hold(NewForm(str(said["source"]), str(said["cle"]), taken, str(said.get("sha256", ""))))
        except (ValueError, KeyError, TypeError, AttributeError):
            self._last += 1  # so that the forms after it keep their numbers
            return False
        return True

    def _append(self, lines: Sequence[str]) -> None:
        text = "".join(f"{line}\n" for line in lines).encode()
        if not text:
            return
        try:
            self._mend()
            with self.path.open("ab", buffering=0) as file:
                before = file.seek(0, os.SEEK_END)
                try:
                    _write_whole(file, text)
                except OSError:
                    file.truncate(before)  # a full disk leaves no half of a form
                    raise
                after = file.tell()
            self._size = after if before == max(self._size, 0) and after == before + len(text) else -1
        except OSError as error:
            self._size = -1  # what is on the disk is what counts
            raise StoreError(
                f"Le formulaire n’a pas pu être gardé dans {self.path}.",
                cause=error.strerror or str(error),
                next_step="Vérifiez la place sur le disque, puis ressaisissez ce formulaire.",
            ) from error

    def _mend(self) -> None:
        """Take away a last line cut short, so that the next one stands alone."""
        if not self.path.exists():
            return
        with self.path.open("r+b") as file:
            end = file.seek(0, os.SEEK_END)
            file.seek(max(end - 1, 0))
            if end and file.read(1) != b"\n":
                file.seek(0)
                self._size = file.read().rfind(b"\n") + 1
                file.truncate(self._size)


def _write_whole(file: FileIO, text: bytes) -> None:
    """Write all of ``text`` and have it on the disk; a disk that fills up takes a part and says nothing."""
    left = memoryview(text)
    while left:
        left = left[file.write(left) :]
    os.fsync(file.fileno())


def _damaged(lines: Sequence[int]) -> str:
    numbers = ", ".join(str(one) for one in lines[:10]) + (" …" if len(lines) > 10 else "")
    told = f"Ligne {numbers} abîmée" if len(lines) == 1 else f"Lignes {numbers} abîmées"
    aside = "laissée" if len(lines) == 1 else "laissées"
    return (
        f"{FILE_NAME}\u00a0: {told}, {aside} de côté\u00a0; le reste est compté. "
        "«\u00a0facilitator restaurer\u00a0» montre les copies."
    )


def _written(form: NewForm) -> str:
    said: dict[str, object] = {
        "source": form.source,
        "cle": form.key,
        "reponses": {key: list(value) for key, value in form.answers.items()},
    }
    if form.sha256:
        said["sha256"] = form.sha256
    return json.dumps(said, ensure_ascii=True)


def _unreadable(path: Path, cause: str) -> StoreError:
    return StoreError(
        f"Les réponses de l’enquête ne peuvent pas être lues : {path}",
        cause=cause,
        next_step="Remettez une copie de ce fichier, ou importez de nouveau les réponses.",
    )
