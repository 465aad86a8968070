"""The weekly summary and the head of the log: to whom, when, once, and with the figures of the page."""

import re
from collections.abc import Iterator

import pytest
from sqlalchemy import select

from enquiries.core import crypto
from enquiries.core.enums import Role
from enquiries.messaging import opt_outs
from enquiries.messaging.permission_rules import OptOutSource
from enquiries.organisation.models import Staff
from enquiries.simulator.faults import Fault, FaultKind
from enquiries.weekly import deliveries
from enquiries.weekly.models import WeeklyKind, WeeklyNews
from tests.chain.records import findings
from tests.reporting.histories import write_histories
from tests.support.outside import Outside
from tests.support.phone import Phone
from tests.support.ringback import Ringback
from tests.support.staff_scenes import at, hire, ignore_all
from tests.web.desk import words
from tests.web.member import Member
from workers.weekly_mail import WeeklyMailer

pytestmark = pytest.mark.both_databases

DANA, TOM = "dana@example.org", "tom@example.org"
ALMA, ALMAS_MOBILE = "alma.0009@example.org", "+447700900009"


@pytest.fixture(autouse=True)
def mail_server(ringback: Ringback, outside: Outside) -> Iterator[None]:
    outside.forget()
    yield
    outside.forget()
    ignore_all(ringback)


def watch_from(ringback: Ringback, day: str, clock: str) -> None:
    """Go there, and have the service do all that it does by itself."""
    ringback.stop_watching()
    at(ringback, day, clock)
    ringback.watch()
    ringback.settle()


def wants_it(ringback: Ringback, email: str, answer: str = "yes") -> str:
    """They press the button on their account page; returns what it says then."""
    member = Member(ringback, email)
    page = member.posts("/account/weekly-summary", csrf_token=member.token("/account"), wanted=answer)
    assert page.status_code == 303
    return words(member.opens(page.location).text)


def sam_calls(ringback: Ringback, the_enquirer: Phone, sam: Phone) -> None:
    """A Wednesday: one person asks, and is called in time."""
    the_enquirer.texts("HELP").ignores_the_rest()
    sam.expects("new call-back").replies("{code} Y").replies("{code} CALLING").replies("{code} DONE BOOKED")
    sam.ignores_the_rest()


def weekly_mails(outside: Outside) -> list[str]:
    """Without those of alarms, which a jump of the clock may raise."""
    return [each for each in outside.mails if "Message-ID: <" in each]


def summaries(outside: Outside, email: str) -> list[str]:
    return [each for each in outside.mails_to(email) if "Subject: Call-backs" in each]


class TestTheSummary:
    def test_is_off_until_asked_for_and_comes_once_on_monday_morning(
        self, ringback: Ringback, outside: Outside, the_enquirer: Phone, sam: Phone
    ) -> None:
        assert "Off. It would come by email to dana@example.org every Monday at 8:30am." in words(
            Member(ringback, DANA).opens("/account").text
        )
        assert "On: it comes by email to dana@example.org every Monday at 8:30am." in wants_it(ringback, DANA)
        sam_calls(ringback, the_enquirer, sam)
        watch_from(ringback, "2026-01-19", "08:28")
        ringback.wait(minutes=1)
        assert summaries(outside, DANA) == []
        ringback.wait(minutes=3)
        [mail] = summaries(outside, DANA)
        assert "Subject: Call-backs, 12 to 18 January 2026: 100% of 1 called in time" in mail
        assert "Called in time: 100% of 1 calls wanted" in mail
        assert "The week before: none wanted" in mail
        assert "Never called: 0" in mail
        assert f"{ringback.url}/reports?from=2026-01-12&to=2026-01-18" in mail
        assert summaries(outside, TOM) == []
        for day, clock in (("19", "08:40"), ("19", "17:00"), ("20", "09:00")):  # restarts
            watch_from(ringback, f"2026-01-{day}", clock)
        assert len(summaries(outside, DANA)) == 1

    def test_says_the_figures_of_the_page_after_a_week_in_which_the_clock_was_changed(
        self, ringback: Ringback, outside: Outside
    ) -> None:
        ringback.changed_by_hand = True
        at(ringback, "2026-03-25", "10:00")
        wants_it(ringback, TOM)
        with ringback.session() as session:
            write_histories(session, 99, 60)
            session.commit()
        mailer = WeeklyMailer(ringback.app)  # without all the alerts of that weekend
        for clock, count in (("08:29", 0), ("08:30", 1)):
            at(ringback, "2026-03-30", clock)
            mailer.send(ringback.now)
            assert len(summaries(outside, TOM)) == count
        [mail] = summaries(outside, TOM)
        link = re.search(r"https?://\S+/reports\?\S+", mail)
        assert link is not None
        page = words(Member(ringback, TOM).opens(link[0].removeprefix(ringback.url)).text)
        in_time = re.search(r"Called in time: (\d+%) of (\d+) calls wanted", mail)
        assert in_time is not None
        assert re.search(rf"Called in time {in_time[1]} \d+ of {in_time[2]} calls wanted", page)
        never = re.search(r"Never called: (\d+)", mail)
        assert never is not None
        assert f"Never called {never[1]} the list" in page
        assert "In the period before none 0 of 0, from 2026-03-16 to 2026-03-22" in page
        assert "The week before: none wanted" in mail
        told = re.findall(r"^\d\. (?:Now: )?(.*)\n   (.*)$", mail, re.MULTILINE)
        assert 1 <= len(told) <= 5
        places = [page.index(f"{words(says)} {change}") for says, change in told]
        assert places == sorted(places)
        assert "900" not in mail.partition("\n\n")[2].replace(ringback.url, "")

    def test_of_a_week_without_enquiries_says_so(self, ringback: Ringback, outside: Outside) -> None:
        wants_it(ringback, DANA)
        watch_from(ringback, "2026-01-19", "08:31")
        [mail] = summaries(outside, DANA)
        assert "No calls were wanted in that week." in mail
        assert "18 January 2026: no calls wanted" in mail

    def test_comes_after_a_mail_server_was_away_for_an_hour_and_holds_no_text_up(
        self, ringback: Ringback, outside: Outside, the_enquirer: Phone, sam: Phone
    ) -> None:
        wants_it(ringback, DANA)
        wants_it(ringback, TOM)
        outside.takes_mail = False
        for clock in ("08:31", "08:37", "09:00", "09:29"):
            watch_from(ringback, "2026-01-19", clock)
        assert weekly_mails(outside) == []
        outside.takes_mail = True
        ringback.wait(minutes=7)
        assert [len(summaries(outside, each)) for each in (DANA, TOM)] == [1, 1]
        the_enquirer.texts("HELP").expects("You did the right thing")
        sam.expects("new call-back")

    def test_is_left_on_tuesday_evening(
        self, ringback: Ringback, outside: Outside, caplog: pytest.LogCaptureFixture
    ) -> None:
        wants_it(ringback, DANA)
        outside.takes_mail = False
        for day, clock in (("19", "08:31"), ("19", "23:00"), ("20", "17:55"), ("20", "18:01")):
            watch_from(ringback, f"2026-01-{day}", clock)
        outside.takes_mail = True
        watch_from(ringback, "2026-01-20", "18:10")
        assert summaries(outside, DANA) == []
        assert "weekly_news_left" in caplog.text
        with ringback.session() as session:
            [news] = session.scalars(select(WeeklyNews)).all()
        assert (news.kind, news.next_try_at, news.sent_at, news.attempts) == (
            WeeklyKind.SUMMARY,
            None,
            None,
            2,
        )

    def test_a_mail_server_that_hangs_delays_no_alert(
        self, ringback: Ringback, outside: Outside, the_enquirer: Phone, sam: Phone
    ) -> None:
        wants_it(ringback, DANA)
        outside.mail_answers.clear()
        at(ringback, "2026-01-19", "08:31")
        ringback.watch()
        jobs, ringback._periodic = ringback._periodic, None  # a test waits for each job, the service does not
        assert jobs is not None
        the_enquirer.texts("HELP").expects("You did the right thing")
        ringback.settle()
        sam.expects("new call-back")
        assert weekly_mails(outside) == []
        outside.mail_answers.set()
        ringback._periodic = jobs
        ringback.settle()
        assert len(summaries(outside, DANA)) == 1

    def test_goes_to_no_one_who_left_or_lost_the_role_or_stopped_it(
        self, ringback: Ringback, outside: Outside
    ) -> None:
        for email in (DANA, TOM, "leila@example.org"):
            wants_it(ringback, email)
        assert "Off. It would come" in wants_it(ringback, "leila@example.org", "no")
        with ringback.session() as session:
            people = {each.email: each for each in session.scalars(select(Staff))}
            people[DANA].role, people[TOM].active = Role.RESPONDER, False
            session.commit()
        watch_from(ringback, "2026-01-19", "08:31")
        assert weekly_mails(outside) == []

    def test_asked_for_on_monday_at_noon_comes_a_week_later(
        self, ringback: Ringback, outside: Outside
    ) -> None:
        at(ringback, "2026-01-19", "12:00")
        wants_it(ringback, DANA)
        watch_from(ringback, "2026-01-19", "12:01")
        assert weekly_mails(outside) == []
        watch_from(ringback, "2026-01-26", "08:31")
        assert len(summaries(outside, DANA)) == 1

    def test_says_only_what_their_own_centres_did(
        self, ringback: Ringback, outside: Outside, the_enquirer: Phone, sam: Phone
    ) -> None:
        sam_calls(ringback, the_enquirer, sam)
        wants_it(ringback, "leila@example.org")
        watch_from(ringback, "2026-01-19", "08:31")
        [mail] = summaries(outside, "leila@example.org")
        assert "No calls were wanted in that week." in mail
        assert "Willow House" not in mail

    def test_after_a_process_was_killed_it_is_sent_with_the_same_message_id(
        self, ringback: Ringback, outside: Outside
    ) -> None:
        wants_it(ringback, DANA)
        at(ringback, "2026-01-19", "08:31")
        with ringback.session() as session:
            [killed] = deliveries.due(session, ringback.now, by_mail=True)
            assert deliveries.claim(session, ringback.now, killed)
            assert not deliveries.claim(session, ringback.now, killed)
            session.commit()
        watch_from(ringback, "2026-01-19", "08:32")
        assert weekly_mails(outside) == []
        ringback.wait(minutes=11)
        [mail] = summaries(outside, DANA)
        assert f"Message-ID: <summary.2026-01-12.{killed.staff.id}@127.0.0.1>" in mail

    def test_two_processes_send_it_once(self, ringback: Ringback, outside: Outside) -> None:
        wants_it(ringback, DANA)
        at(ringback, "2026-01-19", "08:31")
        for each in [WeeklyMailer(ringback.app) for _ in range(2)]:
            each.send(ringback.now)
        assert len(summaries(outside, DANA)) == 1

    def test_is_not_offered_to_responders(self, ringback: Ringback) -> None:
        sam = Member(ringback, "sam@example.org")
        assert "Weekly summary" not in sam.opens("/account").text
        page = sam.posts("/account/weekly-summary", csrf_token=sam.token("/account"), wanted="yes")
        assert page.status_code == 403

    def test_an_admin_sees_who_gets_it(self, ringback: Ringback) -> None:
        tom = Member(ringback, TOM)
        assert "Gets the weekly summary." not in words(tom.opens("/admin/accounts").text)
        wants_it(ringback, DANA)
        assert "Gets the weekly summary." in words(tom.opens("/admin/accounts").text)


class TestByText:
    """Where there is no mail server."""

    @pytest.fixture(autouse=True)
    def no_mail_server(self, ringback: Ringback, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(ringback.app.extensions, "mailbox", None)

    def test_it_says_both_weeks_and_leads_to_the_page(
        self, ringback: Ringback, the_enquirer: Phone, sam: Phone, dana: Phone
    ) -> None:
        assert "it comes by text to +447700900003" in wants_it(ringback, DANA)
        sam_calls(ringback, the_enquirer, sam)
        watch_from(ringback, "2026-01-19", "08:29")
        dana.ignores_the_rest()
        ringback.wait(minutes=2)
        dana.expects(
            "Called in time last week: 100% of 1. The week before: none wanted. Never called: 0. ",
            f"{ringback.url}/reports?from=2026-01-12&to=2026-01-18",
        )
        assert "100% of 1" not in " ".join(dana.unread())
        watch_from(ringback, "2026-01-19", "10:00")
        ringback.wait(minutes=3)
        assert not any("last week" in each for each in dana.unread())

    def test_a_week_without_calls(self, ringback: Ringback, dana: Phone) -> None:
        wants_it(ringback, DANA)
        watch_from(ringback, "2026-01-19", "08:31")
        dana.expects("No calls were wanted last week. Called in time the week before: none wanted.")

    def test_never_at_night_even_when_texts_could_not_leave_by_day(
        self, ringback: Ringback, dana: Phone
    ) -> None:
        wants_it(ringback, DANA)
        ringback.twilio.exchange.faults.turn_on(FaultKind.SERVER_ERROR, Fault())
        watch_from(ringback, "2026-01-19", "17:59")
        at(ringback, "2026-01-19", "22:30")
        ringback.twilio.exchange.faults.clear()
        ringback.settle()
        assert not any("last week" in each for each in dana.unread())

    def test_not_to_one_who_texted_stop(self, ringback: Ringback, dana: Phone) -> None:
        wants_it(ringback, DANA)
        dana.texts("STOP").ignores_the_rest()
        assert "Off. It would come by text" in words(Member(ringback, DANA).opens("/account").text)
        watch_from(ringback, "2026-01-19", "08:31")
        assert not any("last week" in each for each in dana.unread())

    def test_not_to_a_number_of_which_the_provider_said_so(self, ringback: Ringback, dana: Phone) -> None:
        wants_it(ringback, DANA)
        with ringback.session() as session:
            opt_outs.add(session, ringback.now, crypto.lookup(dana.number), OptOutSource.PROVIDER)
            session.commit()
        watch_from(ringback, "2026-01-19", "08:31")
        assert not any("last week" in each for each in dana.unread())
        with ringback.session() as session:
            [news] = session.scalars(select(WeeklyNews)).all()
        assert (news.next_try_at, news.sent_at) == (None, None)


class TestTheHeadOfTheLog:
    @pytest.fixture(autouse=True)
    def alma_audits(self, ringback: Ringback) -> None:
        hire(ringback, "Alma Reid", ALMAS_MOBILE, Role.AUDITOR)

    def test_goes_to_auditors_and_is_checked_with_what_it_says(
        self, ringback: Ringback, outside: Outside, the_enquirer: Phone, sam: Phone
    ) -> None:
        sam_calls(ringback, the_enquirer, sam)
        watch_from(ringback, "2026-01-19", "08:29")
        assert outside.mails_to(ALMA) == []
        ringback.wait(minutes=3)
        [mail] = outside.mails_to(ALMA)
        found = re.search(r"^flask --app wsgi verify-log --head (\d+:[0-9a-f]{64})$", mail, re.MULTILINE)
        assert found is not None
        position, _, digest = found[1].partition(":")
        assert f"Position: {position}\nHash: {digest}\nSealed at: 2026-01-19 08:" in mail
        assert findings(ringback, found[1]) == []
        assert {re.search(r"To: (\S+)", each)[1] for each in weekly_mails(outside)} == {ALMA}  # type: ignore[index]
        watch_from(ringback, "2026-01-19", "11:00")
        assert len(outside.mails_to(ALMA)) == 1

    def test_not_to_one_who_left_and_nowhere_without_a_mail_server(
        self, ringback: Ringback, outside: Outside, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(ringback.app.extensions, "mailbox", None)
        watch_from(ringback, "2026-01-19", "08:31")
        monkeypatch.undo()
        with ringback.session() as session:
            session.scalars(select(Staff).where(Staff.email == ALMA)).one().active = False
            session.commit()
        watch_from(ringback, "2026-01-19", "08:40")
        assert weekly_mails(outside) == []
        assert ringback.phone(ALMAS_MOBILE).unread() == []
