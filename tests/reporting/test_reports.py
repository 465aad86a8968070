"""Response times, read back from the database."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from config import PROJECT
from enquiries.core.db import db
from enquiries.core.enums import Channel
from enquiries.dates.period import Period
from enquiries.lifecycle import claims, receive, transitions
from enquiries.lifecycle.exclusions import Exclusion, ExclusionReason
from enquiries.lifecycle.models import Enquiry
from enquiries.lifecycle.states import Outcome
from enquiries.organisation import centres, staff
from enquiries.organisation.models import Staff
from enquiries.reporting import reports
from enquiries.reporting.figures import figures as figures_of
from enquiries.reporting.response_times import ResponseTimes
from enquiries.setup import load
from enquiries.setup.file import read_setup_file
from tests.support.fresh import fresh_app

NIGHT = datetime(2026, 1, 14, 2, 14, 5, 250000, tzinfo=UTC)
EVER = Period()


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """The two Willow centres."""
    with fresh_app(tmp_path).app_context():
        load.load_settings(
            db.session(), read_setup_file((PROJECT / "examples" / "willow.toml").read_text("utf-8"))
        )
        yield db.session()
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def sam(session: Session) -> Staff:
    return staff.staff_by_email(session, "sam@example.org")


def a_request(
    session: Session, at: datetime, slug: str = "willow-house", call_at: datetime | None = None
) -> Enquiry:
    """An enquiry of somebody new."""
    already = len(session.scalars(select(Enquiry)).all())
    return receive.receive(
        session,
        at,
        receive.Request(
            centre=centres.by_slug(session, slug),
            channel=Channel.SMS,
            phone=f"+447700900{already:03}",
            textable=True,
            country="GB",
            source="poster",
            call_at=call_at,
        ),
    )


def rows(session: Session, period: Period = EVER) -> list[ResponseTimes]:
    session.flush()
    return list(reports.response_times(session, after(3600), period, centres.all_centres(session)))


def after(seconds: float) -> datetime:
    return NIGHT + timedelta(seconds=seconds)


def test_a_row_tells_what_happened_and_when(session: Session, sam: Staff) -> None:
    enquiry = a_request(session, NIGHT)
    enquiry.alerted_at = after(0.9)
    claims.claim(session, after(61), enquiry, sam)
    transitions.dialled(session, after(122), enquiry, sam, how="call page")
    transitions.close(session, after(600), enquiry, Outcome.BOOKED, by=sam)
    (row,) = rows(session)
    assert (row.reference, row.code, row.centre, row.source) == (
        enquiry.reference,
        enquiry.code,
        "willow-house",
        "poster",
    )
    assert (row.received_at, row.claimed_at, row.closed_at) == (NIGHT, after(61), after(600))
    assert (row.claimed_by, row.outcome, row.attempts) == ("Sam Carter", Outcome.BOOKED, 0)
    assert (row.seconds_to_alert, row.seconds_to_claim, row.seconds_to_first_call) == (0, 61, 122)
    assert row.open_hours


def test_what_has_not_happened_is_empty(session: Session) -> None:
    a_request(session, NIGHT)
    (row,) = rows(session)
    assert (row.alerted_at, row.claimed_at, row.claimed_by, row.outcome) == (None, None, None, None)
    assert row.seconds_to_alert is None


def test_a_wait_runs_from_the_time_that_somebody_chose(session: Session, sam: Staff) -> None:
    enquiry = a_request(session, NIGHT, call_at=after(3600))
    claims.claim(session, after(3660), enquiry, sam)
    (row,) = rows(session)
    assert row.seconds_to_claim == 60


def test_whether_it_was_open_is_told_by_the_clock_of_the_centre(session: Session) -> None:
    summer = datetime(2026, 7, 1, 7, 30, tzinfo=UTC)  # half past eight in London
    a_request(session, NIGHT, slug="willow-london")
    a_request(session, summer, slug="willow-london")
    assert [row.open_hours for row in rows(session)] == [False, True]


def test_rows_come_by_centre_and_then_by_receipt(session: Session) -> None:
    late = a_request(session, after(60))
    london = a_request(session, NIGHT, slug="willow-london")
    early = a_request(session, after(30))
    assert [row.code for row in rows(session)] == [early.code, late.code, london.code]


def test_a_period_is_of_days_on_the_wall_clock(session: Session) -> None:
    before_midnight_in_london = datetime(2026, 6, 30, 22, 59, 59, tzinfo=UTC)
    a_request(session, before_midnight_in_london)
    midnight = a_request(session, before_midnight_in_london + timedelta(seconds=1))
    last = a_request(session, before_midnight_in_london + timedelta(days=1))
    a_request(session, before_midnight_in_london + timedelta(days=1, seconds=1))
    found = rows(session, Period.parse("2026-07-01", "2026-07-01"))
    assert [row.code for row in found] == [midnight.code, last.code]


def test_figures_are_of_each_centre_and_of_all(session: Session, sam: Staff) -> None:
    called = a_request(session, NIGHT)
    claims.claim(session, after(60), called, sam)
    transitions.dialled(session, after(120), called, sam, how="call page")
    a_request(session, after(1))
    advert = Exclusion(ExclusionReason.ADVERT)
    transitions.close(session, after(3), a_request(session, after(2)), Outcome.SPAM, left_out=advert)
    a_request(session, NIGHT, slug="willow-london")
    session.flush()
    figures = figures_of(session, after(3600), EVER, centres.all_centres(session))
    (_, house), (_, london) = figures.by_centre
    assert (house.calls, house.left_out, house.in_time) == (2, 1, 1)
    assert (house.to_first_call.percentile(50), house.to_first_call.percentile(90)) == (120, None)
    assert (london.calls, london.to_claim.happened) == (1, 0)
    assert (figures.together.calls, figures.together.in_time) == (3, 1)
    minutes_later = figures_of(session, after(300), EVER, centres.all_centres(session)).together
    assert (minutes_later.calls, minutes_later.not_due) == (1, 2)


def test_spam_stays_in_the_file_with_why_it_is_left_out(session: Session) -> None:
    for left_out in (Exclusion(ExclusionReason.ADVERT), None):
        transitions.close(session, after(3), a_request(session, NIGHT), Outcome.SPAM, left_out=left_out)
    assert [row.outcome for row in rows(session)] == [Outcome.SPAM] * 2
    assert [row.excluded_reason for row in rows(session)] == [ExclusionReason.ADVERT, None]
    assert reports.count_rows(session, EVER, centres.all_centres(session)) == 2


def test_spam_without_a_reason_counts_as_never_called(session: Session) -> None:
    transitions.close(session, after(3), a_request(session, NIGHT), Outcome.SPAM)
    session.flush()
    all_of_them = figures_of(session, after(4), EVER, centres.all_centres(session)).together
    assert (all_of_them.calls, all_of_them.left_out, all_of_them.never_called) == (1, 0, 1)


def test_a_reason_changes_nothing_for_what_always_counts(session: Session) -> None:
    advert = Exclusion(ExclusionReason.ADVERT)
    enquiry = a_request(session, NIGHT)
    transitions.close(session, after(3), enquiry, Outcome.DECLINED, left_out=advert)
    assert enquiry.excluded_reason is None
    assert [row.excluded_reason for row in rows(session)] == [None]
