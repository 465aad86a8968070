"""`flask dump`: the settings as a setup file, which changes nothing when it is loaded again.

It holds data of staff, so that it was written is recorded.
"""

from datetime import UTC, datetime

import click
from flask.cli import with_appcontext

from enquiries.audit import downloads
from enquiries.cli.command import Command
from enquiries.core.db import commit, db
from enquiries.setup.dump import dump_settings
from enquiries.setup.toml import write_setup_file


@click.command(cls=Command)
@with_appcontext
def dump() -> None:
    """Write the settings as a setup file, as they are now: ./ringback dump > setup.toml"""
    session, now = db.session(), datetime.now(UTC)
    settings = dump_settings(session, now)
    written = write_setup_file(settings)
    downloads.note_setup_file(session, now, len(settings.staff))
    commit()
    click.echo(written, nl=False)
