"""What lies beside the démarche at two posts, joined: the forms of the survey, other files where missing."""

from __future__ import annotations

from pathlib import Path

from facilitator.domain.joining import Conflict, Renumbered
from facilitator.domain.survey_joining import JoinedSurvey, join_surveys, renumbered
from facilitator.language.french import counted, listed, plural
from facilitator.language.typography import typeset
from facilitator.store.carrying import beside, lay_missing
from facilitator.store.survey import ENTERED, FILE_NAME, NewForm, SurveyFile

_DATABASE = ".sqlite"


class BesideJoining:
    """What the other post's folder brings to ours, foretold when made; ``write`` does it.

    Raises StoreError.
    """

    def __init__(self, ours: Path, theirs: Path) -> None:
        self._ours, self._theirs = ours, theirs
        here, there = beside(ours), beside(theirs)
        self._missing = [name for name in there if name not in here]
        self._differing = [
            name
            for name in there
            if name in here
            and name != FILE_NAME
            and not name.endswith(_DATABASE)  # statistics: imported again at will
            and (ours / name).read_bytes() != (theirs / name).read_bytes()
        ]
        self._file = SurveyFile(ours)
        self._joined: JoinedSurvey | None = None
        if FILE_NAME in there and FILE_NAME in here:
            other = SurveyFile(theirs)
            self._joined = join_surveys(self._file.holding(), other.holding(), ENTERED)
        self.renumbered: tuple[Renumbered, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing would be written."""
        return not self._missing and (self._joined is None or self._joined.is_empty)

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Answers that both posts changed differently; those here stay."""
        return self._joined.conflicts if self._joined else ()

    def write(self) -> tuple[str, ...]:
        """Take it all; what to tell of it, in French. Raises StoreError."""
        told = []
        lay_missing(self._theirs, self._ours)
        if self._missing:
            told.append(f"Pris de l’autre poste : {listed(self._missing)}.")
        if self._differing:
            told.append(f"Différents sur l’autre poste, gardés comme ici : {listed(self._differing)}.")
        if self._joined is not None:
            told += self._write_forms(self._joined)
        return tuple(map(typeset, told))

    def _write_forms(self, joined: JoinedSurvey) -> list[str]:
        digests: dict[str, list[str]] = {}
        for sha, source in joined.digests.items():
            digests.setdefault(source, []).append(sha)
        self._file.take_back(joined.gone)
        new = []
        for rank, form in enumerate((*joined.brought, *joined.changed)):
            known = digests.get(form.source, [""])
            new.append(NewForm(form.source, form.key, form.answers, known[rank % len(known)]))
        kept = self._file.keep(new)
        self.renumbered = renumbered(joined.brought, kept[: len(joined.brought)])
        told = []
        if not joined.is_empty:
            told.append(
                f"Enquête : {_counts(joined)} ; {counted(len(self._file.forms), 'formulaire')} en tout."
            )
        if joined.alike:
            numbers = {there.number: here.number for there, here in zip(joined.brought, kept, strict=False)}
            pairs = [f"n° {here} et n° {numbers[there]}" for here, there in joined.alike]
            told.append(
                f"Une même feuille saisie deux fois ? Mêmes réponses : {listed(pairs[:10])}"
                f"{' …' if len(pairs) > 10 else ''}. Rien n’a été retiré."
            )
        return told


def _counts(joined: JoinedSurvey) -> str:
    """« 30 formulaires ajoutés, 2 corrigés, 1 repris »."""
    added = len(joined.brought)
    parts = [f"{counted(added, 'formulaire')} {plural(added, 'ajouté')}"]
    if joined.changed:
        parts.append(counted(len(joined.changed), "corrigé"))
    if joined.gone:
        parts.append(counted(len(joined.gone), "repris", "repris"))
    return ", ".join(parts)
