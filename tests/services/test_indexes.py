"""What the tick asks each second is answered from indexes of the rows that wait, however many do not."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Select, event, select
from sqlalchemy.engine.interfaces import DBAPICursor, ExecutionContext
from sqlalchemy.orm import Session

from enquiries.db import db
from enquiries.domain.clock import Stretch
from enquiries.models.centre import Centre
from enquiries.models.enquiry import Enquiry
from enquiries.services import inbox, outbox, response_counts, watch
from tests.support.fresh import fresh_app

NOW = datetime(2026, 1, 14, 2, 14, tzinfo=UTC)
# These grow for years; the others stay small.
LARGE = ("enquiry", "inbox", "outbox", "timeline", "alert", "alarm", "notice")


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with fresh_app(tmp_path).app_context():
        yield db.session()
        db.session.remove()
        db.engine.dispose()


def _a_months_counts(session: Session) -> Select[*tuple[Any, ...]]:
    """What a report asks of one centre, with the clock as it is in winter."""
    centre = Centre(id=1)
    return response_counts.statement(centre, Stretch(NOW, NOW + timedelta(days=30), 0))


@pytest.mark.parametrize(
    "ask",
    [
        lambda session: inbox.waiting(session, NOW),
        lambda session: outbox.take_due(session, NOW, 10),
        lambda session: outbox.oldest_due(session, NOW),
        lambda session: outbox.oldest_waiting(session),
        lambda session: session.scalars(select(Enquiry.id).where(Enquiry.look_at <= NOW)).all(),
        lambda session: list(session.execute(_a_months_counts(session))),
        lambda session: watch.tell(session, NOW, watch.look(session, NOW, thoroughly=True)),
    ],
    ids=["inbox", "take", "oldest due", "oldest", "ladders", "report", "watch"],
)
def test_no_large_table_is_read_through(session: Session, ask: Callable[[Session], object]) -> None:
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
    assert plans
    assert [plan for plan in plans if plan in [f"SCAN {table}" for table in LARGE]] == []
