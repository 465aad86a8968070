"""What became of a text, and what follows from it: response times, and the next step when an alert fails."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, selectinload

from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.models import Enquiry
from enquiries.lifecycle.states import EnquiryState
from enquiries.lifecycle.timeline import EnquiryLocks, record
from enquiries.messaging import by_hand, outbox, sender_numbers
from enquiries.messaging.gateway import ProviderRefusal, Receipt, ResultUnknown, SendFailed
from enquiries.messaging.models import Alert, Outgoing
from enquiries.messaging.permission_rules import RefusalReason
from enquiries.messaging.states import MessageState
from enquiries.messaging.texts import ASKS_TO_READ, TextKind
from enquiries.messaging.to_staff import tell
from enquiries.oncall import alerts, refusals, wrote_back

Result = Receipt | SendFailed | ResultUnknown

_REASONS = {
    ProviderRefusal.OPTED_OUT: RefusalReason.OPTED_OUT,
    ProviderRefusal.TAKES_NO_TEXTS: RefusalReason.TAKES_NO_TEXTS,
}

# Locked in the order of their ids, as by every process that locks several.
_HANDED_OVER = (
    select(Outgoing)
    .where(Outgoing.id.in_(bindparam("ids", expanding=True)))
    .order_by(Outgoing.id)
    .with_for_update()
)
_WITH_WHAT_THEY_ARE_ABOUT = (
    select(Outgoing)
    .where(Outgoing.id.in_(bindparam("ids", expanding=True)))
    .options(selectinload(Outgoing.enquiry), selectinload(Outgoing.alerts).selectinload(Alert.enquiry))
)
_HAVE = select(Outgoing).where(Outgoing.sid.in_(bindparam("sids", expanding=True))).with_for_update()


def settle(session: Session, now: datetime, results: Sequence[tuple[int, Result]]) -> None:
    """Write down what the provider said of texts, by the ids of the texts, in the order in which it came.

    What it says of a text that is not ours, or of another copy than the one we know of, is no news.
    """
    messages = {each.id: each for each in session.scalars(_HANDED_OVER, {"ids": [id for id, _ in results]})}
    news = [
        (messages[id], result) for id, result in results if id in messages and _is_of(messages[id], result)
    ]
    turns = EnquiryLocks(session, now)
    telling = {message.id for message, result in news if _tells_of_enquiries(message, result)}
    if telling:
        told = session.scalars(_WITH_WHAT_THEY_ARE_ABOUT, {"ids": list(telling)}).all()
        turns.take(enquiry for message in told for enquiry in _concerned(message))
    _own(session, now, news)
    for message, result in news:
        match result:
            case Receipt() as receipt:
                _heard(session, turns, message, receipt)
            case SendFailed() as failure:
                _refused(session, turns, message, failure)
            case ResultUnknown():
                unknown(now, message)


def accepted(session: Session, now: datetime, message: Outgoing, receipt: Receipt) -> None:
    """The provider has the text. A receipt may have come before this answer did: nothing moves back."""
    _own(session, now, [(message, receipt)])
    _heard(session, EnquiryLocks(session, now), message, receipt)


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


def _is_of(message: Outgoing, result: Result) -> bool:
    """Return True where it is about the copy of the text that we know of, where we know of one."""
    return not isinstance(result, Receipt) or message.sid in (None, result.sid)


def _tells_of_enquiries(message: Outgoing, result: Result) -> bool:
    """Return True where it may have to be written into what happened to an enquiry."""
    if isinstance(result, Receipt):
        return message.accepted_at is None or result.state.is_final
    return isinstance(result, SendFailed) and result.permanent


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


def _heard(session: Session, turns: EnquiryLocks, message: Outgoing, receipt: Receipt) -> None:
    """News of a text, in any order and any number of times: only what is later than what we know counts.

    Whatever became of it, the provider took it, also where that is the first that we hear.
    """
    if not message.state.moves_on_to(receipt.state) or _is_to_be_sent_anew(message):
        return
    if receipt.error_code is not None:
        message.error_code = receipt.error_code
    message.state = receipt.state
    if message.accepted_at is None:
        message.accepted_at = turns.now
        _note_acceptance(session, turns, message)
    if receipt.refusal is ProviderRefusal.SENDER and receipt.state.is_final:
        refusals.raise_alarm(session, turns.now, message)
        if message.staff_id is None:  # of an alert the next step comes at once, which is sooner
            message.sender = sender_numbers.for_text(session, message)
            outbox.send_again(message, turns.now)
            return
    if receipt.state is MessageState.DELIVERED:
        _note_delivery(session, turns, message)
    elif receipt.state.is_final:
        _note_failure(session, turns, message, receipt.refusal, RefusalReason.NOT_DELIVERED)


def _is_to_be_sent_anew(message: Outgoing) -> bool:
    """Return True where a copy of it failed, and another has not left yet."""
    return message.state is MessageState.QUEUED and message.accepted_at is not None


def _own(session: Session, now: datetime, news: Iterable[tuple[Outgoing, Result]]) -> None:
    """Note under which SID the provider has each text that it took.

    It is taken from a text that adopted it by its wording: the provider's own word says whose it is. What
    became of that other text, which says the same to the same person, is unknown again.
    """
    owners = {
        result.sid: message for message, result in news if isinstance(result, Receipt) and not message.sid
    }
    if not owners:
        return
    for holder in session.scalars(_HAVE, {"sids": list(owners)}).all():
        holder.sid = None
        outbox.settle_later(holder, now)
        session.flush()
    for sid, message in owners.items():
        message.sid = sid


def adopt(session: Session, now: datetime, message: Outgoing, found: Iterable[Receipt]) -> bool:
    """Settle a text of unknown result by what the provider has, unless that is another text of ours."""
    for receipt in found:
        owner = session.scalar(select(Outgoing.id).where(Outgoing.sid == receipt.sid))
        if owner in (None, message.id):
            accepted(session, now, message, receipt)
            return True
    return False


def _note_acceptance(session: Session, turns: EnquiryLocks, message: Outgoing) -> None:
    now = turns.now
    for enquiry, at in _alerted_by(turns, message):
        # The claim may have been texted back before the provider's own answer arrived here.
        enquiry.alerted_at = min(enquiry.alerted_at or now, enquiry.claimed_at or now, now)
        record(session, at, enquiry, EventKind.ALERTED, by=message.staff)
    # a probe of our own counts as well
    if message.staff_id is None and message.enquiry is not None:
        at = turns.of(message.enquiry)
        message.enquiry.acknowledged_at = message.enquiry.acknowledged_at or now
        record(session, at, message.enquiry, EventKind.TEXTED, text=message.kind)


def _note_delivery(session: Session, turns: EnquiryLocks, message: Outgoing) -> None:
    for enquiry, at in _alerted_by(turns, message):
        enquiry.alert_delivered_at = enquiry.alert_delivered_at or turns.now
        record(session, at, enquiry, EventKind.ALERT_DELIVERED, by=message.staff)


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


def _concerned(message: Outgoing) -> list[Enquiry]:
    """The enquiries whose story the acceptance of a text belongs to."""
    own = [message.enquiry] if message.staff_id is None and message.enquiry is not None else []
    return [*own, *(alert.enquiry for alert in message.alerts)]
