"""From words to actions: the tree of the projet social, what it rests on, and the answers given.

A row of ``project_items`` is an enjeu, a besoin, an axe, an objectif or an action; ``parent_id`` is the item
that holds it. What an item rests on goes with the contributions at a purge; links between items stay.
"""

from sqlalchemy import JSON, Column, Date, ForeignKey, Index, Integer, String, Table, Text

from facilitator.store.schema.base import DEFERRED, metadata, written_by


def _item_id() -> Column[str]:
    return Column("item_id", String, ForeignKey("project_items.id", **DEFERRED), primary_key=True)


project_items = Table(
    "project_items",
    metadata,
    Column("id", String, primary_key=True),
    Column("level", String, nullable=False),
    Column("parent_id", String, ForeignKey("project_items.id", **DEFERRED)),
    Column("position", Integer, nullable=False),
    Column("title", Text, nullable=False),
    written_by(),
    Index(None, "parent_id"),
)

# From an axe to the enjeux it answers, from an action to the actions it goes with.
project_links = Table(
    "project_links",
    metadata,
    _item_id(),
    Column("to_id", String, ForeignKey("project_items.id", **DEFERRED), primary_key=True),
    Column("position", Integer, nullable=False),
    written_by(),
)

supporting_contributions = Table(
    "supporting_contributions",
    metadata,
    _item_id(),
    Column("contribution_id", String, ForeignKey("contributions.id", **DEFERRED), primary_key=True),
    Column("position", Integer, nullable=False),
    written_by(),
)

# A theme may go when walls are merged or sorted anew: its name stays here, so that its loss can be told.
supporting_themes = Table(
    "supporting_themes",
    metadata,
    _item_id(),
    Column("event_id", String, ForeignKey("events.id", **DEFERRED), primary_key=True),
    Column("theme_id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("position", Integer, nullable=False),
    written_by(),
)

action_sheets = Table(
    "action_sheets",
    metadata,
    _item_id(),
    Column("aim", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("steps", JSON, nullable=False),
    Column("publics", JSON, nullable=False),
    Column("area", String, nullable=False),
    Column("pilot", String, nullable=False),
    Column("partners", JSON, nullable=False),
    Column("staff", Text, nullable=False),
    Column("equipment", Text, nullable=False),
    Column("budget", Text, nullable=False),
    Column("funding", Text, nullable=False),
    Column("starts", String, nullable=False),
    Column("ends", String, nullable=False),
    Column("milestones", JSON, nullable=False),
    Column("cautions", JSON, nullable=False),
    Column("priority", Integer),
    Column("feasibility", String, nullable=False),
    Column("state", String, nullable=False),
    Column("updated_on", Date),
    written_by(),
)

indicators = Table(
    "indicators",
    metadata,
    _item_id(),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("kind", String, nullable=False),
    Column("name", String, nullable=False),
    Column("baseline", String, nullable=False),
    Column("target", String, nullable=False),
    Column("source", String, nullable=False),
    Column("frequency", String, nullable=False),
    written_by(),
)

# « Vous l'avez dit, voici la suite »: what became of a contribution, and why.
answers = Table(
    "answers",
    metadata,
    Column("contribution_id", String, ForeignKey("contributions.id", **DEFERRED), primary_key=True),
    Column("outcome", String, nullable=False),
    Column("action_id", String, ForeignKey("project_items.id", **DEFERRED)),
    Column("reason", Text, nullable=False),
    written_by(),
)
