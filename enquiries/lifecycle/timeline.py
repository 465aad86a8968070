"""Writing down what happened to an enquiry, and reading it back."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from enquiries.core.transactions import added_rows
from enquiries.lifecycle import wait_rows
from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.models import Enquiry, TimelineEntry
from enquiries.lifecycle.waits import BEGINS, is_followed
from enquiries.organisation.models import Staff

_LATEST = (
    select(TimelineEntry.enquiry_id, func.max(TimelineEntry.at))
    .where(TimelineEntry.enquiry_id.in_(bindparam("ids", expanding=True)))
    .group_by(TimelineEntry.enquiry_id)
)
_LOCKED = (
    select(Enquiry)
    .where(Enquiry.id.in_(bindparam("ids", expanding=True)))
    .order_by(Enquiry.id)
    # the enquiry alone: its centre comes with it, and a lock on that would make the whole centre wait
    .with_for_update(of=Enquiry)
    .execution_options(populate_existing=True)
)
_FREE = _LOCKED.with_for_update(of=Enquiry, skip_locked=True)


def record(
    session: Session,
    now: datetime,
    enquiry: Enquiry,
    what: EventKind,
    *,
    by: Staff | None = None,
    words: str | None = None,
    **detail: Any,
) -> None:
    """Add one entry. `detail` must say nothing of the person; `words` are sealed."""
    if what in BEGINS:
        detail["promise"] = enquiry.centre.promise_seconds
    entry = TimelineEntry(enquiry=enquiry, at=now, what=what, staff=by, detail=detail)
    entry.words = words
    added_rows.add(session, entry)
    if is_followed(what):
        wait_rows.follow_entry(session, enquiry, entry)


class EnquiryLocks:
    """The enquiries that this transaction has to itself, each with the moment of what is done to it next.

    Processes read the clock first and may then wait for each other, so that one that read it earlier has its
    turn later. What it does happens no earlier than what was done before it: a timeline never goes back.
    """

    def __init__(self, session: Session, now: datetime) -> None:
        self._session, self.now = session, now
        self._moments: dict[int, datetime] = {}

    def take(self, enquiries: Iterable[Enquiry]) -> None:
        """Lock them all, in the order of their ids as every process does."""
        wanted = sorted({each.id for each in enquiries} - self._moments.keys())
        if not wanted:
            return
        # read again: another process may have changed them meanwhile
        self._session.scalars(_LOCKED, {"ids": wanted}).all()
        self._moments |= moments(self._session, self.now, wanted)

    def take_free(self, enquiries: Iterable[Enquiry]) -> set[Enquiry]:
        """Lock those of them that no one else has locked, without waiting. Returns which."""
        wanted = [each.id for each in enquiries]
        free = self._session.scalars(_FREE, {"ids": wanted}).all() if wanted else ()
        self._moments |= moments(self._session, self.now, [each.id for each in free])
        return set(free)

    def of(self, enquiry: Enquiry) -> datetime:
        self.take([enquiry])
        return self._moments[enquiry.id]


def lock(session: Session, now: datetime, enquiry: Enquiry) -> datetime:
    """Lock the enquiry. Returns the time (UTC) to record for what is done to it next."""
    return EnquiryLocks(session, now).of(enquiry)


def locked_now(session: Session, now: datetime, enquiry: Enquiry) -> datetime:
    """`now`, or the time of the latest entry where that is later; the enquiry is ours alone already."""
    if enquiry.received_at == now:
        return now  # we have just made it
    return moments(session, now, [enquiry.id])[enquiry.id]


def moments(session: Session, now: datetime, enquiry_ids: Collection[int]) -> dict[int, datetime]:
    """The same for several by their ids, which are ours alone."""
    latest = dict(session.execute(_LATEST, {"ids": list(enquiry_ids)}).all())
    return {each: max(now, latest.get(each, now)) for each in enquiry_ids}


def entries(session: Session, enquiry: Enquiry) -> Sequence[TimelineEntry]:
    """The timeline of an enquiry, in the order in which it was written."""
    return session.scalars(
        select(TimelineEntry).where(TimelineEntry.enquiry_id == enquiry.id).order_by(TimelineEntry.id)
    ).all()


def has_happened(session: Session, enquiry: Enquiry, what: EventKind) -> bool:
    """Return True where its timeline has an entry of that kind."""
    of_it = (TimelineEntry.enquiry_id == enquiry.id, TimelineEntry.what == what)
    return session.scalar(select(TimelineEntry.id).where(*of_it).limit(1)) is not None
