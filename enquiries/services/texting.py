"""A text that a member of staff writes to an enquirer on the board.

It goes out as all others do, by the outbox, and only where a text may: never to somebody who said no texts or
STOP, never to a landline. What it says is kept sealed with the enquiry.
"""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from enquiries.domain.nouns import Priority, Wish
from enquiries.domain.sms_text import plain
from enquiries.models.enquiry import Enquiry
from enquiries.models.staff import Staff
from enquiries.models.timeline import What
from enquiries.services import numbers, opt_outs, outbox, replies, wording
from enquiries.services.last_look import WRITTEN
from enquiries.services.timeline import record

MOST_SEGMENTS = 3
_READY_MADE = ("try_again", "which_time", "on_our_way", "thank_you", "no_hurry")


class Refusal(StrEnum):
    """Why somebody may not be texted; the value is what a colleague reads."""

    NO_TEXTS = "They said no texts."
    OPTED_OUT = "They have opted out: no texts from any centre until they text START."
    NOT_TEXTABLE = "This number takes no texts: it is a landline, or no number at all."


class TextRefused(Exception):
    """They may not be texted."""

    def __init__(self, why: Refusal) -> None:
        super().__init__(why.value)
        self.why = why


def refusal(session: Session, enquiry: Enquiry) -> Refusal | None:
    """Why they may not be texted; None where they may."""
    if not enquiry.textable:
        return Refusal.NOT_TEXTABLE
    if opt_outs.is_opted_out(session, enquiry.phone_lookup):
        return Refusal.OPTED_OUT
    return Refusal.NO_TEXTS if enquiry.text_ok is Wish.NO else None


def ready_made(enquiry: Enquiry) -> Mapping[str, str]:
    """The texts to choose from, by their names, as they would go out."""
    values = replies.centre_values(enquiry.centre)
    return {name: wording.text(f"written.{name}", **values) for name in _READY_MADE}


def send(session: Session, now: datetime, enquiry: Enquiry, staff: Staff, words: str) -> None:
    """Post the text, in letters that every phone has. Raises TextRefused."""
    why = refusal(session, enquiry)
    if why is not None or enquiry.phone is None:
        raise TextRefused(why or Refusal.NOT_TEXTABLE)
    outbox.post(
        session,
        now,
        kind=WRITTEN,
        to=enquiry.phone,
        sender=numbers.for_enquirer(session, enquiry),
        body=plain(words),
        priority=Priority.REPLY,
        enquiry=enquiry,
    )
    record(session, now, enquiry, What.TEXTED, by=staff, text=WRITTEN)
