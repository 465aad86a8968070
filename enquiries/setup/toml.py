"""Writing a setup file, so that reading it gives the same again.

A key that has what it would have anyway is left out. Strings are written as TOML's basic strings, whose
escapes are those of JSON (https://toml.io/en/v1.0.0#string).
"""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from enquiries.setup.file import TABLES, Row, SetupFile


def write_setup_file(setup: SetupFile) -> str:
    """The file as TOML."""
    return "\n".join(_lines(setup)) + "\n"


def values_of(row: Row, *, usual: bool = False) -> dict[str, Any]:
    """A row as a file has it: plain values by key, without those that it would have anyway, or with them."""
    return row.model_dump(mode="python", by_alias=True, exclude_none=True, exclude_defaults=not usual)


def usual_values(kind: type[Row]) -> dict[str, Any]:
    """What a row has anyway where a file leaves it out, as a file would write it."""
    return kind.model_construct().model_dump(exclude_none=True)


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


def _toml(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{key} = {_toml(each)}' for key, each in value.items())} }}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_toml, value))}]"
    # DEL is the one control character that JSON leaves as it is and TOML does not take.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
