"""Breaking things, and mending what does not mend itself. Belongs in the main thread, as the service does."""

import random
import signal
from collections.abc import Callable, Mapping
from typing import Any, Final

import requests

from tools.chaos.breakage import Breakage
from tools.chaos.service import HOSTS, Service

# What the stand-in calls these, and how they strike there: not each time, or nothing would show but a delay.
_PROVIDER: Final[Mapping[Breakage, dict[str, Any]]] = {
    Breakage.SLOW: {"latency": {"probability": 0.7, "milliseconds": 2_500}},
    Breakage.TOO_MANY: {"too_many_requests": 0.7},
    Breakage.SERVER_ERROR: {"server_error": 0.7},
    Breakage.HANGS: {"hang": {"probability": 0.4, "milliseconds": 20_000}},
    Breakage.ANSWER_LOST: {"response_lost": 0.5},
    Breakage.RECEIPTS_DROPPED: {"callbacks_dropped": 0.7},
    Breakage.RECEIPTS_DOUBLED: {"callbacks_doubled": 0.7},
    Breakage.RECEIPTS_REORDERED: {"callbacks_reordered": 0.7},
    Breakage.HANDSETS_OFF: {"handset_off": 0.3},
}


class Breaker:
    """`chance` picks the victims; which processes there are depends on the moment."""

    def __init__(self, service: Service, chance: random.Random) -> None:
        self._service = service
        self._chance = chance
        self._lost: str | None = None

    def begin(self, what: Breakage) -> None:
        if what in _PROVIDER:
            self._tell_stand_in(_PROVIDER[what])
        else:
            self._begin[what](self)

    def end(self, what: Breakage) -> None:
        if what in _PROVIDER:
            self._tell_stand_in(dict.fromkeys(_PROVIDER[what]))
        elif what in self._end:
            self._end[what](self)

    def _tell_stand_in(self, faults: dict[str, Any]) -> None:
        requests.post(
            f"{self._service.stand_in_url}/simulator/faults", json=faults, timeout=10
        ).raise_for_status()

    def _kill_one(self, pids: list[int]) -> None:
        if pids:  # else the last one is being started again
            self._service.kill(self._chance.choice(pids))

    def _kill_web(self) -> None:
        self._kill_one(self._service.web_processes())

    def _kill_worker(self) -> None:
        self._kill_one(self._service.workers("worker"))

    def _kill_tick(self) -> None:
        self._kill_one(self._service.workers("tick"))

    def _kill_all(self) -> None:
        service = self._service
        for pid in (*service.web_processes(), *service.workers("worker"), *service.workers("tick")):
            service.kill(pid)

    def _lose_host(self) -> None:
        self._lost = self._chance.choice(HOSTS)
        self._service.lose_host(self._lost)

    def _find_host(self) -> None:
        assert self._lost is not None
        self._service.start_host(self._lost)

    def _crash_database(self) -> None:
        assert self._service.postgres is not None
        self._service.postgres.crash()

    def _start_database(self) -> None:
        assert self._service.postgres is not None
        self._service.postgres.start()

    _begin: Mapping[Breakage, Callable[["Breaker"], None]] = {
        Breakage.WEB_KILLED: _kill_web,
        Breakage.WORKER_KILLED: _kill_worker,
        Breakage.TICK_KILLED: _kill_tick,
        Breakage.ALL_KILLED: _kill_all,
        Breakage.HOST_LOST: _lose_host,
        Breakage.VALKEY_EMPTIED: lambda self: self._service.valkey.stop(signal.SIGKILL),
        Breakage.VALKEY_PAUSED: lambda self: self._service.valkey.pause(),
        Breakage.DATABASE_CRASHED: _crash_database,
    }
    _end: Mapping[Breakage, Callable[["Breaker"], None]] = {
        Breakage.HOST_LOST: _find_host,
        Breakage.VALKEY_EMPTIED: lambda self: self._service.valkey.start(),
        Breakage.VALKEY_PAUSED: lambda self: self._service.valkey.resume(),
        Breakage.DATABASE_CRASHED: _start_database,
    }
