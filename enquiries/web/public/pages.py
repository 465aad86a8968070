"""The first page, what becomes of what is written, and the way out."""

from datetime import UTC, datetime

from flask import Blueprint, redirect, render_template, session
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from enquiries.core.db import db, reading
from enquiries.organisation import centres
from enquiries.web.formatting import say_hours
from enquiries.web.public.assurances import say_assurances
from enquiries.web.public.help import ELSEWHERE, help_in
from enquiries.web.public.prospects import prospect_of, published_times
from enquiries.web.security import csrf

blueprint = Blueprint("pages", __name__)

_HOME_COUNTRY = "GB"

blueprint.add_app_template_filter(say_hours)
blueprint.add_app_template_global(say_assurances)


@blueprint.get("/")
def home() -> str:
    reading()
    now = datetime.now(UTC)
    every = centres.public_contacts(db.session())
    countries = [each.centre.country for each in every] or [_HOME_COUNTRY]
    return render_template(
        "public/pages/home.html",
        doors=[(door, prospect_of(door.centre, now), published_times(door.centre, now)) for door in every],
        checked=centres.helplines_checked_on(db.session(), countries[0]),
        **help_in(*countries),
    )


@blueprint.get("/privacy")
@blueprint.get("/privacy/<slug>")
def privacy(slug: str | None = None) -> str:
    """What is kept, by whom and what for: of one centre, or of all of them."""
    reading()
    every = centres.public_contacts(db.session())
    asked = [door for door in every if slug in (None, door.centre.slug)]
    if slug is not None and not asked:
        raise NotFound
    countries = [each.centre.country for each in asked] or [_HOME_COUNTRY]
    return render_template("public/pages/privacy.html", doors=asked, slug=slug, **help_in(*countries))


@blueprint.get("/leave")
def leave() -> Response:
    """The way out without JavaScript. A link that leads here does not tell where it came from."""
    session.clear()
    return redirect(ELSEWHERE, 303)


@blueprint.post("/leave")
def forget() -> Response:
    """Told by the script of the way out, which does not wait for the answer."""
    session.clear()
    # What the browser keeps for its back button goes too, where it heeds this.
    return Response(status=204, headers={"Clear-Site-Data": '"cache"'})


# A beacon carries no token; and another site that ends a session does no more than one that links to /leave.
csrf.exempt(forget)
