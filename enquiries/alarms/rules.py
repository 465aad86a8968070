"""When people are told of an alarm: once its cause has lasted, again while it lasts, and at its end.

A cause is checked every few seconds. `patience` is how long it must last before anyone is told, so that a
two-minute handover wakes no one; `calm` is how long it must be absent before it counts as over, so that a
cause that comes and goes is one alarm and not twenty. If the beginning was never announced, the end is not
either.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

REPEAT = timedelta(minutes=30)
LONGEST_WORDS = 14  # characters that the text of an alarm has room for


class AlarmKind(StrEnum):
    """What can go wrong with the service itself, so that a person could be forgotten."""

    WAITING = "waiting"
    NOBODY_AT_ALL = "nobody_at_all"
    NOBODY_ON_CALL = "nobody_on_call"
    UNREACHABLE = "unreachable"
    NOT_READ = "not_read"
    TEXTS_LATE = "texts_late"
    TEXTS_STUCK = "texts_stuck"
    NO_WORKER = "no_worker"
    LADDER_STOPPED = "ladder_stopped"
    TEXTS_REFUSED = "texts_refused"
    BAD_SIGNATURES = "bad_signatures"
    WALK_FAILED = "walk_failed"
    STAFF_NUMBER = "staff_number"
    LOG_CHANGED = "log_changed"

    @property
    def means(self) -> str:
        """A sentence that explains the alarm away from the board."""
        return _MEANINGS[self]

    @property
    def patience(self) -> timedelta:
        return _PATIENCE.get(self, timedelta(0))

    @property
    def calm(self) -> timedelta:
        return _CALM.get(self, timedelta(seconds=20))

    @property
    def repeat(self) -> timedelta:
        """How long after people were told they are told again."""
        return _REPEAT.get(self, REPEAT)

    @property
    def is_texted(self) -> bool:
        """Return True where managers get it as a text. The ladder itself tells them of a wait."""
        return self is not AlarmKind.WAITING


_MEANINGS = {
    AlarmKind.WAITING: "Enquiries have waited past the last step of escalation, and no one has taken them.",
    AlarmKind.NOBODY_AT_ALL: "An enquiry is waiting, and its centre has no one left to tell.",
    AlarmKind.NOBODY_ON_CALL: "The centre is open and no one is on call.",
    AlarmKind.UNREACHABLE: "Three texts in a row to a member of staff did not arrive.",
    AlarmKind.NOT_READ: "A text came in that could not be processed. Its sender may be waiting.",
    AlarmKind.TEXTS_LATE: "The provider had texts that never reached the webhook. They are taken in now.",
    AlarmKind.TEXTS_STUCK: "Texts have been waiting more than a minute to be sent.",
    AlarmKind.NO_WORKER: "No worker has reported for a minute.",
    AlarmKind.LADDER_STOPPED: "The tick has not run for a minute: escalation and timers have stopped.",
    AlarmKind.TEXTS_REFUSED: "The provider refuses texts from one of your numbers, and they are waiting: "
    "check the number, the account and its token.",
    AlarmKind.BAD_SIGNATURES: "Many requests were not signed by the provider: an attack, or a wrong token.",
    AlarmKind.WALK_FAILED: "The synthetic enquiry did not get through.",
    AlarmKind.STAFF_NUMBER: "A staff number is texting unknown codes, or too often: it may be forged.",
    AlarmKind.LOG_CHANGED: "The nightly check of the log found entries or times that do not fit: "
    "run ./ringback verify-log.",
}
_PATIENCE = {
    # the first tries come within seven seconds
    AlarmKind.TEXTS_REFUSED: timedelta(seconds=5),
    AlarmKind.NO_WORKER: timedelta(seconds=30),
    AlarmKind.NOBODY_ON_CALL: timedelta(minutes=2),
}
_CALM = {
    # what the ladder itself says, it says every five minutes
    AlarmKind.NOBODY_AT_ALL: timedelta(minutes=6),
    # looked at once a minute
    AlarmKind.NOBODY_ON_CALL: timedelta(seconds=90),
    AlarmKind.UNREACHABLE: timedelta(seconds=90),
    # single events, of which the next may follow soon
    AlarmKind.TEXTS_LATE: timedelta(minutes=10),
    AlarmKind.LADDER_STOPPED: timedelta(minutes=1),
    # what waits is tried once a minute
    AlarmKind.TEXTS_REFUSED: timedelta(minutes=3),
    AlarmKind.STAFF_NUMBER: timedelta(minutes=10),
    # looked at once a night
    AlarmKind.LOG_CHANGED: timedelta(hours=26),
}
_REPEAT = {
    # what was changed stays so, and no one can do anything about it at night
    AlarmKind.LOG_CHANGED: timedelta(days=7),
}


class News(StrEnum):
    """What there is to say of an alarm."""

    BEGAN = "began"
    LASTS = "lasts"
    OVER = "over"


@dataclass(frozen=True)
class Course:
    """An alarm so far: since when its cause is seen, when it was last seen, and last said. UTC."""

    kind: AlarmKind
    since: datetime
    seen_at: datetime
    said_at: datetime | None

    def is_over(self, now: datetime) -> bool:
        return now - self.seen_at >= self.kind.calm

    def news(self, now: datetime) -> News | None:
        """What there is to say now; None where there is nothing."""
        if self.is_over(now):
            return News.OVER if self.said_at is not None else None
        if self.said_at is None:
            return News.BEGAN if self.seen_at - self.since >= self.kind.patience else None
        return News.LASTS if now - self.said_at >= self.kind.repeat else None


@dataclass(frozen=True)
class Cause:
    """Something that is wrong now. `subject` tells causes of one kind apart, such as "centre 3".

    `words` are what the text says of it. Managers of that centre hear of it; those of all where it is None.
    """

    kind: AlarmKind
    words: str
    subject: str = ""
    centre_id: int | None = None

    def __post_init__(self) -> None:
        assert len(self.words) <= LONGEST_WORDS, self.words
