"""When each text to the public goes out, in the words of the admin pages."""

from collections.abc import Mapping
from typing import Final

from enquiries.messaging.texts import TextKind

GROUPS: Final[Mapping[str, str]] = {
    "risk": "Where there may be danger",
    "answers": "Answers to questions",
    "enquirer": "From the first text to the last",
    "written": "Texts that staff choose from",
}

_WRITTEN: Final[Mapping[str, str]] = {
    "try_again": "We’ll try again",
    "which_time": "Which time is good?",
    "on_our_way": "We’ll be in touch soon",
    "thank_you": "Thank you",
    "no_hurry": "No hurry",
    "text_now": "To a person who asked for texts: now",
    "safer_time": "To a person who asked for texts: a safer time",
}

TITLES: Final[Mapping[str, str]] = {
    TextKind.WELCOME: "First text",
    TextKind.WELCOME_KNOWN: "First text, where it is known who it is for",
    TextKind.WELCOME_NO_PROMISE: "First text, where no minutes can be promised",
    TextKind.WELCOME_CLOSED: "First text, while you are closed",
    TextKind.WELCOME_CLOSED_KNOWN: "First text while you are closed, where it is known who it is for",
    TextKind.SAFE_CONTACT: "May we leave a voicemail or text?",
    TextKind.ASK_TIME: "What time suits you?",
    TextKind.BOOKED: "A time is booked",
    TextKind.STILL_HERE: "They text again",
    TextKind.ALERTED: "They text again, where someone may be in danger",
    TextKind.MISSED: "A call was missed",
    TextKind.PUT_OFF: "Staff put the call off before they called",
    TextKind.LAST_TRY: "After the last try",
    TextKind.STOPPED: "After STOP",
    TextKind.STOPPED_URGENT: "After STOP, where someone may be in danger",
    TextKind.RESTARTED: "After START",
    TextKind.RESTARTED_NO_PROMISE: "After START, where no minutes can be promised",
    TextKind.UNCLEAR: "An answer we can’t read",
    TextKind.ONLY_YOU: "They ask us to call someone else",
    TextKind.ONLY_YOU_BOOKED: "They ask us to call someone else at a time",
    TextKind.NO_CALLS: "They asked us not to call",
    TextKind.NO_CONTACT: "They asked us neither to call nor to text",
    TextKind.READS_ON: "After the automatic answers of an hour, or in place of one just given",
    TextKind.PICTURE: "A picture or a voice note",
    TextKind.WRONG_NUMBER: "A wrong number",
    TextKind.FORM_RECEIVED: "After the form",
    TextKind.ANSWER_WHO: "Who is this?",
    TextKind.ANSWER_BOT: "Is this a real person?",
    TextKind.ANSWER_COST: "What does it cost?",
    TextKind.ANSWER_CONFIDENTIAL: "Is it confidential?",
    TextKind.ANSWER_WHEN: "When will you call?",
    TextKind.ANSWER_WHEN_NO_PROMISE: "When will you call? Where no minutes can be promised",
    TextKind.ANSWER_WHEN_OPENS: "When will you call? While you are closed",
    TextKind.ANSWER_WHEN_TAKEN: "When will you call? Once a person has it",
    TextKind.ANSWER_WHEN_BOOKED: "When will you call? With a time booked",
    TextKind.ANSWER_WHERE: "Where are you?",
    TextKind.ANSWER_HOW: "How does it work?",
    TextKind.ANSWER_RECEIVED: "Did you get my message?",
    TextKind.ANSWER_NUMBER: "Which number do you call from? (a centre with a line of its own)",
    TextKind.ANSWER_NUMBER_UNKNOWN: "Which number do you call from? (any other centre)",
    TextKind.ANSWER_OTHER: "Any other question",
    **{f"written.{name}": title for name, title in _WRITTEN.items()},
    TextKind.OVERDOSE: "Something was taken",
    TextKind.OVERDOSE_OTHER: "Someone else has taken something",
    TextKind.SELF_HARM: "A life may be at risk",
    TextKind.SAFEGUARDING: "Someone may hurt them",
    TextKind.WITHDRAWAL: "Stopping suddenly",
    TextKind.UNDER_18: "They may be under 18",
}
