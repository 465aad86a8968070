"""What is wrong in the demo history on purpose can be seen in what is kept."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from statistics import median

from sqlalchemy import select
from sqlalchemy.orm import Session

from enquiries.demo.arrivals import HOUSE, NEVER_BOOKED, SUNDAY, SUNDAY_NIGHT
from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.models import Claim, Enquiry, TimelineEntry, Wait
from enquiries.lifecycle.states import Outcome
from enquiries.organisation.models import Centre, Staff
from tests.support.demo import READS_DEMO_HISTORY

pytestmark = READS_DEMO_HISTORY

HOUR = 3600


def test_few_who_ask_on_sunday_nights_are_called_in_time(demo_history: Session) -> None:
    house = demo_history.scalars(select(Centre).where(Centre.slug == HOUSE)).one()
    waits = demo_history.scalars(select(Wait).where(Wait.centre_id == house.id)).all()
    at_night = [each for each in waits if on_a_sunday_night(each, house)]
    others = [each for each in waits if not on_a_sunday_night(each, house)]
    assert len(at_night) >= 6
    assert in_time(at_night) < 0.35
    assert in_time(others) > 0.7


def test_marcus_calls_long_after_he_takes_an_enquiry(demo_history: Session) -> None:
    to_call = defaultdict[str, list[float]](list)
    for name, taken_at, called_at in demo_history.execute(
        select(Staff.name, Claim.at, Claim.dialled_at)
        .join(Staff, Staff.id == Claim.staff_id)
        .where(Claim.dialled_at.is_not(None))
    ):
        assert called_at is not None
        to_call[name].append((called_at - taken_at).total_seconds())
    usual = median(seconds for name, all_of in to_call.items() if name != "Marcus" for seconds in all_of)
    assert len(to_call["Marcus"]) >= 10
    assert median(to_call["Marcus"]) > 4 * usual


def test_no_enquiry_from_local_radio_is_booked(demo_history: Session) -> None:
    asked, booked = Counter[str](), Counter[str]()
    for source, outcome in demo_history.execute(select(Enquiry.source, Enquiry.outcome)):
        asked[source] += 1
        booked[source] += outcome is Outcome.BOOKED
    assert asked[NEVER_BOOKED] >= 15
    assert [source for source in asked if asked[source] >= 15 and not booked[source]] == [NEVER_BOOKED]


def test_owen_closes_as_spam_far_more_than_others_and_after_hours(demo_history: Session) -> None:
    closed, as_spam, late = Counter[str](), Counter[str](), Counter[str]()
    for entry, name, received_at in demo_history.execute(
        select(TimelineEntry, Staff.name, Enquiry.received_at)
        .join(Staff, Staff.id == TimelineEntry.staff_id)
        .join(Enquiry, Enquiry.id == TimelineEntry.enquiry_id)
        .where(TimelineEntry.what == EventKind.CLOSED)
    ):
        closed[name] += 1
        if entry.detail["outcome"] == Outcome.SPAM:
            as_spam[name] += 1
            late[name] += (entry.at - received_at).total_seconds() > 2 * HOUR
    others = [name for name in closed if name != "Owen"]
    usual = sum(as_spam[each] for each in others) / sum(closed[each] for each in others)
    assert as_spam["Owen"] / closed["Owen"] > 3 * usual
    assert late["Owen"] >= 3


def on_a_sunday_night(wait: Wait, house: Centre) -> bool:
    wanted = wait.wanted_at.astimezone(house.zone)
    starts, ends = SUNDAY_NIGHT
    return wanted.weekday() == SUNDAY and starts <= wanted.hour * 60 + wanted.minute < ends


def in_time(waits: Sequence[Wait]) -> float:
    """The share of those that were called within the promise."""
    called = [
        each for each in waits if each.called_at is not None and each.span.promise_holds(each.called_at)
    ]
    return len(called) / len(waits)
