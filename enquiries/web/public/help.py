"""What every page for the public knows: who helps at once, and where the way out leads."""

from dataclasses import dataclass

from flask import Flask
from flask_babel import get_locale
from sqlalchemy.exc import SQLAlchemyError

from enquiries.core.db import db
from enquiries.organisation import helplines, snapshot
from enquiries.organisation.helplines import Helpline
from enquiries.organisation.snapshot import Snapshot

# Where a person goes who must not be seen here: a page that anybody may have open.
ELSEWHERE = "https://www.bbc.co.uk/weather"


def configure(app: Flask) -> None:
    app.jinja_env.globals.update(elsewhere=ELSEWHERE, help_anywhere=help_anywhere)
    app.add_template_filter(say_other_languages)


@dataclass(frozen=True)
class HelpNow:
    """Who helps at once in one country (ISO 3166): its emergency number, its lines, the one to talk."""

    country: str
    emergency: str
    lines: tuple[Helpline, ...]
    talk: Helpline | None

    @property
    def name(self) -> str:
        """The country in the language of the page."""
        return str(get_locale().territories.get(self.country, self.country))


def say_other_languages(languages: tuple[str, ...]) -> str:
    """The languages in which a line answers; empty where that is the language of the page, or not known."""
    here = get_locale()
    if languages == (here.language,):
        return ""
    return ", ".join(here.languages.get(each, each) for each in languages)


def help_in(*countries: str) -> dict[str, object]:
    """What a page is rendered with, so that it names the lines of these countries (ISO 3166)."""
    setup = snapshot.current_setup(db.session())
    return {
        "country": countries[0] if countries else "",
        "help_of": [_help_in(setup, each) for each in dict.fromkeys(countries)],
    }


def help_anywhere() -> list[HelpNow]:
    """Who helps in the countries of the centres: for pages that are of no centre, even without a database."""
    try:
        setup = snapshot.current_setup(db.session())
    except SQLAlchemyError:
        known = snapshot.last_known()
        return [_help_in(known, each) for each in known.countries] if known else []
    return [_help_in(setup, each) for each in setup.countries]


def _help_in(setup: Snapshot, country: str) -> HelpNow:
    known = setup.lines_of(country)
    return HelpNow(
        country, setup.emergency_number(country), helplines.shown_lines(known), helplines.to_talk(known)
    )
