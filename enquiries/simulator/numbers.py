"""The account's own numbers, what texts come to and go from, and who answers keywords on each.

A number may carry about 100 texts a second if it is a short code, about 1 if it is a long one. A number that
was never declared works as one in `app` mode at its usual rate.

A keyword counts only when it is the whole text, in any case. On a standalone short code only the application
answers; with Advanced Opt-Out, or on a long code with default handling, Twilio answers, keeps the list of
those who opted out and passes the text on, in the first case with `OptOutType`.
Source: https://www.twilio.com/docs/messaging/tutorials/advanced-opt-out
"""

import re
import threading
from dataclasses import dataclass
from enum import StrEnum

_E164 = re.compile(r"\+[1-9]\d{6,14}")
_SHORT_CODE = re.compile(r"\d{3,6}")
_ALPHANUMERIC = re.compile(r"(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11}")


class KeywordMode(StrEnum):
    """Who answers HELP, STOP and START on a number."""

    APP = "app"
    ADVANCED_OPT_OUT = "advanced_opt_out"
    DEFAULT = "default"

    @property
    def twilio_answers(self) -> bool:
        return self is not KeywordMode.APP


class OptOutType(StrEnum):
    """What a reserved word asks for; the value is the one of the `OptOutType` parameter."""

    STOP = "STOP"
    START = "START"
    HELP = "HELP"


_WORDS = {
    OptOutType.STOP: {"STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"},
    OptOutType.START: {"START", "YES", "UNSTOP"},
    OptOutType.HELP: {"HELP", "INFO"},
}

STOCK_ANSWERS = {
    OptOutType.STOP: "You have successfully been unsubscribed. You will not receive any more messages "
    "from this number. Reply START to resubscribe.",
    OptOutType.START: "You have successfully been re-subscribed to messages from this number. Reply HELP for "
    "help. Reply STOP to unsubscribe. Msg&Data Rates May Apply.",
    OptOutType.HELP: "Reply STOP to unsubscribe. Msg&Data Rates May Apply.",
}


def opt_out_type(body: str) -> OptOutType | None:
    """The reserved meaning of a text, None where it has none."""
    word = body.strip().upper()
    return next((kind for kind, words in _WORDS.items() if word in words), None)


@dataclass(frozen=True)
class Number:
    """One number of the account. `per_second` None: the usual rate of its kind; 0: no limit."""

    number: str
    mode: KeywordMode = KeywordMode.APP
    per_second: float | None = None
    help_text: str | None = None

    @property
    def rate(self) -> float:
        """Texts a second; 0 is without limit."""
        if self.per_second is not None:
            return self.per_second
        return 100.0 if is_short_code(self.number) else 1.0


class Numbers:
    """Every number of the account, with the moment (monotonic seconds) each is free to send again."""

    def __init__(self, declared: tuple[Number, ...], limit_rates: bool) -> None:
        self._lock = threading.Lock()
        self.limit_rates = limit_rates
        self._numbers = {number.number: number for number in declared}
        self._free_at: dict[str, float] = {}

    def declare(self, number: Number) -> None:
        with self._lock:
            self._numbers[number.number] = number

    def find(self, number: str) -> Number:
        return self._numbers.get(number, Number(number))

    def all(self) -> list[Number]:
        with self._lock:
            return list(self._numbers.values())

    def take_turn(self, number: str, now: float) -> float:
        """Book the next free moment of a number and return it; `now` when it is not busy."""
        rate = self.find(number).rate
        if not self.limit_rates or not rate:
            return now
        with self._lock:
            turn = max(now, self._free_at.get(number, now))
            self._free_at[number] = turn + 1 / rate
        return turn

    def forget_turns(self) -> None:
        with self._lock:
            self._free_at.clear()


def parse_number(text: str) -> Number:
    """Read `83222:app`, or a number alone. Raises ValueError for an unknown mode or an impossible number."""
    number, _, mode = text.partition(":")
    if not can_send(number):
        raise ValueError(f"{number!r} is neither a short code nor a number like +447700900100")
    return Number(number, KeywordMode(mode or KeywordMode.APP))


def is_e164(number: str) -> bool:
    return _E164.fullmatch(number) is not None


def is_short_code(number: str) -> bool:
    return _SHORT_CODE.fullmatch(number) is not None


def can_send(sender: str) -> bool:
    """True for what Twilio takes as a `From`: E.164, a short code or an alphanumeric name."""
    return is_e164(sender) or is_short_code(sender) or _ALPHANUMERIC.fullmatch(sender) is not None
