"""The timeline of an enquiry in plain words: what happened, when, and who did it.

A sentence says nothing of the person. What somebody wrote is beside it, sealed until it is asked for.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from enquiries.dates.spoken import say_when
from enquiries.lifecycle import timeline
from enquiries.lifecycle.models import Enquiry, EventKind, TimelineEntry
from enquiries.messaging.permission_rules import RefusalReason
from enquiries.organisation.models import Staff


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


def whole_timeline(session: Session, enquiry: Enquiry) -> list[Line]:
    """The whole timeline, the oldest first."""
    return sentences(session, timeline.entries(session, enquiry))


def sentences(session: Session, entries: Sequence[TimelineEntry]) -> list[Line]:
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
        return "Wrote them a text on the board"
    return f"A text went out: {_plain(facts['text'].partition('.')[2])}"


def _text_not_sent(facts: _Facts) -> str:
    name = _plain(facts["text"].partition(".")[2])
    return f"A text did not reach them: {name}. {RefusalReason(facts['why']).sentence}"


def _attempt(facts: _Facts) -> str:
    again = facts.when("next_try")
    return f"Tried: {facts['result']}. {f'Next try {again}' if again else 'No try is left'}"


def _opted_out(facts: _Facts) -> str:
    if facts["may_ask_for_help"]:
        return f"Texted {facts['word']}: no more texts. May be asking for help: somebody should look"
    if facts["word"]:
        return f"Texted {facts['word']}: no more texts or calls"
    return _OPTED_OUT.get(facts["how"], "Said to us: no more texts or calls")


def _released(facts: _Facts) -> str:
    if facts["why"] == "no call in time":
        return "Went back to the queue: no call was logged in time"
    return "Went back to the queue: no call was logged and no answer came"


def _voicemail_left(facts: _Facts) -> str:
    return "A voicemail was left that was not wanted" if facts["left"] else "No voicemail was left"


def _nudged(facts: _Facts) -> str:
    return "Asked how the call went" if facts["why"] else "Asked whether a call was made"


def _always(words: str) -> Callable[[_Facts], str]:
    return lambda facts: words


def _plain(word: object) -> str:
    return str(word).replace("_", " ")


_OPTED_OUT = {
    "link": "Cancelled the call by the link in a text",
    "provider": "Wants no texts: the network refused one because they have stopped them",
}
_QUESTIONS = {"about": "for whom", "voicemail": "voicemail", "text_ok": "texts"}
_SENTENCES: Mapping[EventKind, Callable[[_Facts], str]] = {
    EventKind.RECEIVED: _received,
    EventKind.WROTE: _always("Wrote"),
    EventKind.TEXTED: _texted,
    EventKind.TEXT_NOT_SENT: _text_not_sent,
    EventKind.ACKNOWLEDGED: _always("Saw the page that says we will ring"),
    EventKind.ANSWERED: _answered,
    EventKind.MAY_BE_ANOTHER: _always("May be another person: said something else than before"),
    EventKind.CONSENTED: _always("Agreed to our keeping what they wrote"),
    EventKind.RISK_FOUND: lambda facts: f"Possible danger: {_plain(', '.join(facts['tiers']))}",
    EventKind.MADE_URGENT: lambda facts: f"Made urgent: {_plain(facts['why'])}",
    EventKind.URGENCY_CLEARED: _always("Looked at the danger and made it not urgent"),
    EventKind.ALERTING: _always("Is being alerted"),
    EventKind.ALERTED: _always("Was sent the alert"),
    EventKind.ALERT_DELIVERED: _always("The alert reached their phone"),
    EventKind.ALERT_FAILED: _always("The alert did not arrive"),
    EventKind.WAITS_FOR_OPENING: lambda facts: f"Waits until the centre opens, {facts.when('until')}",
    EventKind.NOBODY_ON_CALL: _always("Nobody was on call: managers were told"),
    EventKind.CLAIMED: _always("Took it"),
    EventKind.TAKEN_OVER: lambda facts: (
        f"Took it over from {facts.names.get(facts['taken_from'], 'a colleague')}"
    ),
    EventKind.PASSED: _always("Passed"),
    EventKind.NUDGED: _nudged,
    EventKind.RELEASED: _released,
    EventKind.VIEWED: lambda facts: f"Looked at the details, on the {facts['door']} from {facts['address']}",
    EventKind.DIALLED: lambda facts: f"Rang ({facts['how']})",
    EventKind.CALL_REPORTED: _always("Reported a call that was not logged before"),
    EventKind.ATTEMPT: _attempt,
    EventKind.VOICEMAIL_LEFT: _voicemail_left,
    EventKind.NOTED: _always("Noted"),
    EventKind.RESCHEDULED: lambda facts: f"To be called {facts.when('due_at')}",
    EventKind.MOVED: lambda facts: f"Moved from {facts['from_centre']} to {facts['to_centre']}",
    EventKind.OPTED_OUT: _opted_out,
    EventKind.OPTED_IN: _always("Wants texts again"),
    EventKind.NOT_ME: _always("Says that it was somebody else who gave the number"),
    EventKind.CLOSED: lambda facts: f"Closed: {_plain(facts['outcome'])}",
    EventKind.REOPENED: lambda facts: f"Opened again: {facts['why']}",
}
