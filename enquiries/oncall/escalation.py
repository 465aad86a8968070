"""Climbing the ladder: whom to alert now about an unclaimed enquiry, and when to look again.

Steps count from the moment the enquiry is due. A step alerts whom it names, and whom an earlier step names
but missed, say because they came on call since. A step that adds no one is skipped at once. A pass or a
failed alert brings the next step forward to now; those after it keep their own times. Steps whose times went
by while nothing ran are taken together.

Staff on call who were alerted are alerted again every three minutes, unless they passed. After the last
step managers are told every five minutes, for ever, also those who passed. When the last person passes, all
who were asked are told at once that it is unclaimed.

With no one on call the managers are alerted at once in their place, unless the centre is closed: then the
ladder starts at opening, or as soon as anyone comes on call. An urgent enquiry does not wait for that, and
managers are alerted beside its ladder. A ladder that has begun goes on whatever the hours.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from enquiries.organisation.ladder import ALERT_AGAIN, Audience, LadderStep
from enquiries.organisation.rota import OnCall

# How often managers are told of it once the ladder has been climbed.
REMINDER = timedelta(minutes=5)


class AlertReason(StrEnum):
    """Why a decision alerts the people it alerts, or no one."""

    STEP = "step"  # the ladder's people, and the managers of an urgent enquiry
    NOBODY_ON_CALL = "nobody_on_call"  # the managers, in place of the person who should be on call
    AGAIN = "again"  # people on call who have not answered
    AFTER_LAST_STEP = "after_last_step"  # the managers, again
    EVERYBODY_PASSED = "everybody_passed"  # all who were asked, and the managers
    NOT_YET = "not_yet"  # no one: the next time has not come
    WAITING_FOR_OPENING = "waiting_for_opening"  # no one: the enquiry is due when the centre opens
    NOBODY_AT_ALL = "nobody_at_all"  # there is no one left to tell: raise an alarm


@dataclass(frozen=True, kw_only=True)
class Situation:
    """What is known of one unclaimed enquiry. Staff are ids, active ones only; times are UTC."""

    now: datetime
    due_at: datetime
    steps: Sequence[LadderStep]
    next_step: int = 0  # how many steps have been taken
    # when each was last alerted since it became due; emptied when it turns urgent, so all are told
    alerted: Mapping[int, datetime] = field(default_factory=dict)
    passed: Collection[int] = ()  # since it became due
    on_call: Sequence[OnCall] = ()
    responders: Sequence[int] = ()
    managers: Sequence[int] = ()
    staff_by_email: Mapping[str, int] = field(default_factory=dict)
    excluded: Collection[int] = ()  # never alerted: it may be their own enquiry
    first: int | None = None  # the last holder: alone on the first step, if on call
    urgent: bool = False
    hurry: bool = False  # a person passed, or an alert did not arrive
    just_passed: bool = False  # it is a pass that brought us here
    opens_at: datetime | None = None  # None while the centre is open
    next_on_call: datetime | None = None  # when anyone next comes on call, if no one is
    waiting_for_opening: bool = False  # the last decision was to wait, and moved `due_at`


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What to do now. Keep `step` and `due_at` for the next look, which is always later than `now`."""

    alert: tuple[int, ...] = ()
    again: frozenset[int] = frozenset()  # those of them who were alerted before, since it became due
    reason: AlertReason
    step: int  # how many steps have been taken
    due_at: datetime
    look_again_at: datetime
    next_people_at: datetime  # when the next step, or after the last one the managers', comes


def decide(situation: Situation) -> Decision:
    """Say who is alerted about an enquiry now, why, and when to look again if it stays unclaimed."""
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
        reason=AlertReason.STEP if paged else AlertReason.NOT_YET,
        step=s.next_step,
        due_at=s.due_at,
        look_again_at=s.due_at,
        next_people_at=s.due_at,
    )


def _opens_or_is_staffed_at(s: Situation) -> datetime | None:
    """Return when a closed centre can next take an enquiry; None when it is open."""
    if s.opens_at is None or s.opens_at <= s.now:
        return None
    return min(at for at in (s.opens_at, s.next_on_call) if at and at > s.now)


def _wait_until(starts_at: datetime) -> Decision:
    return Decision(
        reason=AlertReason.WAITING_FOR_OPENING,
        step=0,
        due_at=starts_at,
        look_again_at=starts_at,
        next_people_at=starts_at,
    )


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
    if 0 < step == s.next_step:
        named = _new(s, _named(s, step - 1), beside)
    if step == len(s.steps) and wanted:
        named += _new(s, s.managers, [*named, *beside])
    return _decide(s, step, due_at, [*named, *beside], standing_in=standing_in)


def _decide(s: Situation, step: int, due_at: datetime, new: Sequence[int], *, standing_in: bool) -> Decision:
    """Add those who are asked again to those who are new, and find out when to look next."""
    nobody_is_left = s.just_passed and step == len(s.steps) and not new and _everybody_passed(s)
    told_at = {**_last_told(s, due_at, step), **dict.fromkeys(new, s.now)}
    again = _everybody(s) if nobody_is_left else _due_again(s, step, told_at)
    told_at |= dict.fromkeys(again, s.now)
    next_times = [told_at[person] + interval for person, interval in _intervals(s, step, told_at).items()]
    reason = AlertReason.NOBODY_ON_CALL if standing_in else _reason(s, step, new, again, next_times)
    next_people_at = _next_people_at(s, step, due_at, told_at)
    return Decision(
        alert=(*new, *again),
        again=frozenset(again) & {*s.alerted, *s.passed},
        reason=AlertReason.EVERYBODY_PASSED if nobody_is_left and again else reason,
        step=step,
        due_at=due_at,
        look_again_at=min([next_people_at, *next_times]),
        next_people_at=next_people_at,
    )


def _reason(
    s: Situation, step: int, new: Sequence[int], again: Sequence[int], next_times: Sequence[datetime]
) -> AlertReason:
    climbed = step == len(s.steps)
    if not (new or again):
        return AlertReason.NOBODY_AT_ALL if climbed and not next_times else AlertReason.NOT_YET
    if new and s.next_step < len(s.steps):
        return AlertReason.STEP
    return AlertReason.AFTER_LAST_STEP if climbed else AlertReason.AGAIN


def _everybody_passed(s: Situation) -> bool:
    return {*s.alerted} - {*s.excluded} <= {*s.passed}


def _everybody(s: Situation) -> list[int]:
    """Return all who were asked, and the managers."""
    return [
        person for person in dict.fromkeys([*s.alerted, *s.passed, *s.managers]) if person not in s.excluded
    ]


def _last_told(s: Situation, due_at: datetime, step: int) -> dict[int, datetime]:
    """Return when each was last alerted; of a manager who was not, when the last step is due."""
    climbed_at = due_at + s.steps[-1].after
    managers = s.managers if step == len(s.steps) else ()
    return {**dict.fromkeys(managers, climbed_at), **s.alerted}


def _intervals(s: Situation, step: int, told_at: Mapping[int, datetime]) -> dict[int, timedelta]:
    """Return whom to alert again while it is unclaimed, and how long after the last time."""
    managers = s.managers if step == len(s.steps) else ()
    on_call = [each.staff for each in s.on_call if each.staff not in s.passed]
    often = {**dict.fromkeys(managers, REMINDER), **dict.fromkeys(on_call, ALERT_AGAIN)}
    return {
        person: interval
        for person, interval in often.items()
        if person in told_at and person not in s.excluded
    }


def _due_again(s: Situation, step: int, told_at: Mapping[int, datetime]) -> list[int]:
    intervals = _intervals(s, step, told_at)
    return [person for person, interval in intervals.items() if told_at[person] + interval <= s.now]


def _next_people_at(s: Situation, step: int, due_at: datetime, told_at: Mapping[int, datetime]) -> datetime:
    """Return when the next step comes; after the last one, when the managers are told next."""
    if step < len(s.steps):
        return due_at + s.steps[step].after
    intervals = _intervals(s, step, told_at)
    return min(
        (told_at[person] + intervals[person] for person in s.managers if person in intervals),
        default=s.now + REMINDER,
    )


def _named(s: Situation, step: int) -> list[int]:
    """Return whom the steps up to and with this one name, the nearest first."""
    first_is_on = any(person.staff == s.first for person in s.on_call) and s.first not in s.excluded
    if step == 0 and first_is_on and s.first is not None and len(s.steps) > 1:
        return [s.first]
    return [person for rung in reversed(s.steps[: step + 1]) for person in _people(s, rung)]


def _people(s: Situation, step: LadderStep) -> Sequence[int]:
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
    """Return those who have neither been alerted nor passed yet, each once."""
    told = {*s.alerted, *s.passed, *s.excluded, *besides}
    return [person for person in dict.fromkeys(people) if person not in told]
