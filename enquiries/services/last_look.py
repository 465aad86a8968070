"""The last look at a text before it leaves: is it still wanted, and what does a bundle say by now?

Between being posted and being sent, somebody may have taken the enquiry, or its person may have said STOP.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from enquiries.domain.states import EnquiryState
from enquiries.domain.when import say_clock
from enquiries.models.enquiry import Enquiry
from enquiries.models.message import Outgoing
from enquiries.services import opt_outs, wording

BUNDLE = "staff.bundle"

# What a person gets even after STOP: its confirmation, and a way to help where there is danger.
_EVEN_AFTER_STOP = ("enquirer.stopped", "risk.")
# What answers no text of theirs: only for those who may be texted.
WRITTEN = "enquirer.written"  # by a member of staff, in words of their own
UNASKED = ("enquirer.missed", "enquirer.last_try", "enquirer.form_received", WRITTEN)


def is_wanted(session: Session, now: datetime, message: Outgoing) -> bool:
    """Whether the text is still to be sent."""
    if message.staff_id is None:
        return _enquirer_still_wants(session, now, message)
    rule = _STAFF_RULES.get(message.kind)
    return rule is None or rule(message)


def _enquirer_still_wants(session: Session, now: datetime, message: Outgoing) -> bool:
    if now > message.created_at + timedelta(seconds=message.validity_seconds):
        # An answer that comes hours later answers nothing.
        return False
    if message.kind in UNASKED and not _may_be_told(message):
        return False
    return message.kind.startswith(_EVEN_AFTER_STOP) or not opt_outs.is_opted_out(session, message.to_lookup)


def _may_be_told(message: Outgoing) -> bool:
    over = message.kind == "enquirer.missed" and not _not_closed(message)
    return message.enquiry is not None and message.enquiry.may_text and not over


def put_into_words(now: datetime, message: Outgoing) -> None:
    """A bundle says how many wait by now; every other text has its words since it was posted."""
    if message.kind == BUNDLE:
        _word_bundle(now, message)


def _still_open(message: Outgoing) -> bool:
    return message.enquiry is not None and message.enquiry.state is EnquiryState.OPEN


def _not_closed(message: Outgoing) -> bool:
    return message.enquiry is not None and message.enquiry.state is not EnquiryState.CLOSED


def _held_by_reader(message: Outgoing) -> bool:
    return message.enquiry is not None and message.enquiry.holder_id == message.staff_id


def _any_still_open(message: Outgoing) -> bool:
    return bool(_still_waiting(message))


def _still_waiting(bundle: Outgoing) -> list[Enquiry]:
    return [alert.enquiry for alert in bundle.alerts if alert.enquiry.state is EnquiryState.OPEN]


def _word_bundle(now: datetime, bundle: Outgoing) -> None:
    waiting = _still_waiting(bundle)
    oldest = min(waiting, key=lambda enquiry: enquiry.received_at)
    waited = int((now - oldest.received_at).total_seconds() // 60)
    if len(waiting) > 1:
        bundle.body = wording.text(BUNDLE, count=len(waiting), waited=waited, code=oldest.code)
        return
    bundle.body = wording.text(
        "staff.alert_again",
        code=oldest.code,
        waited=waited,
        centre=oldest.centre.text_name,
        next_to="managers",
        at=say_clock(oldest.look_at or now, oldest.centre.zone),
    )


_STAFF_RULES: Mapping[str, Callable[[Outgoing], bool]] = {
    "staff.alert": _still_open,
    # managers hear of a risk even when somebody has taken it already
    "staff.alert_urgent": _not_closed,
    "staff.alert_urgent_at": _not_closed,
    "staff.alert_again": _still_open,
    "staff.wrote_back": _still_open,
    "staff.wants_call_now": _still_open,
    "staff.reopened": _still_open,
    "staff.nobody_on_call": _still_open,
    "staff.overdue": _held_by_reader,
    "staff.yours": _held_by_reader,
    "staff.yours_number": _held_by_reader,
    BUNDLE: _any_still_open,
}
