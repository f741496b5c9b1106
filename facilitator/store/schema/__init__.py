"""The tables of a démarche file: what is kept, in its newest shape.

Every journaled table carries ``operation``, the number of the operation that last wrote the row (NULL
for what was there before the first act). Two of them keep their rows for ever (``kept`` in their
``info``): undoing the insertion of such a row sets ``withdrawn`` and redoing it clears it, so that what
somebody typed never leaves the file and a number is never given twice. In another the machine files in
passing (``filed``): its rows stand in nobody's way.

Foreign keys are deferred to the commit: undoing an operation may pass through states that no one sees.

- ``base``: what all tables share; ``acts``: what was done.
- ``agenda``: the démarche and its events; ``wall``: what was said, and its themes.
- ``project``: from words to actions; ``beside``: what belongs to no act.
"""

from typing import Final

from sqlalchemy import Column, MetaData, PrimaryKeyConstraint, String, Table

from facilitator.store.schema.acts import changes, operations, purges
from facilitator.store.schema.agenda import (
    demarche,
    etapes,
    event_presences,
    event_sequences,
    event_tables,
    events,
    figures,
    governance,
    rubrics,
)
from facilitator.store.schema.base import metadata
from facilitator.store.schema.beside import (
    label_decisions,
    name_decisions,
    name_readings,
    remarks,
    seats,
    vectors,
)
from facilitator.store.schema.project import (
    action_sheets,
    answers,
    indicators,
    project_items,
    project_links,
    supporting_contributions,
    supporting_themes,
)
from facilitator.store.schema.wall import (
    apart,
    contributions,
    imports,
    placements,
    refusals,
    sortings,
    themes,
)

__all__ = [
    "REVISION",
    "action_sheets",
    "alembic_version",
    "answers",
    "apart",
    "changes",
    "contributions",
    "demarche",
    "etapes",
    "event_presences",
    "event_sequences",
    "event_tables",
    "events",
    "figures",
    "governance",
    "imports",
    "indicators",
    "label_decisions",
    "metadata",
    "name_decisions",
    "name_readings",
    "operations",
    "placements",
    "project_items",
    "project_links",
    "purges",
    "refusals",
    "remarks",
    "rubrics",
    "seats",
    "sortings",
    "supporting_contributions",
    "supporting_themes",
    "themes",
    "vectors",
]

REVISION: Final = "0007"
"""The migration this schema equals; a test holds it to the newest file of ``migrations/versions``."""

# Alembic's own table, outside the metadata that the migrations are compared with.
alembic_version = Table(
    "alembic_version",
    MetaData(),
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)
