"""Count days that are over, once, so that a report of a year adds up some hundred rows a day.

Why a count that is used is right, on PostgreSQL (READ COMMITTED) with writers at work and none kept waiting:

1. `extend` moves `noted_until` forward. From its commit on, triggers note each change of a wait wanted
   before that.
2. A transaction that wrote before that commit may have left no note. `writers_so_far` takes a transaction id
   after it, which is above theirs; once `have_ended` says that none below it is left, `settle` moves
   `safe_until`. Only days before that are counted.
3. `count_day` reads the notes of the day, then counts, then removes the notes that it read, and no others.
   A change whose note it read is committed, so every statement after that sees it. Any other change has its
   note still, or brings one with its commit; and a day with a note in it is not used, and is counted again.
4. Processes that count take turns at the row of the reach. No one else locks it: a trigger reads it and adds
   a note, so it waits for nothing, and writers never wait for each other because of it.

SQLite has one writer, so all that holds there too. These functions flush, and never commit.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from enquiries.dates.dst import stretches
from enquiries.dates.week import moment
from enquiries.organisation import centres
from enquiries.organisation.models import Centre
from enquiries.reporting.breakdowns import Part, statement
from enquiries.reporting.reports import all_targets
from enquiries.reporting.standings import Standing
from enquiries.reporting.tally.models import TallyChange, TallyCount, TallyDay, TallyReach
from enquiries.reporting.tally.tallies import holds
from enquiries.reporting.targets import URGENT, Measure
from enquiries.reporting.wait_facts import WaitFacts, first_moment

_KEYS = ("part", "number", "text", "value")
_DAY = timedelta(days=1)
_AT_ONCE = 1000
Counts = Mapping[tuple[Any, ...], int]


@dataclass(frozen=True)
class LocalDay:
    """A day of a centre, from midnight to midnight by its clock (UTC moments)."""

    day: date
    starts_at: datetime
    ends_at: datetime

    @classmethod
    def of(cls, centre: Centre, day: date) -> "LocalDay":
        return cls(day, moment(day, 0, centre.zone), moment(day + _DAY, 0, centre.zone))


def unnoted(session: Session, now: datetime) -> dict[int, datetime]:
    """The latest midnight of each centre (by id), where changes before it are not safely noted yet."""
    safe = dict(session.execute(select(TallyReach.centre_id, TallyReach.safe_until)).all())
    latest = {each.id: _midnight(now, each) for each in centres.all_centres(session)}
    return {key: until for key, until in latest.items() if (safe.get(key) or until - _DAY) < until}


def extend(session: Session, latest: Mapping[int, datetime]) -> None:
    """Have changes noted up to these moments, once this is committed."""
    for centre_id, until in latest.items():
        reach = session.get(TallyReach, centre_id, with_for_update=True)
        if reach is None:
            session.add(TallyReach(centre_id=centre_id, noted_until=until))
        else:
            reach.noted_until = max(reach.noted_until, until)
    session.flush()


def writers_so_far(session: Session) -> int:
    """Return an id above that of every transaction that has written; 0 where there is one writer at most."""
    return session.scalar(select(func.txid_current())) or 0 if _has_many_writers(session) else 0


def have_ended(session: Session, writers: int) -> bool:
    """Return True where no transaction is left with an id below this."""
    if not _has_many_writers(session):
        return True
    oldest = session.scalar(select(func.txid_snapshot_xmin(func.txid_current_snapshot())))
    return oldest is not None and oldest >= writers


def settle(session: Session, latest: Mapping[int, datetime]) -> None:
    """No transaction is left from before changes were noted up to these moments."""
    for centre_id, until in latest.items():
        session.execute(update(TallyReach).where(TallyReach.centre_id == centre_id).values(safe_until=until))


def facts_at(session: Session, now: datetime) -> WaitFacts:
    """What days are counted by: all waits, and the target for urgent enquiries as it is."""
    return WaitFacts(now, urgent_seconds=all_targets(session)[Measure.FIRST_CALL, URGENT])


def missing_days(session: Session, centre: Centre, facts: WaitFacts) -> Iterator[LocalDay]:
    """Yield the days that may be counted and are not, or not as they are now, the latest first."""
    reach = session.get(TallyReach, centre.id)
    first = first_moment(session, centre)
    if reach is None or reach.safe_until is None or first is None:
        return
    held = session.execute(
        select(TallyDay.day, TallyDay.starts_at, TallyDay.ends_at).where(*holds(centre, facts))
    )
    counted = {LocalDay(*row) for row in held}
    start = first.astimezone(centre.zone).date()
    day = reach.safe_until.astimezone(centre.zone).date()
    while (day := day - _DAY) >= start:
        missing = LocalDay.of(centre, day)
        if missing not in counted and missing.ends_at <= reach.safe_until:
            yield missing


def count_day(session: Session, centre: Centre, facts: WaitFacts, day: LocalDay) -> bool:
    """Count a day. Returns False, and leaves it, where a wait in it is not due yet."""
    session.get(TallyReach, centre.id, with_for_update=True, populate_existing=True)
    noted = session.scalars(
        select(TallyChange.id).where(
            TallyChange.centre_id == centre.id,
            TallyChange.wanted_at >= day.starts_at,
            TallyChange.wanted_at < day.ends_at,
        )
    ).all()
    found = counts_of(session, centre, facts, day)
    if _has_not_due(found):
        return False
    _forget(session, centre, day)
    _write(session, centre, facts, day, found)
    for start in range(0, len(noted), _AT_ONCE):
        some = noted[start : start + _AT_ONCE]
        session.execute(delete(TallyChange).where(TallyChange.id.in_(some)))
    return True


def counts_of(session: Session, centre: Centre, facts: WaitFacts, day: LocalDay) -> Counts:
    """How many waits of a day are alike, by part, number, text and value."""
    found = Counter[tuple[Any, ...]]()
    for stretch in stretches(day.starts_at, day.ends_at, centre.zone):
        for *key, count in session.execute(statement(centre, stretch, facts, tuple(Part))):
            found[tuple(key)] += count
    return found


def _has_not_due(found: Counts) -> bool:
    return any(part == Part.TOTAL and value == Standing.NOT_DUE for part, _, _, value in found)


def _forget(session: Session, centre: Centre, day: LocalDay) -> None:
    """Remove what was counted of the day, and of any that overlaps it, by a clock that was changed since."""
    same = select(TallyDay.id).where(
        TallyDay.centre_id == centre.id,
        (TallyDay.day == day.day) | ((TallyDay.starts_at < day.ends_at) & (TallyDay.ends_at > day.starts_at)),
    )
    ids = session.scalars(same).all()
    session.execute(delete(TallyCount).where(TallyCount.day_id.in_(ids)))
    session.execute(delete(TallyDay).where(TallyDay.id.in_(ids)))


def _write(session: Session, centre: Centre, facts: WaitFacts, day: LocalDay, found: Counts) -> None:
    row = TallyDay(
        centre_id=centre.id,
        day=day.day,
        starts_at=day.starts_at,
        ends_at=day.ends_at,
        timezone=centre.timezone,
        hours=centre.hours,
        urgent_seconds=facts.urgent_seconds,
        counted_at=facts.now,
    )
    session.add(row)
    session.flush()
    rows = [{"day_id": row.id, **dict(zip(_KEYS, key, strict=True)), "count": n} for key, n in found.items()]
    if rows:
        session.connection().execute(insert(TallyCount), rows)


def _midnight(now: datetime, centre: Centre) -> datetime:
    return moment(now.astimezone(centre.zone).date(), 0, centre.zone)


def _has_many_writers(session: Session) -> bool:
    return session.get_bind().dialect.name == "postgresql"
