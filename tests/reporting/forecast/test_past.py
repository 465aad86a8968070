"""The history of a centre is read as it happened, on both databases."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from enquiries.core.enums import Channel
from enquiries.lifecycle import claims, receive, transitions
from enquiries.lifecycle.exclusions import Exclusion, ExclusionReason
from enquiries.lifecycle.models import Enquiry
from enquiries.lifecycle.states import Outcome
from enquiries.organisation import centres, staff
from enquiries.organisation.models import Centre, Override, Staff
from enquiries.organisation.rota import Stint
from enquiries.reporting.forecast import past
from enquiries.reporting.forecast.enough import NoForecast
from enquiries.reporting.forecast.history import HandledCall, History, WantedCall
from tests.reporting.forecast import made_up, rows
from tests.support.ringback import Ringback

pytestmark = pytest.mark.both_databases

NOW = datetime(2026, 1, 14, 2, 14, tzinfo=UTC)
LAST_DAY = date(2026, 1, 14)
NIGHT = datetime(2026, 1, 2, 2, 0, tzinfo=UTC)


@pytest.fixture
def session(ringback: Ringback) -> Iterator[Session]:
    with ringback.session() as session:
        yield session


@pytest.fixture
def house(session: Session) -> Centre:
    return centres.by_slug(session, "willow-house")


@pytest.fixture
def sam(session: Session) -> Staff:
    return staff.staff_by_email(session, "sam@example.org")


def after(minutes: float) -> datetime:
    return NIGHT + timedelta(minutes=minutes)


def asks(session: Session, centre: Centre, at: datetime, call_at: datetime | None = None) -> Enquiry:
    already = session.scalar(select(func.count(Enquiry.id))) or 0
    number = f"+447700900{already:03}"
    request = receive.Request(centre, Channel.SMS, number, textable=True, country="GB", call_at=call_at)
    return receive.receive(session, at, request)


def is_called(session: Session, enquiry: Enquiry, by: Staff, at: datetime) -> None:
    """Claimed then, called a minute later, and done ten minutes after that."""
    claims.claim(session, at, enquiry, by)
    transitions.dialled(session, at + timedelta(minutes=1), enquiry, by, how="call page")
    transitions.close(session, at + timedelta(minutes=11), enquiry, Outcome.BOOKED, by=by)


def read(session: Session, centre: Centre, now: datetime = NOW) -> History:
    session.flush()
    return past.read_history(session, now, centre)


def test_what_happened_is_read(session: Session, house: Centre, sam: Staff) -> None:
    asks(session, house, NOW - timedelta(weeks=2, days=1))
    is_called(session, asks(session, house, after(0)), sam, after(3))
    later = asks(session, house, after(1), call_at=after(240))
    is_called(session, later, sam, after(241))
    withdrew = asks(session, house, after(2))
    transitions.close(session, after(5), withdrew, Outcome.OPTED_OUT)
    history = read(session, house)
    assert list(history.wanted) == [
        WantedCall(after(0), after(3), sam.id, after(4), logged=True, ended_at=after(4)),
        WantedCall(after(2), withdrew=True, ended_at=after(5)),
        WantedCall(after(240), after(241), sam.id, after(242), logged=True, ended_at=after(242)),
    ]
    assert list(history.handled) == [
        HandledCall(sam.id, after(3), after(14)),
        HandledCall(sam.id, after(241), after(252)),
    ]


def test_weeks_are_whole_and_their_promises_have_run_out(session: Session, house: Centre) -> None:
    assert read(session, house).weeks == 0
    asks(session, house, NOW - timedelta(days=22))
    asks(session, house, NOW - timedelta(minutes=20))  # today
    history = read(session, house)
    assert (history.first_day, history.weeks, list(history.wanted)) == (date(2025, 12, 24), 3, [])
    just_after_midnight = datetime(2026, 1, 14, 0, 10, tzinfo=UTC)
    assert read(session, house, just_after_midnight).ends_at == datetime(2026, 1, 13, tzinfo=UTC)


def test_what_is_reported_alone_was_not_logged(session: Session, house: Centre, sam: Staff) -> None:
    asks(session, house, NOW - timedelta(weeks=2, days=1))
    enquiry = asks(session, house, after(0))
    claims.claim(session, after(1), enquiry, sam)
    transitions.close(session, after(9), enquiry, Outcome.BOOKED, by=sam)
    history = read(session, house)
    assert [(each.logged, each.withdrew) for each in history.wanted] == [(False, False)]
    assert list(history.handled) == []


def test_what_does_not_count_and_other_centres_are_left_out(
    session: Session, house: Centre, sam: Staff
) -> None:
    asks(session, house, NOW - timedelta(weeks=2, days=1))
    for minute, outcome in enumerate((Outcome.SPAM, Outcome.DUPLICATE, Outcome.TEST)):
        enquiry, why = asks(session, house, after(minute)), Exclusion(ExclusionReason.ADVERT)
        transitions.close(session, after(minute + 1), enquiry, outcome, left_out=why)
    asks(session, house, after(5)).synthetic = True
    asks(session, centres.by_slug(session, "willow-london"), after(6))
    assert list(read(session, house).wanted) == []


def test_who_is_closed_after_the_promise_did_not_withdraw(session: Session, house: Centre) -> None:
    asks(session, house, NOW - timedelta(weeks=2, days=1))
    for minute, closed_after in enumerate((15, 16)):
        enquiry = asks(session, house, after(minute))
        transitions.close(session, after(minute + closed_after), enquiry, Outcome.NOT_REACHED)
    assert [each.withdrew for each in read(session, house).wanted] == [True, False]


def test_only_the_first_call_counts(session: Session, house: Centre, sam: Staff) -> None:
    asks(session, house, NOW - timedelta(weeks=2, days=1))
    enquiry = asks(session, house, after(0))
    is_called(session, enquiry, sam, after(3))
    transitions.reopen(session, after(600), enquiry)
    assert len(read(session, house).wanted) == 1


def test_who_was_on_call_is_of_shifts_and_changes_of_then(
    session: Session, house: Centre, sam: Staff
) -> None:
    asks(session, house, NOW - timedelta(weeks=1))
    off = Override(centre_id=house.id, staff_id=sam.id, starts_at=after(0), ends_at=after(60), on=False)
    session.add(off)
    asks(session, house, NOW - timedelta(weeks=2))
    mine = [each for each in read(session, house).stints if each.staff == sam.id]
    assert mine[0].ends_at == after(0)
    assert mine[1] == Stint(sam.id, 1, after(60), mine[1].ends_at)


def test_a_long_result_is_one_that_came_late(session: Session, house: Centre, sam: Staff) -> None:
    asks(session, house, NOW - timedelta(weeks=2, days=1))
    enquiry = asks(session, house, after(0))
    claims.claim(session, after(1), enquiry, sam)
    transitions.dialled(session, after(2), enquiry, sam, how="call page")
    transitions.close(session, after(900), enquiry, Outcome.BOOKED, by=sam)
    assert [each.ended_at for each in read(session, house).handled] == [after(121)]


def test_no_more_is_read_than_can_be_simulated(
    session: Session, house: Centre, sam: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bound lowered, since a test has no time for as many rows."""
    planned = made_up.rota(made_up.shift("mon-sun", "00:00", "24:00", sam.id))
    many = made_up.past(planned, weeks=12, a_day=5, first_day=LAST_DAY - timedelta(weeks=12))
    rows.write(session, house, many)
    assert read(session, house).weeks == 12
    monkeypatch.setattr(past, "MOST_READ", 330)
    history = read(session, house)
    assert (history.weeks, len(history.wanted)) == (
        9,
        sum(each.wanted_at >= history.starts_at for each in many.wanted),
    )
    monkeypatch.setattr(past, "MOST_READ", 100)
    with pytest.raises(NoForecast, match="More than 100 people asked for a call in the last 8 weeks"):
        read(session, house)
