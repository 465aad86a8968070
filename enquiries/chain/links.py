"""Links of the chain with the entries that they seal, as they are hashed and exported."""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Row, String, Text, bindparam, cast, select, type_coerce
from sqlalchemy.orm import Session

from enquiries.chain.models import ChainLink
from enquiries.lifecycle.models import Enquiry, TimelineEntry
from enquiries.verify import LinkKind, write_time

ENTRY_COLUMNS = (
    TimelineEntry.id,
    Enquiry.reference,
    TimelineEntry.at,
    type_coerce(TimelineEntry.what, String).label("what"),
    TimelineEntry.staff_id,
    # as text: whatever it was changed to can be read
    cast(TimelineEntry.detail, Text).label("detail"),
)
_AT_ONCE = 1000
_AFTER = (
    select(
        ChainLink.position,
        type_coerce(ChainLink.kind, String).label("kind"),
        ChainLink.entry_id,
        ChainLink.sealed_at,
        ChainLink.hash,
        *ENTRY_COLUMNS,
    )
    .outerjoin(TimelineEntry, TimelineEntry.id == ChainLink.entry_id)
    .outerjoin(Enquiry, Enquiry.id == TimelineEntry.enquiry_id)
    .where(ChainLink.position > bindparam("after"))
    .order_by(ChainLink.position)
    .limit(_AT_ONCE)
)
LinkRow = Row[*tuple[Any, ...]]
Pace = Callable[[], None]


def at_once() -> None:
    """Go on at once."""


def rows(session: Session, pace: Pace = at_once) -> Iterator[LinkRow]:
    """Every link in order, with its entry, a thousand at a time."""
    after = 0
    while page := session.execute(_AFTER, {"after": after}).all():
        yield from page
        pace()
        after = page[-1].position


def facts(
    position: int, kind: LinkKind | str, sealed_at: datetime, entry: Mapping[str, Any] | None
) -> dict[str, Any]:
    """What the hash of a link covers, besides the hash before it."""
    return {"position": position, "kind": str(kind), "sealed_at": write_time(sealed_at), "entry": entry}


def entry_facts(row: Row[*tuple[Any, ...]]) -> dict[str, Any]:
    """What is sealed of an entry: all but the words, which can be erased."""
    return {
        "id": row.id,
        "reference": row.reference,
        "at": write_time(row.at),
        "what": row.what,
        "staff": row.staff_id,
        "detail": _read(row.detail),
    }


def _read(detail: str) -> Any:
    try:
        return json.loads(detail)
    except ValueError:
        return detail  # the database was changed by hand


def link_of(row: LinkRow) -> dict[str, Any]:
    """A link as it is exported. Its entry is missing where it is gone from the timeline."""
    entry = None if row.id is None else entry_facts(row)
    return {**facts(row.position, row.kind, row.sealed_at, entry), "hash": row.hash}


def export(session: Session) -> Iterator[str]:
    """The whole chain as lines of JSON, which `python -m enquiries.verify` checks."""
    for row in rows(session):
        yield json.dumps(link_of(row), ensure_ascii=False) + "\n"
