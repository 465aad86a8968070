"""A demo history for tests: made once in a run, and for all of them to read alone."""

import os
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from enquiries.core.db import db, reading
from enquiries.demo import make
from tests.support.fresh import fresh_app, unmigrated_app

DAYS = 21
LAST = date(2026, 11, 24)
_PATIENCE = 250  # seconds

READS_DEMO_HISTORY = pytest.mark.timeout(300)
"""For a module of tests that reads it: the first of them waits until it is made."""


@pytest.fixture(scope="session")
def demo_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """An app on SQLite with DAYS of demo history up to LAST, a Tuesday. No test may change it."""
    folder = _folder_of_this_run(tmp_path_factory.getbasetemp())
    app = _made(folder) or _made_by_another(folder)
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def demo_history(demo_app: Flask) -> Iterator[Session]:
    """The session of that app, which reads and cannot write."""
    with demo_app.app_context():
        reading()
        yield db.session()


def _folder_of_this_run(own: Path) -> Path:
    """Of all processes that share the work of a run (pytest-xdist), the same."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID")
    return own.parent / f"demo-{run}" if run else own / "demo"


def _made(folder: Path) -> Flask | None:
    """Make it, unless another process has begun to."""
    try:
        folder.mkdir()
    except FileExistsError:
        return None
    app = fresh_app(folder)
    with app.app_context():
        make.make(db.session(), days=DAYS, last=LAST, seed=1)
    (folder / "made").touch()
    return app


def _made_by_another(folder: Path) -> Flask:
    ends = time.monotonic() + _PATIENCE
    while not (folder / "made").exists():
        assert time.monotonic() < ends, "the process that makes the demo history has not finished"
        time.sleep(0.2)
    return unmigrated_app(folder)
