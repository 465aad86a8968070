"""What the weekly summary says: the first screen of `/reports`, of the last whole week, in a few lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from enquiries.core.settings import settings_of
from enquiries.messaging import to_staff
from enquiries.messaging.texts import TextKind
from enquiries.organisation import centres
from enquiries.organisation.models import Staff
from enquiries.reporting.findings.sentences import ReportFinding
from enquiries.reporting.overview import Overview, overview
from enquiries.reporting.shares import CallShare, share
from enquiries.weekly.deliveries import WeeklyDelivery

_MOST_FINDINGS = 5
NONE_WANTED = "none wanted"


@dataclass(frozen=True)
class WeeklySummary:
    """`link` leads to the page that says the same, of the same days and centres."""

    delivery: WeeklyDelivery
    found: Overview
    link: str

    @property
    def total(self) -> CallShare:
        return self.found.total

    @property
    def in_time(self) -> str:
        return _say(self.total)

    @property
    def before(self) -> str:
        return _say(self.found.before or CallShare())

    @property
    def findings(self) -> Sequence[ReportFinding]:
        return self.found.findings[:_MOST_FINDINGS]

    @property
    def more(self) -> int:
        """How many findings the page has that are not told here."""
        return len(self.found.findings) - len(self.findings)

    @property
    def days(self) -> str:
        """5 to 11 January 2026."""
        return _say_days(self.delivery.week.period.first, self.delivery.week.period.last)

    @property
    def subject(self) -> str:
        says = f"{self.in_time} called in time" if self.total.calls else "no calls wanted"
        return f"Call-backs, {self.days}: {says}"


def weekly_summary(session: Session, now: datetime, delivery: WeeklyDelivery) -> WeeklySummary:
    """Read it as the page does; `now` is UTC."""
    period, staff = delivery.week.period, session.get_one(Staff, delivery.staff.id)
    found = overview(session, now, period, centres.centres_of_staff(session, staff), staff)
    base = settings_of(session).public_base_url
    return WeeklySummary(delivery, found, f"{base}/reports?from={period.first}&to={period.last}")


def post_text(session: Session, now: datetime, summary: WeeklySummary) -> None:
    """Text it: the share of both weeks, and a link to the rest."""
    to_staff.tell(
        session,
        now,
        session.get_one(Staff, summary.delivery.staff.id),
        TextKind.WEEKLY if summary.total.calls else TextKind.WEEKLY_NONE,
        share=summary.in_time,
        earlier=summary.before,
        count=summary.total.never_called,
        report=summary.link,
    )


def _say(counted: CallShare) -> str:
    """61% of 23."""
    return f"{share(counted.in_time, counted.calls)} of {counted.calls}" if counted.calls else NONE_WANTED


def _say_days(first: date | None, last: date | None) -> str:
    assert first is not None
    assert last is not None
    if first.month == last.month:
        return f"{first.day} to {last:%-d %B %Y}"
    year = f" {first.year}" if first.year != last.year else ""
    return f"{first:%-d %B}{year} to {last:%-d %B %Y}"
