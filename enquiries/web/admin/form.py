"""Forms for settings: their fields are keys of the setup file, and the file's own rules check what was sent.

What was sent stays in the fields when something is wrong with it, each fault at its field.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, ClassVar, Final

from flask import request
from wtforms import Field, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import Choice, SelectChoice
from wtforms.widgets import CheckboxInput

from enquiries.audit import trail
from enquiries.audit.models import Amendment
from enquiries.core.db import db
from enquiries.core.text import on_one_line
from enquiries.setup import own_wording
from enquiries.setup.faults import SetupFault
from enquiries.web.page_form import PageForm
from enquiries.web.row_ids import read_id

Choices = Mapping[str, str] | Callable[[], Mapping[str, str]]

# Faults that a page says in its own words, by code: those of a file tell what to write where in the file.
_WORDS: Final[Mapping[str, str]] = {
    "missing": "Please fill this in.",
    "unwritten": "Please fill this in.",
    "no_centre": "Please choose one of the centres.",
    "no_number": "Please choose one of the numbers.",
    "no_member": "Please choose someone who works here.",
    "repeated": "This already exists: change one of the two.",
    "last_admin": "This would leave no admin: make someone else an admin first.",
    "no_manager": "{0} has no manager: choose one.",
    "last_manager": "{0} would have no manager: give it another one first.",
    "on_call": "{0} is on the rota or escalation of {1}: take them off there first.",
    "taken_mobile": "{0} is the mobile of {1}: change theirs first.",
    "auditor": "{0} is an auditor, and auditors get no alerts.",
    "first_step": "The first step must be at once: write 0s.",
    "not_later": "This must be later than the step before it.",
}


def say(fault: SetupFault) -> str:
    """The fault in the words of a page."""
    if fault.code in _WORDS:
        return _WORDS[fault.code].format(*fault.names)
    if fault.code == "wording":
        return own_wording.sentences(fault.says.split(own_wording.BETWEEN))
    quoted = "" if fault.written is None else f"“{fault.written}” "
    return f"{quoted}{fault.says}."


class OneLine(StringField):  # type: ignore[misc]
    """One line of text; empty where it was not sent."""

    def process_data(self, value: str | None) -> None:
        self.data = value or ""

    def process_formdata(self, sent: list[str]) -> None:
        self.data = on_one_line("".join(sent[:1]))


class Lines(TextAreaField):  # type: ignore[misc]
    """A list, one a line."""

    def process_formdata(self, sent: list[str]) -> None:
        self.data = "".join(sent[:1]).split()

    def _value(self) -> str:
        return "\n".join(self.data or [])


class Fixed(StringField):  # type: ignore[misc]
    """Shown, and never changed."""

    def process_formdata(self, sent: list[str]) -> None:
        """Take nothing."""


class _Offered:
    """A field with choices. What else was sent is for the rules of the setup file to refuse."""

    def __init__(self, label: str = "", choices: Choices | None = None, **given: Any) -> None:
        super().__init__(label, validate_choice=False, **given)  # type: ignore[call-arg]
        self.offer(choices() if callable(choices) else choices or {})

    def offer(self, choices: Mapping[str, str]) -> None:
        self.offered = choices
        self.choices = [SelectChoice(value, label) for value, label in choices.items()]


class OneOf(_Offered, RadioField):  # type: ignore[misc]
    """One of a few."""


class Select(_Offered, SelectField):  # type: ignore[misc]
    """One of many."""

    def iter_choices(self) -> Iterator[Choice]:
        if self.data not in self.offered:
            yield Choice("", "Please choose", True, {})
        yield from super().iter_choices()


class Several(_Offered, SelectMultipleField):  # type: ignore[misc]
    """Any of a few."""

    option_widget = CheckboxInput()

    def process_data(self, value: Iterable[str] | None) -> None:
        super().process_data(value or [])


class SettingsForm(PageForm):
    """The form for one thing, such as "centre willow-house", as of its amendment `version`."""

    table: ClassVar[str] = ""
    only_new: ClassVar[tuple[str, ...]] = ()  # what is asked only while there is no such thing yet

    def __init__(self, what: str = "", shown: Mapping[str, Any] | None = None, **given: Any) -> None:
        super().__init__(data=shown, **given)
        for key in self.only_new if what else ():
            del self[key]
        self.what = what
        self.newer: Amendment | None = None
        if self.is_submitted():
            self.version = read_id(request.form.get("version", "")) or 0
        else:
            self.version = trail.version(db.session(), what) if what else 0

    def row(self) -> dict[str, Any]:
        """The row of the setup file. What was left empty is left out."""
        return row_of(self)

    def unasked(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Those values that no field asks for."""
        return {key: value for key, value in values.items() if key not in self}

    def complain(self, faults: Iterable[SetupFault]) -> None:
        """Put each fault where it belongs, and only the first of a field."""
        for fault in faults:
            field = self.field_of(fault)
            if field is None:
                self.form_errors.append(say(fault))
            elif not field.errors:
                refuse(field, say(fault))

    def field_of(self, fault: SetupFault) -> Field | None:
        """The field that a fault is about."""
        table, key = fault.loc[0], fault.loc[-1]
        return self[key] if table == self.table and key in self else None

    @property
    def every_field(self) -> list[Field]:
        return list(self)

    @property
    def complaints(self) -> list[tuple[str, str]]:
        """What is wrong with each field, by its id."""
        return [(field.id, field.errors[0]) for field in self.every_field if field.errors]

    @property
    def is_wrong(self) -> bool:
        return bool(self.form_errors or self.complaints or self.newer)


def refuse(field: Field, says: str) -> None:
    field.errors = [*field.errors, says]


def row_of(form: PageForm) -> dict[str, Any]:
    """What was given; what was left empty is left out."""
    return {key: value for key, value in form.data.items() if value not in ("", [], None)}
