"""The timeline of an enquiry in plain words: what happened, when, and who did it.

A sentence says nothing of the person. What somebody wrote is beside it, sealed until it is asked for.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from enquiries.domain.permission import Reason
from enquiries.domain.when import say_when
from enquiries.models.enquiry import Enquiry
from enquiries.models.staff import Staff
from enquiries.models.timeline import TimelineEntry, What
from enquiries.services import timeline


@dataclass(frozen=True)
class Line:
    """One entry; `by` is empty where no colleague did it."""

    at: datetime
    by: str
    says: str
    entry: TimelineEntry

    @property
    def has_words(self) -> bool:
        return self.entry.has_words


def of(session: Session, enquiry: Enquiry) -> list[Line]:
    """The whole timeline, the oldest first."""
    return tell(session, timeline.entries(session, enquiry))


def tell(session: Session, entries: Sequence[TimelineEntry]) -> list[Line]:
    """The sentences of some entries."""
    names = _names(session, entries)
    return [
        Line(
            entry.at,
            names.get(entry.staff_id or 0, ""),
            " ".join(_SENTENCES[entry.what](_Facts(entry, names)).split()),
            entry,
        )
        for entry in entries
    ]


@dataclass(frozen=True)
class _Facts:
    """An entry, and the names of the staff it speaks of."""

    entry: TimelineEntry
    names: Mapping[int, str]

    def __getitem__(self, key: str) -> Any:
        return self.entry.detail.get(key) or ""

    def when(self, key: str) -> str:
        """A moment of the detail, as one says it on the day of the entry; empty where there is none."""
        if not self[key]:
            return ""
        return say_when(datetime.fromisoformat(self[key]), self.entry.at, self.entry.enquiry.centre.zone)


def _names(session: Session, entries: Sequence[TimelineEntry]) -> dict[int, str]:
    ids = {entry.staff_id for entry in entries} | {entry.detail.get("taken_from") for entry in entries}
    found = session.scalars(select(Staff).where(Staff.id.in_(each for each in ids if each is not None)))
    return {member.id: member.text_name for member in found}


def _received(facts: _Facts) -> str:
    how = "by form" if facts["channel"] == "web" else "by text"
    return f"Asked for a call {how}{f', from {source}' if (source := facts['source']) else ''}"


def _answered(facts: _Facts) -> str:
    said = [f"{question} {facts[key]}" for key, question in _QUESTIONS.items() if facts[key]]
    return f"Answered: {', '.join(said)}"


def _texted(facts: _Facts) -> str:
    if facts.entry.staff_id:
        return "Texted them from the board"
    return f"We sent a text: {_plain(facts['text'].partition('.')[2])}"


def _text_not_sent(facts: _Facts) -> str:
    name = _plain(facts["text"].partition(".")[2])
    return f"A text did not reach them: {name}. {Reason(facts['why']).sentence}"


def _attempt(facts: _Facts) -> str:
    again = facts.when("next_try")
    return f"Tried: {facts['result']}. {f'Next try {again}' if again else 'That was the last try'}"


def _opted_out(facts: _Facts) -> str:
    if facts["may_ask_for_help"]:
        return f"Texted {facts['word']}: no more texts. May be asking for help: please check"
    if facts["word"]:
        return f"Texted {facts['word']}: no more texts or calls"
    return _OPTED_OUT.get(facts["how"], "Said to us: no more texts or calls")


def _released(facts: _Facts) -> str:
    if facts["why"] == "no call in time":
        return "Went back to the queue: no call logged in time"
    return "Went back to the queue: no call logged, and no reply"


def _voicemail_left(facts: _Facts) -> str:
    return "A voicemail was left, though they wanted none" if facts["left"] else "No voicemail was left"


def _nudged(facts: _Facts) -> str:
    return "Asked how the call went" if facts["why"] else "Asked if they have called"


def _always(words: str) -> Callable[[_Facts], str]:
    return lambda facts: words


def _plain(word: object) -> str:
    return str(word).replace("_", " ")


_OPTED_OUT = {
    "link": "Cancelled the call by the link in a text",
    "provider": "Wants no texts: the network refused one because they have stopped them",
}
_QUESTIONS = {"about": "for whom", "voicemail": "voicemail", "text_ok": "texts"}
_SENTENCES: Mapping[What, Callable[[_Facts], str]] = {
    What.RECEIVED: _received,
    What.WROTE: _always("Wrote"),
    What.TEXTED: _texted,
    What.TEXT_NOT_SENT: _text_not_sent,
    What.ACKNOWLEDGED: _always("Saw the page that says we’ll call"),
    What.ANSWERED: _answered,
    What.MAY_BE_ANOTHER: _always("May be another person: gave different details"),
    What.CONSENTED: _always("Agreed that we keep what they wrote"),
    What.RISK_FOUND: lambda facts: f"Possible danger: {_plain(', '.join(facts['tiers']))}",
    What.MADE_URGENT: lambda facts: f"Made urgent: {_plain(facts['why'])}",
    What.URGENCY_CLEARED: _always("Reviewed the risk and marked it not urgent"),
    What.ALERTING: _always("Is being alerted"),
    What.ALERTED: _always("Was sent the alert"),
    What.ALERT_DELIVERED: _always("The alert reached their phone"),
    What.ALERT_FAILED: _always("The alert did not arrive"),
    What.WAITS_FOR_OPENING: lambda facts: f"Waits until the centre opens, {facts.when('until')}",
    What.NOBODY_ON_CALL: _always("No one was on call: managers were told"),
    What.CLAIMED: _always("Took it"),
    What.TAKEN_OVER: lambda facts: f"Took it over from {facts.names.get(facts['taken_from'], 'a colleague')}",
    What.PASSED: _always("Passed"),
    What.NUDGED: _nudged,
    What.RELEASED: _released,
    What.VIEWED: lambda facts: f"Viewed the details on the {facts['door']}, from {facts['address']}",
    What.DIALLED: lambda facts: f"Called ({facts['how']})",
    What.CALL_REPORTED: _always("Reported a call that had not been logged"),
    What.ATTEMPT: _attempt,
    What.VOICEMAIL_LEFT: _voicemail_left,
    What.NOTED: _always("Noted"),
    What.RESCHEDULED: lambda facts: f"Call due {facts.when('due_at')}",
    What.MOVED: lambda facts: f"Moved from {facts['from_centre']} to {facts['to_centre']}",
    What.OPTED_OUT: _opted_out,
    What.OPTED_IN: _always("Wants texts again"),
    What.NOT_ME: _always("Says that someone else gave the number"),
    What.CLOSED: lambda facts: f"Closed: {_plain(facts['outcome'])}",
    What.REOPENED: lambda facts: f"Opened again: {facts['why']}",
}
