"""What the stand-in is told while it runs: the webhook, the account's numbers, phones, the guide."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from .body import explain, read_json, read_text
from .current import exchange
from .keywords import KeywordMode
from .numbers import Number, can_send, is_e164
from .phones import Phone, Side

surroundings = Blueprint("surroundings", __name__, url_prefix="/simulator")
surroundings.register_error_handler(ValueError, explain)


@surroundings.post("/webhook")
def point_webhook() -> ResponseReturnValue:
    """Where inbound texts are posted from now on: `url`, and `fallback` if it is not `url` + `/fallback`."""
    exchange().point_at(read_text("url"), read_text("fallback", ""))
    return {"url": exchange().webhook, "fallback": exchange().fallback}


@surroundings.post("/numbers")
def declare_number() -> ResponseReturnValue:
    """Declare a number of the account: `number`, `mode`, `per_second` (0 for no limit), `help_text`."""
    if not can_send(read_text("number")):
        raise ValueError("number: neither a short code nor a number like +447700900100")
    per_second = read_json().get("per_second")
    if per_second is not None and not isinstance(per_second, int | float):
        raise ValueError("per_second: a number of texts")
    mode = KeywordMode(read_text("mode", KeywordMode.APP.value))
    help_text = read_text("help_text", "") or None
    exchange().numbers.declare(Number(read_text("number"), mode, per_second, help_text))
    exchange().log.touch()
    return {"numbers": [each.number for each in exchange().numbers.all()]}


@surroundings.post("/phones")
def declare_phone() -> ResponseReturnValue:
    """Put a phone on the page: `number`, `name`, `side` (public, staff, other), `replaces` (a number)."""
    number = read_text("number")
    if not is_e164(number):
        raise ValueError("number: write it like +447700900123")
    phone = Phone(number, read_text("name", "") or number, Side(read_text("side", Side.PUBLIC.value)))
    exchange().phones.declare(phone, read_text("replaces", ""))
    exchange().log.touch()
    return {"phones": [each.number for each in exchange().phones.all()]}


@surroundings.post("/guide")
def set_guide() -> ResponseReturnValue:
    """The lines of guidance at the top of the page: `text`, plain."""
    exchange().guide = read_text("text", "")
    exchange().log.touch()
    return {"text": exchange().guide}
