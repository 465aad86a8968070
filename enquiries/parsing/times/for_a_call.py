# ruff: noqa: E501 (a phrase is a line)
"""Whether a time is plainly when to call: after a word for calling or for being free, or alone in its clause."""

import re

from enquiries.parsing.times.found_times import CLOSE_BEFORE, ROLE_BEFORE, THEIR, Bound, Found, is_busy

_OBJECTS = (
    r"(?: (?:#|the patient|the client|my \w+|our \w+|me|us|back|again|please|later|only|then|just|mate|to me|to you|hold of me|on this number|this number|on this|any ?time|sometime|"
    r"anytime|my mobile|mobile|here|her|him|but|or|and|on))*"
)
_ASKED_FOR = re.compile(
    rf"(?<!\S)(?:hit me up|(?:text|message) (?:me|us|back)|ring|call|calls|callbacks|(?<!my )(?<!his )(?<!her )(?<!the )phone|bell|shout|buzz|telephone|dial|speak|talk|chat|contact|reach me|get me|catch me|try|callback|call back|ringing|calling"
    rf"|give me|gimme|(?:can|could) (?:we|you|u) (?:make|do|move|change)(?: it)?(?: to)?)"
    rf"{_OBJECTS}(?: (?:when|once|as soon as|on my|in my|during my|at|for|about|regarding)(?: \S+){{0,6}})?$"
)
_ANOTHERS = re.compile(
    r"(?<!\S)(?:he|she|they|who|hes|shes|i|mum|dad) (?:(?!can|could|will|prefer)\S+ )?(?:ring|call|phone|talk|speak|text|message)[a-z]*(?: \S+){0,3}$"
)
_NOT_THEN = re.compile(
    rf"(?<!\S)(?:dont|never|not|cant) (?:ring|call|phone|text|bell|contact){_OBJECTS}(?: (?:at|on|in|the|this))*$"
    r"|(?<!\S)no (?:calls?|ringing|callbacks?|call backs?)(?: please)?(?: (?:at|on|in|the|this))*$"
    r"|(?<!\S)(?:im|ill be) (?:really |very )?(?:busy|working|at work|out|away|tied up|in meetings)(?: (?:at|on|in|the|this|all|for))*$"
    r"|(?<!\S)(?:not|isnt|never) (?:safe|good|great|possible|convenient|free|available|around)(?: (?:at|on|in|the|this|for me))*$"
)
_NOT_THEN_AFTER = re.compile(
    r"(?:(?:is|are|would be|r) )?(?:no|no good|not good|isnt good|arent good|bad|not great|out|no use|not ok|not possible|a no|no go|a no go|not safe|isnt safe"
    r"|arent safe|wont work|doesnt work|dont work|dont suit|doesnt suit|(?:# )?(?:i )?cant (?:talk|speak|do|make it)|(?:please )?(?:dont|never|no) (?:ring|call|phone|calls))(?: (?:me|for me|please|though|tho))*$"
)
_BETWEEN = re.compile(r" ?(?:between|from)$")
_CANNOT_THEN = re.compile(
    r"(?<!\S)(?:cant|cannot|wont|not) (?:really )?(?:do|make|manage|talk|speak|able to do|good)"
    r"(?: (?:it|that|a call|on the phone))?(?: (?:at|on|in|the|this|for))*$"
)
_BUT_NOT_THEN = re.compile(
    r"(?:^not|(?<!\S)(?:but not|not|avoid|avoiding|except|except for|apart from|other than|just not|any day not))(?: (?:on|in|for|at|the|this|during))*$"
)
_PAST = re.compile(
    r"(?<!\S)(?:had|have had|was|were|been|rang|called|phoned|went|got|missed|drink|drinking|drank|(?<!at )(?<!in )work)(?: \S+){0,4}$"
)
_FREE = re.compile(
    r"(?<!\S)(?:free|available|get a break|i get (?:a |my )?(?:break|lunch)|(?:im|ill be) (?:about|around|here|up|in)|can talk(?: freely)?|can speak(?: freely)?|(?:free|available|can talk|can speak) (?:when|while|as)(?: \S+){1,5}|can chat|can answer|can pick up|reachable|contactable|can take|could talk|could speak|able to (?:talk|speak|chat)|home"
    r"|finish(?! it| me| him| her| them| off)(?: work| nightwork)?|off(?: work| nightwork)?|on (?:my |a )?(?:break|lunch)|on break|break is|(?:shift|work|school|college|uni|class|course|meeting) (?:ends|finishes|is over)|my (?:break|lunch)(?: is)?|back|best time(?: to \S+(?: \S+){0,2})?(?: is| would be)?"
    r"|good time(?: is)?|better time|time(?: that)? suits(?: me)? is|knock off|clock off|get off|get in|get home|be home|be in|be free|out of work"
    r"|safe|(?:im|am|be|home) alone|on my own|house to myself|works|suits|prefer|better|ideally|best|how about|what about|can do|could do|make it|is it ok"
    r"|later|not now|another time|maybe|say|(?:only|just|best|safest|ideally|except) (?:when|while|if)(?: \S+){1,6})"
    rf"(?: (?:only|just|now|any ?time|anytime|from|is|to talk|to speak|again|on|ring|call))*{CLOSE_BEFORE}"
)
_WHEN_ALONE = re.compile(
    r"(?<!\S)(?:(?:only|just|best|safest|ideally) (?:when|while|if)|(?:he|she|they|hes|shes|theyre|is|are) ?(?:is |are )?(?:available|contactable|reachable))(?!\S)"
)
"""A time when another person is out, or is the one to be called."""
_MAKE_IT = re.compile(
    r"(?<!\S)(?:(?:make|leave|give|leaving|try) it|(?:move|moved|change|changed|push|pushed|put|swap|swapped|rebook|rebooked)(?: it| the call| my call)?(?: back| forward)?)(?: (?:to|till|til|until|for|at|about|around))*$"
)
_PROMISED = re.compile(
    r"(?<!\S)(?:you|they|someone) (?:said|were|was|told|promised|meant|supposed)(?: \S+){0,5}$"
    r"|(?<!\S)(?:if|unless) (?:noone|you dont|someone doesnt)(?: \S+){0,5}$"
)
_DENIED = re.compile(r"(?<!\S)(?:not|dont|cant|never|wont|isnt)(?: (?!but(?= |$))\S+){0,4} ?$")
_ENDING_IT = re.compile(r"(?<!\S)(?:finish|finishing|end|ending|do|doing) (?:it|myself|me)(?: all)?$")
_SUITS = re.compile(
    r"(?:(?:is|would be|will be|might be|wud be) )?(?:good|best|fine|ok|okay|great|perfect|better|ideal|suits|works)(?!\S)"
)
_ALONE_BEFORE = re.compile(
    r"^(?:(?:#|either|onwards?|school|work|college|uni|nursery|lunch|dinner|tea|breakfast|the school run|school run|shift|yes|yeah|yep|ok|okay|hi|hello|please|could|can|you|it|be|do|its|just|only|any|anytime|any ?time|later|not|now|tonight|maybe|ideally"
    r"|preferably|sometime|some|time|prefer|best|at|about|around|on|in|the|this|from|after|before|until|till|til|between|by|past|and|but|so|or"
    r"|when|we|i|would|like|want|for|no|earlier|later|than|never|sorry|um|er|oh|thanks|day|today|up|up to|is|make|call|ring|a|phone|request|book|me) ?)*$"
)
_ALONE_AFTER = re.compile(
    r"^(?:(?:please )?(?:ring|call|phone|bell)(?: me)?(?: please| back)?$|(?:please|yes|thanks|thank you|ta|x+|cheers|is|its|if|would|will|works|suits|ish|onwards?|or|and|at|best|better|good|fine|ok|okay|me|be|poss"
    r"|possible|you|can|that|ill|im|today|tonight|then|mate|love|earliest|latest|later|earlier|after|before|the|for|only|any|day|great|perfect"
    r"|when|because|while|once|as|between|from|by|but|not|to|till|til|until|time|around|about|so)(?: |$))"
)
_EXPLICIT = re.compile(
    r"[ap]m|[:.]|half|quarter|noon|midday|midnight|morning|afternoon|evening|night|today|tomorrow|day|week|mon|tue|wed|thu|fri|sat|sun|hour|minute"
    r"|lunch|oclock|\d\d\d\d"
)


def is_for_a_call(found: Found, *, alone_counts: bool) -> bool:
    """Return True where the time is plainly when to call. `alone_counts`: a clause of its own may say it."""
    before = _without_bound(found.before)
    if _ANOTHERS.search(before) or _PROMISED.search(before) or is_refused(found):
        return False
    if _ASKED_FOR.search(before) or _MAKE_IT.search(found.before):
        return True
    if _is_free(found, before):
        return True
    if _PAST.search(before):
        return False
    if found.bound is Bound.AFTER and is_busy(before) and ROLE_BEFORE.search(found.before):
        return True
    if found.before == "its" and found.bound is Bound.AT:
        return False  # "its 2am and im still up"
    alone = (
        (alone_counts or found.before.startswith("so") or _SUITS.match(found.after))
        and _ALONE_BEFORE.match(found.before)
        and (not found.after or _ALONE_AFTER.match(found.after))
    )
    return bool(alone) and (bool(_EXPLICIT.search(found.said)) or found.bound is not Bound.AT)


def _is_free(found: Found, before: str) -> bool:
    """Return True for a time when the writer is free or safe; not for "im not safe on my own tonight"."""
    free = _FREE.search(before)
    if (
        free is None
        or (THEIR.search(before) and not _WHEN_ALONE.search(before))
        or _ENDING_IT.search(found.before)
    ):
        return False
    return found.bound is not Bound.AT or _DENIED.search(before[: free.start()]) is None


def _without_bound(before: str) -> str:
    bound = ROLE_BEFORE.search(before)
    return before[: bound.start("word")].rstrip() if bound else re.sub(CLOSE_BEFORE, "", before)


def is_refused(found: Found) -> bool:
    """Return True where they cannot be called at that time: "dont ring at 6", "evenings are no good"."""
    before = _BETWEEN.sub("", found.before) if found.end else found.before
    refused = any(each.search(before) for each in (_NOT_THEN, _CANNOT_THEN, _BUT_NOT_THEN))
    if found.end is not None:
        return refused
    return found.bound is Bound.AT and (refused or _NOT_THEN_AFTER.match(found.after) is not None)
