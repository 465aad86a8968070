"""The page that says what a rota would do, for those responsible."""

from datetime import date, timedelta

import pytest

from enquiries.organisation import centres, staff
from tests.reporting.forecast import made_up, rows
from tests.support.ringback import Ringback
from tests.web.member import Member

pytestmark = pytest.mark.both_databases

PAGE = "/reports/forecast"
NIGHT = f"{PAGE}?centre=willow-house&day=sun&from=01:00&to=04:00"


def history(ringback: Ringback, weeks: int, a_day: float = 4) -> None:
    """So many weeks until today, in which Sam answered at any hour, after four minutes on average."""
    ringback.changed_by_hand = True  # made-up enquiries have no timeline
    with ringback.session() as session:
        sam = staff.staff_by_email(session, "sam@example.org").id
        planned = made_up.rota(made_up.shift("mon-sun", "00:00", "24:00", sam))
        first_day = date(2026, 1, 14) - timedelta(weeks=weeks)
        slow = made_up.Staff(answers=240)
        rows.write(
            session,
            centres.by_slug(session, "willow-house"),
            made_up.past(planned, weeks, a_day, staff=slow, first_day=first_day),
        )
        session.commit()


@pytest.fixture
def ten_weeks(ringback: Ringback) -> None:
    history(ringback, 10)


class TestForAManager:
    def test_words_come_first(self, ringback: Ringback, ten_weeks: None) -> None:
        page = Member(ringback, "dana@example.org").opens(PAGE)
        assert page.status_code == 200
        said = page.text.partition('<form method="get"')[0]
        assert "With today’s rota about " in said
        assert " in 100 would be called within 15 minutes." in said
        assert "Asked 4 weeks ago, the forecast for the weeks since would have been " in said
        assert "one more person" not in said
        assert "What it doesn’t know" in page.text

    def test_one_more_person_is_in_the_address(self, ringback: Ringback, ten_weeks: None) -> None:
        page = Member(ringback, "dana@example.org").opens(NIGHT).text
        assert "With one more person on call on Sundays 01:00 to 04:00: " in page
        assert " ask in those hours; today about " in page
        assert '<option value="sun" selected>' in page
        assert 'name="from" value="01:00"' in page

    def test_programs_get_the_figures(self, ringback: Ringback, ten_weeks: None) -> None:
        found = Member(ringback, "dana@example.org").opens(f"{NIGHT}&format=json").json
        assert found is not None
        assert found["centre"] == "willow-house"
        assert 0 < found["today"]["low"] <= found["today"]["mean"] <= found["today"]["high"] <= 1
        assert found["today"]["mean"] <= found["one_more"]["all_hours"]["mean"]
        assert (found["one_more"]["days"], found["one_more"]["from"]) == ("sun", "01:00")
        assert found["back_test"]["asked"] > 80
        assert set(found["back_test"]) == {"predicted", "actual", "asked", "holds"}

    @pytest.mark.parametrize(
        ("times", "complaint"),
        [
            ("from=1&to=04:00", "1&#39; is not a time of day"),
            ("from=01:00", "Please choose a day and both times."),
        ],
    )
    def test_hours_that_are_none_are_said(
        self, ringback: Ringback, ten_weeks: None, times: str, complaint: str
    ) -> None:
        dana = Member(ringback, "dana@example.org")
        page = dana.opens(f"{PAGE}?day=sun&{times}")
        assert page.status_code == 422
        assert complaint in page.text
        assert "Showing today’s rota alone." in page.text
        assert "With today’s rota about " in page.text
        answer = dana.opens(f"{PAGE}?day=sun&{times}&format=json")
        assert answer.status_code == 422
        assert answer.json is not None
        assert answer.json["wrong"]

    def test_too_little_history_is_refused_with_a_reason(self, ringback: Ringback) -> None:
        dana = Member(ringback, "dana@example.org")
        assert "A forecast needs 8 whole weeks of enquiries, and there are 0 so far." in dana.opens(PAGE).text
        history(ringback, 6)
        page = dana.opens(PAGE)
        assert page.status_code == 200
        assert "A forecast needs 8 whole weeks of enquiries, and there are 6 so far." in page.text
        refused = dana.opens(f"{PAGE}?format=json").json
        assert refused is not None
        assert "there are 6 so far" in refused["refused"]

    def test_reports_lead_to_it(self, ringback: Ringback) -> None:
        page = Member(ringback, "dana@example.org").opens("/reports").text
        assert f'href="{PAGE}"' in page
        assert 'href="/reports" aria-current="page"' in Member(ringback, "dana@example.org").opens(PAGE).text


def test_it_is_of_ones_own_centres(ringback: Ringback) -> None:
    leila, tom = Member(ringback, "leila@example.org"), Member(ringback, "tom@example.org")
    assert leila.opens(f"{PAGE}?centre=willow-house").status_code == 404
    assert '<option value="willow-london" selected>' in tom.opens(f"{PAGE}?centre=willow-london").text


def test_it_is_not_for_responders(ringback: Ringback) -> None:
    assert Member(ringback, "sam@example.org").opens(PAGE).status_code == 403
    assert Member(ringback, "sam@example.org").opens(f"{PAGE}?format=json").status_code == 403
