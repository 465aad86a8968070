"""The setup file: centres, numbers, keywords, staff, rota and ladder, as an installation writes them.

Each class below is one table, each field one key of it. Reading finds everything that is wrong with a value;
what is wrong between rows, or between the file and what was loaded before, is found by `setup.checks`.
"""

import json
import tomllib
from collections.abc import Mapping
from typing import Self
from zoneinfo import ZoneInfo

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StrictBool,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails, PydanticCustomError

from enquiries.core.enums import About, CallsFrom, CentreKind, KeywordMode, NumberUse, OperatorRole, Role
from enquiries.core.i18n import ENGLISH
from enquiries.core.suggestions import nearest
from enquiries.core.unreadable import Unreadable
from enquiries.organisation.helplines import LineFor
from enquiries.organisation.ladder import LadderStep
from enquiries.reporting.targets import Measure
from enquiries.setup import own_wording
from enquiries.setup import values as value
from enquiries.setup.faults import SetupFault, SetupFileWrong
from enquiries.wording.gsm7 import septets, shorten


class Row(BaseModel):
    """A row of one table: each field is a key of it."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class CentreRow(Row):
    """A treatment centre. Without a `text_name` it has its name, shortened."""

    slug: value.Slug
    name: value.Words = Field(examples=["Willow House"])
    line: value.Phone = Field(examples=["+442079460123"])
    hours: value.OpeningHours
    promise: value.Promise
    text_name: str = Field("", validate_default=True)
    town: value.Words = ""
    says: value.Assurances = ()
    kind: CentreKind = CentreKind.RESIDENTIAL
    calls_from: CallsFrom = CallsFrom.ANY
    operator: value.Words = ""
    role: OperatorRole = OperatorRole.PROVIDER
    regulator: value.Words = ""
    country: value.Country = "GB"
    embed_origins: value.Origins = ()
    timezone: value.Zone | None = None  # else that of the file
    sign_in_by_text: StrictBool = False
    publishes_times: StrictBool = False

    @field_validator("text_name", mode="plain")
    @classmethod
    def _shortened(cls, written: object, info: ValidationInfo) -> str:
        """Leave it empty only where the name will not do either, which is said of the name."""
        if written or "name" not in info.data:
            return value.text_name(written) if written else ""
        short = shorten(info.data["name"], value.TEXT_NAME_LENGTH)
        if "?" in short and "?" not in info.data["name"]:  # there is no plain spelling
            raise PydanticCustomError("unwritten", "is missing: write it in plain letters")
        return short


class NumberRow(Row):
    """A number that texts come to and go from; `keyword_mode` is None where the setting decides."""

    number: value.Sender
    centre: value.Slug
    use: NumberUse = NumberUse.BOTH
    keyword_mode: KeywordMode | None = None


class KeywordRow(Row):
    """A word that people text to a number, and the centre it leads to."""

    word: value.KeywordWord
    number: value.Sender
    centre: value.Slug
    source: value.Words = ""
    about: About = About.UNKNOWN
    language: value.Language = ENGLISH


class StaffRow(Row):
    """A person who takes enquiries, or watches over them."""

    name: value.Words = Field(examples=["Sam Carter"])
    mobile: value.Phone
    email: value.Email
    role: Role = Field(examples=["responder"])
    centres: value.Slugs


class ShiftRow(Row):
    """A weekly shift; `start` and `end` are minutes since midnight, by the clock of the centre's zone."""

    staff: value.Email
    centre: value.Slug
    level: value.Level
    days: value.Days
    start: value.Start
    end: value.End


class EscalationRow(Row):
    """A step of a centre's ladder."""

    centre: value.Slug
    after: value.After
    to: value.Whom

    @property
    def step(self) -> LadderStep:
        """The step, as the ladder knows it."""
        return LadderStep(self.after, self.to)


_MOST_CHARACTERS = {"name": 22, "hours": 18}


class TalkRow(Row):
    """One crisis line of a country. Texts have room for so many characters of each."""

    name: value.Words = Field(examples=["Samaritans"])
    call: str = Field("", pattern=r"^([0-9][0-9 -]*)?$", max_length=16)
    text: str = Field("", pattern=r"^((\w+ to )?[0-9][0-9 -]*)?$", max_length=18)
    hours: value.Words = "24/7"
    for_whom: LineFor = Field(LineFor.ANYONE, alias="for")

    @field_validator("name", "hours")
    @classmethod
    def _fits(cls, written: str, field: ValidationInfo) -> str:
        most = _MOST_CHARACTERS[str(field.field_name)]
        if septets(written) > most:
            raise PydanticCustomError(
                "too_long", "is too long for a text: at most {most} characters", {"most": most}
            )
        return written

    @model_validator(mode="after")
    def _can_be_reached(self) -> Self:
        if not self.call and not self.text:
            raise PydanticCustomError("no_way", "has no number: write call, text or both")
        return self


class HelplineRow(Row):
    """Where people of a country turn to in danger. Without `talk` its lines are those that are shipped."""

    country: value.Country
    emergency: value.Emergency
    talk: tuple[TalkRow, ...] = ()
    checked: value.Day | None = None


class TargetRow(Row):
    """How soon something is to have happened for so many in a hundred; 100 is of urgent enquiries."""

    of: Measure = Field(examples=["first_call"])
    percent: value.Percent
    within: value.Within


class WordingRow(Row):
    """What a centre says instead of a shipped text to the public; `text` is its key."""

    centre: value.Slug
    text: value.TextKey
    language: value.Language = ENGLISH
    words: value.Words = Field(examples=["It's free. A person will {reach} you. STOP to end."])

    @field_validator("words")
    @classmethod
    def _may_be_sent(cls, written: str, info: ValidationInfo) -> str:
        if not {"text", "language"} <= info.data.keys():  # that is wrong already
            return written
        kind, language = info.data["text"], info.data["language"]
        if wrong := own_wording.faults(kind, written, language):
            raise PydanticCustomError("wording", "{says}", {"says": own_wording.BETWEEN.join(wrong)})
        return own_wording.tidy(written, language)


class SetupFile(Row):
    """The whole file; `timezone` is that of all its centres that do not write their own.

    `as_of` is when the file was written from what was there; changes made later are newer than the file.
    """

    timezone: value.Zone = ZoneInfo("Europe/London")
    as_of: value.Moment | None = None
    centres: tuple[CentreRow, ...] = ()
    numbers: tuple[NumberRow, ...] = ()
    keywords: tuple[KeywordRow, ...] = ()
    staff: tuple[StaffRow, ...] = ()
    shifts: tuple[ShiftRow, ...] = ()
    escalation: tuple[EscalationRow, ...] = ()
    helplines: tuple[HelplineRow, ...] = ()
    targets: tuple[TargetRow, ...] = ()
    wordings: tuple[WordingRow, ...] = ()


TABLES: Mapping[str, type[Row]] = {
    "centres": CentreRow,
    "numbers": NumberRow,
    "keywords": KeywordRow,
    "staff": StaffRow,
    "shifts": ShiftRow,
    "escalation": EscalationRow,
    "helplines": HelplineRow,
    "targets": TargetRow,
    "wordings": WordingRow,
}


def read_setup_file(text: str) -> SetupFile:
    """Read the TOML of a setup file. Raises SetupFileWrong with every value that is wrong or missing."""
    try:
        written = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        raise SetupFileWrong([SetupFault((), "toml", f"this is not TOML: {wrong}")]) from None
    return read_setup(written)


def read_setup(written: Mapping[str, object]) -> SetupFile:
    """Read what TOML holds, or a form. Raises SetupFileWrong with every value that is wrong or missing."""
    try:
        return SetupFile.model_validate(written)
    except ValidationError as wrong:
        raise SetupFileWrong(map(_fault, wrong.errors())) from None


def _fault(error: ErrorDetails) -> SetupFault:
    reason = error.get("ctx", {}).get("error")
    if isinstance(reason, Unreadable):
        return SetupFault(error["loc"], error["type"], reason.says, written=reason.written)
    if error["type"] in ("enum", "bool_type"):
        return SetupFault(error["loc"], error["type"], _say_choices(error), written=error["input"])
    return SetupFault(error["loc"], error["type"], str(reason) if reason else _say(error))


def _say_choices(error: ErrorDetails) -> str:
    if error["type"] == "bool_type":
        return "is neither: write true or false, without quotes"
    return f"is not a choice: write {error['ctx']['expected'].replace(chr(39), '')}"


def _keys_at(place: tuple[int | str, ...]) -> Mapping[str, FieldInfo]:
    """The keys that there are where a fault is, as a file writes them."""
    table, key = place[0], place[-1]
    inner = TalkRow if "talk" in place[:-1] else TABLES.get(str(table), SetupFile)
    fields = (SetupFile if table == key else inner).model_fields
    return {field.alias or name: field for name, field in fields.items()}


def _say(error: ErrorDetails) -> str:
    """Say what to write, where it is pydantic that found fault."""
    key, keys = error["loc"][-1], _keys_at(error["loc"])
    match error["type"]:
        case "missing":
            (example,) = keys[str(key)].examples or [""]
            return f"is missing: write it, like {key} = {json.dumps(example)}"
        case "extra_forbidden":
            return f"is not a key here: {nearest(str(key), keys)}"
        case "tuple_type":
            return f"is not a list of tables: write [[{key}]], in two brackets, above each"
        case "model_type":
            return "is not a table: write keys and values, one a line"
    return error["msg"]
