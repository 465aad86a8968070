"""Taking one text: kept first, whatever it says; understood then; applied last.

A text that cannot be understood because of a fault of ours stays in the inbox and is tried again by the tick.
"""

import hashlib
import logging
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from enquiries.core import crypto
from enquiries.core.base import insert_for, is_one_of
from enquiries.core.phone import read_sender
from enquiries.core.settings import settings_of
from enquiries.core.text import on_one_line
from enquiries.intake import first_text, synthetic
from enquiries.messaging.models import InboxState, Incoming
from enquiries.organisation import snapshot
from enquiries.organisation.models import Staff
from enquiries.responders import text_commands

log = logging.getLogger(__name__)

_FIRST_RETRY = timedelta(seconds=5)
_LONGEST_RETRY = timedelta(minutes=10)
_RETRIES_AT_ONCE = 50
_MOST_MEDIA = 10  # https://www.twilio.com/docs/messaging/guides/accepted-mime-types
_LONGEST_ADDRESS = 500  # characters


def store(session: Session, now: datetime, params: Mapping[str, str]) -> Incoming | None:
    """Keep a text as Twilio posted it. None when its SID was here before."""
    incoming = Incoming(
        sid=_clean(params.get("MessageSid") or params.get("SmsSid") or _digest(params)),
        received_at=now,
        to=_clean(params.get("To", "")),
        opt_out_type=_clean(params.get("OptOutType", "")).upper(),
        state=InboxState.NEW,
        attempts=0,
        next_try_at=now,
        sender_lookup=crypto.lookup(read_sender(params.get("From", "")).address),
        key=crypto.keyring().new_key(),
    )
    incoming.sender = params.get("From", "")
    incoming.body = params.get("Body", "")
    incoming.media = "\n".join(_media(params)) or None
    insert = insert_for(session)(Incoming).values(incoming.columns())
    stored: Incoming | None = session.scalar(
        insert.on_conflict_do_nothing(index_elements=[Incoming.sid]).returning(Incoming)
    )
    return stored


def understand(session: Session, now: datetime, incoming: Incoming) -> None:
    """Find out what a kept text means and do it. Undone as a whole, and kept for later, when that fails."""
    try:
        with session.begin_nested():
            incoming.state = _apply(session, now, incoming)
            incoming.attempts += 1
    except Exception:
        incoming.attempts += 1
        incoming.state = InboxState.FAILED
        incoming.next_try_at = now + min(_FIRST_RETRY * 2 ** (incoming.attempts - 1), _LONGEST_RETRY)
        log.exception("text_not_understood", extra={"inbox_id": incoming.id, "attempts": incoming.attempts})


def waiting(session: Session, now: datetime) -> Sequence[Incoming]:
    """Kept texts that were not understood yet, and whose next try is due."""
    return session.scalars(
        select(Incoming)
        .where(is_one_of(Incoming.state, InboxState.NEW, InboxState.FAILED), Incoming.next_try_at <= now)
        .order_by(Incoming.next_try_at, Incoming.id)
        .limit(_RETRIES_AT_ONCE)
        .with_for_update(skip_locked=True)
    ).all()


def _apply(session: Session, now: datetime, incoming: Incoming) -> InboxState:
    """Do what it means. Returns what becomes of the text."""
    sender = read_sender(incoming.sender or "")
    setup = snapshot.current_setup(session)
    if not sender.address or setup.number(sender.address) is not None:
        log.warning("text_ignored", extra={"inbox_id": incoming.id, "why": "no sender, or our own number"})
        return InboxState.IGNORED
    member = setup.by_mobile(sender.address)
    if member is not None and member.active:
        incoming.staff_id = member.id
        text_commands.execute(session, now, incoming, snapshot.load(session, Staff, member.id))
    elif sender.address == settings_of(session).synthetic_number:
        synthetic.handle_probe(session, now, incoming, sender)
    else:
        first_text.handle_text(session, now, incoming, sender)
    return InboxState.DONE


def _media(params: Mapping[str, str]) -> Iterator[str]:
    """The type and the address of each thing that came with a text, up to the most that one can have."""
    for number in range(_MOST_MEDIA):
        kind, address = params.get(f"MediaContentType{number}", ""), params.get(f"MediaUrl{number}", "")
        if address:
            yield f"{_clean(kind).replace(' ', '') or 'unknown'} {on_one_line(address)[:_LONGEST_ADDRESS]}"


def _digest(params: Mapping[str, str]) -> str:
    """A name for a text that came without one, so that its repeat is known."""
    return "none-" + hashlib.sha256(repr(sorted(params.items())).encode("utf-8", "replace")).hexdigest()[:28]


def _clean(text: str) -> str:
    # PostgreSQL stores no NUL, and these columns are short words of the provider's.
    return text.replace("\0", "")[:64]
