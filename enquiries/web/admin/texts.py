"""Texts that the service could not make sense of: a person reads them, and decides."""

from flask import flash, render_template, request, url_for
from werkzeug.exceptions import NotFound

from enquiries.db import commit, db
from enquiries.models.crypto import CannotOpen
from enquiries.models.message import Incoming
from enquiries.services import second_look
from enquiries.services.second_look import Reason
from enquiries.web.access import centres_of, signed_in
from enquiries.web.admin.door import blueprint, managers
from enquiries.web.admin.saving import Page, back, now


@blueprint.get("/texts")
@managers
def texts() -> Page:
    shown = second_look.failed_at(db.session(), now(), centres_of(signed_in()))
    return render_template("admin/texts.html", texts=shown)


@blueprint.post("/texts/<int:text_id>")
@managers
def text(text_id: int) -> Page:
    """A press shows it, and is written down."""
    incoming = _own(text_id)
    second_look.show(db.session(), now(), incoming, signed_in())
    commit()
    try:
        sender, body = incoming.sender, incoming.body
    except CannotOpen:
        sender, body = None, None
    return render_template("admin/text.html", text=incoming, sender=sender, body=body, reasons=list(Reason))


@blueprint.post("/texts/<int:text_id>/enquiry")
@managers
def make_enquiry(text_id: int) -> Page:
    try:
        enquiry = second_look.make_enquiry(db.session(), now(), _own(text_id), signed_in())
    except CannotOpen:
        enquiry = None
    if enquiry is None:
        db.session.rollback()
        flash("This text can no longer be opened, so no one can call its sender.")
    else:
        commit()
        flash(f"It’s now enquiry {enquiry.code}, and the people on call have been alerted.")
    return back(url_for("admin.texts"))


@blueprint.post("/texts/<int:text_id>/dismiss")
@managers
def dismiss(text_id: int) -> Page:
    given = request.form.get("reason")
    if given not in list(Reason):
        flash("Please choose a reason.")
        return back(url_for("admin.texts"))
    second_look.dismiss(db.session(), now(), _own(text_id), Reason(given), signed_in())
    commit()
    flash("Dismissed; the reason is recorded.")
    return back(url_for("admin.texts"))


def _own(text_id: int) -> Incoming:
    """A text to a number of theirs that still waits. Raises NotFound."""
    incoming = second_look.waiting_text(db.session(), text_id)
    if incoming is None or second_look.centre_of(db.session(), incoming) not in centres_of(signed_in()):
        raise NotFound
    return incoming
