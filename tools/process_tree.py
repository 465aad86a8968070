"""The children and descendants of a process, from /proc (Linux only)."""

from collections.abc import Iterator
from pathlib import Path


def children(pid: int) -> list[int]:
    """The direct children of all threads of a process; none when it is gone."""
    listed: list[int] = []
    for tasks in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            listed += map(int, tasks.read_text().split())
        except OSError:
            continue
    return listed


def descendants(pid: int) -> Iterator[int]:
    for child in children(pid):
        yield child
        yield from descendants(child)


def name(pid: int) -> str:
    """The name of a process; empty when it is gone."""
    try:
        return Path(f"/proc/{pid}/comm").read_text().strip()
    except OSError:
        return ""
