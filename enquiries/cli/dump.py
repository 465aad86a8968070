"""`flask dump`: the settings as a setup file, which changes nothing when it is loaded again."""

from datetime import UTC, datetime

import click
from flask.cli import with_appcontext

from enquiries.cli.command import Command
from enquiries.core.db import db, reading
from enquiries.domain.setup_toml import write_setup_file
from enquiries.services import setup_dump


@click.command(cls=Command)
@with_appcontext
def dump() -> None:
    """Write the settings as a setup file, as they are now: ./ringback dump > setup.toml"""
    reading()
    click.echo(write_setup_file(setup_dump.dump_settings(db.session(), datetime.now(UTC))), nl=False)
