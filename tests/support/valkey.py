"""A real Valkey for tests: one for each test process, emptied before each test that asks for it."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
import redis

from tools import ports
from tools.valkey import Valkey, ValkeyFailed

_TRIES = 5


def a_valkey(directory: Path) -> Valkey:
    """A started server that keeps nothing. Another process may take its port first, hence the tries."""
    for _ in range(_TRIES):
        valkey = Valkey(directory, ports.any_free(), keep=False)
        with suppress(ValkeyFailed):
            valkey.start()
            return valkey
    raise ValkeyFailed(f"not started in {_TRIES} tries, see {directory}")


@pytest.fixture(scope="session")
def session_valkey(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Valkey]:
    """Shared by this process's tests: do not stop it; `own_valkey` is for that."""
    valkey = a_valkey(tmp_path_factory.mktemp("valkey"))
    yield valkey
    valkey.stop()


@pytest.fixture
def redis_url(session_valkey: Valkey) -> str:
    """An empty database that answers."""
    with redis.Redis.from_url(session_valkey.url()) as client:
        client.flushall()
    return session_valkey.url()


@pytest.fixture
def own_valkey(tmp_path: Path) -> Iterator[Valkey]:
    """A server of this test's own, to stop, start, pause and crash."""
    valkey = a_valkey(tmp_path / "valkey")
    yield valkey
    valkey.stop()
