"""The judge of `make chaos`: it finds what is wrong where something is, and the plan repeats itself."""

import tomllib
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.states import EnquiryState
from enquiries.messaging.models import InboxState
from enquiries.messaging.states import MessageState
from tools.chaos import cast
from tools.chaos.breakage import Breakage
from tools.chaos.evidence import Alert, Case, Entry, Evidence, Held, Kept, Request, Text
from tools.chaos.line import Sent
from tools.chaos.plan import Door, Plan, plan
from tools.chaos.verdict import Verdict, judge
from tools.chaos.visitors import Asked

ASKED_AT = datetime(2026, 1, 14, 2, 14, tzinfo=UTC)
SID = "SM1"
SAM, DANA = 1, 2


def after(seconds: float) -> datetime:
    return ASKED_AT + timedelta(seconds=seconds)


def a_case() -> Case:
    """Somebody asked, Sam was alerted, took it and closed it."""
    happened = [
        (0.1, EventKind.RECEIVED),
        (0.1, EventKind.WROTE),
        (0.1, EventKind.ALERTING),
        (1.0, EventKind.ALERTED),
        (9.0, EventKind.CLAIMED),
        (60.0, EventKind.CLOSED),
    ]
    return Case(
        id=7,
        state=EnquiryState.CLOSED,
        next_check_at=None,
        alerts=[Alert(text_id=3, at=after(0.1))],
        claims=[Held(SAM, after(9), after(60))],
        timeline=[Entry(after(seconds), what) for seconds, what in happened],
    )


def the_alert() -> Text:
    return Text(3, "staff.alert", MessageState.DELIVERED, after(0.1), attempts=1, copies=[after(0.8)])


def evidence(case: Case | None = None, text: Text | None = None) -> Evidence:
    case, text = case or a_case(), text or the_alert()
    asked = Asked("+447700900123", Door.TEXT, SID, ASKED_AT, after(0.2))
    return Evidence(
        read_at=after(300),
        requests=[Request(asked, case.id)],
        further=[],
        inbox={SID: Kept(InboxState.DONE, case.id, from_staff=False)},
        cases={case.id: case},
        texts={text.id: text},
    )


def verdict(case: Case | None = None, text: Text | None = None) -> Verdict:
    return judge(evidence(case, text))


class TestVerdict:
    def test_finds_nothing_where_nothing_is_wrong(self) -> None:
        assert list(verdict().faults) == []
        assert sum(verdict().delays) == pytest.approx(0.8)

    def test_a_request_that_was_answered_and_has_no_enquiry_is_lost(self) -> None:
        seen = evidence()
        lost = replace(seen, requests=[Request(seen.requests[0].asked, None)])
        assert judge(lost).lost == [f"text {SID} has no enquiry"]

    def test_a_request_that_was_never_answered_is_not(self) -> None:
        seen = evidence()
        asked = replace(seen.requests[0].asked, taken_at=None)
        assert not judge(replace(seen, requests=[Request(asked, None)])).lost

    def test_a_reply_that_was_answered_and_not_obeyed_is_lost(self) -> None:
        seen = evidence()
        further = [Sent("SM2", after(8), after(9))]
        assert judge(replace(seen, further=further)).lost
        kept = {**seen.inbox, "SM2": Kept(InboxState.DONE, 7, from_staff=True)}
        assert not judge(replace(seen, further=further, inbox=kept)).lost

    @pytest.mark.parametrize("accepted_at", [[], [after(0.0)]], ids=["never sent", "left before"])
    def test_an_enquiry_without_an_accepted_alert_is_forgotten(self, accepted_at: list[datetime]) -> None:
        unseen = replace(a_case(), claims=[])
        assert verdict(unseen, replace(the_alert(), copies=accepted_at)).never_alerted

    @pytest.mark.parametrize(("until", "winners"), [(after(9), 1), (after(12), 2), (None, 2)])
    def test_two_who_hold_it_at_one_time_are_two_winners(self, until: datetime | None, winners: int) -> None:
        claims = [Held(DANA, after(4), until), Held(SAM, after(9), after(60))]
        assert bool(verdict(replace(a_case(), claims=claims)).two_winners) == (winners == 2)

    @pytest.mark.parametrize(
        "missing",
        [EventKind.RECEIVED, EventKind.WROTE, EventKind.ALERTED, EventKind.CLAIMED, EventKind.CLOSED],
    )
    def test_an_entry_that_is_missing_is_found(self, missing: EventKind) -> None:
        entries = [entry for entry in a_case().timeline if entry.what is not missing]
        assert verdict(replace(a_case(), timeline=entries)).wrong_timelines

    @pytest.mark.parametrize("adopted", [True, False])
    def test_an_alert_found_as_the_copy_of_another_was_accepted(self, adopted: bool) -> None:
        found = verdict(text=replace(the_alert(), copies=[], adopted=adopted))
        assert bool(found.wrong_timelines) is not adopted

    def test_a_timeline_that_goes_back_is_found(self) -> None:
        *first, last = a_case().timeline
        back = replace(a_case(), timeline=[*first, replace(last, at=after(8.9))])
        assert verdict(back).wrong_timelines

    def test_more_copies_than_lost_answers_explain_are_found(self) -> None:
        twice = replace(the_alert(), copies=[after(0.8), after(4)])
        assert verdict(text=twice).beyond_bound
        unsure = verdict(text=replace(twice, attempts=2))
        assert not unsure.beyond_bound
        assert unsure.doubled == 1

    @pytest.mark.parametrize("state", [MessageState.QUEUED, MessageState.SENDING, MessageState.UNKNOWN])
    def test_a_text_that_is_due_and_not_sent_is_stuck(self, state: MessageState) -> None:
        assert verdict(text=replace(the_alert(), state=state)).stuck

    def test_a_text_that_nobody_understood_is_stuck(self) -> None:
        waiting = {SID: Kept(InboxState.FAILED, None, from_staff=False)}
        assert judge(replace(evidence(), inbox=waiting)).stuck

    @pytest.mark.parametrize(
        ("next_check_at", "stuck"), [(None, True), (after(200), True), (after(400), False)]
    )
    def test_an_open_enquiry_that_no_clock_watches_is_stuck(
        self, next_check_at: datetime | None, stuck: bool
    ) -> None:
        case = replace(a_case(), state=EnquiryState.OPEN, next_check_at=next_check_at)
        assert bool(verdict(case).stuck) is stuck


class TestPlan:
    @pytest.fixture
    def made(self) -> Plan:
        return plan(42, seconds=120, enquiries=200, breakages=list(Breakage))

    def test_is_the_same_for_a_seed_and_another_for_another(self, made: Plan) -> None:
        assert made == plan(42, seconds=120, enquiries=200, breakages=list(reversed(Breakage)))
        assert made != plan(43, seconds=120, enquiries=200, breakages=list(Breakage))

    def test_breaks_everything_at_least_once(self, made: Plan) -> None:
        assert {strike.what for strike in made.strikes} == set(Breakage)

    def test_ends_each_breakage_before_the_same_thing_breaks_again(self, made: Plan) -> None:
        over: dict[str, float] = {}
        for strike in made.strikes:
            assert over.get(strike.what.subject, 0) <= strike.at <= strike.until <= 120
            over[strike.what.subject] = strike.until

    def test_lets_everybody_ask_from_a_number_of_their_own(self, made: Plan) -> None:
        assert len({cast.visitor(arrival.who) for arrival in made.arrivals}) == 200
        assert {arrival.door for arrival in made.arrivals} == set(Door)


def test_the_cast_is_a_setup_file() -> None:
    setup = tomllib.loads(cast.setup_file())
    assert len(setup["centres"]) == cast.CENTRES
    assert {each["role"] for each in setup["staff"]} == {"responder", "manager"}
