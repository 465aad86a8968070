"""Texts to the number of a form that wait until a person has looked (`lifecycle.text_hold` says why).

All forms together cause so many texts an hour and no more. They are counted in the database, in the
transaction of the form itself, so that it holds for every process, whatever becomes of Redis.
"""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from enquiries.core import counters
from enquiries.core.settings import settings_of
from enquiries.lifecycle.models import Enquiry
from enquiries.lifecycle.text_hold import Hold
from enquiries.messaging.permission import contact_permission

FORM_TEXTS = "form texts"
_HOUR = timedelta(hours=1)


def hold(session: Session, now: datetime, enquiry: Enquiry, suspicion: Hold | None) -> Hold | None:
    """Hold the texts back where the form was suspicious, or one of a flood. Returns why."""
    why = suspicion
    if why is None and _would_be_texted(session, now, enquiry) and _is_flood(session, now):
        why = Hold.FLOOD
    enquiry.texts_held = why is not None
    return why


def _would_be_texted(session: Session, now: datetime, enquiry: Enquiry) -> bool:
    return not contact_permission(session, now, enquiry).text.is_refused


def is_full(session: Session, now: datetime) -> bool:
    """Return True where the next form that asks for a text will be held; counts nothing."""
    return (
        counters.counted_since(session, FORM_TEXTS, now - _HOUR) >= settings_of(session).form_texts_per_hour
    )


def _is_flood(session: Session, now: datetime) -> bool:
    """Return True where forms asked for more texts within the hour than may go out. This one counts too."""
    # The count comes first: its row is locked from then on, so that two forms never read the same sum.
    counters.count(session, now, FORM_TEXTS)
    return counters.counted_since(session, FORM_TEXTS, now - _HOUR) > settings_of(session).form_texts_per_hour
