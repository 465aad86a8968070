"""A wait: one span from "a call is wanted" to "called". Every figure about response times comes from these.

The timeline alone says what waits there are: `follow` works out, entry by entry, what each of them changes.
A live enquiry is followed as its timeline is written, history and proofs are by reading it again, and all
three agree since the rules are here only.

A wait begins when a call is wanted: the person asked, a call was booked, the next try was promised, they
wrote again after the closing, or the enquiry came to another centre. Its start moves only at the wish of the
person themselves, and only while the promise still holds; later it ends overdue, and another begins. What a
form says about a number, or what staff put off without a call, moves no start.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final, Protocol

from enquiries.lifecycle.events import BY_TEXT, EventKind


class Began(StrEnum):
    """Why a call was wanted. `unknown`: the timeline does not say, as of old."""

    ASKED = "asked"
    BOOKED = "booked"
    NEXT_TRY = "next_try"
    WROTE_AGAIN = "wrote_again"
    MOVED = "moved"
    UNKNOWN = "unknown"


class Ended(StrEnum):
    """How a wait ended. `overdue`: the promise had run out when another time was set, or another centre."""

    CALLED = "called"
    OVERDUE = "overdue"
    CLOSED = "closed"  # without a call
    MOVED = "moved"  # in time, to another centre, where it goes on


class Evidence(StrEnum):
    """What bears a call out, the strongest first."""

    NETWORK = "network"  # the network says so
    DIALLED = "dialled"  # the phone was opened on our page, or the text went from it
    SAID = "said"  # by a text before the call
    REPORTED = "reported"  # by its result alone


@dataclass
class Span:
    """A wait. Moments are UTC; `wanted_at` is its start, `began_at` when it was set."""

    number: int  # of the enquiry, from 1
    centre_id: int
    began: Began
    began_at: datetime
    wanted_at: datetime
    promise_seconds: int
    alerted_at: datetime | None = None
    claimed_at: datetime | None = None
    claimed_by_id: int | None = None
    called_at: datetime | None = None
    evidence: Evidence | None = None
    ended: Ended | None = None
    ended_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        return self.ended is None

    def promise_holds(self, at: datetime) -> bool:
        """Return True where a call at that moment would be in time."""
        return at <= self.wanted_at + timedelta(seconds=self.promise_seconds)

    def lasted(self, now: datetime) -> timedelta:
        """How long the call was waited for: until it came, until the wait ended, or until now."""
        until = min(each for each in (self.called_at, self.ended_at, now) if each is not None)
        return max(timedelta(0), until - self.wanted_at)

    def end(self, at: datetime, how: Ended) -> None:
        self.ended, self.ended_at = how, at


FIELDS: Final = tuple(each.name for each in fields(Span))


@dataclass(frozen=True)
class Told:
    """An entry of the timeline, with the centre at which the enquiry is once it is written."""

    at: datetime
    what: EventKind
    staff_id: int | None
    detail: Mapping[str, Any]
    centre_id: int
    promise_seconds: int


BEGINS: Final = frozenset(
    {EventKind.RECEIVED, EventKind.RESCHEDULED, EventKind.ATTEMPT, EventKind.REOPENED, EventKind.MOVED}
)
"""What can begin a wait: these entries say what the centre promises, in seconds."""

UNDONE: Final = "closing undone"


def follow(latest: Span | None, told: Told) -> Span | None:
    """Change the latest wait of an enquiry as an entry says. Returns the wait that begins with it, if any."""
    rule = _RULES.get(told.what)
    return rule(latest, told) if rule is not None else None


class Entry(Protocol):
    """An entry of a timeline that is read again."""

    @property
    def at(self) -> datetime: ...
    @property
    def what(self) -> EventKind: ...
    @property
    def staff_id(self) -> int | None: ...
    @property
    def detail(self) -> Mapping[str, Any]: ...


class Place(Protocol):
    """A centre, with what it promises today: old entries do not say what it promised then."""

    @property
    def id(self) -> int: ...
    @property
    def slug(self) -> str: ...
    @property
    def promise_seconds(self) -> int: ...


def all_of(entries: Sequence[Entry], now_at: Place, centres: Mapping[str, Place]) -> list[Span]:
    """Return the waits of a whole timeline, in order.

    `now_at` is the centre that the enquiry is at now, `centres` are all of them by slug.
    """
    found: list[Span] = []
    for each in _with_centres(entries, now_at, centres):
        new = follow(found[-1] if found else None, each)
        if new is not None:
            found.append(new)
    return found


def _with_centres(entries: Sequence[Entry], now_at: Place, centres: Mapping[str, Place]) -> Iterator[Told]:
    came_from = (each.detail["from_centre"] for each in entries if each.what is EventKind.MOVED)
    place = centres.get(next(came_from, ""), now_at)
    for each in entries:
        if each.what is EventKind.MOVED:
            place = centres.get(each.detail["to_centre"], place)
        yield Told(each.at, each.what, each.staff_id, each.detail, place.id, place.promise_seconds)


def is_followed(what: EventKind) -> bool:
    """Return True where an entry of this kind may change a wait, or begin one."""
    return what in _RULES


def time_waited(began_at: datetime, wanted_at: datetime, happened_at: datetime) -> timedelta:
    """Return how long the person waited for an event; never negative, and never shorter than it was.

    What happened before the time that they chose is counted from when they chose it.
    """
    since = wanted_at if happened_at >= wanted_at else began_at
    return max(timedelta(0), happened_at - since)


def _asked(_: Span | None, told: Told) -> Span:
    wanted_at = told.detail.get("wanted_at")
    return _begin(None, told, Began.ASKED, datetime.fromisoformat(wanted_at) if wanted_at else told.at)


def _came_late(latest: Span | None, told: Told) -> None:
    """The network brought the text late: they wait since they sent it."""
    if latest is not None and latest.number == 1:
        sent_at = datetime.fromisoformat(told.detail["sent_at"])
        in_future = latest.wanted_at > latest.began_at
        latest.wanted_at = latest.wanted_at if in_future else sent_at
        latest.began_at = sent_at


def _alerted(latest: Span | None, told: Told) -> None:
    if latest is not None and latest.alerted_at is None:
        # The claim may have been texted back before the provider's own answer arrived here.
        latest.alerted_at = min(each for each in (told.at, latest.claimed_at, latest.called_at) if each)


def _claimed(latest: Span | None, told: Told) -> None:
    if latest is not None and latest.is_open and latest.claimed_at is None:
        latest.claimed_at, latest.claimed_by_id = told.at, told.staff_id


def _dialled(latest: Span | None, told: Told) -> None:
    how = str(told.detail.get("how", ""))
    is_on_page = how == BY_TEXT or how.startswith("call page")
    _called(latest, told, Evidence.DIALLED if is_on_page else Evidence.SAID)


def _reported(latest: Span | None, told: Told) -> None:
    _called(latest, told, Evidence.REPORTED)


def _called(latest: Span | None, told: Told, evidence: Evidence) -> None:
    if latest is not None and latest.is_open:
        latest.called_at, latest.evidence = told.at, evidence
        latest.end(told.at, Ended.CALLED)


def _tried(latest: Span | None, told: Told) -> Span | None:
    again = told.detail.get("next_try")
    if not again:
        return None
    if latest is not None and latest.is_open:
        latest.end(told.at, Ended.OVERDUE)  # no call bears it out
    return _begin(latest, told, Began.NEXT_TRY, datetime.fromisoformat(again))


def _rescheduled(latest: Span | None, told: Told) -> Span | None:
    due_at = datetime.fromisoformat(told.detail["due_at"])
    if latest is None or not latest.is_open:
        return _begin(latest, told, Began.BOOKED, due_at)
    if due_at <= max(told.at, latest.wanted_at):  # sooner, or now: they wait as they did
        latest.wanted_at = min(latest.wanted_at, max(due_at, latest.began_at))
    elif not latest.promise_holds(told.at):
        latest.end(told.at, Ended.OVERDUE)
        return _begin(latest, told, Began.BOOKED, due_at)
    elif told.staff_id is None and not told.detail.get("hearsay"):
        latest.wanted_at = due_at
    return None


def _reopened(latest: Span | None, told: Told) -> Span | None:
    if told.detail.get("why") == UNDONE:
        if latest is not None and latest.ended is Ended.CLOSED:
            latest.ended = latest.ended_at = None
        return None
    due_at = told.detail.get("due_at")
    return _begin(latest, told, Began.WROTE_AGAIN, datetime.fromisoformat(due_at) if due_at else told.at)


def _moved(latest: Span | None, told: Told) -> Span | None:
    """The person still waits as they did, now for the other centre."""
    if latest is None or not latest.is_open:
        return None
    if latest.promise_holds(told.at):
        latest.end(told.at, Ended.MOVED)
        return replace(_begin(latest, told, Began.MOVED, latest.wanted_at), began_at=latest.began_at)
    latest.end(told.at, Ended.OVERDUE)
    return _begin(latest, told, Began.MOVED, told.at)


def _closed(latest: Span | None, told: Told) -> None:
    if latest is not None and latest.is_open:
        latest.end(told.at, Ended.CLOSED)


def _begin(latest: Span | None, told: Told, began: Began, wanted_at: datetime) -> Span:
    return Span(
        number=1 if latest is None else latest.number + 1,
        centre_id=told.centre_id,
        began=began,
        began_at=told.at,
        wanted_at=wanted_at,
        promise_seconds=told.detail.get("promise", told.promise_seconds),
    )


_RULES: Final = {
    EventKind.RECEIVED: _asked,
    EventKind.CAME_LATE: _came_late,
    EventKind.ALERTED: _alerted,
    EventKind.CLAIMED: _claimed,
    EventKind.TAKEN_OVER: _claimed,
    EventKind.DIALLED: _dialled,
    EventKind.CALL_REPORTED: _reported,
    EventKind.ATTEMPT: _tried,
    EventKind.RESCHEDULED: _rescheduled,
    EventKind.REOPENED: _reopened,
    EventKind.MOVED: _moved,
    EventKind.CLOSED: _closed,
}
