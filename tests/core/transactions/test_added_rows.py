"""Rows that are added: there for whoever asks, written in few statements, and gone when they are undone."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Connection, event, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from enquiries.core.queue import take_wake
from enquiries.core.transactions import absent_rows, added_rows
from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.models import Enquiry, TimelineEntry
from enquiries.lifecycle.timeline import entries, record
from enquiries.messaging import outbox
from enquiries.messaging.models import Alert, Outgoing
from enquiries.messaging.texts import TextKind
from enquiries.oncall.alerts import record_alert
from enquiries.organisation.models import Staff
from tests.support.willow import A_NIGHT, open_willow_house, somebody_asks


@pytest.fixture
def session() -> Iterator[Session]:
    with open_willow_house() as session:
        yield session


@pytest.fixture
def enquiry(session: Session) -> Enquiry:
    enquiry = somebody_asks(session)
    session.commit()
    return enquiry


def note(session: Session, enquiry: Enquiry, words: str) -> None:
    record(session, A_NIGHT, enquiry, EventKind.NOTED, words=words)


def notes(session: Session, enquiry: Enquiry) -> list[str | None]:
    return [each.words for each in entries(session, enquiry) if each.what is EventKind.NOTED]


def test_a_question_finds_them(session: Session, enquiry: Enquiry) -> None:
    note(session, enquiry, "one")
    assert notes(session, enquiry) == ["one"]
    note(session, enquiry, "two")
    assert notes(session, enquiry) == ["one", "two"]


def test_they_are_written_with_one_statement(session: Session, enquiry: Enquiry) -> None:
    asked = list[str]()

    def listen(_c: Connection, _cursor: Any, statement: str, *_: Any) -> None:
        if statement != "BEGIN":
            asked.append(statement)

    event.listen(session.get_bind(), "before_cursor_execute", listen)
    for words in ("one", "two", "three"):
        note(session, enquiry, words)
    session.commit()
    assert [each.split()[:3] for each in asked] == [["INSERT", "INTO", "timeline"]]
    assert notes(session, enquiry) == ["one", "two", "three"]


def test_what_is_undone_is_not_written(session: Session, enquiry: Enquiry) -> None:
    note(session, enquiry, "undone")
    session.rollback()
    session.commit()
    assert notes(session, enquiry) == []


def test_what_is_undone_after_it_was_written_is_gone(session: Session) -> None:
    for _ in range(2):
        enquiry = somebody_asks(session)
        assert enquiry in session
        session.rollback()
        assert enquiry not in session


def test_undoing_a_part_leaves_what_was_added_before(session: Session, enquiry: Enquiry) -> None:
    note(session, enquiry, "kept")
    with session.begin_nested() as part:
        note(session, enquiry, "undone")
        part.rollback()
    note(session, enquiry, "kept too")
    session.commit()
    assert notes(session, enquiry) == ["kept", "kept too"]


def test_a_row_can_be_changed_once_it_is_written(session: Session) -> None:
    enquiry = somebody_asks(session)
    enquiry.source = "radio"
    session.commit()
    session.expire_all()
    assert session.scalars(select(Enquiry.source)).all() == ["radio"]
    assert (enquiry.centre.slug, enquiry.tries, enquiry.passed_by) == ("willow-house", 0, [])


def test_no_two_rows_share_an_id(session: Session, enquiry: Enquiry) -> None:
    others = [somebody_asks(session, phone=f"+44770090012{each}") for each in (4, 5)]
    session.commit()
    others.append(somebody_asks(session, phone="+447700900126"))
    session.commit()
    assert len({each.id for each in (enquiry, *others)}) == session.scalar(select(func.count(Enquiry.id)))


def alert_text(session: Session, enquiry: Enquiry) -> Outgoing:
    staff = session.scalars(select(Staff).order_by(Staff.id).limit(1)).one()
    text = outbox.post(
        session,
        A_NIGHT,
        kind=TextKind.ALERT,
        to=staff.mobile,
        sender="83222",
        body="A new call-back",
        enquiry=enquiry,
        staff=staff,
    )
    record_alert(session, A_NIGHT, enquiry, staff, text)
    return text


def test_a_row_names_those_that_it_refers_to_at_once(session: Session, enquiry: Enquiry) -> None:
    text = alert_text(session, enquiry)
    assert text not in session
    assert (text.enquiry_id, text.is_to_enquirer) == (enquiry.id, False)
    session.flush()
    assert session.scalars(select(Alert.outbox_id)).all() == [text.id]


def test_what_was_known_to_have_no_rows_has_some(session: Session, enquiry: Enquiry) -> None:
    assert session.scalars(select(Alert)).all() == []
    absent_rows.note_none(session, enquiry.id, Alert)
    assert absent_rows.has_none(session, enquiry.id, Alert)
    alert_text(session, enquiry)
    assert not absent_rows.has_none(session, enquiry.id, Alert)


def test_what_is_undone_wakes_no_worker(session: Session, enquiry: Enquiry) -> None:
    text = alert_text(session, enquiry)
    session.flush()
    session.rollback()
    session.commit()
    assert take_wake(session) is text
    assert text not in session


def test_what_cannot_be_written_is_not_left_out(session: Session, enquiry: Enquiry) -> None:
    alert_text(session, enquiry)
    with pytest.raises(IntegrityError):
        somebody_asks(session)  # that number has an open enquiry
    with pytest.raises(IntegrityError):
        session.commit()
    session.rollback()
    session.commit()
    assert session.scalars(select(Outgoing)).all() == []


def test_nothing_is_added_where_nothing_would_write_it(session: Session, enquiry: Enquiry) -> None:
    entry = TimelineEntry(enquiry_id=enquiry.id, at=A_NIGHT, what=EventKind.NOTED, detail={})
    with Session(session.get_bind()) as another, pytest.raises(AssertionError):
        added_rows.add(another, entry)
