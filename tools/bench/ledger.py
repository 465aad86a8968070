"""The texts as the stand-in logged them, and the enquiries that the database says they are about."""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

import requests
from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from enquiries.core.crypto import Keyring
from enquiries.core.leases import Beat
from enquiries.lifecycle.models import Enquiry
from enquiries.messaging.models import Alert, Outgoing
from enquiries.messaging.states import MessageState
from tools.service import Service

_WAITING: Final = (MessageState.QUEUED, MessageState.SENDING, MessageState.UNKNOWN)
_BETWEEN_LOOKS: Final = 1.0


@dataclass(frozen=True)
class Text:
    """A text as the stand-in logged it; `at` is when, in seconds of the epoch."""

    sid: str
    to: str
    body: str
    at: float


class Ledger:
    def __init__(self, service: Service) -> None:
        self._service = service
        self._engine = create_engine(service.config.database_url, poolclass=NullPool)
        keys = [(each.id, each.key) for each in service.config.data_keys]
        self._keyring = Keyring(keys, service.config.lookup_key)

    def texts(self, direction: str) -> list[Text]:
        """Every text that was `inbound` or `outbound`, oldest first."""
        answer = requests.get(
            f"{self._service.stand_in_url}/simulator/messages", params={"direction": direction}, timeout=60
        )
        return [_text(each) for each in answer.json()["messages"]]

    def alerted_at(self, numbers: Iterable[str], handed: Iterable[Text]) -> dict[str, float]:
        """When the first alert about each of these enquirers was among these texts, by their number."""
        number_of = {self._keyring.lookup(number): number for number in numbers}
        at = {text.sid: text.at for text in handed}
        alerts = (
            select(Enquiry.phone_lookup, Outgoing.sid)
            .select_from(Alert)
            .join(Enquiry, Enquiry.id == Alert.enquiry_id)
            .join(Outgoing, Outgoing.id == Alert.outbox_id)
        )
        with Session(self._engine) as session:
            found = [
                (number_of[lookup], at[sid])
                for lookup, sid in session.execute(alerts)
                if sid in at and lookup in number_of
            ]
        # of several alerts about one enquiry the first comes last, and stays
        return dict(sorted(found, key=lambda each: -each[1]))

    def sids(self) -> set[str]:
        """Of every text that the provider accepted, as far as the database knows."""
        with Session(self._engine) as session:
            return {sid for sid in session.scalars(select(Outgoing.sid)) if sid is not None}

    def wait_for_workers(self, count: int, seconds: float) -> None:
        """Until so many worker processes have beaten. Raises TimeoutError."""
        deadline = time.monotonic() + seconds
        workers = select(func.count()).select_from(Beat).where(Beat.name.startswith("worker"))
        with Session(self._engine) as session:
            while (session.scalar(workers) or 0) < count:
                if time.monotonic() > deadline:
                    raise TimeoutError(f"fewer than {count} workers within {seconds} s")
                session.rollback()
                time.sleep(_BETWEEN_LOOKS)

    def wait_until_quiet(self, seconds: float) -> None:
        """Until every enquiry was alerted and nothing is due, or so many seconds have passed."""
        deadline = time.monotonic() + seconds
        while self._is_busy() and time.monotonic() < deadline:
            time.sleep(_BETWEEN_LOOKS)

    def _is_busy(self) -> bool:
        not_alerted = select(Enquiry.id).where(Enquiry.alerted_at.is_(None)).limit(1)
        due = (
            select(Outgoing.id)
            .where(Outgoing.state.in_(_WAITING), Outgoing.send_at <= datetime.now(UTC))
            .limit(1)
        )
        with Session(self._engine) as session:
            return session.scalar(not_alerted) is not None or session.scalar(due) is not None


def _text(logged: dict[str, Any]) -> Text:
    at = datetime.fromisoformat(logged["created"]).timestamp()
    return Text(logged["sid"], logged["to"], logged["body"], at)
