"""The tables of the setup: centres with their numbers and keywords, staff, shifts and escalation steps.

One-off changes of the rota (`Override`) are made by text and on the board, not by the setup file.
"""

from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from sqlalchemy import JSON, CheckConstraint, Column, ForeignKey, Index, Table, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from enquiries.core.base import Base, words_of
from enquiries.core.enums import About, CallsFrom, CentreKind, KeywordMode, NumberUse, OperatorRole, Role
from enquiries.core.i18n import ENGLISH
from enquiries.organisation.hours import Hours
from enquiries.organisation.setup_edition import ONE_OFFS, PartOfSetup

# Read once for each spelling: every text asks for the hours of its centre.
_read_hours = lru_cache(maxsize=256)(Hours.parse)


class Centre(PartOfSetup, Base):
    """A centre. `hours` are by the clock of `timezone`; a call is promised within `promise_seconds`."""

    __tablename__ = "centre"
    __table_args__ = (CheckConstraint("promise_seconds > 0", name="promise_is_positive"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    text_name: Mapped[str]
    town: Mapped[str]
    kind: Mapped[CentreKind] = mapped_column(words_of(CentreKind, "kind"))
    line: Mapped[str]
    calls_from: Mapped[CallsFrom] = mapped_column(words_of(CallsFrom, "calls_from"))
    hours: Mapped[str]
    promise_seconds: Mapped[int]
    timezone: Mapped[str]
    operator: Mapped[str]
    role: Mapped[OperatorRole] = mapped_column(words_of(OperatorRole, "role"))
    regulator: Mapped[str]
    country: Mapped[str]
    # what it says of itself: words of Assurance, in their order
    says: Mapped[list[str]] = mapped_column(JSON, default=list, server_default=text("'[]'"))
    # the sites that may show the form in their pages
    embed_origins: Mapped[list[str]] = mapped_column(JSON, default=list, server_default=text("'[]'"))
    # responders may sign in with a code sent by text instead of a password
    sign_in_by_text: Mapped[bool] = mapped_column(default=False, server_default=false())
    # its pages and its form on other sites say how fast it called of late
    publishes_times: Mapped[bool] = mapped_column(default=False, server_default=false())

    numbers: Mapped[list["Number"]] = relationship(back_populates="centre", order_by="Number.id")

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @property
    def opening_hours(self) -> Hours:
        return _read_hours(self.hours)

    @property
    def promise(self) -> timedelta:
        return timedelta(seconds=self.promise_seconds)


class Number(PartOfSetup, Base):
    """A short code or E.164 number on which the service sends and receives texts."""

    __tablename__ = "number"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    centre_id: Mapped[int] = mapped_column(ForeignKey("centre.id"), index=True)
    use: Mapped[NumberUse] = mapped_column(words_of(NumberUse, "use"))
    keyword_mode: Mapped[KeywordMode | None] = mapped_column(words_of(KeywordMode, "keyword_mode"))

    centre: Mapped[Centre] = relationship(back_populates="numbers")
    keywords: Mapped[list["Keyword"]] = relationship(back_populates="number", order_by="Keyword.id")


class Keyword(PartOfSetup, Base):
    """A word printed on posters, which leads from a number to a centre."""

    __tablename__ = "keyword"
    __table_args__ = (UniqueConstraint("word", "number_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    word: Mapped[str]
    number_id: Mapped[int] = mapped_column(ForeignKey("number.id"), index=True)
    centre_id: Mapped[int] = mapped_column(ForeignKey("centre.id"), index=True)
    source: Mapped[str]
    about: Mapped[About] = mapped_column(words_of(About, "about"))
    # of the poster (ISO 639): in which those who text the word are answered
    language: Mapped[str] = mapped_column(default=ENGLISH, server_default=ENGLISH)

    number: Mapped[Number] = relationship(back_populates="keywords")
    centre: Mapped[Centre] = relationship()


class EmergencyNumber(PartOfSetup, Base):
    """The emergency number of a country, for answers to numbers from there.

    `talk` are its crisis lines as the setup file writes them, instead of those that are shipped; empty for
    these. `checked` is the day on which the lines of the country were last called, if known.
    """

    __tablename__ = "helpline"

    country: Mapped[str] = mapped_column(primary_key=True)
    emergency: Mapped[str]
    checked: Mapped[date | None]
    talk: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list, server_default=text("'[]'"))


works_at = Table(
    "works_at",
    Base.metadata,
    Column("staff_id", ForeignKey("staff.id"), primary_key=True),
    Column("centre_id", ForeignKey("centre.id"), primary_key=True, index=True),
)


class Staff(PartOfSetup, Base):
    """A member of staff. `active` is False once they are switched off."""

    __tablename__ = "staff"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    mobile: Mapped[str] = mapped_column(unique=True)
    email: Mapped[str] = mapped_column(unique=True)
    role: Mapped[Role] = mapped_column(words_of(Role, "role"))
    active: Mapped[bool] = mapped_column(default=True)
    # when they last answered a test text: alerts reach this phone
    ready_at: Mapped[datetime | None]

    centres: Mapped[list[Centre]] = relationship(secondary=works_at, order_by=Centre.id)

    @property
    def text_name(self) -> str:
        """First name and initial, as texts show it: "Sam C"."""
        first, *rest = self.name.split()
        return f"{first} {rest[-1][0]}" if rest else first

    def works_at(self, centre_id: int) -> bool:
        return any(centre.id == centre_id for centre in self.centres)


class Shift(PartOfSetup, Base):
    """A weekly turn on call. `days`, `start` and `end` are as in the setup file: the centre's wall-clock."""

    __tablename__ = "shift"
    __table_args__ = (CheckConstraint("level > 0", name="level_counts_from_one"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    centre_id: Mapped[int] = mapped_column(ForeignKey("centre.id"), index=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    level: Mapped[int]
    days: Mapped[str]
    start: Mapped[str]
    end: Mapped[str]

    staff: Mapped[Staff] = relationship()


class Override(PartOfSetup, Base):
    """A one-off change of the rota: a person is on call, or off, between two moments."""

    __tablename__ = "override"
    edition_of = ONE_OFFS
    __table_args__ = (
        CheckConstraint("starts_at < ends_at", name="starts_before_it_ends"),
        Index("ix_override_centre_time", "centre_id", "ends_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    centre_id: Mapped[int] = mapped_column(ForeignKey("centre.id"))
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    level: Mapped[int | None]
    on: Mapped[bool]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    # the person has been told that their time off ended
    end_told: Mapped[bool] = mapped_column(default=False, server_default=false())

    staff: Mapped[Staff] = relationship()


class EscalationStep(PartOfSetup, Base):
    """One rung of a centre's ladder. `after_seconds` counts from the moment an enquiry is due."""

    __tablename__ = "escalation_step"
    __table_args__ = (UniqueConstraint("centre_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    centre_id: Mapped[int] = mapped_column(ForeignKey("centre.id"))
    position: Mapped[int]
    after_seconds: Mapped[int]
    to: Mapped[str]
