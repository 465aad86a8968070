"""`flask report forecast`: how many would be called in time, with today's rota and with one more person."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime

import click
from flask.cli import with_appcontext

from enquiries.cli.command import Command, Refused
from enquiries.core.db import db, reading
from enquiries.organisation import centres
from enquiries.organisation.models import Centre
from enquiries.reporting.forecast.enough import NoForecast
from enquiries.reporting.forecast.forecast import Forecast, forecast
from enquiries.reporting.forecast.one_more import parse_one_more
from enquiries.reporting.forecast.past import read_history
from enquiries.reporting.forecast.words import ASSUMPTIONS, UNKNOWN, facts, say_check, say_forecast


@click.command("forecast", cls=Command)
@click.option("--centre", "slug", metavar="SLUG", required=True, help="The centre.")
@click.option("--add", metavar="TIMES", help='One more person on call, such as "Sun 01:00-04:00".')
@click.option("--format", type=click.Choice(["table", "json"]), default="table", show_default=True)
@with_appcontext
def show_forecast(slug: str, add: str | None, format: str) -> None:
    """Say how many would be called in time, by a simulation of the past weeks."""
    reading()
    session = db.session()
    try:
        centre = centres.by_slug(session, slug)
        added = parse_one_more(add) if add is not None else None
        found = forecast(read_history(session, datetime.now(UTC), centre), added)
    except (ValueError, centres.NoSuchCentre, NoForecast) as wrong:
        raise Refused(str(wrong)) from None
    if format == "json":
        click.echo(json.dumps({"centre": centre.slug, **facts(found)}, ensure_ascii=False, indent=2))
    else:
        for line in _lines(centre, found):
            click.echo(line)


def _lines(centre: Centre, found: Forecast) -> Iterator[str]:
    yield f"{centre.name} ({centre.slug}): first calls"
    yield ""
    yield from say_forecast(found)
    yield from say_check(found)
    yield "\nWhat it assumes:"
    yield from (f"- {each}" for each in ASSUMPTIONS)
    yield "\nWhat it doesn’t know:"
    yield from (f"- {each}" for each in UNKNOWN)
