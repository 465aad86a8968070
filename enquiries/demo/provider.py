"""The provider of texts in a demo history: takes each within seconds, and delivers it. Nothing leaves."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import bindparam, select

from enquiries.core.base import is_one_of
from enquiries.demo.history import DemoHistory
from enquiries.messaging.gateway import Receipt
from enquiries.messaging.models import Outgoing
from enquiries.messaging.outbox import WAITING
from enquiries.messaging.states import MessageState
from enquiries.oncall import delivery

_DUE: Final = (
    select(Outgoing.id)
    .where(is_one_of(Outgoing.state, *WAITING), Outgoing.send_at <= bindparam("now"))
    .order_by(Outgoing.id)
)


class Provider:
    """Says of each text that is due that it was delivered, as a receipt would that comes first."""

    def __init__(self, history: DemoHistory) -> None:
        self._history = history
        self._due: datetime | None = None
        self._carried_at: datetime | None = None

    def next_at(self, due: datetime | None) -> datetime | None:
        """When the text that is due first is delivered (UTC); None where none waits."""
        if due != self._due:
            lag = self._history.between(timedelta(seconds=0.3), timedelta(seconds=2.5))
            self._due, self._carried_at = due, due + lag if due is not None else None
        return self._carried_at

    def carry(self, now: datetime) -> None:
        """Deliver all that is due by now."""
        session = self._history.session
        due = session.connection().execute(_DUE, {"now": now}).scalars().all()
        delivery.note(session, now, [(id, Receipt(f"demo-{id}", MessageState.DELIVERED)) for id in due])
        self._due = self._carried_at = None
