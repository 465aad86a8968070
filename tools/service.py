"""The whole service as processes on this machine: Valkey, the stand-in, web and workers, all on loopback.

For benchmarks, fault tests and tests of running processes. `make run` starts the same programs with the
settings of a development machine: `web` and `stand_in` give their command lines.
"""

import base64
import http.client
import os
import secrets
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final, Self

from config import PROJECT, Config
from tools import ports
from tools.processes import Processes
from tools.valkey import Valkey

_SECONDS_TO_START: Final = 120
_NO_MORE: Final[Mapping[str, str]] = MappingProxyType({})


class NotStarted(Exception):
    """A part of the service did not start; says what it logged last."""


class Service(Processes):
    """One installation: `with Service(directory, database_url) as service`, which starts Valkey.

    What each program says is in `directory`, in a log of its name. `more` are further settings.
    """

    def __init__(self, directory: Path, database_url: str, more: Mapping[str, str] = _NO_MORE) -> None:
        directory.mkdir(parents=True, exist_ok=True)
        self.directory = directory
        self.web_port, self.sim_port = ports.any_free(), ports.any_free()
        self.web_url = f"http://{ports.HOST}:{self.web_port}"
        self.stand_in_url = f"http://{ports.HOST}:{self.sim_port}"
        self.valkey = Valkey(directory / "valkey", ports.any_free(), keep=False)
        settings = production_settings(database_url, self.valkey.url(), self.web_url, self.stand_in_url)
        super().__init__(PROJECT, os.environ | settings | dict(more))
        self.config = Config.from_env(self.env)

    def __enter__(self) -> Self:
        self.valkey.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def prepare(self, setup: Path) -> None:
        """Make the tables and load a setup file."""
        self.flask("db", "upgrade")
        self.flask("load", str(setup))

    def flask(self, *command: str) -> str:
        """Run a `flask` command. Returns what it writes to stdout."""
        return self.run("flask", "--app", "wsgi", *command)

    def run(self, module: str, *arguments: str) -> str:
        """Run a module with the service's settings. Returns what it writes to stdout."""
        argv = [sys.executable, "-m", module, *arguments]
        with self._log(module).open("ab") as log:
            done = subprocess.run(  # noqa: S603 - our own commands
                argv, cwd=PROJECT, env=self.env, stdout=subprocess.PIPE, stderr=log, check=True
            )
        return done.stdout.decode()

    def start_stand_in(self, numbers: Sequence[str], *options: str) -> None:
        """With our numbers at the provider, such as `83222` or `83222:app`."""
        self._start(
            "stand-in", [*stand_in(self.sim_port, self.web_port, numbers), *options], (self.sim_port, "/")
        )

    def start_web(self, *options: str) -> float:
        """Returns how many seconds it took until it answered."""
        return self._start("web", [*web(self.web_port), *options], (self.web_port, "/health/ready"))

    def start_beside(self, application: str, name: str = "beside") -> int:
        """Serve another application as the service is served, or the same once more; returns its port."""
        port = ports.any_free()
        self._start(name, web(port, application), (port, "/health/ready"))
        return port

    def start_workers(self, name: str = "workers") -> float:
        """Returns how many seconds it took until a worker and the tick had been heard of."""
        self.launch_workers(name)
        return self._await(name, (self.web_port, "/health/working"))

    def launch_workers(self, name: str) -> None:
        """Does not wait for them."""
        self._launch(name, [sys.executable, "-m", "workers"])

    def stop(self) -> None:
        super().stop()
        self.valkey.stop()

    def _start(self, name: str, argv: Sequence[str], page: tuple[int, str]) -> float:
        self._launch(name, argv)
        return self._await(name, page)

    def _launch(self, name: str, argv: Sequence[str]) -> None:
        with self._log(name).open("ab") as log:
            self.launch(name, argv, log)

    def _await(self, name: str, page: tuple[int, str]) -> float:
        """Wait until the page of a program that was just started answers. Returns how long that took."""
        started = time.monotonic()
        while not answers(*page):
            if self.dead() == name or time.monotonic() - started > _SECONDS_TO_START:
                raise NotStarted(f"{name}: {self._log(name).read_text(errors='replace')[-2000:]}")
            time.sleep(0.02)
        return time.monotonic() - started

    def _log(self, name: str) -> Path:
        return self.directory / f"{name}.log"


def web(port: int, application: str = "wsgi:app") -> list[str]:
    return [sys.executable, "-m", "gunicorn", application, "--bind", f"{ports.HOST}:{port}"]


def stand_in(port: int, web_port: int, numbers: Sequence[str]) -> list[str]:
    return [
        *(sys.executable, "-m", "enquiries.simulator", "--port", str(port)),
        *("--webhook", f"http://{ports.HOST}:{web_port}/webhooks/twilio/sms"),
        *(word for number in numbers for word in ("--number", number)),
    ]


def answers(port: int, path: str) -> bool:
    """True once the page on this machine answers with 200."""
    connection = http.client.HTTPConnection(ports.HOST, port, timeout=5)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def production_settings(database_url: str, redis_url: str, web_url: str, stand_in_url: str) -> dict[str, str]:
    """A whole environment, with secrets that were made just now."""
    return {
        "RINGBACK_ENV": "production",
        "SECRET_KEY": secrets.token_urlsafe(32),
        "DATA_KEYS": f"test:{_key()}",
        "LOOKUP_KEY": _key(),
        "DATABASE_URL": database_url,
        "REDIS_URL": redis_url,
        "PUBLIC_BASE_URL": web_url,
        "TWILIO_ACCOUNT_SID": f"AC{secrets.token_hex(16)}",
        "TWILIO_AUTH_TOKEN": secrets.token_hex(16),
        "TWILIO_API_BASE_URL": stand_in_url,
        "PYTHONUNBUFFERED": "1",
    }


def _key() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()
