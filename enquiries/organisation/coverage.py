"""What a rota and a ladder leave uncovered: open hours without cover, and steps that reach no one."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from enquiries.dates.week import Span, merged
from enquiries.organisation.hours import Hours
from enquiries.organisation.ladder import Audience, LadderStep
from enquiries.organisation.rota import PlannedShift, gaps

A_WEEK = timedelta(days=7)


def while_open(gap: Span, hours: Hours, zone: ZoneInfo) -> Iterator[Span]:
    """The parts of a gap in which a centre is open: at night enquiries wait for the morning."""
    at, end = gap
    while (opens := hours.next_opening(at, zone)) < end:
        at = hours.closes_at(opens, zone) or end
        yield opens, min(at, end)


def uncovered(shifts: Sequence[PlannedShift], hours: Hours, now: datetime, zone: ZoneInfo) -> list[Span]:
    """Return the open times in the coming week with no one on call at any level."""
    alone = gaps(shifts, (), now, now + A_WEEK, zone)
    return merged(part for gap in alone for part in while_open(gap, hours, zone))


def empty_levels(shifts: Sequence[PlannedShift], steps: Sequence[LadderStep]) -> list[int]:
    """Return the levels that a ladder alerts but no shift covers."""
    staffed = {shift.level for shift in shifts}
    named = {step.to.level for step in steps if step.to.audience is Audience.LEVEL}
    return sorted(level for level in named - staffed if level is not None)


def say(span: Span, zone: ZoneInfo) -> str:
    """Write a span by the clock of a zone: Wed 14 Jan 20:00 to 23:00."""
    start, end = (moment.astimezone(zone) for moment in span)
    until = f"{end:%H:%M}" if end.date() == start.date() else f"{end:%a %-d %b %H:%M}"
    return f"{start:%a %-d %b %H:%M} to {until}"
