"""`flask demo`: give the example staff a published password, on a developer's machine only."""

import click
from flask import current_app
from flask.cli import with_appcontext
from flask_security.utils import hash_password

from config import Env
from enquiries.accounts import accounts
from enquiries.accounts.passwords import FOR_DEMONSTRATION
from enquiries.cli.command import Command, Refused
from enquiries.core.db import commit, db
from enquiries.organisation import staff


@click.command("demo", cls=Command)
@with_appcontext
def demo() -> None:
    """Give staff without a password one that is known, in development only."""
    if current_app.config["RINGBACK"].env is not Env.DEVELOPMENT:
        raise Refused("well-known passwords are for RINGBACK_ENV=development only")
    session = db.session()
    for person in staff.all_staff(session):
        account = accounts.account_of(session, person)
        account.password = account.password or hash_password(FOR_DEMONSTRATION)
    commit()
