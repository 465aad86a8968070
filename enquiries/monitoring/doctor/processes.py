"""Check that workers and the tick run, and that no text has waited longer than it should."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from enquiries.core import leases
from enquiries.intake import inbox
from enquiries.messaging import outbox
from enquiries.monitoring.doctor.findings import Finding, fail, ok

_LATE = timedelta(minutes=1)
_START = "Start python -m workers, and read its log"


def check(session: Session, now: datetime) -> Iterator[Finding]:
    for role in ("worker", "tick"):
        problem = leases.find_problem(session, role)
        yield fail(role, problem, _START) if problem else ok(role, "beats")
    yield _outbox(session, now)
    if waiting := inbox.waiting(session, now - _LATE):
        says = f"{len(waiting)} texts that came in could not be processed"
        yield fail("inbox", says, "The log says text_not_understood, with why; each is tried again")
    else:
        yield ok("inbox", "every text that came in was processed")


def _outbox(session: Session, now: datetime) -> Finding:
    oldest = outbox.oldest_due(session, now - _LATE)
    if oldest is None:
        return ok("outbox", "nothing is waiting to be sent")
    says = f"a text has been due for {int((now - oldest).total_seconds())} s"
    return fail(
        "outbox",
        says,
        "Check the workers and the provider, and call the people who are waiting: ./ringback oncall",
    )
