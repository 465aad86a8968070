"""Count in the database how many people waited how many seconds, for reports of any size.

One statement per centre and stretch between clock changes. The waits of each enquiry are worked out once and
counted four ways; the result has a row per number of seconds, and none per person. Enquiries with the same
channel, hour and urgency share a small number, by which a database groups fast.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import (
    CTE,
    ColumnElement,
    Integer,
    Row,
    Select,
    case,
    cast,
    func,
    literal,
    null,
    select,
    union_all,
)
from sqlalchemy.orm import InstrumentedAttribute, Session

from enquiries.core.enums import Channel
from enquiries.dates.dst import Stretch, stretches
from enquiries.dates.period import Period
from enquiries.lifecycle.models import Enquiry
from enquiries.lifecycle.states import Outcome
from enquiries.organisation.models import Centre
from enquiries.reporting.date_sql import minute_of_day, whole_seconds
from enquiries.reporting.percentiles import Counts
from enquiries.reporting.targets import Measure

_SECOND = timedelta(seconds=1)
_HOUR, _DAY = 60, 24 * 60  # minutes
_LEFT_OUT = [outcome for outcome in Outcome if not outcome.counts]
_HAPPENED = {
    Measure.ALERT: Enquiry.alerted_at,
    Measure.CLAIM: Enquiry.claimed_at,
    Measure.FIRST_CALL: Enquiry.first_call_at,
}
_MEASURES = tuple(_HAPPENED)
# What a row counts: one of the measures by its place, or one of these kinds.
_IS_REACHED, _IS_NOT_REACHED, _IS_LEFT_OUT = range(len(_MEASURES), len(_MEASURES) + 3)
_COUNT = func.count().label("count")


class Alike(NamedTuple):
    """The common traits of enquiries counted together. `hour` is of receipt, by the centre's clock."""

    channel: Channel
    hour: int
    urgent: bool


def counts(session: Session, period: Period, centre: Centre) -> Mapping[Alike, Counts]:
    """Count all enquiries that a centre received in the period, except synthetic ones."""
    found: dict[int, Counts] = {}
    start, end = _ends(session, period, centre)
    if start is not None and end is not None:
        for stretch in stretches(start, end, centre.zone):
            _gather(found, session.execute(statement(centre, stretch)))
    return {_read_group(group): each for group, each in found.items()}


def _ends(session: Session, period: Period, centre: Centre) -> tuple[datetime | None, datetime | None]:
    """Return the start and end (UTC) of the period; an open end is that of the enquiries themselves."""
    start, end = period.starts_at(centre.zone), period.ends_at(centre.zone)
    of_centre = Enquiry.centre_id == centre.id
    if start is None:
        start = session.scalar(select(func.min(Enquiry.received_at)).where(of_centre))
    if end is None:
        latest = session.scalar(select(func.max(Enquiry.received_at)).where(of_centre))
        end = latest and latest.replace(microsecond=0) + _SECOND
    return start, end


def _gather(found: dict[int, Counts], rows: Iterable[Row[*tuple[Any, ...]]]) -> None:
    for what, group, seconds, count in rows:
        counted = found.get(group)
        if counted is None:
            counted = found[group] = Counts()
        if what < len(_MEASURES):
            counted.waited[_MEASURES[what]][seconds] += count
        elif what == _IS_LEFT_OUT:
            counted.left_out += count
        elif what == _IS_REACHED:
            counted.reached += count
        else:
            counted.not_reached += count


def statement(centre: Centre, stretch: Stretch) -> Select[*tuple[Any, ...]]:
    """Select what is counted, the group, the seconds waited, and how many waited that long."""
    times = _times(centre, stretch)
    kinds = select(times.c.kind.label("what"), times.c.group, cast(null(), Integer).label("seconds"), _COUNT)
    every = union_all(
        kinds.group_by(times.c.kind, times.c.group),
        *(
            select(literal(place), times.c.group, times.c[measure], _COUNT)
            .where(times.c[measure].is_not(None))
            .group_by(times.c.group, times.c[measure])
            for place, measure in enumerate(_MEASURES)
        ),
    ).subquery()
    return select(*every.c)


def _times(centre: Centre, stretch: Stretch) -> CTE:
    """Select, for each enquiry, its kind, its group, and the seconds it waited for each measure."""
    return (
        select(
            _kind().label("kind"),
            _group(stretch.minutes_ahead).label("group"),
            *(_waited(happened_at).label(measure) for measure, happened_at in _HAPPENED.items()),
        )
        .where(
            Enquiry.centre_id == centre.id,
            ~Enquiry.synthetic,
            Enquiry.received_at >= stretch.start,
            Enquiry.received_at < stretch.end,
        )
        .cte("times")
    )


def _kind() -> ColumnElement[int]:
    return case(
        (Enquiry.outcome.in_(_LEFT_OUT), _IS_LEFT_OUT),
        (Enquiry.reached_at.is_not(None), _IS_REACHED),
        else_=_IS_NOT_REACHED,
    )


def _group(minutes_ahead: int) -> ColumnElement[int]:
    """Return a number for each combination of local hour, channel and urgency."""
    minute = (minute_of_day(Enquiry.received_at) + minutes_ahead + _DAY) % _DAY
    by_web = case((Enquiry.channel == Channel.WEB, 2), else_=0)
    return minute // _HOUR * 4 + by_web + case((Enquiry.urgent, 1), else_=0)


def _read_group(group: int) -> Alike:
    return Alike(Channel.WEB if group & 2 else Channel.SMS, group // 4, bool(group & 1))


def _waited(happened_at: InstrumentedAttribute[datetime | None]) -> ColumnElement[int | None]:
    """Return the same wait as `lifecycle.waits.time_waited`, in whole seconds."""
    return case(
        (Enquiry.outcome.in_(_LEFT_OUT), null()),
        (happened_at >= Enquiry.wanted_at, whole_seconds(Enquiry.wanted_at, happened_at)),
        (happened_at >= Enquiry.received_at, whole_seconds(Enquiry.received_at, happened_at)),
        (happened_at.is_not(None), 0),
    )
