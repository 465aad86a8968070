"""The verbs of the board, one a button or a short form: what is read from it, and what is said afterwards."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from wtforms import HiddenField, StringField, TextAreaField

from enquiries.core.text import strip_controls
from enquiries.dates.chosen_time import TimeRefused, read_chosen
from enquiries.dates.spoken import read_time, say_when
from enquiries.lifecycle import codes
from enquiries.lifecycle.exclusions import CHOICES, Exclusion
from enquiries.lifecycle.states import Outcome
from enquiries.messaging import by_hand
from enquiries.messaging.permission import TextRefused, contact_permission
from enquiries.parsing.unwise_words import unwise_words
from enquiries.responders import actions, exclusions, put_off, transfer
from enquiries.responders.actions import Action
from enquiries.web.auth.access import centres_of
from enquiries.web.page_form import PageForm
from enquiries.wording.gsm7 import segments

LONGEST_NOTE: Final = 1000  # letters
_PUT_OFF: Final = "put off without a call"


class ActionRefused(Exception):
    """Nothing was done, and why: in words for the person who pressed the button.

    `checked` is what they were warned of; sent again as it is, it is taken.
    """

    def __init__(self, why: str, checked: str = "") -> None:
        super().__init__(why)
        self.checked = checked


class ActionForm(PageForm):
    """The fields of every button and short form of an enquiry; each action reads its own."""

    seen = HiddenField()  # the latest change that the page knew of
    back = HiddenField()  # where to go afterwards
    delay = HiddenField(name="in")
    time = StringField(filters=[strip_controls])
    outcome = StringField()
    exclusion = StringField()  # why the figures are to leave it out, and that in words
    exclusion_words = TextAreaField(filters=[strip_controls])
    left = StringField()
    reason = StringField(filters=[strip_controls])
    note = TextAreaField(filters=[strip_controls])
    centre = StringField()
    ready = StringField()
    words = TextAreaField(filters=[strip_controls])
    checked = HiddenField()  # what the person was warned of


def _words(field: StringField, missing: str) -> str:
    """What was written in a field. Raises ActionRefused where that is nothing, or far too much."""
    written: str = field.data or ""
    if not written:
        raise ActionRefused(missing)
    if len(written) > LONGEST_NOTE:
        raise ActionRefused(f"Use {LONGEST_NOTE} characters or fewer.")
    return written


def _when(action: Action, moment: datetime) -> str:
    return say_when(moment, action.now, action.enquiry.centre.zone)


def _take(action: Action, form: ActionForm) -> str:
    actions.take(action)
    return f"{action.enquiry.code} is yours. Call them now."


def _take_over(action: Action, form: ActionForm) -> str:
    actions.take_over(action)
    return f"{action.enquiry.code} is yours. We’ve told the person who had it."


def _pass(action: Action, form: ActionForm) -> str:
    actions.pass_on(action)
    return f"{action.enquiry.code} passed: the next person is being alerted."


def _no_answer(action: Action, form: ActionForm) -> str:
    return _not_reached(action, voicemail=False)


def _voicemail(action: Action, form: ActionForm) -> str:
    return _not_reached(action, voicemail=True)


def _not_reached(action: Action, *, voicemail: bool) -> str:
    again = put_off.not_reached(action, voicemail=voicemail)
    if again is None:
        return f"{action.enquiry.code} is closed: that was the last try."
    return f"{action.enquiry.code} noted. Next try {_when(action, again)}."


def _voicemail_left(action: Action, form: ActionForm) -> str:
    left = form.left.data == "yes"
    actions.voicemail_was_left(action, left=left)
    return f"{action.enquiry.code} noted."


def _later(action: Action, form: ActionForm) -> str:
    zone = action.enquiry.centre.zone
    at = read_time(form.delay.data or "", action.now, zone)
    try:
        at = at or read_chosen(form.time.data or "", action.now, zone)
    except TimeRefused as refused:
        raise ActionRefused(str(refused)) from None
    try:
        due_at = put_off.later(action, at, confirmed=form.checked.data == _PUT_OFF)
    except put_off.NoCallLogged:
        code = action.enquiry.code
        why = f"{code} is urgent and no call is logged. Call first; to put it off, press again."
        raise ActionRefused(why, checked=_PUT_OFF) from None
    return f"{action.enquiry.code} will be due {_when(action, due_at)}."


def _done(action: Action, form: ActionForm) -> str:
    outcome = next((each for each in Outcome if each == form.outcome.data), None)
    if outcome is None:
        raise ActionRefused("Choose an outcome.")
    if outcome is Outcome.OPTED_OUT:
        actions.wants_no_contact(action)
    else:
        left_out = None if outcome.counts else _exclusion(form)
        actions.done(action, outcome, left_out)
    said = "" if outcome.counts else f" {_counted(action)}"
    return f"{action.enquiry.code} is closed: {outcome.replace('_', ' ')}.{said}"


def _why(action: Action, form: ActionForm) -> str:
    """The reason that was missing when it was closed."""
    exclusions.say_why(action, _exclusion(form))
    return f"{action.enquiry.code} noted. {_counted(action)}"


def _exclusion(form: ActionForm) -> Exclusion:
    """Raises ActionRefused where none was chosen, or words are missing."""
    reason = next((each for each in CHOICES if each == form.exclusion.data), None)
    if reason is None:
        raise ActionRefused("Say why: choose a reason. It is recorded, and managers see it.")
    if not reason.needs_words and not form.exclusion_words.data:
        return Exclusion(reason)
    return Exclusion(reason, _words(form.exclusion_words, "Say the reason in a few words: it is recorded."))


def _counted(action: Action) -> str:
    if action.enquiry.excluded_reason is None:
        return "It counts in the response times all the same: a manager put it back."
    return "It’s left out of the response times, and managers see that."


def _admitted(action: Action, form: ActionForm) -> str:
    try:
        actions.admitted(action)
    except actions.NotOpen:
        raise ActionRefused(
            "Close it first, with what came of the call: only who was spoken to can come."
        ) from None
    return f"{action.enquiry.code} noted: they came for treatment."


def _not_admitted(action: Action, form: ActionForm) -> str:
    actions.not_admitted(action)
    return f"{action.enquiry.code} noted: they haven’t come for treatment."


def _risk(action: Action, form: ActionForm) -> str:
    _refuse_if_long_closed(action)
    actions.raise_risk(action)
    return f"{action.enquiry.code} is urgent, and managers are being told."


def _clear(action: Action, form: ActionForm) -> str:
    reason = _words(form.reason, "Give a reason why it’s not urgent: it is recorded.")
    actions.clear_urgency(action, reason)
    return f"{action.enquiry.code} is no longer urgent."


def _note(action: Action, form: ActionForm) -> str:
    actions.add_note(action, _words(form.note, "Write the note first."))
    return f"{action.enquiry.code} noted."


def _move(action: Action, form: ActionForm) -> str:
    centre = next((each for each in centres_of(action.staff) if each.slug == form.centre.data), None)
    if centre is None or centre.id == action.enquiry.centre_id:
        raise ActionRefused("Choose a centre.")
    try:
        transfer.move(action, centre)
    except transfer.AnotherIsOpenThere as there:
        raise ActionRefused(
            f"{centre.name} already has an enquiry from this phone: {there.other.code}. Close one of the two."
        ) from None
    return f"{action.enquiry.code} moved to {centre.name}."


def _reopen(action: Action, form: ActionForm) -> str:
    _refuse_if_long_closed(action)
    actions.reopen(action)
    return f"{action.enquiry.code} is open again, and yours."


def _refuse_if_long_closed(action: Action) -> None:
    if not codes.are_kept(action.enquiry, action.now):
        raise actions.NotOpen


def _text(action: Action, form: ActionForm) -> str:
    """One of the texts that are ready, or words of their own, of which they are warned once."""
    actions.refuse_if_held_by_another(action)
    may = contact_permission(action.session, action.now, action.enquiry)
    choices = by_hand.ready_made(action.session, action.now, action.enquiry, may)
    ready = choices.get(form.ready.data or "")
    words = ready.words if ready else _words(form.words, "Choose a text, or write one.")
    if ready is None and form.checked.data != words:
        _warn(words, action.enquiry.language)
    try:
        by_hand.send(action.session, action.now, action.enquiry, action.staff, words)
        actions.got_back_by_text(action)
    except TextRefused as refused:
        raise ActionRefused(f"No text was sent. {refused}") from None
    return "The text is on its way."


def _warn(words: str, language: str) -> None:
    """Raises ActionRefused where a text says what it better should not, or is long."""
    parts, unwise = segments(by_hand.as_sent(words, language)), unwise_words(words)
    if parts > by_hand.MOST_SEGMENTS:
        raise ActionRefused(f"That’s {parts} texts long. Use {by_hand.MOST_SEGMENTS} or fewer.")
    if unwise:
        raise ActionRefused(
            f"Others may read this phone, and networks stop such texts: {', '.join(unwise)}. "
            "Better without. If it must be so, press again.",
            checked=words,
        )


TAKING: Final = ("take", "take-over")
VERBS: Final[Mapping[str, Callable[[Action, ActionForm], str]]] = {
    "take": _take,
    "take-over": _take_over,
    "pass": _pass,
    "no-answer": _no_answer,
    "voicemail": _voicemail,
    "voicemail-left": _voicemail_left,
    "later": _later,
    "done": _done,
    "why": _why,
    "admitted": _admitted,
    "not-admitted": _not_admitted,
    "risk": _risk,
    "clear": _clear,
    "note": _note,
    "move": _move,
    "reopen": _reopen,
    "text": _text,
}
