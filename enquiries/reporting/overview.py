"""What a manager reads first: what is wrong, what would change it, and how many were called in time when."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from enquiries.core.settings import settings_of
from enquiries.dates.period import Period
from enquiries.organisation import snapshot
from enquiries.organisation.models import Centre, Staff
from enquiries.reporting import closing_shares, exclusions, reports
from enquiries.reporting.breakdowns import Breakdown, Key, Part, WaitQuestion, break_down, together
from enquiries.reporting.exclusions import ExclusionQuery
from enquiries.reporting.findings import sentences
from enquiries.reporting.findings.poor_hours import Hour, poor_hours, who_is_on_then
from enquiries.reporting.findings.rota_cover import Gap, WeeklyCover
from enquiries.reporting.findings.sentences import Booked, ReportFinding
from enquiries.reporting.shares import CallShare
from enquiries.reporting.standings import ALL_WAITS, Standing, WaitFilter
from enquiries.reporting.targets import URGENT, Measure
from enquiries.reporting.wait_facts import WaitFacts

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Overview:
    """`before` is the share of the period of the same length just before; None without both its ends.

    `urgent_seconds`: within which an urgent enquiry is to be called.
    """

    total: CallShare
    before: CallShare | None
    before_is: Period | None
    hours: Mapping[Key, CallShare]
    findings: Sequence[ReportFinding]
    urgent_seconds: int


def overview(
    session: Session,
    now: datetime,
    period: Period,
    centres: Sequence[Centre],
    reader: Staff,
    wanted: WaitFilter = ALL_WAITS,
) -> Overview:
    """Read it, for the page and the weekly summary alike; `now` is UTC."""
    urgent_seconds = reports.all_targets(session)[Measure.FIRST_CALL, URGENT]
    asked = WaitQuestion(period, centres, WaitFacts(now, wanted, urgent_seconds), reader)
    by_centre = break_down(session, asked, Part.HOUR, Part.SOURCE, Part.HOLD)
    total = CallShare()
    for each in by_centre.values():
        total.add(each.total(Part.HOUR))
    before_is = _just_before(asked.period)
    return Overview(
        total=total,
        before=_share(session, replace(asked, period=before_is)) if before_is else None,
        before_is=before_is,
        hours=together(by_centre, Part.HOUR),
        findings=sentences.sorted_findings(
            [
                *_of_all(session, by_centre, total, urgent_seconds),
                *_of_hours(session, now, asked, by_centre),
                *_of_closings(session, now, asked, settings_of(session).left_out_share),
            ]
        ),
        urgent_seconds=urgent_seconds,
    )


def gaps(session: Session, now: datetime, asked: WaitQuestion) -> list[Gap]:
    """Return the gaps of the weekly rotas, those that hurt most people first."""
    by_centre = break_down(session, asked, Part.HOUR)
    found = [
        gap
        for centre in asked.centres
        for gap in _cover(session, now, centre).gaps(_hours(by_centre[centre.id]))
    ]
    return sorted(found, key=lambda gap: gap.in_time - gap.calls)


def _of_all(
    session: Session, by_centre: Mapping[int, Breakdown], total: CallShare, urgent_seconds: int
) -> Iterator[ReportFinding]:
    yield from sentences.never_called(total.standings[Standing.WAITING], total.standings[Standing.NEVER])
    yield from sentences.urgent(total.urgent, total.urgent_in_time, urgent_seconds)
    yield from sentences.slow_holders(_holds(session, by_centre))
    sources = together(by_centre, Part.SOURCE).items()
    yield from sentences.unbooked_sources(
        {str(source): Booked(each.people, each.reached, each.booked) for source, each in sources}
    )


def _of_hours(
    session: Session, now: datetime, asked: WaitQuestion, by_centre: Mapping[int, Breakdown]
) -> Iterator[ReportFinding]:
    for centre in asked.centres:
        cover, hours = _cover(session, now, centre), _hours(by_centre[centre.id])
        for block in poor_hours(hours, (gap.hours for gap in cover.gaps(hours))):
            name = centre.name if len(asked.centres) > 1 else ""
            yield sentences.poor_block(block, name, who_is_on_then(block, cover.at))


def _of_closings(
    session: Session, now: datetime, asked: WaitQuestion, percent: int
) -> Iterator[ReportFinding]:
    if asked.reader is None:
        return
    for each in exclusions.closings(session, now, ExclusionQuery(asked.period, asked.centres, asked.reader)):
        for says in closing_shares.sentences([each], percent):
            yield sentences.many_left_out(says, each.may_leave)


def _cover(session: Session, now: datetime, centre: Centre) -> WeeklyCover:
    setup = snapshot.current_setup(session)
    return WeeklyCover(centre, setup.shifts.get(centre.id, ()), names_of_staff(session), now)


def names_of_staff(session: Session) -> dict[int, str]:
    """Return the names of all staff by id, also of those who have left."""
    return {each.id: each.name for each in snapshot.current_setup(session).people}


def _holds(session: Session, by_centre: Mapping[int, Breakdown]) -> dict[str, Counter[int | None]]:
    names, found = names_of_staff(session), dict[str, Counter[int | None]]()
    for each in by_centre.values():
        for person, minutes in each.holds.items():
            if person in names:
                found.setdefault(names[person], Counter()).update(minutes)
    return found


def _hours(found: Breakdown) -> dict[int, Hour]:
    return {int(hour): Hour(each.calls, each.in_time) for hour, each in found.of(Part.HOUR).items()}


def _just_before(period: Period) -> Period | None:
    if period.first is None or period.last is None:
        return None
    length = period.last - period.first
    try:
        return Period(period.first - length - _DAY, period.first - _DAY)
    except OverflowError:  # before there were years
        return None


def _share(session: Session, asked: WaitQuestion) -> CallShare:
    total = CallShare()
    for each in break_down(session, asked, Part.TOTAL).values():
        total.add(each.total(Part.TOTAL))
    return total
