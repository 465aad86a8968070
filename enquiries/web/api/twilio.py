"""The door for Twilio: texts that come in, and receipts for those that went out. All of it is signed."""

import logging
from datetime import UTC, datetime

from flask import Blueprint, Response, current_app, request
from werkzeug.exceptions import Forbidden

from config import Config
from enquiries.core.db import commit, db, writing
from enquiries.core.transactions.group_commit import GroupCommit
from enquiries.intake import inbox
from enquiries.intake.inbox import PostedText
from enquiries.messaging.gateway import Receipt
from enquiries.messaging.twilio import refusal_of, signature_is_valid, state_of
from enquiries.oncall.receipts import Result
from enquiries.web.api.bad_signatures import Forgeries
from enquiries.web.row_ids import read_id

blueprint = Blueprint("webhooks", __name__, url_prefix="/webhooks/twilio")
log = logging.getLogger(__name__)

_LONGEST_SID = 64  # characters: Twilio's have 34
_forgeries = Forgeries()
_NO_REPLY = '<?xml version="1.0" encoding="UTF-8"?><Response/>'


@blueprint.before_request
def check_signature() -> None:
    """Against the address that Twilio was given, never the Host that this request claims."""
    config: Config = current_app.config["RINGBACK"]
    url = config.public_base_url + request.full_path.removesuffix("?")
    signature = request.headers.get("X-Twilio-Signature", "")
    if not signature_is_valid(config.twilio_auth_tokens, url, request.form, signature):
        log.warning("signature_invalid", extra={"path": request.path})
        _forgeries.count(datetime.now(UTC))
        raise Forbidden("The signature does not match.")


@blueprint.post("/sms")
def text_came_in() -> Response:
    texts: GroupCommit[PostedText] = current_app.extensions["texts"]
    posted = inbox.read(datetime.now(UTC), request.form)
    inbox.prepare(posted)
    texts.write(posted)
    return _no_reply()


@blueprint.post("/sms/fallback")
def text_came_in_by_the_fallback() -> Response:
    """Twilio comes here when the other address failed, so this does no more than keep the text."""
    posted = inbox.read(datetime.now(UTC), request.form)
    writing()
    inbox.keep(db.session(), posted)
    commit()
    return _no_reply()


@blueprint.post("/status/<reference>")
def receipt_came_in(reference: str) -> Response:
    state = state_of(request.form.get("MessageStatus", ""))
    sid = request.form.get("MessageSid", "")
    ours = read_id(reference)
    if state is not None and sid and len(sid) <= _LONGEST_SID and ours is not None:
        error = read_id(request.form.get("ErrorCode", ""))
        receipts: GroupCommit[tuple[int, Result]] = current_app.extensions["receipts"]
        receipts.write((ours, Receipt(sid, state, error, refusal_of(error))))
    return Response(status=200)


def _no_reply() -> Response:
    return Response(_NO_REPLY, mimetype="text/xml")
