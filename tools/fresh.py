"""`make fresh`: remove what `make run` keeps, so that the next one starts with an empty database.

It says what it removes and asks nothing. While something still uses the files it removes none of them.
"""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from sqlalchemy import make_url

from config import PROJECT, Config
from tools.one_run import AlreadyRunning, only_one

_BESIDE_SQLITE: Final = ("-wal", "-shm", "-journal")


def kept(var: Path, database: Path | None) -> dict[Path, str]:
    """The files and folders that `make run` keeps and that are there, with what each holds.

    What only goes with another file has no words of its own.
    """
    files = {
        **_sqlite(database, "enquiries, settings and accounts"),
        **_sqlite(var / "phones.db", "what the phones show"),
        var / "valkey": "the queue",
        var / "run.env": "where the last run was",
    }
    return {path: what for path, what in files.items() if path.exists()}


def users(paths: list[Path]) -> list[str]:
    """The processes that have one of them open, from /proc (Linux only)."""
    return [
        f"process {process.name} ({_name(process)})"
        for process in Path("/proc").glob("[0-9]*")
        if any(opened.is_relative_to(path) for opened in _opened(process) for path in paths)
    ]


def remove(var: Path, database: Path | None) -> list[str]:
    """Remove all of it. Returns a line for each. Raises AlreadyRunning while it is in use."""
    with only_one(var):
        found = kept(var, database)
        if using := users(list(found)):
            raise AlreadyRunning(f"Still in use by {', '.join(using)}: stop that first.")
        for path in found:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    return [f"removed {_short(path)}: {what}" for path, what in found.items() if what]


def database_file(config: Config) -> Path | None:
    """The SQLite file of the settings; None where they name another database."""
    url = make_url(config.database_url)
    return Path(url.database) if config.sqlite and url.database else None


def main() -> int:
    config = Config.from_env(os.environ | {"RINGBACK_ENV": "development"})
    database = database_file(config)
    try:
        removed = remove(PROJECT / "var", database)
    except AlreadyRunning as running:
        sys.exit(f"Nothing was removed. {running}")
    sys.stdout.writelines(f"{line}\n" for line in removed or ["There was nothing to remove."])
    if database is None:
        sys.stdout.write("DATABASE_URL names a database server: what is there was left as it is.\n")
    sys.stdout.write("make run sets up the example again; make run SETUP=mine.toml a centre of your own.\n")
    return 0


def _sqlite(file: Path | None, what: str) -> dict[Path, str]:
    if file is None:
        return {}
    return {file: what} | {file.with_name(file.name + end): "" for end in _BESIDE_SQLITE}


def _opened(process: Path) -> Iterator[Path]:
    try:
        for link in (process / "fd").iterdir():
            yield Path(os.readlink(link))
    except OSError:  # it has ended, or is not ours to look at
        return


def _name(process: Path) -> str:
    try:
        return (process / "comm").read_text().strip()
    except OSError:
        return "which has ended"


def _short(path: Path) -> str:
    return str(path.relative_to(PROJECT)) if path.is_relative_to(PROJECT) else str(path)


if __name__ == "__main__":
    sys.exit(main())
