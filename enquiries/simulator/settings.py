"""What the stand-in is told when it starts."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from .numbers import Number
from .phones import Phone

_ACCOUNT_SID = "AC" + "0" * 32


@dataclass(frozen=True)
class Settings:
    """Times are seconds. `delays` is the shortest and longest wait before each step of a text on its way.
    `record` is the file that texts are kept in over a restart; without one they are gone.
    """

    account_sid: str = _ACCOUNT_SID
    auth_token: str = "stand-in"  # noqa: S105 (a local stand-in's own default, not a credential of anything)
    webhook: str = ""
    fallback: str = ""
    webhook_timeout: float = 15.0
    delays: tuple[float, float] = (0.2, 1.2)
    limit_rates: bool = True
    couriers: int = 8
    numbers: tuple[Number, ...] = ()
    phones: tuple[Phone, ...] = ()
    guide: str = ""
    seed: int | None = None
    record: Path | None = None

    @classmethod
    def for_tests(cls, webhook: str = "", numbers: tuple[Number, ...] = ()) -> Self:
        """No delays and no rates: everything happens at once, though still in its own thread."""
        return cls(webhook=webhook, numbers=numbers, delays=(0, 0), limit_rates=False)
