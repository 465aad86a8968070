"""How migrations reach the database: through the app's own engine, all of them or none."""

import sys

from alembic import context
from flask import current_app
from sqlalchemy.exc import OperationalError

from enquiries.schema import metadata

engine = current_app.extensions["migrate"].db.engine


def run_migrations() -> None:
    with engine.begin() as connection:
        context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
        context.run_migrations()


if context.is_offline_mode():
    raise SystemExit("Migrations need the database: leave out --sql.")
try:
    run_migrations()
except OperationalError as away:
    sys.exit(f"The database of DATABASE_URL did not do it: {str(away.orig).splitlines()[0]}")
