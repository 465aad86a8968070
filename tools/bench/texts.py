"""Texts from people who never wrote before, rendered and signed as Twilio posts them.

Each comes from a number of its own. They are made up and go nowhere: the service is told to send through the
stand-in on this machine.
"""

from urllib.parse import urlencode

from enquiries.simulator.message import new_sid
from enquiries.simulator.webhooks import sign
from tools.bench.load import Post

PATH = "/webhooks/twilio/sms"


def stranger(number: int) -> str:
    """The mobile number of the nth person who writes, of ninety thousand; none is that of staff."""
    return f"+4477009{10_000 + number}"


def parameters(*, sender: str, to: str, body: str) -> dict[str, str]:
    """What Twilio says of a text that came in."""
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
