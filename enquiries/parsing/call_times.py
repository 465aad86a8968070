# ruff: noqa: E501 (a phrase is a line)
"""When a person wants to be called, as they say it in the middle of anything: "im at work till 5 can u ring after".

A time counts where it is plainly when to call: after a word for calling ("ring me at 7"), after one for being free ("home from
6"), alone in its clause ("tomorrow after 5 please"), or anywhere in the answer to our question. "He drinks 6 cans by 10am" and
"been up since 5" say nothing of it. `start` without `end` is a moment or "after"; `end` alone is "before".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from enum import Enum, auto
from typing import Final

from enquiries.dates.spoken import is_length, names_a_day, read_span, read_time
from enquiries.parsing.phrases import compile_phrases
from enquiries.parsing.plain_words import clauses
from enquiries.parsing.vocabulary import WORDS


@dataclass(frozen=True)
class CallTimes:
    """When to call, in UTC. `later`: another time is wanted and none was said."""

    start: datetime | None = None
    end: datetime | None = None
    in_a_while: bool = False
    """The time was said as so much later than now ("30 mins"), not by the clock."""
    now: bool = False
    later: bool = False
    daily: bool = False
    """Said as the hours of any day: "after 6", "between 6 and 8", "not before 6"; no day was named."""


NO_TIMES: Final = CallTimes()


class _Role(Enum):
    AT = auto()
    AFTER = auto()
    BEFORE = auto()


@dataclass(frozen=True)
class _Found:
    """A time within a clause, with what stands before it and after it there."""

    said: str
    moment: datetime
    before: str
    after: str
    end: datetime | None = None
    role: _Role = _Role.AT
    names_a_day: bool = False


_WORDS_OF_AN_ANSWER = 12
_CALLISH = re.compile(
    r"(?<!\S)(?:ring|call|phone|speak|talk|chat|free|available|later|not now|contact|help|book|time|please|off|home)(?!\S)"
)
_LONGEST = 6  # words of one time
_NUMBERS: Final = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "twentyfive": 25, "thirty": 30, "forty": 40, "fortyfive": 45, "fifty": 50, "sixty": 60, "ninety": 90,
}  # fmt: skip
_NUMBER = re.compile(rf"(?<!\S)(?:{'|'.join(_NUMBERS)})(?!\S)")
_PLAINER = (
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
    (re.compile(r"(?<!\S)(?P<to>quarter|15|20|25) (?:to|til|till) (?P<hour>\d\d?)(?![\d:.])"), lambda m: _to(m)),
    (re.compile(r"(?<!\S)(?P<to>5|10)min to (?P<hour>\d\d?)(?![\d:.])"), lambda m: _to(m)),
    (re.compile(r"(?<=at )(?P<to>5|10) to (?P<hour>\d\d?)(?![\d:.])"), lambda m: _to(m)),
    (re.compile(r"(?<!\S)([01]\d|2[0-3])([0-5]\d) ?(?:hrs|hours)(?!\S)"), r"\1:\2"),
    (re.compile(r"(?<!\S)the (?=night(?: |$))"), ""),
    (re.compile(r"(?<!\S)at (?=half \d)"), ""),
    (re.compile(r"(?<!\S)12 (?=noon|midday|midnight)"), ""),
    (re.compile(r"(?<!\S)(?:first thing|in the morn|morn|mornings)(?!\S)"), "morning"),
    (re.compile(r"(?<!\S)(?:afternoons|avo|arvo|aft)(?!\S)"), "afternoon"),
    (re.compile(r"(?<!\S)(?:evenings|eve)(?!\S)"), "evening"),
    (re.compile(r"(?<!\S)(?:tea ?time|after tea)(?!\S)"), "5pm"),
    (re.compile(r"(?<!\S)(monday|tuesday|wednesday|thursday|friday|saturday|sunday)s(?!\S)"), r"\1"),
    (re.compile(r"(?<!\S)(?:mon|monday) (?:to|till) (?:fri|friday)(?!\S)|(?<!\S)during the week(?!\S)"), "weekdays"),
)  # fmt: skip

_MINUTES_TO = re.compile(
    r"(?<!from )(?<!between )(?<!\S)(five|ten) to (?=one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(\w+)"
)
_STARTERS = re.compile(
    r"\d{1,2}(?:[.:]?\d\d)?(?:am|pm)?(?:ish)?|\d{1,3}(?:m|h|mins?|hrs?)|\d{1,3}|half|quarter|noon|midday|midnight|lunch|lunchtime|morning|afternoon|evening|night"
    r"|tonight|today|tomorrow|next|this|weekdays?|weekends?|day|the|in"
    r"|\d{1,2}(?:st|nd|rd|th)|(?:mon|tues?|wed(?:nes|s)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
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

_CLOSE_BEFORE = (
    r"(?: (?:at|about|around|roughly|like|say|on|approx|the|maybe|for|only|just|its|it|in|this))*$"
)
_ROLE_BEFORE = re.compile(
    r"(?P<not>(?:not|dont|never|no|cant|wont|isnt|nothing|unable|havent)(?: \S+){0,5} )?"
    r"(?P<word>after|from|past|since|before|by|until|till|til|later than|earlier than|up to|between|gone)"
    + _CLOSE_BEFORE
)
_AFTER_WORDS = frozenset(("after", "from", "past", "later than", "gone", "between"))
_ROLE_AFTER = (
    (
        re.compile(
            r"^(?:onwards?|on wards|or later|or after|and after|and later|at the earliest|earliest|plus|\+)(?!\S)"
        ),
        _Role.AFTER,
    ),
    (re.compile(r"^(?:or before|or earlier|and before|at the latest|latest)(?!\S)"), _Role.BEFORE),
)
_TO = re.compile(r"(?:to|till|til|until|and|or)")
_IS_BUSY = compile_phrases(
    """
    {im}/{i}/ill_be/got .. work/working/busy/meeting/out/driving/asleep/bed/shift/college/uni/school/tied_up/class/court/away/gym/kids/home
    at/in/on work/meeting/shift/college/class/court/nights
    working/busy/driving
    """,
    WORDS,
)
_THEIR = re.compile(
    r"(?<!\S)(?:he|she|hes|shes|they|theyre|husband|wife|partner|mum|dad|boyfriend|girlfriend|ex)(?!\S)"
)

_OBJECTS = (
    r"(?: (?:me|us|back|again|please|later|only|then|just|mate|to me|to you|hold of me|on this number|this number|on this|any ?time|sometime|"
    r"anytime|my mobile|mobile|here|her|him|but|or|and|on))*"
)
_ASKED_FOR = re.compile(
    rf"(?<!\S)(?:ring|call|phone|bell|buzz|telephone|dial|speak|talk|chat|contact|reach me|get me|catch me|try|callback|call back|ringing|calling"
    rf"|give me|(?:can|could) (?:we|you|u) (?:make|do|move|change)(?: it)?(?: to)?)"
    rf"{_OBJECTS}(?: (?:when|once|as soon as|on my|in my|during my|at|for)(?: \S+){{0,6}})?$"
)
_ANOTHERS = re.compile(
    r"(?<!\S)(?:he|she|they|who|hes|shes|i|mum|dad) (?:(?!can|could|will|prefer)\S+ )?(?:ring|call|phone|talk|speak)[a-z]*(?: \S+){0,3}$"
)
_NOT_THEN = re.compile(
    rf"(?<!\S)(?:dont|never|not|cant) (?:ring|call|phone|text){_OBJECTS}(?: (?:at|on|in|the|this))*$"
)
_CANNOT_THEN = re.compile(
    r"(?<!\S)(?:cant|cannot|wont|not) (?:really )?(?:do|make|manage|talk|speak|able to do|good)"
    r"(?: (?:it|that|a call|on the phone))?(?: (?:at|on|in|the|this|for))*$"
)
_BUT_NOT_THEN = re.compile(
    r"(?:^not|(?<!\S)(?:but|except|except for|apart from|other than|just not|but not|any day not))(?: (?:on|in|for))*$"
)
_PAST = re.compile(
    r"(?<!\S)(?:had|have had|was|were|been|rang|called|phoned|went|got|missed|drink|drinking|drank|work)(?: \S+){0,4}$"
)
_FREE = re.compile(
    r"(?<!\S)(?:free|available|get a break|i get (?:a |my )?(?:break|lunch)|(?:im|ill be) (?:about|around|here|up|in)|can talk(?: freely)?|can speak(?: freely)?|can chat|can answer|can take|could talk|could speak|able to (?:talk|speak|chat)|home"
    r"|finish(?: work)?|off(?: work)?|on (?:my |a )?(?:break|lunch)|on break|my (?:break|lunch)(?: is)?|back|best time(?: to \S+(?: \S+){0,2})?(?: is| would be)?"
    r"|good time(?: is)?|better time|time(?: that)? suits(?: me)? is|knock off|clock off|get off|get in|get home|be home|be in|be free|out of work"
    r"|safe|(?:im|am|be|home) alone|on my own|house to myself|works|suits|prefer|better|ideally|best|how about|what about|can do|could do|make it|is it ok"
    r"|later|not now|another time|maybe|say)"
    rf"(?: (?:only|just|any ?time|anytime|from|is|to talk|to speak|again|on|ring|call))*{_CLOSE_BEFORE}"
)
_ALONE_BEFORE = re.compile(
    r"^(?:(?:yes|yeah|yep|ok|okay|hi|hello|please|could|can|you|it|be|do|its|just|only|any|anytime|any ?time|later|not|now|tonight|maybe|ideally"
    r"|preferably|sometime|some|time|prefer|best|at|about|around|on|in|the|this|from|after|before|until|till|til|between|by|past|and|but|so|or"
    r"|when|we|i|would|like|want|for|no|earlier|later|than|never|sorry|um|er|oh|thanks|day|is|make|call|ring|a|phone|request|book|me) ?)*$"
)
_ALONE_AFTER = re.compile(
    r"^(?:(?:please|thanks|thank you|ta|x+|cheers|is|its|if|would|will|works|suits|ish|onwards?|or|and|at|best|better|good|fine|ok|okay|me|be|poss"
    r"|possible|you|can|that|ill|im|today|tonight|then|mate|love|earliest|latest|later|earlier|after|before|the|for|only|any|day|great|perfect"
    r"|when|because|while|as|but|not|to|till|til|until|time|around|about|so)(?: |$))"
)
_EXPLICIT = re.compile(
    r"[ap]m|[:.]|half|quarter|noon|midday|midnight|morning|afternoon|evening|night|today|tomorrow|day|week|mon|tue|wed|thu|fri|sat|sun|hour|minute"
    r"|lunch|oclock|\d\d\d\d"
)
_REFERS_BACK = re.compile(
    r"(?:(?:ring|call|phone|talk|speak|try|free|anytime|any time|good|fine|ok)(?: (?:me|us|back|again|please))*|^(?:so )?(?:any ?time|just|only)?)"
    r" ?(?P<word>after|then|from then|afterwards|before)(?: (?:that|then|this))?(?: please| is good| is fine| is ok| thanks| would be good)*$"
)
_NOT_NOW_CALL = re.compile(
    r"(?<!\S)(?:not|dont|cant|never|isnt|wont|cannot)(?: \S+){0,3} (?:right )?now(?!\S)|life(?: \S+){0,5} now"
)
_NOW = compile_phrases(
    """
    ring/call/phone/bell/buzz/telephone/contact me/us/please? back? ..2 now
    ring/call/phone/bell/contact .. asap/immediately
    ring/call/phone/bell/contact .. straight_away/right_away/right_now
    ring/call/phone/bell/contact .. as_soon_as/soon_as
    ring/call/phone now
    can/could talk/speak now
    you/u can ring/call/phone me/us? back/again? please/x? $
    free/available/ready/safe/alone now
    now is good/fine/ok/best/great
    now please
    someone/anyone ring/call/phone me now
    """
)
_NOW_ALONE = re.compile(
    r"(?:(?:please|yes|ok|ready|can you|could you|can someone|im) )*(?:now|asap|right now|straight away|right away|immediately|as soon as (?:possible|you can|poss)"
    r"|(?:call|ring|phone)(?: me| us)?(?: back)?(?: now| asap)?|now is fine|soon as|(?:can you )?do it now)(?: if you can| if possible| if poss)?(?: please| now| thanks| ta| x)*"
)
_NOW_WHEN_ASKED = re.compile(r"(?:any ?time|whenever|anytime)(?: is| you| suits| works| thats)?(?: \S+){0,4}")
_LATER = re.compile(
    r"(?:(?:ring|call|phone|please|(?:can|could) (?:you|we)|make it|text|speak) (?:me |back )*)*(?:later|another time|not now|bit later|in a bit|different time"
    r"|change (?:the )?time|some other time|not right now|not today|another day)(?: on| today| please| thanks)*"
)


def call_times(said: str, now: datetime, zone: tzinfo, *, answering: bool = False) -> CallTimes:
    """When to call, from a heard text and by the clock of `zone`. `answering`: we asked for a time."""
    bare = said.replace(" ?", "")
    if answering and len(bare.split()) <= _WORDS_OF_AN_ANSWER:
        bare = bare.replace(" |", "")  # "saturday morning, 11 oclock" is one time
    each_clause = [_plainer(clause) for clause in clauses(bare)]
    found = [
        (number, each) for number, clause in enumerate(each_clause) for each in _times(clause, now, zone)
    ]
    meant = _referred_to(each_clause, found)
    alone_counts = sum(not clause.startswith("not ") for clause in each_clause) <= 1 or bool(
        _CALLISH.search(bare)
    )
    wanted = (
        [meant]
        if meant
        else [each for _, each in found if answering or _is_for_a_call(each, alone_counts=alone_counts)]
    )
    if wanted:
        return _together(wanted)
    whole = " ".join(clauses(said.replace(" ?", "")))
    return CallTimes(
        now=_is_now(said, whole) or (answering and bool(_NOW_WHEN_ASKED.fullmatch(whole))),
        later=bool(_LATER.fullmatch(whole)) or any(_is_refused(each) for _, each in found),
    )


def _is_refused(found: _Found) -> bool:
    """Return True where they cannot be called at that time: "dont ring at 6", "cant do 6 anymore"."""
    refused = _NOT_THEN.search(found.before) or _CANNOT_THEN.search(found.before)
    return found.role is _Role.AT and refused is not None


def _plainer(clause: str) -> str:
    clause = _MINUTES_TO.sub(lambda m: f"{_NUMBERS[m[1]]}min to {m[2]}", clause)
    said = _NUMBER.sub(lambda number: str(_NUMBERS[number[0]]), clause)
    for pattern, plain in _PLAINER:
        said = pattern.sub(plain, said)
    return said


def _to(found: re.Match[str]) -> str:
    minutes = 15 if found["to"] == "quarter" else int(found["to"])
    hour = int(found["hour"])
    return f"{(hour - 1) or 12}:{60 - minutes:02}"


def _times(clause: str, now: datetime, zone: tzinfo) -> Iterator[_Found]:
    """The times in a clause from left to right, the longest reading of each."""
    words = clause.split()
    at = 0
    while at < len(words):
        length = _length_of_time(words, at, now, zone)
        if length == 0:
            at += 1
            continue
        after = at + length
        yield from _found(words, at, after, now, zone)
        if (end := _end_of_span(words, after, now, zone)) and _times_span(words, at, after, end, now, zone):
            after = end
        at = after


def _found(words: list[str], start: int, after: int, now: datetime, zone: tzinfo) -> Iterator[_Found]:
    said = " ".join(words[start:after])
    before = " ".join(words[:start])
    end = _end_of_span(words, after, now, zone)
    span = _times_span(words, start, after, end, now, zone) if end else None
    if span and end:
        whole = " ".join(words[start:end])
        after_it = " ".join(words[end:])
        yield _Found(
            said, span[0], before, after_it, end=span[1], role=_Role.AFTER, names_a_day=names_a_day(whole)
        )
        return
    moment = read_time(said, now, zone)
    if moment:
        found = _Found(said, moment, before, " ".join(words[after:]), names_a_day=names_a_day(said))
        yield replace(found, role=_role(found))


def _length_of_time(words: list[str], at: int, now: datetime, zone: tzinfo) -> int:
    """Count the words of the time that begins here; 0 where none does."""
    if not _STARTERS.fullmatch(words[at]):
        return 0
    for length in range(min(_LONGEST, len(words) - at), 0, -1):
        said = " ".join(words[at : at + length])
        if length == 1 and _TOO_BARE.fullmatch(said):
            return 0
        following = words[at + length] if at + length < len(words) else ""
        bounded = at > 0 and words[at - 1] in _BOUNDING
        if following in _COUNTED and words[at + length - 1].isdecimal() and not bounded:
            continue
        if words[at + length - 1] not in _DANGLING and read_time(said, now, zone):
            return length
    return 0


_DANGLING = frozenset(("at", "about", "around", "on", "from", "after", "this", "please", "in", "the"))


def _end_of_span(words: list[str], after: int, now: datetime, zone: tzinfo) -> int:
    """The index after the second time of "6 to 7"; 0 where there is no second one."""
    if after + 1 >= len(words) or not _TO.fullmatch(words[after]):
        return 0
    length = _length_of_time(words, after + 1, now, zone)
    return after + 1 + length if length else 0


def _times_span(
    words: list[str], start: int, after: int, end: int, now: datetime, zone: tzinfo
) -> tuple[datetime, datetime] | None:
    return read_span(" ".join(words[start:after]), " ".join(words[after + 1 : end]), now, zone)


def _role(found: _Found) -> _Role:
    for pattern, role in _ROLE_AFTER:
        if pattern.match(found.after):
            return role
    before = _ROLE_BEFORE.search(found.before)
    if before is None:
        return _Role.AT
    is_after = before["word"] in _AFTER_WORDS
    if before["not"]:
        is_after = not is_after
    elif before["word"] in {"until", "till", "til"} and _is_busy(found.before):
        is_after = True
    return _Role.AFTER if is_after else _Role.BEFORE


def _is_busy(before: str) -> bool:
    """Return True where the writer cannot talk up to a time: "im at work till 5"."""
    return _IS_BUSY.search(before) is not None and _THEIR.search(before) is None


def _is_for_a_call(found: _Found, *, alone_counts: bool) -> bool:
    """Return True where the time is plainly when to call. `alone_counts`: a clause of its own may say it."""
    before = _without_role(found.before)
    not_then = _BUT_NOT_THEN.search(found.before) is not None and found.role is _Role.AT
    if _ANOTHERS.search(before) or not_then or _is_refused(found):
        return False
    if _ASKED_FOR.search(before):
        return True
    if _FREE.search(before) and not _THEIR.search(before):
        return True
    if _PAST.search(before):
        return False
    if found.role is _Role.AFTER and _is_busy(before) and _ROLE_BEFORE.search(found.before):
        return True
    if found.before == "its" and found.role is _Role.AT:
        return False  # "its 2am and im still up"
    alone = (
        alone_counts
        and _ALONE_BEFORE.match(found.before)
        and (not found.after or _ALONE_AFTER.match(found.after))
    )
    return bool(alone) and (bool(_EXPLICIT.search(found.said)) or found.role is not _Role.AT)


def _without_role(before: str) -> str:
    role = _ROLE_BEFORE.search(before)
    return before[: role.start("word")].rstrip() if role else re.sub(_CLOSE_BEFORE, "", before)


def _referred_to(each_clause: list[str], found: list[tuple[int, _Found]]) -> _Found | None:
    """The time that "ring after" or "before then" at the end of a clause means."""
    if not found:
        return None
    for number in range(len(each_clause) - 1, -1, -1):
        refers = _REFERS_BACK.search(each_clause[number])
        earlier = [each for at, each in found if at <= number]
        if refers and earlier and not each_clause[number].endswith(earlier[-1].said):
            role = _Role.BEFORE if refers["word"] == "before" else _Role.AFTER
            return replace(earlier[-1], role=role)
    return None


def _together(wanted: list[_Found]) -> CallTimes:
    """One wish from the times that a text names: the last that begins, and the last that ends."""
    starts = [each for each in wanted if each.role is not _Role.BEFORE]
    ends = [each.end or each.moment for each in wanted if each.role is _Role.BEFORE or each.end]
    start = starts[-1] if starts else None
    end = ends[-1] if ends else None
    if start and end and end <= start.moment:
        end = None
    in_a_while = bool(start) and is_length(start.said) if start else False
    return CallTimes(
        start=start.moment if start else None,
        end=end,
        in_a_while=in_a_while,
        daily=not (in_a_while or any(each.names_a_day or each.role is _Role.AT for each in wanted)),
    )


def _is_now(said: str, whole: str) -> bool:
    return bool(_NOW_ALONE.fullmatch(whole)) or (bool(_NOW.search(said)) and not _NOT_NOW_CALL.search(said))
