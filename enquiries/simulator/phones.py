"""The phones that the page shows: whose they are and what number they have.

A phone is declared, or appears by itself when an unknown number sends or gets a text. Of those that appeared
by themselves only the most recent few are kept, since a load test texts from thousands.
"""

import threading
from collections import OrderedDict
from dataclasses import dataclass
from enum import StrEnum

from .numbers import is_e164

_MOST_UNDECLARED = 12


class Side(StrEnum):
    """Who holds a phone."""

    PUBLIC = "public"
    STAFF = "staff"
    OTHER = "other"


@dataclass(frozen=True)
class Phone:
    number: str
    name: str
    side: Side = Side.OTHER


class Phones:
    """Declared phones in the order they were declared, then those that appeared by themselves."""

    def __init__(self, declared: tuple[Phone, ...]) -> None:
        self._lock = threading.Lock()
        self._declared = {phone.number: phone for phone in declared}
        self._appeared: OrderedDict[str, Phone] = OrderedDict()

    def declare(self, phone: Phone, replaces: str = "") -> None:
        """Add or rename a phone; it takes the place of `replaces`, the number that it had before."""
        with self._lock:
            self._appeared.pop(phone.number, None)
            others = {number: other for number, other in self._declared.items() if number != phone.number}
            if replaces in others:
                kept = [phone if number == replaces else other for number, other in others.items()]
                self._declared = {each.number: each for each in kept}
            else:
                self._declared[phone.number] = phone

    def see(self, number: str) -> None:
        """Let a phone appear when its number is in no list yet."""
        with self._lock:
            if number in self._declared or number in self._appeared:
                return
            self._appeared[number] = Phone(number, number)
            if len(self._appeared) > _MOST_UNDECLARED:
                self._appeared.popitem(last=False)

    def forget_undeclared(self) -> None:
        with self._lock:
            self._appeared.clear()

    def all(self) -> list[Phone]:
        with self._lock:
            return [*self._declared.values(), *self._appeared.values()]


def parse_phone(text: str) -> Phone:
    """Read `public:+447700900123:A visitor`. Raises ValueError where it is not that."""
    side, _, rest = text.partition(":")
    number, _, name = rest.partition(":")
    if not is_e164(number):
        raise ValueError(f"{text!r}: write SIDE:NUMBER:NAME, like staff:+447700900001:Sam")
    return Phone(number, name or number, Side(side))
