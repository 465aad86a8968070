# ruff: noqa: E501 (a phrase is a line)
"""Times in plain figures: "quarter to six" is 5:45, "half an hours" 30 minutes, "tea time" 5pm."""

import re
from typing import Final

_NUMBERS: Final = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "twentyfive": 25, "thirty": 30, "forty": 40, "fortyfive": 45, "fifty": 50, "sixty": 60, "ninety": 90,
}  # fmt: skip
_WEEK: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAYS: Final = r"(?:mon|tues?|wed(?:nes|s)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
_NUMBER = re.compile(rf"(?<!\S)(?:{'|'.join(_NUMBERS)})(?!\S)")
_PLAINER = (
    (re.compile(r"(?<!\S)(today|tomorrow|tonight|(?:mon|tues|wednes|thurs|fri|satur|sun)day)(?: but)? not before (?=\d)"), r"\1 after "),
    (re.compile(r"(?<!\S)(ring|call|phone|back|me|us|again|free|ready|try) in (\d{1,2})(?=$| please)"), r"\1 in \2 minutes"),
    (re.compile(r"(?<!\S)(at|by|after|before|half|past|to|till|until|from|and) one(?!\S)"), r"\1 1"),
    (re.compile(r"(?<!\S)one (?=oclock|pm|hours)"), "1 "),
    (re.compile(r"(?<!\S)(?:a )?couple (?:of )?(minutes|hours|days)"), r"2 \1"),
    (re.compile(r"(?<!\S)(?:a )?few (minutes|hours)"), r"3 \1"),
    (re.compile(r"(?<!\S)half (?:an )?hours"), "30 minutes"),
    (re.compile(r"(?<!\S)(?:(?:an|1) )?hours and a half"), "90 minutes"),
    (re.compile(r"(?<!\S)(?:in )?an hours(?: or so| or 2)?"), "in 1 hours"),
    (re.compile(r"(?:(?<=minutes)|(?<=hours)) (?:from now|time)(?!\S)"), ""),
    (re.compile(r"(?<!\S)(?:quarter|15) past (\d\d?)(?![\d:.])"), r"\1:15"),
    (re.compile(r"(?<!\S)half past (\d\d?)(?![\d:.])"), r"\1:30"),
    (re.compile(r"(?<!\S)(5|10|20|25) past (\d\d?)(?![\d:.])"), lambda m: f"{m[2]}:{int(m[1]):02}"),
    (re.compile(r"(?<!\S)(until|till|til|before) (?:after|past|at least|about|around) (?=\d|half|quarter)"), r"\1 "),
    (re.compile(r"(?<!\S)(?P<to>quarter|15|20|25) (?:to|til|till) (?P<hour>\d\d?)(?![\d:.])"), lambda m: _to(m)),
    (re.compile(r"(?<!\S)(?P<to>5|10)min to (?P<hour>\d\d?)(?![\d:.])"), lambda m: _to(m)),
    (re.compile(r"(?<=(?<!\S)at )(?P<to>5|10) to (?P<hour>\d\d?)(?![\d:.])"), lambda m: _to(m)),
    (re.compile(r"(?<!\S)([01]\d|2[0-3])([0-5]\d) ?(?:hrs|hours)(?!\S)"), r"\1:\2"),
    (re.compile(r"(?<=\d) n (?=\d)"), " and "),
    (re.compile(r"(?<!\S)half (?:past )?(\d\d?) ?([ap]m)(?!\S)"), r"\1:30\2"),
    (re.compile(r"(?<!\S)after dark(?!\S)"), "after 6pm"),
    (re.compile(r"(?<!\S)(at|before|after|from|until|till|til) (\d{1,2}) hours(?!\S)(?! (?:after|before|of|from|later))"), r"\1 \2 oclock"),
    (re.compile(r"(?<!\S)lunch ?times?(?!\S)"), "lunchtime"),
    (re.compile(r"(?<!\S)(?:(?<=on )nights?|(?<=work )nights|(?<=working )nights?|(?<=doing )nights|(?<=finish )nights|(?<=off )nights|night (?:shift|work|duty))(?= (?:till|until|til|finish|at) )"), "nightwork"),
    (re.compile(r"(?<!\S)nights(?!\S)"), "night"),
    (re.compile(r"(?<!\S)the (?=(?:night|tomorrow)(?: |$))"), ""),
    (re.compile(r"(?<!\S)at (?=half \d)"), ""),
    (re.compile(r"(?<!\S)12 (?=noon|midday|midnight)"), ""),
    (re.compile(r"(?<!\S)(?:first thing|in the morn|morn|mornings)(?!\S)"), "morning"),
    (re.compile(r"(?<!\S)(?:afternoons|avo|arvo|aft)(?!\S)"), "afternoon"),
    (re.compile(r"(?<!\S)(?:evenings|eve)(?!\S)"), "evening"),
    (re.compile(r"(?<!\S)(?:tea ?time|after tea)(?!\S)"), "5pm"),
    (re.compile(r"(?<!\S)(monday|tuesday|wednesday|thursday|friday|saturday|sunday)s(?!\S)"), r"\1"),
    (re.compile(r"(?<!\S)(?:mon|monday) (?:to|till) (?:fri|friday)(?!\S)|(?<!\S)during the week(?!\S)"), "weekdays"),
    (re.compile(rf"(?<!\S)({_WEEKDAYS}) to ({_WEEKDAYS})(?!\S)"), lambda m: _days_between(m)),
)  # fmt: skip

_HINT = re.compile(
    rf"\d|(?<!\S)(?:half|quarter|noon|mid|lunch|morn|after|avo|arvo|aft|eve|night|tonight|today|tomorrow|day|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    rf"|(?:mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun)(?!\S)|week|next|hours?|an|minutes?|tea|first|one|couple|few|{'|'.join(_NUMBERS)})"
)
_MINUTES_TO = re.compile(
    r"(?<!from )(?<!between )(?<!\S)(five|ten) to (?=one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(\w+)"
)


def may_name_a_time(said: str) -> bool:
    """Return False where no word is one of those that times have."""
    return _HINT.search(said) is not None


def plainer(clause: str) -> str:
    """A clause of a heard text, its times in figures as `dates.spoken` reads them."""
    if not may_name_a_time(clause):
        return clause
    clause = _MINUTES_TO.sub(lambda m: f"{_NUMBERS[m[1]]}min to {m[2]}", clause)
    said = _NUMBER.sub(lambda number: str(_NUMBERS[number[0]]), clause)
    for pattern, plain in _PLAINER:
        said = pattern.sub(plain, said)
    return said


def _days_between(found: re.Match[str]) -> str:
    """ "mon to wed" as "mon or tue or wed"."""
    first, last = (_WEEK.index(found[place][:3]) for place in (1, 2))
    return " or ".join(_WEEK[(first + ahead) % 7] for ahead in range((last - first) % 7 + 1))


def _to(found: re.Match[str]) -> str:
    minutes = 15 if found["to"] == "quarter" else int(found["to"])
    hour = int(found["hour"])
    return f"{(hour - 1) or 12}:{60 - minutes:02}"
