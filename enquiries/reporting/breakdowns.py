"""Break the waits of a period down: by hour of the week, source, language, person, outcome and so on.

The database works the facts of each wait out once, and counts them for as many parts as a page shows; one
statement per centre and stretch between clock changes. Of days that are over it was done before: see `tally`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from functools import reduce
from operator import or_
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Integer,
    Select,
    String,
    case,
    cast,
    func,
    literal,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from enquiries.dates.dst import Stretch, stretches
from enquiries.dates.period import Period
from enquiries.lifecycle.models import Enquiry, Wait
from enquiries.lifecycle.states import Outcome
from enquiries.organisation.models import Centre, Staff
from enquiries.reporting.shares import CallShare
from enquiries.reporting.standings import Went
from enquiries.reporting.tally import tallies
from enquiries.reporting.wait_facts import NOT_CALLED, WaitFacts, is_open, local_hour, span_of

_BRIEF = Went.STANDING | Went.EVIDENCE | Went.FIRST | Went.REACHED | Went.BOOKED | Went.ADMITTED


class Part(IntEnum):
    """By what waits are broken down. The key of each is a number or a text."""

    HOUR = 0  # of the week when it was wanted, 0 is Monday from midnight to one, by the centre's clock
    PEOPLE = 1  # all of them at once: what became of those who first asked
    SOURCE = 2
    LANGUAGE = 3
    PERSON = 4  # id of who took it first; 0 for no one
    OUTCOME = 5  # of the enquiry; "" while it is not closed
    CHANNEL = 6
    ATTEMPTS = 7  # to reach them, of the enquiry
    OPEN = 8  # 1 where the centre was open when it was wanted
    TOTAL = 9  # all of them at once, for shares alone
    HOLD = 10  # id of who took it; how many minutes later they were called
    # not of waits, but of enquiries received then: id of who closed it, and its outcome, whatever is filtered
    CLOSED = 11


_BITS = {
    Part.HOUR: Went.STANDING | Went.EVIDENCE | Went.FIRST | Went.URGENT | Went.URGENT_IN_TIME,
    Part.PEOPLE: _BRIEF | Went.LACKS_ALERT | Went.LACKS_CLAIM | Went.CALLED_LATER,
    Part.ATTEMPTS: _BRIEF,
    Part.TOTAL: Went.STANDING,
    Part.HOLD: 0,
}
_TEXTS = frozenset({Part.SOURCE, Part.LANGUAGE, Part.OUTCOME, Part.CHANNEL})
Key = int | str


@dataclass
class Breakdown:
    """The counts of one centre. `holds`: minutes after each person's claims, None for ever.

    `closings`: how many enquiries each person closed, by outcome.
    """

    parts: dict[Part, dict[Key, CallShare]]
    holds: dict[int, Counter[int | None]] = field(default_factory=dict)
    closings: dict[int, Counter[Outcome]] = field(default_factory=dict)

    def of(self, part: Part) -> Mapping[Key, CallShare]:
        return self.parts[part]

    def total(self, part: Part) -> CallShare:
        """Return what all shares of a part add up to."""
        total = CallShare()
        for share in self.parts[part].values():
            total.add(share)
        return total


@dataclass(frozen=True)
class WaitQuestion:
    """What is asked of the database: the waits of a period, at some centres.

    `reader` is not shown, one by one, the enquiries in which they asked for help themselves.
    """

    period: Period
    centres: Sequence[Centre]
    facts: WaitFacts
    reader: Staff | None = None


def break_down(session: Session, asked: WaitQuestion, *parts: Part) -> dict[int, Breakdown]:
    """Return the counts of each centre by its id."""
    return {centre.id: _of_centre(session, asked, centre, parts) for centre in asked.centres}


def _of_centre(session: Session, asked: WaitQuestion, centre: Centre, parts: Sequence[Part]) -> Breakdown:
    found = Breakdown({part: defaultdict(CallShare) for part in parts})
    span = span_of(session, asked.period, centre)
    if span is None:
        return found
    tallied = tallies.read(session, centre, asked.facts, span, parts)
    _gather(found, tallied.counts)
    for start, end in tallied.rest:
        for stretch in stretches(start, end, centre.zone):
            _gather(found, session.execute(statement(centre, stretch, asked.facts, parts)))
    return found


def _gather(found: Breakdown, rows: Iterable[Sequence[Any]]) -> None:
    for part, number, text, value, count in rows:
        if part == Part.HOLD:
            minutes = None if value == NOT_CALLED else value
            found.holds.setdefault(number, Counter())[minutes] += count
        elif part == Part.CLOSED:
            found.closings.setdefault(number, Counter())[Outcome(text)] += count
        else:
            key = text if part in _TEXTS else number
            found.parts[part][key].count(Went(value), count)


def statement(
    centre: Centre, stretch: Stretch, facts: WaitFacts, parts: Sequence[Part]
) -> Select[*tuple[Any, ...]]:
    """Select the part, its key as a number or as a text, how it went or was held, and how many so.

    The other of the two is 0 or empty.
    """
    of_waits = [part for part in parts if part is not Part.CLOSED]
    counts = [_count_closings(centre, stretch)] if Part.CLOSED in parts else []
    if of_waits:
        waits = _waits(centre, stretch, facts, of_waits)
        counts += [_count(part, waits) for part in of_waits]
    every = union_all(*counts).subquery()
    return select(*every.c)


def _count_closings(centre: Centre, stretch: Stretch) -> Select[*tuple[Any, ...]]:
    return (
        select(
            literal(int(Part.CLOSED)).label("part"),
            cast(Enquiry.closed_by_id, Integer).label("number"),
            cast(Enquiry.outcome, String).label("text"),
            literal(0).label("value"),
            func.count().label("count"),
        )
        .where(
            Enquiry.centre_id == centre.id,
            Enquiry.received_at >= stretch.start,
            Enquiry.received_at < stretch.end,
            Enquiry.closed_by_id.is_not(None),
            Enquiry.outcome.is_not(None),
            ~Enquiry.synthetic,
        )
        .group_by(Enquiry.closed_by_id, Enquiry.outcome)
    )


def _count(part: Part, waits: CTE) -> Select[*tuple[Any, ...]]:
    """Count by the part's key and by as much of how it went as the part needs."""
    key = waits.c[part.name]
    value = waits.c.held if part is Part.HOLD else waits.c.went.op("&")(literal(_BITS.get(part, _BRIEF)))
    number, text = (literal(0), key) if part in _TEXTS else (key, literal(""))
    counted = select(
        literal(int(part)).label("part"),
        cast(number, Integer).label("number"),
        cast(text, String).label("text"),
        value.label("value"),
        func.count().label("count"),
    ).group_by(key, value)
    return counted.where(value.is_not(None)) if part is Part.HOLD else counted


def _waits(centre: Centre, stretch: Stretch, facts: WaitFacts, parts: Sequence[Part]) -> CTE:
    """Select, for each wait, how it went and the key of each part."""
    taken_by = func.coalesce(Wait.claimed_by_id, 0)
    keys: dict[Part, ColumnElement[Any]] = {
        Part.HOUR: local_hour(stretch),
        Part.PEOPLE: literal(0),
        Part.TOTAL: literal(0),
        Part.SOURCE: _as_column(Enquiry.source),
        Part.LANGUAGE: _as_column(Enquiry.language),
        Part.PERSON: taken_by,
        Part.OUTCOME: func.coalesce(Enquiry.outcome, ""),
        Part.CHANNEL: _as_column(Enquiry.channel),
        Part.ATTEMPTS: _as_column(Enquiry.attempts),
        Part.OPEN: case((is_open(centre, stretch), 1), else_=0),
        Part.HOLD: taken_by,
    }
    bits = reduce(or_, (_BITS.get(part, _BRIEF) for part in parts))
    columns = select(
        facts.went(bits).label("went"),
        *([facts.minutes_held.label("held")] if Part.HOLD in parts else []),
        *(keys[part].label(part.name) for part in parts),
    )
    return facts.among(columns, centre, stretch).cte("waits")


def _as_column(column: Any) -> ColumnElement[Any]:
    expression: ColumnElement[Any] = column.expression
    return expression


def together(by_centre: Mapping[int, Breakdown], part: Part) -> dict[Key, CallShare]:
    """Return the shares of a part, of all centres."""
    found = dict[Key, CallShare]()
    for each in by_centre.values():
        for key, share in each.of(part).items():
            found.setdefault(key, CallShare()).add(share)
    return found
