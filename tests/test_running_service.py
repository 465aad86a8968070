"""The service as it really runs, and the queue taken away."""

from tests.support.processes import soon
from tests.support.running import SOMEBODY_ELSE, THE_ENQUIRER, RunningService


def test_people_are_alerted_with_and_without_the_queue(service: RunningService) -> None:
    assert service.text(THE_ENQUIRER, "HELP") == 200
    soon(lambda: service.got(THE_ENQUIRER, "Thanks for texting"), within=20)
    soon(lambda: service.alerts() == 1, within=20)

    service.valkey.stop()
    assert service.text(SOMEBODY_ELSE, "HELP") == 200
    soon(lambda: service.alerts() == 2, within=20)

    service.valkey.start()
    assert service.text("+447700900125", "HELP") == 200
    soon(lambda: service.alerts() == 3, within=20)
