"""Every entry gets into the one chain, whoever else is at work, and however long sealing was down."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import Engine, create_engine, func, insert, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from enquiries.chain import sealing
from enquiries.chain.models import ChainLink
from enquiries.core.db import db
from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.models import Enquiry, TimelineEntry
from enquiries.verify import LinkKind
from tests.chain.records import findings, notes, seal
from tests.support.phone import Phone
from tests.support.ringback import Ringback
from workers.records.timeline_sealer import TimelineSealer

pytestmark = pytest.mark.both_databases


@pytest.fixture
def asked(ringback: Ringback, the_enquirer: Phone, sam: Phone) -> Ringback:
    """One enquiry, and nothing was ever sealed."""
    the_enquirer.texts("HELP").expects("You did the right thing")
    sam.expects("new call-back")
    return ringback


def note(ringback: Ringback, count: int) -> None:
    """Entries of the one enquiry, as of now."""
    with ringback.session() as session:
        enquiry_id = session.scalars(select(Enquiry.id)).one()
        session.connection().execute(insert(TimelineEntry), [_note(ringback, enquiry_id)] * count)
        session.commit()


def _note(ringback: Ringback, enquiry_id: int) -> dict[str, object]:
    return {"enquiry_id": enquiry_id, "at": ringback.now, "what": EventKind.NOTED, "detail": {}}


def kinds(ringback: Ringback) -> list[LinkKind]:
    with ringback.session() as session:
        return list(session.scalars(select(ChainLink.kind).order_by(ChainLink.position)))


def unsealed(ringback: Ringback) -> int:
    with ringback.session() as session:
        return len(sealing.unsealed(session))


def test_what_is_there_already_is_marked_as_older(asked: Ringback) -> None:
    asked.wait(minutes=60)
    seal(asked)
    assert set(kinds(asked)) == {LinkKind.START, LinkKind.OLDER}
    asked.wait(minutes=1)
    note(asked, 1)
    seal(asked)
    assert kinds(asked)[-1] is LinkKind.ENTRY
    assert findings(asked) == notes(asked) == []
    for number in ("+447700900001", "+447700900002", "+447700900003"):
        asked.phone(number).ignores_the_rest()


def test_a_long_outage_is_made_up_for_in_pieces_and_is_noted(asked: Ringback) -> None:
    seal(asked)
    sealer = TimelineSealer(asked.app)
    for _ in range(4):
        asked.move_to(asked.now + timedelta(minutes=20))
        note(asked, 500)
    while unsealed(asked):
        sealer.seal(asked.now)
        asked.move_to(asked.now + timedelta(seconds=1))
    assert findings(asked) == []
    (only,) = notes(asked)
    assert "1,500 entries were sealed late: nothing newer was sealed from" in only


def test_while_there_is_nothing_to_seal_that_is_sealed(asked: Ringback) -> None:
    sealer = TimelineSealer(asked.app)
    sealer.seal(asked.now)
    before = len(kinds(asked))
    for _ in range(60):
        asked.move_to(asked.now + timedelta(minutes=1))
        sealer.seal(asked.now)
    assert kinds(asked)[before:] == [LinkKind.QUIET] * 6
    assert findings(asked) == notes(asked) == []


def test_two_at_once_make_one_chain(asked: Ringback) -> None:
    seal(asked)
    note(asked, 300)
    with asked.session() as session:
        both = [sealing.next_batch(session, asked.now, 0) for _ in range(2)]
    with asked.session() as session:
        sealing.append(session, both[0].links)
        session.commit()
    with asked.session() as session, pytest.raises(IntegrityError):
        sealing.append(session, both[1].links)
    note(asked, 300)
    sealers = [threading.Thread(target=seal, args=[asked]) for _ in range(4)]
    for each in sealers:
        each.start()
    for each in sealers:
        each.join()
    seal(asked)
    assert unsealed(asked) == 0
    assert findings(asked) == []


def test_entries_that_are_committed_in_any_order_are_all_sealed(asked: Ringback) -> None:
    """The earlier id is committed later. SQLite has one writer, so there it cannot be."""
    with asked.session() as session:
        if session.get_bind().dialect.name == "sqlite":
            pytest.skip("one writer at a time")
        enquiry_id = session.scalars(select(Enquiry.id)).one()
    sealer = TimelineSealer(asked.app)
    sealer.seal(asked.now)
    engine = create_engine(asked.app.config["RINGBACK"].database_url)
    with engine.connect() as slow:
        slow.execute(insert(TimelineEntry), [_note(asked, enquiry_id)])
        note(asked, 3)
        sealer.seal(asked.now)
        slow.commit()
    engine.dispose()
    assert unsealed(asked) == 1
    asked.move_to(asked.now + timedelta(minutes=1))
    sealer.seal(asked.now)
    assert unsealed(asked) == 0
    assert findings(asked) == []
    with asked.session() as session:
        ids = session.scalars(
            select(ChainLink.entry_id).where(ChainLink.entry_id.is_not(None)).order_by(ChainLink.position)
        ).all()
    assert ids != sorted(filter(None, ids))


ON_BOTH = (
    "UPDATE timeline_chain SET hash = '00'",
    "DELETE FROM timeline_chain",
    "UPDATE timeline SET what = 'closed'",
    "DELETE FROM timeline",
)
ON_SQLITE = (
    "INSERT OR REPLACE INTO timeline SELECT * FROM timeline LIMIT 1",
    "INSERT OR REPLACE INTO timeline_chain SELECT * FROM timeline_chain LIMIT 1",
    "REPLACE INTO timeline_chain SELECT position + 100, kind, entry_id, sealed_at, hash FROM timeline_chain",
)
ON_POSTGRESQL = ("TRUNCATE timeline", "TRUNCATE timeline_chain", "TRUNCATE timeline CASCADE")


def test_nothing_in_it_can_be_changed_taken_away_or_written_over(asked: Ringback) -> None:
    seal(asked)
    with asked.app.app_context():
        own = ON_SQLITE if db.engine.dialect.name == "sqlite" else ON_POSTGRESQL
        before = count(asked)
        for statement in (*ON_BOTH, *own):
            refuse(db.engine, statement)
        if own is ON_SQLITE:
            others = create_engine(db.engine.url)  # another program, which asks for no triggers of its own
            for statement in own:
                refuse(others, statement)
            others.dispose()
    assert count(asked) == before
    assert findings(asked) == []


def refuse(engine: Engine, statement: str) -> None:
    with engine.connect() as connection, pytest.raises(DBAPIError, match="only ever added to"):
        connection.execute(text(statement))


def count(ringback: Ringback) -> list[int | None]:
    with ringback.session() as session:
        return [session.scalar(select(func.count()).select_from(each)) for each in (TimelineEntry, ChainLink)]
