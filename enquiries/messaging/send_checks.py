"""The last look at a text before it leaves: is it still wanted, and what does a bundle say by now?

Between being posted and being sent, the enquiry may have been claimed, or its person may have said STOP.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from enquiries.lifecycle.models import Enquiry
from enquiries.lifecycle.states import EnquiryState
from enquiries.messaging.how_to_reach import how_to_reach
from enquiries.messaging.models import Alert, Outgoing
from enquiries.messaging.permission import contact_facts
from enquiries.messaging.permission_rules import ContactFacts, RefusalReason, decide
from enquiries.messaging.texts import Relevance, TextKind, text_kind, urgent_alert
from enquiries.organisation.ladder import ALERT_AGAIN
from enquiries.wording import wording


def why_not(session: Session, now: datetime, messages: Sequence[Outgoing]) -> dict[int, RefusalReason | None]:
    """Why texts are not to be sent any more, by their ids; None for those that still are."""
    people = {each.enquiry.id: each.enquiry for each in messages if each.enquiry and each.staff_id is None}
    facts = contact_facts(session, now, list(people.values()))
    return {
        each.id: _why_not_to_person(now, each, facts)
        if each.staff_id is None
        else _why_not_to_staff(session, now, each)
        for each in messages
    }


def _why_not_to_staff(session: Session, now: datetime, message: Outgoing) -> RefusalReason | None:
    wanted = text_kind(message.kind).rules.wanted
    if wanted is Relevance.ALWAYS:
        return None
    if wanted is Relevance.WHILE_VALID:
        return RefusalReason.TOO_LATE if _is_too_late(now, message) else None
    is_wanted = _HOLDS[wanted](message) and not _was_asked_again(session, now, message)
    return None if is_wanted else RefusalReason.NOT_NEEDED


def _was_asked_again(session: Session, now: datetime, message: Outgoing) -> bool:
    """Whether a later alert asks the same: of those that could not leave for a while, only the last does."""
    if message.enquiry_id is None or now - message.created_at < ALERT_AGAIN:
        return False
    asks = aliased(Alert)
    return (
        session.scalar(
            select(Alert.id)
            .join(asks, (asks.enquiry_id == Alert.enquiry_id) & (asks.staff_id == Alert.staff_id))
            .where(Alert.outbox_id == message.id, asks.id > Alert.id)
            .limit(1)
        )
        is not None
    )


def _why_not_to_person(
    now: datetime, message: Outgoing, facts: Mapping[int, ContactFacts]
) -> RefusalReason | None:
    if _is_too_late(now, message):
        # An answer that comes hours later answers nothing.
        return RefusalReason.TOO_LATE
    rules = text_kind(message.kind).rules
    if rules.purpose is not None and not _HOLDS[rules.wanted](message):
        return RefusalReason.NOT_NEEDED
    # The confirmation of a STOP from a stranger belongs to no enquiry, and goes out whatever follows.
    if rules.purpose is None or message.enquiry is None:
        return None
    return decide(facts[message.enquiry.id], rules.purpose).text.reason


def _is_too_late(now: datetime, message: Outgoing) -> bool:
    return now > message.created_at + timedelta(seconds=message.validity_seconds)


def put_into_words(session: Session, now: datetime, message: Outgoing) -> None:
    """A bundle says how many wait by now; every other text has its words since it was posted."""
    if message.kind == TextKind.BUNDLE:
        _word_bundle(session, now, message)


def _still_open(message: Outgoing) -> bool:
    return message.enquiry is not None and message.enquiry.state is EnquiryState.OPEN


def _not_closed(message: Outgoing) -> bool:
    return message.enquiry is not None and message.enquiry.state is not EnquiryState.CLOSED


def _is_closed(message: Outgoing) -> bool:
    return message.enquiry is not None and message.enquiry.state is EnquiryState.CLOSED


def _held_by_reader(message: Outgoing) -> bool:
    return message.enquiry is not None and message.enquiry.holder_id == message.staff_id


def _any_still_open(message: Outgoing) -> bool:
    return bool(_still_waiting(message))


def _still_waiting(bundle: Outgoing) -> list[Enquiry]:
    """Return each once: a bundle that could not leave for a while may gather the same enquiry again."""
    asked = {alert.enquiry.id: alert.enquiry for alert in bundle.alerts}
    return [enquiry for enquiry in asked.values() if enquiry.state is EnquiryState.OPEN]


def _word_bundle(session: Session, now: datetime, bundle: Outgoing) -> None:
    waiting = _still_waiting(bundle)
    first = min(waiting, key=lambda enquiry: (not enquiry.urgent, enquiry.waits_since))
    if len(waiting) > 1:
        urgent = sum(each.urgent for each in waiting)
        bundle.body = wording.text(
            TextKind.BUNDLE,
            count=len(waiting),
            urgent=f", {urgent} URGENT" if urgent else "",
            waited=max(each.minutes_waited(now) for each in waiting),
            code=first.code,
        )
        return
    reach = how_to_reach(session, now, first)
    kind = (
        urgent_alert(is_for_reading=reach.is_for_reading, again=True)
        if first.urgent
        else TextKind.BUNDLE_OF_ONE
    )
    bundle.body = wording.text(
        kind,
        code=first.code,
        waited=first.minutes_waited(now),
        centre=first.centre.text_name,
        **reach.words(wording.names(kind)),
    )


# WHILE_VALID asks the clock, and nothing else
_HOLDS: Mapping[Relevance, Callable[[Outgoing], bool]] = {
    Relevance.ALWAYS: lambda message: True,
    Relevance.WHILE_OPEN: _still_open,
    Relevance.WHILE_NOT_CLOSED: _not_closed,
    Relevance.WHILE_CLOSED: _is_closed,
    Relevance.WHILE_HELD_BY_READER: _held_by_reader,
    Relevance.WHILE_ANY_IS_OPEN: _any_still_open,
}
