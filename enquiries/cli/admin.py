"""`flask admin EMAIL`: a link for choosing a password, for the first admin or after one was lost."""

from datetime import UTC, datetime

import click
from flask.cli import with_appcontext
from sqlalchemy import select
from sqlalchemy.orm import Session

from enquiries.accounts import invitations
from enquiries.cli.command import Command, Refused
from enquiries.core import mail
from enquiries.core.db import commit, db
from enquiries.core.enums import Role
from enquiries.organisation.models import Number, Staff
from enquiries.setup import values as value

_SENT = {
    True: "It has also been sent by email.",
    False: "The email could not be sent: give them the link yourself.",
}


@click.command("admin", cls=Command)
@click.argument("email")
@click.option("--name", help="For a person who is not in the setup file.")
@click.option("--mobile", help="Their own mobile, like +447700900006.")
@click.option(
    "--lost-phone", is_flag=True, help="Turn off their two-step sign-in: they will set it up again."
)
@with_appcontext
def admin(email: str, name: str | None, mobile: str | None, lost_phone: bool) -> None:
    """Invite an admin: prints a link that is good once, for two days."""
    session = db.session()
    try:
        person = _found(session, value.email(email)) or _added(session, email, name, mobile)
    except ValueError as wrong:
        raise Refused(str(wrong)) from None
    link = invitations.make_for(session, datetime.now(UTC), person, by=None, forget_second_step=lost_phone)
    commit()
    click.echo(link)
    sent = mail.send_link(person.email, link, "Your server")
    if sent is not None:
        click.echo(_SENT[sent], err=True)


def _found(session: Session, email: str) -> Staff | None:
    person = session.scalar(select(Staff).where(Staff.email == email))
    if person is not None and not person.active:
        raise Refused(f"{email} is switched off: write them into the setup file and load it")
    if person is not None and person.role is not Role.ADMIN:
        raise Refused(f'{email} is a {person.role}: write role = "admin" in the setup file and load it')
    return person


def _added(session: Session, email: str, name: str | None, mobile: str | None) -> Staff:
    if not name or not mobile:
        raise Refused(f"no one has the address {email}: give --name and --mobile too, or load a setup file")
    number = value.e164(mobile)
    if session.scalar(select(Staff.id).where(Staff.mobile == number)) is not None:
        raise Refused(f"{number} is someone else's mobile")
    if session.scalar(select(Number.id).where(Number.number == number)) is not None:
        raise Refused(f"{number} is a number of the service: give their own mobile mobile")
    person = Staff(name=value.words(name), email=value.email(email), mobile=number, role=Role.ADMIN)
    session.add(person)
    session.flush()
    return person
