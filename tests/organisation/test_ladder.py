"""A ladder is read as the setup file writes it."""

from datetime import timedelta

import pytest

from enquiries.organisation.ladder import Audience, LadderStep, StepTarget, default_ladder


@pytest.mark.parametrize("text", ["level:1", "level:3", "everyone", "managers", "staff:sam@example.org"])
def test_a_target_is_written_the_way_it_is_read(text: str) -> None:
    assert str(StepTarget.parse(text)) == text


def test_what_a_target_holds() -> None:
    assert StepTarget.parse("Level:2") == StepTarget(Audience.LEVEL, level=2)
    assert StepTarget.parse(" staff:Sam@Example.org ") == StepTarget(Audience.STAFF, email="sam@example.org")


@pytest.mark.parametrize(
    "text", ["", "level:0", "level:", "level:one", "staff:", "staff:sam", "sam@example.org"]
)
def test_a_wrong_target_says_what_to_write(text: str) -> None:
    with pytest.raises(ValueError, match="is not a target: write level:1, everyone, managers or staff:"):
        StepTarget.parse(text)


def test_a_wrong_time_says_what_to_write() -> None:
    with pytest.raises(ValueError, match="'soon' is not a length of time"):
        LadderStep.parse("soon", "everyone")


def test_the_default_ladder_rises_from_on_call_to_everyone() -> None:
    assert [(step.after, str(step.to)) for step in default_ladder()] == [
        (timedelta(0), "level:1"),
        (timedelta(seconds=90), "level:2"),
        (timedelta(minutes=3), "everyone"),
    ]
