"""Who is on call at a centre, by its shifts and one-off changes; going on and off by text."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from enquiries.domain import rota
from enquiries.domain.rota import OnCall
from enquiries.domain.week import Span
from enquiries.models.centre import Centre
from enquiries.models.rota import Override, Shift
from enquiries.models.staff import Staff

# ON without an end lasts until OFF, or this long: nobody is left on call by having forgotten.
ON_LASTS = timedelta(hours=12)
_FIRST_LEVEL = 1


def who_is_on(
    session: Session, centre: Centre, at: datetime, ahead: timedelta = timedelta(0)
) -> list[OnCall]:
    """Everybody on call at that moment, level by level; until when, if that is no further than `ahead`."""
    return rota.who_is_on(*_planned(session, centre, at), at, centre.zone, ahead)


def who_is_on_at_each(
    session: Session, centres: Sequence[Centre], at: datetime, ahead: timedelta = timedelta(0)
) -> dict[int, list[OnCall]]:
    """The same for several centres, by their ids, asked for at once."""
    ids = [centre.id for centre in centres]
    shifts, overrides = defaultdict(list), defaultdict(list)
    for shift in session.scalars(_shifts(ids)):
        shifts[shift.centre_id].append(_as_shift(shift))
    for override in session.scalars(_overrides(ids, at)):
        overrides[override.centre_id].append(_as_override(override))
    return {
        centre.id: rota.who_is_on(shifts[centre.id], overrides[centre.id], at, centre.zone, ahead)
        for centre in centres
    }


def is_on(session: Session, centre: Centre, at: datetime, staff: Staff) -> bool:
    return any(each.staff == staff.id for each in who_is_on(session, centre, at))


def next_on_call(session: Session, centre: Centre, at: datetime) -> datetime | None:
    """The first moment from `at` on when somebody is on call; None when nobody is planned to be."""
    return rota.next_on_call(*_planned(session, centre, at), at, centre.zone)


def gaps(session: Session, centre: Centre, start: datetime, end: datetime) -> list[Span]:
    """The times between two moments with nobody on call at any level."""
    return rota.gaps(*_planned(session, centre, start), start, end, centre.zone)


def turn_on(session: Session, now: datetime, centre: Centre, staff: Staff) -> datetime:
    """On call now, at the first level. Returns until when."""
    until = _stint_end(session, centre, staff, now)
    if until is not None:
        return until
    _end_changes(session, centre, staff, now)
    _change(session, centre, staff, now, now + ON_LASTS, on=True)
    return _stint_end(session, centre, staff, now) or now + ON_LASTS


def turn_off(session: Session, now: datetime, centre: Centre, staff: Staff) -> Sequence[OnCall]:
    """Off call for the rest of the stint. Returns who stays on; nothing changes when that is nobody."""
    # of two who go off at the same moment, the second sees that the first has gone
    session.refresh(centre, with_for_update=True)
    on = who_is_on(session, centre, now, rota.HORIZON)
    mine = [each for each in on if each.staff == staff.id]
    others = [each for each in on if each.staff != staff.id]
    if mine and others:
        ends = [each.until for each in mine if each.until is not None]
        _end_changes(session, centre, staff, now)
        until = max(ends) if len(ends) == len(mine) else now + ON_LASTS
        _change(session, centre, staff, now, until, on=False)
    return others


def _planned(session: Session, centre: Centre, at: datetime) -> tuple[list[rota.Shift], list[rota.Override]]:
    return (
        [_as_shift(each) for each in session.scalars(_shifts([centre.id]))],
        [_as_override(each) for each in session.scalars(_overrides([centre.id], at))],
    )


def _shifts(centre_ids: Sequence[int]) -> Select[Shift]:
    return select(Shift).where(Shift.centre_id.in_(centre_ids)).join(Staff).where(Staff.active)


def _overrides(centre_ids: Sequence[int], at: datetime) -> Select[Override]:
    """What is over at that moment changes nothing any more."""
    return (
        select(Override)
        .where(Override.centre_id.in_(centre_ids), Override.ends_at > at)
        .join(Staff)
        .where(Staff.active)
    )


def _as_shift(row: Shift) -> rota.Shift:
    return rota.Shift.parse(row.staff_id, row.level, row.days, row.start, row.end)


def _as_override(row: Override) -> rota.Override:
    return rota.Override(row.staff_id, row.level, row.starts_at, row.ends_at, row.on)


def _stint_end(session: Session, centre: Centre, staff: Staff, now: datetime) -> datetime | None:
    for each in who_is_on(session, centre, now, rota.HORIZON):
        if each.staff == staff.id and each.level == _FIRST_LEVEL:
            return each.until or now + rota.HORIZON
    return None


def _end_changes(session: Session, centre: Centre, staff: Staff, now: datetime) -> None:
    """What somebody said before about now no longer holds."""
    for each in session.scalars(
        select(Override).where(
            Override.centre_id == centre.id,
            Override.staff_id == staff.id,
            Override.starts_at < now,
            Override.ends_at > now,
        )
    ):
        each.ends_at = now
    session.flush()


def _change(
    session: Session, centre: Centre, staff: Staff, starts_at: datetime, ends_at: datetime, *, on: bool
) -> None:
    session.add(Override(centre_id=centre.id, staff_id=staff.id, starts_at=starts_at, ends_at=ends_at, on=on))
    session.flush()
