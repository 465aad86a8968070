"""Every command of the README, typed as it is written, in a copy of the project with its own database."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
import requests

from config import PROJECT
from tests.support.copy import copy_project
from tests.support.processes import soon
from tests.support.written_commands import commands
from tests.test_config import PRODUCTION
from tests.tools.test_first_setup import OAK
from tools import ports

pytestmark = [pytest.mark.readme, pytest.mark.timeout(600), pytest.mark.xdist_group("readme")]

README = commands(PROJECT / "README.md")
STARTS_SERVICES = [
    each for each in README if each.startswith(("make run", ".venv/bin/gunicorn", ".venv/bin/python -m"))
]
WITH_ANOTHER_PYTHON = "make PYTHON=/usr/bin/python3.11 run"
FORECAST = "./ringback report forecast --centre SLUG"
FOR_REAL = [
    "make setup",
    "./ringback db upgrade",
    "./ringback load our-centre.toml",
    "./ringback admin you@our-centre.example",
]
ON_THE_EXAMPLE = [
    each
    for each in README
    if each not in (*STARTS_SERVICES, *FOR_REAL, WITH_ANOTHER_PYTHON, "make fresh", FORECAST)
    and "mine.toml" not in each
]
YOU = """
[[staff]]
name = "Alex Reed"
mobile = "+447700900012"
email = "you@our-centre.example"
role = "admin"
centres = ["oak-lodge"]
"""
SAM = "+447700900001"
SECONDS_TO_START = 240  # on a machine that is busy with the other tests


def environ(**more: str) -> dict[str, str]:
    """The test's own environment, without what it may say of a Ringback and of make."""
    told = {
        "RINGBACK_ENV",
        "DATABASE_URL",
        "REDIS_URL",
        "SECRET_KEY",
        "MAKEFLAGS",
        "MAKELEVEL",
        "PUBLIC_BASE_URL",
    }
    return {name: text for name, text in os.environ.items() if name not in told} | more


def typed(command: str, folder: Path, env: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S602 - a line of our own README, as a shell reads it
        command, cwd=folder, env=env, shell=True, capture_output=True, text=True, check=False, timeout=300
    )


def works(command: str, folder: Path, env: Mapping[str, str]) -> str:
    """Type it; it must succeed. Returns what it printed."""
    done = typed(command, folder, env)
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    assert "Traceback" not in done.stderr
    return done.stdout


@dataclass
class Example:
    """What `make run` started in a copy of the project."""

    folder: Path
    env: dict[str, str]
    phones: str
    code: str = ""

    def text(self, sender: str, body: str) -> None:
        words = {"from": sender, "to": "83222", "body": body}
        requests.post(f"{self.phones}/simulator/inbound", json=words, timeout=30)

    def got(self, number: str) -> list[str]:
        answer = requests.get(f"{self.phones}/simulator/messages", params={"to": number}, timeout=30)
        return [message["body"] for message in answer.json()["messages"]]

    def has(self, number: str, words: str) -> bool:
        return any(words in text for text in self.got(number))


class Started:
    """A command that starts services, in a group of its own, with what it prints in a file."""

    def __init__(self, command: str, folder: Path, env: Mapping[str, str]) -> None:
        self.log = folder / "started.log"
        with self.log.open("w") as log:
            self.process = subprocess.Popen(  # noqa: S602 - as above
                f"exec {command}",
                cwd=folder,
                env=env,
                shell=True,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def says(self, words: str) -> bool:
        assert self.process.poll() is None, self.log.read_text()
        return words in self.log.read_text()

    def goes_on(self, seconds: float) -> None:
        """Fails when it ends by itself within that time."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            assert self.process.poll() is None, self.log.read_text()
            time.sleep(0.1)

    def stop(self) -> None:
        """What Ctrl-C does: every process of the group gets it."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGINT)
        try:
            self.process.wait(60)
        finally:
            if self.process.poll() is None:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait()


def free_ports() -> dict[str, str]:
    return {name: str(ports.any_free()) for name in ("WEB_PORT", "SIM_PORT", "VALKEY_PORT")}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_project(tmp_path_factory.mktemp("readme") / "ringback")


@pytest.fixture(scope="module")
def example(folder: Path) -> Iterator[Example]:
    """`make run`, and one enquiry that Sam was alerted to."""
    env = environ(**free_ports())
    run = Started("make run", folder, env)
    try:
        soon(lambda: run.says("Ctrl-C stops everything"), within=SECONDS_TO_START)
        example = Example(folder, env, f"http://{ports.HOST}:{env['SIM_PORT']}")
        example.text("+447700900123", "HELP")
        soon(lambda: example.got(SAM), within=60)
        example.code = example.got(SAM)[0].split()[0]
        yield example
    finally:
        run.stop()


def test_the_readme_has_commands_of_every_kind() -> None:
    assert {"make run", "make fresh", "make run SETUP=mine.toml", FORECAST, *FOR_REAL} <= set(README)
    assert len(ON_THE_EXAMPLE) >= 10
    assert len(STARTS_SERVICES) >= 4


@pytest.mark.parametrize("command", ON_THE_EXAMPLE)
def test_a_command_works_as_it_is_written(example: Example, command: str) -> None:
    placeholders = {"FILE.toml": "examples/willow.toml", "CODE": example.code, "EMAIL": "tom@example.org"}
    for name, value in placeholders.items():
        command = command.replace(name, value)
    assert works(command, example.folder, example.env)


def test_a_forecast_says_what_an_installation_of_today_lacks_for_it(example: Example) -> None:
    done = typed(FORECAST.replace("SLUG", "willow-house"), example.folder, example.env)
    assert done.returncode == 1
    assert done.stderr == "Error: A forecast needs 8 whole weeks of enquiries, and there are 0 so far.\n"


def test_the_first_conversation_goes_as_it_is_told(example: Example) -> None:
    for answer, expected in (("Y", "is yours"), ("DONE BOOKED", "closed: booked")):
        example.text(SAM, f"{example.code} {answer}")
        soon(partial(example.has, SAM, expected), within=60)
    assert example.has(SAM, "http://")


@pytest.mark.parametrize("page", ["docs/embed.md", "docs/operations.md", "CONTRIBUTING.md"])
def test_what_other_pages_tell_one_to_type_is_there(folder: Path, page: str) -> None:
    """Each is looked up, not run: a test must not do what some do. Most are run with the README's."""
    known = {" ".join(each.split()[:2]) for each in README}
    for command in commands(PROJECT / page):
        program, *words = command.split()
        if program == "make":
            assert works(f"make --dry-run {' '.join(words)}", folder, environ())
        elif program == "./ringback":
            assert f"{program} {words[0]}" in known, f"{page}: {command}"
        else:
            assert (folder / ".venv" / "bin" / Path(program).name).exists(), f"{page}: {command}"


def test_a_centre_of_ones_own(folder: Path) -> None:
    """The block of the README from copying the example to loading changes, typed line by line."""
    env = environ(**free_ports())
    block = [each for each in README if "mine.toml" in each]
    assert block[:2] == ["cp examples/willow.toml mine.toml", "make run SETUP=mine.toml"]
    own = copy_project(folder.parent / "own")
    works(block[0], own, env)
    works("make fresh", own, env)
    run = Started(block[1], own, env)
    try:
        soon(lambda: run.says("Ctrl-C stops everything"), within=SECONDS_TO_START)
        assert "Nothing was removed. Ringback is running" in typed("make fresh", own, env).stderr
        for command in block[2:]:
            assert "Nothing changed" in works(command, own, env)
    finally:
        run.stop()
    assert "enquiries, settings and accounts" in works("make fresh", own, env)
    assert not (own / "var" / "ringback.db").exists()


def test_running_it_for_real(folder: Path, tmp_path: Path, redis_url: str) -> None:
    real = copy_project(tmp_path / "real")
    (real / "our-centre.toml").write_text(OAK + YOU)
    settings = PRODUCTION | {"DATABASE_URL": f"sqlite:///{tmp_path}/ringback.db", "REDIS_URL": redis_url}
    # Its port is gunicorn's own choice otherwise, which may be taken here.
    env = environ(**settings, GUNICORN_CMD_ARGS=f"--bind {ports.HOST}:{ports.any_free()}")
    for command in FOR_REAL:
        said = works(command, real, env)
    assert said.startswith("https://ringback.example.org/join/")
    for command in [each for each in STARTS_SERVICES if each.startswith(".venv/bin/")]:
        service = Started(command, real, env)
        try:
            service.goes_on(seconds=10)
        finally:
            service.stop()


def test_the_python_can_be_chosen(folder: Path) -> None:
    assert WITH_ANOTHER_PYTHON in README
    (folder / "bare").mkdir()
    makefile = (PROJECT / "Makefile").read_text()
    (folder / "bare" / "Makefile").write_text(makefile)
    (folder / "bare" / "requirements-run.txt").touch()
    planned = works(f"{WITH_ANOTHER_PYTHON} --dry-run", folder / "bare", environ())
    assert "/usr/bin/python3.11 -m venv .venv" in planned


class TestLauncher:
    """`./ringback` where something is missing, and which settings it takes."""

    def test_without_an_installation_it_says_what_to_do(self, tmp_path: Path) -> None:
        (tmp_path / "ringback").write_bytes((PROJECT / "ringback").read_bytes())
        (tmp_path / "ringback").chmod(0o755)
        done = typed("./ringback oncall", tmp_path, environ())
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr == "Ringback is not installed here yet. Run: make setup\n"

    def test_without_a_run_and_without_settings_it_says_what_to_do(self, tmp_path: Path) -> None:
        done = typed("./ringback oncall", copy_project(tmp_path / "ringback"), environ())
        assert (done.returncode, done.stdout) == (1, "")
        assert "To try it out, run: make run" in done.stderr

    def test_real_settings_win_over_those_of_a_run(self, tmp_path: Path) -> None:
        """On a machine where somebody once tried it out, a command must not go to the wrong database."""
        folder = copy_project(tmp_path / "ringback")
        (folder / "var").mkdir()
        (folder / "var" / "run.env").write_text(
            "RINGBACK_ENV=development\nDATABASE_URL=sqlite:////dev/null/at/all\n"
        )
        real = environ(**PRODUCTION, DATABASE_URL=f"sqlite:///{tmp_path}/real.db")
        works("./ringback db upgrade", folder, real)
        assert (tmp_path / "real.db").exists()
        assert "There is no centre yet" in works("./ringback oncall", folder, real)
        assert typed("./ringback oncall", folder, environ()).returncode != 0

    def test_it_works_from_another_folder(self, tmp_path: Path) -> None:
        real = environ(**PRODUCTION, DATABASE_URL=f"sqlite:///{tmp_path}/real.db")
        folder = copy_project(tmp_path / "ringback")
        works(f"{folder}/ringback db upgrade", tmp_path, real)
        (tmp_path / "mine.toml").write_text(OAK)
        assert "added     centre oak-lodge" in works(f"{folder}/ringback load mine.toml", tmp_path, real)
