"""Runs the migrations on the connection that ``store.migrating`` hands over; configures no logging."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
