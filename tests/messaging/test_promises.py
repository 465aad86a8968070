"""What somebody who asks is told of when we ring."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from sqlalchemy import delete
from sqlalchemy.orm import Session

from enquiries.intake import call_slots
from enquiries.lifecycle import transitions
from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.exclusions import Exclusion, ExclusionReason
from enquiries.lifecycle.models import Enquiry
from enquiries.lifecycle.states import Outcome
from enquiries.lifecycle.timeline import record
from enquiries.messaging import promises
from enquiries.messaging.promises import Expect
from enquiries.organisation.models import Shift
from tests.support.willow import A_NIGHT, house, open_willow_house, somebody_asks

NOON = A_NIGHT.replace(hour=12)


@pytest.fixture
def session() -> Iterator[Session]:
    with open_willow_house() as session:
        yield session


def asked(session: Session, people: int, days_ago: float, called_after: timedelta | None) -> list[Enquiry]:
    """So many have asked, who were called so long after that, or never."""
    made = []
    for person in range(people):
        at = NOON - timedelta(days=days_ago, minutes=person)
        enquiry = somebody_asks(session, at, f"+4477009{person:03}{int(days_ago):02}")
        if called_after is not None:
            record(session, at + called_after, enquiry, EventKind.DIALLED, how="call page")
        made.append(enquiry)
    session.flush()
    return made


def expect(session: Session, now: datetime = NOON) -> Expect:
    return promises.expected_call(session, now, house(session))


class TestMinutes:
    def test_are_promised_while_somebody_is_on_call(self, session: Session) -> None:
        assert expect(session) is Expect.SOON

    def test_are_not_while_nobody_is(self, session: Session) -> None:
        session.execute(delete(Shift))
        assert expect(session) is Expect.NO_PROMISE

    def test_are_not_by_a_centre_that_called_most_people_later(self, session: Session) -> None:
        asked(session, 6, 1, timedelta(minutes=15, seconds=1))
        asked(session, 5, 2, timedelta(minutes=15))
        assert expect(session) is Expect.NO_PROMISE

    def test_are_again_once_half_are_called_in_time(self, session: Session) -> None:
        asked(session, 6, 1, timedelta(hours=1))
        asked(session, 6, 2, timedelta(minutes=2))
        assert expect(session) is Expect.SOON

    def test_whoever_was_never_called_was_not_called_in_time(self, session: Session) -> None:
        asked(session, 10, 1, None)
        assert expect(session) is Expect.NO_PROMISE

    @pytest.mark.parametrize(("people", "days_ago"), [(9, 1), (20, 31), (20, 0)])
    def test_too_few_or_too_long_ago_or_only_now_says_nothing(
        self, session: Session, people: int, days_ago: float
    ) -> None:
        asked(session, people, days_ago, None)
        now = NOON - timedelta(minutes=5) if days_ago == 0 else NOON
        assert promises.expected_call(session, now, house(session)) is Expect.SOON

    def test_spam_says_nothing(self, session: Session) -> None:
        for enquiry in asked(session, 20, 1, None):
            left_out = Exclusion(ExclusionReason.ADVERT)
            transitions.close(session, NOON, enquiry, Outcome.SPAM, left_out=left_out)
        assert expect(session) is Expect.SOON

    def test_spam_without_a_reason_was_not_called_in_time(self, session: Session) -> None:
        for enquiry in asked(session, 20, 1, None):
            transitions.close(session, NOON, enquiry, Outcome.SPAM)
        assert expect(session) is Expect.NO_PROMISE

    def test_nor_does_the_night_of_a_centre_that_is_closed_then(self, session: Session) -> None:
        house(session).hours = "mon-sun 08:00-11:00"
        asked(session, 20, 1, None)
        assert expect(session) is Expect.SOON


class TestWithoutMinutes:
    def test_a_closed_centre_rings_at_its_opening(self, session: Session) -> None:
        session.execute(delete(Shift))
        house(session).hours = "mon-fri 08:00-20:00"
        assert expect(session, A_NIGHT) is Expect.AT_OPENING

    def test_danger_does_not_wait_for_it(self, session: Session) -> None:
        session.execute(delete(Shift))
        house(session).hours = "mon-fri 08:00-20:00"
        told = promises.expected_call(session, A_NIGHT, house(session), danger=True)
        assert told is Expect.NO_PROMISE

    def test_a_chosen_time_is_what_was_chosen(self, session: Session) -> None:
        told = promises.expected_call(session, NOON, house(session), call_at=NOON + timedelta(hours=2))
        assert told is Expect.AT_CHOSEN_TIME


class TestTimesToChoose:
    def test_are_those_at_which_it_is_open_and_somebody_on_call(self, session: Session) -> None:
        house(session).hours = "mon-fri 08:00-20:00"
        for shift in session.query(Shift):
            shift.start, shift.end = "07:00", "10:00"
        offered = call_slots.offered_slots(session, A_NIGHT, house(session))
        assert {at.hour for at in offered} == {8, 9}
        assert {at.weekday() for at in offered} == {0, 1, 2, 3, 4}

    def test_are_the_hours_where_the_rota_is_empty(self, session: Session) -> None:
        session.execute(delete(Shift))
        house(session).hours = "sat 09:00-12:00"
        assert [f"{at:%a %H}" for at in call_slots.offered_slots(session, A_NIGHT, house(session))] == [
            "Sat 09",
            "Sat 10",
            "Sat 11",
        ]
