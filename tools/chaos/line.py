"""Texting the service, as a phone does through the stand-in or as Twilio does with a signed post.

A text without an answer is tried again with the same SID, as Twilio does when it is told to, then given up.
"""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

import requests
from twilio.request_validator import RequestValidator

from tools.service import Service

WAITS: Final = (0.0, 0.5, 1.0, 2.0, 4.0)  # seconds before each try
_PATIENCE: Final = 40  # seconds: 15 for each of the two addresses that the stand-in tries


@dataclass(frozen=True)
class Sent:
    """A text that was sent in; `taken_at` is None where no try was answered with 2xx. Times are UTC."""

    sid: str
    sent_at: datetime
    taken_at: datetime | None


class Line:
    def __init__(self, service: Service) -> None:
        self._stand_in = f"{service.stand_in_url}/simulator/inbound"
        self._webhook = f"{service.web_url}/webhooks/twilio/sms"
        self._account = service.config.twilio_account_sid
        self._signer = RequestValidator(service.config.twilio_auth_tokens[0])

    def text(self, sender: str, to: str, body: str) -> Sent:
        """Through the stand-in, which tries the fallback address too."""

        def through_the_stand_in(sid: str) -> bool:
            words = {"from": sender, "to": to, "body": body, "sid": sid}
            answer = requests.post(self._stand_in, json=words, timeout=_PATIENCE).json()
            return _is_good(answer) or _is_good(answer["fallback"] or {})

        return _sent(through_the_stand_in)

    def post(self, sender: str, to: str, body: str) -> Sent:
        """Straight to the first address."""

        def straight(sid: str) -> bool:
            words = {"AccountSid": self._account, "MessageSid": sid, "From": sender, "To": to, "Body": body}
            signed = {"X-Twilio-Signature": self._signer.compute_signature(self._webhook, words)}
            return requests.post(self._webhook, words, headers=signed, timeout=_PATIENCE).ok

        return _sent(straight)


def persist(ask: Callable[[], bool]) -> datetime | None:
    """Try until it is taken. Returns when that was; None when it never was."""
    for wait in WAITS:
        time.sleep(wait)
        try:
            if ask():
                return datetime.now(UTC)
        except requests.RequestException:
            continue
    return None


def _sent(ask: Callable[[str], bool]) -> Sent:
    sid = f"SM{secrets.token_hex(16)}"
    return Sent(sid, datetime.now(UTC), persist(lambda: ask(sid)))


def _is_good(answer: dict[str, object]) -> bool:
    status = answer.get("status")
    return isinstance(status, int) and 200 <= status < 300
