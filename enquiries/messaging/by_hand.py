"""A text that a member of staff writes to an enquirer on the board.

It goes out as all others do, by the outbox, and only where a text may: never to a person who said no texts or
STOP, never to a landline. What it says is kept sealed with the enquiry.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from enquiries.core.i18n import ENGLISH
from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.models import Enquiry, TimelineEntry
from enquiries.lifecycle.timeline import record
from enquiries.messaging import outbox, sender_numbers, to_enquirer
from enquiries.messaging.models import Outgoing
from enquiries.messaging.permission_rules import ContactPermission
from enquiries.messaging.texts import TextKind
from enquiries.organisation.models import Staff
from enquiries.wording import wording

MOST_SEGMENTS = 3
_READY_MADE = ("try_again", "which_time", "on_our_way", "thank_you", "no_hurry")
_READY_MADE_FOR_TEXT_ONLY = ("text_now", "safer_time", "on_our_way", "thank_you", "no_hurry")


@dataclass(frozen=True)
class ReadyMade:
    """A text as it would go out, and what it says in English; the same where that is their language."""

    words: str
    english: str


def ready_made(
    session: Session, now: datetime, enquiry: Enquiry, may: ContactPermission
) -> Mapping[str, ReadyMade]:
    """The texts to choose from, by their names."""

    def words(name: str, language: str) -> str:
        return to_enquirer.words_for(session, now, enquiry, f"written.{name}", may, language)

    names = _READY_MADE_FOR_TEXT_ONLY if may.is_text_only else _READY_MADE
    return {name: ReadyMade(words(name, enquiry.language), words(name, ENGLISH)) for name in names}


def as_sent(words: str, language: str) -> str:
    """The words as they leave: in GSM-7, where they can be written so, and never as question marks."""
    spelt = wording.spelt(words, language)
    return words if spelt.count("?") > words.count("?") else spelt


def send(session: Session, now: datetime, enquiry: Enquiry, staff: Staff, words: str) -> None:
    """Post the text. Raises TextRefused: nothing is written down then."""
    message = outbox.post_to_person(
        session,
        now,
        enquiry,
        kind=TextKind.WRITTEN,
        sender=sender_numbers.for_enquirer(session, enquiry),
        body=as_sent(words, enquiry.language),
    )
    session.flush()
    record(session, now, enquiry, EventKind.TEXTED, by=staff, text=TextKind.WRITTEN, outbox_id=message.id)


def author_of(session: Session, message: Outgoing) -> Staff | None:
    """Who wrote a text on the board; None of one that the service wrote itself."""
    if message.kind != TextKind.WRITTEN:
        return None
    written = session.scalars(
        select(TimelineEntry).where(
            TimelineEntry.enquiry_id == message.enquiry_id,
            TimelineEntry.what == EventKind.TEXTED,
            TimelineEntry.staff_id.is_not(None),
        )
    )
    return next((entry.staff for entry in written if entry.detail.get("outbox_id") == message.id), None)
