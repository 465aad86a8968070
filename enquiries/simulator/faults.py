"""Faults on demand: what goes wrong, how often, and for whom.

Each kind is off or on. When on it strikes with a probability, for every number or only for some `To` numbers.
A text that no fault was asked for is never touched.
"""

import random
import threading
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum

from .record import NOTHING, Record


class FaultKind(StrEnum):
    """Everything that can be made to go wrong."""

    LATENCY = "latency"  # the REST API answers late
    TOO_MANY_REQUESTS = "too_many_requests"  # 429, code 20429
    SERVER_ERROR = "server_error"  # 500, code 20500
    HANG = "hang"  # nothing is accepted and no answer ever comes
    RESPONSE_LOST = "response_lost"  # the text is accepted, then the connection closes without an answer
    CALLBACKS_DROPPED = "callbacks_dropped"
    CALLBACKS_DOUBLED = "callbacks_doubled"
    CALLBACKS_REORDERED = "callbacks_reordered"  # the last first
    HANDSET_OFF = "handset_off"  # sent, then undelivered with 30003
    UNREACHABLE = "unreachable"  # sent, then undelivered with 30006
    FILTERED = "filtered"  # undelivered with 30007
    LANDLINE = "landline"  # refused with 21635
    BLOCKED = "blocked"  # refused with 21610, as where the phone has texted STOP
    SENDER_REFUSED = "sender_refused"  # refused with 21606
    SUSPENDED = "suspended"  # accepted, then failed with 30002


_STATE = "faults"
_USUAL_MILLISECONDS = {FaultKind.LATENCY: 1_000, FaultKind.HANG: 30_000}


@dataclass(frozen=True)
class Fault:
    """An empty `to` means every number; `milliseconds` is how long a delay or a hang lasts."""

    probability: float = 1.0
    to: tuple[str, ...] = ()
    milliseconds: int = 0


class Faults:
    """The faults that are on now; safe to ask and to change from any thread."""

    def __init__(self, seed: int | None = None, record: Record = NOTHING) -> None:
        self._record = record
        self._on = _read_kept(record.state(_STATE) or {})
        self._chance = random.Random(seed)  # noqa: S311 (chance, not a secret)
        self._woken = threading.Event()

    def turn_on(self, kind: FaultKind, fault: Fault) -> None:
        self._on[kind] = fault
        self._keep()

    def turn_off(self, kind: FaultKind) -> None:
        self._on.pop(kind, None)
        self._keep()

    def strike(self, kind: FaultKind, to: str = "") -> Fault | None:
        """The fault, if it is on for this number and chance wills it; else None."""
        fault = self._on.get(kind)
        if fault is None or (fault.to and to not in fault.to):
            return None
        return fault if self._chance.random() < fault.probability else None

    def pause(self, milliseconds: int) -> None:
        """Wait this long, or until `clear`."""
        if milliseconds:
            self._woken.wait(milliseconds / 1000)

    def clear(self) -> None:
        """Turn every fault off and end the waits in one."""
        self._on.clear()
        self._keep()
        self.wake()

    def wake(self) -> None:
        """End the waits that are under way."""
        self._woken.set()
        self._woken = threading.Event()

    def as_json(self) -> dict[str, object]:
        return {kind.value: asdict(fault) if (fault := self._on.get(kind)) else None for kind in FaultKind}

    def _keep(self) -> None:
        self._record.keep_state(_STATE, {kind: fault for kind, fault in self.as_json().items() if fault})


def read_fault(kind: FaultKind, value: object) -> Fault | None:
    """Read a fault from JSON: true, false or null, a probability, or an object with fields of `Fault`.

    None means off. Raises ValueError for anything else.
    """
    usual = _USUAL_MILLISECONDS.get(kind, 0)
    if value is None or value is False:
        return None
    if value is True:
        return Fault(milliseconds=usual)
    if isinstance(value, int | float):
        value = {"probability": value}
    if not isinstance(value, Mapping) or not value.keys() <= {"probability", "to", "milliseconds"}:
        raise ValueError(
            f"{kind}: true, false, a probability, or an object with probability, to, milliseconds"
        )
    return _read_fields(kind, value, usual)


def _read_kept(kept: Mapping[str, object]) -> dict[FaultKind, Fault]:
    read = {FaultKind(kind): read_fault(FaultKind(kind), value) for kind, value in kept.items()}
    return {kind: fault for kind, fault in read.items() if fault}


def _read_fields(kind: FaultKind, fields: Mapping[str, object], usual: int) -> Fault:
    probability, to, milliseconds = (
        fields.get("probability", 1.0),
        fields.get("to") or [],
        fields.get("milliseconds", usual),
    )
    if not isinstance(probability, int | float) or not 0 <= probability <= 1:
        raise ValueError(f"{kind}: a probability is from 0 to 1")
    if not isinstance(milliseconds, int) or milliseconds < 0:
        raise ValueError(f"{kind}: milliseconds is a whole number")
    if not isinstance(to, str | list):
        raise ValueError(f"{kind}: to is a number or a list of numbers")
    return Fault(float(probability), (to,) if isinstance(to, str) else tuple(map(str, to)), milliseconds)
