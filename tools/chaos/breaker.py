"""Breaking things, and repairing what does not repair itself. Belongs in the main thread."""

import random
import signal
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

import requests

from tools.chaos.breakage import Breakage
from tools.chaos.service import HOSTS, BreakableService

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

    def __init__(self, service: BreakableService, chance: random.Random) -> None:
        self._service = service
        self._chance = chance
        self._lost = ""
        self._begin: dict[Breakage, Callable[[], object]] = {
            Breakage.WEB_KILLED: lambda: self._kill_one(service.web_processes()),
            Breakage.WORKER_KILLED: lambda: self._kill_one(service.workers("worker")),
            Breakage.TICK_KILLED: lambda: self._kill_one(service.workers("tick")),
            Breakage.ALL_KILLED: self._kill_all,
            Breakage.HOST_LOST: self._lose_host,
            Breakage.VALKEY_EMPTIED: lambda: service.valkey.stop(signal.SIGKILL),
            Breakage.VALKEY_PAUSED: service.valkey.pause,
        }
        self._end: dict[Breakage, Callable[[], object]] = {
            Breakage.HOST_LOST: lambda: service.launch_workers(self._lost),
            Breakage.VALKEY_EMPTIED: service.valkey.start,
            Breakage.VALKEY_PAUSED: service.valkey.resume,
        }
        if service.postgres is not None:
            self._begin[Breakage.DATABASE_CRASHED] = service.postgres.crash
            self._end[Breakage.DATABASE_CRASHED] = service.postgres.start
        for what, faults in _PROVIDER.items():
            self._begin[what] = partial(self._tell_stand_in, faults)
            self._end[what] = partial(self._tell_stand_in, dict.fromkeys(faults))

    def begin(self, what: Breakage) -> None:
        self._begin[what]()

    def end(self, what: Breakage) -> None:
        if what in self._end:
            self._end[what]()

    def _tell_stand_in(self, faults: dict[str, Any]) -> None:
        url = f"{self._service.stand_in_url}/simulator/faults"
        requests.post(url, json=faults, timeout=10).raise_for_status()

    def _kill_one(self, pids: list[int]) -> None:
        if pids:  # else the last one is being started again
            self._service.kill_process(self._chance.choice(pids))

    def _kill_all(self) -> None:
        service = self._service
        for pid in (*service.web_processes(), *service.workers("worker"), *service.workers("tick")):
            service.kill_process(pid)

    def _lose_host(self) -> None:
        """As when its power goes: the supervisor and all below it."""
        self._lost = self._chance.choice(HOSTS)
        self._service.kill(self._lost)
