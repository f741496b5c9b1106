"""The path from any earlier démarche file to the present schema (Alembic)."""
