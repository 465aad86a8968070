"""The number that a form gave, on the page after it, to be looked at and changed.

It travels sealed, in the session or in the page, and is in no address. Who looks at that page later, in the
history of a browser that another person uses, shall not read it there: it is shown for a quarter of an hour.
Whether the form began an enquiry is sealed with it, in as many characters either way.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from enquiries.core import crypto
from enquiries.core.crypto import DecryptionError

_PURPOSE = "sent form"
_SHOWN_FOR = timedelta(minutes=15)
# digits, so that what is sealed is always as long
_LONGEST_NUMBER, _LONGEST_ID, _LONGEST_TIME = 16, 20, 12


@dataclass(frozen=True)
class SentForm:
    """`begun_id`: the enquiry that the form began; None where it added to one."""

    number: str
    begun_id: int | None
    at: datetime

    @property
    def is_fresh(self) -> bool:
        return datetime.now(UTC) - self.at < _SHOWN_FOR

    def sealed(self) -> str:
        seconds = int(self.at.timestamp())
        number = self.number.ljust(_LONGEST_NUMBER)
        text = f"{number}{self.begun_id or 0:0{_LONGEST_ID}}{seconds:0{_LONGEST_TIME}}"
        return crypto.keyring().seal_for_later(_PURPOSE, text)


def opened(sealed: str | None) -> SentForm | None:
    """The form that was sealed, if it was one and is fresh."""
    try:
        text = crypto.keyring().open_again(_PURPOSE, sealed or "")
    except DecryptionError:
        return None
    number, rest = text[:_LONGEST_NUMBER].strip(), text[_LONGEST_NUMBER:]
    at = datetime.fromtimestamp(int(rest[_LONGEST_ID:]), UTC)
    sent = SentForm(number, int(rest[:_LONGEST_ID]) or None, at)
    return sent if sent.is_fresh else None
