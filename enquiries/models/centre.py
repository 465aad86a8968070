"""A treatment centre, the numbers it is texted on, and the keywords printed on posters."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from enquiries.domain.hours import Hours
from enquiries.domain.nouns import About, CallsFrom, CentreKind, KeywordMode, NumberUse, OperatorRole
from enquiries.models.base import Base, words_of


class Centre(Base):
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
    # what it says of itself: words of domain.nouns.Assurance, in their order
    says: Mapped[list[str]] = mapped_column(JSON, default=list, server_default=text("'[]'"))
    # the sites that may show the form in their pages
    embed_origins: Mapped[list[str]] = mapped_column(JSON, default=list, server_default=text("'[]'"))
    # whether responders may sign in with a code that comes by text, instead of a password
    sign_in_by_text: Mapped[bool] = mapped_column(default=False, server_default=false())

    numbers: Mapped[list["Number"]] = relationship(back_populates="centre", order_by="Number.id")

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @property
    def opening_hours(self) -> Hours:
        return Hours.parse(self.hours)

    @property
    def promise(self) -> timedelta:
        return timedelta(seconds=self.promise_seconds)


class Number(Base):
    """A short code or E.164 number of ours, that texts come to and go from."""

    __tablename__ = "number"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    centre_id: Mapped[int] = mapped_column(ForeignKey("centre.id"), index=True)
    use: Mapped[NumberUse] = mapped_column(words_of(NumberUse, "use"))
    keyword_mode: Mapped[KeywordMode | None] = mapped_column(words_of(KeywordMode, "keyword_mode"))

    centre: Mapped[Centre] = relationship(back_populates="numbers")
    keywords: Mapped[list["Keyword"]] = relationship(back_populates="number", order_by="Keyword.id")


class Keyword(Base):
    __tablename__ = "keyword"
    __table_args__ = (UniqueConstraint("word", "number_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    word: Mapped[str]
    number_id: Mapped[int] = mapped_column(ForeignKey("number.id"), index=True)
    centre_id: Mapped[int] = mapped_column(ForeignKey("centre.id"), index=True)
    source: Mapped[str]
    about: Mapped[About] = mapped_column(words_of(About, "about"))

    number: Mapped[Number] = relationship(back_populates="keywords")
    centre: Mapped[Centre] = relationship()


class Helpline(Base):
    """The emergency number of a country, for answers to numbers from there.

    `checked` is the day on which somebody last tried the lines that pages show for the country, if known.
    """

    __tablename__ = "helpline"

    country: Mapped[str] = mapped_column(primary_key=True)
    emergency: Mapped[str]
    checked: Mapped[date | None]
