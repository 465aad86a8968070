"""Gathering the evidence: the stand-in's log over HTTP, and the database, in which it only reads."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import requests
from sqlalchemy import Engine, create_engine, func, select
from sqlalchemy.orm import Session

from config import Config
from enquiries import schema
from enquiries.core.crypto import Keyring
from enquiries.lifecycle import models
from enquiries.messaging.models import Alert as AlertRow
from enquiries.messaging.models import InboxState, Incoming, Outgoing
from enquiries.messaging.states import MessageState
from tools.chaos.evidence import Alert, Case, Entry, Evidence, Held, Kept, Request, Text
from tools.chaos.line import Sent
from tools.chaos.visitors import Asked

WAITING_TEXTS: Final = (MessageState.QUEUED, MessageState.SENDING, MessageState.UNKNOWN)
WAITING_INBOX: Final = (InboxState.NEW, InboxState.FAILED)
_OUR_ID: Final = re.compile(r"/status/(\d+)$")


class Witness:
    def __init__(self, config: Config, stand_in_url: str) -> None:
        assert schema.metadata.tables, "every table is known, whichever is asked first"
        url = config.database_url
        self._engine: Engine = create_engine(_read_only(url) if config.sqlite else url, pool_pre_ping=True)
        self._keyring = Keyring([(each.id, each.key) for each in config.data_keys], config.lookup_key)
        self._stand_in = stand_in_url

    def close(self) -> None:
        self._engine.dispose()

    def unsettled(self, before: datetime) -> int:
        """How much of what came up before then is still under way, with receipts that are to be brought."""
        texts, inbox = Outgoing, Incoming
        overdue = datetime.now(UTC) - timedelta(seconds=3)
        counts = (
            select(func.count(texts.id)).where(texts.state.in_(WAITING_TEXTS), texts.created_at < before),
            select(func.count(inbox.id)).where(inbox.state.in_(WAITING_INBOX)),
            select(func.count(models.Enquiry.id)).where(models.Enquiry.next_check_at < overdue),
        )
        with Session(self._engine) as session:
            here = sum(session.scalar(count) or 0 for count in counts)
        return here + int(self._asked("pending")["pending"])

    def evidence(self, asked: Iterable[Asked], further: Sequence[Sent], read_at: datetime) -> Evidence:
        """All that is there. Nobody may be at work any more: it is read a table at a time."""
        with Session(self._engine) as session:
            inbox = _inbox(session)
            by_lookup = dict(
                session.execute(select(models.Enquiry.phone_lookup, models.Enquiry.id)).tuples().all()
            )
            return Evidence(
                read_at=read_at,
                requests=[Request(each, self._enquiry_id(each, inbox, by_lookup)) for each in asked],
                further=further,
                inbox=inbox,
                cases=_cases(session),
                texts=_texts(session, self._sent()),
            )

    def _enquiry_id(self, asked: Asked, inbox: dict[str, Kept], by_lookup: dict[str, int]) -> int | None:
        if asked.sid is None:
            return by_lookup.get(self._keyring.lookup(asked.number))
        kept = inbox.get(asked.sid)
        return kept.enquiry_id if kept else None

    def _sent(self) -> list[dict[str, Any]]:
        """Every text that the provider accepted from us."""
        sent: list[dict[str, Any]] = self._asked("messages", direction="outbound")["messages"]
        return sent

    def _asked(self, what: str, **parameters: str) -> dict[str, Any]:
        answer = requests.get(f"{self._stand_in}/simulator/{what}", parameters, timeout=60)
        answer.raise_for_status()
        found: dict[str, Any] = answer.json()
        return found


def _read_only(sqlite_url: str) -> str:
    return sqlite_url.replace("sqlite:///", "sqlite:///file:") + "?mode=ro&uri=true"


def _inbox(session: Session) -> dict[str, Kept]:
    rows = select(Incoming.sid, Incoming.state, Incoming.enquiry_id, Incoming.staff_id)
    return {
        sid: Kept(state, enquiry_id, staff_id is not None)
        for sid, state, enquiry_id, staff_id in session.execute(rows)
    }


def _cases(session: Session) -> dict[int, Case]:
    alerts, claims, entries = AlertRow, models.Claim, models.TimelineEntry
    alerts_of = _grouped(session, select(alerts.enquiry_id, alerts.outbox_id, alerts.at).order_by(alerts.id))
    claims_of = _grouped(
        session,
        select(claims.enquiry_id, claims.staff_id, claims.at, claims.ended_at).order_by(claims.id),
    )
    entries_of = _grouped(session, select(entries.enquiry_id, entries.at, entries.what).order_by(entries.id))
    rows = select(models.Enquiry.id, models.Enquiry.state, models.Enquiry.next_check_at)
    return {
        id_: Case(
            id_,
            state,
            next_check_at,
            alerts=[Alert(*each) for each in alerts_of[id_]],
            claims=[Held(*each) for each in claims_of[id_]],
            timeline=[Entry(*each) for each in entries_of[id_]],
        )
        for id_, state, next_check_at in session.execute(rows)
    }


def _grouped(session: Session, rows: Any) -> defaultdict[int, list[tuple[Any, ...]]]:
    """The rest of each row, by its first column."""
    grouped: defaultdict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for first, *rest in session.execute(rows):
        grouped[first].append(tuple(rest))
    return grouped


def _texts(session: Session, sent: Collection[dict[str, Any]]) -> dict[int, Text]:
    copies = _copies(sent)
    sids = {each["sid"] for each in sent}
    texts = Outgoing
    rows = select(texts.id, texts.kind, texts.state, texts.send_at, texts.attempts, texts.sid)
    return {
        id_: Text(id_, kind, state, send_at, attempts, copies=copies[id_], adopted=sid in sids)
        for id_, kind, state, send_at, attempts, sid in session.execute(rows)
    }


def _copies(sent: Iterable[dict[str, Any]]) -> defaultdict[int, list[datetime]]:
    """When the provider accepted which of our texts: its receipts go to an address with our own id."""
    copies: defaultdict[int, list[datetime]] = defaultdict(list)
    for each in sent:
        ours = _OUR_ID.search(each["status_callback"])
        assert ours, "the service asks for receipts of every text"
        copies[int(ours[1])].append(datetime.fromisoformat(each["created"]))
    return copies
