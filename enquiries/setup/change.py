"""What loading a setup file, or a form of the admin pages, did to one thing."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from enquiries.audit.trail import Values

# Personal details of staff, masked in the audit trail.
_PERSONAL = ("mobile",)
_SHOWN = 3  # its last digits


class ChangeKind(StrEnum):
    """What became of it. `kept`: the file leaves it out, and it stays as it was."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    KEPT = "kept"
    # by a form: a file takes nothing away but shifts and steps
    REMOVED = "removed"


@dataclass(frozen=True)
class Change:
    """The fate of one thing, such as "staff sam@example.org"; `keys` are those of it that changed.

    `before` and `after` are what they were and are, in plain values for `audit.models`.
    """

    fate: ChangeKind
    what: str
    keys: tuple[str, ...] = ()
    before: Values = field(default_factory=dict, compare=False)
    after: Values = field(default_factory=dict, compare=False)

    @property
    def is_news(self) -> bool:
        return self.fate in (ChangeKind.ADDED, ChangeKind.CHANGED, ChangeKind.REMOVED)

    def __str__(self) -> str:
        keys = f" ({', '.join(self.keys)})" if self.keys else ""
        return f"{self.fate:<9} {self.what}{keys}"


def plain(values: Values) -> Values:
    """Values of a row as JSON has them, and nothing personal."""
    return {key: _masked(value) if key in _PERSONAL else _plain(value) for key, value in values.items()}


def _masked(number: str) -> str:
    return f"…{number[-_SHOWN:]}"


def _plain(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value if value is None or isinstance(value, bool | int) else str(value)
