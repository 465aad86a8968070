"""The times for a call that a centre can keep: when it is open and its rota has somebody on call."""

from datetime import datetime

from sqlalchemy.orm import Session

from enquiries.dates.week import without
from enquiries.domain import slots
from enquiries.organisation import on_call
from enquiries.organisation.models import Centre


def offered_slots(session: Session, now: datetime, centre: Centre) -> list[datetime]:
    """The moments (UTC) to choose from, in order. Where the rota has nobody on at all, the hours decide."""
    end = slots.last_moment(now, centre.zone)
    openings = covered = centre.opening_hours.openings(now, end, centre.zone)
    for gap in on_call.gaps(session, centre, now, end):
        covered = without(covered, gap)
    return slots.full_hours(covered or openings, now, centre.zone)
