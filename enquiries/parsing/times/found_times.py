# ruff: noqa: E501 (a phrase is a line)
"""The times that a clause names, each with the words before and after it, and whether it bounds: after 6, until 7."""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, tzinfo
from enum import Enum, auto
from typing import Final, Self

from enquiries.dates.spoken import (
    WAKING,
    is_length,
    is_span,
    is_time,
    names_a_clock,
    names_a_day,
    read_span,
    read_time,
    without_day,
)
from enquiries.parsing.grammar.phrases import compile_phrases
from enquiries.parsing.vocabulary import WORDS


class Bound(Enum):
    AT = auto()
    AFTER = auto()
    BEFORE = auto()


@dataclass(frozen=True)
class Found:
    """A time within a clause, with what stands before it and after it there.

    `ends_said`: the second time of "6 to 7". `is_another`: it may be that or an earlier one: "or at 7".
    `is_past`: it was of today and has passed, "at 7 tonight" by 9; then `moment` is tomorrow's, or now for "today" alone.
    """

    said: str
    moment: datetime
    before: str
    after: str
    end: datetime | None = None
    bound: Bound = Bound.AT
    names_a_day: bool = False
    ends_said: str = ""
    is_past: bool = False
    is_another: bool = False

    @property
    def is_day_only(self) -> bool:
        """Return True for Friday, at the weekend: no hour of it was said."""
        return not names_a_clock(self.said) and not is_length(self.said)

    def is_ahead(self, now: datetime) -> bool:
        """Return True where it names a moment to come, or hours that are not over: after 6, at 7."""
        return now < (self.end or self.moment) or (self.bound is Bound.AFTER and not self.is_past)

    def on_a_day(self, day: str, now: datetime, zone: tzinfo) -> Self | None:
        """The same hour on another day; None where that is past."""
        hours = replace(self, ends_said=without_day(self.ends_said))
        return hours.read_again(f"{day} {without_day(self.said)}", now, zone)

    def read_again(
        self, said: str, now: datetime, zone: tzinfo, *, hours: Container[int] = WAKING
    ) -> Self | None:
        """The same with other words for its time, as "friday" before it; None where that is past."""
        of_a_day = names_a_day(said)
        if self.end is not None:
            span = read_span(said, self.ends_said, now, zone)
            if span is None:
                return None
            return replace(self, said=said, moment=span[0], end=span[1], names_a_day=of_a_day)
        moment = read_time(said, now, zone, hours=hours)
        return replace(self, said=said, moment=moment, names_a_day=of_a_day) if moment else None


_LONGEST = 6  # words of one time
_PART_OF_DAY = re.compile(r"morning|afternoon|evening")
_YEAR = re.compile(r"(?:19|20)\d\d")
_BEFORE_YEARS = frozenset(("in", "since", "of", "from", "around", "until", "till", "til"))
_DANGLING = frozenset(("at", "about", "around", "on", "from", "after", "this", "please", "in", "the"))
_STARTERS = re.compile(
    r"\d{1,2}(?:[.:]?\d\d)?(?:am|pm)?(?:ish)?|\d{1,3}(?:m|h|mins?|hrs?)|\d{1,3}|half|quarter|noon|midday|midnight|lunch|lunchtime|morning|afternoon|evening|night"
    r"|tonight|today|tomorrow|next|this|weekdays?|weekends?|day|the|in"
    r"|\d{1,2}(?:st|nd|rd|th)|(?:mon|tues?|wed(?:nes|s)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
)
_TIME_WORD = re.compile(
    r"\d[\d.:]*(?:[ap]m?|ish|st|nd|rd|th|h|m|hrs?|mins?)*(?:ish)?|[ap]m?|half|quarter|past|an?|noon|midday|midnight|lunch(?:time)?|morning|afternoon|evening|night|tonight|tonite"
    r"|today|tomorrow|next|this|weekdays?|weekends?|week|days?|the|in|of|at|about|around|on|from|after|please|pls|ish|o|clock|oclock|hours?|hrs?|minutes?|mins?|h|m"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|(?:mon|tues?|wed(?:nes|s)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
)
_TOO_BARE = re.compile(r"(?:the|in|this|day|\d{1,2}(?:st|nd|rd|th)|\d{3})")
_COUNTED = frozenset(
    [
        "ago",
        "years",
        "year",
        "yrs",
        "yr",
        "weeks",
        "week",
        "wks",
        "months",
        "month",
        "kids",
        "children",
        "cans",
        "pints",
        "units",
        "bottles",
        "quid",
        "pounds",
        "pound",
        "mg",
        "times",
        "x",
        "lines",
        "bags",
        "tabs",
        "tablets",
        "pills",
        "stone",
        "grams",
        "g",
        "ounce",
        "people",
        "of",
        "old",
        "yo",
        "days",
        "litres",
        "ml",
        "days_sober",
        "sons",
        "daughters",
        "brothers",
        "sisters",
        "grand",
        "percent",
        "hundred",
        "thousand",
        "k",
        "rehabs",
        "attempts",
        "nights",
        "shots",
        "vodkas",
        "beers",
        "glasses",
        "drinks",
        "joints",
        "fags",
    ]
)
_BOUNDING = frozenset(("before", "after", "until", "till", "til"))

_ALREADY: Final = "#"
"""What stands in a clause for a time that was found there before."""
_ANOTHER: Final = re.compile(
    rf"(?:(?<!\S)(?:before|after|from|between|until|till|til|by|at|on|either|not before|not after) )*{_ALREADY} (?:or|and|nor|also|then|to)(?!\S) ?"
)
_OR: Final = re.compile(rf"(?:^|{_ALREADY} )(?:or|also)(?!\S)")
CLOSE_BEFORE = (
    r"(?: (?:#|at|about|around|roughly|like|say|on|approx|the|maybe|for|only|just|its|it|in|this))*$"
)
ROLE_BEFORE = re.compile(
    r"(?P<not>(?:not|dont|never|no|cant|wont|isnt|nothing|unable|havent)(?: \S+){0,5} )?"
    r"(?P<word>after|from|past|since|before|by|until|till|til|later than|earlier than|up to|between|gone)"
    + CLOSE_BEFORE
)
_AFTER_WORDS = frozenset(("after", "from", "past", "later than", "gone", "between"))
_ROLE_AFTER = (
    (
        re.compile(
            r"^(?:onwards?|on wards|or later|or after|and after|and later|at the earliest|earliest|plus|\+)(?!\S)(?! (?:\d|noon|mid|lunch))"
        ),
        Bound.AFTER,
    ),
    (
        re.compile(
            r"^(?:or before|or earlier|and before|at the latest|latest)(?!\S)(?! (?:\d|noon|mid|lunch))"
        ),
        Bound.BEFORE,
    ),
)
_ROUGHLY: Final = frozenset(("about", "around", "roughly", "like", "maybe"))
_DIGIT: Final = re.compile(r"\d")
_TO = re.compile(r"(?:to|till|til|until|and|or)")
_AND_A_SPAN: Final = re.compile(rf"{_ALREADY} and(?: between| from)?$")
_BUSY_UNTIL: Final = re.compile(
    r"(?<!\S)(?:work|shift|lates?|busy|working|driving|meetings?|asleep|bed|uni|school|college|class|lectures?|court)(?: \S+){0,3} (?:until|till|til)$"
)
_NIGHT_WORK: Final = re.compile(r"(?<!\S)nightwork(?: \S+){0,3}$")
_LATE_WORK: Final = re.compile(r"(?<!\S)(?:late shift|lates|bar shift|pub shift)(?: \S+){0,3}$")
_OF_TODAY: Final = re.compile(r"(?<!\S)(?:today|tonight)(?!\S)")
_NOT_AFTER: Final = re.compile(r"(?<!\S)(?:not|dont|never|no|cant)(?: \S+){0,5} (?:after|past|later than)$")
_STILL_MEANT: Final = timedelta(hours=4)
"""For so long an hour of today that is past may be that after which they are free."""
_ANY_HOUR: Final = range(24)
_LATE: Final = range(12, 24)
_BY_DAY: Final = frozenset((0, *range(8, 24)))
"""When what one does by day may end, midnight too: "at work till 5" is no 5am."""
_NIGHT_WORK_ENDS: Final = range(12)
_LATE_WORK_ENDS: Final = frozenset((*range(5), *range(18, 24)))
_AT_NIGHT: Final = frozenset((*range(6), *range(21, 24)))
"""Who is at work at such an hour may be so until the morning."""
_EVENING_TOO: Final = range(8, 23)
_IS_BUSY = compile_phrases(
    """
    leave/leaving it/me
    wait/hold_off/hang_on/hang_fire
    {im}/{i}/ill_be/got .. work/working/busy/meeting/out/driving/asleep/bed/shift/college/uni/school/tied_up/class/court/away/gym/kids/home
    at/in/on my/a/the? work/meeting/meetings/shift/lates/late_shift/uni/school/college/class/lectures/court/nightwork
    nightwork/school_run/lates/late_shift
    working/busy/driving
    """,
    WORDS,
)
THEIR = re.compile(
    r"(?<!\S)(?:he|she|hes|shes|hell|shell|they|theyre|theyll|husband|wife|partner|mum|dad|boyfriend|girlfriend|ex)(?!\S)"
)

_CHILDREN = re.compile(r"(?<!\S)(?:kids?|son|daughter|children|boys?|girls?|lads?)(?!\S)")


def times_in(clause: str, now: datetime, zone: tzinfo) -> Iterator[Found]:
    """The times in a clause from left to right, the longest reading of each."""
    words, shown = clause.split(), clause.split()
    at = 0
    while at < len(words):
        length = _length_of_time(words, at)
        if length == 0:
            at += 1
            continue
        after = at + length
        before = " ".join(each for each in shown[:at] if each)
        end = _end_of_span(words, at, after)
        if end:
            yield from _found_span(words, at, after, end, before, now, zone)
            after = end
        else:
            yield from _found(words, at, after, before, now, zone)
        shown[at:after] = [_ALREADY, *[""] * (after - at - 1)]
        at = after


def _found_span(
    words: list[str], start: int, after: int, end: int, before: str, now: datetime, zone: tzinfo
) -> Iterator[Found]:
    """The span of "6 to 7"."""
    begins = after + 2 if words[after + 1] in _ROUGHLY else after + 1
    first, last = " ".join(words[start:after]), " ".join(words[begins:end])
    span = read_span(first, last, now, zone)
    next_span = span or read_span(without_day(first), without_day(last), now, zone)
    yield Found(
        first,
        next_span[0] if next_span else now,
        _ANOTHER.sub("", before).strip(),
        " ".join(words[end:]),
        end=next_span[1] if next_span else None,
        bound=Bound.AFTER,
        names_a_day=names_a_day(f"{first} {last}"),
        ends_said=last,
        is_past=span is None,
        is_another=_OR.search(before) is not None or _AND_A_SPAN.search(before) is not None,
    )


def _found(
    words: list[str], start: int, after: int, before: str, now: datetime, zone: tzinfo
) -> Iterator[Found]:
    said = " ".join(words[start:after])
    hours = _hours_meant(before, now, zone)
    moment = read_time(said, now, zone, hours=hours)
    if _is_year(words, start):
        return
    is_past = _OF_TODAY.search(said) is not None if moment is None else _is_over(said, moment, now, zone)
    if is_past or moment:
        found = Found(
            said,
            _next_day(said, now, zone, hours) if is_past else moment or now,
            _ANOTHER.sub("", before).strip(),
            " ".join(words[after:]),
            names_a_day=names_a_day(said),
            is_past=is_past,
            is_another=_OR.search(before) is not None,
        )
        yield _begun_today(replace(found, bound=_bound(found)), now, zone)


def _next_day(said: str, now: datetime, zone: tzinfo, hours: Container[int]) -> datetime:
    """The next moment at the hour of a time that has passed; now where it has none."""
    hour = without_day(said)
    return (read_time(hour, now, zone, hours=hours) if _DIGIT.search(hour) else None) or now


def _begun_today(found: Found, now: datetime, zone: tzinfo) -> Found:
    """ "After 6" at a quarter to seven is now, and not tomorrow's."""
    if found.bound is not Bound.AFTER or found.names_a_day or found.is_day_only or is_length(found.said):
        return found
    today = datetime.combine(now.astimezone(zone).date(), found.moment.astimezone(zone).time(), zone)
    begun = today.astimezone(UTC)
    is_now = found.moment > now >= begun >= now - _STILL_MEANT and found.moment - begun > timedelta(hours=20)
    return replace(found, moment=begun) if is_now else found


def _hours_meant(before: str, now: datetime, zone: tzinfo) -> Container[int]:
    """Of a bare hour: "on nights till 6" is the morning's, "not after 9" never, by evening 10 may be its 10."""
    hour = now.astimezone(zone).hour
    if _NIGHT_WORK.search(before):
        return _NIGHT_WORK_ENDS
    if _LATE_WORK.search(before):
        return _LATE_WORK_ENDS
    if _BUSY_UNTIL.search(before) and is_busy(before):
        return _ANY_HOUR if hour in _AT_NIGHT else _BY_DAY
    if _NOT_AFTER.search(before):
        return _LATE
    return _EVENING_TOO if hour >= _EVENING_TOO.stop - 5 else WAKING


def _is_over(said: str, moment: datetime, now: datetime, zone: tzinfo) -> bool:
    """Return True for "this morning" in the afternoon, which is no morning to come."""
    this = said.startswith("this ") and _PART_OF_DAY.search(said)
    return bool(this) and moment.astimezone(zone).date() != now.astimezone(zone).date()


def _is_year(words: list[str], start: int) -> bool:
    return start > 0 and words[start - 1] in _BEFORE_YEARS and _YEAR.fullmatch(words[start]) is not None


def _length_of_time(words: list[str], at: int) -> int:
    """Count the words of the time that begins here; 0 where none does."""
    if not _STARTERS.fullmatch(words[at]):
        return 0
    for length in range(_most_words(words, at), 0, -1):
        said = " ".join(words[at : at + length])
        if length == 1 and _TOO_BARE.fullmatch(said):
            return 0
        following = words[at + length] if at + length < len(words) else ""
        bounded = at > 0 and words[at - 1] in _BOUNDING
        if following in _COUNTED and words[at + length - 1].isdecimal() and not bounded:
            continue
        if words[at + length - 1] not in _DANGLING and is_time(said):
            return length
    return 0


def _most_words(words: list[str], at: int) -> int:
    """Count the words from here on that may belong to a time."""
    most = min(_LONGEST, len(words) - at)
    return next((count for count in range(most) if not _TIME_WORD.fullmatch(words[at + count])), most)


def _end_of_span(words: list[str], start: int, after: int) -> int:
    """The index after the second time of "6 to 7"; 0 where there is no second one, or they are no span."""
    if after + 1 >= len(words) or not _TO.fullmatch(words[after]):
        return 0
    begins = after + 2 if words[after + 1] in _ROUGHLY else after + 1
    length = _length_of_time(words, begins)
    end = begins + length
    first, last = " ".join(words[start:after]), " ".join(words[begins:end])
    parts_of_a_day = words[after] in {"and", "or"} and not (_DIGIT.search(first) and _DIGIT.search(last))
    return end if length and not parts_of_a_day and is_span(first, last) else 0


def _bound(found: Found) -> Bound:
    for pattern, bound in _ROLE_AFTER:
        if pattern.match(found.after):
            return bound
    before = ROLE_BEFORE.search(found.before)
    if before is None:
        return Bound.AT
    is_after = before["word"] in _AFTER_WORDS
    if before["not"]:
        is_after = not is_after
    elif before["word"] in {"until", "till", "til"} and is_busy(found.before):
        is_after = True
    return Bound.AFTER if is_after else Bound.BEFORE


def is_busy(before: str) -> bool:
    """Return True where the writer cannot talk up to a time: "im at work till 5"."""
    return _IS_BUSY.search(before) is not None and not (THEIR.search(before) or _CHILDREN.search(before))
