"""Reading the rows of one table of the setup file into a dataclass, and saying all that is wrong with them.

A dataclass is the description of its table: each field is a key, `reads` says how its value is read, and a
field without a default must be written. Every problem names the table, the row counted from 0 and the key.
"""

from collections.abc import Callable, Iterable
from dataclasses import MISSING, Field, dataclass, field, fields
from typing import Any, TypeVar

from enquiries.core.suggestions import nearest


class SetupFileWrong(Exception):
    """The setup file cannot be loaded; `problems` holds one line for each thing that is wrong."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row of a table. `where` is its place in the file, like `centres[1]`, for whoever mends it."""

    where: str = field(default="", compare=False)


AnyRow = TypeVar("AnyRow", bound=Row)


def reads(reader: Callable[[object], object], example: str = "") -> dict[str, object]:
    """Return the metadata of a field: how to read it (or raise ValueError), and an example in TOML."""
    return {"reader": reader, "example": example}


def read_rows(kind: type[AnyRow], table: str, written: object, problems: list[str]) -> tuple[AnyRow, ...]:
    """Return the rows that are right, and add what is wrong with the others to the problems."""
    if not isinstance(written, list):
        problems.append(f"{table}: is not a list of tables: write [[{table}]], in two brackets, above each")
        return ()
    rows = (_read_row(kind, f"{table}[{index}]", row, problems) for index, row in enumerate(written))
    return tuple(row for row in rows if row)


def _read_row(kind: type[AnyRow], where: str, written: object, problems: list[str]) -> AnyRow | None:
    if not isinstance(written, dict):
        problems.append(f"{where}: is not a table: write keys and values, one a line")
        return None
    keys = {key.name: key for key in fields(kind) if "reader" in key.metadata}
    wrong = unknown_keys(f"{where}.", written, keys)
    values: dict[str, Any] = {"where": where}
    for name, key in keys.items():
        try:
            values |= _read_value(key, written)
        except ValueError as reason:
            wrong.append(f"{where}.{name}: {reason}")
    problems += wrong
    return None if wrong else kind(**values)


def _read_value(key: Field[Any], written: dict[str, object]) -> dict[str, Any]:
    if key.name in written:
        return {key.name: key.metadata["reader"](written[key.name])}
    if key.default is MISSING:
        raise ValueError(f"is missing: write it, like {key.name} = {key.metadata['example']}")
    return {}


def unknown_keys(where: str, written: Iterable[str], known: Iterable[str]) -> list[str]:
    """Return a problem for each key that means nothing, with the one that may have been meant."""
    known = list(known)
    return [f"{where}{key}: is not a key here: {nearest(key, known)}" for key in written if key not in known]
