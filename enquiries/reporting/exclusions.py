"""Enquiries closed as spam, duplicates or tests, and those whose urgency was cleared: by whom and why.

They are found by centre and by the days on which they were received, like every figure. No words about them
are opened here: those stay sealed until a person asks for them on the page of the enquiry.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import attrgetter

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, joinedload

from enquiries.core.base import is_one_of
from enquiries.dates.period import Period
from enquiries.lifecycle import wait_rows
from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.models import Enquiry, TimelineEntry
from enquiries.lifecycle.states import Outcome
from enquiries.lifecycle.waits import Span
from enquiries.organisation.models import Centre, Staff
from enquiries.reporting.breakdowns import Part, WaitQuestion, break_down
from enquiries.reporting.closing_shares import LEAST, Closings
from enquiries.reporting.tally import counting

PAGE = 50
_MAY_LEAVE = tuple(outcome for outcome in Outcome if not outcome.counts)
_DECISIONS = (EventKind.CLOSED, EventKind.EXCLUDED, EventKind.COUNTED, EventKind.URGENCY_CLEARED)


@dataclass(frozen=True)
class ExclusionQuery:
    """Which enquiries are asked for. `reader` is not shown those in which they asked for help themselves."""

    period: Period
    centres: Sequence[Centre]
    reader: Staff
    outcome: Outcome | None = None
    left_out: bool | None = None  # None: whether the figures count them or not
    closed_by: int | None = None  # a member of staff


@dataclass(frozen=True)
class ClosedEnquiry:
    """One enquiry, with its waits, and what people decided about it, the oldest first."""

    enquiry: Enquiry
    decisions: Sequence[TimelineEntry]
    waits: Sequence[Span]

    def last(self, what: EventKind) -> TimelineEntry | None:
        """The latest decision of that kind since the latest closing, or that closing itself."""
        for entry in reversed(self.decisions):
            if entry.what is what:
                return entry
            if entry.what is EventKind.CLOSED:
                return None
        return None

    @property
    def cleared(self) -> TimelineEntry | None:
        """The last time that a person marked it not urgent."""
        return next(
            (each for each in reversed(self.decisions) if each.what is EventKind.URGENCY_CLEARED), None
        )

    def wait_at(self, moment: datetime) -> Span | None:
        """The wait that went on then (UTC), or was the latest by then."""
        return next((each for each in reversed(self.waits) if each.began_at <= moment), None)


@dataclass(frozen=True)
class ExclusionPage:
    """`next_after` is the reference after which the next page begins; empty on the last."""

    found: Sequence[ClosedEnquiry]
    next_after: str = ""


def closed_uncounted(
    session: Session, wanted: ExclusionQuery, *, after: str = "", most: int = PAGE
) -> ExclusionPage:
    """A page of those closed as spam, a duplicate or a test, the latest first."""
    outcomes = _MAY_LEAVE if wanted.outcome is None else (wanted.outcome,)
    conditions: list[ColumnElement[bool]] = [Enquiry.outcome.in_(outcomes)]
    if wanted.left_out is not None:
        is_set = Enquiry.excluded_reason.is_not(None)
        conditions.append(is_set if wanted.left_out else ~is_set)
    if wanted.closed_by is not None:
        conditions.append(Enquiry.closed_by_id == wanted.closed_by)
    return _page(session, wanted, conditions, after, most)


def urgency_cleared(session: Session, wanted: ExclusionQuery, *, most: int = PAGE) -> ExclusionPage:
    """Those that a person marked not urgent, the latest first."""
    return _page(session, wanted, [Enquiry.urgency_cleared_at.is_not(None)], "", most)


def closings(session: Session, now: datetime, wanted: ExclusionQuery) -> list[Closings]:
    """What was closed by each person who closed at least `LEAST` as spam, duplicates or tests."""
    by_person = _closings_by_person(session, now, wanted)
    names = {each.id: each.name for each in session.scalars(select(Staff).where(Staff.id.in_(by_person)))}
    found = [Closings(names[person], by_outcome) for person, by_outcome in by_person.items()]
    return [each for each in found if each.may_leave >= LEAST]


def closers(session: Session, now: datetime, wanted: ExclusionQuery) -> Sequence[Staff]:
    """Who closed any so, of that period, by name."""
    people = [
        person
        for person, by_outcome in _closings_by_person(session, now, wanted).items()
        if not all(outcome.counts for outcome in by_outcome)
    ]
    return session.scalars(select(Staff).where(Staff.id.in_(people)).order_by(Staff.name, Staff.id)).all()


def _closings_by_person(
    session: Session, now: datetime, wanted: ExclusionQuery
) -> Mapping[int, Counter[Outcome]]:
    """How many each person closed, by their id and by outcome, their own requests for help included."""
    found: dict[int, Counter[Outcome]] = {}
    asked = WaitQuestion(wanted.period, wanted.centres, counting.facts_at(session, now))
    for each in break_down(session, asked, Part.CLOSED).values():
        for person, by_outcome in each.closings.items():
            found.setdefault(person, Counter()).update(by_outcome)
    return found


def _page(
    session: Session, wanted: ExclusionQuery, conditions: Sequence[ColumnElement[bool]], after: str, most: int
) -> ExclusionPage:
    """Each centre's latest are read by its own index, and put together."""
    last = session.scalar(select(Enquiry).where(Enquiry.reference == after)) if after else None
    rows: list[Enquiry] = []
    for centre in wanted.centres:
        rows += session.scalars(
            select(Enquiry)
            .where(*_received(wanted, centre), *conditions, *_before(last))
            .order_by(Enquiry.received_at.desc(), Enquiry.id.desc())
            .limit(most + 1)
        )
    rows.sort(key=lambda each: (each.received_at, each.id), reverse=True)
    shown = rows[:most]
    decisions, waits = _decisions(session, shown), wait_rows.of_each(session, [each.id for each in shown])
    found = [ClosedEnquiry(each, decisions.get(each.id, []), waits[each.id]) for each in shown]
    return ExclusionPage(found, shown[-1].reference if len(rows) > most else "")


def _received(wanted: ExclusionQuery, centre: Centre) -> Iterator[ColumnElement[bool]]:
    yield Enquiry.centre_id == centre.id
    yield ~Enquiry.synthetic
    yield Enquiry.excluded_staff_id.is_(None) | (Enquiry.excluded_staff_id != wanted.reader.id)
    if starts_at := wanted.period.starts_at(centre.zone):
        yield Enquiry.received_at >= starts_at
    if ends_at := wanted.period.ends_at(centre.zone):
        yield Enquiry.received_at < ends_at


def _before(last: Enquiry | None) -> Iterator[ColumnElement[bool]]:
    if last is not None:
        yield Enquiry.received_at <= last.received_at
        yield (Enquiry.received_at < last.received_at) | (Enquiry.id < last.id)


def _decisions(session: Session, enquiries: Sequence[Enquiry]) -> Mapping[int, list[TimelineEntry]]:
    ids = [each.id for each in enquiries]
    entries = session.scalars(
        select(TimelineEntry)
        .where(TimelineEntry.enquiry_id.in_(ids), is_one_of(TimelineEntry.what, *_DECISIONS))
        .order_by(TimelineEntry.enquiry_id, TimelineEntry.id)
        .options(joinedload(TimelineEntry.staff))
    )
    return {enquiry_id: list(of_one) for enquiry_id, of_one in groupby(entries, attrgetter("enquiry_id"))}
