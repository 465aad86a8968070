"""Posting to the application: signed, with a time limit, over connections that stay open."""

import base64
import hashlib
import hmac
import time
from collections.abc import Mapping
from dataclasses import dataclass
from http.cookiejar import DefaultCookiePolicy

import requests
from requests.adapters import HTTPAdapter

_POOL = 64


@dataclass(frozen=True)
class Answer:
    """What a webhook answered. `status` is None where no answer came, and then `body` says why."""

    status: int | None
    body: str
    milliseconds: float

    @property
    def taken(self) -> bool:
        """True for 2xx; anything else makes Twilio try the fallback."""
        return self.status is not None and 200 <= self.status < 300

    def as_json(self) -> dict[str, object]:
        return {"status": self.status, "body": self.body, "milliseconds": round(self.milliseconds, 1)}


class Webhooks:
    """Posts forms, signed with the account's token. One session for all threads: it keeps no cookies."""

    def __init__(self, auth_token: str, timeout: float) -> None:
        self._auth_token = auth_token
        self._timeout = timeout
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, HTTPAdapter(pool_connections=_POOL, pool_maxsize=_POOL))

    def post(self, url: str, parameters: dict[str, str]) -> Answer:
        """Post and wait for the answer, at most the time limit. Never raises for what the network does."""
        started = time.monotonic()
        headers = {
            "X-Twilio-Signature": sign(self._auth_token, url, parameters),
            "User-Agent": "TwilioProxy/1.1",
        }
        status, body = self._exchange(url, parameters, headers)
        return Answer(status, body, (time.monotonic() - started) * 1000)

    def close(self) -> None:
        self._session.close()

    def _exchange(
        self, url: str, parameters: dict[str, str], headers: dict[str, str]
    ) -> tuple[int | None, str]:
        try:
            response = self._session.post(
                url.partition("#")[0],
                parameters,
                headers=headers,
                timeout=self._timeout,
                allow_redirects=False,
            )
        except requests.RequestException as error:
            return None, type(error).__name__
        return response.status_code, response.text


def sign(auth_token: str, url: str, parameters: Mapping[str, str]) -> str:
    """The value of the `X-Twilio-Signature` header."""
    text = url.partition("#")[0] + "".join(name + parameters[name] for name in sorted(parameters))
    digest = hmac.new(auth_token.encode(), text.encode(), hashlib.sha1).digest()
    return base64.b64encode(digest).decode()
