"""How each colleague of the demo history works."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

_MINUTE: Final = timedelta(minutes=1)
_OFF_DUTY: Final = 40 * _MINUTE


@dataclass(frozen=True)
class Manner:
    """Times are medians, shares from 0 to 1.

    `takes`: until they answer an alert while on call, and `asleep` at night; `calls`: from then to the call.
    `logs`: of their calls, those that they log. `calls_it_spam`: of true enquiries, those that they close as
    spam, and `of_those_who_wait` where the person has waited for hours.
    """

    takes: timedelta = 0.55 * _MINUTE
    calls: timedelta = 1.8 * _MINUTE
    asleep: timedelta = 0.8 * _MINUTE
    logs: float = 0.95
    calls_it_spam: float = 0.0
    of_those_who_wait: float = 0.0
    is_slow: bool = False

    def answers(self, *, is_on: bool, is_night: bool) -> timedelta:
        """The median until they answer; off duty it is long, and longer at night."""
        if is_on:
            return self.asleep if is_night else self.takes
        return 5 * _OFF_DUTY if is_night else _OFF_DUTY


MANNERS: Final[Mapping[str, Manner]] = {
    "Sam": Manner(),
    "Priya": Manner(takes=0.65 * _MINUTE),
    "Ana": Manner(logs=0.75),
    "Ruth": Manner(takes=0.75 * _MINUTE),
    "Marcus": Manner(calls=15 * _MINUTE, is_slow=True),
    "Owen": Manner(calls_it_spam=0.25, of_those_who_wait=0.6),
    "Dana": Manner(takes=2 * _MINUTE, asleep=26 * _MINUTE),
    "Leila": Manner(takes=2 * _MINUTE),
    "Tom": Manner(),
}
