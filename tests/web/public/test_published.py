"""What a centre shows in public of how fast it calls: never better than the record."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from enquiries.core.enums import Channel
from enquiries.lifecycle import receive, transitions
from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.models import Enquiry
from enquiries.lifecycle.states import Outcome
from enquiries.lifecycle.timeline import record
from enquiries.organisation.models import Centre
from enquiries.reporting.published import PublishedTimes, published_times
from tests.support.ringback import Ringback
from tests.web.visitor import Visitor

pytestmark = pytest.mark.both_databases

YESTERDAY = date(2026, 1, 13)
NOON = datetime(2026, 1, 10, 12, tzinfo=UTC)


def people_ask(ringback: Ringback, *called_after: float | None, at: datetime = NOON) -> None:
    """One after the other, and each is called so many minutes after, or never."""
    with ringback.session() as session:
        house = session.scalars(select(Centre).where(Centre.slug == "willow-house")).one()
        house.publishes_times = True
        known = len(session.scalars(select(Enquiry.id)).all())
        for number, minutes in enumerate(called_after, start=known):
            phone = f"+447700900{number:03}"
            request = receive.Request(house, Channel.WEB, phone, textable=True, country="GB")
            enquiry = receive.receive(session, at, request)
            if minutes is not None:
                called_at = at + timedelta(minutes=minutes)
                enquiry.first_call_at = called_at
                record(session, called_at, enquiry, EventKind.DIALLED, how="call page")
            transitions.close(session, at + timedelta(hours=9), enquiry, Outcome.INFO)
        session.commit()


def published(ringback: Ringback) -> PublishedTimes | None:
    with ringback.session() as session:
        house = session.scalars(select(Centre).where(Centre.slug == "willow-house")).one()
        return published_times(session, ringback.now, house, YESTERDAY)


def test_half_and_nine_in_ten_of_all_who_asked_and_minutes_are_rounded_up(ringback: Ringback) -> None:
    people_ask(ringback, *[5] * 10, *[13.5] * 8, None, None)
    assert published(ringback) == PublishedTimes(6, 14, 20, YESTERDAY)


def test_those_who_were_never_called_make_it_no_better(ringback: Ringback) -> None:
    people_ask(ringback, *[4.9] * 10, *[None] * 10)
    assert published(ringback) == PublishedTimes(5, None, 20, YESTERDAY)
    people_ask(ringback, None)
    assert published(ringback) == PublishedTimes(None, None, 21, YESTERDAY)


def test_too_few_say_nothing(ringback: Ringback) -> None:
    people_ask(ringback, *[4.9] * 19)
    people_ask(ringback, *[4.9] * 20, at=NOON - timedelta(days=60))
    assert published(ringback) is None


def test_the_pages_say_so_where_the_centre_wants_it(ringback: Ringback, visitor: Visitor) -> None:
    assert "Last 30 days" not in visitor.opens("/callback/willow-house").text
    people_ask(ringback, *[4.9] * 18, *[12.9] * 2)
    says = (
        "Last 30 days: half were called within 5 min, nine in ten within 5 min.",
        "20 calls asked for, up to 13 January 2026.",
    )
    for address in ("/", "/callback/willow-house", "/embed/willow-house"):
        page = visitor.opens(address).text
        assert all(each in page for each in says), address
    assert "Last 30 days" not in visitor.opens("/callback/willow-london").text
