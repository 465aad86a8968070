"""Every text that Ringback sends, each once: to whom, how urgent, for how long, and while what holds.

The wording of each is under its key in `templates/sms/texts.toml`. A new text is a line here and one there;
`messaging.send_checks` drops a text that is no longer wanted when it is about to leave.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum, StrEnum, auto
from typing import Final, Self

from enquiries.core.enums import Priority
from enquiries.messaging.permission_rules import Purpose
from enquiries.parsing.questions import Question
from enquiries.parsing.risk.finding import Tier

# An alert that arrives late is worse than the next step of the ladder.
ALERT_VALIDITY = timedelta(minutes=5)
# Anything else may wait for a phone to be switched on.
LONG_VALIDITY = timedelta(hours=4)
_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)


class Relevance(Enum):
    """While what is true of its enquiry a text is still worth sending."""

    ALWAYS = auto()
    WHILE_OPEN = auto()
    WHILE_NOT_CLOSED = auto()
    WHILE_CLOSED = auto()
    WHILE_HELD_BY_READER = auto()
    WHILE_ANY_IS_OPEN = auto()  # of the enquiries that a bundle gathers
    WHILE_VALID = auto()  # not once its validity has passed, which would be at night


@dataclass(frozen=True)
class TextRules:
    """What holds for one text.

    `purpose`: what it is for, or None where it goes to staff. `capped`: it is one of the three automatic
    answers an hour to one number. `validity`: for how long the provider may try to deliver it.
    `without_minutes`: the key of the text that is sent instead where no minutes may be promised.
    `fresh_for`: how long it is not repeated to the same number.
    """

    purpose: Purpose | None
    priority: Priority
    validity: timedelta
    wanted: Relevance = Relevance.ALWAYS
    capped: bool = True
    without_minutes: str | None = None
    fresh_for: timedelta = timedelta(0)


def _answer(
    *,
    purpose: Purpose = Purpose.ANSWER,
    priority: Priority = Priority.REPLY,
    wanted: Relevance = Relevance.ALWAYS,
    capped: bool = True,
    without_minutes: str | None = None,
    fresh_for: timedelta = timedelta(0),
) -> TextRules:
    """To the person who asked."""
    return TextRules(purpose, priority, LONG_VALIDITY, wanted, capped, without_minutes, fresh_for)


def _to_question(*, without_minutes: str | None = None) -> TextRules:
    """To a question of theirs. Asked again a while later, it is answered again."""
    return _answer(without_minutes=without_minutes, fresh_for=timedelta(minutes=10))


def _danger() -> TextRules:
    """How to get help at once."""
    return _answer(purpose=Purpose.DANGER, priority=Priority.URGENT, capped=False)


def _staff(
    wanted: Relevance = Relevance.ALWAYS,
    *,
    priority: Priority = Priority.ALERT,
    validity: timedelta = ALERT_VALIDITY,
) -> TextRules:
    """To a member of staff."""
    return TextRules(None, priority, validity, wanted)


def _weekly() -> TextRules:
    """Sent by day, and of no hurry."""
    return _staff(Relevance.WHILE_VALID, priority=Priority.REPLY, validity=LONG_VALIDITY)


class TextKind(StrEnum):
    """One text. The value is the key of its wording; the outbox and the timeline keep it."""

    rules: TextRules

    def __new__(cls, key: str, rules: TextRules) -> Self:
        kind = str.__new__(cls, key)
        kind._value_ = key
        kind.rules = rules
        return kind

    # To the person who asked.
    WELCOME = "enquirer.welcome", _answer(without_minutes="enquirer.welcome_no_promise")
    WELCOME_KNOWN = "enquirer.welcome_known", _answer(without_minutes="enquirer.still_here")
    WELCOME_NO_PROMISE = "enquirer.welcome_no_promise", _answer()
    WELCOME_CLOSED = "enquirer.welcome_closed", _answer()
    WELCOME_CLOSED_KNOWN = "enquirer.welcome_closed_known", _answer()
    SAFE_CONTACT = "enquirer.safe_contact", _answer(fresh_for=_DAY)
    ASK_TIME = "enquirer.ask_time", _answer()
    BOOKED = "enquirer.booked", _answer(capped=False)
    STILL_HERE = "enquirer.still_here", _answer(fresh_for=_HOUR)
    UNCLEAR = "enquirer.unclear", _answer(fresh_for=_HOUR)
    ALERTED = "enquirer.alerted", _answer(capped=False, fresh_for=timedelta(minutes=5))
    ONLY_YOU = "enquirer.only_you", _answer(fresh_for=_HOUR)
    ONLY_YOU_BOOKED = "enquirer.only_you_booked", _answer(capped=False)
    NO_CALLS = "enquirer.no_calls", _answer(capped=False)
    NO_CONTACT = "enquirer.no_contact", _answer(fresh_for=_HOUR)  # neither calls nor texts are wanted
    READS_ON = "enquirer.reads_on", _answer(fresh_for=_HOUR)
    PICTURE = "enquirer.picture", _answer(fresh_for=_HOUR)
    WRONG_NUMBER = (
        "enquirer.wrong_number",
        _answer(purpose=Purpose.OPT_OUT_CONFIRMATION, capped=False),
    )
    MISSED = "enquirer.missed", _answer(purpose=Purpose.UNASKED, wanted=Relevance.WHILE_NOT_CLOSED)
    PUT_OFF = "enquirer.put_off", _answer(purpose=Purpose.UNASKED, wanted=Relevance.WHILE_NOT_CLOSED)
    LAST_TRY = "enquirer.last_try", _answer(purpose=Purpose.UNASKED)
    FORM_RECEIVED = "enquirer.form_received", _answer(purpose=Purpose.UNASKED)
    WRITTEN = "enquirer.written", _answer(purpose=Purpose.BY_HAND)  # in the words of a colleague
    STOPPED = "enquirer.stopped", _answer(purpose=Purpose.OPT_OUT_CONFIRMATION, capped=False)
    STOPPED_URGENT = (  # a manager decides whether they are still called
        "enquirer.stopped_urgent",
        _answer(purpose=Purpose.OPT_OUT_CONFIRMATION, capped=False),
    )
    RESTARTED = "enquirer.restarted", _answer(capped=False, without_minutes="enquirer.restarted_no_promise")
    RESTARTED_NO_PROMISE = "enquirer.restarted_no_promise", _answer(capped=False)

    # To the person who asked, in answer to a question of theirs: `answer_text` chooses one.
    ANSWER_WHO = "answers.who", _to_question()
    ANSWER_BOT = "answers.bot", _to_question()
    ANSWER_COST = "answers.cost", _to_question()
    ANSWER_CONFIDENTIAL = "answers.confidential", _to_question()
    ANSWER_WHEN = "answers.when", _to_question(without_minutes="answers.when_no_promise")
    ANSWER_WHEN_NO_PROMISE = "answers.when_no_promise", _to_question()
    ANSWER_WHEN_OPENS = "answers.when_opens", _to_question()
    ANSWER_WHEN_TAKEN = "answers.when_taken", _to_question()
    ANSWER_WHEN_BOOKED = "answers.when_booked", _to_question()
    ANSWER_WHERE = "answers.where", _to_question()
    ANSWER_NUMBER = "answers.number", _to_question()
    ANSWER_NUMBER_UNKNOWN = "answers.number_unknown", _to_question()
    ANSWER_RECEIVED = "answers.received", _to_question()
    ANSWER_HOW = "answers.how", _to_question()
    ANSWER_OTHER = "answers.other", _answer(fresh_for=_HOUR)

    # To the person who asked, where there may be danger: `danger_text` chooses one.
    OVERDOSE = "risk.overdose", _danger()
    OVERDOSE_OTHER = "risk.overdose_other", _danger()
    SELF_HARM = "risk.self_harm", _danger()
    SAFEGUARDING = "risk.safeguarding", _danger()
    WITHDRAWAL = "risk.withdrawal", _danger()
    UNDER_18 = "risk.under_18", _danger()

    # To staff: take an enquiry. Managers hear of a risk even where a colleague has taken it already.
    ALERT = "staff.alert", _staff(Relevance.WHILE_OPEN)
    ALERT_AGAIN = "staff.alert_again", _staff(Relevance.WHILE_OPEN)
    ALERT_URGENT = "staff.alert_urgent", _staff(Relevance.WHILE_NOT_CLOSED, priority=Priority.URGENT)
    ALERT_URGENT_AT = "staff.alert_urgent_at", _staff(Relevance.WHILE_NOT_CLOSED, priority=Priority.URGENT)
    ALERT_URGENT_AGAIN = "staff.alert_urgent_again", _staff(Relevance.WHILE_OPEN, priority=Priority.URGENT)
    EVERYBODY_PASSED = "staff.everybody_passed", _staff(Relevance.WHILE_OPEN)
    REOPENED = "staff.reopened", _staff(Relevance.WHILE_OPEN)
    WROTE_BACK = "staff.wrote_back", _staff(Relevance.WHILE_OPEN)
    WROTE_BEFORE_CALL = "staff.wrote_before_call", _staff(Relevance.WHILE_OPEN)
    WANTS_CALL_NOW = "staff.wants_call_now", _staff(Relevance.WHILE_OPEN)
    NOBODY_ON_CALL = "staff.nobody_on_call", _staff(Relevance.WHILE_OPEN)
    BUNDLE = "staff.bundle", _staff(Relevance.WHILE_ANY_IS_OPEN)
    BUNDLE_OF_ONE = "staff.bundle_of_one", _staff(Relevance.WHILE_ANY_IS_OPEN)

    # To staff: news of an enquiry.
    YOURS = "staff.yours", _staff(Relevance.WHILE_HELD_BY_READER)
    YOURS_NUMBER = "staff.yours_number", _staff(Relevance.WHILE_HELD_BY_READER)
    OVERDUE = "staff.overdue", _staff(Relevance.WHILE_HELD_BY_READER)
    OVERDUE_TEXT = "staff.overdue_text", _staff(Relevance.WHILE_HELD_BY_READER)
    OVERDUE_URGENT_AT = "staff.overdue_urgent_at", _staff(Relevance.WHILE_HELD_BY_READER)
    TAKEN = "staff.taken", _staff()
    WAS_PUT_OFF = "staff.was_put_off", _staff()
    MOVED = "staff.moved", _staff()
    WROTE = "staff.wrote", _staff()
    WROTE_NOW = "staff.wrote_now", _staff()
    WROTE_URGENT = "staff.wrote_urgent", _staff()
    WROTE_URGENT_AT = "staff.wrote_urgent_at", _staff()
    WANTS = "staff.wants", _staff()
    WANTS_URGENT = "staff.wants_urgent", _staff(priority=Priority.URGENT)
    WITHDRAWN = "staff.withdrawn", _staff()
    RELEASED = "staff.released", _staff()
    LAPSED = "staff.lapsed", _staff()
    CLOSED_UNLOGGED = "staff.closed_unlogged", _staff(Relevance.WHILE_CLOSED)
    SEVERAL_CLOSED = "staff.several_closed", _staff()
    UNDELIVERED = "staff.undelivered", _staff()
    TEXT_NOT_SENT = "staff.text_not_sent", _staff()

    # To staff: answers to what they texted.
    CLOSED = "staff.closed", _staff()
    CLOSED_UNCALLED = "staff.closed_uncalled", _staff()
    CLOSED_WHY = "staff.closed_why", _staff()
    CLOSED_LEFT_OUT = "staff.closed_left_out", _staff()
    CLOSED_COUNTED = "staff.closed_counted", _staff()
    TAKE_FIRST = "staff.take_first", _staff()
    CALL_FIRST = "staff.call_first", _staff()
    CALL_BOOKED = "staff.call_booked", _staff()
    UNTIL_WHEN = "staff.until_when", _staff()
    ATTEMPT = "staff.attempt", _staff()
    VOICEMAIL_CHECK = "staff.voicemail_check", _staff()
    NOTED = "staff.noted", _staff()
    CALLING_ANYWAY = "staff.calling_anyway", _staff()
    LIST = "staff.list", _staff()
    WHICH = "staff.which", _staff()
    WHICH_CLOSED = "staff.which_closed", _staff()
    NOT_YOURS = "staff.not_yours", _staff()
    UNKNOWN_CODE = "staff.unknown_code", _staff()
    UNKNOWN_CODE_ONE = "staff.unknown_code_one", _staff()
    NOTHING_OPEN = "staff.nothing_open", _staff()
    NOT_UNDERSTOOD = "staff.not_understood", _staff()
    NOT_UNDERSTOOD_OPEN = "staff.not_understood_open", _staff()
    NOT_UNDERSTOOD_HELD = "staff.not_understood_held", _staff()
    MENU = "staff.menu", _staff(priority=Priority.REPLY)
    NEW_ENTERED = "staff.new_entered", _staff()
    NEW_KNOWN = "staff.new_known", _staff()
    NEW_REFUSED = "staff.new_refused", _staff()

    # To staff: about themselves.
    HANDOVER = "staff.handover", _staff()
    ON = "staff.on", _staff()
    OFF = "staff.off", _staff()
    OFF_ALREADY = "staff.off_already", _staff()
    OFF_REFUSED = "staff.off_refused", _staff()
    READY = "staff.ready", _staff()
    SIGN_IN = "staff.sign_in", _staff(priority=Priority.REPLY)
    NEW_LINK = "staff.new_link", _staff(validity=LONG_VALIDITY)
    MOBILE_CHANGED = "staff.mobile_changed", _staff(validity=LONG_VALIDITY)

    # To those who read reports and asked for it: the last week.
    WEEKLY = "staff.weekly", _weekly()
    WEEKLY_NONE = "staff.weekly_none", _weekly()

    # To managers: what is wrong.
    ALARM = "staff.alarm", _staff(priority=Priority.URGENT)
    ALARM_ABOUT = "staff.alarm_about", _staff(priority=Priority.URGENT)
    ALARM_OVER = "staff.alarm_over", _staff(priority=Priority.URGENT)

    @property
    def is_to_staff(self) -> bool:
        return self.rules.purpose is None

    @property
    def without_minutes(self) -> "TextKind":
        """The text that is sent instead where no minutes may be promised; itself where it promises none."""
        key = self.rules.without_minutes
        return self if key is None else text_kind(key)


_BY_KEY = {kind.value: kind for kind in TextKind}


def text_kind(key: str) -> TextKind:
    """The text with this key, as the outbox keeps it. Raises KeyError."""
    return _BY_KEY[key]


GENERAL_ANSWERS = (TextKind.STILL_HERE, TextKind.UNCLEAR, TextKind.ANSWER_OTHER, TextKind.READS_ON)
"""Answers that say little: each once an hour, and none of the three, so that others still go out."""

COUNTED = tuple(
    kind
    for kind in TextKind
    if kind.rules.capped
    and kind.rules.purpose
    and not kind.rules.purpose.is_unasked
    and kind not in GENERAL_ANSWERS
)
"""The automatic answers of which a number gets so many an hour and no more."""

ASKS_TO_READ = (TextKind.WROTE_BACK, TextKind.WROTE_BEFORE_CALL)
"""Alerts that ask to read what a person wrote while no call is due."""

URGENT_ALERTS = (TextKind.ALERT_URGENT, TextKind.ALERT_URGENT_AGAIN, TextKind.ALERT_URGENT_AT)


def answer_text(question: Question) -> TextKind:
    """The answer to a question; of when and of the number, `intake.questions` sends the one that is true."""
    return text_kind(f"answers.{question}")


def urgent_alert(*, is_for_reading: bool, again: bool) -> TextKind:
    """How staff are asked about danger: to call at once, or to read what is wanted and decide."""
    if is_for_reading:
        return TextKind.ALERT_URGENT_AT
    return TextKind.ALERT_URGENT_AGAIN if again else TextKind.ALERT_URGENT


def danger_text(tier: Tier, *, other: bool) -> TextKind:
    """How to get help at once; `other`: the person in danger is not the one who wrote."""
    if tier is Tier.OVERDOSE and other:
        return TextKind.OVERDOSE_OTHER
    return _OF_TIER[tier]


_OF_TIER: Final = {
    Tier.OVERDOSE: TextKind.OVERDOSE,
    Tier.SELF_HARM: TextKind.SELF_HARM,
    Tier.SAFEGUARDING: TextKind.SAFEGUARDING,
    Tier.WITHDRAWAL: TextKind.WITHDRAWAL,
    Tier.UNDER_18: TextKind.UNDER_18,
}
DANGER_TEXTS: Final = (TextKind.OVERDOSE_OTHER, *_OF_TIER.values())
"""Each text that says how to get help at once."""
