"""`flask report response-times`: how fast people were answered, as a table, CSV or JSON."""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping

import click
from flask.cli import AppGroup

from enquiries.cli.command import Command, Refused
from enquiries.core.db import db, reading
from enquiries.dates.durations import say_seconds
from enquiries.dates.period import Period
from enquiries.organisation import centres
from enquiries.reporting import reports
from enquiries.reporting.percentiles import Summary, Waits
from enquiries.reporting.report_file import csv_lines, json_lines
from enquiries.reporting.response_times import ResponseTimes
from enquiries.reporting.targets import PERCENTS

report = AppGroup("report", help="Response times.")

_FILES: Mapping[str, Callable[[Iterable[ResponseTimes]], Iterator[str]]] = {
    "csv": csv_lines,
    "json": json_lines,
}


@report.command("response-times", cls=Command)
@click.option("--from", "first", metavar="DATE", help="The first day, by the centre's clock.")
@click.option("--to", "last", metavar="DATE", help="The last day, included.")
@click.option("--centre", metavar="SLUG", help="Only this centre.")
@click.option("--format", type=click.Choice(["table", *_FILES]), default="table", show_default=True)
def response_times(first: str | None, last: str | None, centre: str | None, format: str) -> None:
    """Write the response times of all enquiries ever, or of a period."""
    reading()
    session = db.session()
    try:
        period = Period.parse(first, last)
        asked = [centres.by_slug(session, centre)] if centre else centres.all_centres(session)
    except (ValueError, centres.NoSuchCentre) as wrong:
        raise Refused(str(wrong)) from None
    if format in _FILES:
        _write(_FILES[format](reports.response_times(session, period, asked)))
    else:
        _write(_table(reports.figures(session, period, asked), period))


def _write(lines: Iterable[str]) -> None:
    sys.stdout.writelines(lines)


def _table(figures: reports.Figures, period: Period) -> Iterator[str]:
    yield f"Enquiries received {period}, by each centre's clock\n"
    for centre, summary in figures.by_centre:
        promise = f"within {say_seconds(centre.promise_seconds)}"
        yield from _summary(f"{centre.name} ({centre.slug})", summary, promise)
    if len(figures.by_centre) > 1:
        yield from _summary("All together", figures.together, "as promised")
    yield "\nEveryone who asked is counted, called or not; n is how many it happened for. Times run\n"
    yield 'from when they asked, or a later time they chose. "not yet": too many still wait for a figure.\n'


def _summary(title: str, summary: Summary, promise: str) -> Iterator[str]:
    left_out = f"; {summary.left_out} duplicates, spam or tests left out" if summary.left_out else ""
    noun = "enquiry" if summary.enquiries == 1 else "enquiries"
    yield f"\n{title}: {summary.enquiries} {noun}{left_out}\n"
    if not summary.enquiries:
        return
    yield f"  called {_share(summary.to_first_call.happened, summary)}"
    yield f", {promise} {_share(summary.within_promise, summary)}"
    yield f", reached {_share(summary.reached, summary)}\n"
    yield f"  {'':<15}{'n':>7}{'p50':>14}{'p90':>14}{'p95':>14}\n"
    yield _waits("to alert", summary.to_alert)
    yield _waits("to claim", summary.to_claim)
    yield _waits("to first call", summary.to_first_call)


def _share(count: int, summary: Summary) -> str:
    """In whole percent, rounded down: 100% is everybody."""
    return f"{count} ({100 * count // summary.enquiries}%)"


def _waits(name: str, waits: Waits) -> str:
    percentiles = (waits.percentile(percent) for percent in PERCENTS)
    shown = ["not yet" if seconds is None else say_seconds(seconds) for seconds in percentiles]
    return f"  {name:<15}{waits.happened:>7}" + "".join(f"{each:>14}" for each in shown) + "\n"
