"""When a page was made: nobody can make that up, and it says nothing else."""

from datetime import timedelta

import time_machine
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from enquiries.web.public import page_tokens

APP = Flask("tokens")
APP.config["SECRET_KEY"] = "only for tests"
ANOTHER = Flask("another")
ANOTHER.config["SECRET_KEY"] = "another"
NIGHT = "2026-01-14T02:14:00Z"


@given(st.timedeltas(timedelta(), timedelta(days=2)))
def test_it_tells_how_long_ago_to_the_second(waited: timedelta) -> None:
    with APP.app_context(), time_machine.travel(NIGHT, tick=False) as clock:
        token = page_tokens.begin()
        clock.shift(waited)
        age = page_tokens.age(token)
        assert age is not None
        assert abs(age - waited) < timedelta(seconds=1)
        assert page_tokens.is_fresh(token) == (age < timedelta(hours=12))


@given(st.text() | st.none())
def test_what_we_did_not_sign_is_no_token(made_up: str | None) -> None:
    with APP.app_context():
        assert page_tokens.age(made_up) is None
        assert not page_tokens.is_fresh(made_up)


def test_nor_is_what_somebody_else_signed() -> None:
    with ANOTHER.app_context():
        token = page_tokens.begin()
    with APP.app_context():
        assert page_tokens.age(token) is None
