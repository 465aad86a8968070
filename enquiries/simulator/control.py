"""The plain HTTP API for tests and the page: text in, see what went out, turn faults on, wait for quiet.

JSON in and out. What cannot be read is answered with 400 and `{"error": …}`.
"""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from .current import exchange
from .faults import FaultKind, read_fault
from .keywords import KeywordMode
from .message import Message
from .numbers import Number, can_send, is_e164
from .phones import Phone, Side
from .receiving import receive
from .resource import as_json

_LONGEST_WAIT = 30.0  # seconds

control = Blueprint("control", __name__, url_prefix="/simulator")


@control.errorhandler(ValueError)
def explain(error: ValueError) -> ResponseReturnValue:
    return {"error": str(error)}, 400


@control.post("/reset")
def reset() -> ResponseReturnValue:
    exchange().reset()
    return {"version": exchange().log.version}


@control.post("/webhook")
def point_webhook() -> ResponseReturnValue:
    """Where inbound texts are posted from now on: `url`, and `fallback` if it is not `url` + `/fallback`."""
    exchange().point_at(_text("url"), _text("fallback", ""))
    return {"url": exchange().webhook, "fallback": exchange().fallback}


@control.post("/inbound")
def text_in() -> ResponseReturnValue:
    """Text in, as from a phone: `from`, `to`, `body`; perhaps `sid`, and `parameters` for the webhook."""
    extra = _json().get("parameters") or {}
    if not isinstance(extra, dict):
        raise ValueError("parameters: an object of names and texts")
    words = {str(name): str(value) for name, value in extra.items()}
    return receive(
        exchange(), _text("from"), _text("to"), _text("body", ""), _text("sid", ""), words
    ).as_json()


@control.get("/messages")
def messages() -> ResponseReturnValue:
    """Texts, oldest first, by `to`, `from`, `direction` (inbound, outbound) and `since` (an id).

    With `wait` the answer comes when there is one, or after so many seconds.
    """
    wait = min(float(request.args.get("wait", 0)), _LONGEST_WAIT)
    exchange().log.wait(lambda: bool(_matching()), wait)
    return {"messages": [as_json(message) for message in _matching()]}


@control.get("/faults")
def faults() -> ResponseReturnValue:
    return exchange().faults.as_json()


@control.post("/faults")
def set_faults() -> ResponseReturnValue:
    """Turn faults on and off: each named kind as `read_fault` reads it; the others stay as they are."""
    wanted = {FaultKind(name): read_fault(FaultKind(name), value) for name, value in _json().items()}
    for kind, fault in wanted.items():
        if fault is None:
            exchange().faults.turn_off(kind)
        else:
            exchange().faults.turn_on(kind, fault)
    exchange().log.touch()
    return exchange().faults.as_json()


@control.get("/pending")
def pending() -> ResponseReturnValue:
    return {"pending": exchange().couriers.pending}


@control.post("/settle")
def settle() -> ResponseReturnValue:
    """Wait until no text is under way and no callback is left to make; 504 when `timeout` is over first."""
    timeout = min(float(request.args.get("timeout", 5)), _LONGEST_WAIT)
    settled = exchange().couriers.settle(timeout)
    return {"settled": settled, "pending": exchange().couriers.pending}, 200 if settled else 504


@control.post("/numbers")
def declare_number() -> ResponseReturnValue:
    """Declare a number of the account: `number`, `mode`, `per_second` (0 for no limit), `help_text`."""
    if not can_send(_text("number")):
        raise ValueError("number: neither a short code nor a number like +447700900100")
    per_second = _json().get("per_second")
    if per_second is not None and not isinstance(per_second, int | float):
        raise ValueError("per_second: a number of texts")
    mode = KeywordMode(_text("mode", KeywordMode.APP.value))
    exchange().numbers.declare(Number(_text("number"), mode, per_second, _text("help_text", "") or None))
    exchange().log.touch()
    return {"numbers": [each.number for each in exchange().numbers.all()]}


@control.post("/phones")
def declare_phone() -> ResponseReturnValue:
    """Put a phone on the page: `number`, `name`, `side` (public, staff, other), `replaces` (a number)."""
    number = _text("number")
    if not is_e164(number):
        raise ValueError("number: write it like +447700900123")
    phone = Phone(number, _text("name", "") or number, Side(_text("side", Side.PUBLIC.value)))
    exchange().phones.declare(phone, _text("replaces", ""))
    exchange().log.touch()
    return {"phones": [each.number for each in exchange().phones.all()]}


@control.post("/guide")
def set_guide() -> ResponseReturnValue:
    """The lines of guidance at the top of the page: `text`, plain."""
    exchange().guide = _text("text", "")
    exchange().log.touch()
    return {"text": exchange().guide}


def _matching() -> list[Message]:
    """The texts that the query of this request asks for."""
    query = request.args
    since = int(query.get("since", 0))
    return [
        message
        for message in exchange().log.all(query.get("to", ""))
        if message.id > since
        and query.get("from", message.from_) == message.from_
        and message.direction.startswith(query.get("direction", ""))
    ]


def _json() -> dict[str, object]:
    read = request.get_json(silent=True)
    if not isinstance(read, dict):
        raise ValueError("a JSON object is wanted")
    return read


def _text(name: str, usual: str | None = None) -> str:
    value = _json().get(name, usual)
    if not isinstance(value, str):
        raise ValueError(f"{name}: a text is wanted")
    return value
