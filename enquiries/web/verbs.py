"""The verbs of the board, one a button or a short form: what is read from it, and what is said afterwards."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from enquiries.domain.chosen_time import TimeRefused, read_chosen
from enquiries.domain.sms_text import plain, segments
from enquiries.domain.states import Outcome
from enquiries.domain.unwise_words import unwise_words
from enquiries.domain.when import read_time, say_when
from enquiries.models.enquiry import Enquiry
from enquiries.models.staff import Staff
from enquiries.services import codes, handling, moving, texting
from enquiries.services.permission import TextRefused
from enquiries.web.access import centres_of
from enquiries.web.forms import tidy

LONGEST_NOTE: Final = 1000  # letters


class NotDone(Exception):
    """Nothing was done, and why: in words for whoever pressed the button.

    `checked` are words that they were warned of; sent again as they are, they are taken.
    """

    def __init__(self, why: str, checked: str = "") -> None:
        super().__init__(why)
        self.checked = checked


@dataclass(frozen=True)
class Deed:
    """Somebody wants this done to an enquiry, which is theirs alone until the commit."""

    session: Session
    now: datetime
    staff: Staff
    enquiry: Enquiry
    form: Mapping[str, str]

    def words(self, field: str, missing: str) -> str:
        """What was written in a field. Raises NotDone where that is nothing, or far too much."""
        written = tidy(self.form.get(field))
        if not written:
            raise NotDone(missing)
        if len(written) > LONGEST_NOTE:
            raise NotDone(f"Use {LONGEST_NOTE} characters or fewer.")
        return written

    def when(self, moment: datetime) -> str:
        return say_when(moment, self.now, self.enquiry.centre.zone)


def _take(deed: Deed) -> str:
    handling.take(deed.session, deed.now, deed.enquiry, deed.staff)
    return f"{deed.enquiry.code} is yours. Call them now."


def _take_over(deed: Deed) -> str:
    handling.take_over(deed.session, deed.now, deed.enquiry, deed.staff)
    return f"{deed.enquiry.code} is yours. We’ve told the person who had it."


def _pass(deed: Deed) -> str:
    handling.pass_on(deed.session, deed.now, deed.enquiry, deed.staff)
    return f"{deed.enquiry.code} passed: the next person is being alerted."


def _no_answer(deed: Deed) -> str:
    return _not_reached(deed, voicemail=False)


def _voicemail(deed: Deed) -> str:
    return _not_reached(deed, voicemail=True)


def _not_reached(deed: Deed, *, voicemail: bool) -> str:
    again = handling.not_reached(deed.session, deed.now, deed.enquiry, deed.staff, voicemail=voicemail)
    if again is None:
        return f"{deed.enquiry.code} is closed: that was the last try."
    return f"{deed.enquiry.code} noted. Next try {deed.when(again)}."


def _voicemail_left(deed: Deed) -> str:
    left = deed.form.get("left") == "yes"
    handling.voicemail_was_left(deed.session, deed.now, deed.enquiry, deed.staff, left=left)
    return f"{deed.enquiry.code} noted."


def _later(deed: Deed) -> str:
    zone = deed.enquiry.centre.zone
    at = read_time(deed.form.get("in", ""), deed.now, zone)
    try:
        at = at or read_chosen(tidy(deed.form.get("time")), deed.now, zone)
    except TimeRefused as refused:
        raise NotDone(str(refused)) from None
    due_at = handling.later(deed.session, deed.now, deed.enquiry, deed.staff, at)
    return f"{deed.enquiry.code} will be due {deed.when(due_at)}."


def _done(deed: Deed) -> str:
    outcome = next((each for each in Outcome if each == deed.form.get("outcome")), None)
    if outcome is None:
        raise NotDone("Choose an outcome.")
    if outcome is Outcome.OPTED_OUT:
        handling.wants_no_contact(deed.session, deed.now, deed.enquiry, deed.staff)
    else:
        handling.done(deed.session, deed.now, deed.enquiry, deed.staff, outcome)
    return f"{deed.enquiry.code} is closed: {outcome.replace('_', ' ')}."


def _risk(deed: Deed) -> str:
    _refuse_if_long_closed(deed)
    handling.raise_risk(deed.session, deed.now, deed.enquiry, deed.staff)
    return f"{deed.enquiry.code} is urgent, and managers are being told."


def _clear(deed: Deed) -> str:
    reason = deed.words("reason", "Give a reason why it’s not urgent: it is recorded.")
    handling.clear_urgency(deed.session, deed.now, deed.enquiry, deed.staff, reason)
    return f"{deed.enquiry.code} is no longer urgent."


def _note(deed: Deed) -> str:
    handling.note(
        deed.session, deed.now, deed.enquiry, deed.staff, deed.words("note", "Write the note first.")
    )
    return f"{deed.enquiry.code} noted."


def _move(deed: Deed) -> str:
    centre = next((each for each in centres_of(deed.staff) if each.slug == deed.form.get("centre")), None)
    if centre is None or centre.id == deed.enquiry.centre_id:
        raise NotDone("Choose a centre.")
    try:
        moving.move(deed.session, deed.now, deed.enquiry, deed.staff, centre)
    except moving.AnotherIsOpenThere as there:
        raise NotDone(
            f"{centre.name} already has an enquiry from this phone: {there.other.code}. Close one of the two."
        ) from None
    return f"{deed.enquiry.code} moved to {centre.name}."


def _reopen(deed: Deed) -> str:
    _refuse_if_long_closed(deed)
    handling.reopen(deed.session, deed.now, deed.enquiry, deed.staff)
    return f"{deed.enquiry.code} is open again, and yours."


def _refuse_if_long_closed(deed: Deed) -> None:
    if not codes.are_kept(deed.enquiry, deed.now):
        raise handling.NotOpen


def _text(deed: Deed) -> str:
    """One of the texts that are ready, or words of their own, of which they are warned once."""
    handling.refuse_if_held_by_another(deed.session, deed.enquiry, deed.staff)
    ready = texting.ready_made(deed.enquiry).get(deed.form.get("ready", ""))
    words = ready or deed.words("words", "Choose a text, or write one.")
    if ready is None and deed.form.get("checked") != words:
        _warn(words)
    try:
        texting.send(deed.session, deed.now, deed.enquiry, deed.staff, words)
    except TextRefused as refused:
        raise NotDone(f"No text was sent. {refused}") from None
    return "The text is on its way."


def _warn(words: str) -> None:
    """Raises NotDone where a text says what it better should not, or is long."""
    parts, unwise = segments(plain(words)), unwise_words(words)
    if parts > texting.MOST_SEGMENTS:
        raise NotDone(f"That’s {parts} texts long. Use {texting.MOST_SEGMENTS} or fewer.")
    if unwise:
        raise NotDone(
            f"Others may read this phone, and networks stop such texts: {', '.join(unwise)}. "
            "Better without. If it must be so, press again.",
            checked=words,
        )


TAKING: Final = ("take", "take-over")
VERBS: Final[Mapping[str, Callable[[Deed], str]]] = {
    "take": _take,
    "take-over": _take_over,
    "pass": _pass,
    "no-answer": _no_answer,
    "voicemail": _voicemail,
    "voicemail-left": _voicemail_left,
    "later": _later,
    "done": _done,
    "risk": _risk,
    "clear": _clear,
    "note": _note,
    "move": _move,
    "reopen": _reopen,
    "text": _text,
}
