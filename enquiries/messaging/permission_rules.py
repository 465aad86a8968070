"""May a person be called, texted, left a voicemail? The answer for each, and the reason that staff read.

A NO belongs to the number: it holds at every centre, also after closing, until that number itself takes it
back. What a text is for decides how far a NO goes: an answer to a text that they just sent is not unasked.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from enquiries.core.enums import Wish


class Purpose(StrEnum):
    """What we want to text a person for."""

    ANSWER = "answer"  # to a text that they have just sent
    UNASKED = "unasked"
    BY_HAND = "by_hand"  # in the words of a colleague, from the board
    DANGER = "danger"  # how to get help at once, in answer to words of danger
    OPT_OUT_CONFIRMATION = "opt_out_confirmation"

    @property
    def is_unasked(self) -> bool:
        """Return True where it answers nothing: such a text goes only where texts are welcome."""
        return self in {Purpose.UNASKED, Purpose.BY_HAND}

    @property
    def outranks_an_opt_out(self) -> bool:
        """Return True where it goes out even after STOP: its confirmation, and a way to help."""
        return self in {Purpose.DANGER, Purpose.OPT_OUT_CONFIRMATION}


class Ban(StrEnum):
    """What holds for a number at every centre, whatever one enquiry says. Opting out is beside these."""

    NO_CALLS = "no_calls"
    NO_TEXTS = "no_texts"
    NO_VOICEMAIL = "no_voicemail"
    NOT_SAFE_NOW = "not_safe_now"  # for an hour: another person is there
    TAKES_NO_TEXTS = "takes_no_texts"  # learnt from the provider: a landline


class RefusalReason(StrEnum):
    """Why we may not, or why a text did not go."""

    ERASED = "erased"
    CANNOT_BE_CALLED = "cannot_be_called"
    NO_CALLS = "no_calls"
    NOT_SAFE_NOW = "not_safe_now"
    NOT_TEXTABLE = "not_textable"
    NO_SENDER = "no_sender"
    TAKES_NO_TEXTS = "takes_no_texts"
    OPTED_OUT = "opted_out"
    NO_TEXTS = "no_texts"
    TEXTS_NOT_ALLOWED = "texts_not_allowed"
    NO_TEXTS_BEFORE = "no_texts_before"
    HELD = "held"
    NO_VOICEMAIL = "no_voicemail"
    NO_VOICEMAIL_BEFORE = "no_voicemail_before"
    NOT_NEEDED = "not_needed"
    TOO_LATE = "too_late"
    REFUSED = "refused"
    NOT_DELIVERED = "not_delivered"

    @property
    def sentence(self) -> str:
        """What staff read."""
        return _SENTENCES[self]

    @property
    def short(self) -> str:
        """The same in a text to a colleague: at most 28 characters."""
        return _SHORT.get(self, "see the board")


_SENTENCES = {
    RefusalReason.ERASED: "The person's details were erased.",
    RefusalReason.CANNOT_BE_CALLED: "Their text came from a name or a short code, which can’t be called.",
    RefusalReason.NO_CALLS: "They asked us not to ring. Text them from the board.",
    RefusalReason.NOT_SAFE_NOW: "NOT SAFE NOW: someone else is there. Neither ring nor text within the hour.",
    RefusalReason.NOT_TEXTABLE: "This number can’t get texts: it’s a landline, or not a phone number.",
    RefusalReason.NO_SENDER: "No number of ours can text numbers of their country.",
    RefusalReason.TAKES_NO_TEXTS: "This number can’t get texts: the network refused one, as for a landline.",
    RefusalReason.OPTED_OUT: "They have opted out: no texts from any centre until they text START.",
    RefusalReason.NO_TEXTS: "They said no texts.",
    RefusalReason.TEXTS_NOT_ALLOWED: "They haven’t said we may text them.",
    RefusalReason.NO_TEXTS_BEFORE: "This number said no texts in an earlier enquiry, and that still stands.",
    RefusalReason.HELD: "Texts to this number are held: someone else may have given it in the form. "
    "Take the enquiry, and check that they asked.",
    RefusalReason.NO_VOICEMAIL: "If a machine answers, hang up.",
    RefusalReason.NO_VOICEMAIL_BEFORE: "If a machine answers, hang up. This number said no voicemail in an "
    "earlier enquiry, and that still stands.",
    RefusalReason.NOT_NEEDED: "It was no longer needed.",
    RefusalReason.TOO_LATE: "It could not be sent for hours, and then it was too late.",
    RefusalReason.REFUSED: "The provider refused it.",
    RefusalReason.NOT_DELIVERED: "It did not reach their phone.",
}
_NEITHER = "They asked us not to ring. Don’t text them either."
_SHORT = {
    RefusalReason.NOT_TEXTABLE: "their number can't get texts",
    RefusalReason.NO_SENDER: "our texts don't go abroad",
    RefusalReason.TAKES_NO_TEXTS: "their number can't get texts",
    RefusalReason.NOT_SAFE_NOW: "it is not safe for them now",
    RefusalReason.OPTED_OUT: "they have opted out",
    RefusalReason.NO_TEXTS: "they said no texts",
    RefusalReason.TEXTS_NOT_ALLOWED: "they have not allowed texts",
    RefusalReason.NO_TEXTS_BEFORE: "they said no texts",
    RefusalReason.HELD: "texts to them are held",
    RefusalReason.TOO_LATE: "it could not be sent in time",
    RefusalReason.REFUSED: "the provider refused it",
    RefusalReason.NOT_DELIVERED: "it did not arrive",
}


@dataclass(frozen=True)
class Verdict:
    """One way to reach a person: yes, no, or not said yet. Of a NO there is always a reason."""

    wish: Wish
    reason: RefusalReason | None = None

    @property
    def is_refused(self) -> bool:
        return self.wish is Wish.NO

    @property
    def sentence(self) -> str:
        return self.reason.sentence if self.reason else ""


_NO_TEXTS_WANTED = frozenset(
    {RefusalReason.NO_TEXTS, RefusalReason.NO_TEXTS_BEFORE, RefusalReason.TEXTS_NOT_ALLOWED}
)


@dataclass(frozen=True)
class ContactPermission:
    """How a person may be reached, for one purpose, at one moment."""

    ring: Verdict
    text: Verdict
    voicemail: Verdict

    @property
    def is_text_only(self) -> bool:
        """Return True where they asked not to be rung: a person texts them instead."""
        return self.ring.reason is RefusalReason.NO_CALLS

    @property
    def is_by_text(self) -> bool:
        """Return True where a text takes the place of a call."""
        return self.is_text_only and not self.text.is_refused

    @property
    def is_neither(self) -> bool:
        """Return True where they asked us neither to ring nor to text: a person reads what they write."""
        return self.is_text_only and self.text.reason in _NO_TEXTS_WANTED

    @property
    def is_not_safe_now(self) -> bool:
        """Return True for an hour after they said that they can't talk."""
        return self.ring.reason is RefusalReason.NOT_SAFE_NOW

    @property
    def mark(self) -> str:
        """What staff read first of one who may not be rung, in capitals; empty of others."""
        if self.is_not_safe_now:
            return "NOT SAFE NOW"
        if self.is_text_only:
            return "NO CALLS" if self.text.is_refused else "TEXT ONLY"
        return ""

    @property
    def why_not_ring(self) -> str:
        """The reason, as a sentence."""
        return _NEITHER if self.mark == "NO CALLS" else self.ring.sentence


@dataclass(frozen=True)
class ContactFacts:
    """What is known of a number and of what its person said in one enquiry.

    `textable`: by its kind it can take texts. `has_sender`: a number of ours reaches its country.
    `held`: a form gave it, and it is not checked yet.
    """

    can_be_called: bool
    textable: bool
    text: Wish = Wish.ASK
    voicemail: Wish = Wish.ASK
    held: bool = False
    erased: bool = False
    has_sender: bool = True
    opted_out: bool = False
    bans: Collection[Ban] = ()


def decide(known: ContactFacts, purpose: Purpose) -> ContactPermission:
    """How a person may be reached for this."""
    if known.erased:
        never = Verdict(Wish.NO, RefusalReason.ERASED)
        return ContactPermission(never, never, never)
    return ContactPermission(
        ring=_verdict(Wish.YES, _no_call(known)),
        text=_verdict(_text_wish(known) if purpose.is_unasked else Wish.YES, _no_text(known, purpose)),
        voicemail=_verdict(known.voicemail, _no_voicemail(known)),
    )


def _text_wish(known: ContactFacts) -> Wish:
    """One who asks not to be rung is texted instead."""
    return Wish.YES if known.text is Wish.ASK and Ban.NO_CALLS in known.bans else known.text


def _verdict(wish: Wish, reason: RefusalReason | None) -> Verdict:
    return Verdict(wish) if reason is None else Verdict(Wish.NO, reason)


def _no_call(known: ContactFacts) -> RefusalReason | None:
    if not known.can_be_called:
        return RefusalReason.CANNOT_BE_CALLED
    if Ban.NOT_SAFE_NOW in known.bans:
        return RefusalReason.NOT_SAFE_NOW
    return RefusalReason.NO_CALLS if Ban.NO_CALLS in known.bans else None


def _no_text(known: ContactFacts, purpose: Purpose) -> RefusalReason | None:
    if not known.textable:
        return RefusalReason.NOT_TEXTABLE
    if not known.has_sender:
        return RefusalReason.NO_SENDER
    if Ban.TAKES_NO_TEXTS in known.bans:
        return RefusalReason.TAKES_NO_TEXTS
    if Ban.NOT_SAFE_NOW in known.bans and not purpose.outranks_an_opt_out:
        return RefusalReason.NOT_SAFE_NOW
    if known.opted_out and not purpose.outranks_an_opt_out:
        return RefusalReason.OPTED_OUT
    return _no_unasked_text(known) if purpose.is_unasked else None


def _no_unasked_text(known: ContactFacts) -> RefusalReason | None:
    if known.text is Wish.NO:
        # a form that does not allow texts is no restriction of the number, but none may go out
        return RefusalReason.NO_TEXTS if Ban.NO_TEXTS in known.bans else RefusalReason.TEXTS_NOT_ALLOWED
    if Ban.NO_TEXTS in known.bans:
        return RefusalReason.NO_TEXTS_BEFORE
    return RefusalReason.HELD if known.held else None


def _no_voicemail(known: ContactFacts) -> RefusalReason | None:
    if known.voicemail is Wish.NO:
        return RefusalReason.NO_VOICEMAIL
    return RefusalReason.NO_VOICEMAIL_BEFORE if Ban.NO_VOICEMAIL in known.bans else None


class OptOutSource(StrEnum):
    """How we came to know that a number wants no more texts."""

    TEXTED = "texted"
    TOLD_STAFF = "told_staff"  # on the phone
    NOT_THEM = "not_them"  # by the link in a text that a form caused
    LISTED_BY_STAFF = "listed_by_staff"
    PROVIDER = "provider"  # who refused a text because of it

    def sentence(self, word: str) -> str:
        """What staff read; `word` is what was texted, where it was."""
        return _OPT_OUT_SENTENCES[self].format(word=word)


_OPT_OUT_SENTENCES = {
    OptOutSource.TEXTED: "This phone texted {word}.",
    OptOutSource.TOLD_STAFF: "They told a colleague they want no more texts or calls.",
    OptOutSource.NOT_THEM: "The person with this phone said it wasn’t them who asked.",
    OptOutSource.LISTED_BY_STAFF: "They asked a colleague for no more texts.",
    OptOutSource.PROVIDER: "The network refused our text: this phone has stopped them.",
}
