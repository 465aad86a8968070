"""The setup file: centres, numbers, keywords, staff, rota and ladder, as an installation writes them.

Each class below is one table, each field one key of it. Reading finds everything that is wrong with a value;
what is wrong between rows, or between the file and what was loaded before, is found by `setup_check`.
"""

import tomllib
from dataclasses import dataclass, field, replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from enquiries.domain import setup_values as value
from enquiries.domain.hours import Hours
from enquiries.domain.ladder import Step, Target
from enquiries.domain.nouns import About, CallsFrom, CentreKind, KeywordMode, NumberUse, OperatorRole, Role
from enquiries.domain.setup_table import Row, SetupFileWrong, read_rows, reads, unknown_keys
from enquiries.domain.sms_text import shorten


@dataclass(frozen=True, kw_only=True)
class CentreRow(Row):
    """A treatment centre. Without a `text_name` it has its name, shortened."""

    slug: str = field(metadata=reads(value.slug, '"willow-house"'))
    name: str = field(metadata=reads(value.words, '"Willow House"'))
    line: str = field(metadata=reads(value.e164, '"+442079460123"'))
    hours: Hours = field(metadata=reads(value.hours, '"24/7"'))
    promise: timedelta = field(metadata=reads(value.promise, '"15m"'))
    text_name: str = field(default="", metadata=reads(value.text_name))
    town: str = field(default="", metadata=reads(value.words))
    kind: CentreKind = field(default=CentreKind.RESIDENTIAL, metadata=reads(value.one_of(CentreKind)))
    calls_from: CallsFrom = field(default=CallsFrom.ANY, metadata=reads(value.one_of(CallsFrom)))
    operator: str = field(default="", metadata=reads(value.words))
    role: OperatorRole = field(default=OperatorRole.PROVIDER, metadata=reads(value.one_of(OperatorRole)))
    regulator: str = field(default="", metadata=reads(value.words))
    country: str = field(default="GB", metadata=reads(value.country))
    sign_in_by_text: bool = field(default=False, metadata=reads(value.yes_or_no))


@dataclass(frozen=True, kw_only=True)
class RowOfCentre(Row):
    """A row that belongs to one centre, named by its slug."""

    centre: str = field(metadata=reads(value.slug, '"willow-house"'))


@dataclass(frozen=True, kw_only=True)
class NumberRow(RowOfCentre):
    """A number that texts come to and go from; `keyword_mode` is None where the setting decides."""

    number: str = field(metadata=reads(value.sender, '"83222"'))
    use: NumberUse = field(default=NumberUse.BOTH, metadata=reads(value.one_of(NumberUse)))
    keyword_mode: KeywordMode | None = field(default=None, metadata=reads(value.one_of(KeywordMode)))


@dataclass(frozen=True, kw_only=True)
class KeywordRow(RowOfCentre):
    """A word that somebody texts to a number, and the centre it leads to."""

    word: str = field(metadata=reads(value.keyword, '"HELP"'))
    number: str = field(metadata=reads(value.sender, '"83222"'))
    source: str = field(default="", metadata=reads(value.words))
    about: About = field(default=About.UNKNOWN, metadata=reads(value.one_of(About)))


@dataclass(frozen=True, kw_only=True)
class StaffRow(Row):
    """Somebody who takes enquiries, or watches over them."""

    name: str = field(metadata=reads(value.words, '"Sam Carter"'))
    mobile: str = field(metadata=reads(value.e164, '"+447700900001"'))
    email: str = field(metadata=reads(value.email, '"sam@example.org"'))
    role: Role = field(metadata=reads(value.one_of(Role), '"responder"'))
    centres: tuple[str, ...] = field(metadata=reads(value.slugs, '["willow-house"]'))


@dataclass(frozen=True, kw_only=True)
class ShiftRow(RowOfCentre):
    """A weekly shift; `start` and `end` are minutes since midnight, by the clock of the centre's zone."""

    staff: str = field(metadata=reads(value.email, '"sam@example.org"'))
    level: int = field(metadata=reads(value.level, "1"))
    days: frozenset[int] = field(metadata=reads(value.days, '"mon-sun"'))
    start: int = field(metadata=reads(value.start, '"00:00"'))
    end: int = field(metadata=reads(value.end, '"24:00"'))


@dataclass(frozen=True, kw_only=True)
class EscalationRow(RowOfCentre):
    """A step of a centre's ladder."""

    after: timedelta = field(metadata=reads(value.after, '"90s"'))
    to: Target = field(metadata=reads(value.target, '"level:1"'))

    @property
    def step(self) -> Step:
        """The step, as the ladder knows it."""
        return Step(self.after, self.to)


@dataclass(frozen=True, kw_only=True)
class HelplineRow(Row):
    """Where people of a country turn to in danger."""

    country: str = field(metadata=reads(value.country, '"GB"'))
    emergency: str = field(metadata=reads(value.emergency, '"999"'))


@dataclass(frozen=True, kw_only=True)
class SetupFile:
    """The whole file; `timezone` is that of all its centres."""

    timezone: ZoneInfo
    centres: tuple[CentreRow, ...]
    numbers: tuple[NumberRow, ...]
    keywords: tuple[KeywordRow, ...]
    staff: tuple[StaffRow, ...]
    shifts: tuple[ShiftRow, ...]
    escalation: tuple[EscalationRow, ...]
    helplines: tuple[HelplineRow, ...]


_KEYS = ("timezone", "centres", "numbers", "keywords", "staff", "shifts", "escalation", "helplines")


def read_setup_file(text: str) -> SetupFile:
    """Read the TOML of a setup file. Raises SetupFileWrong with every value that is wrong or missing."""
    try:
        written = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        raise SetupFileWrong([f"this is not TOML: {wrong}"]) from None
    problems = unknown_keys("", written, _KEYS)
    timezone = ZoneInfo("Europe/London")
    try:
        timezone = value.zone(written.get("timezone", timezone.key))
    except ValueError as wrong:
        problems.append(f"timezone: {wrong}")
    setup = SetupFile(
        timezone=timezone,
        centres=_read_centres(written.get("centres", []), problems),
        numbers=read_rows(NumberRow, "numbers", written.get("numbers", []), problems),
        keywords=read_rows(KeywordRow, "keywords", written.get("keywords", []), problems),
        staff=read_rows(StaffRow, "staff", written.get("staff", []), problems),
        shifts=read_rows(ShiftRow, "shifts", written.get("shifts", []), problems),
        escalation=read_rows(EscalationRow, "escalation", written.get("escalation", []), problems),
        helplines=read_rows(HelplineRow, "helplines", written.get("helplines", []), problems),
    )
    if problems:
        raise SetupFileWrong(problems)
    return setup


def _read_centres(written: object, problems: list[str]) -> tuple[CentreRow, ...]:
    centres = read_rows(CentreRow, "centres", written, problems)
    named = tuple(replace(one, text_name=one.text_name or _short(one.name)) for one in centres)
    problems += [
        f"{one.where}.text_name: is missing: write it in plain letters" for one in named if not one.text_name
    ]
    return named


def _short(name: str) -> str:
    """The name as texts have room for it; empty where letters of it have no plain spelling."""
    short = shorten(name, value.TEXT_NAME_LENGTH)
    return "" if "?" in short and "?" not in name else short
