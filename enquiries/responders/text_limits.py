"""Limits on the texts of one staff number, since a sender can be forged and a phone can be a machine.

The counts are in the database, by the minute, so that they hold for every process. A command that changes
something is always obeyed and answered; what is limited is noise, questions, and codes that name nothing.
"""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from enquiries.alarms import alarms
from enquiries.alarms.rules import AlarmKind, Cause
from enquiries.core import counters
from enquiries.organisation.models import Staff

_FEW_MINUTES = timedelta(minutes=10)
_HOUR = timedelta(hours=1)
_MINUTE = timedelta(minutes=1)
_UNKNOWN_CODES = 5  # answered in ten minutes; after one more the number is suspended
_TEXTS = 120  # obeyed in a minute: more than any thumb writes
_QUESTIONS = 10  # answered in ten minutes, while nothing else is done
_REFUSALS = 30  # answered in ten minutes, while nothing else is done
_MISTAKES = 3  # answered in an hour: short texts that are no command
_SPEECHES = 1  # answered in an hour: longer ones, such as a phone's automatic reply


def admits(session: Session, now: datetime, staff: Staff) -> bool:
    """Count one more text. Returns False, and managers are told, when no person can have written so many."""
    count = _count(session, now, staff, "texts", _MINUTE)
    if count > _TEXTS:
        _raise_alarm(session, now, staff, "flood by")
    return count <= _TEXTS


def may_answer_unknown_code(session: Session, now: datetime, staff: Staff) -> bool:
    """Count a code that names nothing of theirs. One too many suspends the number, and managers are told."""
    count = _count(session, now, staff, "unknown codes", _FEW_MINUTES)
    if count > _UNKNOWN_CODES:
        _raise_alarm(session, now, staff, "codes by")
    return count <= _UNKNOWN_CODES


def is_suspended(session: Session, now: datetime, staff: Staff) -> bool:
    """Return True where this number has guessed codes in the last ten minutes."""
    return counters.counted_since(session, _key(staff, "unknown codes"), now - _FEW_MINUTES) > _UNKNOWN_CODES


def may_answer_question(session: Session, now: datetime, staff: Staff) -> bool:
    """Count a command that changes nothing, such as LIST."""
    return _count(session, now, staff, "questions", _FEW_MINUTES) <= _QUESTIONS


def may_answer_refusal(session: Session, now: datetime, staff: Staff) -> bool:
    """Count a command about one enquiry that changed nothing, such as taking what another has."""
    return _count(session, now, staff, "refusals", _FEW_MINUTES) <= _REFUSALS


def may_answer_noise(session: Session, now: datetime, staff: Staff, *, short: bool) -> bool:
    """Count a text that is no command. A short one may be a slip; a longer one may be a machine's."""
    what, most = ("mistakes", _MISTAKES) if short else ("speeches", _SPEECHES)
    return _count(session, now, staff, what, _HOUR) <= most


def did_something(session: Session, staff: Staff) -> None:
    """Reset the limits on questions: a person who is working may ask as often as they like."""
    for what in ("questions", "refusals"):
        counters.uncount(session, _key(staff, what))


def _count(session: Session, now: datetime, staff: Staff, what: str, within: timedelta) -> int:
    key = _key(staff, what)
    counters.count(session, now, key)
    return counters.counted_since(session, key, now - within)


def _key(staff: Staff, what: str) -> str:
    return f"{what} of staff {staff.id}"


def _raise_alarm(session: Session, now: datetime, staff: Staff, what: str) -> None:
    """Tell the managers of each of their centres, at once, and once while it lasts."""
    words = f"{what} {staff.name.split()[0][:5]}"
    for centre in staff.centres:
        subject = f"{what} number of staff {staff.id} at centre {centre.id}"
        alarms.raise_alarm(session, now, Cause(AlarmKind.STAFF_NUMBER, words, subject, centre.id))
    alarms.notify(session, now, [AlarmKind.STAFF_NUMBER])
