"""A PostgreSQL for tests: one for each test process, gone with it, never synced to disk.

The cheapest database for a test is a copy of one already migrated: `create_database("t1", like="base")`.
"""

from collections.abc import Iterator

import pytest

from tools.postgres import Postgres


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    server = Postgres()
    try:
        server.start()
        yield server
    finally:
        server.stop()
