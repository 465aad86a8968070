"""Somebody who fills in the form in a frame of another site, where no cookie is kept."""

import re

from flask import Flask
from werkzeug.test import TestResponse

from tests.support.ringback import Ringback

FORM = "/embed/willow-house"
_HIDDEN = re.compile(r'<input id="\w+" name="(\w+)" type="hidden" value="([^"]*)"')


class Framed:
    def __init__(self, ringback: Ringback, app: Flask | None = None, **environ: str) -> None:
        self._ringback = ringback
        self._environ = environ
        self.client = (app or ringback.app).test_client(use_cookies=False)

    def opens(self, address: str = FORM, **headers: str) -> TestResponse:
        return self.client.get(address, headers=headers, buffered=True)

    def posts(self, address: str = FORM, **fields: str) -> TestResponse:
        page = self.client.post(address, data=fields, environ_overrides=self._environ)
        self._ringback.settle()
        return page

    def asks(
        self, address: str = FORM, after: float = 0, phone: str = "07700 900123", **fields: str
    ) -> TestResponse:
        """Open the form, and send it `after` so many seconds."""
        hidden = hidden_in(self.opens(address).text)
        self._ringback.wait(seconds=after)
        return self.posts(address, **{**hidden, "phone": phone, "consent": "yes", **fields})


def hidden_in(html: str) -> dict[str, str]:
    """What the page sends along by itself."""
    return dict(_HIDDEN.findall(html))
