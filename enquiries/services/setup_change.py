"""What loading a setup file did to one thing."""

from dataclasses import dataclass
from enum import StrEnum


class Fate(StrEnum):
    """What became of it. `kept`: the file leaves it out, and it stays as it was."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    KEPT = "kept"


@dataclass(frozen=True)
class Change:
    """The fate of one thing, such as "staff sam@example.org"; `keys` are those of it that changed."""

    fate: Fate
    what: str
    keys: tuple[str, ...] = ()

    def __str__(self) -> str:
        keys = f" ({', '.join(self.keys)})" if self.keys else ""
        return f"{self.fate:<9} {self.what}{keys}"
