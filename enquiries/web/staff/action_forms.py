"""The verbs of the board, one a button or a short form: what is read from it, and what is said afterwards."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from enquiries.dates.chosen_time import TimeRefused, read_chosen
from enquiries.dates.spoken import read_time, say_when
from enquiries.lifecycle import codes
from enquiries.lifecycle.models import Enquiry
from enquiries.lifecycle.states import Outcome
from enquiries.messaging import by_hand
from enquiries.messaging.gsm7 import plain, segments
from enquiries.messaging.permission import TextRefused
from enquiries.organisation.models import Staff
from enquiries.parsing.unwise_words import unwise_words
from enquiries.responders import actions, transfer
from enquiries.web.auth.access import centres_of
from enquiries.web.public.callback_form import strip_controls

LONGEST_NOTE: Final = 1000  # letters


class NotDone(Exception):
    """Nothing was done, and why: in words for whoever pressed the button.

    `checked` are words that they were warned of; sent again as they are, they are taken.
    """

    def __init__(self, why: str, checked: str = "") -> None:
        super().__init__(why)
        self.checked = checked


@dataclass(frozen=True)
class BoardAction:
    """Somebody wants this done to an enquiry, which is theirs alone until the commit."""

    session: Session
    now: datetime
    staff: Staff
    enquiry: Enquiry
    form: Mapping[str, str]

    def words(self, field: str, missing: str) -> str:
        """What was written in a field. Raises NotDone where that is nothing, or far too much."""
        written = strip_controls(self.form.get(field))
        if not written:
            raise NotDone(missing)
        if len(written) > LONGEST_NOTE:
            raise NotDone(f"Please write {LONGEST_NOTE} letters at most.")
        return written

    def when(self, moment: datetime) -> str:
        return say_when(moment, self.now, self.enquiry.centre.zone)


def _take(deed: BoardAction) -> str:
    actions.take(deed.session, deed.now, deed.enquiry, deed.staff)
    return f"{deed.enquiry.code} is yours. Ring them now."


def _take_over(deed: BoardAction) -> str:
    actions.take_over(deed.session, deed.now, deed.enquiry, deed.staff)
    return f"{deed.enquiry.code} is yours. Whoever had it is told."


def _pass(deed: BoardAction) -> str:
    actions.pass_on(deed.session, deed.now, deed.enquiry, deed.staff)
    return f"{deed.enquiry.code} passed: the next person is asked now."


def _no_answer(deed: BoardAction) -> str:
    return _not_reached(deed, voicemail=False)


def _voicemail(deed: BoardAction) -> str:
    return _not_reached(deed, voicemail=True)


def _not_reached(deed: BoardAction, *, voicemail: bool) -> str:
    again = actions.not_reached(deed.session, deed.now, deed.enquiry, deed.staff, voicemail=voicemail)
    if again is None:
        return f"{deed.enquiry.code} is closed: that was the last try."
    return f"{deed.enquiry.code} noted. Next try {deed.when(again)}."


def _voicemail_left(deed: BoardAction) -> str:
    left = deed.form.get("left") == "yes"
    actions.voicemail_was_left(deed.session, deed.now, deed.enquiry, deed.staff, left=left)
    return f"{deed.enquiry.code} noted."


def _later(deed: BoardAction) -> str:
    zone = deed.enquiry.centre.zone
    at = read_time(deed.form.get("in", ""), deed.now, zone)
    try:
        at = at or read_chosen(strip_controls(deed.form.get("time")), deed.now, zone)
    except TimeRefused as refused:
        raise NotDone(str(refused)) from None
    due_at = actions.later(deed.session, deed.now, deed.enquiry, deed.staff, at)
    return f"{deed.enquiry.code} is to be called {deed.when(due_at)}."


def _done(deed: BoardAction) -> str:
    outcome = next((each for each in Outcome if each == deed.form.get("outcome")), None)
    if outcome is None:
        raise NotDone("Choose how it ended.")
    if outcome is Outcome.OPTED_OUT:
        actions.wants_no_contact(deed.session, deed.now, deed.enquiry, deed.staff)
    else:
        actions.done(deed.session, deed.now, deed.enquiry, deed.staff, outcome)
    return f"{deed.enquiry.code} is closed: {outcome.replace('_', ' ')}."


def _risk(deed: BoardAction) -> str:
    _refuse_if_long_closed(deed)
    actions.raise_risk(deed.session, deed.now, deed.enquiry, deed.staff)
    return f"{deed.enquiry.code} is urgent, and managers are told."


def _clear(deed: BoardAction) -> str:
    reason = deed.words("reason", "Say why it is not urgent: somebody may ask one day.")
    actions.clear_urgency(deed.session, deed.now, deed.enquiry, deed.staff, reason)
    return f"{deed.enquiry.code} is not urgent any more."


def _note(deed: BoardAction) -> str:
    actions.note(
        deed.session, deed.now, deed.enquiry, deed.staff, deed.words("note", "Write the note first.")
    )
    return f"{deed.enquiry.code} noted."


def _move(deed: BoardAction) -> str:
    centre = next((each for each in centres_of(deed.staff) if each.slug == deed.form.get("centre")), None)
    if centre is None or centre.id == deed.enquiry.centre_id:
        raise NotDone("Choose the centre that it is for.")
    try:
        transfer.move(deed.session, deed.now, deed.enquiry, deed.staff, centre)
    except transfer.AnotherIsOpenThere as there:
        raise NotDone(
            f"{centre.name} has an enquiry of this phone already: {there.other.code}. Close one of the two."
        ) from None
    return f"{deed.enquiry.code} went to {centre.name}."


def _reopen(deed: BoardAction) -> str:
    _refuse_if_long_closed(deed)
    actions.reopen(deed.session, deed.now, deed.enquiry, deed.staff)
    return f"{deed.enquiry.code} is open again, and yours."


def _refuse_if_long_closed(deed: BoardAction) -> None:
    if not codes.are_kept(deed.enquiry, deed.now):
        raise actions.NotOpen


def _text(deed: BoardAction) -> str:
    """One of the texts that are ready, or words of their own, of which they are warned once."""
    actions.refuse_if_held_by_another(deed.session, deed.enquiry, deed.staff)
    ready = by_hand.ready_made(deed.enquiry).get(deed.form.get("ready", ""))
    words = ready or deed.words("words", "Choose a text, or write one.")
    if ready is None and deed.form.get("checked") != words:
        _warn(words)
    try:
        by_hand.send(deed.session, deed.now, deed.enquiry, deed.staff, words)
    except TextRefused as refused:
        raise NotDone(f"No text was sent. {refused}") from None
    return "The text is on its way."


def _warn(words: str) -> None:
    """Raises NotDone where a text says what it better should not, or is long."""
    parts, unwise = segments(plain(words)), unwise_words(words)
    if parts > by_hand.MOST_SEGMENTS:
        raise NotDone(f"That is {parts} texts long. Please write {by_hand.MOST_SEGMENTS} at most.")
    if unwise:
        raise NotDone(
            f"Others may read this phone, and networks stop such texts: {', '.join(unwise)}. "
            "Better without. If it must be so, press again.",
            checked=words,
        )


TAKING: Final = ("take", "take-over")
VERBS: Final[Mapping[str, Callable[[BoardAction], str]]] = {
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
