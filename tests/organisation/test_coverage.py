"""What a rota and a ladder leave uncovered."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from enquiries.organisation.coverage import empty_levels, say, uncovered
from enquiries.organisation.hours import ALWAYS, Hours
from enquiries.organisation.ladder import LadderStep
from enquiries.organisation.rota import PlannedShift

LONDON = ZoneInfo("Europe/London")
MONDAY = datetime(2026, 1, 12, tzinfo=UTC)
DAYTIME = PlannedShift.parse(1, 1, "mon-sun", "08:00", "20:00")


def said(hours: Hours, *shifts: PlannedShift) -> list[str]:
    return [say(span, LONDON) for span in uncovered(shifts, hours, MONDAY, LONDON)]


def test_nights_without_anybody_are_told_one_by_one() -> None:
    found = said(ALWAYS, DAYTIME)
    assert found[:2] == ["Mon 12 Jan 00:00 to 08:00", "Mon 12 Jan 20:00 to Tue 13 Jan 08:00"]
    assert len(found) == 8


def test_nobody_is_missed_while_it_is_closed() -> None:
    assert said(Hours.parse("mon-fri 08:00-20:00"), DAYTIME) == []
    assert said(Hours.parse("mon 08:00-21:00"), DAYTIME) == ["Mon 12 Jan 20:00 to 21:00"]


def test_a_back_up_covers_as_well() -> None:
    assert said(ALWAYS, DAYTIME, PlannedShift.parse(2, 2, "mon-sun", "20:00", "08:00")) == []


def test_a_week_without_shifts_is_one_gap() -> None:
    assert said(ALWAYS) == ["Mon 12 Jan 00:00 to Mon 19 Jan 00:00"]


def test_a_step_to_a_level_that_nobody_has_is_told() -> None:
    steps = [
        LadderStep.parse("0s", "level:1"),
        LadderStep.parse("90s", "level:2"),
        LadderStep.parse("3m", "everyone"),
    ]
    assert empty_levels([DAYTIME], steps) == [2]
    assert empty_levels([], steps) == [1, 2]
