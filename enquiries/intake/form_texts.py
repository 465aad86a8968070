"""Whether the text that confirms a form will come, as the page after the form says it.

It is told from the form alone, never from what is known of the number: knowing a number must not reveal
that it was here before. So COMES is said with its exceptions, which are the number's own business.
"""

from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from enquiries.core.enums import Wish
from enquiries.intake.submission import Submission
from enquiries.lifecycle.text_hold import Hold
from enquiries.messaging import held_texts, sender_numbers


class FormText(StrEnum):
    """What becomes of the text that confirms a form."""

    COMES = "comes"  # unless the number stopped our texts, or was given to us before
    NOT_WANTED = "not_wanted"
    LANDLINE = "landline"
    ABROAD = "abroad"  # where no number of ours reaches
    HELD = "held"
    NOT_YET = "not_yet"  # they are to be texted, not called, and at a later time: no text comes before it


def form_text(session: Session, now: datetime, submission: Submission) -> FormText:
    """What to say of it; ask before the form is taken, since taking it counts."""
    if submission.text_ok is not Wish.YES:
        return FormText.NOT_WANTED
    if not submission.number.textable:
        return FormText.LANDLINE
    if not sender_numbers.can_reach_number(session, submission.centre, submission.number.e164):
        return FormText.ABROAD
    if submission.by_text and submission.call_at is not None:
        return FormText.NOT_YET
    # Hold.NUMBER is left out: it would tell that others gave this number today.
    if submission.suspicion not in (None, Hold.NUMBER) or held_texts.is_full(session, now):
        return FormText.HELD
    return FormText.COMES
