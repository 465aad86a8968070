"""The number that a form gave, on the page after it, to be looked at and changed.

How its sender wants to be reached comes along, so that correcting a digit loses no "don't call"; what
they wrote in words of their own does not. It travels sealed, in the session or in the page, and is in no
address. Who looks at that page later, in the history of a browser that another person uses, shall not
read it there: it is shown for a quarter of an hour. Whether the form began an enquiry is sealed with it,
in as many characters either way.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import accumulate

from enquiries.core import crypto
from enquiries.core.crypto import DecryptionError

_PURPOSE = "sent form with choices"
_SHOWN_FOR = timedelta(minutes=15)
# so that what is sealed is always as long
_LONGEST_NUMBER, _LONGEST_ID, _LONGEST_TIME, _LONGEST_CHOICES = 16, 20, 12, 240


@dataclass(frozen=True)
class SentForm:
    """`begun_id`: the enquiry that the form began; None where it added to one. `choices`: fields by name."""

    number: str
    begun_id: int | None
    at: datetime
    choices: Mapping[str, str]

    @property
    def is_fresh(self) -> bool:
        return datetime.now(UTC) - self.at < _SHOWN_FOR

    def sealed(self) -> str:
        seconds = int(self.at.timestamp())
        number = self.number.ljust(_LONGEST_NUMBER)
        choices = json.dumps(dict(self.choices)).ljust(_LONGEST_CHOICES)
        text = f"{number}{self.begun_id or 0:0{_LONGEST_ID}}{seconds:0{_LONGEST_TIME}}{choices}"
        return crypto.keyring().seal_for_later(_PURPOSE, text)


def opened(sealed: str | None) -> SentForm | None:
    """The form that was sealed, if it was one and is fresh."""
    try:
        text = crypto.keyring().open_again(_PURPOSE, sealed or "")
    except DecryptionError:
        return None
    begun_at, sent_at, choices_at = accumulate((_LONGEST_NUMBER, _LONGEST_ID, _LONGEST_TIME))
    sent = SentForm(
        number=text[:begun_at].strip(),
        begun_id=int(text[begun_at:sent_at]) or None,
        at=datetime.fromtimestamp(int(text[sent_at:choices_at]), UTC),
        choices=json.loads(text[choices_at:]),
    )
    return sent if sent.is_fresh else None
