"""What a check-up found: fine, worth a look, or in the way of somebody's call; and what to do about it."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    OK = "ok"
    # it works, and will not for ever or not for everybody
    WARN = "warn"
    # enquiries are or will be late, lost or unreadable
    FAIL = "fail"


@dataclass(frozen=True)
class Finding:
    """One line of a check-up. `advice` says what to do, and is empty where there is nothing."""

    level: Level
    about: str
    says: str
    advice: str = ""

    def __str__(self) -> str:
        advice = f". {self.advice}" if self.advice else ""
        return f"{self.level:<4}  {self.about}: {self.says}{advice}"


def ok(about: str, says: str) -> Finding:
    return Finding(Level.OK, about, says)


def warn(about: str, says: str, advice: str) -> Finding:
    return Finding(Level.WARN, about, says, advice)


def fail(about: str, says: str, advice: str) -> Finding:
    return Finding(Level.FAIL, about, says, advice)
