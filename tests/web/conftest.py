"""What tests of the doors for machines share."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from enquiries.db import db
from tests.support.fresh import fresh_app


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[Flask]:
    """An app whose Redis is away."""
    app = fresh_app(tmp_path)
    yield app
    with app.app_context():
        db.engine.dispose()
