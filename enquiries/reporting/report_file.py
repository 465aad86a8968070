"""Write a file of figures, line by line, as CSV for spreadsheets or as JSON. Its columns are a dataclass's.

Times are UTC, to the millisecond, so that their order can be seen. What has not happened is empty in CSV and
null in JSON. A text that a spreadsheet would take for a formula gets an apostrophe before it: it may come
from outside.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from datetime import datetime
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from enquiries.dates.iso import write_moment

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

# OWASP, "CSV Injection": what makes a cell a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_lines(kind: "type[DataclassInstance]", rows: Iterable[Any]) -> Iterator[str]:
    """Yield the CSV file one line at a time, header first, line ends included. All rows are of that kind."""
    line = io.StringIO()
    writer = csv.writer(line, lineterminator="\n")
    for values in _with_header(columns_of(kind), rows):
        writer.writerow(values)
        yield line.getvalue()
        line.seek(0)
        line.truncate()


def json_lines(kind: "type[DataclassInstance]", rows: Iterable[Any]) -> Iterator[str]:
    """Yield a JSON list one line at a time, with one object per line."""
    columns = columns_of(kind)
    before = "[\n"
    for row in rows:
        yield before + json.dumps(dict(zip(columns, _plain(columns, row), strict=True)), ensure_ascii=False)
        before = ",\n"
    yield "\n]\n" if before == ",\n" else "[]\n"


def columns_of(kind: "type[DataclassInstance]") -> Sequence[str]:
    return [each.name for each in fields(kind)]


def _with_header(columns: Sequence[str], rows: Iterable[Any]) -> Iterator[Iterable[Any]]:
    yield columns
    for row in rows:
        yield [_harmless(value) if isinstance(value, str) else value for value in _plain(columns, row)]


def _plain(columns: Sequence[str], row: Any) -> list[Any]:
    """Return the values of a row as text, numbers or None."""
    return [_word(value) for value in attrgetter(*columns)(row)]


def _word(value: Any) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return write_moment(value) if isinstance(value, datetime) else value


def _harmless(text: str) -> str:
    # the writer quotes no lone carriage return, which readers take for the end of a line
    line = text.replace("\r", " ")
    return f"'{line}" if text.startswith(_FORMULA) else line
