"""Figures, and the table that shows each with its target and its floor.

A floor is the least that the same thing can take on the same machine in the same run; the rest is our cost.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from enquiries.reporting.percentiles import nearest_rank

_MICROSECONDS: Final = 1_000_000
_HEAD: Final = ("what", "to reach")


@dataclass(frozen=True)
class Figure:
    """One measured thing; `reached` is None where nothing is asked of it."""

    what: str
    found: str
    target: str = ""
    floor: str = ""
    reached: bool | None = None


@dataclass(frozen=True)
class Waits:
    """How long things took, in seconds. Of `of` things some may never have happened: they waited for ever."""

    seconds: Sequence[float]
    of: int

    def percentile(self, percent: int) -> float | None:
        """By nearest rank, in seconds; None where it falls among those that never happened."""
        happened = sorted(int(each * _MICROSECONDS) for each in self.seconds)
        found = nearest_rank(happened, self.of, percent)
        return None if found is None else found / _MICROSECONDS

    def within(self, percent: int, seconds: float) -> bool:
        found = self.percentile(percent)
        return found is not None and found <= seconds

    def __str__(self) -> str:
        return f"{say(self.percentile(50))}, p99 {say(self.percentile(99))}"


def waits_within(seconds: float, what: str, waits: Waits, floor: str = "") -> Figure:
    """That 99 of a hundred wait no longer than so many seconds."""
    target = f"p99 ≤ {say(seconds)}"
    return Figure(f"{what}, median, p99", str(waits), target, floor, waits.within(99, seconds))


def say(seconds: float | None) -> str:
    """A length of time with three digits or so: 8.4 ms, 150 ms, 1.25 s, 31 s."""
    if seconds is None:
        return "never"
    if seconds >= 10:
        return f"{seconds:.0f} s"
    if seconds >= 1:
        return f"{seconds:.2f} s"
    milliseconds = seconds * 1000
    return f"{milliseconds:.0f} ms" if milliseconds >= 10 else f"{milliseconds:.1f} ms"


def table(measured: Mapping[str, Iterable[Figure]]) -> str:
    """A row a figure and two columns a database, in Markdown; ✓ and ✗ tell whether it was reached.

    Where the databases have different targets both are named, in their order.
    """
    found = {database: {each.what: each for each in figures} for database, figures in measured.items()}
    whats = dict.fromkeys(what for figures in found.values() for what in figures)
    rows = [_row(what, [figures.get(what) for figures in found.values()]) for what in whats]
    head = [*_HEAD, *(cell for database in found for cell in (database, "its floor"))]
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def _row(what: str, figures: Sequence[Figure | None]) -> list[str]:
    targets = dict.fromkeys(figure.target for figure in figures if figure and figure.target)
    return [what, " / ".join(targets), *(cell for figure in figures for cell in _cells(figure))]


def _cells(figure: Figure | None) -> tuple[str, str]:
    if figure is None:
        return "", ""
    mark = {None: "", True: " ✓", False: " ✗"}[figure.reached]
    return figure.found + mark, figure.floor
