"""What every test may ask for, and on which databases it runs.

What the database has a part in runs on both. What is about words, or a page that shows what services found,
runs on SQLite alone, unless all is asked for: `make test ARGS=--on-both`.
"""

import pytest
from hypothesis import settings

pytest_plugins = [
    "tests.support.postgres",
    "tests.support.valkey",
    "tests.support.service",
    "tests.support.browser",
]

# A busy machine is no failure: only pytest's own limit ends a test.
settings.register_profile("ringback", deadline=None)
settings.load_profile("ringback")

# What the database has a part in: races, locks, searches, counts, and what is kept when things fail.
_ON_BOTH = {
    "tests": ("doctor", "main_job", "migrations"),
    "web": ("deeds", "further_forms", "limits", "reports_page", "search", "webhooks"),
    "conversations": (
        "bad_days",
        "first_text",
        "kept_texts",
        "ladder_delivery",
        "ladder_nudges",
        "ladder_steps",
        "opting_out",
        "receipts",
        "staff_duty",
        "staff_pass",
        "staff_take",
        "watch",
    ),
}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--on-both", action="store_true", help="run pages and words on PostgreSQL, too")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--on-both"):
        items[:] = [item for item in items if not _is_told_again(item)]


def _is_told_again(item: pytest.Item) -> bool:
    """Whether it is about words or a page, for the second time."""
    on_both = _ON_BOTH.get(item.path.parent.name)
    only_once = on_both is not None and item.path.stem.removeprefix("test_") not in on_both
    return only_once and "postgresql" in item.name
