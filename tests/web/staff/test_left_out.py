"""Enquiries closed without a call: by whom, why, when, after how long; and a manager who counts one."""

import re
from datetime import timedelta

import pytest

from enquiries.core.enums import Channel, Role
from enquiries.lifecycle import receive, transitions
from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.exclusions import Exclusion, ExclusionReason
from enquiries.lifecycle.states import Outcome
from enquiries.organisation import centres
from enquiries.organisation.staff import staff_by_email
from tests.support import records
from tests.support.phone import Phone
from tests.support.ringback import Ringback
from tests.support.staff_scenes import sam_has_one, somebody_asks
from tests.web.desk import Desk, words
from tests.web.member import Member

pytestmark = pytest.mark.both_databases

ALL = "/reports/left-out"
TIMES = "/reports/response-times"


@pytest.fixture
def spam(ringback: Ringback, sam: Phone, dana: Phone) -> None:
    """Sam closed one as an advert, four minutes after it came in."""
    sam_has_one(ringback, sam)
    ringback.wait(minutes=4)
    sam.replies("{code} SPAM ADVERT").expects("left out")
    ringback.wait(minutes=1)
    dana.ignores_the_rest()


@pytest.fixture
def auditor(ringback: Ringback) -> Member:
    become_auditor(ringback, "priya@example.org")
    return Member(ringback, "priya@example.org")


def become_auditor(ringback: Ringback, email: str) -> None:
    with ringback.session() as session:
        staff_by_email(session, email).role = Role.AUDITOR
        session.commit()


def section(page: str, heading: str) -> str:
    """The words of the section under a heading."""
    found = re.search(rf"<h2[^>]*>{heading}</h2>(.*?)</section>", page, re.DOTALL)
    assert found is not None
    return words(found[1])


def closes(ringback: Ringback, sam: Phone, number: str, said: str) -> None:
    """That number asked, and Sam ends it with that word."""
    somebody_asks(ringback, number)
    sam.ignores_the_rest()
    with ringback.session():
        code = records.enquiries(ringback)[-1].code
    sam.texts(f"{code} Y").texts(f"{code} {said}").ignores_the_rest()
    ringback.phone("+447700900003").ignores_the_rest()


def close_one(ringback: Ringback, number: int) -> str:
    """An advert that came in so many seconds later. Returns its code."""
    with ringback.session() as session:
        at = ringback.now + timedelta(seconds=number)
        house = centres.by_slug(session, "willow-house")
        phone = f"+447700900{number + 100}"
        asked = receive.Request(house, Channel.SMS, phone, textable=True, country="GB")
        enquiry = receive.receive(session, at, asked)
        advert = Exclusion(ExclusionReason.ADVERT)
        transitions.close(session, at, enquiry, Outcome.SPAM, left_out=advert)
        session.commit()
        return enquiry.code


@pytest.mark.usefixtures("spam")
class TestTheSection:
    def test_says_who_why_when_and_after_how_long(self, ringback: Ringback) -> None:
        said = section(
            Member(ringback, "dana@example.org").opens("/reports").text, "Closed without a call or left out"
        )
        assert f"{ringback.enquiry().code} Spam: an advert left out" in said
        assert "Sam Carter closed it 02:18, after 4 min without a call." in said

    def test_leads_to_the_enquiry_and_to_all_of_them(self, ringback: Ringback) -> None:
        page = Member(ringback, "dana@example.org").opens("/reports?from=2026-01-14&to=2026-01-14").text
        assert f'href="/enquiries/{ringback.enquiry().reference}"' in page
        assert f'href="{ALL}?from=2026-01-14&amp;to=2026-01-14"' in page

    def test_is_of_ones_own_centres_and_of_the_period(self, ringback: Ringback) -> None:
        assert "None in this period" in Member(ringback, "leila@example.org").opens("/reports").text
        tomorrow = Member(ringback, "dana@example.org").opens("/reports?from=2026-01-15").text
        assert "None in this period" in tomorrow

    def test_opens_no_words(self, ringback: Ringback, sam: Phone) -> None:
        sam.replies("{code} REOPEN").replies("{code} SPAM sells us roofs").ignores_the_rest()
        ringback.phone("+447700900003").ignores_the_rest()
        page = Member(ringback, "dana@example.org").opens("/reports").text
        assert "roofs" not in page
        assert "Spam: another reason" in words(page)
        assert "Their words are with the enquiry." in page
        assert "roofs" in Desk(ringback, "dana").reads(ringback.enquiry())


def test_one_without_a_reason_is_there_and_counts(ringback: Ringback, sam: Phone, dana: Phone) -> None:
    sam_has_one(ringback, sam)
    sam.replies("{code} SPAM").expects("until you say why")
    said = section(
        Member(ringback, "dana@example.org").opens("/reports").text, "Closed without a call or left out"
    )
    assert "Spam counts" in said
    assert "No reason was given, so it counts." in said
    sam.replies("{code} SPAM ABUSE").expects("left out")
    said = section(
        Member(ringback, "dana@example.org").opens("/reports").text, "Closed without a call or left out"
    )
    assert "Spam: abuse left out" in said
    assert "Sam Carter gave the reason 02:14." in said
    dana.ignores_the_rest()


def test_one_that_was_called_says_after_how_long(ringback: Ringback, sam: Phone, dana: Phone) -> None:
    sam_has_one(ringback, sam)
    ringback.wait(minutes=2)
    sam.replies("{code} CALLING").expects("noted")
    ringback.wait(minutes=9)
    sam.replies("{code} SPAM ADVERT").expects("left out")
    said = section(
        Member(ringback, "dana@example.org").opens("/reports").text, "Closed without a call or left out"
    )
    assert "Sam Carter closed it 02:25, called after 2 min." in said
    dana.ignores_the_rest()


@pytest.mark.usefixtures("spam")
class TestCountingOne:
    def count(self, member: Member, ringback: Ringback, why: str = "she asked for help") -> int:
        reference = ringback.enquiry().reference
        token = member.token("/reports" if "csrf_token" in member.opens("/reports").text else "/account")
        return member.posts(f"{ALL}/{reference}/count", csrf_token=token, reason=why, back=ALL).status_code

    def test_puts_it_back_with_the_person_and_the_reason(self, ringback: Ringback) -> None:
        dana = Member(ringback, "dana@example.org")
        assert "1 duplicates, spam or tests" in words(dana.opens(TIMES).text)
        assert self.count(dana, ringback) == 303
        assert ringback.enquiry().excluded_reason is None
        assert "0 duplicates, spam or tests" in words(dana.opens(TIMES).text)
        [entry] = records.entries(ringback, EventKind.COUNTED)
        assert entry.staff_id is not None
        assert entry.has_words
        said = section(dana.opens(ALL).text, "Spam, duplicates and tests")
        assert "Spam counts" in said
        assert "put it back into the figures 02:19." in said

    def test_needs_a_reason_and_is_done_once(self, ringback: Ringback) -> None:
        dana = Member(ringback, "dana@example.org")
        self.count(dana, ringback, " ")
        assert "Say why it counts after all" in dana.opens(ALL).text
        assert ringback.enquiry().excluded_reason is not None
        for _ in range(2):
            self.count(dana, ringback)
        assert len(records.entries(ringback, EventKind.COUNTED)) == 1
        assert "counts already" in dana.opens(ALL).text

    def test_is_for_managers_of_the_centre(self, ringback: Ringback, auditor: Member) -> None:
        for member, status in ((auditor, 403), (Member(ringback, "sam@example.org"), 403)):
            assert self.count(member, ringback) == status
        assert self.count(Member(ringback, "leila@example.org"), ringback) in (403, 404)
        assert ringback.enquiry().excluded_reason is not None

    def test_an_auditor_sees_them_without_a_button(self, ringback: Ringback, auditor: Member) -> None:
        for address in ("/reports", ALL):
            page = auditor.opens(address).text
            assert "Sam Carter closed it 02:18" in page
            assert "Count it after all" not in page

    def test_can_be_done_on_the_page_of_the_enquiry(self, ringback: Ringback) -> None:
        assert "Count it after all" in Desk(ringback, "dana").page(ringback.enquiry())
        assert "Count it after all" not in Desk(ringback, "sam").page(ringback.enquiry())


class TestAllOfThem:
    def test_are_found_by_what_is_in_the_address(self, ringback: Ringback, sam: Phone, dana: Phone) -> None:
        closes(ringback, sam, "+447700900123", "SPAM ADVERT")
        closes(ringback, sam, "+447700900124", "DUPLICATE")
        member = Member(ringback, "dana@example.org")
        spam, duplicate = (each.code for each in records.enquiries(ringback))
        for query, shown in (
            ("", {spam, duplicate}),
            ("?outcome=spam", {spam}),
            ("?figures=counted", {duplicate}),
            ("?figures=left-out", {spam}),
            (f"?by={records.enquiries(ringback)[0].closed_by_id}", {spam, duplicate}),
            ("?by=99999", set()),
            ("?by=x&outcome=booked&figures=y", {spam, duplicate}),
            ("?centre=willow-house&from=2026-01-14&to=2026-01-14", {spam, duplicate}),
            ("?to=2026-01-13&from=2026-01-01", set()),
        ):
            page = member.opens(f"{ALL}{query}").text
            assert {code for code in (spam, duplicate) if f">{code}</a>" in page} == shown, query
        assert member.opens(f"{ALL}?centre=willow-london").status_code == 404
        assert member.opens(f"{ALL}?from=soon").status_code == 422

    def test_come_a_page_at_a_time(self, ringback: Ringback) -> None:
        codes = [close_one(ringback, number) for number in range(51)]
        member = Member(ringback, "dana@example.org")
        first = member.opens(f"{ALL}?outcome=spam").text
        assert [code for code in codes if f">{code}</a>" in first] == codes[1:]
        address = re.search(r'href="([^"]+after=[^"]+)">Earlier', first)
        assert address is not None
        second = member.opens(address[1].replace("&amp;", "&")).text
        assert [code for code in codes if f">{code}</a>" in second] == codes[:1]
        assert "Earlier</a>" not in second

    def test_are_not_for_responders(self, ringback: Ringback) -> None:
        assert Member(ringback, "sam@example.org").opens(ALL).status_code == 403


def test_a_person_who_closes_many_so_is_named(ringback: Ringback, sam: Phone, dana: Phone) -> None:
    for number in (123, 124, 125):
        closes(ringback, sam, f"+447700900{number}", "SPAM ADVERT" if number != 125 else "DUPLICATE")
    closes(ringback, sam, "+447700900126", "DONE BOOKED")
    for address in ("/reports", ALL):
        page = Member(ringback, "dana@example.org").opens(address).text
        assert "Sam Carter closed 3 of 4 as spam or duplicate." in page
    other = Member(ringback, "tom@example.org").opens(f"{ALL}?centre=willow-london").text
    assert "Sam Carter closed" not in other


class TestClearedUrgency:
    @pytest.fixture
    def urgent(self, ringback: Ringback, the_enquirer: Phone, sam: Phone, dana: Phone) -> Desk:
        the_enquirer.texts("I want to die").ignores_the_rest()
        for phone in (sam, dana):
            phone.ignores_the_rest()
        return Desk(ringback, "sam")

    def clears(self, ringback: Ringback, desk: Desk) -> str:
        desk.does(ringback.enquiry(), "clear", reason="spoke to her mother")
        for number in (1, 2, 3):
            ringback.phone(f"+44770090000{number}").ignores_the_rest()
        page = Member(ringback, "dana@example.org").opens(ALL).text
        assert "mother" not in page
        return section(page, "Urgency cleared")

    def test_in_time_it_is_urgent_no_longer(self, ringback: Ringback, urgent: Desk) -> None:
        ringback.move_to(ringback.now + timedelta(minutes=4))
        said = self.clears(ringback, urgent)
        assert "not counted as urgent" in said
        assert "Sam Carter cleared it 02:18, after 4 min without a call." in said
        assert records.happened(ringback, EventKind.URGENCY_CLEARED) == [{"late": False}]
        assert "Of 0 urgent" in self.report(ringback)

    def test_after_the_time_for_the_call_it_counts_as_urgent(self, ringback: Ringback, urgent: Desk) -> None:
        ringback.move_to(ringback.now + timedelta(minutes=6))
        said = self.clears(ringback, urgent)
        assert "counts as urgent" in said
        assert "The time for its call had run out, so it counts as urgent." in said
        assert "Of 1 urgent, 0 were called within 5 min" in self.report(ringback)
        assert not ringback.enquiry().urgent
        file = Member(ringback, "dana@example.org").opens("/reports/response-times.csv").text
        assert ",unknown,yes," in file

    def test_after_a_late_call_it_counts_as_urgent(
        self, ringback: Ringback, urgent: Desk, sam: Phone
    ) -> None:
        code = ringback.enquiry().code
        ringback.move_to(ringback.now + timedelta(minutes=6))
        sam.texts(f"{code} CALLING").ignores_the_rest()
        self.clears(ringback, urgent)
        assert "Of 1 urgent, 0 were called within 5 min" in self.report(ringback)

    def test_after_a_call_in_time_it_does_not(self, ringback: Ringback, urgent: Desk, sam: Phone) -> None:
        sam.texts(f"{ringback.enquiry().code} CALLING").ignores_the_rest()
        ringback.move_to(ringback.now + timedelta(minutes=30))
        self.clears(ringback, urgent)
        assert "Of 0 urgent" in self.report(ringback)

    def report(self, ringback: Ringback) -> str:
        """Once the promise has run out, and every wait counts."""
        ringback.move_to(ringback.now + timedelta(minutes=20))
        return words(Member(ringback, "dana@example.org").opens(TIMES).text)
