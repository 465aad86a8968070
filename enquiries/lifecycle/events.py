"""Everything that can happen to an enquiry, each once: its word in the timeline and the sentence people read.

A sentence says nothing of the person. A new event is one member here: record it, and it is on every timeline.
Who is told of an event by text is decided where it happens, by the verb that records it.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, Protocol, Self


class Facts(Protocol):
    """What a sentence may say of one entry."""

    def __getitem__(self, key: str) -> Any:
        """A detail of the entry; empty where it has none."""

    @property
    def by_colleague(self) -> bool:
        """Return True where a member of staff did it."""

    def when(self, key: str) -> str:
        """A moment of the detail, as one says it on the day of the entry."""

    def colleague(self, key: str) -> str:
        """The name of the member of staff whose id is in the detail."""

    def refusal(self, key: str) -> str:
        """The sentence for the reason why a text did not go."""

    def exclusion(self, key: str) -> str:
        """The sentence for the reason why it is left out of the figures; empty where there is none."""


Sentence = Callable[[Facts], str]


def _received(facts: Facts) -> str:
    how = "by form" if facts["channel"] == "web" else "by text"
    return f"Asked for a call {how}{f', from {source}' if (source := facts['source']) else ''}"


def _answered(facts: Facts) -> str:
    said = [f"{question} {facts[key]}" for key, question in _QUESTIONS.items() if facts[key]]
    return f"Answered: {', '.join(said)}"


def _texted(facts: Facts) -> str:
    if facts.by_colleague:
        return "Texted them from the board"
    return f"We sent a text: {_text_name(facts)}"


def _text_not_sent(facts: Facts) -> str:
    return f"A text did not reach them: {_text_name(facts)}. {facts.refusal('why')}"


def _text_name(facts: Facts) -> str:
    return _plain(facts["text"].partition(".")[2])


def _attempt(facts: Facts) -> str:
    again = facts.when("next_try")
    return f"Tried: {facts['result']}. {f'Next try {again}' if again else 'That was the last try'}"


def _opted_out(facts: Facts) -> str:
    if facts["may_ask_for_help"]:
        return f"Texted {facts['word']}: no more texts. May be asking for help: please check"
    if facts["word"]:
        return f"Texted {facts['word']}: no more texts or calls"
    return _OPTED_OUT.get(facts["how"], "Said to us: no more texts or calls")


def _released(facts: Facts) -> str:
    if facts["why"] == "no call in time":
        return "Went back to the queue: no call logged in time"
    return "Went back to the queue: no call logged, and no reply"


def _risk_found(facts: Facts) -> str:
    what = "Concern" if facts["level"] == "concern" else "Possible danger"
    return f"{what}: {_plain(', '.join(facts['tiers']))}"


def _dialled(facts: Facts) -> str:
    return "Got back to them by text" if facts["how"] == BY_TEXT else f"Called ({facts['how']})"


def _media_opened(facts: Facts) -> str:
    what = f"a {facts['media']} that they sent, on the {facts['door']}, from {facts['address']}"
    return f"Tried to open {what}: {facts['problem']}" if facts["problem"] else f"Opened {what}"


def _voicemail_left(facts: Facts) -> str:
    return "A voicemail was left, though they wanted none" if facts["left"] else "No voicemail was left"


def _closed(facts: Facts) -> str:
    outcome = f"Closed: {_plain(facts['outcome'])}"
    why = facts.exclusion("excluded_reason")
    return f"{outcome}, left out of the figures: {why}" if why else outcome


def _urgency_cleared(facts: Facts) -> str:
    late = ", too late to leave the urgent figure" if facts["late"] else ""
    return f"Urgency cleared: reviewed the risk and marked it not urgent{late}"


def _not_me(facts: Facts) -> str:
    if facts["instead"]:
        return f"Number corrected by the person: see {facts['instead']}"
    return "Says that someone else gave the number"


def _nudged(facts: Facts) -> str:
    return "Asked how the call went" if facts["why"] else "Asked if they have called"


def _plain(word: object) -> str:
    return str(word).replace("_", " ")


_OPTED_OUT = {
    "link": "Cancelled the call by the link in a text",
    "provider": "Wants no texts: the network refused one because they have stopped them",
}
_QUESTIONS = {
    "about": "for whom",
    "ring": "calls",
    "voicemail": "voicemail",
    "text_ok": "texts",
    "safe": "safe to reach now",
    "ask_for": "gave a name to ask for",
    "cover": "said what to tell others who answer",
    "before": "call before",
    "hours": "hours for calls",
}
_CHANGES_PAGE = True
BY_TEXT = "by text"
"""How they were got back to, where a text took the place of a call."""


class EventKind(StrEnum):
    """One kind of event. The value is its word in the database.

    `changes_page`: a colleague did something that makes a page opened before it out of date. A dial does not:
    the caller comes back to say how it went.
    """

    sentence: Sentence
    changes_page: bool

    def __new__(cls, word: str, sentence: str | Sentence, changes_page: bool = False) -> Self:
        kind = str.__new__(cls, word)
        kind._value_ = word
        kind.sentence = sentence if callable(sentence) else lambda facts: sentence
        kind.changes_page = changes_page
        return kind

    RECEIVED = "received", _received
    CAME_LATE = "came_late", lambda facts: f"The network brought it late: sent {facts.when('sent_at')}"
    WROTE = "wrote", "Wrote"
    TEXTED = "texted", _texted  # by a colleague it changes the page too
    TEXT_NOT_SENT = "text_not_sent", _text_not_sent
    ACKNOWLEDGED = "acknowledged", "Saw the page that says we’ll call"
    ANSWERED = "answered", _answered
    MAY_BE_ANOTHER = "may_be_another", "May be another person: gave different details"
    CONSENTED = "consented", "Agreed that we keep what they wrote"
    RISK_FOUND = "risk_found", _risk_found
    MADE_URGENT = "made_urgent", lambda facts: f"Made urgent: {_plain(facts['why'])}"
    URGENCY_CLEARED = "urgency_cleared", _urgency_cleared, _CHANGES_PAGE
    ALERTING = "alerting", "Is being alerted"
    ALERTED = "alerted", "Was sent the alert"
    ALERT_DELIVERED = "alert_delivered", "The alert reached their phone"
    ALERT_FAILED = "alert_failed", "The alert did not arrive"
    WAITS_FOR_OPENING = (
        "waits_for_opening",
        lambda facts: f"Waits until the centre opens, {facts.when('until')}",
    )
    NOBODY_ON_CALL = "nobody_on_call", "No one was on call: managers were told"
    CLAIMED = "claimed", "Took it", _CHANGES_PAGE
    TAKEN_OVER = (
        "taken_over",
        lambda facts: f"Took it over from {facts.colleague('taken_from')}",
        _CHANGES_PAGE,
    )
    PASSED = "passed", "Passed", _CHANGES_PAGE
    NUDGED = "nudged", _nudged
    RELEASED = "released", _released, _CHANGES_PAGE
    VIEWED = "viewed", lambda facts: f"Viewed the details on the {facts['door']}, from {facts['address']}"
    MEDIA_OPENED = "media_opened", _media_opened
    DIALLED = "dialled", _dialled
    CALL_REPORTED = "call_reported", "Reported a call that had not been logged"
    ATTEMPT = "attempt", _attempt, _CHANGES_PAGE
    VOICEMAIL_LEFT = "voicemail_left", _voicemail_left, _CHANGES_PAGE
    NOTED = "noted", "Noted", _CHANGES_PAGE
    RESCHEDULED = "rescheduled", lambda facts: f"Call due {facts.when('due_at')}", _CHANGES_PAGE
    MOVED = (
        "moved",
        lambda facts: f"Moved from {facts['from_centre']} to {facts['to_centre']}",
        _CHANGES_PAGE,
    )
    OPTED_OUT = "opted_out", _opted_out, _CHANGES_PAGE
    OPTED_IN = "opted_in", "Wants texts again"
    NOT_ME = "not_me", _not_me, _CHANGES_PAGE
    CLOSED = "closed", _closed, _CHANGES_PAGE
    EXCLUDED = (
        "excluded",
        lambda facts: f"Left out of the figures: {facts.exclusion('excluded_reason')}",
        _CHANGES_PAGE,
    )
    COUNTED = "counted", "Put back into the figures", _CHANGES_PAGE
    ADMITTED = "admitted", "Noted that they came for treatment", _CHANGES_PAGE
    NOT_ADMITTED = "not_admitted", "Took back that they came for treatment", _CHANGES_PAGE
    REOPENED = "reopened", lambda facts: f"Opened again: {facts['why']}", _CHANGES_PAGE
