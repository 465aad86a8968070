"""What the database counts is what one gets by looking at every row, on both databases."""

import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from enquiries.core.enums import Channel
from enquiries.dates.period import Period
from enquiries.lifecycle import claims, receive, transitions
from enquiries.lifecycle.models import Enquiry
from enquiries.lifecycle.states import Outcome
from enquiries.organisation import centres, staff
from enquiries.organisation.models import Centre
from enquiries.reporting import reports
from enquiries.reporting.percentiles import Summary, nearest_rank
from enquiries.reporting.response_times import ResponseTimes
from enquiries.reporting.targets import Measure
from tests.support.ringback import Ringback

pytestmark = pytest.mark.both_databases

# The clock goes forward at 01:00 UTC on the 29th.
SATURDAY = datetime(2026, 3, 28, 0, 0, 0, 250000, tzinfo=UTC)
Found = tuple[reports.Figures, Sequence[ResponseTimes], Sequence[Centre]]
WEEKEND = Period.parse("2026-03-28", "2026-03-29")


@pytest.fixture
def figures(ringback: Ringback) -> Found:
    """A hundred and twenty who asked two centres, in every way that it can go; counted, and row by row."""
    with ringback.session() as session:
        dice = random.Random(4821)  # noqa: S311 - no secret
        every = centres.all_centres(session)
        for number in range(120):
            _somebody(session, dice, every[number % 2], number)
        session.flush()
        return (
            reports.figures(session, WEEKEND, every),
            list(reports.response_times(session, SATURDAY + timedelta(days=3), WEEKEND, every)),
            every,
        )


def _somebody(session: Session, dice: random.Random, centre: Centre, number: int) -> None:
    at = SATURDAY + timedelta(milliseconds=dice.randrange(0, 49 * 3600 * 1000))
    later = at + timedelta(hours=2) if dice.random() < 0.2 else None
    request = receive.Request(
        centre,
        dice.choice(list(Channel)),
        f"+447700900{number:03}",
        textable=True,
        country="GB",
        call_at=later,
    )
    enquiry = receive.receive(session, at, request)
    enquiry.urgent = dice.random() < 0.3
    enquiry.synthetic = number % 40 == 39
    _happens(session, dice, enquiry, at)


def _happens(session: Session, dice: random.Random, enquiry: Enquiry, at: datetime) -> None:
    sam = staff.staff_by_email(session, "sam@example.org")
    steps = dice.randrange(0, 5)
    if steps > 0:
        enquiry.alerted_at = at = at + timedelta(milliseconds=dice.randrange(0, 30_000))
    if steps > 1:
        at += timedelta(milliseconds=dice.randrange(0, 900_000))
        claims.claim(session, at, enquiry, sam)
    if steps > 2:
        enquiry.first_call_at = at = at + timedelta(milliseconds=dice.choice([0, 1000, 60_000, 3_600_000]))
    if steps > 3:
        enquiry.reached_at = at
        outcome = dice.choice([Outcome.BOOKED, Outcome.SPAM, Outcome.TEST, Outcome.DUPLICATE])
        transitions.close(session, at, enquiry, outcome, by=sam)


def agree(summary: Summary, rows: Sequence[ResponseTimes]) -> None:
    """The summary says of these rows what adding them up by hand does."""
    asked = [row for row in rows if row.outcome is None or row.outcome.counts]
    assert (summary.enquiries, summary.left_out) == (len(asked), len(rows) - len(asked))
    assert summary.reached == sum(row.reached_at is not None for row in asked)
    for measure in Measure:
        waited = sorted(
            seconds for row in asked if (seconds := getattr(row, f"seconds_to_{measure}")) is not None
        )
        waits = summary.waits[measure]
        assert (waits.happened, waits.of) == (len(waited), len(asked))
        for percent in (50, 90, 95):
            assert waits.percentile(percent) == nearest_rank(waited, len(asked), percent)


def test_together_and_by_centre(figures: Found) -> None:
    counted, rows, every = figures
    assert rows
    agree(counted.together, rows)
    for centre, summary in counted.by_centre:
        agree(summary, [row for row in rows if row.centre == centre.slug])
    assert [centre for centre, _ in counted.by_centre] == list(every)


def test_by_channel_and_urgency(figures: Found) -> None:
    counted, rows, _ = figures
    for channel in Channel:
        agree(counted.by_channel[channel], [row for row in rows if row.channel is channel])
    agree(counted.urgent, [row for row in rows if row.urgent])


def test_by_the_hour_on_the_wall_also_when_the_clock_changes(figures: Found) -> None:
    counted, rows, every = figures
    zone = every[0].zone
    for hour in range(24):
        agree(counted.by_hour[hour], [row for row in rows if row.received_at.astimezone(zone).hour == hour])


def test_what_was_promised_is_of_each_centre(figures: Found) -> None:
    counted, rows, every = figures
    promises = {centre.slug: centre.promise_seconds for centre in every}
    kept = [
        row
        for row in rows
        if (row.outcome is None or row.outcome.counts)
        and row.seconds_to_first_call is not None
        and row.seconds_to_first_call <= promises[row.centre]
    ]
    assert counted.together.within_promise == len(kept) > 0


def test_nobody_asked_in_an_empty_period_or_an_empty_service(ringback: Ringback) -> None:
    with ringback.session() as session:
        for period in (Period(), Period.parse("2001-01-01", "2001-01-31")):
            figures = reports.figures(session, period, centres.all_centres(session))
            assert figures.together.enquiries == 0
            assert figures.together.to_first_call.percentile(50) is None
