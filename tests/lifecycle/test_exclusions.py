"""Why the figures leave an enquiry out, as its timeline says."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.exclusions import CHOICES, TAUGHT, ExclusionReason, read_reason, reason_by_timeline
from enquiries.lifecycle.states import Outcome


@dataclass(frozen=True)
class Entry:
    what: EventKind
    detail: dict[str, Any] = field(default_factory=dict)


def closed(outcome: str, **why: str | None) -> Entry:
    return Entry(EventKind.CLOSED, {"outcome": outcome, **why})


SPAM_FOR_AN_ADVERT = closed("spam", excluded_reason="advert")
SPAM = closed("spam", excluded_reason=None)
LATER = Entry(EventKind.EXCLUDED, {"excluded_reason": "abuse"})
COUNTED, REOPENED = Entry(EventKind.COUNTED), Entry(EventKind.REOPENED, {"why": "wrote again"})


@pytest.mark.parametrize(
    ("entries", "reason"),
    [
        ([], None),
        ([closed("booked")], None),
        ([SPAM], None),
        ([SPAM_FOR_AN_ADVERT], ExclusionReason.ADVERT),
        ([closed("test")], ExclusionReason.UNKNOWN),  # before reasons were asked for
        ([SPAM, LATER], ExclusionReason.ABUSE),
        ([SPAM_FOR_AN_ADVERT, COUNTED], None),
        ([SPAM_FOR_AN_ADVERT, COUNTED, LATER], ExclusionReason.ABUSE),
        ([SPAM_FOR_AN_ADVERT, REOPENED], None),
        ([SPAM_FOR_AN_ADVERT, REOPENED, closed("booked")], None),
        ([SPAM_FOR_AN_ADVERT, Entry(EventKind.NOTED)], ExclusionReason.ADVERT),
    ],
)
def test_the_latest_word_counts(entries: list[Entry], reason: ExclusionReason | None) -> None:
    assert reason_by_timeline(entries) is reason


def test_every_reason_that_may_be_given_is_texted_somehow() -> None:
    assert {reason for reasons in TAUGHT.values() for reason in reasons} == {*CHOICES} - {
        ExclusionReason.OTHER
    }
    assert set(TAUGHT) == {outcome for outcome in Outcome if not outcome.counts}


@pytest.mark.parametrize("said", [[], ["roofs"], ["sells", "adverts"], ["a", "roof"]])
def test_other_words_are_no_reason_of_ours(said: list[str]) -> None:
    assert read_reason(said) is None


def test_a_reason_is_read_as_long_as_it_is() -> None:
    assert read_reason(["no", "request", "for", "help", "sorry"]) == (ExclusionReason.NO_REQUEST, 4)
    assert read_reason(["it", "was", "an", "ad"]) == (ExclusionReason.ADVERT, 4)
