"""The demo history as the product's own rules see it: whole, in order, the same each time, and over."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from enquiries.alarms.rules import AlarmKind
from enquiries.core.db import commit, db
from enquiries.core.enums import Channel
from enquiries.demo import make
from enquiries.lifecycle import timeline
from enquiries.lifecycle.models import Claim, Enquiry, TimelineEntry, Wait
from enquiries.lifecycle.states import EnquiryState
from enquiries.lifecycle.waits import Began
from enquiries.messaging import outbox
from enquiries.messaging.models import InboxState, Incoming, Outgoing
from enquiries.messaging.states import MessageState
from enquiries.monitoring import checks
from enquiries.organisation.models import Staff
from tests.support.demo import DAYS, LAST, READS_DEMO_HISTORY
from tests.support.fresh import app_on, fresh_app
from tests.support.waits_agree import assert_waits_agree
from tools.postgres import Postgres
from workers.sender import TextSender
from workers.tick import Tick

pytestmark = READS_DEMO_HISTORY

SOON_AFTER = datetime(2026, 11, 25, 0, 0, 1, tzinfo=UTC)


@pytest.fixture(params=["sqlite", "postgresql"])
def short(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """Five days, over a Sunday night."""
    if request.param == "sqlite":
        app: Flask = fresh_app(tmp_path)
    else:
        postgres: Postgres = request.getfixturevalue("postgres")
        app = app_on(postgres.create_database("demo"))
        with app.app_context():
            upgrade()
    with app.app_context():
        make.make(db.session(), days=5, last=LAST, seed=7)
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.mark.both_databases
def test_a_short_one_is_whole_on_both_databases(short: Flask) -> None:
    session = db.session()
    assert_waits_agree(session)
    assert unordered(session) == []
    assert left_to_do(session) == []


def test_every_wait_is_what_the_timeline_bears_out(demo_history: Session) -> None:
    assert_waits_agree(demo_history)
    begun = set(demo_history.scalars(select(Wait.began).distinct()))
    assert begun >= {Began.ASKED, Began.NEXT_TRY, Began.WROTE_AGAIN, Began.BOOKED}


def test_no_timeline_goes_back(demo_history: Session) -> None:
    assert unordered(demo_history) == []


def test_nothing_is_left_to_do(demo_history: Session) -> None:
    assert left_to_do(demo_history) == []


def test_nobody_is_called_against_their_wish(demo_history: Session) -> None:
    said = [str(each.detail.get("how")) for each in demo_history.scalars(select(TimelineEntry))]
    assert [each for each in said if "though they asked" in each] == []


def test_people_ask_in_every_way(demo_history: Session) -> None:
    found = demo_history.execute(select(Enquiry.channel, Enquiry.language, Enquiry.urgent)).all()
    assert {each.channel for each in found} == {*Channel}
    assert {each.language for each in found} == {"en", "cy", "es", "pl"}
    assert any(each.urgent for each in found)
    assert 12 * DAYS <= len(found) <= 20 * DAYS
    days = demo_history.scalars(select(Enquiry.received_at)).all()
    assert {each.date() for each in days} == {LAST - timedelta(days=n) for n in range(DAYS)}


def test_a_process_that_runs_on_it_sends_nothing(tmp_path: Path) -> None:
    app = fresh_app(tmp_path)
    with app.app_context():
        make.make(db.session(), days=1, last=LAST, seed=2)
        before = counts(db.session())
        commit()
    sender = TextSender(app, threads=1)
    tick = Tick(app, sender)
    for later in (timedelta(0), timedelta(minutes=10), timedelta(days=5, hours=2)):
        tick.turn(SOON_AFTER + later)
        assert sender.deliver() == 0
    tick.close()
    sender.close()
    with app.app_context():
        assert counts(db.session()) == before
        causes = checks.run_checks(db.session(), SOON_AFTER, thoroughly=True).causes
        assert {each.kind for each in causes} == {AlarmKind.NO_WORKER}
        db.engine.dispose()


def test_a_seed_makes_the_same_history_again_and_another_seed_another(tmp_path: Path) -> None:
    first = story(tmp_path, seed=3)
    assert story(tmp_path, seed=3) == first
    assert story(tmp_path, seed=4) != first


def story(directory: Path, *, seed: int) -> list[Any]:
    """All that happened, without what is random on purpose: references, codes and keys."""
    app = fresh_app(directory, f"{len([*directory.iterdir()])}.db")
    with app.app_context():
        session = db.session()
        make.make(session, days=1, last=LAST, seed=seed)
        entries = session.execute(
            select(
                TimelineEntry.at,
                TimelineEntry.enquiry_id,
                TimelineEntry.what,
                Staff.name,
                TimelineEntry.detail,
            )
            .outerjoin(Staff, Staff.id == TimelineEntry.staff_id)
            .order_by(TimelineEntry.id)
        ).all()
        phones = [each.phone for each in session.scalars(select(Enquiry).order_by(Enquiry.id))]
        db.engine.dispose()
    return [phones, *map(tuple, entries)]


def unordered(session: Session) -> list[str]:
    """The references of enquiries of which an entry is earlier than the one before it."""
    found = []
    for enquiry in session.scalars(select(Enquiry).order_by(Enquiry.id)).all():
        moments = [each.at for each in timeline.entries(session, enquiry)]
        if moments != sorted(moments):
            found.append(enquiry.reference)
    return found


def left_to_do(session: Session) -> list[str]:
    """What a process that runs on it would find."""
    never = SOON_AFTER + timedelta(days=3650)
    questions = {
        "open": select(Enquiry.id).where(Enquiry.state != EnquiryState.CLOSED),
        "to check": select(Enquiry.id).where(Enquiry.next_check_at.is_not(None)),
        "held": select(Claim.id).where(Claim.ended_at.is_(None)),
        "unread": select(Incoming.id).where(Incoming.state.in_([InboxState.NEW, InboxState.FAILED])),
        "waiting": select(Wait.id).where(Wait.ended.is_(None)),
        "unsent": select(Outgoing.id).where(
            Outgoing.state.not_in([MessageState.DELIVERED, MessageState.CANCELLED])
        ),
    }
    found = [name for name, question in questions.items() if session.scalars(question.limit(1)).all()]
    return [*found, *(["due"] if outbox.is_any_due(session, never) else [])]


def counts(session: Session) -> list[int]:
    tables = (Enquiry, TimelineEntry, Outgoing, Incoming, Wait, Claim)
    return [session.scalar(select(func.count(each.id))) or 0 for each in tables]
