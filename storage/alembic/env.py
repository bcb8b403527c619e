"""Alembic's entry: the connection and the owner's version table are handed over by storage.migrate."""

from alembic import context

attributes = context.config.attributes
context.configure(connection=attributes["connection"], version_table=attributes["version_table"])
context.run_migrations()
