"""The commands, as somebody types them."""

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import select

from config import PROJECT
from enquiries.cli.commands import OnDemand
from enquiries.core.db import db
from enquiries.core.enums import Channel
from enquiries.lifecycle import claims, receive
from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.models import Enquiry
from enquiries.lifecycle.timeline import record
from enquiries.messaging.models import Outgoing
from enquiries.organisation import centres, snapshot
from enquiries.organisation.staff import staff_by_email
from enquiries.setup import changes
from enquiries.setup.file import read_setup_file
from tests.support.fresh import app_without_a_database, fresh_app, unmigrated_app

WILLOW = PROJECT / "examples" / "willow.toml"
NIGHT = datetime(2026, 1, 14, 2, 14, 5, 250000, tzinfo=UTC)

Flask_ = Callable[..., Result]


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    app = fresh_app(tmp_path)
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def flask(app: Flask) -> Flask_:
    """Type a command after `flask --app wsgi`."""
    return lambda *words: app.test_cli_runner().invoke(args=[str(word) for word in words])


@pytest.fixture
def willow(flask: Flask_) -> None:
    """The two Willow centres are loaded."""
    assert flask("load", WILLOW).exit_code == 0


@pytest.fixture
def enquiry(app: Flask, willow: None) -> Enquiry:
    """Somebody asked Willow House for a call at night; Sam took it, and Priya took it over."""
    with app.app_context():
        session = db.session()
        request = receive.Request(
            centre=centres.by_slug(session, "willow-house"),
            channel=Channel.SMS,
            phone="+447700900123",
            textable=True,
            country="GB",
            name="Robin",
        )
        enquiry = receive.receive(session, NIGHT, request)
        sam = staff_by_email(session, "sam@example.org")
        claims.claim(session, NIGHT.replace(minute=15), enquiry, sam)
        record(session, NIGHT.replace(minute=16), enquiry, EventKind.NOTED, by=sam, words="Prefers evenings")
        priya = staff_by_email(session, "priya@example.org")
        claims.take_over(session, NIGHT.replace(minute=17), enquiry, priya)
        session.commit()
    return enquiry


def refusal(result: Result) -> str:
    """The one line on stderr that says why a command did nothing."""
    assert result.exit_code != 0
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    (line,) = result.stderr.splitlines()
    return line


def test_load_says_what_it_did_and_the_second_time_that_nothing_changed(flask: Flask_) -> None:
    first, second = flask("load", WILLOW), flask("load", WILLOW)
    assert first.stdout.splitlines()[0] == "added     centre willow-house"
    assert first.stdout.splitlines()[-1] == "17 added, 0 changed, 0 unchanged."
    assert (second.exit_code, second.stdout) == (0, "Nothing changed: 17 unchanged.\n")


def test_a_dry_run_says_the_same_and_changes_nothing(flask: Flask_) -> None:
    dry = flask("load", "--dry-run", WILLOW).stdout
    assert dry.splitlines()[-1] == "17 added, 0 changed, 0 unchanged. This was a dry run."
    assert flask("load", WILLOW).stdout.splitlines()[:-1] == dry.splitlines()[:-1]


def test_load_lists_what_the_file_leaves_out(flask: Flask_, willow: None, tmp_path: Path) -> None:
    (tmp_path / "empty.toml").write_text("")
    said = flask("load", tmp_path / "empty.toml").stdout.splitlines()
    assert "kept      staff sam@example.org" in said
    assert said[-1] == "Nothing changed: 0 unchanged, 13 kept that are not in the file."


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"timezone = ", "this is not TOML: Invalid value (at end of document)"),
        (b'timezone = "Z\xe9"', "is not UTF-8 text: save it as UTF-8"),
        (b'[[numbers]]\nnumber = "83222"\ncentre = "oak"\n', "numbers[0].centre: no centre oak is known"),
        (b'[[numbers]]\nnumber = "83222"\n', "numbers[0].centre: is missing: write it, like centre ="),
    ],
)
def test_load_refuses_a_wrong_file_in_a_line(
    flask: Flask_, tmp_path: Path, content: bytes, complaint: str
) -> None:
    file = tmp_path / "wrong.toml"
    file.write_bytes(content)
    assert refusal(flask("load", file)).startswith(f"Error: {file}: {complaint}")


def test_load_names_everything_that_is_wrong_in_a_line_each(flask: Flask_, tmp_path: Path) -> None:
    file = tmp_path / "wrong.toml"
    file.write_text('[[numbers]]\nnumber = "x"\n[[staff]]\nname = "Sam"\n')
    said = flask("load", file).stderr.splitlines()
    assert len(said) == 6
    assert all(f"{file}: " in line for line in said)


def test_a_file_may_begin_with_the_mark_that_windows_editors_put_there(flask: Flask_, tmp_path: Path) -> None:
    file = tmp_path / "willow.toml"
    file.write_text(WILLOW.read_text("utf-8"), "utf-8-sig")
    assert flask("load", file).exit_code == 0


def test_load_refuses_what_is_no_file(flask: Flask_, tmp_path: Path) -> None:
    assert refusal(flask("load", tmp_path / "x.toml")).endswith("x.toml: No such file or directory")
    assert refusal(flask("load", tmp_path)).endswith("Is a directory")
    assert refusal(flask("load")) == "Error: Missing argument 'FILE'."


def test_without_tables_a_command_says_what_to_do(tmp_path: Path) -> None:
    app = unmigrated_app(tmp_path)
    said = refusal(app.test_cli_runner().invoke(args=["load", str(WILLOW)]))
    assert said.startswith("Error: the database says: no such table: setup_edition; is DATABASE_URL right")
    with app.app_context():
        db.engine.dispose()


def test_without_a_database_a_command_says_what_to_do(tmp_path: Path) -> None:
    app = app_without_a_database(tmp_path)
    said = refusal(app.test_cli_runner().invoke(args=["oncall"]))
    assert said.startswith("Error: the database says: unable to open database file; is DATABASE_URL right")


def test_staff_list_names_everybody_with_their_centres(flask: Flask_, willow: None) -> None:
    said = flask("staff", "list").stdout.splitlines()
    assert len(said) == 5
    assert said[1].split("  ") == [
        "Priya Shah <priya@example.org>",
        "+447700900002",
        "responder",
        "willow-house, willow-london",
        "not READY yet",
    ]


def test_oncall_says_who_and_until_when(flask: Flask_, willow: None) -> None:
    assert flask("oncall", "--at", "2026-01-14T02:14", "--centre", "willow-house").stdout.splitlines() == [
        "Willow House (willow-house), Wed 14 Jan 2026 02:14 GMT: open",
        "  level 1  Sam Carter, for the next 14 days at least",
        "  level 2  Dana Brooks, until Wed 14 Jan 2026 08:00 GMT",
    ]


def test_oncall_is_loud_where_nobody_is_on_call(flask: Flask_, willow: None) -> None:
    assert flask("oncall", "--at", "2026-07-04T18:00Z", "--centre", "willow-london").stdout.splitlines() == [
        "Willow London Day Programme (willow-london), Sat 4 Jul 2026 19:00 BST: closed",
        "  NO ONE IS ON CALL until Mon 6 Jul 2026 08:00 BST",
    ]


def test_oncall_is_of_every_centre_and_of_now_unless_told_otherwise(flask: Flask_, willow: None) -> None:
    said = flask("oncall")
    assert said.exit_code == 0
    assert "Willow House (willow-house), " in said.stdout
    assert "Willow London Day Programme (willow-london), " in said.stdout


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("oncall", "--at", "2am"), "'2am' is not a moment: write it like 2026-01-14T02:14"),
        (("oncall", "--centre", "willow"), "no centre willow is known: did you mean willow-house?"),
        (("timeline", "9999999"), "no enquiry has the code or reference 9999999"),
        (("test-text", "sm@example.org"), "no one who works here has the address sm@example.org: did you"),
        (("report", "response-times", "--from", "1/2"), "'1/2' is not a date: write it like 2026-01-31"),
        (("report", "response-times", "--to", "2026-02-30"), "'2026-02-30' is not a date"),
        (("report", "response-times", "--centre", "oak"), "no centre oak is known"),
        (
            ("report", "response-times", "--format", "xml"),
            "Invalid value for '--format': 'xml' is not one of",
        ),
    ],
)
def test_what_is_not_known_is_refused_in_a_line(
    flask: Flask_, willow: None, words: tuple[str, ...], complaint: str
) -> None:
    assert refusal(flask(*words)).startswith(f"Error: {complaint}")


def test_timeline_tells_what_happened_without_a_word_of_the_person(flask: Flask_, enquiry: Enquiry) -> None:
    said = flask("timeline", enquiry.code).stdout
    assert [" ".join(line.split()) for line in said.splitlines()] == [
        f"{enquiry.reference}, code {enquiry.code}, willow-house: claimed",
        "2026-01-14T02:14:05.250Z Wed 14 Jan 02:14:05 received channel=sms promise=900",
        "2026-01-14T02:15:05.250Z Wed 14 Jan 02:15:05 claimed Sam Carter",
        "2026-01-14T02:16:05.250Z Wed 14 Jan 02:16:05 noted Sam Carter (words, kept sealed)",
        "2026-01-14T02:17:05.250Z Wed 14 Jan 02:17:05 taken_over Priya Shah taken from Sam Carter",
    ]
    assert flask("timeline", enquiry.reference.lower()).stdout == said


def test_test_text_posts_a_text_to_that_phone(app: Flask, flask: Flask_, willow: None) -> None:
    said = flask("test-text", "Sam@example.org")
    assert said.exit_code == 0
    assert said.stdout.startswith("A test text to Sam Carter is in the queue")
    with app.app_context():
        text = db.session.scalars(select(Outgoing)).one()
        assert (text.kind, text.to, text.sender) == ("staff.ready", "+447700900001", "83222")


def test_test_text_needs_a_number_to_send_from(flask: Flask_, tmp_path: Path) -> None:
    without_numbers = WILLOW.read_text("utf-8").partition("# --- Numbers")[0]
    staff = WILLOW.read_text("utf-8").partition("# --- Staff")[2].partition("# --- Rota")[0]
    file = tmp_path / "willow.toml"
    file.write_text(without_numbers + "# " + staff)
    assert flask("load", file).exit_code == 0
    assert refusal(flask("test-text", "sam@example.org")).startswith("Error: no number is set up")


def test_the_report_is_a_table_unless_told_otherwise(flask: Flask_, enquiry: Enquiry) -> None:
    said = flask("report", "response-times", "--from", "2026-01-14").stdout.splitlines()
    assert said[0] == "Calls wanted from 2026-01-14 on, by each centre's clock"
    assert "Willow House (willow-house): 1 wanted" in said
    assert "  called 0 (0%), within 15 min 0 (0%); reached 0 (0%) of the people who first asked then" in said
    assert "  to claim             1         1 min         1 min         1 min" in said
    assert "  to call              0       not yet       not yet       not yet" in said
    assert "All together: 1 wanted" in said


def test_the_report_as_csv_and_json_has_the_same_rows(flask: Flask_, enquiry: Enquiry) -> None:
    (from_csv,) = csv.DictReader(io.StringIO(flask("report", "response-times", "--format", "csv").stdout))
    (from_json,) = json.loads(flask("report", "response-times", "--format", "json").stdout)
    assert from_csv == {key: "" if value is None else str(value) for key, value in from_json.items()}
    assert from_csv["claimed_by"] == "Sam Carter"
    assert from_csv["seconds_to_claim"] == "60"


def test_a_report_of_a_period_without_enquiries_is_empty(flask: Flask_, enquiry: Enquiry) -> None:
    said = flask("report", "response-times", "--to", "2026-01-13", "--format", "csv")
    assert len(said.stdout.splitlines()) == 1


def test_a_dump_loads_again_and_changes_nothing(flask: Flask_, willow: None, tmp_path: Path) -> None:
    (tmp_path / "dump.toml").write_text(flask("dump").stdout, encoding="utf-8")
    assert flask("load", tmp_path / "dump.toml").stdout == "Nothing changed: 17 unchanged.\n"


def test_a_file_over_a_newer_change_of_a_page_needs_force(app: Flask, flask: Flask_, willow: None) -> None:
    with app.app_context():
        session = db.session()
        shorter = WILLOW.read_text(encoding="utf-8").replace('promise = "15m"', 'promise = "10m"')
        tom = staff_by_email(session, "tom@example.org")
        changes.save_settings(session, NIGHT, read_setup_file(shorter), by=tom, seen={})
        session.commit()
    said = refusal(flask("load", WILLOW))
    assert "centre willow-house was changed on the pages by Tom Okafor, 2026-01-14 02:14 UTC" in said
    assert "changed   centre willow-house (promise)" in flask("load", "--force", WILLOW).stdout


def test_help_lists_each_command_as_it_describes_itself(app: Flask) -> None:
    listed = [each for each in app.cli.commands.values() if isinstance(each, OnDemand)]
    assert listed
    for each in listed:
        assert each.short_help == each.command().get_short_help_str(limit=200), each.name


@pytest.mark.parametrize(
    ("command", "with_pages"), [("report", False), ("oncall", False), ("doctor", True), ("db", True)]
)
def test_only_a_command_that_needs_pages_reads_them(tmp_path: Path, command: str, with_pages: bool) -> None:
    run = f"import os, sys; os.environ['FLASK_RUN_FROM_CLI'] = 'true'; sys.argv = ['flask', '{command}']"
    read = "print(*(name in sys.modules for name in ('enquiries.web.public.pages', 'alembic')))"
    argv = [sys.executable, "-c", f"{run}; import wsgi; {read}"]
    settings = os.environ | {"RINGBACK_ENV": "development", "DATABASE_URL": f"sqlite:///{tmp_path}/a.db"}
    said = subprocess.check_output(argv, cwd=PROJECT, env=settings, text=True)  # noqa: S603 - our own process
    assert said.split() == 2 * [str(with_pages)]


def test_what_a_command_loads_is_known_to_processes_that_run_already(app: Flask, tmp_path: Path) -> None:
    with app.app_context():
        assert snapshot.current_setup(db.session()).number("83222") is None
    argv = [sys.executable, "-m", "flask", "--app", "wsgi", "load", str(WILLOW)]
    settings = os.environ | {
        "RINGBACK_ENV": "development",
        "DATABASE_URL": f"sqlite:///{tmp_path}/ringback.db",
    }
    subprocess.check_call(argv, cwd=PROJECT, env=settings, stdout=subprocess.DEVNULL)  # noqa: S603 - as above
    with app.app_context():
        known = snapshot.current_setup(db.session())
        assert known.number("83222") is not None
        db.session.rollback()
        assert snapshot.current_setup(db.session()) is known, "it was read again for nothing"
