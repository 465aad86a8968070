"""The REST API for what came with a text: its content, by way of another address, and its deletion."""

from flask import Blueprint, redirect
from flask.typing import ResponseReturnValue

from .errors import ApiError, Refused
from .exchange import current_exchange
from .media import Media
from .message import Message
from .rest import authenticate, find_message, misbehave, refuse, rest

media_rest = Blueprint("media_rest", __name__, url_prefix=rest.url_prefix)
media_rest.before_request(authenticate)
media_rest.before_request(misbehave)
media_rest.register_error_handler(Refused, refuse)


@media_rest.get("/<account_sid>/Messages/<sid>/Media/<media_sid>")
def media(account_sid: str, sid: str, media_sid: str) -> ResponseReturnValue:
    """Send for the content, which needs no credentials: its address cannot be guessed."""
    message = find_message(sid)
    found = _find(message, media_sid)
    return redirect(found.location or f"/media/{message.sid}/{found.sid}", 307)


@media_rest.delete("/<account_sid>/Messages/<sid>/Media/<media_sid>.json")
def delete_media(account_sid: str, sid: str, media_sid: str) -> ResponseReturnValue:
    message = find_message(sid)
    found = _find(message, media_sid)
    with current_exchange().log.changing(message):
        message.media.remove(found)
    return "", 204


def _find(message: Message, sid: str) -> Media:
    found = next((each for each in message.media if each.sid == sid), None)
    if found is None:
        raise Refused(ApiError.NOT_FOUND, sid)
    return found
