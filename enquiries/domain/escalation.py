"""Climbing the ladder: whom to alert now when nobody has taken an enquiry, and when to look again.

Steps count from the moment the enquiry is due. A step alerts whom it names, and whom an earlier step names
but missed, say because they came on call since; nobody is alerted twice on the way up. A step that finds
nobody new is skipped at once. A pass or a failed alert brings the next step forward to now; those after it
keep their own times. Steps whose times went by while nothing ran are taken together. After the last step
managers are told every five minutes, for ever.

With nobody on call the managers are alerted at once in their place, unless the centre is closed: then the
ladder starts at opening, or as soon as somebody comes on call. An urgent enquiry does not wait for that, and
managers are alerted beside its ladder. A ladder that has begun goes on whatever the hours.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from enquiries.domain.ladder import Audience, Step
from enquiries.domain.rota import OnCall

# How often managers are told of an enquiry that nobody took.
REMINDER = timedelta(minutes=5)


class Reason(StrEnum):
    """Why a decision alerts whom it alerts, or nobody."""

    STEP = "step"  # the ladder's people, and where `managers_too`, the managers beside it
    NOBODY_ON_CALL = "nobody_on_call"  # the managers, in the place of whoever should be on call
    AFTER_LAST_STEP = "after_last_step"  # the managers, again
    NOT_YET = "not_yet"  # nobody: the next time has not come
    WAITING_FOR_OPENING = "waiting_for_opening"  # nobody: the enquiry is due when the centre opens
    NOBODY_AT_ALL = "nobody_at_all"  # there is nobody left to tell: raise an alarm


@dataclass(frozen=True, kw_only=True)
class Situation:
    """What is known of one enquiry that nobody has taken. Staff are ids, active ones only; times are UTC."""

    now: datetime
    due_at: datetime
    steps: Sequence[Step]
    next_step: int = 0  # how many steps have been taken
    alerted: Collection[int] = ()  # since it became due; begin anew when it turns urgent, so all are told
    last_alert_at: datetime | None = None  # when anybody was last alerted about it
    on_call: Sequence[OnCall] = ()
    responders: Sequence[int] = ()
    managers: Sequence[int] = ()
    staff_by_email: Mapping[str, int] = field(default_factory=dict)
    excluded: Collection[int] = ()  # never alerted: it may be their own enquiry
    first: int | None = None  # the last holder: alone on the first step, if on call
    urgent: bool = False
    hurry: bool = False  # somebody passed, or an alert did not arrive
    opens_at: datetime | None = None  # None while the centre is open
    next_on_call: datetime | None = None  # when somebody next comes on call, if nobody is
    waiting_for_opening: bool = False  # the last decision was to wait, and moved `due_at`


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What to do now. Keep `step` and `due_at` for the next look, which is always later than `now`."""

    alert: tuple[int, ...] = ()
    reason: Reason
    step: int  # how many steps have been taken
    due_at: datetime
    look_again_at: datetime
    managers_too: bool = False  # managers are alerted beside the ladder


def decide(situation: Situation) -> Decision:
    """Say who is alerted about an enquiry now, why, and when to look again if nobody takes it."""
    asked_for_later = situation.now < situation.due_at and not situation.waiting_for_opening
    if asked_for_later:
        return _until_due(situation)
    starts_at = _opens_or_is_staffed_at(situation)
    begun = situation.next_step > 0
    if starts_at and not (begun or situation.on_call or situation.urgent):
        return _wait_until(starts_at)
    return _climb(situation)


def _until_due(s: Situation) -> Decision:
    """A later time was asked for. Only the managers of an urgent enquiry hear of it before."""
    paged = _new(s, s.managers) if s.urgent else ()
    return Decision(
        alert=tuple(paged),
        reason=Reason.STEP if paged else Reason.NOT_YET,
        step=s.next_step,
        due_at=s.due_at,
        look_again_at=s.due_at,
        managers_too=bool(paged),
    )


def _opens_or_is_staffed_at(s: Situation) -> datetime | None:
    """Return when a closed centre can next take an enquiry; None when it is open."""
    if s.opens_at is None or s.opens_at <= s.now:
        return None
    return min(at for at in (s.opens_at, s.next_on_call) if at and at > s.now)


def _wait_until(starts_at: datetime) -> Decision:
    return Decision(reason=Reason.WAITING_FOR_OPENING, step=0, due_at=starts_at, look_again_at=starts_at)


def _climb(s: Situation) -> Decision:
    due_at = min(s.due_at, s.now)
    beside = _new(s, s.managers) if s.urgent or not s.on_call else []
    standing_in = bool(beside) and not s.on_call
    named: list[int] = []
    step, wanted = s.next_step, s.hurry
    while step < len(s.steps) and (wanted or due_at + s.steps[step].after <= s.now):
        found = _new(s, _named(s, step), [*named, *beside])
        named += found
        wanted = not found and not standing_in
        step += 1
    if step == len(s.steps) and not (named or beside):
        return _after_last_step(s, due_at, wanted)
    return Decision(
        alert=(*named, *beside),
        reason=_reason(named, beside, standing_in),
        step=step,
        due_at=due_at,
        look_again_at=due_at + s.steps[step].after if step < len(s.steps) else s.now + REMINDER,
        managers_too=bool(beside),
    )


def _reason(named: Sequence[int], beside: Sequence[int], standing_in: bool) -> Reason:
    if standing_in:
        return Reason.NOBODY_ON_CALL
    return Reason.STEP if named or beside else Reason.NOT_YET


def _after_last_step(s: Situation, due_at: datetime, wanted: bool) -> Decision:
    """Tell managers when it is time again, and whoever the ladder missed; in a hurry, only those, but now."""
    reminder_at = s.last_alert_at + REMINDER if s.last_alert_at else s.now
    missed = _new(s, [*_named(s, len(s.steps)), *s.managers])
    time_has_come = reminder_at <= s.now
    again = (
        [manager for manager in s.managers if manager not in {*s.excluded, *missed}] if time_has_come else []
    )
    alert = (*missed, *again) if time_has_come or wanted else ()
    quiet = Reason.NOBODY_AT_ALL if time_has_come else Reason.NOT_YET
    return Decision(
        alert=alert,
        reason=Reason.AFTER_LAST_STEP if alert else quiet,
        step=len(s.steps),
        due_at=due_at,
        look_again_at=s.now + REMINDER if alert or time_has_come else reminder_at,
    )


def _named(s: Situation, step: int) -> list[int]:
    """Return whom the steps up to and with this one name, the nearest first."""
    first_is_on = any(person.staff == s.first for person in s.on_call) and s.first not in s.excluded
    if step == 0 and first_is_on and s.first is not None and len(s.steps) > 1:
        return [s.first]
    return [person for rung in reversed(s.steps[: step + 1]) for person in _people(s, rung)]


def _people(s: Situation, step: Step) -> Sequence[int]:
    match step.to.audience:
        case Audience.LEVEL:
            return [person.staff for person in s.on_call if person.level == step.to.level]
        case Audience.EVERYONE:
            return [*s.responders, *s.managers]
        case Audience.MANAGERS:
            return s.managers
        case Audience.STAFF:
            return [person for email, person in s.staff_by_email.items() if email == step.to.email]


def _new(s: Situation, people: Iterable[int], besides: Collection[int] = ()) -> list[int]:
    """Return those who have not been alerted yet, each once."""
    told = {*s.alerted, *s.excluded, *besides}
    return [person for person in dict.fromkeys(people) if person not in told]
