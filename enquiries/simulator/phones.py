"""The phones that the page shows: whose they are and what number they have.

A phone is declared, or appears by itself when an unknown number sends or gets a text. Of those that appeared
by themselves only the most recent few are kept, since a load test texts from thousands. The staff's phones
are those that the stand-in is started with; all others are kept in the record over a restart.
"""

import threading
from collections import OrderedDict
from collections.abc import Container
from dataclasses import asdict, dataclass, replace
from enum import StrEnum

from .numbers import is_e164
from .record import NOTHING, Record

_MOST_UNDECLARED = 12
_DECLARED, _APPEARED, _VISITOR = "phones", "phones that appeared", "visitor"  # in the record
# Mobile numbers that Ofcom reserves for drama: none is in use.
_DRAMA = [f"+447700900{last:03}" for last in range(1000)]


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

    def __init__(self, declared: tuple[Phone, ...], record: Record = NOTHING) -> None:
        self._lock = threading.Lock()
        self._first = declared
        self._record = record
        self._last_visitor: str = record.state(_VISITOR) or ""
        kept = _read_kept(record.state(_DECLARED))
        staff = [phone for phone in declared if phone.side is Side.STAFF]
        self._declared = {phone.number: phone for phone in ([*kept, *staff] if kept else declared)}
        self._appeared = OrderedDict(
            (phone.number, phone)
            for phone in _read_kept(record.state(_APPEARED))
            if phone.number not in self._declared
        )

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
            self._keep()

    def next_visitor(self, taken: Container[str]) -> None:
        """Give the first phone of the public the next drama number that is not taken.

        Numbers that were given before are not given again until all were, even after `forget_added`.
        """
        with self._lock:
            visitor = next((each for each in self._declared.values() if each.side is Side.PUBLIC), None)
        before = self._last_visitor or (visitor.number if visitor else "")
        self._last_visitor = number = self._free_number(before, taken)
        self._record.keep_state(_VISITOR, number)
        phone = replace(visitor, number=number) if visitor else Phone(number, "A visitor", Side.PUBLIC)
        self.declare(phone, visitor.number if visitor else "")

    def _free_number(self, before: str, taken: Container[str]) -> str:
        start = _DRAMA.index(before) + 1 if before in _DRAMA else 0
        shown = {phone.number for phone in self.all()}
        for number in (*_DRAMA[start:], *_DRAMA[:start]):
            if number not in shown and number not in taken:
                return number
        raise ValueError("Every number that is kept for drama has been used: start afresh")

    def see(self, number: str) -> None:
        """Let a phone appear when its number is in no list yet."""
        with self._lock:
            if number in self._declared or number in self._appeared:
                return
            self._appeared[number] = Phone(number, number)
            if len(self._appeared) > _MOST_UNDECLARED:
                self._appeared.popitem(last=False)
            self._keep()

    def forget_undeclared(self) -> None:
        with self._lock:
            self._appeared.clear()
            self._keep()

    def forget_added(self) -> None:
        """Go back to the phones that the stand-in was started with."""
        with self._lock:
            self._appeared.clear()
            self._declared = {phone.number: phone for phone in self._first}
            self._keep()

    def all(self) -> list[Phone]:
        with self._lock:
            return [*self._declared.values(), *self._appeared.values()]

    def _keep(self) -> None:
        others = [asdict(each) for each in self._declared.values() if each.side is not Side.STAFF]
        self._record.keep_state(_DECLARED, others)
        self._record.keep_state(_APPEARED, [asdict(each) for each in self._appeared.values()])


def _read_kept(kept: list[dict[str, str]] | None) -> list[Phone]:
    return [Phone(each["number"], each["name"], Side(each["side"])) for each in kept or ()]


def parse_phone(text: str) -> Phone:
    """Read `public:+447700900123:A visitor`. Raises ValueError where it is not that."""
    side, _, rest = text.partition(":")
    number, _, name = rest.partition(":")
    if not is_e164(number):
        raise ValueError(f"{text!r}: write SIDE:NUMBER:NAME, like staff:+447700900001:Sam")
    return Phone(number, name or number, Side(side))
