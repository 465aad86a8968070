"""What the tick asks each second is answered from indexes of the rows that wait, however many do not."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Select, event, select
from sqlalchemy.engine.interfaces import DBAPICursor, ExecutionContext
from sqlalchemy.orm import Session

from enquiries.board import board, search
from enquiries.board.board import Filters
from enquiries.board.search import Wanted
from enquiries.board.viewer import Viewer
from enquiries.chain import sealing
from enquiries.core.db import db
from enquiries.core.enums import Role
from enquiries.dates.dst import Stretch
from enquiries.dates.period import Period
from enquiries.intake import inbox
from enquiries.lifecycle import find
from enquiries.lifecycle.models import Enquiry
from enquiries.lifecycle.states import Outcome
from enquiries.messaging import outbox
from enquiries.monitoring import checks
from enquiries.organisation.models import Centre, Staff
from enquiries.reporting import exclusions, reports, response_counts
from enquiries.reporting.breakdowns import Part, WaitQuestion, break_down
from enquiries.reporting.exclusions import ExclusionQuery
from enquiries.reporting.forecast.past import read_history
from enquiries.reporting.wait_facts import WaitFacts
from tests.support.fresh import fresh_app

NOW = datetime(2026, 1, 14, 2, 14, tzinfo=UTC)
# These grow for years; the others stay small.
LARGE = (
    *("enquiry", "wait", "claim", "inbox", "outbox", "timeline", "alert", "alarm", "notice"),
    *("tally_day", "tally_count", "tally_change"),
)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with fresh_app(tmp_path).app_context():
        yield db.session()
        db.session.remove()
        db.engine.dispose()


# Of the centres no more than their ids is asked here.
SAM = Viewer(Staff(id=1, role=Role.RESPONDER), [Centre(id=1, timezone="Europe/London")])
TOM = Viewer(Staff(id=2, role=Role.ADMIN), [Centre(id=each, timezone="Europe/London") for each in (1, 2)])
WILLOW = Centre(id=1, timezone="Europe/London", hours="24/7", promise_seconds=900)
JANUARY = Period.parse("2026-01-01", "2026-01-31")
LEFT_OUT = ExclusionQuery(JANUARY, TOM.centres, TOM.staff)


def _a_months_counts(session: Session) -> Select[*tuple[Any, ...]]:
    """What a report asks of one centre, with the clock as it is in winter."""
    centre = Centre(id=1)
    return response_counts.statement(centre, Stretch(NOW, NOW + timedelta(days=30), 0), WaitFacts(NOW))


def _with_a_chain(session: Session) -> Session:
    sealing.append(session, sealing.next_batch(session, NOW, after=0).links)
    return session


@pytest.mark.parametrize(
    "ask",
    [
        lambda session: inbox.waiting(session, NOW),
        lambda session: outbox.take_due(session, NOW, 10),
        lambda session: outbox.oldest_due(session, NOW),
        lambda session: outbox.oldest_waiting(session, NOW),
        lambda session: session.scalars(select(Enquiry.id).where(Enquiry.next_check_at <= NOW)).all(),
        lambda session: list(session.execute(_a_months_counts(session))),
        lambda session: break_down(session, WaitQuestion(JANUARY, [WILLOW], WaitFacts(NOW)), *Part),
        lambda session: read_history(session, NOW, WILLOW),
        lambda session: checks.raise_alarms(session, NOW, checks.run_checks(session, NOW, thoroughly=True)),
        lambda session: board.load_board(session, NOW, TOM, Filters()),
        lambda session: board.fingerprint(session, NOW, SAM),
        lambda session: search.search_enquiries(session, TOM, Wanted()),
        lambda session: search.search_enquiries(session, SAM, Wanted(outcome=Outcome.BOOKED, period=JANUARY)),
        lambda session: search.search_enquiries(session, TOM, Wanted(named="4821")),
        lambda session: search.search_enquiries(session, SAM, Wanted(named="23456789ABCD")),
        lambda session: search.search_enquiries(session, TOM, Wanted(number="+447700900123")),
        lambda session: find.find_by_name(session, NOW, "4821"),
        lambda session: sealing.next_batch(_with_a_chain(session), NOW, after=10),
        lambda session: exclusions.closed_uncounted(session, LEFT_OUT),
        lambda session: exclusions.closed_uncounted(session, replace(LEFT_OUT, closed_by=1, left_out=True)),
        lambda session: exclusions.urgency_cleared(session, LEFT_OUT),
        lambda session: exclusions.closings(session, NOW, LEFT_OUT),
        lambda session: exclusions.closers(session, NOW, LEFT_OUT),
        lambda session: reports.count_rows(session, JANUARY, TOM.centres),
    ],
    ids=[
        "inbox", "take", "oldest due", "oldest", "ladders", "report", "breakdown", "forecast", "watch",
        "board", "board unchanged", "latest", "outcome", "code", "reference", "number", "timeline",
        "seal", "left out", "left out by", "urgency cleared", "shares", "closers", "rows",
    ],
)  # fmt: skip
def test_no_large_table_is_read_through(session: Session, ask: Callable[[Session], object]) -> None:
    plans = plans_of(session, ask)
    assert plans
    assert [plan for plan in plans if plan in [f"SCAN {table}" for table in LARGE]] == []


def test_the_board_looks_at_no_more_than_is_open_held_or_closed_today(session: Session) -> None:
    plans = plans_of(session, lambda session: board.load_board(session, NOW, TOM, Filters()))
    used = {plan.split(" INDEX ")[1].split()[0] for plan in plans if "enquiry USING INDEX" in plan}
    assert used == {"ix_enquiry_open", "ix_enquiry_holder", "ix_enquiry_centre_closed"}


def plans_of(session: Session, ask: Callable[[Session], object]) -> list[str]:
    """How SQLite finds what is asked for, in its own words."""
    plans: list[str] = []

    def explain(
        _: Connection, cursor: DBAPICursor, statement: str, parameters: tuple[object, ...],
        context: ExecutionContext | None, many: bool,
    ) -> None:  # fmt: skip
        if statement.startswith(("SELECT", "UPDATE", "DELETE", "WITH")):
            plan = cursor.connection.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
            plans.extend(row[3] for row in plan)

    event.listen(db.engine, "before_cursor_execute", explain)
    ask(session)
    return plans
