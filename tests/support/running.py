"""The service as it really runs: processes of its own, a real queue, real time."""

from collections.abc import Iterator

import pytest
import requests

from tools.first_setup import EXAMPLE
from tools.service import Service

SAM = "+447700900001"
THE_ENQUIRER = "+447700900123"
SOMEBODY_ELSE = "+447700900124"
SHORT_CODE = "83222"


class RunningService(Service):
    """What runs in production, seen from outside."""

    def text(self, sender: str, body: str) -> int:
        """The answer that the stand-in got from the webhook: 200, if the service took the text."""
        words = {"from": sender, "to": SHORT_CODE, "body": body}
        answer = requests.post(f"{self.stand_in_url}/simulator/inbound", json=words, timeout=20).json()
        assert answer["fallback"] is None, "the text had to go to the fallback address"
        return int(answer["status"])

    def got(self, number: str, fragment: str) -> bool:
        return any(fragment in body for body in self._bodies(number))

    def alerts(self) -> int:
        return sum("new call-back" in body for body in self._bodies(SAM))

    def _bodies(self, number: str) -> list[str]:
        answer = requests.get(f"{self.stand_in_url}/simulator/messages", params={"to": number}, timeout=5)
        return [message["body"] for message in answer.json()["messages"]]


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningService]:
    """With everything it writes in a folder of its own. Starting it takes ten seconds of a processor."""
    directory = tmp_path_factory.mktemp("service")
    with RunningService(directory, f"sqlite:///{directory}/ringback.db") as service:
        service.prepare(EXAMPLE)
        service.start_stand_in([SHORT_CODE])
        service.start_web()
        service.start_workers()
        yield service
