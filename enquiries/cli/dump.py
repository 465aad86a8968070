"""`flask dump`: the settings as a setup file, which changes nothing when it is loaded again."""

from datetime import UTC, datetime

import click
from flask.cli import with_appcontext

from enquiries.cli.command import Command
from enquiries.core.db import db, reading
from enquiries.setup.dump import dump_settings
from enquiries.setup.toml import write_setup_file


@click.command(cls=Command)
@with_appcontext
def dump() -> None:
    """Write the settings as a setup file, as they are now: ./ringback dump > setup.toml"""
    reading()
    click.echo(write_setup_file(dump_settings(db.session(), datetime.now(UTC))), nl=False)
