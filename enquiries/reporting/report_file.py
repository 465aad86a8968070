"""Write the response-time file, line by line, as CSV for spreadsheets or as JSON.

Times are UTC, to the millisecond, so that their order can be seen. What has not happened is empty in CSV and
null in JSON. A text that a spreadsheet would take for a formula gets an apostrophe before it: it may come
from outside.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from operator import attrgetter
from typing import Any

from enquiries.dates.iso import write_moment
from enquiries.reporting.response_times import COLUMNS, ResponseTimes

# OWASP, "CSV Injection": what makes a cell a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_values_of = attrgetter(*COLUMNS)


def csv_lines(rows: Iterable[ResponseTimes]) -> Iterator[str]:
    """Yield the CSV file one line at a time, header first, line ends included."""
    line = io.StringIO()
    writer = csv.writer(line, lineterminator="\n")
    for values in _with_header(rows):
        writer.writerow(values)
        yield line.getvalue()
        line.seek(0)
        line.truncate()


def json_lines(rows: Iterable[ResponseTimes]) -> Iterator[str]:
    """Yield a JSON list one line at a time, with one object per line."""
    before = "[\n"
    for row in rows:
        yield before + json.dumps(dict(zip(COLUMNS, _plain(row), strict=True)), ensure_ascii=False)
        before = ",\n"
    yield "\n]\n" if before == ",\n" else "[]\n"


def _with_header(rows: Iterable[ResponseTimes]) -> Iterator[Iterable[Any]]:
    yield COLUMNS
    for row in rows:
        yield [_harmless(value) if isinstance(value, str) else value for value in _plain(row)]


def _plain(row: ResponseTimes) -> list[Any]:
    """Return the values of a row as text, numbers or None."""
    return [_word(value) for value in _values_of(row)]


def _word(value: Any) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return write_moment(value) if isinstance(value, datetime) else value


def _harmless(text: str) -> str:
    # the writer quotes no lone carriage return, which readers take for the end of a line
    line = text.replace("\r", " ")
    return f"'{line}" if text.startswith(_FORMULA) else line
