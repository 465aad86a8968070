"""Taking texts: each is kept, whatever it says, and what it means is done, in one transaction.

A text that cannot be understood because of a fault of ours stays in the inbox and is tried again by the tick.
"""

import hashlib
import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from sqlalchemy import bindparam, exists, select
from sqlalchemy.orm import Session, aliased

from enquiries.core import crypto
from enquiries.core.base import insert_for, is_just, is_one_of
from enquiries.core.phone import Sender, read_sender
from enquiries.core.settings import settings_of
from enquiries.core.text import on_one_line
from enquiries.core.transactions import added_rows
from enquiries.intake import first_text, strangers, synthetic
from enquiries.lifecycle import find
from enquiries.lifecycle.models import Enquiry, Wait
from enquiries.messaging.models import InboxState, Incoming, Outgoing
from enquiries.organisation import snapshot
from enquiries.organisation.models import Staff
from enquiries.parsing.risk.finding import RiskFinding
from enquiries.parsing.risk.scan import scan
from enquiries.responders import text_commands

log = logging.getLogger(__name__)

_KNOWN_SID = select(Incoming.id).where(Incoming.sid == bindparam("sid"))
_FIRST_RETRY = timedelta(seconds=5)
_LONGEST_RETRY = timedelta(minutes=10)
_SOON = timedelta(seconds=1)
_MOST_MEDIA = 10  # https://www.twilio.com/docs/messaging/guides/accepted-mime-types
_LONGEST_ADDRESS = 500  # characters


@dataclass(frozen=True)
class _Said:
    """What can be known of a text without the database."""

    sender: Sender
    body: str

    @cached_property
    def risk(self) -> RiskFinding:
        """The danger found in its words by themselves."""
        return scan(self.body)


@dataclass(frozen=True)
class PostedText(_Said):
    """A text as Twilio posted it. `columns` are those of the inbox, what is personal sealed."""

    sid: str
    received_at: datetime
    lookup: str
    columns: Mapping[str, Any]


def read(now: datetime, params: Mapping[str, str]) -> PostedText:
    """Read what Twilio posted at `now` (UTC)."""
    sender = read_sender(params.get("From", ""))
    incoming = Incoming(
        sid=_clean(params.get("MessageSid") or params.get("SmsSid") or _digest(params)),
        received_at=now,
        to=_clean(params.get("To", "")),
        opt_out_type=_clean(params.get("OptOutType", "")).upper(),
        state=InboxState.NEW,
        attempts=0,
        next_try_at=now,
        sender_lookup=crypto.lookup(sender.address),
        key=crypto.keyring().new_key(),
    )
    incoming.sender = params.get("From", "")
    incoming.body = params.get("Body", "")
    incoming.media = "\n".join(_media(params)) or None
    body = params.get("Body", "")
    return PostedText(sender, body, incoming.sid, now, incoming.sender_lookup, incoming.columns())


def prepare(posted: PostedText) -> None:
    """Think about a text before others have to wait for it. What fails here fails again when it is taken."""
    setup = snapshot.last_known()
    if setup is None or setup.by_mobile(posted.sender.address) is None:  # else it is a command
        with suppress(Exception):
            _ = posted.risk


def keep(session: Session, posted: PostedText) -> Incoming | None:
    """Keep a text and do no more; it waits for no one. None where its SID was here before."""
    keep_text = insert_for(session)(Incoming).values(posted.columns)
    kept: Incoming | None = session.scalar(
        keep_text.on_conflict_do_nothing(index_elements=[Incoming.sid]).returning(Incoming)
    )
    return kept


def take(session: Session, posted: PostedText) -> None:
    """Keep a text and do what it means. Raises what is wrong with it."""
    find.lock_number(session, posted.lookup)
    if session.connection().scalar(_KNOWN_SID, {"sid": posted.sid}) is None:
        _reserve_ids(session, 1)
        incoming = _add(session, posted)
        _recognise(session, incoming, posted.sender)
        _understand(session, posted.received_at, incoming, posted)


def take_together(session: Session, posted: Sequence[PostedText]) -> Sequence[PostedText]:
    """The same with several, all or none. Returns those that are to be taken alone.

    Together are taken first texts of strangers. Others change what is there already, which another
    transaction may have locked, or lock in another order. On SQLite no one else writes meanwhile, so that one
    that comes by itself is taken at once.
    """
    if len(posted) == 1 and not find.waits_for_others(session):
        take(session, posted[0])
        return ()
    strange = _strangers_among(session, posted)
    first = [each for each in posted if each.lookup in strange]
    _reserve_ids(session, len(first))
    for each in first:
        _understand(session, each.received_at, _add(session, each), each)
    return [each for each in posted if each.lookup not in strange]


def keep_for_later(session: Session, posted: PostedText) -> None:
    """Keep a text that could not be understood, for the tick."""
    incoming = keep(session, posted)
    if incoming is not None:
        _try_later(posted.received_at, incoming)


def understand(session: Session, now: datetime, incoming: Incoming) -> None:
    """Find out what a kept text means and do it. Undone as a whole, and kept for later, when that fails.

    One whose number someone else has locked is left for a moment: that may take long.
    """
    if not find.lock_free_numbers(session, [incoming.sender_lookup]):
        incoming.next_try_at = now + _SOON
        return
    try:
        with session.begin_nested():
            said = _Said(read_sender(incoming.sender or ""), incoming.body or "")
            _recognise(session, incoming, said.sender)
            _understand(session, now, incoming, said)
    except Exception:
        _try_later(now, incoming)
        log.exception("text_not_understood", extra={"inbox_id": incoming.id, "attempts": incoming.attempts})


def waiting(session: Session, now: datetime, most: int = 50) -> Sequence[Incoming]:
    """Kept texts that were not understood yet, and whose next try is due.

    Of one who wrote several times the first comes first; only one that failed holds up none that follow.
    """
    earlier = aliased(Incoming)
    is_later = exists().where(
        earlier.sender_lookup == Incoming.sender_lookup,
        is_just(earlier.state, InboxState.NEW),
        earlier.id < Incoming.id,
    )
    return session.scalars(
        select(Incoming)
        .where(
            is_one_of(Incoming.state, InboxState.NEW, InboxState.FAILED),
            Incoming.next_try_at <= now,
            ~is_later,
        )
        .order_by(Incoming.next_try_at, Incoming.id)
        .limit(most)
        .with_for_update(of=Incoming, skip_locked=True)
    ).all()


def _try_later(now: datetime, incoming: Incoming) -> None:
    incoming.attempts += 1
    incoming.state = InboxState.FAILED
    incoming.next_try_at = now + min(_FIRST_RETRY * 2 ** (incoming.attempts - 1), _LONGEST_RETRY)


def _strangers_among(session: Session, posted: Sequence[PostedText]) -> set[str]:
    """The look-ups of those who were never heard of, whose numbers are ours alone until the commit."""
    lookups = find.lock_free_numbers(session, {each.lookup for each in posted})
    setup = snapshot.current_setup(session)
    others = [each.lookup for each in posted if setup.by_mobile(each.sender.address) is None]
    return strangers.recognise(session, [each for each in others if each in lookups])


def _recognise(session: Session, incoming: Incoming, sender: Sender) -> None:
    """Not of staff: all that was ever texted to them would be read."""
    if snapshot.current_setup(session).by_mobile(sender.address) is None:
        strangers.recognise(session, [incoming.sender_lookup], besides=[incoming.id])


def _reserve_ids(session: Session, count: int) -> None:
    """Most texts begin an enquiry, and with it a wait, of which two texts tell."""
    added_rows.reserve_ids(session, {Incoming: count, Enquiry: count, Wait: count, Outgoing: 2 * count})


def _add(session: Session, posted: PostedText) -> Incoming:
    incoming = Incoming(id=added_rows.next_id(session, Incoming))
    incoming.set_columns(posted.columns)
    added_rows.add(session, incoming)
    return incoming


def _understand(session: Session, now: datetime, incoming: Incoming, said: _Said) -> None:
    incoming.state = _apply(session, now, incoming, said)
    incoming.attempts += 1


def _apply(session: Session, now: datetime, incoming: Incoming, said: _Said) -> InboxState:
    """Do what it means. Returns what becomes of the text."""
    sender = said.sender
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
        first_text.handle_text(session, now, incoming, sender, said.risk)
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
