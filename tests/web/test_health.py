"""What a load balancer and a watcher ask, and what they hear when something is away."""

from pathlib import Path

import pytest
import requests
from flask import Flask

from enquiries.db import commit, db
from tests.support.fresh import unmigrated_app
from tests.support.ringback import Ringback
from workers import signs_of_life


def checks(ringback: Ringback, of: str) -> tuple[int, dict[str, str]]:
    answer = requests.get(f"{ringback.url}/health/{of}", timeout=5)
    return answer.status_code, answer.json()["checks"]


@pytest.fixture
def a_worker(ringback: Ringback) -> None:
    with ringback.session():
        signs_of_life.beat(signs_of_life.name("worker-1"))


class TestWorking:
    def test_everything_does(self, ringback: Ringback, a_worker: None) -> None:
        ringback.settle()
        assert checks(ringback, "working") == (
            200,
            {"database": "ok", "queue": "ok", "worker": "ok", "tick": "ok"},
        )

    def test_a_worker_or_tick_that_never_beat_is_missed(self, ringback: Ringback) -> None:
        status, found = checks(ringback, "working")
        assert status == 503
        assert (found["worker"], found["tick"]) == ("was never heard of", "was never heard of")

    def test_a_worker_that_fell_silent_is_missed(self, ringback: Ringback, a_worker: None) -> None:
        ringback.wait(seconds=31)
        status, found = checks(ringback, "working")
        assert (status, found["worker"]) == (503, "not heard of for 31 s")

    def test_without_a_queue_it_does_not_work_but_is_ready(self, alone: Flask) -> None:
        working = alone.test_client().get("/health/working")
        assert working.status_code == 503
        assert working.json["checks"]["queue"] == "not reachable (ConnectionError)"  # type: ignore[index]
        assert alone.test_client().get("/health/ready").status_code == 200


class TestReady:
    def test_with_a_migrated_database(self, ringback: Ringback) -> None:
        assert checks(ringback, "ready") == (200, {"database": "ok"})

    def test_not_before_it_is_migrated(self, tmp_path: Path) -> None:
        app = unmigrated_app(tmp_path)
        answer = app.test_client().get("/health/ready")
        assert answer.status_code == 503
        assert answer.json == {
            "status": "failing",
            "checks": {"database": "not migrated: run flask db upgrade"},
        }
        assert app.test_client().get("/health/live").status_code == 200

    def test_with_a_database_ahead_of_this_code(self, alone: Flask) -> None:
        with alone.app_context():
            db.session.execute(db.text("UPDATE alembic_version SET version_num = 'of tomorrow'"))
            commit()
        assert alone.test_client().get("/health/ready").status_code == 200


def test_no_cache_keeps_an_answer(alone: Flask) -> None:
    assert alone.test_client().get("/health/live").headers["Cache-Control"] == "no-store"
