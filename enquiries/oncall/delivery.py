"""Texts that go well: accepted, sent, delivered. That is most news, and much of it comes at once.

What follows from a text that fails is in `receipts`.
"""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from enquiries.lifecycle.events import EventKind
from enquiries.messaging import outbox
from enquiries.messaging.gateway import Receipt
from enquiries.messaging.models import Outgoing
from enquiries.messaging.states import MessageState
from enquiries.oncall.delivery_rows import DeliveryRows, TextRow

GOES_WELL = frozenset({MessageState.ACCEPTED, MessageState.SENT, MessageState.DELIVERED})

_OF_SID = select(Outgoing).where(Outgoing.sid.in_(bindparam("sids", expanding=True))).with_for_update()


def note(session: Session, now: datetime, news: Sequence[tuple[int, Receipt]]) -> None:
    """Write down that texts go well, by their ids, in the order in which the news came.

    What it says of a text that is not ours, or of another copy than the one we know of, is no news.
    """
    rows = DeliveryRows(session, [outbox_id for outbox_id, _ in news])
    heard = [(rows.texts[id], each) for id, each in news if id in rows.texts]
    heard = [(text, receipt) for text, receipt in heard if text.sid in (None, receipt.sid)]
    if _free_sids(session, now, {receipt.sid for text, receipt in heard if text.sid is None}):
        note(session, now, news)  # of one of these, perhaps
        return
    rows.read_enquiries(now, [text for text, receipt in heard if _concerns_enquiries(text, receipt)])
    for text, receipt in heard:
        text.sid = text.sid or receipt.sid
        if is_later(text, receipt):
            _move_on(rows, now, text, receipt)
    rows.write()


def lock(session: Session, now: datetime, outbox_ids: Collection[int]) -> None:
    """Lock texts and what they are about, in one order, before they are written down one by one."""
    rows = DeliveryRows(session, outbox_ids)
    rows.read_enquiries(now, rows.texts.values())


def is_later(text: TextRow | Outgoing, receipt: Receipt) -> bool:
    """Return True where it is later than what we know: news comes in any order, and any number of times.

    Nothing is of a text whose copy failed, and which is to be sent once more.
    """
    is_sent_again = text.state is MessageState.QUEUED and text.accepted_at is not None
    return text.state.moves_on_to(receipt.state) and not is_sent_again


def _move_on(rows: DeliveryRows, now: datetime, text: TextRow, receipt: Receipt) -> None:
    text.state = receipt.state
    text.error_code = receipt.error_code or text.error_code
    if text.accepted_at is None:
        text.accepted_at = now
        _note_acceptance(rows, now, text)
    if receipt.state is MessageState.DELIVERED:
        _note_delivery(rows, now, text)


def _note_acceptance(rows: DeliveryRows, now: datetime, text: TextRow) -> None:
    for enquiry in rows.asked_to_take(text):
        # The claim may have been texted back before the provider's own answer arrived here.
        enquiry.alerted_at = min(enquiry.alerted_at or now, enquiry.claimed_at or now, now)
        rows.record(enquiry, EventKind.ALERTED, by=text.staff_id)
    answered = rows.answered(text)
    if answered is not None:
        answered.acknowledged_at = answered.acknowledged_at or now
        rows.record(answered, EventKind.TEXTED, text=text.kind)


def _note_delivery(rows: DeliveryRows, now: datetime, text: TextRow) -> None:
    for enquiry in rows.asked_to_take(text):
        enquiry.alert_delivered_at = enquiry.alert_delivered_at or now
        rows.record(enquiry, EventKind.ALERT_DELIVERED, by=text.staff_id)


def _concerns_enquiries(text: TextRow, receipt: Receipt) -> bool:
    """Return True where it may have to be written into what happened to an enquiry."""
    return text.accepted_at is None or receipt.state is MessageState.DELIVERED


def _free_sids(session: Session, now: datetime, sids: Collection[str]) -> bool:
    """Take SIDs from texts that adopted them by their wording: the provider's own word says whose they are.

    What became of that other text, which says the same to the same person, is unknown again. Returns True
    where there was one.
    """
    holders = session.scalars(_OF_SID, {"sids": list(sids)}).all() if sids else ()
    for holder in holders:
        holder.sid = None
        outbox.settle_later(holder, now)
    session.flush()
    return bool(holders)
