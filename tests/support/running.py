"""The service as it really runs: processes of its own, a real queue, real time."""

import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
import requests

from config import PROJECT
from tests.support.processes import soon
from tests.support.valkey import a_valkey
from tools import first_setup, ports, run
from tools.runner import Runner
from tools.valkey import Valkey

SAM = "+447700900001"
THE_ENQUIRER = "+447700900123"
SOMEBODY_ELSE = "+447700900124"


@dataclass
class RunningService:
    """What `make run` starts, seen from outside."""

    web: str
    phones: str
    valkey: Valkey

    def text(self, sender: str, body: str) -> int:
        """The answer that the stand-in got from the webhook: 200, if the service took the text."""
        words = {"from": sender, "to": "83222", "body": body}
        answer = requests.post(f"{self.phones}/simulator/inbound", json=words, timeout=20).json()
        assert answer["fallback"] is None, "the text had to go to the fallback address"
        return int(answer["status"])

    def got(self, number: str, fragment: str) -> bool:
        answer = requests.get(f"{self.phones}/simulator/messages", params={"to": number}, timeout=5)
        return any(fragment in message["body"] for message in answer.json()["messages"])

    def alerts(self) -> int:
        answer = requests.get(f"{self.phones}/simulator/messages", params={"to": SAM}, timeout=5)
        return sum("new call-back" in message["body"] for message in answer.json()["messages"])


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningService]:
    """With everything it writes in a folder of its own. Starting it takes ten seconds of a processor."""
    tmp_path = tmp_path_factory.mktemp("service")
    own_valkey = a_valkey(tmp_path / "valkey")
    web_port, sim_port = ports.any_free(), ports.any_free()
    chosen = run.parsed(
        ["--web-port", f"{web_port}", "--sim-port", f"{sim_port}", "--valkey-port", f"{own_valkey.port}"]
    )
    env = run.environment(chosen) | {"DATABASE_URL": f"sqlite:///{tmp_path}/ringback.db"}
    first_setup.prepare(env)
    runner = Runner(PROJECT, env)
    try:
        runner.start("phones", run.stand_in(chosen, tomllib.loads(run.SETUP.read_text())))
        runner.start("web", run.web(chosen))
        runner.start("workers", [sys.executable, "-m", "workers"])
        soon(lambda: not (ports.is_free(web_port) or ports.is_free(sim_port)), within=60)
        yield RunningService(f"http://127.0.0.1:{web_port}", f"http://127.0.0.1:{sim_port}", own_valkey)
    finally:
        runner.stop()
        own_valkey.stop()
