"""The ground that a measurement stands on: its own database, and how much time it may take."""

import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Final

import requests

from config import PROJECT
from tools.postgres import Postgres
from tools.service import Service

SQLITE: Final = "SQLite"
POSTGRESQL: Final = "PostgreSQL"
DATABASES: Final = (SQLITE, POSTGRESQL)
SHORT_CODE: Final = "83222"
EXAMPLE: Final = PROJECT / "examples" / "willow.toml"
PROVIDER_MILLISECONDS: Final = 150


@dataclass(frozen=True)
class Ground:
    """`quick` asks for a tenth of everything: to see that it runs, not to learn how fast.

    `postgres` is the server where the database is one's.
    """

    database: str
    directory: Path
    quick: bool
    _new_database: Callable[[str], str]  # by name; returns its URL
    _numbers: Iterator[int]
    postgres: Postgres | None = None

    def some(self, count: int) -> int:
        """So many; in a quick run a tenth of them."""
        return max(1, count // 10) if self.quick else count

    def either(self, *, sqlite: float, postgresql: float) -> float:
        """The one that is asked on this database."""
        return sqlite if self.database == SQLITE else postgresql

    @contextmanager
    def service(self, numbers: Sequence[str] = (SHORT_CODE,), setup: Path = EXAMPLE) -> Iterator[Service]:
        """An installation with this setup and an empty database; web and workers are not started yet.

        The stand-in takes 150 ms to answer; numbers carry what they really do.
        """
        name = f"bench{next(self._numbers)}"
        with Service(self.directory / name, self._new_database(name)) as service:
            service.start_stand_in(numbers, "--delay", "0.2", "1.2")
            late = {"latency": {"milliseconds": PROVIDER_MILLISECONDS}}
            requests.post(f"{service.stand_in_url}/simulator/faults", json=late, timeout=5).raise_for_status()
            service.prepare(setup)
            yield service


@contextmanager
def ground(database: str, *, quick: bool) -> Iterator[Ground]:
    """Ground on this database, gone without a trace at the end."""
    directory = Path(tempfile.mkdtemp(prefix="ringback-bench-"))
    try:
        if database == SQLITE:
            yield Ground(
                database, directory, quick, lambda name: f"sqlite:///{directory}/{name}.db", count(1)
            )
            return
        server = Postgres(durable=True)
        try:
            server.start()
            yield Ground(database, directory, quick, server.create_database, count(1), server)
        finally:
            server.stop()
    finally:
        shutil.rmtree(directory)
