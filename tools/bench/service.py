"""The service as it is run for real, on one machine, for as long as a measurement lasts.

Everything listens on loopback and is on a tether: nothing outlives the benchmark, however that ends. Belongs
in the main thread, which is what the kernel watches.
"""

import base64
import os
import secrets
import subprocess
import sys
import time
from argparse import Namespace
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, Self

import redis
import requests

from config import PROJECT, Config
from enquiries.core.crypto import Keyring
from tools import ports, run
from tools.valkey import Valkey
from workers import parent_death

PROVIDER_MILLISECONDS: Final = 150
_SECONDS_TO_START: Final = 60
_SECONDS_TO_STOP: Final = 15
_NEVER: Final = ("3600", "3600")  # seconds until a receipt


class NotStarted(Exception):
    """A part of the service did not start; says what it logged last."""


class Service:
    """One installation in `directory`, with an empty database of its own: `with Service(...) as service`.

    Valkey and the stand-in run from the start; web and workers when they are asked for.
    """

    def __init__(
        self, directory: Path, database_url: str, numbers: Sequence[str], *, receipts: bool = True
    ) -> None:
        directory.mkdir(parents=True)
        self._directory = directory
        self._numbers = numbers
        self._receipts = receipts
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self.ports = Namespace(web_port=ports.any_free(), sim_port=ports.any_free())
        self.web_url = f"http://{ports.HOST}:{self.ports.web_port}"
        self.stand_in_url = f"http://{ports.HOST}:{self.ports.sim_port}"
        self.valkey = Valkey(directory / "valkey", ports.any_free(), keep=False)
        self.env = os.environ | self._settings(database_url)
        self.config = Config.from_env(self.env)
        keys = [(each.id, each.key) for each in self.config.data_keys]
        self.keyring = Keyring(keys, self.config.lookup_key)

    def __enter__(self) -> Self:
        try:
            self.valkey.start()
            self._start_stand_in()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def auth_token(self) -> str:
        return self.config.twilio_auth_tokens[0]

    def prepare(self, setup: Path) -> None:
        """Make the tables and load a setup file."""
        self.flask("db", "upgrade")
        self.flask("load", str(setup))

    def flask(self, *command: str) -> str:
        """What a command of ours writes to stdout."""
        return self.run("flask", "--app", "wsgi", *command)

    def run(self, module: str, *arguments: str) -> str:
        """What a program writes to stdout that is told the service's settings."""
        argv = [sys.executable, "-m", module, *arguments]
        with self._log(module).open("ab") as log:
            done = subprocess.run(  # noqa: S603 - our own commands
                argv, cwd=PROJECT, env=self.env, stdout=subprocess.PIPE, stderr=log, check=True
            )
        return done.stdout.decode()

    def start_web(self) -> float:
        """Serve as `make run` does; returns how many seconds it took until it answered."""
        return self.start("web", run.web(self.ports), _answers(f"{self.web_url}/health/ready"))

    def start_beside(self, application: str) -> int:
        """Serve another application in the same way, on the port that is returned."""
        port = ports.any_free()
        argv = run.web(Namespace(web_port=port))
        argv[argv.index("wsgi:app")] = application
        self.start("beside", argv, _answers(f"http://{ports.HOST}:{port}/health/ready"))
        return port

    def start_workers(self) -> float:
        """Returns how many seconds it took until a worker and the tick had been heard of."""
        argv = [sys.executable, "-m", "workers"]
        return self.start("workers", argv, _answers(f"{self.web_url}/health/working"))

    def start(self, name: str, argv: Sequence[str], is_up: Callable[[], bool]) -> float:
        started = time.monotonic()
        with self._log(name).open("ab") as log:
            process = parent_death.start(argv, cwd=PROJECT, env=self.env, output=log)
        self._running[name] = process
        while not is_up():
            if process.poll() is not None or time.monotonic() - started > _SECONDS_TO_START:
                raise NotStarted(f"{name}: {self._log(name).read_text(errors='replace')[-2000:]}")
            time.sleep(0.02)
        return time.monotonic() - started

    def pid(self, name: str) -> int:
        """The process at the head of `web`, `workers` or `valkey`."""
        if name != "valkey":
            return self._running[name].pid
        with redis.Redis.from_url(self.valkey.url()) as client:
            return int(client.info("server")["process_id"])

    def end(self, name: str) -> None:
        process = self._running.pop(name)
        process.terminate()
        try:
            process.wait(_SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def stop(self) -> None:
        for name in reversed(list(self._running)):
            self.end(name)
        self.valkey.stop()

    def _start_stand_in(self) -> None:
        """As fast as a provider that answers in 150 ms; numbers carry what they really do."""
        argv = [
            *(sys.executable, "-m", "enquiries.simulator", "--port", str(self.ports.sim_port)),
            *("--webhook", f"{self.web_url}/webhooks/twilio/sms"),
            *("--delay", *(("0.2", "1.2") if self._receipts else _NEVER)),
            *(word for number in self._numbers for word in ("--number", number)),
        ]
        self.start("stand-in", argv, lambda: not ports.is_free(self.ports.sim_port))
        late = {"latency": {"milliseconds": PROVIDER_MILLISECONDS}}
        requests.post(f"{self.stand_in_url}/simulator/faults", json=late, timeout=5).raise_for_status()

    def _log(self, name: str) -> Path:
        return self._directory / f"{name}.log"

    def _settings(self, database_url: str) -> dict[str, Any]:
        return {
            "RINGBACK_ENV": "production",
            "SECRET_KEY": secrets.token_urlsafe(32),
            "DATA_KEYS": f"bench:{_key()}",
            "LOOKUP_KEY": _key(),
            "DATABASE_URL": database_url,
            "REDIS_URL": self.valkey.url(),
            "PUBLIC_BASE_URL": self.web_url,
            "TWILIO_ACCOUNT_SID": f"AC{secrets.token_hex(16)}",
            "TWILIO_AUTH_TOKEN": secrets.token_hex(16),
            "TWILIO_API_BASE_URL": self.stand_in_url,
            "PYTHONUNBUFFERED": "1",
        }


def _answers(url: str) -> Callable[[], bool]:
    def is_up() -> bool:
        with suppress(requests.RequestException):
            return requests.get(url, timeout=2).ok
        return False

    return is_up


def _key() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()
