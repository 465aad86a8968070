"""Writing a setup file, so that reading it gives the same again.

A key that has what it would have anyway is left out. Strings are written as TOML's basic strings, whose
escapes are those of JSON (https://toml.io/en/v1.0.0#string).
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, Field, fields
from datetime import date, timedelta
from typing import Any

from enquiries.dates.durations import write_duration
from enquiries.dates.week import write_days, write_time
from enquiries.setup.file import TABLES, SetupFile
from enquiries.setup.tables import Row

# Numbers in the rows that a file writes as a time of day.
_TIMES = ("start", "end")
_SHORT: Mapping[type, Callable[[Any], str]] = {timedelta: write_duration, frozenset: write_days}


def write_setup_file(setup: SetupFile) -> str:
    """The file as TOML."""
    return "\n".join(_lines(setup)) + "\n"


def values_of(row: Row, *, usual: bool = False) -> dict[str, Any]:
    """A row as a file has it: plain values by key, without those that it would have anyway, or with them."""
    values = {each.name: getattr(row, each.name) for each in _keys(row)}
    left_out = {} if usual else usual_values(type(row))
    plain = {key: _plain(key, value) for key, value in values.items() if value is not None}
    return {key: value for key, value in plain.items() if key not in left_out or left_out[key] != value}


def usual_values(kind: type[Row]) -> dict[str, Any]:
    """What a row has anyway where a file leaves it out, as a file would write it."""
    defaults = {each.name: each.default for each in _keys(kind)}
    return {key: _plain(key, default) for key, default in defaults.items() if default not in (MISSING, None)}


def _keys(row: Row | type[Row]) -> list[Field[Any]]:
    return [each for each in fields(row) if "reader" in each.metadata]


def _lines(setup: SetupFile) -> Iterator[str]:
    yield f"timezone = {_toml(setup.timezone.key)}"
    if setup.as_of is not None:
        yield "# Changes that were made on the pages after this moment are newer than this file."
        yield f"as_of = {setup.as_of.isoformat()}"
    for table in TABLES:
        for row in getattr(setup, table):
            yield ""
            yield f"[[{table}]]"
            yield from (f"{key} = {_toml(value)}" for key, value in values_of(row).items())


def _plain(key: str, value: Any) -> Any:
    if key in _TIMES:
        return write_time(value)
    if isinstance(value, tuple):
        return list(value)
    if type(value) in (int, bool, date):
        return value
    return _SHORT.get(type(value), str)(value)


def _toml(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    # DEL is the one control character that JSON leaves as it is and TOML does not take.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
