"""What rota would it take? Today's, and the same with one more person, simulated for those responsible."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from flask import Blueprint, Response, jsonify, render_template, request
from werkzeug.exceptions import NotFound

from enquiries.core.db import db
from enquiries.core.enums import Role
from enquiries.dates.week import DAY_NAMES
from enquiries.organisation.models import Centre
from enquiries.organisation.rota import PlannedShift
from enquiries.reporting.forecast import words
from enquiries.reporting.forecast.enough import NoForecast
from enquiries.reporting.forecast.forecast import Forecast, forecast
from enquiries.reporting.forecast.one_more import one_more
from enquiries.reporting.forecast.past import read_history
from enquiries.web.auth.access import allow, centres_of, signed_in

blueprint = Blueprint("forecast", __name__)

_DAYS: Final = {name[:3]: f"{name.capitalize()}s" for name in DAY_NAMES}
_FIELDS: Final = ("day", "from", "to")


@dataclass(frozen=True)
class ForecastQuery:
    """The centre, and the hours of one more person where any are chosen; `wrong` says what is wrong there."""

    centre: Centre
    added: PlannedShift | None = None
    wrong: str = ""


@blueprint.get("/reports/forecast")
@allow(Role.MANAGER, Role.ADMIN, Role.AUDITOR)
def show() -> Response | tuple[str | Response, int]:
    own = centres_of(signed_in())
    asked = _asked(own)
    found, refused = _forecast(asked)
    status = 422 if asked.wrong else 200
    if request.args.get("format") == "json":
        return jsonify(_plain(asked, found, refused)), status
    page = render_template(
        "staff/reports/forecast.html",
        asked=asked,
        own=own,
        days=_DAYS,
        chosen={name: request.args.get(name, "") for name in _FIELDS},
        found=found,
        refused=refused,
        words=words,
    )
    return page, status


def _asked(own: Sequence[Centre]) -> ForecastQuery:
    """By the address; their first centre where it does not say. Raises NotFound for one not theirs."""
    slug = request.args.get("centre", "")
    centre = next((each for each in own if slug in ("", each.slug)), None)
    if centre is None:
        raise NotFound
    chosen = [request.args.get(name, "").strip() for name in _FIELDS]
    if not any(chosen[1:]):  # a list has no empty day
        return ForecastQuery(centre)
    if not all(chosen):
        return ForecastQuery(centre, wrong="Please choose a day and both times.")
    try:
        return ForecastQuery(centre, one_more(*chosen))
    except ValueError as wrong:
        return ForecastQuery(centre, wrong=f"{wrong}.")


def _forecast(asked: ForecastQuery) -> tuple[Forecast | None, str]:
    """Return the forecast, or why there is none."""
    try:
        return forecast(read_history(db.session(), datetime.now(UTC), asked.centre), asked.added), ""
    except NoForecast as refused:
        return None, str(refused)


def _plain(asked: ForecastQuery, found: Forecast | None, refused: str) -> dict[str, object]:
    about: dict[str, object] = {"centre": asked.centre.slug}
    if asked.wrong:
        return {**about, "wrong": asked.wrong}
    return {**about, **words.facts(found)} if found is not None else {**about, "refused": refused}
