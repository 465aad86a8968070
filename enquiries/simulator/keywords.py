"""The words that Twilio itself may answer, and who answers them on which kind of number.

A word counts only when it is the whole text, in any case. On a standalone short code nobody but the
application answers; with Advanced Opt-Out, or on a long code with default handling, Twilio answers, keeps the
list of those who opted out and passes the text on, in the first case with `OptOutType`.
Source: https://www.twilio.com/docs/messaging/tutorials/advanced-opt-out
"""

from enum import StrEnum


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
