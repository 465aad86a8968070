"""The shifts and the ladder of a centre become those of a setup file: replaced whole, where they differ.

A centre that is in the file loses the shifts and steps that the file does not have. One that only a shift
names gets those shifts and keeps its ladder, and the other way round.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from operator import itemgetter
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from enquiries.core.base import Base
from enquiries.dates.week import write_days, write_time
from enquiries.organisation.ladder import StepTarget
from enquiries.organisation.models import Centre, EscalationStep, Shift, Staff
from enquiries.setup.change import Change, ChangeKind
from enquiries.setup.file import EscalationRow, SetupFile, ShiftRow
from enquiries.setup.stored_rows import Row, StoredRows, TableWrites, table_of

_SECOND: Final = timedelta(seconds=1)


@dataclass(frozen=True)
class _Part:
    """What is replaced whole; `compared` are the values by which rows differ, `order` those they stand in."""

    what: str
    model: type[Base]
    compared: tuple[str, ...]
    order: tuple[str, ...]

    def told(self, rows: Iterable[Row]) -> list[tuple[object, ...]]:
        ordered = sorted(rows, key=itemgetter(*self.order))
        return [tuple(row[key] for key in self.compared) for row in ordered]


_OF_A_SHIFT: Final = ("staff", "level", "days", "start", "end")
_SHIFTS: Final = _Part("shifts", Shift, compared=_OF_A_SHIFT, order=_OF_A_SHIFT)
_LADDER: Final = _Part("ladder", EscalationStep, compared=("after_seconds", "to"), order=("position",))


def find_differences(stored: StoredRows, setup: SetupFile) -> tuple[list[Change], list[TableWrites]]:
    """Work out which shifts and ladders a file replaces."""
    shifts, turns = _compared(_SHIFTS, stored, setup, map(_shift, setup.shifts))
    ladders, steps = _compared(_LADDER, stored, setup, _steps(setup.escalation))
    return [*shifts, *ladders], [turns, steps]


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


def _shift(row: ShiftRow) -> Row:
    return {
        "centre": row.centre,
        "staff": row.staff,
        "level": row.level,
        "days": write_days(row.days),
        "start": write_time(row.start),
        "end": write_time(row.end),
    }


def _steps(rows: Iterable[EscalationRow]) -> Iterator[Row]:
    """Number the steps of each centre in the order in which the file has them."""
    positions = Counter[str]()
    for row in rows:
        position = positions[row.centre]
        positions[row.centre] += 1
        yield {
            "centre": row.centre,
            "position": position,
            "after_seconds": row.after // _SECOND,
            "to": str(row.to),
        }


def _compared(
    part: _Part, stored: StoredRows, setup: SetupFile, rows: Iterable[Row]
) -> tuple[list[Change], TableWrites]:
    """Replace what each centre has that is in the file, or is named by one of the rows, where it differs."""
    before, wanted = _by_centre(stored.of(part.model)), _by_centre(rows)
    slugs = [row.slug for row in setup.centres]
    concerned = {*slugs, *wanted}
    changes = list[Change]()
    gone, new = list[Row](), list[Row]()
    for slug in dict.fromkeys([*stored.centre_ids, *slugs]):
        if slug in concerned:
            change = _change(f"{part.what} of {slug}", part.told(before[slug]), part.told(wanted[slug]))
            changes.append(change)
            if change.is_news:
                gone += [{"centre_id": stored.centre_ids[slug]}] if before[slug] else []
                new += wanted[slug]
    return changes, TableWrites(table_of(part.model), removed=gone, added=new)


def _by_centre(rows: Iterable[Row]) -> Mapping[str, list[Row]]:
    found = defaultdict[str, list[Row]](list)
    for row in rows:
        found[row["centre"]].append(row)
    return found


def _change(what: str, before: Sequence[tuple[object, ...]], wanted: Sequence[tuple[object, ...]]) -> Change:
    if before == wanted:
        return Change(ChangeKind.UNCHANGED, what)
    fate = ChangeKind.CHANGED if before else ChangeKind.ADDED
    return Change(fate, what, before={"rows": _rows(before)}, after={"rows": _rows(wanted)})


def _rows(rows: Sequence[tuple[object, ...]]) -> list[str]:
    return [" ".join(map(str, row)) for row in rows]
