"""`flask demo`: a demo history in an empty database, and a published password for the example staff.

The password is given on a developer's machine only.
"""

from datetime import UTC, date, datetime, timedelta

import click
from flask import current_app
from flask.cli import with_appcontext
from flask_security.utils import hash_password
from sqlalchemy.orm import Session

from config import Env
from enquiries.accounts import accounts
from enquiries.accounts.passwords import FOR_DEMONSTRATION
from enquiries.cli.command import Command, Refused
from enquiries.core.db import commit, db
from enquiries.demo import make
from enquiries.demo.own_database import NotItsOwn
from enquiries.organisation import staff
from enquiries.schema import find_problem

_MOST_DAYS = 730


@click.command("demo", cls=Command)
@click.option("--days", type=click.IntRange(1, _MOST_DAYS), help="Make a history of so many days.")
@click.option("--seed", type=int, default=1, show_default=True, help="Another seed makes another history.")
@click.option("--until", "last", metavar="DATE", help="Its last day; yesterday unless given.")
@with_appcontext
def demo(days: int | None, seed: int, last: str | None) -> None:
    """Make a demo history in an empty database; in development, give staff a known password.

    Without --days there is no history, only the password: staff who have none get one that is known.
    """
    in_development = current_app.config["RINGBACK"].env is Env.DEVELOPMENT
    if not (days or in_development):
        raise Refused(
            "well-known passwords are for RINGBACK_ENV=development only; a demo history needs --days"
        )
    session = db.session()
    if days:
        _make(session, days, _last_day(last), seed)
    if in_development:
        _give_passwords(session)


def _make(session: Session, days: int, last: date, seed: int) -> None:
    problem = find_problem(session)
    if problem is not None:
        raise Refused(f"the database is {problem}")
    try:
        made = make.make(session, days=days, last=last, seed=seed)
    except NotItsOwn as wrong:
        raise Refused(str(wrong)) from None
    length = "1 day" if days == 1 else f"{days} days"
    click.echo(f"Demo history: {made} enquiries in {length}, the last {last:%-d %B %Y}. No real people.")


def _last_day(written: str | None) -> date:
    """Raise Refused where it is no date, or not over yet by London's clock."""
    yesterday = datetime.now(UTC).astimezone(make.ZONE).date() - timedelta(days=1)
    try:
        last = date.fromisoformat(written) if written else yesterday
    except ValueError:
        raise Refused(f"{written} is not a date: write it like {yesterday}") from None
    if last > yesterday:
        raise Refused(f"{last} is not over yet: the last day of a demo history is {yesterday} or earlier")
    return last


def _give_passwords(session: Session) -> None:
    for person in staff.all_staff(session):
        account = accounts.account_of(session, person)
        account.password = account.password or hash_password(FOR_DEMONSTRATION)
    commit()
