"""`flask db …`: Flask-Migrate's commands. Only apps with pages have them: reading Alembic takes a while."""

from typing import Final

from flask import Flask
from flask_migrate import Migrate, cli

from enquiries.core.db import db as database

db: Final = cli.db


def configure(app: Flask) -> None:
    """Let an app migrate its database, by these commands or by itself."""
    Migrate().init_app(app, database, directory=app.root_path + "/migrations", render_as_batch=True)
