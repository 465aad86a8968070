"""Texts from people who never wrote before, rendered and signed as Twilio posts them.

Each comes from a number of its own. They are made up and go nowhere: the service is told to send through the
stand-in on this machine.
"""

from collections.abc import Iterable
from urllib.parse import urlencode

import requests

from enquiries.simulator.message import new_sid
from enquiries.simulator.webhooks import sign
from tools.bench.ground import SHORT_CODE
from tools.bench.load import Post
from tools.service import Service

PATH = "/webhooks/twilio/sms"


def stranger(number: int) -> str:
    """The mobile number of the nth person who writes, of ninety thousand; none is that of staff."""
    return f"+4477009{10_000 + number}"


def parameters(*, sender: str, to: str, body: str) -> dict[str, str]:
    """The parameters that Twilio posts for a text that came in."""
    sid = new_sid()
    return {"MessageSid": sid, "SmsSid": sid, "From": sender, "To": to, "Body": body, "NumMedia": "0"}


def signed(base_url: str, auth_token: str, parameters: dict[str, str]) -> dict[str, str]:
    """The header by which the service at `base_url` knows who posted them."""
    return {"X-Twilio-Signature": sign(auth_token, base_url + PATH, parameters)}


def text(base_url: str, auth_token: str, *, sender: str, to: str, body: str) -> Post:
    """The whole HTTP request that brings a text to the service at `base_url`."""
    said = parameters(sender=sender, to=to, body=body)
    content = urlencode(said)
    headers = {
        "Host": base_url.partition("://")[2],
        "Content-Type": "application/x-www-form-urlencoded",
        "Content-Length": str(len(content)),
        **signed(base_url, auth_token, said),
    }
    lines = [f"POST {PATH} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
    return Post(sender, "\r\n".join([*lines, "", content]).encode())


def posts(service: Service, numbers: Iterable[int], to: str = SHORT_CODE, body: str = "HELP") -> list[Post]:
    """The same text from each of these strangers."""
    token = service.config.twilio_auth_tokens[0]
    return [text(service.web_url, token, sender=stranger(each), to=to, body=body) for each in numbers]


def text_in(service: Service, sender: str, body: str, to: str = SHORT_CODE) -> str:
    """Text from a phone of the stand-in. Returns the SID."""
    words = {"from": sender, "to": to, "body": body}
    answer = requests.post(f"{service.stand_in_url}/simulator/inbound", json=words, timeout=30)
    answer.raise_for_status()
    return str(answer.json()["sid"])
