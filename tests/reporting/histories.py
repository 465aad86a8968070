"""People who asked two centres for a call, in every way that it can go, as the verbs write it down."""

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from sqlalchemy.orm import Session

from enquiries.core.enums import Channel
from enquiries.lifecycle import claims, receive, transitions
from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.exclusions import CHOICES, Exclusion
from enquiries.lifecycle.models import Enquiry
from enquiries.lifecycle.states import EnquiryState, Outcome
from enquiries.lifecycle.timeline import record
from enquiries.organisation import centres, staff
from enquiries.organisation.models import Staff

# The clock goes forward at 01:00 UTC on the 29th.
SATURDAY = datetime(2026, 3, 28, 0, 0, 0, 250000, tzinfo=UTC)
_HOURS = 49
_SOURCES = ("website", "poster", "=leaflet", "")
_LANGUAGES = ("en", "en", "es", "cy")
_OUTCOMES = (
    Outcome.BOOKED,
    Outcome.BOOKED,
    Outcome.REACHED,
    Outcome.DECLINED,
    Outcome.SPAM,
    Outcome.DUPLICATE,
)


def write_histories(session: Session, seed: int, count: int) -> None:
    """As many people, over a weekend and an hour."""
    dice = random.Random(seed)  # noqa: S311 - no secret
    for number in range(count):
        _History(session, dice, number).write()
    session.flush()


class _History:
    def __init__(self, session: Session, dice: random.Random, number: int) -> None:
        self._session, self._dice = session, dice
        self._centres = centres.all_centres(session)
        self._people = [staff.staff_by_email(session, f"{name}@example.org") for name in ("sam", "priya")]
        self._at = SATURDAY + timedelta(milliseconds=dice.randrange(0, _HOURS * 3600 * 1000))
        self._enquiry = self._asks(number)

    def write(self) -> None:
        for _ in range(self._dice.randrange(0, 8)):
            self._at += self._some_time()
            self._dice.choice(self._possible())()
            self._session.flush()

    def _asks(self, number: int) -> Enquiry:
        later = self._at + timedelta(hours=2) if self._dice.random() < 0.2 else None
        request = receive.Request(
            self._centres[number % 2],
            self._dice.choice(list(Channel)),
            f"+447700900{100 + number}",  # of no one who works there
            textable=True,
            country="GB",
            source=self._dice.choice(_SOURCES),
            language=self._dice.choice(_LANGUAGES),
            call_at=later,
        )
        enquiry = receive.receive(self._session, self._at, request)
        enquiry.urgent = self._dice.random() < 0.3
        enquiry.urgency_cleared_late = self._dice.random() < 0.1
        enquiry.synthetic = number % 40 == 39
        return enquiry

    def _some_time(self) -> timedelta:
        most = self._dice.choice([0, 30_000, 600_000, 600_000, 3_600_000])
        # the last second of a promise is within it
        return timedelta(milliseconds=self._dice.randrange(0, most + 1)) if most else timedelta(minutes=15)

    def _possible(self) -> list[Callable[[], None]]:
        if self._enquiry.state is EnquiryState.CLOSED:
            return [self._writes_again]
        common = [self._is_alerted, self._asks_for_another_time, self._is_moved, self._is_closed]
        if self._enquiry.state is EnquiryState.OPEN:
            return [*common, self._is_claimed, self._is_claimed]
        return [*common, self._is_dialled, self._is_dialled, self._does_not_answer]

    def _is_alerted(self) -> None:
        record(self._session, self._at, self._enquiry, EventKind.ALERTED, by=self._people[0])

    def _is_claimed(self) -> None:
        claims.claim(self._session, self._at, self._enquiry, self._dice.choice(self._people))

    def _is_dialled(self) -> None:
        how = self._dice.choice(["call page", "CALLING", "by text"])
        transitions.dialled(self._session, self._at, self._enquiry, self._holder(), how=how)

    def _does_not_answer(self) -> None:
        transitions.try_again(self._session, self._at, self._enquiry, self._holder(), "no answer", None, None)

    def _asks_for_another_time(self) -> None:
        due_at = self._at + timedelta(minutes=self._dice.choice([-5, 10, 90]))
        record(self._session, self._at, self._enquiry, EventKind.RESCHEDULED, due_at=due_at.isoformat())

    def _is_moved(self) -> None:
        here = self._enquiry.centre
        there = next(each for each in self._centres if each is not here)
        self._enquiry.centre = there
        record(
            self._session, self._at, self._enquiry, EventKind.MOVED,
            by=self._people[0], from_centre=here.slug, to_centre=there.slug,
        )  # fmt: skip

    def _is_closed(self) -> None:
        by = self._people[0]
        if self._dice.random() < 0.5:
            transitions.call_reported(self._session, self._at, self._enquiry, by)
        outcome = self._dice.choice(_OUTCOMES)
        left_out = Exclusion(self._dice.choice(CHOICES)) if self._dice.random() < 0.7 else None
        transitions.close(self._session, self._at, self._enquiry, outcome, by=by, left_out=left_out)
        if outcome.means_reached and self._enquiry.id % 3 == 0:
            transitions.admit(self._session, self._at, self._enquiry, by)

    def _writes_again(self) -> None:
        transitions.reopen(self._session, self._at, self._enquiry)

    def _holder(self) -> Staff:
        assert self._enquiry.holder is not None
        return self._enquiry.holder
