"""What the columns of an enquiry must say, worked out from its timeline alone.

The times, state and outcome on an enquiry are written in the same commit as the entries that cause them, so
each can be worked out again. A new verb that changes one of them has its line here.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.exclusions import ExclusionReason, reason_after
from enquiries.lifecycle.states import EnquiryState, Outcome
from enquiries.lifecycle.waits import UNDONE

# How long a process may have waited for its turn with an enquiry, having read the clock.
_TURN = timedelta(minutes=1)


@dataclass(frozen=True)
class Happened:
    """One entry of the timeline. `at` is UTC; `is_older`: it is from before the chain."""

    id: int
    at: datetime
    what: EventKind
    staff_id: int | None
    detail: Mapping[str, Any]
    is_older: bool


class ExpectedColumns:
    """Takes the entries of one enquiry in their order; the attributes are named like the columns."""

    def __init__(self) -> None:
        self.state = EnquiryState.OPEN
        self.outcome: Outcome | None = None
        self.holder_id: int | None = None
        self.received_at: datetime | None = None
        self.alerted_at: datetime | None = None
        self.claimed_at: datetime | None = None
        self.claimed_by_id: int | None = None
        self.first_call_at: datetime | None = None
        self.reached_at: datetime | None = None
        self.closed_at: datetime | None = None
        self.admitted_at: datetime | None = None
        self.closed_by_id: int | None = None
        self.excluded_reason: ExclusionReason | None = None
        self.urgency_cleared_late = False
        self.attempts = 0
        self._latest: Happened | None = None
        self._received_before = False  # earlier than the entry says: from before the chain
        self._alerted_before = False  # earlier than the entry says: it waited for its turn
        self._was_last_try = False
        self._is_incomplete = False  # from a version that did not write down all of it

    def take(self, entry: Happened) -> str | None:
        """Take the next entry. Returns what is wrong with it, if anything."""
        latest, self._latest = self._latest, entry
        if entry.what is EventKind.ALERTED:
            self._alerted(entry, waited=latest is not None and entry.at <= latest.at)
        self.excluded_reason = reason_after(self.excluded_reason, entry)
        change = _CHANGES.get(entry.what)
        if change is not None:
            change(self, entry)
        if latest is None and entry.what is not EventKind.RECEIVED:
            self._is_incomplete = entry.is_older
        return None if entry.is_older else _misplaced(latest, entry)

    def differences(self, columns: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
        """Each column that differs: its name, what it says, and what was expected."""
        for name in () if self._is_incomplete else COLUMNS:
            found, expected = columns[name], getattr(self, name)
            if found != expected and not self._may_be_earlier(name, found, expected):
                yield name, found, expected

    def _may_be_earlier(self, name: str, found: Any, expected: Any) -> bool:
        if found is None or expected is None or found > expected:
            return False
        if name == "received_at":
            return self._received_before
        return name == "alerted_at" and self._alerted_before and found >= expected - _TURN

    def _received(self, entry: Happened) -> None:
        self.received_at, self._received_before = entry.at, entry.is_older

    def _came_late(self, entry: Happened) -> None:
        self.received_at = _moment(entry.detail["sent_at"])

    def _alerted(self, entry: Happened, *, waited: bool) -> None:
        self._alerted_before |= waited
        if self.alerted_at is None:
            # the claim may have been texted back before the provider's own answer
            self.alerted_at = min(entry.at, self.claimed_at or entry.at)

    def _opened(self, _: Happened) -> None:
        self.state, self.holder_id, self.outcome, self.closed_at = EnquiryState.OPEN, None, None, None
        self.closed_by_id = None

    def _claimed(self, entry: Happened) -> None:
        self._opened(entry)
        self.state, self.holder_id = EnquiryState.CLAIMED, entry.staff_id
        self.claimed_at = self.claimed_at or entry.at
        self.claimed_by_id = self.claimed_by_id or entry.staff_id

    def _rescheduled(self, entry: Happened) -> None:
        """A person who wants the call now, and not later, leaves it with its holder."""
        if "called" in entry.detail or _moment(entry.detail["due_at"]) != entry.at:
            self._opened(entry)

    def _called(self, entry: Happened) -> None:
        self.first_call_at = self.first_call_at or entry.at

    def _tried(self, entry: Happened) -> None:
        self.attempts += 1
        self._was_last_try = entry.detail.get("next_try") is None
        self._opened(entry)

    def _closed(self, entry: Happened) -> None:
        outcome = Outcome(entry.detail["outcome"])
        if entry.staff_id is not None and outcome.counts and not self._was_last_try:
            self.attempts += 1
        self._was_last_try = False
        self.state, self.holder_id = EnquiryState.CLOSED, None
        self.outcome, self.closed_at, self.closed_by_id = outcome, entry.at, entry.staff_id
        if outcome.means_reached:
            self.reached_at = self.reached_at or entry.at

    def _urgency_cleared(self, entry: Happened) -> None:
        self.urgency_cleared_late |= bool(entry.detail.get("late"))

    def _admitted(self, entry: Happened) -> None:
        self.admitted_at = entry.at

    def _not_admitted(self, _: Happened) -> None:
        self.admitted_at = None

    def _reopened(self, entry: Happened) -> None:
        if entry.detail.get("why") == UNDONE:
            self._claimed(entry)
            self.reached_at = None
        else:
            self._opened(entry)


COLUMNS: Final = (
    *("received_at", "alerted_at", "claimed_at", "claimed_by_id", "first_call_at", "reached_at", "closed_at"),
    *("outcome", "state", "holder_id", "attempts", "closed_by_id", "excluded_reason", "urgency_cleared_late"),
    "admitted_at",
)
_CHANGES: Final[Mapping[EventKind, Callable[[ExpectedColumns, Happened], None]]] = {
    EventKind.RECEIVED: ExpectedColumns._received,
    EventKind.CAME_LATE: ExpectedColumns._came_late,
    EventKind.CLAIMED: ExpectedColumns._claimed,
    EventKind.TAKEN_OVER: ExpectedColumns._claimed,
    EventKind.PASSED: ExpectedColumns._opened,
    EventKind.RELEASED: ExpectedColumns._opened,
    EventKind.MOVED: ExpectedColumns._opened,
    EventKind.RESCHEDULED: ExpectedColumns._rescheduled,
    EventKind.DIALLED: ExpectedColumns._called,
    EventKind.CALL_REPORTED: ExpectedColumns._called,
    EventKind.ATTEMPT: ExpectedColumns._tried,
    EventKind.CLOSED: ExpectedColumns._closed,
    EventKind.ADMITTED: ExpectedColumns._admitted,
    EventKind.NOT_ADMITTED: ExpectedColumns._not_admitted,
    EventKind.REOPENED: ExpectedColumns._reopened,
    EventKind.URGENCY_CLEARED: ExpectedColumns._urgency_cleared,
}


def _misplaced(latest: Happened | None, entry: Happened) -> str | None:
    if latest is None and entry.what is not EventKind.RECEIVED:
        return "is the first of its enquiry, but the first must be that it was received"
    if latest is not None and entry.at < latest.at:
        return f"says {entry.at}, before the entry ahead of it ({latest.at})"
    return None


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)
