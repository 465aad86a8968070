"""The shifts and the ladder of a centre become those of a setup file: replaced whole, where they differ.

A centre that is in the file loses the shifts and steps that the file does not have. One that only a shift
names gets those shifts and keeps its ladder, and the other way round.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session, joinedload

from enquiries.dates.week import write_days, write_time
from enquiries.organisation.ladder import StepTarget
from enquiries.organisation.models import Centre, EscalationStep, Shift, Staff
from enquiries.setup.change import Change, ChangeKind
from enquiries.setup.file import EscalationRow, SetupFile, ShiftRow

_Turn = tuple[str, int, str, str, str]  # email, level, days, start, end
_Rung = tuple[int, str]  # seconds after an enquiry is due, to whom
_SECOND = timedelta(seconds=1)


def load_rota(session: Session, setup: SetupFile) -> Iterator[Change]:
    """Change what differs. Centres and staff must have been loaded."""
    centres = {centre.slug: centre for centre in session.scalars(select(Centre).order_by(Centre.id))}
    staff = {person.email: person for person in session.scalars(select(Staff))}
    for slug in _concerned(setup, setup.shifts, centres):
        turns = sorted(_turn(row) for row in setup.shifts if row.centre == slug)
        yield _load_shifts(session, centres[slug], turns, staff)
    for slug in _concerned(setup, setup.escalation, centres):
        rungs = [_rung(row) for row in setup.escalation if row.centre == slug]
        yield _load_ladder(session, centres[slug], rungs)


def posts(session: Session) -> Mapping[str, set[str]]:
    """The slugs of the centres that alert each one by name, in a shift or a step of the ladder; by email."""
    on_call = (
        select(Staff.email, Centre.slug)
        .select_from(Shift)
        .join(Shift.staff)
        .join(Centre, Centre.id == Shift.centre_id)
    )
    steps = select(EscalationStep.to, Centre.slug).join(Centre, Centre.id == EscalationStep.centre_id)
    named = [(StepTarget.parse(to).email or "", slug) for to, slug in session.execute(steps)]
    found: dict[str, set[str]] = {}
    for email, slug in (*session.execute(on_call), *named):
        found.setdefault(email, set()).add(slug)
    return found


def _concerned(setup: SetupFile, rows: Iterable[ShiftRow | EscalationRow], slugs: Iterable[str]) -> list[str]:
    """The centres whose part the file writes, in the order of the database."""
    named = {row.slug for row in setup.centres} | {row.centre for row in rows}
    return [slug for slug in slugs if slug in named]


def _turn(row: ShiftRow) -> _Turn:
    return row.staff, row.level, write_days(row.days), write_time(row.start), write_time(row.end)


def _rung(row: EscalationRow) -> _Rung:
    return row.after // _SECOND, str(row.to)


def _load_shifts(
    session: Session, centre: Centre, turns: Sequence[_Turn], staff: Mapping[str, Staff]
) -> Change:
    present = select(Shift).where(Shift.centre_id == centre.id).options(joinedload(Shift.staff))
    before = sorted((s.staff.email, s.level, s.days, s.start, s.end) for s in session.scalars(present))
    if before != turns:
        session.execute(delete(Shift).where(Shift.centre_id == centre.id))
        session.add_all(
            Shift(centre_id=centre.id, staff=staff[email], level=level, days=days, start=start, end=end)
            for email, level, days, start, end in turns
        )
        session.flush()
    return _change(f"shifts of {centre.slug}", before, turns)


def _load_ladder(session: Session, centre: Centre, rungs: Sequence[_Rung]) -> Change:
    present = select(EscalationStep).where(EscalationStep.centre_id == centre.id)
    steps = session.scalars(present.order_by(EscalationStep.position))
    before = [(step.after_seconds, step.to) for step in steps]
    if before != rungs:
        session.execute(delete(EscalationStep).where(EscalationStep.centre_id == centre.id))
        session.add_all(
            EscalationStep(centre_id=centre.id, position=position, after_seconds=after, to=to)
            for position, (after, to) in enumerate(rungs)
        )
        session.flush()
    return _change(f"ladder of {centre.slug}", before, rungs)


def _change(what: str, before: Sequence[tuple[object, ...]], wanted: Sequence[tuple[object, ...]]) -> Change:
    if before == wanted:
        return Change(ChangeKind.UNCHANGED, what)
    fate = ChangeKind.CHANGED if before else ChangeKind.ADDED
    return Change(fate, what, before={"rows": _rows(before)}, after={"rows": _rows(wanted)})


def _rows(rows: Sequence[tuple[object, ...]]) -> list[str]:
    return [" ".join(map(str, row)) for row in rows]
