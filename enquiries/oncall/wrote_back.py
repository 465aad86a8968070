"""Telling those on call that a person wrote while their enquiry is unclaimed and no call is due.

After an unsuccessful try, and while an enquiry waits for opening, the ladder is silent: a text would be
left unread until the next try. So who is on call is asked whether to call now, at most once in five
minutes. With no one on call managers are asked, unless the centre is closed and nothing is urgent: then it
waits for opening, as they were told. The planned call stands, and so does a time that the person chose.
Before that time they hear only of what no automatic text has answered; of every text where there is danger,
or where it was staff who put the call off and none is logged.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from enquiries.core.enums import Role
from enquiries.dates.spoken import say_when
from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.models import Enquiry, TimelineEntry
from enquiries.lifecycle.states import EnquiryState
from enquiries.messaging.models import Alert, Outgoing
from enquiries.messaging.texts import ASKS_TO_READ, TextKind
from enquiries.messaging.to_staff import people_of, tell
from enquiries.oncall import alerts
from enquiries.organisation.models import Staff
from enquiries.organisation.on_call import who_is_on

_AT_MOST_EVERY = timedelta(minutes=5)


def ask(session: Session, now: datetime, enquiry: Enquiry) -> None:
    """Ask whether to call now, where the text would go unnoticed otherwise."""
    if enquiry.waits_for_opening or not enquiry.at_chosen_time:
        _ask_who_should_hear(session, now, enquiry, TextKind.WROTE_BACK)
    elif enquiry.urgent or _was_put_off_uncalled(session, enquiry):
        _ask_who_should_hear(session, now, enquiry, TextKind.WROTE_BEFORE_CALL)


def _was_put_off_uncalled(session: Session, enquiry: Enquiry) -> bool:
    """Return True where the time of the call was named by staff last, who had logged no call."""
    last = session.scalar(
        select(TimelineEntry)
        .where(TimelineEntry.enquiry_id == enquiry.id, TimelineEntry.what == EventKind.RESCHEDULED)
        .order_by(TimelineEntry.id.desc())
        .limit(1)
    )
    return last is not None and last.detail.get("called") is False


def say_unanswered(session: Session, now: datetime, enquiry: Enquiry) -> None:
    """Say that there is more to read before a call that is planned, and that it had no answer."""
    _ask_who_should_hear(session, now, enquiry, TextKind.WROTE_BEFORE_CALL)


def _ask_who_should_hear(session: Session, now: datetime, enquiry: Enquiry, kind: TextKind) -> None:
    is_planned = enquiry.state is EnquiryState.OPEN and enquiry.due_at > now and enquiry.ladder_from is None
    if is_planned and not _asked_since(session, enquiry, now - _AT_MOST_EVERY):
        _ask_each(session, now, enquiry, _who_should_hear(session, now, enquiry), kind)


def not_delivered(session: Session, now: datetime, enquiry: Enquiry) -> None:
    """The question did not arrive: ask managers instead, each once."""
    asked = _asked_since(session, enquiry, now - _AT_MOST_EVERY)
    managers = people_of(session, enquiry.centre, Role.MANAGER)
    others = [each for each in managers if each.id not in asked]
    kind = TextKind.WROTE_BEFORE_CALL if enquiry.waits_for_chosen_time(now) else TextKind.WROTE_BACK
    _ask_each(session, now, enquiry, others, kind)


def _who_should_hear(session: Session, now: datetime, enquiry: Enquiry) -> list[Staff]:
    """The last holder if on call, else the first level that is; managers where no one is."""
    left_out = {enquiry.excluded_staff_id, *enquiry.passed_by}
    on_call = [each for each in who_is_on(session, enquiry.centre, now) if each.staff not in left_out]
    if any(each.staff == enquiry.last_holder_id for each in on_call):
        return [session.get_one(Staff, enquiry.last_holder_id)]
    if on_call:
        nearest = min(each.level for each in on_call)
        return [session.get_one(Staff, each.staff) for each in on_call if each.level == nearest]
    if enquiry.urgent or enquiry.risk or enquiry.centre.opening_hours.is_open(now, enquiry.centre.zone):
        return people_of(session, enquiry.centre, Role.MANAGER)
    return []


def _asked_since(session: Session, enquiry: Enquiry, since: datetime) -> set[int]:
    """The staff who were asked of late."""
    asked = select(Alert.staff_id).join(Alert.text)
    return set(
        session.scalars(
            asked.where(Alert.enquiry_id == enquiry.id, Alert.at > since, Outgoing.kind.in_(ASKS_TO_READ))
        ).all()
    )


def _ask_each(
    session: Session, now: datetime, enquiry: Enquiry, people: Iterable[Staff], kind: TextKind
) -> None:
    when = say_when(enquiry.due_at, now, enquiry.centre.zone)
    for staff in people:
        if staff.id != enquiry.excluded_staff_id:
            text = tell(session, now, staff, kind, enquiry=enquiry, when=when)
            alerts.record_alert(session, now, enquiry, staff, text)
