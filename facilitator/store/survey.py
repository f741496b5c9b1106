"""The answers to a survey, in a file of their own beside the démarche: one JSON line for each act.

A line is on the disk before its act returns. Lines are only added: a form taken again replaces the one of the
same source and key, a form taken back is said so. A last line cut short by a crash is left out, and told.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from facilitator.domain.survey import Form
from facilitator.errors import StoreError

FILE_NAME = "enquete.jsonl"
ENTERED = "saisie"
"""The source of forms typed in by hand."""

_Place = tuple[str, str]


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
        self._forms: dict[_Place, Form] = {}
        self._digests: dict[str, str] = {}
        self._last = 0

    @property
    def forms(self) -> tuple[Form, ...]:
        """The forms, by number, which counts from 1 and is never given twice; raises StoreError."""
        self._read()
        return tuple(sorted(self._forms.values(), key=lambda one: one.number))

    def source_of(self, sha256: str) -> str | None:
        """The source under which the same bytes came before."""
        self._read()
        return self._digests.get(sha256)

    def keep(self, given: Iterable[NewForm]) -> tuple[Form, ...]:
        """Keep these forms, all on the disk when it returns; raises StoreError."""
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
        former = self._forms.get((one.source, one.key))
        if former is None:
            self._last += 1
        form = Form(former.number if former else self._last, one.source, one.key, dict(one.answers))
        self._forms[one.source, one.key] = form
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
        self._forms, self._digests, self._last, self._size = {}, {}, 0, len(data)
        *lines, cut_short = data.split(b"\n")
        if cut_short:
            self.notes.append("Le dernier formulaire de l’enquête n’était pas entier : il est à ressaisir.")
        for number, line in enumerate(lines, start=1):
            try:
                self._replay(json.loads(line))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise _unreadable(self.path, f"La ligne {number} est abîmée.") from error

    def _replay(self, said: Mapping[str, object]) -> None:
        gone = said.get("retires")
        if isinstance(gone, list):
            for source, key in gone:
                self._forms.pop((source, key), None)
            return
        answers = said["reponses"]
        if not isinstance(answers, dict):
            raise TypeError(answers)
        taken = {key: tuple(map(str, value)) for key, value in answers.items()}
        self._hold(NewForm(str(said["source"]), str(said["cle"]), taken, str(said.get("sha256", ""))))

    def _append(self, lines: Sequence[str]) -> None:
        text = "".join(f"{line}\n" for line in lines).encode()
        if not text:
            return
        try:
            with self.path.open("a+b", buffering=0) as file:
                end = file.seek(0, os.SEEK_END)
                file.seek(max(end - 1, 0))
                if end and file.read(1) != b"\n":
                    self._mend()
                file.write(text)
                os.fsync(file.fileno())
            self._size = self.path.stat().st_size
        except OSError as error:
            self._size = -1  # what is on the disk is what counts
            raise StoreError(
                f"Le formulaire n’a pas pu être gardé dans {self.path}.",
                cause=error.strerror or str(error),
                next_step="Vérifiez la place sur le disque, puis ressaisissez ce formulaire.",
            ) from error

    def _mend(self) -> None:
        """Take away a last line cut short, so that the next one stands alone."""
        data = self.path.read_bytes()
        with self.path.open("r+b") as file:
            file.truncate(data.rfind(b"\n") + 1)


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
