"""A phone in a test, so that a test reads like the conversation it is about.

::

    the_enquirer.texts("HELP").expects("You did the right thing")
    sam.expects("{code} new call-back").replies("{code} Y").expects("{code} is yours")

`{code}` is the code of the last text that had one, on this phone. A text that no test expected fails the
test, and so does one that is longer than a segment.
"""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Self

from enquiries.simulator.message import segments
from enquiries.wording.gsm7 import MOST_UCS2_PARTS, is_gsm7

if TYPE_CHECKING:
    from tests.support.ringback import Ringback

_CODE = re.compile(r"(?<!\d)(\d{4,5})(?!\d)")
_LINK = re.compile(r"https?://\S+")


class Phone:
    def __init__(self, ringback: "Ringback", number: str, to: str) -> None:
        self._ringback = ringback
        self._read: set[str] = set()
        self.number = number
        self.to = to
        self.code = ""
        self.last = ""

    def texts(self, body: str, **parameters: str) -> Self:
        """Send a text; `{code}` in it is the last code read here."""
        filled = body.replace("{code}", self.code)
        self._ringback.text(self.number, self.to, filled, **parameters)
        return self

    replies = texts

    def sends(self, *media: Mapping[str, str], body: str = "") -> Self:
        """Send pictures and the like, each as the stand-in reads it: `{}` is a small picture."""
        self._ringback.text_with(media, self.number, self.to, body)
        return self

    def expects(self, *fragments: str) -> Self:
        """A text has come that holds all of these, which is now read."""
        unread = self._unread()
        for sid, body in unread:
            code = _CODE.match(body)
            wanted = [each.replace("{code}", code[1] if code else self.code) for each in fragments]
            if all(each in body for each in wanted):
                self._read.add(sid)
                self.code = code[1] if code else self.code
                self.last = body
                return self
        raise AssertionError(
            f"{self.number} has no text with {fragments}, only {[body for _, body in unread]}"
        )

    def expects_nothing(self) -> Self:
        assert not self.unread(), f"{self.number} got {self.unread()}"
        return self

    def ignores_the_rest(self) -> Self:
        """What came is not what this test is about."""
        self._read.update(sid for sid, _ in self._unread())
        return self

    def unread(self) -> list[str]:
        return [body for _, body in self._unread()]

    @property
    def link(self) -> str:
        """The link in the last text read."""
        found = _LINK.search(self.last)
        assert found, f"no link in {self.last!r}"
        return found[0]

    def _unread(self) -> list[tuple[str, str]]:
        got = [
            message
            for message in self._ringback.twilio.exchange.log.all(self.number)
            if message.direction != "inbound" and message.to == self.number and message.sid not in self._read
        ]
        for message in got:
            most = 1 if is_gsm7(message.shown) else MOST_UCS2_PARTS
            assert segments(message.shown) <= most, f"longer than a text may be: {message.shown}"
        return [(message.sid, message.shown) for message in got]
