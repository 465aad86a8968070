"""Whatever people text, and whenever: nobody is forgotten, and nobody has what another has."""

from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlalchemy import select

from enquiries.chain import column_check
from enquiries.intake import inbox
from enquiries.lifecycle import codes, timeline
from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.exclusions import reason_by_timeline
from enquiries.lifecycle.models import Claim, Code, Enquiry, TimelineEntry
from enquiries.lifecycle.states import EnquiryState
from enquiries.messaging import outbox
from enquiries.messaging.gateway import ProviderRefusal, Receipt, SendFailed
from enquiries.messaging.models import InboxState, Incoming, Outgoing
from enquiries.messaging.states import MessageState
from enquiries.oncall import receipts, silent_claims
from tests.support.waits_agree import assert_waits_agree
from tests.support.willow import A_NIGHT, DANA, PRIYA, SAM, open_willow_house

PEOPLE = ("+447700900123", "+447700900124")
SAID_BY_PEOPLE = (
    *("HELP", "ME", "OTHER", "NO", "BOTH", "LATER", "LATER 6PM", "CALL", "STOP", "START", "thanks", "bye"),
    *("please ring me today", "QUIT"),
)
SAID_BY_STAFF = (
    *("Y", "N", "PASS", "TAKE OVER", "CALLING", "DONE", "DONE BOOKED", "DONE SPAM", "NOANS", "VM", "WRONG"),
    *("LATER 6PM", "LATER 5M", "RISK", "NOTE rings twice", "REOPEN", "YES", "NO", "OK", "on my way"),
    *("SPAM", "SPAM ADVERT", "DUPLICATE see 4822", "DONE TEST OURS"),
    *("LIST", "ON", "OFF", "MENU", "READY", "STOP"),
)


class LifeOfEnquiries(RuleBasedStateMachine):
    """Texts, receipts and time, in any order, on the real services."""

    @initialize()
    def opens(self) -> None:
        self.session = open_willow_house()
        self.now = A_NIGHT
        self.texts = 0
        self.written: list[tuple[int, Any]] = []

    @rule(sender=st.sampled_from(PEOPLE), body=st.sampled_from(SAID_BY_PEOPLE))
    def a_person_texts(self, sender: str, body: str) -> None:
        self._text_comes_in(sender, body)

    @rule(
        sender=st.sampled_from((SAM, PRIYA, DANA)),
        body=st.sampled_from(SAID_BY_STAFF),
        which=st.none() | st.integers(0, 3),
    )
    def staff_text(self, sender: str, body: str, which: int | None) -> None:
        known = self.session.scalars(select(Enquiry.code).order_by(Enquiry.id)).all()
        code = f"{known[which % len(known)]} " if known and which is not None else ""
        self._text_comes_in(sender, code + body)

    @rule(minutes=st.sampled_from((1, 2, 5, 10, 31, 60, 16 * 60, 73 * 60)))
    def time_passes(self, minutes: int) -> None:
        """Also after an outage: what fell due on the way is looked at when the service is back."""
        self.now += timedelta(minutes=minutes)
        due = select(Enquiry).where(Enquiry.next_check_at <= self.now)
        silent_claims.follow_up(self.session, self.now, self.session.scalars(due).all())
        self.session.commit()
        assert self.session.scalars(due).all() == [], "each look plans the next, later"

    @rule(
        news=st.lists(st.sampled_from(("delivered", "undelivered", "refused", "busy", "silent")), min_size=1)
    )
    def texts_leave(self, news: list[str]) -> None:
        for n, taken in enumerate(outbox.take_due(self.session, self.now, 50)):
            if taken.why_not is not None and not taken.look_up_first:
                receipts.unwanted(self.session, self.now, taken.message, taken.why_not)
                continue
            self._hear(taken.message, news[n % len(news)])
        self.session.commit()

    @invariant()
    def who_has_it_is_said_once(self) -> None:
        for enquiry in self._all():
            live = select(Claim).where(Claim.enquiry_id == enquiry.id, Claim.ended_at.is_(None))
            holders = [claim.staff_id for claim in self.session.scalars(live)]
            claimed = enquiry.state is EnquiryState.CLAIMED
            assert holders == ([enquiry.holder_id] if claimed else [])

    @invariant()
    def nobody_is_forgotten(self) -> None:
        for enquiry in self._all():
            closed = enquiry.state is EnquiryState.CLOSED
            assert closed is (enquiry.next_check_at is None) is (enquiry.outcome is not None)

    @invariant()
    def the_timeline_only_grows(self) -> None:
        rows = self.session.scalars(select(TimelineEntry).order_by(TimelineEntry.id)).all()
        now_written = [(row.id, (row.at, row.what, row.staff_id, row.detail)) for row in rows]
        assert now_written[: len(self.written)] == self.written
        self.written = now_written

    @invariant()
    def the_timeline_bears_out_how_it_was_closed(self) -> None:
        for enquiry in self._all():
            entries = timeline.entries(self.session, enquiry)
            assert enquiry.excluded_reason is reason_by_timeline(entries)
            closings = [each for each in entries if each.what is EventKind.CLOSED]
            closed = enquiry.state is EnquiryState.CLOSED
            assert enquiry.closed_by_id == (closings[-1].staff_id if closed else None)

    @invariant()
    def codes_name_one_enquiry_each(self) -> None:
        for enquiry in self._all():
            found = codes.find(self.session, self.now, enquiry.code)
            kept = enquiry.closed_at is None or self.now < enquiry.closed_at + codes.KEPT_AFTER_CLOSING
            assert found is enquiry if kept else found is not enquiry
            code = self.session.get_one(Code, enquiry.code)
            assert code.enquiry_id != enquiry.id or (code.free_at is None) is (enquiry.closed_at is None)

    @invariant()
    def times_are_in_order(self) -> None:
        for enquiry in self._all():
            if enquiry.claimed_at and enquiry.alerted_at:
                assert enquiry.received_at <= enquiry.alerted_at <= enquiry.claimed_at
            assert enquiry.first_call_at is None or enquiry.first_call_at >= enquiry.received_at

    @invariant()
    def the_timeline_bears_out_every_time_and_state(self) -> None:
        if hasattr(self, "session"):
            assert [str(each) for each in column_check.check(self.session)] == []

    @invariant()
    def every_text_was_understood(self) -> None:
        states = self.session.scalars(select(Incoming.state)).all()
        assert all(state is InboxState.DONE for state in states)

    @invariant()
    def waits_are_what_the_timeline_says(self) -> None:
        if hasattr(self, "session"):
            assert_waits_agree(self.session)

    def teardown(self) -> None:
        if hasattr(self, "session"):
            self.session.close()
            self.session.get_bind().dispose()  # type: ignore[union-attr]

    def _all(self) -> list[Enquiry]:
        return list(self.session.scalars(select(Enquiry))) if hasattr(self, "session") else []

    def _text_comes_in(self, sender: str, body: str) -> None:
        self.texts += 1
        params = {"MessageSid": f"SM{self.texts}", "From": sender, "To": "83222", "Body": body}
        inbox.take(self.session, inbox.read(self.now, params))
        self.session.commit()

    def _hear(self, message: Outgoing, news: str) -> None:
        if news in ("delivered", "undelivered"):
            for state in (MessageState.ACCEPTED, MessageState.SENT, MessageState(news)):
                receipt = Receipt(f"OUT{message.id}", state)
                receipts.settle(self.session, self.now, [(message.id, receipt)])
        elif news == "silent":
            receipts.unknown(self.now, message)
        else:
            failure = SendFailed(
                "no", ProviderRefusal.FINAL if news == "refused" else ProviderRefusal.PASSING, code=30005
            )
            receipts.settle(self.session, self.now, [(message.id, failure)])


LifeOfEnquiries.TestCase.settings = settings(
    max_examples=12,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
TestLifeOfEnquiries = LifeOfEnquiries.TestCase
