"""Sealing: what was committed to the timeline is put into the chain, a batch at a time, by one process.

Nothing waits for it: the text that caused an entry is answered long before. Entries get their ids in the
order in which they are written, but on PostgreSQL they are committed in any order, so each look goes back
some way. Of two processes that seal at once, one fails: no position is given twice.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, and_, bindparam, func, insert, select
from sqlalchemy.orm import Session

from enquiries.chain.links import ENTRY_COLUMNS, entry_facts, facts
from enquiries.chain.models import ChainLink
from enquiries.lifecycle.models import Enquiry, TimelineEntry
from enquiries.verify import BEFORE_THE_FIRST, LinkKind, link_hash

BATCH = 200
# How many ids back to look for an entry that was committed late. The nightly sweep finds any that was later.
_REACH = 10_000
_QUIET_EVERY = timedelta(minutes=10)

_LAST = select(ChainLink).order_by(ChainLink.position.desc()).limit(1)
_STARTED_AT = select(ChainLink.sealed_at).order_by(ChainLink.position).limit(1)
_NEWEST = select(func.max(TimelineEntry.id))
_HIGHEST = select(func.max(ChainLink.entry_id))
_UNSEALED = (
    select(*ENTRY_COLUMNS)
    .join(Enquiry, Enquiry.id == TimelineEntry.enquiry_id)
    .outerjoin(
        ChainLink,
        # the second says the same again, so that no more of the index is read than has to be
        and_(ChainLink.entry_id == TimelineEntry.id, ChainLink.entry_id > bindparam("after")),
    )
    .where(TimelineEntry.id > bindparam("after"), ChainLink.entry_id.is_(None))
    .order_by(TimelineEntry.id)
    .limit(bindparam("limit"))
)


@dataclass(frozen=True)
class Batch:
    """Links to be added. `after`: from which id on to look next time; `is_full`: there may be more now."""

    links: Sequence[dict[str, Any]]
    after: int
    is_full: bool


def last_link(session: Session) -> ChainLink | None:
    """The head of the chain; None where nothing was ever sealed."""
    return session.scalar(_LAST)


def newest_entry(session: Session) -> int:
    """The highest id of an entry so far; 0 where there is none."""
    return session.scalar(_NEWEST) or 0


def unsealed(session: Session, after: int = 0, limit: int = BATCH) -> Sequence[Row[*tuple[Any, ...]]]:
    """Entries with an id above `after` that are not in the chain, in the order of their ids."""
    return session.execute(_UNSEALED, {"after": after, "limit": limit}).all()


def next_batch(session: Session, now: datetime, after: int) -> Batch:
    """The links to be added now, reading only. `after`: what the last batch said; 0 looks everywhere."""
    last = last_link(session)
    if last is None:
        return Batch([_link(1, LinkKind.START, now, None, BEFORE_THE_FIRST)], 0, True)
    found = unsealed(session, after)
    links = list(_links(last, session.scalar(_STARTED_AT) or now, max(now, last.sealed_at), found))
    if len(found) == BATCH:
        return Batch(links, found[-1].id, True)
    highest = max(session.scalar(_HIGHEST) or 0, found[-1].id if found else 0)
    return Batch(links, max(0, highest - _REACH), False)


def append(session: Session, links: Sequence[dict[str, Any]]) -> None:
    """Add links to the chain. Raises IntegrityError where another process added some first."""
    session.connection().execute(insert(ChainLink), links)


def _links(
    last: ChainLink, started_at: datetime, now: datetime, found: Sequence[Row[*tuple[Any, ...]]]
) -> Iterator[dict[str, Any]]:
    position, before, kind = last.position, last.hash, last.kind
    for row in found:
        is_older = kind in (LinkKind.START, LinkKind.OLDER) and row.at <= started_at
        kind = LinkKind.OLDER if is_older else LinkKind.ENTRY
        position += 1
        link = _link(position, kind, now, row, before)
        before = link["hash"]
        yield link
    if not found and now - last.sealed_at >= _QUIET_EVERY:
        yield _link(position + 1, LinkKind.QUIET, now, None, before)


def _link(
    position: int, kind: LinkKind, now: datetime, row: Row[*tuple[Any, ...]] | None, before: str
) -> dict[str, Any]:
    entry = None if row is None else entry_facts(row)
    return {
        "position": position,
        "kind": kind,
        "entry_id": None if row is None else row.id,
        "sealed_at": now,
        "hash": link_hash(before, facts(position, kind, now, entry)),
    }
