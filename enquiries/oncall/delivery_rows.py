"""Texts that were handed over, and the enquiries that they are about, as rows and not as objects.

They are read and locked together, in the order of their ids as by every process that locks several, and
written together: a few statements, however many there are.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, bindparam, case, exists, insert, select, update
from sqlalchemy.orm import Session, aliased

from enquiries.lifecycle import timeline
from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.models import Enquiry, TimelineEntry, Wait
from enquiries.messaging.models import Alert, Outgoing
from enquiries.messaging.states import MessageState

_IDS: BindParameter[Sequence[int]] = bindparam("ids", expanding=True)
_TEXTS = (
    select(
        *(Outgoing.id, Outgoing.kind, Outgoing.staff_id, Outgoing.enquiry_id),
        *(Outgoing.state, Outgoing.sid, Outgoing.error_code, Outgoing.accepted_at),
    )
    .where(Outgoing.id.in_(_IDS))
    .order_by(Outgoing.id)
    .with_for_update()
)
_ALERTS = select(Alert.outbox_id, Alert.enquiry_id).where(Alert.outbox_id.in_(_IDS)).order_by(Alert.id)
_ENQUIRIES = (
    select(
        *(Enquiry.id, Enquiry.claimed_at),
        *(Enquiry.alerted_at, Enquiry.alert_delivered_at, Enquiry.acknowledged_at),
    )
    .where(Enquiry.id.in_(_IDS))
    .order_by(Enquiry.id)
    .with_for_update()
)
_CHANGE_TEXT = update(Outgoing).where(Outgoing.id == bindparam("of"))
_CHANGE_ENQUIRY = update(Enquiry).where(Enquiry.id == bindparam("of"))
_ADD_ENTRY = insert(TimelineEntry)
_LATER = aliased(Wait)
_ALERTED_AT = bindparam("alerted", type_=Wait.alerted_at.type)
# what `lifecycle.waits` makes of the entry: the first alert of the latest wait
_NOTE_ALERT = (
    update(Wait)
    .where(
        Wait.enquiry_id == bindparam("of"),
        Wait.alerted_at.is_(None),
        ~exists().where(_LATER.enquiry_id == bindparam("of"), _LATER.number > Wait.number),
    )
    .values(
        alerted_at=case(
            (Wait.claimed_at < _ALERTED_AT, Wait.claimed_at),
            (Wait.called_at < _ALERTED_AT, Wait.called_at),
            else_=_ALERTED_AT,
        )
    )
)


@dataclass
class TextRow:
    id: int
    kind: str
    staff_id: int | None
    enquiry_id: int | None
    state: MessageState
    sid: str | None
    error_code: int | None
    accepted_at: datetime | None

    @property
    def answers(self) -> int | None:
        """The enquiry whose person it goes to. A probe of our own counts as well."""
        return self.enquiry_id if self.staff_id is None else None

    def changes(self) -> dict[str, Any]:
        return {
            "of": self.id,
            "state": self.state,
            "sid": self.sid,
            "error_code": self.error_code,
            "accepted_at": self.accepted_at,
        }


@dataclass
class EnquiryRow:
    id: int
    claimed_at: datetime | None
    alerted_at: datetime | None
    alert_delivered_at: datetime | None
    acknowledged_at: datetime | None

    def changes(self) -> dict[str, Any]:
        return {
            "of": self.id,
            "alerted_at": self.alerted_at,
            "alert_delivered_at": self.alert_delivered_at,
            "acknowledged_at": self.acknowledged_at,
        }


class DeliveryRows:
    """The rows of some texts, locked until the commit. Change them, `record` what happened, then `write`."""

    def __init__(self, session: Session, outbox_ids: Collection[int]) -> None:
        session.flush()
        self._ask = session.connection().execute
        self._session = session
        self.texts = {row.id: TextRow(*row) for row in self._ask(_TEXTS, {"ids": list(outbox_ids)})}
        self._asked_to_take = defaultdict[int, list[int]](list)
        self._enquiries: dict[int, EnquiryRow] = {}
        self._moments: dict[int, datetime] = {}
        self._entries: list[dict[str, Any]] = []

    def read_enquiries(self, now: datetime, texts: Collection[TextRow]) -> None:
        """Also read and lock what these are about: it may be claimed at this moment."""
        if not texts:
            return
        ids = {text.answers for text in texts} - {None}
        for outbox_id, enquiry_id in self._ask(_ALERTS, {"ids": [text.id for text in texts]}):
            self._asked_to_take[outbox_id].append(enquiry_id)
            ids.add(enquiry_id)
        self._enquiries = {row.id: EnquiryRow(*row) for row in self._ask(_ENQUIRIES, {"ids": list(ids)})}
        self._moments = timeline.moments(self._session, now, self._enquiries)

    def asked_to_take(self, text: TextRow) -> list[EnquiryRow]:
        """The enquiries that the text asks staff to take: several for a bundle, none for other texts."""
        return [self._enquiries[each] for each in self._asked_to_take[text.id]]

    def answered(self, text: TextRow) -> EnquiryRow | None:
        """The enquiry whose person the text goes to."""
        return None if text.answers is None else self._enquiries[text.answers]

    def record(self, enquiry: EnquiryRow, what: EventKind, *, by: int | None = None, **detail: Any) -> None:
        """Add an entry to the timeline; `by` is the id of a member of staff."""
        self._entries.append(
            {
                "enquiry_id": enquiry.id,
                "at": self._moments[enquiry.id],
                "what": what,
                "staff_id": by,
                "detail": detail,
            }
        )

    def write(self) -> None:
        """Write the texts, the enquiries of which something was recorded, and what was."""
        changed = {each["enquiry_id"] for each in self._entries}
        enquiries = [row.changes() for id, row in self._enquiries.items() if id in changed]
        texts = [row.changes() for row in self.texts.values()]
        alerts = [
            {"of": each["enquiry_id"], "alerted": each["at"]}
            for each in self._entries
            if each["what"] is EventKind.ALERTED
        ]
        for statement, rows in (
            (_CHANGE_TEXT, texts),
            (_CHANGE_ENQUIRY, enquiries),
            (_ADD_ENTRY, self._entries),
            (_NOTE_ALERT, alerts),
        ):
            if rows:
                self._ask(statement, rows)
        self._session.expire_all()  # what is known of the same rows as objects
