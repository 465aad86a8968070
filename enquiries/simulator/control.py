"""The plain HTTP API for tests and the page: text in, see what went out, turn faults on, wait for quiet.

JSON in and out. What cannot be read is answered with 400 and `{"error": …}`.
"""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from .exchange import current_exchange
from .faults import FaultKind, read_fault
from .media import read_media
from .message import Message
from .numbers import KeywordMode, Number, can_send, is_e164
from .phones import Phone, Side
from .receiving import receive

_LONGEST_WAIT = 30.0  # seconds

control = Blueprint("control", __name__, url_prefix="/simulator")


@control.post("/reset")
def reset() -> ResponseReturnValue:
    current_exchange().reset()
    return {"version": current_exchange().log.version}


@control.post("/start-afresh")
def start_afresh() -> ResponseReturnValue:
    """Forget texts, faults, opt-outs and added phones; the visitor gets a number that was not used before."""
    current_exchange().start_afresh()
    return {"phones": [each.number for each in current_exchange().phones.all()]}


@control.post("/next-visitor")
def next_visitor() -> ResponseReturnValue:
    """Give the visitor's phone a number that was not used before."""
    current_exchange().next_visitor()
    return {"phones": [each.number for each in current_exchange().phones.all()]}


@control.post("/inbound")
def text_in() -> ResponseReturnValue:
    """Text in, as from a phone: `from`, `to`, `body`; perhaps `sid`, `media` as `read_media` reads it, and
    `parameters` for the webhook.
    """
    extra = read_json().get("parameters") or {}
    if not isinstance(extra, dict):
        raise ValueError("parameters: an object of names and texts")
    extra = {str(name): str(value) for name, value in extra.items()}
    texts = read_text("from"), read_text("to"), read_text("body", ""), read_text("sid", "")
    media = read_media(read_json().get("media") or [])
    return receive(current_exchange(), *texts, extra, media).as_json()


@control.get("/messages")
def messages() -> ResponseReturnValue:
    """Texts, oldest first, by `to`, `from`, `direction` (inbound, outbound) and `since` (an id).

    With `wait` the answer comes when there is one, or after so many seconds.
    """
    wait = min(float(request.args.get("wait", 0)), _LONGEST_WAIT)
    current_exchange().log.wait(lambda: bool(_matching()), wait)
    return {"messages": [message.as_json() for message in _matching()]}


@control.get("/faults")
def faults() -> ResponseReturnValue:
    return current_exchange().faults.as_json()


@control.post("/faults")
def set_faults() -> ResponseReturnValue:
    """Turn faults on and off: each named kind as `read_fault` reads it; the others stay as they are."""
    wanted = {FaultKind(name): read_fault(FaultKind(name), value) for name, value in read_json().items()}
    for kind, fault in wanted.items():
        if fault is None:
            current_exchange().faults.turn_off(kind)
        else:
            current_exchange().faults.turn_on(kind, fault)
    current_exchange().log.touch()
    return current_exchange().faults.as_json()


@control.get("/pending")
def pending() -> ResponseReturnValue:
    return {"pending": current_exchange().scheduler.pending}


@control.post("/settle")
def settle() -> ResponseReturnValue:
    """Wait until no text is under way and no callback is left to make; 504 when `timeout` is over first."""
    timeout = min(float(request.args.get("timeout", 5)), _LONGEST_WAIT)
    settled = current_exchange().scheduler.settle(timeout)
    return {"settled": settled, "pending": current_exchange().scheduler.pending}, 200 if settled else 504


def _matching() -> list[Message]:
    """The texts that the query of this request asks for."""
    query = request.args
    since = int(query.get("since", 0))
    return [
        message
        for message in current_exchange().log.all(query.get("to", ""))
        if message.id > since
        and query.get("from", message.from_) == message.from_
        and message.direction.startswith(query.get("direction", ""))
    ]


@control.post("/webhook")
def point_webhook() -> ResponseReturnValue:
    """Where inbound texts are posted from now on: `url`, and `fallback` if it is not `url` + `/fallback`."""
    current_exchange().point_at(read_text("url"), read_text("fallback", ""))
    return {"url": current_exchange().webhook, "fallback": current_exchange().fallback}


@control.post("/numbers")
def declare_number() -> ResponseReturnValue:
    """Declare a number of the account: `number`, `mode`, `per_second` (0 for no limit), `help_text`."""
    if not can_send(read_text("number")):
        raise ValueError("number: neither a short code nor a number like +447700900100")
    per_second = read_json().get("per_second")
    if per_second is not None and not isinstance(per_second, int | float):
        raise ValueError("per_second: a number of texts")
    mode = KeywordMode(read_text("mode", KeywordMode.APP.value))
    help_text = read_text("help_text", "") or None
    current_exchange().numbers.declare(Number(read_text("number"), mode, per_second, help_text))
    current_exchange().log.touch()
    return {"numbers": [each.number for each in current_exchange().numbers.all()]}


@control.post("/phones")
def declare_phone() -> ResponseReturnValue:
    """Put a phone on the page: `number`, `name`, `side` (public, staff, other), `replaces` (a number)."""
    number = read_text("number")
    if not is_e164(number):
        raise ValueError("number: write it like +447700900123")
    phone = Phone(number, read_text("name", "") or number, Side(read_text("side", Side.PUBLIC.value)))
    current_exchange().phones.declare(phone, read_text("replaces", ""))
    current_exchange().log.touch()
    return {"phones": [each.number for each in current_exchange().phones.all()]}


@control.post("/guide")
def set_guide() -> ResponseReturnValue:
    """The lines of guidance at the top of the page: `text`, plain."""
    current_exchange().guide = read_text("text", "")
    current_exchange().log.touch()
    return {"text": current_exchange().guide}


def read_json() -> dict[str, object]:
    """The object in the body. Raises ValueError for anything else."""
    read = request.get_json(silent=True)
    if not isinstance(read, dict):
        raise ValueError("a JSON object is wanted")
    return read


def read_text(name: str, usual: str | None = None) -> str:
    """One text of the object. Raises ValueError where it is missing and has no usual value, or is no text."""
    value = read_json().get(name, usual)
    if not isinstance(value, str):
        raise ValueError(f"{name}: a text is wanted")
    return value


@control.errorhandler(ValueError)
def explain(error: ValueError) -> ResponseReturnValue:
    """Answer what could not be read with 400 and why."""
    return {"error": str(error)}, 400
