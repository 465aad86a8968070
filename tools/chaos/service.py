"""The service that is broken: its workers on two hosts, so that the tick has somewhere to move to."""

import os
import signal
from contextlib import suppress
from pathlib import Path
from typing import Final

from tools import process_tree
from tools.chaos import cast
from tools.postgres import Postgres
from tools.service import Service

HOSTS: Final = ("host-a", "host-b")
_WEB_PROCESSES: Final = "3"
_MORE: Final = {
    # Claims without a call go back within the run.
    "RINGBACK_NUDGE_AFTER": "15s",
    "RINGBACK_RELEASE_AFTER": "25s",
    # All visitors come from one address, and none of them thinks for long.
    "RINGBACK_FORM_FASTEST": "0s",
    "RINGBACK_FORMS_PER_ADDRESS": "9999",
}


class BreakableService(Service):
    """On the PostgreSQL given, or on SQLite where there is none."""

    def __init__(self, directory: Path, postgres: Postgres | None) -> None:
        self.postgres = postgres
        database = postgres.create_database("chaos") if postgres else f"sqlite:///{directory}/ringback.db"
        super().__init__(directory, database, _MORE)

    def start(self) -> None:
        """Returns once it can take enquiries."""
        setup = self.directory / "setup.toml"
        setup.write_text(cast.setup_file())
        self.prepare(setup)
        self.start_stand_in([cast.short_code(each) for each in range(cast.CENTRES)])
        self.start_web("--workers", _WEB_PROCESSES)
        for host in HOSTS:
            self.start_workers(host)

    def web_processes(self) -> list[int]:
        """Those that answer; the one that watches over them is not among them."""
        return process_tree.children(self.pid("web"))

    def workers(self, role: str) -> list[int]:
        """The processes on any host that are a "worker" or a "tick"."""
        return [
            pid
            for host in HOSTS
            for pid in process_tree.children(self.pid(host))
            if process_tree.name(pid).startswith(role)
        ]

    def kill_process(self, pid: int) -> None:
        """Kill a process of the service, which may have ended a moment ago."""
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
