"""What is wrong with a setup file: where, by which rule, and in which words."""

from collections.abc import Iterable
from dataclasses import dataclass

Loc = tuple[int | str, ...]  # of tables, rows from 0 and keys, as pydantic has it: ("centres", 0, "promise")


@dataclass(frozen=True)
class SetupFault:
    """One thing that is wrong. `code` is the rule's, so that a page may say it in its own words.

    `written` is what will not do, where one value is to blame; `names` are whom and what `says` is about.
    """

    loc: Loc
    code: str
    says: str
    names: tuple[object, ...] = ()
    written: object = None

    def __str__(self) -> str:
        """Name the table, the row and the key: `centres[0].promise: 'soon' is not a length of time: …`."""
        quoted = "" if self.written is None else f"{self.written!r} "
        where = "".join(f"[{each}]" if isinstance(each, int) else f".{each}" for each in self.loc)
        return f"{where.removeprefix('.')}: {quoted}{self.says}" if self.loc else self.says


class SetupFileWrong(Exception):
    """The setup file cannot be loaded; `problems` holds one line for each thing that is wrong."""

    def __init__(self, faults: Iterable[SetupFault]) -> None:
        self.faults = tuple(faults)
        self.problems = [str(fault) for fault in self.faults]
        super().__init__("\n".join(self.problems))
