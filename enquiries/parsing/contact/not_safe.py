# ruff: noqa: E501 (a phrase is a line)
"""That now is not safe: another person is there, and even a text is better not sent within the hour.

A person who cannot talk for a reason that lasts, or asks to be texted instead, waits for our text; one who has company does not.
"""

import re
from typing import Final

from enquiries.parsing.contact.vocabulary import CONTACT_WORDS
from enquiries.parsing.grammar.phrases import Phrases, compile_phrases

_SOMEONE_IS_HERE: Final = compile_phrases(
    """
    {someone} ..1 {present}
    {someone}/{they} ..2 {came}
    {relatives} is/are/has/have ..1 {present}
    {relatives} {present}
    have/got people ..1 with me
    {someone} right? next to/beside/near/behind/with me
    {someone} in/inside the house/room/car/flat
    {someone} sat/sitting/sit/stood/standing/lying/asleep/stirring ..4
    {someone} ..1 in/up/about $
    {hearers} ..2 sits/sitting/sat/is/are/right/all/stood/standing ..2 by/next_to/beside/behind/near/round/around/opposite me
    {im} ..1 in/at a/the/my/work? ..1 lecture/meeting/class/library/seminar/exam/office/cinema
    {im} with him/her/them/my_husband/my_wife/my_partner/my_mum/my_dad/my_family/my_kids/the_kids/people/someone now/right_now/here/just_now
    {im} ..1 not alone/on_my_own
    not alone/on_my_own
    people around/about/everywhere/here/listening/round
    got/have company
    never by_myself/on_my_own
    not by myself
    flatmates/roommates/housemates/kids/parents/people/family/folks/lads/colleagues are? here/in/home/back/about/around
    house/room/flat/office/place is? full
    its/it_is/thats not safe
    it? isnt safe
    not safe rn/now/right_now/just_now/here
    not ..1 good/safe/great time now?
    isnt ..1 good/safe/great time now?
    bad time now?
    """,
    CONTACT_WORDS,
)
_NOT_SAFE_THEMSELVES: Final = compile_phrases(
    "{im} ..1 not ..1 safe\ni dont feel safe\nnot safe with/from/to_be\nno {relatives}", CONTACT_WORDS
)
_CANNOT_NOW: Final = compile_phrases("{cannot} really? {talk}", CONTACT_WORDS)
_IN_NO_HURRY: Final = compile_phrases(
    """
    deaf/hearing/stammer/stutter/mute/nonverbal/voice/laryngitis/bsl/anxiety/autistic
    walls
    can/could/please/just/only/will/would/rather/prefer we/you/u/i/it? {writing}
    {writing} me
    by/over/via {writing}
    """,
    CONTACT_WORDS,
)
_NOT_NOW: Final = compile_phrases(
    """
    its/it_is/thats not safe now/right_now/rn/just_now/at_the_moment/atm/yet
    its/it_is/thats not safe $
    isnt safe $
    {not} safe to {writing}
    {not} safe now/right_now/rn/just_now/yet
    isnt safe now/right_now/rn/just_now/at_the_moment/atm/yet
    {not} safe to {talk}/{ring}
    isnt safe to {talk}/{ring}
    isnt/not a? safe time
    {not} {ring} now/right_now/yet/just_now/me_now
    {someone} here
    {someone} back/home/listening/watching
    {someone} ..1 {came}
    {someone} right? next to/beside/near/behind/opposite me
    {someone} in the same? room/car
    {someone} in $
    not ..1 alone/on_my_own $
    {someone} within/in earshot
    {relatives} has/have just {came}
    with/beside/next_to me now/right_now
    {someone} sat/sitting/stood ..
    {they} can/will/might/may hear me/us/you/this/it
    hell/shell/theyll hear
    shh/shhh/sh
    """,
    CONTACT_WORDS,
)
_WITHIN_CALL: Final = compile_phrases(
    "{someone}/{relatives} {still}? {present}",
    CONTACT_WORDS
    | {"still": "still/just/right/only/also/is/are/sat/sitting/stood/asleep/always/fast_asleep"},
)
_SOME_DAY: Final = compile_phrases("when/if/whenever/unless/while/incase/case {someone} ..2", CONTACT_WORDS)
_ASKS_FOR_TEXTS: Final = compile_phrases(
    """
    can/could/please/just/only/will/would/rather/prefer/so we/you/u/i/it? {writing}
    {writing} me/only/instead/please
    keep/stick ..2 to {writing}
    by/over/via {writing}
    """,
    CONTACT_WORDS,
)
_FOUND_OUR_TEXT: Final = compile_phrases(
    """
    {they}/{relatives} has/have/just/now? found/seen/saw/read ur/your/yr text/texts/message/messages $
    {they}/{relatives} has/have/just/now? found/seen/saw/read ur/your/yr text/texts/message/messages what/why/how/dont/you/u/stop/please/and/on_my/hes/shes/im/i
    {they}/{relatives} has/have/just/now? found/seen/saw/read the/this text/texts/message/messages $
    {they}/{relatives} has/have/just/now? found/seen/saw/read the/this text/texts/message/messages you/u/from_you
    """,
    CONTACT_WORDS,
)
_SHUSHING: Final = re.compile(
    r"^(?:help|sh+|ssh+|sorry|omg|shit|quick|oh|ok|wait|quiet|careful|hang on)\b[ |]*"
)


def is_not_safe_now(said: str, calls: str) -> bool:
    """Return True where nothing should reach their phone now. `calls`: the text, with others' calls hidden.

    One who is in the next room reads no text, where texts are asked for; one who is beside them does.
    """
    calls, said = _SOME_DAY.sub("~", calls), _SOME_DAY.sub("~", said)
    if _NOT_NOW.search(calls) or (_WITHIN_CALL.search(said) and not _ASKS_FOR_TEXTS.search(said)):
        return True
    return bool(_CANNOT_NOW.search(calls)) and not _IN_NO_HURRY.search(said)


def our_text_was_found(said: str) -> bool:
    """Return True where another person has read what we texted: nothing more may reach that phone now."""
    return _FOUND_OUR_TEXT.search(said) is not None


def someone_is_here(said: str) -> bool:
    """Return True where a text says that another is there, and little else."""
    return _is_whole(_SOMEONE_IS_HERE, _NOT_SAFE_THEMSELVES.sub("~", said))


def _is_whole(phrases: Phrases, said: str) -> bool:
    """Return True where the text is one of the phrases and a word or two around it."""
    bare = _SHUSHING.sub("", said).removesuffix(" ?").strip(" |")
    found = phrases.search(bare)
    return found is not None and len(bare.split()) <= len(found[0].split()) + 1
