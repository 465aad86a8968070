"""Posting to our webhooks as Twilio does, but directly: for what the stand-in would never post."""

from collections.abc import Mapping
from urllib.parse import urlencode

import requests

from enquiries.simulator.webhooks import sign
from tests.support.ringback import Ringback

TEXTS = "/webhooks/twilio/sms"
FALLBACK = "/webhooks/twilio/sms/fallback"


def a_text(body: str, sid: str = "SM1", **parameters: str) -> dict[str, str]:
    """What Twilio posts for a text of the enquirer."""
    return {"MessageSid": sid, "From": "+447700900123", "To": "83222", "Body": body, **parameters}


def signature(ringback: Ringback, path: str, form: Mapping[str, str], token: str = "") -> str:
    """Over the address that the world knows, with the account's token unless another is given."""
    return sign(token or ringback.twilio.exchange.auth_token, ringback.url + path, form)


def post(
    ringback: Ringback, path: str, form: Mapping[str, str], *, token: str = "", **headers: str
) -> requests.Response:
    """Signed, unless `headers` say otherwise: X_Twilio_Signature="…"."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    signed = {"X-Twilio-Signature": signature(ringback, path, form, token)}
    return post_bytes(ringback, path, urlencode(form).encode(), {**signed, **named})


def post_bytes(ringback: Ringback, path: str, body: bytes, headers: Mapping[str, str]) -> requests.Response:
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    return requests.post(ringback.url + path, data=body, headers={**form, **headers}, timeout=20)
