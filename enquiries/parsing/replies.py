"""What a text from the public means, once it is not an opt-out word.

An answer counts only where it is the whole text, but for politeness around it: "ME", "text only please",
"LATER 6PM thanks". Anything longer is kept for the person who calls, never guessed at. Short answers that
could mean many things (1, 2, YES, NO, TEXT, a bare time) count only while the question they belong to stands.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, tzinfo

from enquiries.core.enums import About, Asked
from enquiries.core.text import normalise
from enquiries.dates.spoken import is_length, read_time
from enquiries.parsing.about import about_answered
from enquiries.parsing.courtesy import is_thanks, without_courtesies


@dataclass(frozen=True)
class Meaning:
    """What was understood; all of it empty where nothing was."""

    about: About | None = None
    voicemail: bool | None = None
    text_ok: bool | None = None
    later: bool = False
    """Another time is wanted: `at` (UTC), or still to be asked for."""
    at: datetime | None = None
    in_a_while: bool = False
    """That time was said as so much later than now ("30M"), not by the clock."""
    call_now: bool = False
    thanks: bool = False
    """Thanks or a goodbye and nothing else: no answer is needed."""

    @property
    def answered(self) -> bool:
        """Return True where the reply changes what is known of the enquiry."""
        return self != Meaning(thanks=self.thanks)


_BOTH = Meaning(voicemail=True, text_ok=True)
_VOICE = Meaning(voicemail=True, text_ok=False)
_TEXT = Meaning(voicemail=False, text_ok=True)
_NEITHER = Meaning(voicemail=False, text_ok=False)
_CONTACT = {
    **dict.fromkeys(("voice", "voice only", "voicemail", "voicemail only"), _VOICE),
    **dict.fromkeys(("text only", "texts only", "only text"), _TEXT),
    "neither": _NEITHER,
}
_CONTACT_WHEN_ASKED = {
    **_CONTACT,
    **dict.fromkeys(
        (
            "both",
            "either",
            "yes",
            "y",
            "yes both",
            "both are fine",
            "both fine",
            "either is fine",
            "yeah",
            "yep",
        ),
        _BOTH,
    ),
    **dict.fromkeys(("text", "texts", "a text"), _TEXT),
    **dict.fromkeys(
        ("no", "n", "nope", "nah", "none", "no neither", "neither of them", "none of them"), _NEITHER
    ),
}
_TEXTS = r"(?:any )?(?:texts?|text messages?|messages|msgs|sms)"
_VOICEMAILS = r"(?:an? |any )?(?:voice ?mails?|vm|voice messages?)"
_ME = r"(?: (?:me|this number|my phone|to me))?(?: back)?"
_NO_TEXTS = re.compile(
    rf"no(?: more)? {_TEXTS}{_ME}|(?:do not|dont|never) (?:text|message|send {_TEXTS}|send me {_TEXTS}){_ME}"
)
_NO_VOICEMAIL = re.compile(rf"no(?: more)? {_VOICEMAILS}|(?:do not|dont|never) leave (?:me )?{_VOICEMAILS}")
_NEITHER_OF_BOTH = re.compile(
    rf"no {_TEXTS} (?:or|and|nor) (?:no )?{_VOICEMAILS}|no {_VOICEMAILS} (?:or|and|nor) (?:no )?{_TEXTS}"
    rf"|(?:do not|dont) (?:text{_ME}|leave {_VOICEMAILS}) (?:or|and) (?:leave )?(?:text{_ME}|{_VOICEMAILS})"
)

_RING = r"(?:(?:please|pls|can you|could you) )?(?:call|ring|phone)(?: me)?(?: back)?"
_CALL = re.compile(rf"{_RING}(?: now| asap| please| pls){{0,3}}")
_NOW = frozenset({"now", "now please", "asap", "right now", "straight away", "as soon as possible"})
_LATER = re.compile(rf"(?:{_RING} )?(?:later|another time|not now)(?: on| today)?")
_ASKING_FOR_A_CALL = re.compile(
    r"(?<!dont )(?<!not )(?<!never )\b(?:call|ring|phone)(?: (?:me|us|back|again|later|only|please))*"
    r"(?=(?P<then>(?: \S+){1,6}))"
)
_LATER_AT = re.compile(rf"(?:{_RING} )?(?:later )?(?P<time>.+)")


def understand(
    text: str,
    *,
    now: datetime,
    zone: tzinfo,
    asked: Asked | None,
    names: Collection[str] = (),
    danger: bool = False,
) -> Meaning:
    """What the whole text says; `asked` is the last question that we put. Times are read in `zone`.

    `names`: first names of those whom it may thank. `danger`: it speaks of danger, and then a time counts
    wherever it stands after "call me" or the like, since it may be the only safe one.
    """
    about = about_answered(text, asked)
    if about:
        return Meaning(about=about)
    said = normalise(text)
    bare = without_courtesies(said)
    return (
        _contact(said, asked)
        or _contact(bare, asked)
        or _time(without_courtesies(said, yes=True), now, zone, asked)
        or (_time_within(said, now, zone) if danger else None)
        or Meaning(thanks=is_thanks(text, names))
    )


def _contact(said: str, asked: Asked | None) -> Meaning | None:
    if said == "both" and asked is not Asked.ABOUT:  # there it would be "for both of us"
        return _BOTH
    if _NEITHER_OF_BOTH.fullmatch(said):
        return _NEITHER
    if _NO_TEXTS.fullmatch(said):
        return Meaning(text_ok=False)
    if _NO_VOICEMAIL.fullmatch(said):
        return Meaning(voicemail=False)
    return (_CONTACT_WHEN_ASKED if asked is Asked.CONTACT else _CONTACT).get(said)


def _time(said: str, now: datetime, zone: tzinfo, asked: Asked | None) -> Meaning | None:
    if said in _NOW or _CALL.fullmatch(said):
        return Meaning(call_now=True)
    if _LATER.fullmatch(said):
        return Meaning(later=True)
    wanted = _LATER_AT.fullmatch(said)
    if wanted is None or (wanted["time"] == said and asked is not Asked.TIME):
        return None
    at = read_time(without_courtesies(wanted["time"], yes=True), now, zone)
    return Meaning(later=True, at=at, in_a_while=is_length(wanted["time"])) if at else None


def _time_within(said: str, now: datetime, zone: tzinfo) -> Meaning | None:
    """A time after "call me" or the like, in a longer text; the longest stretch of words that is one."""
    for asking in _ASKING_FOR_A_CALL.finditer(said):
        words = asking["then"].split()
        for count in range(len(words), 0, -1):
            at = read_time(" ".join(words[:count]), now, zone)
            if at:
                return Meaning(later=True, at=at, in_a_while=is_length(" ".join(words[:count])))
    return None
