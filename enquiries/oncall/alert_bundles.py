"""Alerts in a burst: after five to one person in a minute, the rest share a text.

A bundle gathers for a few seconds before it leaves, and says how many wait when it does. The first alert
about an urgent enquiry is never bundled. A reminder is: a person who has five of them in a minute cannot
answer more, and hundreds would hold up what is new. The enquiries in a bundle count as alerted by it.
"""

from datetime import datetime, timedelta

from sqlalchemy import bindparam, func, or_, select
from sqlalchemy.orm import Session

from enquiries.core.base import is_just
from enquiries.core.transactions import added_rows
from enquiries.messaging import outbox, sender_numbers
from enquiries.messaging.models import Alert, Outgoing
from enquiries.messaging.states import MessageState
from enquiries.messaging.texts import TextKind
from enquiries.organisation.models import Staff

_BUNDLES = "bundles_in_hand"  # in `Session.info`
_SINGLE_TEXTS = 5
_WINDOW = timedelta(minutes=1)
_GATHERS = timedelta(seconds=10)
_LEAVES_WITHIN = timedelta(seconds=5)  # of when it is due, while texts are sent at all
_TEXTS = select(func.count(func.distinct(Alert.outbox_id))).where(
    Alert.staff_id == bindparam("staff"), Alert.at > bindparam("since")
)
# One that is about to leave is left alone, and one that is added to is not taken: it would be worded without
# what is added. Others may add to it too.
_WAITING_BUNDLE = (
    select(Outgoing)
    .where(
        Outgoing.staff_id == bindparam("staff"),
        Outgoing.kind == bindparam(None, TextKind.BUNDLE, literal_execute=True),
        is_just(Outgoing.state, MessageState.QUEUED),
        or_(Outgoing.send_at > bindparam("now"), Outgoing.send_at < bindparam("overdue")),
    )
    .order_by(Outgoing.id.desc())
    .limit(1)
    .with_for_update(read=True)
)


def is_burst(session: Session, now: datetime, staff: Staff) -> bool:
    """Return True where this person has had as many alert texts in the last minute as one person should."""
    if staff.id in _in_hand(session):
        return True
    texts = session.connection().scalar(_TEXTS, {"staff": staff.id, "since": now - _WINDOW}) or 0
    just_now = {id(each.text) for each in added_rows.pending(session, Alert) if each.staff is staff}
    return texts + len(just_now) >= _SINGLE_TEXTS


def open_bundle(session: Session, now: datetime, staff: Staff) -> Outgoing:
    """The bundle for this person that has not left yet; a new one where there is none."""
    in_hand = _in_hand(session)
    in_hand[staff.id] = (
        in_hand.get(staff.id)
        or _waiting_bundle(session, now, staff)
        or outbox.post(
            session,
            now,
            kind=TextKind.BUNDLE,
            to=staff.mobile,
            sender=sender_numbers.for_staff(session, next(iter(staff.centres), None)),
            body="",
            staff=staff,
            delay=_GATHERS,
        )
    )
    return in_hand[staff.id]


def _in_hand(session: Session) -> dict[int, Outgoing]:
    """The bundles, by person, that this transaction has opened or added to: they leave after its end."""
    session.connection()  # which begins a transaction, where there is none
    innermost = session.get_nested_transaction() or session.get_transaction()
    transaction, bundles = session.info.get(_BUNDLES, (None, {}))
    if transaction is not innermost:
        bundles = dict[int, Outgoing]()
        session.info[_BUNDLES] = innermost, bundles
    known: dict[int, Outgoing] = bundles
    return known


def _waiting_bundle(session: Session, now: datetime, staff: Staff) -> Outgoing | None:
    asked = {"staff": staff.id, "now": now, "overdue": now - _LEAVES_WITHIN}
    with session.no_autoflush:
        return session.scalar(_WAITING_BUNDLE, asked)
