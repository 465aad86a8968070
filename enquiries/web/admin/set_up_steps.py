"""The steps that lead to a working centre, and what each asks.

All of them are one sheet. What other steps asked travels along hidden, and nothing is saved before the last,
since a centre needs its manager and a manager needs a centre.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from enquiries.dates.week import DAY_NAMES
from enquiries.web.admin.form import Entry, Kind, Sheet
from enquiries.web.admin.form_errors import Complaint

_PHONE: Final = {"type": "tel", "inputmode": "tel", "autocomplete": "off"}
_DAYS: Final = {name[:3]: name[:3].capitalize() for name in DAY_NAMES}
_CLOCK: Final = {"type": "time"}
_MADE_FROM_THE_NAME: Final = "Leave it empty to make it from the name."


@dataclass(frozen=True)
class Step:
    """One page: `keys` are the entries that it asks for; the last asks for nothing and saves."""

    name: str
    heading: str
    lead: str
    keys: tuple[str, ...]


STEPS: Final = (
    Step(
        "centre",
        "The centre",
        "The place that calls people back. You can change all this later, except its name in web addresses.",
        (
            "name",
            "line",
            "hours",
            "promise",
            "town",
            "operator",
            "regulator",
            "country",
            "timezone",
            "text_name",
            "slug",
        ),
    ),
    Step(
        "number",
        "The number that people text",
        "Your number at Twilio, and the word on your posters. Alerts to staff come from it too.",
        ("number", "word", "keyword_mode"),
    ),
    Step(
        "manager",
        "Its manager",
        "A manager looks after the rota and the people, and is told when no one takes an enquiry. It "
        "can’t be an admin: use a different address and mobile from your own.",
        ("manager_name", "manager_email", "manager_mobile"),
    ),
    Step(
        "shift",
        "The first shift",
        "When the manager is on call. You can add other people and their shifts as soon as this is done.",
        ("days", "start", "end"),
    ),
    Step("check", "Check and finish", "Nothing has been saved yet.", ()),
)
_CHECK: Final = len(STEPS) - 1

# Where the rules of the setup file find fault, and the field of ours that it came from.
_FIELDS: Final[Mapping[str, Mapping[str, str]]] = {
    "centres": {},
    "numbers": {"number": "number", "keyword_mode": "keyword_mode"},
    "keywords": {"word": "word", "number": "number"},
    "staff": {"name": "manager_name", "email": "manager_email", "mobile": "manager_mobile"},
    "shifts": {"days": "days", "start": "start", "end": "end", "staff": "manager_email"},
}


@dataclass
class SetUp(Sheet):
    """Everything that is asked, and the place of the step that is shown."""

    place: int = field(default=0)

    @property
    def step(self) -> Step:
        return STEPS[self.place]

    @property
    def shown(self) -> list[Entry]:
        return [self[key] for key in self.step.keys]

    @property
    def carried(self) -> list[tuple[str, str]]:
        """What other steps asked, as hidden fields."""
        others = [entry for entry in self.entries if entry.key not in self.step.keys]
        return [
            (entry.key, value)
            for entry in others
            for value in (entry.value if entry.kind is Kind.SEVERAL else [entry.value])
        ]

    @property
    def is_last(self) -> bool:
        return self.place == _CHECK

    def go_to_the_first_fault(self) -> None:
        """Show the step whose answer is wrong, if there is one."""
        wrong = {key for key, _ in self.complaints}
        self.place = next((at for at, step in enumerate(STEPS) if wrong & set(step.keys)), self.place)

    def entry_of(self, complaint: Complaint) -> Entry | None:
        key = _FIELDS.get(complaint.table, {}).get(complaint.key, "")
        key = key or (complaint.key if complaint.table == "centres" else "")
        return next((entry for entry in self.entries if entry.key == key), None)

    def _place(self, complaint: Complaint) -> None:
        entry = self.entry_of(complaint)
        if entry is None:
            self.wrong.append(complaint.says)
        elif not entry.wrong:
            entry.wrong = complaint.says


def entries(zones: Mapping[str, str], modes: Mapping[str, str]) -> list[Entry]:
    """Every field of every step, with what it usually is."""
    return [*_of_the_centre(zones), *_of_the_number(modes), *_of_the_manager(), *_of_the_shift()]


def _of_the_centre(zones: Mapping[str, str]) -> Sequence[Entry]:
    return [
        Entry("name", "Name", "Like Willow House.", attributes={"maxlength": 80}),
        Entry("line", "Phone line", "The phone number that people may call.", attributes=_PHONE),
        Entry("hours", "Opening hours", "24/7, or like mon-fri 08:00-20:00, sat 09:00-17:00", value="24/7"),
        Entry(
            "promise",
            "Promise",
            "How soon you call people back, like 15m. Texts and the form say it.",
            value="15m",
        ),
        Entry("town", "Town (optional)", attributes={"maxlength": 80}),
        Entry(
            "operator",
            "Run by (optional)",
            "The organisation, shown with the form.",
            attributes={"maxlength": 120},
        ),
        Entry(
            "regulator", "Registered as (optional)", "Such as CQC 1-123456789.", attributes={"maxlength": 120}
        ),
        Entry("country", "Country", "Two capital letters, like GB.", attributes={"maxlength": 2}, value="GB"),
        Entry("timezone", "Time zone", kind=Kind.SELECT, choices=zones, value="Europe/London"),
        Entry("text_name", "Name in texts (optional)", _MADE_FROM_THE_NAME, attributes={"maxlength": 14}),
        Entry("slug", "Name in web addresses (optional)", f"{_MADE_FROM_THE_NAME} It never changes."),
    ]


def _of_the_number(modes: Mapping[str, str]) -> Sequence[Entry]:
    return [
        Entry(
            "number", "Number", "A short code like 83222, or a number like +447700900100.", attributes=_PHONE
        ),
        Entry("word", "Word", "What people text to it: one word.", value="HELP"),
        Entry("keyword_mode", "Who answers HELP and STOP", kind=Kind.CHOICE, choices=modes),
    ]


def _of_the_manager() -> Sequence[Entry]:
    email = {"type": "email", "autocomplete": "off"}
    return [
        Entry("manager_email", "Email", "If they already work here, that’s all we need.", attributes=email),
        Entry("manager_name", "Name", attributes={"maxlength": 80, "autocomplete": "off"}),
        Entry("manager_mobile", "Mobile", "Their own mobile: alerts go there.", attributes=_PHONE),
    ]


def _of_the_shift() -> Sequence[Entry]:
    return [
        Entry("days", "Days", kind=Kind.SEVERAL, choices=_DAYS, value=list(_DAYS)),
        Entry("start", "From", attributes=_CLOCK, value="00:00"),
        Entry("end", "Until", "00:00 is midnight.", attributes=_CLOCK, value="00:00"),
    ]
