"""Listing messages as the REST API does: filtered, newest first, a page at a time.

`DateSent=` with a date is that whole UTC day, with a time that second; `DateSent>=` and `DateSent<=` include
their bound. A text that is not sent yet counts by the moment it was created. A page goes on after the last
text of the one before, so that new texts do not shift it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Self

from .errors import ApiError, Refused
from .message import Message

_LARGEST_PAGE = 1000
_USUAL_PAGE = 50
_DATE_ONLY = len("2026-01-31")
_EARLIEST = datetime.min.replace(tzinfo=UTC)
_LATEST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Filters:
    """What a list request asks for. `earliest` and `latest` are inclusive, UTC, whole seconds."""

    to: str = ""
    from_: str = ""
    earliest: datetime = _EARLIEST
    latest: datetime = _LATEST

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Self:
        """Read the filters from the query. Raises Refused for a date that is none."""
        spans = {
            name: _span(query[name]) for name in ("DateSent", "DateSent>", "DateSent<") if query.get(name)
        }
        earliest = max((span[0] for name, span in spans.items() if name != "DateSent<"), default=_EARLIEST)
        latest = min((span[1] for name, span in spans.items() if name != "DateSent>"), default=_LATEST)
        return cls(query.get("To", ""), query.get("From", ""), earliest, latest)

    def match(self, message: Message) -> bool:
        if (self.to and message.to != self.to) or (self.from_ and message.from_ != self.from_):
            return False
        return self.earliest <= (message.sent or message.created).replace(microsecond=0) <= self.latest


@dataclass(frozen=True)
class Page:
    """One page of a list; `more` tells whether another follows."""

    number: int
    size: int
    messages: list[Message]
    more: bool


def list_page(messages: list[Message], query: Mapping[str, str]) -> Page:
    """The page that the query asks for, of texts given oldest first. Raises Refused."""
    filters = Filters.read(query)
    size = min(max(_whole(query, "PageSize", _USUAL_PAGE), 1), _LARGEST_PAGE)
    after = query.get("PageToken", "").removeprefix("PA")
    last_id = next((message.id for message in messages if message.sid == after), None)
    found = [
        message
        for message in reversed(messages)
        if (last_id is None or message.id < last_id) and filters.match(message)
    ]
    return Page(_whole(query, "Page", 0), size, found[:size], len(found) > size)


def _whole(query: Mapping[str, str], name: str, usual: int) -> int:
    try:
        return int(query.get(name, usual))
    except ValueError:
        raise Refused(ApiError.BAD_PARAMETER, name) from None


def _span(text: str) -> tuple[datetime, datetime]:
    """The first and the last second that a written date or time stands for."""
    try:
        start = datetime.fromisoformat(text)
    except ValueError:
        raise Refused(ApiError.BAD_PARAMETER, "DateSent") from None
    start = (start if start.tzinfo else start.replace(tzinfo=UTC)).astimezone(UTC).replace(microsecond=0)
    return start, start + (timedelta(days=1, seconds=-1) if len(text) == _DATE_ONLY else timedelta())
