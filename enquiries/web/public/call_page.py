"""The page that calls: whom to ring, how to do it safely, what they wrote, and a button that logs the dial.

It belongs to the holder of the enquiry. A GET changes nothing, since phones fetch links to preview them.
"""

from datetime import UTC, datetime

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from enquiries.board import call_sheet
from enquiries.board.media_views import find_media, record_opening
from enquiries.core.db import commit, db, reading, writing
from enquiries.dates.spoken import say_when
from enquiries.lifecycle import claims
from enquiries.lifecycle.models import Claim
from enquiries.messaging import sender_numbers
from enquiries.responders import actions
from enquiries.responders.actions import Action
from enquiries.web import media_answer
from enquiries.web.security import csrf, keep_private

blueprint = Blueprint("calls", __name__)
blueprint.after_request(keep_private)
# The token in the address is 128 bits that no other site knows, and a beacon carries no other.
csrf.exempt(blueprint)

Page = tuple[str, int] | AnyResponse


@blueprint.get("/c/<token>")
def show(token: str) -> Page:
    reading()
    claim = claims.by_token(db.session(), token)
    if claim is None:
        return _dead()
    # Without JavaScript the dial was logged by the button, and the link to the phone comes now.
    return _page(claim, logged="dial" in request.args), 200


@blueprint.post("/c/<token>")
def dial(token: str) -> Page:
    """Log that the phone is being opened, as a beacon of the page's script or by its button."""
    if claims.by_token(db.session(), token) is None:
        return _dead()
    writing()
    claim = claims.by_token(db.session(), token)  # which may have ended a moment ago
    if claim is None:
        return _dead()
    enquiry = claim.enquiry
    action = Action.begin(db.session(), datetime.now(UTC), enquiry, claim.staff)
    if not action.is_holder:
        return _dead()
    if actions.against_their_wish(action) and "anyway" not in request.form:
        return _page(claim, logged=False), 409  # it was said after this page was opened
    actions.calling(action, how="call page")
    commit()
    if "beacon" in request.form:
        return Response(status=204)
    return redirect(url_for("calls.show", token=token, dial=1), 303)


@blueprint.post("/c/<token>/media/<int:text_id>/<int:number>")
def open_media(token: str, text_id: int, number: int) -> Page:
    """Open what came with a text: fetched through us, and noted."""
    reading()
    claim = claims.by_token(db.session(), token)
    item = find_media(db.session(), claim.enquiry, text_id, number) if claim else None
    if item is None:
        return _dead()
    opened = media_answer.fetch(item)
    writing()
    claim = claims.by_token(db.session(), token)  # which may have ended meanwhile
    if claim is None:
        return _dead()
    problem, address = media_answer.problem_of(opened), request.remote_addr or "unknown"
    session, now, door = db.session(), datetime.now(UTC), "call page"
    record_opening(session, now, claim.enquiry, claim.staff, item, problem, door=door, address=address)
    commit()
    return media_answer.answer(opened, item, back=url_for("calls.show", token=token))


def _page(claim: Claim, *, logged: bool) -> str:
    enquiry, now = claim.enquiry, datetime.now(UTC)
    zone = enquiry.centre.zone
    return render_template(
        "public/call/call.html",
        address=url_for("calls.show", token=claim.token),
        enquiry=enquiry,
        sheet=call_sheet.build_call_sheet(db.session(), now, enquiry),
        asked=f"{enquiry.received_at.astimezone(zone):%a %-d %b %H:%M}",
        due=say_when(enquiry.due_at, now, zone),
        clock=lambda moment: f"{moment.astimezone(zone):%a %H:%M}",
        risks=enquiry.risk.replace("_", " ").split(",") if enquiry.risk else [],
        text_to=sender_numbers.for_staff(db.session(), enquiry.centre),
        logged=logged,
    )


def _dead() -> tuple[str, int]:
    return render_template("public/call/dead.html"), 404
