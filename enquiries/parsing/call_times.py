# ruff: noqa: E501 (a phrase is a line)
"""When a person wants to be called, as they say it in the middle of anything: "im at work till 5 can u ring after".

A time counts where it is plainly when to call: after a word for calling ("ring me at 7"), after one for being free ("home from
6"), alone in its clause ("tomorrow after 5 please"), or anywhere in the answer to our question. "He drinks 6 cans by 10am" and
"been up since 5" say nothing of it. `start` without `end` is a moment or "after"; `end` alone is "before".
"""

import re
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from typing import Final

from enquiries.parsing.grammar.phrases import compile_phrases
from enquiries.parsing.plain_words import clauses
from enquiries.parsing.times.for_a_call import is_for_a_call, is_refused
from enquiries.parsing.times.found_times import Bound, Found, times_in
from enquiries.parsing.times.plain_times import may_name_a_time, plainer
from enquiries.parsing.times.refused_times import leaves_a_window, window_besides
from enquiries.parsing.times.same_hour import with_same_hour
from enquiries.parsing.times.windows import TimeWindow, earliest


@dataclass(frozen=True)
class CallTimes:
    """When to call, in UTC. `later`: another time is wanted and none was said.

    `since`: when a window began in which a call is possible now.
    """

    start: datetime | None = None
    since: datetime | None = None
    end: datetime | None = None
    in_a_while: bool = False
    """The time was said as so much later than now ("30 mins"), not by the clock."""
    now: bool = False
    later: bool = False
    day_only: bool = False
    """A day was named and no hour of it, or the same: "make it Tuesday", "same time tomorrow"."""
    daily: bool = False
    """Said as the hours of any day: "after 6", "between 6 and 8", "not before 6"; no day was named."""

    @property
    def says_when(self) -> bool:
        """Return True where a moment or a window is known."""
        return any(each is not None for each in (self.start, self.since, self.end))


NO_TIMES: Final = CallTimes()


_WORDS_OF_AN_ANSWER = 12
_JOINED = re.compile(
    r"(?<! or)(?<! not)(?<! and)(?<! is)(?<! am)(?<! im) (?=(?:so|but|because|although|though) )(?!so (?:far|much|many|good|bad|that|late|long|soon|early|called)(?!\S))"
)
_SAYS_NOTHING = re.compile(
    r"(?:(?:no|nope|nah|yes|yeah|yep|ok|okay|please|thanks|thank you|sorry|hi|hello|hey|actually|sure|well|oh) ?)+"
)
_GREETING = re.compile(r"(?:morning|afternoon|evening)(?: all| there| mate| folks)?")
_GOODNIGHT = re.compile(r"(?:nighty )?(?:night|nite)(?: night| nite)?(?: (?:x+|hun|love|mate|all|then|ta))*")
_CALLISH = re.compile(
    r"(?<!\S)(?:ring|call|phone|speak|talk|chat|free|available|later|not now|contact|help|book|time|any ?time|please|off|home)(?!\S)"
)
_REFERS_BACK = re.compile(
    r"(?:(?:ring|call|phone|talk|speak|try|free|anytime|any time|good|fine|ok)(?: (?:me|us|back|again|please))*|^(?:so |but )?(?:any ?time|just|only)?)"
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
    im/i_am home/in/back now
    i mean/meant today/now/tonight
    ring/call/phone me? quick/quickly
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
    r"|change (?:the )?time|some other time|not right now|another day)(?: on| today| please| thanks)*"
)


def call_times(said: str, now: datetime, zone: tzinfo, *, answering: bool = False) -> CallTimes:
    """When to call, from a heard text and by the clock of `zone`. `answering`: we asked for a time."""
    if not answering and _GOODNIGHT.fullmatch(said):
        return NO_TIMES
    said, is_same_hour = with_same_hour(said, now, zone)
    bare = said.replace(" ?", "")
    each_clause = _timed_clauses(bare, answering=answering)
    found = [
        (number, each) for number, clause in enumerate(each_clause) for each in times_in(clause, now, zone)
    ]
    meant = _referred_to(each_clause, found)
    alone_counts = _is_about_times(each_clause, found) or bool(_CALLISH.search(bare))
    wanted = (
        [meant]
        if meant
        else [
            each
            for _, each in found
            if each.is_ahead(now)
            and not is_refused(each)
            and (answering or is_for_a_call(each, alone_counts=alone_counts))
        ]
    )
    refused = [each for _, each in found if is_refused(each)]
    wanted = [each for each in wanted if not each.is_past] or wanted
    if wanted:
        chosen = _chosen(earliest(_not_that_day(wanted, refused, now, zone), now, zone), now)
        day_only = is_same_hour or all(each.is_day_only and each.bound is Bound.AT for each in wanted)
        return replace(chosen, day_only=day_only)
    besides = [each for each in refused if leaves_a_window(each)]
    window = window_besides(besides, now, zone) if besides else None
    if window is not None:
        return _chosen(window, now)
    whole = " ".join(clauses(said.replace(" ?", "")))
    return CallTimes(
        now=_is_now(said, whole) or (answering and bool(_NOW_WHEN_ASKED.fullmatch(whole))),
        later=bool(_LATER.fullmatch(whole)) or bool(refused),
    )


def _timed_clauses(bare: str, *, answering: bool) -> list[str]:
    if not may_name_a_time(bare):
        return []
    if answering and len(bare.split()) <= _WORDS_OF_AN_ANSWER:
        bare = bare.replace(" |", "")  # "saturday morning, 11 oclock" is one time
    each_clause = [plainer(clause) for clause in _parts(bare)]
    return each_clause if answering else _without_greeting(each_clause)


def _without_greeting(each_clause: list[str]) -> list[str]:
    """ "Morning, i need help" names no time."""
    first, *others = each_clause or [""]
    greets = _GREETING.fullmatch(first) and any(not _SAYS_NOTHING.fullmatch(each) for each in others)
    return others if greets and not may_name_a_time(" ".join(others)) else each_clause


def _parts(said: str) -> list[str]:
    """The clauses, also those that a small word joins: "im home at 5 | so before then"."""
    return [part for clause in clauses(said) for part in _JOINED.split(clause) if part]


def _is_about_times(each_clause: list[str], found: list[tuple[int, Found]]) -> bool:
    """Return True where each clause says when, or when not; or there is one alone."""
    timed = {
        number
        for number, each in found
        if each.is_past or is_refused(each) or is_for_a_call(each, alone_counts=True)
    }
    silent = [
        clause
        for number, clause in enumerate(each_clause)
        if number not in timed
        and not clause.startswith(("not ", "but not "))
        and not _SAYS_NOTHING.fullmatch(clause)
    ]
    return not silent or len(each_clause) == 1


def _not_that_day(wanted: list[Found], refused: list[Found], now: datetime, zone: tzinfo) -> list[Found]:
    """ "After 5 but not tonight" is tomorrow."""
    days = {each.moment.astimezone(zone).date() for each in refused if each.names_a_day}
    if not days:
        return wanted
    tomorrow = [
        each.read_again(f"tomorrow {each.said}", now, zone)
        if not each.names_a_day and each.moment.astimezone(zone).date() in days
        else each
        for each in wanted
    ]
    return [each for each in tomorrow if each is not None] or wanted


def _chosen(window: TimeWindow, now: datetime) -> CallTimes:
    begun = window.start is not None and window.start <= now
    return CallTimes(
        start=None if begun else window.start,
        since=window.start if begun else None,
        end=window.end,
        in_a_while=window.in_a_while,
        daily=window.daily,
    )


def _referred_to(each_clause: list[str], found: list[tuple[int, Found]]) -> Found | None:
    """The time that "ring after" or "before then" at the end of a clause means."""
    if not found:
        return None
    for number in range(len(each_clause) - 1, -1, -1):
        refers = _REFERS_BACK.search(each_clause[number])
        earlier = [each for at, each in found if at <= number]
        if refers and earlier and not each_clause[number].endswith(earlier[-1].said):
            last = earlier[-1]
            if refers["word"] == "before":
                return replace(last, end=None, bound=Bound.BEFORE)
            if refers["word"] == "then":
                return replace(last, bound=Bound.AFTER)
            return replace(last, moment=last.end or last.moment, end=None, bound=Bound.AFTER)
    return None


def _is_now(said: str, whole: str) -> bool:
    return bool(_NOW_ALONE.fullmatch(whole)) or (bool(_NOW.search(said)) and not _NOT_NOW_CALL.search(said))
