"""What a run left behind: what people saw, what the stand-in logged, what is in the database.

Plain facts, so that the verdict on them can be tried without a run. All times are UTC.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.states import EnquiryState
from enquiries.messaging.models import InboxState
from enquiries.messaging.states import MessageState
from tools.chaos.line import Sent
from tools.chaos.visitors import Asked


@dataclass(frozen=True)
class Kept:
    """A text that came in, as the inbox has it."""

    state: InboxState
    enquiry_id: int | None
    from_staff: bool


@dataclass(frozen=True)
class Request:
    """What somebody asked for, with the enquiry that came of it."""

    asked: Asked
    enquiry_id: int | None


@dataclass(frozen=True)
class Held:
    """A claim; `until` is None while it lasts."""

    staff_id: int
    since: datetime
    until: datetime | None


@dataclass(frozen=True)
class Entry:
    at: datetime
    what: EventKind


@dataclass(frozen=True)
class Alert:
    """Somebody asked to take an enquiry, by a text of the outbox."""

    text_id: int
    at: datetime


@dataclass(frozen=True)
class Case:
    """An enquiry with all that hangs on it; claims and timeline in the order in which they were written."""

    id: int
    state: EnquiryState
    next_check_at: datetime | None
    alerts: Sequence[Alert] = ()
    claims: Sequence[Held] = ()
    timeline: Sequence[Entry] = ()


@dataclass(frozen=True)
class Text:
    """A row of the outbox, and when the provider accepted each copy of it.

    `adopted`: the provider has it as a copy of another text, with the same words to the same person.
    """

    id: int
    kind: str
    state: MessageState
    send_at: datetime
    attempts: int
    copies: Sequence[datetime] = ()
    adopted: bool = False

    @property
    def was_accepted(self) -> bool:
        return bool(self.copies) or self.adopted


@dataclass(frozen=True)
class Evidence:
    """`further` is what was texted in beside the requests: second texts, and all that staff answered."""

    read_at: datetime
    requests: Sequence[Request]
    further: Sequence[Sent]
    inbox: Mapping[str, Kept]
    cases: Mapping[int, Case]
    texts: Mapping[int, Text]
