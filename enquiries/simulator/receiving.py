"""A text from a phone to one of the account's numbers: posted to the webhook, else to the fallback.

Where Twilio answers keywords on that number, it does so here, and the text is passed on all the same. A text
that comes again with the same SID is posted again and not logged twice, as when Twilio retries.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from .delivery import API_VERSION
from .exchange import Exchange
from .media import Media
from .message import Callback, Direction, Message, Status, new_sid, segments
from .numbers import STOCK_ANSWERS, KeywordMode, Number, OptOutType, opt_out_type
from .sending import answer
from .webhooks import Answer

_RETRIEVAL_FAILURE = "11200"  # https://www.twilio.com/docs/api/errors/11200


@dataclass(frozen=True)
class Received:
    """What became of a text that came in; `fallback` is None where it was not needed."""

    sid: str
    webhook: Answer
    fallback: Answer | None

    def as_json(self) -> dict[str, object]:
        fallback = self.fallback.as_json() if self.fallback else None
        return {"sid": self.sid, **self.webhook.as_json(), "fallback": fallback}


def receive(
    exchange: Exchange,
    from_: str,
    to: str,
    body: str,
    sid: str = "",
    extra: dict[str, str] | None = None,
    media: Sequence[Media] = (),
) -> Received:
    """Take a text from a phone and wait for the application's answer. `extra` adds or replaces parameters."""
    number = exchange.numbers.find(to)
    kind = opt_out_type(body) if number.mode.twilio_answers else None
    message = exchange.log.find(sid)
    if message is None:
        message = _log(exchange, from_, to, body, sid, media)
        if kind:
            _answer_keyword(exchange, number, from_, kind)
    parameters = _parameters(exchange, message, body)
    if kind and number.mode is KeywordMode.ADVANCED_OPT_OUT:
        parameters["OptOutType"] = kind.value
    return _post(exchange, message, parameters | (extra or {}))


def _log(exchange: Exchange, from_: str, to: str, body: str, sid: str, media: Sequence[Media]) -> Message:
    exchange.phones.see(from_)
    sid = sid or new_sid("MM" if media else "SM")
    message = Message(sid, Direction.INBOUND, from_, to, body, Status.RECEIVED, media=list(media))
    return exchange.log.add(message)


def _answer_keyword(exchange: Exchange, number: Number, phone: str, kind: OptOutType) -> None:
    """Twilio's own part. A phone that has stopped already gets no second confirmation."""
    if kind is OptOutType.STOP and not exchange.opt_out(number.number, phone):
        return
    if kind is OptOutType.START:
        exchange.opt_in(number.number, phone)
    own = number.help_text if kind is OptOutType.HELP else None
    answer(exchange, number.number, phone, own or STOCK_ANSWERS[kind])


def _parameters(exchange: Exchange, message: Message, body: str) -> dict[str, str]:
    return {
        "AccountSid": exchange.account_sid,
        "ApiVersion": API_VERSION,
        "Body": body,
        "From": message.from_,
        "FromCountry": "GB" if message.from_.startswith("+44") else "",
        "MessageSid": message.sid,
        "NumMedia": str(len(message.media)),
        "NumSegments": str(segments(body)),
        "SmsMessageSid": message.sid,
        "SmsSid": message.sid,
        "SmsStatus": "received",
        "To": message.to,
        "ToCountry": "GB",
        **_media(exchange, message),
    }


def _media(exchange: Exchange, message: Message) -> dict[str, str]:
    """The type and the address of each thing that came with it."""
    base = f"{exchange.url}/{API_VERSION}/Accounts/{exchange.account_sid}/Messages/{message.sid}/Media"
    return {
        f"Media{name}{number}": value
        for number, each in enumerate(message.media)
        for name, value in (("ContentType", each.type), ("Url", f"{base}/{each.sid}"))
    }


def _post(exchange: Exchange, message: Message, parameters: dict[str, str]) -> Received:
    first = _post_to(exchange, exchange.webhook, message, parameters)
    if first.taken:
        return Received(message.sid, first, None)
    failed = {"ErrorCode": _RETRIEVAL_FAILURE, "ErrorUrl": exchange.webhook}
    return Received(message.sid, first, _post_to(exchange, exchange.fallback, message, parameters | failed))


def _post_to(exchange: Exchange, url: str, message: Message, parameters: dict[str, str]) -> Answer:
    answered = exchange.webhooks.post(url, parameters)
    with exchange.log.changing(message):
        message.callbacks.append(Callback(Status.RECEIVED, answered.status))
    return answered
