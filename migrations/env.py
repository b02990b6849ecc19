"""Migrations run as the owner of the schema, one transaction each; then the rights are settled."""

from alembic import context
from flask import current_app
from sqlalchemy import NullPool, create_engine

from feedback.models.granting import settle

settings = current_app.extensions["settings"]
metadata = current_app.extensions["migrate"].db.metadata


def run() -> None:
    engine = create_engine(settings.owner_url, poolclass=NullPool)
    with engine.connect() as connection:
        context.configure(
            connection=connection, target_metadata=metadata, transaction_per_migration=True
        )
        with context.begin_transaction():
            context.run_migrations()
        with connection.begin():
            settle(connection)


run()
