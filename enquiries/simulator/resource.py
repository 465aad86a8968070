"""A text as others see it: Twilio's message resource, and our own plainer JSON for tests and the page.

Twilio's dates are RFC 2822 in UTC, to the second; its counts are strings.
"""

from datetime import datetime
from email.utils import format_datetime

from .delivery import API_VERSION
from .message import Message
from .segments import encoding, segments


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
        "num_media": "0",
        "num_segments": str(segments(message.body)),
        "price": None,
        "price_unit": "USD",
        "sid": message.sid,
        "status": message.status.value,
        "subresource_uris": {"media": f"{uri}/Media.json"},
        "to": message.to,
        "uri": f"{uri}.json",
    }


def as_json(message: Message) -> dict[str, object]:
    """A text with its history, as the test API and the page show it. `body` is what the handset shows."""
    return {
        "id": message.id,
        "sid": message.sid,
        "direction": message.direction.value,
        "from": message.from_,
        "to": message.to,
        "body": message.shown,
        "redacted": message.body != message.shown,
        "segments": segments(message.shown),
        "encoding": encoding(message.shown),
        "status": message.status.value,
        "statuses": [status.value for status in message.statuses],
        "error_code": message.error.code if message.error else None,
        "error_message": message.error.message if message.error else None,
        "created": message.created.isoformat(),
        "status_callback": message.status_callback,
        "callbacks": [{"status": each.status.value, "answer": each.answer} for each in message.callbacks],
    }


def _rfc2822(moment: datetime | None) -> str | None:
    return format_datetime(moment) if moment else None
