"""What Alembic runs for each step: on the connection, and in the transaction, of whoever opens the store."""

from alembic import context

from marsad.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
