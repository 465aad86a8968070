"""May a person be called, texted, left a voicemail? The answer for each, and the reason that staff read.

A NO belongs to the number: it holds at every centre, also after closing, until that number itself takes it
back. What a text is for decides how far a NO goes: an answer to a text that they just sent is not unasked.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from enquiries.domain.nouns import Wish


class Purpose(StrEnum):
    """What we want to text a person for."""

    ANSWER = "answer"  # to a text that they have just sent
    UNASKED = "unasked"
    BY_HAND = "by_hand"  # in the words of a colleague, from the board
    DANGER = "danger"  # how to get help at once, in answer to words of danger
    OPT_OUT_CONFIRMATION = "opt_out_confirmation"

    @property
    def is_unasked(self) -> bool:
        """Whether it answers nothing: such a text goes only where texts are welcome."""
        return self in {Purpose.UNASKED, Purpose.BY_HAND}

    @property
    def outranks_an_opt_out(self) -> bool:
        """Whether it goes out even after STOP: its confirmation, and a way to help."""
        return self in {Purpose.DANGER, Purpose.OPT_OUT_CONFIRMATION}


class Ban(StrEnum):
    """What holds for a number at every centre, whatever one enquiry says. Opting out is beside these."""

    NO_TEXTS = "no_texts"
    NO_VOICEMAIL = "no_voicemail"
    TAKES_NO_TEXTS = "takes_no_texts"  # learnt from the provider: a landline


class Reason(StrEnum):
    """Why we’re allowed to not, or why a text did not go."""

    ERASED = "erased"
    CANNOT_BE_CALLED = "cannot_be_called"
    NOT_TEXTABLE = "not_textable"
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
    Reason.ERASED: "The person's details were erased.",
    Reason.CANNOT_BE_CALLED: "Their text came from a name or a short code, which can’t be called.",
    Reason.NOT_TEXTABLE: "This number can’t get texts: it’s a landline, or not a phone number.",
    Reason.TAKES_NO_TEXTS: "This number can’t get texts: the network refused one, as for a landline.",
    Reason.OPTED_OUT: "They have opted out: no texts from any centre until they text START.",
    Reason.NO_TEXTS: "They said no texts.",
    Reason.TEXTS_NOT_ALLOWED: "They haven’t said we may text them.",
    Reason.NO_TEXTS_BEFORE: "This number said no texts in an earlier enquiry, and that still stands.",
    Reason.HELD: "Texts to this number are held: someone else may have given it in the form. "
    "Take the enquiry, and check that they asked.",
    Reason.NO_VOICEMAIL: "If a machine answers, hang up.",
    Reason.NO_VOICEMAIL_BEFORE: "If a machine answers, hang up. This number said no voicemail in an "
    "earlier enquiry, and that still stands.",
    Reason.NOT_NEEDED: "It was no longer needed.",
    Reason.TOO_LATE: "It could not be sent for hours, and then it was too late.",
    Reason.REFUSED: "The provider refused it.",
    Reason.NOT_DELIVERED: "It did not reach their phone.",
}
_SHORT = {
    Reason.NOT_TEXTABLE: "their number can't get texts",
    Reason.TAKES_NO_TEXTS: "their number can't get texts",
    Reason.OPTED_OUT: "they have opted out",
    Reason.NO_TEXTS: "they said no texts",
    Reason.TEXTS_NOT_ALLOWED: "they have not allowed texts",
    Reason.NO_TEXTS_BEFORE: "they said no texts",
    Reason.HELD: "texts to them are held",
    Reason.TOO_LATE: "it could not be sent in time",
    Reason.REFUSED: "the provider refused it",
    Reason.NOT_DELIVERED: "it did not arrive",
}


@dataclass(frozen=True)
class Verdict:
    """One way to reach a person: yes, no, or not said yet. Of a NO there is always a reason."""

    wish: Wish
    reason: Reason | None = None

    @property
    def is_refused(self) -> bool:
        return self.wish is Wish.NO

    @property
    def sentence(self) -> str:
        return self.reason.sentence if self.reason else ""


@dataclass(frozen=True)
class Permission:
    """How a person may be reached, for one purpose, at one moment."""

    ring: Verdict
    text: Verdict
    voicemail: Verdict


@dataclass(frozen=True)
class Known:
    """What is known of a number and of what its person said in one enquiry.

    `textable`: by its kind it can take texts. `held`: a form gave it, and nobody has looked at that yet.
    """

    can_be_called: bool
    textable: bool
    text: Wish = Wish.ASK
    voicemail: Wish = Wish.ASK
    held: bool = False
    erased: bool = False
    opted_out: bool = False
    bans: Collection[Ban] = ()


def decide(known: Known, purpose: Purpose) -> Permission:
    """How a person may be reached for this."""
    if known.erased:
        never = Verdict(Wish.NO, Reason.ERASED)
        return Permission(never, never, never)
    no_call = None if known.can_be_called else Reason.CANNOT_BE_CALLED
    return Permission(
        ring=_verdict(Wish.YES, no_call),
        text=_verdict(known.text if purpose.is_unasked else Wish.YES, _no_text(known, purpose)),
        voicemail=_verdict(known.voicemail, _no_voicemail(known)),
    )


def _verdict(wish: Wish, reason: Reason | None) -> Verdict:
    return Verdict(wish) if reason is None else Verdict(Wish.NO, reason)


def _no_text(known: Known, purpose: Purpose) -> Reason | None:
    if not known.textable:
        return Reason.NOT_TEXTABLE
    if Ban.TAKES_NO_TEXTS in known.bans:
        return Reason.TAKES_NO_TEXTS
    if known.opted_out and not purpose.outranks_an_opt_out:
        return Reason.OPTED_OUT
    return _no_unasked_text(known) if purpose.is_unasked else None


def _no_unasked_text(known: Known) -> Reason | None:
    if known.text is Wish.NO:
        # a form that does not allow texts is no restriction of the number, but none may go out
        return Reason.NO_TEXTS if Ban.NO_TEXTS in known.bans else Reason.TEXTS_NOT_ALLOWED
    if Ban.NO_TEXTS in known.bans:
        return Reason.NO_TEXTS_BEFORE
    return Reason.HELD if known.held else None


def _no_voicemail(known: Known) -> Reason | None:
    if known.voicemail is Wish.NO:
        return Reason.NO_VOICEMAIL
    return Reason.NO_VOICEMAIL_BEFORE if Ban.NO_VOICEMAIL in known.bans else None
