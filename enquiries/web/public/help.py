"""What every page for the public knows: who helps at once, and where the way out leads."""

from flask import Flask

from enquiries.core.db import db
from enquiries.messaging import to_enquirer
from enquiries.organisation import helplines

# Where a person goes who must not be seen here: a page that anybody may have open.
ELSEWHERE = "https://www.bbc.co.uk/weather"


def configure(app: Flask) -> None:
    app.jinja_env.globals.update(
        helplines_of=helplines.helplines_for, line_to_talk=helplines.to_talk, elsewhere=ELSEWHERE
    )


def help_in(country: str) -> dict[str, str]:
    """What a page is rendered with, so that it names the lines of a country (ISO 3166)."""
    return {"country": country, "emergency": to_enquirer.emergency_number(db.session(), country)}
