"""Making a demo history: whatever comes next is done next, from the first day to the last.

What comes next is what was planned, a text that is due, or an enquiry whose check is due, as in service.
"""

from datetime import UTC, date, datetime, timedelta
from functools import partial
from random import Random
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from enquiries.core import counters
from enquiries.core.base import is_one_of
from enquiries.core.queue import take_wake
from enquiries.dates.week import moment
from enquiries.demo import own_database
from enquiries.demo.arrivals import arrivals
from enquiries.demo.calls import Calls
from enquiries.demo.colleagues import Colleagues
from enquiries.demo.enquirers import Enquirers
from enquiries.demo.history import DemoHistory
from enquiries.demo.last_evening import LastEvening
from enquiries.demo.provider import Provider
from enquiries.lifecycle.models import Enquiry
from enquiries.messaging.models import Alert, Outgoing
from enquiries.messaging.outbox import WAITING
from enquiries.oncall import silent_claims

ZONE: Final = ZoneInfo("Europe/London")
_A_DAY: Final = timedelta(days=1)
# Of the last evening: people go to bed, and what is left to do is done, in two rounds.
_QUIET_FROM, _ROUNDS = 20 * 60 + 30, (21 * 60 + 30, 23 * 60 + 15)
_TO_A_COMMIT: Final = timedelta(hours=6)
_LONG_AGO: Final = datetime.min.replace(tzinfo=UTC)
_NEXT: Final = select(
    select(func.min(Outgoing.send_at)).where(is_one_of(Outgoing.state, *WAITING)).scalar_subquery(),
    select(func.min(Enquiry.next_check_at)).where(Enquiry.next_check_at.is_not(None)).scalar_subquery(),
    select(func.max(Alert.id)).scalar_subquery(),
)
_TO_CHECK: Final = (
    select(Enquiry).where(Enquiry.next_check_at == bindparam("at")).order_by(Enquiry.id).limit(1)
)


def make(session: Session, *, days: int, last: date, seed: int) -> int:
    """Make a history of so many days, to the end of the last one by London's clock.

    Commits a few times a day. Returns how many enquiries there are. The same arguments make the same history,
    but for references, codes and keys. Raises NotItsOwn, and then nothing is changed.
    """
    first, ends_at = last - (days - 1) * _A_DAY, moment(last + _A_DAY, 0, ZONE)
    random = Random(f"{seed} {days} {last.isoformat()}")  # noqa: S311 (nothing secret comes of it)
    own_database.prepare(session, moment(first, 0, ZONE), ends_at)
    history = DemoHistory(session, random, quiet_from=moment(last, _QUIET_FROM, ZONE), ends_at=ends_at)
    enquirers, evening = Enquirers(history), LastEvening(history)
    for arrival in arrivals(random, first, last):
        history.plan(arrival.at, partial(enquirers.arrive, arrival))
    for minutes in _ROUNDS:
        history.plan(moment(last, minutes, ZONE), evening.call_everyone)
    _Course(history, Colleagues(history, Calls(history, enquirers))).run()
    return session.scalar(select(func.count(Enquiry.id))) or 0


class _Course:
    """The course of things: one after the other, each at its moment."""

    def __init__(self, history: DemoHistory, colleagues: Colleagues) -> None:
        self._history, self._colleagues = history, colleagues
        self._session = history.session
        self._provider = Provider(history)

    def run(self) -> None:
        """Do everything, and commit a few times a day."""
        commits_at = _LONG_AGO
        while (at := self._do_next()) is not None:
            if at >= commits_at:
                commits_at = at + _TO_A_COMMIT
                counters.sweep(self._session, at)
                self._session.commit()
        self._session.commit()

    def _do_next(self) -> datetime | None:
        """Returns when that was; None where nothing is left to do."""
        send_at, check_at = self._next_due()
        planned, text = self._history.next_at, self._provider.next_at(send_at)
        at = min((each for each in (planned, text, check_at) if each is not None), default=None)
        if at is None:
            return None
        assert at < self._history.ends_at, "something is left to do on the day after"
        self._history.now = at
        if at == planned:
            self._history.do_next()
        elif at == text:
            self._provider.carry(at)
        else:
            enquiry = self._session.scalars(_TO_CHECK, {"at": at}).one()
            silent_claims.follow_up(self._session, at, [enquiry])
        take_wake(self._session)  # no worker is to be woken
        return at

    def _next_due(self) -> tuple[datetime | None, datetime | None]:
        """When the next text and the next check of an enquiry are due. Staff hear of new alerts here."""
        self._session.flush()
        found: Any = self._session.connection().execute(_NEXT).one()
        send_at, check_at, last_alert = found
        self._colleagues.hear(last_alert or 0)
        return send_at, check_at
