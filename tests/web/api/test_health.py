from datetime import timedelta
from pathlib import Path

from flask import Flask

from enquiries.core import leases
from enquiries.core.db import commit, db
from tests.support.fresh import app_without_a_database, fresh_app, unmigrated_app
from tests.support.ringback import Ringback
from tests.web.visitor import Visitor


def beats(ringback: Ringback, name: str) -> None:
    with ringback.app.app_context():
        leases.record_beat(db.session(), name)
        commit()


def checks_of(app: Flask, address: str) -> tuple[int, dict[str, str]]:
    page = app.test_client().get(address)
    with app.app_context():
        db.engine.dispose()
    return page.status_code, page.get_json()["checks"]


class TestLive:
    def test_asks_nothing_of_anybody(self, tmp_path: Path) -> None:
        assert checks_of(unmigrated_app(tmp_path), "/health/live") == (200, {"process": "ok"})


class TestReady:
    def test_where_the_database_is_migrated(self, visitor: Visitor) -> None:
        page = visitor.opens("/health/ready")
        assert (page.status_code, page.get_json()) == (
            200,
            {"status": "ok", "checks": {"database": "ok"}},
        )

    def test_not_before_it_is_migrated(self, tmp_path: Path) -> None:
        status, checks = checks_of(unmigrated_app(tmp_path), "/health/ready")
        assert status == 503
        assert checks["database"] == "not migrated: run flask db upgrade"

    def test_not_without_a_database(self, tmp_path: Path) -> None:
        status, checks = checks_of(app_without_a_database(tmp_path), "/health/ready")
        assert status == 503
        assert checks["database"].startswith("not reachable")

    def test_without_redis(self, tmp_path: Path) -> None:
        assert checks_of(fresh_app(tmp_path), "/health/ready")[0] == 200


class TestWorking:
    def test_where_everything_was_heard_of_of_late(self, visitor: Visitor, ringback: Ringback) -> None:
        beats(ringback, "worker-1@host:1")
        beats(ringback, "tick@host:2")
        page = visitor.opens("/health/working")
        checks = {"database": "ok", "queue": "ok", "worker": "ok", "tick": "ok"}
        assert (page.status_code, page.get_json()) == (200, {"status": "ok", "checks": checks})

    def test_not_when_a_tick_has_been_silent_for_half_a_minute(
        self, visitor: Visitor, ringback: Ringback
    ) -> None:
        beats(ringback, "tick@host:2")
        ringback.move_to(ringback.now + timedelta(seconds=30))
        beats(ringback, "worker-1@host:1")
        page = visitor.opens("/health/working")
        assert page.status_code == 503
        assert page.get_json()["checks"]["tick"] == "has not reported for 30 s"

    def test_not_without_workers_or_redis(self, tmp_path: Path) -> None:
        status, checks = checks_of(fresh_app(tmp_path), "/health/working")
        assert status == 503
        assert checks["worker"] == checks["tick"] == "has never reported"
        assert checks["queue"].startswith("not reachable")
