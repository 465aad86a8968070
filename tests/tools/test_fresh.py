"""`make fresh` removes what `make run` keeps, unless something still uses it."""

from pathlib import Path

import pytest

from config import Config
from tests.test_config import PRODUCTION
from tools.fresh import database_file, remove
from tools.one_run import AlreadyRunning, note_for_commands, only_one

ENV = {
    "RINGBACK_ENV": "development",
    "REDIS_URL": "redis://127.0.0.1:6399/0",
    "SECRET_KEY": "no business of it",
}


def kept_by_a_run(var: Path) -> Path:
    """Files as `make run` leaves them. Returns the database."""
    (var / "valkey").mkdir(parents=True)
    for name in ("ringback.db", "ringback.db-wal", "phones.db", "secrets.json", "valkey/appendonly.aof"):
        (var / name).write_text("kept")
    return var / "ringback.db"


def test_it_says_what_it_removes_and_leaves_what_the_next_run_needs(tmp_path: Path) -> None:
    said = "\n".join(remove(tmp_path, kept_by_a_run(tmp_path)))
    assert "ringback.db: enquiries, settings and accounts" in said
    assert "phones.db: what the phones show" in said
    assert {path.name for path in tmp_path.iterdir()} == {"secrets.json", "run.lock"}
    assert remove(tmp_path, tmp_path / "ringback.db") == []


def test_it_removes_nothing_while_a_run_goes_on(tmp_path: Path) -> None:
    database = kept_by_a_run(tmp_path)
    with only_one(tmp_path), pytest.raises(AlreadyRunning, match="is running from this folder"):
        remove(tmp_path, database)
    assert database.exists()


def test_it_removes_nothing_while_a_program_has_the_database_open(tmp_path: Path) -> None:
    database = kept_by_a_run(tmp_path)
    with database.open(), pytest.raises(AlreadyRunning, match=r"Still in use by process \d+"):
        remove(tmp_path, database)
    assert (tmp_path / "phones.db").exists()


def test_a_database_server_is_left_alone(tmp_path: Path) -> None:
    config = Config.from_env(PRODUCTION | {"DATABASE_URL": "postgresql+psycopg://somewhere/ringback"})
    assert database_file(config) is None
    kept_by_a_run(tmp_path)
    remove(tmp_path, None)
    assert (tmp_path / "ringback.db").exists()


def test_the_note_for_commands_holds_no_secret_and_is_its_owners(tmp_path: Path) -> None:
    note_for_commands(tmp_path, ENV)
    note = tmp_path / "run.env"
    assert note.read_text() == "RINGBACK_ENV=development\nREDIS_URL=redis://127.0.0.1:6399/0\n"
    assert note.stat().st_mode & 0o777 == 0o600
