"""Who helps at once, on the telephone, when a call back is not soon enough: by country.

A line that has moved is worse than none, and one of another country cannot be reached. So each line stands
in `crisis_lines.toml` with its source and the day on which it was compared with it; where a country has none,
none is named. The setup file may give a country's emergency number, which then counts.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import phonenumbers

from enquiries.core.i18n import ENGLISH, shown

_FILE = Path(__file__).with_name("crisis_lines.toml")
_SETUP_FILE = "the setup file"
ANY_TIME = "24/7"


class LineFor(StrEnum):
    """Whom a line is for, or what about."""

    ANYONE = "anyone"
    CHILDREN = "children"
    MENTAL_HEALTH = "mental_health"
    ADVICE = "advice"  # about health, when it is no emergency
    DRUGS = "drugs"


@dataclass(frozen=True)
class CrisisLine:
    """One line; `call` and `text` are what people dial, `text` also "WORD to NUMBER"; "" where there is none.

    `hours` are local: "24/7" or what a page may say. `checked`: when it was compared with `source`, if known.
    """

    name: str
    hours: str
    for_whom: LineFor
    source: str
    checked: date | None = None
    languages: tuple[str, ...] = ()
    call: str = ""
    text: str = ""

    @property
    def said(self) -> str:
        """The name and the number to call; the name alone where it says the number."""
        return self.name if self.call in self.name else f"{self.name} {self.call}"


@dataclass(frozen=True)
class CountryLines:
    """The lines of a country; `silent` is what to press in an emergency call if one cannot speak, else ""."""

    lines: tuple[CrisisLine, ...] = ()
    silent: str = ""

    def first_for(self, whom: LineFor, language: str = ENGLISH) -> CrisisLine | None:
        """The line that texts name, which takes calls: one that answers in that language, if there is one."""
        able = [each for each in self.lines if each.for_whom is whom and each.call]
        return next((each for each in able if language in each.languages), next(iter(able), None))

    @property
    def first_to_text(self) -> CrisisLine | None:
        """The line for anyone that takes texts at any time."""
        able = (each for each in self.lines if each.for_whom is LineFor.ANYONE and each.text)
        return next((each for each in able if each.hours == ANY_TIME), None)


@dataclass(frozen=True)
class Helpline:
    """A line as a page shows it. `reach` is the number to dial, or to text, with `word` if it takes one.

    `link` opens the phone with it. `languages` (ISO 639): those in which it answers, as far as is known.
    """

    name: str
    when: str
    reach: str
    link: str
    languages: tuple[str, ...]
    word: str = ""


@cache
def _shipped() -> Mapping[str, CountryLines]:
    written = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {country: _country(each) for country, each in written.items()}


def _country(written: Mapping[str, Any]) -> CountryLines:
    return CountryLines(tuple(_line(**each) for each in written["lines"]), written.get("silent", ""))


def _line(languages: Sequence[str], **values: Any) -> CrisisLine:
    return CrisisLine(languages=tuple(languages), for_whom=LineFor(values.pop("for")), **values)


def written_lines(country: str, written: Sequence[Mapping[str, str]], checked: date | None) -> CountryLines:
    """The lines that a setup file gives for a country (ISO 3166), checked on that day, if known."""
    lines = tuple(_line((), **each, source=_SETUP_FILE, checked=checked) for each in written)
    return CountryLines(lines, lines_of(country).silent)


def countries() -> Sequence[str]:
    """The countries (ISO 3166) whose lines are known."""
    return tuple(_shipped())


def lines_of(country: str) -> CountryLines:
    """The lines of a country (ISO 3166); none where none is known."""
    return _shipped().get(country, CountryLines())


# 999 in the United Kingdom and its islands (Ofcom), which share the calling code 44. Elsewhere the first of
# the best known that phonenumbers' short-number data has as an emergency number there; else one that it has;
# else 112, which mobile networks put through in most of the world (3GPP TS 22.101).
_BRITISH, _BRITISH_CODE = "999", 44
_BEST_KNOWN = ("000", "112", "911", "999")
_MOBILES_ANYWHERE = "112"
_NORTH_AMERICAN, _NORTH_AMERICAN_CODE = "911", 1
# as wide as texts have room for
_MOST_DIGITS = 3


def emergency_number(country: str) -> str:
    """The number to dial where a life is in danger, in a country (ISO 3166) that no setup names."""
    code = phonenumbers.country_code_for_region(country)
    if code == _BRITISH_CODE:
        return _BRITISH
    first = (_NORTH_AMERICAN,) if code == _NORTH_AMERICAN_CODE else ()
    known = (each for each in first + _BEST_KNOWN if phonenumbers.is_emergency_number(each, country))
    return next(known, None) or _any_number(country)


def _any_number(country: str) -> str:
    metadata = phonenumbers.PhoneMetadata.short_metadata_for_region(country)
    found = metadata and metadata.emergency and metadata.emergency.example_number
    return found if found and len(found) <= _MOST_DIGITS else _MOBILES_ANYWHERE


# What pages say of a line: whom it is for.
_ANY_TIME_TO_TALK = shown("To talk about anything, day or night")
_ONLY_TEXTS = shown("To text instead of talking")
_WHEN: Mapping[LineFor, str] = {
    LineFor.ANYONE: shown("To talk about anything"),
    LineFor.CHILDREN: shown("For children and young people"),
    LineFor.MENTAL_HEALTH: shown("A mental health crisis"),
    LineFor.ADVICE: shown("Advice about health"),
    LineFor.DRUGS: shown("Questions about drugs"),
}


def shown_lines(known: CountryLines) -> tuple[Helpline, ...]:
    """The lines of a country as pages show them."""
    return tuple(way for each in known.lines for way in _ways(each))


def to_talk(known: CountryLines) -> Helpline | None:
    """The line that texts name for talking; None where there is none."""
    line = known.first_for(LineFor.ANYONE)
    return next(_ways(line), None) if line else None


def _ways(line: CrisisLine) -> Iterator[Helpline]:
    """The ways to reach a line: by calling, by texting."""
    any_time = line.hours == ANY_TIME
    if line.call:
        general = line.for_whom is LineFor.ANYONE and any_time
        when = _ANY_TIME_TO_TALK if general else _WHEN[line.for_whom]
        hours = "" if any_time else f" ({line.hours})"
        yield Helpline(line.name + hours, when, line.call, f"tel:{_dialled(line.call)}", line.languages)
    if line.text:
        word, _, number = line.text.rpartition(" to ")
        body = f"?&body={word}" if word else ""
        link = f"sms:{_dialled(number)}{body}"
        yield Helpline(line.name, _ONLY_TEXTS, number, link, line.languages, word)


def _dialled(number: str) -> str:
    return re.sub(r"\D", "", number)
