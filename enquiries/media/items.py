"""Pictures, voice notes and the like that came with a text, and why one could not be opened."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Self

_NAMES: Final = {
    "text/vcard": "contact",
    "text/x-vcard": "contact",
    "image": "picture",
    "audio": "voice note",
    "video": "video",
    "text": "note",
}


@dataclass(frozen=True)
class MediaItem:
    """One thing that came with a text: its place among those, its type, the provider's address of it."""

    text_id: int
    number: int
    type: str
    address: str

    @property
    def name(self) -> str:
        """What to call it."""
        return _NAMES.get(self.type) or _NAMES.get(self.type.partition("/")[0], "file")


@dataclass(frozen=True)
class FetchedMedia:
    """The content, and its type as the provider gave it: in lower case, without parameters."""

    type: str
    data: bytes


class MediaProblem(StrEnum):
    """Why there is nothing to show. The value is said on the timeline, the sentence to who pressed."""

    sentence: str

    def __new__(cls, word: str, sentence: str) -> Self:
        problem = str.__new__(cls, word)
        problem._value_ = word
        problem.sentence = sentence
        return problem

    NOT_AT_PROVIDER = (
        "not at the provider",
        "It isn’t kept where our provider keeps such things, so we haven’t opened it.",
    )
    GONE = "gone from the provider", "Our provider no longer has it."
    TOO_LARGE = "too large", "It is larger than 6 MB, which is the most that can be opened here."
    REFUSED = (
        "refused by the provider",
        "Our provider didn’t hand it over. If this goes on, tell an administrator.",
    )
    NO_ANSWER = "no answer from the provider", "Our provider didn’t answer in time. Try again in a minute."


class MediaNotFetched(Exception):
    """There is nothing to show; `problem` says why."""

    def __init__(self, problem: MediaProblem) -> None:
        super().__init__(problem.value)
        self.problem = problem
