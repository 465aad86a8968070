"""What became of a text, and what follows from it: response times, and the next step when an alert fails."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from enquiries.domain.states import EnquiryState, MessageState
from enquiries.models.enquiry import Enquiry
from enquiries.models.message import Outgoing
from enquiries.models.timeline import What
from enquiries.services import alerts, outbox
from enquiries.services.timeline import in_turn, record
from enquiries.sms.gateway import Receipt, SendFailed


def accepted(session: Session, now: datetime, message: Outgoing, receipt: Receipt) -> None:
    """The provider has the text. A receipt may have come before this answer did: nothing moves back."""
    if message.sid is None:
        _disown(session, now, receipt.sid)
        message.sid = receipt.sid
    heard(session, now, message, receipt)


def refused(session: Session, now: datetime, message: Outgoing, failure: SendFailed) -> None:
    """The provider did not take the text: for good, or for now."""
    if message.state.is_final or message.state.reached_provider:
        return
    message.error_code = failure.code
    if failure.permanent:
        _failed(session, now, message, MessageState.FAILED)
    else:
        outbox.postpone(message, now)


def unknown(now: datetime, message: Outgoing) -> None:
    """No answer came back. A receipt may still tell; else the provider is asked before sending again."""
    if not (message.state.is_final or message.state.reached_provider):
        outbox.settle_later(message, now)


def unwanted(message: Outgoing) -> None:
    """The provider knows nothing of it, and nobody needs it any more. A receipt may have come meanwhile."""
    if not (message.state.is_final or message.state.reached_provider):
        outbox.drop(message)


def heard(session: Session, now: datetime, message: Outgoing, receipt: Receipt) -> None:
    """News of a text, in any order and any number of times: only what is later than what we know counts."""
    if not message.state.moves_on_to(receipt.state):
        return
    if receipt.error_code is not None:
        message.error_code = receipt.error_code
    if not receipt.state.reached_provider:
        _failed(session, now, message, receipt.state)
        return
    message.state = receipt.state
    if message.accepted_at is None:
        message.accepted_at = now
        _note_acceptance(session, now, message)
    if receipt.state is MessageState.DELIVERED:
        message.delivered_at = now
        _note_delivery(session, now, message)


def _disown(session: Session, now: datetime, sid: str) -> None:
    """Take an SID from the text that adopted it by its wording: the provider's own word says whose it is.

    What became of that other text, which says the same to the same person, is unknown again.
    """
    mistaken = session.scalar(select(Outgoing).where(Outgoing.sid == sid).with_for_update())
    if mistaken is not None:
        mistaken.sid = None
        outbox.settle_later(mistaken, now)
        session.flush()


def adopt(session: Session, now: datetime, message: Outgoing, found: Iterable[Receipt]) -> bool:
    """Settle a text of unknown result by what the provider has, unless that is another text of ours."""
    for receipt in found:
        owner = session.scalar(select(Outgoing.id).where(Outgoing.sid == receipt.sid))
        if owner in (None, message.id):
            accepted(session, now, message, receipt)
            return True
    return False


def _note_acceptance(session: Session, now: datetime, message: Outgoing) -> None:
    for enquiry, at in _alerted_by(session, now, message):
        # The claim may have been texted back before the provider's own answer arrived here.
        enquiry.alerted_at = min(enquiry.alerted_at or now, enquiry.claimed_at or now, now)
        record(session, at, enquiry, What.ALERTED, by=message.staff)
    if message.staff_id is None and message.enquiry is not None:
        at = in_turn(session, now, message.enquiry)
        message.enquiry.acknowledged_at = message.enquiry.acknowledged_at or now
        record(session, at, message.enquiry, What.TEXTED, text=message.kind)


def _note_delivery(session: Session, now: datetime, message: Outgoing) -> None:
    for enquiry, at in _alerted_by(session, now, message):
        enquiry.alert_delivered_at = enquiry.alert_delivered_at or now
        record(session, at, enquiry, What.ALERT_DELIVERED, by=message.staff)


def _failed(session: Session, now: datetime, message: Outgoing, state: MessageState) -> None:
    message.state = state
    for enquiry, at in _alerted_by(session, now, message):
        record(session, at, enquiry, What.ALERT_FAILED, by=message.staff, error=message.error_code)
        if enquiry.state is EnquiryState.OPEN:
            alerts.next_step_now(session, at, enquiry, failed=message)


def _alerted_by(session: Session, now: datetime, message: Outgoing) -> list[tuple[Enquiry, datetime]]:
    """The enquiries that the text asks somebody to take, locked: they may be claimed at this moment.

    In the order of their ids, as for every process that locks several; each with the moment of what follows.
    """
    enquiries = sorted((alert.enquiry for alert in message.alerts), key=lambda enquiry: enquiry.id)
    return [(enquiry, in_turn(session, now, enquiry)) for enquiry in enquiries]
