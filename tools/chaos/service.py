"""The whole service as processes: what is started, what is killed, and what everything has written.

Two supervisors stand for two hosts, so that the tick has somewhere to move to. All of it is on loopback and
on a tether: nothing outlives this process, however it ends. Belongs in the main thread, which is what the
kernel watches.
"""

import base64
import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, Final

import requests

from config import PROJECT, Config
from tools import ports, process_tree
from tools.chaos import cast
from tools.postgres import Postgres
from tools.valkey import Valkey
from workers import parent_death

HOSTS: Final = ("host-a", "host-b")
WEB_PROCESSES: Final = 3
_SECONDS_TO_START: Final = 120
_SECONDS_TO_STOP: Final = 15


class Service:
    """On the PostgreSQL given, or on SQLite where there is none; what else it keeps is in `directory`."""

    def __init__(self, directory: Path, postgres: Postgres | None) -> None:
        self.directory = directory
        self.postgres = postgres
        self.valkey = Valkey(directory / "valkey", ports.any_free(), keep=False)
        self.web_url = f"http://{ports.HOST}:{ports.any_free()}"
        self.stand_in_url = f"http://{ports.HOST}:{ports.any_free()}"
        self.env = os.environ | self._settings()
        self.config = Config.from_env(self.env)
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def start(self) -> None:
        """Returns once it can take enquiries."""
        self.valkey.start()
        self._load()
        self._start("stand-in", self._stand_in())
        self._start("web", self._web())
        for host in HOSTS:
            self.start_host(host)
        self._await_web()

    def stop(self) -> None:
        for process in self._running.values():
            process.terminate()
        for process in self._running.values():
            try:
                process.wait(_SECONDS_TO_STOP)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self.valkey.stop()

    def start_host(self, host: str) -> None:
        self._start(host, [sys.executable, "-m", "workers"])

    def rest(self) -> None:
        """Workers and ticks end in good order; what is done is done."""
        for host in HOSTS:
            self._running[host].terminate()
        for host in HOSTS:
            self._running[host].wait(_SECONDS_TO_STOP)

    def lose_host(self, host: str) -> None:
        """As when its power goes: the supervisor and all below it."""
        self._running[host].kill()
        self._running[host].wait()

    def web_processes(self) -> list[int]:
        """Those that answer; the one that watches over them is not among them."""
        return process_tree.children(self._running["web"].pid)

    def workers(self, role: str) -> list[int]:
        """The processes on any host that are a "worker" or a "tick"."""
        return [
            pid
            for host in HOSTS
            for pid in process_tree.children(self._running[host].pid)
            if process_tree.name(pid).startswith(role)
        ]

    def kill(self, pid: int) -> None:
        """One of ours, which may have ended a moment ago."""
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)

    def died(self) -> list[str]:
        """What ended that nobody killed."""
        return [name for name, process in self._running.items() if process.poll() is not None]

    def _settings(self) -> Mapping[str, str]:
        database = self.postgres.url("chaos") if self.postgres else f"sqlite:///{self.directory}/ringback.db"
        return {
            "RINGBACK_ENV": "production",
            "SECRET_KEY": secrets.token_urlsafe(32),
            "DATA_KEYS": f"chaos:{_key()}",
            "LOOKUP_KEY": _key(),
            "DATABASE_URL": database,
            "REDIS_URL": self.valkey.url(),
            "PUBLIC_BASE_URL": self.web_url,
            "TWILIO_ACCOUNT_SID": f"AC{secrets.token_hex(16)}",
            "TWILIO_AUTH_TOKEN": secrets.token_hex(16),
            "TWILIO_API_BASE_URL": self.stand_in_url,
            # Claims that nobody calls on go back within the run.
            "RINGBACK_NUDGE_AFTER": "15s",
            "RINGBACK_RELEASE_AFTER": "25s",
            # All visitors come from one address, and none of them thinks for long.
            "RINGBACK_FORM_FASTEST": "0s",
            "RINGBACK_FORMS_PER_ADDRESS": "9999",
            "PYTHONUNBUFFERED": "1",
        }

    def _load(self) -> None:
        setup = self.directory / "setup.toml"
        setup.write_text(cast.setup_file())
        for command in (("db", "upgrade"), ("load", str(setup))):
            argv = [sys.executable, "-m", "flask", "--app", "wsgi", *command]
            with self._log("flask") as log:
                subprocess.run(argv, cwd=PROJECT, env=self.env, stdout=log, stderr=log, check=True)  # noqa: S603

    def _stand_in(self) -> list[str]:
        numbers = [word for each in range(cast.CENTRES) for word in ("--number", cast.short_code(each))]
        port, webhook = self.stand_in_url.rpartition(":")[2], f"{self.web_url}/webhooks/twilio/sms"
        return [sys.executable, "-m", "enquiries.simulator", "--port", port, "--webhook", webhook, *numbers]

    def _web(self) -> list[str]:
        return [
            *(sys.executable, "-m", "gunicorn", "wsgi:app"),
            *("--bind", self.web_url.removeprefix("http://"), "--workers", str(WEB_PROCESSES)),
        ]

    def _start(self, name: str, argv: list[str]) -> None:
        with self._log(name) as log:
            self._running[name] = parent_death.start(argv, cwd=PROJECT, env=self.env, output=log)

    def _log(self, name: str) -> IO[bytes]:
        return (self.directory / f"{name}.log").open("ab")

    def _await_web(self) -> None:
        deadline = time.monotonic() + _SECONDS_TO_START
        while True:
            with suppress(requests.RequestException):
                if requests.get(f"{self.web_url}/health/ready", timeout=2).ok:
                    return
            if self.died() or time.monotonic() > deadline:
                raise RuntimeError(f"the service did not start: see the logs in {self.directory}")
            time.sleep(0.1)


def _key() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()
