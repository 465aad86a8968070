"""The timeline of an enquiry in plain words: what happened, when, and who did it.

A sentence says nothing of the person. What was written is kept apart, sealed until it is asked for.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from enquiries.dates.spoken import say_when
from enquiries.lifecycle import timeline
from enquiries.lifecycle.exclusions import ExclusionReason
from enquiries.lifecycle.models import Enquiry, TimelineEntry
from enquiries.messaging.permission_rules import RefusalReason
from enquiries.organisation.models import Staff


@dataclass(frozen=True)
class Line:
    """One entry; `by` is empty where no colleague did it."""

    at: datetime
    by: str
    says: str
    entry: TimelineEntry

    @property
    def has_words(self) -> bool:
        return self.entry.has_words


def whole_timeline(session: Session, enquiry: Enquiry) -> list[Line]:
    """The whole timeline, the oldest first."""
    return sentences(session, timeline.entries(session, enquiry))


def sentences(session: Session, entries: Sequence[TimelineEntry]) -> list[Line]:
    """The sentences of some entries."""
    names = _names(session, entries)
    return [
        Line(
            entry.at,
            names.get(entry.staff_id or 0, ""),
            " ".join(entry.what.sentence(_Facts(entry, names)).split()),
            entry,
        )
        for entry in entries
    ]


@dataclass(frozen=True)
class _Facts:
    """An entry, and the names of the staff it speaks of."""

    entry: TimelineEntry
    names: Mapping[int, str]

    def __getitem__(self, key: str) -> Any:
        return self.entry.detail.get(key) or ""

    def when(self, key: str) -> str:
        """A moment of the detail, as one says it on the day of the entry; empty where there is none."""
        if not self[key]:
            return ""
        return say_when(datetime.fromisoformat(self[key]), self.entry.at, self.entry.enquiry.centre.zone)

    @property
    def by_colleague(self) -> bool:
        return self.entry.staff_id is not None

    def colleague(self, key: str) -> str:
        return self.names.get(self[key], "a colleague")

    def refusal(self, key: str) -> str:
        return RefusalReason(self[key]).sentence

    def exclusion(self, key: str) -> str:
        return ExclusionReason(self[key]).sentence if self[key] else ""


def _names(session: Session, entries: Sequence[TimelineEntry]) -> dict[int, str]:
    ids = {entry.staff_id for entry in entries} | {entry.detail.get("taken_from") for entry in entries}
    found = session.scalars(select(Staff).where(Staff.id.in_(each for each in ids if each is not None)))
    return {member.id: member.text_name for member in found}
