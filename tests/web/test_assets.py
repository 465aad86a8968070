"""How pages and files travel: packed, and files kept for as long as they stay the same."""

import re

import brotli
import pytest
from werkzeug.test import TestResponse

from tests.support.phone import Phone
from tests.support.ringback import Ringback
from tests.web.embedded import Framed

PACKED = {"Accept-Encoding": "gzip, br"}
A_YEAR = "public, max-age=31536000, immutable"


@pytest.fixture
def browser(ringback: Ringback) -> Framed:
    return Framed(ringback)


def style_of(page: TestResponse) -> str:
    found = re.search(r'"(/static/style\.css[^"]*)"', page.text)
    assert found is not None
    return found[1]


class TestFiles:
    def test_are_kept_for_a_year_under_the_address_that_pages_name(self, browser: Framed) -> None:
        style = browser.opens(style_of(browser.opens("/")))
        assert style.status_code == 200
        assert style.headers["Cache-Control"] == A_YEAR

    @pytest.mark.parametrize("address", ["/static/style.css", "/static/style.css?v=of-yesterday"])
    def test_are_asked_for_again_under_another(self, browser: Framed, address: str) -> None:
        style = browser.opens(address)
        assert style.headers["Cache-Control"] == "no-cache"
        again = browser.opens(address, **{"If-None-Match": style.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")

    def test_packed_or_not_they_are_the_same(self, browser: Framed) -> None:
        plain = browser.opens("/static/style.css")
        packed = browser.opens("/static/style.css", **PACKED)
        assert brotli.decompress(packed.data) == plain.data
        assert int(packed.headers["Content-Length"]) == len(packed.data) < len(plain.data) / 2
        again = browser.opens("/static/style.css", **PACKED, **{"If-None-Match": packed.headers["ETag"]})
        assert again.status_code == 304

    def test_that_are_not_there(self, browser: Framed) -> None:
        assert browser.opens("/static/nothing.css?v=0").status_code == 404


class TestPages:
    def test_are_packed_for_those_who_can_unpack(self, browser: Framed) -> None:
        packed = browser.opens("/embed/willow-house", **PACKED)
        assert packed.headers["Content-Encoding"] == "br"
        assert "Ask for a call back" in brotli.decompress(packed.data).decode()

    @pytest.mark.parametrize(
        "accepts", [{}, {"Accept-Encoding": "identity"}, {"Accept-Encoding": "gzip;q=0"}]
    )
    def test_come_plain_to_others(self, browser: Framed, accepts: dict[str, str]) -> None:
        page = browser.opens("/", **accepts)
        assert "Content-Encoding" not in page.headers
        assert "Accept-Encoding" in page.headers["Vary"]

    def test_with_mistakes_on_them_come_plain(self, ringback: Ringback) -> None:
        page = ringback.app.test_client().post("/embed/willow-house", headers=PACKED)
        assert page.status_code == 400
        assert "Content-Encoding" not in page.headers

    def test_what_is_small_or_no_text_comes_as_it_is(self, browser: Framed) -> None:
        assert "Content-Encoding" not in browser.opens("/health/live", **PACKED).headers

    def test_the_form_with_all_it_needs_is_under_30_kilobytes(self, browser: Framed, sam: Phone) -> None:
        page = browser.opens("/embed/willow-house")
        files = set(re.findall(r'"(/static/[^"]+)"', page.text))
        whole = sum(len(browser.opens(each, **PACKED).data) for each in ["/embed/willow-house", *files])
        assert len(files) == 4
        assert whole < 30_000
