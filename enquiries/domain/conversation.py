"""What a text from the public means, once it is not an opt-out word.

An answer counts only where it is the whole text: "ME", "my son", "text only", "LATER 6PM". Anything longer
is kept for the person who calls, never guessed at. Short answers that could mean many things (1, 2, YES,
NO, TEXT, a bare time) count only while the question they belong to stands.
"""

import re
from dataclasses import dataclass
from datetime import datetime, tzinfo

from enquiries.domain.about import about_answered
from enquiries.domain.keywords import tidy
from enquiries.domain.nouns import About, Asked
from enquiries.domain.when import read_time


@dataclass(frozen=True)
class Meaning:
    """What was understood; all of it empty where nothing was."""

    about: About | None = None
    voicemail: bool | None = None
    text_ok: bool | None = None
    later: bool = False
    """Another time is wanted: `at` (UTC), or still to be asked for."""
    at: datetime | None = None
    call_now: bool = False
    thanks: bool = False
    """Thanks or a goodbye and nothing else: no answer is needed."""

    @property
    def answered(self) -> bool:
        """Whether it changes anything that we know."""
        return self != Meaning(thanks=self.thanks)


_BOTH = Meaning(voicemail=True, text_ok=True)
_VOICE = Meaning(voicemail=True, text_ok=False)
_TEXT = Meaning(voicemail=False, text_ok=True)
_NEITHER = Meaning(voicemail=False, text_ok=False)
_CONTACT = {
    **dict.fromkeys(("voice", "voice only", "voicemail", "voicemail only"), _VOICE),
    **dict.fromkeys(("text only", "texts only", "only text"), _TEXT),
    **dict.fromkeys(("neither", "no texts or voicemail", "no voicemail or texts"), _NEITHER),
    **dict.fromkeys(("no voicemail", "no voicemails", "dont leave a voicemail"), Meaning(voicemail=False)),
    **dict.fromkeys(("no text", "no texts", "dont text", "dont text me"), Meaning(text_ok=False)),
}
_CONTACT_WHEN_ASKED = {
    **_CONTACT,
    **dict.fromkeys(("both", "either", "yes", "y", "yes both", "both please", "both are fine"), _BOTH),
    **dict.fromkeys(("text", "texts", "text please", "a text"), _TEXT),
    **dict.fromkeys(("no", "n", "none", "no thanks", "no thank you", "no please"), _NEITHER),
}

_PLEASE = r"(?: please| pls| thanks| thank you)?"
_RING = r"(?:(?:please|pls|can you|could you) )?(?:call|ring|phone)(?: me)?(?: back)?"
_CALL = re.compile(rf"{_RING}(?: now| asap| please| pls){{0,3}}")
_NOW = frozenset({"now", "now please", "asap", "right now", "straight away", "as soon as possible"})
_LATER = re.compile(rf"(?:{_RING} )?(?:later|another time|not now)(?: on| today)?{_PLEASE}")
_LATER_AT = re.compile(rf"(?:{_RING} )?(?:later )?(?P<time>.+)")

_WORD_OF_THANKS = (
    "ok|okay|kk?|thanks|thank you|thankyou|thx|ty|ta|cheers|bye|bye bye|goodbye|good night|great|lovely"
    "|perfect|brilliant|will do|got it|no worries|see you|speak soon|bless you|x{1,3}|👍|🙏|❤|😊|🙂|👋|😘"
)
_MORE_THANKS = "so much|very much|a lot|again|for calling|for ringing|for your help|for everything"
_THANKS = re.compile(rf"(?:{_WORD_OF_THANKS})(?: (?:{_WORD_OF_THANKS}|{_MORE_THANKS}))*")


def understand(text: str, *, now: datetime, zone: tzinfo, asked: Asked | None) -> Meaning:
    """What the whole text says; `asked` is the last question that we put. Times are read in `zone`."""
    said = tidy(text)
    about = about_answered(text, asked)
    if about:
        return Meaning(about=about)
    return (
        _contact(said, asked)
        or _time(said, now, zone, asked)
        or Meaning(thanks=bool(_THANKS.fullmatch(said)))
    )


def _contact(said: str, asked: Asked | None) -> Meaning | None:
    if said == "both" and asked is not Asked.ABOUT:  # there it would be "for both of us"
        return _BOTH
    return (_CONTACT_WHEN_ASKED if asked is Asked.CONTACT else _CONTACT).get(said)


def _time(said: str, now: datetime, zone: tzinfo, asked: Asked | None) -> Meaning | None:
    if said in _NOW or _CALL.fullmatch(said):
        return Meaning(call_now=True)
    if _LATER.fullmatch(said):
        return Meaning(later=True)
    wanted = _LATER_AT.fullmatch(said)
    if wanted is None or (wanted["time"] == said and asked is not Asked.TIME):
        return None
    at = read_time(wanted["time"], now, zone)
    return Meaning(later=True, at=at) if at else None
