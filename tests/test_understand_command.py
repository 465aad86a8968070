"""`flask understand`, as a clinician tries phrases with it: without a database."""

import json
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from tests.support.fresh import app_without_a_database

AT = ("--at", "2026-11-26T14:00")


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    return app_without_a_database(tmp_path)


def understand(app: Flask, *arguments: str, stdin: str | None = None) -> Result:
    return app.test_cli_runner().invoke(args=["understand", *arguments], input=stdin)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("please dont ring me he will hear, text only",), {"ring": "no"}),
        (("6-7pm", "--asked", "time", *AT), {"start": "2026-11-26T18:00", "end": "2026-11-26T19:00"}),
        (("ring at 9pm", "--country", "US", *AT), {"start": "2026-11-26T21:00"}),
        (("quiero morir",), {"risk": "self_harm", "level": "danger"}),
        (("quiero morir", "--language", "pl"), {}),
        (("no me llames",), {"ring": "no"}),
        (("sí", "--asked", "contact"), {}),
        (("sí", "--asked", "contact", "--language", "es"), {"text": "yes", "voicemail": "yes"}),
        (("Stop please",), {"stop": "yes"}),
        (("",), {}),
    ],
)
def test_one_text(app: Flask, arguments: tuple[str, ...], said: dict[str, str]) -> None:
    result = understand(app, *arguments)
    assert result.exit_code == 0
    assert json.loads(result.stdout) == said


def test_lines_of_json(app: Flask) -> None:
    lines = [
        {"text": "yep both fine", "asked": "contact"},
        {"text": "in an hour", "asked": "time", "at": "2026-11-26T14:00"},
        {"text": "cheers", "asked": None},
    ]
    result = understand(app, stdin="\n".join(map(json.dumps, lines)) + "\n\n")
    assert [json.loads(line) for line in result.stdout.splitlines()] == [
        {"text": "yes", "voicemail": "yes"},
        {"start": "2026-11-26T15:00"},
        {"thanks": "yes"},
    ]


@pytest.mark.parametrize(
    ("arguments", "stdin", "why"),
    [
        ((), "not json\n", "line 1 is not like"),
        ((), '{"text": "hi"}\n{"text": 5}\n', "line 2 is not like"),
        ((), '{"text": "hi", "asked": "money"}\n', "line 1: asked must be one of about, contact, time"),
        ((), '{"text": "hi", "at": 5}\n', "line 1: asked and at must be text"),
        (("hi", "--at", "noon"), None, "'noon' is not a moment"),
        (("hi", "--country", "ZZ"), None, "'ZZ' is no country: write its two letters, like GB"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(
    app: Flask, arguments: tuple[str, ...], stdin: str | None, why: str
) -> None:
    result = understand(app, *arguments, stdin=stdin)
    assert result.exit_code != 0
    assert result.stderr.startswith(f"Error: {why}")
    assert result.stderr.count("\n") == 1
