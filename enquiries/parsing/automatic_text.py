"""Recognise texts that no person wrote: reactions that a phone puts into words, and automatic replies.

A reaction ("Liked “…”", "👍 to “…”") quotes a text and adds nothing. An automatic reply comes from the phone
of a person who is driving or away, or from a machine. None asks for anything, and none answers a question. A
phone's ready-made refusal of a call ("Sorry, I can't talk right now") is also what a person writes: it counts
as automatic only where nothing more is wanted from them.
"""

import re
from dataclasses import dataclass

from enquiries.core.text import normalise

_LONGEST = 1600  # characters: ten segments, the most that one text has

_MARK = "\"'“”„«»‘’‹›「」"  # noqa: RUF001 (look-alikes are the point)
_QUOTATION = re.compile(
    rf"(?P<before>[^{_MARK}]{{1,40}})[{_MARK}]{{1,2}}(?P<words>.{{1,{_LONGEST}}}?)[{_MARK}]{{1,2}}"
    rf"(?P<after>[^{_MARK}]{{0,20}})",
    re.DOTALL,
)
_EMOJI = r"[^\w\s]{1,8}"
_THING = (
    r"(?:image|photo|picture|video|movie|attachment|message|text|sticker|gif|link|location|voice message)"
)
_REACTED = (
    r"(?:liked|loved|hearted|disliked|laughed at|emphasi[sz]ed|questioned"
    rf"|(?:reacted|responded)(?: with)?(?: {_EMOJI})*(?: to)?"
    r"|removed (?:an?|the|their|his|her)(?: \S{1,12}){1,3}? from"
    # as phones put it in other languages
    r"|a aimé|a adoré|a ri à|na pas aimé|le gustó|le encantó|le dio risa|no le gustó|enfatizó|gostou de|amou"
    r"|riu de|gefällt|mir gefällt|liebt|lacht über|polubiono|polubiła?|i a plăcut)"
)
_BEFORE_A_QUOTE = re.compile(
    rf"(?:{_REACTED}|(?:{_EMOJI} ?){{1,4}}(?:to|a|à|au|für|zu|na|la|op|do)?)"
    rf"(?: (?:an?|your|the|this) {_THING})?"
)
_REACTED_TO_A_THING = re.compile(rf"(?:{_REACTED}|(?:{_EMOJI} ){{1,4}}to) (?:an?|your|the) {_THING}")

_ASKS = re.compile(
    r"\b(?:(?:call|ring|phone|text|help) me|(?:can|could|would) (?:you|u|someone|somebody)"
    r"|i need|i want|stop)\b"
)
_RECOGNISED = re.compile(
    r"\b(?:auto(?:matic|mated)?(?: text)? ?(?:reply|response|responder|message)"
    r"|this is an? auto(?:mated|matic)\b"
    r"|out of (?:the )?office|driving focus|do not disturb while driving"
    r"|(?:not receiving|silenced|turned off|have my) notifications"
    r"|notifications (?:are )?(?:silenced|turned off)"
    r"|(?:number|mailbox|inbox|phone|line|service) (?:do(?:es)? not|doesnt|cannot|cant|is unable to|will not)"
    r" (?:accept|receive|take|read)"
    r"|(?:is|are) not (?:monitored|read|being monitored|checked|answered)|unmonitored"
    r"|(?:do not|dont|cannot|cant) reply to this|replies (?:to this (?:number|message) )?(?:are|will) not"
    r"|(?:message|text) (?:could not|cannot|was not|not) (?:be )?delivered|number is not in (?:service|use))"
)
_RECEIVED = re.compile(
    r"(?:(?:hi|hello|hey) )?(?:thanks|thank you)(?: very much| so much)? for (?:your (?:message|text|email"
    r"|enquiry|call|interest)|contacting|texting|messaging|getting in touch|reaching out|calling)\b.*"
    r"\b(?:(?:get|be|come) back to you|respond|reply|in touch|leave|away|closed|hours|as soon as|shortly"
    r"|busy)\b"
)
_SORRY = r"(?:hi |hello |sorry )*"
_AT_THE_MOMENT = r"(?: right now| now| just now| at the moment| currently| atm)?"
_WILL_ANSWER = (
    r"(?:(?: and| so)? (?:ill|i will) "
    r"(?:see|read|reply|respond|get|text|call|ring|message|check|be|speak|talk)\b.*)?"
)
_DRIVES = re.compile(
    rf"{_SORRY}(?:im|i am) (?:currently |just )?driving{_AT_THE_MOMENT}"
    r"(?: (?:and |so )?(?:i )?cant (?:talk|speak|text|answer|reply|respond))?"
    rf"{_AT_THE_MOMENT}(?: sorry)?{_WILL_ANSWER}"
)
_REFUSAL = re.compile(
    rf"{_SORRY}(?:(?:i )?(?:cant|cannot) (?:talk|speak|answer|chat|pick up|take your call)"
    r"|(?:im|i am) (?:in a meeting|busy|at work|in class|on another call|on the other line|on my way))"
    rf"{_AT_THE_MOMENT}(?: sorry)?(?: whats up)?{_WILL_ANSWER}"
)
_CALLS_BACK = re.compile(
    rf"{_SORRY}(?:ill|i will) (?:call|ring|text) (?:you )?(?:back|later|right back|soon)(?: later| soon)?"
)


@dataclass(frozen=True)
class Quotation:
    """A text that quotes another: what stands before it and after it, and the words that it quotes."""

    before: str
    words: str
    after: str


def quotation(text: str) -> Quotation | None:
    """Take apart a text that is one quotation with a few words around it."""
    found = _QUOTATION.fullmatch(text.strip()) if len(text) <= _LONGEST else None
    return Quotation(found["before"], found["words"], found["after"]) if found else None


def is_reaction(text: str) -> bool:
    """Return True where a phone put a reaction to a text or a picture into words."""
    if len(text) > _LONGEST:
        return False
    quoted = quotation(text)
    if quoted is None:
        return _REACTED_TO_A_THING.fullmatch(normalise(text)) is not None
    return _BEFORE_A_QUOTE.fullmatch(normalise(quoted.before)) is not None and not normalise(quoted.after)


def is_automatic_reply(text: str) -> bool:
    """Return True for what is plainly a machine's reply, which asks for nothing."""
    said = _tidy_if_short(text)
    if not said or _ASKS.search(said):
        return False
    return any(
        found is not None
        for found in (_RECOGNISED.search(said), _RECEIVED.match(said), _DRIVES.fullmatch(said))
    )


def is_refusal_of_a_call(text: str) -> bool:
    """Return True for a phone's ready-made refusal of a call, which a person may also mean."""
    said = _tidy_if_short(text)
    return not _ASKS.search(said) and bool(_REFUSAL.fullmatch(said) or _CALLS_BACK.fullmatch(said))


def _tidy_if_short(text: str) -> str:
    return normalise(text) if len(text) <= _LONGEST else ""
