"""What reports say is wrong: read aloud, and never of too few."""

from collections import Counter
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enquiries.organisation.rota import PlannedShift
from enquiries.reporting.findings.poor_hours import (
    FEWEST_CALLS,
    Hour,
    OnCallThen,
    poor_hours,
    say_block,
    who_is_on_then,
)
from enquiries.reporting.findings.rota_cover import WeeklyCover
from enquiries.reporting.findings.sentences import (
    Booked,
    ReportFinding,
    never_called,
    poor_block,
    slow_holders,
    sorted_findings,
    unbooked_sources,
    urgent,
)

SUNDAY = 6 * 24
GOOD_WEEK = {hour: Hour(10, 10) for hour in range(168)}
NIGHT = {SUNDAY + 1: Hour(4, 1), SUNDAY + 2: Hour(5, 2), SUNDAY + 3: Hour(4, 1)}
NOW = datetime(2026, 1, 14, 2, 14, tzinfo=UTC)
HOUSE: Any = SimpleNamespace(name="Willow House", zone=ZoneInfo("Europe/London"))


def cover(*shifts: PlannedShift) -> WeeklyCover:
    return WeeklyCover(HOUSE, shifts, {1: "Sam Carter", 2: "Priya Shah"}, NOW)


def said(hours: dict[int, Hour], *shifts: PlannedShift) -> list[str]:
    return [
        poor_block(block, "", who_is_on_then(block, cover(*shifts).at)).says for block in poor_hours(hours)
    ]


class TestHours:
    def test_a_bad_night_is_told_with_who_is_on_call(self) -> None:
        but_for_sunday_nights = PlannedShift.parse(1, 1, "mon-sat", "04:00", "04:00")
        until_sunday_at_one = PlannedShift.parse(1, 1, "sun", "04:00", "01:00")
        back_up = PlannedShift.parse(2, 2, "mon-sun", "00:00", "24:00")
        week = {**GOOD_WEEK, **NIGHT}
        assert said(week, back_up) == [
            "Sundays 01:00–04:00: 4 of 13 called in time; no one is on call first."
        ]
        assert said(week) == ["Sundays 01:00–04:00: 4 of 13 called in time; no one is on call."]
        assert said(week, but_for_sunday_nights, until_sunday_at_one) == [
            "Sundays 01:00–04:00: 4 of 13 called in time; Sam Carter alone is on call first."
        ]

    def test_bad_nights_all_week_are_one_finding(self) -> None:
        nights = {day * 24 + hour: Hour(3, 1) for day in range(7) for hour in (22, 23)}
        assert said({**GOOD_WEEK, **nights}) == [
            "Every day 22:00–00:00: 14 of 42 called in time; no one is on call."
        ]

    def test_a_gap_of_the_rota_that_hurts_is_told_by_itself(self) -> None:
        """Also where the hours around it are poor as well, so that one sees what to change."""
        hours = {**GOOD_WEEK, **{SUNDAY + hour: Hour(4, 1) for hour in range(6)}}
        assert [block.length for block in poor_hours(hours)] == [6]
        gap, of_none = range(SUNDAY + 1, SUNDAY + 4), range(100, 104)
        told, *others = poor_hours(hours, [of_none, gap])
        assert (say_block(told), told.in_time, told.calls) == ("Sundays 01:00–04:00", 3, 12)
        assert all(set(gap).isdisjoint(other.hours) for other in others)

    def test_a_week_that_is_bad_all_over_has_no_worst_hours(self) -> None:
        assert poor_hours({hour: Hour(10, 4) for hour in range(168)}) == []
        assert poor_hours({}) == []

    @settings(max_examples=30)
    @given(st.dictionaries(st.integers(0, 167), st.integers(0, 20).flatmap(
        lambda calls: st.integers(0, calls).map(lambda in_time: Hour(calls, in_time))
    ), max_size=40))  # fmt: skip
    def test_nothing_is_said_of_few_or_of_most_called_in_time(self, hours: dict[int, Hour]) -> None:
        found = poor_hours(hours)
        for block in found:
            assert block.calls >= FEWEST_CALLS
            assert block.calls - block.in_time >= 4
            assert block.in_time <= 0.75 * block.calls
            assert block.calls == sum(hours.get(hour, Hour(0, 0)).calls for hour in block.hours)
        told = [hour for block in found for hour in block.hours if hours.get(hour, Hour(0, 0)).calls]
        assert len(told) == len(set(told))

    def test_gaps_of_the_rota_are_told_by_whom_they_hurt(self) -> None:
        first = PlannedShift.parse(1, 1, "mon-sun", "04:00", "01:00")
        second = PlannedShift.parse(2, 2, "mon-sat", "00:00", "24:00")
        worst, *rest = cover(first, second).gaps(NIGHT)
        assert (worst.says, worst.no_one_at_all) == ("Sun 01:00 to Sun 04:00", True)
        assert (worst.calls, worst.in_time) == (13, 4)
        assert {gap.no_one_at_all for gap in rest} == {False}
        assert len(rest) == 6


class TestPeopleAndSources:
    def test_a_person_whose_claims_wait_long(self) -> None:
        holds: dict[str, Counter[int | None]] = {
            "Sam Carter": Counter({14: 7, 20: 3, None: 2}),
            "Priya Shah": Counter({2: 8, 3: 4}),
        }
        (finding,) = slow_holders(holds)
        assert finding.says == (
            "Of 12 calls that Sam Carter took on, half came 14 min later or more, or never; "
            "with others, half came within 3 min."
        )
        assert (finding.hurt, finding.change.startswith("Ask Sam what")) == (12, True)

    @pytest.mark.parametrize("claims", [9, 0])
    def test_of_few_claims_nothing_is_said(self, claims: int) -> None:
        few = Counter[int | None]({50: claims})
        assert list(slow_holders({"Sam Carter": few, "Priya Shah": Counter({1: 50})})) == []
        assert list(slow_holders({"Sam Carter": Counter({50: 50}), "Priya Shah": few})) == []

    def test_a_source_of_which_no_one_books(self) -> None:
        (finding,) = unbooked_sources({"radio": Booked(48, 12, 0), "website": Booked(100, 60, 21)})
        assert finding.says == (
            "“radio”: none of 48 people booked, though 12 of them were spoken to; "
            "from elsewhere 21 of 100 booked."
        )
        assert finding.filters == (("source", "radio"),)

    @given(st.integers(0, 19), st.integers(1, 1000))
    def test_of_few_people_or_of_chance_nothing_is_said(self, people: int, others: int) -> None:
        assert list(unbooked_sources({"radio": Booked(people, 0, 0), "web": Booked(others, 0, others)})) == []
        rare = {"radio": Booked(25, 0, 0), "web": Booked(others * 100, 0, others)}
        assert list(unbooked_sources(rare)) == []


class TestEach:
    def test_urgent_calls_count_however_few(self) -> None:
        (finding,) = urgent(3, 2, 300)
        assert finding.says == "Urgent: 1 of 3 was not called within 5 min."
        assert finding.is_urgent
        assert list(urgent(3, 3, 300)) == []

    def test_who_waits_and_who_was_never_called(self) -> None:
        assert [each.says for each in never_called(1, 2)] == [
            "1 person is still waiting for a call that was promised by now.",
            "2 calls were never made: the enquiry was closed first.",
        ]
        assert list(never_called(0, 0)) == []

    @given(st.lists(st.tuples(st.integers(0, 50), st.booleans())))
    def test_the_urgent_come_first_and_then_those_that_hurt_most(self, kinds: list[tuple[int, bool]]) -> None:
        found = sorted_findings(ReportFinding("says", "change", hurt, is_urgent) for hurt, is_urgent in kinds)
        keys = [(not each.is_urgent, -each.hurt) for each in found]
        assert keys == sorted(keys)

    def test_part_of_a_block_may_lack_the_first_level(self) -> None:
        (block,) = poor_hours({**GOOD_WEEK, **NIGHT})
        until_two = PlannedShift.parse(1, 1, "sun", "00:00", "02:00")
        back_up = PlannedShift.parse(2, 2, "mon-sun", "00:00", "24:00")
        assert who_is_on_then(block, cover(until_two, back_up).at) == OnCallThen(
            "no one is on call first for 2 of these 3 hours", "Close that gap at level 1."
        )
