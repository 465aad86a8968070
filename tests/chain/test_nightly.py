"""The log is sealed and checked by itself, and its head is kept outside."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from click.testing import Result

from enquiries.alarms.rules import AlarmKind
from tests.chain.records import change_by_hand, findings, head
from tests.support.outside import Outside
from tests.support.phone import Phone
from tests.support.ringback import Ringback
from tests.support.service import NOBODYS_PHONE

pytestmark = pytest.mark.both_databases

CHANGED = "UPDATE timeline SET staff_id = 3 WHERE id = (SELECT MIN(id) FROM timeline WHERE what = 'alerted')"
MANAGERS = ("+447700900003", "+447700900004")


@pytest.fixture(autouse=True)
def watched(ringback: Ringback, outside: Outside) -> Iterator[None]:
    """The service watches itself, and all is well. It is ten minutes to the nightly check."""
    outside.forget()
    ringback.move_to(datetime(2026, 1, 14, 3, 20, tzinfo=UTC))
    ringback.watch()
    ringback.settle()
    yield
    for number in (NOBODYS_PHONE, *MANAGERS):
        ringback.phone(number).ignores_the_rest()


@pytest.fixture
def asked(ringback: Ringback, the_enquirer: Phone, sam: Phone) -> Ringback:
    the_enquirer.texts("HELP").expects("You did the right thing")
    sam.expects("new call-back").replies("{code} DONE BOOKED").ignores_the_rest()
    the_enquirer.ignores_the_rest()
    ringback.wait(minutes=3)
    ringback.phone(MANAGERS[0]).ignores_the_rest()
    return ringback


@pytest.fixture
def flask(ringback: Ringback) -> Callable[..., Result]:
    """Type a command after `flask --app wsgi`."""
    return lambda *words: ringback.app.test_cli_runner().invoke(args=["verify-log", *map(str, words)])


def test_a_change_is_found_in_the_night_and_managers_are_told_once(asked: Ringback, outside: Outside) -> None:
    change_by_hand(asked, CHANGED)
    asked.wait(minutes=3)
    assert outside.heard(AlarmKind.LOG_CHANGED) == []
    asked.wait(minutes=60)
    assert outside.heard(AlarmKind.LOG_CHANGED) == ["began"]
    for number in MANAGERS:
        asked.phone(number).expects("ALARM", "log changed").expects_nothing()


def test_without_a_change_nothing_is_said(asked: Ringback, outside: Outside) -> None:
    asked.wait(minutes=20)
    assert findings(asked) == []
    assert outside.alarms == []


def test_the_head_goes_outside_with_the_heartbeat(asked: Ringback, outside: Outside) -> None:
    asked.wait(minutes=2)
    sent = parse_qs(urlsplit(outside.pinged).query)
    kept = f"{sent['chain_position'][0]}:{sent['chain_hash'][0]}"
    assert findings(asked, kept) == []
    change_by_hand(asked, CHANGED, "DELETE FROM timeline_chain")
    asked.wait(minutes=2)
    assert head(asked) != kept
    assert findings(asked) == []
    assert findings(asked, kept) != []


class TestTheCommand:
    def test_says_that_all_is_as_it_was_written(self, asked: Ringback, flask: Callable[..., Result]) -> None:
        done = flask("--head", head(asked))
        assert (done.exit_code, done.output.count("\n")) == (0, 1)
        assert done.output.startswith("OK: ")
        assert head(asked) in done.output

    def test_has_a_line_for_each_finding(self, asked: Ringback, flask: Callable[..., Result]) -> None:
        change_by_hand(asked, CHANGED, "UPDATE enquiry SET attempts = 9 WHERE NOT synthetic")
        done = flask()
        assert done.exit_code == 1
        lines = done.output.splitlines()
        assert len(lines) == 3
        assert "was changed: its hash is" in lines[0]
        assert lines[1].endswith("attempts is 9, but its timeline says 1")
        assert lines[2].startswith("2 findings: ")

    def test_writes_a_file_and_checks_it(
        self, asked: Ringback, flask: Callable[..., Result], tmp_path: Path
    ) -> None:
        file = tmp_path / "log.jsonl"
        assert flask("--export", file).exit_code == 0
        assert flask(file, "--head", head(asked)).exit_code == 0
        file.write_text(file.read_text().replace('"booked"', '"info"'))
        done = flask(file)
        assert done.exit_code == 1
        assert "was changed: its hash is" in done.output
        assert "900123" not in file.read_text()

    @pytest.mark.parametrize("words", [["--head", "x"], ["nowhere.jsonl"], ["--export", "/dev/null/log"]])
    def test_refuses_in_one_line_what_cannot_be(self, flask: Callable[..., Result], words: list[str]) -> None:
        done = flask(*words)
        assert done.exit_code == 1
        assert done.output.count("\n") == 1
