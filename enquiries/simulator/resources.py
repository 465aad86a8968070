"""What the REST API shows: a message, a page of messages, and the account's numbers.

Dates are RFC 2822 in UTC, to the second; counts are strings. A list of messages is filtered, newest first, a
page at a time: `DateSent=` with a date is that whole UTC day, with a time that second; `DateSent>=` and
`DateSent<=` include their bound. A text that is not sent yet counts by the moment it was created. A page goes
on after the last text of the one before, so that new texts do not shift it.

The stand-in has one webhook for all of its numbers. A field of a number that it does not know is left empty,
as at Twilio for a number just bought.
Sources: https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource and
https://www.twilio.com/docs/messaging/api/short-code-resource
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Self

from .delivery import API_VERSION
from .errors import ApiError, Refused
from .exchange import Exchange
from .message import Message, segments
from .numbers import Number, is_e164, is_short_code

_LARGEST_PAGE = 1000
_USUAL_PAGE = 50
_DATE_ONLY = len("2026-01-31")
_EARLIEST = datetime.min.replace(tzinfo=UTC)
_LATEST = datetime.max.replace(tzinfo=UTC)


def as_resource(message: Message, account_sid: str) -> dict[str, object]:
    """The message resource of the REST API, with every field of it."""
    uri = f"/{API_VERSION}/Accounts/{account_sid}/Messages/{message.sid}"
    return {
        "account_sid": account_sid,
        "api_version": API_VERSION,
        "body": message.body,
        "date_created": _rfc2822(message.created),
        "date_sent": _rfc2822(message.sent),
        "date_updated": _rfc2822(message.updated),
        "direction": message.direction.value,
        "error_code": message.error.code if message.error else None,
        "error_message": message.error.message if message.error else None,
        "from": message.from_,
        "messaging_service_sid": message.messaging_service_sid,
        "num_media": str(len(message.media)),
        "num_segments": str(segments(message.body)),
        "price": None,
        "price_unit": "USD",
        "sid": message.sid,
        "status": message.status.value,
        "subresource_uris": {"media": f"{uri}/Media.json"},
        "to": message.to,
        "uri": f"{uri}.json",
    }


def _rfc2822(moment: datetime | None) -> str | None:
    return format_datetime(moment) if moment else None


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


def long_numbers(exchange: Exchange, matching: str = "") -> list[dict[str, object]]:
    """The IncomingPhoneNumber resources; those that are `matching`, where that is given."""
    return [
        _long_number(exchange, each)
        for each in exchange.numbers.all()
        if is_e164(each.number) and matching in ("", each.number)
    ]


def short_codes(exchange: Exchange, matching: str = "") -> list[dict[str, object]]:
    """The ShortCode resources."""
    return [
        _common(exchange, "SC", "SMS/ShortCodes", each) | {"short_code": each.number}
        for each in exchange.numbers.all()
        if is_short_code(each.number) and matching in ("", each.number)
    ]


def _long_number(exchange: Exchange, number: Number) -> dict[str, object]:
    return _common(exchange, "PN", "IncomingPhoneNumbers", number) | {
        "beta": False,
        "capabilities": {"fax": False, "mms": False, "sms": True, "voice": True},
        "origin": "twilio",
        "phone_number": number.number,
        "sms_application_sid": "",
        "status": "in-use",
        "status_callback": "",
        "status_callback_method": "POST",
        "voice_url": "",
    }


def _common(exchange: Exchange, prefix: str, kind: str, number: Number) -> dict[str, object]:
    # the same each time it is listed
    sid = prefix + hashlib.sha256(number.number.encode()).hexdigest()[:32]
    return {
        "account_sid": exchange.account_sid,
        "api_version": API_VERSION,
        "date_created": None,
        "date_updated": None,
        "friendly_name": number.number,
        "sid": sid,
        "sms_fallback_method": "POST",
        "sms_fallback_url": exchange.fallback,
        "sms_method": "POST",
        "sms_url": exchange.webhook,
        "uri": f"/{API_VERSION}/Accounts/{exchange.account_sid}/{kind}/{sid}.json",
    }
