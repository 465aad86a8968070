"""What the rules of the setup file complain of, in the words of a form.

A complaint names its place, `centres[0].promise: …`, and speaks to whoever writes a file. Here the place
leads to a field, and what only a file has is said differently.
"""

import re
from typing import Final, NamedTuple

_PLACE: Final = re.compile(r"(?:(\w+)(?:\[(\d+)\])?(?:\.(\w+))?: )?(.*)", re.DOTALL)

_WORDINGS: Final[tuple[tuple[str, str], ...]] = (
    (r"is missing: .*", "Please fill this in."),
    (r"no centre\b.*", "Please choose one of the centres."),
    (r".* is there already.*", "This already exists: change one of the two."),
    (r"would leave no admin: .*", "This would leave no admin: make someone else an admin first."),
    (r"(\S+) has no manager: .*", r"\1 has no manager: choose one."),
    (
        r"(\S+) would lose its last manager: .*",
        r"\1 would have no manager: give it another one first.",
    ),
    (
        r"(\S+) is on call at (\S+): .*",
        r"\1 is on the rota or escalation of \2: take them off there first.",
    ),
    (r"(\S+) is that of (\S+): .*", r"\1 is the mobile of \2: change theirs first."),
    (r"(\S+) is an auditor, .*", r"\1 is an auditor, and auditors get no alerts."),
    (r"the first step of a ladder is at once: .*", "The first step must be at once: write 0s."),
    (r"is not later than the step before it: .*", "This must be later than the step before it."),
    (r"'(.*)' is not a time of day.*", r"“\1” is not a time of day: write one like 08:30."),
    (r"no member of staff .*", "Please choose someone who works here."),
)


class Complaint(NamedTuple):
    """`table` and `key` are empty, and `place` is 0, where it is about nothing in particular."""

    table: str
    place: int
    key: str
    says: str


def read_complaint(problem: str) -> Complaint:
    found = _PLACE.fullmatch(problem)
    assert found is not None  # anything matches
    table, place, key, says = found.groups()
    return Complaint(table or "", int(place or 0), key or "", _in_words_of_a_form(says))


def _in_words_of_a_form(says: str) -> str:
    for pattern, wording in _WORDINGS:
        found = re.fullmatch(pattern, says)
        if found is not None:
            return found.expand(wording)
    plain = says.replace(", without quotes", "").replace("in brackets, ", "")
    plain = re.sub(r"'([^']*)'", r"“\1”", plain)
    begins_with_a_name = "@" in plain.partition(" ")[0]
    sentence = plain if begins_with_a_name else plain[:1].upper() + plain[1:]
    return sentence if sentence.endswith(".") else sentence + "."
