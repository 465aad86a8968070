"""Somebody with a browser: opens pages, fills in the form of a page, presses its button."""

import re

from werkzeug.test import TestResponse

from tests.support.ringback import Ringback

_TOKEN = re.compile(r'name="csrf_token"[^>]* value="([^"]+)"')


# what a browser says of a button on a page of the same site
_FROM_OUR_PAGE = {"Sec-Fetch-Site": "same-origin"}


class Visitor:
    def __init__(self, ringback: Ringback) -> None:
        self._ringback = ringback
        self.client = ringback.app.test_client()

    def opens(self, address: str) -> TestResponse:
        return self.client.get(address, buffered=True)

    def posts(self, address: str, **fields: str) -> TestResponse:
        """Send these fields and no others; all that follows at once has then happened."""
        page = self.client.post(address, data=fields, headers=_FROM_OUR_PAGE)
        self._ringback.settle(after_one_step=True)
        return page

    def posts_quietly(self, address: str, **fields: str) -> TestResponse:
        """Send these fields, and let nothing follow."""
        return self.client.post(address, data=fields, buffered=True)

    def sends(self, address: str, **fields: str) -> TestResponse:
        """Open the page and send its form."""
        return self.posts(address, csrf_token=self.token(address), **fields)

    def token(self, address: str) -> str:
        """What a form on that page is sent with."""
        return token_on(self.opens(address))

    def asks(
        self, address: str = "/callback/willow-house", phone: str = "07700 900123", **fields: str
    ) -> TestResponse:
        """Fill in the form that asks for a call, as far as it must be, and send it."""
        return self.sends(address, phone=phone, consent="yes", **fields)


def token_on(page: TestResponse) -> str:
    """What shows that a form came from our page."""
    return token_in(page.text)


def token_in(html: str) -> str:
    found = _TOKEN.search(html)
    assert found is not None, "there is no form on this page"
    return found[1]
