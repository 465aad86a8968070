"""What happened to an enquiry, in order: the response-time log and the audit. Rows are only ever added."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from enquiries.core.base import Base, words_of
from enquiries.core.crypto import Keyed, Sealed
from enquiries.models.enquiry import Enquiry
from enquiries.organisation.models import Staff


class EventKind(StrEnum):
    RECEIVED = "received"
    WROTE = "wrote"
    TEXTED = "texted"
    TEXT_NOT_SENT = "text_not_sent"
    ACKNOWLEDGED = "acknowledged"
    ANSWERED = "answered"
    MAY_BE_ANOTHER = "may_be_another"
    CONSENTED = "consented"
    RISK_FOUND = "risk_found"
    MADE_URGENT = "made_urgent"
    URGENCY_CLEARED = "urgency_cleared"
    ALERTING = "alerting"
    ALERTED = "alerted"
    ALERT_DELIVERED = "alert_delivered"
    ALERT_FAILED = "alert_failed"
    WAITS_FOR_OPENING = "waits_for_opening"
    NOBODY_ON_CALL = "nobody_on_call"
    CLAIMED = "claimed"
    TAKEN_OVER = "taken_over"
    PASSED = "passed"
    NUDGED = "nudged"
    RELEASED = "released"
    VIEWED = "viewed"
    DIALLED = "dialled"
    CALL_REPORTED = "call_reported"
    ATTEMPT = "attempt"
    VOICEMAIL_LEFT = "voicemail_left"
    NOTED = "noted"
    RESCHEDULED = "rescheduled"
    MOVED = "moved"
    OPTED_OUT = "opted_out"
    OPTED_IN = "opted_in"
    NOT_ME = "not_me"
    CLOSED = "closed"
    REOPENED = "reopened"


class TimelineEntry(Base, Keyed):
    __tablename__ = "timeline"

    id: Mapped[int] = mapped_column(primary_key=True)
    enquiry_id: Mapped[int] = mapped_column(ForeignKey("enquiry.id"), index=True)
    at: Mapped[datetime]
    what: Mapped[EventKind] = mapped_column(words_of(EventKind, "what"))
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    # facts that say nothing of the person: outcomes, times, names of texts
    detail: Mapped[dict[str, Any]] = mapped_column(JSON)
    _words: Mapped[bytes | None] = mapped_column("words")
    # what somebody wrote: a note, an answer kept
    words = Sealed("_words")

    enquiry: Mapped[Enquiry] = relationship()
    staff: Mapped[Staff | None] = relationship()

    @property
    def has_words(self) -> bool:
        """Whether somebody wrote something, which may be read no more once its key is destroyed."""
        return self._words is not None

    @property
    def data_key(self) -> str | None:
        return self.enquiry.key
