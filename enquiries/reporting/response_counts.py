"""Count in the database how many people waited how many seconds, for reports of any size.

One statement per centre and stretch between clock changes. The facts of each wait are worked out once and
counted four ways; the result has a row per number of seconds, and none per person. Waits of the same hour,
channel and urgency share a small number, by which a database groups fast, and so does how they went.
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from sqlalchemy import CTE, ColumnElement, Row, Select, case, func, literal, select, union_all
from sqlalchemy.orm import Session

from enquiries.core.enums import Channel
from enquiries.dates.dst import Stretch
from enquiries.dates.period import Period
from enquiries.dates.week import DAY
from enquiries.lifecycle.models import Enquiry
from enquiries.organisation.models import Centre
from enquiries.reporting.percentiles import Counts
from enquiries.reporting.standings import Standing, Went
from enquiries.reporting.targets import Measure
from enquiries.reporting.wait_facts import WaitFacts, local_minute, stretches_of

_HOUR = 60  # minutes
_MEASURES = tuple(Measure)
_HOW_IT_WENT = len(_MEASURES)  # what a row counts: one of the measures by its place, or this
_COUNT = func.count().label("count")
_BITS = Went.STANDING | Went.EVIDENCE | Went.FIRST | Went.REACHED | Went.LACKS_ALERT | Went.LACKS_CLAIM


class Alike(NamedTuple):
    """The common traits of waits counted together. `hour` is when it was wanted, by the centre's clock."""

    channel: Channel
    hour: int
    urgent: bool


def counts(session: Session, period: Period, centre: Centre, facts: WaitFacts) -> Mapping[Alike, Counts]:
    """Count all waits of a centre that were wanted in the period."""
    found: dict[int, Counts] = {}
    for stretch in stretches_of(session, period, centre):
        _gather(found, session.execute(statement(centre, stretch, facts)))
    return {_read_group(group): each for group, each in found.items()}


def _gather(found: dict[int, Counts], rows: Iterable[Row[*tuple[Any, ...]]]) -> None:
    for what, group, value, count in rows:
        counted = found.get(group)
        if counted is None:
            counted = found[group] = Counts()
        if what == _HOW_IT_WENT:
            _add_how_it_went(counted, Went(value), count)
        else:
            counted.waited[_MEASURES[what]][value] += count


def _add_how_it_went(counted: Counts, went: Went, count: int) -> None:
    standing = went.standing
    is_of_person = went.has(Went.FIRST)
    if not standing.counts:
        counted.not_due += count if standing is Standing.NOT_DUE else 0
        counted.left_out += count if standing is Standing.LEFT_OUT and is_of_person else 0
        return
    counted.standings[standing] += count
    if went.evidence is not None:
        counted.evidence[went.evidence] += count
    counted.people += count if is_of_person else 0
    counted.reached += count if is_of_person and went.has(Went.REACHED) else 0
    counted.never[Measure.ALERT] += count if went.has(Went.LACKS_ALERT) else 0
    counted.never[Measure.CLAIM] += count if went.has(Went.LACKS_CLAIM) else 0
    counted.never[Measure.FIRST_CALL] += 0 if standing.is_called else count


def statement(centre: Centre, stretch: Stretch, facts: WaitFacts) -> Select[*tuple[Any, ...]]:
    """Select what is counted, the group, how it went or the seconds waited, and how many it was so for."""
    waits = _waits(centre, stretch, facts)
    went = select(literal(_HOW_IT_WENT).label("what"), waits.c.group, waits.c.went, _COUNT)
    every = union_all(
        went.group_by(waits.c.group, waits.c.went),
        *(
            select(literal(place), waits.c.group, waits.c[measure], _COUNT)
            .where(waits.c[measure].is_not(None))
            .group_by(waits.c.group, waits.c[measure])
            for place, measure in enumerate(_MEASURES)
        ),
    ).subquery()
    return select(*every.c)


def _waits(centre: Centre, stretch: Stretch, facts: WaitFacts) -> CTE:
    """Select, for each wait, how it went, its group, and the seconds for each measure."""
    columns = select(
        facts.went(_BITS).label("went"),
        _group(stretch).label("group"),
        *(facts.seconds_to(measure).label(measure) for measure in _MEASURES),
    )
    return facts.among(columns, centre, stretch).cte("waits")


def _group(stretch: Stretch) -> ColumnElement[int]:
    """Return a number for each combination of local hour, channel and urgency."""
    by_web = case((Enquiry.channel == Channel.WEB, 2), else_=0)
    return local_minute(stretch) % DAY // _HOUR * 4 + by_web + case((Enquiry.counts_as_urgent, 1), else_=0)


def _read_group(group: int) -> Alike:
    return Alike(Channel.WEB if group & 2 else Channel.SMS, group // 4, bool(group & 1))
