"""The plain HTTP API for tests and the page: text in, see what went out, turn faults on, wait for quiet.

JSON in and out. What cannot be read is answered with 400 and `{"error": …}`.
"""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from .body import explain, read_json, read_text
from .current import exchange
from .faults import FaultKind, read_fault
from .message import Message
from .receiving import receive
from .resource import as_json

_LONGEST_WAIT = 30.0  # seconds

control = Blueprint("control", __name__, url_prefix="/simulator")
control.register_error_handler(ValueError, explain)


@control.post("/reset")
def reset() -> ResponseReturnValue:
    exchange().reset()
    return {"version": exchange().log.version}


@control.post("/start-afresh")
def start_afresh() -> ResponseReturnValue:
    """Forget texts, faults, opt-outs and added phones; the visitor gets a number that was not used before."""
    exchange().start_afresh()
    return {"phones": [each.number for each in exchange().phones.all()]}


@control.post("/next-visitor")
def next_visitor() -> ResponseReturnValue:
    """Give the visitor's phone a number that was not used before."""
    exchange().next_visitor()
    return {"phones": [each.number for each in exchange().phones.all()]}


@control.post("/inbound")
def text_in() -> ResponseReturnValue:
    """Text in, as from a phone: `from`, `to`, `body`; perhaps `sid`, and `parameters` for the webhook."""
    extra = read_json().get("parameters") or {}
    if not isinstance(extra, dict):
        raise ValueError("parameters: an object of names and texts")
    extra = {str(name): str(value) for name, value in extra.items()}
    texts = read_text("from"), read_text("to"), read_text("body", ""), read_text("sid", "")
    return receive(exchange(), *texts, extra).as_json()


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
    wanted = {FaultKind(name): read_fault(FaultKind(name), value) for name, value in read_json().items()}
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
