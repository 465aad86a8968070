"""Taking back the enquiry of a form whose number was wrong, when its sender gives the right one.

Only what that form began is taken back, and only while no one has called and the number itself has not
written: an enquiry that was there before belongs to another person.
"""

from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.models import Enquiry
from enquiries.lifecycle.states import EnquiryState, Outcome
from enquiries.lifecycle.timeline import lock, locked_now, record
from enquiries.messaging.models import Incoming
from enquiries.oncall import call_changes


def take_back(session: Session, now: datetime, enquiry_id: int, instead: Enquiry | None) -> None:
    """Close it, and tell those who would call. On an urgent one a manager decides.

    `instead`: that of the right number. Each names the other on its timeline.
    """
    enquiry = session.get(Enquiry, enquiry_id)
    if enquiry is None:
        return
    now = lock(session, now, enquiry)
    if enquiry.state is EnquiryState.CLOSED or enquiry.first_call_at is not None or _wrote(session, enquiry):
        return
    record(session, now, enquiry, EventKind.NOT_ME, how="form", instead=instead and instead.code)
    if instead is not None:
        words = f"Corrected the number of an earlier form: see {enquiry.code}"
        record(session, locked_now(session, now, instead), instead, EventKind.NOTED, words=words)
    call_changes.cancel_call(session, now, enquiry, Outcome.WRONG_NUMBER, alarm="not them")


def _wrote(session: Session, enquiry: Enquiry) -> bool:
    return bool(session.scalar(select(exists().where(Incoming.enquiry_id == enquiry.id))))
