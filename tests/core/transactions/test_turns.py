"""Writers wait for SQLite's lock in turn, and not for ever."""

import multiprocessing
import sqlite3
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import OperationalError

from enquiries.core.transactions import turns
from enquiries.core.transactions.turns import WriteTurns

HELD = 0.005  # seconds
THREADS, TURNS_EACH = 8, 12


def engine_of(file: Path) -> Engine:
    engine = create_engine(f"sqlite:///{file}", pool_size=THREADS)
    write_turns = WriteTurns(engine)

    def leave_transactions_to_us(connection: sqlite3.Connection, _: object) -> None:
        connection.isolation_level = None

    event.listen(engine, "connect", leave_transactions_to_us)
    event.listen(engine, "begin", write_turns.begin)
    return engine


def write(engine: Engine, waits: list[float]) -> None:
    for _ in range(TURNS_EACH):
        asked = time.monotonic()
        with engine.begin():
            waits.append(time.monotonic() - asked)
            time.sleep(HELD)


def process(file: Path, told: "multiprocessing.Queue[list[float]]") -> None:
    engine, waits = engine_of(file), list[float]()
    writers = [threading.Thread(target=write, args=(engine, waits)) for _ in range(THREADS)]
    for each in writers:
        each.start()
    for each in writers:
        each.join()
    told.put(waits)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "turns.db"
    with closing(sqlite3.connect(file)) as made:
        made.execute("PRAGMA journal_mode=WAL")
    return file


def test_no_writer_waits_much_longer_than_the_others(file: Path) -> None:
    fork = multiprocessing.get_context("fork")
    told = fork.Queue()
    processes = [fork.Process(target=process, args=(file, told)) for _ in range(2)]
    for each in processes:
        each.start()
    waits = [wait for _ in processes for wait in told.get(timeout=60)]
    for each in processes:
        each.join(timeout=10)
    assert len(waits) == 2 * THREADS * TURNS_EACH
    assert max(waits) < 10 * sum(waits) / len(waits)


def test_a_lock_that_is_held_for_too_long_is_an_error(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "LONGEST_WAIT", 0.2)
    engine = engine_of(file)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(OperationalError, match="database is locked"), engine.begin():
            pass
        other.execute("ROLLBACK")
    with engine.begin() as writing:  # the turn was given up
        writing.exec_driver_sql("CREATE TABLE written (id INTEGER)")


def test_a_connection_that_breaks_gives_up_its_turn(file: Path) -> None:
    engine = engine_of(file)
    with engine.connect() as broken:
        broken.begin()
        broken.invalidate()
    asked = time.monotonic()
    with engine.begin():
        assert time.monotonic() - asked < 1
