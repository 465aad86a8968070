"""The steps that lead to a working centre, and what each asks.

All of them are one form. What other steps asked travels along hidden, and nothing is saved before the last,
since a centre needs its manager and a manager needs a centre.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from wtforms import Field

from enquiries.setup.faults import SetupFault
from enquiries.web.admin.centres import clocks
from enquiries.web.admin.form import OneLine, OneOf, Select, SettingsForm, Several
from enquiries.web.admin.numbers import MODES
from enquiries.web.admin.rota import DAYS

_PHONE: Final = {"type": "tel", "inputmode": "tel", "autocomplete": "off"}
_MADE_FROM_THE_NAME: Final = "Leave it empty to make it from the name."


@dataclass(frozen=True)
class Step:
    """One page: `keys` are the fields that it asks for; the last asks for nothing and saves."""

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

# Where the rules of the setup file find fault, and the field that it came from.
_FIELDS: Final[Mapping[tuple[object, object], str]] = {
    ("staff", "name"): "manager_name",
    ("staff", "email"): "manager_email",
    ("staff", "mobile"): "manager_mobile",
    ("shifts", "staff"): "manager_email",
}
_ASKED: Final = ("centres", "numbers", "keywords", "shifts")


class SetUpForm(SettingsForm):
    """Everything that is asked, and the place of the step that is shown."""

    name = OneLine("Name", description="Like Willow House.", render_kw={"maxlength": 80})
    line = OneLine("Phone line", description="The phone number that people may call.", render_kw=_PHONE)
    hours = OneLine(
        "Opening hours", description="24/7, or like mon-fri 08:00-20:00, sat 09:00-17:00", default="24/7"
    )
    promise = OneLine(
        "Promise",
        description="How soon you call people back, like 15m. Texts and the form say it.",
        default="15m",
    )
    town = OneLine("Town (optional)", render_kw={"maxlength": 80})
    operator = OneLine(
        "Run by (optional)",
        description="The organisation, shown with the form.",
        render_kw={"maxlength": 120},
    )
    regulator = OneLine(
        "Registered as (optional)", description="Such as CQC 1-123456789.", render_kw={"maxlength": 120}
    )
    country = OneLine(
        "Country", description="Two capital letters, like GB.", render_kw={"maxlength": 2}, default="GB"
    )
    timezone = Select("Time zone", clocks, default="Europe/London")
    text_name = OneLine(
        "Name in texts (optional)", description=_MADE_FROM_THE_NAME, render_kw={"maxlength": 14}
    )
    slug = OneLine("Name in web addresses (optional)", description=f"{_MADE_FROM_THE_NAME} It never changes.")

    number = OneLine(
        "Number", description="A short code like 83222, or a number like +447700900100.", render_kw=_PHONE
    )
    word = OneLine("Word", description="What people text to it: one word.", default="HELP")
    keyword_mode = OneOf("Who answers HELP and STOP", MODES, default="")

    manager_email = OneLine(
        "Email",
        description="If they already work here, that’s all we need.",
        render_kw={"type": "email", "autocomplete": "off"},
    )
    manager_name = OneLine("Name", render_kw={"maxlength": 80, "autocomplete": "off"})
    manager_mobile = OneLine("Mobile", description="Their own mobile: alerts go there.", render_kw=_PHONE)

    days = Several("Days", DAYS, default=list(DAYS))
    start = OneLine("From", render_kw={"type": "time"}, default="00:00")
    end = OneLine("Until", description="00:00 is midnight.", render_kw={"type": "time"}, default="00:00")

    place = 0

    @property
    def step(self) -> Step:
        return STEPS[self.place]

    @property
    def shown(self) -> list[Field]:
        return [self[key] for key in self.step.keys]

    @property
    def carried(self) -> list[tuple[str, str]]:
        """What other steps asked, as hidden fields."""
        others = [field for field in self if field.name not in self.step.keys]
        return [
            (field.name, value)
            for field in others
            for value in (field.data if isinstance(field, Several) else [field.data or ""])
        ]

    @property
    def is_last(self) -> bool:
        return self.place == _CHECK

    def go_to_the_first_fault(self) -> None:
        """Show the step whose answer is wrong, if there is one."""
        wrong = {key for key, _ in self.complaints}
        self.place = next((at for at, step in enumerate(STEPS) if wrong & set(step.keys)), self.place)

    def field_of(self, fault: SetupFault) -> Field | None:
        table, key = fault.loc[0], fault.loc[-1]
        asked = _FIELDS.get((table, key), key if table in _ASKED else None)
        fields: Mapping[object, Field] = self._fields
        return fields.get(asked)
