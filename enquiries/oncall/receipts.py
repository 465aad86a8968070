"""What became of a text, and what follows from it: response times, and the next step when an alert fails."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.models import Enquiry
from enquiries.lifecycle.states import EnquiryState
from enquiries.lifecycle.timeline import EnquiryLocks, record
from enquiries.messaging import by_hand, outbox, sender_numbers
from enquiries.messaging.gateway import ProviderRefusal, Receipt, ResultUnknown, SendFailed
from enquiries.messaging.models import Outgoing
from enquiries.messaging.permission_rules import RefusalReason
from enquiries.messaging.states import MessageState
from enquiries.messaging.texts import ASKS_TO_READ, TextKind
from enquiries.messaging.to_staff import tell
from enquiries.oncall import alerts, delivery, refusals, wrote_back

Result = Receipt | SendFailed | ResultUnknown

_REASONS = {
    ProviderRefusal.OPTED_OUT: RefusalReason.OPTED_OUT,
    ProviderRefusal.TAKES_NO_TEXTS: RefusalReason.TAKES_NO_TEXTS,
}


def settle(session: Session, now: datetime, results: Sequence[tuple[int, Result]]) -> None:
    """Write down what the provider said of texts, by the ids of the texts, in the order in which it came."""
    if not all(_goes_well(result) for _, result in results):
        delivery.lock(session, now, [outbox_id for outbox_id, _ in results])
    for goes_well, run in groupby(results, lambda each: _goes_well(each[1])):
        if goes_well:
            delivery.note(session, now, [(id, each) for id, each in run if isinstance(each, Receipt)])
        else:
            for outbox_id, result in run:
                _note_bad_news(session, now, outbox_id, result)


def _goes_well(result: Result) -> bool:
    return isinstance(result, Receipt) and result.state in delivery.GOES_WELL


def _note_bad_news(session: Session, now: datetime, outbox_id: int, result: Result) -> None:
    if isinstance(result, Receipt):
        # The provider took it, also where that is the first that we hear.
        delivery.note(session, now, [(outbox_id, replace(result, state=MessageState.ACCEPTED))])
    message = session.get(Outgoing, outbox_id, with_for_update=True, populate_existing=True)
    if message is None:
        return
    turns = EnquiryLocks(session, now)
    match result:
        case Receipt():
            _not_delivered(session, turns, message, result)
        case SendFailed():
            _refused(session, turns, message, result)
        case ResultUnknown():
            unknown(now, message)


def unknown(now: datetime, message: Outgoing) -> None:
    """No answer came back. A receipt may still tell; else the provider is asked before sending again."""
    if message.state.is_under_way:
        outbox.settle_later(message, now)


def unwanted(session: Session, now: datetime, message: Outgoing, why: RefusalReason) -> None:
    """The provider knows nothing of it, and it is not to be sent. A receipt may have come meanwhile."""
    if not message.state.is_under_way:
        return
    outbox.drop(message)
    if message.is_to_enquirer and message.enquiry is not None:
        _not_sent(session, EnquiryLocks(session, now), message, message.enquiry, why)


def _refused(session: Session, turns: EnquiryLocks, message: Outgoing, failure: SendFailed) -> None:
    """The provider did not take the text: for good, or for now."""
    if not message.state.is_under_way:
        return
    message.error_code = failure.code
    if failure.permanent:
        message.state = MessageState.FAILED
        _note_failure(session, turns, message, failure.refusal, RefusalReason.REFUSED)
        return
    if failure.refusal is ProviderRefusal.SENDER:
        refusals.raise_alarm(session, turns.now, message)
        message.sender = sender_numbers.for_text(session, message)
    outbox.postpone(message, turns.now)


def _not_delivered(session: Session, turns: EnquiryLocks, message: Outgoing, receipt: Receipt) -> None:
    """The provider took the text and could not carry it."""
    if message.sid != receipt.sid or not delivery.is_later(message, receipt):
        return
    message.state = receipt.state
    message.error_code = receipt.error_code or message.error_code
    if receipt.refusal is ProviderRefusal.SENDER:
        refusals.raise_alarm(session, turns.now, message)
        if message.staff_id is None:  # of an alert the next step comes at once, which is sooner
            message.sender = sender_numbers.for_text(session, message)
            outbox.send_again(message, turns.now)
            return
    _note_failure(session, turns, message, receipt.refusal, RefusalReason.NOT_DELIVERED)


def adopt(session: Session, now: datetime, message: Outgoing, found: Iterable[Receipt]) -> bool:
    """Settle a text of unknown result by what the provider has, unless that is another text of ours."""
    for receipt in found:
        owner = session.scalar(select(Outgoing.id).where(Outgoing.sid == receipt.sid))
        if owner in (None, message.id):
            settle(session, now, [(message.id, receipt)])
            return True
    return False


def _note_failure(
    session: Session,
    turns: EnquiryLocks,
    message: Outgoing,
    refusal: ProviderRefusal | None,
    otherwise: RefusalReason,
) -> None:
    """It will not arrive; `otherwise` is why, where the provider's refusal says nothing of the number."""
    if message.is_to_enquirer:
        refusals.learn(session, turns, message, refusal)
        if message.enquiry is not None:
            why = _REASONS.get(refusal, otherwise) if refusal else otherwise
            _not_sent(session, turns, message, message.enquiry, why)
    for enquiry, at in _alerted_by(turns, message):
        record(session, at, enquiry, EventKind.ALERT_FAILED, by=message.staff, error=message.error_code)
        if enquiry.state is EnquiryState.OPEN:
            if message.kind in ASKS_TO_READ:
                wrote_back.not_delivered(session, at, enquiry)
            else:
                alerts.next_step_now(session, at, enquiry, failed=message)


def _not_sent(
    session: Session, turns: EnquiryLocks, message: Outgoing, enquiry: Enquiry, why: RefusalReason
) -> None:
    """Write down that a text did not reach the person, and tell the colleague who wrote it."""
    at = turns.of(enquiry)
    record(session, at, enquiry, EventKind.TEXT_NOT_SENT, text=message.kind, why=why)
    author = by_hand.author_of(session, message)
    if author is not None and author.active:
        tell(session, at, author, TextKind.TEXT_NOT_SENT, enquiry=enquiry, why=why.short)


def _alerted_by(turns: EnquiryLocks, message: Outgoing) -> list[tuple[Enquiry, datetime]]:
    """The enquiries that the text asks staff to take, locked: they may be claimed at this moment."""
    enquiries = [alert.enquiry for alert in message.alerts]
    turns.take(enquiries)
    return [(enquiry, turns.of(enquiry)) for enquiry in enquiries]
