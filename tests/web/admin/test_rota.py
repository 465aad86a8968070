"""Shifts and ladder as forms, and what a change would leave uncovered."""

import pytest
from sqlalchemy import select

from enquiries.oncall import alerts
from enquiries.organisation import centres
from enquiries.organisation.ladder import LadderStep
from enquiries.organisation.models import Shift, Staff
from tests.support.ringback import Ringback
from tests.web.member import Member
from tests.web.page_form import change, form_of, send

SHIFTS = "/admin/centres/willow-house/shifts"
LADDER = "/admin/centres/willow-house/ladder"


@pytest.fixture
def manager(ringback: Ringback) -> Member:
    return Member(ringback, "dana@example.org")


def shifts(ringback: Ringback) -> list[tuple[str, int, str, str, str]]:
    with ringback.session() as session:
        house = centres.by_slug(session, "willow-house")
        rows = session.execute(
            select(Staff.email, Shift.level, Shift.days, Shift.start, Shift.end)
            .join(Shift.staff)
            .where(Shift.centre_id == house.id)
            .order_by(Shift.id)
        )
        return [(email.partition("@")[0], level, days, start, end) for email, level, days, start, end in rows]


def ladder(ringback: Ringback) -> tuple[LadderStep, ...]:
    with ringback.session() as session:
        return alerts.ladder_of(session, centres.by_slug(session, "willow-house"))


class TestShifts:
    def test_saved_as_they_were_change_nothing(self, ringback: Ringback, manager: Member) -> None:
        before = shifts(ringback)
        assert change(manager, SHIFTS).status_code == 303
        assert shifts(ringback) == before
        assert "Nothing has changed." in manager.opens("/admin").text

    def test_one_is_added_in_the_empty_row(self, ringback: Ringback, manager: Member) -> None:
        page = change(
            manager, SHIFTS, staff_3="dana@example.org", level_3="3", days_3=["sat", "sun"],
            start_3="10:00", end_3="00:00",
        )  # fmt: skip
        assert page.status_code == 303
        assert ("dana", 3, "sat-sun", "10:00", "24:00") in shifts(ringback)
        assert len(shifts(ringback)) == 4

    def test_what_would_be_uncovered_is_said_before_it_is_saved(
        self, ringback: Ringback, manager: Member
    ) -> None:
        # Sam only by day, and the back-up at night gone.
        form = form_of(manager, SHIFTS)
        sams = next(key for key, value in form.items() if value == "sam@example.org")[-1]
        danas = next(key for key, value in form.items() if value == "dana@example.org")[-1]
        new = {f"start_{sams}": "08:00", f"end_{sams}": "20:00", f"gone_{danas}": "on"}
        warned = send(manager, SHIFTS, form, **new)
        assert warned.status_code == 422
        assert "No one would be on call Wed 14 Jan 20:00 to Thu 15 Jan 08:00." in warned.text
        assert "Save anyway" in warned.text
        assert ("sam", 1, "mon-sun", "00:00", "24:00") in shifts(ringback)
        digest = warned.text.partition('name="anyway" value="')[2].partition('"')[0]
        assert send(manager, SHIFTS, form, anyway="something else").status_code == 422
        assert send(manager, SHIFTS, form, anyway=digest).status_code == 303
        assert sorted(shifts(ringback)) == [
            ("priya", 2, "mon-sun", "08:00", "20:00"),
            ("sam", 1, "mon-sun", "08:00", "20:00"),
        ]

    def test_all_of_them_can_be_taken_away_but_not_unsaid(self, ringback: Ringback, manager: Member) -> None:
        page = change(manager, SHIFTS, gone_0="on", gone_1="on", gone_2="on")
        assert "No one would be on call" in page.text
        assert "Escalation alerts level 1, but no one is ever on call there" in page.text
        assert len(shifts(ringback)) == 3

    def test_one_more_row_keeps_what_was_written(self, ringback: Ringback, manager: Member) -> None:
        page = change(manager, SHIFTS, staff_3="dana@example.org", start_3="10:15", do="more")
        assert page.status_code == 200
        assert 'value="10:15"' in page.text
        assert 'name="staff-4"' in page.text
        assert len(shifts(ringback)) == 3

    def test_what_is_missing_is_said_at_its_field(self, manager: Member) -> None:
        page = change(manager, SHIFTS, staff_3="dana@example.org")
        assert page.status_code == 422
        for field in ("days-3", "start-3", "end-3"):
            assert f'href="#{field}"' in page.text

    def test_somebody_of_another_centre_is_refused(self, ringback: Ringback, manager: Member) -> None:
        page = change(
            manager, SHIFTS, staff_3="leila@example.org", days_3=["sat"], start_3="10:00", end_3="12:00"
        )
        assert "leila@example.org does not work at willow-house" in page.text
        assert len(shifts(ringback)) == 3


class TestTheLadder:
    def test_a_step_is_added_changed_and_taken_away(self, ringback: Ringback, manager: Member) -> None:
        change(manager, LADDER, after_3="10m", to_3="staff:dana@example.org")
        change(manager, LADDER, after_1="2m")
        change(manager, LADDER, gone_2="on")
        assert [f"{step.after.total_seconds():.0f} {step.to}" for step in ladder(ringback)] == [
            "0 level:1",
            "120 level:2",
            "600 staff:dana@example.org",
        ]

    @pytest.mark.parametrize(
        ("field", "value", "says"),
        [
            ("after_0", "30s", "The first step must be at once: write 0s."),
            ("after_2", "10s", "This must be later than the step before it."),
            ("after_2", "later", "“later” is not a length of time"),
            ("to_2", "level:4", "Escalation alerts level 4, but no one is ever on call there"),
        ],
    )
    def test_what_cannot_be_is_said(
        self, ringback: Ringback, manager: Member, field: str, value: str, says: str
    ) -> None:
        page = change(manager, LADDER, **{field: value})
        assert page.status_code == 422
        assert says in page.text
        assert len(ladder(ringback)) == 3
