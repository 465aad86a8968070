"""Nothing of a person in what the processes say, in Redis, or in /metrics, whatever fails.

The service runs as it really does, on a copy of the project whose error page is broken, so that gunicorn has
to report failures itself. One person's name, number and words go through every door, while things break.
"""

import json
import re
import shutil
import subprocess
import sys
import tomllib
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import pytest
import redis
import requests
from sqlalchemy import create_engine, text

from config import PROJECT
from tests.support.processes import soon
from tools import first_setup, ports, run
from tools.service import web
from tools.valkey import Valkey
from workers import parent_death

ROBIN: Final = "+447700900123"
KIM: Final = "+447700900124"  # whom the provider cannot text
JO: Final = "+447700900125"
SAM: Final = "+447700900001"
WORDS: Final = "My name is Marigold and the kettle is purple"
# As they would look once spaces and capitals are gone.
PERSONAL: Final = (
    "marigold",
    "kettleispurple",
    "7700900123",
    "7700900124",
    "7700900125",
    "samcarter",
    "7700900001",
)
OURS: Final = ("config.py", "gunicorn.conf.py", "wsgi.py", "enquiries", "templates", "workers")


class Service:
    """The web process, the workers and commands, each with a file that has all it ever said."""

    def __init__(self, directory: Path, valkey: Valkey, database_url: str) -> None:
        self.valkey = valkey
        self.database_url = database_url
        self.project = directory / "project"
        self.logs = directory / "logs"
        self.logs.mkdir()
        self._copy()
        self._web_port, self._sim_port = ports.any_free(), ports.any_free()
        self.web = f"http://127.0.0.1:{self._web_port}"
        self.phones = f"http://127.0.0.1:{self._sim_port}"
        self._chosen = run.parsed(
            [f"--web-port={self._web_port}", f"--sim-port={self._sim_port}", f"--valkey-port={valkey.port}"]
        )
        # no person fills in a form as fast as a test
        fast = {"DATABASE_URL": database_url, "RINGBACK_FORM_FASTEST": "0s"}
        self.env = run.environment(self._chosen) | fast
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def start(self) -> None:
        first_setup.prepare(self.env)
        self._start("phones", run.stand_in(self._chosen, tomllib.loads(run.SETUP.read_text())))
        access = ("--access-logfile", "-", "--log-level", "info")
        self._start("web", [*web(self._web_port), *access])
        self._start("workers", [sys.executable, "-m", "workers"])
        soon(lambda: not (ports.is_free(self._web_port) or ports.is_free(self._sim_port)), within=30)

    def stop(self, *names: str) -> None:
        for name in names or tuple(self._running):
            process = self._running.pop(name)
            process.terminate()
            process.wait(20)

    def flask(self, *command: str) -> None:
        """What a command says on stderr is a log; stdout is for whoever typed it."""
        argv = [sys.executable, "-m", "flask", "--app", "wsgi", *command]
        with (self.logs / "flask").open("ab") as log:
            subprocess.run(  # noqa: S603 - our own commands
                argv, cwd=self.project, env=self.env, stdout=subprocess.DEVNULL, stderr=log, check=False
            )

    def text(self, sender: str, body: str) -> None:
        words = {"from": sender, "to": "83222", "body": body}
        requests.post(f"{self.phones}/simulator/inbound", json=words, timeout=30)

    def fault(self, kind: str, to: str, probability: float) -> None:
        door = f"{self.phones}/simulator/faults"
        how: dict[str, Any] = {"to": [to], "probability": probability}
        requests.post(door, json={kind: how}, timeout=5).raise_for_status()

    def got(self, number: str, pattern: str) -> str:
        """The first group of the pattern in the latest text to a number that has it."""

        def found() -> list[re.Match[str]]:
            answer = requests.get(f"{self.phones}/simulator/messages", params={"to": number}, timeout=5)
            matches = (re.search(pattern, each["body"]) for each in answer.json()["messages"])
            return [match for match in matches if match]

        soon(found, within=60)
        return found()[-1][1]

    def fill_in_the_form(self, phone: str) -> None:
        with requests.Session() as browser:
            page = browser.get(f"{self.web}/callback/willow-house", timeout=10).text
            hidden = dict(re.findall(r'name="(csrf_token|began)"[^>]*value="([^"]+)"', page))
            fields = {
                **hidden,
                "about": "self",
                "name": "Marigold",
                "phone": phone,
                "when": "now",
                "voicemail": "no",
                "text_ok": "yes",
                "ask_for": "Marigold",
                "message": WORDS,
                "consent": "yes",
            }
            browser.post(f"{self.web}/callback/willow-house", data=fields, timeout=30)

    @contextmanager
    def broken_database(self) -> Iterator[None]:
        """A table is away: statements that fail quote what they were about."""
        self._execute("ALTER TABLE timeline RENAME TO away")
        try:
            yield
        finally:
            self._execute("ALTER TABLE away RENAME TO timeline")

    def said(self) -> dict[str, str]:
        return {log.name: log.read_text(errors="replace") for log in self.logs.iterdir()}

    def _execute(self, statement: str) -> None:
        engine = create_engine(self.database_url)
        with engine.begin() as connection:
            connection.execute(text(statement))
        engine.dispose()

    def _start(self, name: str, argv: list[str]) -> None:
        # the stand-in is no part of the service
        log = Path("/dev/null") if name == "phones" else self.logs / name
        with log.open("ab") as output:
            self._running[name] = parent_death.start(argv, cwd=self.project, env=self.env, output=output)

    def _copy(self) -> None:
        for name in OURS:
            here, there = PROJECT / name, self.project / name
            if here.is_dir():
                shutil.copytree(here, there)  # with what is compiled already
            else:
                there.parent.mkdir(exist_ok=True)
                shutil.copyfile(here, there)
        (self.project / "templates/errors/error.html").write_text("{{ request.view_args.token.no.such }}")


@pytest.fixture(params=["sqlite", "postgresql"])
def service(request: pytest.FixtureRequest, tmp_path: Path, own_valkey: Valkey) -> Iterator[Service]:
    url = f"sqlite:///{tmp_path}/ringback.db"
    if request.param == "postgresql":
        url = request.getfixturevalue("postgres").create_database(
            f"logs_{tmp_path.parent.name}".replace("-", "_")
        )
    service = Service(tmp_path, own_valkey, url)
    try:
        service.start()
        yield service
    finally:
        service.stop()


def everything_goes_through(service: Service) -> list[str]:
    """An enquiry from each door, taken, rung and closed, with things failing. The tokens that were used."""
    service.text(ROBIN, WORDS)
    code = service.got(SAM, r"^(\d{4}) new call-back")
    service.text(SAM, f"{code} Y")
    link = service.got(SAM, r"(http\S+/c/\S+)")
    requests.get(link, timeout=10)
    requests.post(link, timeout=10)
    service.text(SAM, f"{code} NOTE {WORDS}")
    with service.broken_database():
        failing_requests(service, code, link)
    service.text(SAM, f"{code} DONE BOOKED")
    service.got(SAM, f"({code}) closed")

    # not Robin's, whose text that could not be read is tried again meanwhile
    service.fill_in_the_form(JO)
    manage = service.got(JO, r"(http\S+/m/\S+)")
    requests.get(manage, timeout=10)
    requests.post(manage, data={"do": "cancel", "message": WORDS}, timeout=10)
    with service.broken_database():
        requests.get(manage, timeout=10)
        requests.post(manage, data={"do": "now"}, timeout=10)
    return [link.rpartition("/")[2], manage.rpartition("/")[2]]


def failing_requests(service: Service, code: str, link: str) -> None:
    service.text(ROBIN, WORDS)
    service.text(SAM, f"{code} NOTE {WORDS}")
    service.fill_in_the_form(ROBIN)
    requests.post(link, timeout=10)
    requests.get(f"{link}x", timeout=10)
    requests.get(f"{service.web}/{ROBIN}/Marigold", timeout=10)
    forged = {"From": ROBIN, "Body": WORDS, "MessageSid": "SM1"}
    requests.post(f"{service.web}/webhooks/twilio/sms", data=forged, timeout=10)
    for command in (("timeline", code), ("test-text", "sam@example.org"), ("report", "response-times")):
        service.flask(*command)


def in_redis(valkey: Valkey) -> str:
    """All that Redis holds, as text; RQ keeps what a job is called with compressed."""
    with redis.Redis.from_url(valkey.url()) as client:
        jobs = [client.hgetall(key) for key in client.scan_iter("rq:job:*")]
        names = [str(key) for key in client.scan_iter()]
        lists = [str(client.lrange(key, 0, -1)) for key in client.scan_iter("rq:queue:*", _type="list")]
    told = [f"{key!r} {_opened(value)!r}" for job in jobs for key, value in job.items()]
    assert any("workers.jobs.deliver" in each for each in told), "there is no job to look into"
    return "\n".join([*told, *names, *lists])


def _opened(value: bytes) -> bytes:
    try:
        return zlib.decompress(value)
    except zlib.error:
        return value


def personal_in(said: str, tokens: list[str]) -> list[str]:
    bare = re.sub(r"[\s-]|%20|\\u00a0", "", said).lower()
    return [
        each for each in (*PERSONAL, *(token.lower().replace("-", "") for token in tokens)) if each in bare
    ]


@pytest.mark.timeout(300)
def test_nothing_that_is_said_or_kept_on_the_way_is_about_a_person(service: Service) -> None:
    tokens = everything_goes_through(service)
    service.fault("server_error", to=KIM, probability=1)
    service.text(KIM, WORDS)
    soon(lambda: "text_refused" in service.said()["workers"], within=60)
    metrics = requests.get(f"{service.web}/metrics", timeout=10).text
    service.stop("workers")
    service.text(ROBIN, WORDS)
    service.fill_in_the_form(ROBIN)
    kept = in_redis(service.valkey)
    service.stop("web")

    said = service.said()
    assert personal_in(metrics, tokens) == []
    assert personal_in(kept, tokens) == []
    for name, log in said.items():
        assert personal_in(log, tokens) == [], f"in the log of {name}"

    # and yet they say what happened, an event a line
    events = {
        name: [json.loads(line)["event"] for line in said[name].splitlines()] for name in ("web", "workers")
    }
    assert {"request_failed", "text_not_understood", "signature_invalid"} <= set(events["web"])
    assert "request_crashed" in events["web"]
    assert "text_refused" in events["workers"]
    assert "no such table" in said["flask"] or "does not exist" in said["flask"]
