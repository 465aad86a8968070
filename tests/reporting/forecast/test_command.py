"""`flask report forecast`: the same as the page says, in a terminal."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
import time_machine
from click.testing import Result
from flask import Flask

from enquiries.core.db import db
from enquiries.organisation import centres, staff
from tests.reporting.forecast import made_up, rows
from tests.support.databases import WILLOW
from tests.support.fresh import fresh_app

TODAY = date(2026, 1, 14)


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """Willow House was asked eight times a day for ten weeks."""
    app = fresh_app(tmp_path_factory.mktemp("forecast"))
    assert app.test_cli_runner().invoke(args=["load", str(Path(WILLOW))]).exit_code == 0
    with app.app_context():
        session = db.session()
        sam = staff.staff_by_email(session, "sam@example.org").id
        planned = made_up.rota(made_up.shift("mon-sun", "00:00", "24:00", sam))
        asked = made_up.past(planned, 10, 8, first_day=TODAY - timedelta(weeks=10))
        rows.write(session, centres.by_slug(session, "willow-house"), asked)
        session.commit()
    return app


def run(app: Flask, *words: str) -> Result:
    with time_machine.travel("2026-01-14T09:00:00Z", tick=False):
        return app.test_cli_runner().invoke(args=["report", "forecast", *words])


def test_words_come_first(app: Flask) -> None:
    said = run(app, "--centre", "willow-house", "--add", "Sun 01:00-04:00").stdout.splitlines()
    assert said[0] == "Willow House (willow-house): first calls"
    assert said[2].startswith("With today’s rota about ")
    assert said[3].startswith("With one more person on call on Sundays 01:00 to 04:00: ")
    assert "What it doesn’t know:" in said


def test_json_has_the_same_figures(app: Flask) -> None:
    found = json.loads(run(app, "--centre", "willow-house", "--format", "json").stdout)
    assert (found["centre"], found["weeks"], found["one_more"]) == ("willow-house", 10, None)
    assert found["says"][0] in run(app, "--centre", "willow-house").stdout


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ((), "Missing option '--centre'."),
        (("--centre", "willow"), "no centre willow is known: did you mean willow-house?"),
        (("--centre", "willow-house", "--add", "Sundays"), "'Sundays' is not a time on call: write days"),
        (("--centre", "willow-house", "--add", "Sun 01:00-25:00"), "'25:00' is not a time of day"),
        (("--centre", "willow-house", "--format", "csv"), "Invalid value for '--format'"),
        (
            ("--centre", "willow-london"),
            "A forecast needs 8 whole weeks of enquiries, and there are 0 so far.",
        ),
    ],
)
def test_what_cannot_be_said_is_refused_in_a_line(app: Flask, words: tuple[str, ...], complaint: str) -> None:
    refused = run(app, *words)
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert refused.stderr.startswith(f"Error: {complaint}")
    assert refused.stderr.count("\n") == 1
