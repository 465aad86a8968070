"""Twilio's REST API for messages, as its own client libraries meet it.

Faults come first, as they would on the way: a late answer, a 429, a 500, none at all.
Source: https://www.twilio.com/docs/messaging/api/message-resource
"""

import secrets
from urllib.parse import urlencode

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from .delivery import API_VERSION
from .errors import ApiError, Refused
from .exchange import current_exchange
from .faults import FaultKind
from .message import Message
from .resources import Page, as_resource, list_page, long_numbers, short_codes
from .sending import send

UNANSWERED = "X-Unanswered"  # a header at which our server closes the connection instead of answering

rest = Blueprint("rest", __name__, url_prefix=f"/{API_VERSION}/Accounts")


@rest.errorhandler(Refused)
def refuse(refused: Refused) -> ResponseReturnValue:
    return jsonify(refused.body), refused.error.status


@rest.before_request
def authenticate() -> None:
    """Basic auth: the account's SID and token, and the same SID in the path."""
    given = request.authorization
    username, password = (given.username or "", given.password or "") if given else ("", "")
    expected, account_sid = current_exchange(), (request.view_args or {})["account_sid"]
    known = username == account_sid == expected.account_sid
    if not known or not secrets.compare_digest(password.encode(), expected.auth_token.encode()):
        raise Refused(ApiError.AUTHENTICATE)


@rest.before_request
def misbehave() -> ResponseReturnValue | None:
    """Let the faults strike that stand before any request."""
    faults, to = current_exchange().faults, request.values.get("To", "")
    if latency := faults.strike(FaultKind.LATENCY, to):
        faults.pause(latency.milliseconds)
    if hang := faults.strike(FaultKind.HANG, to):
        faults.pause(hang.milliseconds)
        return _say_nothing()
    if faults.strike(FaultKind.TOO_MANY_REQUESTS, to):
        raise Refused(ApiError.TOO_MANY_REQUESTS)
    if faults.strike(FaultKind.SERVER_ERROR, to):
        raise Refused(ApiError.SERVER_ERROR)
    return None


@rest.get("/<account_sid>.json")
def account(account_sid: str) -> ResponseReturnValue:
    """What one fetches to see whether the credentials are good."""
    return {"sid": account_sid, "friendly_name": "Stand-in", "status": "active", "type": "Full"}


@rest.get("/<account_sid>/IncomingPhoneNumbers.json")
def list_long_numbers(account_sid: str) -> ResponseReturnValue:
    return _one_page(
        "incoming_phone_numbers", long_numbers(current_exchange(), request.args.get("PhoneNumber", ""))
    )


@rest.get("/<account_sid>/SMS/ShortCodes.json")
def list_short_codes(account_sid: str) -> ResponseReturnValue:
    matching = request.args.get("ShortCode", "")
    return _one_page("short_codes", short_codes(current_exchange(), matching))


@rest.post("/<account_sid>/Messages.json")
def create(account_sid: str) -> ResponseReturnValue:
    message = send(current_exchange(), request.form)
    resource = as_resource(message, account_sid)
    if lost := current_exchange().faults.strike(FaultKind.RESPONSE_LOST, message.to):
        current_exchange().faults.pause(lost.milliseconds)
        return _say_nothing()
    return resource, 201


@rest.get("/<account_sid>/Messages.json")
def list_messages(account_sid: str) -> ResponseReturnValue:
    page = list_page(current_exchange().log.all(request.args.get("To", "")), request.args)
    return {
        "end": page.number * page.size + max(len(page.messages) - 1, 0),
        "first_page_uri": _page_uri(page, 0),
        "messages": [as_resource(message, account_sid) for message in page.messages],
        "next_page_uri": _page_uri(page, page.number + 1) if page.more else None,
        "page": page.number,
        "page_size": page.size,
        "previous_page_uri": None,
        "start": page.number * page.size,
        "uri": request.full_path.rstrip("?"),
    }


@rest.get("/<account_sid>/Messages/<sid>.json")
def fetch(account_sid: str, sid: str) -> ResponseReturnValue:
    return as_resource(find_message(sid), account_sid)


@rest.post("/<account_sid>/Messages/<sid>.json")
def update(account_sid: str, sid: str) -> ResponseReturnValue:
    """Redact a body: an empty one is all that Twilio lets a message be changed to."""
    message = _find_complete(sid)
    if request.form.get("Body") != "":
        raise Refused(ApiError.BAD_PARAMETER, "Body")
    with current_exchange().log.changing(message):
        message.body = ""
    return as_resource(message, account_sid)


@rest.delete("/<account_sid>/Messages/<sid>.json")
def delete(account_sid: str, sid: str) -> ResponseReturnValue:
    current_exchange().log.delete(_find_complete(sid).sid)
    return "", 204


def find_message(sid: str) -> Message:
    """The message of that SID. Raises Refused."""
    message = current_exchange().log.find(sid)
    if message is None:
        raise Refused(ApiError.NOT_FOUND, request.path)
    return message


def _find_complete(sid: str) -> Message:
    message = find_message(sid)
    if not message.status.final:
        raise Refused(ApiError.NOT_COMPLETE)
    return message


def _one_page(name: str, resources: list[dict[str, object]]) -> dict[str, object]:
    """A list that is never so long that it needs a second page."""
    return {
        "end": max(len(resources) - 1, 0),
        "first_page_uri": request.full_path.rstrip("?"),
        name: resources,
        "next_page_uri": None,
        "page": 0,
        "page_size": max(len(resources), 50),
        "previous_page_uri": None,
        "start": 0,
        "uri": request.full_path.rstrip("?"),
    }


def _page_uri(page: Page, number: int) -> str:
    query = request.args.to_dict() | {"PageSize": str(page.size), "Page": str(number)}
    if number:
        query["PageToken"] = f"PA{page.messages[-1].sid}"
    else:
        query.pop("PageToken", None)
    return f"{request.path}?{urlencode(query)}"


def _say_nothing() -> ResponseReturnValue:
    return "", 504, {UNANSWERED: "yes"}
