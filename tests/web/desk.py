"""A member of staff who works on the board: opens the page of an enquiry and presses what is on it."""

import re

from werkzeug.test import TestResponse

from enquiries.lifecycle.models import Enquiry
from tests.support.ringback import Ringback
from tests.web.member import Member
from tests.web.visitor import token_on

_SEEN = re.compile(r'name="seen" value="(\d+)"')
_TAGS = re.compile(r"<[^>]+>")


class Desk(Member):
    """Sam works at Willow House, Priya at both centres, Dana manages Willow House."""

    def __init__(self, ringback: Ringback, name: str) -> None:
        super().__init__(ringback, f"{name.lower()}@example.org")

    def board(self, query: str = "") -> dict[str, str]:
        """What each section of the board says, by its heading."""
        return sections(self.opens(f"/board{query}").text)

    def page(self, enquiry: Enquiry) -> str:
        return self.opens(f"/enquiries/{enquiry.reference}").text

    def reads(self, enquiry: Enquiry) -> str:
        """The page with what the person said, which is written down."""
        here = f"/enquiries/{enquiry.reference}"
        return self.posts(f"{here}/details", csrf_token=self.token(here)).text

    def opens_form(self, enquiry: Enquiry) -> dict[str, str]:
        """What a form on the page is sent with, as long as that lies open."""
        page = self.opens(f"/enquiries/{enquiry.reference}")
        seen = _SEEN.search(page.text)
        return {"csrf_token": token_on(page), "seen": seen[1] if seen else ""}

    def does(self, enquiry: Enquiry, deed: str, **fields: str) -> TestResponse:
        """Open the page, and press a button on it."""
        return self.presses(enquiry, deed, **self.opens_form(enquiry), **fields)

    def presses(self, enquiry: Enquiry, deed: str, **fields: str) -> TestResponse:
        return self.posts(f"/enquiries/{enquiry.reference}/{deed}", **fields)

    def sends_form(self, enquiry: Enquiry, address: str) -> TestResponse:
        """Press a button on the page of an enquiry that leads to that address."""
        return self.posts(address, csrf_token=self.token(f"/enquiries/{enquiry.reference}"))

    def is_told(self, answer: TestResponse) -> str:
        """What the page says after a button was pressed, on whatever page that is."""
        page = self.opens(answer.location) if answer.location else answer
        said = re.findall(r'<p[^>]*role="(?:status|alert)"[^>]*>(.*?)</p>', page.text, re.DOTALL)
        return words(" ".join(said))


def sections(html: str) -> dict[str, str]:
    """The words under each heading."""
    found = re.findall(r"<section[^>]*>.*?<h2[^>]*>(.*?)</h2>(.*?)</section>", html, re.DOTALL)
    return {re.sub(r" \d+\+?$", "", words(head)): words(body) for head, body in found}


def words(html: str) -> str:
    return " ".join(_TAGS.sub(" ", html).split())
