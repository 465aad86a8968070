"""What `make run` finds in the database, and what it loads into it."""

import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from config import Config
from enquiries.app import create_app
from enquiries.core.db import db
from enquiries.organisation import staff
from enquiries.setup import changes
from enquiries.setup.file import read_setup_file
from tools import ports, run
from tools.first_setup import EXAMPLE, prepare

OAK = """
timezone = "Europe/London"
[[centres]]
slug = "oak-lodge"
name = "Oak Lodge"
line = "+442079460789"
hours = "24/7"
promise = "20m"
[[numbers]]
number = "83333"
centre = "oak-lodge"
[[staff]]
name = "Nadia Khan"
mobile = "+447700900011"
email = "nadia@example.org"
role = "manager"
centres = ["oak-lodge"]
[[shifts]]
staff = "nadia@example.org"
centre = "oak-lodge"
level = 1
days = "mon-sun"
start = "00:00"
end = "24:00"
[[escalation]]
centre = "oak-lodge"
after = "0s"
to = "level:1"
"""


pytestmark = pytest.mark.readme


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    """What `make run` tells its parts, with a database of the test's own."""
    chosen = run.parsed(["--valkey-port", str(ports.any_free())])
    return run.environment(chosen) | {"DATABASE_URL": f"sqlite:///{tmp_path}/ringback.db"}


def save_in_admin(env: dict[str, str]) -> None:
    """Tom gives Sam another mobile on the page of people."""
    app = create_app(Config.from_env(env))
    written = EXAMPLE.read_text().replace("+447700900001", "+447700900021")
    with app.app_context():
        session = db.session()
        tom = staff.staff_by_email(session, "tom@example.org")
        changes.save_settings(session, datetime.now(UTC), read_setup_file(written), by=tom, seen={})
        session.commit()
        db.engine.dispose()


@pytest.mark.timeout(300)
def test_a_save_in_admin_does_not_keep_it_from_starting(
    env: dict[str, str], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    first = prepare(env)
    assert first == tomllib.loads(EXAMPLE.read_text())
    save_in_admin(env)

    again = prepare(env, EXAMPLE)
    assert {each["mobile"] for each in again["staff"]} >= {"+447700900021"}
    assert "staff:+447700900021:Sam Carter" in run.stand_in(run.parsed([]), again)
    assert "examples/willow.toml was not loaded again" in capfd.readouterr().out

    (tmp_path / "oak.toml").write_text(OAK)
    with pytest.raises(SystemExit) as stopped:
        prepare(env, tmp_path / "oak.toml")
    assert "is set up already, with willow-house, willow-london" in str(stopped.value)
    assert f"make fresh, then make run SETUP={tmp_path}/oak.toml" in str(stopped.value)


@pytest.mark.timeout(300)
def test_a_centre_of_ones_own_in_place_of_the_example(env: dict[str, str], tmp_path: Path) -> None:
    file = tmp_path / "oak.toml"
    file.write_text(OAK)
    settings = prepare(env, file)
    assert [each["slug"] for each in settings["centres"]] == ["oak-lodge"]
    assert "text HELP to 83333" in run.guide(settings)
    assert run.accounts(settings["staff"]) == "nadia@example.org (manager)"


@pytest.mark.timeout(300)
@pytest.mark.parametrize("text", [None, "timezone = "])
def test_a_file_that_cannot_be_read_leaves_the_database_empty(
    env: dict[str, str], tmp_path: Path, text: str | None
) -> None:
    file = tmp_path / "wrong.toml"
    if text is not None:
        file.write_text(text)
    with pytest.raises(SystemExit, match="Stopped: "):
        prepare(env, file)
