"""Compares each day that was counted with the waits that there are: a count changed by hand is found."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from enquiries.chain.links import Pace, at_once
from enquiries.organisation import centres
from enquiries.organisation.models import Centre
from enquiries.reporting.tally.counting import Counts, LocalDay, counts_of
from enquiries.reporting.tally.models import TallyCount, TallyDay
from enquiries.reporting.tally.tallies import holds
from enquiries.reporting.wait_facts import WaitFacts
from enquiries.verify import Discrepancy

_COUNTS = (TallyCount.part, TallyCount.number, TallyCount.text, TallyCount.value, TallyCount.count)


def check(session: Session, pace: Pace = at_once) -> Iterator[Discrepancy]:
    """Count each day again that a report may use. One finding a day."""
    for centre in centres.all_centres(session):
        for row in session.scalars(select(TallyDay).where(TallyDay.centre_id == centre.id)).all():
            pace()
            problem = _problem(session, centre, row)
            if problem is not None:
                yield Discrepancy(f"tally of {centre.slug}, {row.day}", problem)


def _problem(session: Session, centre: Centre, row: TallyDay) -> str | None:
    facts = WaitFacts(row.counted_at, urgent_seconds=row.urgent_seconds)
    if session.scalar(select(TallyDay.id).where(TallyDay.id == row.id, *holds(centre, facts))) is None:
        return None
    day = LocalDay(row.day, row.starts_at, row.ends_at)
    if day != LocalDay.of(centre, row.day):
        return f"says that it is from {row.starts_at} to {row.ends_at}"
    if _kept(session, row) != counts_of(session, centre, facts, day):
        return "is not what the waits of that day come to"
    return None


def _kept(session: Session, row: TallyDay) -> Counts:
    kept: dict[tuple[Any, ...], int] = {}
    for *key, count in session.execute(select(*_COUNTS).where(TallyCount.day_id == row.id)):
        kept[tuple(key)] = count
    return kept
