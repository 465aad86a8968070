"""The first page: what this is, and every way to ask for help."""

from flask import Blueprint, render_template

from enquiries.db import db, reading
from enquiries.domain import helplines
from enquiries.services import doors, replies

blueprint = Blueprint("pages", __name__)
blueprint.add_app_template_global(helplines.of, "helplines_of")


@blueprint.get("/")
def home() -> str:
    reading()
    open_doors = doors.of_every_centre(db.session())
    country = open_doors[0].centre.country if open_doors else "GB"
    return render_template(
        "pages/home.html",
        doors=open_doors,
        country=country,
        emergency=replies.emergency_number(db.session(), country),
        checked=helplines.CHECKED,
    )
