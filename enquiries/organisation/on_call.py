"""Who is on call at a centre, by its shifts and one-off changes; going on and off by text."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from enquiries.dates.week import Span
from enquiries.organisation import rota, snapshot
from enquiries.organisation.models import Centre, Override, Staff
from enquiries.organisation.rota import OnCall
from enquiries.organisation.setup_edition import Editions

# ON without an end lasts until OFF, or this long, so that no one stays on call by forgetting.
ON_LASTS = timedelta(hours=12)
# An ended time off that is older than this is no longer worth a text.
_TOLD_LATE = timedelta(hours=1)
_FIRST_LEVEL = 1
# What is over at that moment changes nothing any more.
_OVERRIDES = select(Override).join(Staff).where(Override.ends_at > bindparam("since"), Staff.active)


def who_is_on(
    session: Session, centre: Centre, at: datetime, ahead: timedelta = timedelta(0)
) -> list[OnCall]:
    """Return who is on call at a moment, by level. `until` is known where it lies within `ahead`."""
    return rota.who_is_on(*_planned(session, centre, at), at, centre.zone, ahead)


def who_is_on_at_each(
    session: Session, centres: Sequence[Centre], at: datetime, ahead: timedelta = timedelta(0)
) -> dict[int, list[OnCall]]:
    """Return the same for several centres by id, in one query."""
    shifts = snapshot.current_setup(session).shifts
    overrides = _overrides(session, at)
    return {
        centre.id: rota.who_is_on(
            shifts.get(centre.id, ()), overrides.get(centre.id, ()), at, centre.zone, ahead
        )
        for centre in centres
    }


def is_on(session: Session, centre: Centre, at: datetime, staff: Staff) -> bool:
    return any(each.staff == staff.id for each in who_is_on(session, centre, at))


def next_on_call(session: Session, centre: Centre, at: datetime) -> datetime | None:
    """Return the first moment (UTC) from `at` on with someone on call; None where none is planned."""
    return rota.next_on_call(*_planned(session, centre, at), at, centre.zone)


def gaps(session: Session, centre: Centre, start: datetime, end: datetime) -> list[Span]:
    """Return the times (UTC) between two moments with no one on call at any level."""
    return rota.gaps(*_planned(session, centre, start), start, end, centre.zone)


def stints(session: Session, centre: Centre, start: datetime, end: datetime) -> list[rota.Stint]:
    """Return who was on call when between two moments (UTC), by today's shifts and the changes of then."""
    shifts = snapshot.current_setup(session).shifts.get(centre.id, ())
    changes = session.scalars(_OVERRIDES.where(Override.centre_id == centre.id), {"since": start})
    return rota.stints(shifts, [_planned_override(each) for each in changes], (start, end), centre.zone)


def turn_on(session: Session, now: datetime, centre: Centre, staff: Staff) -> datetime | None:
    """Put a person on call now, at level 1. Returns until when (UTC); None where no end is planned."""
    if _stint(session, centre, staff, now) is None:
        _end_changes(session, centre, staff, now)
        _change(session, centre, staff, now, now + ON_LASTS, on=True)
    stint = _stint(session, centre, staff, now)
    assert stint is not None, "they are on call now"
    return stint.until


@dataclass(frozen=True)
class TurnedOff:
    """The people who stay on call, and when the time off ends. Nothing changed where no one would stay on."""

    staying: Sequence[OnCall]
    until: datetime


def turn_off(session: Session, now: datetime, centre: Centre, staff: Staff) -> TurnedOff | None:
    """Take a person off call until their stint ends, or for 12 hours. Returns None where they were not on."""
    # of two who go off at the same moment, the second sees that the first has gone
    session.refresh(centre, with_for_update=True)
    on = who_is_on(session, centre, now, rota.HORIZON)
    mine = [each for each in on if each.staff == staff.id]
    others = [each for each in on if each.staff != staff.id]
    if not mine:
        return None
    ends = [each.until for each in mine if each.until is not None]
    until = max(ends) if len(ends) == len(mine) else now + ON_LASTS
    if others:
        _end_changes(session, centre, staff, now)
        _change(session, centre, staff, now, until, on=False)
    return TurnedOff(others, until)


def ended_overrides(session: Session, now: datetime) -> Sequence[Override]:
    """Return times off call that ended within the last hour and whose person has not been told yet."""
    return session.scalars(
        select(Override).where(
            Override.on.is_(False),
            Override.end_told.is_(False),
            Override.ends_at <= now,
            Override.ends_at > now - _TOLD_LATE,
        )
    ).all()


def stint_end(session: Session, centre: Centre, staff: Staff, now: datetime) -> datetime | None:
    """Return when (UTC) a person's present stint ends; None where they are not on, or no end is planned."""
    ends = [each.until for each in who_is_on(session, centre, now, rota.HORIZON) if each.staff == staff.id]
    known = [each for each in ends if each is not None]
    return max(known) if len(known) == len(ends) and known else None


def _planned(
    session: Session, centre: Centre, at: datetime
) -> tuple[Sequence[rota.PlannedShift], Sequence[rota.PlannedOverride]]:
    shifts = snapshot.current_setup(session).shifts.get(centre.id, ())
    return shifts, _overrides(session, at).get(centre.id, ())


@dataclass(frozen=True)
class _KnownOverrides:
    """Those that end after `since`, by the ids of their centres, as of these editions of the setup."""

    editions: Editions
    since: datetime
    of_centre: Mapping[int, Sequence[rota.PlannedOverride]]


_latest: _KnownOverrides | None = None


def _overrides(session: Session, at: datetime) -> Mapping[int, Sequence[rota.PlannedOverride]]:
    """Those that change anything from `at` on, and some that are over."""
    global _latest
    editions, known = snapshot.current_editions(session), _latest
    if known is None or editions.setup is None or known.editions != editions or known.since > at:
        known = _latest = _KnownOverrides(editions, at, _read_overrides(session, at))
    return known.of_centre


def _read_overrides(session: Session, since: datetime) -> dict[int, list[rota.PlannedOverride]]:
    found = defaultdict[int, list[rota.PlannedOverride]](list)
    for each in session.scalars(_OVERRIDES, {"since": since}):
        found[each.centre_id].append(_planned_override(each))
    return found


def _planned_override(row: Override) -> rota.PlannedOverride:
    return rota.PlannedOverride(row.staff_id, row.level, row.starts_at, row.ends_at, row.on)


def _stint(session: Session, centre: Centre, staff: Staff, now: datetime) -> OnCall | None:
    """Return the person's present stint at the first level."""
    on = who_is_on(session, centre, now, rota.HORIZON)
    return next((each for each in on if each.staff == staff.id and each.level == _FIRST_LEVEL), None)


def _end_changes(session: Session, centre: Centre, staff: Staff, now: datetime) -> None:
    """End every earlier override of that person that covers this moment."""
    for each in session.scalars(
        select(Override).where(
            Override.centre_id == centre.id,
            Override.staff_id == staff.id,
            Override.starts_at < now,
            Override.ends_at > now,
        )
    ):
        each.ends_at = now
        each.end_told = True  # by the answer to what they text now
    session.flush()


def _change(
    session: Session, centre: Centre, staff: Staff, starts_at: datetime, ends_at: datetime, *, on: bool
) -> None:
    session.add(Override(centre_id=centre.id, staff_id=staff.id, starts_at=starts_at, ends_at=ends_at, on=on))
    session.flush()
