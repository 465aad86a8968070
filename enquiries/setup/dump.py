"""The settings as a setup file that changes nothing when it is loaded again.

People who were switched off are left out, since a file says who works here.
"""

from collections import Counter
from datetime import datetime, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from enquiries.core.base import Base
from enquiries.dates.week import parse_days, parse_time
from enquiries.organisation import centres
from enquiries.organisation.hours import Hours
from enquiries.organisation.ladder import StepTarget as Whom
from enquiries.organisation.models import (
    Centre,
    EmergencyNumber,
    EscalationStep,
    Keyword,
    Number,
    Shift,
    Staff,
)
from enquiries.organisation.staff import all_staff
from enquiries.organisation.wordings import CentreWording
from enquiries.reporting.models import ResponseTarget
from enquiries.setup.file import (
    CentreRow,
    EscalationRow,
    HelplineRow,
    KeywordRow,
    NumberRow,
    Row,
    SetupFile,
    ShiftRow,
    StaffRow,
    TalkRow,
    TargetRow,
    WordingRow,
)
from enquiries.setup.toml import values_of

_AnyRow = TypeVar("_AnyRow", bound=Row)
_USUAL = "Europe/London"


def dump_settings(session: Session, now: datetime) -> SetupFile:
    """All settings, as of now."""
    every = centres.all_centres(session)
    slugs = {centre.id: centre.slug for centre in every}
    zones = Counter(centre.timezone for centre in every)
    usual = ZoneInfo(zones.most_common(1)[0][0] if zones else _USUAL)
    staff = [person for person in all_staff(session) if person.active]
    return SetupFile.model_construct(
        timezone=usual,
        as_of=now,
        centres=tuple(centre_row(centre, usual) for centre in every),
        numbers=tuple(number_row(number) for number in session.scalars(_in_order(Number))),
        keywords=tuple(keyword_row(keyword) for keyword in session.scalars(_in_order(Keyword))),
        staff=tuple(staff_row(person) for person in staff),
        shifts=tuple(
            shift_row(shift, slugs[shift.centre_id])
            for shift in session.scalars(_in_order(Shift))
            if shift.staff.active
        ),
        escalation=tuple(
            step_row(step, slugs[step.centre_id])
            for step in session.scalars(
                select(EscalationStep).order_by(EscalationStep.centre_id, EscalationStep.position)
            )
        ),
        helplines=tuple(
            _row(HelplineRow, each, talk=tuple(TalkRow.model_validate(line) for line in each.talk))
            for each in session.scalars(select(EmergencyNumber).order_by(EmergencyNumber.country))
        ),
        targets=tuple(
            _row(TargetRow, each, within=timedelta(seconds=each.seconds))
            for each in session.scalars(
                select(ResponseTarget).order_by(ResponseTarget.of, ResponseTarget.percent)
            )
        ),
        wordings=tuple(wording_row(each) for each in session.scalars(_in_order(CentreWording))),
    )


def rota_of(session: Session, centre: Centre) -> dict[str, list[dict[str, Any]]]:
    """The shifts and the ladder of one centre, as the tables of a file."""
    shifts = session.scalars(_in_order(Shift).where(Shift.centre_id == centre.id))
    steps = session.scalars(
        select(EscalationStep).where(EscalationStep.centre_id == centre.id).order_by(EscalationStep.position)
    )
    return {
        "shifts": [values_of(shift_row(each, centre.slug)) for each in shifts if each.staff.active],
        "escalation": [values_of(step_row(each, centre.slug)) for each in steps],
    }


def centre_row(centre: Centre, usual: ZoneInfo | None = None) -> CentreRow:
    """A centre as a file writes it; its zone is left out where it is the usual one."""
    return _row(
        CentreRow,
        centre,
        hours=Hours.parse(centre.hours),
        promise=centre.promise,
        timezone=None if centre.zone == usual else centre.zone,
    )


def number_row(number: Number) -> NumberRow:
    return _row(NumberRow, number, centre=number.centre.slug)


def keyword_row(keyword: Keyword) -> KeywordRow:
    return _row(KeywordRow, keyword, number=keyword.number.number, centre=keyword.centre.slug)


def staff_row(person: Staff) -> StaffRow:
    return _row(StaffRow, person, centres=tuple(centre.slug for centre in person.centres))


def shift_row(shift: Shift, centre: str) -> ShiftRow:
    return _row(
        ShiftRow,
        shift,
        centre=centre,
        staff=shift.staff.email,
        days=parse_days(shift.days),
        start=parse_time(shift.start),
        end=parse_time(shift.end),
    )


def step_row(step: EscalationStep, centre: str) -> EscalationRow:
    return _row(
        EscalationRow,
        step,
        centre=centre,
        after=timedelta(seconds=step.after_seconds),
        to=Whom.parse(step.to),
    )


def wording_row(own: CentreWording) -> WordingRow:
    return _row(WordingRow, own, centre=own.centre.slug, text=own.kind)


def _row(kind: type[_AnyRow], stored: Base, **values: Any) -> _AnyRow:
    """The row of a file with what is stored under the same names, but for these values."""
    return kind.model_construct(
        **{
            name: values[name] if name in values else _value(getattr(stored, name))
            for name in kind.model_fields
        }
    )


def _value(stored: Any) -> Any:
    # JSON keeps lists, rows have tuples
    return tuple(stored) if isinstance(stored, list) else stored


def _in_order(kind: type[Any]) -> Any:
    return select(kind).order_by(kind.id)
