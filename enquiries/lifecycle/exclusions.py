"""Why an enquiry is left out of the response-time figures.

One that is closed as spam, as a duplicate or as a test counts like any other until a person gives a reason.
The timeline bears the reason out: the latest of these entries says it, a closing, a reason given later, being
counted after all, being opened again. A closing from before reasons were asked for says nothing of one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, Protocol, Self

from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.states import Outcome

DETAIL: Final = "excluded_reason"
"""Where the entry of a closing, or of a reason given later, has the reason."""


class ExclusionReason(StrEnum):
    """The value is its word in the database and in the response-time file.

    `sentence`: as people read it. `said`: how staff may text it, the first as we teach it.
    """

    sentence: str
    said: tuple[str, ...]

    def __new__(cls, word: str, sentence: str = "", *said: str) -> Self:
        reason = str.__new__(cls, word)
        reason._value_ = word
        reason.sentence = sentence
        reason.said = said
        return reason

    ADVERT = "advert", "an advert", "advert", "ad", "ads", "adverts", "advertising", "marketing", "sales"
    ABUSE = "abuse", "abuse", "abuse", "abusive"
    NO_REQUEST = (
        "no_request",
        "no request for help",
        "no request",
        "no request for help",
        "not a request",
        "not a request for help",
        "no help wanted",
        "nothing asked",
    )
    SAME_PERSON = (
        "same_person",
        "the same person again",
        "same person",
        "same person again",
        "same",
        "same again",
    )
    OUR_TEST = "our_test", "a test of ours", "ours", "our test", "our own", "our own test", "test of ours"
    OTHER = "other", "another reason"  # in words of their own
    NOT_THEM = "not_them", "another person gave the number"  # said by the one whose number it is
    UNKNOWN = "unknown", "closed before reasons were asked for"

    @property
    def needs_words(self) -> bool:
        return self is ExclusionReason.OTHER


CHOICES: Final = (
    ExclusionReason.ADVERT,
    ExclusionReason.ABUSE,
    ExclusionReason.NO_REQUEST,
    ExclusionReason.SAME_PERSON,
    ExclusionReason.OUR_TEST,
    ExclusionReason.OTHER,
)
"""What a member of staff may give as the reason."""

TAUGHT: Final = {
    Outcome.SPAM: (ExclusionReason.ADVERT, ExclusionReason.ABUSE, ExclusionReason.NO_REQUEST),
    Outcome.DUPLICATE: (ExclusionReason.SAME_PERSON,),
    Outcome.TEST: (ExclusionReason.OUR_TEST,),
}
"""The reasons that go with each outcome which the figures may leave out."""

_SAID: Final = {tuple(said.split()): reason for reason in CHOICES for said in reason.said}
_FILLERS: Final = frozenset({"a", "an", "the", "it", "its", "was", "is", "just", "only"})
_LONGEST: Final = max(len(said) for said in _SAID)


@dataclass(frozen=True)
class Exclusion:
    """A reason, and the words of the person who gave it, if they wrote any: those are kept sealed."""

    reason: ExclusionReason
    words: str = ""


def read_reason(said: list[str]) -> tuple[ExclusionReason, int] | None:
    """The reason that these words of a text begin with, and how many words that is; None for any other."""
    begins = next((place for place, word in enumerate(said) if word not in _FILLERS), 0)
    for end in range(min(begins + _LONGEST, len(said)), begins, -1):
        if reason := _SAID.get(tuple(said[begins:end])):
            return reason, end
    return None


class TimelineFact(Protocol):
    """An entry of a timeline, as far as the reason depends on it."""

    @property
    def what(self) -> EventKind: ...

    @property
    def detail(self) -> Mapping[str, Any]: ...


def reason_by_timeline(entries: Iterable[TimelineFact]) -> ExclusionReason | None:
    """Why the enquiry with these entries, the oldest first, is left out; None where the figures count it."""
    reason: ExclusionReason | None = None
    for entry in entries:
        reason = reason_after(reason, entry)
    return reason


def reason_after(reason: ExclusionReason | None, entry: TimelineFact) -> ExclusionReason | None:
    """The same after one more entry."""
    if entry.what is EventKind.CLOSED and not Outcome(entry.detail["outcome"]).counts:
        return _read(entry.detail.get(DETAIL, ExclusionReason.UNKNOWN))
    if entry.what is EventKind.EXCLUDED:
        return _read(entry.detail[DETAIL])
    lifts = entry.what in {EventKind.CLOSED, EventKind.COUNTED, EventKind.REOPENED}
    return None if lifts else reason


def _read(word: str | None) -> ExclusionReason | None:
    return None if word is None else ExclusionReason(word)
