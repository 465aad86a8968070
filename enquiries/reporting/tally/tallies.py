"""Read what days came to that were counted before, and say which part of a span is still to be counted.

A day's count is used only where nothing that it rests on has changed since: no change is noted, and the time
zone, the hours and the target for urgent enquiries are those it was counted with.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, String, cast, func, null, select, union_all
from sqlalchemy.orm import Session

from enquiries.core.base import UtcDateTime
from enquiries.dates.week import Span
from enquiries.organisation.models import Centre
from enquiries.reporting.tally.models import TallyChange, TallyCount, TallyDay
from enquiries.reporting.wait_facts import WaitFacts

_KEYS = ("part", "number", "text", "value")


@dataclass(frozen=True)
class Tallied:
    """The rows of `breakdowns.statement` for all the days together, and the spans (UTC) that are left."""

    counts: Sequence[Sequence[Any]]
    rest: Sequence[Span]


def read(session: Session, centre: Centre, facts: WaitFacts, span: Span, parts: Sequence[int]) -> Tallied:
    """Add up the days of a centre that lie within the span and hold."""
    if not facts.are_of_all:
        return Tallied((), [span])
    days: list[Span] = []
    counts: list[Sequence[Any]] = []
    for starts_at, ends_at, *counted in session.execute(_statement(centre, facts, span, parts)):
        if starts_at is None:
            counts.append(counted)
        else:
            days.append((starts_at, ends_at))
    return Tallied(counts, list(_without(span, sorted(days))))


def holds(centre: Centre, facts: WaitFacts) -> Iterator[ColumnElement[bool]]:
    """The conditions under which what was counted of a day is what `facts` would count now."""
    yield TallyDay.centre_id == centre.id
    yield TallyDay.timezone == centre.timezone
    yield TallyDay.hours == centre.hours
    yield TallyDay.urgent_seconds == facts.urgent_seconds
    yield TallyDay.counted_at <= facts.now
    yield ~(
        select(TallyChange.id)
        .where(
            TallyChange.centre_id == TallyDay.centre_id,
            TallyChange.wanted_at >= TallyDay.starts_at,
            TallyChange.wanted_at < TallyDay.ends_at,
        )
        .exists()
    )


def _statement(
    centre: Centre, facts: WaitFacts, span: Span, parts: Sequence[int]
) -> Select[*tuple[Any, ...]]:
    """Select the days, then what they add up to: at once, so that both are of one moment."""
    start, end = span
    days = (
        select(TallyDay.id, TallyDay.starts_at, TallyDay.ends_at)
        .where(*holds(centre, facts), TallyDay.starts_at >= start, TallyDay.ends_at <= end)
        .cte("days")
    )
    no_count = (*_KEYS, "count")
    nothing = (cast(null(), String if each == "text" else Integer).label(each) for each in no_count)
    no_time = cast(null(), UtcDateTime())
    keys = [getattr(TallyCount, each) for each in _KEYS]
    added_up = (
        select(no_time, no_time, *keys, func.sum(TallyCount.count))
        .where(TallyCount.day_id.in_(select(days.c.id)), TallyCount.part.in_(parts))
        .group_by(*keys)
    )
    every = union_all(select(days.c.starts_at, days.c.ends_at, *nothing), added_up).subquery()
    return select(*every.c)


def _without(span: Span, days: Sequence[Span]) -> Iterator[Span]:
    """What is left of a span without these days, which are in order and do not overlap."""
    start, end = span
    for starts_at, ends_at in days:
        if start < starts_at:
            yield start, starts_at
        start = ends_at
    if start < end:
        yield start, end
