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

from enquiries.dates.spoken import is_length
from enquiries.parsing.grammar.phrases import compile_phrases
from enquiries.parsing.plain_words import clauses
from enquiries.parsing.times.for_a_call import is_for_a_call, is_refused
from enquiries.parsing.times.found_times import Bound, Found, times_in
from enquiries.parsing.times.plain_times import may_name_a_time, plainer


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


_WORDS_OF_AN_ANSWER = 12
_GOODNIGHT = re.compile(r"(?:nighty )?(?:night|nite)(?: night| nite)?(?: (?:x+|hun|love|mate|all|then|ta))*")
_CALLISH = re.compile(
    r"(?<!\S)(?:ring|call|phone|speak|talk|chat|free|available|later|not now|contact|help|book|time|please|off|home)(?!\S)"
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
    if not answering and _GOODNIGHT.fullmatch(said):
        return NO_TIMES
    bare = said.replace(" ?", "")
    if answering and len(bare.split()) <= _WORDS_OF_AN_ANSWER:
        bare = bare.replace(" |", "")  # "saturday morning, 11 oclock" is one time
    each_clause = [plainer(clause) for clause in clauses(bare)] if may_name_a_time(bare) else []
    found = [
        (number, each) for number, clause in enumerate(each_clause) for each in times_in(clause, now, zone)
    ]
    meant = _referred_to(each_clause, found)
    alone_counts = sum(not clause.startswith("not ") for clause in each_clause) <= 1 or bool(
        _CALLISH.search(bare)
    )
    wanted = (
        [meant]
        if meant
        else [each for _, each in found if answering or is_for_a_call(each, alone_counts=alone_counts)]
    )
    if wanted:
        return _together(wanted)
    whole = " ".join(clauses(said.replace(" ?", "")))
    return CallTimes(
        now=_is_now(said, whole) or (answering and bool(_NOW_WHEN_ASKED.fullmatch(whole))),
        later=bool(_LATER.fullmatch(whole)) or any(is_refused(each) for _, each in found),
    )


def _referred_to(each_clause: list[str], found: list[tuple[int, Found]]) -> Found | None:
    """The time that "ring after" or "before then" at the end of a clause means."""
    if not found:
        return None
    for number in range(len(each_clause) - 1, -1, -1):
        refers = _REFERS_BACK.search(each_clause[number])
        earlier = [each for at, each in found if at <= number]
        if refers and earlier and not each_clause[number].endswith(earlier[-1].said):
            bound = Bound.BEFORE if refers["word"] == "before" else Bound.AFTER
            return replace(earlier[-1], bound=bound)
    return None


def _together(wanted: list[Found]) -> CallTimes:
    """One wish from the times that a text names: the last that begins, and the last that ends."""
    starts = [each for each in wanted if each.bound is not Bound.BEFORE]
    ends = [each.end or each.moment for each in wanted if each.bound is Bound.BEFORE or each.end]
    start = starts[-1] if starts else None
    end = ends[-1] if ends else None
    if start and end and end <= start.moment:
        end = None
    in_a_while = bool(start) and is_length(start.said) if start else False
    return CallTimes(
        start=start.moment if start else None,
        end=end,
        in_a_while=in_a_while,
        daily=not (in_a_while or any(each.names_a_day or each.bound is Bound.AT for each in wanted)),
    )


def _is_now(said: str, whole: str) -> bool:
    return bool(_NOW_ALONE.fullmatch(whole)) or (bool(_NOW.search(said)) and not _NOT_NOW_CALL.search(said))
