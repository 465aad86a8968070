"""Nobody who asked is forgotten: the ladder is climbed until every manager has been told, and then again."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import islice

from hypothesis import given
from hypothesis import strategies as st

from enquiries.oncall.escalation import REMINDER, AlertReason, Decision, Situation, decide
from enquiries.organisation.ladder import ALERT_AGAIN, LadderStep, default_ladder
from enquiries.organisation.rota import OnCall

SAM, PRIYA, TOM, DANA, LEILA = 1, 2, 3, 4, 5
RESPONDERS, MANAGERS = (SAM, PRIYA, TOM), (DANA, LEILA)
DUE = datetime(2026, 1, 12, 2, 14, tzinfo=UTC)
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
OPENS = DUE + timedelta(hours=6)

QUIET_NIGHT = Situation(
    now=DUE,
    due_at=DUE,
    steps=default_ladder(),
    on_call=(OnCall(SAM, 1, None), OnCall(PRIYA, 2, None)),
    responders=RESPONDERS,
    managers=MANAGERS,
    staff_by_email={"tom@example.org": TOM},
)
NOBODY_ON = replace(QUIET_NIGHT, on_call=())
CLOSED = replace(NOBODY_ON, opens_at=OPENS)


def after(situation: Situation, decision: Decision) -> Situation:
    """The situation once a decision was carried out, before anything else happens."""
    return replace(
        situation,
        due_at=decision.due_at,
        next_step=decision.step,
        alerted={**situation.alerted, **dict.fromkeys(decision.alert, situation.now)},
        hurry=False,
        just_passed=False,
        waiting_for_opening=decision.reason is AlertReason.WAITING_FOR_OPENING,
    )


def climb(situation: Situation) -> Iterator[tuple[timedelta, Decision]]:
    """What happens, and how long after it was due, while nobody ever answers."""
    while True:
        decision = decide(situation)
        yield situation.now - DUE, decision
        situation = replace(after(situation, decision), now=decision.look_again_at)
        if situation.opens_at and situation.opens_at <= situation.now:
            situation = replace(situation, opens_at=None)


def alerts(situation: Situation, looks: int) -> list[tuple[timedelta, tuple[int, ...]]]:
    return [(waited, decision.alert) for waited, decision in islice(climb(situation), looks)]


def test_up_the_ladder_then_those_on_call_every_three_minutes_and_managers_every_five() -> None:
    assert alerts(QUIET_NIGHT, 8) == [
        (0 * MINUTE, (SAM,)),
        (90 * SECOND, (PRIYA,)),
        (3 * MINUTE, (TOM, DANA, LEILA, SAM)),
        (270 * SECOND, (PRIYA,)),
        (6 * MINUTE, (SAM,)),
        (450 * SECOND, (PRIYA,)),
        (8 * MINUTE, (DANA, LEILA)),
        (9 * MINUTE, (SAM,)),
    ]


def test_those_on_call_are_alerted_again_on_the_way_up_a_slow_ladder() -> None:
    slow = replace(
        QUIET_NIGHT, steps=(LadderStep.parse("0s", "level:1"), LadderStep.parse("10m", "managers"))
    )
    told = list(islice(climb(slow), 5))
    assert [(waited, decision.alert) for waited, decision in told] == [
        *((minutes * MINUTE, (SAM,)) for minutes in (0, 3, 6, 9)),
        (10 * MINUTE, MANAGERS),
    ]
    assert [decision.reason for _, decision in told] == [
        AlertReason.STEP,
        *[AlertReason.AGAIN] * 3,
        AlertReason.STEP,
    ]
    assert [decision.again for _, decision in told] == [set(), {SAM}, {SAM}, {SAM}, set()]
    assert {decision.next_people_at for _, decision in told[:4]} == {DUE + 10 * MINUTE}


def test_whoever_passed_is_not_asked_again_and_managers_are_told_all_the_same() -> None:
    situation = replace(QUIET_NIGHT, passed={SAM, DANA})
    assert [alert for _, alert in alerts(situation, 5)] == [
        (PRIYA,),
        (TOM, LEILA, PRIYA),
        (PRIYA,),
        (DANA, LEILA),
        (PRIYA,),
    ]


def test_when_everybody_has_passed_all_of_them_are_told_at_once_and_once() -> None:
    told = after(
        replace(QUIET_NIGHT, now=DUE + 3 * MINUTE), decide(replace(QUIET_NIGHT, now=DUE + 3 * MINUTE))
    )
    all_but_one = replace(told, hurry=True, just_passed=True, passed={SAM, PRIYA, TOM, DANA})
    assert (decide(all_but_one).alert, decide(all_but_one).reason) == ((), AlertReason.NOT_YET)
    last = replace(all_but_one, passed={SAM, PRIYA, TOM, DANA, LEILA}, now=told.now + MINUTE)
    decision = decide(last)
    assert (set(decision.alert), decision.reason) == (
        {SAM, PRIYA, TOM, DANA, LEILA},
        AlertReason.EVERYBODY_PASSED,
    )
    assert decision.again == set(decision.alert)
    assert decision.look_again_at == last.now + REMINDER
    failed = replace(after(last, decision), hurry=True)
    assert (decide(failed).alert, decide(failed).reason) == ((), AlertReason.NOT_YET)
    five_minutes_on = replace(failed, hurry=False, now=decision.look_again_at)
    assert decide(five_minutes_on).alert == MANAGERS


def test_the_times_of_the_next_people_are_those_of_the_ladder_and_then_of_the_managers() -> None:
    next_people = [(decision.next_people_at - DUE) / MINUTE for _, decision in islice(climb(QUIET_NIGHT), 7)]
    assert next_people == [1.5, 3, 8, 8, 8, 8, 13]


def test_somebody_on_call_is_alerted_whatever_the_hours_say() -> None:
    decision = decide(replace(QUIET_NIGHT, opens_at=OPENS))
    assert (decision.alert, decision.reason) == ((SAM,), AlertReason.STEP)


def test_a_step_that_finds_nobody_new_is_skipped_at_once() -> None:
    only_back_up = replace(QUIET_NIGHT, on_call=(OnCall(PRIYA, 2, None),))
    assert alerts(only_back_up, 2) == [(0 * MINUTE, (PRIYA,)), (3 * MINUTE, (SAM, TOM, DANA, LEILA, PRIYA))]
    both_levels = replace(QUIET_NIGHT, on_call=(OnCall(SAM, 1, None), OnCall(SAM, 2, None)))
    assert alerts(both_levels, 2) == [(0 * MINUTE, (SAM,)), (90 * SECOND, (PRIYA, TOM, DANA, LEILA))]


def test_steps_overdue_after_an_outage_are_taken_together() -> None:
    decision = decide(replace(QUIET_NIGHT, now=DUE + 2 * MINUTE))
    assert (decision.alert, decision.step) == ((SAM, PRIYA), 2)
    assert decision.look_again_at == DUE + 3 * MINUTE


def test_a_pass_brings_the_next_step_forward_and_the_rest_keep_their_times() -> None:
    told_sam = after(QUIET_NIGHT, decide(QUIET_NIGHT))
    decision = decide(replace(told_sam, now=DUE + 10 * SECOND, hurry=True))
    assert decision.alert == (PRIYA,)
    assert decision.look_again_at == DUE + 3 * MINUTE


def test_whoever_comes_on_call_on_the_way_up_is_not_missed() -> None:
    told_sam = after(QUIET_NIGHT, decide(QUIET_NIGHT))
    handed_over = replace(
        told_sam, now=DUE + 90 * SECOND, on_call=(OnCall(TOM, 1, None), OnCall(PRIYA, 2, None))
    )
    assert decide(handed_over).alert == (PRIYA, TOM)


def test_nobody_on_call_and_open_means_managers_now() -> None:
    decision = decide(NOBODY_ON)
    assert (decision.alert, decision.reason) == (MANAGERS, AlertReason.NOBODY_ON_CALL)
    assert decision.look_again_at == DUE + 90 * SECOND
    assert alerts(NOBODY_ON, 3)[1:] == [(90 * SECOND, RESPONDERS), (REMINDER, MANAGERS)]


def test_nobody_on_call_and_closed_waits_for_opening() -> None:
    decision = decide(CLOSED)
    assert (decision.alert, decision.reason) == ((), AlertReason.WAITING_FOR_OPENING)
    assert decision.due_at == decision.look_again_at == OPENS
    at_opening = replace(after(CLOSED, decision), now=OPENS, opens_at=None, on_call=QUIET_NIGHT.on_call)
    assert decide(at_opening).alert == (SAM,)
    assert decide(at_opening).look_again_at == OPENS + 90 * SECOND


def test_waiting_for_opening_ends_when_somebody_comes_on_call() -> None:
    waiting = after(CLOSED, decide(CLOSED))
    early = replace(waiting, now=DUE + MINUTE, on_call=QUIET_NIGHT.on_call)
    assert (decide(early).alert, decide(early).due_at) == ((SAM,), DUE + MINUTE)
    assert decide(replace(CLOSED, next_on_call=OPENS - MINUTE)).look_again_at == OPENS - MINUTE


def test_a_ladder_that_has_begun_does_not_stop_at_closing_time() -> None:
    told_sam = after(QUIET_NIGHT, decide(QUIET_NIGHT))
    closed = replace(told_sam, now=DUE + 90 * SECOND, on_call=(), opens_at=OPENS)
    assert (decide(closed).alert, decide(closed).reason) == (MANAGERS, AlertReason.NOBODY_ON_CALL)


def test_urgent_goes_to_managers_besides_the_ladder() -> None:
    assert decide(replace(QUIET_NIGHT, urgent=True)).alert == (SAM, *MANAGERS)


def test_urgent_never_waits_for_opening() -> None:
    decision = decide(replace(CLOSED, urgent=True))
    assert (decision.alert, decision.reason) == (MANAGERS, AlertReason.NOBODY_ON_CALL)


def test_a_later_time_is_kept_but_managers_hear_of_an_urgent_one_now() -> None:
    early = replace(QUIET_NIGHT, now=DUE - timedelta(hours=1))
    assert (decide(early).alert, decide(early).reason) == ((), AlertReason.NOT_YET)
    assert decide(early).look_again_at == DUE
    assert decide(replace(early, urgent=True)).alert == MANAGERS


def test_the_last_holder_comes_first_if_on_call() -> None:
    assert alerts(replace(QUIET_NIGHT, first=PRIYA), 2) == [(0 * MINUTE, (PRIYA,)), (90 * SECOND, (SAM,))]
    assert decide(replace(QUIET_NIGHT, first=TOM)).alert == (SAM,)
    assert decide(replace(QUIET_NIGHT, first=PRIYA, excluded={PRIYA})).alert == (SAM,)


def test_a_ladder_of_one_step_reaches_managers_at_once_when_passed() -> None:
    short = replace(QUIET_NIGHT, steps=default_ladder()[:1])
    told_sam = after(short, decide(short))
    passed = replace(told_sam, now=DUE + 10 * SECOND, hurry=True, just_passed=True, passed={SAM})
    decision = decide(passed)
    assert (decision.alert, decision.reason) == (MANAGERS, AlertReason.AFTER_LAST_STEP)
    told_all = after(passed, decision)
    passed_again = decide(replace(told_all, now=DUE + 20 * SECOND, hurry=True))
    assert (passed_again.alert, passed_again.look_again_at) == ((), DUE + 10 * SECOND + REMINDER)


def test_a_named_person_is_alerted_on_call_or_not() -> None:
    steps = (
        LadderStep.parse("0s", "staff:tom@example.org"),
        LadderStep.parse("1m", "staff:gone@example.org"),
    )
    assert alerts(replace(QUIET_NIGHT, steps=steps), 2) == [(0 * MINUTE, (TOM,)), (1 * MINUTE, MANAGERS)]


def test_managers_whom_no_step_names_are_told_five_minutes_after_the_last() -> None:
    short = replace(QUIET_NIGHT, steps=default_ladder()[:2])
    assert alerts(short, 5)[2:] == [
        (3 * MINUTE, (SAM,)),
        (270 * SECOND, (PRIYA,)),
        (6 * MINUTE, (SAM,)),
    ]
    assert (90 * SECOND + REMINDER, MANAGERS) in alerts(short, 7)


def test_nobody_at_all_is_said_again_and_again() -> None:
    alone = replace(NOBODY_ON, responders=(SAM,), managers=(DANA,), excluded={SAM, DANA})
    for waited, decision in islice(climb(alone), 3):
        assert (decision.alert, decision.reason) == ((), AlertReason.NOBODY_AT_ALL)
        assert decision.look_again_at == DUE + waited + REMINDER


targets = st.sampled_from(["level:1", "level:2", "everyone", "managers", "staff:tom@example.org"])


@st.composite
def ladders(draw: st.DrawFn) -> tuple[LadderStep, ...]:
    seconds = draw(st.sets(st.integers(1, 900), max_size=4))
    return tuple(LadderStep.parse(f"{after}s", draw(targets)) for after in [0, *sorted(seconds)])


people = st.sets(st.sampled_from([SAM, PRIYA, TOM, DANA, LEILA]))
on_call = st.lists(
    st.builds(OnCall, staff=st.sampled_from(RESPONDERS), level=st.integers(1, 3), until=st.none()), max_size=3
)
later = st.integers(1, 86_400).map(lambda seconds: DUE + seconds * SECOND)
situations = st.builds(
    Situation,
    now=st.just(DUE),
    due_at=st.integers(-3600, 600).map(lambda seconds: DUE + seconds * SECOND),
    steps=ladders(),
    next_step=st.just(0),
    on_call=on_call,
    responders=st.just(RESPONDERS),
    managers=st.just(MANAGERS),
    staff_by_email=st.just({"tom@example.org": TOM}),
    excluded=people,
    first=st.none() | st.sampled_from(RESPONDERS),
    urgent=st.booleans(),
    hurry=st.booleans(),
    opens_at=st.none() | later,
    next_on_call=st.none() | later,
    waiting_for_opening=st.booleans(),
)


ago = st.integers(0, 900).map(lambda seconds: DUE - seconds * SECOND)
alerted = st.dictionaries(st.sampled_from([SAM, PRIYA, TOM, DANA, LEILA]), ago)


@given(situations, st.integers(0, 5), alerted, people)
def test_the_next_look_is_soon(
    situation: Situation, step: int, alerted: dict[int, datetime], passed: set[int]
) -> None:
    anywhere = replace(situation, next_step=min(step, len(situation.steps)), alerted=alerted, passed=passed)
    decision = decide(anywhere)
    assert decision.look_again_at > DUE
    if decision.reason is AlertReason.WAITING_FOR_OPENING:
        assert decision.look_again_at <= (anywhere.opens_at or DUE)
    elif decision.due_at <= DUE:
        assert decision.look_again_at <= max(
            DUE + REMINDER, decision.due_at + anywhere.steps[-1].after + REMINDER
        )
    assert not set(decision.alert) & set(anywhere.excluded)
    assert len(set(decision.alert)) == len(decision.alert)
    assert decision.again <= set(decision.alert)


@given(situations, people)
def test_every_manager_is_told_in_the_end_and_nobody_more_often_than_is_bearable(
    situation: Situation, passed: set[int]
) -> None:
    situation = replace(situation, passed=passed)
    told: dict[int, timedelta] = {}
    on_call = {each.staff for each in situation.on_call}
    longest = situation.steps[-1].after + 2 * REMINDER
    for waited, decision in climb(situation):
        assert not set(decision.alert) & set(situation.excluded)
        for person in decision.alert:
            assert person not in passed or person in MANAGERS
            if person in told:
                assert person in decision.again
                assert person in on_call or person in MANAGERS
                assert waited - told[person] >= (ALERT_AGAIN if person in on_call else REMINDER)
            told[person] = waited
        if decision.due_at <= DUE + waited and waited > decision.due_at - DUE + longest:
            break
    assert set(told) >= set(MANAGERS) - set(situation.excluded)


@given(situations)
def test_whoever_is_on_call_and_was_asked_is_asked_every_three_minutes(situation: Situation) -> None:
    told: dict[int, timedelta] = {}
    for waited, decision in islice(climb(situation), 20):
        if decision.reason is not AlertReason.NOT_YET and decision.due_at <= DUE + waited:
            for person in {each.staff for each in situation.on_call} & set(told):
                assert waited - told[person] <= ALERT_AGAIN
        told |= dict.fromkeys(decision.alert, waited)
