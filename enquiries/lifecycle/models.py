"""One request for a call: who asked, where it stands, and who has it.

What happened to an enquiry, in order: the response-time log and the audit. Rows are only ever added.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ColumnElement, ForeignKey, Index, false, or_, text
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column, relationship

from enquiries.core.base import Base, words_of
from enquiries.core.crypto import Keyed, Sealed
from enquiries.core.enums import About, Asked, Channel, Wish
from enquiries.core.i18n import ENGLISH
from enquiries.core.transactions.added_rows import AppendOnly
from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.exclusions import ExclusionReason
from enquiries.lifecycle.retries import Window
from enquiries.lifecycle.states import EnquiryState, Outcome
from enquiries.lifecycle.waits import FIELDS, Began, Ended, Evidence, Span
from enquiries.organisation.models import Centre, Number, Staff


class Enquiry(Base, Keyed):
    __tablename__ = "enquiry"
    __table_args__ = (
        CheckConstraint("(state = 'claimed') = (holder_id IS NOT NULL)", name="claimed_has_a_holder"),
        CheckConstraint("(state = 'closed') = (outcome IS NOT NULL)", name="closed_has_an_outcome"),
        CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL)", name="closed_has_a_time"),
        CheckConstraint(
            "excluded_reason IS NULL OR outcome IN ('duplicate', 'spam', 'test')",
            name="only_some_are_left_out",
        ),
        Index(
            "uq_enquiry_one_active",
            "centre_id",
            "phone_lookup",
            unique=True,
            sqlite_where=text("state <> 'closed'"),
            postgresql_where=text("state <> 'closed'"),
        ),
        Index("ix_enquiry_phone", "phone_lookup", "closed_at"),
        Index(
            "ix_enquiry_next_check_at",
            "next_check_at",
            sqlite_where=text("next_check_at IS NOT NULL"),
            postgresql_where=text("next_check_at IS NOT NULL"),
        ),
        Index("ix_enquiry_centre_received", "centre_id", "received_at"),
        Index("ix_enquiry_received", "received_at", "id"),
        Index("ix_enquiry_centre_outcome", "centre_id", "outcome", "received_at"),
        Index("ix_enquiry_centre_closed", "centre_id", "closed_at", sqlite_where=text("state = 'closed'"),
              postgresql_where=text("state = 'closed'")),
        Index("ix_enquiry_closed_by", "closed_by_id", "centre_id", "received_at",
              sqlite_where=text("closed_by_id IS NOT NULL"),
              postgresql_where=text("closed_by_id IS NOT NULL")),
        Index("ix_enquiry_urgency_cleared", "centre_id", "received_at",
              sqlite_where=text("urgency_cleared_at IS NOT NULL"),
              postgresql_where=text("urgency_cleared_at IS NOT NULL")),
        Index("ix_enquiry_code", "code"),
        Index("ix_enquiry_open", "centre_id", "due_at", sqlite_where=text("state = 'open'"),
              postgresql_where=text("state = 'open'")),
        Index("ix_enquiry_holder", "holder_id", sqlite_where=text("holder_id IS NOT NULL"),
              postgresql_where=text("holder_id IS NOT NULL")),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(unique=True)
    code: Mapped[str]
    centre_id: Mapped[int] = mapped_column(ForeignKey("centre.id"))
    # the number of ours that was texted; none where the form was used
    number_id: Mapped[int | None] = mapped_column(ForeignKey("number.id"))
    channel: Mapped[Channel] = mapped_column(words_of(Channel, "channel"))
    source: Mapped[str]
    about: Mapped[About] = mapped_column(words_of(About, "about"), default=About.UNKNOWN)

    state: Mapped[EnquiryState] = mapped_column(words_of(EnquiryState, "state"), default=EnquiryState.OPEN)
    outcome: Mapped[Outcome | None] = mapped_column(words_of(Outcome, "outcome"))
    # by whom of staff, while it is closed
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    # why no figure counts it; None where all do
    excluded_reason: Mapped[ExclusionReason | None] = mapped_column(
        words_of(ExclusionReason, "excluded_reason")
    )
    holder_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    urgent: Mapped[bool] = mapped_column(default=False)
    # when a person last marked it not urgent, and whether one did so after the time for its call had run out:
    # then the figure of the urgent still counts it
    urgency_cleared_at: Mapped[datetime | None]
    urgency_cleared_late: Mapped[bool] = mapped_column(default=False, server_default=false())
    # tiers of risk found so far, comma-separated, most severe first
    risk: Mapped[str] = mapped_column(default="")

    # Safe contact.
    voicemail: Mapped[Wish] = mapped_column(words_of(Wish, "voicemail"), default=Wish.ASK)
    text_ok: Mapped[Wish] = mapped_column(words_of(Wish, "text_ok"), default=Wish.ASK)
    # whether the number can take a text at all: no landline, short code or name
    textable: Mapped[bool]
    # of the number (ISO 3166); and the country where they say that they are, if they do
    country: Mapped[str]
    whereabouts: Mapped[str | None]
    # in which they are texted, and for an interpreter (ISO 639): as they wrote, else of the keyword or form
    language: Mapped[str] = mapped_column(default=ENGLISH, server_default=ENGLISH)
    asked: Mapped[Asked | None] = mapped_column(words_of(Asked, "asked"))
    # a form asked for texts to this number, and no member of staff has checked it yet
    texts_held: Mapped[bool] = mapped_column(default=False, server_default=false())
    voicemail_check: Mapped[bool] = mapped_column(default=False)

    # The person. Destroying the key erases all of it, and the texts of this enquiry with it.
    key: Mapped[str | None]
    phone_lookup: Mapped[str]
    manage_lookup: Mapped[str | None] = mapped_column(unique=True)
    _phone: Mapped[bytes | None] = mapped_column("phone")
    _name: Mapped[bytes | None] = mapped_column("name")
    _ask_for: Mapped[bytes | None] = mapped_column("ask_for")
    _message: Mapped[bytes | None] = mapped_column("message")
    _funding: Mapped[bytes | None] = mapped_column("funding")
    phone = Sealed("_phone")
    name = Sealed("_name")
    ask_for = Sealed("_ask_for")
    message = Sealed("_message")
    funding = Sealed("_funding")

    # The response times. Each is when it first happened, and stays.
    received_at: Mapped[datetime]
    acknowledged_at: Mapped[datetime | None]
    alerted_at: Mapped[datetime | None]
    alert_delivered_at: Mapped[datetime | None]
    claimed_at: Mapped[datetime | None]
    claimed_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    first_call_at: Mapped[datetime | None]
    reached_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    # when a colleague noted that they came for treatment, mostly weeks after it was closed
    admitted_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)

    # The ladder. `next_check_at` is when the tick must look at this enquiry again.
    due_at: Mapped[datetime]
    # whether `due_at` is a time that the person chose, or agreed with staff: it stands, whatever they write
    at_chosen_time: Mapped[bool] = mapped_column(default=False, server_default=false())
    # the time of day in which they want to be rung, in minutes by the centre's clock
    window_start: Mapped[int | None]
    window_end: Mapped[int | None]
    # where danger does not wait for the chosen time: what the ladder counts from, while `due_at` is ahead
    ladder_from: Mapped[datetime | None]
    # from when on their first call is wanted, as pages and texts say it; figures go by the waits
    wanted_at: Mapped[datetime]
    # tries since they asked, or asked again; and what the cadence of tries counts from
    tries: Mapped[int] = mapped_column(default=0)
    tries_from: Mapped[datetime]
    next_check_at: Mapped[datetime | None]
    ladder_run: Mapped[int] = mapped_column(default=1)
    ladder_step: Mapped[int] = mapped_column(default=0)
    waits_for_opening: Mapped[bool] = mapped_column(default=False)
    # made by the synthetic probe: no one is asked to take it, and no report counts it
    synthetic: Mapped[bool] = mapped_column(default=False, server_default=false())
    # whether its latest climb began because the person wrote, after it was closed or after a try
    wrote_again: Mapped[bool] = mapped_column(default=False)
    # who passed or let a claim lapse on this climb: not asked again on it
    passed_by: Mapped[list[int]] = mapped_column(JSON, default=list)
    # the last holder is asked first, if on call
    last_holder_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    # a member of staff who asked for help is left out of their own ladder
    excluded_staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))

    centre: Mapped[Centre] = relationship(lazy="joined", innerjoin=True)
    number: Mapped[Number | None] = relationship()
    holder: Mapped[Staff | None] = relationship(foreign_keys=[holder_id])
    claimed_by: Mapped[Staff | None] = relationship(foreign_keys=[claimed_by_id])
    closed_by: Mapped[Staff | None] = relationship(foreign_keys=[closed_by_id])

    @property
    def data_key(self) -> str | None:
        return self.key

    @property
    def help_country(self) -> str:
        """The country (ISO 3166) whose emergency number and crisis lines they are told."""
        return self.whereabouts or self.country

    @hybrid_property
    def counts_as_urgent(self) -> bool:
        """Return True where the figure of the urgent counts it: also where urgency was cleared too late."""
        return self.urgent or self.urgency_cleared_late

    @counts_as_urgent.inplace.expression
    @classmethod
    def _counts_as_urgent(cls) -> ColumnElement[bool]:
        return or_(cls.urgent, cls.urgency_cleared_late)

    @property
    def waits_since(self) -> datetime:
        """Since when the call is wanted that is still to be made: the first, or the next try."""
        return self.wanted_at if self.first_call_at is None else self.due_at

    def minutes_waited(self, now: datetime) -> int:
        """Whole minutes for which that call has been wanted."""
        return max(0, int((now - self.waits_since).total_seconds() // 60))

    @property
    def window(self) -> Window | None:
        """The time of day that the person chose, if they chose one."""
        if self.window_start is None or self.window_end is None:
            return None
        return Window(self.window_start, self.window_end)

    @window.setter
    def window(self, window: Window | None) -> None:
        self.window_start = window.start if window else None
        self.window_end = window.end if window else None

    def waits_for_chosen_time(self, now: datetime) -> bool:
        """Return True where the person chose a time for the call that is still ahead."""
        return self.at_chosen_time and self.due_at > now


class Code(Base):
    """The digits that name an enquiry in texts; `free_at` is set when the enquiry closes."""

    __tablename__ = "code"

    code: Mapped[str] = mapped_column(primary_key=True)
    # checked at the commit: the code is taken before the enquiry is written
    enquiry_id: Mapped[int] = mapped_column(
        ForeignKey("enquiry.id", deferrable=True, initially="DEFERRED"), index=True
    )
    free_at: Mapped[datetime | None]


class Claim(Base, Keyed):
    """A staff member taking an enquiry, from `at` until `ended_at`; its token opens the page that calls."""

    __tablename__ = "claim"
    __table_args__ = (
        Index(
            "uq_claim_one_live",
            "enquiry_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    enquiry_id: Mapped[int] = mapped_column(ForeignKey("enquiry.id"), index=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    # the climb of the ladder on which it was taken
    ladder_run: Mapped[int]
    nudged_at: Mapped[datetime | None]
    dialled_at: Mapped[datetime | None]
    token_lookup: Mapped[str] = mapped_column(unique=True)
    _token: Mapped[bytes | None] = mapped_column("token")
    token = Sealed("_token")

    enquiry: Mapped[Enquiry] = relationship(lazy="joined", innerjoin=True)
    staff: Mapped[Staff] = relationship()

    @property
    def data_key(self) -> str | None:
        return self.enquiry.key


class TimelineEntry(AppendOnly, Base, Keyed):
    __tablename__ = "timeline"

    id: Mapped[int] = mapped_column(primary_key=True)
    enquiry_id: Mapped[int] = mapped_column(ForeignKey("enquiry.id"), index=True)
    at: Mapped[datetime]
    what: Mapped[EventKind] = mapped_column(words_of(EventKind, "what"))
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    # facts that say nothing of the person: outcomes, times, names of texts
    detail: Mapped[dict[str, Any]] = mapped_column(JSON)
    _words: Mapped[bytes | None] = mapped_column("words")
    # what was written: a note, an answer kept
    words = Sealed("_words")

    enquiry: Mapped[Enquiry] = relationship()
    staff: Mapped[Staff | None] = relationship()

    @property
    def has_words(self) -> bool:
        """Return True where words are kept; they cannot be read once their key is destroyed."""
        return self._words is not None

    @property
    def data_key(self) -> str | None:
        return self.enquiry.key


class Wait(Base):
    """One span from "a call is wanted" to "called", as `lifecycle.waits` reads it in the timeline."""

    __tablename__ = "wait"
    __table_args__ = (
        CheckConstraint("(ended IS NULL) = (ended_at IS NULL)", name="ended_has_a_time"),
        CheckConstraint("(called_at IS NULL) = (evidence IS NULL)", name="called_has_evidence"),
        Index("uq_wait_number", "enquiry_id", "number", unique=True),
        Index(
            "uq_wait_one_open",
            "enquiry_id",
            unique=True,
            sqlite_where=text("ended IS NULL"),
            postgresql_where=text("ended IS NULL"),
        ),
        Index("ix_wait_centre_wanted", "centre_id", "wanted_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    enquiry_id: Mapped[int] = mapped_column(ForeignKey("enquiry.id"))
    number: Mapped[int]
    centre_id: Mapped[int] = mapped_column(ForeignKey("centre.id"))
    began: Mapped[Began] = mapped_column(words_of(Began, "began"))
    began_at: Mapped[datetime]
    wanted_at: Mapped[datetime]
    promise_seconds: Mapped[int]
    alerted_at: Mapped[datetime | None]
    claimed_at: Mapped[datetime | None]
    claimed_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    called_at: Mapped[datetime | None]
    evidence: Mapped[Evidence | None] = mapped_column(words_of(Evidence, "evidence"))
    ended: Mapped[Ended | None] = mapped_column(words_of(Ended, "ended"))
    ended_at: Mapped[datetime | None]

    @property
    def span(self) -> Span:
        return Span(**{name: getattr(self, name) for name in FIELDS})

    def be(self, span: Span) -> None:
        """Take over what an entry changed."""
        for name in FIELDS:
            if getattr(self, name) != getattr(span, name):
                setattr(self, name, getattr(span, name))
