"""What every test may ask for, and on which databases it runs.

A test marked `both_databases` runs on SQLite and on PostgreSQL: races, locks, searches, counts, and what is
kept when things fail. All others run on SQLite alone, unless `make test ARGS=--on-both` asks for everything.
What is marked `readme` installs and starts the whole service again and again: `make readme` runs it.
"""

import pytest
from hypothesis import settings

pytest_plugins = [
    "tests.support.postgres",
    "tests.support.valkey",
    "tests.support.service",
    "tests.support.running",
    "tests.support.browser",
    "tests.support.scenes",
    "tests.support.figures",
    "tests.support.demo",
]

# A busy machine is no failure: only pytest's own limit ends a test.
settings.register_profile("ringback", deadline=None)
settings.load_profile("ringback")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--on-both", action="store_true", help="run every test on PostgreSQL as well")
    parser.addoption(
        "--readme", action="store_true", help="type each command of the README, and nothing else"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--on-both"):
        items[:] = [item for item in items if not _is_a_repeat(item)]
    is_asked_for = config.getoption("--readme")
    items[:] = [item for item in items if (item.get_closest_marker("readme") is not None) is is_asked_for]


def _is_a_repeat(item: pytest.Item) -> bool:
    """True for the PostgreSQL run of a test that is not marked for both databases."""
    return "postgresql" in item.name and item.get_closest_marker("both_databases") is None
