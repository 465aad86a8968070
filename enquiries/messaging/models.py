"""Texts: the inbox (what came in), the outbox (what is to be sent), alerts, and who wants no more texts.

What holds for a number at every centre, besides its opt-out. Found by keyed hash; no number is kept.
"""

from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.orm.attributes import set_committed_value

from enquiries.core.base import Base, words_of
from enquiries.core.crypto import DecryptionError, Keyed, Sealed
from enquiries.core.transactions.added_rows import AppendOnly
from enquiries.lifecycle.models import Enquiry
from enquiries.lifecycle.retries import Window
from enquiries.media.items import MediaItem
from enquiries.messaging.permission_rules import Ban, OptOutSource
from enquiries.messaging.states import MessageState
from enquiries.messaging.texts import TextKind, text_kind
from enquiries.organisation.models import Staff


class InboxState(StrEnum):
    NEW = "new"
    DONE = "done"
    # tried, and tried again by the tick; shown to a person when it keeps failing
    FAILED = "failed"
    # nothing to do: our own number, or no sender at all
    IGNORED = "ignored"


class Incoming(Base, Keyed):
    """A text that came in. Its key is its own until it is attached to an enquiry."""

    __tablename__ = "inbox"
    __table_args__ = (
        Index(
            "ix_inbox_waiting",
            "next_try_at",
            sqlite_where=text("state IN ('new', 'failed')"),
            postgresql_where=text("state IN ('new', 'failed')"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    sid: Mapped[str] = mapped_column(unique=True)
    received_at: Mapped[datetime]
    to: Mapped[str]
    opt_out_type: Mapped[str]
    state: Mapped[InboxState] = mapped_column(words_of(InboxState, "state"), default=InboxState.NEW)
    attempts: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[datetime]
    enquiry_id: Mapped[int | None] = mapped_column(ForeignKey("enquiry.id"), index=True)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    sender_lookup: Mapped[str] = mapped_column(index=True)
    key: Mapped[str | None]
    _sender: Mapped[bytes | None] = mapped_column("sender")
    _body: Mapped[bytes | None] = mapped_column("body")
    # pictures and the like: a line for each, its type and the provider's address
    _media: Mapped[bytes | None] = mapped_column("media")
    sender = Sealed("_sender")
    body = Sealed("_body")
    media = Sealed("_media")

    enquiry: Mapped[Enquiry | None] = relationship()

    @property
    def media_items(self) -> list[MediaItem]:
        """What came with it, in order."""
        lines = (line.partition(" ") for line in (self.media or "").splitlines())
        return [MediaItem(self.id, number, kind, at) for number, (kind, _, at) in enumerate(lines)]

    @property
    def data_key(self) -> str | None:
        return self.enquiry.key if self.enquiry is not None else self.key

    def attach(self, enquiry: Enquiry) -> None:
        """Make the text part of an enquiry: sealed by the enquiry's key from now on, erased with it."""
        sender, body, media = self.sender, self.body, self.media
        set_committed_value(self, "enquiry", enquiry)  # which may not be written yet
        self.enquiry_id = enquiry.id
        self.key = None
        self.sender, self.body, self.media = sender, body, media


class Outgoing(Base, Keyed):
    """A text to be sent, or sent. Its key is the enquiry's, or its own where there is none."""

    __tablename__ = "outbox"
    __table_args__ = (
        Index(
            "ix_outbox_due",
            "priority",
            "send_at",
            sqlite_where=text("state IN ('queued', 'sending', 'unknown')"),
            postgresql_where=text("state IN ('queued', 'sending', 'unknown')"),
        ),
        Index("ix_outbox_recent", "to_lookup", "created_at"),
        Index(
            "ix_outbox_gathering",
            "staff_id",
            sqlite_where=text(f"kind = '{TextKind.BUNDLE}' AND state = 'queued'"),
            postgresql_where=text(f"kind = '{TextKind.BUNDLE}' AND state = 'queued'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    created_at: Mapped[datetime]
    # the key of the text, of `messaging.texts`
    kind: Mapped[str]
    priority: Mapped[int]
    state: Mapped[MessageState] = mapped_column(words_of(MessageState, "state"), default=MessageState.QUEUED)
    enquiry_id: Mapped[int | None] = mapped_column(ForeignKey("enquiry.id"), index=True)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    sender: Mapped[str]
    validity_seconds: Mapped[int]
    send_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    # when a copy was last handed over, or found to have been, of which it is not known whether it was taken
    unsure_since: Mapped[datetime | None]
    sid: Mapped[str | None] = mapped_column(unique=True)
    error_code: Mapped[int | None]
    accepted_at: Mapped[datetime | None]
    to_lookup: Mapped[str]
    key: Mapped[str | None]
    _to: Mapped[bytes | None] = mapped_column("recipient")
    _body: Mapped[bytes | None] = mapped_column("body")
    to = Sealed("_to")
    body = Sealed("_body")

    enquiry: Mapped[Enquiry | None] = relationship()
    staff: Mapped[Staff | None] = relationship()
    alerts: Mapped[list["Alert"]] = relationship(viewonly=True)

    @property
    def data_key(self) -> str | None:
        return self.enquiry.key if self.enquiry is not None else self.key

    @property
    def is_to_enquirer(self) -> bool:
        """Not to staff, and no probe of our own."""
        return self.staff_id is None and not text_kind(self.kind).is_to_staff

    def open(self) -> tuple[str, str]:
        """To whom it goes and what it says. Raises DecryptionError."""
        to, body = self.to, self.body
        if to is None or body is None:
            raise DecryptionError("the text was erased")
        return to, body


class Alert(AppendOnly, Base):
    """One staff member asked to take one enquiry. Several share a text when they are bundled."""

    __tablename__ = "alert"
    __table_args__ = (Index("ix_alert_staff", "staff_id", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    enquiry_id: Mapped[int] = mapped_column(ForeignKey("enquiry.id"), index=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    outbox_id: Mapped[int] = mapped_column(ForeignKey("outbox.id"), index=True)
    at: Mapped[datetime]
    # which run of the escalation it belongs to: a reopened enquiry starts a new one
    ladder_run: Mapped[int]

    enquiry: Mapped[Enquiry] = relationship()
    staff: Mapped[Staff] = relationship()
    text: Mapped[Outgoing] = relationship()


class OptOut(Base):
    """A number that wants no more texts, from any centre. Found by its keyed hash; the number is not kept."""

    __tablename__ = "opt_out"

    lookup: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    source: Mapped[OptOutSource] = mapped_column(words_of(OptOutSource, "source"))
    # what was texted; empty where it came to us in another way
    word: Mapped[str]
    # QUIT, END and CANCEL may be a cry for help: a person looks at those
    ambiguous: Mapped[bool] = mapped_column(default=False)

    @property
    def sentence(self) -> str:
        """How we came to know, for staff."""
        return self.source.sentence(self.word)


class LearntFrom(StrEnum):
    TEXT = "text"
    FORM = "form"
    STAFF = "staff"
    PROVIDER = "provider"


class Restriction(Base):
    """One thing that may not be done with one number, since `at`, and `until` then or for ever (UTC)."""

    __tablename__ = "restriction"

    lookup: Mapped[str] = mapped_column(primary_key=True)
    ban: Mapped[Ban] = mapped_column(words_of(Ban, "ban"), primary_key=True)
    at: Mapped[datetime]
    until: Mapped[datetime | None]
    learnt_from: Mapped[LearntFrom] = mapped_column(words_of(LearntFrom, "learnt_from"))


class CallHours(Base):
    """The hours of any day in which one number may be called, in minutes by the clock of `zone`."""

    __tablename__ = "call_hours"

    lookup: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    starts: Mapped[int]
    ends: Mapped[int]
    zone: Mapped[str]
    learnt_from: Mapped[LearntFrom] = mapped_column(words_of(LearntFrom, "learnt_from"))

    def window(self, now: datetime, zone: ZoneInfo) -> Window:
        """The same by another clock, as clocks stand at `now`."""
        shown = now.astimezone(zone).utcoffset() or timedelta()
        said = now.astimezone(ZoneInfo(self.zone)).utcoffset() or timedelta()
        return Window(self.starts, self.ends).on_another_clock(int((shown - said).total_seconds() // 60))


class ContactDetails(Base, Keyed):
    """How to get back to one number, in the person's own words. Destroying the key erases it."""

    __tablename__ = "contact_details"

    lookup: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    key: Mapped[str | None]
    _ask_for: Mapped[bytes | None] = mapped_column("ask_for")
    _cover: Mapped[bytes | None] = mapped_column("cover")
    ask_for = Sealed("_ask_for")
    # the text in which they said what to tell another person who answers
    cover = Sealed("_cover")

    @property
    def data_key(self) -> str | None:
        return self.key
