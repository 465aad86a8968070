"""The shifts and the ladder of a centre. What a change would leave uncovered is said before it is saved."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import partial
from typing import Any, Final

from flask import request, url_for

from enquiries.core.db import db
from enquiries.core.enums import Role
from enquiries.dates.week import DAY_NAMES, parse_days
from enquiries.messaging.to_staff import people_of
from enquiries.organisation import coverage
from enquiries.organisation.ladder import default_ladder
from enquiries.organisation.models import Centre
from enquiries.organisation.rota import PlannedShift
from enquiries.setup import dump
from enquiries.setup.faults import SetupFileWrong
from enquiries.setup.file import SetupFile, read_setup
from enquiries.setup.toml import values_of
from enquiries.web.admin.access import blueprint, managers, own_centre
from enquiries.web.admin.form import OneLine, Select, Several
from enquiries.web.admin.form_rows import RowForm, RowsForm
from enquiries.web.admin.save import Page, back, now, page, save
from enquiries.web.row_ids import read_id

DAYS: Final = {name[:3]: name[:3].capitalize() for name in DAY_NAMES}
_LEVELS: Final = {"1": "On call (1)", "2": "Back-up (2)", "3": "Level 3", "4": "Level 4"}
_MIDNIGHT, _END_OF_DAY = "00:00", "24:00"
_MANY: Final = 8  # gaps are told one by one

Row = dict[str, Any]


class ShiftForm(RowForm):
    """A weekly shift. A clock on a page has no 24:00: until midnight is until 00:00."""

    essential = "staff"

    staff = Select("Who")
    level = Select("Level", _LEVELS, default="1")
    days = Several("Days", DAYS)
    start = OneLine("From", render_kw={"type": "time"})
    end = OneLine("Until", render_kw={"type": "time"})

    def __init__(self, people: Mapping[str, str], *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.staff.offer({"": "No one", **people})

    def row(self) -> Row:
        return as_shift(super().row())


class StepForm(RowForm):
    """A step of the ladder."""

    essential = "after"

    after = OneLine("After", description="Like 0s, 90s, 3m.")
    to = Select("Alert")

    def __init__(self, people: Mapping[str, str], *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        levels = {f"level:{level}": f"On call at level {level}" for level in _LEVELS}
        named = {f"staff:{email}": name for email, name in people.items()}
        self.to.offer({**levels, "everyone": "Everyone at the centre", "managers": "Its managers", **named})


@blueprint.route("/centres/<slug>/shifts", methods=["GET", "POST"])
@managers
def shifts(slug: str) -> Page:
    centre = own_centre(slug)
    form = RowsForm("shifts", f"shifts of {slug}", partial(ShiftForm, _people(centre)))
    return _answer("admin/shifts.html", form, centre, _as_shown)


@blueprint.route("/centres/<slug>/ladder", methods=["GET", "POST"])
@managers
def ladder(slug: str) -> Page:
    centre = own_centre(slug)
    form = RowsForm("escalation", f"ladder of {slug}", partial(StepForm, _people(centre)))
    return _answer("admin/ladder.html", form, centre, dict)


def _answer(template: str, form: RowsForm, centre: Centre, shown: Callable[[Row], Row]) -> Page:
    """The rows, one more of them, what they would leave uncovered, or that they are saved."""
    if not form.is_submitted():
        form.show(map(shown, dump.rota_of(db.session(), centre)[form.table]))
    if not form.is_submitted() or request.form.get("do") == "more":
        form.add()
        return page(template, form, centre=centre)
    tables = _tables(centre, form.table, [{**row.row(), "centre": centre.slug} for row in form.rows])
    uncovered = list(_uncovered(centre, tables, now()))
    if uncovered and request.form.get("anyway") != _digest(uncovered):
        form.form_errors += uncovered
        return page(template, form, centre=centre, anyway=_digest(uncovered))
    if save(form, tables):
        return back(url_for(request.endpoint or "", slug=centre.slug))
    return page(template, form, centre=centre)


def _tables(centre: Centre, table: str, rows: list[Row]) -> Mapping[str, list[Row]]:
    """The centre as it is, with these rows in one table: a file of the centre and its whole rota."""
    one = values_of(dump.centre_row(centre))
    return {**dump.rota_of(db.session(), centre), "centres": [one], table: rows}


def _uncovered(centre: Centre, tables: Mapping[str, list[Row]], at: datetime) -> Iterator[str]:
    """The gaps that the rows would leave; none where they cannot be read, which is said elsewhere."""
    try:
        setup = read_setup(tables)
    except SetupFileWrong:
        return
    planned = _planned(setup)
    alone = coverage.uncovered(planned, centre.opening_hours, at, centre.zone)
    for span in alone[:_MANY]:
        yield f"No one would be on call {coverage.say(span, centre.zone)}."
    if alone[_MANY:]:
        yield f"And {len(alone) - _MANY} more times that week."
    steps = [row.step for row in setup.escalation] or default_ladder()
    for level in coverage.empty_levels(planned, steps):
        yield f"Escalation alerts level {level}, but no one is ever on call there: that step will be skipped."


def _planned(setup: SetupFile) -> list[PlannedShift]:
    people = {email: number for number, email in enumerate({row.staff for row in setup.shifts})}
    return [PlannedShift(people[row.staff], row.level, row.days, row.start, row.end) for row in setup.shifts]


def _digest(uncovered: list[str]) -> str:
    """So that "save anyway" is said of the gaps that were read, and of no others."""
    return hashlib.sha256("\n".join(uncovered).encode()).hexdigest()[:16]


def _as_shown(row: Row) -> Row:
    days = parse_days(row["days"])
    end = _MIDNIGHT if row["end"] == _END_OF_DAY else row["end"]
    return {**row, "days": [name for place, name in enumerate(DAYS) if place in days], "end": end}


def as_shift(row: Row) -> Row:
    """What a form has of a shift, as a setup file writes it."""
    read = dict(row)
    if "days" in row:
        read["days"] = ", ".join(row["days"])
    if (level := read_id(row.get("level", ""))) is not None:
        read["level"] = level
    if row.get("end") == _MIDNIGHT:
        read["end"] = _END_OF_DAY
    return read


def _people(centre: Centre) -> dict[str, str]:
    alerted = [role for role in Role if role.may_take]
    return {person.email: person.name for person in people_of(db.session(), centre, *alerted)}
