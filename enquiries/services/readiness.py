"""Do alerts reach that phone? A text that asks somebody to answer READY (`services.duty` hears it)."""

from datetime import datetime

from sqlalchemy.orm import Session

from enquiries.organisation import centres
from enquiries.organisation.models import Staff
from enquiries.services.staff_texts import tell


class NoNumber(Exception):
    """There is no number of ours that a text could go out from."""


def ask(session: Session, now: datetime, person: Staff) -> None:
    """Post the text. Raises NoNumber."""
    if not centres.our_numbers(session):
        raise NoNumber("no number is set up: load a setup file with [[numbers]]")
    tell(session, now, person, "staff.ready")
