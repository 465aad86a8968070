"""The board: who waits, and for how long. The page asks every two seconds whether anything has changed.

What has not changed costs three small questions to the database and an empty 304. Clocks run in the browser;
without a script the page has a link that reloads it.
"""

from datetime import UTC, datetime

from flask import Blueprint, Response, make_response, render_template, request

from enquiries.board import board
from enquiries.board.board import Filters
from enquiries.board.viewer import Viewer
from enquiries.core.db import db
from enquiries.core.enums import Channel, Role
from enquiries.web.auth.access import allow
from enquiries.web.staff.viewer import viewer

blueprint = Blueprint("board", __name__)


@blueprint.get("/board")
@allow(*Role)
def show() -> str:
    me, now = viewer(), datetime.now(UTC)
    filters = _filters(me)
    found = board.load_board(db.session(), now, me, filters)
    return render_template("staff/board/board.html", me=me, board=found, filters=filters, now=now)


@blueprint.get("/board/live")
@allow(*Role)
def live() -> Response:
    """The part of the board that changes, or 304 where it is as it was."""
    me, now = viewer(), datetime.now(UTC)
    fingerprint = board.fingerprint(db.session(), now, me)
    if fingerprint in request.if_none_match:
        answer = Response(status=304)
    else:
        found = board.load_board(db.session(), now, me, _filters(me))
        answer = make_response(render_template("staff/board/live.html", me=me, board=found, now=now))
    answer.set_etag(fingerprint)
    return answer


def _filters(me: Viewer) -> Filters:
    """What the address asks for. What makes no sense there, or is not theirs, is left out."""
    asked = request.args
    return Filters(
        centre=next((each for each in me.centres if each.slug == asked.get("centre")), None),
        channel=next((each for each in Channel if each == asked.get("channel")), None),
        urgent_only=asked.get("urgent") == "yes",
    )
