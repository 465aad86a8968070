"""The stand-in as its tests speak to it: over HTTP, through the API that other tests use too."""

from typing import Any, Self

import requests

from enquiries.simulator.server import SimulatorServer

ACCOUNT = "AC" + "1" * 32
SHORT_CODE = "83222"
LONG_CODE = "+447700900100"
ADVANCED = "+447700900200"
MAYA = "+447700900123"
SAM = "+447700900001"


class StandIn:
    """Its `/simulator/` API, one method a door."""

    def __init__(self, server: SimulatorServer) -> None:
        self.url = server.url
        self.exchange = server.exchange
        self.http = requests.Session()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.http.close()

    def post(self, door: str, **fields: Any) -> Any:
        response = self.http.post(f"{self.url}/simulator/{door}", json=fields, timeout=5)
        assert response.status_code == 200, response.text
        return response.json()

    def text_in(self, body: str, from_: str = MAYA, to: str = SHORT_CODE, **fields: Any) -> Any:
        return self.post("inbound", **{"from": from_, "to": to, "body": body, **fields})

    def messages(self, **query: str | int) -> list[dict[str, Any]]:
        found = self.http.get(f"{self.url}/simulator/messages", params=query, timeout=5)
        return list(found.json()["messages"])

    def settle(self) -> None:
        self.post("settle?timeout=3")
