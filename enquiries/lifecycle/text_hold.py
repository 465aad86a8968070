"""Why nothing is texted to a number that a form gave, until a person has looked.

A form may give any number. So a form that looks like one of many, or like a machine's, is
taken and alerted like every other, and only the texts to its number wait.
"""

from enum import StrEnum
from typing import Any

from enquiries.lifecycle.models import Enquiry


class Hold(StrEnum):
    TRAPPED = "trapped"
    TOO_FAST = "too_fast"
    ADDRESS = "address"
    NUMBER = "number"
    FLOOD = "flood"

    @property
    def meaning(self) -> str:
        """What was noticed, without a verdict, for the staff member who calls."""
        return _MEANINGS[self]


_MEANINGS = {
    Hold.TRAPPED: "A hidden field was filled in.",
    Hold.TOO_FAST: "The form was sent faster than a person can write.",
    Hold.ADDRESS: "Many forms came from one place within an hour.",
    Hold.NUMBER: "Many forms gave this number within a day.",
    Hold.FLOOD: "Very many forms came within an hour.",
}


def release_texts(enquiry: Enquiry) -> dict[str, Any]:
    """A person has looked, or the number itself has written. Returns what the timeline says of it."""
    if not enquiry.texts_held:
        return {}
    enquiry.texts_held = False
    return {"texts": "let go"}
