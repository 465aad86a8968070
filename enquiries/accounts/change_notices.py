"""Telling people by text that somebody else changed how they sign in or where their alerts go."""

from datetime import datetime

from sqlalchemy.orm import Session

from enquiries.messaging import outbox, sender_numbers, wording
from enquiries.messaging.texts import TextKind
from enquiries.organisation import centres
from enquiries.organisation.models import Staff

_COMMAND_LINE = "The server"


def tell_of_link(session: Session, now: datetime, person: Staff, by: Staff | None) -> None:
    """A link was made to sign in as them; `by` is None on the command line."""
    _post(session, now, person, person.mobile, TextKind.NEW_LINK, by)


def tell_of_mobile(session: Session, now: datetime, person: Staff, old: str, by: Staff) -> None:
    """Alerts go to another mobile from now on: said to the old one."""
    _post(session, now, person, old, TextKind.MOBILE_CHANGED, by)


def _post(session: Session, now: datetime, person: Staff, to: str, kind: TextKind, by: Staff | None) -> None:
    """Unlike an alert, it is still news hours later."""
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
