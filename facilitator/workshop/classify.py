"""Sorting a file without a démarche: every row comes out once, in its order, with its theme."""

from pathlib import Path

from facilitator.config import Settings
from facilitator.errors import UsageError
from facilitator.intake.tables import Table, read_table, write_table
from facilitator.language.french import listed, plural
from facilitator.language.typography import quote, typeset
from facilitator.theming.pipeline import Partition
from facilitator.workshop.engine import Engines
from facilitator.workshop.reports import ClassifyReport, Step, unheard
from facilitator.workshop.walls import sort_texts

COLUMNS = ("theme", "theme_id", "confiance", "themes_secondaires")


def classify(
    source: Path,
    target: Path,
    settings: Settings,
    *,
    moteur: str | None = None,
    column: str | None = None,
    step: Step = unheard,
) -> ClassifyReport:
    """Write ``source`` to ``target`` (CSV) with the columns of :data:`COLUMNS` added.

    The text is the only input: the same texts in another order get the same themes. An empty ``theme``
    means left in the tray. Raises UsageError when both are one file, InputError,
    EngineError, StoreError.
    """
    if target.exists() and source.exists() and target.samefile(source):
        raise UsageError(
            f"La sortie {target} est le fichier à classer lui-même.",
            next_step="Donnez un autre nom à « --sortie » : l’original n’est jamais récrit.",
        )
    step(f"Lecture de {source.name}", 0, 0)
    table = read_table(source, text_column=column)
    partition, notes = Engines(settings).run(
        lambda engine: sort_texts(table.texts, engine, step), moteur, texts=len(table.texts)
    )
    step("Écriture", 0, 0)
    write_table(target, table, _columns(partition))
    tray = sum(label is None for label in partition.labels)
    return ClassifyReport(
        len(table.texts), len(partition.themes), tray, (*table.notes, *_replaced(table), *notes)
    )


def _replaced(table: Table) -> tuple[str, ...]:
    """A note on the columns of an earlier sorting, which the new ones replace."""
    former = [quote(name) for name in table.columns if name in COLUMNS]
    if not former:
        return ()
    columns = plural(len(former), "Colonne remplacée", "Colonnes remplacées")
    return (typeset(f"{columns} par celles de ce tri : {listed(former)}."),)


def _columns(partition: Partition) -> dict[str, list[str]]:
    names = [theme.name for theme in partition.themes]
    return {
        "theme": ["" if label is None else names[label] for label in partition.labels],
        "theme_id": ["" if label is None else f"t{label + 1}" for label in partition.labels],
        "confiance": [f"{confidence:.2f}" for confidence in partition.confidence],
        "themes_secondaires": ["|".join(names[other] for other in others) for others in partition.secondary],
    }
