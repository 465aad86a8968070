"""What was understood of a text in a language other than English."""

from dataclasses import dataclass, fields

from enquiries.core.enums import About
from enquiries.parsing.call_times import NO_TIMES, CallTimes
from enquiries.parsing.contact_wishes import NO_WISHES, ContactWishes
from enquiries.parsing.questions import Question


@dataclass(frozen=True)
class Hearing:
    """Empty where nothing was. `instead`: the text is in that language, or a reply in it, and no English."""

    about: About | None = None
    contact: ContactWishes = NO_WISHES
    times: CallTimes = NO_TIMES
    question: Question | None = None
    wrong_number: bool = False
    left_alone: bool = False
    thanks: bool = False
    instead: bool = False

    @property
    def fullness(self) -> int:
        """How much was understood."""
        return sum(getattr(self, field.name) != field.default for field in fields(self))


def forbidden_by_either(wishes: ContactWishes, others: ContactWishes) -> ContactWishes:
    """The wishes, and what the others forbid."""
    return ContactWishes(
        ring=False if others.ring is False else wishes.ring,
        text=False if others.text is False else wishes.text,
        voicemail=False if others.voicemail is False else wishes.voicemail,
        not_safe_now=wishes.not_safe_now or others.not_safe_now,
    )
