"""`flask staff list`, and `flask test-text EMAIL`: do alerts reach that phone?"""

from datetime import UTC, datetime

import click
from flask.cli import AppGroup, with_appcontext

from enquiries.cli.command import Command, Refused
from enquiries.core.db import commit, db, reading
from enquiries.messaging import to_staff
from enquiries.organisation.models import Staff
from enquiries.organisation.staff import NoSuchPerson, all_staff, staff_by_email

staff = AppGroup("staff", help="The people who take enquiries.")


@staff.command("list", cls=Command)
def list_staff() -> None:
    """List everybody, with their centres and when their phone last proved to be ready."""
    reading()
    for person in all_staff(db.session()):
        click.echo(_line(person))


def _line(person: Staff) -> str:
    at = ", ".join(centre.slug for centre in person.centres) or "no centre"
    ready = f"ready {person.ready_at:%Y-%m-%d %H:%M} UTC" if person.ready_at else "not READY yet"
    off = "" if person.active else "  SWITCHED OFF"
    return f"{person.name} <{person.email}>  {person.mobile}  {person.role}  {at}  {ready}{off}"


@click.command("test-text", cls=Command)
@click.argument("email")
@with_appcontext
def test_text(email: str) -> None:
    """Send a test text to a member of staff, to see that alerts reach their phone."""
    session = db.session()
    try:
        person = staff_by_email(session, email)
        to_staff.ask(session, datetime.now(UTC), person)
    except (NoSuchPerson, to_staff.NoNumber) as wrong:
        raise Refused(str(wrong)) from None
    commit()
    click.echo(f"A test text to {person.name} is in the queue: the workers will send it within seconds.")
    click.echo("Once they reply READY, `./ringback staff list` will show when.")
