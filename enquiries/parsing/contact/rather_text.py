# ruff: noqa: E501 (a phrase is a line)
"""That texts are asked for in place of calls: "text only", "id rather type", "im driving text me"."""

import re
from typing import Final

from enquiries.parsing.contact.vocabulary import CONTACT_WORDS
from enquiries.parsing.grammar.phrases import compile_phrases

_TEXT_ME: Final = re.compile(
    r"(?:(?:^|(?<=\| ))(?:(?:please|just|so|and|but|or) )*(?:text|message|write|email)"
    r"|(?:^|(?<=\| )|(?P<before>(?<!\S)[^ |?]+) )(?:can you |could you |please |just )*(?:text|message|email|write to) (?:me|us))"
    r"(?: back)?(?: please| thanks| x| ok| ta)*"
    r"(?= \?| \||$|(?: (?:on|for))? (?:tonight|tomorrow|today|later|after|before|at|around|about|between|from|in the|when you can|(?:mon|tues|wednes|thurs|fri|satur|sun)day)(?!\S))"
)
_WHO_TEXTS: Final = frozenset(
    [
        "he",
        "she",
        "they",
        "it",
        "to",
        "you",
        "dont",
        "didnt",
        "doesnt",
        "wont",
        "cant",
        "not",
        "never",
        "will",
        "would",
        "did",
        "does",
        "who",
        "when",
        "if",
        "has",
        "have",
        "had",
        "can",
        "could",
        "ill",
        "and",
        "or",
        "then",
        "either",
        "always",
        "still",
        "only",
        "people",
        "noone",
        "someone",
        "anyone",
        "everyone",
        "must",
        "might",
        "may",
        "also",
    ]
)
_ASKS_IF_WE_MAY: Final = re.compile(
    r"(?<!\S)(?:(?:is|are|would|would a|is a) )?(?:text|texts|texting|message|messages|messaging) (?:be )?(?:ok|okay|alright|all right|fine|good)"
    r"(?: (?:with|for|by) (?:you|u))? \?"
)
"""A question of courtesy, which forbids no calls: "text ok?"."""
_RATHER_NOT: Final = compile_phrases(
    """
    {rather} not ..4 {texts}/{text}
    {not} {rather} ..4 {texts}/{text}
    {prefer} {calling}/to_talk/to_speak/talking/speaking ..2 than/to/over {text}
    than {text}/a_text
    {prefer} {calling}/to_talk/to_speak/talking/speaking ..2 than/to/over a? {text}
    """,
    CONTACT_WORDS,
)
_RATHER_TEXT: Final = compile_phrases(
    """
    {rather} .. {text} .. than/not/instead/over .. {ring}/{talk}/{calls}
    {rather} .. {text} .. than ..
    rather/prefer/preferred/prefered/easier/better/best/safer it/we/you? to? .. {writing}
    want/like you/u/it/this/everything/replies/reply to? ..2 {writing}
    {prefer} ..4 {text}
    {text} ..3 instead
    {text} me {someone}/because/as/since
    {text} me my ..1 {relatives} ..1 {present}
    {text} me? rather_than/not/instead_of {ring}/{calling}/{talk}
    {text} .. not/dont {calling}/{talk}/{ring}
    {text} .. {best} for me
    a texter
    i only ever {text}
    {text} only
    text/texts/message/messages/written replies/reply/contact/messages/chat/responses/messaging? only
    {text} ..1 only $
    {text} ..1 only please/thanks/ta/x
    only use ..3 for {text}
    only ..1 {text}
    {text} me? only
    just/only {text} $
    just/only {text} me $
    just/only {text} me? please/back/instead/here/pls/if/when/cos/because/ok/thanks/ta/x/yeah/tho/though
    we/i/you/u just/only/always {text}
    could/can/please/will/would/wud you? {text} me? instead
    {by} ..1 text/texts/message/messages/whatsapp/texting/sms/messaging/email/chat
    in writing
    reply/answer/respond/get_back/write_back me? to? me? here/on_here/on_this
    {text} is/are/would_be/wud_be/be/works/will_be/r/does ..3 {best}
    {best} ..2 {by}/to/is/if_you/for_me_to ..1 {text}
    {text} ..1 suits/suit me/best
    instead of {ring}/{calling}/{talk}
    {text} please {not} {ring}
    keep/stick/stay/kept/keeping/sticking ..2 to/with/on/by/in/over ..2 {text}
    do/chat/talk/speak/communicate/sort ..3 on_here/through_here/here_instead/in_here/this_way/like_this
    keep/stay/carry_on ..2 on_here/through_here/in_here
    so/cos/because/therefore please/can_you/could_you/just/only/would_you/maybe/can_we/could_we? just? {text} $
    so/cos/therefore please/can_you/could_you/just/only/would_you/maybe/can_we/could_we? just? {text} me/us/back/please/instead/only/here/it/will_do/would_be/would/is/are/ok
    has/have/need/needs/got/gonna/going to? be ..2 {text}
    {text} it is/will_have_to_be/has_to_be
    happy/ok/okay/fine to/with {text} not/but_not/no
    """,
    CONTACT_WORDS,
)


def would_rather_text(calls: str) -> bool:
    """Return True where texts are asked for in place of calls."""
    bare = _RATHER_NOT.sub("~", _ASKS_IF_WE_MAY.sub("~", calls))
    return bool(_RATHER_TEXT.search(bare)) or _asks_to_be_texted(bare)


def _asks_to_be_texted(calls: str) -> bool:
    """Return True for a clause that is "text me please", or ends with it: not for the word TEXT alone."""
    return any(asked[0] != calls and asked["before"] not in _WHO_TEXTS for asked in _TEXT_ME.finditer(calls))
