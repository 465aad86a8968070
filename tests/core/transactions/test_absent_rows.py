"""What is certain to have no rows: only until one is added, and in that transaction alone."""

from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from enquiries.core import crypto
from enquiries.core.phone import read_sender
from enquiries.core.transactions import absent_rows
from enquiries.lifecycle import find
from enquiries.lifecycle.models import Enquiry
from enquiries.messaging import opt_outs, outbox, preferences, to_enquirer
from enquiries.messaging.models import CallHours, LearntFrom, OptOut, Outgoing, Restriction
from enquiries.messaging.permission import contact_permission
from enquiries.messaging.permission_rules import Ban, OptOutSource
from enquiries.messaging.texts import TextKind
from tests.support.willow import A_NIGHT, open_willow_house, somebody_asks

PHONE = "+447700900123"
TABLES = (Enquiry, Outgoing, OptOut, Restriction, CallHours)


@pytest.fixture
def session() -> Iterator[Session]:
    with open_willow_house() as session:
        yield session


@pytest.fixture
def lookup(session: Session) -> str:
    """A number that nothing is known of, which this transaction knows."""
    session.connection()
    lookup = crypto.lookup(PHONE)
    absent_rows.note_none(session, lookup, *TABLES)
    return lookup


def test_an_enquiry_that_is_made_is_found(session: Session, lookup: str) -> None:
    assert find.recent_enquiries(session, A_NIGHT, lookup) == []
    enquiry = somebody_asks(session)
    assert find.recent_enquiries(session, A_NIGHT, lookup) == [enquiry]
    assert absent_rows.has_none(session, lookup, Outgoing)


def test_a_text_that_is_posted_counts_before_it_is_flushed(session: Session, lookup: str) -> None:
    assert not to_enquirer.was_texted(session, lookup)
    outbox.post(session, A_NIGHT, kind=TextKind.STOPPED, to=PHONE, sender="83222", body="OK")
    assert to_enquirer.was_texted(session, lookup)


def test_a_text_to_another_changes_nothing(session: Session, lookup: str) -> None:
    outbox.post(session, A_NIGHT, kind=TextKind.STOPPED, to="+447700900124", sender="83222", body="OK")
    assert absent_rows.has_none(session, lookup, Outgoing)


def test_a_stop_is_known_at_once(session: Session, lookup: str) -> None:
    enquiry = somebody_asks(session)
    assert not contact_permission(session, A_NIGHT, enquiry).text.is_refused
    opt_outs.add(session, A_NIGHT, lookup, OptOutSource.PROVIDER)
    assert contact_permission(session, A_NIGHT, enquiry).text.is_refused


def test_a_no_that_is_kept_by_a_statement_is_known_at_once(session: Session, lookup: str) -> None:
    sender = read_sender(PHONE)
    assert not contact_permission(session, A_NIGHT, sender).is_text_only
    preferences.add(session, A_NIGHT, lookup, Ban.NO_CALLS, LearntFrom.TEXT)
    assert contact_permission(session, A_NIGHT, sender).is_text_only
    assert preferences.lift(session, lookup, Ban.NO_CALLS)


def test_the_next_transaction_knows_nothing_of_it(session: Session, lookup: str) -> None:
    assert absent_rows.has_none(session, lookup, *TABLES)
    session.commit()
    assert not absent_rows.has_none(session, lookup, OptOut)
