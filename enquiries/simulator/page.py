"""The page of phones, live: it asks every moment for what is new since the version it has seen."""

from flask import Blueprint, Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from .exchange import current_exchange

_MOST_MESSAGES = 400

page = Blueprint("page", __name__)


@page.after_request
def protect(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@page.get("/")
def phones() -> str:
    return render_template("phones.html")


@page.get("/media/<sid>/<media_sid>")
def content(sid: str, media_sid: str) -> ResponseReturnValue:
    """What came with a text, for who knows the address."""
    message = current_exchange().log.find(sid)
    found = next((each for each in message.media if each.sid == media_sid), None) if message else None
    if found is None:
        abort(404)
    return Response(found.data, content_type=found.type)


@page.get("/state.json")
def state() -> ResponseReturnValue:
    """All that the page shows, of the texts those changed after version `since`; short if nothing has."""
    log, since = current_exchange().log, request.args.get("since", 0, int)
    if request.args.get("epoch") != log.epoch:
        since = -1
    if since == log.version:
        return {"epoch": log.epoch, "version": since}
    version = log.version
    return {
        "epoch": log.epoch,
        "version": version,
        "guide": current_exchange().guide.splitlines(),
        "numbers": [number.number for number in current_exchange().numbers.all()],
        "phones": [vars(phone) for phone in current_exchange().phones.all()],
        "faults": current_exchange().faults.as_json(),
        "messages": [message.as_json() for message in log.changed_since(since, _MOST_MESSAGES)],
    }
