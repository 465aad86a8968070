"""Alerts in a burst: after five to one person in a minute, the rest share a text.

A bundle gathers for a few seconds before it leaves, and says how many wait when it does. Urgent alerts are
never bundled. The enquiries in a bundle count as alerted by it.
"""

from datetime import datetime, timedelta

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from enquiries.messaging import outbox, sender_numbers
from enquiries.messaging.models import Alert, Outgoing
from enquiries.messaging.states import MessageState
from enquiries.messaging.texts import TextKind
from enquiries.organisation.models import Staff

_SINGLE_TEXTS = 5
_WINDOW = timedelta(minutes=1)
_GATHERS = timedelta(seconds=10)
_TEXTS = select(func.count(func.distinct(Alert.outbox_id))).where(
    Alert.staff_id == bindparam("staff"), Alert.at > bindparam("since")
)


def is_burst(session: Session, now: datetime, staff: Staff) -> bool:
    """Return True where this person has had as many alert texts in the last minute as one person should."""
    with session.no_autoflush:  # no one is alerted twice in one transaction
        texts = session.scalar(_TEXTS, {"staff": staff.id, "since": now - _WINDOW})
    return (texts or 0) >= _SINGLE_TEXTS


def open_bundle(session: Session, now: datetime, staff: Staff) -> Outgoing:
    """The bundle for this person that has not left yet; a new one where there is none."""
    with session.no_autoflush:
        bundle = session.scalar(
            select(Outgoing)
            .where(
                Outgoing.staff_id == staff.id,
                Outgoing.kind == TextKind.BUNDLE,
                Outgoing.state == MessageState.QUEUED,
            )
            # a sender that takes it at this moment would word it without what is added to it
            .with_for_update()
        )
    return bundle or outbox.post(
        session,
        now,
        kind=TextKind.BUNDLE,
        to=staff.mobile,
        sender=sender_numbers.for_staff(session, next(iter(staff.centres), None)),
        body="",
        staff=staff,
        delay=_GATHERS,
    )
