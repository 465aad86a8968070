"""The wheel: what is in it, and that it runs in a folder that knows nothing of this one."""

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from config import PROJECT
from enquiries.simulator.exchange import Settings
from enquiries.simulator.numbers import Number
from enquiries.simulator.server import SimulatorServer
from tests.support.processes import soon
from tests.web.visitor import token_in
from tools import ports
from tools.runner import Runner

TOP = {"config.py", "enquiries", "workers", "wsgi.py"}
NEVER = ("simulator", "tests", "tools", "examples", "docs", "var", ".env")
THE_ENQUIRER = "+447700900123"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """Built once, with what is installed here: no network."""
    folder = tmp_path_factory.mktemp("dist")
    argv = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(argv, cwd=PROJECT, check=True, capture_output=True)  # noqa: S603
    (built,) = folder.glob("*.whl")
    return zipfile.ZipFile(built)


@pytest.fixture(scope="module")
def files(wheel: zipfile.ZipFile) -> set[str]:
    return {each for each in wheel.namelist() if ".dist-info/" not in each}


def in_project(*folders: str) -> set[str]:
    """What a checkout has there, as git would list it."""
    found = (path for folder in folders for path in (PROJECT / folder).rglob("*") if path.is_file())
    return {str(each.relative_to(PROJECT)) for each in found if "__pycache__" not in each.parts}


class TestWhatIsInIt:
    def test_nothing_but_the_service(self, files: set[str]) -> None:
        assert {each.partition("/")[0] for each in files} == TOP
        assert [each for each in files if set(Path(each).parts) & set(NEVER)] == []

    def test_all_of_the_service(self, files: set[str]) -> None:
        code = {each for each in in_project("enquiries", "workers") if "simulator" not in Path(each).parts}
        templates = {f"enquiries/{each}" for each in in_project("templates")}
        assert files == code | templates | {"config.py", "wsgi.py"}
        assert {"enquiries/templates/sms/texts.toml", "enquiries/static/style.css"} < files
        assert "enquiries/migrations/script.py.mako" in files

    def test_it_asks_for_what_the_service_needs_and_nothing_else(self, wheel: zipfile.ZipFile) -> None:
        (metadata,) = (each for each in wheel.namelist() if each.endswith(".dist-info/METADATA"))
        asked = re.findall(r"^Requires-Dist: (.+)$", wheel.read(metadata).decode(), re.MULTILINE)
        project = tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]
        assert sorted(asked) == sorted(project["dependencies"])


@pytest.fixture
def phones() -> Iterator[SimulatorServer]:
    with SimulatorServer(Settings.for_tests(numbers=(Number("83222"),))) as server:
        yield server


@pytest.fixture
def elsewhere(
    wheel: zipfile.ZipFile, tmp_path: Path, redis_url: str, phones: SimulatorServer
) -> Iterator[Runner]:
    """A folder to run in, with the wheel unpacked where this Python looks first."""
    wheel.extractall(tmp_path / "installed")
    (tmp_path / "home").mkdir()
    env = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")}
    env |= {
        "PYTHONPATH": str(tmp_path / "installed"),
        "RINGBACK_ENV": "development",
        "REDIS_URL": redis_url,
        "RINGBACK_WORKERS": "1",
        "RINGBACK_FORM_FASTEST": "0s",
        "TWILIO_API_BASE_URL": phones.url,
        "TWILIO_ACCOUNT_SID": phones.exchange.account_sid,
        "TWILIO_AUTH_TOKEN": phones.exchange.auth_token,
        "PUBLIC_BASE_URL": f"http://{ports.HOST}:{ports.any_free()}",
    }
    runner = Runner(tmp_path / "home", env)
    yield runner
    runner.stop()


def module(*words: str) -> list[str]:
    return [sys.executable, "-m", *words]


@pytest.mark.timeout(120)
def test_it_runs_elsewhere(elsewhere: Runner, phones: SimulatorServer) -> None:
    """Migrations, a setup file, the pages, a form, and the text that answers it."""
    for words in (("db", "upgrade"), ("load", str(PROJECT / "examples" / "willow.toml"))):
        argv = module("flask", "--app", "wsgi", *words)
        subprocess.run(argv, cwd=elsewhere.cwd, env=elsewhere.env, check=True, capture_output=True)  # noqa: S603
    assert (elsewhere.cwd / "var" / "ringback.db").exists()

    web = elsewhere.env["PUBLIC_BASE_URL"]
    gunicorn = module("gunicorn", "--config", "python:enquiries.gunicorn_settings", "wsgi:app")
    elsewhere.start("web", [*gunicorn, "--bind", web.removeprefix("http://")])
    elsewhere.start("workers", module("workers"))
    soon(lambda: answers(f"{web}/health/working"), within=60)
    assert send_form(web) == 303
    soon(lambda: texts_to(phones, THE_ENQUIRER), within=30)


def answers(url: str) -> bool:
    try:
        return requests.get(url, timeout=5).ok
    except requests.ConnectionError:
        return False


def texts_to(phones: SimulatorServer, number: str) -> list[object]:
    answer = requests.get(f"{phones.url}/simulator/messages", params={"to": number}, timeout=5)
    return list(answer.json()["messages"])


def send_form(web: str) -> int:
    """Open the form as a browser does, fill it in, send it. Returns the status."""
    browser = requests.Session()
    page = browser.get(f"{web}/callback/willow-house", timeout=20)
    words = {
        "csrf_token": token_in(page.text),
        "about": "self",
        "name": "Jo",
        "phone": "07700 900123",
        "when": "now",
        "text_ok": "yes",
    }
    answer = browser.post(page.url, data=words | {"consent": "yes"}, allow_redirects=False, timeout=20)
    return answer.status_code
