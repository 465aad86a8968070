"""Open what came with the texts of an enquiry, from its page. Each press is noted."""

from datetime import UTC, datetime

from flask import Blueprint, Response, request, url_for
from werkzeug.exceptions import NotFound

from enquiries.board.media_views import find_media, record_opening
from enquiries.core.db import commit, db, writing
from enquiries.web import media_answer
from enquiries.web.auth.access import allow, signed_in
from enquiries.web.staff.viewer import MAY_TAKE, visible_enquiry

blueprint = Blueprint("media", __name__)


@blueprint.post("/enquiries/<reference>/media/<int:text_id>/<int:number>")
@allow(*MAY_TAKE, reads=True)
def open_media(reference: str, text_id: int, number: int) -> Response:
    item = find_media(db.session(), visible_enquiry(reference), text_id, number)
    if item is None:
        raise NotFound
    opened = media_answer.fetch(item)
    writing()
    enquiry = visible_enquiry(reference)  # it may have been moved to another centre meanwhile
    problem, address = media_answer.problem_of(opened), request.remote_addr or "unknown"
    now, door = datetime.now(UTC), "enquiry page"
    record_opening(db.session(), now, enquiry, signed_in(), item, problem, door=door, address=address)
    commit()
    return media_answer.answer(opened, item, back=url_for("enquiry.show", reference=reference))
