"""What the stand-in keeps on disk, so that its phones still hold their texts after a restart.

A SQLite file of its own: texts, who opted out, faults that are on, and the phones on the page. Each change is
written at once, so that a stand-in that was killed has lost nothing. `Record` itself keeps nothing: it is
what a stand-in without a file has, as in tests.
"""

import json
import sqlite3
import threading
from dataclasses import asdict, fields
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from .errors import DeliveryError
from .media import Media
from .message import Callback, Direction, Message, Status

_TABLES = """
CREATE TABLE IF NOT EXISTS text (sid TEXT PRIMARY KEY, id INTEGER NOT NULL, fields TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS opt_out (number TEXT, phone TEXT, PRIMARY KEY (number, phone));
CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""


class RecordUnreadable(Exception):
    """The file is not one that the stand-in wrote; says which and what to do."""


class Record:
    """Keeps nothing, and so knows nothing from before."""

    def texts(self) -> list[Message]:
        """Every text that was kept, oldest first."""
        return []

    def opt_outs(self) -> set[tuple[str, str]]:
        """The account's number and the phone that it may not text, for each."""
        return set()

    def state(self, name: str) -> Any:
        """What was last kept under this name; None where nothing was."""
        return None

    def keep_text(self, message: Message) -> None:
        """Keep a text as it is now, in place of what it was."""

    def forget_text(self, sid: str) -> None: ...

    def keep_opt_out(self, number: str, phone: str) -> None: ...

    def forget_opt_out(self, number: str, phone: str) -> None: ...

    def keep_state(self, name: str, value: object) -> None:
        """Keep anything that JSON can hold under a name."""

    def forget_texts(self) -> None: ...

    def forget_opt_outs(self) -> None: ...

    def close(self) -> None: ...


class FileRecord(Record):
    """Keeps everything in one file; safe from any thread. Raises RecordUnreadable where it cannot."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = threading.Lock()
        self._closed = False
        self._file = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        try:
            self._file.execute("PRAGMA journal_mode = WAL")
            self._file.execute("PRAGMA synchronous = NORMAL")
            self._file.executescript(_TABLES)
        except sqlite3.DatabaseError as wrong:
            self._file.close()
            raise RecordUnreadable(
                f"{path}: {wrong}. Remove it: it only holds what the phones show."
            ) from None

    def texts(self) -> list[Message]:
        return [_read(fields) for (fields,) in self._ask("SELECT fields FROM text ORDER BY id")]

    def opt_outs(self) -> set[tuple[str, str]]:
        return {(number, phone) for number, phone in self._ask("SELECT number, phone FROM opt_out")}

    def state(self, name: str) -> Any:
        found = self._ask("SELECT value FROM state WHERE name = ?", name)
        return json.loads(found[0][0]) if found else None

    def keep_text(self, message: Message) -> None:
        self._ask("INSERT OR REPLACE INTO text VALUES (?, ?, ?)", message.sid, message.id, _written(message))

    def forget_text(self, sid: str) -> None:
        self._ask("DELETE FROM text WHERE sid = ?", sid)

    def keep_opt_out(self, number: str, phone: str) -> None:
        self._ask("INSERT OR IGNORE INTO opt_out VALUES (?, ?)", number, phone)

    def forget_opt_out(self, number: str, phone: str) -> None:
        self._ask("DELETE FROM opt_out WHERE number = ? AND phone = ?", number, phone)

    def keep_state(self, name: str, value: object) -> None:
        self._ask("INSERT OR REPLACE INTO state VALUES (?, ?)", name, json.dumps(value))

    def forget_texts(self) -> None:
        self._ask("DELETE FROM text")

    def forget_opt_outs(self) -> None:
        self._ask("DELETE FROM opt_out")

    def close(self) -> None:
        """What threads that are still ending would keep after this is not kept."""
        with self._lock:
            self._closed = True
            self._file.close()

    def _ask(self, statement: str, *values: str | int) -> list[Any]:
        with self._lock:
            return [] if self._closed else self._file.execute(statement, values).fetchall()


NOTHING: Final = Record()


def open_record(path: Path | None) -> Record:
    """The record in a file, or one that keeps nothing. Raises RecordUnreadable."""
    return FileRecord(path) if path else NOTHING


def _written(message: Message) -> str:
    """Every field of a text but its version, which counts from the start of the process."""
    kept = {each.name: getattr(message, each.name) for each in fields(message) if each.name != "version"}
    kept["error"] = message.error.name if message.error else None
    kept["callbacks"] = [asdict(each) for each in message.callbacks]
    kept["media"] = [asdict(each) for each in message.media]
    return json.dumps(kept, default=datetime.isoformat)


def _read(written: str) -> Message:
    kept = json.loads(written)
    later = {name: kept.pop(name) for name in ("statuses", "callbacks", "shown", "error", "sent")}
    kept["direction"], kept["status"] = Direction(kept["direction"]), Status(kept["status"])
    kept["created"], kept["updated"] = map(datetime.fromisoformat, (kept["created"], kept["updated"]))
    kept["media"] = [Media(**each) for each in kept.get("media", ())]
    message = Message(**kept)
    message.statuses = [Status(each) for each in later["statuses"]]
    message.callbacks = [Callback(Status(each["status"]), each["answer"]) for each in later["callbacks"]]
    message.shown = later["shown"]
    message.error = DeliveryError[later["error"]] if later["error"] else None
    message.sent = datetime.fromisoformat(later["sent"]) if later["sent"] else None
    return message
