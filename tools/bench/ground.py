"""What a measurement stands on: a database that it may have to itself, and how much time it may take."""

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Final, Protocol

from tools.bench.service import Service
from tools.postgres import Postgres

SQLITE: Final = "SQLite"
POSTGRESQL: Final = "PostgreSQL"
DATABASES: Final = (SQLITE, POSTGRESQL)


class _Server(Protocol):
    """Makes empty databases."""

    def create_database(self, name: str) -> str:
        """Returns its URL."""


class _Files:
    """SQLite: a database is a file."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    def create_database(self, name: str) -> str:
        return f"sqlite:///{self._directory}/{name}.db"


@dataclass(frozen=True)
class Ground:
    """`quick` asks for a tenth of everything: to see that it runs, not to learn how fast."""

    database: str
    directory: Path
    server: _Server
    quick: bool
    _numbers: Iterator[int]

    def some(self, count: int) -> int:
        """So many; in a quick run a tenth of them."""
        return max(1, count // 10) if self.quick else count

    def service(self, numbers: Sequence[str], *, receipts: bool = True) -> Service:
        """An installation with an empty database, not prepared yet; these are our numbers at the stand-in."""
        name = f"bench{next(self._numbers)}"
        url = self.server.create_database(name)
        return Service(self.directory / name, url, numbers, receipts=receipts)


@contextmanager
def ground(database: str, *, quick: bool) -> Iterator[Ground]:
    """Ground on this database, gone without a trace at the end."""
    directory = Path(tempfile.mkdtemp(prefix="ringback-bench-"))
    try:
        if database == SQLITE:
            yield Ground(database, directory, _Files(directory), quick, count(1))
            return
        server = Postgres(durable=True)
        try:
            server.start()
            yield Ground(database, directory, server, quick, count(1))
        finally:
            server.stop()
    finally:
        shutil.rmtree(directory)
