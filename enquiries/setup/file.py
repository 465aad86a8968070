"""The setup file: centres, numbers, keywords, staff, rota and ladder, as an installation writes them.

Each class below is one table, each field one key of it. Reading finds everything that is wrong with a value;
what is wrong between rows, or between the file and what was loaded before, is found by `setup_check`.
"""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from enquiries.core.enums import (
    About,
    Assurance,
    CallsFrom,
    CentreKind,
    KeywordMode,
    NumberUse,
    OperatorRole,
    Role,
)
from enquiries.messaging.gsm7 import shorten
from enquiries.organisation.hours import Hours
from enquiries.organisation.ladder import LadderStep, StepTarget
from enquiries.reporting.targets import Measure
from enquiries.setup import values as value
from enquiries.setup.tables import Row, SetupFileWrong, read_rows, reads, unknown_keys

Value = TypeVar("Value")


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
    says: tuple[Assurance, ...] = field(default=(), metadata=reads(value.assurances))
    embed_origins: tuple[str, ...] = field(default=(), metadata=reads(value.origins))
    timezone: ZoneInfo | None = field(default=None, metadata=reads(value.zone))  # else that of the file
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
    to: StepTarget = field(metadata=reads(value.target, '"level:1"'))

    @property
    def step(self) -> LadderStep:
        """The step, as the ladder knows it."""
        return LadderStep(self.after, self.to)


@dataclass(frozen=True, kw_only=True)
class HelplineRow(Row):
    """Where people of a country turn to in danger."""

    country: str = field(metadata=reads(value.country, '"GB"'))
    emergency: str = field(metadata=reads(value.emergency, '"999"'))
    checked: date | None = field(default=None, metadata=reads(value.day))


@dataclass(frozen=True, kw_only=True)
class TargetRow(Row):
    """How soon something is to have happened for so many in a hundred; 100 is of urgent enquiries."""

    of: Measure = field(metadata=reads(value.one_of(Measure), '"first_call"'))
    percent: int = field(metadata=reads(value.percent, "90"))
    within: timedelta = field(metadata=reads(value.within, '"15m"'))


@dataclass(frozen=True, kw_only=True)
class SetupFile:
    """The whole file; `timezone` is that of all its centres that do not write their own.

    `as_of` is when the file was written from what was there; changes made later are newer than the file.
    """

    timezone: ZoneInfo
    as_of: datetime | None = None
    centres: tuple[CentreRow, ...]
    numbers: tuple[NumberRow, ...]
    keywords: tuple[KeywordRow, ...]
    staff: tuple[StaffRow, ...]
    shifts: tuple[ShiftRow, ...]
    escalation: tuple[EscalationRow, ...]
    helplines: tuple[HelplineRow, ...]
    targets: tuple[TargetRow, ...] = ()


TABLES: Mapping[str, type[Row]] = {
    "centres": CentreRow,
    "numbers": NumberRow,
    "keywords": KeywordRow,
    "staff": StaffRow,
    "shifts": ShiftRow,
    "escalation": EscalationRow,
    "helplines": HelplineRow,
    "targets": TargetRow,
}
_KEYS = ("timezone", "as_of", *TABLES)


def read_setup_file(text: str) -> SetupFile:
    """Read the TOML of a setup file. Raises SetupFileWrong with every value that is wrong or missing."""
    try:
        written = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        raise SetupFileWrong([f"this is not TOML: {wrong}"]) from None
    return read_setup(written)


def read_setup(written: Mapping[str, object]) -> SetupFile:
    """Read what TOML holds, or a form. Raises SetupFileWrong with every value that is wrong or missing."""
    problems = unknown_keys("", written, _KEYS)
    timezone = _read(value.zone, "timezone", written, problems) or ZoneInfo("Europe/London")
    as_of = _read(value.moment, "as_of", written, problems)
    rows: dict[str, Any] = {
        table: read_rows(kind, table, written.get(table, []), problems) for table, kind in TABLES.items()
    }
    rows["centres"] = _named(rows["centres"], problems)
    if problems:
        raise SetupFileWrong(problems)
    return SetupFile(timezone=timezone, as_of=as_of, **rows)


def _read(
    reader: Callable[[object], Value], key: str, written: Mapping[str, object], problems: list[str]
) -> Value | None:
    try:
        return reader(written[key]) if key in written else None
    except ValueError as wrong:
        problems.append(f"{key}: {wrong}")
        return None


def _named(centres: Sequence[CentreRow], problems: list[str]) -> tuple[CentreRow, ...]:
    """The centres, each with a name for texts."""
    named = tuple(replace(one, text_name=one.text_name or _short(one.name)) for one in centres)
    problems += [
        f"{one.where}.text_name: is missing: write it in plain letters" for one in named if not one.text_name
    ]
    return named


def _short(name: str) -> str:
    """The name as texts have room for it; empty where letters of it have no plain spelling."""
    short = shorten(name, value.TEXT_NAME_LENGTH)
    return "" if "?" in short and "?" not in name else short
