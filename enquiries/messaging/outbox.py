"""The outbox: texts are posted in the transaction of what caused them, and each is taken by one sender.

Taken is what is due and locked by no one else, with a lease. A text whose lease ran out may have been sent or
not, like one whose result is unknown: both are looked up at the provider before they are sent again.
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session, joinedload

from enquiries.core import crypto
from enquiries.core.base import is_one_of
from enquiries.core.crypto import DecryptionError
from enquiries.core.phone import Sender
from enquiries.core.queue import wake_after_commit
from enquiries.core.transactions import added_rows
from enquiries.lifecycle.models import Enquiry
from enquiries.messaging import send_checks
from enquiries.messaging.models import Outgoing
from enquiries.messaging.permission import TextRefused, contact_permission
from enquiries.messaging.permission_rules import RefusalReason
from enquiries.messaging.states import MessageState
from enquiries.messaging.texts import TextKind
from enquiries.organisation.models import Staff
from enquiries.wording.gsm7 import WordingError

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=30)
SETTLE_UNKNOWN = timedelta(seconds=2)
# A provider that hangs may take a text a good while after it was handed over.
_SURE_AFTER = timedelta(minutes=2)
_LONGEST_BACK_OFF = timedelta(minutes=1)
WAITING = (MessageState.QUEUED, MessageState.SENDING, MessageState.UNKNOWN)
# Locked until the commit. The centre is joined to the left too: an inner join SQLite would lay out whole.
_DUE = (
    select(Outgoing)
    .where(is_one_of(Outgoing.state, *WAITING), Outgoing.send_at <= bindparam("now"))
    .order_by(Outgoing.priority, Outgoing.send_at, Outgoing.id)
    .limit(bindparam("limit"))
    .options(joinedload(Outgoing.enquiry).joinedload(Enquiry.centre, innerjoin=False))
    .with_for_update(of=Outgoing, skip_locked=True)
    .execution_options(populate_existing=True)
)
_ANY_DUE = (
    select(Outgoing.id)
    .where(is_one_of(Outgoing.state, *WAITING), Outgoing.send_at <= bindparam("now"))
    .limit(1)
)


@dataclass(frozen=True)
class TakenText:
    """A text that is ours to send now."""

    message: Outgoing
    # it may have been handed over before
    look_up_first: bool
    # if it is not to be sent any more: the provider was asked long enough whether it has it
    may_be_dropped: bool
    # why it is not to be sent, where the look-up does not find it; None where it still is
    why_not: RefusalReason | None


def post(
    session: Session,
    now: datetime,
    *,
    kind: TextKind,
    to: str,
    sender: str,
    body: str,
    enquiry: Enquiry | None = None,
    staff: Staff | None = None,
    delay: timedelta = timedelta(0),
) -> Outgoing:
    """Put a text into the outbox. It leaves after the commit, `delay` later."""
    message = Outgoing(
        created_at=now,
        kind=kind,
        priority=kind.rules.priority,
        enquiry=enquiry,
        staff=staff,
        sender=sender,
        validity_seconds=int(kind.rules.validity.total_seconds()),
        send_at=now + delay,
        to_lookup=crypto.lookup(to),
        key=None if enquiry is not None else crypto.keyring().new_key(),
    )
    message.to, message.body = to, body
    added_rows.add(session, message)
    if not delay:
        wake_after_commit(session, message)
    return message


def post_to_person(
    session: Session,
    now: datetime,
    who: Enquiry | Sender,
    *,
    kind: TextKind,
    sender: str,
    body: str,
    delay: timedelta = timedelta(0),
) -> Outgoing:
    """Post a text to the person of an enquiry, or to a number that has none. Raises TextRefused."""
    assert kind.rules.purpose is not None, "a text to staff has another way"
    why = contact_permission(session, now, who, kind.rules.purpose).text.reason
    if why is not None:
        raise TextRefused(why)
    enquiry, to = (None, who.address) if isinstance(who, Sender) else (who, who.phone)
    assert to is not None, "an erased person cannot be texted"
    return post(
        session,
        now,
        kind=kind,
        to=to,
        sender=sender,
        body=body,
        enquiry=enquiry,
        delay=delay,
    )


def take_due(session: Session, now: datetime, limit: int) -> list[TakenText]:
    """Take up to `limit` texts that are due, urgent ones first, and drop those to staff no longer wanted.

    One to a person that is not to be sent any more is taken too: that is written into its enquiry, which
    cannot be locked here, where bundles are.

    One that is no longer wanted but that may have been sent is taken too: what became of it is still to be
    found out, since it may have been read.
    """
    due = session.scalars(_DUE, {"now": now, "limit": limit}).all()
    reasons = send_checks.why_not(session, now, due)
    taken = []
    for message in due:
        why_not = reasons.get(message.id)
        _note_doubt(message, now, is_wanted=why_not is None)
        was_sent = _may_have_left(message, is_wanted=why_not is None)
        _lease(message, now)
        if why_not is not None and not was_sent and message.staff_id is not None:
            drop(message)
        elif _is_readable(session, now, message, reword=why_not is None and not was_sent):
            if not was_sent:
                message.sid = None  # of a copy that failed
            taken.append(TakenText(message, was_sent, _is_sure(message, now), why_not))
    session.flush()
    return taken


def _note_doubt(message: Outgoing, now: datetime, *, is_wanted: bool) -> None:
    """A copy was handed over before; if it is still wanted, another is handed over now."""
    if message.state is not MessageState.QUEUED and (is_wanted or message.unsure_since is None):
        message.unsure_since = now


def _may_have_left(message: Outgoing, *, is_wanted: bool) -> bool:
    """Whether the provider may have it, from a time before it is leased now.

    A copy that was refused is sent again at once, though one before it may have been taken. But one that is
    not to be sent any more is dropped for good, so all copies count.
    """
    is_unsure = message.state is not MessageState.QUEUED
    return is_unsure or (not is_wanted and message.unsure_since is not None)


def _is_sure(message: Outgoing, now: datetime) -> bool:
    return message.unsure_since is None or now >= message.unsure_since + _SURE_AFTER


def postpone(message: Outgoing, now: datetime) -> None:
    """Try again later: after one second, then two, four, up to a minute."""
    message.state = MessageState.QUEUED
    message.send_at = now + _back_off(message)


def send_again(message: Outgoing, now: datetime) -> None:
    """The provider took it and could not carry it, through a fault of ours that can be put right.

    What it still says of that copy comes within the minute, and is no news.
    """
    message.state = MessageState.QUEUED
    message.send_at = now + _LONGEST_BACK_OFF


def give_up(message: Outgoing) -> None:
    """It cannot be put into words or opened: its key was destroyed, or a wording is broken."""
    message.state = MessageState.FAILED
    log.error("text_cannot_be_written", extra={"outbox_id": message.id})


def drop(message: Outgoing) -> None:
    """It is no longer wanted, and it was not sent."""
    message.state = MessageState.CANCELLED


def settle_later(message: Outgoing, now: datetime) -> None:
    """It is not known whether it was taken: give its receipt a moment to arrive, then look it up.

    A provider that does not say is asked less and less often.
    """
    message.state = MessageState.UNKNOWN
    message.send_at = now + max(SETTLE_UNKNOWN, _back_off(message))


def _back_off(message: Outgoing) -> timedelta:
    return min(timedelta(seconds=2 ** min(message.attempts - 1, 6)), _LONGEST_BACK_OFF)


def is_any_due(session: Session, now: datetime) -> bool:
    """Return True where a text is due. Asked many times a second: it reads one row, and locks none."""
    return session.connection().execute(_ANY_DUE, {"now": now}).first() is not None


def oldest_due(session: Session, now: datetime) -> datetime | None:
    """Since when the text has been due that has waited longest; None when nothing is due."""
    return session.scalar(
        select(Outgoing.send_at)
        .where(is_one_of(Outgoing.state, *WAITING), Outgoing.send_at <= now)
        .order_by(Outgoing.send_at)
        .limit(1)
    )


def oldest_waiting(session: Session, now: datetime) -> datetime | None:
    """When the text was posted that has waited longest, tried or not; None when none waits.

    One that is to leave later on purpose does not wait yet.
    """
    return session.scalar(
        select(func.min(Outgoing.created_at)).where(
            is_one_of(Outgoing.state, *WAITING), (Outgoing.attempts > 0) | (Outgoing.send_at <= now)
        )
    )


def _lease(message: Outgoing, now: datetime) -> None:
    """It is ours, until it is due again: when the lease runs out."""
    message.state = MessageState.SENDING
    message.send_at = now + LEASE
    message.attempts += 1


def _is_readable(session: Session, now: datetime, message: Outgoing, *, reword: bool) -> bool:
    """Words that may have been sent stay as they are: they are what the text is looked up by."""
    try:
        if reword:
            send_checks.put_into_words(session, now, message)
        message.open()
    except (DecryptionError, WordingError):
        # One that is broken must not hold up the others.
        give_up(message)
        return False
    return True
