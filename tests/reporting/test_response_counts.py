"""What the database counts is what one gets by looking at every wait, on both databases."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

import pytest
from sqlalchemy import select

from enquiries.core.enums import Channel
from enquiries.dates.period import Period
from enquiries.lifecycle.models import Enquiry, Wait
from enquiries.lifecycle.waits import Ended, Evidence
from enquiries.organisation import centres
from enquiries.organisation.models import Centre
from enquiries.reporting.figures import Figures
from enquiries.reporting.figures import figures as figures_of
from enquiries.reporting.percentiles import Summary, nearest_rank
from enquiries.reporting.standings import WaitFilter
from enquiries.reporting.targets import Measure
from tests.reporting.histories import SATURDAY, write_histories
from tests.support.ringback import Ringback

pytestmark = pytest.mark.both_databases

WEEKEND = Period.parse("2026-03-28", "2026-03-29")
# before the end of the period: what is wanted later, and is not called, is not due yet
NOW = SATURDAY + timedelta(hours=40)
_HAPPENED = {Measure.ALERT: "alerted_at", Measure.CLAIM: "claimed_at", Measure.FIRST_CALL: "called_at"}


class _Found(NamedTuple):
    """A wait with its enquiry."""

    wait: Wait
    enquiry: Enquiry


Found = tuple[Figures, Sequence[_Found], Sequence[Centre]]


@pytest.fixture
def figures(ringback: Ringback) -> Found:
    """A hundred and sixty who asked two centres, in every way that it can go; counted, and wait by wait."""
    with ringback.session() as session:
        write_histories(session, 4821, 160)
        every = centres.all_centres(session)
        rows = session.execute(
            select(Wait, Enquiry)
            .join(Enquiry, Enquiry.id == Wait.enquiry_id)
            .where(~Enquiry.synthetic, Wait.wanted_at < WEEKEND.ends_at(every[0].zone))
        ).all()
        waits = [_Found(*row) for row in rows if row[0].ended is not Ended.MOVED]
        return figures_of(session, NOW, WEEKEND, every), waits, every


def is_left_out(row: _Found) -> bool:
    return row.enquiry.excluded_reason is not None


def deadline(wait: Wait) -> datetime:
    return wait.wanted_at + timedelta(seconds=wait.promise_seconds)


def waited(wait: Wait, measure: Measure) -> int | None:
    """Whole seconds since the call was wanted, or since that was set where it happened before."""
    happened_at: datetime | None = getattr(wait, _HAPPENED[measure])
    if happened_at is None:
        return None
    since = wait.wanted_at if happened_at >= wait.wanted_at else wait.began_at
    return max(0, (happened_at - since) // timedelta(seconds=1))


def agree(summary: Summary, rows: Sequence[_Found]) -> None:
    """The summary says of these waits what adding them up by hand does."""
    counted = [row for row in rows if not is_left_out(row)]
    due = [row.wait for row in counted if row.wait.ended is not None or deadline(row.wait) < NOW]
    in_time = [wait for wait in due if wait.called_at is not None and wait.called_at <= deadline(wait)]
    assert (summary.calls, summary.not_due) == (len(due), len(counted) - len(due))
    assert summary.in_time == len(in_time)
    never = [wait for wait in due if wait.called_at is None and wait.ended is not Ended.OVERDUE]
    assert summary.never_called == len(never)
    for evidence in Evidence:
        assert summary.evidence.get(evidence, 0) == sum(wait.evidence is evidence for wait in due)
    for measure in Measure:
        agree_on_waits(summary, measure, due)
    agree_on_people(summary, rows)


def agree_on_waits(summary: Summary, measure: Measure, due: Sequence[Wait]) -> None:
    happened = sorted(seconds for wait in due if (seconds := waited(wait, measure)) is not None)
    later = list(_HAPPENED.values())[list(_HAPPENED).index(measure) :]
    never = sum(all(getattr(wait, each) is None for each in later) for wait in due)
    waits = summary.waits[measure]
    assert (waits.happened, waits.never) == (len(happened), never)
    for percent in (50, 90, 95):
        assert waits.percentile(percent) == nearest_rank(happened, len(happened) + never, percent)


def agree_on_people(summary: Summary, rows: Sequence[_Found]) -> None:
    first = [row for row in rows if row.wait.began_at <= row.enquiry.received_at]
    left_out = [row for row in first if is_left_out(row)]
    due = [
        row
        for row in first
        if not is_left_out(row) and (row.wait.ended is not None or deadline(row.wait) < NOW)
    ]
    assert (summary.people, summary.left_out) == (len(due), len(left_out))
    assert summary.reached == sum(row.enquiry.reached_at is not None for row in due)


def test_together_and_by_centre(figures: Found) -> None:
    counted, rows, every = figures
    assert counted.together.calls > 160
    assert counted.together.not_due
    assert counted.together.left_out
    assert counted.together.never_called
    agree(counted.together, rows)
    for centre, summary in counted.by_centre:
        agree(summary, [row for row in rows if row.wait.centre_id == centre.id])
    assert [centre for centre, _ in counted.by_centre] == list(every)


def test_by_channel_and_urgency(figures: Found) -> None:
    counted, rows, _ = figures
    for channel in Channel:
        agree(counted.by_channel[channel], [row for row in rows if row.enquiry.channel is channel])
    agree(counted.urgent, [row for row in rows if row.enquiry.counts_as_urgent])


def test_by_the_hour_on_the_wall_also_when_the_clock_changes(figures: Found) -> None:
    counted, rows, every = figures
    zone = every[0].zone
    for hour in range(24):
        at = [row for row in rows if row.wait.wanted_at.astimezone(zone).hour == hour]
        agree(counted.by_hour[hour], at)


def test_each_person_is_counted_once_wherever_they_went_on(figures: Found) -> None:
    _, rows, _ = figures
    first = [row.enquiry.id for row in rows if row.wait.began_at <= row.enquiry.received_at]
    assert len(first) == len(set(first)) > 140


def test_a_call_that_evidence_does_not_bear_out_is_none(ringback: Ringback) -> None:
    with ringback.session() as session:
        write_histories(session, 4821, 60)
        every = centres.all_centres(session)
        all_calls = figures_of(session, NOW, WEEKEND, every).together
        strict = WaitFilter(evidence=Evidence.DIALLED)
        dialled = figures_of(session, NOW, WEEKEND, every, strict).together
        assert dialled.calls == all_calls.calls
        assert dialled.to_first_call.happened == all_calls.evidence[Evidence.DIALLED]
        assert dialled.evidence == {Evidence.DIALLED: all_calls.evidence[Evidence.DIALLED]}
        assert dialled.in_time < all_calls.in_time


def test_no_call_was_wanted_in_an_empty_period_or_an_empty_service(ringback: Ringback) -> None:
    with ringback.session() as session:
        for period in (Period(), Period.parse("2001-01-01", "2001-01-31")):
            figures = figures_of(session, NOW, period, centres.all_centres(session))
            assert figures.together.calls == 0
            assert figures.together.to_first_call.percentile(50) is None
