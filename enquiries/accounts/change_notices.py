"""Texts to people whose sign-in, or mobile for alerts, was changed by another person."""

from datetime import datetime

from sqlalchemy.orm import Session

from enquiries.messaging import outbox, sender_numbers
from enquiries.messaging.texts import TextKind
from enquiries.organisation import centres
from enquiries.organisation.models import Staff
from enquiries.wording import wording

_COMMAND_LINE = "The server"


def tell_of_link(session: Session, now: datetime, person: Staff, by: Staff | None) -> None:
    """Tell a person that a sign-in link was made for them. `by` is None on the command line."""
    _post(session, now, person, person.mobile, TextKind.NEW_LINK, by)


def tell_of_mobile(session: Session, now: datetime, person: Staff, old: str, by: Staff) -> None:
    """Tell a person, at their old mobile, that alerts now go to another one."""
    _post(session, now, person, old, TextKind.MOBILE_CHANGED, by)


def _post(session: Session, now: datetime, person: Staff, to: str, kind: TextKind, by: Staff | None) -> None:
    """Post a notice without an expiry: unlike an alert, it still matters hours later."""
    if centres.our_numbers(session):
        outbox.post(
            session,
            now,
            kind=kind,
            to=to,
            sender=sender_numbers.for_staff(session, next(iter(person.centres), None)),
            body=wording.text(kind, name=by.text_name if by else _COMMAND_LINE),
            staff=person,
        )
