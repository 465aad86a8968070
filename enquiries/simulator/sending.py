"""A text from the account to a phone: checked, accepted, then carried step by step.

The checks come in Twilio's order and end in `Refused`. An accepted text is `queued` (`accepted` when sent
through a Messaging Service); each further status is one callback, made before the next step, so that they
come in order unless a fault turns them round. There is no callback for the first status.
"""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from .delivery import set_off
from .errors import ApiError, Refused
from .exchange import Exchange
from .faults import FaultKind
from .message import Direction, Message, Status, new_sid
from .numbers import can_send, is_e164

_LONGEST_BODY = 1600
_LONGEST_VALIDITY = 36_000  # seconds: ten hours
_SEPARATORS = re.compile(r"[\s().-]")


def send(exchange: Exchange, form: Mapping[str, str]) -> Message:
    """Accept the text that a create request asks for. Raises Refused."""
    to = _read_to(form.get("To", ""))
    from_ = _read_sender(exchange, form)
    body = form.get("Body", "")
    validity = _read_validity(form.get("ValidityPeriod", str(_LONGEST_VALIDITY)))
    callback = _read_callback(form.get("StatusCallback", ""))
    _refuse_body(body)
    _refuse_recipient(exchange, from_, to)
    service = form.get("MessagingServiceSid")
    message = Message(
        sid=new_sid(),
        direction=Direction.OUTBOUND_API,
        from_=from_,
        to=to,
        body=body,
        status=Status.ACCEPTED if service else Status.QUEUED,
        status_callback=callback,
        messaging_service_sid=service,
        validity_period=validity,
    )
    return dispatch(exchange, message)


def answer(exchange: Exchange, from_: str, to: str, body: str) -> Message:
    """Send one of Twilio's own answers; there is no callback about it."""
    return dispatch(exchange, Message(new_sid(), Direction.OUTBOUND_REPLY, from_, to, body, Status.QUEUED))


def dispatch(exchange: Exchange, message: Message) -> Message:
    """Log a text and let it go."""
    exchange.phones.see(message.to)
    exchange.log.add(message)
    set_off(exchange, message)
    return message


def _read_to(to: str) -> str:
    if not to.strip():
        raise Refused(ApiError.NO_TO)
    plain = _SEPARATORS.sub("", to)
    if not is_e164(plain):
        raise Refused(ApiError.INVALID_TO, to)
    return plain


def _read_sender(exchange: Exchange, form: Mapping[str, str]) -> str:
    """The number that the text goes out from; a Messaging Service uses the first number of the account."""
    from_ = form.get("From", "").strip()
    if from_:
        if not can_send(from_):
            raise Refused(ApiError.INVALID_FROM, from_)
        return from_
    if not form.get("MessagingServiceSid"):
        raise Refused(ApiError.NO_FROM)
    numbers = exchange.numbers.all()
    if not numbers:
        raise Refused(ApiError.NO_SENDER_IN_SERVICE)
    return numbers[0].number


def _read_validity(seconds: str) -> int:
    if not seconds.isascii() or not seconds.isdigit() or not 1 <= int(seconds) <= _LONGEST_VALIDITY:
        raise Refused(ApiError.INVALID_VALIDITY, seconds)
    return int(seconds)


def _read_callback(url: str) -> str:
    if url and (urlsplit(url).scheme not in {"http", "https"} or not urlsplit(url).hostname):
        raise Refused(ApiError.INVALID_CALLBACK, url)
    return url


def _refuse_body(body: str) -> None:
    if not body:
        raise Refused(ApiError.NO_BODY)
    if len(body) > _LONGEST_BODY:
        raise Refused(ApiError.TOO_LONG)


def _refuse_recipient(exchange: Exchange, from_: str, to: str) -> None:
    if from_ == to:
        raise Refused(ApiError.SAME_NUMBER, to)
    if exchange.faults.strike(FaultKind.SENDER_REFUSED, to):
        raise Refused(ApiError.SENDER_NOT_CAPABLE, from_)
    if exchange.opted_out(from_, to) or exchange.faults.strike(FaultKind.BLOCKED, to):
        raise Refused(ApiError.OPTED_OUT)
    if exchange.faults.strike(FaultKind.LANDLINE, to):
        raise Refused(ApiError.LANDLINE, to)
