"""The verbs on public statistics: choose the territory, bring files in, read the indicators."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from facilitator.domain.place import Perimeter
from facilitator.errors import InputError, NotFoundError, StoreError, UsageError
from facilitator.language.typography import quote, typeset
from facilitator.store.observations import FILE_NAME, ObservationFile

if TYPE_CHECKING:
    from facilitator.territory.contours import Outline
    from facilitator.territory.dictionary import Statistic
    from facilitator.territory.geography import Geography
    from facilitator.territory.readings import Readings
    from facilitator.territory.recognising import FileReport
    from facilitator.workshop.reports import Step

OWN_PLACES = "territoire.csv"
OUTLINES = "contours.geojson"
OWN_DICTIONARY = "indicateurs.toml"


def has_figures(folder: Path) -> bool:
    """Whether public figures were imported for the démarche of this folder; none is made to look."""
    if not (folder / FILE_NAME).is_file():
        return False
    with Indicators(folder) as indicators:
        return indicators.has_figures


class Indicators(AbstractContextManager["Indicators"]):
    """The statistics of one démarche; ``folder`` is its own, where ``indicateurs.toml`` adds indicators."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = ObservationFile(folder)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    @property
    def chosen(self) -> bool:
        """Whether the territory is known."""
        return self._file.perimeter() is not None

    @property
    def has_figures(self) -> bool:
        """Whether the territory is known and some public file was imported for it."""
        return self.chosen and self._file.holds_any

    @property
    def geography(self) -> Geography:
        """Every commune that can be told apart: those of the user's own file, else those of the package."""
        from facilitator.territory.geography import own_geography, shipped_geography

        own = self._folder / OWN_PLACES
        return own_geography(own) if own.exists() else shipped_geography()

    @property
    def perimeter(self) -> Perimeter:
        """The places of the mission; NotFoundError before they are chosen."""
        kept = self._file.perimeter()
        if kept is None:
            raise NotFoundError(
                "Le territoire n’est pas encore choisi.",
                cause="Les indicateurs se lisent pour une intercommunalité et ses communes.",
                next_step='Tapez « facilitator territoire "nom ou SIREN" ».',
            )
        return kept

    def choose(self, asked: str, own: Path | None = None) -> Perimeter:
        """The EPCI of this name or code becomes the mission's; ``own`` is a file of communes, copied here.

        Raises UsageError, NotFoundError, InputError. Without ``own``, the communes of the package serve.
        """
        from facilitator.territory.geography import keep_own, own_geography, shipped_geography
        from facilitator.territory.picking import pick

        geography = own_geography(own) if own else shipped_geography()
        if not asked and len(geography.epci) != 1:
            raise UsageError(
                "Quelle intercommunalité ?",
                cause=typeset(f"Il y en a {len(geography.epci)} : {geography.source}."),
                next_step="Donnez son nom, son numéro SIREN, ou le nom d’une de ses communes.",
            )
        perimeter = pick(geography, asked or next(iter(geography.epci)))
        kept = self._folder / OWN_PLACES
        if own is None:
            kept.unlink(missing_ok=True)
        elif own.resolve() != kept.resolve():
            keep_own(own, kept)
        self._file.choose(perimeter)
        return perimeter

    @property
    def dictionary(self) -> Mapping[str, Statistic]:
        """The indicators known: those of the program, then those of the démarche's own file."""
        from facilitator.territory.dictionary import load_dictionary

        own = self._folder / OWN_DICTIONARY
        return load_dictionary(*((own,) if own.exists() else ()))

    def statistics(self, asked: Sequence[str] = ()) -> tuple[Statistic, ...]:
        """Those asked for by key or name, else all; NotFoundError with the nearest keys."""
        known = self.dictionary
        return tuple(_found(known, one) for one in asked) or tuple(known.values())

    def bring(
        self, files: Sequence[Path], step: Step
    ) -> tuple[tuple[FileReport, ...], tuple[InputError, ...]]:
        """What each file gave, kept as soon as it is read; those that could not be, with why."""
        from facilitator.territory.recognising import read_file

        perimeter, geography = self.perimeter, self.geography
        wanted = frozenset(column for one in self.dictionary.values() for column in one.columns)
        reports, refused = [], []
        for done, path in enumerate(files):
            step(f"Lecture de {path.name}", done, len(files))
            try:
                report = read_file(path, geography, perimeter, wanted)
            except InputError as error:
                refused.append(error)
                continue
            self._file.keep(report.observations)
            reports.append(report)
        return tuple(reports), tuple(refused)

    def readings(self) -> Readings:
        """Everything imported, ready to be read."""
        from facilitator.territory.readings import Readings

        return Readings(self.perimeter, self._file.observations())

    def write_values(self, statistics: Sequence[Statistic], readings: Readings, path: Path) -> None:
        """Every value of these, a line a place and year, for a spreadsheet; StoreError if it cannot be."""
        from facilitator.territory.values_table import write_values

        try:
            write_values(statistics, readings, path)
        except OSError as error:
            raise StoreError(
                typeset(f"{path.name} ne peut pas être écrit."),
                cause=f"{error}.",
                next_step="Fermez-le s’il est ouvert dans un tableur, ou donnez un autre chemin.",
            ) from error

    def outlines(self, contours: Path | None) -> tuple[tuple[Outline, ...], tuple[str, ...]]:
        """The outlines of the communes, and what to know of them; ``contours`` is kept for the next times.

        Raises NotFoundError before any were given, InputError when they cannot serve.
        """
        from facilitator.territory.contours import keep_outlines, outlines

        kept = self._folder / OUTLINES
        remarks = keep_outlines(contours, self.perimeter, kept) if contours else ()
        if not kept.exists():
            raise NotFoundError(
                "Les contours des communes ne sont pas encore connus.",
                cause="Une carte se dessine sur les contours que vous donnez.",
                next_step="Ajoutez « --contours communes.geojson » (geo.api.gouv.fr, ou IGN Admin Express).",
            )
        return outlines(kept), remarks

    def draw(self, statistic: Statistic, outlines: Sequence[Outline], form: str) -> Path:
        """The map of an indicator, written among the livrables; NotFoundError when no file gives it."""
        from facilitator.charts.maps import save_picture
        from facilitator.territory.mapping import map_of

        readings = self.readings()
        if not readings.years(statistic):
            raise NotFoundError(
                typeset(f"Rien à dessiner : aucun fichier importé ne donne {quote(statistic.name)}."),
                next_step="Tapez « facilitator indicateurs importer FICHIER… ».",
            )
        target = self._folder / "livrables" / "cartes" / f"{statistic.key}.{form}"
        return save_picture(map_of(statistic, readings, outlines, form), target)

    def chart(self, statistic: Statistic, form: str, *, evolution: bool = False) -> tuple[Path, ...]:
        """The chart of an indicator, or its evolutions, written among the livrables.

        With ``evolution``: the years as lines, then what changed commune by commune where that is known.
        NotFoundError when nothing of it can be read or compared.
        """
        from facilitator.charts.maps import save_picture
        from facilitator.territory.charting import changes_chart, evolution_chart, places_chart

        readings = self.readings()
        makers = {"evolution": evolution_chart, "evolution-communes": changes_chart}
        if not evolution:
            makers = {"": places_chart}
        written, refused = [], []
        for ending, make in makers.items():
            name = "-".join(filter(None, (statistic.key, ending)))
            try:
                picture = make(statistic, readings).draw(form)
            except NotFoundError as error:
                refused.append(error)
                continue
            target = self._folder / "livrables" / "graphiques" / f"{name}.{form}"
            written.append(save_picture(picture, target))
        if not written:
            raise refused[0]
        return tuple(written)


def _found(known: Mapping[str, Statistic], asked: str) -> Statistic:
    from rapidfuzz import process

    from facilitator.domain.contribution import fold

    if asked in known:
        return known[asked]
    named = [one for one in known.values() if fold(one.name) == fold(asked)]
    if named:
        return named[0]
    near = [key for key, _, _ in process.extract(asked, list(known), limit=5)]
    raise NotFoundError(
        typeset(f"Aucun indicateur ne s'appelle {quote(asked)}."),
        cause=f"Les plus proches : {', '.join(near)}.",
        next_step="« facilitator indicateurs liste » les donne tous.",
    )
