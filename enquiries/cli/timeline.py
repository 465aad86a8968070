"""`flask timeline CODE`: what happened to an enquiry, without any text that people wrote."""

from collections.abc import Iterator
from datetime import UTC, datetime

import click
from flask.cli import with_appcontext
from sqlalchemy.orm import Session

from enquiries.cli.command import Command, Refused
from enquiries.core.db import db, reading
from enquiries.dates.iso import write_moment
from enquiries.lifecycle import find, timeline
from enquiries.lifecycle.models import Enquiry, TimelineEntry
from enquiries.organisation.models import Staff


@click.command("timeline", cls=Command)
@click.argument("code")
@with_appcontext
def show_timeline(code: str) -> None:
    """Show what happened to the enquiry with that code or reference."""
    reading()
    session = db.session()
    enquiry = find.find_by_name(session, datetime.now(UTC), code)
    if enquiry is None:
        raise Refused(f"no enquiry has the code or reference {code}")
    click.echo(
        f"{enquiry.reference}, code {enquiry.code}, {enquiry.centre.slug}: {enquiry.outcome or enquiry.state}"
    )
    for line in _lines(session, enquiry):
        click.echo(line)


def _lines(session: Session, enquiry: Enquiry) -> Iterator[str]:
    for entry in timeline.entries(session, enquiry):
        by = entry.staff.name if entry.staff else ""
        local = entry.at.astimezone(enquiry.centre.zone)
        moments = f"{write_moment(entry.at)}  {local:%a %d %b %H:%M:%S}"
        yield f"{moments}  {entry.what:<17}  {by:<16}  {' '.join(_detail(session, entry))}".rstrip()


def _detail(session: Session, entry: TimelineEntry) -> Iterator[str]:
    for key, value in entry.detail.items():
        if key == "taken_from":
            yield f"taken from {session.get_one(Staff, value).name}"
        elif value not in (None, ""):
            yield f"{key}={value}"
    if entry.has_words:
        yield "(words, kept sealed)"
