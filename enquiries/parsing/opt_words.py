"""Opting out and back in by text: STOP, START and the like, with the words people put around them.

The whole text must be the word, or a phrase that can mean nothing else: "STOP please", "text STOP to 83222",
"take me off your list". Anything more is an enquiry: "I want to stop drinking", "please help me stop"; STOP
with the reason beside it ("changed my mind. STOP") is read in `parsing/wrong_number.py`. STOP and the like
always opt out. QUIT, END and CANCEL may also come from a person who wants to quit drinking: they opt out
only a number that was texted before.
"""

import re
from enum import StrEnum

from enquiries.core.text import normalise
from enquiries.parsing.courtesy import without_courtesies
from enquiries.parsing.plain_words import heard


class OptWord(StrEnum):
    STOP = "STOP"
    STOPALL = "STOPALL"
    UNSUBSCRIBE = "UNSUBSCRIBE"
    REVOKE = "REVOKE"
    OPTOUT = "OPTOUT"
    QUIT = "QUIT"
    END = "END"
    CANCEL = "CANCEL"
    START = "START"
    UNSTOP = "UNSTOP"

    @property
    def lifts(self) -> bool:
        """Return True where the word lifts an opt-out and asks for a call."""
        return self in {OptWord.START, OptWord.UNSTOP}

    @property
    def may_ask_for_help(self) -> bool:
        """Return True where the word may also come from a person who wants to quit something else."""
        return self in {OptWord.QUIT, OptWord.END, OptWord.CANCEL}

    def opts_out(self, *, texted_before: bool) -> bool:
        """Return True where the word opts out its sender; QUIT, END, CANCEL only if we texted them."""
        return not self.lifts and (texted_before or not self.may_ask_for_help)


_OPT_WORDS = {word.value: word for word in OptWord}
_LONGEST = 120  # characters; who opts out is brief, and what is longer says more than that

_ONE = "stop|stop ?all|unsubscribe|revoke|opt ?out|quit|end|cancel|start|unstop"
# What our texts say and people repeat: "STOP to end", "text STOP", "STOP 83222".
_SAYING = r"(?:i )?(?:text|texting|reply|replying|send|sending|say|saying|said|type)"
_WORD = re.compile(
    rf"(?:{_SAYING} )?(?P<word>{_ONE})(?: (?P=word))*(?: now)?"
    r"(?: (?:to )?\d{5,13}| to (?:end|stop|cancel|opt ?out|unsubscribe))?"
)

_ME = r"(?:me|us|(?:this|my) (?:number|phone|mobile))"
_AGAIN = r"(?: again| ever again| any ?more| now| at all)?"
_WHICH = r"(?:(?:all )?(?:these|the|your|of these)|all|any|more|any more)"
_TEXTS = rf"(?:{_WHICH} )?(?:texts|text messages|messages|msgs|sms)"
_THESE = r"(?:these|this|those|them|stuff)"
_KIND = r"(?:mailing|text|texting|contact|call|sms)"
_LIST = rf"(?:your|the|this|these|any|all|ur) (?:{_KIND} )?(?:lists?|database|system)"
_WISH = r"(?:(?:i (?:want|wish|would like)|id like) (?:you )?to |i want you to |you (?:can|must|need to) )?"
_BOTHER = r"(?:text|messag|contact|call|ring|phon|bother|pester|harass|spamm)ing"
_MAY_BE_ONE = re.compile(rf"(?<!\S)(?:{_ONE}|opt|unsub\w*|dont|do not|never|no|remove|delete|take|get)(?!\S)")
_ENDS = re.compile(r"(?<!\S)(?:stop|dont|do not|no more|remove|delete|take|get|unsub\w*|opt)(?!\S)")
_PHRASES = [
    (word, re.compile(phrase + _AGAIN))
    for word, phrase in (
        (OptWord.STOP, rf"{_WISH}stop {_BOTHER} {_ME}"),
        (OptWord.STOP, rf"{_WISH}stop (?:texting|messaging|contacting)"),
        (
            OptWord.STOP,
            rf"{_WISH}stop (?:{_TEXTS}|sending (?:{_ME} )?(?:{_TEXTS}|{_THESE}))(?: to {_ME})?",
        ),
        (OptWord.STOP, rf"(?:(?:do not|dont|never) (?:contact|bother) {_ME}|no (?:more|further) contact)"),
        (
            OptWord.UNSUBSCRIBE,
            rf"{_WISH}(?:unsubscribe|unsub)(?: {_ME})?(?: from (?:this|{_TEXTS}|{_LIST}))?",
        ),
        (OptWord.UNSUBSCRIBE, rf"{_WISH}(?:remove|delete) {_ME}(?: from (?:this|{_TEXTS}|{_LIST}))?"),
        (
            OptWord.UNSUBSCRIBE,
            rf"{_WISH}take {_ME} off(?: (?:this|{_LIST}|your (?:records|phone|books|service)))?",
        ),
        (
            OptWord.UNSUBSCRIBE,
            rf"{_WISH}get {_ME} off (?:this|{_LIST})",
        ),
        (OptWord.OPTOUT, rf"{_WISH}(?:opt {_ME} out|opt ?out)(?: of (?:this|{_TEXTS}|{_LIST}))?"),
        (
            OptWord.CANCEL,
            r"cancel (?:it|that|(?:the|my|this) (?:call|call ?back|appointment|booking|request))",
        ),
    )
]


def opt_word(text: str) -> OptWord | None:
    """The opt-out or opt-in word that a whole text comes to: `Stop.`, `OPT-OUT`, `stop texting me please`."""
    said = normalise(text)
    if len(said) > _LONGEST:
        return None
    word = _exactly(said)
    if word is not None or not _MAY_BE_ONE.search(said):
        return word
    word = _in_words(without_courtesies(said, yes=True))
    if word is None and _ENDS.search(said):
        return _in_words(without_courtesies(_plain(text), yes=True))
    return word


def _plain(text: str) -> str:
    """A text with one spelling of each word: "stop txting me"."""
    return " ".join(heard(text).replace("|", " ").split())


def _exactly(said: str) -> OptWord | None:
    return _OPT_WORDS.get(said.replace(" ", "").upper())


def _in_words(said: str) -> OptWord | None:
    found = _WORD.fullmatch(said)
    if found:
        return _exactly(found["word"])
    return next((word for word, phrase in _PHRASES if phrase.fullmatch(said)), None)


def provider_opt_word(opt_out_type: str) -> OptWord | None:
    """What the network made of a text (Twilio's `OptOutType`): STOP, START, or None for HELP, an enquiry."""
    word = opt_word(opt_out_type)
    return word if word in {OptWord.STOP, OptWord.START} else None
