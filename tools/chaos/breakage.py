"""The breakages, and for how long each lasts.

Some breakages are over as soon as they are done, since the service has to repair them: a killed process is
started again by its supervisor. The others last until the plan says that they are over.
"""

from enum import StrEnum


class Breakage(StrEnum):
    """Each names what is wrong, in words that fit into a table."""

    WEB_KILLED = "web process killed"
    WORKER_KILLED = "worker killed"
    TICK_KILLED = "tick killed"
    ALL_KILLED = "every web process, worker and tick killed at once"
    HOST_LOST = "a host's workers and tick gone"
    VALKEY_EMPTIED = "Valkey stopped, back empty"
    VALKEY_PAUSED = "Valkey paused"
    DATABASE_CRASHED = "PostgreSQL crashed"
    SLOW = "provider slow"
    TOO_MANY = "provider says 429"
    SERVER_ERROR = "provider says 500"
    HANGS = "provider hangs"
    ANSWER_LOST = "provider's answer lost"
    RECEIPTS_DROPPED = "receipts dropped"
    RECEIPTS_DOUBLED = "receipts doubled"
    RECEIPTS_REORDERED = "receipts reordered"
    HANDSETS_OFF = "handsets off"

    @property
    def lasts(self) -> tuple[float, float]:
        """The least and the most seconds until it is over."""
        return _SECONDS.get(self, (3.0, 12.0))

    @property
    def subject(self) -> str:
        """The thing that is broken. Its second breakage waits until the first is over."""
        return "Valkey" if self in {Breakage.VALKEY_EMPTIED, Breakage.VALKEY_PAUSED} else self.value


_AT_ONCE = (0.0, 0.0)
_SECONDS = {
    Breakage.WEB_KILLED: _AT_ONCE,
    Breakage.WORKER_KILLED: _AT_ONCE,
    Breakage.TICK_KILLED: _AT_ONCE,
    Breakage.ALL_KILLED: _AT_ONCE,
    Breakage.VALKEY_PAUSED: (3.0, 25.0),  # beyond the 20 s after which a worker gives a connection up
    Breakage.DATABASE_CRASHED: (0.0, 4.0),
}
