"""`flask verify-log`: whether the timeline is as it was written, in the database or in an exported file."""

from collections.abc import Callable, Iterable
from pathlib import Path

import click
from flask.cli import with_appcontext

from enquiries.chain import links
from enquiries.chain.log_check import LogCheck
from enquiries.cli.command import Command, Refused
from enquiries.core.db import db, reading
from enquiries.reporting.tally import tally_check
from enquiries.verify import ChainCheck, Discrepancy, check_lines, read_head, verdict


def _heads(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> list[str]:
    try:
        return [read_head(each) for each in given]
    except ValueError as wrong:
        raise click.BadParameter(str(wrong)) from None


@click.command("verify-log", cls=Command)
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--export", "export_to", type=click.Path(dir_okay=False, path_type=Path), help="Write it to FILE."
)
@click.option(
    "--head", "heads", multiple=True, callback=_heads, help="A HASH or POSITION:HASH that was kept."
)
@with_appcontext
def verify_log(file: Path | None, export_to: Path | None, heads: list[str]) -> None:
    """Check that the log of enquiries is as it was written, or export it.

    Without FILE it checks the database: every entry, its place in the chain, and the times that rest on it.
    """
    if export_to is not None:
        _export(export_to)
    elif file is not None:
        check = ChainCheck(heads)
        with file.open(encoding="utf-8") as lines:
            _report(check_lines(lines, check), check.summary)
    else:
        reading(one_moment=True)
        in_database = LogCheck(db.session(), tally_check.check, heads)
        _report(in_database.run(), in_database.summary)


def _export(to: Path) -> None:
    reading(one_moment=True)
    try:
        with to.open("w", encoding="utf-8") as file:
            file.writelines(links.export(db.session()))
    except OSError as wrong:
        raise Refused(f"{to} cannot be written: {wrong.strerror}") from None
    click.echo(f"Written to {to}. Check it anywhere: python -m enquiries.verify {to}")


def _report(found: Iterable[Discrepancy], summary: Callable[[], str]) -> None:
    """A line for each finding, and one for all of them. The exit code is 1 where there is one."""
    findings = 0
    for each in found:
        click.echo(str(each))
        findings += not each.is_note
    click.echo(f"{verdict(findings)}: {summary()}")
    if findings:
        raise click.exceptions.Exit(1)
