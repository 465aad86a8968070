"""`flask oncall`: who is on call now, or at a moment, and until when."""

from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import click
from flask.cli import with_appcontext
from sqlalchemy.orm import Session

from enquiries.cli.command import Command, Refused
from enquiries.core.db import db, reading
from enquiries.dates.iso import read_moment
from enquiries.organisation import centres
from enquiries.organisation.models import Centre, Staff
from enquiries.organisation.on_call import next_on_call, who_is_on
from enquiries.organisation.rota import HORIZON, OnCall


@click.command(cls=Command)
@click.option("--at", metavar="TIME", help="Such as 2026-01-14T02:14, by the centre's clock; now by default.")
@click.option("--centre", "slug", metavar="SLUG", help="Only this centre.")
@with_appcontext
def oncall(at: str | None, slug: str | None) -> None:
    """Say who is on call at each centre."""
    reading()
    session = db.session()
    try:
        asked = [centres.by_slug(session, slug)] if slug else centres.all_centres(session)
        moments = [read_moment(at, centre.zone) if at else datetime.now(UTC) for centre in asked]
    except (ValueError, centres.NoSuchCentre) as wrong:
        raise Refused(str(wrong)) from None
    for centre, moment in zip(asked, moments, strict=True):
        for line in _lines(session, centre, moment):
            click.echo(line)
    if not asked:
        click.echo("There is no centre yet: load a setup file.")


def _lines(session: Session, centre: Centre, at: datetime) -> Iterator[str]:
    is_open = centre.opening_hours.is_open(at, centre.zone)
    yield f"{centre.name} ({centre.slug}), {_clock(at, centre.zone)}: {'open' if is_open else 'closed'}"
    on_call = who_is_on(session, centre, at, HORIZON)
    for each in on_call:
        yield f"  level {each.level}  {session.get_one(Staff, each.staff).name}, {_until(each, centre.zone)}"
    if not on_call:
        following = next_on_call(session, centre, at)
        yield f"  NO ONE IS ON CALL {_again(following, centre.zone)}"


def _until(person: OnCall, zone: ZoneInfo) -> str:
    if person.until is None:
        return f"for the next {HORIZON.days} days at least"
    return f"until {_clock(person.until, zone)}"


def _again(following: datetime | None, zone: ZoneInfo) -> str:
    if following is None:
        return f"for the next {HORIZON.days} days"
    return f"until {_clock(following, zone)}"


def _clock(moment: datetime, zone: ZoneInfo) -> str:
    """The wall clock of the centre: Wed 14 Jan 2026 02:14 GMT."""
    local = moment.astimezone(zone)
    return f"{local:%a} {local.day} {local:%b %Y %H:%M %Z}"
