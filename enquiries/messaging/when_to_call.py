"""From when on a person may be called: the time that they chose, an hour that is not safe, their hours.

The one place that says so: alerts, nudges and the call page ask it.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from enquiries.lifecycle.models import Enquiry
from enquiries.messaging import preferences


def call_from(session: Session, enquiry: Enquiry, at: datetime) -> datetime:
    """The first moment (UTC), no earlier than `at`, at which a call is what they asked for, and safe."""
    chosen = enquiry.due_at if enquiry.at_chosen_time else at
    start = max(at, chosen, preferences.not_safe_until(session, enquiry.phone_lookup) or at)
    zone = enquiry.centre.zone
    hours = preferences.hours(session, start, enquiry.phone_lookup, zone)
    return start if hours is None else next(hours.times_from(start, zone))
