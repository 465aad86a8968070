"""What staff see at a glance: who waits and for how long, who has whom, who is on call, and what is wrong.

Nothing of a person is on the board. Urgent ones come first, then the longest waits. Each section shows so
many at most and says that there are more: a queue of thousands is read from its head.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, selectinload

from enquiries.alarms import alarms
from enquiries.alarms.models import Alarm
from enquiries.alarms.rules import News
from enquiries.board import changes_since
from enquiries.board.call_sheet import spoken_by
from enquiries.board.viewer import Viewer
from enquiries.core.base import is_just
from enquiries.core.enums import Channel
from enquiries.dates.week import moment
from enquiries.lifecycle.models import Claim, Enquiry, TimelineEntry
from enquiries.lifecycle.states import EnquiryState
from enquiries.messaging import permission
from enquiries.messaging.permission_rules import ContactPermission
from enquiries.organisation.models import Centre, Override, Staff
from enquiries.organisation.on_call import who_is_on_at_each

MOST_SHOWN = 40
_DAY = timedelta(days=1)
# Entries are numbered before they are committed, so one with a lower number may appear after a higher one.
_LATEST_ENTRIES = 200


class Section(StrEnum):
    """Each enquiry of today is in one of these."""

    WAITING = "waiting"
    MINE = "mine"
    COLLEAGUES = "with colleagues"
    NOT_REACHED = "called but not reached"
    LATER = "due later"
    CLOSED = "closed today"


@dataclass(frozen=True)
class Filters:
    """What to leave out of the board; what is empty leaves out nothing."""

    centre: Centre | None = None
    channel: Channel | None = None
    urgent_only: bool = False

    @property
    def any(self) -> bool:
        """Return True where anything is left out."""
        return self.centre is not None or self.channel is not None or self.urgent_only


@dataclass(frozen=True)
class Card:
    """One enquiry on the board; `claim` is set while it is held. `seen` is the latest action.

    `may` says how the person may be reached unasked.
    """

    enquiry: Enquiry
    claim: Claim | None
    seen: int
    may: ContactPermission

    @property
    def language(self) -> str:
        """The English name of the language that they seem to speak; empty for English."""
        return spoken_by(self.enquiry)

    @property
    def waits_since(self) -> datetime:
        """From when the wait counts: when a call was first wanted, or wanted again after one was made."""
        return self.enquiry.waits_since

    def waited(self, now: datetime) -> int:
        """Whole seconds."""
        return max(0, int((now - self.waits_since).total_seconds()))

    def is_late(self, now: datetime) -> bool:
        """Return True where they have waited longer than the centre promises without a call."""
        return not self.enquiry.waits_for_opening and now - self.waits_since > self.enquiry.centre.promise

    @property
    def risks(self) -> list[str]:
        """What was found that may be a danger, most severe first."""
        return self.enquiry.risk.replace("_", " ").split(",") if self.enquiry.risk else []


@dataclass(frozen=True)
class Group:
    section: Section
    cards: list[Card]
    more: bool


@dataclass(frozen=True)
class Duty:
    """A person on call; `until` (UTC) is None where that is more than a day away."""

    staff: Staff
    level: int
    until: datetime | None


@dataclass(frozen=True)
class Board:
    groups: dict[Section, Group]
    on_call: list[tuple[Centre, list[Duty]]]
    alarms: list[Alarm]


def load_board(session: Session, now: datetime, viewer: Viewer, filters: Filters) -> Board:
    """Return a viewer's board, as it is now."""
    shown = [filters.centre] if filters.centre is not None else list(viewer.centres)
    return Board(
        groups={section: _group(session, now, viewer, filters, section) for section in Section},
        on_call=_on_call(session, now, shown),
        alarms=_alarms(session, now, viewer),
    )


def fingerprint(session: Session, now: datetime, viewer: Viewer) -> str:
    """Changes with whatever the board shows, and costs next to nothing to ask for.

    What changes by the clock alone, as who is on call does, changes it within a minute.
    """
    last = session.scalar(select(func.max(TimelineEntry.id))) or 0
    latest = select(func.sum(TimelineEntry.id)).where(TimelineEntry.id > last - _LATEST_ENTRIES)
    seen = (
        (last, session.scalar(latest)),
        session.scalar(select(func.max(Override.id))),
        [(each.id, each.said_at) for each in alarms.active_alarms(session)],
        (viewer.staff.id, viewer.staff.role, viewer.centre_ids),
        int(now.timestamp()) // 60,
    )
    return hashlib.sha256(repr(seen).encode()).hexdigest()[:16]


def _group(session: Session, now: datetime, viewer: Viewer, filters: Filters, section: Section) -> Group:
    # Which ones first, without their centres: SQLite would begin with those, and read all that they ever had.
    chosen = session.scalars(
        select(Enquiry.id)
        .where(*_in_section(now, viewer, section), *_wanted(viewer, filters, section))
        .order_by(*_order(section))
        .limit(MOST_SHOWN + 1)
    ).all()
    if not chosen:
        return Group(section, [], more=False)
    found = session.scalars(
        select(Enquiry)
        .where(Enquiry.id.in_(chosen))
        .order_by(*_order(section))
        .options(selectinload(Enquiry.holder))
    ).all()
    held = [enquiry.id for enquiry in found if enquiry.holder_id is not None]
    claims = {claim.enquiry_id: claim for claim in _live_claims(session, held)} if held else {}
    seen = changes_since.latest_of_each(session, [enquiry.id for enquiry in found])
    may = permission.contact_permissions(session, now, found[:MOST_SHOWN])
    cards = [
        Card(enquiry, claims.get(enquiry.id), seen.get(enquiry.id, 0), may[enquiry.id])
        for enquiry in found[:MOST_SHOWN]
    ]
    return Group(section, cards, more=len(found) > MOST_SHOWN)


def _in_section(now: datetime, viewer: Viewer, section: Section) -> tuple[ColumnElement[bool], ...]:
    is_open = is_just(Enquiry.state, EnquiryState.OPEN)
    is_due = (Enquiry.due_at <= now) | Enquiry.waits_for_opening | Enquiry.ladder_from.is_not(None)
    is_planned = (
        is_open,
        Enquiry.due_at > now,
        ~Enquiry.waits_for_opening,
        Enquiry.ladder_from.is_(None),
    )
    match section:
        case Section.WAITING:
            return (is_open, is_due)
        case Section.MINE:
            return (Enquiry.holder_id == viewer.staff.id,)
        case Section.COLLEAGUES:
            return (Enquiry.holder_id.is_not(None), Enquiry.holder_id != viewer.staff.id)
        case Section.NOT_REACHED:
            return (*is_planned, Enquiry.tries > 0)
        case Section.LATER:
            return (*is_planned, Enquiry.tries == 0)
        case Section.CLOSED:
            closed = is_just(Enquiry.state, EnquiryState.CLOSED)
            return (closed, Enquiry.closed_at >= _midnight(now, viewer))


def _wanted(viewer: Viewer, filters: Filters, section: Section) -> tuple[ColumnElement[bool], ...]:
    centre_ids = viewer.centre_ids if filters.centre is None else [filters.centre.id]
    # The sum keeps SQLite from looking through all that a centre ever had for the few that are held.
    is_held = section in (Section.MINE, Section.COLLEAGUES)
    centre = Enquiry.centre_id + 0 if is_held else Enquiry.centre_id.expression
    wanted = [centre.in_(centre_ids), *viewer.not_about_them()]
    if filters.channel is not None:
        wanted.append(Enquiry.channel == filters.channel)
    if filters.urgent_only:
        wanted.append(Enquiry.urgent.expression)
    return tuple(wanted)


def _order(section: Section) -> tuple[ColumnElement[Any], ...]:
    if section is Section.CLOSED:
        return (Enquiry.closed_at.desc(), Enquiry.id.desc())
    return (Enquiry.urgent.desc(), Enquiry.due_at.expression, Enquiry.id.expression)


def _midnight(now: datetime, viewer: Viewer) -> datetime:
    """When the day began (UTC)."""
    return moment(now.astimezone(viewer.zone).date(), 0, viewer.zone)


def _live_claims(session: Session, enquiry_ids: Sequence[int]) -> Sequence[Claim]:
    return session.scalars(
        select(Claim).where(Claim.enquiry_id.in_(enquiry_ids), Claim.ended_at.is_(None))
    ).all()


def _on_call(session: Session, now: datetime, centres: Sequence[Centre]) -> list[tuple[Centre, list[Duty]]]:
    on = who_is_on_at_each(session, centres, now, _DAY)
    ids = {each.staff for duties in on.values() for each in duties}
    people = {member.id: member for member in session.scalars(select(Staff).where(Staff.id.in_(ids)))}
    return [
        (centre, [Duty(people[each.staff], each.level, each.until) for each in on[centre.id]])
        for centre in centres
    ]


def _alarms(session: Session, now: datetime, viewer: Viewer) -> list[Alarm]:
    """What people were told of, or would be now, as far as it concerns their centres or everybody."""
    return [
        alarm
        for alarm in alarms.active_alarms(session)
        if (alarm.said_at is not None or alarm.course.news(now) is News.BEGAN)
        and (alarm.centre_id is None or alarm.centre_id in viewer.centre_ids)
    ]
